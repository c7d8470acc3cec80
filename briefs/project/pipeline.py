"""Make one document: the pipeline on one screen.

`fill` the template, `read` the result, `finish` it to its page budget, `check` it, `write` it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.checks.document_checks import CHECKS, check_document
from briefs.checks.draft import Draft
from briefs.document import (
    Finish,
    Step,
    annex,
    drafts,
    finish,
    is_open,
    left_out,
    limited,
    musts,
    open_facts,
    printed,
    steps,
    still_open,
    supplied,
)
from briefs.files import NotReadError
from briefs.language import day, words_of
from briefs.model.cited import Manuscript
from briefs.model.facts import Fact, Facts, Record
from briefs.model.marking import stamped
from briefs.model.problems import Place, Problem, Stop
from briefs.model.template import Template
from briefs.model.theme import Theme
from briefs.model.tree import Block, Document, Figure, blocks_below
from briefs.project.changes_box import Versions
from briefs.project.request import Made
from briefs.project.since import announced, marked
from briefs.project.template_folders import Shelf
from briefs.project.terms_of_release import METADATA, Terms, above, embargoed, embargoes, remarks, terms_of, told_again
from briefs.project.unprinted import Shown, shown
from briefs.project.writing import measure, write
from briefs.templating.filling import Order, fill
from briefs.templating.reading import Sheet, read

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal

RESERVE = 0.75
"""Share of a body line kept free on a budgeted page, for what Word and LibreOffice set a little wider."""


class Plan(Struct, frozen=True):
    """One document that is to be made."""

    facts: Facts
    template: Template
    record: Record | None
    name: str
    """Its path below the output folder, without the ending: `mongolia/one-pager`."""
    formats: tuple[str, ...]
    theme: str
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    final: bool = False
    annex: bool = False
    """Whether a table of all facts that are printed stands at the end."""
    now: datetime | None = None
    """By which embargoes and the age of facts are judged; None: embargoes hold, and nothing is old."""
    since: Facts | None = None
    """Earlier facts: the document says, and marks, what has changed since."""
    redline: bool = False
    """Whether a Word file with tracked changes against the earlier document is made too."""


class Drafted(Struct, frozen=True):
    """A finished document before it is written."""

    document: Document
    gone: tuple[str, ...]
    """What its limits and its page budget have left out, in words."""
    problems: list[Problem]
    theme: Theme
    """The plan's, with the marking as its scheme wants it."""
    remarks: tuple[str, ...]
    shown: Shown


def make(plan: Plan, shelf: Shelf, seal: Seal | None = None) -> Made:
    """The document in each format asked for, the PDF with its seal; with any error, no file at all."""
    try:
        filled, problems = _filled(plan, shelf)
        before = _before(plan, shelf)
        drafted = _drafted(plan, shelf, filled, problems, before)
        problems = drafted.problems
        files: dict[str, bytes] = {}
        pages = 0
        for format in plan.formats:  # noqa: A001 - the word everybody uses
            written = write(drafted.document, drafted.theme, format)
            problems += [_placed(problem, plan.facts) for problem in written.problems]
            files[format] = written.data
            pages = pages or written.pages
        if plan.redline:
            from briefs.project.redline import redlined  # only this option pays for it

            clean = _drafted(replace(plan, since=None), shelf, filled, [], None)
            tracked, why = redlined(plan, before, clean, shelf)
            files |= {"redline.docx": tracked} if tracked else {}
            problems += why
    except Stop as stop:
        return Made(plan.name, {}, 0, (), stop.problems)
    unique = tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
    if any(problem.severity == "error" for problem in unique):
        return Made(plan.name, {}, 0, (), unique)
    done: tuple[str, ...] = ()
    if seal and "pdf" in files:
        from briefs.pdf.seal import sealed

        files["pdf"] = sealed(files["pdf"], seal)
        done = seal.words
    return Made(plan.name, files, pages, drafted.gone, unique, done, drafted.remarks, drafted.shown)


def document_of(plan: Plan, shelf: Shelf) -> tuple[Document, tuple[str, ...], list[Problem]]:
    """The finished document, what its page budget dropped, and its problems so far.

    Raises Stop where the template cannot be run or the theme not be read.
    """
    drafted = drafted_of(plan, shelf)
    return drafted.document, drafted.gone, drafted.problems


class Filled(Struct, frozen=True):
    """A template filled and read, with all that holds for the document."""

    terms: Terms
    facts: Facts
    """What its audience may see, with placeholders for the header fields that nobody has given."""
    language: str
    sheet: Sheet
    theme: Theme
    manuscript: Manuscript


def drafted_of(plan: Plan, shelf: Shelf) -> Drafted:
    """The finished document with all that is known of it. Raises Stop as `document_of` does."""
    filled, problems = _filled(plan, shelf)
    return _drafted(plan, shelf, filled, problems, _before(plan, shelf))


def _drafted(
    plan: Plan,
    shelf: Shelf,
    filled: Filled,
    problems: list[Problem],
    before: Document | None,
) -> Drafted:
    """The filled template as a finished document, which tells what has changed since `before` where the plan asks."""
    facts, sheet, template, terms = filled.facts, filled.sheet, plan.template, filled.terms
    waiting = _waiting(facts, plan.facts)
    shell = _shell(plan, filled, shelf)
    since = _versions(plan, filled, before, shell, shelf)
    body = announced(since, sheet.blocks) if since else sheet.blocks
    how = Finish(facts, filled.language, template.notes, waiting)
    body = limited(body, facts)
    blocks, gone, over = fitted(body, how, shell, filled.theme, template.pages)
    blocks = marked(since, blocks) if since else blocks
    if over:
        problems.append(_too_long(template, over, musts(body)))
    told = (*left_out(body, gone), *(step.what for step in gone if step.entry < 0))
    ids = _told(blocks, sheet, facts)
    unsettled = [each for each in ids if each in waiting]
    held = embargoes(ids, terms, plan.facts)
    tail = still_open(unsettled, facts, filled.language, bool(template.pages))
    tail += annex(ids, facts, filled.language) if plan.annex else ()
    status: Literal["draft", ""] = "draft" if unsettled or (held and not plan.final) else ""
    document = replace(shell, blocks=(*blocks, *tail), status=status)
    problems = [*problems, *check_document(_checked(plan, filled, blocks)), *above(ids, terms, plan.facts)]
    if plan.final:
        problems += [*_unsettled(waiting, unsettled, facts, template), *embargoed(held, plan.now)]
        problems = [replace(problem, severity="error") if problem.code in CHECKS else problem for problem in problems]
    said = tuple(remarks(ids, terms, plan.facts, held, plan.final))
    seen = shown(filled.manuscript, sheet, document.blocks, filled.theme, terms.release.kept)
    return Drafted(document, told, problems, filled.theme, said, seen)


def _filled(plan: Plan, shelf: Shelf) -> tuple[Filled, list[Problem]]:
    """The template filled with what its audience may see, and the problems met. Raises Stop where one is an error."""
    template, strange = plan.template, shelf.speak()
    terms = terms_of(plan.facts, template, shelf)
    kept = terms.release.kept
    language = template.language or plan.facts.text("language") or "en"
    facts = supplied(terms.release.facts, (need.path for need in template.header), language, kept)
    record = facts.find(plan.record.id) if plan.record else None
    order = Order(template, facts, record if isinstance(record, Record) else None, plan.options, language, kept)
    theme, faults = shelf.theme(plan.theme, template.at("theme"))
    manuscript, problems = fill(order, shelf.template)
    sheet = read(manuscript)
    problems += [*terms.problems, *sheet.problems, *faults, *strange]
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    return Filled(terms, facts, language, sheet, stamped(theme, terms.scheme, terms.marking), manuscript), problems


def _waiting(facts: Facts, whole: Facts) -> frozenset[str]:
    """The ids of the facts that are still to be confirmed, and of those that are still to be supplied."""
    return open_facts(facts) | (facts.index.keys() - whole.index.keys())


def _told(blocks: tuple[Block, ...], sheet: Sheet, facts: Facts) -> list[str]:
    """The ids of all facts that the document holds, in its text, its links and descriptions, and its properties."""
    named = (each for each in METADATA if each in facts.index)
    return list(dict.fromkeys([*printed(blocks), *(each for each in sheet.beside if each in facts.index), *named]))


def _checked(plan: Plan, filled: Filled, blocks: tuple[Block, ...]) -> Draft:
    """The document as checks see it."""
    template = plan.template
    at = Place(template.file, template.line)
    today = plan.now.date() if plan.now else None
    limits, known = template.limits, template.known
    return Draft(filled.sheet.blocks, blocks, at, plan.facts, filled.language, limits, known, today)


def former(plan: Plan, then: Facts) -> Plan | None:
    """The plan of the same document from the earlier facts; None where there was no such record."""
    plan = replace(plan, facts=then, since=None, redline=False, final=False)
    if plan.record is None:
        return plan
    record = then.find(plan.record.id)
    return replace(plan, record=record) if isinstance(record, Record) else None


def _before(plan: Plan, shelf: Shelf) -> Document | None:
    """The document as it was, if changes since are asked for; None where there was no such document.

    Raises Stop where it cannot be made any more.
    """
    earlier = former(plan, plan.since) if plan.since else None
    if earlier is None:
        return None
    try:
        return document_of(earlier, shelf)[0]
    except Stop as stop:
        told = (replace(each, message=f"with the earlier facts, {each.message}") for each in stop.problems)
        raise Stop(told) from None


def _versions(plan: Plan, filled: Filled, before: Document | None, shell: Document, shelf: Shelf) -> Versions | None:
    """Then and now, as the document's audience might and may see them; None where changes are not asked for."""
    if plan.since is None:
        return None
    then = terms_of(plan.since, plan.template, shelf).release.facts
    before = before or replace(shell, dated=_dated(plan.since))
    again = told_again(plan.facts, plan.since, plan.template, shelf)
    return Versions(then, filled.terms.release.facts, before, shell.language, again)


def fitted(
    blocks: tuple[Block, ...], how: Finish, shell: Document, theme: Theme, budget: int
) -> tuple[tuple[Block, ...], tuple[Step, ...], float]:
    """The finished blocks that fit the budget, what was dropped for it, and by how many lines they still fail.

    Dropping follows the template's order, and no more is dropped than must be.
    """
    whole = finish(blocks, how)
    order = steps(blocks)
    if not budget:
        return whole, (), 0.0
    page = theme.page
    reserve = RESERVE * theme.look("body").leading
    tight = replace(theme, page=replace(page, bottom=page.bottom + reserve))

    def over(count: int) -> tuple[tuple[Block, ...], float]:
        shorter = finish(blocks, replace(how, gone=order[:count])) if count else whole
        return shorter, measure(replace(shell, blocks=shorter), tight, budget).over

    low, high = 0, len(order)
    best, excess = over(0)
    if excess:
        best, excess = over(high)
        low = 1
    else:
        high = 0
    while low < high and not excess:
        middle = (low + high) // 2
        shorter, too_much = over(middle)
        if too_much:
            low = middle + 1
        else:
            high, best = middle, shorter
    return best, order[:high], excess


def _unsettled(
    waiting: frozenset[str], unsettled: Sequence[str], facts: Facts, template: Template
) -> Iterator[Problem]:
    """A problem for each fact that the document prints and that is still to be confirmed, or to be supplied."""
    candidates = drafts(facts)
    for each in unsettled:
        if each in candidates:
            hint = "confirm it and delete `draft: true`, or build a draft (without --final)"
            yield Problem("D110", f"`{each}` is a draft that nobody has confirmed", facts.index[each].at, hint)
        elif is_open(facts.index[each]):
            hint = "confirm it, or build a draft (without --final)"
            yield Problem("D110", f"`{each}` is still to be confirmed", facts.index[each].at, hint)
    for need in template.header:
        if any(
            each in waiting and not is_open(facts.index[each])
            for each in (need.path, f"{need.path}.1", f"{need.path}.1.who")
        ):
            hint = f"add it to {facts.file}, or build a draft (without --final)"
            yield Problem("D113", f"this paper needs `{need.path}`, and {facts.file} does not give it", need.at, hint)


def _too_long(template: Template, over: float, never: Sequence[str]) -> Problem:
    pages = "one page" if template.pages == 1 else f"{template.pages} pages"
    lines = max(1, round(over))
    message = (
        f"the document is {lines} line{'s' if lines > 1 else ''} longer than {pages}, with all dropped that may go"
    )
    hint = "shorten the facts it prints, or let more of the template give way (`::: section gives-way=9`)"
    if never:
        hint = f"shorten them, or let one go that is now `must`: {', '.join(f'`{each}`' for each in never)}"
    return Problem("W010", message, template.at("pages"), hint)


def _placed(problem: Problem, facts: Facts) -> Problem:
    """A writer's problem at the place of the fact that it concerns, where it concerns one."""
    for each in problem.facts:
        fact = facts.index.get(each)
        if fact is not None:
            return problem.moved(fact.at)
    return problem


def _dated(facts: Facts) -> date:
    """The day of the facts."""
    told = facts.find("as_of")
    return told.value if isinstance(told, Fact) and isinstance(told.value, date) else date(2000, 1, 1)


def _shell(plan: Plan, filled: Filled, shelf: Shelf) -> Document:
    """The document without its blocks: title, language, marking, furniture, pictures."""
    facts, sheet, language, marking = filled.facts, filled.sheet, filled.language, filled.terms.marking
    dated = _dated(facts)
    terms = words_of(language)
    as_of = day(dated, language)
    about = facts.text("title")
    title = sheet.title or (f"{plan.template.title}: {about}" if about else plan.template.title)
    return Document(
        title=title,
        language=language,
        blocks=(),
        marking=marking,
        author=_settled(facts, "brief.author", plan.facts),
        subject=about if about and about != title and filled.terms.is_internal else plan.template.title,
        dated=dated,
        furniture={
            "title": title,
            "marking": marking,
            "reference": _settled(facts, "brief.reference", plan.facts),
            "version": _settled(facts, "brief.version", plan.facts),
            "as_of": as_of,
            "facts_as_at": terms["facts_as_at"].replace("{as_of}", as_of),
            "page_of_pages": terms["page_of_pages"],
        },
        pictures=_pictures(sheet.blocks, Path(facts.file).parent, shelf),
        words=terms,
    )


def _settled(facts: Facts, path: str, whole: Facts) -> str:
    """The text of a fact; empty for one that is still to be confirmed or supplied: properties show no placeholder."""
    return "" if path in _waiting(facts, whole) else facts.text(path)


def _pictures(blocks: Sequence[Block], beside: Path, shelf: Shelf) -> dict[str, bytes]:
    """The pictures that are there, by name. Raises Stop where one is too large or may not be read."""
    figures = {block.name: block for block in blocks_below(tuple(blocks)) if isinstance(block, Figure)}
    found: dict[str, bytes] = {}
    for name, figure in sorted(figures.items()):
        try:
            data = shelf.picture(name, beside)
        except NotReadError as fault:
            raise Stop([Problem("W003", f"the picture `{name}` {fault}", figure.at)]) from None
        if data is not None:
            found[name] = data
    return found
