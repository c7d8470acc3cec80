"""Each language has its file, whole, and a paper in it has no word of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from papers import lines_of, plan_of

from briefs.commands import main
from briefs.factfiles import load_facts
from briefs.factfiles.languages import load_language
from briefs.language import (
    built_in_file,
    day,
    formats_of,
    grammar_of,
    lacking,
    lacking_in_papers,
    language_of,
    own_grammar,
    words_of,
    written_languages,
)
from briefs.model.problems import Problem, Stop
from briefs.model.tree import Chart, Document, blocks_below, spans_of
from briefs.project.pipeline import document_of
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import built_in
from briefs.understanding.numbers import find_numbers

HOUSE = ["ar", "de", "en", "es", "fr", "kk", "mn", "pt", "ru", "zh"]
"""The languages that the house promises."""
TAGS = [*HOUSE, "pt-BR", "zh-Hant", "zh-TW", "de-CH", "en-US"]
FACTS = """\
title: "12"
as_of: 2026-01-15
language: {language}
brief: {{to: "1", from: us}}
sources: {{s: {{title: "34", short: "56", publisher: "78", published: 2025-10-31, counted: paragraphs}}}}
series: {{t: {{label: "9", unit: "%", points: {{2023: {first}, 2024: 2, 2025: 3}}, from: {{source: s, at: 2}}}}}}
points:
  a: {{text: "{text}", from: {{source: s, at: 3-4}}}}
  b: {{text: "5", from: us}}
agreements: {{pact: {{title: "6", kind: "6", signed: TBC, from: s}}}}
"""
TEMPLATE = """\
---
title: "1"
header: [reference]
---
# {{ title }}

{{ brief.reference }} {% for each in points %}{{ each.text }} {% endfor %}

::: contents
:::

::: chart line {{ series.t }}
9
:::

| {{ title }} | {{ title }} |
|---|---|
| {{ points.a.text }} | {{ agreements.pact.signed }} |

: {{ title }}

::: sources
:::

[^1]

[^1]: 1
"""


@pytest.mark.parametrize("tag", TAGS)
def test_no_language_of_the_house_lacks_a_word_or_a_place_in_one(tag: str) -> None:
    assert lacking(tag) == []
    for name, text in words_of("en").items():
        assert _in_braces(words_of(tag)[name]) == _in_braces(text), name
    assert words_of(tag).keys() == words_of("en").keys()


def _in_braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_that_are_promised_have_a_file_that_the_loader_accepts() -> None:
    assert set(HOUSE) <= set(written_languages())
    for tag in written_languages():
        path = built_in_file(tag)
        assert path is not None and load_language(path)[1] == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if not tag.startswith("en")])
def test_a_paper_has_no_english_word_of_the_house(tag: str, tmp_path: Path) -> None:
    text = re.sub(r"\{\w+\}", "", "\n".join(_all_text(tag, tmp_path)))
    assert sum(part in text for part in _literals(tag)) > 15, "the paper shows too few of the house's words"
    own = set(_literals(tag))
    for english in set(_literals("en")) - own:
        assert not re.search(rf"(?<!\w){re.escape(english)}(?!\w)", text), english


def _literals(tag: str) -> Iterator[str]:
    """The words of the house that stand between braces, those of more than two letters."""
    for text in words_of(tag).values():
        yield from (part for part in re.split(r"\W*\{\w+\}\W*", text) if len(part) > 2 or tag.startswith("zh"))


def _all_text(tag: str, folder: Path) -> Iterator[str]:
    """Every text that papers with all that the house can add show or tell: an annex, changes, a draft, descriptions."""
    plan, shelf, problems = plan_of(folder, FACTS.format(language=tag, first="1", text="7"), TEMPLATE)
    then = folder / "then.yaml"
    for earlier in (("2", "8"), ("1", "7")):
        then.write_text(FACTS.format(language=tag, first=earlier[0], text=earlier[1]), encoding="utf-8")
        document, _, found = document_of(replace(plan, annex=True, since=load_facts(then)[0]), shelf)
        assert not problems and "D130" not in {problem.code for problem in found}
        yield from _texts(document)


def _texts(document: Document) -> Iterator[str]:
    yield from lines_of(document)
    yield from document.furniture.values()
    yield document.words["draft"]
    yield document.words["contents"]
    for block in blocks_below(document.blocks):
        yield from (span.title for span in spans_of(block))
        if isinstance(block, Chart):
            yield block.alt


def test_a_language_without_words_is_told_at_its_place(tmp_path: Path) -> None:
    found = _problems(tmp_path, "sv", "# {{ title }}\n\nText.\n")
    assert [(problem.at.line, problem.severity) for problem in found] == [(3, "warning")]
    assert "in Swedish" in found[0].message and "templates/languages/sv.yaml" in found[0].hint
    assert _problems(tmp_path, "fr", "# {{ title }}\n\nText.\n") == []


def _problems(folder: Path, language: str, template: str) -> list[Problem]:
    plan, shelf, _ = plan_of(folder, FACTS.format(language=language, first="1", text="7"), template)
    return [problem for problem in document_of(plan, shelf)[2] if problem.code == "D130"]


SWAHILI = (
    "name: Swahili\nquotes: [‹, ›]\nwords: {sources: Vyanzo}\ngrammar: {percent: asilimia, months: {1: januari}}\n"
)


def test_a_workspace_brings_a_language_and_changes_one_and_another_workspace_has_neither(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "templates" / "languages").mkdir(parents=True)
    (own / "templates" / "languages" / "sw.yaml").write_text(SWAHILI, encoding="utf-8")
    (own / "templates" / "languages" / "de.yaml").write_text("words: {draft: VORLAGE}\n", encoding="utf-8")
    assert Shelf(own).speak() == []
    assert words_of("sw")["sources"] == "Vyanzo" and language_of("sw").quotes == ("‹", "›")
    assert len(lacking("sw")) == len(words_of("en")) - 1
    assert words_of("de")["draft"] == "VORLAGE" and words_of("de")["sources"] == "Quellen"
    assert "sw" in written_languages()
    Shelf(tmp_path)
    assert words_of("sw")["sources"] == "Sources" and words_of("de")["draft"] == "ENTWURF"
    assert "sw" not in written_languages()


GRAMMAR = """\
grammar:
  months: {1: januari}
  dates: ['(?P<d2>\\d{1,2}) (?P<m2>{M})']
  weekdays: {}
  cardinals: {3: tatu}
  hundreds: mia
  scales: {3: elfu}
  ordinals: {}
  ordinal_mark: (?!)
"""


def test_a_workspaces_grammar_is_read_with_and_forgotten_with_its_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "templates" / "languages"
    folder.mkdir(parents=True)
    (folder / "sw.yaml").write_text(GRAMMAR, encoding="utf-8")
    Shelf(tmp_path)
    assert find_numbers("tatu elfu", "sw") == ()
    assert Shelf(tmp_path / "own").speak() == []
    assert [str(number.amounts[0]) for number in find_numbers("tatu elfu", "sw")] == ["3000"]
    Shelf(tmp_path)
    assert find_numbers("tatu elfu", "sw") == () and own_grammar("sw") is None


def test_a_mistake_in_a_workspaces_language_is_told_where_a_paper_is_made(tmp_path: Path) -> None:
    plan, _, _ = plan_of(tmp_path, FACTS.format(language="fr", first="1", text="7"), "# {{ title }}\n\nText.\n")
    folder = tmp_path / "templates" / "languages"
    folder.mkdir()
    (folder / "fr.yaml").write_text("words: {surces: Origines}\n", encoding="utf-8")
    with pytest.raises(Stop) as stop:
        document_of(plan, Shelf(tmp_path))
    assert [(problem.code, Path(problem.at.file).name) for problem in stop.value.problems] == [("T030", "fr.yaml")]


def test_languages_are_shown_with_what_each_has_and_whether_somebody_has_read_it() -> None:
    shown = CliRunner().invoke(main, ["show", "languages"])
    assert shown.exit_code == 0
    rows = {line.split()[0]: line for line in shown.output.splitlines()[:-1]}
    assert rows.keys() >= set(HOUSE)
    for tag in HOUSE:
        assert ("no native reader" in rows[tag]) != language_of(tag).reviewed
        assert ("not checked" in rows[tag]) == (own_grammar(tag) is None)
    printed = CliRunner().invoke(main, ["show", "languages/fr"])
    assert printed.exit_code == 0 and "sources: Sources" in printed.output
    assert CliRunner().invoke(main, ["show", "languages/xx"]).exit_code == 2


def test_a_tag_with_a_region_has_its_languages_words_and_its_own_signs() -> None:
    assert words_of("fr-CA") == words_of("fr")
    assert language_of("de-CH").quotes == ("«", "»") and words_of("de-CH") == words_of("de")
    assert words_of("pt-BR")["fact"] == "Fato" and words_of("pt")["fact"] == "Facto"
    assert words_of("zh-Hant-TW")["source"] == "來源" and words_of("zh-CN")["source"] == "来源"


def test_what_is_not_english_is_asked_of_cldr() -> None:
    from datetime import date

    assert formats_of("en-US") is None
    assert day(date(2024, 10, 31), "fr") == "31 octobre 2024"
    assert grammar_of("sv").tag == "sv" and grammar_of("sv").comma


@pytest.mark.parametrize("tag", TAGS)
def test_no_language_of_the_house_lacks_a_word_of_its_papers_or_a_place_in_one(tag: str) -> None:
    english = language_of("en")
    assert lacking_in_papers(tag) == []
    for name, text in english.papers.items():
        assert _in_braces(language_of(tag).papers[name]) == _in_braces(text), name
    assert language_of(tag).papers.keys() == english.papers.keys()
    assert language_of(tag).terms.keys() == english.terms.keys()


def test_every_word_that_a_template_says_stands_in_the_english_file_and_each_of_these_is_said() -> None:
    said: set[str] = set()
    for path in [*built_in().glob("*.md"), *built_in().glob("parts/*.md")]:
        said |= set(re.findall(r"words\.(\w+)", path.read_text(encoding="utf-8")))
    papers = {name for name in language_of("en").papers if not name.startswith("title_")}
    assert said - papers <= set(language_of("en").words)
    assert papers - said - {"to_be_signed_by"} == set()


def test_templates_of_the_house_say_nothing_in_plain_words() -> None:
    """Every letter that a built-in template prints comes from a fact or from a language's file."""
    for path in [*built_in().glob("*.md"), *built_in().glob("parts/*.md")]:
        body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        body = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", body, flags=re.DOTALL)
        body = re.sub(r"^:::.*$|^Table:|\[[#@][^\]]*\]", "", body, flags=re.MULTILINE)
        assert re.findall(r".*[^\W\d_].*", body) == [], path.name


OWN_WORDS = """\
---
title: Invitation
words:
  welcome: {en: "Welcome to room 12", mn: "12 дугаар өрөөнд тавтай морил"}
  next_steps: {en: What now}
---
# {{ title }}

{{ words.welcome }}, {{ words.next_steps }}, {{ words.decision_by | fill(day=as_of | date) }}
"""


@pytest.mark.parametrize(
    ("language", "line", "codes"),
    [
        ("en-GB", "Welcome to room 12, What now, Decision by 15.01.2026", []),
        (
            "mn",
            "12 дугаар өрөөнд тавтай морил, What now, Шийдвэр гаргах хугацаа: 15.01.2026",
            ["D131"],
        ),
    ],
)
def test_a_template_brings_its_words_in_several_languages(
    language: str, line: str, codes: list[str], tmp_path: Path
) -> None:
    words = OWN_WORDS.replace("as_of | date", 'as_of | date("d.MM.y")')
    plan, shelf, problems = plan_of(tmp_path, FACTS.format(language=language, first="1", text="7"), words)
    document, _, found = document_of(plan, shelf)
    assert not problems and [problem.code for problem in found] == codes
    assert lines_of(document)[1].replace("\u00a0", " ") == line
    spans = [span for block in blocks_below(document.blocks) for span in spans_of(block)]
    assert [span.text for span in spans if span.language == "en"] == (["What now"] if codes else [])


ACTION = """\
# {{ title }}

{% if brief.action | term == "decision" %}{{ brief.action | term }}{% endif %}
"""


@pytest.mark.parametrize(
    ("language", "action", "printed"),
    [("en", "for decision", "for decision"), ("fr", "décision", "décision"), ("mn", "decision", "шийдвэр гаргуулах")],
)
def test_a_decision_is_asked_for_in_the_papers_language_or_in_english(
    language: str, action: str, printed: str, tmp_path: Path
) -> None:
    facts = FACTS.format(language=language, first="1", text="7").replace('to: "1"', f'to: "1", action: {action}')
    plan, shelf, _ = plan_of(tmp_path, facts, ACTION)
    assert lines_of(document_of(plan, shelf)[0])[1:] == [printed]
