"""Make the fonts: static faces from packaged ones, once, when the wheel is built.

Run by hatchling for wheels and editable installs, or by hand (`python .build/hook.py`); at run time nothing of it
is needed. How fonts are found and used is `briefs.fonts`' and the writers' matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "briefs/fonts"
FEATURES = (
    *("ccmp", "locl", "kern", "mark", "mkmk", "curs", "rlig", "calt", "liga", "rclt"),
    *("init", "medi", "med2", "fina", "fin2", "fin3", "isol"),
)
"""What OpenType layout is kept: kerning, marks, and the joining of Arabic and its kin."""
DROPPED = ("BASE", "DSIG", "FFTM", "JSTF", "LTSH", "MATH", "STAT", "VDMX", "avar", "gasp", "hdmx", "kern", "meta")
NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)
"""Of the name table: copyright, family, style, version, trade mark, licence."""


class Origin(NamedTuple):
    """A face to be made: from which file of which package, at which place of its axes."""

    file: str
    package: str
    source: str
    axes: tuple[tuple[str, float], ...] = ()


REGULAR, BOLD = ("wght", 400.0), ("wght", 700.0)
ARIMO, ARIMO_ITALIC = "fontpkg_arimo/files/Arimo[wght].ttf", "fontpkg_arimo/files/Arimo-Italic[wght].ttf"
ARABIC = "fontpkg_noto_sans_arabic/files/NotoSansArabic[wdth,wght].ttf"
DEJAVU = "matplotlib/mpl-data/fonts/ttf/DejaVuSans"
ORIGINS = (
    Origin("Arimo-Regular.ttf", "fontpkg-arimo", ARIMO, (REGULAR,)),
    Origin("Arimo-Bold.ttf", "fontpkg-arimo", ARIMO, (BOLD,)),
    Origin("Arimo-Italic.ttf", "fontpkg-arimo", ARIMO_ITALIC, (REGULAR,)),
    Origin("Arimo-BoldItalic.ttf", "fontpkg-arimo", ARIMO_ITALIC, (BOLD,)),
    Origin("NotoSansArabic-Regular.ttf", "fontpkg-noto-sans-arabic", ARABIC, (("wdth", 100.0), REGULAR)),
    Origin("NotoSansArabic-Bold.ttf", "fontpkg-noto-sans-arabic", ARABIC, (("wdth", 100.0), BOLD)),
    Origin("DejaVuSans-Regular.ttf", "matplotlib", f"{DEJAVU}.ttf"),
    Origin("DejaVuSans-Bold.ttf", "matplotlib", f"{DEJAVU}-Bold.ttf"),
)
LICENCES = (
    Origin("Arimo-licence.txt", "fontpkg-arimo", "fontpkg_arimo/LICENSE"),
    Origin("NotoSansArabic-licence.txt", "fontpkg-noto-sans-arabic", "fontpkg_noto_sans_arabic/LICENSE"),
    Origin("DejaVuSans-licence.txt", "matplotlib", "matplotlib/mpl-data/fonts/ttf/LICENSE_DEJAVU"),
)


class FontHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the fonts into the package before it is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing, and have it packed although git does not keep it."""
        make(Path(self.root) / FOLDER)
        build_data["artifacts"] += [f"/{FOLDER}/*.ttf", f"/{FOLDER}/*.txt", f"/{FOLDER}/stamp.json"]


def make(folder: Path) -> None:
    """Make all faces in `folder`, unless its stamp says that they were made by this file from these packages."""
    wanted = _stamp()
    stamp = folder / "stamp.json"
    files = [folder / each.file for each in (*ORIGINS, *LICENCES)]
    if all(file.exists() for file in files) and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    stamp.unlink(missing_ok=True)
    for licence in LICENCES:
        (folder / licence.file).write_bytes(_located(licence).read_bytes())
    for origin in ORIGINS:
        _make_face(origin, folder / origin.file)
    stamp.write_text(wanted, "utf-8")


def _stamp() -> str:
    packages = {each.package for each in (*ORIGINS, *LICENCES)} | {"fonttools"}
    made_from = dict(_versions(sorted(packages)))
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return json.dumps({"made_by": made_by, "made_from": made_from}, indent=1) + "\n"


def _versions(packages: list[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        yield package, version(package)


def _located(origin: Origin) -> Path:
    return Path(str(distribution(origin.package).locate_file(origin.source)))


def _make_face(origin: Origin, target: Path) -> None:
    """Write one static face: no hinting, no layout that we do not use, the times of its source.

    The same input gives the same bytes.
    """
    from fontTools.subset import Options, Subsetter  # a build that has its fonts needs none of it
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(_located(origin), recalcTimestamp=False, lazy=True)
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # it packs otherwise where it is there
    if origin.axes:
        instantiateVariableFont(font, dict(origin.axes), inplace=True, updateFontNames=True)
    options = Options(
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=list(NAMES),
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += list(DROPPED)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID == 6:  # the PostScript name, by which the PDF calls the font
            record.string = target.stem
    font.save(target)


if __name__ == "__main__":
    make(Path(__file__).resolve().parent.parent / FOLDER)
