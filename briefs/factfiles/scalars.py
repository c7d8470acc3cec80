"""What a typed scalar is: a date, a number, true or false, or text; nothing else is guessed.

It knows single values only, neither records nor where a value stands.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from briefs.factfiles.nodes import Scalar

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,60})(?:\.[0-9]{1,60})?", re.ASCII)
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
PART = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
"""A year, or a year and a month."""
LIKE_A_DATE = re.compile(
    r"""\d{1,4}[./-]\d{1,2}[./-]\d{1,4}            # 29/10/2024, 29.10.2024, 2024/10/29, 2024-1-5
      | \d{1,2}(?:st|nd|rd|th)?\s+[^\W\d]{3,}\.?,?\s+\d{4}   # 29 October 2024
      | [^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}   # October 29, 2024
    """,
    re.VERBOSE,
)
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?",
    re.ASCII,
)
LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))*"
    r"(?:-x(?:-[0-9A-Za-z]{1,8})+)?"
)
"""A BCP 47 tag: language, script, region, variants, private use; extensions are not taken."""


def typed(scalar: Scalar) -> str | Decimal | date | bool:
    """The value of a scalar; quoted text and what fits no type is text.

    Raises ValueError for a date that does not exist.
    """
    text = scalar.text
    if scalar.style or not text:
        return text
    first = text[0]
    if first in "-0123456789":
        if NUMBER.fullmatch(text):
            return Decimal(text)
        if len(text) == 10 and DAY.fullmatch(text):
            return date.fromisoformat(text)
        return text
    if text == "true":
        return True
    return False if text == "false" else text


def is_day(text: str) -> bool:
    """Whether the text is an ISO date that exists."""
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
