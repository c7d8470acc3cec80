"""A trial of `briefs check`: change one thing at a time in true fact files, and count how many changes are found.

    python tests/trial_mutations.py [--facts FILE --sources DIR] [--article DIR] [--seed N] [--count N] [--kinds "A;B"]
                                    [--show KIND] [--write]

Without --facts it tries all invented files of `tests/facts` and `tests/sources/slips`, and, if --article (or
BRIEFS_TRIAL_SOURCES) names the folder that holds it, the fact file of the state visit, whose article is no part of this
project. A fact file must be true to its sources: on it the check may tell of nothing. Each mutant differs from it in
one thing, chosen by the seed. What is our own statement (`from: us`, the paper's header, a gap) is not changed: no
source can tell whether that is true. A mutant counts as found when the check tells of something, error or warning, that
it does not tell of in the true file. --write puts the table into the manual.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import mutants_of_measures as measures
import mutants_of_sense as sense
import mutants_of_who as who
from mutants_of_letters import Site, sites_of_letters

from briefs.factfiles import load_facts
from briefs.factfiles.source_copies import load_sources
from briefs.project.fact_checking import examine

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"
FOLDERS = (ROOT / "tests" / "facts", ROOT / "tests" / "sources" / "slips")
GUIDE = ROOT / "briefs" / "manual" / "guides" / "engineer.md"
NUMBERS = frozenset({"digit", "year", "day", "number in words", "sum"})
NAMES = frozenset({"name", "signatory", "post", "letter of a post", "title", "kind"})
FAMILIES = {
    "Numbers, dates": NUMBERS,
    "Names, titles": NAMES,
    "Places in sources": frozenset({"paragraph", "quoted word"}),
    "Units": frozenset({"unit", "currency", "scale", "points"}),
    "Cells, periods": frozenset({"cell", "neighbour", "period", "range end"}),
    "Sense": frozenset(sense.KINDS),
    "Who, where": frozenset({*who.KINDS, "speaker"}),
}


class Mutant(NamedTuple):
    """The fact file with one thing changed."""

    kind: str
    line: int
    before: str
    after: str
    text: str


class Outcome(NamedTuple):
    """What a trial came to."""

    alarms: tuple[str, ...]
    """What the check tells of the true file."""
    made: Counter[str]
    found: Counter[str]
    missed: tuple[Mutant, ...]
    seconds: float

    def rate(self, kinds: Iterable[str]) -> float:
        """The share of mutants of these kinds that were found, from 0 to 1."""
        kinds = list(kinds)
        made = sum(self.made[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / made if made else 1.0


def sites(path: Path, folders: Sequence[Path]) -> dict[str, list[Site]]:
    """Everything in a fact file that a source speaks of, by the kinds of change."""
    facts, _ = load_facts(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    texts, _ = load_sources(facts, folders)
    found: dict[str, list[Site]] = {}
    every = sites_of_letters(facts, lines) + sense.sites_of_sense(facts, lines)
    every += measures.sites_of_measures(facts, lines, texts) + who.sites_of_who(facts, lines, texts)
    for site in every:
        found.setdefault(site.kind, []).append(site)
    return found


def mutants(path: Path, seed: int, count: int, folders: Sequence[Path] = (), kinds: Iterable[str] = ()) -> list[Mutant]:
    """As many mutants of a fact file, the kinds in turn, none twice; of some kinds alone, if asked for."""
    by_kind = sites(path, folders)
    wanted = sorted(by_kind.keys() & set(kinds) if kinds else by_kind)
    lines = path.read_text(encoding="utf-8").split("\n")
    chance = random.Random(seed)
    made: dict[tuple[int, str], Mutant] = {}
    for turn in range(count * 40 if wanted else 0):
        if len(made) == count:
            break
        kind = wanted[turn % len(wanted)]
        site = chance.choice(by_kind[kind])
        line = lines[site.line - 1]
        before = line[site.start : site.end]
        after = site.change(chance, before)
        changed = line[: site.start] + after + line[site.end :]
        if after != before and changed != line:
            whole = "\n".join([*lines[: site.line - 1], changed, *lines[site.line :]])
            made.setdefault((site.line, changed), Mutant(kind, site.line, before, after, whole))
    return list(made.values())


def trial(path: Path, folders: Sequence[Path], seed: int, count: int, kinds: Iterable[str] = ()) -> Outcome:
    """The true file checked, and then each mutant."""
    begun = time.perf_counter()
    alarms = tuple(_told(path, folders))
    true = Counter(alarms)
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        for mutant in mutants(path, seed, count, folders, kinds):
            copy.write_text(mutant.text, encoding="utf-8")
            made[mutant.kind] += 1
            if Counter(_told(copy, (*folders, path.parent))) - true:
                found[mutant.kind] += 1
            else:
                missed.append(mutant)
    return Outcome(alarms, made, found, tuple(missed), time.perf_counter() - begun)


def _told(path: Path, folders: Sequence[Path]) -> list[str]:
    """What the check tells of a file, without places."""
    return [f"{p.code} {p.message}" for p in examine([path], folders).problems]


def all_files(article: Path | None) -> list[tuple[Path, Path]]:
    """The fact files that are tried, each with the folder of its sources."""
    own = [(path, path.with_suffix("")) for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]
    return [*([(ARTICLE, article)] if article else []), *((p, f) for p, f in own if f.is_dir())]


# the report


def by_kind(outcome: Outcome) -> str:
    """The outcome as a table, a row for each kind."""
    rows = [f"{'kind':<20}{'mutants':>8}{'found':>8}{'':>3}share"]
    for kind in sorted(outcome.made):
        rows.append(f"{kind:<20}{outcome.made[kind]:>8}{outcome.found[kind]:>8}{outcome.rate([kind]):>8.1%}")
    made, found = outcome.made.total(), outcome.found.total()
    rows.append(f"{'all':<20}{made:>8}{found:>8}{found / max(made, 1):>8.1%}")
    rows += [f"{name}: {outcome.rate(kinds):.1%}" for name, kinds in FAMILIES.items()]
    rows.append(f"{len(outcome.alarms)} problems told of the true file; {outcome.seconds:.0f} s")
    return "\n".join(rows)


report = by_kind


def markdown(outcomes: dict[str, Outcome]) -> str:
    """The outcomes as a table of the manual, a row for each file, with all together last."""
    head = ["Facts", "Mutants", *FAMILIES, "All", "Told of the true file"]
    rows = [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}"]
    for name, outcome in {**outcomes, "All together": together(outcomes.values())}.items():
        shares = [
            f"{outcome.rate(kinds):.0%}".replace("%", " %") if any(outcome.made[k] for k in kinds) else "–"
            for kinds in (*FAMILIES.values(), outcome.made)
        ]
        rows.append(f"| {' | '.join([name, f'{outcome.made.total():,}', *shares, str(len(outcome.alarms))])} |")
    return "\n".join(rows)


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one."""
    alarms: list[str] = []
    made, found = Counter[str](), Counter[str]()
    missed: list[Mutant] = []
    seconds = 0.0
    for outcome in outcomes:
        alarms += outcome.alarms
        made += outcome.made
        found += outcome.found
        missed += outcome.missed
        seconds += outcome.seconds
    return Outcome(tuple(alarms), made, found, tuple(missed), seconds)


BEGIN, END = "<!-- trial -->", "<!-- end of the trial -->"


def write(table: str) -> None:
    """Put the table in the place of the one in the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--facts", type=Path)
    options.add_argument("--sources", type=Path)
    options.add_argument("--article", type=Path, default=os.environ.get("BRIEFS_TRIAL_SOURCES"))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=200, help="mutants of each file")
    options.add_argument("--kinds", default="", help="some kinds or families alone, divided by semicolons")
    options.add_argument("--show", metavar="KIND", help="list the mutants of a kind (or `all`) that were missed")
    options.add_argument("--but", default="", help="files left out, divided by commas")
    options.add_argument("--write", action="store_true", help="put the table into the manual")
    asked = options.parse_args()
    files = [(asked.facts, asked.sources or asked.facts.with_suffix(""))] if asked.facts else all_files(asked.article)
    names = [name for name in asked.kinds.split(";") if name]
    kinds = {kind for name in names for kind in FAMILIES.get(name, {name})}
    outcomes: dict[str, Outcome] = {}
    for path, folder in files:
        if path.stem not in asked.but.split(","):
            outcomes[path.stem] = trial(path, (Path(folder),), asked.seed, asked.count, kinds)
    for name, outcome in outcomes.items():
        for alarm in outcome.alarms:
            print(f"{name}, told of the true file: {alarm}")
        for mutant in outcome.missed:
            if asked.show in {mutant.kind, "all"}:
                print(f"{name}:{mutant.line} {mutant.kind}: `{mutant.before[:90]}` → `{mutant.after[:90]}`")
    whole = together(outcomes.values())
    print(by_kind(whole))
    print(markdown(outcomes))
    if asked.write:
        write(markdown(outcomes))
    return 0 if not whole.alarms and whole.rate(whole.made) >= 0.85 else 1


if __name__ == "__main__":
    sys.exit(main())
