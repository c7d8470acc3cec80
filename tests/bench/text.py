"""How fast the text engine is: the paragraphs and cells of a brief of about five pages, cold and warm.

By hand: `python tests/bench/text.py`. Times are of the processor, the best of several.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from briefs.factfiles import load_theme
from briefs.model.tree import Mark, Span, Spans
from briefs.pdf.file import File
from briefs.pdf.text import Fonts, Line, Text, Typesetter

T = TypeVar("T")
STRONG: frozenset[Mark] = frozenset(("strong",))
NOTE: frozenset[Mark] = frozenset(("note",))


def sample() -> tuple[list[Spans], list[Spans]]:
    """Forty paragraphs of about 300 characters, and 150 cells of about 25, as the README's words make them up."""
    words = [word for word in (ROOT / "README.md").read_text(encoding="utf-8").split() if word.isascii()]
    text = " ".join((words * 10)[:4000])
    paragraphs: list[Spans] = [
        (Span(text[n : n + 40], STRONG), Span(text[n + 40 : n + 300]), Span("1, 2", NOTE, link="#source-1"))
        for n in range(0, 12_000, 300)
    ]
    return paragraphs, [(Span(text[n : n + 25]),) for n in range(12_000, 15_750, 25)]


def texts(setter: Typesetter) -> list[tuple[Text, float]]:
    """The sample's texts, shaped, with their widths."""
    body, cell = setter.theme.looks["body"], setter.theme.looks["table-text"]
    paragraphs, cells = sample()
    return [(setter.text(s, body), 465.0) for s in paragraphs] + [(setter.text(s, cell), 110.0) for s in cells]


def drawn(lines: list[Line]) -> Fonts:
    """The fonts, with all lines drawn."""
    fonts = Fonts()
    for line in lines:
        for segment in fonts.segments(line, 65.0, 700.0):
            f"{segment.font} {segment.place} {segment.show}"
    return fonts


def steps(setter: Typesetter) -> dict[str, float]:
    """How long each step takes, in milliseconds."""
    taken: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        done = work()
        taken[name] = (time.process_time() - start) * 1000
        return done

    found = timed("shape", lambda: texts(setter))
    lines = timed("break", lambda: [line for text, width in found for line in text.lines(width)])
    fonts = timed("draw", lambda: drawn(lines))
    timed("fonts", lambda: fonts.add(File()))
    return taken


def main() -> None:
    """Print a row for a cold and a row for a warm run."""
    theme = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
    count = sum(len(span.text) for spans in (*sample()[0], *sample()[1]) for span in spans)
    cold = steps(Typesetter(theme, "en"))
    warm = min((steps(Typesetter(theme, "en")) for _ in range(15)), key=lambda taken: sum(taken.values()))
    for name, taken in (("cold", cold), ("warm", warm)):
        total = sum(taken.values())
        parts = ", ".join(f"{step} {each:.1f}" for step, each in taken.items())
        print(f"{name}: {total:.1f} ms for {count:,} characters, {count / total * 1000:,.0f} a second ({parts})")


if __name__ == "__main__":
    main()
