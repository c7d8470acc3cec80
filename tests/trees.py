"""Documents that nobody would write, by hypothesis: any block in any other, any text in any place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from everything import AT, everything, paragraph, png
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from briefs.layout.blanks import says
from briefs.model.tree import (
    Align,
    Block,
    Box,
    Cell,
    Chart,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Series,
    Span,
    Spans,
    Table,
    plain,
)
from briefs.templating.stray_markup import ENTRY

NASTY = (
    *("*bold*", "_em_", "| a | b |", "<w:p/>", "&amp;", "]]>", "{{ x }}", "{page} of {pages}", "1. one", "- two", "#"),
    *("  two  spaces  ", "\ttab", "a\nb", "\n", " ", "", "\u00a0", "\u200b", "\u00ad", "\u2011", "\u2028", "\ufeff"),
    *(
        "اتفاقية التعاون (2024)",
        "הסכם 12-15",
        "日本語、中文。",
        "한국어",
        "ไทย",
        "नमस्ते",
        "🇲🇳",
        "e\u0301",
        "𝔘",
        "%s %d",
        "\\",
    ),
    *("https://example.org/" + "x" * 300, "Ө" * 200, '"quoted"', "'", "\u0085", "=SUM(A1)", "\x7f"),
)
"""Texts that somebody's parser has taken for something."""
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\r").filter(
    lambda c: c >= " " or c in "\t\n"
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(_CHARACTERS, max_size=30))
LINES = TEXTS.map(lambda text: ENTRY.sub("", " ".join(text.split()))).map(
    lambda text: text if says((Span(text),)) and not text.startswith("http") else f"x{text}"
)
"""Texts of one line that say something, and begin with no bullet and no address."""
_MARKS: SearchStrategy[Mark] = st.sampled_from(
    cast("list[Mark]", ["strong", "em", "code", "note", "placeholder", "back", "changed"])
)
_LINKS = st.sampled_from(["", "", "", "https://example.org/a?b=c&d=e#f", "mailto:a@example.org", "#one", "#two"])
_LANGUAGES = st.sampled_from(["", "", "", "ru", "mn", "kk", "ar", "he", "ja", "zh-Hant", "en"])


def _worded(spans: list[Span]) -> Spans:
    """Spans of which `briefs check` would not warn: no bullet is typed, and no link says its address only."""
    found = tuple(replace(span, link="") if span.text.lstrip().startswith("http") else span for span in spans)
    return (Span("x"), *found) if ENTRY.match(plain(found)) else found


def _begun(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same of the blocks of a list's entry: it says something before it says a list."""
    seen = (block for block in blocks if not isinstance(block, PageBreak))
    first = next((block for block in seen if not isinstance(block, Paragraph) or says(block.spans)), None)
    return (paragraph("x"), *blocks) if isinstance(first, List | Quote | Box) else tuple(blocks)


SPANS: SearchStrategy[Spans] = st.lists(
    st.builds(Span, TEXTS, st.frozensets(_MARKS, max_size=2), _LINKS, st.just(()), _LANGUAGES), max_size=3
).map(_worded)
_NUMBERS = st.one_of(st.none(), st.decimals(-(10**6), 10**9, places=2, allow_nan=False))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with heads, ragged rows, and cells over several columns and rows."""
    aligns: list[Align] = ["left", "center", "right", "decimal"]
    count = draw(st.integers(1, 4))
    share = st.sampled_from([0.0, 0.0, 0.2, 0.5])
    columns = tuple(Column(draw(st.sampled_from(aligns)), draw(share)) for _ in range(count))
    wide = st.sampled_from([1, 1, 1, 2])
    cell = st.builds(Cell, SPANS, st.booleans(), wide, wide)
    rows = st.lists(st.lists(cell, min_size=1, max_size=4).map(lambda c: Row(tuple(c), AT)), min_size=1, max_size=4)
    head = tuple(Row(tuple(Cell(draw(SPANS), True) for _ in range(count)), AT) for _ in range(draw(st.integers(1, 2))))
    role = draw(st.sampled_from(["table", "table", "figures"]))
    return Table(columns, head, tuple(draw(rows)), draw(SPANS), role, draw(LINES), AT)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of every kind, with gaps in their numbers."""
    categories = tuple(draw(st.lists(LINES, min_size=1, max_size=5)))
    series: list[Series] = []
    for _ in range(draw(st.integers(1, 3))):
        values = tuple(draw(_NUMBERS) for _ in categories)
        labels = tuple("" if value is None else draw(LINES) for value in values)
        series.append(Series(draw(LINES), values, labels))
    kind = draw(st.sampled_from(["column", "bar", "line"]))
    return Chart(kind, categories, tuple(series), draw(LINES), draw(LINES), draw(SPANS), at=AT)  # type: ignore[arg-type]


_PLAIN: SearchStrategy[Block] = st.one_of(
    st.builds(
        Paragraph, SPANS, st.sampled_from(["body", "lead", "code", "subtitle", "chart-text", "source"]), st.just(AT)
    ),
    tables(),
    charts(),
    st.builds(Figure, st.sampled_from(["photo.png"]), LINES, SPANS, st.sampled_from([0.0, 0.5]), st.just(AT)),
    st.builds(PageBreak, st.just(AT)),
)


def _nested(inner: SearchStrategy[Block]) -> SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    begun = blocks.map(_begun)
    items = st.lists(st.builds(Item, begun, st.just(()), st.just(AT)), min_size=1, max_size=3).map(tuple)
    labelled = st.lists(st.builds(Item, begun, SPANS, st.just(AT)), min_size=1, max_size=3).map(tuple)
    roles = st.sampled_from(["callout", "bottom-line", "gap", "keep", "droppable"])
    return st.one_of(
        st.builds(List, st.sampled_from(["bullet", "number"]), items, st.integers(1, 12), st.just(AT)),
        st.builds(List, st.sampled_from(["fields", "sources"]), labelled, st.just(1), st.just(AT)),
        st.builds(Quote, blocks, st.just(AT)),
        st.builds(Box, roles, SPANS, blocks, st.just(()), st.just(AT)),
    )


BLOCKS: SearchStrategy[Block] = st.recursive(_PLAIN, _nested, max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A title, two headings that links lead to, and between them anything."""
    blocks: list[Block] = [Heading(0, (Span(draw(LINES)),), "", AT)]
    if draw(st.booleans()):
        blocks.append(Contents(draw(SPANS), draw(st.integers(1, 3)), AT))
    for anchor in ("one", "two"):
        blocks.append(Heading(1, (Span(draw(LINES)),), anchor, AT))
        blocks += draw(st.lists(BLOCKS, max_size=3))
    language = draw(st.sampled_from(["en", "en-GB", "ru", "mn", "kk", "ar", "he", "ja"]))
    status = draw(st.sampled_from(["draft", "final", ""]))
    return everything(tuple(blocks), language, status=status, pictures={"photo.png": png()})
