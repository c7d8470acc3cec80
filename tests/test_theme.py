"""Themes from files: what they take over, what they become, and what is told of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from briefs.factfiles import load_theme
from briefs.fonts import FOLDER
from briefs.manual import pages
from briefs.model.contrast import contrast, luminance
from briefs.model.problems import Problem, Stop
from briefs.model.theme import ROLES, Furniture, Theme

THEMES = ROOT / "templates" / "themes"
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def find(name: str) -> Path | None:
    path = THEMES / f"{name}.yaml"
    return path if path.is_file() else None


def read(folder: Path, text: str) -> tuple[Theme, list[Problem]]:
    path = folder / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return load_theme(path, find)


def theme(folder: Path, text: str) -> Theme:
    """The theme of a text without a fault."""
    found, problems = read(folder, text)
    assert not problems, problems
    return found


@pytest.mark.parametrize("path", sorted(THEMES.glob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_theme_is_without_fault_and_knows_every_role(path: Path) -> None:
    found, problems = load_theme(path, find)
    assert not problems
    assert set(ROLES) <= set(found.looks)
    assert found.name == path.stem


def test_the_large_theme_has_no_text_below_twelve_points_but_the_numbers_of_sources() -> None:
    found, _ = load_theme(THEMES / "large.yaml", find)
    small = {role: look.size for role, look in found.looks.items() if look.size < 12}
    assert set(small) == {"note"}
    assert all(look.leading >= 1.15 * look.size for look in found.looks.values())


def test_the_theme_in_the_guide_has_the_headings_that_it_says(tmp_path: Path) -> None:
    guide = pages("guides")["template-owner"]
    text = guide.partition("```yaml templates/themes/formal.yaml\nname: formal\n")[2].partition("```")[0]
    ours = theme(tmp_path, f"name: ours\n{text}")
    assert "Black headings" in text
    assert {ours.looks[role].colour for role in ("title", "heading-1", "heading-2", "heading-3")} == {"#1a1a1a"}
    assert ours.looks["title"].size == 20 and ours.page.left == pytest.approx(85.04, abs=0.01)


def test_lengths_become_points(tmp_path: Path) -> None:
    margins = "{top: 1in, bottom: 2.54cm, left: 25.4mm, right: 72, header: 10pt}"
    page = theme(tmp_path, f"extends: plain\npage: {margins}\n").page
    assert [round(each, 6) for each in (page.top, page.bottom, page.left, page.right, page.header)] == [72] * 4 + [10]
    assert (round(page.width, 2), round(page.height, 2)) == (595.28, 841.89)


def test_a_sheet_may_lie_on_its_side_or_have_its_own_size(tmp_path: Path) -> None:
    assert theme(tmp_path, "extends: plain\npage: {size: A4 landscape}\n").page.width == 841.89
    page = theme(tmp_path, "extends: plain\npage: {size: [8.5in, 11in]}\n").page
    assert (page.width, page.height) == (612, 792)


def test_a_theme_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    plain, _ = load_theme(THEMES / "plain.yaml")
    ours = theme(tmp_path, 'extends: plain\nlooks: {title: {colour: "#5A1F4E"}}\n')
    assert ours.looks["title"].colour == "#5a1f4e"
    assert ours.looks["title"].size == plain.looks["title"].size
    assert ours.fonts == plain.fonts
    assert ours.header == plain.header
    assert {role for role in ROLES if ours.looks[role] != plain.looks[role]} == {"title"}


def test_what_is_changed_in_a_look_reaches_all_that_are_like_it(tmp_path: Path) -> None:
    ours = theme(tmp_path, 'extends: plain\nlooks: {heading-1: {colour: "#5a1f4e"}}\n')
    assert ours.looks["heading-2"].colour == ours.looks["contents-title"].colour == "#5a1f4e"


def test_a_theme_is_found_beside_the_one_that_extends_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text((THEMES / "plain.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "ours.yaml").write_text("extends: base\nlooks: {body: {size: 11}}\n")
    found, problems = load_theme(tmp_path / "ours.yaml")
    assert not problems
    assert found.looks["body"].size == 11


def test_themes_that_extend_one_another_for_ever_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("extends: two\n")
    (tmp_path / "two.yaml").write_text("extends: one\n")
    with pytest.raises(Stop) as stop:
        load_theme(tmp_path / "one.yaml")
    (problem,) = stop.value.problems
    assert (problem.code, problem.at.file) == ("T040", str(tmp_path / "two.yaml"))


def test_a_fault_of_the_theme_below_is_told_at_its_own_place(tmp_path: Path) -> None:
    text = (THEMES / "plain.yaml").read_text(encoding="utf-8")
    (tmp_path / "base.yaml").write_text(text.replace("hairline: 0.5", "hairline: thin"), encoding="utf-8")
    (tmp_path / "ours.yaml").write_text("extends: base\n")
    _, problems = load_theme(tmp_path / "ours.yaml")
    assert [(p.code, Path(p.at.file).name) for p in problems] == [("T031", "base.yaml")]


def test_a_font_is_a_family_or_files_beside_the_theme(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "Arimo-Regular.ttf", tmp_path / "G-Regular.ttf")
    ours = theme(
        tmp_path,
        "extends: plain\nfonts:\n  text: {family: Noto Sans Arabic, fallbacks: Arimo}\n"
        "  code: {word: Garamond, regular: G-Regular.ttf}\n",
    )
    assert ours.fonts["text"].regular == "NotoSansArabic-Regular.ttf"
    assert ours.fonts["text"].bold_italic == "NotoSansArabic-BoldItalic.ttf"
    assert ours.fonts["text"].fallbacks == ("Arimo",)
    assert ours.fonts["code"].word == "Garamond"
    assert ours.fonts["code"].regular == str(tmp_path / "G-Regular.ttf")
    assert ours.fonts["code"].bold == "Arimo-Bold.ttf"


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.ttf"])
def test_a_theme_names_no_font_outside_its_folder(name: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, f"extends: plain\nfonts: {{text: {{regular: {name}}}}}\n")
    assert [p.code for p in problems] == ["T031"]


def test_header_and_footer_are_lines_of_three_patterns(tmp_path: Path) -> None:
    ours = theme(tmp_path, 'extends: plain\nheader: []\nfooter: [{left: "{title}", right: "Page {page} of {pages}"}]\n')
    assert ours.header == ()
    assert ours.footer == (Furniture("{title}", "", "Page {page} of {pages}"),)


def test_a_ground_or_watermark_can_be_taken_away(tmp_path: Path) -> None:
    ours = theme(tmp_path, 'extends: plain\nwatermark: ""\nlooks: {callout: {fill: ""}}\n')
    assert ours.watermark == ""
    assert ours.looks["callout"].fill == ""


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)


@given(COLOURS, COLOURS)
def test_contrast_lies_between_one_and_twenty_one_and_knows_no_order(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_a_text_is_told_to_be_faint_exactly_when_it_is(tmp_path_factory: pytest.TempPathFactory, colour: str) -> None:
    _, problems = read(tmp_path_factory.mktemp("t"), f'extends: plain\nlooks: {{subtitle: {{colour: "{colour}"}}}}\n')
    faint = min(contrast(colour, "#ffffff"), contrast(colour, "#e3e3e3")) < 4.5
    assert ("T044" in {p.code for p in problems}) == faint


def test_bold_text_of_fourteen_points_counts_as_large(tmp_path: Path) -> None:
    grey = 'size: 14, leading: 18, colour: "#7c7c7c"'
    assert not read(tmp_path, f"extends: plain\nlooks: {{subtitle: {{bold: true, {grey}}}}}\n")[1]
    assert [p.code for p in read(tmp_path, f"extends: plain\nlooks: {{subtitle: {{{grey}}}}}\n")[1]] == ["T044"]
