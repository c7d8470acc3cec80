"""What must not reach the public is nowhere in what it gets: not in text, properties, names of files or workbooks."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from secrets_in import TEMPLATE, Secrets, found_in, secrets, yaml_of

from briefs.build import Ask, Report, build

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
HEAD = """\
---
title: Everything
about: Whatever the file holds.
marking: {marking}
audience: {audience}
---
"""
EACH = """\
---
title: One each
for_each: agreements
marking: OFFICIAL
audience: public
---
# {{ record.title or "Untitled" }}

{{ record.purpose or "None." }}

{% for who in record.signatories %}
- {{ who.name or "somebody" }}
{% endfor %}

::: sources short
:::
"""
PUBLIC, INTERNAL = ("OFFICIAL", "public"), ("TOP SECRET", "internal")


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80\x80" * 4)) + chunk(b"IEND", b"")


def workspace(folder: Path, facts: str, templates: dict[str, str]) -> Path:
    """The fact file in a workspace with these templates."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    for name, text in templates.items():
        (folder / "templates" / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "templates" / "photo.png").write_bytes(picture())
    path = folder / "facts.yaml"
    path.write_text(facts, encoding="utf-8")
    return path


def everything(marking: str, audience: str) -> str:
    return HEAD.format(marking=marking, audience=audience) + TEMPLATE


def built(folder: Path, facts: str, templates: dict[str, str], annex: bool = True) -> tuple[dict[str, bytes], Report]:
    """Every file that a build leaves behind, the manifest too, by its name."""
    path = workspace(folder, facts, templates)
    ask = Ask(folder, (path,), tuple(templates), out=folder / "out", annex=annex, now=NOW)
    report = build(ask)
    files = {str(p.relative_to(folder / "out")): p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()}
    return files, report


CASES = [(seed, head) for seed in range(3) for head in ("OFFICIAL", "SECRET")]


@pytest.mark.parametrize(("seed", "head"), CASES)
def test_no_byte_for_the_public_tells_what_is_kept_back(seed: int, head: str, tmp_path: Path) -> None:
    made = secrets(seed, head)
    assert len(made.closed) > 100
    files, report = built(tmp_path, yaml_of(made.whole), {"all": everything(*PUBLIC), "each": EACH})
    assert report.ok, report.problems
    assert len(files) > 2
    assert ".briefs.json" in files
    assert found_in(made.closed, files) == set()
    assert len(found_in(made.open, files)) > 0.5 * len(made.open)


@pytest.mark.parametrize("seed", range(2))
def test_the_search_finds_the_same_words_in_an_internal_paper(seed: int, tmp_path: Path) -> None:
    made = secrets(seed, "OFFICIAL")
    files, report = built(tmp_path, yaml_of(made.whole), {"all": everything(*INTERNAL)})
    assert report.ok, report.problems
    missing = made.closed - found_in(made.closed, files)
    assert len(missing) < 0.1 * len(made.closed), sorted(missing)


@pytest.mark.parametrize(("seed", "head"), CASES)
def test_a_public_paper_is_the_same_as_if_nobody_had_written_what_is_kept_back(
    seed: int, head: str, tmp_path: Path
) -> None:
    made: Secrets = secrets(seed, head, valid=True)
    templates = {"all": everything(*PUBLIC), "each": EACH}
    whole, report = built(tmp_path / "whole", yaml_of(made.whole), templates, annex=False)
    rest, again = built(tmp_path / "rest", yaml_of(made.rest), templates, annex=False)
    assert report.ok, report.problems
    assert again.ok, again.problems
    assert whole.keys() == rest.keys()
    assert [name for name in whole if whole[name] != rest[name]] == []


@pytest.mark.parametrize("redline", [False, True])
def test_what_was_open_once_and_is_kept_back_now_is_not_told_as_a_change(redline: bool, tmp_path: Path) -> None:
    def facts(word: str, held: str) -> str:
        return (
            "title: A test\nas_of: 2026-01-15\nmarking: OFFICIAL\nscheme: uk\n"
            "sources: {s: {title: A source}}\npoints:\n"
            f"  a: {{text: q0001z, from: s{held}}}\n  b: {{text: {word}, from: s}}\n"
            f"  c: {{use: {'background' if held else 'open'}, text: q0003z, from: s}}\n"
        )

    (tmp_path / "then.yaml").write_text(facts("q0002z", ""), encoding="utf-8")
    template = HEAD.format(marking="OFFICIAL", audience="public") + (
        "# {{ title }}\n\n{% for p in points %}\n- {{ p.text }}\n{% endfor %}\n\nThe end.\n"
    )
    path = workspace(tmp_path, facts("q0004z", ", marking: SECRET"), {"all": template})
    then = str(tmp_path / "then.yaml")
    report = build(Ask(tmp_path, (path,), ("all",), out=tmp_path / "out", since=then, redline=redline, annex=True))
    assert report.ok, report.problems
    files = {p.name: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert len(files) == 3
    assert found_in({"q0004z"}, files) == {"q0004z"}
    assert found_in({"q0001z", "q0003z"}, files) == set()
