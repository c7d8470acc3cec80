"""Facts in spreadsheets: what a cell shows is what is printed, and every problem names its cell."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook

import briefs
from briefs.commands.main import main
from briefs.factfiles import edits, load_facts
from briefs.factfiles.number_formats import shown
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Place, Problem
from briefs.project.table_export import write_book

HEAD = "title: Harbour\nas_of: 2026-01-01\nsources: {b: {title: Bulletin}, c: {title: Other}}\n"


def read(folder: Path, text: str, **tables: str) -> tuple[Facts, list[Problem]]:
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    (folder / "f.yaml").write_text(HEAD + text, encoding="utf-8")
    return load_facts(folder / "f.yaml")


def book(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Any:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    made.save(path)
    return sheet


@pytest.mark.parametrize(
    ("value", "number_format", "text", "sign"),
    [
        (35.3, "General", "35.3", ""),
        (35, "General", "35", ""),
        (1 / 3, "General", "0.333333333", ""),
        (0.1 + 0.2, "General", "0.3", ""),
        (7, "00000", "00007", ""),
        (1234.5, "#,##0.00", "1234.50", ""),
        (3.7, "0", "4", ""),
        (2.5, "0", "3", ""),
        (0.1728, "0.0%", "17.3", "%"),
        (1.1728, "0%", "117", "%"),
        (-1234, "#,##0;(#,##0)", "-1234", ""),
        (-5, '0;[Red]"-"0', "-5", ""),
        (76_700_000, "0.0,,", "76.7", ""),
        (76_700_000, '0.0,, "million"', "76.7", "million"),
        (5, "[$€-407] #,##0", "5", "€"),
        (12, '0" kg"', "12", "kg"),
        (1.50, "0.0#", "1.5", ""),
        (0.25, "#.00", "0.25", ""),
        ("007", "@", "007", ""),
        (True, "General", "true", ""),
        (datetime(2024, 10, 29), "dd/mm/yyyy", "2024-10-29", ""),
        (datetime(2024, 10, 29), "mmm yyyy", "2024-10", ""),
        (datetime(2024, 10, 29), "yyyy", "2024", ""),
        (datetime(2024, 10, 29, 9, 30), "yyyy-mm-dd hh:mm", "2024-10-29 09:30", ""),
        (time(9, 30), "h:mm", "09:30", ""),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: object, number_format: str, text: str, sign: str) -> None:
    found = shown(value, number_format)
    assert (found.text, found.sign) == (text, sign)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (1.5, "# ?/?"),
        (1500, "0.00E+00"),
        (5, "[>100]0.0;0"),
        (-5, "0;[Red]0"),
        (12345678901234567, "0"),
        (datetime(2024, 10, 29), "mmmm"),
        (1.2, "0 0.0"),
    ],
)
def test_what_is_not_followed_is_refused(value: object, number_format: str) -> None:
    with pytest.raises(ValueError, match=r"^(shows|has|holds) "):
        shown(value, number_format)


def test_rows_of_a_table_are_records_with_their_sources_and_cells(tmp_path: Path) -> None:
    facts, problems = read(
        tmp_path,
        "figures:\n  from_file: trade.csv\n  total: {label: Total, formula: ships + boats}\n",
        trade="id,Label,value,from,at,says,use\nships,Ships landed,41,b,2,41 ships,\nboats,Boats,3,c,,,background\n",
    )
    assert problems == []
    ships = facts.index["figures.ships.value"]
    assert str(ships.at) == f"{tmp_path / 'trade.csv'}!C2"
    assert [(c.source, c.at, c.says) for c in ships.sources] == [("b", "2", ("41 ships",))]
    assert facts.index["figures.boats.value"].use == "background"
    assert facts.text("figures.total.value") == "44"
    assert facts.tables == (str(tmp_path / "trade.csv"),)


def test_every_problem_of_a_table_names_its_cell(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path,
        "people: {from_file: people.csv, from: b}\n",
        people="id,name,psot,born\nanna,Anna Kay,Minister,2024-13-01\nanna,Ben Ode,,\n,Cy Day,,,stray\n",
    )
    told = {str(each.at).partition("!")[2]: (each.code, each.hint) for each in problems}
    assert told["C1"] == ("F071", "did you mean `post`?")
    assert told["D2"][0] == "F014"
    assert told["A3"][0] == "F003"
    assert told["E4"][0] == "F071"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("none.xlsx", "is not there"),
        ("../f.csv", "leads out of"),
        ("trade.ods", "is no table"),
        ("plain.xlsx", "is no Excel file"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_where_it_is_named(named: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "plain.xlsx").write_text("no archive", encoding="utf-8")
    _, problems = read(tmp_path, f"figures: {{from_file: {named}, from: b}}\n")
    assert [(each.code, each.at.line) for each in problems] == [("F070", 4)]
    assert words in problems[0].message


def test_number_formats_units_and_what_is_hidden_or_merged(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Figures of the harbour"],
        ["id", "label", "value", "unit"],
        ["share", "Share", 0.125],
        ["cost", "Cost", 12.5, "USD"],
        ["sum", "Sum", "=C3"],
    ]
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["C3"].number_format, sheet["C4"].number_format = "0.0%", "[$€-407] 0.0"
    sheet.row_dimensions[4].hidden = True
    made.save(tmp_path / "t.xlsx")
    facts, problems = read(tmp_path, "figures: {from_file: t.xlsx#Sheet, from: b}\n")
    told = {(each.code, str(each.at).partition("!")[2], each.severity) for each in problems}
    assert told == {
        ("F073", "A1", "warning"),
        ("F073", "A4", "warning"),
        ("F072", "C4", "warning"),
        ("F072", "C5", "error"),
    }
    assert (facts.text("figures.share.value"), facts.text("figures.share.unit")) == ("12.5", "%")


def test_a_formula_that_reckons_with_a_rounded_cell_is_told(tmp_path: Path) -> None:
    book(tmp_path / "t.xlsx", [["id", "label", "value"], ["a", "A", 3.7], ["b", "B", 1]], {"C2": "0", "C3": "0"})
    facts, problems = read(tmp_path, "figures: {from_file: t.xlsx, from: b, s: {label: S, formula: a + b}}\n")
    assert facts.text("figures.s.value") == "5"
    assert [(each.code, str(each.at).partition("!")[2]) for each in problems] == [("F074", "C2")]


def test_a_series_from_two_columns(tmp_path: Path) -> None:
    text = "series: {s: {label: Exports, from: b, points: {from_file: t.csv, period: Year, value: Fish}}}\n"
    facts, problems = read(tmp_path, text, t="Year;Meat;Fish\n2023;1;10.5\n2024;2;11.25\n")
    assert problems == []
    points = [each for id_, each in facts.index.items() if ".points." in id_]
    assert [(each.id, each.written, each.at.column) for each in points] == [
        ("series.s.points.2023", "10.5", 3),
        ("series.s.points.2024", "11.25", 3),
    ]


def test_what_comes_from_a_table_is_not_changed_in_the_fact_file(tmp_path: Path) -> None:
    facts, _ = read(tmp_path, "figures: {from_file: t.csv, from: b}\n", t="id,label,value\na,A,3\n")
    text = (tmp_path / "f.yaml").read_text()
    fact = facts.index["figures.a.value"]
    assert edits.fields_of(text, fact) == ()
    with pytest.raises(edits.NotEditedError, match=r"t\.csv!C2: change it in that table"):
        edits.edited(text, fact, {"value": "4"}, facts.file)


@pytest.mark.parametrize("name", ["note", "use", "marking"])
def test_a_record_with_the_name_of_an_attribute_is_told(name: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, f"figures: {{{name}: {{label: A, value: 3}}, from: b}}\n")
    assert ("F013", f"`{name}` is no record: it is a word that holds for all of `figures`") in [
        (each.code, each.message) for each in problems
    ]


def bare(fact: Fact) -> Fact:
    sources = tuple(replace(each, place=Place("")) for each in fact.sources)
    texts = tuple(replace(each, at=Place("")) for each in fact.texts)
    return replace(fact, at=Place(""), sources=sources, texts=texts)


@pytest.mark.parametrize("name", ["flood", "trade-mission", "railway", "budget"])
def test_records_go_into_a_spreadsheet_and_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text((Path(__file__).parent / "facts" / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    write_book(file, tmp_path / "f.xlsx", tmp_path / "g.yaml")
    before, after = load_facts(file)[0], load_facts(tmp_path / "g.yaml")
    assert [each for each in after[1] if each.severity == "error"] == []
    assert {id_: bare(each) for id_, each in before.index.items()} == {
        id_: bare(each) for id_, each in after[0].index.items()
    }
    assert "from_file: f.xlsx#" in (tmp_path / "g.yaml").read_text(encoding="utf-8")


def test_awkward_texts_come_back_as_they_were(tmp_path: Path) -> None:
    text = """people:
  # nobody's comment
  anna: {name: '"Anna" Kay', post: '=1+1', born: 2024, from: b, also: ["true", "a, b"], note: "x"}
  ben: {name: {value: Ben, from: {source: c, at: [1, 2], says: [x, y]}, use: background}, marking: SECRET, from: [b, c]}
figures:
  a: {label: "2024", value: "007", unit: kg, from: b}
  c: {label: {value: {en: C, mn: Муур}, from: c}, value: 12.50, from: b}
  d: {label: D, formula: c * 2}
# a comment that belongs to what follows
gaps: {g: {what: "Two\\nlines: here", why: {value: "NO", open: {because: "said"}}}}
"""
    read(tmp_path, text)
    write_book(tmp_path / "f.yaml", tmp_path / "f.xlsx", tmp_path / "g.yaml")
    before, after = load_facts(tmp_path / "f.yaml")[0], load_facts(tmp_path / "g.yaml")[0]
    assert {id_: bare(each) for id_, each in before.index.items()} == {
        id_: bare(each) for id_, each in after.index.items()
    }
    assert "# a comment that belongs to what follows" in (tmp_path / "g.yaml").read_text(encoding="utf-8")


def test_the_command_writes_a_book_and_says_how_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, "figures: {a: {label: A, value: 3, from: b}}\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", "f.yaml", "--xlsx"])
    assert done.output == (
        "f.xlsx: 1 figures\nTo read them from there, write in place of the records:\n"
        "  figures: {from_file: f.xlsx#figures}\n"
    )
    assert briefs.load("f.yaml")[1] == []
