"""Bad inputs through the command line: the expected code, place and hint, exit 1 or 2, and nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook import Case, cases
from click.testing import CliRunner
from papers import HEAD, workspace

from briefs.commands import main
from briefs.project.theme_folders import built_in
from briefs.templating import filling

GOOD = HEAD + "summary: {value: It was small., from: s}\npoints: {p: {text: It matters., from: s}}\n"
PICTURE = "# {{ title }}\n\n![A picture](%s)\n\nText.\n"


def _bad(text: str | bytes) -> Callable[[Path], object]:
    data = text.encode() if isinstance(text, str) else text
    return lambda place: (place / "bad.yaml").write_bytes(data)


def _template(text: str | bytes, name: str = "bad") -> Callable[[Path], object]:
    data = text.encode() if isinstance(text, str) else text

    def write(place: Path) -> None:
        (place / "templates").mkdir(exist_ok=True)
        (place / f"templates/{name}.md").write_bytes(data)

    return write


def _theme(change: Callable[[str], str], name: str) -> Callable[[Path], object]:
    plain = (built_in() / "themes/plain.yaml").resolve()

    def write(place: Path) -> None:
        (place / "templates/themes").mkdir(parents=True)
        text = change(plain.read_text(encoding="utf-8"))
        (place / f"templates/themes/{name}.yaml").write_text(text, encoding="utf-8")

    return write


def _unreadable(place: Path) -> None:
    (place / "bad.yaml").write_text(GOOD, encoding="utf-8")
    (place / "bad.yaml").chmod(0)
    if os.access(place / "bad.yaml", os.R_OK):  # root reads everything: a socket-like thing nobody can read stands in
        (place / "bad.yaml").unlink()
        (place / "bad.yaml").symlink_to(place / "bad.yaml")


def _locked(place: Path) -> None:
    (place / "locked").mkdir(mode=0o500)
    if os.access(place / "locked", os.W_OK):  # root writes everywhere: a file in the way stands in
        (place / "locked/facts").write_text("")
        (place / "locked/small").write_text("")


def _broken_picture(place: Path) -> None:
    _template(PICTURE % "broken.png")(place)
    (place / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")


def _no_facts(place: Path) -> None:
    (place / "facts/small.yaml").unlink()


def _workspace(place: Path) -> None:
    (place / "facts/example.yaml").write_text("mine", encoding="utf-8")


EACH = "---\nfor_each: agreements\n---\n# {{ record.title }}\n"


def _records(*names: str) -> Callable[[Path], object]:
    """Facts with agreements of those names, and a template that makes a paper for each."""
    lines = "".join(f'  "{name}": {{title: Agreement, kind: agreement, from: us}}\n' for name in names)

    def write(place: Path) -> None:
        _template(EACH, "each")(place)
        (place / "facts/small.yaml").write_text(f"{HEAD}agreements:\n{lines}", encoding="utf-8")

    return write


def _fact_files(*names: str) -> Callable[[Path], object]:
    def write(place: Path) -> None:
        for name in names:
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_text(GOOD, encoding="utf-8")

    return write


def _link_out(place: Path) -> None:
    (place / "elsewhere").mkdir()
    (place / "build").mkdir()
    (place / "build/small").symlink_to(place / "elsewhere")


LONG = "---\ntitle: Long\npages: 1\n---\n# {{ title }}\n" + "\nA line that stays.\n" * 90
PREPARE: dict[str, Callable[[Path], object]] = {
    "no facts": _no_facts,
    "empty file": _bad(""),
    "picture": _bad(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
    "latin-1": _bad("title: Noble & Søn\n".encode("latin-1")),
    "huge file": _bad(b"title: T\nas_of: 2026-01-15\nother:\n" + b"  a: " + b"x" * 21_000_000),
    "deep file": _bad("other: " + "{a: " * 5000 + "1" + "}" * 5000),
    "alias bomb": _bad("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"),
    "unreadable": _unreadable,
    "latin-1 template": _template("# Søn\n".encode("latin-1")),
    "huge template": _template("# T\n" + "x" * 6_000_000),
    "bad theme": _theme(lambda text: "looks: [1, 2]\n", "bad"),
    "pale theme": _theme(lambda text: text.replace('"#595959"', '"#c0c0c0"'), "pale"),
    "read-only output": _locked,
    "long template": _template(LONG, "long"),
    "hieroglyph": _bad(
        HEAD.replace("A source", "A source, published: 2026-01-10")
        + 'points: {p: {text: "\U00013000", under: significance, from: s}}\n'
    ),
    "missing picture": _template(PICTURE % "nowhere.png"),
    "broken picture": _broken_picture,
    "workspace": _workspace,
    "names that are devices": _records("aux", "Nul", "com1"),
    "a name that no system holds": _records("n" * 250),
    "names in two cases": _records("Ports", "ports"),
    "names with two accents": _fact_files("facts/caf\u00e9.yaml", "facts/cafe\u0301.yaml"),
    "a template that is a device": _template("# {{ title }}\n\nText.\n", "con"),
    "fact files of one name": _fact_files("a/visit.yaml", "b/Visit.yml"),
    "a fact file of dots": _fact_files("facts/...yaml"),
    "a fact file with a dot": _fact_files("facts/visit..yaml"),
    "a fact file with a space": _fact_files("facts/visit .yaml", "facts/v?.yaml", "facts/v\x7f.yaml"),
    "a fact file like the manifest": _fact_files("facts/.Briefs.json.yaml"),
    "a link that leads out": _link_out,
}


def inventory(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*")}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/small.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", cases("arguments"), ids=lambda case: case.id)
def test_a_command_that_cannot_be_done_says_why(case: Case, place: Path) -> None:
    if "prepare" in case.blocks:
        PREPARE[case.blocks["prepare"].strip()](place)
    before = inventory(place)
    done = CliRunner().invoke(main, case.blocks["command"].split(), catch_exceptions=False)
    first, *others = case.blocks["told"].strip().splitlines()
    code, _, words = first.partition(" ")
    assert done.exit_code == int(code), done.output
    for expected in (words, *others):
        assert expected in done.stderr
    assert "Traceback" not in done.output
    assert inventory(place) == before


def _mistakes() -> list[Case]:
    names = ("facts", "heads", "mistakes")
    found = [case for name in names for case in cases(name) if "problems" in case.blocks and "theme" not in case.blocks]
    assert len(found) >= 60
    return found


@pytest.mark.usefixtures("loops_end_early")
@pytest.mark.parametrize("case", _mistakes(), ids=lambda case: case.id)
def test_a_bad_file_builds_nothing_and_exits_with_1(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        filling, "MOST_TURNS", 20_000
    )  # what takes two million turns is tried once, where its words are
    workspace(tmp_path, case.blocks.get("facts", ""), case.blocks.get("template", "# {{ title }}\n\nText.\n"))
    if "facts" in case.blocks and "template" not in case.blocks:
        (tmp_path / "facts.yaml").write_text(case.blocks["facts"], encoding="utf-8")
    before = inventory(tmp_path)
    done = CliRunner().invoke(main, ["build", "facts.yaml", "-t", "test"], catch_exceptions=False)
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    assert inventory(tmp_path) == before
