"""The furniture of a saved web page: menus, banners, share bars, lists of related pages, tables that only arrange.

It takes them out of the tree of the page's elements, and says what it took; what is left is `html_copy`'s to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefs.model.source_text import LeftOut

FRAMES = frozenset("nav footer aside form button select dialog".split())
"""Elements that are furniture by their nature."""
SILENT = frozenset("script style noscript template svg iframe object head link meta".split())
"""Elements that nobody sees: nothing is said about them."""
KEPT = frozenset("html body main article h1".split())
"""Elements that no rule takes out, nor what holds them."""
LINKED = frozenset("ul ol dl div section td th header".split())
MOST_BY_NAME = 1500
"""Characters that are taken out because of an element's name; more is text, whatever it is called."""
SHARE = 0.6
"""Of its words in links, from which on an element is a menu."""
FEWEST = 3
"""Links of a menu; of a list, two."""
WORDS = 4
"""Words of a menu's entries at most, where it stands in the main part: longer ones may be titles that are told of."""
LONG_CELL = 400
_NAMED = re.compile(
    r"(?<![a-z])(?P<what>cookies?|consent|gdpr|menu|submenu|navbar|nav|navigation|breadcrumbs?|sidebar|related|"
    r"recommended|shares?|sharing|social|socials|comments|newsletter|subscribe|pagination|pager|skip|toolbar|promo|"
    r"advert|advertisement|ads|popup|modal|footer|searchform|search)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROLES = frozenset("navigation search contentinfo complementary dialog alertdialog menu menubar".split())
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden")


class Held(NamedTuple):
    """What an element holds: letters, those of them in links, links, words of links, and whether it must stay."""

    letters: int
    linked: int
    links: int
    words: int
    kept: bool


def without_furniture(root: Any) -> Iterator[LeftOut]:
    """What was taken out of a page, from its top; the tree holds it no more. Tables that only arrange become blocks."""
    held = _counted(root)
    gone: set[Any] = set()
    for element in list(root.iter()):
        if element.getparent() in gone:
            gone.add(element)
            continue
        why = _furniture(element, held[element])
        if why:
            gone.add(element)
            text = " ".join(" ".join(element.itertext()).split())
            _take_out(element)
            if text:
                yield LeftOut(text, why)
        elif element.tag == "table" and _arranges(element):
            _as_blocks(element)


def _counted(root: Any) -> dict[Any, Held]:
    """Of every element what it holds, counted from the leaves up."""
    held: dict[Any, Held] = {}
    for element in reversed(list(root.iter())):
        inside = [held[child] for child in element if child in held and child.tag not in SILENT]
        tails = [child.tail for child in element if child.tail]
        own = sum(len(text.strip()) for text in (element.text or "", *tails))
        letters = own + sum(each.letters for each in inside)
        if element.tag == "a":
            words = len(" ".join(element.itertext()).split())
            held[element] = Held(letters, letters, 1, words, any(each.kept for each in inside))
            continue
        linked, links, words = (sum(each[n] for each in inside) for n in (1, 2, 3))
        held[element] = Held(letters, linked, links, words, element.tag in KEPT or any(each.kept for each in inside))
    return held


def _furniture(element: Any, held: Held) -> str:
    """What an element is taken for; empty for a part of the text."""
    if element.tag in SILENT or held.kept or not isinstance(element.tag, str):
        return ""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden"
    if element.tag in FRAMES:
        return {"nav": "menu", "aside": "beside the text"}.get(element.tag, element.tag)
    if element.get("role", "").lower() in _ROLES:
        return str(element.get("role")).lower()
    if held.letters <= MOST_BY_NAME and element.tag not in {"p", "span", "a", "table", "tr", "td"}:
        named = _NAMED.search(_CAMEL.sub("-", f"{element.get('class', '')} {element.get('id', '')}").lower())
        if named:
            return named["what"]
    return "a list of links" if element.tag in LINKED and _is_menu(element, held) else ""


def _is_menu(element: Any, held: Held) -> bool:
    few = 2 if element.tag in {"ul", "ol"} else FEWEST
    if held.links < few or held.linked <= SHARE * held.letters:
        return False
    inside = any(each.tag in {"main", "article"} for each in element.iterancestors())
    return not inside or held.words <= WORDS * held.links


def _take_out(element: Any) -> None:
    """Take an element away; what stands behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _own(table: Any, *tags: str) -> Iterator[Any]:
    """The elements of those names that belong to a table itself, and not to one within it."""
    for element in table.iter(*tags):
        if next(element.iterancestors("table"), None) is table:
            yield element


def _arranges(table: Any) -> bool:
    """Whether a table only arranges a page: a cell of it holds a table, a heading, or much text in few columns."""
    cells = list(_own(table, "td", "th"))
    if any(next(cell.iter("table", "h1", "h2", "h3", "article", "main"), None) is not None for cell in cells):
        return True
    rows = sum(1 for _ in _own(table, "tr"))
    if len(cells) > 2 * max(rows, 1):
        return False
    return any(len(list(cell.iter("p"))) > 2 or _length(cell) > LONG_CELL for cell in cells)


def _length(cell: Any) -> int:
    return sum(len(text.strip()) for text in cell.itertext())


def _as_blocks(table: Any) -> None:
    for element in list(_own(table, "tr", "td", "th", "tbody", "thead", "tfoot", "caption")):
        element.tag = "div"
    table.tag = "div"
