"""Cited values, and the manuscript that a filled template is.

A manuscript is characters in which every value is sealed; no Markdown is known here.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, DecimalException, localcontext
from typing import Any

from msgspec import Struct, field

from briefs.model.precision import EXACT, Precision, precision_of, product, widest
from briefs.model.problems import Place

SEAL, SEALED = "\ue000", "\ue001"
"""A sealed value stands in the text as SEAL, the number of its slot, SEALED."""
MARK, MARKED = "\ue002", "\ue003"
"""A template line's place stands at its head as MARK, file number, `:`, line, MARKED; stripped before reading."""

Plain = str | Decimal | date | bool
OPTION = ":option"
"""Behind a value that whoever builds has set: an id that is no fact's begins with a colon."""
COUNTED = ":counted"
"""Behind a number that counts what the document shows: the place in a loop."""
DRAFT = ":draft"
"""Behind what stands for the word of a draft, where a form is one."""
MISSING = ":missing."
"""Before the path of a fact that nobody has supplied: what stands for it is a placeholder."""


def merged(*ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids in order of first appearance, each once."""
    return tuple(dict.fromkeys(each for group in ids for each in group))


def typed(value: Plain) -> str:
    """`value` as text, the way one would type it in a fact file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


class Unworkable(Exception):
    """Values were put together that do not go together; says so in the words of those who write templates."""


class Cited(Struct, frozen=True, eq=False):
    """A value that carries the ids of the facts behind it; arithmetic and comparison work on the value."""

    value: Plain
    written: str
    """What is printed."""
    facts: tuple[str, ...] = ()
    language: str = ""
    reckoned: Precision | None = None
    """Of a number that was reckoned: the decimals that it may show."""

    def __str__(self) -> str:
        return self.written

    def __bool__(self) -> bool:
        return self.written != "" and self.value is not False

    def __hash__(self) -> int:
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        other = other.value if isinstance(other, Cited) else other
        if isinstance(other, str) and not isinstance(self.value, str):
            return self.written == other
        return self.value == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __contains__(self, other: object) -> bool:
        return str(other) in self.written

    def __lt__(self, other: object) -> bool:
        return bool(self._compare(operator.lt, other))

    def __le__(self, other: object) -> bool:
        return bool(self._compare(operator.le, other))

    def __gt__(self, other: object) -> bool:
        return bool(self._compare(operator.gt, other))

    def __ge__(self, other: object) -> bool:
        return bool(self._compare(operator.ge, other))

    def __add__(self, other: object) -> Cited:
        return self._with(operator.add, other)

    def __radd__(self, other: object) -> Cited:
        return self._with(operator.add, other, turned=True)

    def __sub__(self, other: object) -> Cited:
        return self._with(operator.sub, other)

    def __rsub__(self, other: object) -> Cited:
        return self._with(operator.sub, other, turned=True)

    def __mul__(self, other: object) -> Cited:
        return self._with(operator.mul, other)

    def __rmul__(self, other: object) -> Cited:
        return self._with(operator.mul, other, turned=True)

    def __truediv__(self, other: object) -> Cited:
        return self._with(operator.truediv, other)

    def __rtruediv__(self, other: object) -> Cited:
        return self._with(operator.truediv, other, turned=True)

    def __mod__(self, other: object) -> Cited:
        return self._with(operator.mod, other)

    def __floordiv__(self, other: object) -> Cited:
        return self._with(operator.floordiv, other)

    def __neg__(self) -> Cited:
        return self._with(operator.mul, -1)

    def __pos__(self) -> Cited:
        return self

    @property
    def precision(self) -> Precision | None:
        """The decimals with which the number is printed; None for one that is exact: a count, a setting, no fact's."""
        if self.reckoned:
            return self.reckoned
        if not isinstance(self.value, Decimal) or all(each.startswith(":") for each in self.facts):
            return None
        shown = self.written.replace("\u2212", "-")
        return precision_of(Decimal(shown) if TYPED_NUMBER.fullmatch(shown) else self.value)

    def _compare(self, compare: Callable[[Any, Any], object], other: object) -> object:
        value = other.value if isinstance(other, Cited) else other
        if isinstance(self.value, date) and isinstance(value, str):
            value = _day(value)
        same = isinstance(value, type(self.value)) or (
            isinstance(self.value, Decimal) and isinstance(value, int | float)
        )
        if not same and not isinstance(value, Plain | int | float):
            return compare(0, value)  # what is no value says why
        if not same:
            raise Unworkable(f"`{self.written}` and `{value}` cannot be compared: they are of two kinds")
        return compare(self.value, value)

    def _with(self, combine: Callable[[Any, Any], object], other: object, turned: bool = False) -> Cited:
        """The value combined with another, with the facts of both; a day and a number make another day.

        Raises Unworkable for what is no number, and for a division by zero.
        """
        behind = other.facts if isinstance(other, Cited) else ()
        if combine is operator.add and "" in {_kind(self), _kind(other)}:
            raise Unworkable(f"`+` reckons with numbers, and `{self.written}` and `{other}` are not; `~` joins texts")
        moved = None if turned else _other_day(self, combine, other)
        if moved is not None:
            return Cited(moved, typed(moved), merged(self.facts, behind))
        mine, theirs = _number(self), _number(other)
        try:
            with localcontext(EXACT):
                result = combine(theirs, mine) if turned else combine(mine, theirs)
        except (DecimalException, ZeroDivisionError):
            why = "too many digits" if mine and theirs else "a division by zero"
            raise Unworkable(f"`{self.written}` and `{other}`: {why}") from None
        assert isinstance(result, Decimal)
        found = _precision(combine, (self, other))
        return Cited(
            result, found.apply(result) if found else typed(result), merged(self.facts, behind), reckoned=found
        )


TYPED_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _precision(combine: Callable[[Any, Any], object], parts: Sequence[object]) -> Precision | None:
    """That of a sum, a difference, a product or a quotient; numbers that come from no fact are exact."""
    found = [each.precision for each in parts if isinstance(each, Cited)]
    known = [each for each in found if each]
    if not known:
        return None
    if combine in {operator.mul, operator.truediv}:
        return product(known) if len(known) > 1 or combine is operator.truediv else known[0]
    typed_here = [precision_of(_number(each)) for each in parts if not isinstance(each, Cited)]
    return widest([*known, *typed_here])


def _other_day(one: Cited, combine: Callable[[Any, Any], object], other: object) -> date | Decimal | None:
    """The day so many days later or earlier, or the days between two; None for what is no day."""
    value = other.value if isinstance(other, Cited) else other
    if not isinstance(one.value, date) or combine not in {operator.add, operator.sub}:
        return None
    if combine is operator.sub and isinstance(value, date):
        return Decimal((one.value - value).days)
    days = _number(other)
    try:
        return one.value + timedelta(days=int(days if combine is operator.add else -days))
    except OverflowError:
        raise Unworkable(f"`{one.written}` and {days:f} days: there is no such day") from None


def _kind(value: object) -> str:
    """Empty for a text; a date and a number can be reckoned with."""
    value = value.value if isinstance(value, Cited) else value
    return "" if isinstance(value, str) else "reckoned with"


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _number(value: object) -> Decimal:
    value = value.value if isinstance(value, Cited) else value
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unworkable(f"`{value}` is no number" if isinstance(value, Plain) else "only numbers can be reckoned with")
    return Decimal(str(value))


class Joined(Cited, frozen=True, eq=False):
    """A text put together from values; each is sealed on its own, with its own facts and its own language."""

    parts: tuple[Cited, ...] = ()


def joined(parts: Iterable[Cited]) -> Joined:
    """The values behind one another as one text, with the facts of all."""
    each = tuple(parts)
    text = "".join(part.written for part in each)
    return Joined(text, text, merged(*(part.facts for part in each)), parts=each)


class Name(Struct, frozen=True):
    """The words that name something, and where they come from."""

    text: str = ""
    facts: tuple[str, ...] = ()
    language: str = ""
    """BCP 47 tag where it is not the document's language."""


class Points(Struct, frozen=True):
    """A series as a chart takes it: one value and its text as printed for each period, in the file's order."""

    label: Name
    unit: Name
    periods: tuple[str, ...]
    values: tuple[Decimal, ...]
    written: tuple[str, ...]
    facts: tuple[str, ...]


class Slot(Struct, frozen=True):
    """A sealed value: literal text, and the facts it was made from."""

    text: str
    facts: tuple[str, ...] = ()
    language: str = ""
    points: Points | None = None
    """Where the value is a whole series, to be drawn by a box."""


class Said(Struct, frozen=True):
    """Which words of its own a paper says."""

    texts: tuple[str, ...] = ()
    """Those that there are in its language."""
    lacking: tuple[tuple[str, str], ...] = ()
    """Those that there are not, by name, each as it is printed instead."""


class Limited(Struct, frozen=True):
    """A list of which a limit has let only a part through."""

    what: str
    """What the entries are: the section of records (`figures`), the field of values (`provisions`)."""
    entries: tuple[str, ...]
    """The ids of all."""
    cut: tuple[str, ...]
    """The ids of those that it has left out."""
    at: Place
    """Of the limit, in the template."""


class Manuscript(Struct, frozen=True):
    """A filled template: characters, sealed values, and a place for each line."""

    text: str
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]
    """One for each line of `text`."""
    limits: tuple[Limited, ...] = ()
    """In the order in which the template has come to them."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Facts that another one says too where that is printed: the date of a whole group, a period in a label."""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By record, the facts by which it was chosen for a list or has its place there."""
    compared: tuple[str, ...] = ()
    """The facts that were compared to decide what is printed."""
    existing: tuple[tuple[str, ...], ...] = ()
    """For each thing that had to exist for something to be printed, the facts of which any one shows that it does."""
    language: str = "en"
    """The paper's."""
    words: Said = Said()
    """The words of its own that it says."""

    def depends_on(self, printed: Sequence[str], lowest: Callable[[tuple[str, ...]], str]) -> tuple[str, ...]:
        """The facts that went into what is printed without being printed: what chose it, ordered it, decided on it.

        Of facts of which any one shows that something exists, `lowest` says which tells least; where a value of the
        template is one of them, that one has shown it.
        """
        shown = frozenset(printed)
        sealed = frozenset(each for slot in self.slots for each in slot.facts) if self.existing else frozenset()
        others = [lowest(each) for each in self.existing if sealed.isdisjoint(each)]
        found = dict.fromkeys((*self.compared, *others))
        for record in (*printed, *others) if self.chosen else ():
            while record := record.rpartition(".")[0]:
                found |= dict.fromkeys(self.chosen.get(record, ()))
        return tuple(each for each in found if each not in shown)
