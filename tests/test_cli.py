"""The command line as people use it: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefs.commands import main

ROOT = Path(__file__).parent.parent
FACTS = """\
title: A small matter
as_of: 2026-01-15
marking: OFFICIAL
sources: {s: {title: A source, published: 2026-01-14}}
summary: {value: It was small., from: {source: s, at: 1}}
figures: {f: {label: things, value: 3, from: {source: s, at: 2}}}
points: {p: {text: It matters & <how>., under: significance, from: {source: s, at: 3}}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one fact file, in which the command runs."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/small.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_build_without_arguments_makes_every_template_that_fits(place: Path) -> None:
    done = run("build")
    assert done.exit_code == 0, done.output
    assert files(place / "build") == [
        ".briefs.json",
        "small/briefing-note.docx",
        "small/briefing-note.pdf",
        "small/one-pager.docx",
        "small/one-pager.pdf",
    ]
    assert "build/small/one-pager.pdf  1 page" in done.output


def test_build_makes_what_it_is_asked_for_and_nothing_else(place: Path) -> None:
    done = run("build", "facts/small.yaml", "-t", "one-pager", "-f", "docx", "-o", "out/here")
    assert done.exit_code == 0
    assert files(place / "out/here") == [".briefs.json", "small/one-pager.docx"]


def test_a_problem_is_told_with_place_caret_and_hint_and_exits_with_1(place: Path) -> None:
    (place / "facts/small.yaml").write_text(FACTS.replace("figures:", "figurs:"), encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1
    assert "facts/small.yaml:6:1: F" in done.stderr
    assert "6 | figurs:" in done.stderr
    assert "did you mean `figures`?" in done.stderr
    assert not (place / "build").exists()


def test_one_bad_fact_file_does_not_keep_the_others_back(place: Path) -> None:
    (place / "facts/bad.yaml").write_text("title: [", encoding="utf-8")
    done = run("build", "-t", "one-pager")
    assert done.exit_code == 1
    assert "small/one-pager.pdf" in done.stdout
    assert "facts/bad.yaml:1" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--nothing"),
        ("build", "-f", "odt"),
        ("build", "--set", "figures"),
        ("build", "--jobs", "many"),
        ("build", "--jobs", "-1"),
        ("check", "--output-format", "yaml"),
        ("explain", "F9999"),
        ("show",),
        ("new",),
        ("preview", "--width", "3"),
        ("preview", "--editor", "pen"),
        ("build", "-o", "facts/small.yaml"),
    ],
)
def test_wrong_use_of_the_command_exits_with_2(place: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Error" in done.stderr
    assert not (place / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "nowhere.yaml"), "F", "nowhere.yaml"),
        (("build", "-t", "one-pagr"), "T011", "did you mean `one-pager`?"),
        (("build", "--theme", "plane"), "T015", "did you mean `plain`?"),
        (("build", "--set", "figurs=3"), "T010", "did you mean `figures`?"),
        (("build", "--set", "figures=many"), "T010", "it is a whole number"),
        (("build", "-t", "dossier", "--set", "instruments=maybe"), "T010", "it is true or false"),
        (("build", "facts"), "F", "facts"),
        (("show", "one-pagr"), "T011", "did you mean `one-pager`?"),
        (("customise", "one-pager", "--block", "leed"), "T011", "did you mean `lead`?"),
        (("trace", "facts/small.yaml", "-t", "nothing"), "T011", "there is no template"),
        (("check", "/dev/null"), "F", "/dev/null"),
        (("check", "nowhere.yaml"), "F", "nowhere.yaml"),
    ],
)
def test_what_cannot_be_done_is_a_problem_and_exits_with_1(
    place: Path, arguments: tuple[str, ...], code: str, words: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 1, done.output
    assert f" {code}" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert not (place / "build").exists()


def test_a_hand_edited_document_is_not_replaced_unless_forced(place: Path) -> None:
    run("build", "-t", "one-pager", "-f", "pdf")
    target = place / "build/small/one-pager.pdf"
    target.write_bytes(b"edited")
    (place / "facts/small.yaml").write_text(FACTS.replace("small.,", "tiny.,"), encoding="utf-8")
    done = run("build", "-t", "one-pager", "-f", "pdf")
    assert done.exit_code == 1
    assert "W020" in done.stderr
    assert target.read_bytes() == b"edited"
    done = run("build", "-t", "one-pager", "-f", "pdf", "--force")
    assert done.exit_code == 0
    assert "your version is kept as one-pager.edited-1.pdf" in done.output
    assert (target.parent / "one-pager.edited-1.pdf").read_bytes() == b"edited"


def test_check_tells_problems_as_text_or_json(place: Path) -> None:
    assert run("check").output.startswith("no problems\nnot held against a source: no copy of `s`")
    (place / "facts/small.yaml").write_text(FACTS.replace("from: {source: s, at: 2}", "from: nobody"), encoding="utf-8")
    done = run("check", "--output-format", "json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found[0]["file"] == "facts/small.yaml"
    assert found[0]["line"] == 6
    assert found[0]["code"].startswith("F")


def test_trace_names_fact_source_and_place(place: Path) -> None:
    done = run("trace", "facts/small.yaml", "-t", "one-pager")
    assert done.exit_code == 0
    assert "points.p.text = It matters & <how>.  (facts/small.yaml:7:" in done.stdout
    assert "A source, 3" in done.stdout


def test_templates_show_and_explain_describe(place: Path) -> None:
    names = [line.split()[0] for line in run("templates").stdout.splitlines()]
    known = {"agreement-summary", "briefing-note", "dossier", "one-pager", "visit-pack"}
    assert names == sorted(names) and known <= {*names}
    shown = run("show", "one-pager").stdout
    assert "pages: at most 1" in shown
    assert "blocks: lead" in shown
    assert "\n## Why\n" in run("explain", "T006").stdout
    listed = run("explain").stdout
    assert "Problems:\n  D101  A number in the template's own words" in listed
    assert "\nKeys of a theme:\n" in listed


def test_schema_is_json(place: Path) -> None:
    assert json.loads(run("schema").stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_new_workspace_builds(place: Path) -> None:
    done = run("new", "fresh")
    assert done.exit_code == 0
    assert run("check", "fresh/facts/example.yaml").exit_code == 0
    done = run("build", "fresh/facts/example.yaml", "-o", "fresh/build")
    assert done.exit_code == 0, done.output
    assert (place / "fresh/build/example/agreement-summary/memorandum.docx").is_file()
    assert run("new", "fresh").exit_code == 1


def test_a_customised_block_changes_that_block_and_nothing_else(place: Path) -> None:
    run("build", "-t", "one-pager", "-f", "pdf", "-o", "before")
    done = run("customise", "one-pager", "--block", "matters")
    assert done.exit_code == 0
    mine = place / "templates/one-pager.md"
    text = mine.read_text(encoding="utf-8").replace("## {{ words.why_it_matters }}", "## What it means")
    mine.write_text(text, encoding="utf-8")
    traced = run("trace", "facts/small.yaml", "-t", "one-pager").stdout
    assert "What it means" in traced
    assert "It was small." in traced
    assert "Why it matters" not in traced
    assert run("build", "-t", "one-pager").exit_code == 0


def test_a_part_of_ones_own_stands_in_for_the_built_in_part(place: Path) -> None:
    (place / "templates/parts").mkdir(parents=True)
    (place / "templates/parts/figures.md").write_text("## Our own heading\n\n{{ figures.f }}\n", encoding="utf-8")
    assert "Our own heading" in run("trace", "facts/small.yaml", "-t", "dossier").stdout


def test_a_template_by_path_and_a_theme_by_path(place: Path) -> None:
    (place / "mine.md").write_text("# {{ title }}\n\nText.\n", encoding="utf-8")
    themes = Path(__file__).parent.parent / "templates/themes/plain.yaml"
    shutil.copy(themes, place / "look.yaml")
    done = run("build", "facts/small.yaml", "-t", "mine.md", "--theme", "look.yaml")
    assert done.exit_code == 0, done.output
    assert (place / "build/small/mine.pdf").is_file()


def test_two_builds_in_two_folders_are_the_same(place: Path) -> None:
    run("build", "-o", "one")
    run("build", "-o", "two", "--jobs", "2")
    for name in files(place / "one"):
        assert (place / "one" / name).read_bytes() == (place / "two" / name).read_bytes(), name


def test_version_and_help(place: Path) -> None:
    assert run("--version").exit_code == 0
    done = run("--help")
    for command in ("build", "check", "trace", "templates", "show", "customise", "new", "schema", "explain", "preview"):
        assert command in done.output
        assert run(command, "--help").exit_code == 0


def test_what_is_to_be_confirmed_makes_a_draft_and_final_refuses_it(place: Path) -> None:
    (place / "facts/small.yaml").write_text(FACTS.replace("value: 3,", "value: TBC,"), encoding="utf-8")
    assert run("build", "-t", "one-pager").exit_code == 0
    done = run("build", "-t", "one-pager", "--final", "-o", "final")
    assert done.exit_code == 1
    assert "facts/small.yaml:6:" in done.stderr
    assert "D110 `figures.f.value` is still to be confirmed" in done.stderr
    assert not (place / "final").exists()


def test_preview_draws_pages(place: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pictures need the extra `preview`")
    done = run(
        "preview", "--png", "-t", "one-pager", "-t", "briefing-note", "-o", "pictures", "--pages", "1", "--width", "300"
    )
    assert done.exit_code == 0, done.output
    assert files(place / "pictures") == [".briefs.json", "briefing-note-1.png", "one-pager-1.png"]
    assert (place / "pictures/one-pager-1.png").read_bytes().startswith(b"\x89PNG")


def test_preview_keeps_to_the_rules_of_the_output_folder(place: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pictures need the extra `preview`")
    (place / "facts/other.yaml").write_text(FACTS, encoding="utf-8")
    ask = ("preview", "--png", "-t", "one-pager", "--pages", "1", "--width", "300")
    assert run(*ask).exit_code == 0
    assert files(place / "previews") == [".briefs.json", "other/one-pager-1.png", "small/one-pager-1.png"]
    drawn = place / "previews/small/one-pager-1.png"
    drawn.write_bytes(b"painted over")
    done = run(*ask)
    assert (done.exit_code, "W020 one-pager-1.png was changed since it was built" in done.stderr) == (1, True)
    assert drawn.read_bytes() == b"painted over"
    assert run(*ask, "--force").exit_code == 0
    assert "small/one-pager-1.edited-1.png" in files(place / "previews")
    (place / "facts/aux.yaml").write_text(FACTS, encoding="utf-8")
    assert "W024 `aux` cannot be the name of a file" in run(*ask, "-o", "again").stderr
    assert not (place / "again").exists()


def test_a_build_says_whether_anything_was_built(place: Path) -> None:
    (place / "facts/bad.yaml").write_text("title: [", encoding="utf-8")
    assert "1 problem; what has one is not built" in run("build", "-t", "one-pager").stderr
    assert "nothing is built" in run("build", "facts/bad.yaml", "-t", "one-pager").stderr
    (place / "facts/bad.yaml").rename(place / "facts/aux.yaml")
    (place / "facts/aux.yaml").write_text(FACTS, encoding="utf-8")
    assert "1 problem; nothing is built" in run("build", "-t", "one-pager", "-o", "new").stderr


def test_trace_and_diff_call_built_in_templates_by_their_short_path(place: Path) -> None:
    (place / "facts/old.yaml").write_text(FACTS.replace("value: 3", "value: 2"), encoding="utf-8")
    traced = run("trace", "facts/small.yaml", "-t", "one-pager").output
    differing = run("diff", "facts/old.yaml", "facts/small.yaml", "-t", "one-pager").output
    for told in (traced, differing):
        assert "\ntemplates/one-pager.md:" in told
        assert str(ROOT) not in told


def test_diff_of_a_file_with_itself_says_what_to_name(place: Path) -> None:
    done = run("diff", "facts/small.yaml")
    assert done.exit_code == 1
    assert "F050 the two versions are the same file" in done.output
    assert "name the other, or facts/small.yaml@REVISION" in done.output


def test_a_filter_a_box_and_a_key_have_pages_and_what_is_misspelt_gets_a_hint(place: Path) -> None:
    assert run("explain", "first").stdout.startswith("# first: The first entry")
    assert run("explain", "figures").stdout.startswith("# figures: ")
    both = run("explain", "header").stdout
    assert "(Settings in the head of a template)\n# header: " in both
    assert "(Keys of a theme)\n# header: " in both
    assert run("explain", "keep_next").stdout.startswith("# looks: ")
    assert "the manual has no page `frist`; did you mean `first`?" in run("explain", "frist").output
    assert "`briefs explain figures` prints the manual's page of that name" in run("show", "figures").output


def test_an_unknown_code_is_told_with_a_way_on(place: Path) -> None:
    done = run("explain", "Z999")
    assert done.exit_code == 2
    assert "the manual has no page `Z999`; `briefs explain` lists them all" in done.output


def test_a_new_workspace_says_what_to_do_next(place: Path) -> None:
    told = run("new", "my desk").output
    assert "next:\n  cd 'my desk'\n  briefs build " in told
    assert "  cd " not in run("new", ".").output


def test_check_names_the_file_of_each_source_without_a_copy(place: Path) -> None:
    (place / "facts/other.yaml").write_text(FACTS, encoding="utf-8")
    assert "no copy of `facts/other.yaml: s`, `facts/small.yaml: s` (" in run("check").output
