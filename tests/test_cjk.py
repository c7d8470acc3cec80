"""Chinese, Japanese and Korean: set where the extra is installed, refused by name where it is not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest
from everything import AT, everything, paragraph
from msgspec.structs import replace
from pdfcheck import paper

from briefs import fonts
from briefs.factfiles import load_theme
from briefs.fonts import extra
from briefs.layout.glyphs import check
from briefs.model.theme import Theme
from briefs.project.writing import write

TEXTS = (
    "日本語、中文。々ヒカ・「引用」",
    "关于合作的谅解备忘录",
    "한국어 양해각서 2024",
    "關於合作的諒解備忘錄",
    "ｶﾀｶﾅ ＡＢＣ",
)


@cache
def theme(*families: str) -> Theme:
    """The house's theme, with these families as fallbacks besides its own."""
    plain = load_theme(Path(__file__).parent.parent / "templates" / "themes" / "plain.yaml")[0]
    font = plain.fonts["text"]
    text = replace(font, fallbacks=(*font.fallbacks, *families))
    return replace(plain, fonts={**plain.fonts, "text": text})


@pytest.fixture
def _without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the extra was not installed."""
    monkeypatch.setattr(extra, "folder", lambda: None)
    fonts._family.cache_clear()
    yield
    fonts._family.cache_clear()


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_set_says_what_it_says_and_passes_both_standards(text: str) -> None:
    data = write(everything((paragraph(text), paragraph("Latin")), "ja"), theme(), "pdf").data
    found = paper(data)
    assert found.faults == []
    assert found.tree.all("P")[0].text == text
    assert all(page.validate_pdf_bytes(data, profile=profile).is_compliant for profile in ("ua1", "2a"))
    assert check(everything((paragraph(text),)), theme()) == []


def names(*families: str, text: str = TEXTS[0]) -> set[str]:
    """The fonts in a file with that text."""
    with pikepdf.open(io.BytesIO(write(everything((paragraph(text),)), theme(*families), "pdf").data)) as pdf:
        found = (obj.FontName for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontFile2" in obj)
        return {str(name).partition("+")[2] for name in found}


def test_a_theme_says_whose_forms_are_taken() -> None:
    assert "NotoSansSC-Regular" in names()
    assert "NotoSansJP-Regular" in names("Noto Sans JP")
    assert not [name for name in names("Noto Sans JP") if name.startswith("NotoSansSC")]


def test_what_needs_none_of_it_has_none_of_it() -> None:
    assert not [name for name in names(text="Ойлголцол, Қазақстан") if name.startswith("NotoSans")]


@pytest.mark.usefixtures("_without")
def test_without_the_extra_text_and_character_and_font_are_named() -> None:
    (problem,) = check(everything((paragraph("On 日本."),)), theme())
    assert problem.code == "W001"
    for told in ("Arial", "日", "U+65E5", "U+672C", "On 日本."):
        assert told in problem.message
    assert "briefs[cjk]" in problem.hint


@pytest.mark.usefixtures("_without")
def test_without_the_extra_a_theme_that_names_its_families_is_told() -> None:
    (problem,) = fonts.problems([theme("Noto Sans KR").fonts["text"]], AT)
    assert problem.code == "W003"
    assert "briefs[cjk]" in problem.message
