"""Spaces at which no line may end: between number and unit, initials and name, “Article” and its number.

Only the template's own spaces are changed, inside its words or between two values; never one that a fact brings.
Dashes and quotation marks are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from briefs.language import language_of, per_language
from briefs.model.tree import Block, Heading, Paragraph, Span, Spans, plain
from briefs.model.tree_changes import respanned

NBSP = "\u00a0"
CURRENCIES = "USD EUR GBP CHF CNY JPY KRW RUB KZT MNT TRY US$ A$ C$".split()
SIGNS = "% ‰ ° °C °F € £ $ ₮ ₸ ₽ ¥ ₩".split()
METRIC = "km m cm mm km² m² m³ kg g t ha l kW MW GW kWh MWh GWh TWh kV Hz kHz MHz GHz KB MB GB TB".split()
"""Signs of units behind a number, for a language that names none of its own."""
_CAPITAL = "[A-ZÀ-ÖØ-ÞЀ-ЯӘҒҚҢӨҰҮҺІΑ-Ω]"
SHORT_ENOUGH = 24
"""Characters of a heading's two last words, up to which they stay on one line."""


def spaced(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """The blocks with no-break spaces where the language wants them, and no heading's last word left alone."""

    def change(spans: Spans, block: Block) -> Spans:
        if isinstance(block, Paragraph) and block.role == "code":
            return spans
        if not any(" " in span.text and _is_own(span) for span in spans):
            return spans
        text = plain(spans)
        places = _places(text, language)
        if isinstance(block, Heading):
            places += _last(text)
        return _glued(spans, places) if places else spans

    return respanned(tuple(blocks), change)


@per_language(16)
def _pattern(language: str) -> re.Pattern[str]:
    """What ends with a space at which no line may end."""
    known = language_of(language)
    units = "|".join(map(re.escape, (*(known.units or METRIC), *SIGNS, *CURRENCIES)))
    words = "|".join(map(re.escape, known.numbered))
    before_number = rf"(?<!\w)(?i:{words})" if words else r"(?!)"
    money = "|".join(map(re.escape, CURRENCIES))
    return re.compile(
        rf"\d (?=(?:{units})(?!\w))"
        rf"|(?:{before_number}|(?<!\w)(?:{money})|[№§]) (?=\d|[IVXLC]+\b)"
        rf"|(?<!\w){_CAPITAL}\. (?={_CAPITAL})"
    )


@per_language(4096)
def _places(text: str, language: str) -> tuple[int, ...]:
    return tuple(match.end() - 1 for match in _pattern(language).finditer(text))


def _last(text: str) -> tuple[int, ...]:
    """The space before the last word, where the two last are short and are not all there is."""
    words = text.rstrip().split(" ")
    if len(words) < 4 or len(words[-1]) + len(words[-2]) > SHORT_ENOUGH:
        return ()
    return (len(text.rstrip()) - len(words[-1]) - 1,)


def _glued(spans: Spans, places: Iterable[int]) -> Spans:
    """The spans with no-break spaces at these places of their text, but for those that facts or code bring."""
    wanted, start, result = sorted(set(places)), 0, []
    for span in spans:
        end = start + len(span.text)
        mine = [place - start for place in wanted if start <= place < end] if _is_own(span) else []
        if mine:
            letters = list(span.text)
            for place in mine:
                letters[place] = NBSP
            result.append(replace(span, text="".join(letters)))
        else:
            result.append(span)
        start = end
    return tuple(result)


def _is_own(span: Span) -> bool:
    """Whether the words are the template's own."""
    return not span.facts and "code" not in span.marks
