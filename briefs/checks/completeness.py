"""Completeness of a distillation: what the sources say and no fact of the file mentions, by paragraph.

It lists, it does not judge: much is left out for good reason, and the officer should know that it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of, per_language
from briefs.model.problems import Place, Problem
from briefs.understanding.dates import Dated, Moment, with_year
from briefs.understanding.passages import Passage
from briefs.understanding.words import Token, capitals_tell, parts, same_word


class Told:
    """The numbers, dates, words and titles that the facts of a file hold."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.texts = [
            inquiry.words(fact)
            for fact in inquiry.facts.index.values()
            if not fact.id.startswith("brief.") and fact.value is not True
        ]
        self.points = [id_ for id_ in inquiry.facts.index if id_.startswith("series.") and ".points." in id_]
        """Ids of the points of series: each ends in its period."""
        self.tag = inquiry.tag.partition("-")[0]
        self.as_of = inquiry.as_of

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        found = (n for text in self.texts for n in text.numbers)
        return frozenset(value for n in found for value in (*n.amounts, *n.readings))

    @cached_property
    def moments(self) -> frozenset[Moment]:
        return frozenset(with_year(m, self.as_of) for text in self.texts for d in text.dates for m in d.moments)

    @cached_property
    def years(self) -> frozenset[int]:
        periods = (id_.partition(".points.")[2] for id_ in self.points)
        keys = {int(year) for period in periods for year in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", period)}
        return frozenset({m.year for m in self.moments} | {int(n) for n in self.numbers if 1000 <= n < 3000} | keys)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in text.words)

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(word[:3], []).append(word)
        return found

    def has(self, word: str) -> bool:
        return word in self.words or any(same_word(word, other, self.tag) for other in self.stems.get(word[:3], ()))

    def has_title(self, title: str) -> bool:
        wanted = parts(title)
        return any(next(text.runs(wanted), None) is not None for text in self.texts)


def _listed(
    inquiry: Inquiry, code: str, what: str, find: Callable[[Inquiry, Spot, Told], Iterator[str]]
) -> Iterator[Problem]:
    """A line for each paragraph that holds something no fact mentions, at its place in the copy."""
    told = inquiry.once(Told)
    for source, spots in inquiry.all_spots.items():
        text = inquiry.texts[source]
        for spot in spots:
            found = list(dict.fromkeys(find(inquiry, spot, told))) if spot.number else []
            if found:
                line = text.paragraphs[spot.number - 1].line
                shown = ", ".join(f"`{each}`" for each in found[:12])
                more = f" and {len(found) - 12} more" if len(found) > 12 else ""
                message = f"{spot.name}: no fact mentions the {what} {shown}{more}"
                yield Problem(code, message, Place(text.file, line), severity="warning")


def numbers_left_out(inquiry: Inquiry) -> Iterator[Problem]:
    """Numbers of the source that no fact mentions."""
    yield from _listed(inquiry, "S401", "numbers", _numbers)


def _numbers(inquiry: Inquiry, spot: Spot, told: Told) -> Iterator[str]:
    grammar = spot.passage.grammar
    for number in spot.passage.numbers:
        small = number.word and number.text.casefold() in grammar.small | grammar.both
        known = not told.numbers.isdisjoint({*number.amounts, *number.readings})
        if not (small or known or (number.year and int(number.readings[0]) in told.years)):
            yield number.text


def dates_left_out(inquiry: Inquiry) -> Iterator[Problem]:
    """Dates of the source that no fact mentions."""
    yield from _listed(inquiry, "S402", "dates", _dates)


def _dates(inquiry: Inquiry, spot: Spot, told: Told) -> Iterator[str]:
    for dated in spot.passage.dates:
        moments = [with_year(moment, inquiry.printed.get(spot.source)) for moment in dated.moments]
        if not all(_is_told(moment, told) for moment in moments):
            yield spot.passage.text[dated.start : dated.end].strip()


def _is_told(moment: Moment, told: Told) -> bool:
    if not moment.month:
        return moment.year in told.years
    return any(
        (other.month, other.day) == (moment.month, moment.day or other.day) and other.year in {moment.year, 0}
        for other in told.moments
    )


def titles_left_out(inquiry: Inquiry) -> Iterator[Problem]:
    """Words in quotation marks of the source that no fact holds."""
    yield from _listed(inquiry, "S403", "titles", _titles)


def _titles(inquiry: Inquiry, spot: Spot, told: Told) -> Iterator[str]:
    for _, words in spot.passage.quotes:
        if not told.has_title(words):
            yield words.rstrip(".,")


def names_left_out(inquiry: Inquiry) -> Iterator[Problem]:
    """Names of the source that no fact mentions."""
    yield from _listed(inquiry, "S404", "names", _names)


def _names(inquiry: Inquiry, spot: Spot, told: Told) -> Iterator[str]:
    """Runs of words with capitals of which at least one is in no fact."""
    text = spot.passage
    if spot.heading or not capitals_tell(text.tag) or text.tag != told.tag:
        return
    days = set(_weekdays(text))
    mid = [n for n in text.names if not n.opens and n.token.start not in days]
    named = [n for n in mid if not _is_dated(text.dates, n.token.start)]
    run: list[int] = []
    for at, name in enumerate(named):
        if run and text.text[named[run[-1]].token.end : name.token.start] not in {" ", "-", "."}:
            yield from _run(text.text, [named[n].token for n in run], told)
            run = []
        run.append(at)
    yield from _run(text.text, [named[n].token for n in run], told)


def _weekdays(text: Passage) -> Iterator[int]:
    """Where days of the week stand; behind an initial such a word is a name: `C. Friday`, `Ц.Пүрэв`."""
    for match in _any_weekday(text.tag).finditer(text.text):
        if not re.search(r"\w\.\s?$", text.text[max(0, match.start() - 3) : match.start()]):
            yield match.start()


@per_language(16)
def _any_weekday(tag: str) -> re.Pattern[str]:
    names = "|".join(f"(?:{pattern})" for pattern in grammar_of(tag).weekdays)
    return re.compile(rf"(?<!\w)(?:{names})s?(?!\w)", re.IGNORECASE)


def _run(text: str, tokens: Sequence[Token], told: Told) -> Iterator[str]:
    if tokens and not all(told.has(token.folded) for token in tokens):
        yield text[tokens[0].start : tokens[-1].end]


def _is_dated(dates: Sequence[Dated], start: int) -> bool:
    return any(dated.start <= start < dated.end for dated in dates)
