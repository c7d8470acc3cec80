"""A fact file about nothing, with every section and field that a vocabulary knows, so that templates can be tried.

Nobody sees it: it has no place in a paper, and what is wrong with it is nobody's problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from briefs.model.fields import Field, Section
from briefs.model.vocabulary import Vocabulary

FILE = "<sample facts>"
"""Names it in problems, by which these are known."""
ATTRIBUTES = frozenset({"draft", "formula"})


def sample(vocabulary: Vocabulary) -> dict[str, Any]:
    """The facts as a YAML file has them: plain maps, lists and values."""
    found: dict[str, Any] = {"title": "A sample", "as_of": date(2026, 1, 15), "kind": "sample", "language": "en"}
    found["summary"] = {"value": "A sample of everything.", "from": "s"}
    for name, section in vocabulary.sections.items():
        if not section.free:
            found[name] = _section(name, section, vocabulary)
    found["sources"] = {"s": {"title": "A source", "publisher": "An office", "published": date(2026, 1, 10)}}
    return found


def _section(name: str, section: Section, vocabulary: Vocabulary) -> Any:
    if section.single:
        return {**dict(_fields(section.fields, 0, vocabulary)), "from": "s"}
    count = max(2, *(len(each.choices or each.words) for each in section.fields.values()), 2)
    records = {f"{name}_{n + 1}": dict(_fields(section.fields, n, vocabulary)) for n in range(count)}
    return {"from": "s", **records}


def _fields(fields: Mapping[str, Field], n: int, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    for name, field in fields.items():
        if name in ATTRIBUTES:
            continue
        value = _value(name, field, n, vocabulary)
        if value is not None:
            yield name, value


def _value(name: str, field: Field, n: int, vocabulary: Vocabulary) -> Any:
    words = field.choices or field.words
    target = next((f"{each}_1" for each in field.to if not vocabulary.sections[each].single), None)
    match field.kind:
        case "text":
            return words[n % len(words)] if words else f"Sample {name.replace('_', ' ')}"
        case "texts":
            return [words[n % len(words)]] if words else [f"Sample {name.replace('_', ' ')}"]
        case "number":
            return 12.5
        case "places" | "priority":
            return 1
        case "day" | "date":
            return date(2026, 1, 10 + n % 10)
        case "language":
            return "en"
        case "flag":
            return True
        case "reference" | "name":
            return target
        case "references" | "names":
            return [target] if target else None
        case "points":
            return {"2024": 10, "2025": 12}
        case "entries":
            return [dict(_fields(field.fields, n, vocabulary))]
        case _:
            return None
