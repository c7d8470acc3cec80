"""When something is, as far as it was written: days, months, years and dates in words, to be put in order.

Dates are read here and not printed; whether one is right is another room's work.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from msgspec import Struct

from briefs.language import formats_of, language_of, locale_of, per_language
from briefs.model.cited import Cited
from briefs.model.vocabulary import Vocabulary

_TYPED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_YEAR = re.compile(r"(?<!\d)(?:1\d|2[01])\d\d(?!\d)")
_SMALL = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


class Moment(Struct, frozen=True):
    """As much of a date as is known."""

    known: tuple[int, ...]
    """Year, month and day, or the first one or two of these; of a span, those of its first day."""
    span: bool = False
    """Whether it is more than one day: it stands behind what is on its first."""

    def order(self) -> tuple[int, int, int, bool]:
        """What moments are sorted by: a year stands before its months, a month before its days."""
        year, month, day = (*self.known, 0, 0)[:3]
        return year, month, day, self.span

    def before(self, other: Moment) -> bool:
        """Whether it is earlier for certain: a year is not earlier than a day in it."""
        length = min(len(self.known), len(other.known))
        return self.known[:length] < other.known[:length]

    def by(self, other: Moment) -> bool:
        """Whether it is not later for certain: a year is not over on a day in it."""
        return self.before(other) or (len(self.known) == 3 and self.known == other.known)


def moment(cited: Cited, language: str = "en") -> Moment | None:
    """The moment that a value names; None where no year is found in it. `language` is that of a date in words."""
    if isinstance(cited.value, datetime.date):
        return Moment((cited.value.year, cited.value.month, cited.value.day))
    return _in_words(cited.written, cited.language or language)


@per_language(1024)
def _in_words(text: str, language: str) -> Moment | None:
    typed = _TYPED.fullmatch(text.strip())
    if typed:
        return Moment(tuple(int(part) for part in typed.groups() if part))
    year = _YEAR.search(text)
    if year is None:
        return None
    rest = (text[: year.start()] + " " + text[year.end() :]).casefold()
    month, rest = _month(rest, language)
    days = [int(day) for day in _SMALL.findall(rest) if 1 <= int(day) <= 31] if month else []
    known = (int(year[0]), *([month] if month else ()), *days[:1])
    return Moment(known, len(days) > 1 or _YEAR.search(rest) is not None)


def _month(text: str, language: str) -> tuple[int, str]:
    """The number of the first month in the text, or 0, and the text without it."""
    found = _numbered(language).search(text)
    if found:
        return int(found[1]), text[: found.start()] + text[found.end() :]
    names = _names(language)
    hit = _any_of(language).search(text)
    return (names[hit[0]], text) if hit else (0, text)


@per_language(64)
def _any_of(language: str) -> re.Pattern[str]:
    """The name of a month, the longest that there is."""
    names = sorted(_names(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})")


@per_language(64)
def _numbered(language: str) -> re.Pattern[str]:
    """A month that is written as a number, in a language that does so: 10 дугаар сарын 28, 10-р сар."""
    return re.compile(language_of(language).month_number or r"(?!)")


@per_language(64)
def _names(language: str) -> Mapping[str, int]:
    """The names of the months in small letters, English ones and the language's own, with their numbers."""
    english = formats_of("en")
    names = {name.casefold(): number for number, name in enumerate(english.months if english else (), 1)}
    if formats_of(language) is None:
        months = locale_of(language).months
        for form in ("format", "stand-alone"):
            names = {name.casefold(): number for number, name in months[form]["wide"].items()} | names
    return names


def is_date(cited: Cited, vocabulary: Vocabulary) -> bool:
    """Whether a value is that of a field that holds a date, so that moments put it in order."""
    section, *rest = (cited.facts[0] if cited.facts else "").split(".")
    known = vocabulary.sections.get(section)
    if known is None or known.free:
        return False
    name = rest[0 if known.single else 1] if len(rest) > (not known.single) else ""
    return name in known.fields and known.fields[name].kind in {"day", "date"}
