"""What a brief costs, here and by other routes, measured in one run and side by side. Run by hand:

    pip install '.[test,bench]'
    python tests/bench/run.py                     # all of it: half an hour; needs LibreOffice's `soffice`
    python tests/bench/run.py cold warm           # or only: cold, warm, batch, scale
    python tests/bench/run.py --rounds 3 --json   # fewer rounds; figures for programs
    python tests/bench/run.py --write             # the table of README.md too

cold   a fresh process makes the brief of eleven pages (and, beside it, the one of two), by each route.
warm   a fresh process makes several, which differ; the first two do not count.
batch  forty fact files in one run; again, with nothing changed; in two processes; two hundred, for the memory.
scale  from 400 agreements to 5,000: by which power of the number of agreements time and memory grow.

In every round each route has its turn, with a document that no round had before, and every route reads the fact file's
YAML. Before any clock runs it is checked that all files print the same facts. CPU time is the one to trust on a shared
machine, and of all figures only the ratios. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE.parent), str(HERE)]

import said
from clock import Cost, Costs, Run, in_turns, median_of, started
from inputs import Inputs
from report import TARGETS, missed, readme, table

HEAVY = {"weasyprint", "docxtpl+office", "pandoc"}
"""What takes so long that every third round is enough."""
MODULES = {
    "docxtpl": "docxtpl_word",
    "python-docx": "python_docx_word",
    "typst": "typst_pdf",
    "pandoc": "pandoc_word",
    "weasyprint": "weasyprint_pdf",
    "reportlab": "reportlab_pdf",
    "briefs docx": "briefs_word",
    "briefs pdf": "briefs_pdf",
    "briefs both": "briefs_both",
}
BRIEFS = "from briefs.commands import run; run()"
"""What the installed command `briefs` runs."""
BATCH = 40
MANY = 200
SCALES = (400, 5000)
OURS = {"briefs docx": ("docx",), "briefs pdf": ("pdf",), "briefs both": ("docx", "pdf")}


class Bench:
    """The routes as commands, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs = Inputs(folder)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def run(self, command: list[str]) -> Cost:
        """What a command costs in a fresh process."""
        return started(command, self.environment, self.folder)

    def briefs(self, *words: str, fresh: bool = True) -> Cost:
        """What the command `briefs` costs."""
        if fresh:
            shutil.rmtree(self.folder / "out", ignore_errors=True)
        return self.run([sys.executable, "-c", BRIEFS, *words])

    def build(self, names: list[str], formats: tuple[str, ...], template: str = "dossier", *more: str) -> Cost:
        """What `briefs build` costs for fact files."""
        wanted = [word for each in formats for word in ("-f", each)]
        files = [f"facts/{name}.yaml" for name in names]
        return self.briefs("build", "-q", *files, "-t", template, "-o", "out", *wanted, *more)

    def route(self, name: str, briefs: list[Path]) -> Cost:
        """What a process costs that makes these briefs by a route; what it said is what each has cost."""
        words = [str(HERE / "route.py"), MODULES[name], str(self.folder / "made"), *map(str, briefs)]
        return self.run([sys.executable, *words])

    def office(self) -> Cost:
        """What LibreOffice takes to make a PDF file of docxtpl's."""
        shutil.copy(self.folder / "made", self.folder / "made.docx")
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        office = shutil.which("soffice") or "soffice"
        return self.run([office, profile, "--headless", "--convert-to", "pdf", "made.docx"])


def cold(bench: Bench, rounds: int) -> Costs:
    """A fresh process for each document."""
    number = iter(range(1000))

    def taken(name: str, template: str) -> Run:
        def ours() -> Cost:
            (fact,) = bench.inputs.names(1, next(number))
            return bench.build([fact], OURS[name], template)

        def theirs() -> Cost:
            briefs = bench.inputs.briefs(1, next(number), template)
            return bench.route(name.removesuffix("+office"), briefs) + (
                bench.office() if name.endswith("+office") else Cost(0, 0)
            )

        return ours if name in OURS else theirs

    names = [*MODULES, "docxtpl+office"]
    runs = {name: taken(name, "dossier") for name in names}
    runs |= {f"two pages: {name}": taken(name, "briefing-note") for name in OURS}
    return in_turns(runs, rounds, 1, HEAVY)


def warm(bench: Bench, rounds: int) -> Costs:
    """Documents in a process that has made others."""
    number = iter(range(0, 100000, 10))

    def taken(name: str, template: str) -> Run:
        def one() -> Cost:
            briefs = bench.inputs.briefs(3 if name in HEAVY else 7, next(number), template)
            whole = bench.route(name, briefs)
            each = json.loads((bench.folder / "said").read_text().splitlines()[-1])
            return Cost(median_of(each[2:]), 0, whole.peak)

        return one

    runs = {name: taken(name, "dossier") for name in MODULES}
    runs["two pages: briefs both"] = taken("briefs both", "briefing-note")
    return in_turns(runs, rounds, 0, HEAVY)


def batch(bench: Bench, rounds: int) -> Costs:
    """Forty documents in one run, and more of them for the memory."""
    names, briefs = bench.inputs.names(BATCH, 0), bench.inputs.briefs(BATCH, 0, "dossier")

    def again() -> Cost:
        wanted = [f"facts/{name}.yaml" for name in names]
        return bench.briefs("build", "-q", *wanted, "-t", "dossier", "-o", "out", "-j", "1", fresh=False)

    runs: dict[str, Run] = {
        "docxtpl": lambda: bench.route("docxtpl", briefs),
        "briefs docx": lambda: bench.build(names, OURS["briefs docx"], "dossier", "-j", "1"),
        "typst": lambda: bench.route("typst", briefs),
        "briefs pdf": lambda: bench.build(names, OURS["briefs pdf"], "dossier", "-j", "1"),
        "briefs both": lambda: bench.build(names, OURS["briefs both"], "dossier", "-j", "1"),
        "nothing changed": again,
        "two processes": lambda: bench.build(names, OURS["briefs both"], "dossier", "-j", "2"),
    }
    costs = in_turns(runs, max(1, rounds // 3), 0, set())
    many = bench.inputs.names(MANY, 0)
    costs["ten, for memory"] = [bench.build(names[:10], OURS["briefs both"], "dossier", "-j", "1")]
    costs["many, for memory"] = [bench.build(many, OURS["briefs both"], "dossier", "-j", "1")]
    return costs


def scale(bench: Bench, rounds: int) -> Costs:
    """Few agreements and many: the cost of each, and the power by which it grows."""
    costs: Costs = {}
    for number in SCALES:
        bench.inputs.scaled(number)
        name = f"agreements-{number}"
        for each, formats in OURS.items():
            costs[f"{number}: {each}"] = [bench.build([name], formats)]
        costs[f"{number}: check"] = [bench.briefs("check", f"facts/{name}.yaml")]
    few, many = SCALES
    for each in (*OURS, "check"):
        small, large = costs[f"{few}: {each}"][0], costs[f"{many}: {each}"][0]
        powers = [math.log(b / a) / math.log(many / few) for a, b in zip(small.all, large.all, strict=True)]
        costs[f"power: {each}"] = [Cost(*powers)]
    return costs


def check(bench: Bench) -> dict[str, int]:
    """How many pages each route's file has. Raises SystemExit where one does not print every fact."""
    pages: dict[str, int] = {}
    for name in MODULES:
        brief = bench.inputs.briefs(1, 0, "dossier")
        bench.route(name, brief)
        data = (bench.folder / "made").read_bytes()
        found = said.of_pdf(data) if data.startswith(b"%PDF") else said.of_docx(data)
        facts = bench.inputs.facts(0)
        if missing := said.unsaid(facts, found):
            raise SystemExit(f"{name}: {len(missing)} of {len(facts)} facts are not printed, first: {missing[0]!r}")
        pages[name] = len(found) if data.startswith(b"%PDF") else 0
    print(f"all {len(pages)} files print the same {len(facts)} facts; pages: {pages}", file=sys.stderr)
    return pages


PARTS = {"cold": cold, "warm": warm, "batch": batch, "scale": scale}


def measured(parts: list[str], rounds: int, folder: Path) -> Iterator[tuple[str, Costs]]:
    """The costs of each part, as they are known."""
    bench = Bench(folder)
    pages = check(bench)
    yield "pages", {name: [Cost(number, 0)] for name, number in pages.items()}
    for part in parts:
        yield part, PARTS[part](bench, rounds)


def as_json(found: Mapping[str, Costs]) -> str:
    """All figures, for programs."""
    plain = {part: {name: [cost.all for cost in costs] for name, costs in each.items()} for part, each in found.items()}
    return json.dumps(plain, indent=1)


def main() -> None:
    parser = argparse.ArgumentParser(description="What a brief costs, here and by other routes.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them by default")
    parser.add_argument("--rounds", type=int, default=7, help="how often each route has its turn")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    found: dict[str, Costs] = {}
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as name:
        for part, costs in measured(asked.parts or list(PARTS), asked.rounds, Path(name)):
            found[part] = costs
            if part != "pages" and not asked.json:
                print(table(part, costs), flush=True)
    if asked.json:
        print(as_json(found))
    if asked.write:
        readme(ROOT / "README.md", found)
    failures = [each for each in TARGETS if missed(each, found)]
    for target in TARGETS:
        print(target.said(found), file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
