"""The package as programs use it: what it takes, what it refuses in words, what it shows of itself, and its types."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import briefs
from briefs.manual import pages

ROOT = Path(__file__).parent.parent
FACTS = """\
title: A visit
as_of: 2026-01-15
sources: {s: {title: A source, published: 2026-01-10}}
from: s
figures: {a: {label: Ships, value: 41}}
agreements: {x: {title: Ports agreement, kind: agreement}}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "visit.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_paths_may_be_texts(facts: Path, tmp_path: Path) -> None:
    assert briefs.load(str(facts)) == briefs.load(facts)
    ask = briefs.Ask(str(tmp_path), (str(facts),), ("one-pager",), out=str(tmp_path / "out"), sources=(str(tmp_path),))
    assert briefs.build(ask).files == (tmp_path / "out/visit/one-pager.docx", tmp_path / "out/visit/one-pager.pdf")
    assert briefs.check(ask) == briefs.check(briefs.Ask(tmp_path, (facts,), sources=(tmp_path,)))


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"templates": "one-pager"}, TypeError, "write templates=('one-pager',)"),
        ({"facts": Path("a.yaml")}, TypeError, "write facts=('a.yaml',)"),
        ({"formats": ("odt",)}, ValueError, "there is no format `odt`: the formats are docx, pdf"),
        ({"settings": {"figures": 1.5}}, TypeError, "the setting `figures` is a text, a whole number"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(asked: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=re.escape(words)):
        briefs.Ask(**asked)


def test_settings_may_be_numbers_and_truths(facts: Path, tmp_path: Path) -> None:
    asked = briefs.Ask(tmp_path, (facts,), ("one-pager",), ("text",), tmp_path / "out", settings={"figures": 0})
    (path,) = briefs.build(asked).files
    assert "41" not in path.read_text(encoding="utf-8")
    assert briefs.Ask(settings={"a": True, "b": False, "c": 7, "d": "x"}).typed == {
        "a": "true",
        "b": "false",
        "c": "7",
        "d": "x",
    }


def test_an_option_that_several_templates_have_is_named_once(facts: Path, tmp_path: Path) -> None:
    report = briefs.build(briefs.Ask(tmp_path, (facts,), out=tmp_path / "out", settings={"no-such": 1}))
    assert [problem.code for problem in report.problems] == ["T010"]
    assert report.problems[0].hint.count("figures") == 1


def test_no_bytes_of_files_are_shown(facts: Path, tmp_path: Path) -> None:
    report = briefs.build(briefs.Ask(tmp_path, (facts,), ("one-pager",), out=tmp_path / "out"))
    written = briefs.write(briefs.draft(briefs.load(facts)[0], "one-pager").document, briefs.load_theme()[0], "pdf")
    for shown in (repr(report), repr(report.made[0]), repr(written)):
        assert "bytes" in shown
        assert "PDF-" not in shown
        assert len(shown) < 3000


def test_a_draft_is_of_the_record_that_is_asked_for(facts: Path) -> None:
    found, _ = briefs.load(facts)
    assert briefs.draft(found, "agreement-summary", "agreements.x").document.title == "Ports agreement"
    for template, record in (("agreement-summary", "agreements.y"), ("no-such", "")):
        with pytest.raises(briefs.Stop) as stopped:
            briefs.draft(found, template, record)
        assert [problem.code for problem in stopped.value.problems] == ["T011"]


def test_an_unknown_format_is_no_key_error(facts: Path) -> None:
    draft = briefs.draft(briefs.load(facts)[0], "one-pager")
    with pytest.raises(ValueError, match="there is no format `odt`: the formats are docx, pdf, text"):
        briefs.write(draft.document, draft.theme, "odt")


def test_a_path_without_a_fact_has_no_text(facts: Path) -> None:
    found, _ = briefs.load(facts)
    assert (found.text("figures.a"), found.text("figures.b.value"), found.text("")) == ("", "", "")


def test_the_guides_programs_have_strict_types(tmp_path: Path) -> None:
    assert (Path(briefs.__file__).parent / "py.typed").is_file()
    programs = re.findall(r"^```python\n(.*?)^```$", pages("guides")["engineer"], re.DOTALL | re.MULTILINE)
    assert len(programs) > 4
    (tmp_path / "example.py").write_text("\n".join(programs), encoding="utf-8")
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--follow-imports=silent"]
    settings += ["--cache-dir", str(ROOT / ".mypy_cache" / "guide")]  # the second time it takes a quarter
    command = [sys.executable, "-m", "mypy", "--strict", *settings, "example.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_public_name_can_be_imported_and_says_what_it_is() -> None:
    """Of the package and of each of its rooms."""
    rooms = [each.name for each in pkgutil.iter_modules(briefs.__path__) if each.ispkg]
    assert len(rooms) > 12
    for room in ("briefs", *(f"briefs.{name}" for name in rooms)):
        module = importlib.import_module(room)
        assert module.__doc__, room
        for name in getattr(module, "__all__", ()):
            assert getattr(module, name) is not None, f"{room}.{name}"


def test_no_verb_hides_a_room_and_no_room_is_fetched_before_it_is_needed() -> None:
    script = """
import sys
import briefs
assert not [name for name in sys.modules if name.startswith("briefs.")]
assert callable(briefs.check)
assert not {"jinja2", "reportlab", "docx", "yaml"} & set(sys.modules)
import briefs.pdf, briefs.docx, briefs.checks.inquiry
assert briefs.pdf.write and briefs.docx.write and briefs.checks.inquiry.Inquiry
for name in briefs.__all__:
    getattr(briefs, name)
assert callable(briefs.build) and callable(briefs.check) and callable(briefs.load) and callable(briefs.write)
assert set(briefs.__all__) < set(dir(briefs))
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
