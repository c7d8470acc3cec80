"""Faces: what is in a font file, and which of a theme's fonts has a character.

How text is shaped, measured and drawn is not known here; both writers ask only what can be set at all.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from sys import byteorder
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from unicodedata import category, normalize

from briefs import fonts
from briefs.files import read_bytes
from briefs.fonts.extra import families, variation
from briefs.layout.font_tables import feature_tags, read_cmap, script_tags, shorts
from briefs.layout.scripts import INVISIBLE, PLAIN, SIMPLE, clusters, script_of, tags_of
from briefs.model.theme import Theme

SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
"""Spaces of various widths, which shaping makes of the plain space where a font has none of its own."""
LARGEST = 50_000_000
"""Bytes of a font."""
_STYLE = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold_italic"}


class Metrics(NamedTuple):
    """The measures of a face, in font units."""

    upem: int
    """Font units to the em."""
    ascent: int
    descent: int
    """Below the baseline, negative."""
    capital: int
    """The height of a capital letter."""
    box: tuple[int, int, int, int]
    weight: int
    angle: float
    """Of the slant, in degrees; negative: to the right."""
    fixed: bool
    """Whether all glyphs are equally wide."""


P = ParamSpec("P")
R = TypeVar("R")


def _sound(read: Callable[Concatenate[Face, P], R]) -> Callable[Concatenate[Face, P], R]:
    """What reads in a face's tables, raising NoFont where they do not hold what they say."""

    @wraps(read)
    def reading(face: Face, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(face, *args, **kwargs)
        except (struct.error, LookupError, ValueError, OverflowError):
            raise fonts.NoFont(f"the font `{face.path.name}` is damaged", face.path) from None

    return reading


class Face:
    """One static TrueType face; its tables are read when they are asked for, and all raise NoFont for a damaged one."""

    def __init__(self, path: Path) -> None:
        fonts.check_file(path)
        self.path = path
        file, weight = variation(path)
        data = read_bytes(file, LARGEST)
        self.data = _at_weight(data, weight) if weight else data
        count = int.from_bytes(self.data[4:6], "big")
        rows = struct.iter_unpack(">4sIII", self.data[12 : 12 + 16 * count])
        self._tables = {tag: (offset, length) for tag, _, offset, length in rows}
        self._known: dict[str, bool] = {}

    def table(self, tag: bytes) -> memoryview:
        """The bytes of a table; empty where there is none."""
        offset, length = self._tables.get(tag, (0, 0))
        return memoryview(self.data)[offset : offset + length]

    @cached_property
    @_sound
    def metrics(self) -> Metrics:
        """The face's measures."""
        head, hhea, os2, post = (self.table(tag) for tag in (b"head", b"hhea", b"OS/2", b"post"))
        ascent, descent = struct.unpack(">hh", hhea[4:8])
        capital = round(ascent * 0.75)
        if int.from_bytes(os2[:2], "big") >= 2 and len(os2) >= 90:
            (capital,) = struct.unpack(">h", os2[88:90])
        angle = struct.unpack(">i", post[4:8])[0] / 65536 if len(post) >= 16 else 0.0
        return Metrics(
            upem=int.from_bytes(head[18:20], "big") or 1000,
            ascent=ascent,
            descent=descent,
            capital=capital,
            box=struct.unpack(">hhhh", head[36:44]),
            weight=int.from_bytes(os2[4:6], "big"),
            angle=angle,
            fixed=len(post) >= 16 and any(post[12:16]),
        )

    @cached_property
    @_sound
    def name(self) -> str:
        """The PostScript name; the file's name where it has none, and in a variable font, which has one for all."""
        file, weight = variation(self.path)
        if weight:
            return f"{file.stem.partition('[')[0]}-{'Bold' if weight >= 600 else 'Regular'}"
        table = self.table(b"name")
        count, start = struct.unpack(">HH", table[2:6])
        for platform, _, _, key, length, offset in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
            if key == 6:
                raw = bytes(table[start + offset : start + offset + length])
                text = raw.decode("latin-1" if platform == 1 else "utf-16-be", "replace")
                return "".join(c for c in text if "!" <= c <= "~" and c not in "[](){}<>/%") or self.path.stem
        return self.path.stem

    @cached_property
    @_sound
    def cmap(self) -> Mapping[int, int]:
        """From code points to glyphs."""
        found = read_cmap(self.table(b"cmap"))
        if max(found.values(), default=0) >= len(self.advances):
            raise ValueError("a character leads to a glyph that is not there")
        return found

    @cached_property
    def _chars(self) -> frozenset[str]:
        return frozenset(map(chr, self.cmap))

    @cached_property
    @_sound
    def advances(self) -> array[int]:
        """Each glyph's width in font units."""
        count = int.from_bytes(self.table(b"maxp")[4:6], "big")
        long = int.from_bytes(self.table(b"hhea")[34:36], "big")
        widths = shorts(self.table(b"hmtx"), 0, 2 * long)[::2]
        found = widths + array("H", widths[-1:]) * (count - long)
        found[count - 1]  # there is one for each glyph
        return found

    @cached_property
    @_sound
    def _loca(self) -> array[int]:
        """Where each outline begins in table glyf, and where the last one ends."""
        table = self.table(b"loca")
        if self.table(b"head")[51] == 0:
            return array("I", (2 * half for half in shorts(table, 0, len(table) // 2)))
        found = array("I", bytes(table))
        if byteorder == "little":
            found.byteswap()
        return found

    @_sound
    def outline(self, glyph: int) -> memoryview:
        """A glyph's entry in table glyf; empty where it shows nothing."""
        return self.table(b"glyf")[self._loca[glyph] : self._loca[glyph + 1]]

    @_sound
    def box(self, glyph: int) -> tuple[int, int, int, int]:
        """The left, bottom, right and top edge of what a glyph shows, in font units."""
        outline = self.outline(glyph)
        left, bottom, right, top = struct.unpack(">hhhh", outline[2:10]) if len(outline) >= 10 else (0, 0, 0, 0)
        return left, bottom, right, top

    @cached_property
    @_sound
    def scripts(self) -> frozenset[str]:
        """The OpenType tags of scripts for which it can substitute or place glyphs."""
        return frozenset(tag for table in (b"GSUB", b"GPOS") for tag in script_tags(self.table(table)))

    @cached_property
    @_sound
    def has_ligatures(self) -> bool:
        """Whether it has glyphs for several letters, or other forms of letters, that setting text would choose."""
        return not {"liga", "clig", "calt"}.isdisjoint(feature_tags(self.table(b"GSUB")))

    @cached_property
    @_sound
    def font(self) -> Any:
        """The face as HarfBuzz shapes with it (`uharfbuzz.Font`)."""
        import uharfbuzz  # 20 ms, and only who sets text needs it

        harfbuzz: Any = uharfbuzz
        return harfbuzz.Font(harfbuzz.Face(self.data))

    def has(self, text: str) -> bool:
        """Whether all of the text can be set from this face alone."""
        if PLAIN.fullmatch(text):
            return self._chars.issuperset(text) or all(map(self._covers, text))
        return all(map(self._covers, clusters(text)))

    def _covers(self, cluster: str) -> bool:
        known = self._known.get(cluster)
        if known is None:
            known = self._known[cluster] = self._can_set(cluster)
        return known

    def _can_set(self, cluster: str) -> bool:
        """Whether a character with its marks has glyphs, whole or in parts, and is joined as its script asks.

        Private characters have none: nobody could know what they say.
        """
        text = INVISIBLE.sub("", cluster)
        if any(category(char) in ("Cc", "Co", "Cs") for char in text):
            return False
        script = next((script for char in text if (script := script_of(char))), "")
        if script not in SIMPLE and self.scripts.isdisjoint(tags_of(script)):
            return False
        forms = (text, normalize("NFC", text), normalize("NFD", text))
        return any(all(map(self._has_glyph, form)) for form in forms)

    def _has_glyph(self, char: str) -> bool:
        if ord(char) in self.cmap:
            return True
        if char in SPACES:
            return 0x20 in self.cmap
        return char == "\u2011" and 0x2010 in self.cmap


@lru_cache(maxsize=64)
def face(path: Path) -> Face:
    """The face in a file; read once. Raises NoFont."""
    return Face(path)


class Faces:
    """A theme's faces: for each font, weight and slant the face itself and those that help out."""

    def __init__(self, theme: Theme) -> None:
        last = tuple(map(fonts.family, families()))
        self._files = {name: (*fonts.chain(font), *last) for name, font in theme.fonts.items()}

    def chain(self, font: str, bold: bool = False, italic: bool = False) -> Chain:
        """The faces of one style of a font of the theme, by its key. Raises NoFont.

        What no bold or italic face has is looked for in the upright ones.
        """
        files = self._files[font]
        style = _STYLE[bold, italic]
        return chain_of(tuple(each[style] for each in files) + tuple(each["regular"] for each in files))


@lru_cache(maxsize=256)
def chain_of(paths: tuple[Path, ...]) -> Chain:
    """The faces in these files, as one chain."""
    return Chain(paths)


class Chain:
    """A face and its stand-ins, in the order in which they are asked for a character."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = tuple(dict.fromkeys(paths))

    @cached_property
    def first(self) -> Face:
        """The face that the theme wants."""
        return face(self._paths[0])

    def faces(self) -> Iterator[Face]:
        """All of them; a stand-in is opened when it is reached."""
        return map(face, self._paths)

    def stretches(self, text: str) -> Iterator[tuple[str, Face | None]]:
        """The text in stretches, each with the face that has it all; None where no face has it.

        Marks and joiners stay with their letter, and what nobody would see in another face (spaces,
        invisible characters) with what stands before it.
        """
        if self.first.has(text):
            if text:
                yield text, self.first
            return
        held, current = "", self.first
        last: Face | None = current
        for cluster in clusters(text):
            found = last if _is_neutral(cluster) and last else self._face_for(cluster)
            if held and found is not last:
                yield held, last
                held = ""
            held, last = held + cluster, found
        yield held, last

    def missing(self, text: str) -> list[str]:
        """The characters, each with its marks, that no face has; each once, in order."""
        if self.first.has(text):
            return []
        lacking = (cluster for cluster in clusters(text) if self._face_for(cluster) is None)
        return list(dict.fromkeys(lacking))

    def _face_for(self, cluster: str) -> Face | None:
        return next((each for each in self.faces() if each.has(cluster)), None)


def _at_weight(data: bytes, weight: int) -> bytes:
    """The static face of that weight that is in a variable font; takes a quarter of a second."""
    import uharfbuzz

    harfbuzz: Any = uharfbuzz
    wanted = harfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(face := harfbuzz.Face(data), "wght", float(weight))
    made: bytes = harfbuzz.subset(face, wanted).blob.data
    return made


def _is_neutral(cluster: str) -> bool:
    return cluster == " " or cluster in SPACES or not INVISIBLE.sub("", cluster)
