"""The bidirectional algorithm, against another implementation of it, and in lines."""

from __future__ import annotations

from unicodedata import bidirectional

import pytest
from bidi import get_display
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typeset import text

from briefs.layout.bidi import levels, order
from briefs.pdf.text import Line

REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
HIDDEN = REMOVED | {"LRI", "RLI", "FSI", "PDI"}
SIGNS = [*"abאבجد12٣٤ .,-+%$()[]«»:/\u0301\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


def display(of: str, base: int) -> str:
    """The text as one line from left to right, without what only steers."""
    found = levels(of, base)
    for index in range(len(of) - 1, -1, -1):  # L1, for the end of a line
        if bidirectional(of[index]) not in HIDDEN | {"WS"}:
            break
        found[index] = base
    return "".join(of[index] for index in order(found) if bidirectional(of[index]) not in REMOVED)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=16).map("".join), st.sampled_from([0, 1]))
def test_characters_stand_where_another_implementation_puts_them(of: str, base: int) -> None:
    assume(any(level & 1 for level, char in zip(levels(of, base), of, strict=True) if bidirectional(char) in "RAL"))
    expected = "".join(c for c in str(get_display(of, base_dir="LR"[base])) if bidirectional(c) not in REMOVED)
    assert display(of, base) == expected


@pytest.mark.parametrize(
    ("of", "base", "shown"),
    [
        ("abc אבג def", 0, "abc גבא def"),
        ("אבג abc דהו", 1, "והד abc גבא"),
        ("אבג 12.5% דהו", 1, "והד 12.5% גבא"),
        ("abc (אבג) def", 0, "abc (גבא) def"),
        ("אבג (abc) דהו", 1, "והד )abc( גבא"),
        ("a\u2067אב, b\u2069 c", 0, "a\u2067b ,בא\u2069 c"),
    ],
)
def test_stretches_stand_in_their_order(of: str, base: int, shown: str) -> None:
    assert display(of, base) == shown


def seen(line: Line) -> list[str]:
    """The runs of a line from left to right."""
    return [run.text for run in sorted(line.runs, key=lambda run: run.x) if run.text.strip()]


def test_runs_of_a_line_stand_in_their_order_and_are_kept_in_the_text_s() -> None:
    (line,) = text("Signed by רונן לוי (2024) in Jerusalem").lines(400)
    assert "".join(run.text for run in line.runs) == "Signed by רונן לוי (2024) in Jerusalem"
    assert seen(line) == ["Signed by ", ")", "2024", "רונן לוי (", " in Jerusalem"]
    (line,) = text("العدد 25 من Gazette اليوم", "ar").lines(400)
    assert [run.strip() for run in seen(line)] == ["اليوم", "Gazette", "من", "25", "العدد"]


def test_order_is_settled_line_by_line() -> None:
    lines = text("אבגדה abcde והזחט fghij", "he").lines(text("אבגדה abcde W").most)
    assert len(lines) == 2
    assert seen(lines[0])[-1].strip() == "אבגדה"
    assert seen(lines[1])[-1].strip() == "והזחט"


def test_spaces_at_the_end_of_a_right_to_left_line_stand_outside_on_the_left() -> None:
    first = text("שלום abc עולם", "he").lines(text("שלום abc").most + 1)[0]
    assert first.text == "שלום abc "
    assert first.runs[-1].text == " "
    assert first.runs[-1].x < 0
    assert min(run.x for run in first.runs if run.text.strip()) == pytest.approx(0)


def test_a_paragraph_runs_as_its_language_does() -> None:
    assert text("12 abc", "ar").right_to_left
    assert not text("12 abc").right_to_left
    assert text("שלום").right_to_left
