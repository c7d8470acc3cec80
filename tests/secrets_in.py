"""Fact files full of unique words, of which some must not reach the public; and a search of every byte of a file.

What must be kept back is worked out here from how the file is written, not by the code that keeps it back.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2

PUBLIC = {"OFFICIAL"}
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
FIELDS: dict[str, tuple[str, ...]] = {
    "organisations": ("name", "kind", "short"),
    "people": ("name", "post", "short"),
    "agreements": ("title", "kind", "short", "purpose", "status", "money", "next_step"),
    "figures": ("label", "unit", "value"),
    "events": ("what", "place"),
    "statements": ("said", "place"),
    "points": ("text",),
    "actions": ("what",),
    "gaps": ("what", "why"),
}
REQUIRED = {"name", "title", "kind", "label", "value", "what", "said", "text"}
"""Fields without which the loader takes no record."""
LISTS = {"agreements": ("fields", "provisions", "benefits")}
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
- {{ o.name or "" }} {{ o.kind or "" }} {{ o.short or "" }}
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
- {{ a.what or "" }}[^note]
{% endfor %}
{% for g in gaps %}
::: callout {{ g.what or "" }}
{{ g.why or "None." }}
:::
{% endfor %}
{% for each in other %}
{{ each }}
{% endfor %}

[^note]: {% for g in gaps %}{{ g.why or "" }} {% endfor %} end.

## Sources

::: sources
:::
"""


@dataclass
class Secrets:
    """A fact file, and what in it may reach whom."""

    rng: random.Random
    head: str
    open: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    whole: dict[str, Any] = field(default_factory=dict)
    """The file."""
    rest: dict[str, Any] = field(default_factory=dict)
    """The file as it would be if nobody had ever written what must be kept back."""
    sources: dict[str, bool] = field(default_factory=dict)
    """Whether each may be named."""
    number: int = 0
    valid: bool = False
    """Whether what is left must be a fact file too: then no field alone is kept back that every record needs."""

    def word(self) -> str:
        self.number += 1
        return f"q{self.number:04d}z"

    def amount(self) -> int:
        self.number += 1
        return 3_000_000 + self.number * 997

    def attributes(self, chance: float) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.rng.random() < chance:
            found["use"] = self.rng.choice(["background", "open"])
        if self.rng.random() < chance:
            found["marking"] = self.rng.choice(MARKINGS)
        return found

    def is_open(self, held: dict[str, str]) -> bool:
        return held.get("use") != "background" and held.get("marking", self.head) in PUBLIC

    def tell(self, text: object, shown: bool) -> None:
        (self.open if shown else self.closed).add(str(text))


def secrets(seed: int, head: str, size: int = 8, valid: bool = False) -> Secrets:
    """A fact file of that seed; `head` is the marking of the whole."""
    made = Secrets(random.Random(seed), head, valid=valid)
    top = {"as_of": "2026-01-15", "scheme": "uk", "marking": head}
    made.whole |= {"title": {"value": "Title", "marking": "OFFICIAL"}, **top}
    made.rest |= {"title": {"value": "Title", "marking": "OFFICIAL"}, **top}
    _sources(made)
    keys = {name: [made.word() for _ in range(size)] for name in FIELDS}
    for section, fields in FIELDS.items():
        _section(made, section, fields, keys)
    _series(made)
    _brief(made)
    return made


def _sources(made: Secrets) -> None:
    for place in (made.whole, made.rest):
        place["sources"] = {}
    for _ in range(6):
        key, held = made.word(), made.attributes(0.5)
        texts = {"title": made.word(), "publisher": made.word(), "url": f"https://example.org/{made.word()}"}
        shown = made.is_open(held)
        made.sources[key] = shown
        for text in texts.values():
            made.tell(text.rpartition("/")[2], shown)
        made.whole["sources"][key] = {**texts, **held}
        if shown:
            made.rest["sources"][key] = {**texts, **held}
    if not made.rest["sources"]:
        del made.rest["sources"]


def _section(made: Secrets, section: str, fields: tuple[str, ...], keys: dict[str, list[str]]) -> None:
    if made.valid and section == "statements" and not made.rest.get("people"):
        return
    held = made.attributes(0.3)
    whole: dict[str, Any] = dict(held)
    rest: dict[str, Any] = dict(held)
    for key in keys[section]:
        own = made.attributes(0.4)
        inside = {**held, **own}
        if inside.get("use") == "open":
            inside["use"] = ""
        shown = made.is_open({**inside, "marking": own.get("marking", held.get("marking", "")) or "OFFICIAL"})
        before = set(made.open)
        record, left, any_left = _record(made, section, fields, keys, inside, shown)
        needed = REQUIRED - {"kind"} | {"agreements": {"kind"}, "statements": {"who"}}.get(section, set())
        if any_left and any(name in record and name not in left for name in needed):
            made.closed |= made.open - before  # a record that lacks what each must have is kept back whole
            made.open = before
            any_left = False
        whole[key] = {**own, **record}
        made.tell(key, any_left)
        if any_left:
            rest[key] = {**own, **left}
    made.whole[section] = whole
    if any(isinstance(value, dict) for value in rest.values()):
        made.rest[section] = rest


def _record(
    made: Secrets, section: str, fields: tuple[str, ...], keys: dict[str, list[str]], held: dict[str, str], shown: bool
) -> tuple[dict[str, Any], dict[str, Any], bool]:
    """A record, what is left of it for the public, and whether anything is."""
    source = made.rng.choice(list(made.sources))
    at, says = made.word(), made.word()
    record: dict[str, Any] = {"from": {"source": source, "at": at, "says": says}}
    left: dict[str, Any] = {"from": record["from"] if made.sources[source] else "us"}
    some = False
    for name in fields:
        value = made.amount() if name == "value" else made.word()
        some |= _value(made, name, value, held, shown, record, left)
    for name in LISTS.get(section, ()):
        values = [made.word() for _ in range(3)]
        for value in values:
            made.tell(value, shown and made.is_open(held))
        record[name] = values
        if shown and made.is_open(held):
            left[name] = values
            some = True
    some |= _references(made, section, keys, held, shown, record, left)
    for text in (at, says):
        made.tell(text, some and made.sources[source])
    return record, left, some


def _value(
    made: Secrets,
    name: str,
    value: object,
    held: dict[str, str],
    shown: bool,
    record: dict[str, Any],
    left: dict[str, Any],
) -> bool:
    fixed = made.valid and (name in REQUIRED or name.isdecimal() or not made.is_open(held))
    own = {} if fixed else made.attributes(0.1)
    inside = {**held, **own}
    if inside.get("use") == "open":
        inside["use"] = ""
    is_open = shown and made.is_open(inside)
    made.tell(value, is_open)
    record[name] = {"value": value, **own} if own else value
    if is_open:
        left[name] = record[name]
    return is_open


def _references(
    made: Secrets,
    section: str,
    keys: dict[str, list[str]],
    held: dict[str, str],
    shown: bool,
    record: dict[str, Any],
    left: dict[str, Any],
) -> bool:
    to = {"people": ("of", "organisations"), "statements": ("who", "people"), "agreements": ("signatories", "people")}
    if section not in to:
        if section == "events":
            record["date"] = left["date"] = "2026-01-14"
            return shown and made.is_open(held)
        return False
    name, target = to[section]
    chosen = made.rng.sample(keys[target], 3 if name == "signatories" else 1)
    there = [key for key in keys[target] if key in made.rest.get(target, {})]
    if made.valid and name == "who" and there:
        chosen = [made.rng.choice(there)]
    record[name] = chosen if name == "signatories" else chosen[0]
    if not (shown and made.is_open(held)):
        return False
    there = [key for key in chosen if key in made.rest.get(target, {})]
    if there or name == "signatories":
        left[name] = there if name == "signatories" else there[0]
    return bool(there)


def _series(made: Secrets) -> None:
    whole: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for _ in range(3):
        key, held = made.word(), made.attributes(0.5)
        inside = {**held, "use": "" if held.get("use") == "open" else held.get("use", "")}
        shown = made.is_open({**inside, "marking": held.get("marking", "OFFICIAL")})
        record: dict[str, Any] = {"from": "us"}
        left: dict[str, Any] = {"from": "us"}
        some = False
        for name in ("label", "unit"):
            some |= _value(made, name, made.word(), inside, shown, record, left)
        points: dict[str, Any] = {}
        points_left: dict[str, Any] = {}
        for year in ("2021", "2022", "2023"):
            some |= _value(made, year, made.amount(), inside, shown, points, points_left)
        record["points"] = points
        if points_left:
            left["points"] = points_left
        made.tell(key, some)
        whole[key] = {**held, **record}
        if some:
            rest[key] = {**held, **left}
    made.whole["series"] = whole
    if rest:
        made.rest["series"] = rest


def _brief(made: Secrets) -> None:
    whole: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name in ("to", "author", "reference", "action", "contact"):
        _value(made, name, made.word(), {}, True, whole, rest)
    made.whole["brief"] = whole
    if rest:
        made.rest["brief"] = rest


def yaml_of(facts: dict[str, Any]) -> str:
    """The facts as YAML: one line a name, the rest in braces."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())


# every byte


def blobs(name: str, data: bytes) -> Iterator[bytes]:
    """A file's name, its bytes, and whatever can be unpacked from it, to any depth."""
    yield name.encode()
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.comment + info.extra
                yield from blobs(info.filename, archive.read(info))
    elif data[:4] == b"%PDF":
        yield from _pdf(data)
    elif data[:1] == b"<":
        yield re.sub(rb"<[^>]*>", b"", data)


def _pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes()
            yield from _strings(each)
    document: Any = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    for page in document:
        yield "".join(page.get_textpage().get_text_range().split()).encode()
    document.close()


def _strings(node: Any, depth: int = 0) -> Iterator[bytes]:
    """Every text in an object, as PDF's own rules read it."""
    if isinstance(node, pikepdf.String):
        yield str(node).encode()
        yield bytes(node)
    elif isinstance(node, pikepdf.Name):
        yield str(node).encode()
    elif isinstance(node, pikepdf.Array) and depth < 20:
        for each in node:
            yield from _strings(each, depth + 1)
    elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        for key, each in node.items():
            yield key.encode()
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)


def found_in(words: set[str], files: dict[str, bytes]) -> set[str]:
    """Those of the words that stand anywhere in the files, in any of the ways in which files write text."""
    whole = [blob for name, data in files.items() for blob in blobs(name, data)]
    text = b"\0".join(whole)
    low = text.lower()
    found: set[str] = set()
    for word in words:
        ways = [word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")]
        ways += [each.hex().encode() for each in ways]
        if word.isdecimal():
            ways += [f"{int(word):,}".encode(), f"{int(word):,}".encode("utf-16-be")]
        if any(way in low for way in ways):
            found.add(word)
    return found
