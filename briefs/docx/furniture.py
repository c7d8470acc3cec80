"""Headers and footers: the theme's lines with the document's words, page fields, and the watermark of a draft.

Every page has the same; what stands on the pages themselves is made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from briefs.docx.fields import field
from briefs.docx.paragraphs import Para
from briefs.docx.runs import Runs
from briefs.docx.styles import NAMESPACE, Styles
from briefs.docx.text import attribute
from briefs.model.theme import Furniture, Theme
from briefs.model.tree import Document, Span

_NAME = re.compile(r"\{(\w+)\}")
_PAGES = re.compile("(\ue000|\ue001)")
_FIELDS = {"\ue000": "PAGE", "\ue001": "NUMPAGES"}
"""Where the fields stand in a filled pattern: characters that no text of a document has."""
_COUNTED = {"page": "\ue000", "pages": "\ue001"}
_SIDES = ("left", "center", "right")
_TAB = "<w:r><w:tab/></w:r>"


def part(kind: str, document: Document, theme: Theme, styles: Styles, runs: Runs) -> str:
    """The header or footer (`kind`) part; empty where there is nothing to print in it."""
    draft = document.words.get("draft", "DRAFT") if document.status == "draft" else ""
    names = {"title": document.title, "marking": document.marking, **document.words, **document.furniture}
    names["draft"] = draft
    lines = _with_draft(theme.header, draft) if kind == "header" else theme.footer
    paras = [para for line in lines if (para := _line(line, names, kind, styles, runs))]
    drawn = watermark(draft, theme) if kind == "header" and draft and theme.watermark else ""
    if drawn and not paras:
        paras = [Para(styles.paragraph(kind), styles.look(kind))]
    if not paras:
        return ""
    for para in paras:
        para.tabs = styles.wider(theme.page.text_width)
    paras[0].content = drawn + paras[0].content
    tag = "hdr" if kind == "header" else "ftr"
    return f"<w:{tag} {NAMESPACES}>{''.join(para.xml() for para in paras)}</w:{tag}>"


def _with_draft(header: Sequence[Furniture], draft: str) -> tuple[Furniture, ...]:
    """The header with the word for a draft in it: on its first line, to the right, if that is free."""
    if not draft:
        return tuple(header)
    first = header[0] if header else Furniture()
    if first.right:
        return (Furniture(right="{draft}"), *header)
    return (replace(first, right="{draft}"), *header[1:])


def _line(line: Furniture, names: Mapping[str, str], kind: str, styles: Styles, runs: Runs) -> Para | None:
    """A line as a paragraph: what is alone, in the middle or a marking, is set so, else the parts stand at tabs."""
    patterns = (line.left, line.center, line.right)
    texts = [_expanded(pattern, names) for pattern in patterns]
    if not any(texts):
        return None
    filled = [side for side, text in zip(_SIDES, texts, strict=True) if text]
    marks = [side for side, pattern in zip(_SIDES, patterns, strict=True) if "{marking}" in pattern]
    alone = filled == ["center"] or filled == marks
    role = "marking" if alone and filled == marks else kind
    para = Para(styles.paragraph(role), styles.look(role), rtl=runs.rtl)
    if alone:
        para.align = "" if para.look.align == filled[0] else filled[0]
        para.content = _printed("".join(texts), "", runs)
        return para
    marked = ["{marking}" in pattern and bool(text) for pattern, text in zip(patterns, texts, strict=True)]
    looks = [styles.character("marking") if is_marking else "" for is_marking in marked]
    pieces = [_printed(text, look, runs) for text, look in zip(texts, looks, strict=True)]
    while not pieces[-1]:
        pieces.pop()
    para.content = _TAB.join(pieces)
    return para


def _expanded(pattern: str, names: Mapping[str, str]) -> str:
    """The pattern with its names filled in; empty if any of them stands for nothing.

    The page and the number of pages are filled in within the words whose name begins with `page` too; every
    other value is literal, whatever braces it has.
    """

    def value(name: str) -> str:
        text = _COUNTED.get(name) or _PAGES.sub("", names.get(name, ""))
        if name.startswith("page") and name not in _COUNTED:
            text = _NAME.sub(lambda match: _COUNTED.get(match[1], match[0]), text)
        return text

    if any(not value(name).strip() for name in _NAME.findall(pattern)):
        return ""
    return _NAME.sub(lambda match: value(match[1]), pattern)


def _printed(text: str, style: str, runs: Runs) -> str:
    """The text as runs, with fields for the page's number and the number of pages."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    printed = ""
    for piece in _PAGES.split(text):
        if piece in _FIELDS:
            printed += field(_FIELDS[piece], "1", properties)
        elif piece:
            printed += runs.styled(piece, style) if style else runs.xml((Span(piece),))
    return printed


NAMESPACES = (
    f'xmlns:w="{NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
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
