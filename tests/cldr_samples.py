"""Makes `tests/cldr.json`, the samples that dates, spans, numbers and lists are held against, from CLDR's own data.

python tests/cldr_samples.py FOLDER > tests/cldr.json, where FOLDER holds the packages cldr-dates-full,
cldr-numbers-full and cldr-misc-full unpacked as `dates`, `numbers` and `misc`. The patterns are read here by UTS 35,
without Babel. CLDR is published under the Unicode licence (https://www.unicode.org/license.txt), which lets its data be
used and passed on.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

LOCALES = """ar az bg cs da de de-AT de-CH el en en-GB en-IN es es-MX et fa fi fr fr-CH he hi hr hu id it ja ka kk ko ky
lt mn nb nl pl pt pt-PT ro ru sk sl sv sw tr uk uz vi zh zh-Hant""".split()
DAY, FIRST = date(2024, 10, 28), date(2024, 3, 2)
SPANS = {"d": (FIRST, date(2024, 3, 5)), "M": (DAY, date(2024, 11, 3)), "y": (date(2024, 12, 28), date(2025, 1, 3))}
NUMBERS = ("1234", "12345", "1234567.5")
FIELD = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")


def samples(folder: Path) -> dict[str, dict[str, str]]:
    """Locale → name of a sample → how CLDR writes it."""
    return {locale: {**_dates(folder, locale), **_numbers(folder, locale)} for locale in LOCALES}


def _data(folder: Path, package: str, locale: str, file: str) -> Any:
    path = folder / package / "package" / "main" / locale / f"{file}.json"
    return json.loads(path.read_text(encoding="utf-8"))["main"][locale]


def _dates(folder: Path, locale: str) -> dict[str, str]:
    data = _data(folder, "dates", locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    formats = data["dateTimeFormats"]
    available, intervals = formats["availableFormats"], formats["intervalFormats"]
    long = data["dateFormats"]["long"]
    found = {
        "day": _text(long, DAY, data),
        "first of a month": _text(long, date(2024, 3, 1), data),
        "month and year": _text(available["yMMMM"], DAY, data),
        "day of a month": _text(available["MMMMd"], DAY, data),
    }
    rows = intervals.get("yMMMMd") or intervals["yMMMd"]
    widen = "MMMM" in long or "LLLL" in long
    for differs, (begin, end) in SPANS.items():
        pattern = re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", rows[differs]) if widen else rows[differs]
        first, second = _halves(pattern)
        found[f"span {differs}"] = _text(first, begin, data) + _text(second, end, data)
    return found


def _halves(pattern: str) -> tuple[str, str]:
    """The pattern before and from its first field that comes again."""
    seen: set[str] = set()
    for match in FIELD.finditer(pattern):
        letter = (match[2] or "").replace("L", "M")
        if letter and letter in seen:
            return pattern[: match.start()], pattern[match.start() :]
        seen.add(letter)
    return pattern, ""


def _text(pattern: str, when: date, data: Any) -> str:
    return "".join(_field(match, when, data) for match in FIELD.finditer(pattern))


def _field(match: re.Match[str], when: date, data: Any) -> str:
    if match[1] is not None:
        return match[1].replace("''", "'") or "'"
    written = match[0]
    width = {3: "abbreviated", 4: "wide", 5: "narrow"}.get(len(written))
    match match[2]:
        case "y":
            return str(when.year)
        case "d":
            return f"{when.day:0{len(written)}}"
        case "M" | "L" if width:
            return str(data["months"]["format" if match[2] == "M" else "stand-alone"][width][str(when.month)])
        case "M" | "L":
            return f"{when.month:0{len(written)}}"
        case None:
            return written
        case other:
            raise ValueError(f"the field {other} is not read here: {match.string}")


def _numbers(folder: Path, locale: str) -> dict[str, str]:
    data = _data(folder, "numbers", locale, "numbers")["numbers"]
    signs = data["symbols-numberSystem-latn"]
    least = int(data["minimumGroupingDigits"])
    pattern = data["decimalFormats-numberSystem-latn"]["standard"].partition(";")[0]
    found = {f"number {text}": _number(text, pattern, signs, least) for text in NUMBERS}
    percent = data["percentFormats-numberSystem-latn"]["standard"]
    around = re.split(r"[#,.0]+", percent)
    found["percent"] = around[0] + _number("12.5", pattern, signs, least) + around[1]
    currency = data["currencyFormats-numberSystem-latn"]["standard"].strip("\u200e\u200f")
    found["currency"] = "before" if currency.startswith("¤") else "after"
    lists = _data(folder, "misc", locale, "listPatterns")["listPatterns"]["listPattern-type-standard"]
    found["two"] = lists["2"].replace("{0}", "A").replace("{1}", "B")
    end = lists["end"].replace("{0}", "B").replace("{1}", "C")
    found["three"] = lists["start"].replace("{0}", "A").replace("{1}", end)
    return found


def _number(text: str, pattern: str, signs: Any, least: int) -> str:
    groups = pattern.partition(".")[0].split(",")[1:]
    first = len(groups[-1])
    other = len(groups[-2]) if len(groups) > 1 else first
    whole, _, fraction = text.partition(".")
    if len(whole) >= first + least:
        head, parts = whole[:-first], [whole[-first:]]
        while head:
            parts.insert(0, head[-other:])
            head = head[:-other]
        whole = signs["group"].join(parts)
    return whole + (signs["decimal"] + fraction if fraction else "")


if __name__ == "__main__":
    json.dump(samples(Path(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    print()
