"""Problems as SARIF: valid against its schema, whatever they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from briefs.commands import main
from briefs.commands.sarif import sarif
from briefs.manual import pages
from briefs.model.problems import Place, Problem

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
BROKEN = """\
title: Trade in 2024
as_of: 2024-11-01
sources: {article: {title: Trade doubles}, letter: {title: A letter}}
figurs: {}
summary: {value: Trade has doubled to 76.8., from: {source: article, at: 1, says: "has doubld"}}
"""


def validated(log: dict[str, Any]) -> dict[str, Any]:
    """The log, which is valid, and whose rules and results belong together."""
    Draft7Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return log


def test_what_check_prints_as_sarif_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my facts.yaml").write_text(BROKEN, encoding="utf-8")
    Path("article.txt").write_text("Trade doubles\n\nTrade has doubled to 76.7.", encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "my facts.yaml", "--sources", ".", "--output-format", "sarif"])
    assert done.exit_code == 1
    run = validated(json.loads(done.stdout))["runs"][0]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels == {"F010": "error", "S104": "error", "S106": "error", "S118": "warning"}
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"my%20facts.yaml"}
    number = next(r for r in run["results"] if r["ruleId"] == "S106")["locations"][0]["physicalLocation"]["region"]
    assert number == {"startLine": 5, "startColumn": 39, "endColumn": 43}


def test_a_rule_bears_its_manual_page() -> None:
    log = validated(sarif([Problem("S106", "a number", Place("f.yaml", 1, 2))], pages("codes"), "1.0"))
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"] == "A number in a fact does not stand in the source's words for it."
    assert "## How to mend it" in rule["help"]["text"]


@pytest.mark.parametrize("at", [Place("f.yaml"), Place("f.yaml", 3), Place("/a b/ё.yaml", 3, 4), Place("")])
def test_places_without_line_or_column_are_valid(at: Place) -> None:
    validated(sarif([Problem("X999", 'say "no"\n<&>', at, "mend\tit", "warning", 3)], {}, "1.0"))


def test_without_problems_the_log_is_there_and_empty() -> None:
    assert validated(sarif([], {}, "1.0"))["runs"][0]["results"] == []


def test_the_schema_refuses_what_is_no_log() -> None:
    log = sarif([Problem("S106", "a number", Place("f.yaml", 1, 2))], {}, "1.0")
    for spoil in ("message", "level"):
        spoilt = json.loads(json.dumps(log))
        spoilt["runs"][0]["results"][0][spoil] = "nonsense"
        assert not Draft7Validator(SCHEMA).is_valid(spoilt)
