"""Filters: what they choose, the order of time, and the languages that a value keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from papers import HEAD, lines_of, paper

from briefs.model.cited import Cited
from briefs.model.tree import Paragraph, Span
from briefs.templating.times_in_order import moment

EVENTS = """\
events:
  from: s
  range: {date: 28–29 October 2024, what: range}
  late: {date: 2024-11, what: late}
  year: {date: 2024, what: year}
  old: {date: 2016, what: old}
  day: {date: 2024-10-28, what: day}
  sometime: {date: one fine day, what: sometime}
  second: {date: 2024-10-28, what: second}
  month: {date: 2024-10, what: month}
  after: {date: autumn 2031, what: after}
"""


def one_line(folder: Path, facts: str, body: str, language: str = "en") -> str:
    """The only paragraph that a template's body makes of the facts."""
    document, problems = paper(folder, facts, f"---\ntitle: T\nlanguage: {language}\n---\n# T\n\n{body}\n")
    assert document is not None, problems
    assert not problems
    return lines_of(document)[1]


def spans(folder: Path, facts: str, body: str, language: str = "en") -> list[Span]:
    document, problems = paper(folder, facts, f"---\ntitle: T\nlanguage: {language}\n---\n# T\n\n{body}\n")
    assert document is not None, problems
    return [span for block in document.blocks if isinstance(block, Paragraph) for span in block.spans]


def test_events_are_sorted_by_time_however_their_dates_are_written(tmp_path: Path) -> None:
    line = one_line(tmp_path, EVENTS, '{{ events | sort("date") | list }}')
    assert line == "old, year, month, day, second, range, late, after and sometime"


def test_what_comes_from_two_sections_is_sorted_as_one(tmp_path: Path) -> None:
    facts = EVENTS + "actions:\n  from: s\n  a: {what: act, by: 2024-10-30}\n  b: {what: sometime else}\n"
    line = one_line(tmp_path, facts, '{{ events | together(actions) | sort(["date", "by"]) | list }}')
    assert line == "old, year, month, day, second, range, act, late, after, sometime and sometime else"
    assert one_line(tmp_path, EVENTS, "{{ points | together(actions) | count }}{{ title }}") == "0A test"


def test_what_was_before_a_day_is_known_only_where_it_is_certain(tmp_path: Path) -> None:
    facts = EVENTS + "visit: {kind: visit, start: 2024-10-28, from: s}\n"
    assert one_line(tmp_path, facts, "{{ events | before(visit.start) | list }}") == "old"
    assert one_line(tmp_path, facts, "{{ events | since(visit.start) | count }}") == "8"
    assert one_line(tmp_path, facts, "{{ events | since(visit.end) | count }}") == "9"


def test_a_date_in_words_can_lie_ahead(tmp_path: Path) -> None:
    assert one_line(tmp_path, EVENTS, "{{ events | ahead | list }}") == "after"


@pytest.mark.parametrize(
    ("written", "language", "known", "span"),
    [
        ("2016", "en", (2016,), False),
        ("2024-10", "en", (2024, 10), False),
        ("2025-2027", "en", (2025,), True),
        ("October 28-29, 2024", "en", (2024, 10, 28), True),
        ("spring 2026", "en", (2026, 3), True),
        ("28–29 октября 2024 г.", "ru", (2024, 10, 28), True),
        ("2024 оны 10 дугаар сарын 28", "mn", (2024, 10, 28), False),
        ("2024 жылғы 28 қазан", "kk", (2024, 10, 28), False),
        ("14. März 2025", "de", (2025, 3, 14), False),
    ],
)
def test_a_moment_is_read_from_a_date_in_words(written: str, language: str, known: tuple[int, ...], span: bool) -> None:
    found = moment(Cited(written, written), language)
    assert found is not None
    assert (found.known, found.span) == (known, span)


WORDS = {
    "en": "early 2026, 2026-02-03, spring 2026, mid-2026, end of July, 2026-08-01, third quarter of 2027, late 2027",
    "de": "Anfang 2026, Frühjahr 2026, Mitte 2026, Ende Juli, drittes Quartal 2027",
    "fr": "début 2026, printemps 2026, mi-2026, fin juillet, troisième trimestre 2027",
    "es": "principios de 2026, primavera de 2026, mediados de 2026, finales de julio, tercer trimestre de 2027",
    "pt": "início de 2026, primavera de 2026, meados de 2026, final de julho, terceiro trimestre de 2027",
    "ru": "начало 2026 года, весна 2026 года, середина 2026 года, конец июля, III квартал 2027 года, конец 2027 года",
    "kk": "2026 жылдың басы, 2026 жылдың көктемі, 2026 жылдың ортасы, шілде айының соңы, 2027 жылғы үшінші тоқсан",
    "mn": "2026 оны эхээр, 2026 оны хавар, 2026 оны дундуур, 7 дугаар сарын сүүлээр, 2027 оны 3 дугаар улирал",
    "ar": "أوائل 2026, ربيع 2026, منتصف 2026, نهاية يوليو, الربع الثالث 2027",
    "zh": "2026年初, 2026年春季, 2026年中, 7月底, 2027年第三季度",
}
"""For each language of the house, dates in words in order of time, for facts of 2026-06-10."""


@pytest.mark.parametrize("language", WORDS)
def test_dates_in_words_are_in_order_of_time(language: str, tmp_path: Path) -> None:
    words = WORDS[language].split(", ")
    mixed = [*words[1::2], *words[::2]]
    facts = "title: T\nas_of: 2026-06-10\nactions:\n  from: us\n"
    facts += "".join(f'  a{n}: {{what: w, by: "{each}"}}\n' for n, each in enumerate(mixed))
    line = one_line(tmp_path, facts, '{% for a in actions | sort("by") %}{{ a.by }}; {% endfor %}', language)
    assert line.rstrip("; ").split("; ") == words


@pytest.mark.parametrize(
    ("section", "field", "day"), [("actions", "by", "2027-07-01"), ("events", "date", "2026-07-01")]
)
def test_a_deadline_without_a_year_is_the_next_and_another_day_the_nearest(section: str, field: str, day: str) -> None:
    found = moment(Cited("July", "July", (f"{section}.a.{field}",)), "en", date(2026, 11, 30))
    assert found is not None and found.first == date.fromisoformat(day)


def test_a_verb_is_no_month() -> None:
    assert moment(Cited("it may be moved", "it may be moved"), "en", date(2026, 11, 30)) is None


def test_what_is_to_come_is_known_from_words(tmp_path: Path) -> None:
    facts = """\
title: T
as_of: 2026-06-10
events:
  from: us
  a: {date: end of May, what: first}
  b: {date: second half of 2026, what: second}
  c: {date: spring, what: third}
  d: {date: in the autumn, what: fourth}
"""
    assert one_line(tmp_path, facts, '{{ events | ahead | sort("date") | list }}') == "second and fourth"
    assert one_line(tmp_path, facts, '{{ events | so_far | sort("date") | list }}') == "third and first"


def test_a_date_without_a_year_is_no_moment() -> None:
    assert moment(Cited("one fine day", "one fine day")) is None


SIGNED = """\
title: T
as_of: 2026-05-04
sources: {s: {title: A source, published: 2026-05-01}}
from: s
visit: {kind: state visit, start: START}
agreements:
  past: {title: past, kind: plan, signed: 2026-05-04}
  month: {title: month, kind: plan, signed: 2026-05}
  words: {title: words, kind: plan, signed: in the spring}
  future: {title: future, kind: plan, signed: 2026-05-12}
  silent: {title: silent, kind: plan}
  stated: {title: stated, kind: plan, status: in force}
  told: {title: told, kind: plan, status: Signed}
"""


@pytest.mark.parametrize(("start", "coming"), [("2026-05-01", "future"), ("2026-05-12", "future and silent")])
def test_a_signature_is_inferred_from_nothing_but_a_date_and_a_status_that_says_so(
    tmp_path: Path, start: str, coming: str
) -> None:
    facts = SIGNED.replace("START", start)
    assert one_line(tmp_path, facts, "{{ agreements | signed | list }}") == "past and told"
    assert one_line(tmp_path, facts, "{{ agreements | to_sign | list }}") == coming


def test_what_is_kept_from_the_public_is_not_called_missing_or_to_be_signed(tmp_path: Path) -> None:
    facts = SIGNED.replace("START", "2026-05-12").replace("as_of", "marking: OFFICIAL\nas_of")
    facts = facts.replace("signed: 2026-05-04", "signed: {value: 2026-05-04, use: background}")
    template = (
        "---\ntitle: T\naudience: public\n---\n# T\n\n{{ agreements | to_sign | list }}\n\n"
        '{{ agreements.past | lacking(signed="signed", term="term") | list }}\n'
    )
    document, problems = paper(tmp_path, facts, template)
    assert document is not None, problems
    assert lines_of(document)[1:3] == ["future and silent", "term"]


def test_what_a_record_lacks_is_named_in_the_templates_words(tmp_path: Path) -> None:
    body = '{{ agreements.past | lacking(signed="day", term="term", money="money") | list }}'
    assert one_line(tmp_path, SIGNED.replace("START", "2026"), body) == "term and money"


NAMES = """\
people:
  from: s
  munkh: {name: {value: Ө.Мөнх-Үүлэн, language: mn}}
  omar: {name: {value: عمر الخطيب, language: ar}}
  sand: {name: ida Sand}
"""


def test_each_entry_of_a_list_keeps_its_own_language_and_fact(tmp_path: Path) -> None:
    found = spans(tmp_path, NAMES, "{{ people | list }}")
    assert [(span.text, span.language, span.facts) for span in found] == [
        ("Ө.Мөнх-Үүлэн", "mn", ("people.munkh.name",)),
        (", ", "", ()),
        ("عمر الخطيب", "ar", ("people.omar.name",)),
        (" and ", "", ()),
        ("ida Sand", "", ("people.sand.name",)),
    ]


@pytest.mark.parametrize(
    ("call", "text"), [("upper", "Ө.МӨНХ-ҮҮЛЭН"), ("capital", "Ө.Мөнх-Үүлэн"), ("text", "Ө.Мөнх-Үүлэн")]
)
def test_a_text_in_other_letters_is_still_in_its_own_language(tmp_path: Path, call: str, text: str) -> None:
    found = spans(tmp_path, NAMES, "{{ people.munkh.name | " + call + " }}")
    assert [(span.text, span.language, span.facts) for span in found] == [(text, "mn", ("people.munkh.name",))]


def test_capitals_reach_into_a_list_and_leave_its_languages(tmp_path: Path) -> None:
    found = spans(tmp_path, NAMES, "{{ people | list | upper }}, {{ people | sort | list | capital }}")
    assert [(span.text, span.language) for span in found if span.facts] == [
        ("Ө.МӨНХ-ҮҮЛЭН", "mn"),
        ("عمر الخطيب", "ar"),
        ("IDA SAND", ""),
        ("Ida Sand", ""),
        ("Ө.Мөнх-Үүлэн", "mn"),
        ("عمر الخطيب", "ar"),
    ]


QUOTE = 'statements: {a: {who: p, quote: {value: "Say “so”, «так» & *more*", language: LANG}, from: s}}\n'


@pytest.mark.parametrize(
    ("language", "opened", "closed"),
    [
        ("en", "“", "”"),
        ("ru", "«", "»"),
        ("mn", "«", "»"),
        ("kk", "«", "»"),
        ("de", "„", "“"),
        ("fr", "«\u202f", "\u202f»"),
        ("de-CH", "«", "»"),
        ("xx", "“", "”"),
    ],
)
def test_a_quotation_stands_in_the_documents_marks_and_its_own_characters_stay(
    tmp_path: Path, language: str, opened: str, closed: str
) -> None:
    facts = "people: {p: {name: P, from: s}}\n" + QUOTE.replace("LANG", "kk")
    found = spans(tmp_path, facts, "{{ statements.a.quote | quoted }}", language)
    assert [(span.text, span.language, span.facts) for span in found] == [
        (opened, "", ()),
        ("Say “so”, «так» & *more*", "kk", ("statements.a.quote",)),
        (closed, "", ()),
    ]


@pytest.mark.parametrize(
    ("label", "period", "printed"),
    [
        ("Trade of the two countries", "2022", "Trade of the two countries, 2022"),
        ("Trade in 2022", "2022", "Trade in 2022"),
        ("Growth from 2019 to 2023", "2019-2023", "Growth from 2019 to 2023"),
        ("Growth from 2019", "2019-2023", "Growth from 2019, 2019-2023"),
        ("Stock", "2026-03-01", "Stock, 1 March 2026"),
        ("Ships in the first week", "first week", "Ships in the first week"),
    ],
)
def test_the_period_of_a_figure_stands_behind_its_label_once(
    tmp_path: Path, label: str, period: str, printed: str
) -> None:
    facts = (
        f"figures: {{a: {{label: {label}, value: 1, period: {period}, from: s}}, b: {{label: B, value: 2, from: s}}}}\n"
    )
    assert one_line(tmp_path, HEAD + facts, "{{ figures.a | dated }}; {{ figures.b | dated }}") == f"{printed}; B"


def test_an_imported_macro_sees_the_document(tmp_path: Path) -> None:
    (tmp_path / "templates/parts").mkdir(parents=True)
    macro = '{% macro hail() %}{% if language == "fr" %}Bonjour{% else %}Hello{% endif %}, {{ title }}{% endmacro %}\n'
    (tmp_path / "templates/parts/hail.md").write_text(macro, encoding="utf-8")
    body = '{% from "parts/hail.md" import hail %}{{ hail() }}'
    assert one_line(tmp_path, "", body, "fr") == "Bonjour, A test"
    assert one_line(tmp_path, "", body, "en") == "Hello, A test"
    assert one_line(tmp_path, "", '{% import "parts/hail.md" as parts %}{{ parts.hail() }}', "fr") == "Bonjour, A test"


def test_a_paper_knows_its_own_language_and_marking(tmp_path: Path) -> None:
    template = "---\ntitle: T\nlanguage: mn\nmarking: OFFICIAL\n---\n# T\n\n{{ language }}, {{ marking }}\n"
    document, problems = paper(tmp_path, "", template)
    assert document is not None and not problems
    assert lines_of(document)[1] == "mn, OFFICIAL"


def test_a_marking_that_nobody_gave_cannot_be_printed(tmp_path: Path) -> None:
    _, problems = paper(tmp_path, "", "---\ntitle: T\n---\n# T\n\nClassification: {{ marking }}.\n")
    assert [(each.code, each.message) for each in problems] == [("T006", "`marking` is not in the fact file")]
