"""Make one document: the pipeline on one screen.

`fill` the template, `read` the result, `finish` it to its page budget, `check` it, `write` it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from briefs.checks.document_checks import CHECKS, check_document
from briefs.checks.draft import Draft
from briefs.checks.foreign_words import foreign
from briefs.document import (
    Finish,
    annex,
    counted_out,
    left_out,
    limited,
    missing,
    musts,
    printed,
    still_open,
    supplied,
)
from briefs.model.facts import Facts, Record
from briefs.model.marking import stamped
from briefs.model.problems import Place, Problem, Stop
from briefs.model.template import Template
from briefs.model.tree import Block, Box, Document, blocks_below
from briefs.project.changes_box import Versions
from briefs.project.document_shell import day_of, shell_of
from briefs.project.page_fitting import fitted, too_long
from briefs.project.plan import language_in
from briefs.project.request import Made
from briefs.project.since import announced, marked, refuse_unsaid
from briefs.project.stages import Drafted, Files, Filled, Plan
from briefs.project.template_folders import Shelf
from briefs.project.terms_of_release import (
    METADATA,
    above,
    embargoed,
    embargoes,
    existence,
    lowest,
    remarks,
    terms_of,
    told_again,
)
from briefs.project.unprinted import shown
from briefs.project.unsettled import Unsettled, to_settle, unsettled_problems, waiting_in
from briefs.project.writing import lay_out, write
from briefs.templating.filling import Order, fill
from briefs.templating.reading import Sheet, read

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal


def make(plan: Plan, shelf: Shelf, seal: Seal | None = None) -> Made:
    """The document in each format asked for, the PDF with its seal; with any error, no file at all."""
    if plan.parts:
        from briefs.project.binding import bound  # only such papers pay for it

        return bound(plan, shelf, seal)
    try:
        plan, refused = _possible(plan)
        filled, problems = _filled(plan, shelf)
        if plan.since is None:
            refuse_unsaid(filled.sheet.blocks)
        before = _before(plan, shelf)
        drafted = _drafted(plan, shelf, filled, problems, before)
        problems = drafted.problems
        files = _files(plan, filled, drafted)
        problems += [*refused, *files.problems]
        if plan.redline:
            from briefs.project.redline import redlined  # only this option pays for it

            clean = _drafted(replace(plan, since=None), shelf, filled, [], None)
            tracked, why = redlined(plan, before, clean, shelf)
            files.data.update({"redline.docx": tracked} if tracked else {})
            problems += why
    except Stop as stop:
        return Made(plan.name, {}, 0, (), stop.problems)
    remarks = (*drafted.remarks, *files.remarks)
    made = Made(plan.name, files.data, files.pages, drafted.gone, tuple(problems), (), remarks, drafted.shown)
    return finished(made, seal)


def finished(made: Made, seal: Seal | None) -> Made:
    """The document with its seal, and its problems in order, each once; without files where one is an error."""
    unique = tuple(sorted(dict.fromkeys(made.problems), key=lambda problem: problem.order))
    if any(problem.severity == "error" for problem in unique):
        return Made(made.name, {}, 0, (), unique)
    if seal and "pdf" in made.files:
        from briefs.pdf.seal import sealed

        files = {**made.files, "pdf": sealed(made.files["pdf"], seal)}
        return replace(made, files=files, problems=unique, sealed=seal.words)
    return replace(made, problems=unique)


def _possible(plan: Plan) -> tuple[Plan, list[Problem]]:
    """The plan without what its template has no place for, and a warning for each of that."""
    if not plan.template.form:
        return plan, []
    from briefs.project.word_forms import for_form

    return for_form(plan)


def _files(plan: Plan, filled: Filled, drafted: Drafted) -> Files:
    """The document in its formats, and what is wrong with it in each."""
    if plan.template.form:
        from briefs.project.word_forms import form_files

        return form_files(plan, filled, drafted)
    files = Files({}, 0, [])
    pages = 0
    layout = lay_out(drafted.document, drafted.theme)
    for format in plan.formats:
        written = write(layout, drafted.theme, format)
        files.problems.extend(_placed(problem, plan.facts) for problem in written.problems)
        files.data[format] = written.data
        pages = pages or written.pages
    return replace(files, pages=pages)


def document_of(plan: Plan, shelf: Shelf) -> tuple[Document, tuple[str, ...], list[Problem]]:
    """The finished document, what its page budget dropped, and its problems so far.

    Raises Stop where the template cannot be run or the theme not be read.
    """
    drafted = drafted_of(plan, shelf)
    return drafted.document, drafted.gone, drafted.problems


def drafted_of(plan: Plan, shelf: Shelf) -> Drafted:
    """The finished document with all that is known of it. Raises Stop as `document_of` does."""
    plan, refused = _possible(plan)
    filled, problems = _filled(plan, shelf)
    return _drafted(plan, shelf, filled, [*problems, *refused], _before(plan, shelf))


def _drafted(
    plan: Plan,
    shelf: Shelf,
    filled: Filled,
    problems: list[Problem],
    before: Document | None,
) -> Drafted:
    """The filled template as a finished document, which tells what has changed since `before` where the plan asks."""
    facts, sheet, template, terms = filled.facts, filled.sheet, plan.template, filled.terms
    waiting = waiting_in(facts, plan.facts)
    shell = shell_of(plan, filled, shelf)
    since = _versions(plan, filled, before, shell, shelf)
    body = announced(since, sheet.blocks) if since else sheet.blocks
    how = Finish(facts, filled.language, template.notes, waiting, shell.numbering)
    body = limited(body, facts)
    blocks, gone, over = fitted(body, how, shell, filled.theme, template.pages)
    blocks = marked(since, blocks) if since else blocks
    if over:
        problems.append(too_long(template, over, musts(body)))
    told = (*left_out(body, gone), *(step.what for step in gone if step.entry < 0))
    ids = _told(blocks, sheet, facts)
    unsettled = Unsettled(waiting, tuple(each for each in ids if each in waiting), missing(blocks))
    depends = filled.manuscript.depends_on(ids, lowest(terms, plan.facts))
    depends += existence(counted_out(body, gone), ids, terms, plan.facts)
    held = embargoes((*ids, *depends), terms, plan.facts)
    tail = () if template.pages else still_open(unsettled.printed, unsettled.missing, facts, filled.language)
    tail += annex(ids, facts, filled.language) if plan.annex and terms.is_internal else ()
    strange = foreign(blocks, plan.facts, filled.language)
    status: Literal["draft", ""] = "draft" if unsettled or strange or (held and not plan.final) else ""
    document = replace(shell, blocks=(*blocks, *tail), status=status)
    problems = [*problems, *check_document(_checked(plan, filled, blocks)), *above(ids, terms, plan.facts, depends)]
    if plan.final:
        problems += [*unsettled_problems(unsettled, facts, template), *embargoed(held, plan.now)]
        problems = [replace(problem, severity="error") if problem.code in CHECKS else problem for problem in problems]
    said = (
        *remarks(ids, depends, terms, plan.facts, held, plan.final),
        *(to_settle(unsettled) if template.pages else ()),
        *((f"no annex of facts: it is for {terms.phrase}",) if plan.annex and not terms.is_internal else ()),
    )
    seen = shown(filled.manuscript, sheet, document.blocks, filled.theme, terms.release.kept)
    return Drafted(document, told, problems, filled.theme, said, seen, tuple(ids))


def _filled(plan: Plan, shelf: Shelf) -> tuple[Filled, list[Problem]]:
    """The template filled with what its audience may see, and the problems met. Raises Stop where one is an error."""
    template, strange = plan.template, shelf.speak()
    terms = terms_of(plan.facts, template, shelf)
    kept = terms.release.kept
    language = language_in(template, plan.facts)
    facts = supplied(terms.release.facts, (need.path for need in template.header), language, kept)
    record = facts.find(plan.record.id) if plan.record else None
    about = record if isinstance(record, Record) else None
    order = Order(template, facts, about, plan.options, language, kept, terms.marking)
    base = plan.base or shelf.base_of(template)
    theme, faults = shelf.theme(plan.theme, template.at("theme"), base, language, template.theme)
    if template.form:
        from briefs.project.word_forms import filled_sheet  # only forms pay for it

        manuscript, sheet, problems = filled_sheet(order, shelf.template)
    else:
        manuscript, problems = fill(order, shelf.template)
        sheet = read(manuscript)
    problems += [*terms.problems, *sheet.problems, *faults, *strange, *_silent(sheet, template)]
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    return Filled(terms, facts, language, sheet, stamped(theme, terms.scheme, terms.marking), manuscript), problems


def _silent(sheet: Sheet, template: Template) -> Iterator[Problem]:
    """A warning for each list of sources that has none to print, because the template asks for no notes."""
    for block in blocks_below(tuple(sheet.blocks)):
        if (
            not template.notes
            and isinstance(block, Box)
            and block.role == "sources"
            and not dict(block.options)["short"]
        ):
            hint = "write `::: sources short`, or give the head `notes: sources`"
            yield Problem("T004", "with `notes: false` this list of sources prints nothing", block.at, hint, "warning")


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
    return Draft(
        filled.sheet.blocks, blocks, at, plan.facts, filled.language, limits, known, today, filled.manuscript.words
    )


def former(plan: Plan, then: Facts, shelf: Shelf) -> Plan | None:
    """The plan of the same document from the earlier facts; None where its audience could see no such record."""
    plan = replace(plan, facts=then, since=None, redline=False, final=False)
    if plan.record is None:
        return plan
    record = terms_of(then, plan.template, shelf).release.facts.find(plan.record.id)
    return replace(plan, record=record) if isinstance(record, Record) else None


def _before(plan: Plan, shelf: Shelf) -> Document | None:
    """The document as it was, if changes since are asked for; None where there was no such document.

    Raises Stop where it cannot be made any more.
    """
    earlier = former(plan, plan.since, shelf) if plan.since else None
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
    before = before or replace(shell, dated=day_of(plan.since))
    again = told_again(plan.facts, plan.since, plan.template, shelf)
    return Versions(then, filled.terms.release.facts, before, shell.language, again)


def _placed(problem: Problem, facts: Facts) -> Problem:
    """A writer's problem at the place of the fact that it concerns, where it concerns one."""
    for each in problem.facts:
        fact = facts.index.get(each)
        if fact is not None:
            return problem.moved(fact.at)
    return problem
