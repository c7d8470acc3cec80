"""A ministry's own vocabulary from `templates/vocabulary.yaml`: sections, fields and uses beside the built-in ones.

It reads what there may be in fact files, and no fact file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from briefs.factfiles.identifiers import fault_in
from briefs.factfiles.nodes import Map
from briefs.factfiles.problem_list import UNREADABLE, Ledger
from briefs.factfiles.settings import MISSING, WRONG, Settings
from briefs.factfiles.text_file import read_text
from briefs.factfiles.yaml_reader import read_yaml
from briefs.model.fields import ATTRIBUTES, Field, Kind, Section, with_common
from briefs.model.problems import Problem
from briefs.model.vocabulary import STANDARD, Vocabulary

LARGEST = 200_000
"""Bytes of a vocabulary."""
KINDS = (
    *("text", "texts", "number", "date", "day", "flag", "language"),
    *("name", "names", "reference", "references"),
)
"""The kinds that a field of a ministry's own may have."""
REFERRING = frozenset({"name", "names", "reference", "references"})
FIELD_KEYS = ("about", "kind", "required", "to", "choices", "words", "public")
SECTION_KEYS = ("about", "single", "public", "ours", "fields")
TAKEN = frozenset({"options", "record", "range", "caller", "super", "varargs", "kwargs"})
"""Names that templates have for something else."""


def load_vocabulary(
    path: Path, base: Vocabulary = STANDARD, within: Path | None = None
) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary that `base` and a file make, and every problem in the file, by place.

    With `within` the file must lie in that folder, wherever links lead. Raises Stop where nothing can be made of it.
    """
    ledger = Ledger(str(path), "T02")
    read = read_yaml(read_text(path, ledger, LARGEST, within), ledger)
    if not isinstance(read.node, Map) or not read.complete:
        if read.complete:
            message = "a vocabulary holds names and values, and here are none"
            ledger.add(UNREADABLE, message, (1, 1), "begin it with `sections:`, `fields:` or `uses:`")
        raise ledger.stop_now()
    settings = Settings(read.node, ledger, "a vocabulary")
    settings.knows(("sections", "fields", "uses"))
    uses = _uses(settings.table("uses", "`uses`"), base)
    sections = _new(settings.table("sections", "`sections`"), base)
    whole = Vocabulary(base.head, {**base.sections, **sections}, (*base.uses, *uses))
    more = _more(settings.table("fields", "`fields`"), whole)
    whole = replace(whole, sections={**whole.sections, **more})
    _led(settings, whole)
    return whole, ledger.sorted()


def _uses(table: Settings, base: Vocabulary) -> tuple[str, ...]:
    """The names of the uses; each says what it is about."""
    found = [name for name in table.node.entries if _free(table, name, base.uses, "a use")]
    for name in found:
        one = table.table(name, f"the use `{name}`")
        one.knows(("about",))
        _about(one, table, name)
    return tuple(found)


def _new(table: Settings, base: Vocabulary) -> dict[str, Section]:
    """The sections that the file adds."""
    found: dict[str, Section] = {}
    for name in table.node.entries:
        if not _free(table, name, (*base.names, *ATTRIBUTES, *TAKEN), "a section"):
            continue
        one = table.table(name, f"the section `{name}`")
        one.knows(SECTION_KEYS)
        fields = _fields(one.table("fields", f"the fields of `{name}`"), ())
        if not fields:
            hint = f"write `fields: {{what: {{about: …, required: true}}}}` under `{name}`"
            table.ledger.add(MISSING, f"the section `{name}` has no `fields`", table.spot(name), hint, len(name))
        found[name] = with_common(
            Section(
                _about(one, table, name),
                fields,
                single=one.flag("single", False),
                ours=one.flag("ours", False),
                public=one.flag("public", False),
            )
        )
    return found


def _more(table: Settings, whole: Vocabulary) -> dict[str, Section]:
    """The sections to which the file adds fields, with these."""
    found: dict[str, Section] = {}
    for name in table.node.entries:
        section = whole.sections.get(name)
        if section is None or section.free:
            known = [each for each, about in whole.sections.items() if not about.free]
            hint = table.ledger.nearest(name, known, "a section of its own goes under `sections:`")
            table.ledger.add(WRONG, f"there is no section `{name}` to add fields to", table.spot(name), hint, len(name))
            continue
        fields = _fields(table.table(name, f"the fields of `{name}`"), section.fields)
        found[name] = replace(section, fields={**section.fields, **fields})
    return found


def _fields(table: Settings, known: Mapping[str, Field] | tuple[()]) -> dict[str, Field]:
    names = [name for name in table.node.entries if _free(table, name, (*known, *ATTRIBUTES), "a field")]
    return {name: _field(table, name) for name in names}


def _field(table: Settings, name: str) -> Field:
    one = table.table(name, f"the field `{name}`")
    one.knows(FIELD_KEYS)
    kind = cast(Kind, one.choice("kind", KINDS, "text"))
    to = one.texts("to")
    if kind in REFERRING and not to:
        hint = "write `to: [people, organisations]`"
        message = f"the field `{name}` leads to records, and does not say of which sections"
        table.ledger.add(MISSING, message, table.spot(name), hint, len(name))
        kind = "text"
    return Field(
        _about(one, table, name),
        kind,
        required=one.flag("required", False),
        to=to if kind in REFERRING else (),
        choices=one.texts("choices"),
        words=one.texts("words"),
        public=one.flag("public", False),
    )


def _about(one: Settings, table: Settings, name: str) -> str:
    """What it means, for those who write facts; a problem where that is not said."""
    about = one.text("about")
    if not about:
        hint = f"write `{name}: {{about: …}}`: editors show it to those who write facts"
        table.ledger.add(MISSING, f"`{name}` does not say what it is `about`", table.spot(name), hint, len(name))
    return about


def _free(table: Settings, name: str, taken: tuple[str, ...], what: str) -> bool:
    """Whether a name may be given to something new; a problem where it may not."""
    message, hint = fault_in(name)
    if name in taken:
        message, hint = f"`{name}` is there already", "give it another name, or delete it here"
        if what == "a section":
            hint = "fields are added to a section under `fields:`; a new section needs another name"
    if message:
        table.ledger.add(WRONG, f"{message}, and cannot be the name of {what}", table.spot(name), hint, len(name))
    return not message


def _led(settings: Settings, whole: Vocabulary) -> None:
    """Tell of fields that lead to sections which there are not."""
    ledger, listed = settings.ledger, [name for name, about in whole.sections.items() if about.listed]
    tables = [settings.table("fields", "`fields`")]
    new = settings.table("sections", "`sections`")
    fields = [new.table(name, name).table("fields", name) for name in new.node.entries]
    fields += [each.table(name, name) for each in tables for name in each.node.entries]
    for table in fields:
        for name in table.node.entries:
            for scalar in table.table(name, name).scalars("to"):
                if scalar.text not in listed:
                    hint = ledger.nearest(scalar.text, listed, "name a section that holds records by id")
                    at = (scalar.line, scalar.column)
                    ledger.add(WRONG, f"there is no section `{scalar.text}` to lead to", at, hint, len(scalar.text))
