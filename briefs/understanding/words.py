"""Words of a text: tokens, sentences, names; whether two words are one word in two forms, or one name in two spellings.

It compares letters, never guesses at meaning: a changed letter is a changed name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefs.language import Grammar, grammar_of, language_of, per_language

LONGEST_ENDING = 14
MANY = 100
"""Where there are more endings in a set, a single letter for others is a misprint, not a form."""


class Token(NamedTuple):
    """A word or number where it stands; hyphens, full stops and apostrophes divide."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_INITIAL = re.compile(r"(?:^|[\s(«“\"])[^\W\d_]{1,2}$")
_OPENING = "\"'“‘«„(["
_SEEN = re.compile(r"\S")
LONGEST_WORD = 60
"""Letters of a word before a full stop that are looked at."""
_QUOTED = re.compile(
    r"“([^“”„«»\"]{3,})[”\"]|\"([^“”«»\"]{3,})[”\"]|«([^«»]{3,})»|„([^„“”]{3,})[“”]|(?<!\w)‘([^‘’]{3,})’(?!\w)"
)


@lru_cache(maxsize=131072)
def fold(word: str) -> str:
    """The word for comparing: small letters, composed, with е for ё."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.casefold()).replace("ё", "е")


def tokens(text: str) -> list[Token]:
    return [Token(m.start(), m.end(), m[0], fold(m[0])) for m in _TOKEN.finditer(text)]


def parts(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return [fold(word) for word in _TOKEN.findall(text)]


def sentences(text: str, tag: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends; full stops of abbreviations and initials end none."""
    known = grammar_of(tag).abbreviations
    found: list[tuple[int, int]] = []
    begin = 0
    for match in _STOP.finditer(text):
        before = text[max(begin, match.start() - LONGEST_WORD) : match.start()]
        word = re.split(r"[\s(]", before)[-1].casefold().strip(_OPENING)
        if match[0].startswith(".") and (_INITIAL.search(before) or word in known):
            continue
        if match[0].startswith(".)") and before.endswith(f"({word}"):
            continue  # one word and its full stop in brackets: (ret.), (abbr.)
        after = _SEEN.search(text, match.end())
        if after is None or after[0].islower():
            continue
        found.append((begin, match.end()))
        begin = after.start()
    if text[begin:].strip():
        found.append((begin, len(text)))
    return found


def quoted(text: str) -> Iterator[tuple[int, str]]:
    """What stands in quotation marks, and where."""
    for match in _QUOTED.finditer(text):
        number = next(n for n in range(1, 6) if match[n] is not None)
        yield match.start(number), match[number].strip()


class Name(NamedTuple):
    """A word with a capital."""

    token: Token
    opens: bool
    """Whether it begins a sentence, so that its capital says nothing."""


def names(text: str, words: Sequence[Token], starts: Sequence[int]) -> list[Name]:
    """The words of a text that bear a capital, but single letters; `starts` are where its sentences begin."""
    found: list[Name] = []
    before, next_start = 0, 0
    for token in words:
        opens = not before or _opened(text[before : token.start])
        while next_start < len(starts) and starts[next_start] <= token.start:
            opens, next_start = True, next_start + 1
        if token.text[0].isupper() and len(token.text) > 1:
            found.append(Name(token, opens))
        before = token.end
    return found


_FRESH = re.compile(r"[:;!?…\n|]\s*[\"'“‘«„(\[]*$|[\"“«„‘]$")


def _opened(between: str) -> bool:
    """Whether what stands between two words lets a new sentence begin."""
    return len(between) > 1 and _FRESH.search(between) is not None


def capitals_tell(tag: str) -> bool:
    """Whether a capital inside a sentence marks a name in that language."""
    return not language_of(tag).noun_capitals


@per_language(131072)
def same_word(one: str, other: str, tag: str) -> bool:
    """Whether two folded words are one word, but for an ending that the language knows."""
    if one == other:
        return True
    grammar = grammar_of(tag)
    if one[:1] != other[:1] or not one.isalpha() or not other.isalpha():
        return False
    shared = _shared(one, other)
    for at in range(shared, max(grammar.lowest, shared - 5) - 1, -1):
        a, b = one[at:], other[at:]
        if len(a) <= LONGEST_ENDING and len(b) <= LONGEST_ENDING and _one_paradigm(a, b, grammar):
            return True
    return False


def _one_paradigm(a: str, b: str, grammar: Grammar) -> bool:
    short = bool(a and b) and min(len(a), len(b)) < 2
    return any(a in endings and b in endings and not (short and len(endings) > MANY) for endings in grammar.paradigms)


def _shared(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ұ": "u", "һ": "h", "і": "i", "ı": "i", "ø": "o", "ł": "l",
    "ß": "ss", "æ": "ae", "đ": "d",
}  # fmt: skip
_SOUNDS = (
    ("kh", "h"), ("zh", "j"), ("dj", "j"), ("ts", "c"), ("tz", "c"), ("ya", "ia"), ("yu", "iu"), ("yo", "o"),
    ("ye", "e"), ("ie", "e"), ("yi", "i"), ("iy", "i"), ("y", "i"), ("w", "v"), ("x", "ks"), ("q", "k"), ("ph", "f"),
    ("gh", "g"), ("ck", "k"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """The name as it might be written in any alphabet and by any rule: what two spellings of it share."""
    folded = unicodedata.normalize("NFD", "".join(_LATIN.get(char, char) for char in fold(name)))
    text = "".join(char for char in folded if char.isalpha() and char.isascii())
    for letters, one in _SOUNDS:
        text = text.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", text)


def near(one: str, other: str) -> bool:
    """Whether two folded words differ by one letter: another, one more, one less, or two changed round."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = _shared(one, other)
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:] and len(a) > 1)


def gaps(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words near each other share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def initials(words: Sequence[str]) -> str:
    return "".join(word[:1] for word in words)
