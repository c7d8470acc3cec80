"""Drawings in line with the text: a run that holds a picture or a chart.

What is drawn is made elsewhere; here it gets a size, a name, and words for those who do not see it.
"""

from __future__ import annotations

from briefs.docx.text import attribute, emu

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Says that a picture tells nothing (MS-ODRAWXML, 2.19)."""


def chart_run(relation: str, number: int, alt: str, width: float, height: float) -> str:
    """A run with a chart; `number` counts the drawings of the document from 1, lengths are points."""
    inner = f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData>'
    return _inline(inner, "Chart", number, alt, width, height, "")


def picture_run(relation: str, number: int, alt: str, width: float, height: float) -> str:
    """A run with a picture."""
    size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
    inner = (
        f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{attribute(alt)}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr>{size}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData>"
    )
    return _inline(inner, "Picture", number, alt, width, height, '<a:graphicFrameLocks noChangeAspect="1"/>')


def _inline(inner: str, name: str, number: int, alt: str, width: float, height: float, locks: str) -> str:
    locks = f"<wp:cNvGraphicFramePr>{locks}</wp:cNvGraphicFramePr>"
    told = f'descr="{attribute(alt)}"/>' if alt else f'descr="">{_DECORATIVE}</wp:docPr>'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name} {number}" {told}{locks}'
        f"<a:graphic>{inner}</a:graphic></wp:inline></w:drawing></w:r>"
    )
