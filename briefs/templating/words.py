"""What a template says in words of its own: in the paper's language, from its head or from the language's file.

Facts are not known here, nor where a word is printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.language import base_of, papers_of
from briefs.model.cited import Cited, Said
from briefs.model.problems import did_you_mean

ENGLISH = "en"


class Words:
    """`words` in a template: a name behind a dot is what it stands for in the paper's language."""

    def __init__(self, language: str, own: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self.own = own
        """Those of the template's head: name → language → text."""
        self.texts: dict[str, None] = {}
        self.lacking: dict[str, str] = {}

    def get(self, name: str) -> str | Cited | None:
        """The words of that name; in another language, and tagged so, where there are none; None for no such name."""
        text = self._of(name, self.language)
        if text is not None:
            self.texts[text] = None
            return text
        others = self.own.get(name) or {ENGLISH: papers_of(ENGLISH).get(name, "")}
        if not any(others.values()):
            return None
        other = ENGLISH if ENGLISH in others else next(iter(others))
        self.lacking[name] = others[other]
        return Cited(others[other], others[other], (), other)

    def _of(self, name: str, tag: str) -> str | None:
        if name not in self.own:
            return papers_of(tag).get(name)
        own = self.own[name]
        known = [each for each in own if f"{tag}-".casefold().startswith(f"{each}-".casefold())]
        known += [each for each in own if base_of(each) == base_of(tag)]
        return own[max(known, key=len)] if known else None

    def likely(self, name: str) -> str:
        """What was probably meant by a name that nothing is said for."""
        otherwise = f"say it in the head: `words: {{{name}: {{en: …}}}}`"
        return did_you_mean(name, [*self.own, *papers_of(ENGLISH)], otherwise)

    @property
    def said(self) -> Said:
        return Said(tuple(self.texts), tuple(self.lacking.items()))
