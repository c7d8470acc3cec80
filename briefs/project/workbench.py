"""The workbench: the papers of a workspace kept at hand while their files change.

It remembers what has been read and reads again only what has changed. It watches no file and shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles import edits
from briefs.factfiles.fact_file import LARGEST
from briefs.factfiles.source_copies import load_sources
from briefs.files import NotReadError, read_bytes
from briefs.layout.lay_out import lay_out
from briefs.layout.written import Painting
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.tree import Document
from briefs.project.fact_checking import disagreements, fact_files
from briefs.project.languages import in_languages, unknown_languages
from briefs.project.output_folder import write_whole
from briefs.project.pipeline import drafted_of, make
from briefs.project.plan import asked_for, chosen, fitting, plans, unknown_settings
from briefs.project.stages import Drafted, Plan
from briefs.project.template_folders import TEMPLATES, Shelf
from briefs.project.writing import write


class Proof(Struct, frozen=True):
    """One paper as it would be printed now."""

    name: str
    document: Document
    pdf: bytes
    painting: Painting
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]


class Workbench:
    """The papers of a workspace; not for several threads at once."""

    def __init__(
        self,
        workspace: Path,
        facts: Sequence[Path] = (),
        templates: Sequence[str] = (),
        theme: str = "",
        settings: Mapping[str, str] | None = None,
        languages: Sequence[str] = (),
    ) -> None:
        self.workspace = workspace
        self.named = tuple(facts)
        self.templates = tuple(templates)
        self.theme = theme
        self.settings = dict(settings or {})
        self.languages = tuple(languages)
        self.shelf: Shelf | None = None
        self.plans: dict[str, Plan] = {}
        """By the paper's name."""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the fact files, and with what is asked for, whatever paper is open."""
        self._facts: dict[Path, tuple[bytes, Facts, list[Problem]]] = {}

    def folders(self) -> list[Path]:
        """The folders in which a change can change a paper."""
        try:
            beside = {path.parent for path in fact_files(self.workspace, self.named)}
        except Stop:
            beside = {self.workspace / "facts"}
        own = {
            self.workspace / "templates",
            *(Path(name).parent for name in self.templates if name.endswith(TEMPLATES)),
        }
        return sorted(path for path in beside | own if path.is_dir())

    def refresh(self, changed: Iterable[Path] | None = None) -> None:
        """Read again what has changed; None: everything. What cannot be read is among the problems."""
        only_facts = changed is not None and {path.absolute() for path in changed} <= {
            path.absolute() for path in self._facts
        }
        if self.shelf is None or not only_facts:
            self._facts = {} if changed is None else self._facts
            self.shelf = None
        try:
            self.shelf = self.shelf or Shelf(self.workspace)
            self.shelf.releases.clear()
            self.shelf.flows.clear()
            self._plan(self.shelf)
        except Stop as stop:
            self.problems = stop.problems

    def _plan(self, shelf: Shelf) -> None:
        problems: list[Problem] = []
        found: dict[str, Plan] = {}
        templates, faults = chosen(shelf, self.templates)
        problems += [*faults, *unknown_settings(templates, self.settings), *unknown_languages(self.languages)]
        for path in fact_files(self.workspace, self.named):
            facts = self._read(path, shelf, problems)
            if facts is None:
                continue
            named = None if self.templates else asked_for(facts, shelf, problems)
            wanted = templates if self.templates else named or fitting(templates, facts, shelf, problems)
            for spoken in in_languages(facts, self.languages):
                for plan in plans(spoken, wanted, ("pdf",), self.theme, self.settings, False, shelf):
                    found[plan.name] = replace(plan, now=datetime.now().astimezone())
        if found or not any(problem.severity == "error" for problem in problems):
            self.plans = found
        self.problems = _sorted(problems)

    def _read(self, path: Path, shelf: Shelf, problems: list[Problem]) -> Facts | None:
        try:
            data = read_bytes(path, LARGEST)
        except NotReadError as fault:
            problems.append(Problem("F001", f"the fact file {fault}", Place(str(path))))
            return None
        kept = self._facts.get(path)
        if kept is None or kept[0] != data or kept[1].tables or kept[1].vocabulary is not shelf.vocabulary:
            try:
                kept = (data, *shelf.facts(path))
            except Stop as stop:
                problems += stop.problems
                return None
            self._facts[path] = kept
        problems += kept[2]
        return None if any(problem.severity == "error" for problem in kept[2]) else kept[1]

    def proof(self, name: str) -> Proof:
        """The paper as it is now. Raises Stop with its problems where it cannot be made, KeyError for no such paper."""
        drafted = self._drafted(name)
        from briefs import pdf

        painting = Painting()
        written = pdf.write(lay_out(drafted.document, drafted.theme), painting)
        problems = _sorted([*drafted.problems, *written.problems, *self._only_words(name)])
        return Proof(name, drafted.document, written.data, painting, drafted.gone, problems)

    def word(self, name: str) -> bytes:
        """The paper as a Word file. Raises as `proof` does."""
        drafted = self._drafted(name)
        if not self.plans[name].template.form:
            return write(drafted.document, drafted.theme, "docx").data
        assert self.shelf is not None
        made = make(replace(self.plans[name], formats=("docx",)), self.shelf)
        if not made.files:
            raise Stop(made.problems)
        return made.files["docx"]

    def _only_words(self, name: str) -> Iterator[Problem]:
        """A warning where the pages are not those of the file: a form is laid out by Word."""
        template = self.plans[name].template
        if template.form:
            hint = "its Word file has its own pages; words change as the facts do"
            yield Problem(
                "W051", "the preview shows what this form says, not its pages", Place(template.file), hint, "warning"
            )

    def _drafted(self, name: str) -> Drafted:
        if self.shelf is None:
            self.refresh()
        if self.shelf is None:
            raise Stop(self.problems)
        return drafted_of(self.plans[name], self.shelf)

    def doubts(self, name: str) -> tuple[Problem, ...]:
        """Where the facts of a paper and the copies of their sources disagree."""
        facts = self.plans[name].facts
        texts, found = load_sources(facts, (), self.workspace)
        return _sorted([*found, *(disagreements(facts, texts) if texts else [])])

    def facts_of(self, name: str) -> Facts:
        """The facts that a paper is made of."""
        return self.plans[name].facts

    def text_of(self, name: str) -> str:
        """The fact file of a paper, as it is now. Raises NotReadError."""
        return read_bytes(self._file(name), LARGEST).decode("utf-8")

    def edited(self, name: str, fact: str, changes: Mapping[str, str]) -> edits.Edited:
        """The paper's fact file with a fact changed; nothing is written. Raises as `edits.edited` does."""
        facts = self.plans[name].facts
        assert self.shelf is not None
        return edits.edited(self.text_of(name), facts.index[fact], changes, facts.file, self.shelf.vocabulary)

    def fields(self, name: str, fact: str) -> tuple[edits.Field, ...]:
        """What of a fact can be changed in its file."""
        return edits.fields_of(self.text_of(name), self.plans[name].facts.index[fact])

    def replace_text(self, name: str, text: str) -> None:
        """Put another text in the place of the paper's fact file, whole or not at all. Raises OSError."""
        write_whole(self._file(name), text.encode("utf-8"))

    def _file(self, name: str) -> Path:
        """The fact file. Raises NotReadError for a link."""
        path = Path(self.plans[name].facts.file)
        if path.is_symlink():
            raise NotReadError("outside", "is a link: edit what it leads to")
        return path


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
