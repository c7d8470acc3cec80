"""The names that a file and its sources know, and which of them a misspelt one was meant to be.

It is made once for an inquiry; finding a near name takes as long as the name is, not as long as the list.
"""

from __future__ import annotations

import re
from functools import cached_property

from briefs.checks.inquiry import Inquiry
from briefs.checks.people_and_bodies import Body, Person
from briefs.language import grammar_of
from briefs.understanding.words import gaps, near, parts, same_word

LONG_ENOUGH = 5
"""Letters from which on one that differs makes another spelling rather than another word."""


class Lexicon:
    """Names, and words that are none."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.tag = inquiry.tag.partition("-")[0]
        cast = inquiry.cast
        named: list[Person | Body] = [*cast.people.values(), *cast.bodies.values()]
        self.written: dict[str, str] = {}
        """Folded → as written, for the names."""
        common: set[str] = set()
        for each in named:
            for name in (each.name, *_also(each), each.post if isinstance(each, Person) else ""):
                for word in re.findall(r"[^\W\d_]+", name):
                    if word[:1].isupper() and len(word) > 2:
                        self.written.setdefault(parts(word)[0], word)
        for spots in inquiry.all_spots.values():
            for spot in spots:
                for name_ in spot.passage.names:
                    if not name_.opens:
                        self.written.setdefault(name_.token.folded, name_.token.text)
                common |= spot.passage.uncapitalised
        for fact in inquiry.claims:
            common |= inquiry.words(fact).uncapitalised
        self.common = frozenset(common)
        self.every = frozenset().union(*(s.passage.words for spots in inquiry.all_spots.values() for s in spots))
        """Every word of the sources."""
        self.ours = frozenset(_our_words(inquiry))
        self._gaps: dict[str, list[str]] = {}
        for word in self.written:
            if len(word) >= LONG_ENOUGH:
                for gap in gaps(word):
                    self._gaps.setdefault(gap, []).append(word)

    def is_name(self, word: str, written: str) -> bool:
        """Whether a folded word, written like this, is a name and nothing else, as far as file and sources show."""
        return self.written.get(word) == written and word not in self.common

    def is_slip(self, word: str) -> bool:
        """Whether a folded word that no source has is one letter away from a name that is nothing else."""
        if word in self.every or len(word) < LONG_ENOUGH:
            return False
        found = [each for each in self._near(word) if each not in self.common]
        return bool(found) and not any(same_word(word, each, self.tag) for each in found)

    def is_beheaded(self, word: str, written: str) -> bool:
        """Whether a word without a capital is a name whose first letter is lost, or has changed places."""
        if word in self.every or len(word) < LONG_ENOUGH - 1:
            return False
        if any(char.isupper() for char in written):
            return bool(self._near(word))
        return any(each[1:] == word and each not in self.common for each in self._gaps.get(word, ()))

    def near(self, word: str) -> list[str]:
        """The names that differ from a folded word by one letter, as written."""
        return [self.written[each] for each in self._near(word)]

    def _near(self, word: str) -> list[str]:
        found = dict.fromkeys(each for gap in gaps(word) for each in self._gaps.get(gap, ()))
        return [each for each in found if near(word, each)]

    @cached_property
    def _calendar(self) -> re.Pattern[str]:
        grammar = grammar_of(self.tag)
        return re.compile("|".join(f"(?:{pattern})" for pattern in (*grammar.weekdays, *grammar.months)), re.IGNORECASE)

    def is_calendar(self, word: str) -> bool:
        """Whether a word is a month's or a day's name."""
        return bool(self._calendar.fullmatch(word))


def _also(each: Person | Body) -> list[str]:
    return [" ".join(words) for words in each.others]


def _our_words(inquiry: Inquiry) -> list[str]:
    """The words by which the file calls its sources, and its short names: no source need have them."""
    found: list[str] = []
    for source in inquiry.facts.sources.values():
        found += parts(" ".join((source.title, source.short, source.publisher, source.kind)))
    for body in inquiry.cast.bodies.values():
        found += parts(inquiry.facts.text(f"{body.id}.short"))
    for record in inquiry.records("agreements"):
        found += parts(inquiry.facts.text(f"{record.id}.short"))
    return found


def lexicon_of(inquiry: Inquiry) -> Lexicon:
    """The inquiry's lexicon, made when it is first asked for."""
    return inquiry.once(Lexicon)
