"""Amounts as papers print them: words such as `about`, a number, a currency or another unit, in a language's order.

Which facts they are, and whether they are right, is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from briefs.language.caches import per_language
from briefs.language.cldr import grammar_of
from briefs.language.formats import is_currency, locale_of
from briefs.language.numerals import LRM, MINUS, number_text, percent_text
from briefs.language.reader import is_percentage, language_of, signs

NBSP = "\u00a0"
MARKS = "$€£¥₮₸₽₴₹₩₦₱₫₺₪₵₾฿₼֏¢"
EXACT = Context(prec=1_000)
"""For numbers of any length."""
SHORT_SCALES = {"m": 6, "bn": 9, "tn": 12, "k": 3}
"""Scales that say so beside a currency alone; elsewhere m is a metre."""
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter of a script that runs from right to left."""
_CODE = re.compile(r"[A-Z]{3}")
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"[-−]?(?:\d{{1,3}}(?:[,.'’{_SPACES}]\d{{3}})+(?!\d)(?:[,.]\d+)?|\d+(?:[.,]\d+)*)",
)
YEARS = range(1000, 2200)
"""Four digits without a unit that may be a year."""


class Unit(Struct, frozen=True):
    """What an amount is counted in, taken apart."""

    currency: str = ""
    """Its code, or the codes that a sign can mean; empty for what is no money."""
    sign: str = ""
    """The currency as it was written."""
    scale: int = 0
    """The power of ten of a word such as million; 0 where there is none."""
    word: str = ""
    """That word as it was written."""
    rest: str = ""
    """What stands behind both: a year, per tonne."""


class Amount(Struct, frozen=True):
    """A number with the words round it, as somebody wrote it."""

    before: str
    figure: str
    """From the first digit to the last: two numbers where it is a range."""
    after: str


@per_language(1024)
def unit_in(text: str, language: str) -> Unit:
    """The unit in its parts; all of it is `rest` where no currency stands in it."""
    words = text.split()
    money = next(((n, *found) for n in range(min(len(words), 3)) if (found := _currency(words[n:], language))), None)
    if money is None:
        return Unit(rest=text)
    at, length, currency = money
    sign, others = " ".join(words[at : at + length]), [*words[:at], *words[at + length :]]
    scale, taken = _scale(others, language)
    if at and taken < at:
        return Unit(rest=text)
    word, rest = " ".join(others[:taken]), " ".join(others[taken:])
    return Unit(currency, sign, scale, word, rest)


def _currency(words: list[str], language: str) -> tuple[int, str] | None:
    """How many of the first words name a currency, and which; None where they do not."""
    for length in range(min(len(words), 4), 1, -1):
        if name := _phrases(language).get(tuple(map(_stem, words[:length]))):
            return length, name
    first = words[0] if words else ""
    if known := signs().signs.get(first):
        return 1, " ".join(sorted(signs().families.get(known, {known})))
    if len(first) == 1 and first in MARKS:
        return 1, first
    return (1, first) if _CODE.fullmatch(first) and _is_code(first) else None


def _is_code(word: str) -> bool:
    common = any(word in family for family in signs().families.values()) or word in _own_codes()
    return common or is_currency(word)


@per_language(1)
def _own_codes() -> frozenset[str]:
    return frozenset(grammar_of("en").measures.values()) | frozenset(signs().signs.values())


def _stem(word: str) -> str:
    word = word.casefold().strip(".,")
    return word.removesuffix("s") if word.isascii() and len(word) > SHORTEST else word


SHORTEST = 3


@per_language(32)
def _phrases(language: str) -> dict[tuple[str, ...], str]:
    """The names of currencies in words, several of them, in the language and in English."""
    both = {**grammar_of("en").measures, **grammar_of(language).measures}
    return {tuple(map(_stem, re.split(r"[ .]+", text))): code for text, code in both.items() if _CODE.fullmatch(code)}


def _scale(words: list[str], language: str) -> tuple[int, int]:
    """The power of ten that the first words name, and how many words do so."""
    scales = {**SHORT_SCALES, **grammar_of("en").scales, **grammar_of(language).scales}
    for length in (2, 1):
        name = " ".join(words[:length]).casefold().rstrip(".")
        if len(words) >= length and name in scales:
            return scales[name], length
    return 0, 0


class Forms:
    """One form for each currency and each scale of a paper: the one that its units use most, the first of several."""

    def __init__(self, units: Iterable[str], language: str) -> None:
        found = [unit_in(each, language) for each in units]
        self.language = language
        self.signs = _commonest((each.currency, each.sign) for each in found if each.currency)
        self.words = _commonest((str(each.scale), each.word) for each in found if each.scale)

    def unit(self, text: str) -> Unit:
        """The unit in the paper's form."""
        unit = unit_in(text, self.language)
        if not unit.currency:
            return unit
        sign = self.signs.get(unit.currency, unit.sign)
        word = self.words.get(str(unit.scale), unit.word)
        return Unit(unit.currency, sign, unit.scale, _full(word, unit.scale, self.language), unit.rest)

    def named(self, text: str) -> str:
        """The unit in the paper's form, as it stands alone beside a chart: USD million."""
        unit = self.unit(text)
        if not unit.currency:
            return text
        first = (unit.sign, unit.word) if _code_first(unit.sign, self.language) else (unit.word, unit.sign)
        return " ".join(filter(None, (*first, unit.rest)))


def _full(word: str, scale: int, language: str) -> str:
    """The word for a scale: the language's whole one, where its file has one, also for m and bn."""
    return language_of(language).scales.get(scale, word)


def _commonest(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for name, form in pairs:
        counts.setdefault(name, Counter())[form] += 1
    return {name: forms.most_common(1)[0][0] for name, forms in counts.items()}


def _code_first(sign: str, language: str) -> bool:
    """Whether a currency stands before its amount: its code or sign, where the language has it so, never its name."""
    return (sign[-1:] in MARKS or sign.isupper()) and currency_first(language)


@per_language(32)
def currency_first(language: str) -> bool:
    """Whether signs of currencies stand before amounts."""
    known = language_of(language)
    place = known.currency if language in {known.tag, known.locale} else ""
    pattern = "" if place else locale_of(language).currency_formats["standard"].pattern.lstrip("\u200e\u200f")
    return place == "before" or pattern.startswith("¤")


def amount_in(text: str) -> Amount | None:
    """The amount in its parts; None where it has no digits."""
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return None
    begin, end = numbers[0].start(), numbers[-1].end()
    return Amount(text[:begin], text[begin:end], text[end:])


def printed_amount(amount: Amount, unit: Unit, language: str) -> str:
    """The amount with its unit, the words round it outside the whole: about USD 160 billion, 3 сая гаруй ₮.

    Where text runs from right to left, an amount without words of such a language keeps together, as it is written.
    """
    text = _printed(amount, unit, language)
    leftward = language_of(language).direction == "rtl" and not _LEFTWARD.search(text)
    if not leftward or text.isdigit():
        return text
    return f"{LRM}{text.removeprefix(LRM)}{'' if text[-1].isalnum() else LRM}"


def _printed(amount: Amount, unit: Unit, language: str) -> str:
    before, figure, after = amount.before, amount.figure, amount.after
    if is_percentage(unit.rest, language):
        return f"{before}{_percentage(figure, language)}{after}"
    if not unit.currency:
        return NBSP.join(filter(None, (f"{before}{figure}{after}", unit.rest)))
    if _code_first(unit.sign, language):
        minus = MINUS if MINUS in figure[:2] and unit.sign[-1] in MARKS else ""
        glue = "" if unit.sign[-1] in MARKS else NBSP
        whole = f"{minus}{unit.sign}{glue}{figure.removeprefix(LRM).removeprefix(minus)}"
        return f"{before}{NBSP.join(filter(None, (whole, unit.word, unit.rest)))}{after}"
    scaled = NBSP.join(filter(None, (figure, unit.word)))
    if language_of(language).limits_last:
        return f"{before}{NBSP.join(filter(None, (scaled, unit.sign, unit.rest)))}{after}"
    return f"{before}{NBSP.join(filter(None, (f'{scaled}{after}', unit.sign, unit.rest)))}"


def _percentage(figure: str, language: str) -> str:
    """The figure with the language's sign of a percentage."""
    sample = percent_text(Decimal(7), language, 0)
    return sample.replace("7", figure) if "7" in sample else f"{figure}%"


def rewritten(text: str, language: str, counted: bool, digits: int | None = None) -> Amount | None:
    """The amount in its parts with its numbers as the language writes them; None where there is no digit.

    `counted`: it has a unit. Without one, numbers are written anew only behind or before words of an amount
    (over, up to), and four digits that may be a year only behind `more than`.
    """
    amount = amount_in(text)
    if amount is None:
        return None
    alone = len(_NUMBER.findall(amount.figure)) == 1
    if not counted and not _is_limit(amount, language):
        return amount

    def number(match: re.Match[str]) -> str:
        written = _number_in(match[0], language)
        may_be_year = not counted and match[0].isdecimal() and int(match[0]) in YEARS
        if written is None or (may_be_year and not _limits(language)[2].search(amount.before)):
            return match[0]
        places = digits if digits is not None and alone else max(0, -int(written.as_tuple().exponent))
        return number_text(written.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT), language, places)

    return Amount(amount.before, _NUMBER.sub(number, amount.figure), amount.after)


def _is_limit(amount: Amount, language: str) -> bool:
    """Whether the words round the number say that it is an amount: over, up to, or more."""
    before, after, _ = _limits(language)
    return bool(before.search(amount.before) or after.match(amount.after))


@per_language(32)
def _limits(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before an amount, what behind it, and of the first what says `more than`, as of no year."""
    grammar = grammar_of(language)
    more = [words for words, kind in grammar.before.items() if kind == "more"]
    before, after, over = (
        "|".join(f"(?:{words})" for words in each) or r"(?!)" for each in (grammar.before, grammar.after, more)
    )
    return (
        re.compile(rf"(?<!\w)(?:{before})\s*$", re.IGNORECASE),
        re.compile(rf"\s*(?:{after})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{over})\s*$", re.IGNORECASE),
    )


def _number_in(text: str, language: str) -> Decimal | None:
    """The number that is written so; None where its signs can mean two things."""
    bare = text.replace("−", "-").translate(dict.fromkeys(map(ord, f"{_SPACES}'’")))
    sample = number_text(Decimal("1234567.5"), language, 1)
    group, decimal = sample[1], sample[-2]
    if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) and (group != "." or not re.search(r"\.\d{3}$", bare)):
        return Decimal(bare)
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})*(?:{re.escape(decimal)}\d+)?", bare):
        return Decimal(bare.replace(group, "").replace(decimal, "."))
    return None
