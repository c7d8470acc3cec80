"""Where fonts are: the families that come with the package, and folders of one's own.

Only names and files, and whether a file can be used at all; what is in a face is the writers' matter.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from briefs.files import NotReadError, exists, lies_in, opened
from briefs.fonts import extra, twins
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.theme import Font

FOLDER = Path(__file__).parent
STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
"""The four styles, as `Font` has them, and as they stand in the names of files."""
FAMILIES = ("Arimo", "Tinos", "Noto Sans Arabic", "DejaVu Sans")
"""The families that come with the package."""
STAND_INS = {"regular": (), "bold": ("regular",), "italic": ("regular",), "bold_italic": ("bold", "italic", "regular")}
"""What is taken for a style that a family lacks, the best first."""
NEEDED = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"OS/2")
BAD_FONT = "W003"


class NoFont(Stop):
    """A family or file that is not there or cannot be used; says why, in words for people."""

    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__([Problem(BAD_FONT, message, Place(str(path or "fonts")))])
        self.message = message

    def __str__(self) -> str:
        return self.message


def family(name: str) -> Mapping[str, Path]:
    """The family's files by style, all four of them: where it has no italic, the upright stands in.

    `name` is one of FAMILIES, of `extra.FILES` or of `twins.PACKAGES`, or the whole path of a
    folder with TrueType files. Raises NoFont.
    """
    return _family(name)


@lru_cache(maxsize=64)
def _family(name: str) -> dict[str, Path]:
    found = _packaged(name.replace(" ", "")) if name in FAMILIES else {}
    if Path(name).is_absolute():
        found = _styles_in(Path(name))
    if name in extra.FILES or name in twins.PACKAGES:
        found = dict(twins.styles(name) if name in twins.PACKAGES else extra.styles(name))
        if not found:
            install = twins.INSTALL if name in twins.PACKAGES else extra.INSTALL
            raise NoFont(f"the font family `{name}` is not installed: {install}")
    if not found:
        raise NoFont(f"there is no font family `{name}`")
    for style, others in STAND_INS.items():
        best = next((each for each in (style, *others) if each in found), None)
        found[style] = found[best] if best else next(iter(found.values()))
    return {style: found[style] for style in STYLES}


def chain(font: Font) -> tuple[Mapping[str, Path], ...]:
    """The files by style: those of the font itself, then those of its fallbacks. Raises NoFont."""
    own = {style: _file(getattr(font, style)) for style in STYLES}
    return (own, *(family(name) for name in font.fallbacks))


def located(font: Font, folder: Path) -> Font:
    """The font with the paths of its own files: what stands in `folder`, where the theme is, goes before ours.

    A family or a fallback may be the name of a folder there. Raises NoFont for a folder elsewhere.
    """
    own = {style: _beside(getattr(font, style), style, folder) for style in STYLES}
    return replace(font, **own, fallbacks=tuple(_folder(name, folder) for name in font.fallbacks))


def _beside(name: str, style: str, folder: Path) -> str:
    """The file that a theme in `folder` means by this name."""
    of_family = folder / name.removesuffix(f"-{STYLES[style]}.ttf")
    if name and of_family.is_dir():
        return str(family(_inside(of_family, folder))[style])
    return _inside(folder / name, folder) if name and exists(folder / name) else name


def _folder(name: str, folder: Path) -> str:
    """The family that a theme in `folder` means by this name."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        raise NoFont(f"the folder `{name}` does not stand beside the theme")
    return _inside(folder / path, folder) if name not in FAMILIES and (folder / path).is_dir() else name


def _inside(path: Path, folder: Path) -> str:
    """The whole path of what lies in the theme's folder. Raises NoFont where links lead out of it."""
    if not lies_in(path, folder):
        raise NoFont(f"`{path.name}` is a link that leads out of the theme's folder")
    return os.path.realpath(path) if path.is_dir() else str(path)


def problems(fonts: Iterable[Font], at: Place) -> list[Problem]:
    """One for each family that is not there, and for each file that cannot be used; `at` is the theme."""
    found: dict[str, Problem] = {}
    for font in fonts:
        for name in dict.fromkeys((*(getattr(font, style) for style in STYLES), *font.fallbacks)):
            fault = _fault(name, name in font.fallbacks) if name else ""
            if fault:
                whole = Path(name).stem.rpartition("-")[0] if fault.startswith("there is no font file") else ""
                found.setdefault(whole or name, Problem(BAD_FONT, fault, at, _at_hand(name)))
    return list(found.values())


def _at_hand(name: str) -> str:
    """What a theme may write for a family that is not there."""
    families = ", ".join(FAMILIES)
    rule = f"`word:` may be any font, `family:` is one of {families}, or a folder of fonts beside the theme"
    return did_you_mean(name, FAMILIES, rule)


def _fault(name: str, is_family: bool) -> str:
    try:
        for path in family(name).values() if is_family else [_file(name)]:
            check_file(path)
    except NoFont as fault:
        return str(fault)
    return ""


@lru_cache(maxsize=256)
def check_file(path: Path) -> None:
    """Nothing, if `path` is a static TrueType face that may be embedded; else raises NoFont."""
    path, weight = extra.variation(path)
    tables = _tables(path)
    if b"fvar" in tables and not weight:
        raise NoFont(f"the font `{path.name}` is variable; make a static face of it first")
    if lacking := [tag.decode() for tag in NEEDED if tag not in tables]:
        raise NoFont(f"the font `{path.name}` has no table {', '.join(lacking)}")
    _, kind = _weight_and_kind(path, tables)
    if kind & 0xF == 2:
        raise NoFont(f"the font `{path.name}` says that it must not be embedded")


def measures(path: Path) -> tuple[int, int, int, int]:
    """Ascent, descent (negative), line gap and units to the em of a face. Raises NoFont."""
    path, _ = extra.variation(path)
    tables = _tables(path)
    start, head = tables[b"hhea"] + 4, tables[b"head"]
    with opened(path) as file:
        file.seek(start)
        ascent, descent, gap = struct.unpack(">hhh", file.read(6))
    return ascent, descent, gap, _number(path, head + 18) or 1000


def _packaged(stem: str) -> dict[str, Path]:
    paths = {style: FOLDER / f"{stem}-{word}.ttf" for style, word in STYLES.items()}
    return {style: path for style, path in paths.items() if path.exists()}


def _styles_in(folder: Path) -> dict[str, Path]:
    """The TrueType files of a folder by style; of several in one style the one nearest to its usual weight."""
    ranked: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.glob("*.[tT][tT][fF]")) if folder.is_dir() else ():
        _inside(path, folder)
        tables = _tables(path)
        weight, _ = _weight_and_kind(path, tables)
        bold = weight >= 600
        italic = _number(path, tables.get(b"head", 0) + 44) & 2
        style = ("bold_italic" if bold else "italic") if italic else ("bold" if bold else "regular")
        rank = (abs(weight - (700 if bold else 400)), path.name)
        ranked[style] = min(ranked.get(style, rank), rank)
    return {style: folder / name for style, (_, name) in ranked.items()}


def _file(name: str) -> Path:
    """The file that a theme names: a path, or a file that comes with the package."""
    path = Path(name)
    if path.is_absolute() or len(path.parts) > 1:
        return path
    packaged = FOLDER / name
    stem, _, word = packaged.stem.rpartition("-")
    style = next((each for each, its in STYLES.items() if its == word), "")
    if stem in twins.PACKAGES and style:
        return family(stem)[style]
    if not packaged.exists() and style and (found := _packaged(stem)):
        return next(found[each] for each in (*STAND_INS[style], *found) if each in found)
    return packaged


def _tables(path: Path) -> dict[bytes, int]:
    """Where each table of a TrueType file begins. Raises NoFont for what is none."""
    try:
        with opened(path) as file:
            head = file.read(12)
            directory = file.read(int.from_bytes(head[4:6], "big") * 16)
            size = path.stat().st_size
    except NotReadError as fault:
        if fault.reason == "missing":
            raise NoFont(f"there is no font file `{path.name}`") from None
        raise NoFont(f"the font `{path.name}` cannot be read: it {fault}") from None
    except OSError:
        raise NoFont(f"the font `{path.name}` cannot be read") from None
    if head[:4] == b"OTTO":
        raise NoFont(f"the font `{path.name}` has PostScript outlines; only TrueType outlines can be set")
    if head[:4] not in (b"\0\1\0\0", b"true") or len(directory) % 16:
        raise NoFont(f"the font `{path.name}` is damaged, or no TrueType font")
    tables: dict[bytes, int] = {}
    for tag, _, offset, length in struct.iter_unpack(">4sIII", directory):
        if offset + length > size:
            raise NoFont(f"the font `{path.name}` is damaged: it ends too soon")
        tables[tag] = offset
    return tables


def _weight_and_kind(path: Path, tables: Mapping[bytes, int]) -> tuple[int, int]:
    """The weight (400 regular, 700 bold) and what may be done with the font (`fsType`), from table OS/2."""
    start = tables.get(b"OS/2", 0)
    return (_number(path, start + 4), _number(path, start + 8)) if start else (400, 0)


def _number(path: Path, offset: int) -> int:
    """The two bytes at an offset, as a number."""
    with opened(path) as file:
        file.seek(offset)
        return int.from_bytes(file.read(2), "big")
