"""What tags cost: the same documents written as PDF with them and without them, side by side. Run by hand:

    python tests/bench/tagging.py [ROUNDS]

The untagged writer is the tagged one with a canvas that marks no content, and a tree of one element. Both have set
every word before, so that only painting, tags and the file itself are compared: the least favourable case. Beside the
ratio of sizes stands the one against the untagged file as it is without object streams, as most writers have it.
Exit status 1 where time or size is above its target.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE.parent)]

import pikepdf  # noqa: E402
from clock import called, in_turns  # noqa: E402
from everything import everything, paragraph  # noqa: E402
from stress import SENTENCE, stress  # noqa: E402

from briefs.build import Shelf, document_of, plans  # noqa: E402
from briefs.load import load_facts, load_theme  # noqa: E402
from briefs.theme import Theme  # noqa: E402
from briefs.tree import Document  # noqa: E402
from briefs.write import pdf  # noqa: E402
from briefs.write.pdf import canvas as canvases  # noqa: E402
from briefs.write.pdf.canvas import Canvas  # noqa: E402
from briefs.write.pdf.file import File  # noqa: E402
from briefs.write.pdf.tags import Tag  # noqa: E402

TIME, SIZE = 1.2, 1.3
"""Targets: tagged against untagged."""


class Bare(Canvas):
    """A canvas that marks nothing: what is painted belongs to nobody."""

    def _enter(self, what: Tag | str) -> None:
        pass

    def _close(self) -> None:
        self._leave_text()

    def text(self, code: str, tag: Tag | str, actual: str = "") -> None:
        if not self._in_text:
            self._sheet.code.append("BT")
            self._in_text = True
        self._sheet.code.append(code)


def _no_tree(file: File, _root: Tag, _pages: dict[int, int]) -> int:
    return file.add("<</Type/StructTreeRoot>>")


@contextmanager
def untagged() -> Iterator[None]:
    """The writer without tags, while this lasts."""
    spots: list[tuple[Any, str, Any]] = [
        (pdf, "Canvas", Bare),
        (canvases, "add_tree", _no_tree),
        (Tag, "hold", lambda _self, _what: None),
    ]
    kept = [getattr(owner, name) for owner, name, _ in spots]
    for owner, name, other in spots:
        setattr(owner, name, other)
    try:
        yield
    finally:
        for (owner, name, _), value in zip(spots, kept, strict=True):
            setattr(owner, name, value)


def documents() -> dict[str, Document]:
    """The article's papers, prose, and everything."""
    facts, _ = load_facts(ROOT / "facts" / "mongolia-kazakhstan-2024.yaml")
    shelf = Shelf(ROOT)
    found: dict[str, Document] = {}
    for name in ("briefing-note", "one-pager", "agreement-summary"):
        path = shelf.path(name)
        assert path is not None
        found[name] = document_of(next(plans(facts, [shelf.read(path)[0]], ("pdf",), "", {}, False)), shelf)[0]
    return {
        **found,
        "prose": everything(tuple(paragraph(SENTENCE * 6) for _ in range(200))),
        "everything": stress("en", 3),
    }


def classic(data: bytes) -> int:
    """The size of the file without object streams, in bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    return len(out.getvalue())


def written(document: Document, theme: Theme, *, bare: bool) -> bytes:
    """The file, with tags or bare of them."""
    if not bare:
        return pdf.write(document, theme).data
    with untagged():
        return pdf.write(document, theme).data


def row(name: str, document: Document, theme: Theme, rounds: int) -> tuple[str, bool]:
    """The line that is printed for a document, and whether both targets are met."""
    runs = {str(bare): partial(called, partial(written, document, theme, bare=bare)) for bare in (False, True)}
    costs = in_turns(runs, rounds, 2)
    ours, other = written(document, theme, bare=False), written(document, theme, bare=True)
    times, sizes = (costs["False"].cpu, costs["True"].cpu), (len(ours), len(other))
    time, size = times[0] / times[1], sizes[0] / sizes[1]
    text = (
        f"{name:<17} {times[0] * 1000:7.1f} ms / {times[1] * 1000:7.1f} ms = {time:.2f}   "
        f"{sizes[0] / 1024:6.1f} KB / {sizes[1] / 1024:6.1f} KB = {size:.2f} ({sizes[0] / classic(other):.2f})"
    )
    return text, time <= TIME and size <= SIZE


def main(rounds: int) -> int:
    """Print time and size of each document with and without tags; 1 if a target is missed."""
    theme = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
    gc.disable()
    met = True
    for name, document in documents().items():
        text, good = row(name, document, theme, rounds)
        print(text)
        met &= good
    print(f"targets: time {TIME}, size {SIZE}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
