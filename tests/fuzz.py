"""Files that nobody would write, given to every command that reads one: no traceback, no W099, no hang.

    python tests/fuzz.py                          2,000 mutated files, of every kind in turn
    python tests/fuzz.py --kind theme --seed 17   one of them again, with what was told of it

Each file is true before it is changed in one to four places, by seed: bytes and lines that go, come twice, change
places or are replaced by what parsers stumble over; a Word file also in the parts that are packed in it. The suite
runs some.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from types import FrameType
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from click.testing import CliRunner
from houses import field, house, para, picture

import briefs.language
from briefs.commands import main as program
from briefs.fonts import FOLDER
from briefs.language.caches import forget

ROOT = Path(__file__).parent.parent
FONT = FOLDER / "Arimo-Regular.ttf"
SECONDS = 20
"""Of a processor's time for one file; five are meant, and a shared machine may need more."""
FACTS = """\
title: Opening of the harbour
as_of: 2026-05-04
language: en
scheme: uk
marking: OFFICIAL
summary: {value: The harbour was opened., from: {source: release, at: 1, says: harbour}}
sources:
  release: {title: Press release, publisher: Port Authority, published: 2026-05-02, held: release.txt}
organisations: {port: {name: Port Authority, short: PA, from: release}}
people: {sand: {name: Ida Sand, post: Director, of: port, from: {source: release, at: 2}}}
visit: {kind: visit, start: 2026-05-01, end: 2026-05-02, host: sand, from: release}
agreements:
  ferry: {title: Ferry agreement, kind: agreement, signed: 2026-05-01, signatories: [sand],
    fields: [ships, law], from: release}
figures:
  before: {label: ships in 2024, value: 36, from: release}
  ships: {label: ships in 2025, value: 41, unit: ships, compare: before,
    from: {source: release, at: 2, says: "41 ships"}}
  rise: {label: rise, formula: (ships - before) / before * 100, unit: "%", digits: 1, from: us}
series: {trade: {label: Trade, unit: EUR million, points: {2023: 5, 2024: 7.5, 2025: 2}, from: release}}
events: {e: {date: 2026-05-01, what: The quay was opened, who: [sand], from: release}}
points: {p: {text: It gives work to 300 people., under: significance, priority: 1, from: {source: release, at: 2}}}
gaps: {g: {what: The cost is not stated., why: It matters.}}
other: {from: us, x: {y: [a, {value: b, marking: OFFICIAL}]}}
"""
SOURCE = """\
2 May 2026

# Press release

The harbour was opened on Friday, 1 May 2026, and the Ferry agreement was signed, on ships and law.

Ida Sand, Director of the Port Authority, said that 41 ships came in 2025, over 36 ships in 2024. It
gives work to 300 people.

Trade came to EUR 5 million in 2023, 7.5 million in 2024 and 2 million in 2025.

| Year | Ships |
|------|-------|
| 2024 | 36    |
"""
TEMPLATE = """\
---
title: Notice
about: A short notice.
pages: 2
theme: plain
options: {most: {type: integer, default: 3, about: how many}}
---
{% macro line(each) %}{{ each.label }}: {{ each | quantity }}{% endmacro %}
# {{ title }}

::: bottom-line
{{ summary or "none" }}
:::

{% for each in figures | sort("priority") | first(options.most) if each.value > 1 %}
- **{{ line(each) }}**{% if each.compare %} ({{ each.compare }}){% endif %}

{% endfor %}

Table: Ships
| Who | When |
|:--|--:|
{% for each in people %}
| {{ each.name }} | {{ visit.start | until(visit.end) }}[^a] |
{% endfor %}

::: chart column {{ series.trade }}
:::

![A picture](photo.png)

[^a]: {{ events | count }} *event*, [there](https://example.org/a).

::: sources
:::
"""
THEME = """\
about: A look.
extends: plain
fonts: {text: {word: Arial, regular: own.ttf, bold: own.ttf, italic: own.ttf, bold_italic: own.ttf}}
page: {size: A4, top: 25mm, bottom: 24mm, left: 25mm, right: 25mm}
palette: ["#204060", "#c55a11"]
looks: {body: {size: 11, leading: 15}, title: {size: 22, colour: "#204060"}}
header: [{left: "{title}", right: "{page_of_pages}"}]
watermark: "#e8e8e8"
"""
VOCABULARY = """\
sections:
  gifts:
    about: What was given
    public: true
    fields:
      what: {about: the thing, required: true}
      giver: {about: who gave it, kind: reference, to: [people]}
      worth: {about: what it is worth, kind: number}
fields: {people: {tailor: {about: whose coats, choices: [a, b]}}}
uses: {cabinet: {about: for the cabinet alone}}
"""
TOKENS = [
    *"[ ] { } {{ }} {% %} {# : - | > < ~ ' \" ` ** __ \\ %s ../ [[]] [a,[b]] {a:{b:c}} '' ::: [^a] ![](x)".split(),
    *"<b> </p> <!-- ]]> <?x 1e999 -0 0x1F 999999999999999999999999 .inf null true 2026-02-30 9999-12-31".split(),
    *"0000-00-00 1/0 &#x110000; ſ İ ß 𝟙 ٣ ①".split(),
    *": |- |&a |*a|<<: |!!python/object:os.system x|from: us|value: |---\n|...\n|%YAML 9.9\n|\t|\r|\n|::: |```\n".split(
        "|"
    ),
    *"\x00 \ufeff \u2028 \x85 \ue000 \ue0010\ue001 \ue002 \u202e \u200f \U0010ffff \ud800 \ud7ff".split(" "),
    *"{{ title }}|{{ x.y }}|{% for a in b %}|{% if a < b %}|{% block x %}|{% endfor %}|{% else %}|{{ 1 / 0 }}".split(
        "|"
    ),
    *"{% include 'test.md' %}|{% extends 'test' %}|{{ figures[0] }}|{{ figures.ships.value * title }}".split("|"),
    *"{% set a = figures %}|{{ loop.index }}|{{ super() }}|{% macro m() %}|{{ m() }}".split("|"),
    *("{{ title | sort }}", "{{ figures | group('value') }}", "e\u0301" * 9),
]
RAW = (
    b"\xff",
    b"\xfe\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"PK\3\4",
    b"0 R",
)


class Hang(BaseException):
    """A file has taken too long; nothing in the program catches it."""


class Fault(NamedTuple):
    """What must not be."""

    kind: str
    seed: int
    what: str


def mutated(data: bytes, draw: random.Random) -> bytes:
    """The file with one to four changes."""
    for _ in range(draw.randint(1, 4)):
        data = draw.choice((_line, _line, _token, _token, _token, _bytes, _word, _many))(data, draw)
    return data


def _spot(data: bytes, draw: random.Random) -> int:
    return draw.randint(0, len(data))


def _bytes(data: bytes, draw: random.Random) -> bytes:
    at = _spot(data, draw)
    length = draw.choice((1, 1, 2, 8, 100))
    match draw.randint(0, 3):
        case 0:
            return data[:at] + data[at + length :]
        case 1:
            return data[:at] + data[at : at + length] * 2 + data[at + length :]
        case 2:
            return data[:at] + bytes(draw.randrange(256) for _ in range(min(length, 8))) + data[at + length :]
        case _:
            return data[:at] if draw.random() < 0.2 else data[:at] + data[at + 1 :]


def _line(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    match draw.randint(0, 3):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = draw.choice((b" ", b"    ", b"\t")) + lines[one]
    return b"\n".join(lines)


def _token(data: bytes, draw: random.Random) -> bytes:
    at = _spot(data, draw)
    token = draw.choice(TOKENS).encode("utf-8", "surrogatepass") if draw.random() < 0.9 else draw.choice(RAW)
    return data[:at] + token + data[at + draw.choice((0, 0, len(token))) :]


def _word(data: bytes, draw: random.Random) -> bytes:
    """A word in place of another: of the file, or one that parsers stumble over."""
    words = data.split(b" ")
    new = draw.choice((draw.choice(words), draw.choice(TOKENS).encode("utf-8", "surrogatepass")))
    words[draw.randrange(len(words))] = new
    return b" ".join(words)


def _many(data: bytes, draw: random.Random) -> bytes:
    at = _spot(data, draw)
    token = draw.choice(TOKENS).encode("utf-8", "surrogatepass")
    return data[:at] + token * draw.choice((10, 200, 5_000)) + data[at:]


def repacked(data: bytes, draw: random.Random) -> bytes:
    """A package with one of its parts changed, gone, or twice."""
    if draw.random() < 0.3:
        return mutated(data, draw)
    made = BytesIO()
    with ZipFile(BytesIO(data)) as whole, ZipFile(made, "w", ZIP_DEFLATED) as packed:
        names = whole.namelist()
        chosen = draw.choice(names)
        for name in names:
            part = whole.read(name)
            if name != chosen:
                packed.writestr(name, part)
            elif draw.random() < 0.9:
                packed.writestr(name, mutated(part, draw))
    return made.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80\x80" * 4)) + chunk(b"IEND", b"")


@cache
def ministry() -> bytes:
    """A ministry's Word file with most of what such files hold."""
    head = picture() + para("Ministry of Ports") + para("Page ", "<w:jc w:val='right'/>") + field("PAGE")
    return house(
        body=para("Old text") + "<w:tbl><w:tr><w:tc>" + para("cell") + "</w:tc></w:tr></w:tbl>",
        headers={"header default": head, "footer first": para("Quay 1, Northport")},
        pictures={"header default": png()},
        settings="<w:evenAndOddHeaders/><w:defaultTabStop w:val='720'/>",
    )


@cache
def papers() -> dict[str, bytes]:
    """A paper in each format, to be read again."""
    with tempfile.TemporaryDirectory() as place, inside(Path(place)):
        written(Path(place))
        invoked("build", "facts.yaml", "-t", "test", "-o", "out")
        folder = Path(place, "out/facts")
        return {each.suffix[1:]: each.read_bytes() for each in folder.iterdir()} | {
            "json": Path(place, "out/.briefs.json").read_bytes()
        }


def written(folder: Path) -> None:
    """A workspace in which all is well."""
    (folder / "templates/themes").mkdir(parents=True)
    for name, text in (("facts.yaml", FACTS), ("release.txt", SOURCE), ("templates/test.md", TEMPLATE)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "templates/photo.png").write_bytes(png())


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        forget()


def invoked(*words: str) -> tuple[str, BaseException | None]:
    """What the command told, and what it raised but its own end."""
    done = CliRunner().invoke(program, list(words))
    return done.output, None if isinstance(done.exception, SystemExit) else done.exception


class Kind(NamedTuple):
    """A kind of file: where it stands, what it holds, how it is changed, and which command reads it."""

    file: str
    whole: Callable[[], bytes]
    command: tuple[str, ...]
    facts: tuple[str, str] = ("", "")
    """What is to be replaced in the fact file, so that the file is read."""
    change: Callable[[bytes, random.Random], bytes] = mutated
    told: tuple[str, ...] = ()
    """The codes of what is told of the file before it is changed, but those of sources."""


BUILD = ("build", "facts.yaml", "-t", "test")
CHECK = ("check", "facts.yaml", "--completeness")
HTML = (
    f"<html><head><meta charset='utf-8'></head><body><p>{'</p><p>'.join(SOURCE.split(chr(10) * 2))}</p></body></html>"
)


def _held(name: str) -> tuple[str, str]:
    return "held: release.txt", f"held: {name}"


def _of_house(path: str) -> Callable[[], bytes]:
    return (ROOT / path).read_bytes


def _text(text: str) -> Callable[[], bytes]:
    return text.encode


KINDS: dict[str, Kind] = {
    "facts": Kind("facts.yaml", _text(FACTS), BUILD),
    "facts by all papers": Kind(
        "facts.yaml", _text(FACTS), ("build", "facts.yaml", "-f", "docx", "--annex", "--final")
    ),
    "facts checked": Kind("facts.yaml", _text(FACTS), CHECK),
    "facts before": Kind("then.yaml", _text(FACTS), (*BUILD, "--since", "then.yaml", "--redline")),
    "difference": Kind("then.yaml", _text(FACTS), ("diff", "then.yaml", "facts.yaml", "-t", "dossier")),
    "traced": Kind("facts.yaml", _text(FACTS), ("trace", "facts.yaml", "-t", "one-pager")),
    "template": Kind("templates/test.md", _text(TEMPLATE), BUILD),
    "template of the house": Kind("templates/test.md", _of_house("templates/briefing-note.md"), BUILD),
    "part": Kind("templates/parts/figures.md", _of_house("templates/parts/figures.md"), (*BUILD[:2], "-t", "dossier")),
    "template looked at": Kind("templates/test.md", _text(TEMPLATE), ("show", "test")),
    "theme": Kind("templates/themes/own.yaml", _text(THEME), (*BUILD, "--theme", "own")),
    "font": Kind("templates/themes/own.ttf", FONT.read_bytes, (*BUILD, "--theme", "own")),
    "vocabulary": Kind("templates/vocabulary.yaml", _text(VOCABULARY), BUILD),
    "audiences": Kind(
        "templates/audiences.yaml", _of_house("templates/audiences.yaml"), (*BUILD[:2], "-t", "one-pager")
    ),
    "markings": Kind("templates/markings/uk.yaml", _of_house("templates/markings/uk.yaml"), BUILD),
    "language": Kind(
        "templates/languages/fr.yaml",
        (Path(briefs.language.__file__).parent / "fr.yaml").read_bytes,
        BUILD,
        ("language: en", "language: fr"),
    ),
    "text": Kind("release.txt", _text(SOURCE), CHECK),
    "Markdown": Kind("release.md", _text(SOURCE), CHECK, _held("release.md")),
    "HTML": Kind("release.html", _text(HTML), CHECK, _held("release.html")),
    "Word": Kind("release.docx", lambda: papers()["docx"], CHECK, _held("release.docx"), repacked),
    "PDF": Kind("release.pdf", lambda: papers()["pdf"], CHECK, _held("release.pdf")),
    "Word file of a ministry": Kind(
        "house.docx", ministry, (*BUILD, "--base", "house.docx"), change=repacked, told=("T061", "T062")
    ),
    "source drafted from": Kind("release.html", _text(HTML), ("draft", "release.html", "-o", "new.yaml")),
    "Word source drafted from": Kind(
        "release.docx", lambda: papers()["docx"], ("draft", "release.docx"), change=repacked
    ),
    "source looked at": Kind("release.md", _text(SOURCE), ("source", "release.md")),
    "records": Kind("build/.briefs.json", lambda: papers()["json"], BUILD),
    "picture": Kind("templates/photo.png", png, BUILD),
}
NUMBERS = count()
QUICK = tuple(name for name in KINDS if name not in {"PDF"})
"""Those that no process of its own is started for."""


def tried(kind: str, seed: int) -> tuple[str, list[Fault]]:
    """What was told of the mutant of that seed, and what was wrong with that."""
    about = KINDS[kind]
    data = about.change(about.whole(), random.Random(f"{kind} {seed}"))
    began = time.process_time()
    try:
        with bounded():
            told, raised = given(about, data)
    except Hang:
        return "", [Fault(kind, seed, "hangs")]
    return told, list(_faults(kind, seed, told, raised, time.process_time() - began))


def given(about: Kind, data: bytes) -> tuple[str, BaseException | None]:
    """What the command tells of the file, and what it raises."""
    with tempfile.TemporaryDirectory() as place, inside(Path(place)):
        folder = Path(place)
        written(folder)
        name = f"own{next(NUMBERS)}.ttf"  # fonts that were read are remembered by their paths
        if "--theme" in about.command:
            (folder / "templates/themes/own.yaml").write_text(THEME.replace("own.ttf", name), encoding="utf-8")
            (folder / "templates/themes" / name).write_bytes(FONT.read_bytes())
        (folder / "facts.yaml").write_text(FACTS.replace(*about.facts), encoding="utf-8")
        file = folder / about.file.replace("own.ttf", name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.replace(b"own.ttf", name.encode()) if about.file.endswith(".yaml") else data)
        return invoked(*about.command)


def _faults(kind: str, seed: int, told: str, raised: BaseException | None, seconds: float) -> Iterator[Fault]:
    if raised is not None:
        yield Fault(kind, seed, f"raises {raised!r}")
    for code in ("W099", "W027", "Traceback"):
        if code in told:
            yield Fault(kind, seed, next(line for line in told.splitlines() if code in line))
    if seconds > SECONDS:
        yield Fault(kind, seed, f"takes {seconds:.0f} s")


@contextmanager
def bounded() -> Iterator[None]:
    """While this lasts the process may work for SECONDS."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def main() -> int:
    """0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--kind", choices=KINDS, default="")
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    if asked.seed is not None:
        told, faults = tried(asked.kind or "facts", asked.seed)
        print(told, *faults, sep="\n")
        return len(faults) and 1
    kinds = [asked.kind] if asked.kind else list(KINDS)
    found = 0
    for number in range(asked.count):
        _, faults = tried(kinds[number % len(kinds)], asked.first + number // len(kinds))
        found += bool(faults)
        for fault in faults:
            print(f"{fault.kind} {fault.seed}: {fault.what}", flush=True)
    print(f"{asked.count} files, {found} at fault")
    return found and 1


if __name__ == "__main__":
    sys.exit(main())
