"""A document for each row of a table, parts of a list of work, and who does it."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from papers import workspace

from briefs.commands import main
from briefs.project import Ask, build

LETTER = """\
---
for_each: rows
---
# {{ title }}

Dear {{ record.full_name }}, table {{ record.table }}.

{% if record.diet %}
Diet: {{ record.diet }}
{% endif %}
"""
GUESTS = 'Full name;Table;Diet\nAnna Berg;1;\n"Bo; the ""second"" & *all*";2;no_fish\nЖан Қ;3;"two\nlines"\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace(tmp_path, "points: {a: {text: T, from: us}}\n", LETTER)
    (tmp_path / "guests.csv").write_text(GUESTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*more: str, given: str | None = None) -> Result:
    command = ["build", "facts.yaml", "-t", "test", "-f", "docx", *more]
    return CliRunner().invoke(main, command, input=given, catch_exceptions=False)


def texts(ask: Ask) -> dict[str, str]:
    """What the documents say, without the ids of facts and with plain spaces."""
    found = {made.name: made.files["text"].decode().replace("\xa0", " ") for made in build(ask).made}
    return {name: re.sub(r"\[(.*?)\]\([\w.]+\)", r"\1", text) for name, text in found.items()}


def test_there_is_a_document_for_each_row_with_its_values_as_they_were_typed(place: Path) -> None:
    found = texts(Ask(facts=("facts.yaml",), templates=("test",), formats=("text",), data="guests.csv"))
    assert list(found) == ["facts/test/1", "facts/test/2", "facts/test/3"]
    assert "Dear Anna Berg, table 1." in found["facts/test/1"]
    assert "Diet" not in found["facts/test/1"]
    assert 'Dear Bo; the "second" & *all*, table 2.' in found["facts/test/2"]
    assert "A test" in found["facts/test/3"]


def test_documents_are_named_by_a_column_and_a_name_that_is_taken_is_a_problem(place: Path) -> None:
    done = run("--data", "guests.csv", "--name-by", "Full name", "--output-format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["name"] for line in lines] == [
        "facts/test/Anna-Berg",
        "facts/test/Bo-the-second-all",
        "facts/test/Жан-Қ",
    ]
    assert all(Path(file).is_file() for line in lines for file in line["files"])
    twice = run("--data", "-", "--name-by", "name", given="name\nA b\nC\nA-b\n")
    assert twice.exit_code == 1
    assert "standard input:4:1: F101 another row is named `A-b` too" in twice.stderr


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('{"full_name": "A"}\n{"full_name": ["B"]}\n', "2:1: F101 `full_name` holds more than one value"),
        ("full_name,table\nA,1,2\n", "2:3: F101 the row has 3 cells, and there are 2 columns"),
        ("a,a\n1,2\n", "1:2: F101 two columns are called `a`"),
        ("full_name,table\nA,2024-02-30\n", "2:2: F101 there is no day `2024-02-30`"),
        ("{\n", "1:1: F101 this line is no JSON"),
        ("", "F00"),
    ],
)
def test_what_is_wrong_with_rows_is_told_by_line_and_column(rows: str, told: str, place: Path) -> None:
    done = run("--data", "-", given=rows)
    assert done.exit_code == 1
    assert told in done.stderr
    assert not list(place.rglob("*.docx"))


def test_a_row_is_no_more_public_than_any_other_fact(place: Path) -> None:
    (place / "templates/test.md").write_text(LETTER.replace("---\n", "---\naudience: public\n", 1), encoding="utf-8")
    ask = Ask(facts=("facts.yaml",), templates=("test",), formats=("text",), data="guests.csv")
    report = build(ask)
    assert not any(b"Berg" in data for made in report.made for data in made.files.values())


def test_without_rows_the_template_says_what_it_lacks(place: Path) -> None:
    assert "T007" in run().stderr


def test_every_document_belongs_to_one_part(place: Path) -> None:
    found: list[str] = []
    for part in (1, 2, 3):
        done = run("--data", "guests.csv", "--shard", f"{part}/3", "--output-format", "jsonl", "-o", f"out{part}")
        found += [json.loads(line)["name"] for line in done.stdout.splitlines()]
    assert sorted(found) == ["facts/test/1", "facts/test/2", "facts/test/3"]
    assert run("--shard", "4/3").exit_code == 2


def test_any_executor_makes_the_same_documents_in_the_same_order(place: Path) -> None:
    ask = Ask(facts=("facts.yaml",), templates=("test",), formats=("docx",), data="guests.csv", out="one")
    here = build(ask)
    with ThreadPoolExecutor(1) as executor:
        there = build(ask, executor=executor)
    assert [(made.name, dict(made.files)) for made in here.made] == [
        (made.name, dict(made.files)) for made in there.made
    ]
