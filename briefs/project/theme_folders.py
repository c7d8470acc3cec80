"""Where a workspace's themes are, with their pictures and bases: its own `templates/` first, then the built-in ones.

What is in a theme's file, `factfiles` reads; templates are found elsewhere.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from briefs.factfiles import load_theme, load_vocabulary, theme_values
from briefs.factfiles.theme_values import ThemeValue
from briefs.factfiles.themes import Around, Dress
from briefs.files import exists, is_file, lies_in, noting, read_bytes, same
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.template import Template
from briefs.model.theme import Theme
from briefs.model.vocabulary import STANDARD, Vocabulary
from briefs.project.base_blanks import strange_blanks, strange_names
from briefs.project.base_files import Bases

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".bmp", ".tif", ".tiff"})
EMBLEMS = PICTURES | {".svg"}
"""How the names of pictures in a theme end."""
YAML = frozenset({".yaml", ".yml"})
LARGEST_PICTURE = 50_000_000
"""Bytes of a picture."""
DEFAULT, PLAIN = "default", "plain"
"""The workspace's theme that papers wear which name none of their own, and that of papers without one."""


def built_in() -> Path:
    """The folder of the built-in templates: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    found = inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


class ThemeFolders:
    """The themes that one workspace can use, and the folders in which they are."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.themes: dict[tuple[str, str, str, str], tuple[Theme, list[Problem]]] = {}
        self.bases = Bases()
        self.looked_at: set[str] = set()
        """The paths of what is read once for all papers, and of what was looked for."""

    def folders(self) -> list[Path]:
        """The template folders in the order in which they are searched. Raises Stop where one is not to be read."""
        own = self.workspace / "templates"
        if not own.is_dir() or own.resolve() == built_in().resolve():
            return [built_in()]
        if not lies_in(own, self.workspace):
            hint = "put a copy of the folder there instead of a link"
            raise Stop([Problem("T021", f"`{own}` is a link that leads out of this folder", Place(str(own)), hint)])
        return [own, built_in()]

    @cached_property
    def words(self) -> tuple[Vocabulary, list[Problem]]:
        """What fact files may say here, and what is wrong with the ministry's own part. Raises Stop as loading does."""
        path = self.workspace / "templates" / "vocabulary.yaml"
        return load_vocabulary(path, within=self.workspace) if exists(path) else (STANDARD, [])

    @property
    def vocabulary(self) -> Vocabulary:
        """What fact files may say here. Raises Stop where the ministry's own part holds errors."""
        vocabulary, problems = self.words
        if any(problem.severity == "error" for problem in problems):
            raise Stop(problems)
        return vocabulary

    def theme_names(self) -> dict[str, Path]:
        """Every theme by name, with the file that the name means."""
        found: dict[str, Path] = {}
        for folder in self.folders():
            for path in sorted((folder / "themes").glob("*.yaml")):
                found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def theme_values(self, name: str) -> tuple[Theme, list[ThemeValue], list[Problem]]:
        """The theme of that name with each value that it says, and its problems. Raises Stop."""
        path = self.theme_path(name)
        assert path is not None
        return theme_values(path, self._around(self._dress(""), PLAIN if path.stem == DEFAULT else ""))

    def theme(
        self, name: str, at: Place | None = None, base: str = "", language: str = "en", under: str = ""
    ) -> tuple[Theme, list[Problem]]:
        """The theme of that name, or in that file, on a base where it or `base` names one. Raises Stop.

        `base` is a path that somebody asks for, or a name that a template gives, whose place then is `at`; of fonts
        those are taken that have the letters of `language`. `under` is what the workspace's own theme extends where
        it names none.
        """
        under = (under or PLAIN) if name == DEFAULT else ""
        key = (name, base, language, under)
        if key not in self.themes:
            with noting(self.looked_at):
                path = self.theme_path(name)
            if path is None:
                known = list(self.theme_names())
                hint = did_you_mean(name, known, f"the themes are {', '.join(known)}")
                raise Stop([Problem("T015", f"there is no theme `{name}`", at or Place(name), hint)])
            theme, problems = self._theme(path, base, language, under)
            strange = [
                *strange_names(theme, self.vocabulary, Place(str(path))),
                *strange_blanks(theme, self.vocabulary),
            ]
            self.themes[key] = theme, [*problems, *strange]
        return self.themes[key]

    def theme_of(self, template: Template) -> str:
        """The name of the theme that a template's papers wear where nobody asks for another.

        The workspace's default goes before what a built-in template names, not before what its own templates do.
        """
        ours = built_in().resolve() not in Path(template.at("theme").file).resolve().parents
        has_default = self.theme_asked(DEFAULT) is not None
        return (template.theme if ours else "") or (DEFAULT if has_default else template.theme or PLAIN)

    def _theme(self, path: Path, base: str, language: str, under: str) -> tuple[Theme, list[Problem]]:
        """The theme in a file, on the base asked for, else on its own."""
        theme, problems = load_theme(path, self._around(self._dress(base, language), under))
        if not base:
            return theme, problems
        dressed, told = self.bases.dressed(theme, base, language, Place(base))
        return dressed, [*problems, *told]

    def _dress(self, base: str, language: str = "en") -> Dress:
        """What puts a theme on the base that it names, where nobody asks for another."""

        def dress(theme: Theme, name: str, place: Place) -> tuple[Theme, list[Problem]]:
            folders = (Path(place.file).parent, *self.folders(), self.workspace)
            return (theme, []) if base else self.bases.dressed(theme, name, language, place, folders)

        return dress

    def _around(self, dress: Dress, under: str) -> Around:
        return Around(self.theme_asked, self.home, dress, self._emblem, self.theme_behind, under)

    def _emblem(self, name: str, beside: Path) -> bytes | None:
        return self.picture(name, beside, EMBLEMS)

    def base_of(self, template: Template) -> str:
        """The path of the base that a template's head names; empty where it names none. Raises Stop."""
        if not template.base:
            return ""
        folders = (Path(template.file).parent, *self.folders(), self.workspace)
        return self.bases.path(template.base, template.at("base"), folders)

    def theme_path(self, name: str) -> Path | None:
        """The file of a theme that somebody asks for: by its path, or by its name in the template folders."""
        given = Path(name)
        return given if given.suffix in YAML and exists(given) else self.theme_asked(name)

    def theme_asked(self, name: str) -> Path | None:
        """The file of a theme that a theme or a template asks for: it comes from the template folders alone."""
        return self.theme_behind(name, [])

    def theme_behind(self, name: str, files: list[Path]) -> Path | None:
        """The file of that theme in a later template folder than those of the files given."""
        relative = Path(f"{name.removesuffix('.yaml')}.yaml")
        if relative.anchor or ".." in relative.parts:
            return None
        found = (folder / "themes" / relative for folder in self.folders())
        return next((path for path in found if exists(path) and not any(same(path, each) for each in files)), None)

    def home(self, path: Path) -> Path | None:
        """The template folder that a file stands in, and that no link may lead out of; None for one of elsewhere."""
        return next((folder for folder in self.folders() if path.is_relative_to(folder)), None)

    def holds(self, name: str, beside: Path) -> bool:
        """Whether there is a file of that name where pictures are looked for, of whatever kind."""
        relative = Path(name)
        if relative.anchor or ".." in relative.parts:
            return False
        folders = (*self.folders(), beside, self.workspace)
        return any(is_file(folder / relative) and lies_in(folder / relative, folder) for folder in folders)

    def picture(self, name: str, beside: Path, endings: frozenset[str] = PICTURES) -> bytes | None:
        """The bytes of a picture in the workspace, beside the template or the facts; None where there is none.

        A picture outside those folders is never read: a template from a stranger cannot fetch a file. Raises
        NotReadError for one that is too large or may not be read.
        """
        relative = Path(name)
        if relative.anchor or ".." in relative.parts or relative.suffix.casefold() not in endings:
            return None
        for folder in (*self.folders(), beside, self.workspace):
            path = folder / relative
            if is_file(path) and lies_in(path, folder):
                return read_bytes(path, LARGEST_PICTURE, folder)
        return None
