"""Checks of citations: are the quoted words there, and is the source what the file says it is?

What the facts make of the words is for `stated` and `named` to check.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from difflib import SequenceMatcher

from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot, holds_words, table_named
from briefs.checks.shifted_places import numbers_in
from briefs.model.facts import Citation, walk
from briefs.model.problems import Problem
from briefs.understanding.dates import day_of
from briefs.understanding.passages import alike, plain
from briefs.understanding.words import parts

MOST_SEARCHED = 100
"""Quotations for which the nearest words are looked for; the others are told without."""


def no_such_place(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact cites a place that the source does not have."""
    for citation in _citations(inquiry):
        if citation.source in inquiry.texts and inquiry.spots(citation) is None:
            text = inquiry.texts[citation.source]
            counted = inquiry.facts.sources[citation.source].counted
            entries = citation.spots or (citation.at,)
            table = next(table_named(text, e) for e in entries if inquiry.place(citation.source, e) is None)
            message = f"`{citation.source}` has no {f'table {table}' if table else _place_named(citation.at)}"
            pages = f" on {text.pages} pages" if text.pages else ""
            tables = f"{text.tables} table{'' if text.tables == 1 else 's'}"
            held = tables if table else f"{len(text.paragraphs)} paragraphs{pages}"
            hint = f"it has {held}{': ' + counted if counted else ''}"
            yield inquiry.problem("S102", message, citation.place, hint, citation.at)


def _place_named(at: str) -> str:
    return f"paragraph {at}" if at.isdigit() else f"`{at}`"


def words_elsewhere(inquiry: Inquiry) -> Iterator[Problem]:
    """The quoted words stand in the source, but at another place."""
    for citation, said in inquiry.once(_not_there):
        places = _places_of(said, inquiry.all_spots[citation.source])
        if places:
            message = f"`{said}` is not {_in_place(citation)}"
            hint = f"it stands in {', '.join(place.name for place in places[:3])}"
            yield inquiry.problem("S103", message, citation.place, hint, said)


def words_not_there(inquiry: Inquiry) -> Iterator[Problem]:
    """The quoted words do not stand in the source."""
    left = MOST_SEARCHED
    for citation, said in inquiry.once(_not_there):
        spots = inquiry.all_spots[citation.source]
        if _places_of(said, spots) or _but_for_marks(said, inquiry.spots(citation) or ()):
            continue
        left -= 1
        message = f"`{said}` does not stand in `{citation.source}`"
        hint = _difference(said, inquiry.spots(citation) or (), spots) if left > 0 else ""
        yield inquiry.problem("S104", message, citation.place, hint, said)


def words_but_for_marks(inquiry: Inquiry) -> Iterator[Problem]:
    """The quoted words differ from the source's in marks only: quotation marks, hyphens, spaces."""
    for citation, said in inquiry.once(_not_there):
        spots = inquiry.spots(citation) or ()
        if not _places_of(said, inquiry.all_spots[citation.source]) and (spot := _but_for_marks(said, spots)):
            message = f"`{said}` stands in {spot.name} with other marks"
            hint = f"write {_marks(said, spot)}"
            yield inquiry.problem("S105", message, citation.place, hint, said, "warning")


def _citations(inquiry: Inquiry) -> dict[Citation, None]:
    """Every citation of the file, each once."""
    return {citation: None for fact in inquiry.facts.index.values() for citation in fact.sources}


def _not_there(inquiry: Inquiry) -> list[tuple[Citation, str]]:
    """The quotations that do not stand, word for word, where they are said to."""
    return list(_missing(inquiry))


def _missing(inquiry: Inquiry) -> Iterator[tuple[Citation, str]]:
    for citation in _citations(inquiry):
        spots = inquiry.spots(citation) if citation.source in inquiry.texts else ()
        if citation.source not in inquiry.texts or spots is None:
            continue
        for said in citation.says:
            texts = (spot.passage.text for spot in spots) if citation.at else (inquiry.whole[citation.source],)
            if not any(holds_words(text, said) for text in texts):
                yield citation, said


def _places_of(said: str, spots: tuple[Spot, ...]) -> list[Spot]:
    return [spot for spot in spots if holds_words(spot.passage.text, said)]


def _but_for_marks(said: str, spots: tuple[Spot, ...]) -> Spot | None:
    wanted = alike(said).replace('"', "").replace("'", "").replace(" ", "")
    for spot in spots:
        if plain(said) in spot.passage.plain:
            there = alike(spot.passage.text).replace('"', "").replace("'", "").replace(" ", "")
            whole = next(spot.passage.runs(parts(said), exact=True), None) is not None
            if wanted in there and whole:
                return spot
    return None


def _marks(said: str, spot: Spot) -> str:
    """The words as the source has them, with its marks."""
    runs = list(spot.passage.runs(parts(said), exact=True))
    if not runs:
        return "the words as they stand there"
    start, end = spot.passage.offsets(runs[0])
    return f"`{spot.passage.text[max(0, start - 1) : end + 1].strip()}`"


def _in_place(citation: Citation) -> str:
    return f"in {_place_named(citation.at)} of `{citation.source}`" if citation.at else f"in `{citation.source}`"


def _difference(said: str, cited: tuple[Spot, ...], every: tuple[Spot, ...]) -> str:
    """The nearest words of the source: at the place if they are near enough, else anywhere."""
    for spots in (cited, every):
        if any(plain(said) in spot.passage.plain for spot in spots):
            spot = next(spot for spot in spots if plain(said) in spot.passage.plain)
            return f"{spot.name} has it with other capital or small letters"
        best = max((_nearest(said, spot) for spot in spots), default=(0.0, "", ""))
        if best[0] > 0.7:
            return f"{best[1]} has `{best[2]}`"
    return "copy the words from the source"


def _nearest(said: str, spot: Spot) -> tuple[float, str, str]:
    """How near a paragraph comes to the words, from 0 to 1, with its name and those words of it."""
    words = parts(said)
    wanted = set(words)
    if len(wanted & spot.passage.words) * 2 < len(words):
        return 0.0, spot.name, ""
    tokens = spot.passage.tokens
    starts = {max(0, n - words.index(t.folded)) for n, t in enumerate(tokens) if t.folded in wanted}
    best = (0.0, spot.name, "")
    for start in sorted(starts):
        window = tokens[start : start + len(words)]
        if len(wanted & {token.folded for token in window}) * 2 < len(words):
            continue
        text = spot.passage.text[window[0].start : window[-1].end]
        ratio = SequenceMatcher(None, said.casefold(), text.casefold()).ratio()
        best = max(best, (ratio, spot.name, text))
    return best


def shifted(inquiry: Inquiry) -> Iterator[Problem]:
    """Every place in a source is off by the same number; the other checks read them as they are meant."""
    for source, offset in inquiry.shifts.items():
        numbers = sorted({n for c in _citations(inquiry) if c.source == source for n in numbers_in(c)})
        ways = ", ".join(f"{number} → {number + offset}" for number in numbers[:6])
        more = " …" if len(numbers) > 6 else ""
        by = "one" if abs(offset) == 1 else str(abs(offset))
        message = f"every place in `{source}` is {by} too {'low' if offset > 0 else 'high'}: {ways}{more}"
        hint = (
            f"`briefs check --fix` corrects them; `briefs source {inquiry.texts[source].file}` shows how it is counted"
        )
        yield inquiry.problem("S123", message, inquiry.facts.sources[source].place, hint)


def not_as_printed(inquiry: Inquiry) -> Iterator[Problem]:
    """A source's copy bears another title or another date than the file gives it."""
    for record in inquiry.records("sources"):
        if record.key not in inquiry.texts:
            continue
        source = inquiry.facts.sources[record.key]
        spots = inquiry.all_spots[record.key][:60]
        title, published = record.fields.get("title"), record.fields.get("published")
        wanted = parts(source.title)
        stands = any(next(spot.passage.runs(wanted, exact=True), None) for spot in spots)
        if wanted and title is not None and not stands:
            best = max(_nearest(source.title, spot) for spot in spots)
            hint = f"{best[1]} has `{best[2]}`" if best[0] > 0.6 else "write the title as it is printed"
            message = f"the copy of `{record.key}` does not bear this title"
            yield inquiry.problem("S117", message, title.at, hint)
        day = day_of(source.published) if len(source.published) == 10 else None
        printed = [m.first for spot in spots if not spot.number for d in spot.passage.dates for m in d.moments]
        days = [each for each in printed if each is not None]
        if day is not None and published is not None and days and day not in days:
            hint = f"its head has {', '.join(sorted({each.isoformat() for each in days})[:3])}"
            message = f"the copy of `{record.key}` bears another date than {day.isoformat()}"
            yield inquiry.problem("S117", message, published.at, hint, source.published)


def unused_source(inquiry: Inquiry) -> Iterator[Problem]:
    """A source stands in the file, and no fact names it."""
    used = {
        citation.source
        for node in inquiry.facts.root.fields.values()
        for fact in walk(node)
        if not fact.id.startswith("sources.")
        for citation in fact.sources
    }
    for source in inquiry.facts.sources.values():
        if source.id not in used:
            message = f"no fact comes from `{source.id}`"
            hint = "name it with `from:` where it is used, or delete it"
            yield inquiry.problem("S118", message, source.place, hint, severity="warning")


def old_source(inquiry: Inquiry) -> Iterator[Problem]:
    """A source is older than the facts by more days than were asked for (`--max-age`)."""
    if not inquiry.oldest or inquiry.as_of is None:
        return
    for source in inquiry.facts.sources.values():
        published = day_of(source.published)
        if published is not None and inquiry.as_of - published > timedelta(days=inquiry.oldest):
            days = (inquiry.as_of - published).days
            message = f"`{source.id}` was published {days} days before the day of the facts"
            hint = f"look for a source that is not older than {inquiry.oldest} days, or allow it with the reason"
            yield inquiry.problem("S119", message, source.place, hint, severity="warning")
