"""What the lines above a text are: publisher, title, line with the date, byline.

It reads the first lines alone; what a text says is not its concern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from briefs.understanding.courtesies import is_courtesy
from briefs.understanding.passages import Passage

Role = Literal["", "title", "dateline", "byline", "publisher", "kind", "text"]
"""What a line is; empty for one of which nothing can be told, `text` from the first paragraph of the text on."""
TEXT = 160
"""Characters from which on a line is a paragraph of the text."""
SENTENCE = 60
"""The same where it ends as a sentence does."""
DATED = 8
"""Words that may stand beside the date in its line."""
TITLE = 3
"""Words of the shortest title."""
PUBLISHER = 10
BYLINE = 16
MOST = 12
_ENDS = re.compile(r"[.!?][\"'”’»)]*$")


def roles_of(lines: Sequence[Passage], title: str = "") -> list[Role]:
    """What each of the lines at the top is; `title` is the title where it is known."""
    found: list[Role] = []
    titled = _plain(title)
    for line in lines[:MOST]:
        role: Role = "title" if titled and _plain(line.text) == titled else _role(line)
        if role == "text":
            break
        found.append(role)
    found += ["text"] * (len(lines) - len(found))
    if "title" not in found:
        _choose_title(lines, found)
    return found


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _role(line: Passage) -> Role:
    length = len(line.text)
    if length > TEXT or (length > SENTENCE and _ENDS.search(line.text)):
        return "text"
    if is_dateline(line):
        return "dateline"
    if _is_byline(line):
        return "byline"
    if _is_publisher(line):
        return "publisher"
    return "kind" if len(line.tokens) < TITLE else ""


def is_dateline(line: Passage) -> bool:
    """Whether a line holds a date and little else."""
    dates = [dated for dated in line.dates if dated.moments[0].month]
    if not dates or len(line.text) > TEXT:
        return False
    inside = sum(any(d.start <= token.start < d.end for d in dates) for token in line.tokens)
    return len(line.tokens) - inside <= DATED and not any(len(q) > DATED for _, q in line.quotes)


def _is_byline(line: Passage) -> bool:
    if not 1 < len(line.tokens) <= BYLINE or _ENDS.search(line.text):
        return False
    grammar = line.grammar
    if grammar.byline and re.match(grammar.byline, line.text):
        return True
    if line.tokens[1].capital and is_courtesy(line, 0):
        return True
    name, comma, rest = line.text.partition(",")
    posts = re.compile(rf"\b(?:{grammar.posts or '(?!)'})\b", re.IGNORECASE)
    two = 2 <= len(name.split()) <= 4 and all(word[:1].isupper() for word in name.split())
    return bool(comma) and two and posts.search(rest) is not None


def _is_publisher(line: Passage) -> bool:
    """Whether a line is the name of a body and nothing else: all its words have capitals, or are links."""
    if not line.grammar.bodies or not TITLE - 1 <= len(line.tokens) <= PUBLISHER:
        return False
    if not re.search(rf"(?<!\w)(?:{line.grammar.bodies})(?!\w)", line.text, re.IGNORECASE):
        return False
    return all(token.capital or token.folded in line.grammar.links for token in line.tokens)


def _choose_title(lines: Sequence[Passage], found: list[Role]) -> None:
    """Make the likeliest line the title: the first of which nothing else is known, else the last body's name."""
    open_ = [at for at, role in enumerate(found) if not role and len(lines[at].tokens) >= TITLE]
    chosen = open_[0] if open_ else next((at for at, role in enumerate(found) if role == "publisher"), None)
    if chosen is None:
        return
    found[chosen] = "title"
    following = chosen + 1
    if following in open_ and lines[following].text[:1].islower():
        found[following] = "title"
