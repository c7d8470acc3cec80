"""Plain words are read without the parser, as the parser would read them; and what a table's cells are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token
from papers import paper

from briefs.model.tree import Table
from briefs.templating.inline_rules import PLAIN
from briefs.templating.reading import parser

SIGNS = "\\`*_[]<>&!#$%(){}:;@^~=+-|\"'\n\t \ue000\ue001.,/0aÄ日😀"


@given(st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_counts_as_plain_is_one_piece_of_text(text: str) -> None:
    if not PLAIN.fullmatch(text):
        return
    md = parser()
    children: list[Token] = []
    md.inline.parse(text, md, {}, children)
    assert [(token.type, token.content) for token in children] == [("text", text)]


@given(st.lists(st.sampled_from(["one", "*two*", "`three`", "[four](#a)", "five!", "a_b", "\ue0000\ue001", "&amp;"])))
def test_a_paragraph_is_read_as_the_parser_alone_reads_it(words: list[str]) -> None:
    md = parser()
    text = " ".join(words)
    children: list[Token] = []
    md.inline.parse(text, md, {}, children)
    read = [child for token in md.parse(text) if token.type == "inline" for child in token.children or []]
    assert told(read) == told(children)


def told(tokens: list[Token]) -> str:
    """The words, with the name of each mark where it begins and ends."""
    return "".join(f"<{token.type}>" if token.nesting else token.content for token in tokens)


def test_a_first_cell_that_is_wholly_bold_heads_its_row(tmp_path: Path) -> None:
    facts = "people:\n  p: {name: Ada, post: Envoy, from: s}\n"
    template = """# {{ title }}

| | Share | Note |
|---|--:|---|
| **{{ people.p.name }}** | half | **bold** |
| **{{ people.p.name }}** of {{ people.p.post }} | half | |
| {{ people.p.post }} | **none** | |
"""
    document, problems = paper(tmp_path, facts, template)
    assert document is not None and not problems
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert [[cell.header for cell in row.cells] for row in table.rows] == [[True, False, False]] + [[False] * 3] * 2
    assert all("strong" in span.marks for span in table.rows[0].cells[0].spans if span.text)
    assert [cell.header for row in table.head for cell in row.cells] == [True] * 3
