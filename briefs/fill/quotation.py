"""The quotation marks of languages, as their usage and the CLDR have them.

They are put round a quotation; its own characters are never touched.
"""

from __future__ import annotations

NARROW = "\u202f"
_ANGLED, _LOW, _HIGH = ("«", "»"), ("„", "“"), ("“", "”")
_SPACED = (f"«{NARROW}", f"{NARROW}»")
_BY_TONGUE = {
    **dict.fromkeys(
        ("ru", "mn", "kk", "uk", "be", "ky", "tg", "uz", "hy", "az", "el", "es", "ca", "it", "fa"), _ANGLED
    ),
    **dict.fromkeys(("nb", "nn", "no"), _ANGLED),
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "et", "lt", "ka"), _LOW),
    **dict.fromkeys(("pl", "hu", "ro", "hr"), ("„", "”")),
    **dict.fromkeys(("sv", "fi", "he"), ("”", "”")),
    **dict.fromkeys(("ja", "zh-TW", "zh-HK", "zh-Hant"), ("「", "」")),
    "fr": _SPACED,
    "de-CH": _ANGLED,
    "fr-CH": _SPACED,
    "ar": ("”", "“"),
}


def marks(language: str) -> tuple[str, str]:
    """The marks before and behind a quotation in a text of that language (BCP 47); English ones for an unknown one."""
    return _BY_TONGUE.get(language) or _BY_TONGUE.get(language.partition("-")[0], _HIGH)
