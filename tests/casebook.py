"""Cases in Markdown: each `##` is a test; its fenced blocks are what goes in and what is to come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_FENCE = re.compile(r"^(`{3,4})(\w+)[^\n]*\n(.*?)^\1\s*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case: its title, its blocks by name, and where it stands."""

    title: str
    blocks: dict[str, str]
    file: Path
    line: int

    @property
    def id(self) -> str:
        return f"{self.file.stem}: {self.title}"


def cases(name: str) -> list[Case]:
    """The cases of one file."""
    path = CASES / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    found: list[Case] = []
    starts = _starts(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        chunk = text[start:end]
        title = chunk.splitlines()[0][3:].strip()
        blocks = {match[2]: match[3] for match in _FENCE.finditer(chunk)}
        found.append(Case(title, blocks, path, text.count("\n", 0, start) + 1))
    assert found, f"{path} holds no case"
    return found


def _starts(text: str) -> list[int]:
    """Where each case begins: at a `##` that stands in no fence."""
    inside = [(match.start(), match.end()) for match in _FENCE.finditer(text)]
    heads = (match.start() for match in re.finditer(r"^## ", text, re.MULTILINE))
    return [head for head in heads if not any(start < head < end for start, end in inside)]


def accept(case: Case, block: str, text: str) -> None:
    """Rewrite what the case expects (`pytest --accept`)."""
    whole = case.file.read_text(encoding="utf-8")
    old = case.blocks[block]
    start = whole.index(f"\n## {case.title}\n")
    at = whole.index(f"`{block}\n{old}`", start) + len(block) + 2
    case.file.write_text(whole[:at] + text + whole[at + len(old) :], encoding="utf-8")
