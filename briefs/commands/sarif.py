"""Problems as a SARIF 2.1.0 log (OASIS, 2023), which editors and code hosts show beside the lines.

It words no problem; it only puts them into that form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefs.manual import title
from briefs.model.problems import Place, Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(problems: Sequence[Problem], pages: Mapping[str, str], version: str) -> dict[str, Any]:
    """The log, ready for JSON: one run, a rule for each code that occurs, a result for each problem.

    `pages` are the manual pages by code. Columns count characters, as they do in `Place`.
    """
    codes = list(dict.fromkeys(problem.code for problem in problems))
    rules = [_rule(code, pages.get(code, "")) for code in codes]
    driver = {"name": "briefs", "version": version, "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, page: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if page:
        rule["shortDescription"] = {"text": title(page)}
        rule["help"] = {"text": page.strip()}
    return rule


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(problem.at, problem.width)}],
    }


def _location(at: Place, width: int) -> dict[str, Any]:
    location: dict[str, Any] = {
        "artifactLocation": {"uri": _uri(at.file.partition("#")[0] if at.in_table else at.file)}
    }
    if at.line:
        region: dict[str, int] = {"startLine": at.line}
        if at.column:
            region |= {"startColumn": at.column, "endColumn": at.column + max(1, width)}
        location["region"] = region
    return location


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
