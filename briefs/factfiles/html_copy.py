"""A page of the web as the paragraphs of its main text.

The page's frame (menus, footers, forms, scripts) is left out; nothing is fetched.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from briefs.factfiles.text_copy import decoded, row
from briefs.model.source_text import Paragraph

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section summary table tbody tfoot thead title tr ul".split()
)
"""Tags at which a paragraph begins or ends."""
FRAME = frozenset("script style noscript template nav footer form aside button select svg iframe object head".split())
"""Tags whose contents are not the page's text."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")


class Page(HTMLParser):
    """Gathers paragraphs, each with whether it stands in the page's main part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Paragraph, bool]] = []
        self.title = ""
        self.stack: list[str] = []
        self.held: list[str] = []
        self.cells: list[str] | None = None
        self.in_cell = False
        self.tables: list[int] = []
        """The tables that are open, the innermost last, by their numbers in the page."""
        self.begun = 0
        """How many tables have begun."""
        self.line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.close_paragraph()
        if tag in VOID:
            return
        if tag == "table":
            self.close_row()
            self.begun += 1
            self.tables.append(self.begun)
        if tag == "tr":
            self.close_row()
        elif tag in {"td", "th"}:
            self._close_cell()
            self.in_cell = self.cells is not None
        if tag in {"p", "li", "tr", "td", "th"} and tag in self.stack:
            self._close_to(tag)
        self.stack.append(tag)
        if tag == "tr":
            self.cells, self.line = [], self.getpos()[0]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._close_cell()
        elif tag in {"tr", "table", "tbody", "thead", "tfoot"}:
            self.close_row()
        elif tag in BLOCKS:
            self.close_paragraph()
        if tag == "table" and self.tables:
            self.tables.pop()
        self._close_to(tag)

    def _close_cell(self) -> None:
        if self.cells is not None and self.in_cell:
            self.cells.append("".join(self.held))
            self.held.clear()
        self.in_cell = False

    def close_row(self) -> None:
        self._close_cell()
        if self.cells:
            table = self.tables[-1] if self.tables else 0
            self.found.append((row(self.cells, self.line, table=table), self._in_main()))
        self.cells = None

    def _close_to(self, tag: str) -> None:
        if tag in self.stack:
            del self.stack[len(self.stack) - 1 - self.stack[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if "title" in self.stack and "svg" not in self.stack:
            self.title += data
        elif FRAME.isdisjoint(self.stack):
            if not "".join(self.held).strip():
                self.line = self.getpos()[0] if self.cells is None else self.line
            self.held.append(data)

    def close_paragraph(self) -> None:
        if self.cells is not None:
            self.held.append(" ")
            return
        text = " ".join("".join(self.held).split())
        if text:
            heading = any(re.fullmatch("h[1-6]", tag) for tag in self.stack)
            self.found.append((Paragraph(text, self.line, heading=heading), self._in_main()))
        self.held.clear()

    def _in_main(self) -> bool:
        return "main" in self.stack or "article" in self.stack


def web_paragraphs(data: bytes) -> tuple[list[Paragraph], int]:
    """The paragraphs of a page's main text: of `main` and `article` where it has them; it has no pages.

    The title that browsers show stands first, as a heading.
    """
    page = Page()
    page.feed(_text(data))
    page.close()
    page.close_row()
    page.close_paragraph()
    main = [paragraph for paragraph, inside in page.found if inside]
    found = main or [paragraph for paragraph, _ in page.found]
    title = " ".join(page.title.split())
    return ([Paragraph(title, 1, heading=True)] if title else []) + found, 0


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)
