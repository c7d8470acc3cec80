"""What must not reach the public is nowhere in what it gets: not in text, properties, names of files or workbooks."""

from __future__ import annotations

import os
import re
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cleared import Cleared
from every_byte import found_in, found_within, words_in
from secrets_in import OWN, TEMPLATE, later, secrets, yaml_of

from briefs.project import Ask, Report, build

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
PUBLIC, INTERNAL = ("OFFICIAL", "public"), ("TOP SECRET HMG USE ONLY", "internal")


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
    (folder / "templates" / "vocabulary.yaml").write_text(OWN, encoding="utf-8")
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


COUNT = int(os.environ.get("BRIEFS_LEAK_FILES", "4"))
"""Files of the trial: a few in the suite, 500 by hand."""
TEMPLATES = {"all": everything(*PUBLIC), "each": EACH}


def leaks(seed: int, folder: Path) -> tuple[set[str], set[str]]:
    """The words of the file of that seed that reach the public and must not, and those that do not and may."""
    file = secrets(seed)
    cleared = Cleared(file)
    assert len(cleared.closed) > 100
    files, report = built(folder, yaml_of(file), TEMPLATES)
    assert report.ok, report.problems
    assert ".briefs.json" in files
    shown = words_in({name: data for name, data in files.items() if "/all." in name})
    rest = words_in({name: data for name, data in files.items() if "/all." not in name})
    return found_within(cleared.closed, shown + rest), cleared.printed - found_within(cleared.printed, shown)


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_byte_for_the_public_tells_what_is_kept_back_and_all_that_may_be_shown_is(seed: int, tmp_path: Path) -> None:
    assert leaks(seed, tmp_path) == (set(), set())


@pytest.mark.parametrize("seed", range(max(2, COUNT // 4)))
def test_no_byte_tells_what_once_might_be_shown_and_is_kept_back_now(seed: int, tmp_path: Path) -> None:
    then, now = secrets(seed), later(secrets(seed), seed)
    earlier, cleared = Cleared(then), Cleared(now)
    gone = {value.text for path, value in earlier.values.items() if path not in cleared.seen}
    shown = cleared.open | cleared.cited | {part for path in cleared.seen for part in path}
    held = {each for each in gone | earlier.closed | cleared.closed if re.fullmatch(r"q\d+z|\d{7,}", each)} - shown
    (tmp_path / "then.yaml").write_text(yaml_of(then), encoding="utf-8")
    path = workspace(tmp_path, yaml_of(now), TEMPLATES)
    since = str(tmp_path / "then.yaml")
    ask = Ask(tmp_path, (path,), tuple(TEMPLATES), out=tmp_path / "out", since=since, redline=True, annex=True, now=NOW)
    report = build(ask)
    assert report.ok, report.problems
    files = {str(p.relative_to(tmp_path / "out")): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    text = words_in(files)
    assert found_within(held, text) == set()
    assert cleared.printed - found_within(cleared.printed, text) == set()


def test_the_trial_has_much_to_show_and_much_to_keep_back() -> None:
    made = [Cleared(secrets(seed)) for seed in range(30)]
    assert sum(len(each.open) for each in made) > 30 * 20
    assert sum(len(each.closed) for each in made) > 30 * 100
    reckoned = [value for each in made for value in each.values.values() if value.inputs]
    shown = [value for each in made for value in each.values.values() if value.inputs and value.path in each.seen]
    assert len(shown) > 2
    assert len(reckoned) > 5 * len(shown)


@pytest.mark.parametrize("seed", range(2))
def test_the_search_finds_the_same_words_in_an_internal_paper(seed: int, tmp_path: Path) -> None:
    file = secrets(seed)
    files, report = built(tmp_path, yaml_of(file), {"all": everything(*INTERNAL)})
    assert report.ok, report.problems
    closed = Cleared(file).closed
    missing = closed - found_in(closed, files)
    assert len(missing) < 0.2 * len(closed), sorted(missing)


@pytest.mark.parametrize("seed", [20, 22])
def test_a_public_paper_is_the_same_as_if_nobody_had_written_what_is_kept_back(seed: int, tmp_path: Path) -> None:
    file = secrets(seed)
    whole, report = built(tmp_path / "whole", yaml_of(file), TEMPLATES, annex=False)
    rest, again = built(tmp_path / "rest", yaml_of(Cleared(file).rest()), TEMPLATES, annex=False)
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
            f"  a: {{text: q0001z, use: public, from: s{held}}}\n  b: {{text: {word}, use: public, from: s}}\n"
            f"  c: {{use: {'background' if held else 'public'}, text: q0003z, from: s}}\n"
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
