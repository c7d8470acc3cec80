"""The JSON Schema of fact files, with an independent validator: it takes what the loader takes, and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook import Case, cases
from conftest import ROOT
from jsonschema import Draft202012Validator

from briefs.factfiles import VOCABULARY, load_facts, schema
from briefs.model.fields import ATTRIBUTES, FACES, Field, Section
from briefs.model.vocabulary import HEAD

SHIPPED = sorted([*ROOT.glob("facts/*.yaml"), *ROOT.glob("tests/facts/*.yaml")])
VALIDATOR = Draft202012Validator(schema())
HEAD_LINES = "title: Trade\nas_of: 2024-11-01\nfrom: us\n"


class Core(yaml.SafeLoader):
    """YAML as editors read it: numbers, true and false, else text."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|false", "tf"),
    ("int", "-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def as_json(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, Core)))


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_json(text))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_fact_files_are_valid(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


STRUCTURAL = frozenset({"F010", "F011", "F012", "F013", "F015", "F016"})
"""Problems that a schema can see; references, sources, arithmetic and days of the calendar it cannot."""


def codes(case: Case) -> set[str]:
    return set(re.findall(r"\b(F0\d\d)\b", case.blocks["problems"]))


READABLE = [case for case in cases("facts") if codes(case) and codes(case) <= STRUCTURAL]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.title)
def test_what_the_loader_finds_misshapen_the_schema_refuses(case: Case) -> None:
    assert faults(case.blocks["facts"])


@pytest.mark.parametrize(
    "text",
    [
        "summary: {value: x, from: [{source: us, at: [1, 2], says: [a, b]}, us], use: background, note: n}",
        "people:\n  from: us\n  Өнөр_2: {name: {value: 12, language: mn}, also: [a, {value: b, from: us}]}",
        "people:\n  a: {name: NO, also: b}\nagreements:\n"
        "  x: {title: 1.10, kind: k, signatories: a, fields: {value: [a, b]}}",
        'series:\n  t: {label: L, points: {2019: 1, "2020": {value: 2.5, from: us}, from: us}}',
        "figures:\n  a: {label: L, formula: 1 + 1}\n  b: {label: L, value: 12}",
        "events:\n  e: {date: 2024, what: w}\n  f: {date: 2024-10, what: w}\n  g: {date: in spring, what: w}",
        "other: {a: {b: [{c: 1}, x, {value: y, from: us}]}}",
        "points:\n  a: {text: t, under: {value: risk, from: us}, priority: 2}",
    ],
)
def test_every_way_of_writing_that_the_loader_takes_is_valid(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD_LINES + text + "\n", encoding="utf-8")
    _, problems = load_facts(path)
    assert not problems
    assert faults(HEAD_LINES + text) == []


def strict_objects(node: object, path: str = "") -> list[str]:
    """Where the schema describes names and values and lets any other name in."""
    found: list[str] = []
    if isinstance(node, dict):
        if node.get("type") == "object" and "additionalProperties" not in node:
            found.append(path)
        for name, child in node.items():
            found += strict_objects(child, f"{path}/{name}")
    if isinstance(node, list):
        for n, child in enumerate(node):
            found += strict_objects(child, f"{path}/{n}")
    return found


def test_no_part_of_the_schema_lets_unknown_names_in() -> None:
    assert strict_objects(schema()) == []


def test_every_field_tells_editors_what_it_means() -> None:
    properties = schema()["properties"]
    assert set(properties) == {*HEAD, *VOCABULARY, *(set(ATTRIBUTES) - {*HEAD, "open"})}
    assert all(each.get("description") for each in properties.values())
    for name, section in VOCABULARY.items():
        record = properties[name] if section.single else properties[name].get("additionalProperties", {})
        assert set(section.fields) <= set(record.get("properties", {}))
        assert all(each.get("description") for each in record.get("properties", {}).values())


def sample(field: Field) -> object:
    """A value that a field takes."""
    if field.choices:
        return field.choices[0]
    samples: dict[str, object] = {"number": 2, "places": 2, "day": "2024-10-29", "date": "2024-10", "language": "en"}
    samples |= {"points": {"2024": 1}, "formula": "1 + 1", "texts": ["a", "b"], "priority": "must", "flag": True}
    samples["entries"] = [{name: sample(each) for name, each in field.fields.items()}]
    if field.kind in {"reference", "references"}:
        return f"{field.to[0]}.it"
    return samples.get(field.kind, "words")


def record(section: Section) -> dict[str, object]:
    """A record with every field of a section."""
    names = {name: sample(field) for name, field in section.fields.items()}
    return {name: value for name, value in names.items() if name != "formula"}


def test_the_loader_and_the_schema_take_every_field_of_the_vocabulary(tmp_path: Path) -> None:
    whole: dict[str, object] = {name: sample(field) for name, field in HEAD.items()}
    whole |= {"title": "Trade", "from": "us", "figures": {"it": record(VOCABULARY["figures"])}}
    for name, section in VOCABULARY.items():
        if section.single:
            whole[name] = record(section)
        elif not section.free:
            whole[name] = {"it": record(section)}
    path = tmp_path / "a.yaml"
    path.write_text(json.dumps(whole, indent=1), encoding="utf-8")
    _, problems = load_facts(path)
    assert not problems
    assert not list(VALIDATOR.iter_errors(json.loads(path.read_text(encoding="utf-8"))))


def test_the_vocabulary_is_sound() -> None:
    for section in VOCABULARY.values():
        assert section.free or section.fields
        for group in section.either:
            assert set(group) <= set(section.fields)
        for name, field in section.fields.items():
            assert name.isidentifier()
            assert name not in ATTRIBUTES
            assert set(field.to) <= set(VOCABULARY)
            assert bool(field.to) == (field.kind in {"reference", "references", "name", "names"})
    for section in VOCABULARY.values():
        if not section.single and not section.free:
            assert set(FACES) & set(section.fields)
