"""Names of WordprocessingML (ISO/IEC 29500-1, 17) that forms are made of, and the characters that stand for elements.

Plain values.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml's."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OPEN, COPY, TEXT, CLOSE, VALUE, END, PART, CELL = "OKTCVEPS"
"""What a token does: open an element, copy a whole one, set a text, close an element, begin and end a value, begin a
part of the package, say something of the cell around."""
TOKEN, TOKENED = "\ue010", "\ue011"


def token(kind: str, number: int = 0) -> str:
    """The token as it stands in the text that Jinja sees."""
    return f"{TOKEN}{kind}{number}{TOKENED}"
