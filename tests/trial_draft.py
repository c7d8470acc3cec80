"""A trial of `briefs draft`: draft each source, and hold the candidates against its true fact file.

    python tests/trial_draft.py [FOLDER…] [--show]

Each source lies beside a true fact file of the same name. Counted are, of what the true file has, how much was found,
and of the candidates how many are in no true file and would be thrown away. `tests/sources/open` was looked at while
the rules were written; the sources in `tests/sources/shut` were written before any rule, and looked at when all were.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefs.drafting.draft_file import File
from briefs.factfiles import load_facts
from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.model.facts import Facts, Record, Reference, walk
from briefs.project.drafting import draft_facts
from briefs.project.fact_checking import examine
from briefs.understanding.numbers import find_numbers
from briefs.understanding.words import parts, same_word

ROOT = Path(__file__).parent / "sources"
KINDS = ("people", "organisations", "agreements", "figures", "series", "dates", "quotations")


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each source of a folder with its true fact file."""
    for truth in sorted(folder.glob("*.yaml")):
        source = next(path for path in sorted(folder.glob(f"{truth.stem}.*")) if path.suffix != ".yaml")
        yield source, truth


def records(facts: Facts, section: str) -> list[Record]:
    node = facts.root.fields.get(section)
    return [each for each in node.fields.values() if isinstance(each, Record)] if isinstance(node, Record) else []


def text(record: Record, name: str) -> str:
    node = record.fields.get(name)
    return next((fact.written for fact in walk(node)), "") if node is not None else ""


def same(one: str, other: str, tag: str) -> bool:
    """Whether two names or titles are one, but for endings, an article, or `of` its state behind it."""
    a, b = ([w for w in parts(each) if w not in {"the", "a", "of"}] for each in (one, other))
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    alike = all(same_word(x, y, tag) for x, y in zip(short, long, strict=False))
    return alike and len(long) - len(short) <= (0 if len(short) < 2 else 2)


def amounts(record: Record, tag: str) -> set[str]:
    """The number of a figure, with its scale, as text."""
    written = f"{text(record, 'value')} {text(record, 'unit')}"
    words = written.replace("USD", "").replace("EUR", "")
    found = list(find_numbers(f" {words}".replace("  ", " "), tag))
    scaled = list(find_numbers(f" {' '.join(reversed(written.split()))}", tag))
    scale = max((n.scale for n in (*found, *scaled)), default=0)
    scale = scale or next((p for w, p in _scales(tag).items() if w in parts(text(record, "unit"))), 0)
    return {str(value.scaleb(scale).normalize()) for n in found[:1] for value in n.readings}


def _scales(tag: str) -> Mapping[str, int]:
    from briefs.language import grammar_of

    return grammar_of(tag).scales


def things(facts: Facts, tag: str) -> dict[str, list[tuple[str, object]]]:
    """Kind → what a file holds of it, each with how it is called."""
    found: dict[str, list[tuple[str, object]]] = {kind: [] for kind in KINDS}
    for kind, field in (("people", "name"), ("organisations", "name"), ("agreements", "title"), ("series", "label")):
        found[kind] = [(text(each, field), text(each, field)) for each in records(facts, kind)]
    found["figures"] = [
        (f"{text(e, 'label')}: {text(e, 'value')} {text(e, 'unit')}", amounts(e, tag))
        for e in records(facts, "figures")
    ]
    found["dates"] = [(f"{text(e, 'date')} {text(e, 'what')}", text(e, "date")) for e in records(facts, "events")]
    found["quotations"] = [
        (text(e, "quote"), text(e, "quote")) for e in records(facts, "statements") if text(e, "quote")
    ]
    return found


def matches(kind: str, one: object, other: object, tag: str) -> bool:
    if kind == "figures":
        assert isinstance(one, set)
        assert isinstance(other, set)
        return bool(one & other)
    if kind == "dates":
        return one == other
    if kind == "quotations":
        return parts(str(one)) == parts(str(other))
    return same(str(one), str(other), tag)


class Outcome:
    """What came of drafting one source."""

    def __init__(self, source: Path, truth: Path, *more: Path) -> None:
        true, _ = load_facts(truth)
        self.file: File = draft_facts([source, *more], truth).file
        facts, _ = facts_of(self.file.text, Ledger("draft", "F00"))
        self.tag = true.text("language") or "en"
        self.wanted, self.found, self.extra = Counter[str](), Counter[str](), Counter[str]()
        self.drafted = Counter[str]()
        self.missed: list[str] = []
        self.thrown: list[str] = []
        drafted, there = things(facts, self.tag), things(true, self.tag)
        dates = {
            text(e, name)
            for section, name in (("agreements", "signed"), ("visit", "start"))
            for e in records(true, section)
        }
        for kind in KINDS:
            self._compare(kind, there[kind], drafted[kind], dates)
        self._statements(true, facts)

    def _compare(
        self, kind: str, there: list[tuple[str, object]], drafted: list[tuple[str, object]], dates: set[str]
    ) -> None:
        self.wanted[kind], self.drafted[kind] = len(there), len(drafted)
        for name, value in there:
            if any(matches(kind, value, each, self.tag) for _, each in drafted):
                self.found[kind] += 1
            else:
                self.missed.append(f"{kind}: {name}")
        for name, value in drafted:
            known = any(matches(kind, each, value, self.tag) for _, each in there) or (
                kind == "dates" and value in dates
            )
            if not known:
                self.extra[kind] += 1
                self.thrown.append(f"{kind}: {name}")

    def _statements(self, true: Facts, facts: Facts) -> None:
        """Paraphrases count among the candidates: right are those whose speaker says something of these words."""
        said = [(who(true, e), set(parts(text(e, "said") or text(e, "quote")))) for e in records(true, "statements")]
        for each in records(facts, "statements"):
            if not text(each, "said"):
                continue
            self.drafted["statements"] += 1
            words = set(parts(text(each, "said")))
            if not any(
                same(who(facts, each), name, self.tag) and len(words & other) * 2 >= min(len(words), len(other))
                for name, other in said
            ):
                self.extra["statements"] += 1
                self.thrown.append(f"statements: {who(facts, each)}: {text(each, 'said')}")


def who(facts: Facts, record: Record) -> str:
    node = record.fields.get("who")
    fact = next(iter(walk(node)), None) if node is not None else None
    value = fact.value if fact is not None else ""
    return facts.text(f"{value.id}.name") if isinstance(value, Reference) else str(value)


def summed(outcomes: list[Outcome]) -> dict[str, tuple[int, int, int, int]]:
    """Kind → how many there are, were found, were drafted, and are in no true file."""
    kinds = (*KINDS, "statements")
    return {
        k: tuple(
            sum(counter[k] for counter in each)
            for each in zip(*((o.wanted, o.found, o.drafted, o.extra) for o in outcomes), strict=True)
        )
        for k in kinds
    }


def faults(source: Path, folder: Path) -> list[str]:
    """The errors that the check tells of what was drafted."""
    target = folder / "facts" / f"{source.stem}.yaml"
    copy = folder / "sources" / source.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(source.read_bytes())
    target.write_text(draft_facts([copy], target).file.text, encoding="utf-8")
    found = examine([target], workspace=folder)
    return [f"{p.code} {p.message}" for p in found.problems if p.severity == "error"] + [
        f"not held: {x}" for x in found.unheld
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="A trial of briefs draft.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "open"])
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    outcomes: list[Outcome] = []
    for folder in asked.folders:
        for source, truth in pairs(folder):
            outcome = Outcome(source, truth)
            outcomes.append(outcome)
            if asked.show:
                print(
                    f"== {source}",
                    *(f"  missed {m}" for m in outcome.missed),
                    *(f"  thrown {t}" for t in outcome.thrown),
                    sep="\n",
                )
    for kind, (wanted, found, drafted, extra) in summed(outcomes).items():
        share = f"{100 * found / wanted:5.1f} %" if wanted else "      -"
        print(f"{kind:14} found {found:3} of {wanted:3} {share}   drafted {drafted:3}, to be thrown away {extra:3}")
    total, thrown = (
        sum(sum(c.values()) for c in each) for each in zip(*((o.drafted, o.extra) for o in outcomes), strict=True)
    )
    print(f"candidates to be thrown away: {thrown} of {total}")


if __name__ == "__main__":
    main()
