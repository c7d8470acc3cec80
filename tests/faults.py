"""Faults planted one at a time in a copy of the project: the tests nearest to each must catch it.

    python tests/faults.py                 150 faults, drawn by seed, over all rooms that decide something
    python tests/faults.py --faults 40 --seed 3 --room clearance

It says which survive and ends with 1 where fewer than 92 in 100 are caught. It takes one core for half an hour.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing.connection
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mutants import Fault, faults_in

HOUSE = Path(__file__).parent.parent
LEAST = 0.92
"""Share of the faults that must be caught."""
LONGEST = 90
"""Seconds of a processor that the tests of one fault may take: what takes longer runs for ever, and is caught."""
PRELOADED = ["pytest", "hypothesis", "jinja2", "yaml", "babel", "lxml.etree", "docx", "reportlab.platypus", "uharfbuzz"]


class Room(NamedTuple):
    """Modules in which faults are planted, and the tests nearest to them, the cheapest first."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "clearance": Room(
        ("clearance/release", "clearance/flow", "clearance/declared", "clearance/deduction", "model/marking"),
        ("test_overlooked", "test_clearance", "test_marking", "test_versions", "test_release"),
    ),
    "store": Room(("project/output_folder", "project/records", "project/lock"), ("test_store", "test_cli")),
    "budget": Room(
        ("document/page_budget", "project/page_fitting", "project/unsettled"),
        ("test_overlooked", "test_pages", "test_draft", "test_papers", "test_sections"),
    ),
    "templating": Room(
        ("templating/filling", "templating/reading", "templating/environment", "templating/boxes"),
        ("test_overlooked", "test_cases", "test_read", "test_filters", "test_strangers", "test_verbatim"),
    ),
    "factfiles": Room(
        ("factfiles/expressions", "factfiles/formulas", "factfiles/values"),
        ("test_overlooked", "test_formulas", "test_load", "test_load_cases", "test_schema"),
    ),
    "layout": Room(
        (
            "layout/lay_out",
            "layout/columns",
            "layout/grid",
            "layout/lists",
            "layout/headings",
            "layout/figures",
            "layout/blanks",
            "layout/axis",
            "layout/sizes",
            "layout/direction",
        ),
        (
            "test_overlooked",
            "test_write_alike",
            "test_blanks",
            "test_text_lines",
            "test_write_docx",
            "test_pdf_tags",
            "test_write_pdf",
        ),
    ),
    "docx": Room(
        ("docx/body", "docx/table", "docx/numbering", "docx/styles", "docx/runs", "docx/paragraphs", "docx/boxes"),
        ("test_overlooked", "test_write_docx_text", "test_write_docx", "test_write_docx_chart", "test_redline"),
    ),
    "pdf": Room(
        ("pdf/flow", "pdf/story", "pdf/table", "pdf/tags", "pdf/canvas", "pdf/pages", "pdf/outline"),
        ("test_overlooked", "test_text_lines", "test_pdf_tags", "test_write_pdf", "test_pages"),
    ),
    "checks": Room(
        (
            "checks/sums",
            "checks/figures",
            "checks/number_matching",
            "checks/names_and_titles",
            "checks/dates_in_order",
            "checks/document_checks",
            "checks/arithmetic",
            "checks/ages",
        ),
        ("test_overlooked", "test_cases", "test_sources", "test_check_sources", "test_trial"),
    ),
}
NAMED: tuple[tuple[str, str, str, str], ...] = (
    (
        "clearance",
        "clearance/release",
        "items = tuple(made for item in node.items if",
        "items = tuple(made for item in () if",
    ),
    ("budget", "document/page_budget", "(step.order, step.box)", "(step.order, -step.box)"),
    ("budget", "document/page_budget", "len(b.rows) if isinstance(b, Table) else 0", "0"),
    ("budget", "document/page_budget", "keep = max(0, len(block.rows) - count)", "keep = len(block.rows)"),
    ("budget", "model/tree", "            return not block.blocks", "            return False"),
    ("templating", "templating/filling", "size > MOST_TEXT", "False"),
    ("templating", "factfiles/template_file", "LARGEST = 1_000_000", "LARGEST = 1_000_000_000"),
    ("factfiles", "factfiles/expressions", "max(1, min((part.most", "max(1, max((part.most"),
    ("factfiles", "factfiles/expressions", "Precision(max(1, ", "Precision(max(0, "),
    ("docx", "docx/styles", "range(1, 7)", "range(1, 6)"),
    ("layout", "layout/sizes", 'theme.looks["body"].after', "0.0"),
)
"""Faults that once survived, each with the room whose tests must catch it: they are planted first."""
EQUIVALENT: dict[tuple[str, str, str], str] = {}
"""Faults that change nothing that anybody can see: module, line without spaces around it, what stands there instead;
and why."""


class Planted(NamedTuple):
    """A fault in a module, and what became of it."""

    room: str
    module: str
    fault: Fault
    line: str
    caught: str = ""

    def __str__(self) -> str:
        return f"{self.module}.py:{self.fault.line} `{self.fault.old}` → `{self.fault.new}`   {self.line}"


def named() -> list[Planted]:
    """The faults that once survived."""
    found: list[Planted] = []
    for room, module, old, new in NAMED:
        source = (HOUSE / f"briefs/{module}.py").read_text(encoding="utf-8")
        assert old in source, f"{module} reads otherwise now: mend NAMED"
        start = source.index(old)
        fault = Fault(source.count("\n", 0, start) + 1, start, start + len(old), new, old)
        found.append(Planted(room, module, fault, "once survived"))
    return found


def drawn(seed: int, count: int, rooms: Sequence[str]) -> list[Planted]:
    """So many faults, shared out evenly among the rooms, in an order that chance has made."""
    chance = random.Random(seed)
    piles: list[list[Planted]] = []
    for room in rooms:
        pile = []
        for module in ROOMS[room].modules:
            source = (HOUSE / f"briefs/{module}.py").read_text(encoding="utf-8")
            lines = source.splitlines()
            for fault in faults_in(source):
                line = lines[fault.line - 1].strip()
                if (module, line, fault.new) not in EQUIVALENT:
                    pile.append(Planted(room, module, fault, line))
        chance.shuffle(pile)
        piles.append(pile)
    found = [pile[turn] for turn in range(count) for pile in piles if turn < len(pile)]
    return found[:count]


@contextlib.contextmanager
def copy_of_the_house() -> Iterator[Path]:
    """A copy in which faults can be planted; it goes in the end."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", "__pycache__", ".hypothesis", ".*_cache", "build", "dist")
        shutil.copytree(HOUSE, copy, ignore=left_out)
        yield copy


def first_failure(copy: Path, tests: Sequence[str]) -> str:
    """The test that fails first, or `takes too long`; empty where all pass."""
    context = multiprocessing.get_context()
    answer, ask = context.Pipe(duplex=False)
    process = context.Process(target=_ran, args=(ask, str(copy), tuple(tests)))
    process.start()
    ask.close()
    try:
        return str(answer.recv())
    except EOFError:
        process.join()
        assert process.exitcode in {-24, -9}, f"the tests were not run: {process.exitcode}"  # SIGXCPU, SIGKILL
        return "takes too long"
    finally:
        process.join()


def _ran(ask: multiprocessing.connection.Connection, copy: str, tests: tuple[str, ...]) -> None:
    """Run the tests in the copy, in this process, and tell which fails first."""
    os.chdir(copy)
    sys.path[:0] = [copy, f"{copy}/tests"]
    os.environ |= {"PYTHONPATH": copy}
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 5))
    import pytest

    class First:
        failed = ""

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed and not self.failed:
                self.failed = report.nodeid

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            if report.failed and not self.failed:
                self.failed = report.nodeid or "collection"

    first = First()
    files = [f"tests/{name}.py" for name in tests]
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--no-header", "--tb=no"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is there already
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status = pytest.main([*options, *files], plugins=[first])
    ask.send(first.failed or ("" if status == 0 else f"pytest ended with {status}"))


def tried(planted: Planted, copy: Path) -> Planted:
    """The fault with the test that catches it."""
    path = copy / f"briefs/{planted.module}.py"
    sound = path.read_text(encoding="utf-8")
    path.write_text(planted.fault.planted(sound), encoding="utf-8")
    try:
        return planted._replace(caught=first_failure(copy, ROOMS[planted.room].tests))
    finally:
        path.write_text(sound, encoding="utf-8")


def main() -> None:
    """Plant, run, tell; the exit status says whether enough are caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=150)
    parser.add_argument("--skip", type=int, default=0, help="begin after so many")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--room", action="append", choices=list(ROOMS))
    parser.add_argument("--trusted", action="store_true", help="do not run the tests without a fault first")
    asked = parser.parse_args()
    rooms = asked.room or list(ROOMS)
    if sys.platform != "win32":
        multiprocessing.set_start_method("forkserver")
        multiprocessing.set_forkserver_preload(PRELOADED)
    planted = [*named(), *drawn(asked.seed, asked.faults, rooms)][asked.skip :]
    done: list[Planted] = []
    with copy_of_the_house() as copy:
        for room in [] if asked.trusted else rooms:
            assert not (failed := first_failure(copy, ROOMS[room].tests)), f"{failed} fails without any fault"
        for each in planted:
            begun = time.monotonic()
            done.append(tried(each, copy))
            word = f"caught by {done[-1].caught}" if done[-1].caught else "SURVIVES"
            print(f"{word:<12.110} {time.monotonic() - begun:4.0f} s  {each}", flush=True)
    alive = [each for each in done if not each.caught]
    print(f"{len(done) - len(alive)} of {len(done)} faults are caught; these survive:", *alive, sep="\n  ")
    raise SystemExit(1 if len(alive) > (1 - LEAST) * len(done) else 0)


if __name__ == "__main__":
    main()
