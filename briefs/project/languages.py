"""The languages that papers are asked for in: the facts in each, and what the papers' files are then called.

Which text of a fact is printed `factfiles` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.factfiles.scalars import LANGUAGE
from briefs.factfiles.translations import in_language, language_of_file
from briefs.language import is_known, written_languages
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, did_you_mean

OPTION = "--language"


def in_languages(facts: Facts, tags: Sequence[str]) -> Iterator[Facts]:
    """The facts in each of the languages; as they are where none is asked for."""
    if not tags:
        yield facts
    for tag in dict.fromkeys(tags):
        yield in_language(facts, tag)


def suffix(facts: Facts) -> str:
    """What the name of a paper ends with, so that no language's paper takes another's place: `.mn`.

    Empty in the language of the file itself.
    """
    tag = facts.text("language")
    return f".{tag}" if facts.written_in and tag.casefold() != language_of_file(facts).casefold() else ""


def unknown_languages(tags: Sequence[str]) -> Iterator[Problem]:
    """A problem for each language that there is not."""
    for tag in tags:
        if not (LANGUAGE.fullmatch(tag) and is_known(tag)):
            hint = did_you_mean(tag, written_languages(), "write a BCP 47 tag: `en`, `mn`, `pt-BR` …")
            yield Problem("F019", f"`{tag}` names no language", Place(OPTION), hint)
