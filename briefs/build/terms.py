"""On which terms a document goes out: its marking, what its audience may see of the facts, embargoes.

It decides and words problems; the facts are cut in `release`, the document is made in `make`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from briefs.build.shelf import Shelf
from briefs.facts import Fact, Facts
from briefs.marking import Scheme
from briefs.problems import Problem
from briefs.release import FOR_BACKGROUND, PUBLIC, Release, is_embargoed, markings_of
from briefs.template import Template

ABOVE, NOT_PUBLIC, EMBARGO = "D120", "D121", "D122"
METADATA = ("title", "brief.author", "brief.reference", "brief.version")
"""Facts that stand in the files' properties, in headers and in footers."""


class Terms(Struct, frozen=True):
    """What holds for one document."""

    release: Release
    scheme: Scheme | None
    marking: str
    audience: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.audience == PUBLIC


def terms_of(facts: Facts, template: Template, shelf: Shelf) -> Terms:
    """The terms of a document that this template makes of the facts."""
    at = template.at("marking")
    scheme, problems = shelf.schemes.of(facts, template.marking, at)
    marking = template.marking or facts.text("marking")
    whole = shelf.released(facts, template.audience, scheme)
    return Terms(whole, scheme, marking, template.audience, (*problems, *not_public(facts, template, scheme)))


def not_public(facts: Facts, template: Template, scheme: Scheme | None) -> list[Problem]:
    """A problem where a paper for the public bears a marking that the public may not see."""
    marking = template.marking or facts.text("marking")
    if template.audience != PUBLIC or not marking or scheme is None or scheme.may_see(PUBLIC, marking):
        return []
    told = facts.find("marking")
    at = template.at("marking") if template.marking or not isinstance(told, Fact) else told.at
    allowed = [level.name for level in scheme.levels if scheme.may_see(PUBLIC, level.name)]
    say = f"give the template `marking: {allowed[-1]}`" if allowed else "give the template another marking"
    hint = f"mark the facts that may be shown, and {say}; or build a template that is not for the public"
    message = f"`{template.name}` is for the public, and would be marked {marking}"
    return [Problem(NOT_PUBLIC, message, at, hint, width=len(marking) if not template.marking else 1)]


def told_again(facts: Facts, then: Facts, template: Template, shelf: Shelf) -> Callable[[Fact], bool]:
    """Whether a fact as it stood in earlier facts may be told again in a document that the template makes now.

    Not where it is kept closer now than it was; and the public is not told again what is withdrawn.
    """
    terms = terms_of(facts, template, shelf)

    def may_be_told(old: Fact) -> bool:
        new = terms.release.facts.index.get(old.id)
        if new is not None:
            return (old.use, old.marking, old.embargo) == (new.use, new.marking, new.embargo)
        return not terms.is_public and (not old.marking or old.marking == facts.text("marking"))

    return may_be_told


def above(ids: Iterable[str], terms: Terms, whole: Facts) -> list[Problem]:
    """A problem for each record of which the document prints more than its marking covers."""
    if terms.scheme is None:
        return []
    told: dict[tuple[str, str], Problem] = {}
    goes: dict[str, str] = {}
    for each in ids:
        fact = terms.release.facts.index.get(each)
        for marking in markings_of(fact, whole) if fact else ():
            if marking not in goes:
                goes[marking] = terms.scheme.beyond(marking, terms.marking)
            beyond = goes[marking]
            key = (each.rpartition(".")[0], marking)
            if fact and beyond and key not in told:
                told[key] = _above(fact, beyond, terms, whole)
    return list(told.values())


def _above(fact: Fact, beyond: str, terms: Terms, whole: Facts) -> Problem:
    own = whole.find("marking")
    where = f" ({own.at})" if isinstance(own, Fact) and own.written == terms.marking else ""
    lacking = "" if terms.marking else ", and the document bears no marking"
    hint = "give the document the higher marking, or let the template leave this out"
    return Problem(ABOVE, f"`{fact.id}` {beyond}{where}{lacking}", fact.at, hint)


def embargoes(ids: Iterable[str], terms: Terms) -> list[Fact]:
    """The facts under an embargo that a paper for the public prints."""
    index = terms.release.facts.index
    return [index[each] for each in ids if each in index and index[each].embargo] if terms.is_public else []


def embargoed(facts: Sequence[Fact], now: datetime | None) -> list[Problem]:
    """A problem for each embargo that still holds."""
    held: dict[str, Fact] = {}
    for fact in facts:
        if is_embargoed(fact.embargo, now):
            held.setdefault(fact.embargo, fact)
    hint = "build it again after that time; without --final it is a draft"
    return [Problem(EMBARGO, f"`{f.id}` is under embargo until {until}", f.at, hint) for until, f in held.items()]


def remarks(ids: Sequence[str], terms: Terms, whole: Facts, held: Sequence[Fact], final: bool) -> Iterator[str]:
    """What whoever builds should know: the marking of what was printed, what was kept back, embargoes."""
    yield from _highest(ids, terms, whole)
    if terms.release.count:
        gone = [why for each, why in terms.release.kept.items() if each in whole.index]
        background = sum(why == FOR_BACKGROUND for why in gone)
        others = terms.release.count - background
        parts = [f"{_counted(background, 'fact')} for background"] if background else []
        parts += [f"{_counted(others, 'fact')} by marking"] if others else []
        yield f"kept back from the public: {', '.join(parts)}"
    if held and not final:
        yield f"under embargo until {max(fact.embargo for fact in held)}: a draft until it is built with --final"


def _highest(ids: Sequence[str], terms: Terms, whole: Facts) -> Iterator[str]:
    """The highest marking that was printed, where it is lower than the document's."""
    if terms.scheme is None or not whole.markings or not terms.marking:
        return
    facts = [whole.index[each] for each in ids if each in whole.index]
    own = {fact.marking for fact in facts if fact.marking}
    bare = sum(not fact.marking for fact in facts)
    highest = max(own, key=lambda text: (terms.scheme.rank(text) if terms.scheme else 0, text), default="")
    if highest and terms.scheme.rank(highest) < terms.scheme.rank(terms.marking):
        without = f" ({_counted(bare, 'fact')} without)" if bare else ""
        yield f"marked {terms.marking}; the highest marking printed is {highest}{without}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
