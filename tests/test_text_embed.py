"""Fonts in the file: what their codes say, how wide they are, and that glyphs are drawn as they were."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pytest
import uharfbuzz
from hypothesis import given, settings
from typeset import any_spans, any_text, chain, pdf_of, setter, shown_in, text

from briefs.model.tree import Span, plain
from briefs.pdf.embed import to_unicode
from briefs.pdf.shape import width_of
from briefs.pdf.subset import subset
from briefs.pdf.text import Fonts

EVERY = "AV To. Өнөөдөр Қазақ e\u0301 q\u0303 ✓ ★ (12%) fi \u00a0\u2011\u200b x\n\ty"


@contextmanager
def fonts_of(data: bytes) -> Iterator[list[Any]]:
    """The fonts of a PDF's first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield list(pdf.pages[0].Resources.Font.values())


def outline(font: Any, glyph: int) -> list[Any]:
    """What a glyph's outline is drawn with."""
    drawn: list[Any] = []
    functions = uharfbuzz.DrawFuncs()  # type: ignore[attr-defined]
    for name in ("move_to", "line_to", "quadratic_to", "close_path"):
        getattr(functions, f"set_{name}_func")(lambda *at, name=name: drawn.append((name, at[:-1])))
    font.draw_glyph(glyph, functions, drawn)
    return drawn


def loaded(program: bytes) -> Any:
    """A font program as HarfBuzz reads it."""
    return uharfbuzz.Font(uharfbuzz.Face(program))  # type: ignore[attr-defined]


@settings(max_examples=120, deadline=None)
@given(any_spans())
def test_left_to_right_codes_say_the_text(spans: tuple[Span, ...]) -> None:
    of = text(spans)
    lines = of.lines(200)
    shown = [part for _, parts in shown_in(pdf_of(lines)) for part in parts]
    segments = [s for number, line in enumerate(lines) for s in Fonts().segments(line, 0, -number)]
    assert "".join(segment.text for segment in segments) == "".join(line.text for line in lines)
    if not any(segment.actual for segment in segments):
        assert "".join(shown) == "".join(line.text for line in lines)
    if plain(spans).isascii():
        assert not any(segment.actual for segment in segments)


@settings(max_examples=120, deadline=None)
@given(any_text(30))
def test_each_segment_says_its_text_or_tells_that_it_does_not(of: str) -> None:
    lines = text(of).lines(150)
    data = pdf_of(lines)
    segments = [s for line in lines for s in Fonts().segments(line, 0, 0)]
    for segment, (_, parts) in zip(segments, shown_in(data), strict=True):
        assert segment.actual or "".join(parts) == segment.text
        assert sorted("".join(parts)) == sorted(segment.text) or any(c in of for c in "\ufeff\ufffd")


def test_right_to_left_segments_are_drawn_from_left_to_right() -> None:
    data = pdf_of(text("سلام عليكم", "ar").lines(200))
    ((name, parts),) = shown_in(data)
    assert name.endswith("+NotoSansArabic-Regular")
    assert "".join(reversed(parts)) == "سلام عليكم"
    (segment,) = Fonts().segments(text("سلام عليكم", "ar").lines(200)[0], 0, 0)
    assert segment.actual
    assert segment.text == "سلام عليكم"


def test_an_inserted_hyphen_says_that_it_is_soft() -> None:
    lines = text("xx international xx", align="justify").lines(text("xx inter-").most + 0.5)
    parts = [part for _, some in shown_in(pdf_of(lines)) for part in some]
    assert "".join(parts) == "xx inter\u00adnational xx"


def test_widths_are_those_of_the_font_program() -> None:
    with fonts_of(pdf_of(text(EVERY).lines(300))) as fonts:
        assert len(fonts) == 2
        for font in fonts:
            descendant = font.DescendantFonts[0]
            assert (descendant.Subtype, descendant.CIDToGIDMap) == ("/CIDFontType2", "/Identity")
            first, widths = descendant.W
            program = descendant.FontDescriptor.FontFile2.read_bytes()
            assert descendant.FontDescriptor.FontFile2.Length1 == len(program)
            read = loaded(program)
            found = [read.get_glyph_h_advance(first + n) / read.face.upem * 1000 for n in range(len(widths))]
            assert [float(width) for width in widths] == pytest.approx(found, abs=0.01)


def test_glyphs_are_drawn_as_in_the_whole_font() -> None:
    face = chain("Arimo").first
    characters = "AgÖ₮Қөé.%"
    program = loaded(subset(face, [face.cmap[ord(char)] for char in characters]))
    for number, char in enumerate(characters, 1):
        drawn = outline(program, number)
        assert drawn
        assert drawn == outline(face.font, face.cmap[ord(char)])
    assert outline(program, 0) == outline(face.font, 0)


def test_a_glyph_made_of_several_is_drawn_as_they_are() -> None:
    face = chain("Arimo").first
    letter, mark = face.cmap[ord("q")], face.cmap[0x303]
    form = ((letter, 10, 0), (mark, 300, -50))
    program = loaded(subset(face, [form, ()]))
    expected = [
        (name, tuple(v + (x, y)[n % 2] for n, v in enumerate(at)))
        for glyph, x, y in form
        for name, at in outline(face.font, glyph)
    ]
    assert outline(program, 1) == expected
    assert outline(program, 2) == []
    assert program.get_glyph_h_advance(1) == width_of(face, form) == face.advances[letter]
    assert program.get_glyph_h_advance(2) == 0


def test_only_what_is_drawn_is_embedded() -> None:
    with fonts_of(pdf_of(text("abc").lines(100))) as (font,):
        program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert len(program) < 4000
    assert loaded(program).face.glyph_count == 4


def test_blocks_of_a_code_map_have_at_most_a_hundred_entries() -> None:
    lines = to_unicode(["a"] * 250).splitlines()
    assert [line for line in lines if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
    assert sum(line.startswith("<") for line in lines) == 251


def test_no_code_says_what_no_glyph_may_say() -> None:
    data = pdf_of(text("a\ufeffb \ue000 c").lines(200))
    said = "".join(part for _, parts in shown_in(data) for part in parts)
    assert said == "a\u2060b \ufffd c"
    segments = list(Fonts().segments(text("a\ufeffb \ue000 c").lines(200)[0], 0, 0))
    assert any(segment.actual for segment in segments)
    assert "".join(segment.text for segment in segments) == "a\ufeffb \ue000 c"


def test_what_was_set_before_changes_no_byte() -> None:
    first = pdf_of(text(EVERY).lines(120))
    pdf_of(text("Something else, with VA and q\u0303").lines(90))
    setter.cache_clear()
    assert pdf_of(text(EVERY).lines(120)) == first


def test_a_font_is_named_after_its_glyphs() -> None:
    def names(of: str) -> list[str]:
        with fonts_of(pdf_of(text(of).lines(300))) as fonts:
            return [str(font.BaseFont) for font in fonts]

    assert names("abc") == names("abc")
    assert names("abc") != names("abd")
    assert names("abc")[0][7:] == "+Arimo-Regular"


def test_segments_have_the_rectangle_that_they_cover() -> None:
    lines = text("word and more").lines(text("word and").most)
    (segment,) = Fonts().segments(lines[0], 100, 500)
    assert segment.left == 100
    assert segment.right == pytest.approx(100 + text("word and").most)
    assert segment.bottom < 500 < segment.top
    assert segment.place == "1 0 0 1 100.00 500.00 Tm"


def test_placeholders_tell_their_ground() -> None:
    of = text((Span("a"), Span("gap", frozenset({"placeholder"}))))
    assert [segment.fill for segment in Fonts().segments(of.lines(100)[0], 0, 0)] == ["", "#fff2a8"]
