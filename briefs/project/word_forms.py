"""Word forms as templates: read from their files, filled like any template, and handed over as Word or, by way of
LibreOffice, as PDF.

How a form is taken apart and put together is `forms`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from briefs.base.package import opened as opened_package
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.template_file import template_of
from briefs.files import NotReadError, read_bytes
from briefs.forms import Form, NoFormError, Sealing, filled_form, form_of, head_of, said_in
from briefs.model.cited import DRAFT, SEAL, SEALED, Cited, Manuscript
from briefs.model.problems import Place, Problem, Stop
from briefs.model.template import Template
from briefs.model.vocabulary import Vocabulary
from briefs.project.as_text import write as as_text
from briefs.project.office import NoOfficeError, as_pdf
from briefs.project.stages import Drafted, Files, Filled, Plan
from briefs.project.unsettled import waiting_in
from briefs.templating.environment import Find
from briefs.templating.filling import Order, fill
from briefs.templating.reading import Sheet

LARGEST = 20_000_000
"""Bytes of a form."""
TAG, NO_FORM, UNMARKED, NO_PLACE, LEFT_OUT, NO_PDF = "T070", "T071", "T072", "T073", "T074", "W050"
SAVE = "save it in Word as a Word document (.docx)"
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@lru_cache(maxsize=8)
def form_in(data: bytes, at: Place) -> Form:
    """The form in a Word file; taken apart once. Raises NoFormError, and Stop for what is no Word file."""
    package = opened_package(data, at)
    if any("vbaProject" in name for name in package.parts):
        raise NoFormError("holds macros: save it as a Word document without them (.docx)")
    return form_of(package.parts, package.types, package.main)


def is_form(path: Path, within: Path) -> bool:
    """Whether a Word file's body has a tag; another one may be a base, or a letter that lies there."""
    try:
        about = path.stat()
        return _has_tags(path, within, about.st_mtime_ns, about.st_size)
    except OSError:
        return False


@lru_cache(maxsize=256)
def _has_tags(path: Path, within: Path, _changed: int, _size: int) -> bool:
    return has_tags(read_bytes(path, LARGEST, within))


def has_tags(data: bytes) -> bool:
    """Whether a Word file's body has a tag, so that it is a form; another one may be a base, or a letter."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            body = (
                archive.read("word/document.xml") if archive.getinfo("word/document.xml").file_size < LARGEST else b""
            )
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError):
        return False
    has_box = b":checkbox" in body and re.search(rb'<w:tag w:val="(?:if |\w+\.\w)', body) is not None
    return has_box or re.search(rb"\{[{%]", re.sub(rb"<[^>]*>", b"", body)) is not None


def load_form(path: Path, within: Path | None, vocabulary: Vocabulary) -> tuple[Template, list[Problem]]:
    """The form in a file as a template, and what is wrong with its settings and tags. Raises Stop for what is none."""
    at = Place(str(path))
    try:
        data = read_bytes(path, LARGEST, within)
        form = form_in(data, at)
        head = head_of(form.parts)
    except (NotReadError, NoFormError) as fault:
        raise Stop([Problem(NO_FORM, f"the form {fault}", at, SAVE)]) from None
    if not form.tags and not form.faults:
        hint = "write tags into its text, as `{{ title }}`; a letterhead for papers is named with `--base`"
        raise Stop([Problem(NO_FORM, "the form has nothing to fill", at, hint)])
    ledger = Ledger(str(path), "T02")
    template, problems = template_of(f"---\n{head}\n---\n{form.text}", path.stem, ledger, vocabulary)
    problems = [replace(each, at=Place(str(path), within=_where(each.at, template, form))) for each in problems]
    for each in form.faults:
        code = TAG if each.severity == "error" else LEFT_OUT
        problems.append(Problem(code, each.message, Place(str(path), within=each.place), each.hint, each.severity))
    title = template.title or path.stem.replace("-", " ").capitalize()
    return replace(template, title=title, form=data, notes=False, places={}), problems


def _where(at: Place, template: Template, form: Form) -> str:
    line = at.line - template.line
    return form.places[line] if 0 <= line < len(form.places) else "properties"


def placed(problems: Iterable[Problem], template: Template) -> Iterator[Problem]:
    """The problems, those of a form at their place in words: Word shows no lines."""
    form = form_in(template.form, Place(template.file))
    for each in problems:
        is_here = each.at.file == template.file and each.at.line
        yield each.moved(Place(template.file, within=_where(each.at, template, form))) if is_here else each


def filled_sheet(order: Order, find: Find) -> tuple[Manuscript, Sheet, list[Problem]]:
    """The form filled; its paragraphs, as checks and traces see them; and what is wrong. Raises Stop."""
    template = order.template
    try:
        manuscript, problems = fill(replace(order, own={"draft": Cited("", "", (DRAFT,))}), find)
    except Stop as stop:
        raise Stop(placed(stop.problems, template)) from None
    form = form_in(template.form, Place(template.file))
    problems += _charts(manuscript, template, form)
    filled = said_in(form, manuscript, Sealing(language=order.language, at=_places(template, form)))
    faults = [Problem(TAG, what, at, "") for what, at in dict.fromkeys(filled.faults)]
    return manuscript, Sheet("", filled.paragraphs, ()), [*placed(problems, template), *faults]


def _charts(manuscript: Manuscript, template: Template, form: Form) -> Iterator[Problem]:
    """A problem for each whole series that was to be printed: a form has no place for a chart."""
    lines = manuscript.text.split("\n") if any(slot.points is not None for slot in manuscript.slots) else []
    for number, line in enumerate(lines):
        for found in re.finditer(f"{SEAL}(\\d+){SEALED}", line):
            slot = manuscript.slots[int(found[1])]
            if slot.points is not None:
                message = f"`{slot.points.label.text}` is a series, and no chart can stand in a form"
                at = Place(template.file, within=_where(manuscript.places[number], template, form))
                yield Problem(TAG, message, at, "print its points: a row for each, in a loop")


def _places(template: Template, form: Form) -> Callable[[int], Place]:
    def at(line: int) -> Place:
        number = line - template.line
        return Place(template.file, within=form.places[number] if 0 <= number < len(form.places) else "")

    return at


def for_form(plan: Plan) -> tuple[Plan, list[Problem]]:
    """The plan without what a form has no place for, and a warning for each of that."""
    at = Place(plan.template.file)
    asked = (
        (plan.redline, "tracked changes", "compare both files in Word (Review, Compare)"),
        (plan.since is not None and not plan.redline, "what has changed since", "`briefs diff` lists what has changed"),
        (plan.annex, "an annex of facts", "`briefs trace` lists the facts behind each text"),
        (bool(plan.template.pages), "a limit on pages", "its owner lays it out; take the property `pages` away"),
    )
    problems = [
        Problem(NO_PLACE, f"a form has no place for {what}; it is made without", at, hint, "warning")
        for is_asked, what, hint in asked
        if is_asked
    ]
    template = replace(plan.template, pages=0)
    return replace(plan, template=template, since=None, redline=False, annex=False), problems


def form_files(plan: Plan, filled: Filled, drafted: Drafted) -> Files:
    """The filled form in the formats that are asked for, and a warning where there is no PDF of it."""
    template = plan.template
    at = Place(template.file)
    gaps = waiting_in(filled.facts, plan.facts)
    document = drafted.document
    draft = document.words.get("draft", "DRAFT") if document.status == "draft" else ""
    how = Sealing(document.title, filled.language, draft, gaps, _places(template, form_in(template.form, at)))
    made = filled_form(form_in(template.form, at), filled.manuscript, how)
    files = {"docx": made} if "docx" in plan.formats else {}
    if "text" in plan.formats:
        files["text"] = as_text(document).data
    problems = [*_unmarked(plan, filled)]
    if "pdf" not in plan.formats:
        return Files(files, 0, problems)
    try:
        files["pdf"], program = as_pdf(made)
    except NoOfficeError as fault:
        hint = "install LibreOffice, or ask for Word alone (`-f docx`) and save it as PDF there"
        problems.append(Problem(NO_PDF, f"there is no PDF of this form: {fault}", at, hint, "warning"))
        return Files(files, 0, problems)
    remark = f"its PDF is {program}'s: not checked to be accessible, nor the same bytes each time"
    return Files(files, len(PAGES.findall(files["pdf"])), problems, (remark,))


def _unmarked(plan: Plan, filled: Filled) -> Iterator[Problem]:
    """A warning where a form does not print the marking that it must bear."""
    marking = filled.terms.marking
    if marking and not any(slot.text == marking for slot in filled.manuscript.slots):
        hint = "write `{{ marking }}` into its header and footer"
        at = Place(plan.template.file)
        yield Problem(UNMARKED, f"the form does not print the marking, {marking}", at, hint, "warning")
