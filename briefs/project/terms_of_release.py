"""On which terms a document goes out: its marking, what its audience may see of the facts, embargoes.

It decides and words problems; the facts are cut in `release`, the document is made in `make`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import datetime
from functools import cache

from msgspec import Struct

from briefs.clearance import Bearing, Flow, Release, is_embargoed, may_be_told
from briefs.model.audience import INTERNAL
from briefs.model.facts import Fact, Facts, walk
from briefs.model.marking import Scheme
from briefs.model.problems import Problem
from briefs.model.template import Template
from briefs.project.template_folders import Shelf

ABOVE, NOT_PUBLIC, EMBARGO, TELLING = "D120", "D121", "D122", "D123"
UNPRINTED = "; it is not printed, but decides what is, or in which order"
METADATA = ("title", "brief.author", "brief.reference", "brief.version")
"""Facts that stand in the files' properties, in headers and in footers."""


class Embargo(Struct, frozen=True):
    """An embargo, and the fact that bears it."""

    until: str
    fact: Fact


class Terms(Struct, frozen=True):
    """What holds for one document."""

    release: Release
    scheme: Scheme | None
    marking: str
    audience: str
    flow: Flow
    """What every fact of the file bears."""
    problems: tuple[Problem, ...] = ()
    phrase: str = ""
    """How a sentence calls those whom the document is for."""

    @property
    def is_internal(self) -> bool:
        """Whether the document is for the house itself."""
        return self.audience in INTERNAL


def terms_of(facts: Facts, template: Template, shelf: Shelf) -> Terms:
    """The terms of a document that this template makes of the facts.

    A paper for others never bears the file's marking: it bears the template's, or what the scheme has for them.
    """
    scheme, problems = shelf.schemes.of(facts, template.marking, template.at("marking"))
    flow, audience = shelf.flow(facts), template.audience
    if audience in INTERNAL:
        marking = template.marking or facts.text("marking")
        return Terms(shelf.released(facts, audience, scheme), scheme, marking, audience, flow, tuple(problems))
    release = shelf.released(facts, audience, scheme)
    marking = template.marking or (scheme.access(audience).bears if scheme else "")
    phrase = shelf.audience(audience).phrase or audience
    problems = [
        *problems,
        *shelf.wrong_audience(template),
        *_not_for(phrase, facts, template, scheme, release),
        *_telling(facts, release),
    ]
    return Terms(release, scheme, marking, audience, flow, tuple(problems), phrase)


def _not_for(phrase: str, facts: Facts, template: Template, scheme: Scheme | None, release: Release) -> list[Problem]:
    """A problem where a paper for others would bear a marking that they may not see, or has no title to show them."""
    marking, audience = template.marking, template.audience
    if marking and scheme is not None and not scheme.may_see(audience, marking):
        allowed = [level.name for level in scheme.levels if scheme.may_see(audience, level.name)]
        hint = f"give the template `marking: {allowed[-1]}`" if allowed else "give the template another marking"
        message = f"`{template.name}` is for {phrase}, and would be marked {marking}"
        return [Problem(NOT_PUBLIC, message, template.at("marking"), hint)]
    title = facts.find("title")
    if "title" not in release.kept or release.facts.text("handout.headline") or not isinstance(title, Fact):
        return []
    message = f"`{template.name}` has no title that it may show: `title` {release.kept['title']}"
    hint = "give it one of its own, `handout: {headline: …}`, or open the title; or build a paper for the house itself"
    return [Problem(NOT_PUBLIC, message, title.at, hint, width=len(title.written))]


def _telling(facts: Facts, release: Release) -> Iterator[Problem]:
    """A warning for each opened value by which one can be worked out that is kept back."""
    for each in release.deductions:
        why = release.kept.get(each.told, "is kept back")
        message = f"`{each.opened}` is open, and with what else may be shown it tells `{each.told}`, which {why}"
        hint = "keep one of the other numbers back too, or open it only where both may be known"
        yield Problem(TELLING, message, facts.index[each.opened].at, hint, "warning")


def told_again(
    facts: Facts, then: Facts, template: Template, shelf: Shelf, printed: Set[str] = frozenset()
) -> Callable[[Fact], bool]:
    """Whether a fact as it stood in earlier facts may be told again in a document that the template makes now."""
    terms = terms_of(facts, template, shelf)
    shown = None if terms.is_internal else terms.release.facts.index.keys()

    @cache
    def covers(marking: str) -> bool:
        if terms.scheme is None:
            return marking == terms.marking
        if terms.is_internal:
            return not terms.scheme.beyond(marking, terms.marking)
        return terms.scheme.may_see(terms.audience, marking)

    return lambda old: may_be_told(old, shelf.flow(then), terms.flow, shown, covers, printed)


def above(ids: Sequence[str], terms: Terms, whole: Facts, depends: Sequence[str] = ()) -> list[Problem]:
    """A problem for each record of which the document prints more than its marking covers, or depends on more."""
    if terms.scheme is None or not terms.is_internal:  # what others may not see is not there to be printed
        return []
    printed = [whole.index[each] for each in (*ids, *depends) if each in whole.index]
    needed = terms.scheme.united([terms.marking, *(m for fact in printed for m in terms.flow.of(fact).markings)])
    told: dict[tuple[str, str], Problem] = {}
    goes: dict[str, str] = {}
    shown = frozenset(ids)
    for fact in printed:
        for marking in terms.flow.of(fact).markings:
            if marking not in goes:
                goes[marking] = terms.scheme.beyond(marking, terms.marking)
            key = (fact.id.rpartition(".")[0], marking)
            if goes[marking] and key not in told:
                told[key] = _above(fact, goes[marking], "" if fact.id in shown else UNPRINTED, terms, whole, needed)
    return list(told.values())


def _above(fact: Fact, beyond: str, how: str, terms: Terms, whole: Facts, needed: str) -> Problem:
    own = whole.find("marking")
    where = f" ({own.at})" if isinstance(own, Fact) and own.written == terms.marking else ""
    lacking = "" if terms.marking else ", and the document bears no marking"
    hint = f"give the document the marking that covers all it prints, `{needed}`, or let the template leave this out"
    return Problem(ABOVE, f"`{fact.id}` {beyond}{where}{lacking}{how}", fact.at, hint)


def lowest(terms: Terms, whole: Facts) -> Callable[[tuple[str, ...]], str]:
    """Which of several facts tells least: one that the document's marking covers and that is under no embargo."""

    def burden(id_: str) -> bool:
        fact = whole.index.get(id_)
        bears = terms.flow.of(fact) if fact else Bearing()
        above = terms.scheme is not None and any(terms.scheme.beyond(each, terms.marking) for each in bears.markings)
        return above or bool(bears.embargoes)

    return cache(lambda group: next((each for each in group if not burden(each)), group[0]))


def existence(records: Iterable[str], printed: Sequence[str], terms: Terms, whole: Facts) -> tuple[str, ...]:
    """Of each record that is counted and not printed, the fact that tells least of it."""
    shown, choose = frozenset(printed), lowest(terms, whole)
    nodes = (node for each in records if (node := whole.find(each)) is not None)
    groups = (tuple(fact.id for fact in walk(node)) for node in nodes)
    return tuple(choose(each) for each in groups if each and shown.isdisjoint(each))


def embargoes(ids: Iterable[str], terms: Terms, whole: Facts) -> list[Embargo]:
    """The embargoes of the facts that a paper for others prints, or depends on."""
    if terms.is_internal:
        return []
    facts = (whole.index[each] for each in ids if each in whole.index)
    return [Embargo(each, fact) for fact in facts for each in terms.flow.of(fact).embargoes]


def embargoed(held: Sequence[Embargo], now: datetime | None) -> list[Problem]:
    """A problem for each embargo that still holds."""
    found: dict[str, Fact] = {}
    for each in held:
        if is_embargoed(each.until, now):
            found.setdefault(each.until, each.fact)
    hint = "build it again after that time; without --final it is a draft"
    return [Problem(EMBARGO, f"`{f.id}` is under embargo until {until}", f.at, hint) for until, f in found.items()]


def remarks(
    ids: Sequence[str], depends: Sequence[str], terms: Terms, whole: Facts, held: Sequence[Embargo], final: bool
) -> Iterator[str]:
    """What whoever builds should know: the marking of what was printed, what was opened or kept back, embargoes."""
    yield from _highest((*ids, *depends), terms, whole)
    yield from (f"opened: `{each}`, because {whole.index[each].opened}" for each in ids if _is_opened(each, whole))
    release = terms.release
    parts = [f"{_counted(release.background, 'fact')} for background"] if release.background else []
    parts += [f"{_counted(release.marked, 'fact')} by marking"] if release.marked else []
    parts += [f"{_counted(release.closed, 'fact')} that nothing opens"] if release.closed else []
    if parts:
        yield f"kept back from {terms.phrase}: {', '.join(parts)}"
    if held and not final:
        yield f"under embargo until {max(each.until for each in held)}: a draft until it is built with --final"


def _is_opened(id_: str, whole: Facts) -> bool:
    return id_ in whole.index and bool(whole.index[id_].opened)


def _highest(ids: Sequence[str], terms: Terms, whole: Facts) -> Iterator[str]:
    """The marking that covers all that was printed, where it is lower than the document's."""
    if terms.scheme is None or not whole.markings or not terms.marking:
        return
    facts = [whole.index[each] for each in ids if each in whole.index]
    own = [marking for fact in facts if fact.markings for marking in terms.flow.of(fact).markings]
    bare = sum(not fact.markings for fact in facts)
    highest = terms.scheme.united(own)
    if highest and terms.scheme.rank(highest) < terms.scheme.rank(terms.marking):
        without = f" ({_counted(bare, 'fact')} without)" if bare else ""
        yield f"marked {terms.marking}; the highest marking printed is {highest}{without}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
