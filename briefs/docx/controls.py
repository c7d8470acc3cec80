"""Content controls: boxes that are ticked in Word, and places that are filled in.

What stands before and behind them is the paragraph's; how their signs look, the runs' properties say.
"""

from __future__ import annotations

from briefs.docx.text import attribute
from briefs.model.tree import Mark, Span

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
CONTROLS: frozenset[Mark] = frozenset({"check", "blank"})
FONT = "MS Gothic"
"""The font in which Word itself sets both signs of a check box."""
SIGNS = f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:hint="eastAsia"/>'
TICKED, EMPTY = "2612", "2610"
LONGEST = 64
"""Characters of a control's name and tag."""


class Controls:
    """The content controls of one document, numbered as they come."""

    def __init__(self) -> None:
        self._count = 0

    def around(self, span: Span, runs: str) -> str:
        """The runs of the span within a control: a check box, or a text that is typed over (ISO/IEC 29500-1, 17.5.2).

        Check boxes are Word 2010's ([MS-DOCX], 2.6.1): programs that do not know them show the sign.
        """
        self._count += 1
        is_box = "check" in span.marks
        kind = _check_box(span.text) if is_box else "<w:text/>"
        name = attribute(span.title[:LONGEST])
        names = f'<w:alias w:val="{name}"/>' if name else ""
        tag = f'<w:tag w:val="{"check" if is_box else "text"}-{self._count}"/>'
        properties = f'<w:sdtPr>{names}{tag}<w:id w:val="{self._count}"/>{kind}</w:sdtPr>'
        return f"<w:sdt>{properties}<w:sdtContent>{runs}</w:sdtContent></w:sdt>"


def _check_box(sign: str) -> str:
    states = "".join(
        f'<w14:{name}State w14:val="{value}" w14:font="{FONT}"/>'
        for name, value in (("checked", TICKED), ("unchecked", EMPTY))
    )
    return f'<w14:checkbox><w14:checked w14:val="{int(ord(sign) == int(TICKED, 16))}"/>{states}</w14:checkbox>'
