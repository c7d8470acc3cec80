"""Rules for Word files that no schema states: what refers to something finds it, and only once.

Each rule is a generator of faults; a file is sound when none has anything to say.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from lxml import etree
from msgspec.structs import replace

from briefs.model.theme import Furniture, Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Word:
    """A Word file, read."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.order = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.order}
        self.trees = {n: etree.fromstring(d) for n, d in self.parts.items() if n.endswith((".xml", ".rels"))}
        self.document = self.trees["word/document.xml"]

    def relations(self, part: str) -> dict[str, tuple[str, bool]]:
        """The targets of a part's relationships, and whether each is outside."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, bool]] = {}
        for each in tree.iter(RELATION) if tree is not None else ():
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            found[each.get("Id", "")] = (
                target if outside else posixpath.normpath(posixpath.join(folder, target)),
                outside,
            )
        return found

    def values(self, tag: str, part: str = "word/document.xml") -> list[str]:
        """The w:val of every such element of a part."""
        tree = self.trees.get(part)
        return [e.get(f"{W}val", "") for e in tree.iter(f"{W}{tag}")] if tree is not None else []


Rule: TypeAlias = Callable[[Word], Iterator[str]]
"""Tells what is wrong with a file."""


def faults(data: bytes, rules: Sequence[Rule] = ()) -> list[str]:
    """Everything that is wrong with a Word file, by these rules or by all."""
    word = Word(data)
    return [fault for rule in rules or RULES for fault in rule(word)]


def package(word: Word) -> Iterator[str]:
    """Every part has a type, every relationship a target, and nothing lies about."""
    types = word.trees["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in types.iter(f"{TYPES}Default")}
    overrides = [e.get("PartName", "").lstrip("/") for e in types.iter(f"{TYPES}Override")]
    yield from (f"{name} has a type and is not there" for name in overrides if name not in word.parts)
    reached = {"[Content_Types].xml"}
    for part in ("", *word.parts):
        for target, outside in word.relations(part).values():
            reached |= set() if outside else {target}
            if not outside and target not in word.parts:
                yield f"{part} is related to {target}, which is not there"
    for name in word.parts:
        if name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
            yield f"{name} has no type"
        if name not in reached and not name.endswith(".rels"):
            yield f"{name} belongs to nothing"
    for part, tree in word.trees.items():
        used = {str(v) for e in tree.iter() for k, v in e.attrib.items() if str(k).startswith(R)}
        yield from (f"{part} uses {key}, which it has not" for key in map(str, used - set(word.relations(part))))


def styles(word: Word) -> Iterator[str]:
    """Every style that is used is defined, and every one that is defined is used or built on, but for the defaults."""
    tree = word.trees["word/styles.xml"]
    defined = [e.get(f"{W}styleId", "") for e in tree.iter(f"{W}style")]
    yield from (f"the style {name} is defined twice" for name, count in Counter(defined).items() if count > 1)
    stories = [
        n for n in word.trees if re.fullmatch(r"word/(document|(first-)?(header|footer)[\d-]+|numbering)\.xml", n)
    ]
    used = {v for n in stories for tag in ("pStyle", "rStyle", "tblStyle") for v in word.values(tag, n)}
    based = {v for tag in ("basedOn", "next", "link") for v in word.values(tag, "word/styles.xml")}
    yield from (f"the style {name} is not defined" for name in (used | based) - set(defined))
    defaults = {e.get(f"{W}styleId") for e in tree.iter(f"{W}style") if e.get(f"{W}default")}
    yield from (f"the style {name} is not used" for name in set(defined) - used - based - defaults)


def lists(word: Word) -> Iterator[str]:
    """Every list is defined, and belongs to a kind of list; 0 is none (ISO/IEC 29500-1, 17.9.18)."""
    tree = word.trees.get("word/numbering.xml")
    nums = [e.get(f"{W}numId") for e in tree.iter(f"{W}num")] if tree is not None else []
    kinds = [e.get(f"{W}abstractNumId") for e in tree.iter(f"{W}abstractNum")] if tree is not None else []
    used = {*word.values("numId"), *word.values("numId", "word/styles.xml")}
    yield from (f"the list {number} is not defined" for number in used - {*nums, "0"})
    of = word.values("abstractNumId", "word/numbering.xml")
    yield from (f"the kind of list {kind} is not defined" for kind in set(of) - set(kinds))
    if len(set(nums)) != len(nums) or len(set(kinds)) != len(kinds):
        yield "two lists have one number"


def bookmarks(word: Word) -> Iterator[str]:
    """Bookmarks begin and end once, have names of their own, and links lead to them."""
    starts = list(word.document.iter(f"{W}bookmarkStart"))
    names = [e.get(f"{W}name", "") for e in starts]
    ids = [e.get(f"{W}id") for e in starts]
    ends = [e.get(f"{W}id") for e in word.document.iter(f"{W}bookmarkEnd")]
    if sorted(map(str, ids)) != sorted(map(str, ends)) or len(set(ids)) != len(ids):
        yield "bookmarks do not begin and end once each"
    if len({name.casefold() for name in names}) != len(names):
        yield "two bookmarks have one name"
    yield from (f"the name {n!r} cannot be a bookmark's" for n in names if not re.fullmatch(r"[^\W\d]\w{0,39}", n))
    asked = {e.get(f"{W}anchor", "") for e in word.document.iter(f"{W}hyperlink")} - {""}
    codes = " ".join(e.text or "" for e in word.document.iter(f"{W}instrText"))
    asked |= set(re.findall(r"PAGEREF (\S+)", codes))
    yield from (f"nothing is called {name!r}" for name in asked - set(names))


def tables(word: Word) -> Iterator[str]:
    """Rows cover the grid, widths agree, cells end in paragraphs, and no two tables touch."""
    for table in word.document.iter(f"{W}tbl"):
        grid = [int(e.get(f"{W}w", 0)) for e in table.iter(f"{W}gridCol")]
        whole = table.find(f"{W}tblPr/{W}tblW")
        if whole is None or int(whole.get(f"{W}w", 0)) != sum(grid):
            yield "a table's width is not that of its columns"
        for row in table.iter(f"{W}tr"):
            column = 0
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = int(span.get(f"{W}val", 1)) if span is not None else 1
                width = cell.find(f"{W}tcPr/{W}tcW")
                if width is None or int(width.get(f"{W}w", 0)) != sum(grid[column : column + count]):
                    yield "a cell's width is not that of its columns"
                column += count
                if cell[-1].tag != f"{W}p":
                    yield "a cell does not end in a paragraph"
            if column != len(grid):
                yield f"a row covers {column} of {len(grid)} columns"
    body = [child.tag for child in word.document[0]]
    if any(a == b == f"{W}tbl" for a, b in pairwise(body)):
        yield "two tables touch"
    if len(body) > 1 and body[-2] == f"{W}tbl":
        yield "the document ends with a table"


def drawings(word: Word) -> Iterator[str]:
    """Every drawing is in line, has a number of its own, and says what it shows."""
    numbers = [e.get("id") for e in word.document.iter(f"{WP}docPr")]
    if len(set(numbers)) != len(numbers):
        yield "two drawings have one number"
    yield from ("a drawing says nothing" for e in word.document.iter(f"{WP}docPr") if not e.get("descr", "").strip())
    yield from ("a drawing floats" for _ in word.document.iter(f"{WP}anchor"))


def fields(word: Word) -> Iterator[str]:
    """Fields begin and end, and none asks Word to update it."""
    for name, tree in word.trees.items():
        depth = 0
        for each in tree.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(each.get(f"{W}fldCharType", ""), 0)
            if depth < 0 or each.get(f"{W}dirty"):
                yield f"{name}: a field ends before it begins, or is to be updated"
        if depth:
            yield f"{name}: a field does not end"
    yield from ("Word is to update fields" for _ in word.trees["word/settings.xml"].iter(f"{W}updateFields"))


def traces(word: Word) -> Iterator[str]:
    """Nothing tells of the library, the machine or the hour."""
    for name in ("docProps/core.xml", "docProps/app.xml", "word/document.xml", "word/styles.xml", "word/settings.xml"):
        if re.search(rb"python-docx|generated by|rsid|2013-12-23", word.parts[name]):
            yield f"{name} tells of the library that made it"
    title = word.trees["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}title")
    if not (title or "").strip():
        yield "the document has no title"


def language(word: Word) -> Iterator[str]:
    """The document says what language it is in."""
    found = word.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if found is None or not found.get(f"{W}val"):
        yield "the document does not say its language"


def headings(word: Word) -> Iterator[str]:
    """The first heading is of the first level, none is left out and none is empty."""
    levels = {
        e.get(f"{W}styleId"): int(outline.get(f"{W}val", 9))
        for e in word.trees["word/styles.xml"].iter(f"{W}style")
        if (outline := e.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    reached = -1
    for para in word.document.iter(f"{W}p"):
        level = levels.get(style_of(para), 9)
        if level > 8:
            continue
        if not words_of(para).strip():
            yield "a heading is empty"
        if level > reached + 1:
            yield f"the heading {text_of(para)!r} is of level {level + 1} below one of level {reached + 1}"
        reached = level


def structure(word: Word) -> Iterator[str]:
    """There are headings; not so in what tests write of one block."""
    if not {"Title", "Heading1"} & set(word.values("pStyle")):
        yield "there are no headings"


def spacing(word: Word) -> Iterator[str]:
    """No paragraph is there for its height: one without words marks an entry, parts tables or ends a section."""
    apart = {f"{W}tbl", f"{W}sectPr", None}
    shown = (f"{W}drawing", f"{W}br", f"{W}fldChar")
    was_empty = False
    for para in word.document[0]:
        is_empty = para.tag == f"{W}p" and not words_of(para).strip() and next(para.iter(*shown), None) is None
        before, behind = (each.tag if each is not None else None for each in (para.getprevious(), para.getnext()))
        ends = para.find(f"{W}pPr/{W}sectPr") is not None
        parts = before == f"{W}tbl" and (ends or behind in apart)
        if is_empty and (was_empty or not (parts or _is_mark(para))):
            yield "a paragraph is empty"
        was_empty = is_empty


def bullets(word: Word) -> Iterator[str]:
    """The entries of lists are entries of lists: nobody typed their bullets or numbers."""
    for para in word.document.iter(f"{W}p"):
        text = words_of(para)
        typed = re.match(r"\s*([•\-–*·▪]|\(?\d{1,2}[.)])\s", text)
        if typed and para.find(f"{W}pPr/{W}numPr") is None and not style_of(para).startswith(("List", "Heading")):
            yield f"a bullet is typed: {text[:30]!r}"


def simple_tables(word: Word) -> Iterator[str]:
    """Tables say which row is their head, and have no cells over several columns or rows, and no tables in them."""
    for table in word.document.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        if len(rows) > 1 and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table has no head"
        if next(table.iter(f"{W}vMerge", f"{W}hMerge", f"{W}gridSpan"), None) is not None:
            yield "a table has merged cells"
        if len(list(table.iter(f"{W}tbl"))) > 1:
            yield "a table stands in a table"


def link_words(word: Word) -> Iterator[str]:
    """Links say where they lead, and nothing is in a box of its own."""
    for link in word.document.iter(f"{W}hyperlink"):
        said = text_of(link).strip()
        empty = said.casefold() in ("", "here", "click here", "more", "link", "read more")
        if empty or said.startswith(("www.", "http")):
            yield f"a link says {said!r}"
    yield from ("a box holds text" for _ in word.document.iter(f"{W}txbxContent"))


def _is_mark(para: etree._Element) -> bool:
    """Whether an empty paragraph is the mark of a list's entry that begins with a table or a picture."""
    return any(name in style_of(para) for name in ("List", "Field", "Source"))


def style_of(para: etree._Element) -> str:
    """The paragraph's style; empty for the default."""
    found = para.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val", "") if found is not None else ""


SOUND = (package, styles, lists, bookmarks, tables, drawings, fields, traces)
ACCESSIBLE = (language, headings, spacing, bullets, simple_tables, link_words)
"""What Word's accessibility checker warns of (Microsoft, Rules for the Accessibility Checker)."""
RULES = (*SOUND, *ACCESSIBLE)

BREAKS: dict[str, tuple[str, str, str]] = {
    "package": ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="style.xml"'),
    "styles": ("word/document.xml", 'w:val="Heading1"', 'w:val="Heading9"'),
    "lists": ("word/document.xml", '<w:numId w:val="', '<w:numId w:val="99'),
    "bookmarks": ("word/document.xml", 'w:anchor="boxes"', 'w:anchor="boxen"'),
    "tables": ("word/document.xml", '<w:gridCol w:w="', '<w:gridCol w:w="1'),
    "drawings": ("word/document.xml", '<wp:docPr id="2"', '<wp:docPr id="1"'),
    "fields": ("word/footer1.xml", 'w:fldCharType="end"', 'w:fldCharType="begin"'),
    "language": ("word/styles.xml", "<w:lang w:val=", "<w:lang w:other="),
    "headings": ("word/document.xml", 'w:val="Heading1"', 'w:val="Heading3"'),
    "spacing": ("word/document.xml", "<w:sectPr", "<w:p/><w:p/><w:sectPr"),
    "bullets": ("word/document.xml", "<w:t>", "<w:t>- "),
    "simple_tables": ("word/document.xml", "<w:tblHeader/>", ""),
    "link_words": ("word/document.xml", "<w:hyperlink ", "<w:hyperlink/><w:hyperlink "),
    "structure": ("word/document.xml", "w:pStyle", "w:rStyle"),
    "traces": ("docProps/core.xml", "<dc:title>The visit of everything", "<dc:title> "),
}
"""For each rule what is to be replaced by what, in which part, to break it."""


def broken(data: bytes, rule: str) -> bytes:
    """The file with a fault planted that this rule is there to find."""
    part, old, new = BREAKS[rule]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            target.writestr(name, text)
    return made.getvalue()


def text_of(element: etree._Element) -> str:
    """The text of an element's runs, breaks as newlines, tabs as tabs; fields by their results."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}cr": "\r"}
    found = ""
    for run in element.iter(f"{W}r"):
        for each in run:
            found += (each.text or "") if each.tag == f"{W}t" else signs.get(str(each.tag), "")
    return found


def words_of(element: etree._Element) -> str:
    """The text of an element, also that which was deleted; without breaks and tabs."""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def canonical(element: etree._Element) -> bytes:
    """The element in one spelling."""
    return etree.tostring(element, method="c14n")


def with_furniture(theme: Theme, footer: tuple[Furniture, ...]) -> Theme:
    """The theme with another footer."""
    return replace(theme, footer=footer)
