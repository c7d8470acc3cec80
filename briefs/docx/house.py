"""Writing on a ministry's file: its parts as they are, with the document's values, marking and language in them.

Which styles roles wear, `house_styles` knows; what stands in the body is made as on any other file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree
from lxml.etree import _Element as Element
from msgspec.structs import replace

from briefs.docx import furniture
from briefs.docx.house_styles import HouseStyles
from briefs.docx.languages import word_language
from briefs.docx.numbering import Numbering
from briefs.docx.package import Parts
from briefs.docx.paragraphs import Para
from briefs.docx.runs import Runs
from briefs.docx.styles import NAMESPACE
from briefs.docx.text import attribute, escaped, twips
from briefs.layout.furniture import has_first
from briefs.layout.head import added_line, is_marked, values_of
from briefs.layout.placed import NewSection
from briefs.model.stationery import BLANK, FilePart, FurnitureKind, Stationery
from briefs.model.theme import Theme
from briefs.model.tree import Document, Span

_W = f"{{{NAMESPACE}}}"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_CONTENT = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}
_HERE = "<w:headerReference/>"
"""Stands for the references of the first section, until every part of the file is taken over."""
_TITLE = re.compile(r"<w:titlePg\b[^>]*/>")
_DRAWN = re.compile(rb"<wp:docPr\b[^>]*?\bid=\"(\d{1,9})\"")
_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
KINDS: tuple[FurnitureKind, ...] = ("header", "footer")


class House:
    """The ministry's file while a document is written on it."""

    def __init__(self, document: Document, theme: Theme, stationery: Stationery, parts: Parts) -> None:
        self.document = document
        self.theme = theme
        self.stationery = stationery
        self.parts = parts
        self.first = not stationery.prints and has_first(theme)
        """Whether the theme has a first page of its own, where the file prints nothing on any."""
        self.styles = HouseStyles(theme, document.language, stationery)
        self.numbering = Numbering(self.styles, stationery.kinds, stationery.lists)
        self.runs: Runs
        """Makes the document's; given before anything is written."""
        numbers = (int(each) for part in stationery.parts for each in _DRAWN.findall(part.data))
        self.drawings = max(numbers, default=0)
        """The greatest number of a drawing in the file."""
        self._own_furniture: dict[tuple[bool, str], str] = {}
        """References to headers and footers of ours, for each kind of pages."""
        self._ends = 0
        """Sections that have ended so far."""

    def ended(self, section: NewSection) -> str:
        """w:sectPr of a section that ends before the last: `finish` puts in what it refers to."""
        self._ends += 1
        references = _HERE if self._ends == 1 else ""
        if not self.stationery.prints:
            references = self._our_references(section)
        return f"<w:sectPr>{references}{self._pages(section, self._ends == 1)}</w:sectPr>"

    def finish(self, body: str, last: NewSection) -> str:
        """The body with its last section, and every part of the file taken over; the last thing that is made."""
        references = self._parts_taken(last)
        rest = self._pages(last, not self._ends)
        if self.runs.rtl and "<w:bidi " not in rest:
            head, grid, tail = rest.partition("<w:docGrid")
            rest = f"{head}<w:bidi/><w:rtlGutter/>{grid}{tail}"
        own = references if not self._ends or not self.stationery.prints else ""
        body = f"{body}<w:sectPr>{own}{rest}</w:sectPr>".replace(_HERE, references)
        data = next(part for part in self.stationery.parts if part.kind == "styles")
        self.parts.take([replace(data, data=self.styles.on(data.data))])
        return body

    def _pages(self, section: NewSection, first: bool) -> str:
        """What the file says of a section's pages; those after the first go on, and have no first page of their own."""
        said = self.stationery.section
        if not first:
            said = _TITLE.sub("", said)
        elif self.first and not _TITLE.search(said):
            said = _titled(said)
        page = self.theme.page.landscape
        size = f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}" w:orient="landscape"/>'
        return _SIZE.sub(size, said) if section.landscape else said

    def _parts_taken(self, last: NewSection) -> str:
        """References to headers and footers; every part of the file is taken over."""
        line = self._line() if self.stationery.prints else ""
        taken: list[FilePart] = []
        for part in self.stationery.parts:
            changed = self._changed(part, line)
            taken += [replace(part, data=changed)] if changed else []
        related = self.parts.take(taken)
        if not any(part.kind == "numbering" for part in taken) and (lists := self.numbering.xml()):
            self.parts.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, lists)
        return self._references(related, line) if self.stationery.prints else self._our_references(last)

    def _changed(self, part: FilePart, line: str) -> bytes:
        """A part as it is put into the document; empty where it is not."""
        match part.kind:
            case "styles":
                return b""
            case "numbering":
                return self._lists(part.data)
            case "settings":
                return self._spoken(part.data)
            case "header" | "footer":
                return self._furniture(part, line if part.kind == "header" else "")
            case _:
                return part.data

    def _lists(self, data: bytes) -> bytes:
        """The file's lists, and ours behind them: kinds before lists (ISO/IEC 29500-1, A.1, CT_Numbering)."""
        kinds, lists = self.numbering.parts()
        root = etree.fromstring(data)
        added = etree.fromstring(f'<w:numbering xmlns:w="{NAMESPACE}">{kinds}{lists}</w:numbering>')
        own = [n for n, each in enumerate(root) if each.tag in (f"{_W}numPicBullet", f"{_W}abstractNum")]
        place = own[-1] + 1 if own else 0
        for each in added.findall(f"{_W}abstractNum"):
            root.insert(place, each)
            place += 1
        last = [n for n, each in enumerate(root) if each.tag in (f"{_W}abstractNum", f"{_W}num")]
        place = last[-1] + 1 if last else place
        for each in added.findall(f"{_W}num"):
            root.insert(place, each)
            place += 1
        return _bytes(root)

    def _spoken(self, data: bytes) -> bytes:
        """The settings, with the language that new text is in."""
        root = etree.fromstring(data)
        spoken = root.find(f"{_W}themeFontLang")
        if spoken is not None:
            spoken.set(f"{_W}val", word_language(self.document.language))
        return _bytes(root)

    # headers and footers

    def _line(self) -> str:
        """The paragraph with the marking, and what draws the word across a draft; empty where there is neither."""
        text = added_line(self.document, self.stationery)
        draft = values_of(self.document)["draft"]
        drawn = furniture.watermark(draft, self.theme) if draft and self.theme.watermark else ""
        if not text and not drawn:
            return ""
        runs = self.runs
        para = Para(self.styles.paragraph("marking"), self.styles.look("marking"), rtl=runs.rtl)
        para.content = drawn + (runs.xml((Span(text),)) if text else "")
        return para.xml()

    def _furniture(self, part: FilePart, line: str) -> bytes:
        """A header or footer as it is, but for the values in their places, the marking, and a watermark that goes."""
        if not self.stationery.prints:
            return b""
        has_blanks = bool(self.stationery.blanks) and "{" in "".join(map(str, etree.fromstring(part.data).itertext()))
        gone = part.name in self.stationery.watermarked and is_marked(self.document)
        if not (line or has_blanks or gone):
            return part.data
        root = etree.fromstring(part.data)
        if gone:
            _without_watermark(root)
        if has_blanks:
            filled(root, values_of(self.document))
        if line:
            added = etree.fromstring(f"<w:hdr {furniture.NAMESPACES}>{line}</w:hdr>")
            root.insert(0, added[0])
        return _bytes(root)

    def _references(self, related: dict[str, str], line: str) -> str:
        """The headers and footers of each kind of page; one with the marking alone where the file has none."""
        found = ""
        bare = ""
        for kind in KINDS:
            for page in self.stationery.page_kinds:
                relation = related.get(self.stationery.furniture.get((kind, page), ""), "")
                if not relation and kind == "header" and line:
                    xml = f"<w:hdr {furniture.NAMESPACES}>{line}</w:hdr>"
                    bare = bare or self.parts.add("marking.xml", CT.WML_HEADER, RT.HEADER, xml)
                    relation = bare
                if relation:
                    found += f'<w:{kind}Reference w:type="{page}" r:id="{attribute(relation)}"/>'
        return found

    def _our_references(self, section: NewSection) -> str:
        """Our own headers and footers, on pages of each kind, where the file prints none."""
        key = (section.landscape, section.annex)
        if key in self._own_furniture:
            return self._own_furniture[key]
        document = replace(self.document, furniture={**self.document.furniture, "annex": section.annex})
        theme = self.theme.turned(section.landscape)
        more = f"-{len(self._own_furniture)}" if self._own_furniture else ""
        found = ""
        for kind in KINDS:
            usual = ""
            for page in dict.fromkeys((*self.stationery.page_kinds, *(("first",) if self.first else ()))):
                own = page == "first" and self.first
                made = furniture.part(kind, document, theme, self.styles, self.runs, own)
                name = f"brief-{'first-' if own else ''}{kind}{more}.xml"
                relation = "" if own else usual
                if made.xml and not relation:
                    relation = self.parts.add(name, *_CONTENT[kind], made.xml, made.pictures)
                usual = usual or ("" if own else relation)
                found += f'<w:{kind}Reference w:type="{page}" r:id="{relation}"/>' if relation else ""
        self._own_furniture[key] = found
        return found


def _titled(section: str) -> str:
    """The section's properties with a first page of its own (ISO/IEC 29500-1, A.1, CT_SectPr)."""
    later = ("<w:textDirection", "<w:bidi", "<w:rtlGutter", "<w:docGrid", "<w:printerSettings")
    place = min((at for each in later if (at := section.find(each)) >= 0), default=len(section))
    return f"{section[:place]}<w:titlePg/>{section[place:]}"


def filled(root: Element, values: dict[str, str]) -> None:
    """Put values in the places that a header has for them, as text, however Word has split what is written there."""
    for para in root.iter(f"{_W}p"):
        texts = [each for each in para.iter(f"{_W}t") if next(each.iterancestors(f"{_W}p")) is para]
        whole = "".join(each.text or "" for each in texts)
        for match in reversed(list(BLANK.finditer(whole))):
            _put(texts, match.start(), match.end(), " ".join(values.get(match[1], "").split("\n")))


def _put(texts: Sequence[Element], start: int, end: int, value: str) -> None:
    """Replace characters `start` to `end` of several texts, counted through all of them."""
    at = 0
    for each in texts:
        text = each.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            new = text[:first] + value + text[last:]
            each.text = etree.fromstring(f"<t>{escaped(new)}</t>").text or ""
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            value = ""
        at += len(text)


def _without_watermark(root: Element) -> None:
    """Take away the runs that draw a watermark, and content controls that hold nothing else."""
    for path in list(root.iter(_TEXTPATH)):
        run = next(path.iterancestors(f"{_W}r"), None)
        if run is not None and (parent := run.getparent()) is not None:
            parent.remove(run)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
