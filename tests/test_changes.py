"""What has changed, told twice in the same words: by the list of differences and by the box in a paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import facts_in, lines_of

import briefs
from briefs.model.facts import Facts
from briefs.model.tree import Box, Document
from briefs.project import Ask, pipeline
from briefs.project.changes import Change, changes
from briefs.project.pipeline import document_of, make
from briefs.project.plan import PLAIN
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.wording_of_changes import LONGEST, side_by_side

EVERYTHING = """\
---
title: Everything
---
# {{ title }}

{% if summary %}
{{ summary }}
{% endif %}

{% for f in figures %}
{{ f.label }}

{{ f.value }}

{% if f.unit %}
{{ f.unit }}
{% endif %}
{% endfor %}

{% for s in series %}
{{ s.label }}

{% for p in s.points %}
- {{ p }}
{% endfor %}
{% endfor %}

{% for a in agreements %}
{{ a.title }}

{{ a.kind }}

{% for each in [a.short, a.term, a.signed] %}
{% if each %}
{{ each }}
{% endif %}

{% endfor %}
{% for each in a.provisions %}
- {{ each }}
{% endfor %}
{% for each in a.signatories %}
- {{ each }}
{% endfor %}
{% endfor %}

{% for p in people %}
{{ p.name }}

{% if p.post %}
{{ p.post }}
{% endif %}
{% endfor %}

{% for e in events %}
{{ e.date }}

{{ e.what }}

{% if e.place %}
{{ e.place }}
{% endif %}
{% endfor %}

{% for p in points %}
{{ p.text }}

{% endfor %}
"""
LONG = "The " + " ".join(f"word{n}" for n in range(40)) + " end."
WORDS = st.sampled_from(
    ["quay", "a quay | *x*", "<w:t>", "1. one", "ship & shore", "x" * 120, "x" * 119 + "y", LONG, f"{LONG} More."]
)
DAYS = st.sampled_from(["2026-01-03", "2026-01-04", "2025-12", "the end of July"])
NUMBERS = st.sampled_from(["1", "2500", "2.50", "over 300"])


def _record(required: dict[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=more)


def _section(record: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(["a", "b", "c"]), record, max_size=3)


PEOPLE = st.just({"p": {"name": "Ida Sand"}, "q": {"name": "Tom Berg"}})
FILES = st.fixed_dictionaries(
    {
        "title": st.just("A test"),
        "as_of": st.just("2026-01-15"),
        "sources": st.just({"s": {"title": "A source"}}),
        "from": st.just("s"),
        "figures": _section(
            _record({"label": WORDS, "value": NUMBERS}, unit=st.sampled_from(["ships", "USD million"]))
        ),
        "series": _section(
            _record({"label": WORDS, "points": st.just({"2024": 1, "2025": 2000}) | st.just({"2025": 3})})
        ),
        "agreements": _section(
            _record(
                {"title": WORDS, "kind": WORDS},
                short=WORDS,
                term=WORDS,
                signed=DAYS,
                provisions=st.lists(WORDS, min_size=1, max_size=3),
                signatories=st.lists(st.sampled_from(["p", "q"]), min_size=1, max_size=2, unique=True),
            )
        ),
        "events": _section(_record({"date": DAYS, "what": WORDS}, place=WORDS)),
        "points": _section(_record({"text": WORDS})),
    },
    optional={"summary": WORDS},
).flatmap(lambda file: PEOPLE.map(lambda people: file | {"people": people}))


def _loaded(folder: Path, name: str, file: Any) -> Facts:
    folder.joinpath(name).mkdir(exist_ok=True)
    return facts_in(folder / name, json.dumps(file, ensure_ascii=False))


def _paper(folder: Path, new: Facts, since: Facts | None, template: str = EVERYTHING) -> Document:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "all.md").write_text(template, encoding="utf-8")
    shelf = Shelf(folder)
    found = shelf.template("all")
    assert found is not None
    document, _, problems = document_of(Plan(new, found, None, "all", ("pdf",), PLAIN, since=since), shelf)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return document


def _box(document: Document) -> list[str]:
    """The entries of the box of changes."""
    box = next(block for block in document.blocks if isinstance(block, Box) and block.role == "callout")
    return lines_of(Document("", "en", box.blocks))


def _is_readable(change: Change, told: dict[str, Change]) -> bool:
    """Whether the box has words of its own for it: a value is told with its unit, and unread changes are none."""
    if change.kind == "changed" and ("value" not in change.aspects or change.was == change.now):
        return False
    record, _, name = change.id.rpartition(".")
    value = told.get(f"{record}.value")
    return not (name == "unit" and value is not None and _is_readable(value, told))


def _expected(found: tuple[Change, ...], old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    """For each change what ends its words in the box, and these words."""
    told = {change.id: change for change in found}
    whole: set[str] = set()
    for change in found:
        parts = change.id.split(".")
        record = ".".join(parts[:2])
        if not _is_readable(change, told):
            continue
        if old.find(record) is None or new.find(record) is None:
            if record not in whole:
                yield ((" (new)", "") if old.find(record) is None else (" (withdrawn)", ""))
            whole.add(record)
        elif change.kind == "changed":
            yield " (earlier: ", f"{change.now} (earlier: {change.was})"
        else:
            word, text = ("new", change.now) if change.kind == "added" else ("withdrawn", change.was)
            field = next(part for part in reversed(parts) if not part.isdecimal())
            end = f" ({word})" if field == "points" else f" ({field}, {word})"
            yield end, f"{text}{end}"


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES, FILES)
def test_the_box_and_the_list_of_differences_tell_the_same_changes(
    tmp_path_factory: pytest.TempPathFactory, old_file: Any, new_file: Any
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    old, new = _loaded(folder, "old", old_file), _loaded(folder, "new", new_file)
    lines = _box(_paper(folder, new, old))
    found = briefs.diff(old, new, Ask(folder, templates=("all",)))
    assert found.facts == changes(old, new)
    expected = list(_expected(found.facts, old, new))
    text = "\n".join(lines).casefold()
    for _, words in expected:
        assert words.replace("\u00a0", " ").casefold() in text, lines
    for ending in {ending for ending, _ in expected} | {
        " (earlier: ",
        " (new)",
        " (withdrawn)",
        ", new)",
        ", withdrawn)",
    }:
        counted = sum(each.endswith(ending) or each == ending for each, _ in expected)
        assert text.count(ending.casefold()) == counted, (ending, lines)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(), st.text())
def test_two_texts_that_differ_differ_as_they_are_shown(one: str, other: str) -> None:
    was, now = side_by_side(one, other)
    assert was != now or one.split() == other.split()
    assert max(len(was), len(now)) <= 2 * LONGEST


@pytest.mark.parametrize("lead", ["", "The same beginning of both, word by word, that is rather long already: " * 2])
def test_of_long_texts_the_words_that_differ_are_shown(lead: str) -> None:
    was, now = side_by_side(f"{lead}{'x' * 200}a", f"{lead}{'x' * 200}b")
    assert was != now


V1 = """\
agreements:
  skills: {title: MOU on Skills, kind: memorandum, status: signed, term: five years, from: s}
people:
  teo: {name: Josephine Teo, post: Minister, from: s}
  lee: {name: Ann Lee, from: s}
visit: {kind: state visit, start: 2026-01-10, host: teo, from: s}
figures:
  t: {label: trade, value: 5, unit: SGD billion, period: 2024, from: s}
"""
V2 = V1.replace(", term: five years", "").replace(", post: Minister", "")
HEAD = "title: A visit\nas_of: 2026-01-15\nsources: {s: {title: A statement, published: 2026-01-14}}\n"
NOTE = """\
---
title: Note
audience: AUDIENCE
---
# {{ title }}

{% for a in agreements %}
{{ a.title }}: {{ a.term or "no term" }}

{% endfor %}

| Name | Post |
|:--|:--|
{% for p in people %}
| {{ p.name }} | {{ p.post or "none" }} |
{% endfor %}

{% if visit.host %}
Host: {{ visit.host }}
{% endif %}

{% for f in figures %}
{{ f | dated }}: {{ f | quantity }}

{% endfor %}
"""


def _note(folder: Path, old: str, new: str, audience: str = "internal") -> list[str]:
    for name in ("old", "new"):
        (folder / name).mkdir(exist_ok=True)
    then, now = facts_in(folder / "old", HEAD + old), facts_in(folder / "new", HEAD + new)
    return _box(_paper(folder, now, then, NOTE.replace("AUDIENCE", audience)))


def test_a_field_that_is_gone_is_told_by_its_name_and_not_as_the_record(tmp_path: Path) -> None:
    assert _note(tmp_path, V1, V2) == [
        "MOU on Skills: five years (term, withdrawn)",
        "Josephine Teo: Minister (post, withdrawn)",
    ]


def test_a_field_that_has_come_is_told_by_its_name(tmp_path: Path) -> None:
    assert _note(tmp_path, V2, V1) == ["MOU on Skills: five years (term, new)", "Josephine Teo: Minister (post, new)"]


def test_a_reference_to_another_record_is_a_change(tmp_path: Path) -> None:
    assert _note(tmp_path, V1, V1.replace("host: teo", "host: lee")) == ["Ann Lee (earlier: Josephine Teo)"]


def test_another_unit_or_period_of_a_printed_figure_is_a_change(tmp_path: Path) -> None:
    assert _note(tmp_path, V1, V1.replace("SGD", "USD").replace("period: 2024", "period: 2025")) == [
        "Trade: USD billion (earlier: SGD billion); 2025 (earlier: 2024)"
    ]
    assert _note(tmp_path, V1, V1.replace("5, unit: SGD", "6, unit: USD")) == [
        "Trade: USD 6 billion (earlier: SGD 5 billion)"
    ]


def test_a_record_that_is_gone_is_gone_as_a_whole(tmp_path: Path) -> None:
    assert _note(tmp_path, V1, V1.replace("  lee: {name: Ann Lee, from: s}\n", "")) == ["Ann Lee (withdrawn)"]


def test_other_spaces_are_a_difference_and_nothing_to_tell_readers_of(tmp_path: Path) -> None:
    new = V1.replace("post: Minister", 'post: "Prime  Minister"')
    said = _note(tmp_path, V1.replace("post: Minister", 'post: "Prime Minister"'), new)
    assert said == ["Nothing here has changed since the earlier version, also of 15 January 2026."]


def test_what_the_paper_does_not_print_is_not_told(tmp_path: Path) -> None:
    assert _note(tmp_path, V1, V1.replace("status: signed", "status: in force")) == [
        "Nothing here has changed since the earlier version, also of 15 January 2026."
    ]


@pytest.mark.parametrize(
    "new",
    [
        V1.replace("five years, from", "{value: six years, use: background}, from"),
        V1.replace("five years, from", "{value: six years, marking: SECRET}, from"),
        V1.replace("host: teo", "host: {value: lee, use: background}"),
        V1.replace("unit: SGD billion", "unit: {value: USD billion, use: background}"),
        V1.replace("post: Minister", "post: {value: Premier, use: background}"),
        V2,
    ],
)
def test_a_paper_for_the_public_tells_no_change_of_what_it_may_not_see(tmp_path: Path, new: str) -> None:
    said = " ".join(_note(tmp_path, V1, new, "public"))
    for word in ("six years", "five years", "Ann Lee", "Josephine", "USD", "SGD", "Premier", "Minister"):
        assert word not in said


def test_an_earlier_unit_that_is_kept_back_now_is_not_told_with_the_value(tmp_path: Path) -> None:
    new = V1.replace("value: 5, unit: SGD billion", "value: 6, unit: {value: SGD billion, use: background}")
    assert _note(tmp_path, V1, new, "public") == ["Trade: 6"]


# from Python


def test_trace_gives_what_stands_behind_each_text(tmp_path: Path) -> None:
    facts = facts_in(tmp_path, HEAD + V1 + "  u: {label: twice, formula: t * 2}\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "all.md").write_text(NOTE.replace("AUDIENCE", "internal"), encoding="utf-8")
    found = briefs.trace(Ask(tmp_path, (facts.file,), ("all",)))
    [paper] = found.papers
    assert paper.facts == facts.file
    term = next(text for text in paper.texts if text.text == "MOU on Skills: five years")
    assert [origin.id for origin in term.facts] == ["agreements.skills.title", "agreements.skills.term"]
    assert [(cited.source, source and source.title) for cited, source in term.facts[1].sources] == [
        ("s", "A statement")
    ]
    twice = next(origin for text in paper.texts for origin in text.facts if origin.id == "figures.u.value")
    assert (twice.formula, [origin.id for origin in twice.behind]) == ("t * 2", ["figures.t.value"])


def test_trace_and_diff_raise_stop_in_words_and_gather_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "v1.yaml"
    path.write_text(HEAD + V1, encoding="utf-8")
    for call in (
        lambda: briefs.trace(Ask(tmp_path, (path,), ("nothing",))),
        lambda: briefs.diff(path, path, Ask(tmp_path, templates=("nothing",))),
        lambda: briefs.diff(path),
        lambda: briefs.diff(tmp_path / "none.yaml", path),
    ):
        with pytest.raises(briefs.Stop):
            call()
    found = briefs.diff(path, path, Ask(tmp_path, settings={"nothing": 1}))
    assert (found.facts, found.documents) == ((), ())
    assert [problem.code for problem in found.problems] == ["T010"]


def test_diff_takes_files_and_loaded_facts(tmp_path: Path) -> None:
    (tmp_path / "v1.yaml").write_text(HEAD + V1, encoding="utf-8")
    (tmp_path / "v2.yaml").write_text(HEAD + V2, encoding="utf-8")
    one, two = (briefs.load(tmp_path / name)[0] for name in ("v1.yaml", "v2.yaml"))
    ask = Ask(tmp_path, templates=("agreement-summary",))
    found = briefs.diff(str(tmp_path / "v1.yaml"), tmp_path / "v2.yaml", ask)
    assert found == briefs.diff(one, two, ask) == briefs.diff(one, tmp_path / "v2.yaml", ask)
    assert [(change.kind, change.id, change.was, change.now) for change in found.facts] == [
        ("withdrawn", "agreements.skills.term", "five years", ""),
        ("withdrawn", "people.teo.post", "Minister", ""),
    ]
    assert [name for name, _ in found.documents] == ["v2/agreement-summary/skills"]


# once


def test_each_version_is_filled_once_for_the_paper_and_its_redline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    fill: Any = vars(pipeline)["fill"]

    def counting(order: Any, find: Any) -> Any:
        filled.append(order.facts.file)
        return fill(order, find)

    monkeypatch.setattr(pipeline, "fill", counting)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old, new = facts_in(tmp_path / "old", HEAD + V1), facts_in(tmp_path / "new", HEAD + V2)
    _paper(tmp_path, old, None, NOTE.replace("AUDIENCE", "internal"))
    filled.clear()
    shelf = Shelf(tmp_path)
    found = shelf.template("all")
    assert found is not None
    plan = Plan(new, found, None, "all", ("docx",), PLAIN, since=old, redline=True)
    made = make(plan, shelf)
    assert set(made.files) == {"docx", "redline.docx"}
    assert sorted(filled) == sorted([old.file, new.file])


def test_a_final_build_loads_each_fact_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefs.project import fact_checking as checking
    from briefs.project import template_folders as shelf

    loaded: list[Path] = []
    for module in (shelf, checking):
        load = module.load_facts

        def counting(path: Path, *more: Any, load: Any = load) -> Any:
            loaded.append(path)
            return load(path, *more)

        monkeypatch.setattr(module, "load_facts", counting)
    path = tmp_path / "v1.yaml"
    path.write_text(HEAD + V1, encoding="utf-8")
    report = briefs.build(Ask(tmp_path, (path,), ("one-pager",), ("docx",), tmp_path / "out", final=True))
    assert report.ok, report.problems
    assert loaded == [path]
