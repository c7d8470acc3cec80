"""Files from strangers: nothing outside of the workspace is read, nobody waits, and no work is without an end."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from casebook import Case, cases
from click.testing import CliRunner
from papers import HEAD
from PIL import Image

from briefs.commands import main
from briefs.fonts import FOLDER

GOOD = HEAD + "summary: {value: It was small., from: s}\npoints: {p: {text: It matters., from: s}}\n"
SECRET = "Nobody's business"
FILES = {
    "facts": "bad.yaml",
    "template": "templates/t.md",
    "other": "templates/u.md",
    "theme": "templates/themes/bad.yaml",
    "scheme": "templates/markings/bad.yaml",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "office"
    (place / "facts").mkdir(parents=True)
    (place / "facts/small.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.md").write_text(f"---\ntitle: S\nabout: x\n---\n# {SECRET}\n", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text(f"about: {SECRET}\nlevels: [{{name: SECRET}}]\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.png")
    shutil.copy(FOLDER / "Arimo-Regular.ttf", tmp_path / "secret.ttf")
    monkeypatch.chdir(place)
    return place


def prepare(case: Case, place: Path) -> None:
    """Put the case's links, special files and files into the workspace."""
    for line in case.blocks.get("link", "").splitlines():
        name, _, where = line.partition(" -> ")
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).symlink_to(where)
    for line in case.blocks.get("special", "").splitlines():
        name, _, kind = line.partition(" ")
        assert kind == "fifo"
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(place / name)
    for block, name in FILES.items():
        if block in case.blocks:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(case.blocks[block], encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no queues, and links only for administrators")
@pytest.mark.parametrize("case", cases("strangers"), ids=lambda case: case.id)
def test_nothing_outside_is_read_and_nobody_waits(case: Case, office: Path) -> None:
    prepare(case, office)
    done = CliRunner().invoke(main, case.blocks["command"].split(), catch_exceptions=False)
    first, *others = case.blocks["told"].strip().splitlines()
    code, _, words = first.partition(" ")
    assert done.exit_code == int(code), done.output
    for expected in (words, *others):
        assert expected in done.stderr
    assert SECRET not in done.output
    assert not (office / "build").exists()
