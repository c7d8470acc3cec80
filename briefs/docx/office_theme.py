"""The theme part and the font table: the colours and fonts that Word offers to those who go on writing.

Our own styles name their colours and fonts themselves; nothing here changes how a document looks.
"""

from __future__ import annotations

from functools import lru_cache

from briefs.docx.text import attribute, colour
from briefs.model.theme import Theme

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ACCENTS = 6
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme name="briefs"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Plain fills and lines, three of each, as the schema asks (ISO/IEC 29500-1, 20.1.4.1.14)."""


def office_theme(theme: Theme) -> str:
    """The theme part: the house's palette as accents, its text font for headings and text."""
    accents = tuple(theme.palette[index % len(theme.palette)] for index in range(_ACCENTS))
    body, link = theme.looks["body"], theme.looks["link"]
    return _theme_xml(theme.fonts[body.font].word, body.colour, theme.looks["heading-1"].colour, link.colour, accents)


def font_table(theme: Theme) -> str:
    """The font table: the families that the theme names."""
    names = dict.fromkeys(font.word for font in theme.fonts.values())
    fonts = "".join(
        f'<w:font w:name="{attribute(name)}"><w:charset w:val="00"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="default"/></w:font>'
        for name in names
    )
    return f'<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'


@lru_cache(maxsize=32)
def _theme_xml(font: str, text: str, heading: str, link: str, accents: tuple[str, ...]) -> str:
    colours = (
        ("dk1", text),
        ("lt1", "#ffffff"),
        ("dk2", heading),
        ("lt2", "#f2f2f2"),
        *((f"accent{number}", accent) for number, accent in enumerate(accents, 1)),
        ("hlink", link),
        ("folHlink", link),
    )
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour(of)}"/></a:{name}>' for name, of in colours)
    face = f'<a:latin typeface="{attribute(font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="{_A}" name="briefs"><a:themeElements><a:clrScheme name="briefs">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="briefs"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f"</a:fontScheme>{_FORMATS}</a:themeElements></a:theme>"
    )
