"""The same facts in another language: of a text that a file gives in several, the one that is wanted.

What has no text in that language keeps its own, and says which that is. Nothing is translated here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from briefs.language import is_same_language
from briefs.model.facts import Fact, Facts, Items, Node, Record, Translation
from briefs.model.problems import Place

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]")
CODES = frozenset("reference version number telephone url date time end zone state action under side unit".split())
"""Fields whose text is the same in every language, or which the house says in its own words."""
UNTOLD = frozenset({"sources", "language"})
"""What is in its own language, whatever the paper's: titles of sources, tags."""


def chosen(texts: Sequence[Translation], tag: str) -> Translation | None:
    """The text that is in a language; None where there is none."""
    exact = (each for each in texts if each.language.casefold() == tag.casefold())
    return next(exact, None) or next((each for each in texts if is_same_language(each.language, tag)), None)


def fallback(texts: Sequence[Translation], own: str) -> Translation:
    """The text that stands in for one that there is not: in the file's own language, in English, or the first."""
    return chosen(texts, own) or chosen(texts, ENGLISH) or texts[0]


def language_of_file(facts: Facts) -> str:
    """The language in which a file is written."""
    return facts.written_in or facts.text("language") or ENGLISH


def in_language(facts: Facts, tag: str) -> Facts:
    """The facts as papers in that language print them; which texts are in none of its words, `untranslated` says."""
    own = language_of_file(facts)
    index: dict[str, Fact] = {}
    untranslated: set[str] = set()
    for id_, fact in facts.index.items():
        index[id_], foreign = _told(fact, tag, own)
        if foreign:
            untranslated.add(id_)
    head = facts.root.fields.get("language")
    at = head.at if isinstance(head, Fact) else Place(facts.file, 1, 1)
    said = replace(head, value=tag, written=tag) if isinstance(head, Fact) else Fact("language", tag, tag, at)
    index["language"] = said
    root = _with(facts.root, index)
    fields = {**root.fields, "language": said}
    root = replace(root, fields=fields)
    return replace(facts, root=root, index=index, written_in=own, untranslated=frozenset(untranslated))


def _told(fact: Fact, tag: str, own: str) -> tuple[Fact, bool]:
    """A fact as papers in a language print it, and whether its words are another language's for want of a text."""
    if fact.texts:
        found = chosen(fact.texts, tag)
        text = found or fallback(fact.texts, own)
        language = "" if found else text.language
        return replace(fact, value=text.text, written=text.text, at=text.at, language=language), found is None
    alike = fact.id.partition(".")[0] in UNTOLD or fact.id.rpartition(".")[2] in CODES
    if alike or not isinstance(fact.value, str) or not _WORD.search(fact.written):
        return fact, False
    spoken = fact.language or own
    if is_same_language(spoken, tag):
        return (replace(fact, language="") if fact.language else fact), False
    return (fact if fact.language else replace(fact, language=own)), not fact.language


def _with(node: Record, index: Mapping[str, Fact]) -> Record:
    """The record with its facts as the index has them."""
    return replace(node, fields={name: _node(child, index) for name, child in node.fields.items()})


def _node(node: Node, index: Mapping[str, Fact]) -> Node:
    match node:
        case Fact():
            return index.get(node.id, node)
        case Record():
            return _with(node, index)
        case Items():
            return replace(node, items=tuple(_node(item, index) for item in node.items))
