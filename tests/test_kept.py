"""Compiled templates are kept on disk, and only what is whole and ours is used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from papers import plan_of

from briefs.model.problems import Stop
from briefs.model.tree import Document
from briefs.project import document_of
from briefs.templating import environment, keep_in

FACTS = "events:\n  talks: {date: 2026-01-14, what: Talks were held., from: s}\n"
TEMPLATE = "# {{ title }}\n\n{% for event in events %}\n- {{ event.what }}\n{% endfor %}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    keep_in(lambda: tmp_path / "kept")
    yield tmp_path / "kept"
    keep_in(None)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    told: list[str] = []
    compile_ = Environment.compile

    def telling(self: Environment, source: object, name: str, *more: object) -> object:
        told.append(name)
        return compile_(self, source, name, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", telling)
    return told


def made(folder: Path, template: str = TEMPLATE) -> Document:
    """The document as a fresh process would make it."""
    environment._codes.clear()
    plan, shelf, _ = plan_of(folder, FACTS, template)
    document, _, _ = document_of(plan, shelf)
    return document


def test_what_was_compiled_once_is_not_compiled_again(tmp_path: Path, folder: Path, compiled: list[str]) -> None:
    first, second = made(tmp_path), made(tmp_path)
    assert compiled == ["test"]
    assert first == second


def test_another_text_is_another_template(tmp_path: Path, folder: Path, compiled: list[str]) -> None:
    made(tmp_path)
    document = made(tmp_path, TEMPLATE.replace("- ", "1. "))
    assert compiled == ["test", "test"]
    assert len(list(folder.iterdir())) == 2
    assert document != made(tmp_path)


def test_names_that_nobody_knows_are_told_of_what_was_kept_too(
    tmp_path: Path, folder: Path, compiled: list[str]
) -> None:
    told = []
    for _ in range(2):
        environment._codes.clear()
        plan, shelf, _ = plan_of(tmp_path, FACTS, TEMPLATE + "{% if brief and presidnt %}yes{% endif %}\n")
        with pytest.raises(Stop) as stop:
            document_of(plan, shelf)
        told.append([f"{problem.at.line} {problem.message}" for problem in stop.value.problems])
    assert compiled == ["test"]
    assert told == [["6 `presidnt` is no fact"]] * 2


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "foreign"])
def test_what_is_not_whole_is_not_used(tmp_path: Path, folder: Path, compiled: list[str], harm: str) -> None:
    document = made(tmp_path)
    (file,) = folder.iterdir()
    data = file.read_bytes()
    harmed = {"cut": data[:-9], "changed": data[:50] + bytes([data[50] ^ 1]) + data[51:]}
    harmed |= {"empty": b"", "foreign": b"PK\3\4" * 99}
    file.write_bytes(harmed[harm])
    assert made(tmp_path) == document
    assert compiled == ["test", "test"]
    assert file.read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights as POSIX has them")
def test_what_others_could_have_written_is_not_used(tmp_path: Path, folder: Path, compiled: list[str]) -> None:
    made(tmp_path)
    (file,) = folder.iterdir()
    file.chmod(0o666)
    made(tmp_path)
    assert compiled == ["test", "test"]


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    keep_in(lambda: tmp_path / "file" / "kept")
    try:
        assert made(tmp_path) == made(tmp_path)
    finally:
        keep_in(None)
    assert compiled == ["test", "test"]
