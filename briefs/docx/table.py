"""Tables: a grid of cells as one string of WordprocessingML.

How wide the columns are, `columns` says; how tables look, their style says.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.docx.drawing_kit import Tools
from briefs.docx.looks import THINNEST, Frame, Side, shading
from briefs.docx.paragraphs import BAR, Para
from briefs.docx.revisions import standing
from briefs.docx.runs import Runs
from briefs.docx.styles import Styles
from briefs.docx.table_styles import border
from briefs.docx.text import attribute, colour, twips
from briefs.layout.columns import column_widths, decimal_pads
from briefs.layout.grid import Placed, apart, grid
from briefs.model.theme import Theme
from briefs.model.tree import Column, Row, Table, plain

_FIRST_ROW, _FIRST_COLUMN, _NO_ROW_BANDS, _NO_COLUMN_BANDS = 0x20, 0x80, 0x200, 0x400
_LOW = '<w:vAlign w:val="bottom"/>'
_SUFFIX = {"right": "-number", "decimal": "-number", "center": "-center"}


class _Cell(Struct):
    """A cell: what is inside w:tcPr before and after its margins, and the paragraph in it."""

    opening: str
    closing: str
    para: Para


class WordTable(Struct):
    """A table in the body."""

    opening: str
    padding: float
    """Above and below the text of a cell, in points."""
    rows: list[list[_Cell]] = field(default_factory=list)
    heads: int = 0
    """How many rows, from the first, are head rows."""
    above: float = 0.0
    """What the first row has above its text, besides; points."""
    below: float = 0.0
    ruled: dict[int, float] = field(default_factory=dict)
    """Rows that have a line of their own above them, and how thick it is: Word makes them so much higher."""
    tracked: list[str] = field(default_factory=list)
    """For each row the element that says that it is inserted or deleted; empty: it is neither."""

    def paragraphs(self) -> list[Para]:
        return [cell.para for row in self.rows for cell in row]

    def keep(self, last: bool) -> None:
        for row in self.rows[:-1] if last else self.rows:
            for cell in row:
                cell.para.keep_next = True

    def keep_last_two(self) -> None:
        """Let the last row not begin a page by itself."""
        for cell in self.rows[-2] if len(self.rows) - self.heads > 1 else ():
            cell.para.keep_next = True

    def xml(self) -> str:
        parts = [self.opening]
        for index, row in enumerate(self.rows):
            head = "<w:tblHeader/>" if index < self.heads else ""
            margins = self._margins(index)
            parts.append(f"<w:tr><w:trPr><w:cantSplit/>{head}{self.tracked[index]}</w:trPr>")
            for cell in row:
                properties = f"<w:tcPr>{cell.opening}{margins}{cell.closing}</w:tcPr>"
                parts.append(f"<w:tc>{properties}{cell.para.xml()}</w:tc>")
            parts.append("</w:tr>")
        parts.append("</w:tbl>")
        return "".join(parts)

    def _margins(self, row: int) -> str:
        """w:tcMar for the first and last row of a table that stands at the edge of a ground, and below a line."""
        top = self.above if row == 0 else -self.ruled.get(row, 0.0)
        bottom = self.below if row == len(self.rows) - 1 else 0.0
        if not top and not bottom:
            return ""
        sides = "".join(
            f'<w:{name} w:w="{twips(self.padding + more)}" w:type="dxa"/>'
            for name, more in (("top", top), ("bottom", bottom))
            if more
        )
        return f"<w:tcMar>{sides}</w:tcMar>"


class Room(Struct, frozen=True):
    """Where a table stands: between which edges, in points from the text's, and on what ground."""

    left: float
    right: float
    width: float
    frame: Frame = Frame()


def word_table(table: Table, room: Room, tools: Tools) -> WordTable:
    """The table, as wide as its room, with a cell in every place."""
    table = apart(table)
    shape = grid(table)
    above, beside = tools.theme.cell_padding
    pads = decimal_pads(table, tools.measure)
    widths = column_widths(table, room.width, tools.measure, 2 * beside, pads)
    tools.notices.held(table.description)
    stationery = tools.theme.stationery
    out = beside if stationery and stationery.outdented else 0.0
    opening = _opening(
        table, widths, replace(room, left=room.left + out), tools.styles.table(table.role), tools.runs.rtl
    )
    heads = len(shape.head) or int(_row_heads(table) and len(table.rows) > 1)  # Word's checker asks for a head row
    made = WordTable(opening, above, heads=heads)
    rows = zip((*shape.head, *shape.rows), (*table.head, *table.rows), strict=True)
    for number, (row, source) in enumerate(rows, -len(shape.head)):
        if source.at.file:
            tools.notices.at = source.at
        is_name = table.role == "figures" and any(placed.cell.header for placed in row)
        over = ""
        if is_name and number >= 0:
            over = f"<w:top {border(tools.theme.hairline, tools.theme.rule_colour)}/>"
            made.ruled[len(made.rows)] = min(above, tools.theme.hairline)
        rules = _head_rules(number, len(shape.head), tools.theme) if table.role != "figures" else ""
        cells: list[_Cell] = []
        bar = _bar(source, tools)
        for placed in row:
            para = _para(placed, table.columns, number < 0, tools.styles, tools.runs)
            para.pad = pads.get((number, placed.column), 0.0)
            lines = over + bar + (rules if placed.cell.header or placed.cell.spans else "")
            borders = f"<w:tcBorders>{lines}</w:tcBorders>" if lines else ""
            bar = ""
            ground = para.look.fill or room.frame.fill
            fill = shading(ground) if ground else ""
            cells.append(_Cell(_place(placed, widths) + borders + fill, _LOW if number < 0 or is_name else "", para))
        made.rows.append(cells)
        made.tracked.append(tools.runs.revisions.mark([span for cell in source.cells for span in cell.spans]))
    if table.role == "figures":
        made.keep(last=True)
    made.keep_last_two()
    return made


def _head_rules(row: int, heads: int, theme: Theme) -> str:
    """Borders where a head has several rows, for the table's style knows only its first; rows count from -heads."""
    if heads < 2 or row >= 0:
        return ""
    strong = row == -1
    of = theme.looks["table-head"].colour if strong else theme.rule_colour
    return f"<w:bottom {border(theme.hairline * (2 if strong else 1), of)}/>"


def _bar(row: Row, tools: Tools) -> str:
    """The bar at the side where lines begin, for the first cell of a row that has changed since an earlier version."""
    if not any("changed" in span.marks for cell in row.cells for span in cell.spans):
        return ""
    of = colour(tools.theme.looks["body"].colour)
    return f'<w:left w:val="single" w:sz="{round(BAR * 8)}" w:space="0" w:color="{of}"/>'


def _opening(table: Table, widths: Sequence[float], room: Room, style: str, rtl: bool) -> str:
    """All up to the first row, in the order of ISO/IEC 29500-1, A.1 (CT_TblPrBase)."""
    look = _NO_ROW_BANDS | _NO_COLUMN_BANDS | _FIRST_ROW * bool(table.head) | _FIRST_COLUMN * _row_heads(table)
    name = plain(standing(table.caption)) or table.description
    described = table.description or name
    grid_columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    indent = f'<w:tblInd w:w="{twips(room.left)}" w:type="dxa"/>' if twips(room.left) else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if rtl else ""}'
        f'<w:tblW w:w="{sum(twips(width) for width in widths)}" w:type="dxa"/>{indent}{_side_rules(room.frame)}'
        f'<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{int(bool(table.head))}" w:lastRow="0"'
        f' w:firstColumn="{int(_row_heads(table))}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        + (f'<w:tblCaption w:val="{attribute(name)}"/>' if name else "")
        + (f'<w:tblDescription w:val="{attribute(described)}"/>' if described else "")
        + f"</w:tblPr><w:tblGrid>{grid_columns}</w:tblGrid>"
    )


def _row_heads(table: Table) -> bool:
    return bool(table.rows) and all(row.cells and row.cells[0].header for row in table.rows)


def _side_rules(frame: Frame) -> str:
    """The rules at the sides of a box go on beside a table in it."""
    sides = "".join(
        f'<w:{name} w:val="single" w:sz="{max(THINNEST, round(side.thickness * 8))}" w:space="0"'
        f' w:color="{colour(side.colour)}"/>'
        for name, side in (("left", frame.left), ("right", frame.right))
        if isinstance(side, Side) and side.thickness
    )
    return f"<w:tblBorders>{sides}</w:tblBorders>" if sides else ""


def _para(placed: Placed, columns: Sequence[Column], in_head: bool, styles: Styles, runs: Runs) -> Para:
    align = columns[placed.column].align if placed.column < len(columns) else "left"
    role = placed.role
    if role == "table-head" and not in_head:
        role = "table-row-head"
    suffix = _SUFFIX.get(align, "")
    if role == "table-text" and suffix:
        role = f"table{suffix}"
    elif role == "table-head" and suffix:
        role = f"table-head{suffix}"
    look = styles.look(role)
    content = runs.xml(placed.cell.spans, look)
    para = Para(styles.paragraph(role), look, content, rtl=runs.direction(placed.cell.spans))
    if suffix and not role.endswith(suffix):
        para.align = "center" if suffix == "-center" else "right"
    if para.rtl and suffix == "-number":
        _number_rightmost(para, placed)
    return para


def _number_rightmost(para: Para, placed: Placed) -> None:
    """Set a number to the right where text begins there: its last digits stand below one another all the same."""
    if any(bidirectional(c) in ("L", "R", "AL") for c in plain(placed.cell.spans)):
        para.align = "left"
    else:
        para.rtl = False


def _place(placed: Placed, widths: Sequence[float]) -> str:
    """The cell's width: what comes first in w:tcPr (ISO/IEC 29500-1, A.1, CT_TcPrBase)."""
    return f'<w:tcW w:w="{twips(widths[placed.column])}" w:type="dxa"/>'
