"""Spaces at which no line may end: between number and unit, initials and name, “Article” and its number.

Only the template's own spaces are changed, inside its words or between two values; never one that a fact brings.
Dashes and quotation marks are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from briefs.tree import Block, Heading, Paragraph, Span, Spans, plain, respanned

NBSP = "\u00a0"
CURRENCIES = "USD EUR GBP CHF CNY JPY KRW RUB KZT MNT TRY US$ A$ C$".split()
SIGNS = "% ‰ ° °C °F € £ $ ₮ ₸ ₽ ¥ ₩".split()
METRIC = "km m cm mm km² m² m³ kg g t ha l kW MW GW kWh MWh GWh TWh kV Hz kHz MHz GHz KB MB GB TB".split()
CYRILLIC = "км м см мм км² м² м³ кг г т га л кВт МВт ГВт кВт·ч МВт·ч ГВт·ч кВ Гц МБ ГБ".split()
UNITS: dict[str, tuple[str, ...]] = {
    "en": (*METRIC, *"thousand million billion trillion percent tonnes".split(), "per cent"),
    "ru": (*CYRILLIC, *"тыс. млн млрд трлн руб. долл. чел. ед. экз. шт. г. гг. в. вв. процентов процента".split()),
    "mn": (*CYRILLIC, *"тн мянга мянган сая тэрбум их төгрөг ам.доллар хувь дугаар дүгээр дахь дэх он оны онд".split()),
    "kk": (*CYRILLIC, *"мың млн млрд трлн теңге доллар пайыз адам ж. жыл жылы жылғы".split()),
}
"""What stays with the number before it, by language."""
NUMBERED: dict[str, tuple[str, ...]] = {
    "en": tuple(
        "article articles art. no. nos. table tables figure figures fig. section sections chapter annex appendix part"
        " page pages p. pp. paragraph paragraphs para. paras. note notes volume vol. line lines phase".split()
    ),
    "ru": tuple(
        "статья статьи статье статью статьёй статей ст. пункт пункта пункте пункту пункты п. пп. таблица таблице"
        " таблицы табл. рисунок рисунке рис. глава главы главе гл. раздел раздела разделе приложение приложении"
        " страница странице стр. с. часть части ч. абзац абзаца том т.".split()
    ),
    "mn": tuple("хүснэгт зураг хавсралт хуудас бүлэг хэсэг дугаар".split()),
    "kk": tuple("кесте сурет қосымша бет тарау бөлім".split()),
}
"""What stays with the number behind it, by language."""
_CAPITAL = "[A-ZÀ-ÖØ-ÞЀ-ЯӘҒҚҢӨҰҮҺІΑ-Ω]"
SHORT_ENOUGH = 24
"""Characters of a heading's two last words, up to which they stay on one line."""


def spaced(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """The blocks with no-break spaces where the language wants them, and no heading's last word left alone."""
    tongue = language.split("-")[0].casefold()

    def change(spans: Spans, block: Block) -> Spans:
        if isinstance(block, Paragraph) and block.role == "code":
            return spans
        if not any(" " in span.text and _is_own(span) for span in spans):
            return spans
        text = plain(spans)
        places = _places(text, tongue)
        if isinstance(block, Heading):
            places += _last(text)
        return _glued(spans, places) if places else spans

    return respanned(tuple(blocks), change)


@lru_cache(maxsize=16)
def _pattern(tongue: str) -> re.Pattern[str]:
    """What ends with a space at which no line may end."""
    units = "|".join(map(re.escape, (*UNITS.get(tongue, METRIC), *SIGNS, *CURRENCIES)))
    words = "|".join(map(re.escape, NUMBERED.get(tongue, ())))
    before_number = rf"(?<!\w)(?i:{words})" if words else r"(?!)"
    money = "|".join(map(re.escape, CURRENCIES))
    return re.compile(
        rf"\d (?=(?:{units})(?!\w))"
        rf"|(?:{before_number}|(?<!\w)(?:{money})|[№§]) (?=\d|[IVXLC]+\b)"
        rf"|(?<!\w){_CAPITAL}\. (?={_CAPITAL})"
    )


@lru_cache(maxsize=4096)
def _places(text: str, tongue: str) -> tuple[int, ...]:
    return tuple(match.end() - 1 for match in _pattern(tongue).finditer(text))


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
            span = replace(span, text="".join(letters))  # noqa: PLW2901
        result.append(span)
        start = end
    return tuple(result)


def _is_own(span: Span) -> bool:
    """Whether the words are the template's own."""
    return not span.facts and "code" not in span.marks
