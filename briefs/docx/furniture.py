"""Headers and footers: the theme's lines with the document's words, page fields, and the watermark of a draft.

Which lines a page has, `layout` decides; what stands on the pages themselves is made elsewhere.
"""

from __future__ import annotations

from msgspec import Struct

from briefs.docx.drawings import picture_run
from briefs.docx.fields import field
from briefs.docx.looks import Frame, Side, shading
from briefs.docx.paragraphs import Para
from briefs.docx.runs import Runs
from briefs.docx.styles import NAMESPACE, Styles
from briefs.docx.table_styles import border
from briefs.docx.text import attribute, twips
from briefs.layout.emblems import emblem_dots
from briefs.layout.furniture import COUNTED, PAGE, PAGES, Line, Piece, Rule, column_widths, draft_word, lines_of
from briefs.model.furniture import SIDES, Emblem
from briefs.model.stationery import FurnitureKind
from briefs.model.theme import Theme
from briefs.model.tree import Document, Span

_FIELDS = {PAGE: "PAGE", PAGES: "NUMPAGES"}
_TAB = "<w:r><w:tab/></w:r>"
FIRST_PICTURE = 9001
"""The number of a header's first picture: those of the text are counted from 1."""


class FurniturePart(Struct, frozen=True):
    """A header or footer."""

    xml: str
    """Empty where there is nothing to print in it."""
    pictures: tuple[bytes, ...] = ()
    """What its first relationships lead to, in order."""


def part(
    kind: FurnitureKind, document: Document, theme: Theme, styles: Styles, runs: Runs, first: bool = False
) -> FurniturePart:
    """The header or footer of pages, or of the first page."""
    draft = draft_word(document)
    maker = _Maker(kind, theme, styles, runs)
    for line in lines_of(theme, document, kind, first):
        maker.line(line)
    drawn = watermark(draft, theme) if kind == "header" and draft and theme.watermark else ""
    return maker.made(drawn)


class _Maker:
    """Makes the paragraphs and tables of one header or footer."""

    def __init__(self, kind: FurnitureKind, theme: Theme, styles: Styles, runs: Runs) -> None:
        self._kind = kind
        self._theme = theme
        self._styles = styles
        self._runs = runs
        self._items: list[Para | str] = []
        self._pictures: list[Emblem] = []

    def made(self, drawn: str) -> FurniturePart:
        """All of it, with what is drawn behind the page."""
        if drawn and not self._items:
            self._items.append(self._para(self._kind))
        if not self._items:
            return FurniturePart("")
        if not isinstance(self._items[-1], Para):
            self._items.append(self._closing(0.0))
        if drawn:
            paras = [item for item in self._items if isinstance(item, Para)]
            paras[0].content = drawn + paras[0].content
        tag = "hdr" if self._kind == "header" else "ftr"
        inner = "".join(item.xml() if isinstance(item, Para) else item for item in self._items)
        pictures = tuple(emblem_dots(each) for each in dict.fromkeys(self._pictures))
        return FurniturePart(f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>", pictures)

    def line(self, line: Line) -> None:
        """Put a line at the end."""
        if line.is_table:
            self._items.append(self._table(line))
            if line.after:
                self._items.append(self._closing(line.after))
            return
        para = self._text(line)
        para.tabs = self._styles.wider(self._theme.page.text_width)
        para.after = line.after or None
        self._rule(para, line)
        self._items.append(para)

    def _para(self, role: str) -> Para:
        return Para(self._styles.paragraph(role), self._styles.look(role), rtl=self._runs.rtl)

    def _closing(self, height: float) -> Para:
        """The paragraph that Word needs behind a table: as high as what is left free there."""
        para = Para(self._styles.paragraph("table-end"), self._styles.look("table-end"), rtl=self._runs.rtl)
        para.after = max(height - para.look.leading, 0.0) or None
        return para

    def _rule(self, para: Para, line: Line) -> None:
        sides = [Side(rule.thickness, rule.space, rule.colour) if rule else None for rule in (line.above, line.below)]
        if any(sides):
            fill = para.look.fill
            para.reframed(Frame(top=sides[0], bottom=sides[1], fill=fill))

    # lines of text

    def _text(self, line: Line) -> Para:
        """A line as a paragraph: what is alone, in the middle or a marking, is set so, else the parts stand at tabs."""
        alone = line.alone
        if alone:
            para = self._para(alone.role)
            para.align = "" if para.look.align == alone.side else alone.side
            para.content = self._printed(alone.text, "")
            return para
        para = self._para(self._kind)
        by_side = {piece.side: piece for piece in line.pieces}
        pieces = [self._piece(by_side[side]) if side in by_side else "" for side in SIDES]
        while pieces and not pieces[-1]:
            pieces.pop()
        para.content = _TAB.join(pieces)
        return para

    def _piece(self, piece: Piece) -> str:
        return self._printed(piece.text, self._styles.character("marking") if piece.role == "marking" else "")

    def _printed(self, text: str, style: str) -> str:
        """The text as runs, with fields for the page's number and the number of pages."""
        properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        printed = ""
        for piece in COUNTED.split(text):
            if piece in _FIELDS:
                printed += field(_FIELDS[piece], "1", properties)
            elif piece:
                printed += self._runs.styled(piece, style) if style else self._runs.xml((Span(piece),))
        return printed

    # lines with pictures, and with texts of several lines

    def _table(self, line: Line) -> str:
        """A table of one row that puts them beside one another; it has no lines but the rules of the line."""
        widths = column_widths(line, self._theme.page.text_width)
        grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
        borders = _edges("top", line.above) + _edges("bottom", line.below)
        room = "".join(
            f'<w:{side} w:w="{twips(rule.space)}" w:type="dxa"/>'
            for side, rule in (("top", line.above), ("bottom", line.below))
            if rule
        )
        cells = ""
        for piece, width in zip(line.pieces, widths, strict=True):
            lines = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
            inside = f"<w:tcMar>{room}</w:tcMar>" if room else ""
            ground = self._theme.looks[piece.role].fill if not piece.picture else ""
            fill = shading(ground) if ground else ""
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{lines}{fill}{inside}'
                f'<w:vAlign w:val="center"/></w:tcPr>{self._cell(piece)}</w:tc>'
            )
        bidi = "<w:bidiVisual/>" if self._runs.rtl else ""
        return (
            f'<w:tbl><w:tblPr>{bidi}<w:tblW w:w="{sum(twips(each) for each in widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
            f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
        )

    def _cell(self, piece: Piece) -> str:
        """The paragraphs of a cell."""
        texts = [""] if piece.picture else piece.text.split("\n")
        made = ""
        for text in texts:
            para = self._para(piece.role)
            para.align = "" if para.look.align == piece.side else piece.side
            para.content = self._picture(piece.picture) if piece.picture else self._printed(text, "")
            para.frame, para.framed = Frame(), bool(para.look.fill)
            made += para.xml()
        return made

    def _picture(self, emblem: Emblem) -> str:
        if emblem not in self._pictures:
            self._pictures.append(emblem)
        number = self._pictures.index(emblem)
        relation, alt = f"rId{number + 1}", emblem.description
        return picture_run(relation, FIRST_PICTURE + number, alt, emblem.width, emblem.height)


def _edges(side: str, rule: Rule | None) -> str:
    return f"<w:{side} {border(rule.thickness, rule.colour)}/>" if rule else ""


NAMESPACES = (
    f'xmlns:w="{NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def watermark(word: str, theme: Theme) -> str:
    """A run that draws the word across the page, behind the text; Word knows the shape by its name."""
    width = theme.page.text_width * 0.95
    height = min(width / max(3, len(word)) * 1.7, width / 2.6)
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/>'
        '</v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"'
        f' alt="{attribute(word)}" style="position:absolute;margin-left:0;margin-top:0;width:{width:.1f}pt;'
        f"height:{height:.1f}pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f"'
        f' fillcolor="{theme.watermark}" stroked="f">'
        f'<v:textpath style="font-family:&quot;{attribute(theme.fonts["text"].word)}&quot;;font-size:1pt"'
        f' string="{attribute(word)}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )
