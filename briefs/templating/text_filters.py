"""The filters for texts: lists in one line, quotations, capitals. A text in a language of its own keeps it.

Numbers and dates are `filters`' work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefs.language import language_of, listed, terms_of
from briefs.model.cited import SEAL, SEALED, Cited, Joined, joined, merged
from briefs.templating.filter_arguments import Wrong, amount_of, cited_of, items_of, part_of
from briefs.templating.views import Absent, View

if TYPE_CHECKING:
    from briefs.templating.filters import Format


def respelt(value: Any, change: Callable[[str], str]) -> Cited:
    """The value with its text changed: the language stays its own, and that of each of its parts."""
    cited = cited_of(value)
    if isinstance(cited, Joined):
        return joined(respelt(part, change) for part in cited.parts)
    text = change(cited.written)
    return Cited(text if isinstance(cited.value, str) else cited.value, text, cited.facts, cited.language)


def list_(form: Format, value: Any, by: str | list[str] | None = None) -> Cited:
    """The entries in one line: A, B and C; with a field's name, that field of each.

    Of several fields (`["short", "name"]`) the first that an entry has; an entry without fields stands as it is.
    """
    items = items_of(value)
    parts = [_part(item, by) for item in items] if by else items
    texts = [cited_of(part) for part in parts if not isinstance(part, Absent)]
    if any(each.language or isinstance(each, Joined) for each in texts):
        return joined(_between(texts, form.language))
    line = listed([t.written for t in texts], form.language)
    return Cited(line, line, merged(*(t.facts for t in texts)))


def _part(item: Any, by: str | list[str]) -> Any:
    if isinstance(by, str):
        return part_of(item, by)
    parts = [part_of(item, str(name)) for name in by] if isinstance(item, View) else [item]
    return next((part for part in parts if part), Absent(""))


def _between(texts: Sequence[Cited], language: str) -> Iterator[Cited]:
    """The texts, each as it is, with what a list in that language has between them and round them."""
    places = [f"{SEAL}{number}{SEALED}" for number in range(len(texts))]
    for piece in re.split(f"({SEAL}\\d+{SEALED})", listed(places, language)):
        if piece.startswith(SEAL):
            yield texts[int(piece[1:-1])]
        elif piece:
            yield Cited(piece, piece)


def quoted(form: Format, value: Any) -> Cited:
    """The text in the quotation marks of the document's language: “so”, «так», „so“."""
    before, behind = language_of(form.language).quotes
    return joined((Cited(before, before), cited_of(value), Cited(behind, behind)))


_HOLE = re.compile(r"\{(\w*)\}")


def fill(form: Format, value: Any, **given: Any) -> Any:
    """The words with what is given in place of each name in braces: `Decision by {day}`."""
    words = cited_of(value)
    holes = _HOLE.findall(words.written)
    for name in given.keys() ^ set(holes):
        has = ", ".join(f"`{{{each}}}`" for each in holes) or "none"
        what = f"nothing for `{{{name}}}`" if name in holes else f"a `{name}`, for which there is no place"
        raise Wrong(f"`{words.written[:60]}` is given {what} (places in it: {has})")
    absent = next((each for each in given.values() if isinstance(each, Absent)), None)
    if absent is not None:
        return absent
    pieces = _HOLE.split(words.written)
    return joined(
        cited_of(given[piece]) if n % 2 else Cited(piece, piece, words.facts, words.language)
        for n, piece in enumerate(pieces)
        if piece
    )


def term(form: Format, value: Any) -> Cited:
    """The text; where the house knows what it says, that word in the paper's language, equal to its English name."""
    cited = cited_of(value)
    said = cited.written.strip().casefold().rstrip(".")
    own = terms_of(form.language).get(said)
    name = own or terms_of("en").get(said)
    if name is None:
        return cited
    forms = language_of(form.language).terms.get(name, ())
    return Cited(name, cited.written if own or not forms else forms[0], cited.facts, "" if forms else "en")


def upper(form: Format, value: Any) -> Cited:
    """The text in capitals."""
    return respelt(value, str.upper)


def lower(form: Format, value: Any) -> Cited:
    """The text in small letters."""
    return respelt(value, str.lower)


def replace(form: Format, value: Any, old: Any, new: Any) -> Cited:
    """The text with other words for some of it: `replace("Republic of ", "")`."""
    before, after = cited_of(old).written, cited_of(new)
    if not before:
        raise Wrong("no words are named that are to be replaced")
    changed = respelt(value, lambda text: text.replace(before, after.written))
    return changed if not after.facts else Cited(changed.value, changed.written, merged(changed.facts, after.facts))


def join(form: Format, value: Any, between: Any = "", by: str | None = None, attribute: str | None = None) -> Cited:
    """The entries behind one another, with `between` between them; with a field's name, that field of each."""
    name = by or attribute
    parts = [_part(item, name) for item in items_of(value)] if name else items_of(value)
    texts = [cited_of(part) for part in parts if not isinstance(part, Absent)]
    return joined([part for text in texts for part in (cited_of(between), text)][1:])


def truncate(form: Format, value: Any, length: Any = 100, end: str = "…") -> Cited:
    """The text, cut behind a word where it is longer than so many characters, with `…` at its end."""
    cited, most = cited_of(value), int(amount_of(length))
    if len(cited.written) <= most:
        return cited
    room = max(0, most - len(end))
    text = cited.written[:room]
    if cited.written[room : room + 1].strip() and " " in text.strip():
        text = text.rpartition(" ")[0]
    text = text.rstrip(" ,;:–-") + end
    return Cited(text, text, cited.facts, cited.language)


def capital(form: Format, value: Any) -> Cited:
    """The text with its first letter a capital."""
    cited = cited_of(value)
    if isinstance(cited, Joined) and cited.parts:
        return joined((capital(form, cited.parts[0]), *cited.parts[1:]))
    return respelt(cited, lambda text: text[:1].upper() + text[1:])


def text(form: Format, value: Any) -> Cited:
    """The text as typed, on one line."""
    cited = cited_of(value)
    words = " ".join(cited.written.split())
    return cited if words == cited.written else Cited(cited.value, words, cited.facts, cited.language)
