"""What a draft shows and a final paper refuses: facts to be confirmed, fields and facts to be supplied.

Which spans show them the tree says; how they look is the theme's matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefs.document import drafts, is_open, open_facts
from briefs.model.facts import Facts, Record
from briefs.model.problems import Place, Problem
from briefs.model.template import Template


class Unsettled(Struct, frozen=True):
    """What is not settled of the facts that one paper prints."""

    waiting: frozenset[str]
    """The ids of all facts that are to be confirmed or supplied, whether it prints them or not."""
    printed: tuple[str, ...]
    """Those that it prints."""
    missing: Mapping[str, Place]
    """The paths for which it shows a placeholder, and where its template asks for them."""

    def __bool__(self) -> bool:
        return bool(self.printed or self.missing)


def waiting_in(facts: Facts, whole: Facts) -> frozenset[str]:
    """The ids of the facts that are still to be confirmed, and of those that are still to be supplied."""
    return open_facts(facts) | (facts.index.keys() - whole.index.keys())


def _groups(facts: Facts) -> dict[str, Place]:
    """The sections above whose records `draft: true` stands, and where."""
    found: dict[str, Place] = {}
    for id_, fact in facts.index.items():
        record = facts.find(id_.rpartition(".")[0])
        if id_.endswith(".draft") and fact.value is True and isinstance(record, Record):
            above = fact.at.line < record.at.line
            found |= {id_.partition(".")[0]: fact.at} if above else {}
    return found


def unsettled_problems(unsettled: Unsettled, facts: Facts, template: Template) -> Iterator[Problem]:
    """A problem for each fact that the document prints and that is still to be confirmed, or to be supplied."""
    candidates, waiting, groups = drafts(facts), unsettled.waiting, _groups(facts)
    for section in dict.fromkeys(each.partition(".")[0] for each in unsettled.printed if each in candidates):
        if section in groups:
            hint = "go through them and delete `draft: true` above them, or build a draft (without --final)"
            message = f"the records of `{section}` are drafts that nobody has confirmed"
            yield Problem("D110", message, groups[section], hint)
    for each in unsettled.printed:
        if each in candidates and each.partition(".")[0] in groups:
            continue
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
            yield _lacking(need.path, need.at, facts.file)
    yield from (_lacking(path, at, facts.file) for path, at in unsettled.missing.items())


def _lacking(path: str, at: Place, file: str) -> Problem:
    hint = f"add it to {file}, or build a draft (without --final)"
    return Problem("D113", f"this paper needs `{path}`, and {file} does not give it", at, hint)


def to_settle(unsettled: Unsettled) -> Iterator[str]:
    """The words that tell whoever builds what is not settled in a paper that has no room to list it."""
    if unsettled:
        named = ", ".join(f"`{each}`" for each in dict.fromkeys([*unsettled.printed, *unsettled.missing]))
        yield f"a draft; still open: {named}"
