"""The output folder: whole files or none, and nobody's work overwritten."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.build.store import MANIFEST, Store
from briefs.problems import Stop


def put(folder: Path, data: bytes, force: bool = False) -> Store:
    store = Store(folder, force)
    store.put("a/one.docx", data)
    store.close()
    return store


def test_what_was_built_may_be_built_again(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    put(tmp_path, b"two")
    assert (tmp_path / "a/one.docx").read_bytes() == b"two"


def test_what_was_edited_by_hand_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / "a/one.docx").write_bytes(b"mine")
    with pytest.raises(Stop) as stop:
        put(tmp_path, b"two")
    assert [problem.code for problem in stop.value.problems] == ["W020"]
    assert (tmp_path / "a/one.docx").read_bytes() == b"mine"


def test_what_stood_there_before_briefs_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.docx").write_bytes(b"older")
    with pytest.raises(Stop):
        put(tmp_path, b"two")


def test_force_keeps_a_copy_of_each_edited_file(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    for mine in (b"mine", b"mine again"):
        (tmp_path / "a/one.docx").write_bytes(mine)
        store = put(tmp_path, b"two", force=True)
        assert store.kept[0][1].read_bytes() == mine
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["one.docx", "one.edited-1.docx", "one.edited-2.docx"]


def test_an_edited_file_that_equals_the_new_build_is_no_quarrel(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / "a/one.docx").write_bytes(b"two")
    put(tmp_path, b"two")
    put(tmp_path, b"three")
    assert (tmp_path / "a/one.docx").read_bytes() == b"three"


def test_a_manifest_that_is_no_manifest_counts_as_none(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    for text in ("", "[]", '{"files": 3}', "\x00", '{"files": {"a": 1}}'):
        (tmp_path / MANIFEST).write_text(text)
        with pytest.raises(Stop):
            put(tmp_path, b"two")


def test_the_manifest_names_files_and_hashes_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    found = json.loads((tmp_path / MANIFEST).read_text())
    assert set(found) == {"files"}
    assert list(found["files"]) == ["a/one.docx"]
    assert all(len(value) == 64 for value in found["files"].values())


def test_a_folder_or_link_in_the_way_is_no_file_to_replace(tmp_path: Path) -> None:
    (tmp_path / "a/one.docx").mkdir(parents=True)
    with pytest.raises(Stop) as stop:
        put(tmp_path, b"one")
    assert stop.value.problems[0].code == "W021"
    (tmp_path / "a/one.docx").rmdir()
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    (tmp_path / "a/one.docx").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Stop):
        put(tmp_path, b"one", force=True)
    assert (tmp_path / "elsewhere").read_bytes() == b"not ours"


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from briefs.build.store import Store
from briefs.problems import Stop
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    Store(Path(sys.argv[1])).put("one.pdf", b"x" * 5000)
except Stop as stop:
    print(stop.problems[0].code, stop.problems[0].message)
"""


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("W022 one.pdf cannot be written: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a"]
