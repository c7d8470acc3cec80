"""The tags of a PDF: what each block is, that they say what the document says, and that no fault goes unseen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from everything import SPANNED, everything, item, note, paragraph, row, words
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from pdfcheck import Element, faults, paper
from pikepdf import Array, Dictionary, Name, Pdf, String
from trees import documents

from briefs.factfiles import load_theme
from briefs.layout.blanks import filled
from briefs.layout.figures import rowed
from briefs.layout.grid import grid
from briefs.layout.lists import label_of
from briefs.model.theme import Theme
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Span,
    Table,
    plain,
)
from briefs.pdf.canvas import Canvas, UntaggedError
from briefs.pdf.text import Fonts
from briefs.project.writing import write

ROOT = Path(__file__).parent.parent
HOLDERS = ("P", "Note", "L", "Table", "Figure", "Div", "BlockQuote")
LEAVES = ("H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "Caption", "TH", "TD")


@lru_cache
def theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]


def tree_of(*blocks: Block, **rest: Any) -> Element:
    return paper(write(everything(blocks, **rest), theme(), "pdf").data).tree


def shape(element: Element) -> str:
    """The kinds below an element, in brackets."""
    inner = [shape(kid) for kid in element.kids if isinstance(kid, Element)]
    return f"{element.kind}({' '.join(inner)})" if inner else element.kind


def said(element: Element) -> list[tuple[str, str]]:
    """What a reader hears, element by element; a figure is its description, contents are left out."""
    found = []
    for each in element.all(*LEAVES, "Figure", "LBody", "Note"):
        if each.kind in ("LBody", "Note") and any(isinstance(k, Element) and k.kind in HOLDERS for k in each.kids):
            continue
        text = normal(each.alt if each.kind == "Figure" else each.text)
        if text or each.kind in ("TH", "TD"):
            found.append((each.kind, text))
    return found


def meant(document: Document) -> list[tuple[str, str]]:
    """The same, from the document."""
    found = ((kind, normal(text)) for kind, text in _meant(filled(document).blocks, 0, []))
    return [(kind, text) for kind, text in found if text or kind in ("TH", "TD")]


def normal(text: str) -> str:
    """The text without hyphens that lines need, with one space for any; U+2060 is what U+FEFF stands for."""
    return " ".join(text.replace("\xad", "").replace("\ufeff", "\u2060").split())


def _meant(blocks: tuple[Block, ...], depth: int, levels: list[int]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case Heading():
                yield _heading_kind(block, levels), plain(block.spans)
            case Paragraph() if plain(block.spans):
                yield "P", plain(block.spans)
            case List():
                yield from _meant_list(block, depth, levels)
            case Table():
                yield from _meant_table(block)
            case Figure() | Chart():
                yield from (("Caption", plain(block.caption)),) if block.caption else ()
                yield "Figure", block.alt
            case Contents():
                yield from (("P", plain(block.title)),) if block.title else ()
            case Quote():
                yield from _meant(block.blocks, 0, levels)
            case Box():
                yield from (("P", plain(block.title)),) if block.title else ()
                yield from _meant(block.blocks, 0 if block.role in theme().looks else depth, levels)


def _heading_kind(block: Heading, levels: list[int]) -> str:
    while levels and levels[-1] >= block.level:
        levels.pop()
    levels.append(block.level)
    return f"H{min(len(levels), 6)}"


def _meant_list(block: List, depth: int, levels: list[int]) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(block.items, block.start):
        yield "Lbl", plain(label_of(block, entry, number, depth))
        if len(entry.blocks) == 1 and isinstance(entry.blocks[0], Paragraph):
            yield "Note" if block.kind == "sources" else "LBody", plain(entry.blocks[0].spans)
            continue
        yield from _meant(entry.blocks, depth + 1 if block.kind in ("bullet", "number") else 0, levels)


def _meant_table(block: Table) -> Iterator[tuple[str, str]]:
    if block.caption:
        yield "Caption", plain(block.caption)
    shaped = grid(block)
    for in_head, rows in ((True, shaped.head), (False, shaped.rows)):
        for placed in (each for line in rows for each in line if not each.covered):
            yield "TH" if in_head or placed.cell.header else "TD", plain(placed.cell.spans)


# what blocks are


def test_the_text_of_the_tree_is_the_text_of_the_document_element_by_element() -> None:
    blocks = tuple(block for block in everything().blocks if not isinstance(block, Contents))
    document = everything(blocks)
    assert said(paper(write(document, theme(), "pdf").data).tree) == meant(document)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_any_document_is_one_to_one_says_what_it_says_and_passes_both_standards(document: Document) -> None:
    data = write(document, theme(), "pdf").data
    found = paper(data)
    assert found.faults == []
    assert said(found.tree) == meant(rowed(document, theme()))
    for profile in ("ua1", "2a"):
        checked = page.validate_pdf_bytes(data, profile=profile)
        assert checked.is_compliant, [(each.rule_id, each.message) for each in checked.failures]


@pytest.mark.parametrize(
    "text",
    [
        "Ойлголцлын санамж бичиг, Қазақстан Республикасы, Өө Үү ₮ ₸",
        "مذكرة تفاهم بين وزارتي الخارجية (2024) حول التعاون.",
        "הסכם בין שתי המדינות, 12.5 אחוז",
        "Ελληνική Δημοκρατία, café, naïve, Å, μ and µ, ﬁne",
        "e\u0301 and a\u0308 with marks of their own",
        "non\u00a0breaking\u00a0spaces, thin\u2009space, soft\u00adhyphen, 100\u202f000",
        "a\tb\nc",
    ],
)
def test_every_script_says_what_it_says(text: str) -> None:
    (element,) = tree_of(paragraph(text)).all("P")
    normal = " ".join(text.replace("\u00ad", "").split())
    assert " ".join(element.text.replace("\u00ad", "").split()) == normal


def test_lists_are_lists_with_labels_and_bodies() -> None:
    nested = List("bullet", (item("a", List("number", (item("b"),)), "c"),))
    assert shape(tree_of(nested)) == "Document(L(LI(Lbl LBody(P L(LI(Lbl LBody)) P))))"
    fields = List("fields", (item("The Minister", label=words("To")),))
    assert shape(tree_of(fields)) == "Document(L(LI(Lbl LBody)))"
    assert [e.attribute("/ListNumbering") for e in tree_of(nested).all("L")] == [Name.Disc, Name.LowerAlpha]


def test_sources_are_notes_with_names_of_their_own() -> None:
    sources = List("sources", (item("One", label=words("1")), item("Two", label=words("2"))))
    tree = tree_of(sources, sources)
    assert shape(tree).startswith("Document(L(LI(Lbl LBody(Note)) LI(Lbl LBody(Note)))")
    assert len({str(note.object.ID) for note in tree.all("Note")}) == 4


def test_tables_have_head_and_body_scopes_and_spans() -> None:
    tree = tree_of(SPANNED)
    assert shape(tree) == (
        "Document(Table(Caption THead(TR(TH TH) TR(TH TH TH)) TBody(TR(TH TD TD TD) TR(TH TD TD TD))))"
    )
    cells = tree.all("TH")
    assert [str(cell.attribute("/Scope")) for cell in cells] == ["/Column"] * 5 + ["/Row"] * 2
    assert (cells[0].attribute("/RowSpan"), cells[1].attribute("/ColSpan")) == (2, 3)


def test_a_table_says_what_it_shows() -> None:
    table = Table((), (), (row("a"),), description="One letter")
    assert str(tree_of(table).all("Table")[0].attribute("/Summary")) == "One letter"


@pytest.mark.parametrize(
    ("levels", "kinds"),
    [
        ((0, 1, 2, 3), ("H1", "H2", "H3", "H4")),
        ((1, 2), ("H1", "H2")),
        ((0, 3, 1, 4, 4, 2), ("H1", "H2", "H2", "H3", "H3", "H3")),
        ((0, 1, 2, 3, 4, 5, 6), ("H1", "H2", "H3", "H4", "H5", "H6", "H6")),
        ((3, 2, 1), ("H1", "H1", "H1")),
    ],
)
def test_headings_have_no_gap(levels: tuple[int, ...], kinds: tuple[str, ...]) -> None:
    tree = tree_of(*(Heading(level, words(f"Heading {n}")) for n, level in enumerate(levels)))
    assert tuple(kid.kind for kid in tree.kids if isinstance(kid, Element)) == kinds


def test_words_of_another_language_say_so() -> None:
    spans = (*words("The "), *words("санамж бичиг", language="mn"), *words(" was", language="en"), *words(" signed"))
    tree = tree_of(Paragraph(spans))
    assert [(span.text, span.language) for span in tree.all("Span")] == [("санамж бичиг", "mn")]
    assert tree.all("P")[0].text == "The санамж бичиг was signed"


def test_neighbours_that_lead_to_one_place_are_one_link() -> None:
    address = "https://example.org/"
    spans = (Span("a ", link=address), Span("b", frozenset({"strong"}), address), Span("c", link=address + "c"))
    assert [link.text for link in tree_of(Paragraph(spans)).all("Link")] == ["a b", "c"]


def test_notes_are_references() -> None:
    source = List("sources", (item("x", label=words("1", anchor="source-1")),))
    tree = tree_of(Paragraph((*words("Said"), *note(1))), source)
    assert shape(tree).startswith("Document(P(Reference(Link))")
    several = Paragraph((*words("Said"), *note(1), *words(",\u2009", "note"), *note(1), *words(" again"), *note(1)))
    assert shape(tree_of(several, source)).startswith("Document(P(Reference(Link Link) Reference(Link))")


def test_quotes_boxes_and_code_are_what_they_are() -> None:
    tree = tree_of(Quote((paragraph("q"),)), Box("callout", words("t"), (paragraph("b"),)), paragraph("c", "code"))
    assert shape(tree) == "Document(BlockQuote(P) Div(P P) P(Code))"


def test_a_block_over_two_pages_is_one_element() -> None:
    text = "Begin. " + "The two sides agreed to widen cooperation in trade and transport. " * 90
    (element,) = tree_of(paragraph(text)).all("P")
    assert {mark.page for mark in element.marks} == {0, 1}
    assert element.text.replace("\xad", "").split() == text.split()


def test_furniture_is_the_only_text_that_belongs_to_no_element() -> None:
    found = paper(write(everything(status="final"), theme(), "pdf").data)
    known = ("OFFICIAL – SENSITIVE", "MFA/2024/117", "Facts as at 31 October 2024", "InstrumentSigned for us by")
    for number in range(1, len(found.pdf.pages) + 1):
        left = "".join(found.artifacts(number))
        for words_ in known:
            left = left.replace(words_, "")
        assert re.fullmatch(rf"(Page {number} of \d+)?(YearsUS\$ million)?", left.strip()), left


def test_text_without_an_element_is_refused() -> None:
    canvas = Canvas(100, 100, Fonts())
    canvas.begin_page()
    with pytest.raises(UntaggedError):
        canvas.text("(x) Tj", "")


# faults

Spoil = Callable[[Pdf], None]


@lru_cache
def good() -> bytes:
    blocks = tuple(block for block in everything().blocks if not isinstance(block, Contents))
    return write(everything(blocks), theme(), "pdf").data


def elements(pdf: Pdf, kind: str) -> list[Any]:
    found = []

    def walk(obj: Any) -> None:
        if str(obj.S) == f"/{kind}":
            found.append(obj)
        kids = obj.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def drop(kind: str, key: str, which: int = 0) -> Spoil:
    """Take a key from an element."""

    def spoil(pdf: Pdf) -> None:
        del elements(pdf, kind)[which][key]

    return spoil


def put(kind: str, key: str, value: object, which: int = 0) -> Spoil:
    """Change a key of an element."""

    def spoil(pdf: Pdf) -> None:
        elements(pdf, kind)[which][key] = value

    return spoil


def in_catalog(key: str, value: object = None) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    return spoil


def in_content(pattern: bytes, by: bytes) -> Spoil:
    """Change the first place of page 1's content that fits."""

    def spoil(pdf: Pdf) -> None:
        stream = pdf.pages[0].Contents
        data, count = re.subn(pattern, by, stream.read_bytes(), count=1, flags=re.DOTALL)
        assert count
        stream.write(data)

    return spoil


def in_annotation(key: str, value: object = None) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        annotation = pdf.pages[0].Annots[0]
        if value is None:
            del annotation[key]
        else:
            annotation[key] = value

    return spoil


def in_packet(pattern: bytes, by: bytes) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        data, count = re.subn(pattern, by, pdf.Root.Metadata.read_bytes(), count=1, flags=re.DOTALL)
        assert count
        pdf.Root.Metadata.write(data)

    return spoil


def parents(pdf: Pdf) -> Any:
    """The entries of the parent tree's first leaf."""
    tree = pdf.Root.StructTreeRoot.ParentTree
    return tree.Nums if "/Nums" in tree else tree.Kids[0].Nums


def swap_parents(pdf: Pdf) -> None:
    row = parents(pdf)[1]
    row[0], row[1] = row[1], row[0]


def drop_parents(pdf: Pdf) -> None:
    del parents(pdf)[0:2]


def add_parent(pdf: Pdf) -> None:
    parents(pdf).extend([9999, elements(pdf, "P")[0]])


def drop_kid(pdf: Pdf) -> None:
    table = elements(pdf, "TR")[1]
    table.K = Array(list(table.K)[1:])


def drop_annotation(pdf: Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary) or "/Obj" not in kid])


def empty_element(pdf: Pdf) -> None:
    first = elements(pdf, "Document")[0]
    first.K.append(pdf.make_indirect(Dictionary(S=Name.P, P=first)))


def swap_kids(pdf: Pdf) -> None:
    kids = elements(pdf, "Document")[0].K
    kids[0], kids[1] = kids[1], kids[0]


def wrong_letter(pdf: Pdf) -> None:
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and obj.get("/Type") == Name.Font and "/ToUnicode" in obj:
            data = obj.ToUnicode.read_bytes()
            obj.ToUnicode.write(re.sub(rb"<0065>", b"<006F>", data))


def no_font_file(pdf: Pdf) -> None:
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and obj.get("/Type") == Name.FontDescriptor and "/FontFile2" in obj:
            del obj["/FontFile2"]


def no_tabs(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def paragraph_in_row(pdf: Pdf) -> None:
    elements(pdf, "TD")[0].S = Name.P


SPOILS: dict[str, Spoil] = {
    "the parent tree gives content to another element": swap_parents,
    "the parent tree lacks a page": drop_parents,
    "the parent tree has one entry too many": add_parent,
    "a cell is not in the tree": drop_kid,
    "an annotation is not in the tree": drop_annotation,
    "an annotation has no key": in_annotation("/StructParent"),
    "an annotation has another's key": in_annotation("/StructParent", 0),
    "an annotation says nothing": in_annotation("/Contents"),
    "an annotation is not printed": in_annotation("/F"),
    "an element names another parent": lambda pdf: elements(pdf, "P")[1].__setitem__("/P", elements(pdf, "P")[0]),
    "an element is empty": empty_element,
    "an element of no known kind": put("P", "/S", Name("/Shout")),
    "a paragraph where a cell should be": paragraph_in_row,
    "a heading that skips a level": put("H2", "/S", Name.H4),
    "a figure without description": drop("Figure", "/Alt"),
    "a figure with another description": put("Figure", "/Alt", String("A cat")),
    "a head cell without scope": drop("TH", "/A"),
    "a note without a name": drop("Note", "/ID"),
    "two notes of one name": put("Note", "/ID", String("note-2")),
    "elements in another order": swap_kids,
    "words that say something else": put("P", "/ActualText", String("Something else")),
    "content said to be furniture": in_content(rb"/P<</MCID \d+>>BDC", b"/Artifact BMC"),
    "content said to be another element's": in_content(rb"MCID 2>>", b"MCID 1>>"),
    "content of another kind than its element": in_content(rb"/H1<<", b"/H2<<"),
    "text outside of any element": in_content(rb"/H1<</MCID \d+>>BDC(.*?)EMC", rb"\1"),
    "content within content": in_content(rb"(/H1<</MCID \d+>>BDC)", rb"/Artifact BMC \1"),
    "content without an end": in_content(rb"EMC", b""),
    "a word that is lost": in_content(rb"(/H1<<.*?)\[[^]]*\] ?TJ", rb"\1[] TJ"),
    "letters that say others": wrong_letter,
    "fonts that are not embedded": no_font_file,
    "no structure tree": in_catalog("/StructTreeRoot"),
    "no language": in_catalog("/Lang"),
    "not said to be tagged": in_catalog("/MarkInfo"),
    "the file's name instead of the title": in_catalog("/ViewerPreferences"),
    "no colours": in_catalog("/OutputIntents"),
    "no metadata": in_catalog("/Metadata"),
    "no title in the metadata": in_packet(rb"<dc:title>.*?</dc:title>", b""),
    "not said to be PDF/UA": in_packet(rb"<pdfuaid:part>1</pdfuaid:part>", b""),
    "not said to be PDF/A": in_packet(rb"<pdfaid:part>2</pdfaid:part>", b""),
    "the mark of PDF/UA not described": in_packet(rb"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", b""),
    "no order of tabs": no_tabs,
}


def spoiled(spoil: Spoil) -> bytes:
    pdf = pikepdf.open(io.BytesIO(good()))
    spoil(pdf)
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


def is_seen(data: bytes) -> bool:
    """Whether any check finds something: ours, the text's, the standards'.

    How streams end is not asked: the tool that spoils a file writes them anew.
    """
    if faults(data):
        return True
    blocks = tuple(block for block in everything().blocks if not isinstance(block, Contents))
    if said(paper(data).tree) != meant(everything(blocks)):
        return True
    found = {
        fail.rule_id for profile in ("ua1", "2a") for fail in page.validate_pdf_bytes(data, profile=profile).failures
    }
    return bool(found - {"PDFA2A-STREAM-LENGTH-001"})


def test_nothing_is_seen_where_nothing_is_wrong() -> None:
    assert not is_seen(spoiled(lambda _: None))


@pytest.mark.parametrize("name", list(SPOILS))
def test_no_fault_goes_unseen(name: str) -> None:
    assert is_seen(spoiled(SPOILS[name]))


def test_colours_of_other_themes_change_no_tag() -> None:
    other = replace(theme(), palette=("#000000",), hairline=1.0)
    one, two = (paper(write(everything(), each, "pdf").data) for each in (theme(), other))
    assert said(one.tree) == said(two.tree)
