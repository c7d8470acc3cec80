"""The families of the extra `cjk`, where it is installed: Noto Sans for Chinese, Japanese and Korean.

They are variable fonts, and large; which weights they are asked for is said here, and the writers make the faces.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "justmytype_intl_cjk"
FILES = {
    "Noto Sans SC": "notosanssc/NotoSansSC[wght].ttf",
    "Noto Sans JP": "notosansjp/NotoSansJP[wght].ttf",
    "Noto Sans KR": "notosanskr/NotoSansKR[wght].ttf",
    "Noto Sans TC": "notosanstc/NotoSansTC[wght].ttf",
}
"""The last fallbacks of every font, in this order; a theme may name them in another."""
INSTALL = "pip install 'briefs[cjk]'"


@cache
def folder() -> Path | None:
    """Where the families are; None where the extra is not installed."""
    found = find_spec(PACKAGE)
    return Path(found.origin).parent / "fonts" / "ofl" if found and found.origin else None


def families() -> tuple[str, ...]:
    """The families that are installed."""
    return tuple(FILES) if folder() else ()


def styles(name: str) -> dict[str, Path]:
    """The upright faces of a family in FILES; empty where the extra is not installed."""
    place = folder()
    return {"regular": place / FILES[name] / "400", "bold": place / FILES[name] / "700"} if place else {}


def variation(path: Path) -> tuple[Path, int]:
    """The file of a face, and its weight where it is one of a variable font's faces, else 0.

    Such a face is named as if the font was a folder of its weights: `NotoSansJP[wght].ttf/700`.
    """
    return (path.parent, int(path.name)) if path.name.isdecimal() and path.parent.suffix == ".ttf" else (path, 0)
