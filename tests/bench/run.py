"""What a brief costs, here and by other routes, measured in one run and side by side. Run by hand:

    pip install '.[test]' 'docxtpl==0.20.*'
    python tests/bench/run.py                     # all of it: some minutes; needs LibreOffice's `soffice`
    python tests/bench/run.py warm cold           # or only: warm, cold, scale
    python tests/bench/run.py --json --rounds 21

warm   one process that has made the brief before: fill, read, finish and write from loaded facts, against docxtpl's
       render and save (Word) and against plain ReportLab (PDF). All print the same facts; that is checked first.
cold   a fresh process for `briefs build FACTS -t briefing-note`, both formats, against a docxtpl
       script followed by LibreOffice. Its target is of the time that somebody waits.
scale  ten times the agreements, 500 and 5,000: time and memory of a fresh process for both formats.

CPU time is the one to trust on a shared machine, and of all figures only the ratios. Cold runs use compiled modules,
kept in a folder of this run's own. Exit status 1 where a ratio misses its target.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE.parent)]

import rival_pdf
import rival_word
import said
from clock import Cost, called, in_turns, started
from rivals import brief_of
from scale import scaled

from briefs.factfiles import load_facts
from briefs.project.pipeline import document_of, make
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.writing import write

FACTS = ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"
TEMPLATE = "briefing-note"
FORMATS = ("docx", "pdf")
SCALES = (500, 5000)
BRIEFS = "from briefs.commands import run; run()"
"""What the installed command `briefs` runs."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """One comparison: ours against another's, or large against small."""

    what: str
    ours: Cost
    other: Cost
    target: float
    by: tuple[str, ...] = ("cpu", "wall")
    """The costs that must keep the target."""

    def of(self, name: str) -> float:
        other: float = getattr(self.other, name)
        return float(getattr(self.ours, name)) / other if other else 0.0

    @property
    def met(self) -> bool:
        return all(self.of(name) <= self.target for name in self.by)


def warm(rounds: int, folder: Path) -> Iterator[Ratio]:
    """Documents in a process that is warm."""
    facts, _ = load_facts(FACTS)
    shelf = Shelf(ROOT)
    template = shelf.template(TEMPLATE)
    assert template is not None
    plans = {each: Plan(facts, template, None, TEMPLATE, (each,), template.theme or "plain") for each in FORMATS}
    document, _, _ = document_of(plans["docx"], shelf)
    brief = brief_of(document)
    context = rival_word.context_of(brief)
    mould = folder / "template.docx"
    rival_word.make_template(brief, mould)
    rival_pdf.register_fonts()
    theme, _ = shelf.theme(plans["pdf"].theme)

    def ours(format_: str) -> bytes:
        return make(plans[format_], shelf).files[format_]

    made: dict[str, Callable[[], bytes]] = {
        "docx": lambda: ours("docx"),
        "pdf": lambda: ours("pdf"),
        "docx, writer alone": lambda: write(document, theme, "docx").data,
        "pdf, writer alone": lambda: write(document, theme, "pdf").data,
        "docxtpl": lambda: rival_word.docxtpl_route(mould, context),
        "ReportLab": lambda: rival_pdf.reportlab_route(brief),
    }
    check(said.facts_of(document), {name: call() for name, call in made.items()})
    gc.collect()
    costs = in_turns({name: _caller(call) for name, call in made.items()}, rounds, 2)
    yield Ratio("warm Word, ours : docxtpl", costs["docx"], costs["docxtpl"], 1.0)
    yield Ratio("  its writer alone", costs["docx, writer alone"], costs["docxtpl"], 1.0, ())
    yield Ratio("warm PDF, ours : plain ReportLab", costs["pdf"], costs["ReportLab"], 1.3)
    yield Ratio("  its writer alone", costs["pdf, writer alone"], costs["ReportLab"], 1.3, ())


def _caller(call: Callable[[], bytes]) -> Callable[[], Cost]:
    return lambda: called(call)


def check(facts: dict[str, str], files: dict[str, bytes]) -> None:
    """Nothing where every fact's text stands in every file. Raises SystemExit with what is missing."""
    for name, data in files.items():
        pages = said.of_pdf(data) if data.startswith(b"%PDF") else said.of_docx(data)
        missing = said.unsaid(facts, pages)
        if missing:
            raise SystemExit(f"{name}: {len(missing)} of {len(facts)} facts are not printed, first: {missing[0]!r}")
    print(f"all {len(files)} files print the same {len(facts)} facts", file=sys.stderr)


def cold(rounds: int, folder: Path) -> Iterator[Ratio]:
    """Documents from fresh processes."""
    facts, _ = load_facts(FACTS)
    shelf = Shelf(ROOT)
    template = shelf.template(TEMPLATE)
    assert template is not None
    document, _, _ = document_of(Plan(facts, template, None, TEMPLATE, FORMATS, template.theme or "plain"), shelf)
    brief = brief_of(document)
    rival_word.make_template(brief, folder / "template.docx")
    (folder / "context.json").write_text(json.dumps(rival_word.context_of(brief)), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    office = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "pdf", "rival.docx"]
    script = [sys.executable, str(HERE / "docxtpl_cold.py"), "template.docx", "context.json", "rival.docx"]

    def ours(*formats: str) -> Cost:
        shutil.rmtree(folder / "out", ignore_errors=True)
        return started(_build(FACTS, *formats), environment(folder), folder)

    def theirs() -> Cost:
        return started(script, environment(folder), folder) + started(office, environment(folder), folder)

    runs = {
        "both": lambda: ours(*FORMATS),
        "docx": lambda: ours("docx"),
        "pdf": lambda: ours("pdf"),
        "theirs": theirs,
        "script": lambda: started(script, environment(folder), folder),
    }
    costs = in_turns(runs, rounds)
    yield Ratio("cold, both formats, ours : docxtpl + LibreOffice", costs["both"], costs["theirs"], 0.25, ("wall",))
    yield Ratio("  Word alone : docxtpl alone", costs["docx"], costs["script"], 1.0, ())
    yield Ratio("  PDF alone : docxtpl + LibreOffice", costs["pdf"], costs["theirs"], 0.25, ())


def _build(facts: Path, *formats: str) -> list[str]:
    wanted = [word for each in formats for word in ("-f", each)]
    return [sys.executable, "-c", BRIEFS, "build", str(facts), "-t", TEMPLATE, "-o", "out", *wanted]


def environment(folder: Path) -> dict[str, str]:
    """The environment of a fresh process: this checkout's modules, compiled once for this run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def scale(rounds: int, folder: Path) -> Iterator[Ratio]:
    """Ten times the agreements, from fresh processes."""
    text = FACTS.read_text(encoding="utf-8")
    facts, _ = load_facts(FACTS)
    count = len(getattr(facts.root.fields["agreements"], "fields", ()))
    for number in SCALES:
        (folder / f"{number}.yaml").write_text(scaled(text, number / count, ["agreements"]), encoding="utf-8")
    runs = {}
    for name, formats in {"": FORMATS, "docx": ("docx",), "pdf": ("pdf",)}.items():
        for number in SCALES:
            runs[f"{number} {name}"] = _scaled(folder, number, formats)
    costs = in_turns(runs, rounds, 0)
    small, large = SCALES
    about = f"{large:,} agreements : {small:,}"
    both = costs[f"{large} "], costs[f"{small} "]
    yield Ratio(f"scale, both formats, {about}", *both, 11.0, ("cpu", "wall", "peak"))
    for name in FORMATS:
        yield Ratio(f"  {name} alone", costs[f"{large} {name}"], costs[f"{small} {name}"], 11.0, ())


def _scaled(folder: Path, number: int, formats: tuple[str, ...]) -> Callable[[], Cost]:
    def run() -> Cost:
        shutil.rmtree(folder / "out", ignore_errors=True)
        return started(_build(folder / f"{number}.yaml", *formats), environment(folder), folder)

    return run


PARTS: dict[str, tuple[Callable[[int, Path], Iterator[Ratio]], int]] = {
    "warm": (warm, 15),
    "cold": (cold, 9),
    "scale": (scale, 1),
}
"""Each part of the run, and how many rounds give a median that holds."""


def shown(ratio: Ratio) -> str:
    """One line of the table."""
    cells = []
    for name, unit in (("cpu", 1000), ("wall", 1000), ("peak", 1)):
        ours, other = (getattr(each, name) * unit for each in (ratio.ours, ratio.other))
        cells.append(f"{ours:9.1f} :{other:9.1f} ={ratio.of(name):6.2f}" if other else " " * 28)
    verdict = f"{'met' if ratio.met else 'MISSED'} (at most {ratio.target:g})" if ratio.by else ""
    return f"{ratio.what:<52}{'  '.join(cells)}  {verdict}".rstrip()


def as_json(ratio: Ratio) -> dict[str, object]:
    costs = {
        name: {"ours": getattr(ratio.ours, name), "other": getattr(ratio.other, name), "ratio": ratio.of(name)}
        for name in ("cpu", "wall", "peak")
    }
    return {"what": ratio.what.strip(), "target": ratio.target, "judged_by": ratio.by, "met": ratio.met, **costs}


def main() -> None:
    parser = argparse.ArgumentParser(description="What a brief costs, here and by other routes.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them by default")
    parser.add_argument("--rounds", type=int, default=0, help="how often each is run; 0: as often as it needs")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    found: list[Ratio] = []
    if not asked.json:
        print(f"{'':<52}{'CPU, ms':^28}  {'wall, ms':^28}  {'peak, MiB':^28}")
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as name:
        for part in asked.parts or PARTS:
            run, rounds = PARTS[part]
            for ratio in run(asked.rounds or rounds, Path(name)):
                found.append(ratio)
                if not asked.json:
                    print(shown(ratio), flush=True)
    if asked.json:
        print(json.dumps([as_json(ratio) for ratio in found], indent=1))
    sys.exit(0 if all(ratio.met for ratio in found) else 1)


if __name__ == "__main__":
    main()
