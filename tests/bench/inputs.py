"""What the bench makes documents of: the frozen fact file in as many versions as there are rounds, and their words.

Templates and their parts are frozen too; themes are not, for a theme has a look for each thing that is drawn.

Two versions differ in the text of nearly every record, in words that are no names, and in nothing else: the words are
few, so that a cache of words is of use, as it is in an office, and one of whole texts is of none.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import said
from brief import brief_of
from routes import docxtpl_word
from scale import scaled

from briefs import fonts
from briefs.factfiles import load_facts
from briefs.model.tree import Document
from briefs.project.pipeline import document_of
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

FROZEN = HERE / "frozen"
LINE = re.compile(r"^(\s+(?:text|what|purpose|background|said|why|provisions): )([A-Za-z][^\n#:]*)$", re.MULTILINE)
WORDS = (
    "again also always early ever far further here in-part lately later mainly mostly nearby nearly next now often "
    "once partly rarely since so sometimes soon still then there twice usually very well yet"
).split()


class Inputs:
    """The inputs in a folder: `facts/N.yaml`, and for each template a folder with the words for the routes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(FROZEN / "templates", folder / "templates")
        (folder / "facts").mkdir()
        self.text = (FROZEN / "brief.yaml").read_text(encoding="utf-8")
        self.shelf = Shelf(folder)

    def names(self, count: int, first: int) -> list[str]:
        """The names of so many fact files, which differ."""
        found = [str(number) for number in range(first, first + count)]
        for name in found:
            path = self.folder / "facts" / f"{name}.yaml"
            if not path.exists():
                path.write_text(varied(self.text, int(name)), encoding="utf-8")
        return found

    def briefs(self, count: int, first: int, template: str) -> list[Path]:
        """The files with the words of so many briefs."""
        return [self._brief(name, template) for name in self.names(count, first)]

    def _brief(self, name: str, template: str) -> Path:
        place = self.folder / template
        path = place / f"{name}.json"
        if path.exists():
            return path
        place.mkdir(exist_ok=True)
        brief: dict[str, Any] = brief_of(self.document(name, template))
        if not (place / docxtpl_word.MOULD).exists():
            docxtpl_word.prepare(brief, place)
        files = {style: str(file) for style, file in fonts.family("Arimo").items()}
        more = {"workspace": str(self.folder), "facts": str(self.folder / "facts" / f"{name}.yaml")}
        path.write_text(json.dumps({**brief, **more, "template": template, "fonts": files}), encoding="utf-8")
        return path

    def document(self, name: str, template: str) -> Document:
        """Our own document, from which the words of all routes are taken."""
        facts, problems = load_facts(self.folder / "facts" / f"{name}.yaml")
        assert not [each for each in problems if each.severity == "error"], problems
        read = self.shelf.template(template)
        assert read is not None
        return document_of(Plan(facts, read, None, "bench", (), read.theme), self.shelf)[0]

    def facts(self, number: int) -> dict[str, str]:
        """What every file of the brief of eleven pages must print."""
        return said.facts_of(self.document(str(number), "dossier"))

    def scaled(self, agreements: int) -> None:
        """Write a fact file with so many agreements."""
        facts, _ = load_facts(FROZEN / "brief.yaml")
        there = len(getattr(facts.root.fields["agreements"], "fields", ()))
        path = self.folder / "facts" / f"agreements-{agreements}.yaml"
        path.write_text(scaled(self.text, agreements / there, ["agreements"]), encoding="utf-8")


def varied(text: str, number: int) -> str:
    """The fact file with two more words in the texts of its records, others for each number."""
    turn = iter(range(number * 7, 10**9, 3))

    def more(found: re.Match[str]) -> str:
        place = next(turn)
        words = WORDS[place % len(WORDS)], WORDS[(place // len(WORDS) + number) % len(WORDS)]
        return f"{found[1]}{found[2].rstrip('.')} {' '.join(words)}."

    return LINE.sub(more, text)
