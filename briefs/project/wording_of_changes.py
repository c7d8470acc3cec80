"""How a fact reads by itself, and how two versions of a text read side by side.

The list of changes and the box in a paper take their words from here; what is told, and to whom, they decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from briefs.amounts import amount_text
from briefs.language import day
from briefs.model.cited import Cited
from briefs.model.facts import Fact, Facts, Record, Reference
from briefs.model.fields import FACES
from briefs.templating.filter_arguments import Wrong
from briefs.templating.filters import FILTERS, Format
from briefs.templating.views import Desk, View

LONGEST = 90
"""Characters of a text that are shown whole; of longer ones the words that differ."""
AROUND = 3
"""Words shown before and after those that differ."""
SPACES = re.compile(r"[ \t\r\n\v\f]+")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def reading(fact: Fact, facts: Facts, language: str) -> str:
    """The fact on one line, as papers in that language print it: a figure with its unit, a date in words, a name."""
    return _on_one_line(_text(fact, facts, language))


def _on_one_line(text: str) -> str:
    """The text without its line breaks; what keeps a number and its unit together stays."""
    return SPACES.sub(" ", text).strip(" ")


def _text(fact: Fact, facts: Facts, language: str) -> str:
    section, *path = fact.id.split(".")
    if isinstance(fact.value, Reference):
        face = face_of(fact.value, facts)
        return face.written if face else fact.written
    if isinstance(fact.value, date):
        return day(fact.value, language)
    if MONTH.fullmatch(fact.written) and _is_date(facts, section, path):
        return str(FILTERS["date"](_form(facts, language), Cited(fact.written, fact.written)).written)
    record = facts.find(fact.id.rpartition(".")[0])
    if section == "figures" and path[1:] == ["value"] and isinstance(record, Record):
        return _quantity(fact, record, facts, language)
    return amount_text(fact, language)


def _is_date(facts: Facts, section: str, path: Sequence[str]) -> bool:
    """Whether the vocabulary has a date there."""
    known = facts.vocabulary.sections.get(section)
    names = path[0 if known.single else 1 :] if known else ()
    about = known.fields.get(names[0]) if known and names else None
    return about is not None and about.kind in {"day", "date"}


def _quantity(fact: Fact, record: Record, facts: Facts, language: str) -> str:
    form = _form(facts, language)
    try:
        return str(FILTERS["quantity"](form, View(record, form.desk)).written)
    except Wrong:
        return amount_text(fact, language)


def _form(facts: Facts, language: str) -> Format:
    return Format(language, facts, Desk(facts, {}, _unheard), _unheard)


def _unheard(*problem: str) -> None:
    """What is wrong in printing a fact is told where a paper prints it."""


def face_of(reference: Reference, facts: Facts) -> Fact | None:
    """The fact that stands for the record which is referred to."""
    record = facts.find(reference.id)
    fields = record.fields if isinstance(record, Record) else {}
    return next((fact for name in FACES if isinstance(fact := fields.get(name), Fact)), None)


def behind_reading(fact: Fact, facts: Facts) -> Iterator[Fact]:
    """The facts of which the reading of a fact is made, that which gives it its words first."""
    if isinstance(fact.value, Reference):
        face = face_of(fact.value, facts)
        yield from (face,) if face else ()
    yield fact
    unit = facts.index.get(f"{fact.id.removesuffix('.value')}.unit")
    yield from (unit,) if unit and fact.id.endswith(".value") else ()


def side_by_side(was: str, now: str) -> tuple[str, str]:
    """Both texts on one line each; of long ones the words that differ, with a few around them.

    Where the texts differ, so does what comes back.
    """
    was, now = _on_one_line(was), _on_one_line(now)
    if max(len(was), len(now)) <= LONGEST or not (was and now):
        return shortened(was), shortened(now)
    mine, theirs = was.split(" "), now.split(" ")
    start = _common(mine, theirs)
    end = _common(mine[start:][::-1], theirs[start:][::-1])
    first = max(0, start - AROUND)
    one, other = (_excerpt(text, first, len(text) - end + AROUND) for text in (mine, theirs))
    if one != other or was == now:
        return one, other
    letter = _common(was, now)  # words too long to be shown
    one, other = (text[max(0, letter - LONGEST // 3) : letter + LONGEST // 3] for text in (was, now))
    return f"…{one}…", f"…{other}…"


def shortened(text: str) -> str:
    """The text on one line, and not longer than is shown whole."""
    text = _on_one_line(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words, or letters, both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _excerpt(text: Sequence[str], first: int, last: int) -> str:
    shown = shortened(" ".join(text[first:last]))
    behind = "…" if last < len(text) and not shown.endswith("…") else ""
    return f"{'…' if first else ''}{shown}{behind}"
