"""A theme of the workspace's own, begun from a ministry's Word file.

What was read is `base`'s matter; which file it becomes is decided here, and none is replaced.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from briefs.base.theme_text import theme_text
from briefs.files import lies_in, read_bytes
from briefs.model.problems import Place, Problem, Stop
from briefs.project.base_files import LARGEST
from briefs.project.output_folder import write_whole
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import PLAIN


class ThemeMade(Struct, frozen=True):
    """A theme's file that was written, and what is to be said of the Word file."""

    path: Path
    problems: list[Problem]


def theme_from(shelf: Shelf, base: str, name: str = "", language: str = "en") -> ThemeMade:
    """The theme with what the Word file says, in the workspace's `templates/themes/`, with the file beside it.

    Raises Stop where the file cannot be read, or there is a theme of that name.
    """
    theme, problems = shelf.theme(PLAIN, base=base, language=language)
    file = Path(base.partition("#")[0])
    section = base[len(str(file)) :] if base.startswith(str(file)) else ""
    folder = shelf.workspace / "templates" / "themes"
    target = folder / f"{name or file.stem}.yaml"
    if target.exists():
        hint = "name another: `--name NAME`, or move that file away"
        raise Stop([Problem("W020", "there is a theme of this name already", Place(str(target)), hint)])
    beside = folder / file.name
    if not beside.exists():
        write_whole(beside, read_bytes(file, LARGEST))
    elif not lies_in(beside, folder) or read_bytes(beside, LARGEST) != read_bytes(file, LARGEST):
        hint = "move it away, or give the file another name"
        raise Stop([Problem("W020", "another Word file stands here", Place(str(beside)), hint)])
    write_whole(target, theme_text(theme, f"{file.name}{section}", PLAIN).encode())
    return ThemeMade(target, problems)
