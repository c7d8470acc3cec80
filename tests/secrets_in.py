"""Fact files full of unique words, of which some must not reach the public, written in every way that there is.

Which of them must not, and which may, `cleared` works out from how the file is written.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

FIELDS: dict[str, tuple[str, ...]] = {
    "organisations": ("name", "kind", "short"),
    "people": ("name", "post", "short", "tailor", "size"),
    "agreements": ("title", "kind", "short", "purpose", "status", "money", "next_step"),
    "figures": ("label", "unit", "value"),
    "events": ("what", "place"),
    "statements": ("said", "place"),
    "points": ("text",),
    "actions": ("what",),
    "gaps": ("what", "why"),
    "gifts": ("what", "worth"),
    "notes": ("text", "tone"),
}
OWN = """\
sections:
  gifts:
    about: What was given
    public: true
    fields:
      what: {about: the gift, required: true}
      worth: {about: what it is worth, kind: number}
      giver: {about: who gave it, kind: reference, to: [people]}
  notes:
    about: What we noted
    fields: {text: {about: the note}, tone: {about: how it was said, public: true}}
fields:
  people:
    tailor: {about: who makes the coats, public: true}
    size: {about: how tall}
uses:
  cabinet: {about: for the cabinet alone}
"""
"""What the ministry adds to the vocabulary."""
LISTS = {"agreements": ("fields", "provisions", "benefits")}
MARKINGS = ("OFFICIAL", "OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "OFFICIAL HMG USE ONLY")
UNDER = ("significance", "opportunity", "significance", "line", "risk")
YEARS = ("2021", "2022", "2023")
TEMPLATE = """\
# {{ title }}

{% if summary %}
::: bottom-line {{ summary }}
{{ summary }}
:::
{% endif %}

::: contents
:::

::: fields
{% for each in brief %}
- Field: {{ each }}
{% endfor %}
- End: here
:::

## Bodies and people
{% for o in organisations %}
- {{ o.name or "" }} {{ o.kind or "" }} {{ o.short or "" }}{% if o.of %} {{ o.of.name }}{% endif %}

{% endfor %}

Table: People
| Name | Post | For |
|---|---|---|
{% for p in people %}
| {{ p.name or "-" }} | {{ p.post or "-" }} | {% if p.of and p.of.name %}{{ p.of.name }}{% endif %} {{ p.short or "" }}|
{% endfor %}

{% for a in agreements %}
### {{ a.title or "Untitled" }}

{{ a.kind or "" }} {{ a.short or "" }} {{ a.status or "" }} {{ a.money or "" }} {{ a.next_step or "" }}
{% if a.purpose %}[{{ a.purpose }}](https://example.org/{{ a.purpose }}){% endif %}

{% if a.provisions %}
{{ a.provisions | list }} {{ a.provisions | count }}
{% endif %}
{% for each in a.fields %}
- {{ each }}
{% endfor %}
{% for each in a.benefits %}
1. {{ each }}
{% endfor %}
{% for who in a.signatories %}
- {{ who.name or "somebody" }}
{% endfor %}
{% endfor %}

## Figures
{% if figures %}
::: figures
{% for f in figures | where("value") | where("label") %}
- **{{ f | quantity }}** {{ f.label }}
{% endfor %}
:::
{% for f in figures | sort("priority") %}
- {{ f.value or "" }} {{ f.unit or "" }} {{ f.label or "" }}{% if f.compare %} than {{ f.compare }}{% endif %}

{% endfor %}
{{ figures | where("value") | sum("value") }}
{% endif %}

{% for s in series %}
{% if s.points %}
::: chart column {{ s }}
{{ s.label or "No name" }} {{ s.unit or "" }}

:::
{% endif %}
{% endfor %}

## Events
{% for e in events %}
- {{ e.what or "" }} {{ e.place or "" }}
{% endfor %}
{% for g in statements | group("who") %}
- {% if g.key %}{{ g.key }}{% endif %} said:
{% for s in g.items %}
  - {{ s.said or "" }} {{ s.place or "" }}
{% endfor %}
{% endfor %}

## Points
{% for p in points %}
> {{ p.text }}

{% if loop.first %}
![{{ p.text }}](photo.png "{{ p.text }}")

{% endif %}
{% endfor %}
{% for a in actions %}
- {{ a.what or "" }}[^note]{% for who in a.who %} {{ who }}{% endfor %}

{% endfor %}
{% for g in gaps %}
::: callout {{ g.what or "" }}
{{ g.why or "None." }}
:::
{% endfor %}
{% for each in other %}
{{ each }}
{% endfor %}
{% for each in handout %}
{{ each }}
{% endfor %}
{% for p in people %}
- {{ p.tailor or "" }} {{ p.size or "" }}
{% endfor %}
{% for g in gifts | sort("priority") %}
- {{ g.what or "" }} {{ g.worth or "" }}{% if g.giver and g.giver.name %} {{ g.giver.name }}{% endif %}

{% endfor %}
{{ notes | count }}
{% for n in notes %}
- {{ n.text or "" }} {{ n.tone or "" }}
{% endfor %}
{% for s in sources %}
- {{ s.title or "" }} {{ s.publisher or "" }}
{% endfor %}

[^note]: {% for g in gaps %}{{ g.why or "" }} {% endfor %} end.

## Sources

::: sources
:::
"""


File = dict[str, Any]


class Writer:
    """Writes one file of that seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.number = 0
        self.sources: list[str] = []
        self.reckoned: dict[str, int] = {}
        """The numbers of figures so far, by key."""
        self.points: dict[tuple[str, str], int] = {}

    def word(self) -> str:
        self.number += 1
        return f"q{self.number:04d}z"

    def amount(self) -> int:
        self.number += 1
        return 3_000_000 + self.number * 997

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def attributes(self, share: float) -> File:
        """What a section, record or value may say of itself."""
        found: File = {}
        if self.chance(share):
            found["use"] = self.rng.choice(["background", "public", "public", "cabinet"])
        if self.chance(share):
            found["marking"] = self.rng.choice(MARKINGS)
        if self.chance(share / 4):
            found["embargo"] = "2031-01-01"
        return found

    def wrapped(self, value: object, share: float = 0.06) -> Any:
        """The value, at times with attributes of its own, a source of its own, or opened."""
        own = self.attributes(share)
        if self.chance(share / 2):
            own["from"] = self.origin()
        if self.chance(share / 2):
            own["open"] = {"because": "it was announced"}
        return {"value": value, **own} if own else value

    def origin(self) -> Any:
        """Who says so."""
        if self.chance(0.15):
            return "us"
        chosen = self.rng.sample(self.sources, 2 if self.chance(0.15) else 1)
        cited = [{"source": each, "at": self.word(), "says": self.word()} for each in chosen]
        return cited if len(cited) > 1 else cited[0]


def secrets(seed: int, size: int = 6) -> File:
    """A fact file of that seed, as the values that its YAML stands for."""
    made = Writer(seed)
    file: File = {"title": {"value": "Title", "marking": "OFFICIAL"}, "as_of": "2026-01-15", "scheme": "uk"}
    head = made.rng.choice(["OFFICIAL", "OFFICIAL", "SECRET", ""])
    if head:
        file["marking"] = head
    file["sources"] = _sources(made)
    file["summary"] = made.wrapped(made.word(), 0.1)
    if not isinstance(file["summary"], dict):
        file["summary"] = {"value": file["summary"]}
    file["summary"].setdefault("from", made.origin())
    keys = {name: [made.word() for _ in range(size)] for name in FIELDS}
    file["series"] = _series(made)
    for section, fields in FIELDS.items():
        records = {key: _record(made, section, key, fields, keys) for key in keys[section]}
        file[section] = {**made.attributes(0.1), **records}
    names = ("to", "author", "reference", "action", "contact")
    file["brief"] = {**made.attributes(0.1), **{name: made.wrapped(made.word()) for name in names}}
    if made.chance(0.5):
        own = {name: made.wrapped(made.word()) for name in ("headline", "summary", "contact")}
        file["handout"] = {**made.attributes(0.05), **own}
    file["other"] = {made.word(): {"value": made.word(), "from": made.origin(), **made.attributes(0.2)}}
    return file


def _sources(made: Writer) -> File:
    made.sources = [made.word() for _ in range(6)]
    found: File = {}
    for number, key in enumerate(made.sources):
        record: File = {
            "title": made.wrapped(made.word(), 0.02),
            "publisher": made.word(),
            "url": f"https://example.org/{made.word()}",
        }
        if number < 3 or made.chance(0.3):
            record["published"] = made.rng.choice(["2026-01-10", "2025-12", "2025", "2026-02", "2026-02-02", "2031"])
        elif made.chance(0.3):
            record["published"] = "not yet"
        found[key] = {**(made.attributes(0.15) if number else {}), **record}
    return found


def _series(made: Writer) -> File:
    found: File = {}
    for _ in range(3):
        key = made.word()
        points: File = {}
        for year in YEARS:
            made.points[key, year] = made.amount()
            points[year] = made.wrapped(made.points[key, year])
        record = {"label": made.wrapped(made.word()), "unit": made.word(), "points": points, "from": made.origin()}
        found[key] = {**made.attributes(0.1), **record}
    return found


def _record(made: Writer, section: str, key: str, fields: tuple[str, ...], keys: dict[str, list[str]]) -> File:
    record: File = {"from": made.origin(), **made.attributes(0.12)}
    for name in fields:
        record[name] = made.wrapped(made.amount() if name in {"value", "worth"} else made.word())
    for name in LISTS.get(section, ()):
        record[name] = [made.wrapped(made.word()) for _ in range(3)]
    if section == "figures":
        _figure(made, key, record)
    elif section == "points":
        record["under"] = made.rng.choice(UNDER)
    elif section in {"gifts", "notes"} and made.chance(0.5):
        record["priority"] = made.rng.randint(1, 9)
    elif section == "events":
        record["date"] = "2026-01-14"
    record |= _references(made, section, keys)
    return record


def _references(made: Writer, section: str, keys: dict[str, list[str]]) -> File:
    one = made.rng.choice
    match section:
        case "people":
            return {"of": one(keys["organisations"])}
        case "organisations" if made.chance(0.3):
            return {"of": one(keys["organisations"])}
        case "statements":
            return {"who": one(keys["people"])}
        case "gifts":
            return {"giver": one(keys["people"])}
        case "agreements":
            return {"signatories": made.rng.sample(keys["people"], 3)}
        case "actions":
            return {"who": made.rng.sample(keys["people"], 2)}
        case _:
            return {}


def _figure(made: Writer, key: str, record: File) -> None:
    """A figure typed, or reckoned from figures before it and from points of series, and at times typed as well."""
    if made.reckoned and made.chance(0.5):
        formula, result = _formula(made)
        typed = made.chance(0.25)
        del record["value"]
        if typed:
            record["value"] = made.wrapped(result)
        record["formula"] = formula if typed else made.wrapped(formula, 0.1)
        made.reckoned[key] = result
    else:
        value = record["value"]
        made.reckoned[key] = value["value"] if isinstance(value, dict) else value
    if len(made.reckoned) > 1 and made.chance(0.3):
        record["compare"] = made.rng.choice([each for each in made.reckoned if each != key])
    if made.chance(0.3):
        record["priority"] = made.rng.randint(1, 9)


def _formula(made: Writer) -> tuple[str, int]:
    one, other = (made.rng.choice(list(made.reckoned)) for _ in range(2))
    series = made.rng.choice([each for each, _ in made.points])
    match made.rng.randint(0, 3):
        case 0:
            return f"{one} + 2 * {other}", made.reckoned[one] + 2 * made.reckoned[other]
        case 1:
            return f"{one} * 3", made.reckoned[one] * 3
        case 2:
            total = sum(made.points[series, year] for year in YEARS)
            return f"sum(series.{series}) + {one}", total + made.reckoned[one]
        case _:
            return f'{one} + series.{series}["2022"]', made.reckoned[one] + made.points[series, "2022"]


def inputs_of(formula: str, series: File) -> Iterator[tuple[str, ...]]:
    """The paths of the numbers that such a formula reckons with."""
    for name in formula.replace("(", " ").replace(")", " ").split():
        bare, _, period = name.removeprefix("series.").partition("[")
        if name.startswith("series."):
            years = [period.strip('"]')] if period else [year for year in series[bare]["points"] if year in YEARS]
            yield from (("series", bare, "points", year) for year in years)
        elif name.startswith("q"):
            yield ("figures", name, "value")


def later(file: File, seed: int) -> File:
    """The file as it may be some days on: values changed, kept closer or opened, records gone."""
    made = Writer(seed)
    made.number = 5000
    made.sources = list(file["sources"])
    found: File = json.loads(json.dumps(file))
    for section in ("organisations", "agreements", "events", "points", "gaps", "statements", "gifts", "notes"):
        records = found[section]
        for key in [each for each in records if each.startswith("q")]:
            if made.chance(0.15) and section in {"events", "points", "gaps", "statements", "gifts", "notes"}:
                del records[key]
                continue
            if made.chance(0.3):
                records[key] |= made.attributes(0.5)
            for name in FIELDS[section]:
                if made.chance(0.3):
                    new = made.amount() if name == "worth" else made.word()
                    records[key][name] = made.wrapped(new, 0.3)
    return found


def yaml_of(facts: File) -> str:
    """The facts as YAML: one line a name, the rest in braces; ids where a name could stand too are without quotes."""
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    named = r'"(?:who|compare)": (?:\[[^]]*\]|"q\d+z")'
    return re.sub(named, lambda match: re.sub(r'"(q\d+z)"', r"\1", match[0]), text)
