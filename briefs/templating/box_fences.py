"""The block rule for boxes: `::: role title` … `:::`, nested as deep as one likes.

It finds where boxes begin and end; what a role means is `boxes`' work.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

FENCE = ":::"


def fences(md: MarkdownIt) -> None:
    """Teach the parser boxes: tokens `box_open` (info: all behind the colons) and `box_close`.

    A box that is never closed has `meta["open"]` set on its first token.
    """
    md.block.ruler.before("fence", "box", _box, {"alt": ["paragraph", "reference", "blockquote", "list", "table"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _closing(state: StateBlock, start: int, end: int) -> int:
    """The line of the `:::` that closes the box opened on line `start`; `end` if there is none."""
    depth = 0
    code = ""
    for line in range(start, end):
        text = _line(state, line)
        if code:
            code = "" if text.startswith(code) and not text.strip(code[0]) else code
        elif text.startswith(("```", "~~~")):
            code = text[:3]
        elif text.startswith(FENCE):
            depth += 1 if text.strip(":").strip() else -1
            if depth == 0:
                return line
    return end


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    text = _line(state, start)
    info = text.lstrip(":").strip()
    if not text.startswith(FENCE) or not info:
        return False
    if silent:
        return True
    last = _closing(state, start, end)
    token = state.push("box_open", "", 1)
    token.info = info
    token.map = [start, last]
    token.block = True
    token.meta = {"open": last >= end}
    saved = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", last, state.sCount[start]
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = saved
    closing = state.push("box_close", "", -1)
    closing.block = True
    state.line = min(last + 1, end)
    return True
