"""Block tokens to blocks.

Boxes are `boxes`' work, spans `spans`'; here are the headings, paragraphs, lists and tables of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Literal, TypeAlias, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct
from msgspec.structs import replace

from briefs.model.cited import Manuscript
from briefs.model.problems import Place, Problem, Severity
from briefs.model.tree import (
    Align,
    Block,
    Box,
    Cell,
    Chart,
    Column,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
    plain,
)
from briefs.templating.box_fences import fences
from briefs.templating.box_places import misplaced
from briefs.templating.boxes import box
from briefs.templating.choices import labelled, ticked
from briefs.templating.inline_rules import inlines
from briefs.templating.inline_spans import Opener
from briefs.templating.markdown_bounds import DEEPEST, passed, too_long
from briefs.templating.stray_markup import AS_TYPED, entries, hashes

_parser: list[MarkdownIt] = []


def parser() -> MarkdownIt:
    """CommonMark with tables, footnotes and boxes, and without HTML and four-space code (people indent in loops)."""
    if not _parser:
        deeper = DEEPEST + 2  # the parser drops what is deeper, and says nothing
        md = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": deeper})
        md.enable("table").disable(["code", "html_block", "html_inline", "lheading", "reference"])
        md.use(footnote_plugin, inline=False)
        fences(md)
        inlines(md)
        md.normalizeLink = lambda url: url  # type: ignore[method-assign] # how markdown-it is told to leave links alone
        md.validateLink = lambda url: True  # type: ignore[method-assign] # how markdown-it is told to leave links alone
        md.normalizeLinkText = lambda link: link  # type: ignore[method-assign] # how markdown-it is told to leave links alone
        _parser.append(md)
    return _parser[0]


Side: TypeAlias = Literal["", "left", "center", "right"]
SAYS_NOTHING = frozenset("image photo picture figure фото изображение рисунок зураг сурет".split())
"""Words that stand for a description and are none (WCAG 2.2, 1.1.1)."""


class Sheet(Struct, frozen=True):
    """What a manuscript says: its title, its blocks, and the problems met on the way."""

    title: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    beside: tuple[str, ...] = ()
    """Ids of facts that stand in addresses and descriptions, where no span tells of them."""


def read(manuscript: Manuscript) -> Sheet:
    """The manuscript's title and blocks; mistakes in its Markdown are among the problems."""
    reader = Reader(manuscript)
    if problem := too_long(reader.lines, manuscript.places):
        return Sheet("", (), (problem,))
    tokens = parser().parse(manuscript.text)
    if problems := tuple(passed(tokens, manuscript.places)):
        return Sheet("", (), problems)
    blocks = reader.blocks(tokens)
    titles = [block for block in blocks if isinstance(block, Heading) and block.level == 0]
    for second in titles[1:]:
        reader.problem("T012", "there is a second title", second.at, "only one line may begin with a single `#`")
    reader.problems += [*entries(blocks), *misplaced(blocks)]
    title = plain(titles[0].spans) if titles else ""
    return Sheet(title, blocks, tuple(reader.problems), tuple(reader.opener.beside))


class Reader:
    """One manuscript being read."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.places = manuscript.places
        self.lines = manuscript.text.split("\n")
        self.problems: list[Problem] = []
        self.opener = Opener(manuscript.slots, self.problems)
        self.language = manuscript.language

    def problem(self, code: str, message: str, at: Place, hint: str = "", severity: Severity = "error") -> None:
        self.problems.append(Problem(code, message, at, hint, severity))

    def at(self, token: Token) -> Place:
        line = token.map[0] if token.map else 0
        return self.places[min(line, len(self.places) - 1)]

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """The blocks that a run of tokens on one level makes."""
        found: list[Block] = []
        index = 0
        while index < len(tokens):
            end = _end(tokens, index)
            found += self.block(tokens[index], tokens[index + 1 : end])
            index = end + 1
        return tuple(_captioned(found))

    def block(self, token: Token, inner: Sequence[Token]) -> Sequence[Block]:
        at = self.at(token)
        match token.type:
            case "heading_open":
                return [Heading(int(token.tag[1]) - 1, self.inline(inner, at), at=at)]
            case "paragraph_open":
                return self.paragraph(inner, at)
            case "bullet_list_open" | "ordered_list_open":
                return [self.list(token, inner, at)]
            case "table_open":
                return [self.table(inner, at)]
            case "blockquote_open":
                return [Quote(self.blocks(inner), at)]
            case "fence":
                return [Paragraph(tuple(self.opener.open(token.content.rstrip("\n"))), "code", at)]
            case "box_open":
                return box(self, token, inner, at)
            case "hr":
                self.problem(
                    "T004",
                    "a rule `---` has no place in a paper",
                    at,
                    "write a heading, or `::: page-break` and `:::`",
                )
            case "footnote_block_open":
                return [Box("footnotes", (), (self.footnotes(inner, at),), at=at)]
            case _:
                raise AssertionError(f"block token {token.type}")
        return []

    def inline(self, tokens: Sequence[Token], at: Place) -> Spans:
        return tuple(s for t in tokens if t.type == "inline" for s in self.opener.spans(t.children or [], at))

    def paragraph(self, inner: Sequence[Token], at: Place) -> Sequence[Block]:
        children = (inner[0].children or []) if inner else []
        if children and children[0].type == "image" and (len(children) == 1 or _is_settings(children[1:])):
            return self.picture(children[0], at, "".join(each.content for each in children[1:]))
        text = inner[0].content.strip() if inner else ""
        if text.startswith("|") and text.endswith("|") and len(text) > 1:
            hint = "leave no blank line between the rows, and begin with a head row and `|---|`"
            self.problem("D103", "a row has lost its table", at, hint)
        self.unspaced(inner)
        spans = self.inline(inner, at)
        return [Paragraph(spans, at=at)] if plain(spans).strip() or any(s.facts for s in spans) else []

    def unspaced(self, inner: Sequence[Token]) -> None:
        """Warn of each line of a paragraph that was meant as a heading, and lacks the space behind its signs."""
        for token in inner:
            if "#" not in token.content or not token.map:
                continue
            for line in range(*token.map):
                signs = hashes(self.lines[line].lstrip(" >"))
                if signs:
                    at = self.places[min(line, len(self.places) - 1)]
                    message = f"`{signs}` would be printed: a heading has a space behind it"
                    self.problem(AS_TYPED, message, at, f"write `{signs} `, then the heading", "warning")

    def picture(self, token: Token, at: Place, settings: str) -> Sequence[Block]:
        """A picture; behind it may stand `{width=40% side=right}`."""
        alt = self.opener.plain(token.content)
        file = self.opener.plain(str(token.attrs.get("src", "")))
        if alt.strip().casefold() in {"", *SAYS_NOTHING, *(each.casefold() for each in names_of(file))}:
            self.problem(
                "T013",
                "a picture says nothing to those who do not see it",
                at,
                "write what it shows: `![the signing](photo.jpg)`",
            )
        caption = tuple(self.opener.words(str(token.attrs.get("title", ""))))
        return [Figure(file, alt, caption, *self.size(settings, at))]

    def size(self, settings: str, at: Place) -> tuple[float, Place, Side]:
        """Which share of the text's width a picture has, its place in the template, and at which side it stands."""
        share, side = 0.0, ""
        for setting in settings.strip().strip("{}").split():
            if match := re.fullmatch(r"width=([1-9]\d?|100)%", setting):
                share = int(match[1]) / 100
            elif match := re.fullmatch(r"side=(left|center|right)", setting):
                side = match[1]
            else:
                hint = "write `{width=40%}`, `{side=right}` (left, center, right), or both"
                self.problem("T004", f"a picture has no such setting: `{setting}`", at, hint)
        return share, at, cast(Side, side)

    def list(self, token: Token, inner: Sequence[Token], at: Place) -> List:
        items: list[Item] = []
        index = 0
        while index < len(inner):
            end = _end(inner, index)
            sign, tokens = ticked(inner[index + 1 : end])
            blocks = self.blocks(tokens)
            items.append(Item(blocks, labelled(sign, blocks) if sign else (), self.at(inner[index])))
            index = end + 1
        ordered = token.type == "ordered_list_open"
        return List("number" if ordered else "bullet", tuple(items), int(token.attrs.get("start", 1)), at)

    def footnotes(self, inner: Sequence[Token], at: Place) -> List:
        items: list[Item] = []
        index = 0
        while index < len(inner):
            end = _end(inner, index)
            kept = [t for t in inner[index + 1 : end] if t.type != "footnote_anchor"]
            items.append(Item(self.blocks(kept), at=self.at(inner[index])))
            index = end + 1
        return List("sources", tuple(items), at=at)

    def table(self, inner: Sequence[Token], at: Place) -> Table:
        rows: list[tuple[bool, Row]] = []
        aligns: list[Align] = []
        cells: list[Cell] = []
        for position, token in enumerate(inner):
            match token.type:
                case "tr_open":
                    cells, place, token_line = [], self.at(token), token.map[0] if token.map else 0
                case "th_open" | "td_open":
                    header = token.type == "th_open"
                    if header:
                        aligns.append(_align(token))
                    spans = self.inline(inner[position + 1 : position + 2], place)
                    cells.append(Cell(spans, header or (not cells and _is_bold(spans))))
                case "tr_close":
                    rows.append((header, Row(tuple(cells), place)))
                    self.surplus(token_line, len(aligns), place)
                case _:
                    pass
        head = tuple(row for header, row in rows if header)
        body = tuple(row for header, row in rows if not header)
        self.named(head, at)
        return Table(_columns(aligns, body, self.shares(inner)), head, body, at=at)

    def shares(self, inner: Sequence[Token]) -> Sequence[float]:
        """The parts of a table's width that its columns ask for: as many as their dashes, where these differ."""
        line = inner[0].map[0] + 1 if inner and inner[0].map else 0
        dashes = [cell.count("-") for cell in _cells(self.lines[line])]
        return [count / sum(dashes) for count in dashes] if len(set(dashes)) > 1 else []

    def named(self, head: Sequence[Row], at: Place) -> None:
        """Tell of columns without a name; the first can do without, for what heads its rows names itself."""
        names = [plain(cell.spans).strip() for row in head for cell in row.cells]
        hint = "write what each column holds in the first row"
        if not any(names):
            self.problem("T014", "a table has no names above its columns", at, hint)
            return
        for number, name in enumerate(names[1:], 2):
            if not name:
                self.problem("T014", f"column {number} of a table has no name", at, hint)

    def surplus(self, line: int, columns: int, at: Place) -> None:
        """Tell of cells beyond the last column, which the parser drops."""
        cells = _cells(self.lines[line])[columns:]
        if any(cell.strip() for cell in cells):
            lost = self.opener.plain(" | ".join(cell.strip() for cell in cells))
            hint = (
                "name one more column in the first row and in the row of dashes; a bar within a text is written `\\|`"
            )
            self.problem("T014", f"`{lost[:60]}` stands in no column: the table has {columns}", at, hint)


def _is_settings(tokens: Sequence[Token]) -> bool:
    """Whether all that stands behind a picture are its settings."""
    text = "".join(each.content if each.type == "text" else "\n" for each in tokens).strip()
    return re.fullmatch(r"\{[^{}\n]*\}", text) is not None


def _is_bold(spans: Spans) -> bool:
    """Whether all that is said is bold: in the first cell of a row, what heads it."""
    told = [span for span in spans if span.text.strip()]
    return bool(told) and all("strong" in span.marks for span in told)


def _cells(line: str) -> list[str]:
    """The cells of a row as it was written, also those that have no column."""
    return re.split(r"(?<!\\)\|", re.sub(r"^[\s>]*\|?|(?<!\\)\|\s*$", "", line))


def _columns(aligns: Sequence[Align], rows: Sequence[Row], shares: Sequence[float]) -> tuple[Column, ...]:
    """The columns with their shares, if any; a right-aligned one with decimals stands on its decimal mark."""
    columns: list[Column] = []
    for index, align in enumerate(aligns):
        texts = (plain(row.cells[index].spans) for row in rows if index < len(row.cells))
        decimals = align == "right" and any(re.search(r"\d[.,]\d{1,2}(?!\d)", text) for text in texts)
        columns.append(Column("decimal" if decimals else align, shares[index] if index < len(shares) else 0.0))
    return tuple(columns)


def _align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"


def _end(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at `start`; `start` itself where it stands alone."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens)


_CAPTION = re.compile(r"^(Table|Figure):\s*")


def _captioned(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, each paragraph `Table: …` or `Figure: …` made the caption of what stands behind it, or before it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Table | Figure | Chart) and last is not None and _is_caption(last, block):
            found[-1] = replace(block, caption=_words_of(last))
        elif isinstance(last, Table | Figure | Chart) and _is_caption(block, last):
            found[-1] = replace(last, caption=_words_of(block))
        else:
            found.append(block)
    return found


def _is_caption(block: Block, of: Table | Figure | Chart) -> bool:
    """Whether a paragraph is meant as the caption of what has none yet."""
    said = _CAPTION.match(block.spans[0].text) if isinstance(block, Paragraph) and block.spans else None
    return said is not None and not of.caption and (said[1] == "Table") == isinstance(of, Table)


def _words_of(block: Block) -> Spans:
    first, *others = block.spans if isinstance(block, Paragraph) else (Span(""),)
    return (replace(first, text=_CAPTION.sub("", first.text)), *others)


def names_of(file: str) -> tuple[str, ...]:
    """A file's path, its name, and its name without ending."""
    path = PurePosixPath(file)
    return file, path.name, path.stem
