"""Templates, parts, themes, vocabularies and what else stands in the template folder, looked at without building.

What is wrong with a template's words and tags, `linting` says; here the files are found and read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import yaml
from jinja2 import nodes
from msgspec import Struct

from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.files import NotReadError, is_file
from briefs.linting import sample_facts
from briefs.linting.fields_of_records import unknown_fields
from briefs.linting.parts_of_templates import (
    idle_blocks,
    lost_in_loops,
    narrow_filters,
    options_asked,
    outside_blocks,
    unknown_macros,
    unknown_options,
    unused_options,
    unused_words,
    words_asked,
)
from briefs.linting.typed_tags import typed
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.template import Template
from briefs.model.vocabulary import STANDARD, Vocabulary
from briefs.project.document_shell import KIND_HINT
from briefs.project.pipeline import document_of
from briefs.project.plan import plans
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import built_in
from briefs.templating.syntax import parsed

AFTER_FACTS = frozenset({"T007", "T016"})
"""What only real facts can tell."""
OF_THE_TEMPLATE = frozenset({"D101", "D103", "D104", "D105", "D140", "D141"})
"""The checks of a document that tell of its template's own words."""


class Looked(Struct):
    """A template or part that was read."""

    template: Template
    tree: nodes.Template | None = None


def lint(shelf: Shelf, named: Sequence[str] = (), facts: Sequence[Path] = ()) -> list[Problem]:
    """Every problem of the templates named, or of all that stands in the workspace's template folder, by place.

    With fact files each template is filled with them too. Raises Stop where a name is no template's.
    """
    problems = [*shelf.speak(), *shelf.words[1], *shelf.audiences[1]]
    paths = _paths(shelf, named)
    templates: list[Looked] = []
    for path in paths:
        if path.suffix == ".md":
            templates.append(Looked(_template(shelf, path, problems)))
        else:
            problems += _theme(shelf, path)
    library = Library(shelf)
    for looked in templates:
        problems += _of_template(looked, shelf, library)
    if not named:
        problems += _unused_parts(templates, library)
    lines = {(each.at.file, each.at.line) for each in problems if each.severity == "error"}
    tried = _tried(templates, shelf, facts)
    return _told([*problems, *(each for each in tried if (each.at.file, each.at.line) not in lines)])


def _told(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by place, each once; what the sample brings about itself is nobody's."""
    mine = (each for each in problems if each.at.file != sample_facts.FILE)
    return sorted(dict.fromkeys(mine), key=lambda problem: problem.order)


def _paths(shelf: Shelf, named: Sequence[str]) -> list[Path]:
    """The files named, or all templates, parts and themes of the workspace's own folder."""
    if not named:
        own = shelf.folders()[0]
        return [*sorted(own.glob("*.md")), *sorted(own.glob("parts/**/*.md")), *sorted(own.glob("themes/*.yaml"))]
    found: list[Path] = []
    for name in named:
        path = shelf.path(name) or shelf.theme_path(name)
        if path is None:
            known = [*shelf.names(), *(each.stem for f in shelf.folders() for each in f.glob("themes/*.yaml"))]
            hint = did_you_mean(name, known, f"there are {', '.join(known)}")
            raise Stop([Problem("T011", f"there is no template or theme `{name}`", Place(name), hint)])
        found.append(path)
    return found


def _template(shelf: Shelf, path: Path, problems: list[Problem]) -> Template:
    """The template in a file; what is wrong with its head is added."""
    try:
        template, faults = shelf.read(path)
    except Stop as stop:
        problems += stop.problems
        return Template(path.stem, str(path), "", 1)
    problems += faults
    problems += _theme_of(template, shelf)
    return template


def _theme_of(template: Template, shelf: Shelf) -> Iterator[Problem]:
    """What is wrong with the theme and the base that a head names."""
    try:
        if template.theme and str(template.places.get("theme", "")):
            yield from shelf.theme(template.theme, template.at("theme"))[1]
        shelf.base_of(template)
    except Stop as stop:
        yield from stop.problems


def _theme(shelf: Shelf, path: Path) -> list[Problem]:
    try:
        return shelf.theme(str(path), Place(str(path)))[1]
    except Stop as stop:
        return list(stop.problems)


class Library:
    """The templates and parts that can be asked for, each read when it is."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def get(self, name: str) -> Looked | None:
        """The template or part of that name; None where there is none that can be read."""
        try:
            template = self.shelf.template(name)
        except Stop:
            return None
        tree = parsed(template)[0] if template else None
        return Looked(template, tree) if template and tree else None

    def macros(self, name: str) -> dict[str, nodes.Macro] | None:
        """The macros of a file that can be imported, by name."""
        found = self.get(name)
        return {each.name: each for each in found.tree.find_all(nodes.Macro)} if found and found.tree else None

    def names(self) -> Iterator[str]:
        """All that can be asked for, the workspace's own first."""
        for folder in self.shelf.folders():
            for path in (*sorted(folder.glob("*.md")), *sorted(folder.glob("parts/**/*.md"))):
                yield PurePosixPath(path.relative_to(folder)).as_posix()


def _of_template(looked: Looked, shelf: Shelf, library: Library) -> Iterator[Problem]:
    template = looked.template
    tree, faults = parsed(template)
    yield from faults
    yield from typed(template)
    if tree is None:
        return
    looked.tree = tree
    parents = _parents(template, shelf)
    blocks = list(dict.fromkeys(b.name for p in parents if (t := _tree(p, shelf)) for b in t.find_all(nodes.Block)))
    if parents:
        yield from idle_blocks(tree, template, blocks)
        yield from outside_blocks(tree, template)
    yield from unknown_fields(tree, template, shelf.vocabulary)
    yield from unknown_macros(tree, template, library.macros)
    yield from lost_in_loops(tree, template)
    yield from narrow_filters(tree, template)
    yield from _missing_parts(tree, template, shelf)
    yield from _pictures(template, shelf)
    if not _is_part(template):
        yield from unknown_options(tree, template, [each.name for each in template.options])
        around = [t for each in (template, *parents) for t in _trees_below(each, shelf, library)]
        yield from unused_options(template, {name for t in around for name in options_asked(t)})
        yield from unused_words(template, {name for t in around for name in words_asked(t)})
        yield from _no_sources(template, tree)


def _no_sources(template: Template, tree: nodes.Template) -> Iterator[Problem]:
    """A list of sources in a paper without notes: nothing leads to it."""
    if template.notes is False and template.file == template.at("notes").file:
        for number, line in enumerate(template.body.split("\n"), template.line):
            if line.split() == [":::", "sources"]:
                message = "this list of sources stays empty: the head says `notes: false`"
                hint = "delete `notes: false`, write `::: sources short`, or leave the list out with its heading"
                yield Problem("T094", message, Place(template.file, number), hint)


def _tree(template: Template, shelf: Shelf) -> nodes.Template | None:
    return parsed(template)[0]


def _trees_below(template: Template, shelf: Shelf, library: Library) -> Iterator[nodes.Template]:
    """The syntax trees of a template and of all parts that it takes in."""
    tree = _tree(template, shelf)
    waiting, seen = [tree] if tree else [], set[str]()
    while waiting:
        one = waiting.pop()
        yield one
        for name in _asked(one):
            looked = library.get(name)
            if name not in seen and looked and looked.tree:
                seen.add(name)
                waiting.append(looked.tree)


def _asked(tree: nodes.Template) -> Iterator[str]:
    """The parts that a tree includes or imports, by name."""
    for each in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)):
        asked = getattr(each, "template", None)
        names = asked.items if isinstance(asked, nodes.List | nodes.Tuple) else [asked]
        for name in names:
            if isinstance(name, nodes.Const) and isinstance(name.value, str):
                yield name.value if name.value.endswith(".md") else f"{name.value}.md"


def _parents(template: Template, shelf: Shelf) -> list[Template]:
    """The templates that it extends, the nearest first; none where one cannot be read."""
    found: list[Template] = []
    seen = [template]
    while seen[-1].extends:
        try:
            parent = shelf.template(seen[-1].extends, sum(each.name == seen[-1].extends for each in seen))
        except Stop:
            return found
        if parent is None or parent in seen:
            return found
        seen.append(parent)
        found.append(parent)
    return found


def _missing_parts(tree: nodes.Template, template: Template, shelf: Shelf) -> Iterator[Problem]:
    for each in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)):
        asked = getattr(each, "template", None)
        if not isinstance(asked, nodes.Const) or getattr(each, "ignore_missing", False):
            continue
        name = str(asked.value)
        if shelf.part(name) is None:
            known = [p.relative_to(f).as_posix() for f in shelf.folders() for p in f.glob("parts/**/*.md")]
            hint = did_you_mean(name, known, 'a part is named as in `{% include "parts/signed.md" %}`')
            message = f"there is no template or part `{name}`"
            yield Problem("T011", message, Place(template.file, each.lineno), hint)


def _unused_parts(templates: Sequence[Looked], library: Library) -> Iterator[Problem]:
    """A file in `parts/` that no template takes in, so that it changes nothing."""
    own = {Path(each.template.file) for each in templates if _is_part(each.template)}
    if not own:
        return
    asked = {
        name for each in library.names() if (found := library.get(each)) and found.tree for name in _asked(found.tree)
    }
    known = [name for name in asked if name.startswith("parts/")]
    for path in sorted(own):
        name = f"parts/{path.as_posix().rpartition('/parts/')[2]}"
        if name not in asked and not _is_built_in(path):
            hint = did_you_mean(name, known, f'no template says `{{% include "{name}" %}}`')
            message = f"no template takes in `{name}`: it changes nothing"
            yield Problem("T091", message, Place(str(path)), hint, "warning")


def _is_part(template: Template) -> bool:
    return Path(template.file).parent.name == "parts" or "parts" in Path(template.file).parts[-3:-1]


def _is_built_in(path: Path) -> bool:
    return path.resolve().is_relative_to(built_in().resolve())


def _pictures(template: Template, shelf: Shelf) -> Iterator[Problem]:
    from briefs.linting.pictures import named_pictures

    for name, line in named_pictures(template):
        at = Place(template.file, line)
        try:
            beside = Path(template.file).parent
            facts = shelf.workspace / "facts"
            found = shelf.picture(name, beside) or (shelf.picture(name, facts) if facts.is_dir() else None)
        except NotReadError as fault:
            yield Problem("W003", f"the picture `{name}` {fault}", at)
            continue
        if found is None:
            folders = (*shelf.folders(), beside, shelf.workspace, facts)
            there = next((folder / name for folder in folders if is_file(folder / name)), None)
            message = (
                f"there is no picture `{name}`" if there is None else f"`{name}` is of a kind that papers cannot show"
            )
            hint = "put the file beside the template or the facts" if there is None else KIND_HINT
            yield Problem(
                "W002" if there is None else "W003", message, at, hint, "warning" if there is None else "error"
            )


def _tried(templates: Sequence[Looked], shelf: Shelf, paths: Sequence[Path]) -> Iterator[Problem]:
    """What shows when the templates are filled: with the facts given, and else with a sample of everything."""
    whole: list[Facts] = []
    for path in paths:
        facts, faults = shelf.facts(path)
        yield from (each for each in faults if each.severity == "error")
        whole.append(facts)
    if not paths:
        whole = [_sample(shelf.vocabulary)]
    for looked in templates:
        if looked.tree is None or _is_part(looked.template):
            continue
        for facts in whole:
            yield from (each for each in _of_paper(looked.template, facts, shelf) if paths or _counts(each))


def _sample(vocabulary: Vocabulary) -> Facts:
    """The sample as facts; that of the built-in vocabulary is made once."""
    if vocabulary is STANDARD and _samples:
        return _samples[0]
    text = yaml.safe_dump(sample_facts.sample(vocabulary), allow_unicode=True, sort_keys=False)
    facts = facts_of(text, Ledger(sample_facts.FILE, "F00"), vocabulary)[0]
    if vocabulary is STANDARD:
        _samples.append(facts)
    return facts


_samples: list[Facts] = []


def _counts(problem: Problem) -> bool:
    if problem.code == "T006":
        return "this " in problem.message or "is a record" in problem.message or "is a macro" in problem.message
    if problem.code.startswith("T"):
        return problem.code not in AFTER_FACTS
    return problem.code in OF_THE_TEMPLATE


def _of_paper(template: Template, facts: Facts, shelf: Shelf) -> Iterator[Problem]:
    try:
        for plan in list(plans(facts, [template], ("pdf",), "", {}, False, shelf))[:3]:
            yield from document_of(plan, shelf)[2]
    except Stop as stop:
        yield from stop.problems
