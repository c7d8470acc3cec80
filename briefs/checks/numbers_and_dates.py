"""Checks of numbers and dates: does each stand in the source's words for the fact?

Sums and spans of time are for `sums` and `times`; names for `named`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise

from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.number_matching import (
    is_duration,
    is_fall,
    is_reckoned,
    is_small,
    matches,
    may_be_left,
    numbers_of,
    said,
)
from briefs.checks.places_in_sources import Scope, Spot
from briefs.language import grammar_of
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.dates import Moment, with_year
from briefs.understanding.numbers import Number
from briefs.understanding.passages import passage

DATED = frozenset({"events.date", "agreements.signed", "statements.on", "actions.by"})
"""Dates that the words quoted for them must hold, if those hold any."""
SMALL = 31
"""A number that stands in many places: a day, a count."""
LIMITS = {"more": "over", "less": "under", "about": "about"}


def number_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A number in a fact does not stand in the source's words for it."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None or is_reckoned(inquiry, fact):
            continue
        for number in numbers_of(inquiry, fact):
            if may_be_left(number, fact, inquiry) or is_fall(number, wide):
                continue
            if not said(number, wide, inquiry, fact):
                message = f"`{number.text}` does not stand in {wide.name}"
                hint = _elsewhere(number, wide, inquiry) or _numbers_there(number, wide)
                yield inquiry.problem("S106", message, fact.at, hint, number.text)
            elif other := _quoted_otherwise(number, fact, inquiry):
                message = f"`{number.text}` is not the number that is quoted for it"
                yield inquiry.problem("S106", message, fact.at, f"the words quoted hold {other}", number.text)


def limit_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A number is given as exact where the source says `over` or `about`, or the other way round."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None or is_reckoned(inquiry, fact):
            continue
        for number in numbers_of(inquiry, fact):
            if is_duration(inquiry.words(fact), number):
                continue
            found = matches(number, wide, inquiry, fact)
            a_year = number.year and (field_of(fact) != "figures.value" or not number.limit)
            if a_year or not found or any(each.limit == number.limit for each in found):
                continue
            theirs = LIMITS.get(found[0].limit, "")
            message = f"the source says `{f'{theirs} {found[0].text}'.strip()}`, not `{_with_limit(number)}`"
            yield inquiry.problem("S116", message, fact.at, "say it as the source says it", number.text)


def _elsewhere(number: Number, wide: Scope, inquiry: Inquiry) -> str:
    """In which other paragraph of the sources a number stands, if in a single one; small ones stand anywhere."""
    sources = dict.fromkeys(spot.source for spot in wide.spots)
    every = (spot for source in sources for spot in inquiry.all_spots[source])
    amounts = {amount for amount in number.amounts if abs(amount) > SMALL}
    found = [s.name for s in every if any(not amounts.isdisjoint(n.amounts) for n in s.passage.numbers)]
    return f"it stands in {found[0]}" if len(found) == 1 else ""


def _with_limit(number: Number) -> str:
    return f"{LIMITS.get(number.limit, '')} {number.text}".strip()


def date_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A date or year in a fact does not stand in the source's words for it."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None:
            continue
        yield from _dates(inquiry, fact, wide)
        if field_of(fact) in DATED and (problem := _dated_otherwise(inquiry, fact)):
            yield problem
        yield from _years(inquiry, fact, wide)


def _dates(inquiry: Inquiry, fact: Fact, wide: Scope) -> Iterator[Problem]:
    text = inquiry.words(fact)
    for dated in text.dates:
        unsaid = [moment for moment in dated.moments if not moment_said(moment, wide, inquiry)]
        unsaid = [moment for moment in unsaid if not _is_in_heads(moment, wide, inquiry)]
        if unsaid and _is_day_of_print(inquiry, fact, unsaid, wide):
            continue
        if dated.other and any(moment_said(m, wide, inquiry) for m in (dated.other,)):
            continue
        if unsaid:
            word = text.text[dated.start : dated.end].strip()
            what = f"`{word}`" if len(dated.moments) == 1 else f"{unsaid[0]} (in `{word}`)"
            message = f"{what} does not stand in {wide.name}"
            yield inquiry.problem("S107", message, fact.at, _dates_there(wide), word)


def _is_day_of_print(inquiry: Inquiry, fact: Fact, moments: list[Moment], wide: Scope) -> bool:
    """Whether something is dated by the day on which its source was published, where the words cited name no other."""
    if field_of(fact) not in {"statements.on", "events.date"} or wide.moments:
        return False
    return all(m.first in {inquiry.printed.get(spot.source) for spot in wide.spots} and m.day for m in moments)


def _dated_otherwise(inquiry: Inquiry, fact: Fact) -> Problem | None:
    """A date that stands in the paragraph, but not in the words of it that are quoted for the fact."""
    words = quoted(inquiry, fact)
    if words is None:
        return None
    text = inquiry.words(fact)
    moments = [m for dated in text.dates for m in dated.moments]
    moments += [Moment(int(n.readings[0])) for n in text.numbers if n.year]
    if not (words.moments or words.years) or not moments:
        return None
    if any(moment_said(moment, words, inquiry) for moment in moments):
        return None
    message = f"`{fact.written}` is not the date that is quoted for it"
    return inquiry.problem("S107", message, fact.at, _dates_there(words), fact.written)


def quoted(inquiry: Inquiry, fact: Fact) -> Scope | None:
    """The words quoted for a fact alone, as if they were all that its sources say; None where nothing is quoted."""
    said = [(c, words) for c in fact.sources if c.source in inquiry.texts for words in c.says]
    spots = tuple(Spot(c.source, 0, 0, False, passage(words, inquiry.texts[c.source].language)) for c, words in said)
    return Scope(spots, inquiry.printed) if spots else None


def holds_quoted(text: str, said: str) -> bool:
    """Whether quoted words stand in a text, whatever their capitals and spaces."""
    return " ".join(said.casefold().split()).strip(" .") in " ".join(text.casefold().split())


def _quoted_otherwise(number: Number, fact: Fact, inquiry: Inquiry) -> str:
    """The numbers of the words quoted for a figure, where its own is not among them."""
    words = quoted(inquiry, fact) if field_of(fact) == "figures.value" else None
    if words is None or matches(number, words, inquiry, fact):
        return ""
    numbers = (n for spot in words.spots for n in spot.passage.numbers)
    others = [n.text for n in numbers if not n.year and not is_small(n, inquiry.words(fact).grammar)]
    return ", ".join(others)


def _years(inquiry: Inquiry, fact: Fact, wide: Scope) -> Iterator[Problem]:
    """Years that stand alone; the period of a point of a series is one."""
    found = [(int(n.readings[0]), n.text) for n in inquiry.words(fact).numbers if n.year and not n.limit]
    parts = fact.id.split(".")
    if len(parts) == 4 and parts[0] == "series" and parts[2] == "points":
        period = passage(parts[3], inquiry.tag)
        found += [(int(n.readings[0]), n.text) for n in period.numbers if n.year]
        for dated in period.dates:
            if not all(moment_said(moment, wide, inquiry) for moment in dated.moments):
                message = f"the period `{parts[3]}` does not stand in {wide.name}"
                yield inquiry.problem("S107", message, fact.at, _dates_there(wide))
    for year, word in found:
        heads = _heads(inquiry, wide)
        known = (
            year in wide.years
            or (heads is not None and year in heads.years)
            or Decimal(year) in wide.numbers
            or _is_printed(year, wide, fact, inquiry)
            or _is_year_before(year, wide, inquiry)
        )
        if not known and not is_reckoned(inquiry, fact):
            message = f"`{word}` does not stand in {wide.name}"
            yield inquiry.problem("S107", message, fact.at, _dates_there(wide), word)


def _heads(inquiry: Inquiry, wide: Scope) -> Scope | None:
    """The rows and captions of the tables of which rows are cited: a row is read with them; None where none is."""
    tables = {(spot.source, spot.table) for spot in wide.spots if spot.table}
    found: list[Spot] = []
    for source in dict.fromkeys(source for source, _ in tables):
        for before, spot in pairwise((None, *inquiry.all_spots[source])):
            if spot is not None and (source, spot.table) in tables:
                found += [before] if before is not None and not before.table else []
                found.append(spot)
    return Scope(tuple(found), inquiry.printed) if found else None


def _is_in_heads(moment: Moment, wide: Scope, inquiry: Inquiry) -> bool:
    heads = _heads(inquiry, wide)
    return heads is not None and moment_said(moment, heads, inquiry)


def _is_printed(year: int, wide: Scope, fact: Fact, inquiry: Inquiry) -> bool:
    """Whether a year is the one in which the source was published, which it does not print with every day."""
    if year not in {day.year for spot in wide.spots if (day := inquiry.printed.get(spot.source))}:
        return False
    undated = any(m.month and m.year == year for m in wide.moments)
    return undated or field_of(fact) in {"figures.label", "series.label"} or _is_of_no_year(fact, wide, inquiry)


def _is_of_no_year(fact: Fact, wide: Scope, inquiry: Inquiry) -> bool:
    """Whether a period is that of a number beside which the source names no year: then it is the source's own."""
    value = entries_of(inquiry.record(fact), "value") if field_of(fact) == "figures.period" else []
    numbers = numbers_of(inquiry, value[0])[:1] if value else ()
    standing = [
        each
        for number in numbers
        for reading in {*number.amounts, *number.readings}
        for each in wide.standing.get(reading, ())
    ]
    return any(not _has_year_of_its_own(spot, number) for spot, number in standing if not number.year)


def _has_year_of_its_own(spot: Spot, number: Number) -> bool:
    """Whether a year stands in the sentence of a number, with no other number between the two."""
    text = spot.passage
    begin, end = text.sentences[text.sentence_at(number.start)]
    years = [(n.start, n.end) for n in text.numbers_in(begin, end) if n.year]
    years += [(d.start, d.end) for d in text.dates if begin <= d.start < end and any(m.year for m in d.moments)]
    for start, stop in years:
        low, high = min(stop, number.end), max(start, number.start)
        if not any(low <= n.start < high and n is not number and not n.year for n in text.numbers_in(begin, end)):
            return True
    return False


def _is_year_before(year: int, wide: Scope, inquiry: Inquiry) -> bool:
    """Whether a year is the one before a year of the source's words, or before that of its print, and they say so."""
    known = {*wide.years, *(m.year for m in wide.moments)}
    known |= {day.year for spot in wide.spots if (day := inquiry.printed.get(spot.source))}
    return year + 1 in known and tells_year_before(wide)


def moment_said(moment: Moment, wide: Scope, inquiry: Inquiry) -> bool:
    """Whether one of the source's dates says all that the fact's date says."""
    if not moment.month:
        return moment.year in wide.years or Decimal(moment.year) in wide.numbers
    if not moment.year and any(_says_as_much(moment, other) for other in wide.without_year):
        return True
    moment = with_year(moment, inquiry.as_of)
    if any(_says_as_much(moment, other) for other in wide.moments):
        return True
    return tells_year_before(wide) and any(
        _says_as_much(moment._replace(year=moment.year + 1), other) for other in wide.moments if moment.year
    )


def tells_year_before(wide: Scope) -> bool:
    """Whether the source's words speak of the year before the one that they name: a year earlier."""
    return any(
        re.search(rf"(?<!\w)(?:{spot.passage.grammar.year_before})(?!\w)", spot.passage.text, re.IGNORECASE)
        for spot in wide.spots
        if spot.passage.grammar.year_before
    )


def _says_as_much(moment: Moment, other: Moment) -> bool:
    return (
        moment.month == other.month
        and (not moment.day or moment.day == other.day)
        and (not moment.year or moment.year == other.year)
    )


def number_left_out(inquiry: Inquiry) -> Iterator[Problem]:
    """The words quoted for an instrument hold a number that its record does not give."""
    for record in inquiry.records("agreements"):
        facts = inquiry.facts_of.get(record.id, [])
        given = {v for fact in facts for n in inquiry.words(fact).numbers for v in (*n.amounts, *n.readings)}
        days = [m for fact in facts for d in inquiry.words(fact).dates for m in d.moments]
        years = {m.year for m in days} | {int(v) for v in given if v == v.to_integral_value()}
        for citation in dict.fromkeys(c for fact in facts for c in fact.sources):
            if citation.source not in inquiry.texts:
                continue
            tag = inquiry.texts[citation.source].language
            for words in citation.says:
                quoted = passage(words, tag)
                numbers = (n for n in quoted.numbers if not is_small(n, grammar_of(tag)))
                lost = [n.text for n in numbers if given.isdisjoint(n.amounts)]
                lost += [str(m) for d in quoted.dates for m in d.moments if not m.month and m.year not in years]
                if lost:
                    message = f"`{record.key}` does not give `{lost[0]}`, which the words that it quotes hold"
                    hint = "give the number in the record, or quote other words"
                    yield inquiry.problem("S115", message, citation.place, hint, words)


def _numbers_there(number: Number, wide: Scope) -> str:
    found = (n for spot in wide.spots for n in spot.passage.numbers if not is_small(n, spot.passage.grammar))
    texts = list(dict.fromkeys(n.text for n in islice(found, 2000)))
    near = [text for text in texts if _digits_apart(text, number.text) == 1]
    if near:
        return f"did you mean `{near[0]}`?"
    listed = ", ".join(texts[:8])
    return f"the numbers there are {listed}" if listed else "no number stands there"


def _digits_apart(one: str, other: str) -> int:
    a, b = re.sub(r"\D", "", one), re.sub(r"\D", "", other)
    return sum(x != y for x, y in zip(a, b, strict=True)) if a and len(a) == len(b) else 99


def _dates_there(wide: Scope) -> str:
    days = list(dict.fromkeys(str(moment) for moment in wide.moments))
    years = [str(year) for year in sorted(wide.years) if not any(str(year) in day for day in days)]
    listed = ", ".join([*days, *years][:8])
    return f"the dates there are {listed}" if listed else "no date stands there"
