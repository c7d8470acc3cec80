"""What has changed from one version of the facts to another: told by `diff`, and shown in documents."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx_rules import W, Word, faults, text_of
from lxml import etree
from papers import HEAD
from pdfcheck import paper as pdf
from readback import pdf_paragraphs, word_paragraphs
from redlines import resolved

from briefs.commands import main
from briefs.model.problems import Stop
from briefs.project.changes import Change, changes
from briefs.project.earlier import load_version

OLD = """\
points:
  jobs: {text: "The quay gives work to 300 people.", from: {source: s, at: 4}}
  gone: {text: "The old quay stays open.", from: {source: s, at: 5}}
figures:
  ships: {label: ships in the first week, value: 38, from: {source: s, at: 2}}
other:
  from: us
  towns: [Aktau, Baku, Turkmenbashi]
"""
NEW = """\
points:
  jobs: {text: "The quay gives work to 320 people.", from: {source: s, at: 4}}
  night: {text: "Ships are served at night.", from: {source: s, at: 6}}
figures:
  ships: {label: ships in the first week, value: 38, use: background, from: {source: s, at: 3}}
other:
  from: us
  towns: [Poti, Aktau, Baku, Turkmenbashi]
"""
TEMPLATE = """\
---
title: Test
---
# {{ title }}

{% for figure in figures %}
- {{ figure.label }}: {{ figure | quantity }}
{% endfor %}

{% for point in points %}
{{ point.text }}

{% endfor %}
"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def _git(folder: Path, *words: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a template and two versions of a file, the earlier one also in git."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "test.md").write_text(TEMPLATE, encoding="utf-8")
    _file(tmp_path, "old.yaml", OLD)
    _file(tmp_path, "new.yaml", OLD)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "new.yaml")
    _git(tmp_path, "commit", "-qm", "first")
    _file(tmp_path, "new.yaml", NEW)
    return tmp_path


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def _changes(old: Path, new: Path) -> dict[str, Change]:
    return {each.id: each for each in changes(load_version(str(old))[0], load_version(str(new))[0])}


def test_facts_are_added_changed_and_withdrawn(desk: Path) -> None:
    found = _changes(desk / "old.yaml", desk / "new.yaml")
    assert {each: (change.kind, change.aspects) for each, change in found.items()} == {
        "points.jobs.text": ("changed", ("value",)),
        "points.gone.text": ("withdrawn", ()),
        "points.night.text": ("added", ()),
        "figures.ships.label": ("changed", ("source", "use")),
        "figures.ships.value": ("changed", ("source", "use")),
        "other.towns.1": ("added", ()),
    }


def test_the_same_facts_do_not_differ(desk: Path) -> None:
    assert not _changes(desk / "old.yaml", desk / "old.yaml")
    done = _run("diff", "old.yaml", "old.yaml")
    assert (done.output, done.exit_code) == ("no fact differs\n", 0)


def test_a_revision_in_git_is_the_file_as_it_was(desk: Path) -> None:
    then, problems = load_version("@HEAD", desk / "new.yaml")
    assert not problems
    assert then.text("points.jobs.text") == "The quay gives work to 300 people."
    assert then.file == str(desk / "new.yaml")
    assert str(then.index["points.jobs.text"].at) == f"{desk / 'new.yaml'}@HEAD:5:16"


def test_a_file_of_that_very_name_comes_before_a_revision(desk: Path) -> None:
    _file(desk, "new.yaml@HEAD", NEW)
    assert load_version("new.yaml@HEAD")[0].text("points.jobs.text") == "The quay gives work to 320 people."


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("new.yaml@nothing", "there is no revision `nothing`"),
        ("old.yaml@HEAD", "`old.yaml` did not exist at the revision `HEAD`"),
        ("new.yaml@--output=x", "is no revision"),
        ("@HEAD", "of which file is not said"),
        ("folder/new.yaml@HEAD", "there is no folder `folder`"),
    ],
)
def test_a_version_that_cannot_be_had_is_told(desk: Path, name: str, says: str) -> None:
    with pytest.raises(Stop) as stop:
        load_version(name)
    assert [problem.code for problem in stop.value.problems] == ["F050"]
    assert says in stop.value.problems[0].message


def test_without_a_repository_or_git_that_is_told(
    desk: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere.parent))
    with pytest.raises(Stop, match="is in no git repository"):
        load_version(f"{_file(elsewhere, 'a.yaml', OLD)}@HEAD")
    monkeypatch.setenv("PATH", str(elsewhere))
    with pytest.raises(Stop, match="there is no git on this machine"):
        load_version("new.yaml@HEAD")


def test_diff_tells_facts_with_their_places_and_the_paragraphs(desk: Path) -> None:
    done = _run("diff", "new.yaml@HEAD", "-t", "test")
    assert done.exit_code == 0
    assert "changed    points.jobs.text  (new.yaml:5:16; was new.yaml@HEAD:5:16)" in done.output
    assert "value: The quay gives work to 300 people. → The quay gives work to 320 people." in done.output
    assert "use: none → background" in done.output
    assert "withdrawn  points.gone.text = The old quay stays open.  (new.yaml@HEAD:6:16)" in done.output
    assert "    - The quay gives work to 300 people.\n    + The quay gives work to 320 people.\n" in done.output
    assert done.output.endswith("facts: 2 added, 3 changed, 1 withdrawn; 3 paragraphs in 1 document\n")


def test_diff_as_json_says_the_same(desk: Path) -> None:
    found = json.loads(_run("diff", "old.yaml", "new.yaml", "-t", "test", "--output-format", "json").output)
    assert [fact["kind"] for fact in found["facts"]].count("changed") == 3
    [document] = found["documents"]
    assert {each["kind"] for each in document["paragraphs"]} == {"added", "changed", "withdrawn"}
    assert found["facts"][0]["old"]["file"] == "old.yaml"


def _built(desk: Path, *words: str) -> Path:
    """The folder of what a build from `new.yaml` with these options puts out."""
    done = _run("build", "new.yaml", "-t", "test", *words)
    assert done.exit_code == 0, done.output
    return desk / "build" / "new"


def test_a_document_says_and_marks_what_has_changed_since(desk: Path) -> None:
    folder = _built(desk, "--since", "@HEAD")
    word = Word((folder / "test.docx").read_bytes())
    texts = [text_of(each) for each in word.document.iter(f"{W}p")]
    first = texts.index("What has changed since the earlier version, also of 15 January 2026")
    assert texts[first + 1 : first + 4] == [
        "The quay gives work to 320 people. (earlier: The quay gives work to 300 people.)",
        "The old quay stays open. (withdrawn)",
        "Ships are served at night. (new)",
    ]
    barred = [text_of(each) for each in word.document.iter(f"{W}p") if _has_bar(each)]
    assert barred == ["The quay gives work to 320 people.", "Ships are served at night."]
    assert faults((folder / "test.docx").read_bytes()) == []


CHANGING = """\
title: A test
as_of: 2026-01-15
sources: {s: {title: A source}}
from: s
figures:
  ships: {label: ships in the first week, value: 38, unit: ships}
  crew: {label: crew, value: 10}
  each: {label: ships for each of the crew, formula: ships / crew}
series: {freight: {label: freight, unit: tonnes, points: {2024: 100000, 2025: 120000}}}
agreements: {ports: {title: Ports agreement, kind: agreement, purpose: To open the ports, term: two years}}
"""
PRINTS = """\
---
title: Test
---
# {{ title }}

{% for figure in figures %}
- {{ figure.label }}: {{ figure | quantity }}
{% endfor %}

::: chart column {{ series.freight }}
:::

{% for each in agreements %}
{{ each.title }}, {{ each.kind }}: {{ each.purpose }}, {{ each.term }}

{% endfor %}
"""


def _box(desk: Path, new: str) -> list[str]:
    """The title and the entries of the box in the paper of these facts, since `CHANGING`."""
    (desk / "templates" / "test.md").write_text(PRINTS, encoding="utf-8")
    (desk / "old.yaml").write_text(CHANGING, encoding="utf-8")
    (desk / "new.yaml").write_text(new, encoding="utf-8")
    word = Word((_built(desk, "--since", "old.yaml", "-f", "docx") / "test.docx").read_bytes())
    texts = [text_of(each).replace("\u00a0", " ") for each in word.document.iter(f"{W}p")]
    return texts[1 : next(place for place, text in enumerate(texts) if text.startswith("ships in the first"))]


def test_the_box_has_a_line_for_each_record_with_all_that_is_another_of_it(desk: Path) -> None:
    new = CHANGING.replace("as_of: 2026-01-15", "as_of: 2026-01-20").replace("value: 38", "value: 41")
    new = new.replace("2025: 120000", "2025: 125000").replace("To open the ports", "To share the ports")
    seeds = "seeds: {title: Seeds memorandum, kind: memorandum, purpose: To share seeds, term: a year}"
    new = new.replace("two years}}", "three years}, " + seeds + "}")
    assert _box(desk, new) == [
        "What has changed since 15 January 2026",
        "Ships in the first week: 41 ships (earlier: 38 ships)",
        "Ships for each of the crew: 4.1 (earlier: 3.8)",
        "Freight (tonnes): 2025: 125,000 (earlier: 120,000)",
        "Ports agreement: To share the ports (earlier: To open the ports); three years (earlier: two years)",
        "Seeds memorandum (new)",
    ]


def test_what_has_no_name_of_its_own_bears_that_of_the_field_in_which_it_stands(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "::: fields\n- Facts as at: {{ as_of | date }}\n- Deadline: {{ brief.deadline | date }}\n:::\n\n"
    monkeypatch.setitem(globals(), "PRINTS", PRINTS.replace("{% for figure", head + "{% for figure", 1))
    monkeypatch.setitem(globals(), "CHANGING", CHANGING + "brief: {deadline: 2026-02-01}\n")
    new = CHANGING.replace("as_of: 2026-01-15", "as_of: 2026-01-20").replace("2026-02-01", "2026-02-03")
    box = _box(desk, new)
    assert "Facts as at: 20 January 2026 (earlier: 15 January 2026)" in box
    assert "Deadline: 3 February 2026 (earlier: 1 February 2026)" in box


def _has_bar(paragraph: etree._Element) -> bool:
    side = paragraph.find(f"{W}pPr/{W}pBdr/{W}left")
    return side is not None and side.get(f"{W}sz") == "12" and side.get(f"{W}space") == "8"


def test_the_bars_in_pdf_are_artifacts_and_both_formats_say_the_same(desk: Path) -> None:
    folder = _built(desk, "--since", "old.yaml")
    found = pdf((folder / "test.pdf").read_bytes())
    assert found.faults == []
    texts = [each for each in pdf_paragraphs((folder / "test.pdf").read_bytes()) if "•" not in each]
    assert texts == [each for each in word_paragraphs((folder / "test.docx").read_bytes()) if each]


def test_without_changes_the_box_says_so_and_nothing_is_marked(desk: Path) -> None:
    folder = _built(desk, "--since", "new.yaml")
    word = Word((folder / "test.docx").read_bytes())
    texts = [text_of(each) for each in word.document.iter(f"{W}p")]
    assert "Nothing here has changed since the earlier version, also of 15 January 2026." in texts
    assert not any(_has_bar(each) for each in word.document.iter(f"{W}p"))


def test_a_public_paper_does_not_tell_again_what_is_kept_back_now(desk: Path) -> None:
    _file(desk, "new.yaml", OLD.replace('open.", from', 'open.", use: background, from'))
    public = TEMPLATE.replace("title: Test\n", "title: Test\naudience: public\n")
    (desk / "templates" / "test.md").write_text(public, encoding="utf-8")
    folder = _built(desk, "--since", "old.yaml")
    for path in (folder / "test.docx", folder / "test.pdf"):
        said = word_paragraphs(path.read_bytes()) if path.suffix == ".docx" else pdf_paragraphs(path.read_bytes())
        assert not any("old quay" in each for each in said)


def test_earlier_facts_with_errors_are_told_and_nothing_is_built(desk: Path) -> None:
    _file(desk, "old.yaml", OLD.replace("source: s, at: 2", "source: nobody, at: 2"))
    done = _run("build", "new.yaml", "-t", "test", "--since", "old.yaml")
    assert done.exit_code == 1
    assert "old.yaml:8:" in done.output
    assert not (desk / "build" / "new").exists()


def test_a_redline_has_the_new_document_and_the_old_one_in_it(desk: Path) -> None:
    folder = _built(desk, "--since", "@HEAD", "--redline", "-f", "docx")
    data = (folder / "test.redline.docx").read_bytes()
    _file(desk, "old.yaml", OLD)
    assert _run("build", "new.yaml", "old.yaml", "-t", "test", "-f", "docx", "--force").exit_code == 0
    new, old = ((desk / "build" / name / "test.docx").read_bytes() for name in ("new", "old"))
    assert resolved(data, True) == [each for each in word_paragraphs(new) if each.strip()]
    assert resolved(data, False) == [each for each in word_paragraphs(old) if each.strip()]
    word = Word(data)
    assert {each.get(f"{W}date") for each in word.document.iter(f"{W}ins", f"{W}del")} == {"2026-01-15T00:00:00Z"}


def test_in_the_annex_of_a_redline_only_the_rows_that_changed_are_marked(desk: Path) -> None:
    twice = "from: [{source: s, at: 4}, {source: s, at: 7}]}"
    new = NEW.replace("use: background, from: {source: s, at: 3}", "from: {source: s, at: 2}")
    for name, text in (("old", OLD), ("new", new)):
        _file(desk, f"{name}.yaml", text.replace("from: {source: s, at: 4}}", twice))
    folder = _built(desk, "--since", "old.yaml", "--redline", "--annex", "-f", "docx")
    word = Word((folder / "test.redline.docx").read_bytes())
    table = next(word.document.iter(f"{W}tbl"))
    marks = [f"{W}ins", f"{W}del"]
    said = {text_of(row): any(True for _ in row.iter(*marks)) for row in table.iter(f"{W}tr")}
    changed = {text.split(".text")[0] for text, marked in said.items() if marked}
    assert changed == {"points.jobs", "", "points.night"}  # of the row that is gone no text stays
    assert sum("figures.ships" in text for text, marked in said.items() if not marked) == 2
    assert faults((folder / "test.redline.docx").read_bytes()) == []


def test_a_paper_for_the_public_bears_no_deleted_text(desk: Path) -> None:
    public = TEMPLATE.replace("title: Test\n", "title: Test\naudience: public\n")
    (desk / "templates" / "test.md").write_text(public, encoding="utf-8")
    done = _run("build", "new.yaml", "-t", "test", "--since", "@HEAD", "--redline")
    assert done.exit_code == 0
    assert "W040 no tracked changes: it is for the public" in done.output
    assert not (desk / "build" / "new" / "test.redline.docx").exists()


def test_a_fact_that_is_kept_closer_now_is_not_shown_in_deleted_text(desk: Path) -> None:
    chosen = TEMPLATE.replace("in points", 'in points | where(under="significance")')
    (desk / "templates" / "test.md").write_text(chosen, encoding="utf-8")
    old = OLD.replace('open.", from', 'open.", under: significance, from')
    _file(desk, "old.yaml", old)
    _file(desk, "new.yaml", old.replace("under: significance", "use: background"))
    done = _run("build", "new.yaml", "-t", "test", "--since", "old.yaml", "--redline", "-f", "docx")
    assert "W040 no tracked changes: `points.gone.text` may not be shown now as it was then" in done.output
    said = word_paragraphs((desk / "build" / "new" / "test.docx").read_bytes())
    assert not any("stays open" in each for each in said)


def test_a_redline_needs_an_earlier_version_and_word(desk: Path) -> None:
    assert _run("build", "new.yaml", "--redline").exit_code == 2
    assert _run("build", "new.yaml", "--redline", "--since", "@HEAD", "-f", "pdf").exit_code == 2
