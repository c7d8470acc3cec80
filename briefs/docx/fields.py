"""Fields: what Word works out itself, with the result as it was when the file was written.

Complex fields (ISO/IEC 29500-1, 17.16.2): a beginning, a code, a separator, the result, an end.
"""

from __future__ import annotations

from briefs.docx.text import escaped, run_text


def field(code: str, result: str, properties: str = "") -> str:
    """A whole field as runs; `properties` is the runs' w:rPr."""
    return f"{field_start(code, properties)}<w:r>{properties}{run_text(result)}</w:r>{field_end(properties)}"


def field_start(code: str, properties: str = "") -> str:
    """The runs before a field's result."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """The run after a field's result."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
