"""A passage: one paragraph of a source, or the text of one fact, taken apart once and kept.

It knows words, numbers and dates; facts and sources are not its concern.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from briefs.language import Grammar, base_of, grammar_of, per_language
from briefs.understanding.dates import Dated, find_dates
from briefs.understanding.measures import Measure, measure_of
from briefs.understanding.numbers import Number, find_numbers
from briefs.understanding.words import Name, Token, names, quoted, same_word, sentences, tokens

LONGEST = 2000
"""Characters of a sentence; what is longer is no sentence, and nothing is reckoned in it."""
MOST_NUMBERS = 60
"""Numbers, or dates, of a sentence; what has more is a list or a table, and nothing is reckoned in it."""
GAP = 6
"""Words that may stand between two words of a body's name: Ministries of Culture of Mongolia and Kazakhstan."""


class Passage:
    """A text and what was found in it; every finding is made when it is first asked for."""

    def __init__(self, text: str, tag: str) -> None:
        self.text = text
        self.tag = tag

    @property
    def grammar(self) -> Grammar:
        return grammar_of(self.tag)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.folded for token in self.tokens)

    @cached_property
    def uncapitalised(self) -> frozenset[str]:
        """The words that stand somewhere without a capital."""
        return frozenset(token.folded for token in self.tokens if not token.text[0].isupper())

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """The first letters of words → where such words stand among the tokens."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            found.setdefault(token.folded[:3], []).append(at)
        return found

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return find_numbers(self.text, self.tag)

    @cached_property
    def measures(self) -> dict[Number, Measure]:
        """The numbers that words or signs beside them say what they count in."""
        found = ((n, measure_of(self.text, self.numbers, at, self.tag)) for at, n in enumerate(self.numbers))
        return {number: measure for number, measure in found if measure is not None}

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        return find_dates(self.text, self.tag)

    @cached_property
    def names(self) -> list[Name]:
        return names(self.text, self.tokens, [begin for begin, _ in self.sentences])

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text, self.tag)

    @cached_property
    def quotes(self) -> list[tuple[int, str]]:
        """What stands in quotation marks, and where."""
        return list(quoted(self.text))

    @cached_property
    def _number_starts(self) -> list[int]:
        return [number.start for number in self.numbers]

    def numbers_in(self, begin: int, end: int) -> tuple[Number, ...]:
        """The numbers that begin in a stretch of the text."""
        first, last = (bisect_left(self._number_starts, at) for at in (begin, end))
        return self.numbers[first:last]

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """The sentences that are short enough for people to have meant them as one."""
        return [(begin, end) for begin, end in self.sentences if end - begin <= LONGEST and self._is_told(begin, end)]

    def _is_told(self, begin: int, end: int) -> bool:
        """Whether a stretch holds no more numbers and dates than a sentence can; lists and tables do."""
        dates = (bisect_left(self.dates, at, key=lambda each: each.start) for at in (end, begin))
        return len(self.numbers_in(begin, end)) <= MOST_NUMBERS and next(dates) - next(dates) <= MOST_NUMBERS

    @cached_property
    def _starts(self) -> list[int]:
        return [begin for begin, _ in self.sentences]

    @cached_property
    def plain(self) -> str:
        """The text for comparing with quotations: small letters, spaces and quotation marks made alike."""
        return plain(self.text)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence in which a character stands, from 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def has(self, word: str) -> bool:
        """Whether a folded word stands here, in any of its forms."""
        if word in self.words:
            return True
        return any(same_word(word, self.tokens[at].folded, self.tag) for at in self.stems.get(word[:3], ()))

    def runs(self, words: Sequence[str], gap: int = 0, exact: bool = False) -> Iterator[tuple[int, int]]:
        """Where folded words stand in this order, as first and last token; between two there may be `gap` others."""
        if not words:
            return
        for first in self.stems.get(words[0][:3], ()):
            if not self._is(first, words[0], exact):
                continue
            at = first
            for word in words[1:]:
                step = (n for n in range(at + 1, min(at + 2 + gap, len(self.tokens))) if self._is(n, word, exact))
                at = next(step, -1)
                if at < 0:
                    break
            else:
                yield first, at

    def is_kin(self, run: tuple[int, int], words: Sequence[str]) -> bool:
        """Whether a run holds words that only sound like a person's name: Ivan's, and Ivanov's."""
        kin = self.grammar.kin
        return bool(kin) and any(
            not kin.isdisjoint(_ends(word, self.tokens[at].folded))
            for at, word in zip(range(run[0], run[1] + 1), words, strict=False)
        )

    def _is(self, at: int, word: str, exact: bool) -> bool:
        folded = self.tokens[at].folded
        return folded == word or (not exact and same_word(word, folded, self.tag))

    def offsets(self, run: tuple[int, int]) -> tuple[int, int]:
        """Where a run of tokens begins and ends in the text."""
        return self.tokens[run[0]].start, self.tokens[run[1]].end


def _ends(one: str, other: str) -> tuple[str, str]:
    """What is left of two words behind the letters that they share."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at:], other[at:]


_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t\n", " "),
        "…": "...",
    }
)
_UNQUOTED = str.maketrans("", "", "\"' ")


def alike(text: str) -> str:
    """The text with one kind of quotation mark, hyphen and space."""
    return " ".join(text.translate(_ALIKE).split())


def plain(text: str) -> str:
    """The same in small letters and without quotation marks and spaces: what is left when only those differ."""
    return alike(text).casefold().translate(_UNQUOTED)


@per_language(65536)
def passage(text: str, tag: str) -> Passage:
    """The passage of a text in a language; the same one whenever it is asked for again."""
    return Passage(text, base_of(tag))
