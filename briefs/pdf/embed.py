"""Fonts in the file: codes in order of use, what they say, and only the glyphs that are drawn.

A face becomes a composite font (ISO 32000-1, 9.7) in which code, character and glyph number are one, so every code
stands for one form with one text. Where text stands is `lines`' matter, under which tag the canvas'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import md5
from typing import Protocol

from msgspec import Struct

from briefs.layout.faces import Face
from briefs.pdf.lines import Line, Run
from briefs.pdf.shape import Code, Form, Shaped, width_of
from briefs.pdf.subset import subset

PER_BLOCK = 100
"""Entries in one block of a ToUnicode map: PostScript allows no more (Adobe Technical Note 5014)."""


class Segment(Struct, frozen=True):
    """A stretch of text as operators."""

    span: int
    """Index of its span; a link or a foreign word is known by it."""
    text: str
    """What it says, in logical order."""
    actual: bool
    """Whether the glyphs' own texts do not add up to `text` (they stand from left to right, as every reader expects,
    also where one reads from right to left): it must be given as /ActualText of an element."""
    font: str
    """`/F1 10.5 Tf`."""
    colour: str
    """`#rrggbb`."""
    place: str
    """`1 0 0 1 56.7 700 Tm`, the rise included."""
    show: str
    """`[<00010002>30<0003>]TJ`."""
    left: float
    """The rectangle that it covers on the page, spaces at a line's end left out, for links and grounds."""
    right: float
    bottom: float
    top: float
    fill: str
    """Colour of the ground behind it; empty: none."""


class Objects(Protocol):
    """The file that fonts are written to."""

    def add(self, body: str, at: int = 0) -> int:
        """The number of a new object."""
        ...

    def stream(self, entries: str, data: bytes, at: int = 0, *, packed: bool = True) -> int:
        """The number of a new stream object; `packed` compresses it."""
        ...


class Fonts:
    """The fonts of one file; codes are given in order of use, so the same drawing gives the same bytes."""

    def __init__(self) -> None:
        self._used: dict[Face, _Used] = {}

    def segments(self, line: Line, x: float, y: float) -> Iterator[Segment]:
        """The line's segments, with the paragraph's left edge at `x` and the baseline at `y`."""
        left = x + line.x
        for run in line.runs:
            if not run.pieces:
                continue
            face = run.pieces[0].face
            used = self._used.get(face)
            if used is None:
                used = self._used[face] = _Used(face, f"F{len(self._used) + 1}")
            yield used.segment(run, left + run.x, y)

    def add(self, file: Objects) -> str:
        """Write all fonts that were used; the entries of the font resources."""
        return "".join(f"/{used.key} {used.add(file)} 0 R" for used in self._used.values())


class _Codes(dict[Code, str]):
    """Codes in hexadecimal, given in the order in which they are asked for; moves stand for themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[Form, str]] = []

    def __missing__(self, code: Code) -> str:
        if isinstance(code, str):
            shown = code
        else:
            self.forms.append(code)
            shown = f"{len(self.forms):04X}"
        self[code] = shown
        return shown


class _Shown(dict[Shaped, str]):
    """For each piece what stands between the brackets of TJ: codes, and numbers that move the next one."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._code = codes.__getitem__

    def __missing__(self, piece: Shaped) -> str:
        text = self[piece] = "".join(map(self._code, piece.codes))
        return text


class _Used:
    """One face in one file."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self._sizes: dict[float, str] = {}
        self._codes = _Codes()
        self._shown = _Shown(self._codes)
        metrics = face.metrics
        self._scale = 1000 / metrics.upem
        self._top = metrics.ascent / metrics.upem
        self._bottom = metrics.descent / metrics.upem

    def segment(self, run: Run, x: float, y: float) -> Segment:
        """The run at this place."""
        ink, size = run.ink, run.ink.size
        base = y + ink.rise
        pieces = run.pieces[::-1] if run.right_to_left else run.pieces
        turned = run.right_to_left and len(pieces) > 1
        certain = run.text.isascii() and not run.right_to_left
        shown = self._stretched(run, pieces) if run.stretch else "".join(map(self._shown.__getitem__, pieces))
        return Segment(
            ink.span,
            run.text,
            turned or not (certain or all(piece.is_true for piece in pieces)),
            self._sizes.get(size) or self._sizes.setdefault(size, f"/{self.key} {size:g} Tf"),
            ink.colour,
            f"1 0 0 1 {x:.2f} {base:.2f} Tm",
            f"[<{shown}>]TJ",
            x,
            x + run.seen,
            base + self._bottom * size,
            base + self._top * size,
            ink.fill,
        )

    def _stretched(self, run: Run, pieces: Sequence[Shaped]) -> str:
        """What TJ shows where spaces are made wider."""
        wider = f">{-round(run.stretch / run.ink.size * 1000)}<"
        return "".join(self._spaced(piece, wider) if piece.text[0] == " " else self._shown[piece] for piece in pieces)

    def _spaced(self, piece: Shaped, wider: str) -> str:
        """A piece of spaces, each followed by the move that makes it wider."""
        code = self._shown[piece]
        return "".join(code[n : n + 4] + wider for n in range(0, len(code), 4))

    def add(self, file: Objects) -> int:
        """Write the font; the number of its object."""
        forms = [form for form, _ in self._codes.forms]
        name = f"{self._tag()}+{self.face.name}"
        program = subset(self.face, forms)
        descriptor = self._add_descriptor(file, name, file.stream(f"/Length1 {len(program)}", program))
        widths = " ".join(f"{width_of(self.face, form) * self._scale:.7g}" for form in forms)
        empty = f"{width_of(self.face, 0) * self._scale:.7g}"
        descendant = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW {empty}/W[1[{widths}]]>>"
        )
        unicode = file.stream("", to_unicode([text for _, text in self._codes.forms]).encode("ascii"))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
        )

    def _tag(self) -> str:
        """Six letters that stand for this choice of glyphs (9.6.4)."""
        digest = md5(repr(self._codes.forms).encode(), usedforsecurity=False).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _add_descriptor(self, file: Objects, name: str, program: int) -> int:
        """Write what is said of the whole face (9.8)."""
        metrics = self.face.metrics
        box = " ".join(str(round(edge * self._scale)) for edge in metrics.box)
        flags = 4 + (metrics.angle != 0) * 64 + metrics.fixed * 1
        return file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/ItalicAngle {metrics.angle:g}"
            f"/Ascent {round(metrics.ascent * self._scale)}/Descent {round(metrics.descent * self._scale)}"
            f"/CapHeight {round(metrics.capital * self._scale)}/StemV {50 + round((metrics.weight / 65) ** 2)}"
            f"/FontFile2 {program} 0 R>>"
        )


def to_unicode(texts: Sequence[str]) -> str:
    """A CMap that says what each code from 1 on stands for (9.10.3)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, 1)]
    blocks = []
    for start in range(0, len(entries), PER_BLOCK):
        block = entries[start : start + PER_BLOCK]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    )
