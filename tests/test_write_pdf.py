"""The PDF writer: pages, breaks, furniture, links, metadata; the same document gives the same bytes."""

from __future__ import annotations

import calendar
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import page
import pikepdf
import pytest
from everything import AGREEMENTS, AT, everything, item, note, paragraph, png, row, words
from msgspec.structs import replace
from pdfcheck import Paper, operators, paper

from briefs.factfiles import load_theme
from briefs.layout.furniture import expanded, numbered
from briefs.model.theme import Furniture, Theme
from briefs.model.tree import (
    MOST_SERIES,
    Block,
    Box,
    Cell,
    Chart,
    Column,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Series,
    Span,
    Table,
)
from briefs.pdf import pages
from briefs.pdf.chart import DASHES, FILLS, MARKERS, _hatch
from briefs.pdf.file import File
from briefs.pdf.plot import CLEAR, scale
from briefs.project.writing import lay_out, measure, write

MONTHS = tuple(calendar.month_name)[1:]
ROOT = Path(__file__).parent.parent
LOREM = "The two sides agreed to widen cooperation in trade, transport and logistics, and to meet again soon. "


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]


def made(blocks: tuple[Block, ...], theme: Theme, **rest: Any) -> Paper:
    """The blocks as a file, read again and without faults."""
    found = paper(write(everything(blocks, **rest), theme, "pdf").data)
    assert found.faults == []
    return found


def lines_by_page(found: Paper, kind: str, start: str) -> list[int]:
    """How many lines of the first element of that kind whose text begins so stand on each of its pages."""
    element = next(e for e in found.tree.all(kind) if e.text.startswith(start))
    heights: dict[int, set[float]] = {}
    for mark in element.marks:
        heights.setdefault(mark.page, set()).update(round(y, 1) for y in mark.lines)
    return [len(heights[number]) for number in sorted(heights)]


def page_of(found: Paper, kind: str, start: str) -> int:
    """The page, from 1, on which that element begins."""
    element = next(e for e in found.tree.all(kind) if e.text.startswith(start))
    return element.marks[0].page + 1


def tops(found: Paper, number: int) -> list[float]:
    """The baselines of the text that belongs to elements, on that page, from the top."""
    here = (mark for mark in found.marks if mark.page == number - 1 and mark.mcid is not None)
    return sorted((y for mark in here for y in mark.lines), reverse=True)


def filler(count: int) -> tuple[Block, ...]:
    return tuple(paragraph(f"Line {number}") for number in range(count))


def long_table(rows: int) -> Table:
    head = (row("Instrument", "Year", header=True),)
    return Table((Column(), Column("right")), head, tuple(row(f"Agreement {n}", str(n)) for n in range(rows)), at=AT)


# the whole


def test_every_block_passes_both_standards_and_is_one_to_one(theme: Theme) -> None:
    data = write(everything(), theme, "pdf").data
    assert paper(data).faults == []
    for profile in ("ua1", "2a"):
        found = page.validate_pdf_bytes(data, profile=profile)
        assert found.is_compliant, [(f.rule_id, f.message) for f in found.failures]


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "ru", "mn", "kk"])
def test_every_block_passes_both_standards_in_other_languages(theme: Theme, language: str) -> None:
    data = write(everything(language=language), theme, "pdf").data
    assert paper(data).faults == []
    assert all(page.validate_pdf_bytes(data, profile=profile).is_compliant for profile in ("ua1", "2a"))


def test_what_was_written_before_changes_no_byte(theme: Theme) -> None:
    first = write(everything(), theme, "pdf").data
    write(everything((paragraph("Ῥόδος, Ойлголцол, 12 → 13 ★"), *AGREEMENTS_ONLY), language="mn"), theme, "pdf")
    assert write(everything(), theme, "pdf").data == first


AGREEMENTS_ONLY: tuple[Block, ...] = (AGREEMENTS,)

SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from everything import everything
from briefs.factfiles import load_theme
from briefs.project.writing import write
theme = load_theme(Path({root!r}) / "templates" / "themes" / "plain.yaml")[0]
print(hashlib.sha256(write(everything(), theme, "pdf").data).hexdigest())
"""


def test_time_zone_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    script = SCRIPT.format(tests=str(ROOT / "tests"), root=str(ROOT))
    found = set()
    for zone, seed, folder in (("UTC", "1", ROOT), ("Asia/Ulaanbaatar", "2", tmp_path)):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=folder, capture_output=True, text=True, check=True
        )
        found.add(run.stdout)
    assert len(found) == 1


# breaks


@pytest.mark.parametrize("count", range(30, 37))
def test_no_line_of_a_paragraph_stands_alone(theme: Theme, count: int) -> None:
    found = made((*filler(count), paragraph("Begin. " + LOREM * 8), *filler(2)), theme)
    assert min(lines_by_page(found, "P", "Begin.")) >= 2


def test_a_paragraph_of_three_lines_is_not_cut(theme: Theme) -> None:
    found = [made((*filler(count), paragraph("Begin. " + LOREM * 2)), theme) for count in range(31, 36)]
    assert {tuple(lines_by_page(each, "P", "Begin.")) for each in found} == {(3,)}


def test_a_paragraph_longer_than_a_page_is_cut_even_where_its_lines_are_to_be_kept(theme: Theme) -> None:
    found = made((paragraph("Begin. " + LOREM * 80, "lead"),), theme)
    assert len(lines_by_page(found, "P", "Begin.")) > 1


@pytest.mark.parametrize("count", range(30, 37))
def test_a_heading_takes_two_lines_with_it(theme: Theme, count: int) -> None:
    found = made((*filler(count), Heading(1, words("A heading")), paragraph("Begin. " + LOREM * 8)), theme)
    assert page_of(found, "H1", "A heading") == page_of(found, "P", "Begin.")
    assert lines_by_page(found, "P", "Begin.")[0] >= 2


@pytest.mark.parametrize("count", range(26, 35))
def test_a_heading_takes_the_first_row_of_a_table_with_it_and_not_the_whole_table(theme: Theme, count: int) -> None:
    table = replace(long_table(60), caption=words("Table 1: A long one"))
    found = made((*filler(count), Heading(1, words("A heading")), table), theme)
    together = (("H1", "A heading"), ("Caption", "Table 1"), ("TD", "Agreement 0"))
    places = {page_of(found, kind, start) for kind, start in together}
    assert len(places) == 1
    assert found.tree.all("TD")[-1].marks[0].page + 1 > min(places)


def test_a_table_repeats_its_head_and_says_that_it_goes_on_only_to_those_who_see_it(theme: Theme) -> None:
    table = replace(long_table(110), caption=words("Table 1: A long one"))
    found = made((table,), theme, words={"continued": "continued"}, status="final")
    assert len(found.pdf.pages) == 3
    for number in (2, 3):
        repeated = "".join(found.artifacts(number))
        assert "Table 1: A long one (continued)" in repeated
        assert "InstrumentYear" in repeated
    assert [e.text for e in found.tree.all("TH")] == ["Instrument", "Year"]
    assert "continued" not in found.tree.text


def five_figures() -> tuple[Table, ...]:
    """A box of five figures, as it is read: three, and two."""
    some = (("A", "B", "C"), ("D", "E"))
    return tuple(
        Table((Column(),) * len(names), (row(*names, header=True),), (row(*names),), role="figures", at=AT)
        for names in some
    )


@pytest.mark.parametrize("count", range(31, 36))
def test_key_figures_are_one_table_that_stays_on_a_page_with_its_heading(theme: Theme, count: int) -> None:
    found = made((*filler(count), Heading(1, words("Key figures")), *five_figures()), theme)
    assert len(found.tree.all("Table")) == 1
    names, numbers = found.tree.all("TH"), [cell for cell in found.tree.all("TD") if cell.text]
    assert [e.text for e in names] == [e.text for e in numbers] == list("ABCDE")
    assert {str(e.attribute("/Scope")) for e in names} == {"/Column"}
    assert {page_of(found, kind, each) for kind in ("TH", "TD") for each in "ABCDE"} == {page_of(found, "H1", "Key")}


@pytest.mark.parametrize("count", range(40, 44))
def test_the_last_row_of_a_table_does_not_begin_a_page_by_itself(theme: Theme, count: int) -> None:
    found = made((long_table(count),), theme)
    last, before = (page_of(found, "TD", f"Agreement {count - less}") for less in (1, 2))
    assert last == before


def test_a_table_of_two_rows_that_fill_a_page_each_is_cut_between_them(theme: Theme) -> None:
    table = replace(long_table(0), rows=(row("First", LOREM * 40), row("Last", LOREM * 40)))
    found = made((table,), theme)
    assert [page_of(found, "TD", start) for start in ("First", "Last")] == [1, 2]


@pytest.mark.parametrize("count", range(30, 37))
def test_a_heading_takes_three_fields_with_it(theme: Theme, count: int) -> None:
    fields = List("fields", tuple(item(f"value {n}", label=words(f"Field {n}")) for n in range(5)))
    found = made((*filler(count), Heading(1, words("A heading")), fields), theme)
    places = [page_of(found, "LBody", f"value {n}") for n in range(3)]
    assert [page_of(found, "H1", "A heading")] * 3 == places


def test_rows_do_not_split(theme: Theme) -> None:
    cell = LOREM * 3
    table = replace(long_table(0), rows=tuple(row(f"{number} {cell}", "1") for number in range(40)))
    found = made((table,), theme)
    assert all(len({mark.page for mark in cell.marks}) == 1 for cell in found.tree.all("TD"))


def test_a_row_higher_than_a_page_goes_on_on_the_next(theme: Theme) -> None:
    table = replace(long_table(0), rows=(row("Short", LOREM * 160), row("After", "2")))
    found = made((table,), theme)
    tall = next(cell for cell in found.tree.all("TD") if cell.text.startswith("The two sides"))
    assert len({mark.page for mark in tall.marks}) > 1
    assert tall.text.replace("\xad", "").split() == (LOREM * 160).split()


def test_rows_that_a_cell_ties_together_stay_together_or_are_cut_where_a_page_is_not_enough(theme: Theme) -> None:
    tied = Row((Cell(words("Side " + LOREM * 30), False, 1, 90), Cell(words("row 0"))))
    rows = (tied, *(row(f"row {number}") for number in range(1, 90)))
    found = made((replace(long_table(0), rows=rows),), theme)
    texts = [cell.text for cell in found.tree.all("TD")]
    assert texts[1:] == [f"row {number}" for number in range(90)]
    assert len(found.pdf.pages) > 1


def test_a_box_to_be_kept_moves_as_one_and_is_cut_only_where_a_page_is_not_enough(theme: Theme) -> None:
    box = Box("keep", (), tuple(paragraph(f"Kept {number}") for number in range(6)))
    for count in range(30, 37):
        found = made((*filler(count), box), theme)
        assert len({page_of(found, "P", f"Kept {number}") for number in range(6)}) == 1
    tall = replace(box, blocks=filler(80))
    assert len(made((tall,), theme).pdf.pages) > 1


def test_what_leads_into_a_list_within_an_entry_stays_with_it(theme: Theme) -> None:
    said = List("bullet", (Item((paragraph("Said"),)), Item((paragraph("Asked"),))))
    speaker = List("bullet", (Item((paragraph("Speaker"), said)),))
    for count in range(30, 40):
        found = made((*filler(count), speaker), theme)
        assert page_of(found, "P", "Speaker") == page_of(found, "LBody", "Said")


def test_a_page_break_makes_no_empty_page(theme: Theme) -> None:
    blocks = (PageBreak(), paragraph("One"), PageBreak(), PageBreak(), paragraph("Two"), PageBreak())
    found = made(blocks, theme)
    assert len(found.pdf.pages) == 2
    assert page_of(found, "P", "Two") == 2


def test_between_blocks_is_the_larger_space_and_none_at_the_top_of_a_page(theme: Theme) -> None:
    look, body = theme.looks["heading-1"], theme.looks["body"]
    found = made((paragraph("A"), Heading(1, words("B")), PageBreak(), Heading(1, words("C"))), theme)
    first, second = tops(found, 1)
    apart = first - second
    lower = theme.looks["heading-1"].leading
    descents = 0.212 * (look.size - body.size)
    assert apart == pytest.approx(max(body.after, look.before) + lower - descents, abs=0.1)
    edge = theme.page.height - theme.page.top
    assert tops(found, 2)[0] == pytest.approx(edge - look.leading + 0.212 * look.size, abs=0.1)


def test_a_box_cut_by_a_page_keeps_its_ground_on_both(theme: Theme) -> None:
    box = Box("callout", words("Title"), tuple(paragraph(f"{n} " + LOREM * 3) for n in range(20)))
    data = write(everything((box,), status="final"), theme, "pdf").data
    pdf = pikepdf.open(io.BytesIO(data))
    for each in pdf.pages:
        painted = {operator for _, operator in operators(each)}
        assert {"re", "S"} <= painted


# text


def test_long_words_and_wide_tables_stay_between_the_margins(theme: Theme) -> None:
    long = "https://example.org/" + "x" * 400
    wide = Table(tuple(Column() for _ in range(14)), (), (row(*("Wirtschaftszusammenarbeit",) * 14),), at=AT)
    data = write(everything((paragraph(long), wide), status="final"), theme, "pdf").data
    pdf = pikepdf.open(io.BytesIO(data))
    for operands, operator in operators(pdf.pages[0]):
        if operator == "Tm":
            assert theme.page.left - 0.1 <= float(operands[4]) <= theme.page.width - theme.page.right
    found = paper(data)
    assert found.tree.all("P")[0].text.replace("\xad", "") == long


def test_a_label_wider_than_its_place_stands_beside_its_text_not_on_it(theme: Theme) -> None:
    entry = item("The value", label=words("A name that is much wider than the place for it"))
    data = write(everything((List("fields", (entry,), at=AT),), status="final"), theme, "pdf").data
    found = paper(data)
    label, value = found.tree.all("Lbl")[0], found.tree.all("LBody")[0]
    assert label.text == "A name that is much wider than the place for it"
    assert set(value.marks[0].lines) == set(label.marks[0].lines)


def test_characters_that_no_font_has_are_problems_and_others_are_not(theme: Theme) -> None:
    known = paragraph("Ойлголцол, Қазақстан, Ελλάδα, הסכם, اتفاقية, ₮ ₸ → ✓ \u00a0\u200b\u00ad\u2011 e\u0301\t\n")
    strange = replace(paragraph("A \U00013000 and \U00013001"), at=replace(AT, line=7))
    table = Table((), (), (Row((Cell(words("\U00013002")),), replace(AT, line=8)),), at=AT)
    written = write(everything((known, strange, table)), theme, "pdf")
    assert [(p.code, p.at.line) for p in written.problems] == [("W001", 7), ("W001", 8)]
    assert "U+13000" in written.problems[0].message
    assert "U+13001" in written.problems[0].message
    assert "Arial" in written.problems[0].message
    assert paper(written.data).tree.all("P")[1].text == "A \U00013000 and \U00013001"


# links, places, bookmarks


def test_a_link_over_two_lines_is_one_element_with_a_rectangle_on_each(theme: Theme) -> None:
    link = Span(LOREM, link="https://example.org/x")
    found = made((Paragraph((Span("See "), link, Span("."))),), theme)
    (element,) = found.tree.all("Link")
    rectangles = [annotation.Rect for annotation in element.annotations]
    assert len(rectangles) == len({round(float(r[1])) for r in rectangles}) >= 2
    assert element.text.split() == LOREM.split()


def test_notes_are_references_and_lead_to_their_source(theme: Theme) -> None:
    found = made(everything().blocks, theme)
    reference = found.tree.all("Reference")[-1]
    link = reference.all("Link")[-1]
    target = str(link.annotations[0].Dest)
    names = dict(_names(found.pdf.Root.Names.Dests))
    assert target == "source-2"
    assert target in names


def test_links_that_lead_nowhere_are_problems_and_no_links(theme: Theme) -> None:
    spans = (Span("a", link="#nowhere"), Span("b", link="javascript:alert(1)"), Span("c", link="photo.png"))
    written = write(everything((Paragraph(spans, at=AT), Table((), (), (Row((Cell(spans),)),), at=AT))), theme, "pdf")
    assert [(p.code, p.at) for p in written.problems] == [("W005", AT)] * 3
    assert paper(written.data).tree.all("Link") == []


def test_addresses_with_any_letters_are_written_in_ascii(theme: Theme) -> None:
    found = made((Paragraph((Span("x", link="https://example.org/Ойл?a=(é)&b=%20"),)),), theme)
    (link,) = found.tree.all("Link")
    address = str(link.annotations[0].A.URI)
    assert address == "https://example.org/%D0%9E%D0%B9%D0%BB?a=(%C3%A9)&b=%20"


def test_headings_are_bookmarks_as_deep_as_they_are(theme: Theme) -> None:
    blocks = (
        Heading(0, words("Title")),
        Heading(1, (*words("One"), *note(1))),
        Heading(3, words("Deep")),
        Heading(2, words("Less")),
        Heading(1, words("(Two) Ойлголцол")),
        List("sources", (item("x", label=words("1", anchor="source-1")),), at=AT),
    )
    found = made(blocks, theme)
    with found.pdf.open_outline() as outline:
        shape = [(e.title, [(c.title, len(c.children)) for c in e.children]) for e in outline.root]
    assert shape == [("One", [("Deep", 0), ("Less", 0)]), ("(Two) Ойлголцол", [])]


def test_contents_name_the_pages_that_headings_stand_on(theme: Theme) -> None:
    sections = [(Heading(1, words(f"Section {n}"), f"s{n}", AT), *filler(13 * n)) for n in range(1, 5)]
    blocks: tuple[Block, ...] = (Contents(words("Contents"), 1, AT), *(b for section in sections for b in section))
    document = everything(blocks)
    found = made(blocks, theme)
    printed = [entry.text for entry in found.tree.all("TOCI")]
    where = [page_of(found, "H1", f"Section {n}") for n in range(1, 5)]
    assert printed == [f"Section {n} {number}" for n, number in zip(range(1, 5), where, strict=True)]
    assert list(pages(lay_out(document, theme)).values()) == where
    assert len(set(where)) > 2


def _names(node: pikepdf.Object) -> Iterator[tuple[str, object]]:
    held = node.get("/Names", pikepdf.Array())
    for index in range(0, len(held), 2):
        yield str(held[index]), held[index + 1]
    for kid in node.get("/Kids", pikepdf.Array()):
        yield from _names(kid)


# furniture


def test_a_pattern_prints_its_values_literally_or_nothing() -> None:
    names = {"reference": "{pages} {x}", "empty": " ", "page_of_pages": "Page {page} of {pages}"}
    assert numbered(expanded("{page_of_pages}", names), 2, 7) == "Page 2 of 7"
    assert numbered(expanded("Ref. {reference}", names), 2, 7) == "Ref. {pages} {x}"
    assert expanded("Ref. {empty}", names) == ""
    assert expanded("Ref. {unknown}", names) == ""
    assert numbered(expanded("{page}/{pages}", names), 2, 7) == "2/7"


def test_header_and_footer_stand_on_every_page_as_artifact(theme: Theme) -> None:
    found = made((paragraph("One"), PageBreak(), paragraph("Two")), theme, status="final")
    for number in (1, 2):
        printed = "".join(found.artifacts(number))
        assert printed.count("OFFICIAL – SENSITIVE") == 2
        assert "MFA/2024/117" in printed
        assert f"Page {number} of 2" in printed
    assert "OFFICIAL" not in found.tree.text


def test_a_draft_says_so_across_the_page_and_in_its_header(theme: Theme) -> None:
    found = made((paragraph("One"),), theme, status="draft", words={"draft": "ЖОБА"})
    assert "".join(found.artifacts(1)).count("ЖОБА") == 2
    assert "ЖОБА" not in "".join(made((paragraph("One"),), theme, status="final").artifacts(1))


def test_furniture_too_long_for_its_line_breaks_instead_of_running_into_its_neighbour(theme: Theme) -> None:
    line = Furniture("{reference}", "{facts_as_at}", "{page_of_pages}")
    furniture = {"reference": "REF " * 40, "facts_as_at": "As at " * 20, "page_of_pages": "Page {page} of {pages}"}
    data = write(everything((paragraph("One"),), furniture=furniture), replace(theme, footer=(line,)), "pdf").data
    assert paper(data).faults == []
    assert "REF " * 40 in " ".join("".join(paper(data).artifacts(1)).split()) + " "


# metadata


def test_metadata_says_what_the_document_says_and_names_no_tool_but_this(theme: Theme) -> None:
    document = everything((paragraph("One"),), dated=date(2024, 10, 31))
    data = write(document, theme, "pdf").data
    pdf = pikepdf.open(io.BytesIO(data))
    assert str(pdf.docinfo.Title) == document.title
    assert str(pdf.docinfo.CreationDate) == "D:20241031000000Z"
    assert str(pdf.docinfo.Producer).startswith("briefs ")
    loose = pdf_as_text(pdf).casefold()
    assert not any(trace in loose for trace in ("reportlab", "anonymous", "untitled", "unspecified"))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert xmp["dc:title"] == document.title
        assert xmp["dc:creator"] == [document.author]
        assert xmp["xmp:CreateDate"] == "2024-10-31T00:00:00Z"
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
    assert pdf.Root.Lang == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.pdf_version == "1.7"
    assert "/PageMode" not in pdf.Root and "/OpenAction" not in pdf.Root


def pdf_as_text(pdf: pikepdf.Pdf) -> str:
    """The whole file, unpacked."""
    out = io.BytesIO()
    unpacked = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, **unpacked)
    return out.getvalue().decode("latin-1")


def test_metadata_may_hold_any_character(theme: Theme) -> None:
    title = 'A & B <c> "d" (e) \\ Ойлголцол ★'
    document = replace(everything((paragraph("One"),)), title=title, author=title, keywords=(title, "x"))
    data = write(document, theme, "pdf").data
    pdf = pikepdf.open(io.BytesIO(data))
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == title
    assert str(pdf.docinfo.Title) == str(pdf.docinfo.Author) == title
    assert page.validate_pdf_bytes(data, profile="2a").is_compliant


def test_other_content_has_another_identifier(theme: Theme) -> None:
    one, other = (pikepdf.open(io.BytesIO(write(everything((paragraph(t),)), theme, "pdf").data)) for t in "ab")
    assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_a_stream_may_end_on_any_byte_and_its_length_is_still_true() -> None:
    for end in (b"\r", b"\n", b"\r\n", b" ", b"x"):
        file = File()
        data = b"data" + end
        at = file.stream("", data, packed=False)
        whole = file.finish(file.add("<</Type/Catalog>>"), file.add("<<>>"))
        head, _, rest = whole.partition(b"stream\n")
        assert f"{at} 0 obj\n<</Length {len(data)}>>".encode() in head
        assert rest.startswith(data + b"\r\nendstream")


@pytest.mark.parametrize("count", [1, 60, 3000, 100_100])
def test_objects_in_rows_are_read_as_they_were_written(count: int) -> None:
    file, told = File(), {}
    for n in range(count):
        many = " ".join(f"{each:7d} 0 R" for each in range(1, 1 + n % 9))
        told[file.add_row(f"<</N {n:5d}/Text ({'x' * (n % 150)})>>")] = n
        if n < 1000:
            file.add_row(f"[{many}]", columns=12)
    pages = file.add("<</Type/Pages/Count 0/Kids[]>>")
    data = file.finish(file.add(f"<</Type/Catalog/Pages {pages} 0 R>>"), file.add("<<>>"))
    with pikepdf.open(io.BytesIO(data)) as read:
        for at, n in [*told.items()][:: max(1, count // 3000)]:
            held = read.get_object(at, 0)
            assert (int(held.N), len(str(held.Text))) == (n, n % 150)
            if n < 1000:
                assert len(read.get_object(at + 1, 0)) == n % 9


def test_objects_that_resemble_one_another_take_little_in_rows() -> None:
    def size(in_rows: bool) -> int:
        file = File()
        for n in range(3, 1000):
            (file.add_row if in_rows else file.add)(f"<</S/LI/P {n - 1:5d} 0 R/K[{n + 1:5d} 0 R {n + 2:5d} 0 R]>>")
        return len(file.finish(file.add("<</Type/Catalog>>"), file.add("<<>>")))

    assert size(True) < size(False) / 4


# drawings


def test_a_picture_that_is_not_there_or_cannot_be_read_is_a_problem_and_its_words_are_printed(theme: Theme) -> None:
    names = {"none.png": "A flag", "bad.png": "A map", "cut.png": "A coat"}
    blocks = tuple(Figure(name, alt, at=AT) for name, alt in names.items())
    pictures = {"bad.png": b"no picture", "cut.png": png()[:60]}
    written = write(everything(blocks, pictures=pictures), theme, "pdf")
    assert [(p.code, p.at) for p in written.problems] == [("W002", AT), ("W003", AT), ("W003", AT)]
    found = paper(written.data)
    assert [e.text for e in found.tree.all("P")] == ["A flag", "A map", "A coat"]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_are_archived_in_grey_or_srgb(theme: Theme, mode: str) -> None:
    from PIL import Image

    out = io.BytesIO()
    picture = Image.new("RGBA", (40, 20), (200, 30, 30, 120))
    picture = Image.new("I;16", (40, 20), 30000) if mode == "I;16" else picture.convert(mode)
    picture.save(out, "JPEG" if mode == "CMYK" else "PNG")
    found = made((Figure("photo.png", "Red", at=AT),), theme, pictures={"photo.png": out.getvalue()})
    (figure,) = found.tree.all("Figure")
    assert figure.alt == "Red"
    assert figure.attribute("/BBox") is not None


def test_a_chart_holds_its_words_and_numbers_in_one_figure_with_its_description(theme: Theme) -> None:
    values = (Decimal("12.5"), None, Decimal(-3))
    series = (Series("Exports", values, ("12.5", "", "−3")), Series("Imports", values[::-1], ("−3", "", "12.5")))
    for kind in ("column", "bar", "line"):
        chart = Chart(kind, ("2021", "2022", "2023"), series, "US$ million", "What it shows", words("Figure 1"), at=AT)
        found = made((chart,), theme)
        (figure,) = found.tree.all("Figure")
        assert figure.alt == "What it shows"
        for word in ("Exports", "Imports", "2022", "12.5", "−3", "US$ million"):
            assert word in figure.text
        assert found.tree.all("Caption")[0].text == "Figure 1"


def test_charts_of_nothing_and_of_one_value_are_drawn(theme: Theme) -> None:
    for kind in ("column", "bar", "line"):
        for values, labels in (((), ()), ((None,), ("",)), ((Decimal(0),), ("0",)), ((Decimal(5),), ("5",))):
            names = tuple(f"c{n}" for n in range(len(values)))
            made((Chart(kind, names, (Series("s", values, labels),), "", "Alt", at=AT),), theme)


def figure_text(theme: Theme, kind: str, names: tuple[str, ...], numbers: tuple[int, ...]) -> str:
    """The words of a chart of one series, in the order in which they are painted."""
    values = tuple(map(Decimal, numbers))
    chart = Chart(kind, names, (Series("s", values, tuple(map(str, values))),), "", "Alt", at=AT)  # type: ignore[arg-type]
    (figure,) = made((chart,), theme).tree.all("Figure")
    return figure.text


def test_names_that_do_not_fit_side_by_side_are_left_out_and_none_is_broken(theme: Theme) -> None:
    for kind in ("column", "line"):
        assert "".join(MONTHS[::2]) in figure_text(theme, kind, MONTHS, (1,) * 12)
    years = tuple(str(year) for year in range(1985, 2025))
    assert "".join(years[::3]) in figure_text(theme, "column", years, (1,) * 40)


def test_no_value_is_printed_over_a_column(theme: Theme) -> None:
    names = tuple(f"c{n}" for n in range(40))
    text = figure_text(theme, "column", names, (100, 900) * 20)
    assert "900" in text
    assert "100" not in text


def test_each_of_eight_series_has_a_look_of_its_own() -> None:
    assert len(FILLS) == len(MARKERS) == len(DASHES) == MOST_SERIES
    assert len(set(FILLS)) == len(set(MARKERS)) == len(set(DASHES)) == MOST_SERIES
    hatches = {_hatch(0.0, 0.0, 20.0, 30.0, fill) for fill in FILLS}
    assert len(hatches) == MOST_SERIES - 2  # full, light and empty have none


def test_the_axis_is_clear_of_the_unit_where_all_values_are_below_it() -> None:
    series = (Series("s", (Decimal(-12), Decimal(-2)), ("-12", "-2")),)
    chart = Chart("column", ("a", "b"), series, "USD", "Alt", at=AT)
    on = scale(chart, 0.0, 100.0, 15.0)
    assert on.zero == 100.0 - CLEAR
    assert on.at(Decimal(-12)) == pytest.approx(15.0)


# measuring


def test_measuring_agrees_with_writing(theme: Theme) -> None:
    for document in (everything(), everything(filler(40)), everything((long_table(100),))):
        assert measure(document, theme, 1).pages == write(document, theme, "pdf").pages


def test_a_document_over_its_budget_is_so_many_lines_too_long(theme: Theme) -> None:
    look = theme.looks["body"]
    fitting = int((theme.page.text_height + look.after) // (look.leading + look.after))
    assert measure(everything(filler(fitting)), theme, 1).over == 0
    over = measure(everything(filler(fitting + 2)), theme, 1).over
    assert over == pytest.approx((2 * look.leading + look.after) / look.leading)
    assert measure(everything(filler(fitting + 2)), theme, 2).over == 0


def test_an_empty_document_has_one_page(theme: Theme) -> None:
    written = write(everything(()), theme, "pdf")
    assert written.pages == measure(everything(()), theme, 1).pages == 1


def test_four_times_the_pages_take_about_four_times_the_time(theme: Theme) -> None:
    def taken(times: int) -> float:
        section: tuple[Block, ...] = (Heading(1, words("Section")), paragraph(LOREM * 12), long_table(60), *LISTED)
        document = everything(section * times, status="final")
        start = process_time()
        written = write(document, theme, "pdf")
        assert written.pages >= times * 2
        return process_time() - start

    taken(2)
    small, large = min(taken(12), taken(12)), min(taken(48), taken(48))
    assert large < 10 * small, "sixteen times would be the square"


LISTED: tuple[Block, ...] = (List("bullet", tuple(item(LOREM) for _ in range(8)), at=AT), Quote((paragraph(LOREM),)))
