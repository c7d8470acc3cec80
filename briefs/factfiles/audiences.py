"""Audiences from a file: for whom papers are made outside the house, and what is declared to each.

Which markings may go to them, marking schemes say; what they see of a fact file, `clearance` works out.
"""

from __future__ import annotations

from pathlib import Path

from briefs.factfiles.nodes import Map
from briefs.factfiles.problem_list import UNREADABLE, Ledger
from briefs.factfiles.settings import Settings
from briefs.factfiles.text_file import read_text
from briefs.factfiles.yaml_reader import read_yaml
from briefs.model.audience import Audience
from briefs.model.problems import Problem

LARGEST = 200_000
"""Bytes of such a file."""
KEYS = ("about", "phrase", "opens", "unpublished")


def load_audiences(path: Path, within: Path | None = None) -> tuple[dict[str, Audience], list[Problem]]:
    """The audiences of a file by name, and every problem in it, by place. Raises Stop where it cannot be read.

    With `within` the file must lie in that folder, wherever links lead.
    """
    ledger = Ledger(str(path), "T02")
    read = read_yaml(read_text(path, ledger, LARGEST, within), ledger)
    if not isinstance(read.node, Map) or not read.complete:
        if read.complete:
            message = "a file of audiences holds names and values, and here are none"
            ledger.add(UNREADABLE, message, (1, 1), "begin it with `public: {phrase: the public}`")
        raise ledger.stop_now()
    settings = Settings(read.node, ledger, "the audiences")
    return {name: _audience(name, settings) for name in read.node.entries}, ledger.sorted()


def _audience(name: str, settings: Settings) -> Audience:
    row = settings.table(name, f"the audience `{name}`")
    row.knows(KEYS)
    return Audience(
        name,
        row.text("about"),
        row.text("phrase", name),
        row.texts("opens"),
        row.flag("unpublished", False),
    )
