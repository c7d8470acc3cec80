"""What the tests of the text engine share: a theme, texts in a look, and a PDF read back through its fonts."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from hypothesis import strategies as st
from msgspec.structs import replace

from briefs import fonts
from briefs.factfiles import load_theme
from briefs.layout.faces import Chain
from briefs.model.theme import Look, Theme
from briefs.model.tree import Span, Spans
from briefs.pdf.file import File
from briefs.pdf.text import Fonts, Line, Text, Typesetter

ROOT = Path(__file__).parent.parent
SOFT_HYPHEN = "\u00ad"


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The everyday theme."""
    return load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]


@lru_cache(maxsize=16)
def setter(language: str = "en") -> Typesetter:
    """A typesetter of the everyday theme."""
    return Typesetter(theme(), language)


def look(**changes: Any) -> Look:
    """The look of body text, with changes."""
    return replace(theme().looks["body"], **changes)


def text(of: str | Spans, language: str = "en", **changes: Any) -> Text:
    """A text in the look of body text, with changes."""
    spans = (Span(of),) if isinstance(of, str) else of
    return setter(language).text(spans, look(**changes))


def said(lines: tuple[Line, ...]) -> list[str]:
    """What each line says."""
    return [line.text for line in lines]


def chain(*families: str) -> Chain:
    """The regular faces of families, as a chain."""
    return Chain(tuple(fonts.family(name)["regular"] for name in families))


def characters() -> list[str]:
    """Every character that the everyday theme's upright fonts have."""
    first, *others = chain("Arimo", "Noto Sans Arabic", "DejaVu Sans").faces()
    codes = set(first.cmap).union(*(other.cmap for other in others))
    return [char for char in map(chr, sorted(codes)) if first.has(char) or any(each.has(char) for each in others)]


LETTERS = [
    *("e\u0301", *"aAV Tov.,-/()—–'’12%\u00a0\u2011\u00ad\u200b\u202f"),
    *("q\u0303", *"өҮқҢғ₮אבג\u05b8ابتمحلا\u064f٣"),
]


def any_text(most: int = 60) -> st.SearchStrategy[str]:
    """Texts of characters that the fonts have: common ones of many scripts, and any at all; spaces, breaks, tabs."""
    common, every = st.sampled_from([*LETTERS, "\n", "\t", "  "]), st.sampled_from(characters())
    return st.lists(st.one_of(common, common, common, every), max_size=most).map("".join)


def any_spans() -> st.SearchStrategy[Spans]:
    """Texts in several spans of several looks."""
    marks = st.sets(st.sampled_from(["strong", "em", "code", "note", "placeholder"]), max_size=2).map(frozenset)
    one = st.builds(Span, any_text(25), marks, st.sampled_from(["", "", "https://example.org"]))
    return st.lists(one, max_size=4).map(tuple)


def pdf_of(lines: tuple[Line, ...], x: float = 60.0, top: float = 780.0) -> bytes:
    """A bare PDF with these lines on its only page; it is not tagged."""
    typed, code = Fonts(), ["BT"]
    for number, line in enumerate(lines):
        for segment in typed.segments(line, x, top - 20 * number):
            code.append(f"{segment.font} {segment.place} {segment.show}")
    file = File()
    above = file.reserve()
    resources = file.add(f"<</Font<<{typed.add(file)}>>>>")
    content = file.stream("", "\n".join([*code, "ET"]).encode("latin-1"))
    page = file.add(f"<</Type/Page/Parent {above} 0 R/Resources {resources} 0 R/Contents {content} 0 R>>")
    file.add(f"<</Type/Pages/Count 1/MediaBox[0 0 595 842]/Kids[{page} 0 R]>>", above)
    return file.finish(file.add(f"<</Type/Catalog/Pages {above} 0 R>>"), file.add("<<>>"))


def shown_in(data: bytes) -> list[tuple[str, list[str]]]:
    """For each showing of text on the first page its font's name and what its codes stand for, by ToUnicode."""
    pdf = pikepdf.open(io.BytesIO(data))
    page = pdf.pages[0]
    maps: dict[str, dict[int, str]] = {}
    found: list[tuple[str, list[str]]] = []
    font = ""
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for operands, operator in instructions:
        if str(operator) == "Tf":
            font = str(operands[0])
            if font not in maps:
                maps[font] = to_unicode(page.Resources.Font[font])
        elif str(operator) == "TJ":
            raw = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            codes = [int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2)]
            found.append((str(page.Resources.Font[font].BaseFont), [maps[font][code] for code in codes]))
    return found


def to_unicode(font: Any) -> dict[int, str]:
    """What a font's codes stand for."""
    pairs = re.findall(r"^<(\w{4})> ?<(\w+)>$", font.ToUnicode.read_bytes().decode("ascii"), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(said).decode("utf-16-be") for code, said in pairs if code != "0000"}
