"""Writing on a ministry's file: its parts as they are, with the document's values, marking and language in them.

Which styles roles wear, `house_styles` knows; what stands in the body is made as on any other file.
"""

from __future__ import annotations

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
from briefs.docx.text import attribute, escaped
from briefs.layout.head import added_line, is_marked, values_of
from briefs.model.stationery import BLANK, FilePart, FurnitureKind, Stationery
from briefs.model.theme import Theme
from briefs.model.tree import Document, Span

_W = f"{{{NAMESPACE}}}"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_CONTENT = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}
KINDS: tuple[FurnitureKind, ...] = ("header", "footer")


class House:
    """The ministry's file while a document is written on it."""

    def __init__(self, document: Document, theme: Theme, stationery: Stationery, parts: Parts) -> None:
        self.document = document
        self.theme = theme
        self.stationery = stationery
        self.parts = parts
        self.styles = HouseStyles(theme, document.language, stationery)
        self.numbering = Numbering(self.styles, stationery.kinds, stationery.lists)

    def section(self, runs: Runs) -> str:
        """w:sectPr, and every part of the file taken over; the last thing that is made."""
        line = self._line(runs) if self.stationery.prints else ""
        taken: list[FilePart] = []
        for part in self.stationery.parts:
            changed = self._changed(part, line)
            taken += [replace(part, data=changed)] if changed else []
        related = self.parts.take(taken)
        if not any(part.kind == "numbering" for part in taken) and (lists := self.numbering.xml()):
            self.parts.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, lists)
        references = self._references(related, line) if self.stationery.prints else self._our_references(runs)
        rest = self.stationery.section
        if runs.rtl and "<w:bidi " not in rest:
            head, grid, tail = rest.partition("<w:docGrid")
            rest = f"{head}<w:bidi/><w:rtlGutter/>{grid}{tail}"
        return f"<w:sectPr>{references}{rest}</w:sectPr>"

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

    def finish(self) -> None:
        """Add the style part, when every style has been asked for."""
        data = next(part for part in self.stationery.parts if part.kind == "styles")
        self.parts.take([replace(data, data=self.styles.on(data.data))])

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

    def _line(self, runs: Runs) -> str:
        """The paragraph with the marking, and what draws the word across a draft; empty where there is neither."""
        text = added_line(self.document, self.stationery)
        draft = values_of(self.document)["draft"]
        drawn = furniture.watermark(draft, self.theme) if draft and self.theme.watermark else ""
        if not text and not drawn:
            return ""
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

    def _our_references(self, runs: Runs) -> str:
        """Our own headers and footers, on pages of each kind, where the file prints none."""
        found = ""
        for kind in KINDS:
            xml = furniture.part(kind, self.document, self.theme, self.styles, runs)
            if not xml:
                continue
            relation = self.parts.add(f"brief-{kind}.xml", *_CONTENT[kind], xml)
            for page in self.stationery.page_kinds:
                found += f'<w:{kind}Reference w:type="{page}" r:id="{relation}"/>'
        return found


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
