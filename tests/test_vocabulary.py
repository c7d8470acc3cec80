"""A ministry's own words: a section, a field, a use, known everywhere from `templates/vocabulary.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from briefs.commands.main import main
from briefs.factfiles import load_facts, load_vocabulary, schema
from briefs.model.facts import Record
from briefs.model.problems import Stop
from briefs.project import Ask, build
from briefs.project.template_folders import Shelf

OWN = """\
sections:
  gifts:
    about: What is given and received
    fields:
      what: {about: the gift, required: true}
      giver: {about: who gives it, kind: reference, to: [people], required: true}
      worth: {about: in the currency of the house, kind: number}
      kind: {about: how it is kept, choices: [kept, returned]}
fields:
  brief:
    division: {about: the division that wrote the paper}
uses:
  cabinet: {about: for members of the cabinet alone}
"""
FACTS = """\
title: Gifts
as_of: 2026-01-15
from: us
brief: {division: Protocol}
people: {sara: {name: Sara Aidar}}
gifts:
  saddle: {what: A saddle, giver: sara, worth: 120, kind: kept, use: cabinet, priority: must}
"""
TEMPLATE = """\
---
title: Gifts
needs: [gifts]
header: [division]
---
# {{ title }}

From {{ brief.division }}.

{% for gift in gifts | where(kind="kept") %}
- {{ gift }}, from {{ gift.giver }}
{% endfor %}
"""


def workspace(tmp_path: Path, vocabulary: str = OWN, facts: str = FACTS, template: str = TEMPLATE) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "facts").mkdir()
    (tmp_path / "templates" / "vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    (tmp_path / "templates" / "gifts.md").write_text(template, encoding="utf-8")
    (tmp_path / "facts" / "gifts.yaml").write_text(facts, encoding="utf-8")
    return tmp_path


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, arguments)
    return done.output + done.stderr


def text_of(folder: Path) -> str:
    report = build(Ask(workspace=folder, templates=("gifts",), formats=("text",), out=folder / "build"))
    assert not report.problems
    return re.sub(r"\[(.*?)\]\(.*?\)", r"\1", report.files[0].read_text(encoding="utf-8"))


def told(tmp_path: Path, vocabulary: str) -> list[str]:
    path = tmp_path / "vocabulary.yaml"
    path.write_text(vocabulary, encoding="utf-8")
    try:
        _, problems = load_vocabulary(path)
    except Stop as stop:
        problems = list(stop.problems)
    return [f"{each.at.line}:{each.at.column} {each.code} {each.message}; {each.hint}" for each in problems]


def test_a_paper_is_made_from_a_section_and_a_field_of_the_ministrys_own(tmp_path: Path) -> None:
    text = text_of(workspace(tmp_path))
    assert "From Protocol." in text
    assert "A saddle, from Sara Aidar" in text


def test_what_is_misspelt_of_it_is_told_with_what_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = FACTS.replace("gifts:", "gift:").replace("division:", "divison:")
    output = run(workspace(tmp_path, facts=facts), monkeypatch, "check")
    assert "did you mean `gifts`?" in output
    assert "did you mean `division`?" in output


def test_its_fields_are_checked_as_ours_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = FACTS.replace("giver: sara, ", "").replace("worth: 120", "worth: much").replace("kind: kept", "kind: kep")
    output = run(workspace(tmp_path, facts=facts), monkeypatch, "check")
    assert "F011 `gifts.saddle` has no `giver`" in output
    assert "F015 `gifts.saddle.worth` must be a number" in output
    assert "did you mean `kept`?" in output


def test_templates_know_it_and_tell_what_they_misspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = TEMPLATE.replace("header: [division]", "header: [divison]").replace("gift.giver", "gift.givr")
    template = template.replace("needs: [gifts]", "needs: [gits]")
    output = run(workspace(tmp_path, template=template), monkeypatch, "build", "-t", "gifts")
    assert "did you mean `gifts`?" in output
    assert "did you mean `division`?" in output
    fixed = TEMPLATE.replace("gift.giver", "gift.givr")
    (tmp_path / "templates" / "gifts.md").write_text(fixed, encoding="utf-8")
    assert "did you mean `giver`?" in run(tmp_path, monkeypatch, "build", "-t", "gifts")


def test_the_schema_knows_it(tmp_path: Path) -> None:
    vocabulary = Shelf(workspace(tmp_path)).vocabulary
    validator = Draft202012Validator(schema(vocabulary))
    Draft202012Validator.check_schema(schema(vocabulary))
    whole = {"title": "A", "as_of": "2026-01-15", "gifts": {"a": {"what": "x", "giver": "b", "use": "cabinet"}}}
    assert not list(validator.iter_errors(whole))
    assert list(validator.iter_errors(whole | {"gift": {}}))
    assert list(Draft202012Validator(schema()).iter_errors(whole))


def test_show_lists_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = run(workspace(tmp_path), monkeypatch, "show", "vocabulary")
    assert "gifts: What is given and received" in output
    assert "brief.division: the division that wrote the paper" in output
    assert "use cabinet" in output


def test_a_workspace_without_one_has_the_built_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FACTS, encoding="utf-8")
    _, problems = load_facts(tmp_path / "a.yaml")
    assert [each.code for each in problems] == ["F010", "F010"]


@pytest.mark.parametrize(
    ("vocabulary", "said"),
    [
        ("sections: {people: {about: a, fields: {b: {about: c}}}}", "1:12 T031 `people` is there already"),
        ("sections: {gifts: {about: a}}", "1:12 T032 the section `gifts` has no `fields`"),
        ("sections: {gifts: {fields: {a: {about: b}}}}", "1:12 T032 `gifts` does not say what it is `about`"),
        ("sections: {loop: {about: a, fields: {b: {about: c}}}}", "1:12 T031 `loop` is a word with a meaning"),
        ("sections: {my-gifts: {about: a, fields: {b: {about: c}}}}", "1:12 T031 `my-gifts` cannot be a name"),
        ("fields: {peple: {division: {about: a}}}", "1:10 T031 there is no section `peple` to add fields to"),
        ("fields: {people: {name: {about: a}}}", "1:19 T031 `name` is there already"),
        ("fields: {people: {use: {about: a}}}", "1:19 T031 `use` is there already"),
        ("fields: {people: {dog: {about: a, kind: animal}}}", "1:41 T031 `kind` of the field `dog` must be one of"),
        ("fields: {people: {dog: {about: a, kind: name}}}", "1:19 T032 the field `dog` leads to records"),
        (
            "fields: {people: {dog: {about: a, kind: name, to: [dogs]}}}",
            "1:52 T031 there is no section `dogs` to lead to",
        ),
        ("fields: {people: {dog: {abut: a}}}", "1:25 T030 the field `dog` knows no `abut`"),
        ("uses: {background: {about: a}}", "1:8 T031 `background` is there already"),
        ("section: {}", "1:1 T030 a vocabulary knows no `section`"),
        ("- a", "1:1 T021 a vocabulary holds names and values, and here are none"),
    ],
)
def test_a_mistake_in_it_is_told_with_its_place(tmp_path: Path, vocabulary: str, said: str) -> None:
    assert any(each.startswith(said) for each in told(tmp_path, vocabulary)), told(tmp_path, vocabulary)


def test_nothing_is_built_with_a_vocabulary_that_holds_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = run(workspace(tmp_path, vocabulary="section: {}\n"), monkeypatch, "build")
    assert "vocabulary.yaml:1:1: T030" in output
    assert not (tmp_path / "build").exists()


NEW = """\
title: A meeting
as_of: 2026-01-15
from: us
papers: [briefing-note]
people: {sara: {name: Sara Aidar, spoken: SAH-ra, rank: 1, career: [Mayor, Judge], avoid: the old mill}}
brief: {purpose: You meet her., clearances: [{who: Legal, when: 2026-01-14}, Treasury]}
agreements:
  pact: {title: The Pact, kind: pact, obligations: [{side: sara, what: [To sow., To reap.]}], binding: not stated}
meetings: {talks: {what: Talks, date: 2026-01-20, time: "10:30", with: [sara]}}
points: {a: {text: Say so., under: anything, to: [sara], meeting: talks, priority: must, draft: true}}
questions: {why: {question: Why?, answer: Because., valid_until: 2026-02-01}}
options: {one: {text: Sow., for: [It grows.], against: [It costs.], recommended: true}}
handout: {headline: They met}
"""


def test_the_new_sections_and_fields_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(NEW, encoding="utf-8")
    facts, problems = load_facts(tmp_path / "a.yaml")
    assert not problems
    assert facts.text("brief.clearances.1.when") == "2026-01-14"
    assert facts.text("brief.clearances.2.who") == "Treasury"
    assert facts.text("agreements.pact.obligations.1.what.2") == "To reap."
    assert isinstance(facts.find("agreements.pact.obligations.1"), Record)


def test_a_word_that_is_nearly_one_that_templates_know_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(NEW.replace("under: anything", "under: risks"), encoding="utf-8")
    _, problems = load_facts(tmp_path / "a.yaml")
    assert [(each.code, each.severity, each.hint) for each in problems] == [("F016", "warning", "did you mean `risk`?")]


def test_options_are_settings_first_and_then_the_options_of_the_facts(tmp_path: Path) -> None:
    template = (
        "---\ntitle: T\noptions: {few: {type: integer, default: 3}}\n---\n# {{ title }}\n"
        "{{ options.few }}: {% for option in options | where(recommended=true) %}{{ option }}{% endfor %}\n"
    )
    assert "3: Sow." in text_of(workspace(tmp_path, facts=NEW, template=template))
