"""Figures of running text: value, unit, label and period, as they stand there.

Numbers are found by `understanding`; rows of tables are for `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of, language_of, per_language
from briefs.understanding.measures import CODE_LETTERS, Measure
from briefs.understanding.numbers import CURRENCIES, Number
from briefs.understanding.passages import Passage


class Counted(NamedTuple):
    """A figure as a paragraph gives it."""

    label: str
    value: str
    unit: str
    period: str
    number: Number
    spot: Spot
    start: int
    end: int
    sentence: int
    shares: bool = False
    """Whether it is compared with the figure before it, and counts the same."""


_DIGITS = re.compile(r"[-−]?\d[\d.,'’\u00a0\u202f\u2009 ]*\d|[-−]?\d")
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*|[^\s\w]")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|against|(?:up|down) from|from|to|and|up|with)\b|"
    r"по сравнению с|до|против|байсан|болж|бол",
    re.IGNORECASE,
)
_STOPS = frozenset(
    "in on at by from to with under over into about than as of for and or but per since until during between across "
    "after before when while which who that is are was were will would last this not also each through via within "
    "в на с к по за из и до от о у при год года году в".split()
)
COUNTS = frozenset(
    {"person", "household", "house", "day", "month", "week", "year", "hour", "minute", "decade", "century"}
)
"""Measures that are rather what is counted: 26 people, 11 years."""
PRONOUNS = frozenset("it they he she we you i this these those which that who there its their он она они оно".split())
LONGEST = 9
"""Words of a label."""
OLDEST = 130
"""Years: what is more behind a name and a comma is no age."""
SMALL = 3
"""A number in words that is smaller is no figure."""


def figures_in(spot: Spot, taken: Sequence[tuple[int, int]]) -> Iterator[Counted]:
    """The figures of a paragraph; `taken` are stretches in which numbers count nothing: titles, lists of names."""
    text = spot.passage
    before: Counted | None = None
    for number in text.numbers:
        if any(start <= number.start < end for start, end in taken) or not _counts(text, number):
            continue
        figure = _figure(spot, number, before)
        if figure is not None:
            before = figure
            yield figure


def _counts(text: Passage, number: Number) -> bool:
    """Whether a number says how much or how many of something."""
    if number.year or number.time or number.rank:
        return False
    lead, rest = text.text[max(0, number.start - 24) : number.start], text.text[number.end : number.end + 30]
    if number.start < 2 and re.match(r"\s*[.)]\s", rest):
        return False  # the number of a paragraph
    word = re.search(r"([^\W\d_]+\.?)\s*(?:№|no\.?|nr\.?)?\s*$", lead, re.IGNORECASE)
    if not number.word and word and word[1].casefold().rstrip(".") in _numbered(text.tag):
        return False
    if number.percent or number.scale:
        return True
    if re.match(r"[/–—-]\s?\w", rest) or re.search(r"[\w№#][/–—-]\s?$|[№#]\s?$", lead):
        return False
    uncounted = _uncounted(text.tag)
    small = number.word or all(abs(value) < 10 for value in number.readings)
    if small and (uncounted.search(lead) or uncounted.search(rest)):
        return False
    quoted = any(at <= number.start < at + len(words) for at, words in text.quotes)
    if number.word:
        least = SMALL if quoted or text.tag != "en" else 2
        return number.readings[0] >= least and not _is_article(number, text)
    aged = all(value < OLDEST for value in number.readings)
    return not (aged and re.match(r"\s*[,)]", rest) and re.search(r"[A-Z]\w+(?:,\s|\s\()$", lead))


def _is_article(number: Number, text: Passage) -> bool:
    return number.text.casefold() in text.grammar.both or number.text.casefold() in {
        "one",
        "один",
        "одна",
        "нэг",
        "бір",
    }


@per_language(maxsize=16)
def _uncounted(tag: str) -> re.Pattern[str]:
    return re.compile(grammar_of(tag).uncounted or "(?!)", re.IGNORECASE)


@per_language(maxsize=16)
def _numbered(tag: str) -> frozenset[str]:
    words = {word.casefold().rstrip(".") for word in language_of(tag).numbered}
    return frozenset(words | {"table", "no", "article", "resolution", "under", "aged", "age", "over"} - {"over"})


def _figure(spot: Spot, number: Number, before: Counted | None) -> Counted | None:
    text = spot.passage
    sentence = text.sentence_at(number.start)
    begin, end = text.sentences[sentence] if text.sentences else (0, len(text.text))
    measure = text.measures.get(number)
    value, unit, start, stop = _written(text, number, measure)
    previous = before if before is not None and before.sentence == sentence else None
    shares = previous is not None and _is_compared(text, previous, start, unit)
    label = (
        previous.label if previous is not None and shares else _label(text, number, measure, start, stop, begin, end)
    )
    if not label:
        return None
    period = _period(text, number, begin, end)
    return Counted(label, value, unit, period, number, spot, start, stop, sentence, shares)


def _is_compared(text: Passage, previous: Counted, start: int, unit: str) -> bool:
    between = text.text[previous.end : start]
    found = _COMPARED.search(between)
    long = len(between.split()) > 7
    return previous.unit == unit and bool(unit or "%" in unit) and found is not None and not long and ";" not in between


def _written(text: Passage, number: Number, measure: Measure | None) -> tuple[str, str, int, int]:
    """The value and the unit as the source has them, and where both begin and end."""
    start, _end = _with_limit(text, number)
    digits = _DIGITS.match(text.text, number.start)
    value_end = digits.end() if digits and not number.word else number.end
    if number.word:
        scale = ""
    else:
        scale = text.text[value_end : number.end].strip(" \u00a0-")
        if value_end < number.end and "+" in scale:
            scale = ""
    value = text.text[start:value_end].strip()
    value = value[:1].lower() + value[1:] if start < number.start else value
    unit_end = number.end
    unit = scale
    if number.percent:
        found = re.compile(r"[\s\u00a0-]*(?:" + text.grammar.percent + r"(?:\s+points?\b)?)", re.IGNORECASE).match(
            text.text, number.end
        )
        unit_end = found.end() if found else number.end
        points = measure is not None and "point" in measure.names
        unit = text.text[number.end : unit_end].strip(" -\u00a0") if points or not found else "%"
        if text.tag != "en" and found:
            unit = text.text[number.end : unit_end].strip(" -\u00a0")
    elif measure is not None and measure.money:
        sign_start = min(measure.start, number.start)
        sign = text.text[sign_start : number.start].strip()
        behind = text.text[number.end : measure.end].strip() if measure.end > number.end else ""
        code = next(iter(measure.names)) if len(measure.names) == 1 else ""
        unit = (
            " ".join(filter(None, (code or sign.strip(), scale)))
            if text.tag == "en"
            else " ".join(filter(None, (scale, behind or sign)))
        )
        value = re.sub(rf"(?:[A-Z]{{0,3}}[{CURRENCIES}]|\b[A-Z]{{{CODE_LETTERS}}}\b)\s?", "", value).strip()
        start, unit_end = min(start, sign_start), max(number.end, measure.end)
    elif measure is not None and measure.end > number.end:
        named = text.text[number.end : measure.end].strip(" -\u00a0")
        if not measure.names <= COUNTS or not measure.names:
            unit = f"{scale} {named}".strip() if measure.names else scale
            unit_end = measure.end if measure.names else number.end
        elif scale:
            value, unit = text.text[start : number.end].strip(), ""
    if unit == scale and scale and not (measure is not None and measure.money):
        value, unit = text.text[start : number.end].strip(), ""
    return value, unit, start, max(unit_end, number.end)


def _with_limit(text: Passage, number: Number) -> tuple[int, int]:
    """The number with the words that bound it: more than, about."""
    if not number.limit:
        return number.start, number.end
    lead = text.text[max(0, number.start - 40) : number.start]
    for words, kind in text.grammar.before.items():
        found = re.search(
            rf"(?<!\w)(?:{words})\s+(?:the\s+)?(?:[A-Z]{{0,3}}[{CURRENCIES}]|[A-Z]{{3}}\s)?\s*$", lead, re.IGNORECASE
        )
        if kind == number.limit and found:
            return number.start - len(lead) + found.start(), number.end
    return number.start, number.end


def _label(text: Passage, number: Number, measure: Measure | None, start: int, stop: int, begin: int, end: int) -> str:
    """What is counted, in the source's words: the noun behind a count, else the subject, else what stands before it."""
    behind = _behind(text, stop, end)
    money = number.percent or (measure is not None and (measure.money or not measure.names <= COUNTS))
    before = _noun_before(text, start, begin)
    subject = _subject(text, start, begin)
    if not money and behind:
        return behind
    return before or subject or behind or _nearest(text, start, stop, begin, end)


def _behind(text: Passage, stop: int, end: int) -> str:
    """The words behind a number up to the next verb or small word."""
    verbs = text.grammar.verbs
    found: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text.text, stop, end):
        word = match[0].casefold()
        if not found and word in {"of", "in", "for", "more", "new", "additional", "-", "further"}:
            if word in {"new", "more", "additional", "further"}:
                continue
            if word in {"in", "for"}:
                break
            continue
        if not found and word in {"the", "a", "an", "all", "its", "their"}:
            continue
        if not match[0][0].isalpha() or word in verbs:
            break
        if word in _STOPS and not (word == "of" and found):
            break
        if found and _is_participle(word) and len(found) >= 1:
            found.append(match)
            break
        found.append(match)
        if len(found) == 6:
            break
    while found and found[-1][0].casefold() in _STOPS | {"the", "a", "an"}:
        found.pop()
    return text.text[found[0].start() : found[-1].end()] if found else ""


def _is_participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


def _noun_before(text: Passage, start: int, begin: int) -> str:
    """A further contribution of €4.2 million: the words before `of` and its like, up to the article."""
    lead = text.text[begin:start]
    found = re.search(
        r"(?:^|[\s,(])(?:a|an|the|its|their|his|her|this|another)\s+((?:[^\W\d_][\w’'-]*\s+){1,5}?)(?:of|to|by|at)\s+$",
        lead,
        re.IGNORECASE,
    )
    if found is None:
        return ""
    words = found[1].split()
    if any(word.casefold() in text.grammar.verbs or word.casefold() in _STOPS - {"of"} for word in words):
        return ""
    return found[1].strip()


def _subject(text: Passage, start: int, begin: int) -> str:
    """The words from the beginning of the clause to its verb."""
    lead = text.text[begin:start]
    marks = (";", " – ", ": ", " that ", ", and ", ", but ", " while ", "что ")
    lead_from = max((lead.rfind(mark) + len(mark) for mark in marks if mark in lead), default=0)
    words = list(_TOKEN.finditer(lead, lead_from))
    while words and (
        words[0][0].casefold() in {"that", "and", "but", "while", "what", "что", "а", "и"}
        or not words[0][0][0].isalpha()
    ):
        words = words[1:]
    if words and re.match(r"(?:In|Between|During|Since|By|At|On|After|For|Last|За|В)\b", words[0][0]):
        comma = next((n for n, m in enumerate(words) if m[0] == ","), None)
        later = next((n for n, m in enumerate(words) if n and m[0] in {"the", "a", "an"}), None)
        cut = comma + 1 if comma is not None else later
        words = words[cut:] if cut is not None else []
    while words and words[0][0].casefold() in {"the", "a", "an", "some", "its", "their", "about"}:
        words = words[1:]
    verb = next((n for n, m in enumerate(words) if m[0].casefold() in text.grammar.verbs), None)
    kept = words[:verb] if verb is not None else []
    comma = next((n for n, m in enumerate(kept) if m[0] in {",", "(", ")"} or m[0][0].isdigit()), None)
    kept = kept[:comma] if comma is not None else kept
    kept = kept[:LONGEST] if kept else kept
    while kept and kept[-1][0].casefold() in _STOPS:
        kept = kept[:-1]
    if any(match[0].casefold() in PRONOUNS for match in kept):
        return ""
    return lead[kept[0].start() : kept[-1].end()] if kept else ""


def _nearest(text: Passage, start: int, stop: int, begin: int, end: int) -> str:
    """The words right before a number, or else right behind it, whatever they are."""
    before = list(_TOKEN.finditer(text.text, begin, start))
    kept: list[re.Match[str]] = []
    for match in reversed(before):
        if not match[0][0].isalpha() or len(kept) == 6:
            break
        kept.insert(0, match)
    while kept and kept[-1][0].casefold() in _STOPS | {"the", "a", "an"}:
        kept.pop()
    while kept and kept[0][0].casefold() in _STOPS | {"the", "a", "an"}:
        kept.pop(0)
    if kept:
        return text.text[kept[0].start() : kept[-1].end()]
    after = list(_TOKEN.finditer(text.text, stop, end))[:4]
    words = [m for m in after if m[0][0].isalpha()]
    return text.text[words[0].start() : words[-1].end()] if words else ""


_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d{2}(?![\d%]|[.,]\d)")


def _period(text: Passage, number: Number, begin: int, end: int) -> str:
    """The year that stands nearest behind a number before the next one, else the nearest before it in the clause."""
    others = [n for n in text.numbers_in(begin, end) if not n.year and n.start > number.start]
    until = others[0].start if others else end
    behind = [m for m in _YEAR.finditer(text.text, number.end, until) if m.start() - number.end < 60]
    if (
        behind
        and re.search(r"\b(?:in|of|for|за|в)\s(?:the\s(?:year\s)?)?$", text.text[: behind[0].start()])
        and len(behind) == 1
    ):
        return behind[0][0]
    if text.tag != "en":
        lead = list(_YEAR.finditer(text.text, max(begin, number.start - 70), number.start))
        earlier = [n for n in text.numbers_in(begin, number.start) if not n.year]
        lead = [m for m in lead if not earlier or m.start() > earlier[-1].end]
        return lead[-1][0] if lead and text.tag in {"mn", "kk"} else (behind[0][0] if behind else "")
    first = re.match(r"In\s((?:19|20)\d{2})\b", text.text[begin:end])
    return first[1] if first else ""
