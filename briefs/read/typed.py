"""What looks as if it were meant as Markdown, and would be printed as typed: headings without a space, HTML tags.

It looks at the template's own words only, never into a sealed value; it warns, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.cited import SEAL

HASHES = re.compile(rf"#{{2,6}}(?=[^\s#])|#(?=[^\W\d]|[{SEAL}\"“«(*])")
TAG = re.compile(
    r"</?(?P<name>b|i|u|em|strong|br|p|span|div|sup|sub|font|center|h[1-6]|li|ul|ol|table|tr|td|th|hr|img|a|s|del|ins|mark"
    r"|small|big|blockquote|code|pre)(?=[\s/>])[^<>]*>|<!--",
    re.IGNORECASE,
)
SIGNS = {
    "b": "for bold type write `**…**`",
    "strong": "for bold type write `**…**`",
    "i": "for italics write `*…*`",
    "em": "for italics write `*…*`",
    "br": "end the line with `\\` where the next is to begin",
    "a": "write a link as `[words](https://…)`",
    "img": "write a picture as `![what it shows](photo.png)`",
    "hr": "write a heading, or `::: page-break` and `:::`",
    "code": "write code between back-ticks",
    "<!--": "what is not to be printed stands between `{#` and `#}`",
} | {f"h{level}": f"write a heading as `{'#' * level} …`" for level in range(1, 7)}
"""How to write what the tag stands for."""


def hashes(line: str) -> str:
    """The signs of a heading that lacks its space; empty where there is none."""
    match = HASHES.match(line)
    return match[0] if match else ""


def tags(text: str) -> Iterator[tuple[str, str]]:
    """Each kind of HTML tag in the text as it stands there first, and how to write it instead."""
    seen: set[str] = set()
    for match in TAG.finditer(text):
        name = (match["name"] or match[0]).casefold()
        if name not in seen:
            seen.add(name)
            yield match[0], SIGNS.get(name, "leave the tag out; how a paper looks is said by boxes and its theme")
