"""What tags cost: the same documents written as PDF with them and without them, side by side. Run by hand:

    python tests/bench/tagging.py [ROUNDS]

The untagged writer is the tagged one with a canvas that marks no content, and no tree. Each document is written twice
in a process of its own that has its fonts, but has set no word before, as in a build: the first time is what a paper
takes, and is held against the target. The second shows the least favourable case, in which nothing is left but to
break lines, to paint and to tag. Beside the ratio of sizes stands the one against the untagged file as it is without
object streams, as most writers have it. Exit status 1 where time or size is above its target.
"""

from __future__ import annotations

import gc
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE.parent)]

import pikepdf
from everything import everything, paragraph
from stress import SENTENCE, stress

from briefs import pdf
from briefs.factfiles import load_facts, load_theme
from briefs.model.theme import Theme
from briefs.model.tree import Document
from briefs.pdf import canvas as canvases
from briefs.pdf.canvas import Canvas
from briefs.pdf.file import File
from briefs.pdf.tags import Tag
from briefs.project.pipeline import document_of
from briefs.project.plan import plans
from briefs.project.template_folders import Shelf
from briefs.project.writing import lay_out

TIME, SIZE = 1.2, 1.3
"""Targets: tagged against untagged."""


class Bare(Canvas):
    """A canvas that marks nothing: what is painted belongs to nobody."""

    def _enter(self, what: Tag | str) -> None:
        self._close()

    def _enter_text(self, what: Tag | str) -> None:
        if not self._in_text:
            self._sheet.code.append("BT")
            self._in_text = True

    def text(self, code: str, tag: Tag | str, actual: str = "") -> None:
        self._enter_text(tag)
        self._sheet.code.append(code)


_KEYS = re.compile(r"/StructParents? +\d+|/Tabs/S")
"""What pages and annotations have only for the tree's sake."""


def _without_keys(
    file: File, group: list[tuple[int, str]], columns: int, places: Any, pack: Any = File._add_objects
) -> None:
    pack(file, [(at, _KEYS.sub("", body)) for at, body in group], columns, places)


def _no_tree(file: File, _elements: list[Tag], _owners: dict[int, list[int]]) -> int:
    return file.add("<</Type/StructTreeRoot>>")


@contextmanager
def replaced(*spots: tuple[Any, str, Any]) -> Iterator[None]:
    """Other values for attributes, while this lasts."""
    kept = [getattr(owner, name) for owner, name, _ in spots]
    for owner, name, other in spots:
        setattr(owner, name, other)
    try:
        yield
    finally:
        for (owner, name, _), value in zip(spots, kept, strict=True):
            setattr(owner, name, value)


UNTAGGED = (
    (pdf, "Canvas", Bare),
    (canvases, "add_tree", _no_tree),
    (Tag, "hold", lambda _self, _what, _elements: None),
)
KEYLESS = (File, "_add_objects", _without_keys)


def _paper(template: str) -> Document:
    """The article's paper of that template."""
    facts, _ = load_facts(ROOT / "facts" / "mongolia-kazakhstan-2024.yaml")
    shelf = Shelf(ROOT)
    path = shelf.path(template)
    assert path is not None
    return document_of(next(plans(facts, [shelf.read(path)[0]], ("pdf",), "", {}, False)), shelf)[0]


DOCUMENTS: dict[str, Callable[[], Document]] = {
    **{name: partial(_paper, name) for name in ("briefing-note", "one-pager", "agreement-summary")},
    "prose": lambda: everything(tuple(paragraph(SENTENCE * 6) for _ in range(200))),
    "everything": lambda: stress("en", 3),
}
"""The article's papers, prose, and everything."""


def classic(data: bytes) -> int:
    """The size of the file without object streams, in bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    return len(out.getvalue())


def tagged(document: Document, theme: Theme) -> bytes:
    """The file as it is."""
    return pdf.write(lay_out(document, theme)).data


def untagged(document: Document, theme: Theme) -> bytes:
    """The file without tags; pages and annotations still have the keys by which tags would be found."""
    with replaced(*UNTAGGED):
        return pdf.write(lay_out(document, theme)).data


def smallest(document: Document, theme: Theme) -> bytes:
    """The file without tags and these keys. To take them out takes time, so that this is for sizes."""
    with replaced(*UNTAGGED, KEYLESS):
        return pdf.write(lay_out(document, theme)).data


Writer = Callable[[Document, Theme], bytes]


def timed(writer: Writer, name: str, theme: Theme, costs: tuple[list[float], list[float]]) -> None:
    """Add the seconds of CPU that the document takes the first and the second time, in a process of its own."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        document = DOCUMENTS[name]()
        clock = [time.process_time()]
        for _ in costs:
            writer(document, theme)
            clock.append(time.process_time())
        os.write(writes, json.dumps([later - sooner for sooner, later in pairwise(clock)]).encode())
        os._exit(0)
    os.close(writes)
    took = json.loads(os.read(reads, 1000))
    os.close(reads)
    os.waitpid(child, 0)
    for each, seconds in zip(costs, took, strict=True):
        each.append(seconds)


def times(name: str, theme: Theme, rounds: int) -> tuple[str, bool]:
    """What is printed of a document's times, and whether the target is met."""
    costs: dict[Writer, tuple[list[float], list[float]]] = {tagged: ([], []), untagged: ([], [])}
    for number in range(rounds):
        for writer in (tagged, untagged) if number % 2 else (untagged, tagged):
            timed(writer, name, theme, costs[writer])
    (ours, again), (other, other_again) = ([median(each) for each in costs[writer]] for writer in (tagged, untagged))
    text = f"{ours * 1000:6.1f} / {other * 1000:6.1f} ms = {ours / other:.2f} (again {again / other_again:.2f})"
    return text, ours / other <= TIME


def sizes(name: str, theme: Theme) -> tuple[str, bool]:
    """What is printed of a document's sizes, and whether the target is met."""
    document = DOCUMENTS[name]()
    data, bare = tagged(document, theme), smallest(document, theme)
    ratio = len(data) / len(bare)
    text = f"{len(data) / 1024:6.1f} / {len(bare) / 1024:6.1f} KB = {ratio:.2f} ({len(data) / classic(bare):.2f})"
    return text, ratio <= SIZE


def main(rounds: int) -> int:
    """Print time and size of each document with and without tags; 1 if a target is missed."""
    theme = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
    for writer in (tagged, untagged):
        writer(everything((paragraph("A few words."),)), theme)
    gc.disable()
    lines = {name: [times(name, theme, rounds)] for name in DOCUMENTS}
    for name, line in lines.items():
        line.append(sizes(name, theme))
        print(f"{name:<17} {'   '.join(text for text, _ in line)}")
    print(f"targets: time {TIME}, size {SIZE}")
    return 0 if all(met for line in lines.values() for _, met in line) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
