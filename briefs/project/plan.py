"""Plans: which documents are to be made from which facts by which templates.

It decides names and settings; making is `make`'s work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefs.language import title_of
from briefs.model.facts import Fact, Facts, Items, Record
from briefs.model.needs import is_given
from briefs.model.problems import Place, Problem, Severity, Stop, did_you_mean
from briefs.model.template import Need, Option, Template
from briefs.project.languages import suffix
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.terms_of_release import NOT_PUBLIC, Terms, terms_of
from briefs.project.theme_folders import PLAIN as PLAIN
from briefs.project.theme_folders import built_in

COMMAND_LINE = "--set"
PAPERS = ("briefing-note", "one-pager", "agreement-summary")
"""The built-in papers that are made where neither the command nor the facts ask for any by name."""
BOUND = "parts"
"""The option that names the papers that are bound."""
Settings = Mapping[str, str]


def plans(
    facts: Facts,
    templates: Sequence[Template],
    formats: tuple[str, ...],
    theme: str,
    settings: Settings,
    final: bool,
    shelf: Shelf | None = None,
    named: bool = False,
) -> Iterator[Plan]:
    """A plan for each document: one for each template, or for each record where the template asks for that.

    `shelf` has the marking schemes; without it, those of the present folder. `named`: somebody has asked for these
    templates, so that one which binds papers binds the others. Raises Stop where it names a paper that there is not.
    """
    stem = Path(facts.file).stem
    shelf = shelf or Shelf(Path())
    for template in titled(templates, facts):
        options = {o.name: _typed(o, settings[o.name]) for o in template.options if o.name in settings}
        look = theme or shelf.theme_of(template)
        for record in _records(template, facts, shelf):
            name = f"{stem}/{template.name}" + (f"/{record.key}" if record else "") + suffix(facts)
            plan = Plan(facts, template, record, name, formats, look, options, final)
            others = templates if named else ()
            yield replace(plan, parts=_parts(plan, others, theme, settings, shelf)) if template.parts else plan


def titled(templates: Sequence[Template], facts: Facts) -> Iterator[Template]:
    """The templates, each with its title in the language of its paper."""
    for template in templates:
        language = language_in(template, facts)
        yield replace(template, title=title_of(template.name, template.title, language))


def language_in(template: Template, facts: Facts) -> str:
    """The language of the paper that a template makes of the facts."""
    return template.language or facts.text("language") or "en"


def _parts(plan: Plan, others: Sequence[Template], theme: str, settings: Settings, shelf: Shelf) -> tuple[Plan, ...]:
    """The papers that are bound: those asked for in its setting, beside it, or in its head where the facts suit them.

    Raises Stop where one is no template's name.
    """
    asked = str(plan.options.get(BOUND, "")).replace(",", " ").split()
    papers = [each for each in others if not each.parts and not each.form]
    if asked:
        papers, _ = chosen(shelf, asked)
    elif not papers:
        papers = [each for need in plan.template.parts for each in _part(need, shelf) if fits(each, plan.facts)]
    single = [each for each in papers if not each.parts]
    return tuple(plans(plan.facts, single, plan.formats, theme, settings, plan.final, shelf))


def _part(need: Need, shelf: Shelf) -> list[Template]:
    """The template that a head names. Raises Stop, at its place, where there is none."""
    try:
        return chosen(shelf, (need.path,))[0]
    except Stop as stop:
        raise Stop(problem.moved(need.at) for problem in stop.problems) from None


def _records(template: Template, facts: Facts, shelf: Shelf) -> list[Record | None]:
    """The records for which there is a document: of a paper for the public those that it may see."""
    if not template.for_each:
        return [None]
    section = terms_of(facts, template, shelf).release.facts.find(template.for_each)
    found = section.fields.values() if isinstance(section, Record) else ()
    return [each for each in found if isinstance(each, Record) and _fits(template, facts, each)]


def _fits(template: Template, facts: Facts, record: Record | None = None) -> bool:
    return all(is_given(need, facts, record) for need in template.needs)


def without_records(templates: Sequence[Template], facts: Facts, shelf: Shelf) -> Iterator[Problem]:
    """A problem for each template that makes a paper for each record of a section, and finds none to make one for."""
    for template in templates:
        if not template.for_each or _records(template, facts, shelf):
            continue
        wanting = next((need for need in template.needs if not is_given(need, facts)), None)
        about = f"`{'` or `'.join(wanting.ways)}`" if wanting else f"`{template.for_each}` that its readers may see"
        message = (
            f"`{template.name}` is made for each of `{template.for_each}`, and {facts.file} does not give it {about}"
        )
        at = wanting.at if wanting else template.at("for_each")
        weight: Severity = "error" if wanting else "warning"
        yield Problem("T007", message, at, "add what is missing, or build another template", weight)


def fits(template: Template, facts: Facts) -> bool:
    """Whether the facts hold what the template needs, so that it is made where nobody asked for it by name."""
    return _fits(template, facts)


def fitting(templates: Sequence[Template], facts: Facts, shelf: Shelf, problems: list[Problem]) -> list[Template]:
    """The templates that are made where nobody asked for any by name; a warning for one that the marking forbids."""
    found: list[Template] = []
    for template in templates:
        if not fits(template, facts):
            continue
        terms = terms_of(facts, template, shelf)
        forbidden = [each for each in terms.problems if each.code == NOT_PUBLIC]
        forbidden = forbidden or _needed_in_vain(template, terms)
        problems += [replace(each, severity="warning", message=f"{each.message}; it is not made") for each in forbidden]
        if not forbidden:
            found.append(template)
    return found


def _needed_in_vain(template: Template, terms: Terms) -> list[Problem]:
    """A problem for the first thing that a template needs and that its audience may not see."""
    kept = terms.release.kept
    for need in template.needs:
        why = next((kept[way] for way in need.ways if way in kept), "")
        if why:
            hint = "open what may be shown, or name the source that was published"
            return [Problem(NOT_PUBLIC, f"`{template.name}` needs `{need.path}`, which {why}", need.at, hint)]
    return []


def unknown_settings(templates: Sequence[Template], settings: Settings) -> list[Problem]:
    """A problem for each `--set` that no template of this run knows."""
    known = list(dict.fromkeys(option.name for template in templates for option in template.options))
    return [
        Problem(
            "T010",
            f"no template here has an option `{name}`",
            Place(COMMAND_LINE),
            did_you_mean(
                name,
                known,
                f"the options are {', '.join(known)}" if known else "these templates have no options",
            ),
        )
        for name in settings
        if name not in known
    ]


def _typed(option: Option, text: str) -> str | int | bool:
    """The setting as the option's type has it. Raises Stop with a problem that says what is allowed."""
    wrong = f"`{option.name}={text}`: "
    if option.type == "boolean":
        if text.casefold() in {"true", "yes", "on", "false", "no", "off"}:
            return text.casefold() in {"true", "yes", "on"}
        raise Stop([Problem("T010", wrong + "it is true or false", Place(COMMAND_LINE), option.about)])
    if option.type == "integer":
        if text.lstrip("-").isdecimal() and len(text) < 10:
            return int(text)
        raise Stop([Problem("T010", wrong + "it is a whole number", Place(COMMAND_LINE), option.about)])
    if option.choices and text not in option.choices:
        hint = did_you_mean(text, option.choices, f"it is one of {', '.join(option.choices)}")
        raise Stop([Problem("T010", wrong + "it is none of the choices", Place(COMMAND_LINE), hint)])
    return text


def by_default(shelf: Shelf) -> list[str]:
    """The names of the papers that are made where none is asked for: three built-in ones, and the workspace's own.

    A file that stands in for a built-in template is made where that one would be.
    """
    built = built_in()
    return [name for name, path in shelf.names().items() if name in PAPERS or not (built / path.name).is_file()]


def asked_for(facts: Facts, shelf: Shelf, problems: list[Problem]) -> list[Template] | None:
    """The papers that the facts' head names; None where it names none. One that is unknown is a problem."""
    named = facts.find("papers")
    if not isinstance(named, Items):
        return None
    found: list[Template] = []
    for each in named.items:
        assert isinstance(each, Fact)
        try:
            templates, faults = chosen(shelf, (each.written,))
        except Stop as stop:
            problems += [problem.moved(each.at) for problem in stop.problems]
            continue
        problems += faults
        found += templates
    return found


def chosen(shelf: Shelf, names: Sequence[str]) -> tuple[list[Template], list[Problem]]:
    """The templates of those names, or all, and what is wrong with their heads.

    Raises Stop where a name is no template's.
    """
    known = shelf.names()
    problems: list[Problem] = []
    templates: list[Template] = []
    unknown: list[Problem] = []
    taken: set[Path] = set()
    for name in names or by_default(shelf):
        path = shelf.path(name)
        if path is None:
            hint = did_you_mean(name, known, f"the templates are {', '.join(known)}")
            unknown.append(Problem("T011", f"there is no template `{name}`", Place(name), hint))
            continue
        if path.absolute() in taken:
            continue
        taken.add(path.absolute())
        template, faults = shelf.read(path)
        templates.append(template)
        problems += faults
    if unknown:
        raise Stop([*unknown, *problems])
    return templates, problems
