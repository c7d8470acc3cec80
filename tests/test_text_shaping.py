"""Shaping: kerning, marks, joined letters, and which face sets what."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_fonts import changed
from typeset import chain, said, text

from briefs import fonts
from briefs.layout.faces import Chain, Face
from briefs.layout.scripts import clusters
from briefs.model.tree import Span
from briefs.pdf.shape import Form, Shaped, cut

ALL = ("Arimo", "Noto Sans Arabic", "DejaVu Sans")
SAMPLES = [
    "Монгол Улсын Ерөнхийлөгч Ухнаагийн Хүрэлсүх",
    "Қазақстан Республикасының Президенті Қасым-Жомарт Тоқаев, ұлы, әңгіме, һәм, ғылым, мың",
    "Ελληνικά, ᾧ, ΐ",
    "Việt Nam, Đặng, ắ",
    "₮ ₸ ₽ € № ≤ ≥ → ● ■ ✓ ★",
    "საქართველო, Հայաստան",
]


def shaped(of: str, *families: str, right_to_left: bool = False) -> tuple[Shaped, ...]:
    """The pieces of a text."""
    return cut(chain(*(families or ALL)), "en").directed(of, right_to_left, "", "")


def forms(piece: Shaped) -> list[tuple[Form, str]]:
    """What a piece draws, without moves."""
    return [code for code in piece.codes if not isinstance(code, str)]


def glyphs(piece: Shaped) -> list[int]:
    """The numbers of all glyphs of a piece."""
    return [g for form, _ in forms(piece) for g in ([form] if isinstance(form, int) else [part[0] for part in form])]


def plain_width(of: str, family: str = "Arimo") -> float:
    """The width of a text without kerning, in ems."""
    face = chain(family).first
    return sum(face.advances[face.cmap[ord(char)]] for char in of) / face.metrics.upem


@pytest.mark.parametrize("pair", ["AV", "To", "P.", "ГА", "Ту", "ΑΥ"])
def test_pairs_are_kerned(pair: str) -> None:
    (piece,) = shaped(pair)
    assert piece.width < plain_width(pair) - 0.01
    assert any(isinstance(code, str) for code in piece.codes)


def test_moves_and_widths_of_glyphs_are_the_width_of_the_piece() -> None:
    (piece,) = shaped("AVATAR Wave To.")
    face = piece.face
    drawn = sum(face.advances[glyph] for glyph in glyphs(piece)) / face.metrics.upem * 1000
    moved = sum(int(code.strip("<>")) for code in piece.codes if isinstance(code, str))
    assert drawn - moved == pytest.approx(piece.width * 1000, abs=1)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_letter_is_one_glyph_that_says_it(sample: str) -> None:
    for word in sample.split():
        pieces = shaped(word)
        assert [said_ for piece in pieces for _, said_ in forms(piece)] == list(clusters(word))
        assert 0 not in [glyph for piece in pieces for glyph in glyphs(piece)]


def test_a_letter_and_its_mark_are_one_glyph_with_both_as_its_text() -> None:
    (piece,) = shaped("q\u0303a")
    ((form, mark_text), (_, last)) = forms(piece)
    assert not isinstance(form, int)
    assert len(form) == 2
    assert (mark_text, last) == ("q\u0303", "a")


def test_a_letter_that_the_font_has_with_its_mark_is_that_glyph() -> None:
    (piece,) = shaped("e\u0301")
    assert forms(piece) == [(chain("Arimo").first.cmap[0xE9], "e\u0301")]


@pytest.mark.parametrize("letter", ["ө", "Ө", "ы", "Ю"])
def test_a_mark_for_which_the_font_names_no_place_stands_over_the_middle_of_its_letter(letter: str) -> None:
    (piece,) = shaped(letter + "\u0301")
    ((form, _),) = forms(piece)
    assert not isinstance(form, int)
    (base, x, _), (mark, at, up) = form
    left, _, right, top = piece.face.box(base)
    mark_left, mark_bottom, mark_right, _ = piece.face.box(mark)
    assert abs((left + right) / 2 + x - (mark_left + mark_right) / 2 - at) <= piece.face.metrics.upem * 0.1
    assert mark_bottom + up > top - piece.face.metrics.upem * 0.05


def test_latin_ligatures_are_off() -> None:
    (piece,) = shaped("fi", "DejaVu Sans")
    assert [said_ for _, said_ in forms(piece)] == ["f", "i"]


def test_arabic_letters_join() -> None:
    (alone,), (word,) = shaped("ب", right_to_left=True), shaped("ببب", right_to_left=True)
    bodies = [form[-1][0] if not isinstance(form, int) else form for form, _ in forms(word)]
    assert len({*bodies, *(g for g in glyphs(alone))}) >= 4


def test_arabic_letters_say_themselves_from_left_to_right() -> None:
    (piece,) = shaped("سلام", right_to_left=True)
    assert [said_ for _, said_ in forms(piece)] == list("مالس")
    assert not piece.is_true


def test_lam_alef_says_both_letters() -> None:
    (piece,) = shaped("لا", "DejaVu Sans", right_to_left=True)
    assert [said_ for _, said_ in forms(piece)] == ["لا"]


def test_arabic_joins_across_spans() -> None:
    (line,) = text((Span("كتا"), Span("ب", frozenset({"placeholder"}))), "ar").lines(200)
    (alone,), (whole,) = shaped("ب", right_to_left=True), shaped("كتاب", right_to_left=True)
    assert line.runs[1].pieces[0].codes == alone.codes
    (line,) = text((Span("كتب"), Span("ت", frozenset({"placeholder"}))), "ar").lines(200)
    assert line.runs[1].pieces[0].codes != shaped("ت", right_to_left=True)[0].codes
    assert whole.face.name == "NotoSansArabic-Regular"


def test_hebrew_points_sit_on_their_letters() -> None:
    (piece,) = shaped("שָׁ", right_to_left=True)
    ((form, said_),) = forms(piece)
    assert not isinstance(form, int)
    assert len(form) >= 2
    assert said_ == "שָׁ"


def test_brackets_are_mirrored_in_right_to_left_text() -> None:
    pieces = shaped("(א)", right_to_left=True)[::-1]
    cmap = pieces[0].face.cmap
    assert [glyph for piece in pieces for glyph in glyphs(piece)] == [cmap[ord(char)] for char in "(א)"]
    assert [said_ for piece in pieces for _, said_ in forms(piece)] == [")", "א", "("]


def test_what_shows_nothing_is_said_by_the_letter_before_it() -> None:
    (piece,) = shaped("a\u200b\u2060b")
    assert [said_ for _, said_ in forms(piece)] == ["a\u200b\u2060", "b"]
    assert piece.width == pytest.approx(plain_width("ab"))
    (piece,) = shaped("\u200b")
    assert forms(piece) == [((), "\u200b")]
    assert piece.width == 0


@pytest.mark.parametrize("char", ["\ufeff", "\ue000", "\udc00"])
def test_what_no_glyph_may_say_is_not_said_and_the_piece_tells(char: str) -> None:
    pieces = shaped(f"a{char}b")
    assert char not in "".join(said_ for piece in pieces for _, said_ in forms(piece))
    assert not all(piece.is_true for piece in pieces)


def test_a_fallback_sets_what_the_first_face_lacks_and_nothing_else() -> None:
    found = [(part, face.name if face else "") for part, face in chain(*ALL).stretches("a✓ b שלום سلام e\u0301")]
    assert found == [
        ("a", "Arimo-Regular"),
        ("✓ ", "DejaVuSans-Regular"),
        ("b שלום ", "Arimo-Regular"),
        ("سلام ", "NotoSansArabic-Regular"),
        ("e\u0301", "Arimo-Regular"),
    ]


def test_a_mark_that_the_first_face_lacks_takes_its_letter_along() -> None:
    first, second = chain("Noto Sans Arabic").first, chain("DejaVu Sans").first
    mark = next(c for c in map(chr, range(0x300, 0x36F)) if second.has(c) and not first.has("b" + c))
    assert first.has("b")
    of = chain("Noto Sans Arabic", "DejaVu Sans")
    assert [(part, face.name if face else "") for part, face in of.stretches(f"ab{mark}")] == [
        ("a", "NotoSansArabic-Regular"),
        (f"b{mark}", "DejaVuSans-Regular"),
    ]


def test_missing_characters_are_named_once() -> None:
    assert chain(*ALL).missing("中文 and 中 \ue000 \U00013000") == ["中", "文", "\ue000", "\U00013000"]
    assert chain(*ALL).missing("Ө ₮ ₸ ✓ \u00a0\u202f\u2009\u200b\u00ad\u2011\ufe0f") == []


def test_a_script_that_a_font_has_letters_for_but_cannot_join_is_missing(tmp_path: Path) -> None:
    whole = fonts.family("DejaVu Sans")["regular"]
    assert Face(whole).has("سلام")
    bare = changed(changed(whole, tmp_path / "a.ttf", b"GSUB", b"xSUB"), tmp_path / "b.ttf", b"GPOS", b"xPOS")
    assert Face(bare).has("Ө")
    assert not Face(bare).has("سلام")
    assert Chain((bare,)).missing("سلام a") == ["س", "ل", "ا", "م"]


def test_a_fallback_that_has_no_bold_lends_its_regular(tmp_path: Path) -> None:
    spans = (Span("a ✓ \u2e28", frozenset({"strong", "em"})),)
    (line,) = text(spans).lines(200)
    assert "DejaVuSans-Bold" in [run.pieces[0].face.name for run in line.runs]


def test_a_space_stands_in_the_face_before_it() -> None:
    (line,) = text("سلام عليكم", "ar").lines(200)
    assert [run.text for run in line.runs] == ["سلام عليكم"]
    assert said((line,)) == ["سلام عليكم"]
