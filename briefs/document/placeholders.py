"""Header fields that a paper must show and that nobody has supplied yet: a placeholder stands for each.

They are added to the facts before a template is filled, so that it prints them as it prints any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefs.language import words_of
from briefs.model.facts import US, Citation, Fact, Facts, Items, Node, Record
from briefs.model.fields import Field
from briefs.model.problems import Place

BRIEF = "brief"


def supplied(facts: Facts, paths: Iterable[str], language: str, kept: Mapping[str, str]) -> Facts:
    """The facts, with a placeholder for each of the paths (`brief.to`) that they do not give and nobody keeps back."""
    missing = [path for path in paths if facts.find(path) is None and path not in kept]
    if not missing:
        return facts
    at = Place(facts.file)
    whole = facts.root.fields.get(BRIEF)
    brief = whole if isinstance(whole, Record) else Record(BRIEF, {}, at, BRIEF)
    fields: dict[str, Node] = dict(brief.fields)
    index = dict(facts.index)
    for path in missing:
        name = path.rpartition(".")[2]
        fields[name], fact = _placeholder(path, facts.vocabulary.fields(BRIEF)[name], words_of(language)["missing"], at)
        index[fact.id] = fact
    root = replace(facts.root, fields={**facts.root.fields, BRIEF: replace(brief, fields=fields)})
    return replace(facts, root=root, index=index)


def _placeholder(path: str, field: Field, word: str, at: Place) -> tuple[Node, Fact]:
    """What stands for a field, and the fact in it that says so."""
    listed = field.kind in {"texts", "entries"}
    first = f".{next(iter(field.fields))}" if field.fields else ""
    fact = Fact(f"{path}.1{first}" if listed else path, word, word, at, (Citation(US),))
    if not listed:
        return fact, fact
    one = Record(f"{path}.1", {first[1:]: fact}, at) if first else fact
    return Items(path, (one,), at), fact
