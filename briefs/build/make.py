"""Make one document: the pipeline on one screen.

`fill` the template, `read` the result, `finish` it to its page budget, `check` it, `write` it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from briefs.build.shelf import Shelf
from briefs.check import Draft, check_document
from briefs.facts import Facts, Record
from briefs.fill import Order, fill
from briefs.finish import Finish, Step, finish, is_open, open_facts, steps, words
from briefs.language import day
from briefs.nouns import dataclass, field, replace
from briefs.problems import Place, Problem, Stop
from briefs.read import Sheet, read
from briefs.template import Template
from briefs.theme import Theme
from briefs.tree import Block, Document, Figure, blocks_below, spans_of
from briefs.write import measure, write
from briefs.write.seal import Seal, sealed

RESERVE = 0.75
"""Share of a body line kept free on a budgeted page, for what Word and LibreOffice set a little wider."""


@dataclass(frozen=True, slots=True)
class Plan:
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


@dataclass(frozen=True, slots=True)
class Made:
    """One document that was made, or the problems why not."""

    name: str
    files: Mapping[str, bytes]
    """Format → bytes; empty where there are problems."""
    pages: int
    gone: tuple[str, ...]
    """What the page budget has dropped, in words."""
    problems: tuple[Problem, ...]
    sealed: tuple[str, ...] = ()
    """What was done to the finished PDF, in words."""


def make(plan: Plan, shelf: Shelf, seal: Seal | None = None) -> Made:
    """The document in each format asked for, the PDF with its seal; with any error, no file at all."""
    try:
        document, gone, problems = document_of(plan, shelf)
        theme, _ = shelf.theme(plan.theme)
        files: dict[str, bytes] = {}
        pages = 0
        for format in plan.formats:  # noqa: A001 - the word everybody uses
            written = write(document, theme, format)
            problems += [_placed(problem, plan.facts) for problem in written.problems]
            files[format] = written.data
            pages = pages or written.pages
    except Stop as stop:
        return Made(plan.name, {}, 0, (), stop.problems)
    unique = tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
    if any(problem.severity == "error" for problem in unique):
        return Made(plan.name, {}, 0, (), unique)
    done: tuple[str, ...] = ()
    if seal and "pdf" in files:
        files["pdf"] = sealed(files["pdf"], seal)
        done = seal.words
    return Made(plan.name, files, pages, tuple(step.what for step in gone), unique, done)


def document_of(plan: Plan, shelf: Shelf) -> tuple[Document, tuple[Step, ...], list[Problem]]:
    """The finished document, what its page budget dropped, and its problems so far.

    Raises Stop where the template cannot be run or the theme not be read.
    """
    language = plan.facts.text("language") or "en"
    order = Order(plan.template, plan.facts, plan.record, plan.options, plan.template.language or language)
    manuscript, problems = fill(order, shelf.template)
    sheet = read(manuscript)
    problems += sheet.problems
    theme, faults = shelf.theme(plan.theme, Place(plan.template.file, 1))
    problems += faults
    how = Finish(plan.facts, order.language, plan.template.notes, open_facts(plan.facts))
    shell = _shell(plan, sheet, order.language, shelf)
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    blocks, gone, over = fitted(sheet.blocks, how, shell, theme, plan.template.pages)
    if over:
        problems.append(_too_long(plan.template, over))
    problems += check_document(Draft(sheet.blocks, blocks, Place(plan.template.file, plan.template.line)))
    unsettled = _unsettled(blocks, plan.facts)
    if plan.final:
        problems += unsettled
    return replace(shell, blocks=blocks, status="draft" if unsettled else ""), gone, problems


def fitted(
    blocks: tuple[Block, ...], how: Finish, shell: Document, theme: Theme, budget: int
) -> tuple[tuple[Block, ...], tuple[Step, ...], float]:
    """The finished blocks that fit the budget, what was dropped for it, and by how many lines they still fail.

    Dropping follows the template's order, and no more is dropped than must be.
    """
    whole = finish(blocks, how)
    if not budget:
        return whole, (), 0.0
    page = theme.page
    reserve = RESERVE * theme.look("body").leading
    tight = replace(theme, page=replace(page, bottom=page.bottom + reserve))

    def over(count: int) -> tuple[tuple[Block, ...], float]:
        shorter = finish(blocks, replace(how, gone=order[:count])) if count else whole
        return shorter, measure(replace(shell, blocks=shorter), tight, budget).over

    order = steps(blocks)
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


def _unsettled(blocks: tuple[Block, ...], facts: Facts) -> list[Problem]:
    """A problem for each fact that the document prints and that is still to be confirmed."""
    shown = (span for block in blocks_below(blocks) for span in spans_of(block) if "placeholder" in span.marks)
    ids = dict.fromkeys(each for span in shown for each in span.facts if each in facts.index)
    hint = "confirm it, or build a draft (without --final)"
    return [
        Problem("D110", f"`{each}` is still to be confirmed", facts.index[each].at, hint)
        for each in ids
        if is_open(facts.index[each])
    ]


def _too_long(template: Template, over: float) -> Problem:
    pages = "one page" if template.pages == 1 else f"{template.pages} pages"
    lines = max(1, round(over))
    message = (
        f"the document is {lines} line{'s' if lines > 1 else ''} longer than {pages}, with all dropped that may go"
    )
    hint = "shorten the facts it prints, or mark more of the template `::: droppable`"
    return Problem("W010", message, Place(template.file, 1), hint)


def _placed(problem: Problem, facts: Facts) -> Problem:
    """A writer's problem at the place of the fact that it concerns, where it concerns one."""
    for each in problem.facts:
        fact = facts.index.get(each)
        if fact is not None:
            return problem.moved(fact.at)
    return problem


def _shell(plan: Plan, sheet: Sheet, language: str, shelf: Shelf) -> Document:
    """The document without its blocks: title, language, marking, furniture, pictures."""
    facts = plan.facts
    told = facts.find("as_of")
    dated = (
        told.value if told is not None and hasattr(told, "value") and isinstance(told.value, date) else date(2000, 1, 1)
    )
    terms = words(language)
    as_of = day(dated, language)
    title = sheet.title or f"{plan.template.title}: {facts.text('title')}"
    return Document(
        title=title,
        language=language,
        blocks=(),
        marking=facts.text("marking"),
        author=facts.text("brief.author"),
        subject=facts.text("title") if facts.text("title") != title else plan.template.title,
        dated=dated,
        furniture={
            "title": title,
            "marking": facts.text("marking"),
            "reference": facts.text("brief.reference"),
            "version": facts.text("brief.version"),
            "as_of": as_of,
            "facts_as_at": terms["facts_as_at"].replace("{as_of}", as_of),
            "page_of_pages": terms["page_of_pages"],
        },
        pictures=_pictures(sheet.blocks, Path(facts.file).parent, shelf),
        words=terms,
    )


def _pictures(blocks: Sequence[Block], beside: Path, shelf: Shelf) -> dict[str, bytes]:
    names = {block.name for block in blocks_below(tuple(blocks)) if isinstance(block, Figure)}
    found = {name: shelf.picture(name, beside) for name in sorted(names)}
    return {name: data for name, data in found.items() if data is not None}
