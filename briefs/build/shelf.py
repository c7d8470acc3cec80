"""The shelf: where templates, parts and themes are found.

A path given comes first, then the workspace's `templates/`, then the built-in ones.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefs.build.schemes import Schemes
from briefs.facts import Facts
from briefs.load import load_template, load_theme
from briefs.marking import Scheme
from briefs.problems import Place, Problem, Stop, did_you_mean
from briefs.release import Release, released
from briefs.template import Template
from briefs.theme import Theme

PICTURES = frozenset({".png", ".jpg", ".jpeg"})


def built_in() -> Path:
    """The folder of the built-in templates: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    found = inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


class Shelf:
    """The templates and themes that one workspace can use."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.templates: dict[Path, tuple[Template, list[Problem]]] = {}
        self.themes: dict[str, tuple[Theme, list[Problem]]] = {}
        self.paths: dict[tuple[str, int], Path | None] = {}
        self.schemes = Schemes(self.folders)
        self.releases: dict[tuple[int, str, Scheme | None], tuple[Facts, Release]] = {}

    def released(self, facts: Facts, audience: str, scheme: Scheme | None) -> Release:
        """What an audience may see of the facts; worked out once."""
        key = (id(facts), audience, scheme)
        if key not in self.releases:
            self.releases[key] = facts, released(facts, audience, scheme)
        return self.releases[key][1]

    def folders(self) -> list[Path]:
        """The template folders in the order in which they are searched."""
        own = self.workspace / "templates"
        return [own, built_in()] if own.is_dir() and own.resolve() != built_in().resolve() else [built_in()]

    def names(self) -> dict[str, Path]:
        """Every template by name, with the file that the name means."""
        found: dict[str, Path] = {}
        for folder in self.folders():
            for path in sorted(folder.glob("*.md")):
                found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def path(self, name: str, after: int = 0) -> Path | None:
        """The file of a template or part, after as many of that name as `after` says; looked for once."""
        if (name, after) not in self.paths:
            self.paths[name, after] = self._path(name, after)
        return self.paths[name, after]

    def _path(self, name: str, after: int) -> Path | None:
        given = Path(name)
        if after == 0 and given.suffix == ".md" and given.is_file() and not name.startswith("parts/"):
            return given
        relative = name if name.endswith(".md") else f"{name}.md"
        if Path(relative).is_absolute() or ".." in Path(relative).parts:
            return None
        found = [folder / relative for folder in self.folders() if (folder / relative).is_file()]
        return found[after] if after < len(found) else None

    def template(self, name: str, after: int = 0) -> Template | None:
        """The template or part of that name, or None. Raises Stop where it cannot be read."""
        path = self.path(name, after)
        if path is None:
            return None
        template, problems = self.read(path)
        if any(problem.severity == "error" for problem in problems):
            raise Stop(problems)
        return template

    def read(self, path: Path) -> tuple[Template, list[Problem]]:
        """The template in a file with what its head inherits, and what is wrong with it; read once."""
        if path not in self.templates:
            template, problems = load_template(path)
            self.templates[path] = self._inheriting(template, problems), problems
        return self.templates[path]

    def _inheriting(self, template: Template, problems: list[Problem]) -> Template:
        """The template with the settings of the one that it extends, where it has none of its own."""
        if not template.extends:
            return template
        parent = self.template(template.extends, int(template.extends == template.name))
        if parent is None:
            hint = did_you_mean(template.extends, self.names(), f"the templates are {', '.join(self.names())}")
            message = f"there is no template `{template.extends}`"
            problems.append(Problem("T011", message, template.at("extends"), hint))
            return template
        own = {option.name for option in template.options}
        return replace(
            template,
            title=template.title or parent.title,
            about=template.about or parent.about,
            needs=template.needs or parent.needs,
            pages=template.pages or parent.pages,
            for_each=template.for_each or parent.for_each,
            audience=template.audience or parent.audience,
            theme=template.theme or parent.theme,
            language=template.language or parent.language,
            notes=template.notes and parent.notes,
            options=(*template.options, *(o for o in parent.options if o.name not in own)),
            header=template.header or parent.header,
            marking=template.marking or parent.marking,
            limits={**parent.limits, **template.limits},
            known=(*parent.known, *template.known),
            places={**parent.places, **template.places},
        )

    def theme(self, name: str, at: Place | None = None) -> tuple[Theme, list[Problem]]:
        """The theme of that name, or in that file. Raises Stop where there is none."""
        if name not in self.themes:
            path = self.theme_path(name)
            if path is None:
                known = sorted({p.stem for folder in self.folders() for p in (folder / "themes").glob("*.yaml")})
                hint = did_you_mean(name, known, f"the themes are {', '.join(known)}")
                raise Stop([Problem("T015", f"there is no theme `{name}`", at or Place(name), hint)])
            self.themes[name] = load_theme(path, self.theme_path)
        return self.themes[name]

    def theme_path(self, name: str) -> Path | None:
        """The file of a theme, or None."""
        given = Path(name)
        if given.suffix in {".yaml", ".yml"}:
            return given if given.is_file() else None
        found = [folder / "themes" / f"{name}.yaml" for folder in self.folders()]
        return next((path for path in found if path.is_file()), None)

    def picture(self, name: str, beside: Path) -> bytes | None:
        """The bytes of a picture in the workspace, beside the template or the facts; None where there is none.

        A picture outside those folders is never read: a template from a stranger cannot fetch a file.
        """
        relative = Path(name)
        if relative.is_absolute() or ".." in relative.parts or relative.suffix.casefold() not in PICTURES:
            return None
        for folder in (*self.folders(), beside, self.workspace):
            path = folder / relative
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path.read_bytes()
        return None
