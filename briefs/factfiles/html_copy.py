"""A page of the web as the paragraphs of its main text.

What belongs to the page's frame is decided in `html_furniture`; nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from briefs.factfiles.copies import MOST_PARAGRAPHS, MOST_TAGS, Copy, damaged, decoded, too_much
from briefs.factfiles.html_furniture import without_furniture
from briefs.factfiles.text_copy import row
from briefs.model.source_text import LeftOut, Paragraph

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section summary table tbody tfoot thead title tr ul".split()
)
"""Tags at which a paragraph begins or ends."""
FRAME = frozenset("script style noscript template nav footer form aside button select svg iframe object head".split())
"""Tags whose contents are not the page's text."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDS = re.compile(r"</(?:body|html)\s{0,99}>", re.IGNORECASE)
"""Ends that the parser takes at their word, and browsers do not: what comes after them is shown too."""
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{1,40})""")
_ENCODING = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|(?:windows|cp)-?125\d|cp866|iso-?8859-?\d{1,2}|latin-?1|koi8-[ru]|macintosh|"
    r"gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp",
    re.IGNORECASE,
)
"""The encodings that pages are written in; Python knows others, some of which are no encodings of text."""


class Page:
    """Gathers paragraphs, each with whether it stands in the page's main part."""

    def __init__(self) -> None:
        self.found: list[tuple[Paragraph, bool]] = []
        self.title: list[str] = []
        self.headlines: list[str] = []
        """Its headings of the first level."""
        self.left_out: list[LeftOut] = []
        self.open: Counter[str] = Counter()
        """How many elements of each name are open."""
        self.framed = 0
        """How many of those that are open belong to the page's frame."""
        self.held: list[str] = []
        self.blank = True
        """Whether no word is held."""
        self.cells: list[str] | None = None
        self.in_cell = False
        self.tables: list[int] = []
        """The tables that are open, the innermost last, by their numbers in the page."""
        self.begun = 0
        """How many tables have begun."""
        self.here = 1
        """The line that is being read."""
        self.line = 0
        """The line on which the paragraph begins."""

    def start(self, tag: str) -> None:
        if tag in BLOCKS:
            self.close_paragraph()
        if tag == "table":
            self.close_row()
            self.begun += 1
            self.tables.append(self.begun)
        elif tag == "tr":
            self.close_row()
            self.cells, self.line = [], self.here
        elif tag in {"td", "th"}:
            self._close_cell()
            self.in_cell = self.cells is not None
        self.open[tag] += 1
        self.framed += tag in FRAME

    def end(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._close_cell()
        elif tag in {"tr", "table", "tbody", "thead", "tfoot"}:
            self.close_row()
        elif tag in BLOCKS:
            self.close_paragraph()
        if tag == "table":
            self.tables.pop()
        self.open[tag] -= 1
        self.framed -= tag in FRAME

    def text(self, text: str) -> None:
        if self.open["title"]:
            if not self.open["svg"]:
                self.title.append(text)
        elif not self.framed:
            if self.blank and self.cells is None:
                self.line = self.here
            self.blank = self.blank and text.isspace()
            self.held.append(text)

    def close_paragraph(self) -> None:
        if self.cells is not None:
            self.held.append(" ")
            return
        text = self._taken()
        if text:
            heading = any(self.open[tag] for tag in HEADINGS)
            if self.open["h1"]:
                self.headlines.append(text)
            self.found.append((Paragraph(text, self.line, heading=heading), self._in_main()))

    def close_row(self) -> None:
        self._close_cell()
        if self.cells:
            table = self.tables[-1] if self.tables else 0
            self.found.append((row(self.cells, self.line, table=table), self._in_main()))
        self.cells = None

    def _close_cell(self) -> None:
        if self.cells is not None and self.in_cell:
            self.cells.append(self._taken())
        self.in_cell = False

    def _taken(self) -> str:
        """What is held, which is then held no more."""
        text = " ".join("".join(self.held).split())
        self.held.clear()
        self.blank = True
        return text

    def _in_main(self) -> bool:
        return bool(self.open["main"] or self.open["article"])


def web_paragraphs(data: bytes) -> Copy:
    """The paragraphs of a page's main text: of `main` and `article` where it has them; it has no pages.

    The title that browsers show stands first, as a heading. Raises ValueError for what was made to do harm.
    """
    page = _read(_text(data))
    main = [paragraph for paragraph, inside in page.found if inside]
    found = main or [paragraph for paragraph, _ in page.found]
    outside = [LeftOut(p.text, "outside the main part") for p, inside in page.found if main and not inside]
    title = " ".join("".join(page.title).split())
    shown = page.headlines[0] if page.headlines else title
    whole = [Paragraph(title, 1, heading=True)] if title else []
    return Copy(whole + found, title=shown, left_out=(*page.left_out, *outside))


def _read(text: str) -> Page:
    from lxml import etree  # only those who hold web pages pay for it

    if text.count("<") > MOST_TAGS:
        raise too_much("tags", MOST_TAGS)
    page = Page()
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root: Any = etree.fromstring(_ENDS.sub("", text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        if any(each.type_name == "ERR_DOCUMENT_EMPTY" for each in parser.error_log):
            return page
        raise damaged(str(fault)) from None
    if root is None:
        return page
    if any(each.level_name == "FATAL" and "depth" in each.message.lower() for each in parser.error_log):
        raise ValueError("its tags stand inside one another thousands of levels deep")
    page.left_out += without_furniture(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        begins = event == "start"
        if begins:
            page.here = max(page.here, element.sourceline or 0)
        (page.start if begins else page.end)(element.tag)
        if len(page.found) > MOST_PARAGRAPHS:
            raise too_much("paragraphs", MOST_PARAGRAPHS)
        told = element.text if begins else element.tail
        if told:
            page.text(told)
            page.here += told.count("\n")
    page.close_row()
    page.close_paragraph()
    return page


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named[1].decode("ascii")
        try:
            return data.decode(name if _ENCODING.fullmatch(name) else "utf-8")
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)
