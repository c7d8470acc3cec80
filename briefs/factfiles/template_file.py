"""Templates from files: the head's settings, and the body as it stands.

It reads no Jinja and no Markdown; what the body says is `templating`'s work.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, cast

from briefs.factfiles.nodes import Map, Scalar
from briefs.factfiles.problem_list import SYNTAX, Ledger
from briefs.factfiles.row_file import ROWS
from briefs.factfiles.scalars import LANGUAGE
from briefs.factfiles.settings import MISSING, Settings
from briefs.factfiles.text_file import character, read_text
from briefs.factfiles.yaml_reader import read_yaml
from briefs.model.cited import MARK, MARKED, SEAL, SEALED
from briefs.model.counting import NUMBERINGS, Numbering
from briefs.model.problems import Place, Problem, did_you_mean
from briefs.model.template import Need, Option, Template
from briefs.model.vocabulary import STANDARD, Vocabulary

LARGEST = 1_000_000
"""Bytes of a template."""
KEYS = (
    "title",
    "about",
    "needs",
    "pages",
    "for_each",
    "audience",
    "theme",
    "base",
    "language",
    "extends",
    "notes",
    "options",
    "header",
    "numbering",
    "marking",
    "parts",
    "limits",
    "known",
    "words",
)
SETTING = re.compile(rf"(?P<key>{'|'.join(KEYS)}):(?:\s|$)|[ #-]")
"""A line of a head: a setting, or what belongs to the one above."""
YAML = re.compile(r"(?:\.ya?ml)+$")
"""Endings without which a theme is named: in a template it is a name, never a path."""
DASHES = re.compile(r"[-—–−_*=~]{1,10}")
"""What is written in place of the three hyphens that begin a head."""
LIMITS = ("sentence", "abbreviations", "age")
OPTION_KEYS = ("type", "default", "about", "choices")
TYPES = ("integer", "text", "boolean")
Type = Literal["integer", "text", "boolean"]
PRIVATE = re.compile(f"[{SEAL}{SEALED}{MARK}{MARKED}]")
NO_SUCH_FACT = "T033"
NO_SUCH_OPTION = "T034"


def load_template(
    path: Path, within: Path | None = None, vocabulary: Vocabulary = STANDARD
) -> tuple[Template, list[Problem]]:
    """The template in a file, and every problem of its head, by place.

    With `within` the file must lie in that folder, wherever links lead. Raises Stop where there is no text.
    """
    ledger = Ledger(str(path), "T02")
    text = read_text(path, ledger, LARGEST, within)
    return template_of(text, path.stem, ledger, vocabulary)


def template_of(
    text: str, name: str, ledger: Ledger, vocabulary: Vocabulary = STANDARD
) -> tuple[Template, list[Problem]]:
    """The template that a text is. Raises Stop where its head cannot be read."""
    refuse_private(text, ledger)
    head, body, line = divided(text, ledger)
    settings = Settings(head_of(head, ledger), ledger, "the head")
    settings.knows(KEYS)
    template = Template(
        name=name,
        file=ledger.file,
        body=body,
        line=line,
        title=settings.text("title"),
        about=settings.text("about"),
        needs=needs(settings, vocabulary),
        pages=settings.whole("pages", 0, 1, 1000),
        for_each=for_each(settings, vocabulary),
        audience=settings.text("audience"),
        theme=YAML.sub("", settings.text("theme")),
        base=settings.text("base"),
        language=language(settings),
        extends=settings.text("extends").removesuffix(".md"),
        notes=notes(settings),
        options=options(settings),
        header=header(settings, vocabulary),
        numbering=cast(Numbering, settings.choice("numbering", (*NUMBERINGS, "none"), "")),
        marking=settings.text("marking"),
        parts=parts(settings),
        limits=limits(settings),
        known=settings.texts("known"),
        words=own_words(settings),
        places={name: settings.at(name) for name in settings.node.entries},
    )
    return template, ledger.sorted()


def notes(settings: Settings) -> bool | Literal["sources"]:
    """Whether sources stand as numbers in the text, and for what."""
    node = settings.value("notes")
    if isinstance(node, Scalar) and node.text == "sources":
        return "sources"
    return (isinstance(node, Scalar) and node.text == "places") or settings.flag("notes", True)


def refuse_private(text: str, ledger: Ledger) -> None:
    """Tell of the characters by which values are sealed: in a template they would be mistaken for one."""
    for match in list(PRIVATE.finditer(text))[:20]:
        index = match.start()
        at = (text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
        what = character(match[0])
        ledger.add("T005", f"the template holds {what}, by which values are sealed", at, "delete it")


def divided(text: str, ledger: Ledger) -> tuple[str, str, int]:
    """The head without its `---` lines, the body, and the line on which the body begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        headless(lines, ledger)
        return "", text, 1
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    message = "the head that begins here has no end"
    raise ledger.stop("T035", message, (1, 1), "write a line `---` below its last setting")


def headless(lines: list[str], ledger: Ledger) -> None:
    """Raises Stop where settings stand at the top of the file, and the `---` that begins a head does not."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    told = "the head begins with `---` on the first line"
    if DASHES.fullmatch(lines[0].rstrip()) and len(lines) > 1 and (own := SETTING.match(lines[1])) and own["key"]:
        shown = lines[0].rstrip()
        raise ledger.stop(
            "T035", f"{told}, three hyphens, and not with `{shown}`", (1, 1), "write `---` there and below"
        )
    if first and lines[first].rstrip() == "---":
        raise ledger.stop("T035", told, (first + 1, 1), "delete what stands above it")
    rules = [number for number, line in enumerate(lines[first:], first) if line.rstrip() == "---"]
    above = lines[first : rules[0]] if rules else lines[first : first + 2]
    settings = [SETTING.match(line) for line in above if line.strip()]
    if settings and all(settings) and settings[0] and settings[0]["key"] and (rules or len(settings) > 1):
        closing = "" if rules else ", and another below the last setting"
        raise ledger.stop("T035", told, (first + 1, 1), f"write a line `---` above `{lines[first].strip()}`{closing}")


def head_of(head: str, ledger: Ledger) -> Map:
    """The head's names and values; empty where there are none."""
    if not head.strip():
        return Map({}, 1, 1)
    read = read_yaml(head, ledger, 2)
    if not read.complete:
        raise ledger.stop_now()
    if isinstance(read.node, Map):
        return read.node
    if read.node is not None:
        message = "the head holds no `name: value` lines"
        ledger.add(SYNTAX, message, (read.node.line, read.node.column), "write `title: One-pager`")
    return Map({}, 1, 1)


def needs(settings: Settings, vocabulary: Vocabulary) -> tuple[Need, ...]:
    """The facts without which the document cannot be made."""
    found: list[Need] = []
    for scalar in settings.scalars("needs"):
        place = Place(settings.ledger.file, scalar.line, scalar.column)
        need = Need(" ".join(scalar.text.split()), place)
        for way in need.ways:
            message, hint = unknown(way, vocabulary)
            if message:
                at = (scalar.line, scalar.column)
                settings.ledger.add(NO_SUCH_FACT, message, at, hint, len(scalar.text))
                break
        else:
            found.append(need)
    return tuple(found)


def header(settings: Settings, vocabulary: Vocabulary) -> tuple[Need, ...]:
    """The fields of `brief` that the paper must show, as paths: `brief.to`."""
    known = vocabulary.fields("brief")
    found: list[Need] = []
    for scalar in settings.scalars("header"):
        if scalar.text in known:
            place = Place(settings.ledger.file, scalar.line, scalar.column)
            found.append(Need(f"brief.{scalar.text}", place))
            continue
        hint = did_you_mean(scalar.text, known, f"it has {', '.join(f'`{each}`' for each in known)}")
        message = f"`brief` has no field `{scalar.text}`"
        settings.ledger.add(NO_SUCH_FACT, message, (scalar.line, scalar.column), hint, len(scalar.text))
    return tuple(found)


def own_words(settings: Settings) -> dict[str, dict[str, str]]:
    """The template's own words by name, each by language; told where one is no text, or has no language."""
    table = settings.table("words", "`words`")
    found: dict[str, dict[str, str]] = {}
    for name, (key, node) in table.node.entries.items():
        if not name.isidentifier():
            hint = "letters, digits and `_` make a name"
            at = (key.line, key.column)
            settings.ledger.add(NO_SUCH_OPTION, f"`{name}` cannot be the name of a word", at, hint, len(name))
        elif not isinstance(node, Map):
            table.wrong(name, node, "a text for each language", f"write `{name}: {{en: …, fr: …}}`")
        else:
            found[name] = _by_language(table.table(name, f"the word `{name}`"))
    return found


def _by_language(texts: Settings) -> dict[str, str]:
    for tag, (_, node) in texts.node.entries.items():
        if not LANGUAGE.fullmatch(tag):
            texts.wrong(tag, node, "under the tag of a language", "write `en`, `mn`, `kk-Arab` …")
    return {tag: texts.text(tag) for tag in texts.node.entries if LANGUAGE.fullmatch(tag)}


def parts(settings: Settings) -> tuple[Need, ...]:
    """The papers that are bound behind the template's own, by name."""
    file = settings.ledger.file
    return tuple(Need(each.text, Place(file, each.line, each.column)) for each in settings.scalars("parts"))


def limits(settings: Settings) -> dict[str, int]:
    """What the checks of the document let pass: words in a sentence, different abbreviations, days since `as_of`."""
    table = settings.table("limits", "`limits`")
    table.knows(LIMITS)
    return {name: table.whole(name, 0) for name in LIMITS if table.has(name)}


def unknown(path: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What is wrong with a path to a fact, and the likely mend; empty where the vocabulary knows it."""
    first, dot, rest = path.partition(".")
    if first not in vocabulary.names:
        hint = did_you_mean(first, vocabulary.names, "`briefs schema` lists the names there are")
        return f"fact files know no `{first}`", hint
    if not dot:
        return "", ""
    section = vocabulary.sections.get(first)
    if section is None:
        return f"`{first}` has no fields", f"write `{first}`"
    if section.single and rest.partition(".")[0] not in section.fields:
        name = rest.partition(".")[0]
        fields = ", ".join(f"`{field}`" for field in section.fields)
        return f"`{first}` has no field `{name}`", did_you_mean(name, section.fields, f"it has {fields}")
    return "", ""


def for_each(settings: Settings, vocabulary: Vocabulary) -> str:
    """The section for each record of which there is to be a document."""
    name = settings.text("for_each")
    listed = [section for section, about in vocabulary.sections.items() if about.listed]
    if not name or name in listed or name == ROWS:
        return name
    hint = did_you_mean(name, listed, f"it is one of {', '.join(f'`{each}`' for each in listed)}")
    node = settings.value("for_each")
    assert node is not None
    message = f"`for_each` needs a section of records, and `{name}` is none"
    settings.ledger.add(NO_SUCH_FACT, message, (node.line, node.column), hint, len(name))
    return ""


def language(settings: Settings) -> str:
    tag = settings.text("language")
    if tag and not LANGUAGE.fullmatch(tag):
        node = settings.value("language")
        assert node is not None
        settings.wrong("language", node, "a BCP 47 tag", "write `en`, `mn`, `kk-Arab` …")
        return ""
    return tag


def options(settings: Settings) -> tuple[Option, ...]:
    """The settings that whoever builds may change."""
    table = settings.table("options", "`options`")
    found = [option(table, name) for name in table.node.entries]
    return tuple(each for each in found if each is not None)


def option(table: Settings, name: str) -> Option | None:
    ledger = table.ledger
    key = table.node.entries[name][0]
    if not name.isidentifier():
        hint = "letters, digits and `_` make a name"
        at = (key.line, key.column)
        ledger.add(NO_SUCH_OPTION, f"`{name}` cannot be the name of an option", at, hint, len(name))
        return None
    one = table.table(name, f"the option `{name}`")
    one.knows(OPTION_KEYS)
    type_ = cast(Type, one.choice("type", TYPES, ""))
    missing = [each for each in ("type", "default") if each not in one.node.entries]
    if missing:
        hint = f"write `{name}: {{type: integer, default: 6, about: how many to list}}`"
        message = f"the option `{name}` has no `{missing[0]}`"
        ledger.add(MISSING, message, (key.line, key.column), hint, len(name))
    if missing or not type_:
        return None
    choices = one.texts("choices")
    default = default_of(one, type_, choices)
    place = Place(ledger.file, key.line, key.column)
    return Option(name, type_, default, one.text("about"), place, choices)


def default_of(one: Settings, type_: Type, choices: tuple[str, ...]) -> int | str | bool:
    """An option's default, of the option's type and among its choices."""
    match type_:
        case "integer":
            value: int | str | bool = one.whole("default", 0, -1_000_000, 1_000_000)
        case "boolean":
            value = one.flag("default", False)
        case "text":
            value = one.text("default")
    node = one.value("default")
    if choices and isinstance(node, Scalar) and node.text not in choices:
        one.wrong("default", node, f"one of {', '.join(f'`{each}`' for each in choices)}")
    return value
