"""Languages as Word names them, and the fonts that it has for those that Latin fonts cannot write.

Which way a language runs is `direction`'s matter.
"""

from __future__ import annotations

from briefs.layout.direction import is_rtl_language

_REGIONS = {
    "ar": "ar-SA",
    "be": "be-BY",
    "cs": "cs-CZ",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "he": "he-IL",
    "hi": "hi-IN",
    "hu": "hu-HU",
    "it": "it-IT",
    "ja": "ja-JP",
    "kk": "kk-KZ",
    "ko": "ko-KR",
    "ky": "ky-KG",
    "mn": "mn-MN",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sv": "sv-SE",
    "tg": "tg-Cyrl-TJ",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "ur": "ur-PK",
    "uz": "uz-Latn-UZ",
    "vi": "vi-VN",
    "zh": "zh-CN",
}
_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}
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
    return _REGIONS.get(tag.casefold(), tag)


def is_east_asian(tag: str) -> bool:
    """Whether a tag names a language that Word sets in its East Asian font."""
    return tag.casefold().split("-")[0] in _EAST_ASIAN


def east_asian_font(tag: str) -> str:
    """The font that every Word has for the language."""
    parts = tag.casefold().split("-")
    if parts[0] == "zh" and not {"hant", "tw", "hk", "mo"}.isdisjoint(parts):
        return "Microsoft JhengHei"
    return _EAST_ASIAN[parts[0]]


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
