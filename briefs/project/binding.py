"""Papers bound into one: each is drafted by itself, in its own theme, and all are written as one file.

Which papers are bound is `plan`'s matter; what one of them says is its template's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefs.document import annex
from briefs.document.binding import as_part
from briefs.layout.placed import Layout
from briefs.layout.written import Written
from briefs.model.audience import INTERNAL
from briefs.model.marking import Scheme, stamped
from briefs.model.problems import Problem, Stop
from briefs.model.theme import Furniture, Theme
from briefs.model.tree import Block, Document
from briefs.project.as_text import lines
from briefs.project.pipeline import drafted_of, finished
from briefs.project.request import Made
from briefs.project.stages import Drafted, Plan
from briefs.project.template_folders import Shelf
from briefs.project.unprinted import Shown
from briefs.project.writing import lay_out

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal

MIXED = "W028"
BESIDE = "with_public"
"""The option by which papers for others are bound beside closed ones."""


class Volume(Struct, frozen=True):
    """Papers as one: the page before them, then each with its name."""

    front: Drafted
    parts: tuple[tuple[str, Drafted], ...]
    marking: str
    scheme: Scheme | None
    whole: Document
    """The first document of the file, with the properties of all."""
    documents: tuple[tuple[Document, Theme], ...]
    """Those that are bound behind it."""


def bound(plan: Plan, shelf: Shelf, seal: Seal | None) -> Made:
    """The papers in one file of each format; with an error in any, no file at all."""
    try:
        volume = _volume(plan, shelf)
    except Stop as stop:
        return Made(plan.name, {}, 0, (), tuple(stop.problems))
    first, parts = _laid_out(volume)
    problems = [*volume.front.problems, *(each for _, one in volume.parts for each in one.problems)]
    files: dict[str, bytes] = {}
    pages = 0
    for format in plan.formats:
        written = _written(format, first, parts)
        problems += written.problems
        files[format] = written.data
        pages = pages or written.pages
    gone = tuple(f"{name}: {each}" for name, one in volume.parts for each in one.gone)
    remarks = tuple(dict.fromkeys(each for _, one in volume.parts for each in one.remarks))
    return finished(Made(plan.name, files, pages, gone, tuple(problems), (), remarks, _shown(volume)), seal)


def _volume(plan: Plan, shelf: Shelf) -> Volume:
    """The papers, drafted and put under one marking. Raises Stop with the problems of all that cannot be made."""
    refused = [*_forms(plan), *_mixed(plan)]
    audiences = {each.template.audience for each in plan.parts}
    template = replace(plan.template, audience=audiences.pop()) if len(audiences) == 1 else plan.template
    front, *parts = _drafts([replace(plan, template=template, parts=()), *plan.parts], plan, shelf, refused)
    scheme, _ = shelf.schemes.of(plan.facts, template.marking, template.at("marking"))
    marking = _united(scheme, [front.document.marking, *(each.document.marking for each in parts)])
    names = [_name(each, one) for each, one in zip(plan.parts, parts, strict=True)]
    whole = _marked(front.document, marking)
    tail = _annex(plan, (front, *parts)) if plan.annex and template.audience in INTERNAL else ()
    documents = [
        (_part(one, number, name, of, whole, marking), _part_theme(one.theme, scheme, marking))
        for number, (name, one, of) in enumerate(zip(names, parts, plan.parts, strict=True), 1)
    ]
    if tail:
        end = replace(whole, blocks=tail, furniture={**whole.furniture, "volume": whole.title, "part": ""})
        documents.append((end, _part_theme(front.theme, scheme, marking)))
    return Volume(front, tuple(zip(names, parts, strict=True)), marking, scheme, whole, tuple(documents))


def _forms(plan: Plan) -> Iterator[Problem]:
    """A problem for each Word form among the papers: its pages are its own."""
    for each in plan.parts:
        if each.template.form:
            message = f"`{each.template.name}` is a Word form, and cannot be bound with other papers"
            yield Problem("T073", message, plan.template.at("parts"), "build it by itself")


def _mixed(plan: Plan) -> Iterator[Problem]:
    """A problem where papers for others would be bound with closed ones, or with those for somebody else."""
    outside = [each.template for each in plan.parts if each.template.audience not in INTERNAL]
    audiences = {each.audience for each in outside} | ({""} if len(outside) < len(plan.parts) else set())
    if len(audiences) < 2 or plan.options.get(BESIDE):
        return
    names = ", ".join(dict.fromkeys(f"`{each.name}`" for each in outside))
    message = f"{names} would be bound with papers that are not for the same readers"
    hint = f"leave it out of the papers that are bound, or ask for it: `--set {BESIDE}=true`"
    yield Problem(MIXED, message, plan.template.at("parts"), hint)


def _drafts(plans: Sequence[Plan], whole: Plan, shelf: Shelf, problems: list[Problem]) -> list[Drafted]:
    """Each paper, drafted. Raises Stop with the problems of all where one cannot be."""
    drafts: list[Drafted] = []
    for plan in plans:
        part = replace(plan, final=whole.final, now=whole.now, since=whole.since, annex=False, redline=False)
        try:
            drafts.append(drafted_of(part, shelf))
        except Stop as stop:
            problems += stop.problems
    if problems:
        raise Stop(problems)
    return drafts


def _united(scheme: Scheme | None, markings: Sequence[str]) -> str:
    """The marking that covers all of these."""
    known = list(dict.fromkeys(filter(None, markings)))
    if len(known) < 2:
        return "".join(known)
    return (scheme.united(known) if scheme else "") or known[0]


def _name(plan: Plan, one: Drafted) -> str:
    """What a paper is called among the others: by its kind, and where there are several of it by its title."""
    kind = plan.template.title or plan.template.name
    return f"{kind}: {one.document.title}" if plan.record else kind


def _marked(document: Document, marking: str) -> Document:
    return replace(document, marking=marking, furniture={**document.furniture, "marking": marking})


def _part(one: Drafted, number: int, name: str, plan: Plan, whole: Document, marking: str) -> Document:
    """A paper as part of the whole, with its kind at the head of its pages."""
    document = _marked(one.document, marking)
    furniture = {**document.furniture, "volume": whole.title, "part": plan.template.title}
    return replace(document, blocks=as_part(document.blocks, number, name), furniture=furniture)


def _part_theme(theme: Theme, scheme: Scheme | None, marking: str) -> Theme:
    """The theme of a part: its title in the look of a title, though it is a heading, and its name on every page."""
    looks = dict(theme.looks)
    looks["heading-1"] = theme.looks["title"]
    looks |= {f"heading-{level}": theme.looks[f"heading-{level - 1}"] for level in range(2, 7)}
    theme = stamped(replace(theme, looks=looks, stationery=None), scheme, marking)
    line = Furniture(left="{volume}", right="{part}")
    first = None if theme.first_header is None else (*theme.first_header, line)
    return replace(theme, header=(*theme.header, line), first_header=first)


def _annex(plan: Plan, drafts: Sequence[Drafted]) -> tuple[Block, ...]:
    """The facts of all papers with their sources, each once, as the last part."""
    ids = dict.fromkeys(each for one in drafts for each in one.ids if each in plan.facts.index)
    return annex(list(ids), plan.facts, drafts[0].document.language)


def _laid_out(volume: Volume) -> tuple[Layout, tuple[Layout, ...]]:
    """The first document, whose contents list the others, and these."""
    parts = tuple(lay_out(document, theme) for document, theme in volume.documents)
    headings = [heading for part in parts for heading in part.headings]
    theme = stamped(replace(volume.front.theme, stationery=None), volume.scheme, volume.marking)
    return lay_out(volume.whole, theme, headings), parts


def _written(format: str, first: Layout, parts: Sequence[Layout]) -> Written:
    from briefs import docx, pdf  # each takes a tenth of a second or two to import

    match format:
        case "docx":
            return docx.write(first, pdf.pages(first, parts), parts)
        case "pdf":
            return pdf.write(first, parts=parts)
        case _:
            text = "\n".join(line for each in (first, *parts) for line in lines(each.document.blocks))
            return Written(f"{text}\n".encode(), 0)


def _shown(volume: Volume) -> Shown:
    """What any of the papers shows."""
    found = [volume.front.shown, *(one.shown for _, one in volume.parts)]
    printed = frozenset(each for one in found for each in one.printed)
    return Shown(
        printed,
        frozenset(each for one in found for each in one.dropped) - printed,
        tuple(each for one in found for each in one.limited),
        frozenset(each for one in found for each in one.kept) - printed,
    )
