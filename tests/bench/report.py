"""What the figures of the bench come to: tables for people, the one of README.md, and whether targets are met.

It measures nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clock import Costs, median_of, quartiles

Found = Mapping[str, Costs]
BEGIN, END = "<!-- bench -->", "<!-- end of the bench -->"
LABELS = {
    "briefs docx": "**briefs** → Word",
    "docxtpl": "docxtpl → Word",
    "python-docx": "python-docx → Word",
    "pandoc": "Jinja + pandoc → Word",
    "briefs pdf": "**briefs** → PDF/UA",
    "typst": "Jinja + Typst → PDF/UA",
    "reportlab": "ReportLab → PDF, untagged",
    "weasyprint": "Jinja + WeasyPrint → PDF/UA",
    "briefs both": "**briefs** → both",
    "docxtpl+office": "docxtpl + LibreOffice → both",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio of two costs, or one figure, and the most that it may be."""

    what: str
    most: float
    of: Callable[[Found], float]

    def value(self, found: Found) -> float | None:
        """What was measured; None where that part was not run."""
        try:
            return self.of(found)
        except KeyError:
            return None

    def said(self, found: Found) -> str:
        """One line."""
        value = self.value(found)
        if value is None:
            return f"not run  {self.what}"
        return f"{'met    ' if value <= self.most else 'MISSED '}  {self.what}: {value:.3g} (at most {self.most:g})"


def missed(target: Target, found: Found) -> bool:
    """Whether it was measured and is too much."""
    value = target.value(found)
    return value is not None and value > target.most


def _cpu(found: Found, part: str, name: str) -> float:
    return median_of([cost.cpu for cost in found[part][name]])


def _ratio(part: str, ours: str, theirs: str) -> Callable[[Found], float]:
    return lambda found: _cpu(found, part, ours) / _cpu(found, part, theirs)


def _cores(found: Found) -> float:
    one, two = (median_of([cost.wall for cost in found["batch"][name]]) for name in ("briefs both", "two processes"))
    return two / one


def _peak(part: str, name: str) -> Callable[[Found], float]:
    return lambda found: max(cost.peak for cost in found[part][name])


def _power(name: str, of: str) -> Callable[[Found], float]:
    return lambda found: float(getattr(found["scale"][f"power: {name}"][0], of))


TARGETS = (
    Target("cold Word : docxtpl", 1.0, _ratio("cold", "briefs docx", "docxtpl")),
    Target("cold PDF : Typst", 1.8, _ratio("cold", "briefs pdf", "typst")),
    Target("cold, both : docxtpl + LibreOffice", 0.30, _ratio("cold", "briefs both", "docxtpl+office")),
    Target("warm Word : docxtpl", 0.65, _ratio("warm", "briefs docx", "docxtpl")),
    Target("warm PDF : Typst", 1.3, _ratio("warm", "briefs pdf", "typst")),
    Target("warm PDF : WeasyPrint", 0.15, _ratio("warm", "briefs pdf", "weasyprint")),
    Target(
        "warm, two pages in both : Typst's PDF of eleven",
        1.0,
        lambda found: _cpu(found, "warm", "two pages: briefs both") / _cpu(found, "warm", "typst"),
    ),
    Target("batch, Word : docxtpl", 1 / 1.45, _ratio("batch", "briefs docx", "docxtpl")),
    Target("batch, PDF : Typst", 1 / 0.8, _ratio("batch", "briefs pdf", "typst")),
    Target("batch, nothing changed : fresh", 0.05, _ratio("batch", "nothing changed", "briefs both")),
    Target("batch, two processes : one, wall", 1 / 1.8, _cores),
    Target("peak MiB, 10 documents", 120, _peak("batch", "ten, for memory")),
    Target("peak MiB, 200 documents", 120, _peak("batch", "many, for memory")),
    *(
        Target(f"scale, power of {of} for {name}", 1.05, _power(name, of))
        for name in ("briefs docx", "briefs pdf", "check")
        for of in ("cpu", "peak")
    ),
    Target("peak MiB, both formats of 5,000 agreements", 600, _peak("scale", "5000: briefs both")),
)


def table(part: str, costs: Costs) -> str:
    """A line for each route: medians, and quartiles of CPU."""
    lines = [f"{part:<28}{'CPU s':>9}{'quartiles':>18}{'wall s':>9}{'peak MiB':>10}"]
    for name, each in costs.items():
        low, middle, high = quartiles([cost.cpu for cost in each])
        wall, peak = median_of([cost.wall for cost in each]), max(cost.peak for cost in each)
        lines.append(f"{name:<28}{middle:>9.3f}{f'{low:.3f}-{high:.3f}':>18}{wall:>9.3f}{peak:>10.0f}")
    return "\n".join(lines) + "\n"


def readme(path: Path, found: Found) -> None:
    """Write the table between its marks in a Markdown file."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n\n{chr(10).join(rows(found))}\n\n{END}{after}", encoding="utf-8")


def rows(found: Found) -> Iterator[str]:
    """The table of README.md."""
    yield "| Eleven pages | Pages | Cold, CPU s (quartiles) | Warm, CPU ms | In a batch, a CPU second | Peak, MiB |"
    yield "|---|--:|--:|--:|--:|--:|"
    cold, warm, batch = (found.get(part, {}) for part in ("cold", "warm", "batch"))
    for name, label in LABELS.items():
        if name not in cold:
            continue
        low, middle, high = quartiles([cost.cpu for cost in cold[name]])
        pages = found["pages"].get(name)
        number = f"{pages[0].cpu:.0f}" if pages and pages[0].cpu else "–"
        hot = f"{1000 * _cpu(found, 'warm', name):.0f}" if name in warm else "–"
        rate = f"{40 / _cpu(found, 'batch', name):.1f}" if name in batch else "–"
        peak = max(cost.peak for cost in cold[name])
        yield f"| {label} | {number} | {middle:.2f} ({low:.2f}–{high:.2f}) | {hot} | {rate} | {peak:.0f} |"
    if "two pages: briefs both" in cold:
        low, middle, high = quartiles([cost.cpu for cost in cold["two pages: briefs both"]])
        hot = f"{1000 * _cpu(found, 'warm', 'two pages: briefs both'):.0f}" if warm else "–"
        peak = max(cost.peak for cost in cold["two pages: briefs both"])
        yield f"| *two pages:* **briefs** → both | 2 | {middle:.2f} ({low:.2f}–{high:.2f}) | {hot} | – | {peak:.0f} |"
