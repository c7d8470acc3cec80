"""The shelf: where templates, parts and themes are found.

A path given comes first, then the workspace's `templates/`, then the built-in ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefs.clearance import Flow, Release, released
from briefs.factfiles import (
    load_audiences,
    load_facts,
    load_languages,
    load_template,
)
from briefs.files import exists, is_file, lies_in, noting
from briefs.language import use
from briefs.model.audience import INTERNAL, Audience
from briefs.model.facts import Facts
from briefs.model.marking import Scheme
from briefs.model.problems import Problem, Stop, did_you_mean
from briefs.model.template import Template
from briefs.project.scheme_choice import Schemes
from briefs.project.theme_folders import ThemeFolders

AUDIENCES = "audiences.yaml"
FORMS = (".docx", ".dotx")
TEMPLATES = (".md", *FORMS)
LONGEST_CHAIN = 10
"""Templates that extend one another."""


class Shelf(ThemeFolders):
    """The templates and themes that one workspace can use."""

    def __init__(self, workspace: Path, today: date | None = None) -> None:
        super().__init__(workspace)
        self.today = today
        """By which it is judged what is published; None: by the day of the facts."""
        self.templates: dict[Path, tuple[Template, list[Problem]]] = {}
        self.parts: dict[tuple[str, int], Path | None] = {}
        self.chain: dict[Path, Template] = {}
        """The templates that are being read, each after the one that extends it."""
        self.schemes = Schemes(self.folders)
        self.languages: tuple[dict[str, Mapping[str, Any]], list[Problem]] | None = None
        self.releases: dict[tuple[int, str, Scheme | None], tuple[Facts, Release]] = {}
        self.flows: dict[int, Flow] = {}
        self.speak()

    def forget_facts(self) -> None:
        """Keep nothing that was worked out of fact files; what was read of templates and themes stays."""
        self.releases.clear()
        self.flows.clear()
        self.schemes.found.clear()

    def released(self, facts: Facts, audience: str, scheme: Scheme | None) -> Release:
        """What an audience may see of the facts; worked out once."""
        key = (id(facts), audience, scheme)
        if key not in self.releases:
            row = None if audience in INTERNAL else self.audience(audience)
            self.releases[key] = facts, released(facts, row, scheme, self.today)
        return self.releases[key][1]

    def flow(self, facts: Facts) -> Flow:
        """What every fact of a file bears; worked out once."""
        if id(facts) not in self.flows:
            self.flows[id(facts)] = Flow(facts)
        return self.flows[id(facts)]

    @cached_property
    def audiences(self) -> tuple[dict[str, Audience], list[Problem]]:
        """Every audience outside the house by name, the workspace's own first, and what is wrong with its file."""
        found: dict[str, Audience] = {}
        problems: list[Problem] = []
        for folder in self.folders():
            if is_file(folder / AUDIENCES):
                rows, faults = load_audiences(folder / AUDIENCES, folder)
                found = {**rows, **found}
                problems += faults
        return found, problems

    def audience(self, name: str) -> Audience:
        """The audience of that name; of one that nobody has declared, one to which only the public's facts are open."""
        return self.audiences[0].get(name) or Audience(name, phrase=name)

    def wrong_audience(self, template: Template) -> Iterator[Problem]:
        """What is wrong with the audience that a template names."""
        name = template.audience
        if name in INTERNAL:
            return
        known, faults = self.audiences
        yield from faults
        if name not in known:
            words = ", ".join(f"`{each}`" for each in (*known, *sorted(INTERNAL - {""})))
            message = f"`audience` of the head must be one of {words}, not `{name}`"
            yield Problem("T031", message, template.at("audience"), did_you_mean(name, known), width=len(name))

    def speak(self) -> list[Problem]:
        """Have the workspace's own languages in use, in place of another's; what is wrong with their files."""
        if self.languages is None:
            folder = self.workspace / "templates" / "languages"
            here = folder.is_dir() and lies_in(folder, self.workspace)
            self.languages = load_languages(folder) if here else ({}, [])
        use(self.languages[0])
        return self.languages[1]

    def facts(self, path: Path) -> tuple[Facts, list[Problem]]:
        """The facts of a file in this workspace's vocabulary, and what is wrong with them. Raises Stop."""
        return load_facts(path, self.vocabulary)

    def names(self) -> dict[str, Path]:
        """Every template by name, with the file that the name means."""
        found: dict[str, Path] = {}
        for folder in self.folders():
            for path in (*sorted(folder.glob("*.md")), *self._forms(folder)):
                found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def _forms(self, folder: Path) -> Iterator[Path]:
        """The Word files of a template folder that are forms; others may be bases."""
        for path in sorted(each for each in folder.glob("*.do?x") if each.suffix in FORMS):
            if not path.name.startswith("~$"):  # what Word lays beside a file that it has open
                from briefs.project.word_forms import is_form  # only forms pay for it

                if is_form(path, folder):
                    yield path

    def path(self, name: str) -> Path | None:
        """The file of a template that somebody asks for: by its path, or by its name in the template folders."""
        given = Path(name)
        if given.suffix in TEMPLATES and not name.startswith("parts/") and exists(given):
            return given
        if given.anchor or ".." in given.parts:
            return None
        endings = ("",) if given.suffix in TEMPLATES else (".md", *FORMS)
        paths = (folder / f"{name}{ending}" for folder in self.folders() for ending in endings)
        return next(filter(exists, paths), None)

    def part(self, name: str, after: int = 0) -> Path | None:
        """The file of a template or part that a template asks for, after as many of that name as `after` says.

        It comes from the template folders alone: a template from a stranger cannot fetch a file. Looked for once.
        """
        if (name, after) not in self.parts:
            self.parts[name, after] = self._part(name, after)
        return self.parts[name, after]

    def _part(self, name: str, after: int) -> Path | None:
        relative = Path(name if name.endswith(".md") else f"{name}.md")
        if relative.anchor or ".." in relative.parts:
            return None
        found = [folder / relative for folder in self.folders() if exists(folder / relative)]
        return found[after] if after < len(found) else None

    def template(self, name: str, after: int = 0) -> Template | None:
        """The template or part of that name, or None. Raises Stop where it cannot be read."""
        path = self.part(name, after)
        if path is None:
            return None
        template, problems = self.read(path)
        if any(problem.severity == "error" for problem in problems):
            raise Stop(problems)
        return template

    def read(self, path: Path) -> tuple[Template, list[Problem]]:
        """The template in a file with what its head inherits, and what is wrong with it; read once.

        Raises Stop where nothing can be made of it, or where it is reached again from what it extends.
        """
        if path not in self.templates:
            with noting(self.looked_at):
                template, problems = self._load(path)
            problems += self.wrong_audience(template)
            self.chain[path] = template
            try:
                self.templates[path] = self._inheriting(template, problems), problems
            finally:
                del self.chain[path]
        return self.templates[path]

    def _load(self, path: Path) -> tuple[Template, list[Problem]]:
        if path.suffix not in FORMS:
            return load_template(path, self.home(path), self.vocabulary)
        from briefs.project.word_forms import load_form  # only forms pay for it

        return load_form(path, self.home(path), self.vocabulary)

    def _inheriting(self, template: Template, problems: list[Problem]) -> Template:
        """The template with the settings of the one that it extends, where it has none of its own."""
        if not template.extends:
            return template
        after = int(template.extends == template.name)
        if self.part(template.extends, after) in self.chain or len(self.chain) > LONGEST_CHAIN:
            names = " extends ".join(f"`{each.name}`" for each in self.chain.values())
            message = f"templates that extend each other: {names} extends `{template.extends}`"
            raise Stop([Problem("T009", message, template.at("extends"), "extend a template that does not lead back")])
        parent = self.template(template.extends, after)
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
            base=template.base or parent.base,
            language=template.language or parent.language,
            notes=template.notes and parent.notes,
            options=(*template.options, *(o for o in parent.options if o.name not in own)),
            header=template.header or parent.header,
            numbering=template.numbering or parent.numbering,
            marking=template.marking or parent.marking,
            limits={**parent.limits, **template.limits},
            known=(*parent.known, *template.known),
            words={**parent.words, **template.words},
            places={**parent.places, **template.places},
        )
