"""The rule for what stands inside a block: most of it is plain words, and these need no parser.

What the parser would make of them is made here directly; everything else it gets.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefs.model.cited import SEAL, SEALED
from briefs.templating.markdown_bounds import too_many

PLAIN = re.compile(r"[^\n\\`*_\[\]<&]+")
"""Text in which no rule of CommonMark finds anything: each begins at one of these signs (`!` only before `[`)."""


PLACES = re.compile(rf"\[(?P<sign>[#@])(?P<name>(?:[\w.:-]|{SEAL}\d+{SEALED})+)(?:\s(?P<alone>number))?\](?![(\[])")
"""A name for what it stands behind, `[#costs]`, or a reference to it, `[@costs]` or `[@costs number]`."""


def inlines(md: MarkdownIt) -> None:
    """Teach the parser to pass over plain words, and the names of places."""
    md.core.ruler.at("inline", _inline)
    md.inline.ruler.before("link", "place", _place)


def _place(state: StateInline, silent: bool) -> bool:
    """A name or a reference: a token `place` with all of it as its content."""
    match = PLACES.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if match is None:
        return False
    if not silent:
        state.push("place", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if bound := too_many(token.content):
            token.meta["bound"] = bound
        elif PLAIN.fullmatch(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
