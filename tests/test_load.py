"""Fact files: what is read of them, who says it, and what is told of files that cannot be read."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.factfiles import load_facts, load_scheme, load_template, load_theme
from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.text_file import forbidden
from briefs.manual import pages
from briefs.model.facts import US, Fact, Facts, Items, Record, Reference, walk
from briefs.model.problems import Place, Problem, Stop

HEAD = "title: Trade in 2024\nas_of: 2024-11-01\nfrom: us\n"
SOURCES = "sources:\n  article: {title: An article}\n  register: {title: A register}\n"


def read(text: str, head: str = HEAD) -> tuple[Facts, list[Problem]]:
    return facts_of(head + text, Ledger("facts.yaml", "F00"))


def facts(text: str, head: str = HEAD) -> Facts:
    """The facts of a text without a fault."""
    found, problems = read(text, head)
    assert not problems, problems
    return found


def told(path: Path) -> list[Problem]:
    """What is told of a file of which nothing can be made."""
    with pytest.raises(Stop) as stop:
        load_facts(path)
    return list(stop.value.problems)


# What you type is what is printed.


UNTOUCHED = """
NO yes on 1.10 007 +976 0x1F 1_000 12:30 1:30:00 ~ null Null 1e5 .5 5. -0 00 0o17 0b1 .inf 2024-1-5 = 3.0.1 True
FALSE 1,000 5% a#b c:d http://x.example/?a=1&b=2 R&D x@y.example it's
"""


@pytest.mark.parametrize("typed", UNTOUCHED.split())
def test_what_is_typed_is_what_is_written(typed: str) -> None:
    fact = facts(f"other:\n  a: {typed}\n").index["other.a"]
    assert fact.written == typed
    assert isinstance(fact.value, str) or str(fact.value) == typed


@pytest.mark.parametrize("typed", ["12", "true", "2024-11-01", "-3.50"])
def test_quoted_text_is_always_text(typed: str) -> None:
    assert facts(f'other: {{a: "{typed}"}}').index["other.a"].value == typed
    assert facts(f"other:\n  a: |-\n    {typed}\n").index["other.a"].value == typed


def test_dates_numbers_and_truth_are_typed() -> None:
    index = facts("other: {a: 2024-02-29, b: -3.50, c: true, d: false, e: 0, f: 12345678901234567890.1}").index
    assert index["other.a"].value == date(2024, 2, 29)
    assert index["other.b"].value == Decimal("-3.50")
    assert index["other.b"].written == "-3.50"
    assert index["other.c"].value is True
    assert index["other.d"].value is False
    assert index["other.e"].value == Decimal(0)
    assert index["other.f"].value == Decimal("12345678901234567890.1")


def test_a_date_may_be_a_month_a_year_or_words() -> None:
    dates = ["2024-10-28", "2024-10", "2024", "the early 1990s", '"28.10.2024"', "28-29 October 2024"]
    text = "events:\n" + "".join(f"  e{n}: {{date: {typed}, what: Talks}}\n" for n, typed in enumerate(dates))
    index = facts(text).index
    values = [index[f"events.e{n}.date"].value for n in range(6)]
    assert values == [date(2024, 10, 28), "2024-10", "2024", "the early 1990s", "28.10.2024", "28-29 October 2024"]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff")).filter(
    lambda text: text.strip() != "" and not forbidden(text)
)


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_in_quotes_is_printed_as_typed(text: str) -> None:
    fact = facts(f"summary: {json.dumps(text, ensure_ascii=False)}\n").index["summary"]
    assert fact.written == fact.value == text


@given(st.from_regex(re.compile(r"[-+~.:_0-9A-Za-zӨөҮү%₮/]{1,14}"), fullmatch=True))
@settings(max_examples=500, deadline=None)
def test_any_plain_word_is_printed_as_typed(word: str) -> None:
    found, problems = read(f"other:\n  a: {word}\n")
    if not problems:
        assert found.index["other.a"].written == word


# Who says so.


def test_a_source_covers_what_is_below_until_another_is_named() -> None:
    index = facts(
        SOURCES + "people:\n  from: article\n  a: {name: Anna}\n"
        "  b: {name: {value: Bert, from: register}, post: Clerk}\n  c: {name: Cara, from: us}\n"
    ).index
    said = {id_: [c.source for c in fact.sources] for id_, fact in index.items() if id_.startswith("people")}
    assert said == {
        "people.a.name": ["article"],
        "people.b.name": ["register"],
        "people.b.post": ["article"],
        "people.c.name": ["us"],
    }


def test_a_citation_says_where_and_what() -> None:
    fact = facts(
        SOURCES + "summary:\n  value: Trade grew.\n  from:\n    - {source: article, at: [5, 7-8], says: [one, two]}\n"
        "    - register\n"
    ).index["summary"]
    first, second = fact.sources
    assert (first.source, first.at, first.spots, first.says) == ("article", "5, 7-8", ("5", "7-8"), ("one", "two"))
    assert (second.source, second.at, second.says) == ("register", "", ())
    assert first.place == Place("facts.yaml", 10, 7)


def test_the_papers_own_words_are_ours_whatever_covers_the_file() -> None:
    index = facts(
        "brief: {to: Minister}\ngaps:\n  one: {what: The sum is not stated.}\nsummary: Trade grew.\n" + SOURCES,
        "title: Trade\nas_of: 2024-11-01\nfrom: article\n",
    ).index
    ours = [id_ for id_, fact in index.items() if fact.sources and fact.sources[0].source == US]
    assert ours == ["title", "as_of", "brief.to", "gaps.one.what"]


def test_a_source_speaks_for_itself() -> None:
    found = facts(SOURCES)
    assert found.index["sources.article.title"].sources[0].source == "article"
    assert found.sources["article"].title == "An article"
    assert list(found.sources) == ["article", "register"]


def test_a_source_record_keeps_every_field() -> None:
    text = (
        "people: {anna: {name: Anna}}\nsources:\n  talk:\n    title: A talk\n    short: the talk\n    kind: interview\n"
        "    publisher: A paper\n    published: 2024-10-30\n    url: https://x.example/a\n    accessed: 2024-11-01\n"
        "    held: talk.txt\n    counted: by answers\n    speaker: anna\n    language: mn\n"
    )
    source = facts(text).sources["talk"]
    assert (source.short, source.kind, source.publisher) == ("the talk", "interview", "A paper")
    assert (source.published, source.url, source.accessed) == ("2024-10-30", "https://x.example/a", "2024-11-01")
    assert (source.held, source.counted, source.speaker, source.language) == (
        "talk.txt",
        "by answers",
        "people.anna",
        "mn",
    )


def test_use_marking_language_and_embargo_are_handed_down_and_a_note_is_not() -> None:
    found = facts(
        "language: en\npoints:\n  use: background\n  marking: OFFICIAL\n  embargo: 2024-12-01 09:00\n  note: check\n"
        "  a: {text: One., language: mn}\n"
        "  b: {text: {value: Two., use: public, marking: SECRET, embargo: 2025-01-01, note: why}, language: en}\n"
    )
    one, two = found.index["points.a.text"], found.index["points.b.text"]
    assert (one.use, one.marking, one.embargo, one.language, one.note) == (
        "background",
        "OFFICIAL",
        "2024-12-01 09:00",
        "mn",
        "",
    )
    assert (two.use, two.marking, two.language, two.note) == ("background", "SECRET", "", "why")
    assert two.markings == ("OFFICIAL", "SECRET")
    assert two.embargoes == ("2024-12-01 09:00", "2025-01-01")
    points = found.find("points")
    assert isinstance(points, Record)
    assert (points.note, points.use) == ("check", "background")


def test_the_marking_of_the_documents_marks_no_single_fact() -> None:
    found = facts("marking: OFFICIAL\nsummary: Trade grew.\n")
    assert found.text("marking") == "OFFICIAL"
    assert found.index["summary"].marking == ""


def test_a_wrong_use_is_taken_for_background_not_for_open() -> None:
    found, problems = read("points:\n  a: {text: One., use: secret}\n")
    assert [p.code for p in problems] == ["F016"]
    assert found.index["points.a.text"].use == "background"


def test_comments_allow_on_their_line_or_in_the_head() -> None:
    found = facts("summary: Trade. # allow S104, S201 because it says so\n", "# allow D101 because of law\n" + HEAD)
    assert [(a.codes, a.reason, a.at.line, a.whole) for a in found.allowed] == [
        (("D101",), "of law", 1, True),
        (("S104", "S201"), "it says so", 5, False),
    ]


# Records, lists and references.


def test_ids_are_paths_and_entries_of_lists_count_from_one() -> None:
    found = facts(
        "people: {anna: {name: Anna}}\nagreements:\n  trade:\n    title: On trade\n    kind: agreement\n"
        "    signatories: [anna]\n    provisions:\n      - One\n      - {value: Two, from: us}\n    fields: trade\n"
    )
    assert [id_ for id_ in found.index if id_.startswith("agreements")] == [
        "agreements.trade.title",
        "agreements.trade.kind",
        "agreements.trade.signatories.1",
        "agreements.trade.provisions.1",
        "agreements.trade.provisions.2",
        "agreements.trade.fields.1",
    ]
    signatory = found.index["agreements.trade.signatories.1"]
    assert signatory.value == Reference("people", "anna")
    assert signatory.written == "anna"
    assert isinstance(found.find("agreements.trade.provisions"), Items)
    record = found.find("agreements.trade")
    assert isinstance(record, Record)
    assert (record.section, record.at) == ("agreements", Place("facts.yaml", 6, 3))


def test_the_index_holds_every_fact_of_the_tree_and_no_other(article_facts: Path) -> None:
    found, problems = load_facts(article_facts)
    assert not problems
    assert {fact.id: fact for fact in walk(found.root)} == dict(found.index)
    assert all(isinstance(found.find(id_), Fact) for id_ in found.index)


def test_a_name_may_be_a_record_or_words() -> None:
    index = facts(
        "people: {anna: {name: Anna}}\norganisations: {port: {name: Port}}\nevents:\n"
        '  e: {date: 2024, what: Talks, who: [anna, port, Bert Olm, "berta"]}\nactions:\n  a: {what: Call, who: port}\n'
    ).index
    assert [index[f"events.e.who.{n}"].value for n in (1, 2, 3, 4)] == [
        Reference("people", "anna"),
        Reference("organisations", "port"),
        "Bert Olm",
        "berta",
    ]
    assert index["actions.a.who.1"].value == Reference("organisations", "port")


@pytest.mark.parametrize(
    ("where", "quoted"),
    [
        ('events: {e: {date: 2024, what: Talks, who: "anna_k"}}', True),
        ('events: {e: {date: 2024, what: Talks, who: ["people.anna_k"]}}', True),
        ("figures: {f: {label: Trade, value: 5, compare: anna_k}}", False),
        ("brief: {to: anna_k}", False),
        ("points: {p: {text: anna_k}}", False),
    ],
)
def test_a_text_that_is_also_the_id_of_a_record_is_warned_of(where: str, quoted: bool) -> None:
    found, problems = read(f"people: {{anna_k: {{name: Anna}}}}\n{where}\n")
    assert [(p.code, p.severity) for p in problems] == [("F024", "warning")]
    assert "`people.anna_k`" in problems[0].message
    assert ("without quotes" in problems[0].hint) is quoted
    assert not any(isinstance(fact.value, Reference) for fact in found.index.values())


def test_a_word_that_happens_to_be_an_id_too_is_not_warned_of_where_no_record_may_stand() -> None:
    facts("organisations: {port: {name: Port, kind: port}}\nevents: {e: {date: 2024, what: port, place: port}}\n")


@pytest.mark.parametrize(
    "where",
    [
        "points: {open: {because: it is known}, a: {text: One.}}",
        "points: {a: {text: One., open: {because: it is known}}}",
        "series: {s: {label: L, points: {open: {because: it is known}, 2024: 5}}}",
        "open: {because: it is known}",
        "points: {a: {text: {value: One., open: it is known}}}",
        "points: {a: {text: {value: One., open: {}}}}",
        "points: {a: {text: {value: One., open: {because: }}}}",
        "points: {a: {text: {value: One., open: {why: it is known}}}}",
    ],
)
def test_only_a_value_is_opened_and_only_with_a_reason(where: str) -> None:
    found, problems = read(where + "\n")
    assert "F023" in [p.code for p in problems]
    assert not any(fact.opened for fact in found.index.values())


def test_a_value_is_opened_with_its_reason() -> None:
    found = facts(
        "figures:\n  marking: SECRET\n  a: {label: A, value: {value: 5, open: {because: it is known}}}\n"
        "  b: {label: B, formula: {value: a * 2, open: {because: so is this}}}\n"
    )
    assert found.index["figures.a.value"].opened == "it is known"
    assert found.index["figures.b.value"].opened == "so is this"
    assert found.index["figures.a.label"].opened == ""


def test_an_inherited_opening_is_no_use_any_more_and_the_hint_says_what_is() -> None:
    _, problems = read("points: {use: background, a: {text: One., use: open}}\n")
    assert [p.code for p in problems] == ["F016"]
    assert "open: {because: …}" in problems[0].hint


def test_whatever_fits_nowhere_goes_under_other() -> None:
    found = facts(
        "other:\n  budget:\n    total: {value: 12.5, from: us}\n    lines: [{name: Roads, sum: 3}, Rail]\n"
        "  weather: fine\n"
    )
    assert found.text("other.budget.total") == "12.5"
    assert found.text("other.budget.lines.1.name") == "Roads"
    assert found.text("other.budget.lines.2") == "Rail"
    record = found.find("other.budget")
    assert isinstance(record, Record)
    assert record.section == ""


def test_ids_may_be_written_in_any_script() -> None:
    found = facts("people:\n  Өнөр: {name: Өнөр}\n  сара_2: {name: Сара}\n")
    assert found.text("people.Өнөр.name") == "Өнөр"


def test_points_of_a_series_stand_under_their_periods() -> None:
    points = '{2019: 35.3, "2023": {value: 76.7, from: us}, 2024-Q1: 9}'
    found = facts(f"series:\n  trade: {{label: Trade, points: {points}}}\n")
    assert [f.value for f in walk(found.find("series.trade.points") or found.root)] == [
        Decimal("35.3"),
        Decimal("76.7"),
        Decimal("9"),
    ]


# Files that cannot be read.


def test_a_missing_file_has_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "budget.yaml").write_text(HEAD)
    (problem,) = told(tmp_path / "bugdet.yaml")
    assert problem.code == "F001"
    assert "no file" in problem.message
    assert problem.hint == "did you mean `budget.yaml`?"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "budget.yaml").write_text(HEAD)
    (problem,) = told(tmp_path)
    assert (problem.code, problem.hint) == ("F001", "name a file in it: budget.yaml")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    assert "may not be read" in told(path)[0].message


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert "no ordinary file" in told(path)[0].message


def test_a_name_that_no_file_can_have() -> None:
    assert told(Path("a\0b.yaml"))[0].code == "F001"
    assert told(Path("x" * 5000))[0].code == "F001"


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert [(p.code, p.message) for p in told(path)] == [("F001", "the file is empty")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_told_by_name(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD, encoding=encoding)
    assert "UTF-" in told(path)[0].message or "UTF-8" in told(path)[0].hint


def test_another_encoding_is_told_with_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(HEAD.encode() + "kind: café\nsumary: x\n".encode("latin-1"))
    found, problems = load_facts(path)
    assert [(p.code, p.at.line, p.at.column) for p in problems] == [("F001", 4, 10), ("F010", 5, 1)]
    assert found.text("title") == "Trade in 2024"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"summary: |\r\n  one\r\n  two\r\n")
    found, problems = load_facts(path)
    assert not problems
    assert found.index["summary"].written == "one\ntwo\n"
    assert found.index["title"].at == Place(str(path), 1, 8)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x00", "NUL"),
        ("\x07", "BEL"),
        ("\r", "CARRIAGE RETURN"),
        ("\x85", "NEXT LINE"),
        ("\x7f", "DELETE"),
        ("\u2028", "LINE SEPARATOR"),
        ("\ufeff", "BYTE ORDER MARK"),
        ("\ufdd0", "no character"),
        ("\U0001ffff", "FFFF"),
    ],
)
def test_a_character_that_cannot_be_seen_is_told_with_its_place(char: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((HEAD + f"summary: Өх{char} grew\nkind: x{char}y\n").encode())
    _, problems = load_facts(path)
    assert [(p.code, p.at.line, p.at.column) for p in problems] == [("F005", 4, 12), ("F005", 5, 8)]
    assert name in problems[0].message


def test_private_use_and_emoji_and_every_script_are_text() -> None:
    text = "\ue000 😀 \U000f0000 ҮӨ ᠮᠣᠩᠭᠣᠯ قازاق \u200f\u202b हि ́"
    assert facts(f"summary: '{text}'\n").index["summary"].written == text


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    (problem,) = told(path)
    assert (problem.code, problem.message) == ("F006", "the file is larger than 20 MB")


def test_problems_come_by_place_and_stop_carries_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "kind: @x\npeopel: {}\nsummary: ]\n---\na: b\n")
    problems = told(path)
    assert [(p.at.line, p.code) for p in problems] == [(4, "F002"), (5, "F010"), (6, "F002"), (7, "F007")]


ODD = ["a", "- a", "12", "'x'", "{", "[]", "{}", "? ", "---\n", "...\n", "!!map {}", "&a", "%", "---\n---\n", "---\na"]


@pytest.mark.parametrize("text", ODD)
def test_whatever_the_file_holds_there_is_no_traceback(text: str, tmp_path: Path) -> None:
    for name, load in (("a.yaml", load_facts), ("a.md", load_template), ("b.yaml", load_theme)):
        path = tmp_path / name
        path.write_text(text)
        try:
            load(path)
        except Stop as stop:
            assert stop.problems


@given(st.binary(max_size=80))
@settings(max_examples=200, deadline=None)
def test_whatever_bytes_a_file_holds_there_is_no_traceback(data: bytes) -> None:
    path = ROOT / ".pytest_cache" / f"bytes-{os.getpid()}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"title: a\n" + data)
    try:
        load_facts(path)
    except Stop as stop:
        assert stop.problems
    finally:
        path.unlink()


# The files that we ship, and large ones.


SHIPPED = sorted([*ROOT.glob("facts/*.yaml"), *ROOT.glob("tests/facts/*.yaml")])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_fact_files_are_without_fault(path: Path) -> None:
    found, problems = load_facts(path)
    assert not problems
    assert all(fact.sources for fact in found.index.values())
    assert all(fact.at.line > 0 and fact.at.column > 0 for fact in found.index.values())


def test_ten_times_the_agreements_take_about_ten_times_as_long(tmp_path: Path) -> None:
    record = (
        "  a{n}:\n    title: Agreement {n} on pensions\n    kind: agreement\n    signed: 2024-10-29\n"
        "    signatories: [anna]\n    provisions: [One of {n}, Two of {n}]\n"
        "    from: {{source: article, at: {n}, says: x}}\n"
    )

    def seconds(count: int) -> float:
        path = tmp_path / f"{count}.yaml"
        many = "".join(record.format(n=n) for n in range(count))
        path.write_text(HEAD + SOURCES + "people: {anna: {name: Anna}}\nagreements:\n" + many)
        best = 99.0
        for _ in range(3):
            began = time.process_time()
            found, problems = load_facts(path)
            best = min(best, time.process_time() - began)
        assert not problems
        assert len(found.index) == 5 + count * 6
        return best

    assert seconds(2000) < 16 * seconds(200)


# The manual.

MANUAL = {code: page for code, page in pages("codes").items() if re.match("F0[0-37]|T0[2-4]", code)}
OF_BOOKS = {code: MANUAL.pop(code) for code in ("F072", "F073", "F074")}
"""Problems of what only a spreadsheet program can set into a cell; `test_tables` brings them about."""


@pytest.mark.parametrize("code", MANUAL)
def test_the_example_of_a_manual_page_brings_its_problem_about_and_no_other(code: str, tmp_path: Path) -> None:
    page = MANUAL[code]
    for name, table in re.findall(r"```csv (\S+)\n(.*?\n)```", page, re.DOTALL):
        (tmp_path / name).write_text(table, encoding="utf-8")
    match = re.search(r"```(\w+)\n(.*?\n)```", page, re.DOTALL)
    assert match, page
    path = tmp_path / ("a.md" if match[1] == "template" else "a.yaml")
    path.write_text(match[2], encoding="utf-8")
    plain = ROOT / "templates" / "themes" / "plain.yaml"
    try:
        match match[1]:
            case "facts":
                problems = load_facts(path)[1]
            case "template":
                problems = load_template(path)[1]
            case "scheme":
                problems = load_scheme(path)[1]
            case _:
                problems = load_theme(path, lambda name: plain if name == "plain" else None)[1]
    except Stop as stop:
        problems = list(stop.problems)
    assert {problem.code for problem in problems} == {code}


def test_every_code_that_load_tells_of_has_a_page() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefs" / "factfiles").glob("*.py"))
    codes = set(re.findall(r'"([FT]0\d\d)"', source))
    yaml = {f"{family}{n}" for family in ("F00", "T02") for n in range(1, 9)}
    assert (codes | yaml) - set(MANUAL) - set(OF_BOOKS) == {"T005"}
