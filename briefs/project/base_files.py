"""Bases: where a ministry's Word file is, and the theme that papers wear on it.

What is in the file, `base` reads; which paper is written on which, plans say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from briefs.files import NotReadError, exists, is_file, lies_in, read_bytes
from briefs.model.problems import Place, Problem, Stop
from briefs.model.theme import Theme

LARGEST = 50_000_000
"""Bytes of a base."""
NOT_THERE = "T050"
ENDINGS = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot")
"""How the names of Word files end; the last two are told apart when they are read."""
_SECTION = re.compile(r"(?P<file>.+)#(?P<section>[1-9][0-9]{0,2})")


class Bases:
    """The bases of one workspace; each is read once for a theme and a language."""

    def __init__(self) -> None:
        self._dressed: dict[tuple[int, str, str], tuple[Theme, Theme, list[Problem]]] = {}

    def dressed(
        self, theme: Theme, name: str, language: str, at: Place, folders: Sequence[Path] = ()
    ) -> tuple[Theme, list[Problem]]:
        """The theme on the base of that name (`house.docx`, `house.docx#2` for its second section).

        `folders` are those that a theme or template may take it from; without any, somebody has asked for it by its
        path. Raises Stop for a file that is not there or cannot be a base.
        """
        key = (id(theme), name, language)
        if key not in self._dressed:
            from briefs.base import Asked, dressed  # only papers on a base pay for it

            path, section = self._located(name, at, folders)
            asked = Asked(Place(str(path)), section, language)
            self._dressed[key] = (theme, *dressed(theme, self._bytes(path, at, folders), asked))
        return self._dressed[key][1:]

    def path(self, name: str, at: Place, folders: Sequence[Path]) -> str:
        """The path of a base that a template names, with its section. Raises Stop as `dressed` does."""
        path, section = self._located(name, at, folders)
        self._bytes(path, at, folders)
        return f"{path}#{section}" if section else str(path)

    def _located(self, name: str, at: Place, folders: Sequence[Path]) -> tuple[Path, int]:
        """The file, and which of its sections; 0: the last."""
        parted = _SECTION.fullmatch(name)
        for text, section in ((name, "0"), (parted["file"], parted["section"]) if parted else (name, "0")):
            if not folders and exists(Path(text)):
                return Path(text), int(section)
            relative = Path(text)
            if relative.anchor or ".." in relative.parts:
                continue
            for folder in folders:
                if is_file(folder / relative):
                    return folder / relative, int(section)
        hint = "write its path" if not folders else "put it beside the theme or template, or into the workspace"
        raise Stop([Problem(NOT_THERE, f"there is no Word file `{name}`", at, hint)])

    def _bytes(self, path: Path, at: Place, folders: Sequence[Path]) -> bytes:
        home = next((folder for folder in folders if lies_in(path, folder)), None)
        if folders and home is None:
            raise Stop([Problem(NOT_THERE, f"`{path}` is a link that leads out of its folder", at, "put a copy there")])
        try:
            return read_bytes(path, LARGEST, home)
        except NotReadError as fault:
            hint = "give the path of a Word file (.docx, .dotx, .docm, .dotm)"
            raise Stop([Problem(NOT_THERE, f"the base {fault}", Place(str(path)), hint)]) from None
