"""Times of day as they are typed, and the zones of their clocks: what comes before what.

It knows no calendar and prints nothing.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\.?)?|(?P<four>[012]\d[0-5]\d)\s*h?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\b(?:UTC|GMT)\b\s*(?:(?P<sign>[+\u2212-])\s*(?P<hour>\d{1,2})(?::?(?P<minute>[0-5]\d))?)?")
_NAMED = re.compile(r"\b[A-Z]\w+(?:/[A-Z][\w-]+)+\b")


@lru_cache(maxsize=1024)
def minutes(text: str) -> int | None:
    """Minutes since midnight: of `09:30`, `9.30`, `0930`, `9:30 am`, `9 pm`; None for what names no such time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    if found["four"]:
        return _within(int(found["four"][:2]), int(found["four"][2:]))
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if not half:
        return _within(hour, int(found["minute"])) if found["minute"] else None
    if not 1 <= hour <= 12:
        return None
    return _within(hour % 12 + (12 if half[0] == "p" else 0), int(found["minute"] or 0))


def _within(hour: int, minute: int) -> int | None:
    total = hour * 60 + minute
    return total if total <= 24 * 60 else None


@lru_cache(maxsize=256)
def offset(zone: str, day: date) -> int | None:
    """Minutes by which a zone's clock is ahead of UTC on a day: of `Orsund (UTC+1)`, `Asia/Almaty`; None if unknown."""
    found = _OFFSET.search(zone)
    if found:
        total = int(found["hour"] or 0) * 60 + int(found["minute"] or 0)
        return -total if found["sign"] in {"-", "\u2212"} else total
    named = _NAMED.search(zone)
    return _offset_of(named[0], day) if named else None


def _offset_of(name: str, day: date) -> int | None:
    from zoneinfo import ZoneInfo  # only zones that are named so pay for it

    try:
        ahead = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).utcoffset()
    except (OSError, ValueError, LookupError):
        return None
    return int(ahead.total_seconds()) // 60 if ahead is not None else None
