"""Fonts: the families that come with the package, folders of one's own, and files that cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs import fonts
from briefs.factfiles import load_theme
from briefs.model.problems import Place, Problem
from briefs.model.theme import Font, Theme

ROOT = Path(__file__).parent.parent

ARIMO = Font(
    "Arial", "Arimo-Regular.ttf", "Arimo-Bold.ttf", "Arimo-Italic.ttf", "Arimo-BoldItalic.ttf", ("DejaVu Sans",)
)
AT = Place("themes/own.yaml", 3, 1)


def changed(source: Path, target: Path, old: bytes, new: bytes) -> Path:
    """A font file with some of its bytes changed."""
    data = source.read_bytes()
    assert old in data
    target.write_bytes(data.replace(old, new, 1))
    return target


def patched(source: Path, target: Path, tag: bytes, place: int, new: bytes) -> Path:
    """A font file with bytes changed at a place in one of its tables."""
    data = bytearray(source.read_bytes())
    entry = data.index(tag, 12, 12 + 16 * data[5])
    start = int.from_bytes(data[entry + 8 : entry + 12], "big") + place
    data[start : start + len(new)] = new
    target.write_bytes(data)
    return target


@pytest.fixture
def regular() -> Path:
    return fonts.family("Arimo")["regular"]


@pytest.mark.parametrize("name", fonts.FAMILIES)
def test_every_packaged_family_has_four_styles_and_its_licence(name: str) -> None:
    files = fonts.family(name)
    assert list(files) == ["regular", "bold", "italic", "bold_italic"]
    for file in files.values():
        fonts.check_file(file)
    licence = fonts.FOLDER / f"{name.replace(' ', '')}-licence.txt"
    assert "copyright" in licence.read_text(encoding="utf-8").lower()


def test_the_upright_stands_in_where_a_family_has_no_italic() -> None:
    files = fonts.family("Noto Sans Arabic")
    assert files["italic"] == files["regular"]
    assert files["bold_italic"] == files["bold"] != files["regular"]


def test_a_chain_is_the_font_and_its_fallbacks() -> None:
    own, fallback = fonts.chain(ARIMO)
    assert own["bold_italic"].name == "Arimo-BoldItalic.ttf"
    assert fallback["bold"].name == "DejaVuSans-Bold.ttf"


def test_a_style_that_a_packaged_family_lacks_is_its_nearest() -> None:
    font = replace(ARIMO, italic="NotoSansArabic-Italic.ttf", bold_italic="NotoSansArabic-BoldItalic.ttf")
    (own, _) = fonts.chain(font)
    assert [own["italic"].name, own["bold_italic"].name] == ["NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"]


def test_a_folder_of_ones_own_is_a_family_whatever_its_files_are_called(tmp_path: Path) -> None:
    for number, file in enumerate(fonts.family("Arimo").values()):
        shutil.copy(file, tmp_path / f"face{number}.ttf")
    files = fonts.family(str(tmp_path))
    assert {style: file.name for style, file in files.items()} == {
        "regular": "face0.ttf",
        "bold": "face1.ttf",
        "italic": "face2.ttf",
        "bold_italic": "face3.ttf",
    }


def test_fonts_that_are_there_are_no_problem() -> None:
    assert fonts.problems([ARIMO], AT) == []


def test_a_family_that_is_not_there_is_a_problem_with_a_hint() -> None:
    (problem,) = fonts.problems([replace(ARIMO, fallbacks=("DejaVu Sana",))], AT)
    assert (problem.code, problem.at) == ("W003", AT)
    assert problem.message == "there is no font family `DejaVu Sana`"
    assert problem.hint == "did you mean `DejaVu Sans`?"


def test_a_file_that_is_not_there_is_a_problem() -> None:
    (problem,) = fonts.problems([replace(ARIMO, bold="Gone.ttf")], AT)
    assert problem.message == "there is no font file `Gone.ttf`"


def test_an_empty_folder_is_no_family(tmp_path: Path) -> None:
    with pytest.raises(fonts.NoFont, match="there is no font family"):
        fonts.family(str(tmp_path))


def test_postscript_outlines_are_refused(tmp_path: Path, regular: Path) -> None:
    file = changed(regular, tmp_path / "outlines.ttf", b"\0\1\0\0", b"OTTO")
    with pytest.raises(fonts.NoFont, match="has PostScript outlines"):
        fonts.check_file(file)


def test_a_variable_font_is_refused(tmp_path: Path, regular: Path) -> None:
    file = changed(regular, tmp_path / "variable.ttf", b"post", b"fvar")
    with pytest.raises(fonts.NoFont, match="is variable"):
        fonts.check_file(file)


def test_a_font_without_outlines_is_refused(tmp_path: Path, regular: Path) -> None:
    file = changed(regular, tmp_path / "empty.ttf", b"glyf", b"xxxx")
    with pytest.raises(fonts.NoFont, match="has no table glyf"):
        fonts.check_file(file)


def test_a_font_that_must_not_be_embedded_is_refused(tmp_path: Path, regular: Path) -> None:
    file = patched(regular, tmp_path / "bound.ttf", b"OS/2", 8, b"\0\2")
    with pytest.raises(fonts.NoFont, match="must not be embedded"):
        fonts.check_file(file)


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0", b"\0\1\0\0\0\x0c\0\0\0\0\0\0glyf", b"not a font at all"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "damaged.ttf"
    file.write_bytes(content)
    with pytest.raises(fonts.NoFont, match="damaged"):
        fonts.check_file(file)


def test_a_file_that_ends_too_soon_is_refused(tmp_path: Path, regular: Path) -> None:
    file = tmp_path / "short.ttf"
    file.write_bytes(regular.read_bytes()[:100_000])
    with pytest.raises(fonts.NoFont, match="damaged: it ends too soon"):
        fonts.check_file(file)


def test_a_folder_is_no_font_file(tmp_path: Path) -> None:
    with pytest.raises(fonts.NoFont, match="cannot be read"):
        fonts.check_file(tmp_path)


def own_theme(folder: Path, family: str, fallback: str = "DejaVu Sans") -> tuple[Theme, list[Problem]]:
    """A theme in `folder` that is like the everyday one but for its font."""
    shutil.copy(ROOT / "templates" / "themes" / "plain.yaml", folder / "plain.yaml")
    file = folder / "own.yaml"
    text = f"extends: plain\nfonts:\n  text: {{word: Arial, family: {family}, fallbacks: [{fallback}]}}\n"
    file.write_text(text, encoding="utf-8")
    return load_theme(file)


def test_a_theme_that_names_a_family_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    _, problems = own_theme(tmp_path, "Arimo", "Noto Sans Arabc")
    (problem,) = (problem for problem in problems if problem.code == "W003")
    assert (Path(problem.at.file).name, problem.at.line) == ("own.yaml", 3)
    assert problem.hint == "did you mean `Noto Sans Arabic`?"


def test_a_theme_may_bring_a_folder_of_fonts(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    for style in ("Regular", "Bold"):
        shutil.copy(fonts.FOLDER / f"DejaVuSans-{style}.ttf", tmp_path / "house" / f"{style}.ttf")
    theme, problems = own_theme(tmp_path, "house", "house")
    assert [problem for problem in problems if problem.severity == "error"] == []
    own, fallback = fonts.chain(theme.fonts["text"])
    assert own["bold_italic"] == fallback["bold"] == tmp_path / "house" / "Bold.ttf"


@pytest.mark.parametrize("name", ["/usr/share/fonts", "../fonts"])
def test_a_theme_takes_no_fonts_from_elsewhere(tmp_path: Path, name: str) -> None:
    _, problems = own_theme(tmp_path, "Arimo", name)
    (problem,) = (problem for problem in problems if problem.code == "W003")
    assert problem.message == f"the folder `{name}` does not stand beside the theme"


def test_a_theme_whose_folder_holds_a_bad_font_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "bad.ttf").write_bytes(b"OTTO" + bytes(96))
    _, problems = own_theme(tmp_path, "house")
    assert [problem.message for problem in problems if problem.code == "W003"] == [
        "the font `bad.ttf` has PostScript outlines; only TrueType outlines can be set"
    ]
