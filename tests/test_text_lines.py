"""Lines: where they break, how wide they are, and that they say what the text says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typeset import SOFT_HYPHEN, any_spans, any_text, look, said, setter, text

from briefs.layout.scripts import clusters
from briefs.model.tree import Span, plain
from briefs.pdf.breaks import sensible
from briefs.pdf.text import Line

FOX = "The quick brown fox jumps over the lazy dog, and the dog does not mind at all."
WIDTHS = st.floats(min_value=1.0, max_value=400.0)
ALIGNS = st.sampled_from(["left", "center", "right", "justify"])


def letters_in(line: Line) -> int:
    """How many letters a line shows, each with its marks."""
    return sum(1 for cluster in clusters(line.text.strip()) if cluster.strip(SOFT_HYPHEN))


@settings(max_examples=150, deadline=None)
@given(any_spans(), WIDTHS, ALIGNS, st.booleans(), st.floats(-60, 60), st.sampled_from(["en", "ar"]))
def test_lines_say_what_the_text_says(
    spans: tuple[Span, ...], width: float, align: str, balance: bool, first: float, language: str
) -> None:
    lines = text(spans, language, align=align).lines(width, first=first, balance=balance)
    assert "".join(said(lines)).replace(SOFT_HYPHEN, "") == plain(spans).replace(SOFT_HYPHEN, "")
    for line in lines:
        assert "".join(run.text for run in line.runs) == line.text
        for run in line.runs:
            assert spans[run.ink.span].text.count(run.text.rstrip(SOFT_HYPHEN)) or run.text == SOFT_HYPHEN


@settings(max_examples=150, deadline=None)
@given(any_text(), WIDTHS)
def test_without_hyphenation_lines_say_exactly_what_the_text_says(of: str, width: float) -> None:
    lines = text(of).lines(width)
    added = sum(line.text.count(SOFT_HYPHEN) for line in lines) - of.count(SOFT_HYPHEN)
    ends = sum(line.text.endswith(SOFT_HYPHEN) for line in lines)
    assert 0 <= added <= ends


@settings(max_examples=150, deadline=None)
@given(any_spans(), WIDTHS, ALIGNS, st.booleans(), st.sampled_from(["en", "ar"]))
def test_no_line_is_wider_than_its_measure_unless_it_is_one_letter(
    spans: tuple[Span, ...], width: float, align: str, balance: bool, language: str
) -> None:
    for line in text(spans, language, align=align).lines(width, balance=balance):
        seen = sum(run.seen for run in line.runs)
        assert seen == pytest.approx(line.width, abs=1e-6) or "\t" in line.text
        if line.width > width + 1e-3:
            assert letters_in(line) <= 1 or "\t" in line.text


@settings(max_examples=150, deadline=None)
@given(any_spans(), WIDTHS, st.sampled_from(["en", "ar"]))
def test_runs_stand_side_by_side(spans: tuple[Span, ...], width: float, language: str) -> None:
    for line in text(spans, language).lines(width):
        runs = sorted((run for run in line.runs if run.width > 1e-9), key=lambda run: run.x)
        for left, right in pairwise(runs):
            assert left.x + left.width == pytest.approx(right.x, abs=1e-6)


def test_lines_break_at_spaces_which_stay_at_their_ends() -> None:
    lines = text(FOX).lines(150)
    assert said(lines) == [
        "The quick brown fox jumps over ",
        "the lazy dog, and the dog does ",
        "not mind at all.",
    ]
    assert all(line.width <= 150 for line in lines)
    assert [line.last for line in lines] == [False, False, True]


def test_an_empty_text_is_one_empty_line() -> None:
    (line,) = text("").lines(100)
    assert (line.runs, line.width, line.text, line.last) == ((), 0.0, "", True)


def test_newlines_break_lines_and_empty_lines_stay() -> None:
    assert said(text("a\nb\n\nc").lines(100)) == ["a\n", "b\n", "\n", "c"]


def test_several_spaces_are_kept() -> None:
    assert said(text("a   b  ").lines(100)) == ["a   b  "]
    assert text("a   b").most > text("a b").most + 5


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f", "\u2011", "\u2060"])
def test_no_line_ends_at_what_holds_words_together(glue: str) -> None:
    lines = text(f"about 10{glue}km away").lines(text(f"about 10{glue}").most + 1)
    assert said(lines)[:2] == ["about ", f"10{glue}km "]


def test_a_line_may_end_behind_a_hyphen_but_not_before_a_number() -> None:
    assert said(text("well-known").lines(text("well-kno").most)) == ["well-", "known"]
    assert said(text("a -5").lines(text("a -").most)) == ["a ", "-5"]
    assert said(text("x 2019–2024").lines(text("2019–2024").most)) == ["x ", "2019–2024"]


def test_a_line_ends_at_a_space_of_no_width() -> None:
    assert said(text("abc\u200bdef").lines(text("abcd").most)) == ["abc\u200b", "def"]


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    whole = text("co\u00adoperation")
    assert whole.most == pytest.approx(text("cooperation").most, abs=0.2)
    (first, second) = whole.lines(text("cooperatio").most)
    assert (first.text, second.text) == ("co\u00ad", "operation")
    assert first.width > text("co").most + 2


def test_addresses_break_at_their_signs() -> None:
    lines = text("see https://www.example.org/documents/archive?year=2024&kind=treaty").lines(150)
    assert said(lines) == ["see https://www.example.org/", "documents/archive?year=2024", "&kind=treaty"]
    assert all(line.width <= 150 for line in lines)


def test_a_number_is_not_broken_at_its_decimal_mark_or_percent_sign() -> None:
    assert sensible("EUR\u00a0-412.6\u00a0million") == []
    assert sensible("12.50%") == []
    assert sensible("papers.example.org?q=a%20b") == [6, 14, 18, 20, 22]


def test_a_word_wider_than_a_line_is_hyphenated_or_broken_between_letters() -> None:
    lines = text("responsibilities").lines(40)
    assert all(line.width <= 40 for line in lines)
    assert any(line.text.endswith(SOFT_HYPHEN) for line in lines)
    assert said(text("12345678901234567890").lines(40)) == ["123456", "789012", "345678", "90"]


def test_chinese_breaks_between_characters_but_begins_no_line_with_a_full_stop() -> None:
    from briefs.pdf.breaks import pieces

    assert pieces("中国，“蒙古”。") == ("中", "国，", "“蒙", "古”。")


def test_and_or_stays_together() -> None:
    from briefs.pdf.breaks import pieces

    assert pieces("and/or") == ("and/or",)
    assert pieces("ministry/agency") == ("ministry/", "agency")


def test_words_in_several_looks_stay_together() -> None:
    spans = (Span("one "), Span("Mon", frozenset({"strong"})), Span("golia"), Span("1", frozenset({"note"})), Span("."))
    lines = text(spans).lines(text("one Mongol").most)
    assert said(lines) == ["one ", "Mongolia1."]


def test_a_heading_has_no_word_alone_on_its_last_line() -> None:
    heading = text("State visit of the President of Kazakhstan to Mongolia", size=14.0)
    width = heading.most - 5
    assert said(heading.lines(width))[-1] == "Mongolia"
    lines = heading.lines(width, balance=True)
    assert len(lines) == 2
    assert abs(lines[0].width - lines[1].width) < 60


def test_justified_lines_fill_the_measure_but_the_last_and_broken_ones() -> None:
    lines = text(FOX + "\nAnd this.", align="justify").lines(150, hyphenate=False)
    assert [line.width for line in lines[:2]] == pytest.approx([150, 150])
    assert all(line.width < 150 for line in lines[2:])
    assert lines[0].runs[0].stretch > 0


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("en", "international", "inter\u00adnational"),
        ("ru", "сотрудничество", "сотрудни\u00adчество"),
        ("mn", "хэлэлцээрийн", "хэлэл\u00adцээрийн"),
    ],
)
def test_justified_text_is_hyphenated_in_its_language(language: str, word: str, parts: str) -> None:
    head = parts.split(SOFT_HYPHEN)[0]
    width = text(f"aa {head}-", language).most + 0.5
    lines = text(f"aa {word} aa", language, align="justify").lines(width)
    assert lines[0].text == f"aa {head}{SOFT_HYPHEN}"
    assert said(text(f"aa {word} aa", language).lines(width))[0] == "aa "


def test_a_language_without_patterns_is_not_hyphenated() -> None:
    of = text("өзара ынтымақтастық туралы", "kk", align="justify")
    assert SOFT_HYPHEN not in "".join(said(of.lines(of.least + 1)))


def test_a_language_of_a_span_has_its_own_hyphens() -> None:
    spans = (Span("aa "), Span("сотрудничество", language="ru"), Span(" aa"))
    width = text("aa сотрудни-").most + 0.5
    assert said(text(spans, align="justify").lines(width))[0] == f"aa сотрудни{SOFT_HYPHEN}"


def test_no_more_than_two_lines_in_a_row_end_on_a_hyphen() -> None:
    of = text("internationalisation " * 30, align="justify")
    ends = [line.text.endswith(SOFT_HYPHEN) for line in of.lines(80)]
    assert any(ends)
    assert not any(all(ends[n : n + 3]) for n in range(len(ends) - 2))


def test_a_tab_in_a_hanging_first_line_leads_to_the_left_edge() -> None:
    lines = text("To:\tThe Minister of Foreign Affairs").lines(100, first=-50)
    assert lines[0].x == -50
    after = next(run for run in lines[0].runs if run.text.startswith("The"))
    assert lines[0].x + after.x == pytest.approx(0)
    assert lines[1].x == 0


def test_other_tabs_lead_to_the_next_stop() -> None:
    (line,) = text("a\tb\tc").lines(300)
    assert [round(run.x) for run in line.runs if run.text in "bc"] == [36, 72]


def test_left_right_and_center_stand_where_they_say() -> None:
    for align, begin in (("left", 0.0), ("right", 1.0), ("center", 0.5)):
        (line,) = text("word", align=align).lines(100)
        assert line.x == pytest.approx(begin * (100 - line.width))


def test_a_right_to_left_paragraph_begins_on_the_right() -> None:
    (line,) = text("שלום עולם", "he").lines(200)
    assert line.x + line.width == pytest.approx(200)
    (line,) = text("שלום עולם", "he", align="right").lines(200)
    assert line.x == 0


def test_the_longest_word_and_the_longest_line_are_known_before_lines_break() -> None:
    of = text("a longest word\nhere and there")
    assert of.least == pytest.approx(text("longest").most)
    assert of.most == pytest.approx(max(text("a longest word").most, text("here and there").most))
    assert len(of.lines(of.most)) == 2


def test_equal_texts_are_shaped_once() -> None:
    assert setter().text((Span("once"),), look()) is setter().text((Span("once"),), look())


def test_source_numbers_are_small_and_raised() -> None:
    (line,) = text((Span("word"), Span("12", frozenset({"note"}), link="#s"))).lines(100)
    word, note = (run.ink for run in line.runs)
    assert note.size < word.size
    assert note.rise > word.rise == 0


def test_marks_choose_the_face() -> None:
    spans = tuple(Span("a", frozenset(marks)) for marks in ({"strong"}, {"em"}, {"strong", "em"}, set[str]()))  # type: ignore[arg-type]
    (line,) = text(spans).lines(100)
    names = [run.pieces[0].face.name for run in line.runs]
    assert names == ["Arimo-Bold", "Arimo-Italic", "Arimo-BoldItalic", "Arimo-Regular"]
