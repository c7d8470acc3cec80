"""Organisations and states, as English texts name them.

What a body does is not its concern; people are `people`'s matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.checks.places_in_sources import Spot
from briefs.drafting.word_classes import Word, letters
from briefs.language import grammar_of, per_language
from briefs.understanding.words import fold


class Organisation(NamedTuple):
    """A body as one place of a text names it."""

    name: str
    kind: str
    spot: Spot
    start: int
    end: int


_TAIL = r"(?:ot?[fNmSpb]+(?:(?:,a?|a)f+(?![INb]))*){0,4}"
_PATTERN = re.compile(rf"(?:(?:[fNmS](?:a(?=f))?)+|N+s(?=b))b+{_TAIL}(?![fNmSbp])|b+{_TAIL}|[fNmS]+b+(?![fNmSbp])")
"""National Disaster Office of the X; Ministry of Foreign Affairs and Trade of X; Fishermen’s Association."""
_HEADS_BODY = frozenset(
    "academy agency assembly association authority bank board bureau cabinet centre center chamber college commission "
    "committee community confederation council court department directorate embassy faculty federation forum "
    "foundation fund group inspectorate institute institution league library ministry mission museum office "
    "organisation "
    "organization parliament party school secretariat senate service society union university".split()
)
"""Words that name a body by what stands behind them."""
_PLURAL = re.compile(r"(?:men|women|people|children|s)$", re.IGNORECASE)
STATES = frozenset({"government"})


def organisations_in(spot: Spot, words: Sequence[Word]) -> Iterator[Organisation]:
    """The bodies that a paragraph names by a word for bodies."""
    kinds, text = letters(words), spot.passage.text
    for match in _PATTERN.finditer(kinds):
        found = words[match.start() : match.end()]
        while found and found[-1].kind in "otan,":
            found = found[:-1]
        body = [word for word in found if word.kind == "b"]
        if not body or not _is_name(found, letters(found)):
            continue
        found = _without_board(found)
        body = [word for word in found if word.kind == "b"]
        headed = found[0].kind == "b"
        head = next((n for n, word in enumerate(found) if word.kind != "b"), len(found)) - 1
        if headed and found[head].text.casefold() not in _HEADS_BODY:
            continue
        kind = (found[head] if headed else _last_before_link(found)).text.casefold()
        if kind not in STATES:
            yield Organisation(text[found[0].start : found[-1].end], kind, spot, found[0].start, found[-1].end)


def _without_board(found: Sequence[Word]) -> Sequence[Word]:
    """The body whose board it is: the Board of the Foreign Trade Chamber."""
    link = next((n for n, word in enumerate(found) if word.kind == "o"), 0)
    inner = list(found[link + 1 :])
    while inner and inner[0].kind == "t":
        inner = inner[1:]
    is_board = link == 1 and found[0].text in {"Board", "Council", "Members"} and any(w.kind == "b" for w in inner)
    return inner if is_board and len(inner) > 1 else found


def _last_before_link(found: Sequence[Word]) -> Word:
    """The last word for bodies before a small word."""
    link = next((n for n, word in enumerate(found) if word.kind == "o"), len(found))
    return next((w for w in reversed(found[:link]) if w.kind == "b"), found[-1])


def _is_name(found: Sequence[Word], kinds: str) -> bool:
    if not all(word.text[0].isupper() or word.kind in "otan,s" for word in found):
        return False
    if "s" in kinds:
        return bool(_PLURAL.search(found[kinds.index("s") - 1].text)) and not found[0].text.isupper()
    return len(found) > 1


@per_language(maxsize=8)
def _state_of(tag: str) -> re.Pattern[str]:
    lead = grammar_of(tag).state_of or "(?!)"
    return re.compile(rf"(?P<whole>{lead}(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*))")


_HEADS = re.compile(
    r"\b(?:President|Prime Minister|King|Queen|Parliament|Ministry of [A-Z][\w ]*?|Department of [A-Z][\w ]*?|"
    r"Embassy|"
    r"Minister (?:of|for) [A-Z](?:(?!Minister\b)[\w ])*?|counterpart|people|Government|government|"
    r"Central Bank|National Bank|Statistics Institute) (?:of|from) (?:the )?"
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)


_ADJECTIVE = re.compile(r"(?:n|an|ian)$")
SHORTEST = 4
"""Letters of a state’s name."""


def states_with_adjectives(spots: Sequence[Spot]) -> Iterator[Organisation]:
    """The states of whose names an adjective stands in the text as well: Quessia, and the Quessian minister."""
    words = {token.text for spot in spots for token in spot.passage.tokens if token.capital}
    adjectives = {word for word in words if _ADJECTIVE.search(word)}
    named = {w for w in words if w[-1:] in "aeo" and len(w) >= SHORTEST and {f"{w}n", f"{w[:-1]}an"} & adjectives}
    for spot in spots:
        for token in spot.passage.tokens:
            if token.text in named:
                named.discard(token.text)
                yield Organisation(token.text, "state", spot, token.start, token.end)


def states_in(spot: Spot) -> Iterator[Organisation]:
    """The states that a paragraph names behind a word for states, or by what belongs to one."""
    text = spot.passage
    for match in _state_of(text.tag).finditer(text.text):
        yield Organisation(match["name"], "state", spot, match.start("name"), match.end("name"))
    for match in _HEADS.finditer(text.text):
        if fold(match["name"].split()[0]) in text.grammar.portfolios:
            continue
        yield Organisation(match["name"], "state", spot, match.start("name"), match.end("name"))
