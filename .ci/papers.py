"""Writes what the referees judge besides the documents of fact files: `papers.py FOLDER`.

The stress document in two languages and fifty random ones, in both formats; the same ones every time.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from everything import everything
from hypothesis import HealthCheck, Phase, given, settings
from stress import stress
from trees import documents

from briefs.factfiles import load_theme
from briefs.model.tree import Document
from briefs.project.writing import write

RANDOM = 50
THEME = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]


def put(folder: Path, name: str, document: Document) -> None:
    """The document in both formats."""
    for ending in ("pdf", "docx"):
        (folder / f"{name}.{ending}").write_bytes(write(document, THEME, ending).data)


def put_random(folder: Path) -> int:
    """How many random documents were written."""
    number = count(1)

    @settings(
        max_examples=RANDOM,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def each(document: Document) -> None:
        put(folder, f"random-{next(number):02}", document)

    each()
    return next(number) - 1


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, "everything", everything())
    for language in ("en", "ar"):
        put(folder, f"stress-{language}", stress(language))
    made = put_random(folder)
    print(f"{made} random documents, and three of everything, in both formats")
    return 0 if made >= RANDOM else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
