"""The styles of tables: hairlines between rows, a stronger one under the head, none between columns.

What stands in the cells has paragraph styles of its own.
"""

from __future__ import annotations

from briefs.docx.looks import THINNEST
from briefs.docx.text import colour, twips
from briefs.model.theme import Theme

_NAMES = {"figures": "Key Figures", "table": "Brief Table"}


def table_style(style_id: str, role: str, theme: Theme, based: str = "TableNormal", suffix: str = "") -> str:
    """w:style for tables in a role: `figures` has lines above and below, `table` between all rows.

    Word makes a row higher by the line below it, so that much less is left free there.
    """
    above, beside = theme.cell_padding
    line = border(theme.hairline, theme.rule_colour)
    if role == "figures":
        borders = f"<w:top {line}/><w:bottom {line}/>"
        head = ""
    else:
        borders = f"<w:bottom {line}/><w:insideH {line}/>"
        strong = border(theme.hairline * 2, theme.looks["table-head"].colour)
        head = (
            '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
            f"<w:bottom {strong}/></w:tcBorders></w:tcPr></w:tblStylePr>"
        )
    below = above if role == "figures" else max(0.0, above - theme.hairline)
    margins = "".join(
        f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>'
        for side, size in (("top", above), ("left", beside), ("bottom", below), ("right", beside))
    )
    name = f"{_NAMES.get(role, _NAMES['table'])} {suffix}".strip()
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f'<w:uiPriority w:val="40"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


def border(thickness: float, of: str) -> str:
    """The attributes of a line in a table."""
    return f'w:val="single" w:sz="{max(THINNEST, round(thickness * 8))}" w:space="0" w:color="{colour(of)}"'
