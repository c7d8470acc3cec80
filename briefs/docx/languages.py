"""Languages as Word names them, and the fonts that it has for those that Latin fonts cannot write.

Which way a language runs is `direction`'s matter.
"""

from __future__ import annotations

from briefs.language import base_of, language_of
from briefs.layout.direction import is_rtl_language

_CJK = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
"""Blocks of Chinese, Japanese and Korean characters."""
BIDI = "ar-SA"
"""The language of right-to-left text that names none, in a document that does not run that way."""
EAST_ASIAN = "zh-CN"


def word_language(tag: str) -> str:
    """The tag with a region, by which Word finds its dictionaries: en → en-GB."""
    return (language_of(tag).word or tag) if tag.casefold() == base_of(tag) else tag


def is_east_asian(tag: str) -> bool:
    """Whether a tag names a language that Word sets in its East Asian font."""
    return bool(language_of(tag).word_font)


def east_asian_font(tag: str) -> str:
    """The font that every Word has for the language."""
    return language_of(tag).word_font


def has_east_asian(text: str) -> bool:
    """Whether any character of the text is Chinese, Japanese or Korean."""
    if text.isascii() or max(text) < "\u1100":
        return False
    return any(first <= c <= last for c in text if c >= "\u1100" for first, last in _CJK)


def bidi_language(text: str, tag: str) -> str:
    """The language of a right-to-left stretch: the one named, or what its script suggests."""
    if is_rtl_language(tag):
        return word_language(tag)
    hebrew = any("\u0590" <= c <= "\u05ff" or "\ufb1d" <= c <= "\ufb4f" for c in text)
    return "he-IL" if hebrew else BIDI
