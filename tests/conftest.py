"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.dont_write_bytecode = False  # the processes of a run, and the programs that they begin, compile the house once
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite what Markdown cases expect")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept rewrites files, which several processes would do at once: add -n 0")


@pytest.fixture(scope="session")
def article_facts() -> Path:
    return ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"


@pytest.fixture(scope="session")
def budget_facts() -> Path:
    return ROOT / "tests" / "facts" / "budget.yaml"


@pytest.fixture
def loops_end_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops that never end are ended after fewer turns than they may have: `test_cases` waits for all two million."""
    monkeypatch.setattr("briefs.templating.filling.MOST_TURNS", 20_000)
