"""Spans as runs: characters with their looks, languages and directions, links and bookmarks.

Paragraphs are not known here, only what stands in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from briefs.docx.anchors import Anchors
from briefs.docx.controls import CONTROLS, SIGNS, Controls
from briefs.docx.fields import field
from briefs.docx.languages import (
    bidi_language,
    east_asian_font,
    has_east_asian,
    is_east_asian,
    word_language,
)
from briefs.docx.notices import Notices
from briefs.docx.package import Parts
from briefs.docx.revisions import Revisions
from briefs.docx.styles import Styles
from briefs.docx.text import attribute, colour, run_text
from briefs.layout.direction import has_rtl, is_rtl_language, runs_rtl, stretches
from briefs.model.look import Look
from briefs.model.tree import Mark, Span, Spans, plain

_Key = tuple[frozenset[str], bool, str, bool, bool, Look | None]
"""Marks, linked, language, from right to left, with East Asian characters, the look around where that has a ground."""


FIELDS: frozenset[Mark] = frozenset({"its-number", "its-words"})
_NO_NAME = re.compile(r"\W+")
WITHIN = 3
"""Characters of room to write in that stand in the control; some programs show a line only behind it."""
_DIGITS = re.compile(r"(\d+)")
LONGEST_TIP = 260
"""Characters that Word shows of what is told of a link."""


class Runs:
    """Makes the runs of one document."""

    def __init__(
        self,
        language: str,
        styles: Styles,
        parts: Parts,
        anchors: Anchors,
        notices: Notices,
        revisions: Revisions,
    ) -> None:
        self.revisions = revisions
        self.rtl = is_rtl_language(language)
        self._language = language
        self._styles = styles
        self._parts = parts
        self._anchors = anchors
        self._notices = notices
        self._properties: dict[_Key, str] = {}
        self._controls = Controls()
        self._around: Look | None = None

    def direction(self, spans: Spans) -> bool:
        """Whether a paragraph of these spans runs from right to left."""
        return runs_rtl(spans, self.rtl)

    def xml(self, spans: Spans, look: Look | None = None) -> str:
        """The spans as runs, those with one link together; in a text of that look."""
        self._around = look if look and look.fill else None
        if not any(span.link for span in spans):
            return "".join(self._span(span, pieces, False) for span, pieces in self._pieces(spans))
        groups = groupby(self._pieces(spans), key=lambda piece: piece[0].link)
        return "".join(self._group(link, list(pieces)) for link, pieces in groups)

    def styled(self, text: str, style: str) -> str:
        """Words of the document's own, in a character style."""
        span = Span(text)
        properties = f'<w:rPr><w:rStyle w:val="{style}"/>{{}}</w:rPr>'
        pieces = (piece for _, cut in self._pieces((span,)) for piece in cut)
        return "".join(
            f"<w:r>{properties.format('<w:rtl/>' if rtl else '')}{run_text(piece)}</w:r>" for piece, rtl in pieces
        )

    def _group(self, link: str, group: list[tuple[Span, list[tuple[str, bool]]]]) -> str:
        shown = link and any(not span.text.isspace() for span, _ in group if span.text)
        title = next((span.title for span, _ in group if span.title), "")
        opening = self._opening(link, title) if shown else ""
        runs = "".join(self._span(span, pieces, bool(opening)) for span, pieces in group)
        return f"{opening}{runs}</w:hyperlink>" if opening else runs

    def _opening(self, link: str, title: str) -> str:
        """The tag that begins a link; empty where it leads nowhere."""
        tip = f' w:tooltip="{attribute(title[:LONGEST_TIP])}"' if title else ""
        if link.startswith("#"):
            name = self._anchors.name(link[1:])
            if name:
                return f'<w:hyperlink w:anchor="{attribute(name)}"{tip} w:history="1">'
            self._notices.add("W005", f"the link `{link}` leads nowhere", "link to a heading of this document")
            return ""
        relation = self._parts.link(link)
        if not relation:
            hint = "write the whole address, such as https://example.org/page"
            self._notices.add("W005", f"no reader can open the address `{link[:80]}`", hint)
            return ""
        return f'<w:hyperlink r:id="{relation}"{tip} w:history="1">'

    def _pieces(self, spans: Spans) -> Iterator[tuple[Span, list[tuple[str, bool]]]]:
        """Each span with its text, cut where the direction changes."""
        if not self.rtl and not any(has_rtl(span.text) for span in spans):
            for span in spans:
                yield span, [(span.text, False)]
            return
        whole = plain(spans)
        cuts = list(stretches(whole, runs_rtl(spans, self.rtl)))
        start = 0
        for span in spans:
            end = start + len(span.text)
            inside = ((max(a, start), min(b, end), rtl) for a, b, rtl in cuts if a < end and b > start)
            yield span, [(whole[a:b], rtl) for a, b, rtl in inside]
            start = end

    def _span(self, span: Span, pieces: list[tuple[str, bool]], linked: bool) -> str:
        self._notices.held(span.text, span.facts)
        runs = ""
        room = ""
        if "blank" in span.marks and len(pieces) == 1:
            (text, rtl) = pieces[0]
            pieces = [(text[:WITHIN], rtl)]
            room = self._run(span, text[WITHIN:], self._look(span, text, linked, rtl)) if text[WITHIN:] else ""
        for text, rtl in pieces:
            if text:
                runs += self._run(span, text, self._look(span, text, linked, rtl))
        if runs and span.marks & CONTROLS:
            runs = self._controls.around(span, runs) + room
        runs = self.revisions.around((span,), runs)
        return self._anchors.around(self._anchors.name(span.anchor), runs) if span.anchor else runs

    def _run(self, span: Span, text: str, properties: str) -> str:
        """The text as a run, or as the field that Word works out: what a reference says, a caption's number."""
        if "sequence" in span.marks:
            pieces = _DIGITS.split(text)
            code = f"SEQ {_NO_NAME.sub('_', span.title)} \\* ARABIC"
            made = (
                field(code, piece, properties) if n % 2 else f"<w:r>{properties}{run_text(piece)}</w:r>"
                for n, piece in enumerate(pieces)
                if piece
            )
            return "".join(made)
        if span.marks & FIELDS and (name := self._anchors.name(span.link[1:])):
            return field(f"REF {name}" + (" \\w" if "its-number" in span.marks else ""), text, properties)
        return f"<w:r>{properties}{run_text(text)}</w:r>"

    def _look(self, span: Span, text: str, linked: bool, rtl: bool) -> str:
        key = (span.marks, linked, span.language, rtl, has_east_asian(text), self._around)
        if rtl:
            return self._made(key, bidi_language(text, span.language or self._language))
        known = self._properties.get(key)
        if known is None:
            known = self._properties[key] = self._made(key, "")
        return known

    def _made(self, key: _Key, bidi: str) -> str:
        """The run properties, in the order of ISO/IEC 29500-1, A.1 (EG_RPrBase)."""
        marks, linked, language, rtl, east, around = key
        style, extra = self._character(marks, linked, around)
        fonts, lang = self._tongue(language, east, bidi)
        fonts = SIGNS if "check" in marks else fonts
        strong = "<w:b/><w:bCs/>" if "strong" in marks else ""
        slanted = "<w:i/><w:iCs/>" if "em" in marks else ""
        unchecked = "<w:noProof/>" if "code" in marks else ""
        extra += '<w:u w:val="single"/>' if "blank" in marks else ""
        direction = "<w:rtl/>" if rtl else ""
        inner = f"{style}{fonts}{strong}{slanted}{unchecked}{extra}{direction}{lang}"
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""

    def _character(self, marks: frozenset[str], linked: bool, around: Look | None) -> tuple[str, str]:
        """The character style, and how a link looks that has another style or stands on a ground."""
        role = next((mark for mark in ("note", "placeholder", "code") if mark in marks), "")
        if linked and not role and not marks & {"back", "reference"}:
            role = "link"
        style = f'<w:rStyle w:val="{self._styles.character(role)}"/>' if role else ""
        extra = ""
        if linked and role in ("placeholder", "code"):
            extra = f'<w:color w:val="{colour(self._styles.look("link").colour)}"/><w:u w:val="single"/>'
        elif around and role:
            own = self._styles.colour_within(role, around)
            extra = f'<w:color w:val="{colour(own)}"/>' if own else ""
        return style, extra

    def _tongue(self, language: str, east: bool, bidi: str) -> tuple[str, str]:
        """The fonts and the language of a run, where they are not the document's."""
        fonts = ""
        tag = language or self._language
        if east and is_east_asian(tag):
            fonts = f'<w:rFonts w:eastAsia="{east_asian_font(tag)}" w:hint="eastAsia"/>'
        if bidi:
            return fonts, f'<w:lang w:bidi="{attribute(bidi)}"/>'
        if not language or language == self._language:
            return fonts, ""
        kind = "eastAsia" if is_east_asian(language) and east else "val"
        return fonts, f'<w:lang w:{kind}="{attribute(word_language(language))}"/>'
