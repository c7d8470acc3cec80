"""The vocabulary as a JSON Schema, so that editors complete fact files and check them while one types.

It says what may be written; what only the loader can know (references, formulas, dates that exist) it leaves out.
"""

from __future__ import annotations

from keyword import kwlist
from typing import Any

from briefs.factfiles.identifiers import TAKEN
from briefs.factfiles.table_nodes import FROM_FILE
from briefs.model.facts import US
from briefs.model.fields import ATTRIBUTES, CITATION, MUST, Field, Kind, Section
from briefs.model.vocabulary import STANDARD, Vocabulary

Schema = dict[str, Any]

TABLE = r"\.([xX][lL][sS][xX](#.+)?|[cC][sS][vV])$"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SINGLE = ["string", "number", "boolean"]
ID = "^[^\\s0-9_!-/:-@\\[-`{-~][^\\s!-/:-@\\[-^`{-~]*$"
"""Letters of any script, digits and `_`: written so that regular expressions of every dialect agree."""
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
TAG = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


def schema(vocabulary: Vocabulary = STANDARD) -> Schema:
    """The JSON Schema (draft 2020-12) of fact files, with the words of a ministry's own where it has any."""
    heads = {name: _field(field) for name, field in vocabulary.head.items()}
    sections = {name: _section(name, section) for name, section in vocabulary.sections.items()}
    above = {name: each for name, each in _attributes().items() if name not in vocabulary.head}
    return {
        "$schema": DIALECT,
        "title": "Fact file",
        "description": "Facts with their sources, from which briefs are made",
        "type": "object",
        "properties": {**heads, **sections, **above},
        "required": [name for name, field in vocabulary.head.items() if field.required],
        "additionalProperties": False,
        "$defs": {**_values(), **_origins(vocabulary.uses), "tree": _tree()},
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _attributes(of_value: bool = False) -> dict[str, Schema]:
    """What records may say about themselves; a value alone may be opened too."""
    names = (name for name in ATTRIBUTES if of_value or name != "open")
    return {name: {"description": ATTRIBUTES[name], **_ref(name)} for name in names}


def _origins(uses: tuple[str, ...]) -> dict[str, Schema]:
    """What any record or value may say about itself."""
    some = {"anyOf": [_ref("single"), {"type": "array", "items": _ref("single"), "minItems": 1}]}
    citation = {
        "type": "object",
        "properties": {
            "source": {"description": CITATION["source"], "type": "string"},
            "at": {"description": CITATION["at"], **some},
            "says": {"description": CITATION["says"], **some},
        },
        "required": ["source"],
        "additionalProperties": False,
    }
    one = {"anyOf": [{"type": "string"}, citation]}
    return {
        "from": {"anyOf": [{"type": "string"}, citation, {"type": "array", "items": one, "minItems": 1}]},
        "use": {"enum": list(uses)},
        "marking": _ref("single"),
        "note": _ref("single"),
        "language": {"type": "string", "pattern": TAG},
        "open": {
            "type": "object",
            "properties": {"because": {"description": "the reason", "type": "string", "minLength": 1}},
            "required": ["because"],
            "additionalProperties": False,
        },
        "embargo": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].+)?$"},
    }


def _values() -> dict[str, Schema]:
    """Each kind of value, alone or with its own origin."""
    scalars: dict[str, Schema] = {
        "text": _ref("single"),
        "number": {"type": "number"},
        "places": {"type": "integer", "minimum": 0, "maximum": 12},
        "priority": {"anyOf": [{"type": "number"}, {"const": MUST}]},
        "flag": {"type": "boolean"},
        "day": {"type": "string", "pattern": DAY},
        "date": {"type": ["string", "integer"]},
        "language_tag": {"type": "string", "pattern": TAG},
        "id": {"type": "string", "minLength": 1},
    }
    defs: dict[str, Schema] = {"single": {"type": SINGLE, "not": {"const": ""}}}
    for name, scalar in scalars.items():
        defs[f"a_{name}"] = {"anyOf": [scalar, _wrapped(scalar)]}
    defs["in_languages"] = _in_languages(_ref("single"))
    several = [_ref("in_languages"), _wrapped(_ref("in_languages"))]
    for name in ("text", "date"):
        defs[f"a_{name}"] = {"anyOf": [scalars[name], _wrapped(scalars[name]), *several]}
    for name in ("text", "id"):
        one = _ref(f"a_{name}")
        entries = {"type": "array", "items": one}
        defs[f"some_{name}"] = {"anyOf": [one, entries, _wrapped(entries)]}
    listed = _in_languages({"type": "array", "items": _ref("single")})
    defs["some_text"]["anyOf"].append(listed)
    points = {"type": "object", "properties": _attributes(), "additionalProperties": _ref("a_number")}
    table = {"type": "string", "pattern": TABLE}
    defs["tables"] = {"anyOf": [table, {"type": "array", "items": table, "minItems": 1}]}
    named = {"from_file": _ref("tables"), "period": {"type": "string"}, "value": {"type": "string"}}
    columns = {"type": "object", "properties": {**_attributes(), **named}, "required": [FROM_FILE]}
    given = {**points, "propertyNames": {"pattern": "^[^.]+$"}, "not": {"required": [FROM_FILE]}}
    defs["points"] = {"anyOf": [{**columns, "additionalProperties": False}, given]}
    return defs


def _in_languages(value: Schema) -> Schema:
    """A value for each language, by its tag."""
    tags = {"pattern": TAG, "not": {"enum": [name for name in ATTRIBUTES if len(name) <= 3]}}
    return {"type": "object", "propertyNames": tags, "additionalProperties": value, "minProperties": 1}


def _wrapped(value: Schema) -> Schema:
    """`{value: …, from: …}`."""
    properties = {"value": value, **_attributes(of_value=True)}
    return {"type": "object", "properties": properties, "required": ["value"], "additionalProperties": False}


DEFINED: dict[Kind, str] = {
    "text": "a_text",
    "formula": "a_text",
    "number": "a_number",
    "places": "a_places",
    "priority": "a_priority",
    "flag": "a_flag",
    "day": "a_day",
    "date": "a_date",
    "language": "a_language_tag",
    "reference": "a_id",
    "name": "a_text",
    "references": "some_id",
    "names": "some_text",
    "texts": "some_text",
    "points": "points",
}


def _field(field: Field) -> Schema:
    if field.choices:
        words = {"enum": list(field.choices)}
        return {"description": field.about, "anyOf": [words, _wrapped(words)]}
    if field.kind == "entries":
        one = {"anyOf": [_ref("a_text"), _entry(field)]}
        return {"description": field.about, "anyOf": [*one["anyOf"], {"type": "array", "items": one}]}
    if field.words:  # editors offer them, and take any other
        return {"description": field.about, "anyOf": [{"enum": list(field.words)}, _ref("a_text")]}
    about = field.about + (f" (in {' or '.join(field.to)})" if field.to else "")
    return {"description": about, **_ref(DEFINED[field.kind])}


def _entry(field: Field) -> Schema:
    """One of the small records of a list."""
    return {
        "type": "object",
        "properties": {**{name: _field(each) for name, each in field.fields.items()}, **_attributes()},
        "required": [name for name, each in field.fields.items() if each.required],
        "additionalProperties": False,
    }


def _section(name: str, section: Section) -> Schema:
    if section.free:
        return {"description": section.about, **_ref("tree")}
    if section.single:
        return {"description": section.about, **_record(section)}
    taken = (US,) if name == "sources" else ()
    return {
        "description": section.about,
        "type": "object",
        "properties": {**_attributes(), FROM_FILE: _ref("tables")},
        "additionalProperties": _record(section),
        "propertyNames": {"anyOf": [{"enum": [*ATTRIBUTES, FROM_FILE]}, _names(*taken)]},
    }


def _names(*more: str) -> Schema:
    """The ids that records may have; `more` are taken too."""
    return {"pattern": ID, "not": {"enum": sorted({*TAKEN, *kwlist, *more})}}


def _record(section: Section) -> Schema:
    record: Schema = {
        "type": "object",
        "properties": {**{name: _field(field) for name, field in section.fields.items()}, **_attributes()},
        "required": [name for name, field in section.fields.items() if field.required],
        "additionalProperties": False,
    }
    if section.either:
        record["allOf"] = [{"anyOf": [{"required": [name]} for name in names]} for names in section.either]
    return record


def _tree() -> Schema:
    """Any names, to any depth."""
    return {
        "anyOf": [
            _ref("a_text"),
            {"type": "array", "items": _ref("tree")},
            {
                "type": "object",
                "properties": {**_attributes(), "value": False},
                "additionalProperties": _ref("tree"),
                "propertyNames": {"anyOf": [{"enum": list(ATTRIBUTES)}, _names()]},
            },
        ]
    }
