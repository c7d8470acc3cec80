"""The output folder: whole files or none, and nobody's work overwritten."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import kills
import pytest
from papers import workspace

from briefs.model.problems import Stop
from briefs.project import Ask, build, lock
from briefs.project.output_folder import HALF, LOCK, MANIFEST, Store


def put(folder: Path, data: bytes, force: bool = False) -> Store:
    store = Store(folder, force)
    store.put("a/one.docx", data)
    assert not store.close()
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


@pytest.mark.parametrize(
    "text", ["[]", '{"files": 3}', "\0", '{"files": {"a": 1}}', "[" * 200_000, '{"../a": "0"}', "\xff"]
)
def test_a_manifest_that_is_damaged_is_told_and_what_it_knew_is_left_alone(tmp_path: Path, text: str) -> None:
    put(tmp_path, b"one")
    (tmp_path / MANIFEST).write_text(f"{text}\n", encoding="latin-1")
    store = Store(tmp_path)
    with pytest.raises(Stop, match="W020"):
        store.put("a/one.docx", b"two")
    assert [problem.code for problem in store.close()] == ["W026"]
    assert not Store(tmp_path).close()


def test_without_a_manifest_what_stands_there_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    for text in ("", '{"a/one.docx": "0123'):  # the second is a line that a kill has cut off
        (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
        with pytest.raises(Stop, match="W020"):
            put(tmp_path, b"two")


def test_a_line_after_one_that_was_cut_off_counts(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    with (tmp_path / MANIFEST).open("ab") as file:
        file.write(b'{"a/one.docx": "0123')
    Store(tmp_path).put("a/one.docx", b"two")
    put(tmp_path, b"three")
    assert (tmp_path / "a/one.docx").read_bytes() == b"three"


def test_the_manifest_of_an_earlier_release_is_understood(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    hashes = {"a/one.docx": sha256(b"one").hexdigest(), "ä/two.docx": sha256(b"two").hexdigest()}
    text = json.dumps({"files": hashes}, indent=1, ensure_ascii=False)
    (tmp_path / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    assert Store(tmp_path).names() == ["a/one.docx", "ä/two.docx"]
    put(tmp_path, b"two")
    assert (tmp_path / "a/one.docx").read_bytes() == b"two"


def test_the_manifest_names_files_and_hashes_and_nothing_else(tmp_path: Path) -> None:
    for data in (b"one", b"two", b"two"):
        put(tmp_path, data)
        line = {"a/one.docx": sha256(data).hexdigest()}
        assert (tmp_path / MANIFEST).read_text(encoding="ascii") == f"{json.dumps(line)}\n"


def test_a_manifest_or_a_lock_that_is_no_plain_file_is_told(tmp_path: Path) -> None:
    for name in (LOCK, MANIFEST):
        os.mkfifo(tmp_path / name)
        with pytest.raises(Stop, match="W022"):
            Store(tmp_path).put("one.pdf", b"one")
        (tmp_path / name).unlink()


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


@pytest.mark.parametrize("link", ["a", "a/b"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build/a").mkdir(parents=True)
    if link == "a":
        (tmp_path / "build/a").rmdir()
    (tmp_path / "build" / link).symlink_to(tmp_path / "elsewhere")
    for name in ("a/b/one.pdf", "../one.pdf", "a/../../one.pdf", str(tmp_path / "one.pdf")):
        with pytest.raises(Stop, match=r"W021 .* leads out of the output folder"):
            Store(tmp_path / "build", force=True).put(name, b"one")
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not list(tmp_path.glob("*.pdf"))


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    put(tmp_path / "build", b"one")
    assert (tmp_path / "elsewhere/a/one.docx").read_bytes() == b"one"


def test_a_name_that_is_not_utf_8_is_known_again(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9/one.pdf")
    for data in (b"one", b"two"):
        store = Store(tmp_path)
        assert store.put(name, data).read_bytes() == data
        assert not store.close()


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from briefs.project.output_folder import Store
from briefs.model.problems import Stop
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
store = Store(Path(sys.argv[1]))
for name, length in (("one.pdf", 5000), ("a/one.docx", 50), ("a/two.docx", 50)):
    try:
        store.put(name, b"x" * length)
    except Stop as stop:
        print(stop.problems[0].code, stop.problems[0].message)
store.close()
"""


@pytest.mark.parametrize("size", [0, 60, 90, 100, 120, 180, 190, 250, 1000])
def test_a_full_disk_leaves_nothing_half_written_and_the_next_build_goes_on(tmp_path: Path, size: int) -> None:
    put(tmp_path, b"one")
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("W022 one.pdf cannot be written: ")
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, "a"}
    assert (tmp_path / "a/one.docx").read_bytes() in {b"one", b"x" * 50}
    put(tmp_path, b"three")
    assert (tmp_path / "a/one.docx").read_bytes() == b"three"


def test_what_was_left_half_written_goes_with_a_build_that_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / HALF).write_bytes(b"half")
    put(tmp_path, b"one")
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, "a"}


def test_after_an_end_between_any_two_steps_the_next_build_puts_all_right(tmp_path: Path) -> None:
    states: dict[str, dict[str, bytes]] = {}

    def hear(_: int) -> None:
        found = kills.contents(tmp_path / "build")
        states.setdefault(repr(found), found)

    kills.prepared(tmp_path / "build")
    with kills.watched(hear, "line"):
        kills.built(tmp_path / "build", kills.AFTER)
    assert len(states) > 12
    wanted = kills.expected()
    for number, state in enumerate(states.values()):
        folder = tmp_path / str(number)
        for name, data in state.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        kills.goes_on(folder, wanted, number)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that was just being opened
def test_after_an_interruption_at_any_step_the_next_build_puts_all_right(tmp_path: Path) -> None:
    wanted = kills.expected()
    for step in range(1, 1 << 20, 197):

        def hear(count: int, step: int = step) -> None:
            if count == step:
                raise KeyboardInterrupt

        folder = tmp_path / str(step)
        kills.prepared(folder)
        try:
            with kills.watched(hear):
                kills.built(folder, kills.AFTER)
        except KeyboardInterrupt:
            kills.goes_on(folder, wanted, step)
        else:
            break
    assert step > 3000


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_after_a_process_was_ended_the_next_build_puts_all_right(ending: signal.Signals) -> None:
    assert kills.after_each(range(700, 3500, 2000), ending) == 2


def test_builds_at_once_know_one_another_s_files(tmp_path: Path) -> None:
    names = [f"{n % 5}/{n}.pdf" for n in range(30)]

    def build(data: bytes) -> list[str]:
        return kills.built(tmp_path, dict.fromkeys(names, data))

    with ThreadPoolExecutor(4) as pool:
        for codes in pool.map(build, [b"one", b"two", b"one", b"three"] * 2):
            assert codes == []
    assert build(b"four") == []
    assert set(kills.contents(tmp_path)) == {MANIFEST, *names}


def test_who_waits_for_a_build_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.02)
    with lock.locked(tmp_path / LOCK), pytest.raises(Stop, match=r"W022 .* another build is writing here"):
        Store(tmp_path).put("one.pdf", b"one")


def test_a_fact_file_that_is_named_twice_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    facts, template = workspace(tmp_path, "", "# {{ title }}\n\nText.\n")
    names = ("facts.yaml", "./facts.yaml", facts)
    report = build(Ask(facts=names, templates=("test", str(template)), out="build", formats=("pdf",)))
    assert report.problems == ()
    assert report.files == (Path("build/facts/test.pdf"),)


def test_papers_of_a_fact_file_whose_name_is_not_utf_8_are_built_again(tmp_path: Path) -> None:
    facts, _ = workspace(tmp_path, "", "# {{ title }}\n\nText.\n")
    name = os.fsdecode(b"caf\xe9.yaml")
    command = [sys.executable, "-m", "briefs", "build", name, "-t", "test", "-f", "docx"]
    strict = {**os.environ, "PYTHONIOENCODING": "utf-8:strict", "PYTHONPATH": str(Path(__file__).parent.parent)}
    for words in ("Text", "Words"):
        (tmp_path / name).write_text(facts.read_text(encoding="utf-8").replace("A test", words), encoding="utf-8")
        done = subprocess.run(command, cwd=tmp_path, env=strict, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "build/caf\\udce9/test.docx\n"


def test_a_paper_and_a_folder_of_one_name_are_told(tmp_path: Path) -> None:
    facts, template = workspace(
        tmp_path, "agreements: {a: {title: A, kind: memorandum, from: us}}\n", "# {{ title }}\n"
    )
    each = template.with_name("test.pdf.md")
    each.write_text("---\nfor_each: agreements\n---\n# {{ record.title }}\n", encoding="utf-8")
    report = build(Ask(tmp_path, (facts,), ("test", "test.pdf"), ("pdf",), tmp_path / "build"))
    assert [problem.code for problem in report.problems if problem.severity == "error"] == ["W025"]
    assert not (tmp_path / "build").exists()
