"""A short document of the usual blocks, to be written for nobody: faces are opened and code has run once before.

It says nothing and is never put away.
"""

from __future__ import annotations

from briefs.model.tree import Block, Box, Cell, Column, Document, Heading, Item, List, Paragraph, Row, Span, Table

WORDS = "The quick brown fox jumps over the lazy dog, 1,234.5 times in 67 days (89 %)."


def rehearsal(language: str) -> Document:
    """The document, in a language."""
    plain = (Span(WORDS),)
    loud = (Span(WORDS, frozenset({"strong"})), Span(" 1", frozenset({"note"}), link="#note"))
    paragraphs = (Paragraph(plain), Paragraph(loud))
    head = Row((Cell(plain, header=True), Cell(loud, header=True)))
    rows = (Row((Cell(plain), Cell(loud))), Row((Cell(loud), Cell(plain))))
    blocks: tuple[Block, ...] = (
        Heading(0, plain),
        Heading(1, plain, "note"),
        *paragraphs,
        List("bullet", (Item(paragraphs), Item(paragraphs))),
        Box("callout", plain, paragraphs),
        Table((Column(), Column("right")), (head,), rows, plain),
    )
    return Document(WORDS, language, blocks, furniture={"title": WORDS})
