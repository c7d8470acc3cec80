"""Checks of names and titles: does each stand in the source's words, letter for letter?

Who said what is for `speakers`; two spellings of one name for `spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.fields import field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.lexicon import Lexicon, lexicon_of
from briefs.checks.places_in_sources import Scope
from briefs.language import names_territory
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage, alike, plain
from briefs.understanding.words import Name, Token, capitals_tell, initials, parts, sound

NAMES = frozenset({"people.name", "people.also", "organisations.name", "organisations.also"})
PLACES = frozenset({"visit.place", "agreements.place", "events.place", "statements.place"})
SHARED = 4
"""Letters that an adjective has in common with its state: Japanese, Japan."""
ARTICLES = frozenset({"the", "a", "an"})
INSIDE = frozenset({"of", "on", "in", "о", "об", "по", "в"})
"""Small words that stand inside titles: with a capital on both sides, what stands behind one is no whole title."""
SUFFIXED = frozenset({"kk", "ky", "mn", "tr", "uz", "az"})
"""Languages that hang an ending on the last word of a title, inside its quotation marks."""
ELSEWHERE = frozenset({"agreements.title", "people.post", "statements.quote", "people.short"})
"""Fields that have a check of their own, or are how we call somebody."""
_ROMAN = re.compile(r"[IVXLCM]+")
CURRENCIES = {
    "usd": r"\$|dollar|доллар", "eur": r"€|euro|евро", "gbp": r"£|pound|фунт", "jpy": r"¥|yen|иен|иен",
    "cny": r"¥|yuan|юан", "rub": r"₽|rouble|ruble|рубл", "mnt": r"₮|tugrik|tögrög|төгрөг|тугрик",
    "kzt": r"₸|tenge|тенге|теңге", "chf": r"franc|франк", "krw": r"₩|won|вон", "inr": r"₹|rupee|рупи",
}  # fmt: skip
"""Code of a currency → pattern of what a source may write for it."""


def name_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A name in a fact does not stand in the source's words for it."""
    lexicon = lexicon_of(inquiry)
    for fact in inquiry.claims:
        field, wide = field_of(fact), inquiry.wide(fact)
        if wide is None or field in ELSEWHERE:
            continue
        if field in NAMES:
            yield from _whole_name(inquiry, fact, wide, lexicon)
        elif inquiry.reads(fact, wide) and capitals_tell(inquiry.words(fact).tag):
            yield from _words(inquiry, fact, wide, lexicon)


def _whole_name(inquiry: Inquiry, fact: Fact, wide: Scope, lexicon: Lexicon) -> Iterator[Problem]:
    words = parts(fact.written)
    if not inquiry.reads(fact, wide):
        if not _sounds(words, wide):
            message = f"`{fact.written}` does not stand in {wide.name}, in any alphabet"
            yield inquiry.problem("S108", message, fact.at, "compare the spelling", fact.written, "warning")
        return
    body = fact.id.startswith("organisations.")
    found = any(stands(spot.passage, words, body) for spot in wide.beginning(words[0] if words else ""))
    if not found and not (body and fact.written.isupper() and _abbreviates(fact.written, wide)):
        message = f"`{fact.written}` does not stand in {wide.name}"
        hint = _where(inquiry, words, wide, body) or _nearest(words, wide, lexicon)
        yield inquiry.problem("S108", message, fact.at, hint, fact.written)


def _where(inquiry: Inquiry, words: list[str], wide: Scope, body: bool = False) -> str:
    """In which other paragraphs of the sources a name stands; empty where in none."""
    sources = dict.fromkeys(spot.source for spot in wide.spots)
    every = (spot for source in sources for spot in inquiry.all_spots[source])
    found = [spot.name for spot in every if stands(spot.passage, words, body)]
    return f"it stands in {', '.join(dict.fromkeys(found[:3]))}" if found else ""


def stands(text: Passage, words: list[str], body: bool = False) -> bool:
    """Whether a name stands in a text; a body's also as one of several of its kind, within a sentence."""
    if any(body or not text.is_kin(run, words) for run in text.runs(words)):
        return True
    runs = text.runs(words, gap=6) if body and len(words) > 1 else ()
    return any(len({text.sentence_at(at) for at in text.offsets(run)}) == 1 for run in runs)


def _sounds(words: list[str], wide: Scope) -> bool:
    """Whether each longer word of a name sounds like one of the source's, in another alphabet or by another rule."""
    wanted = [sound(word).rstrip("aeiou") for word in words if len(word) > 2]
    there = {sound(word) for spot in wide.spots for word in spot.passage.words}
    return all(any(each.startswith(one) for each in there) for one in wanted)


def _nearest(words: list[str], wide: Scope, lexicon: Lexicon) -> str:
    for word in words:
        if not wide.has(word):
            near = lexicon.near(word)
            if near:
                return f"did you mean `{near[0]}`? the source has {' and '.join(f'`{each}`' for each in near[:3])}"
    return "cite the place where it stands, or correct it"


def _words(inquiry: Inquiry, fact: Fact, wide: Scope, lexicon: Lexicon) -> Iterator[Problem]:
    text = inquiry.words(fact)
    place = field_of(fact) in PLACES
    if place and (elsewhere := _where(inquiry, parts(fact.written), wide)):
        if not any(stands(spot.passage, parts(fact.written)) for spot in wide.spots):
            message = f"`{fact.written}` does not stand in {wide.name}"
            yield inquiry.problem("S108", message, fact.at, elsewhere, fact.written)
        return
    for name in (*text.names, *_slipped(text, lexicon)):
        if _is_said(name, text, wide, lexicon, fact) or (not place and _opens_only(name, lexicon)):
            continue
        word = name.token.text
        near = lexicon.near(name.token.folded)
        hint = f"did you mean `{near[0]}`?" if near else "correct it, or cite the place where it stands"
        message = f"`{word}` does not stand in {wide.name}"
        yield inquiry.problem("S108", message, fact.at, hint, word)
    yield from _initials(inquiry, fact, text, wide)


def _slipped(text: Passage, lexicon: Lexicon) -> Iterator[Name]:
    """Words without a capital that were meant to be names: the first letter is lost, or stands second."""
    for token in text.tokens:
        if not token.capital and lexicon.is_beheaded(token.folded, token.text):
            yield Name(token, False)


def _is_said(name: Name, text: Passage, wide: Scope, lexicon: Lexicon, fact: Fact) -> bool:
    token = name.token
    if wide.has(token.folded) or token.folded in lexicon.ours or _ROMAN.fullmatch(token.text):
        return True
    if any(dated.start <= token.start < dated.end for dated in text.dates) or lexicon.is_calendar(token.folded):
        return True
    if token.folded in text.grammar.abbreviations or _is_of_territory(token.folded, text.tag, wide):
        return True
    return token.text.isupper() and (_abbreviates(token.text, wide) or _is_money(token.folded, wide))


def _is_of_territory(word: str, tag: str, wide: Scope) -> bool:
    """Whether a word is made of the name of a state that the source has: Japanese, of Japan."""
    if len(word) <= SHARED or not names_territory(word, tag):
        return False
    there = (each for spot in wide.spots for each in spot.passage.words if each[:SHARED] == word[:SHARED])
    return any(names_territory(each, tag) for each in there)


def _opens_only(name: Name, lexicon: Lexicon) -> bool:
    """Whether a word bears its capital for beginning a sentence alone, as far as anybody can tell."""
    if not name.opens:
        return False
    word = name.token
    return not lexicon.is_name(word.folded, word.text) and not lexicon.is_slip(word.folded)


def _initials(inquiry: Inquiry, fact: Fact, text: Passage, wide: Scope) -> Iterator[Problem]:
    """An initial before a surname that the source has with another initial only."""
    for one, next_ in zip(text.tokens, text.tokens[1:], strict=False):
        dotted = text.text[one.end : next_.start].strip() == "." and len(one.text) <= 2 and one.capital
        if not (dotted and next_.capital and len(next_.text) > 2):
            continue
        pair = [one.folded, next_.folded]
        if wide.has(next_.folded) and not any(stands(spot.passage, pair) for spot in wide.spots):
            word = text.text[one.start : next_.end]
            message = f"`{word}` does not stand in {wide.name}: the initial is another"
            yield inquiry.problem("S108", message, fact.at, "write the name as the source has it", word)


def _abbreviates(word: str, wide: Scope) -> bool:
    """Whether capitals are the first letters of words that stand together in the source."""
    wanted = word.casefold()
    for spot in wide.spots:
        capitals = [t.folded for t in spot.passage.tokens if t.folded not in spot.passage.grammar.links]
        heads = initials(capitals)
        if wanted in heads or wanted in initials([t.folded for t in spot.passage.tokens]):
            return True
    return False


def _is_money(word: str, wide: Scope) -> bool:
    pattern = CURRENCIES.get(word)
    return bool(pattern) and any(re.search(str(pattern), spot.passage.text, re.IGNORECASE) for spot in wide.spots)


def title_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A title does not stand in the source as it stands in the fact."""
    for fact, title, wide in _titles(inquiry):
        if not _is_verbatim(title, wide) and not _is_made_of(title, wide):
            message = f"the title `{_short(title)}` does not stand in {wide.name}"
            yield inquiry.problem("S109", message, fact.at, _title_there(title, wide), title)


def title_put_together(inquiry: Inquiry) -> Iterator[Problem]:
    """A title is put together from the source's words, or cut, and does not stand there as such."""
    for fact, title, wide in _titles(inquiry):
        if not _is_verbatim(title, wide) and _is_made_of(title, wide):
            message = f"`{_short(title)}` stands as no title in {wide.name}; only its words do"
            yield inquiry.problem("S110", message, fact.at, _title_there(title, wide), title)


def _titles(inquiry: Inquiry) -> Iterator[tuple[Fact, str, Scope]]:
    """The titles of instruments, and what stands in quotation marks in other facts."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None or not inquiry.reads(fact, wide) or field_of(fact) == "statements.quote":
            continue
        if field_of(fact) == "agreements.title":
            yield fact, fact.written, wide
        else:
            yield from ((fact, words, wide) for _, words in inquiry.words(fact).quotes)


def _is_verbatim(title: str, wide: Scope) -> bool:
    """Whether the title stands there, and is not a part of a longer one."""
    words = parts(title)
    exact = wide.tags <= {"en"}
    small = {word for spot in wide.spots for word in spot.passage.grammar.links} - ARTICLES
    if words and (words[0] in small or words[-1] in small | ARTICLES):
        return False
    return any(
        not _is_cut(spot.passage, run) and (exact or _is_unchanged(spot.passage, run, words))
        for spot in wide.spots
        for run in spot.passage.runs(words, exact=exact)
    )


def _is_unchanged(text: Passage, run: tuple[int, int], words: list[str]) -> bool:
    """Whether a title has no word in another form; within quotation marks none may have, elsewhere the first two."""
    start, end = text.offsets(run)
    inside = any(at <= start and end <= at + len(there) for at, there in text.quotes)
    changed = [n for n, word in enumerate(words) if text.tokens[run[0] + n].folded != word]
    if inside and changed == [len(words) - 1]:
        return text.tag in SUFFIXED and text.tokens[run[1]].folded.startswith(words[-1])
    return not changed or (not inside and max(changed) < 2)


def _is_cut(text: Passage, run: tuple[int, int]) -> bool:
    """Whether words are part of a longer title: in quotation marks with others, or with a capital right beside them."""
    start, end = text.offsets(run)
    for at, there in text.quotes:
        if at <= start and end <= at + len(there):
            return len(parts(there)) > run[1] - run[0] + 1
    first, last = text.tokens[run[0]], text.tokens[run[1]]
    before = text.tokens[run[0] - 1] if run[0] else None
    after = text.tokens[run[1] + 1] if run[1] + 1 < len(text.tokens) else None
    if before is not None and _joins(text, before, first) and before.folded not in text.grammar.links:
        return True
    earlier = text.tokens[run[0] - 2] if run[0] > 1 else None
    if before is not None and earlier is not None and before.folded in INSIDE and first.capital:
        return earlier.capital and text.text[earlier.end : first.start] == f" {before.text} "
    return after is not None and _joins(text, last, after)


def _joins(text: Passage, one: Token, next_: Token) -> bool:
    """Whether two words with capitals stand side by side."""
    return one.capital and next_.capital and text.text[one.end : next_.start] == " "


def _is_made_of(title: str, wide: Scope) -> bool:
    small = {word for spot in wide.spots for word in spot.passage.grammar.links}
    words = [word for word in parts(title) if word not in small]
    return all(word in wide.words or (wide.tags != {"en"} and wide.has(word)) for word in words)


def _title_there(title: str, wide: Scope) -> str:
    """What stands in the source in the title's stead."""
    words = set(parts(title))
    best = max(
        ((len(words & set(parts(there))), there) for spot in wide.spots for _, there in spot.passage.quotes),
        default=(0, ""),
    )
    if best[0] * 2 > len(words):
        return f"the source has `{_short(best[1])}`"
    return "copy the title from the source; where it prints none, allow S110 with that reason"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def quote_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A quotation does not stand in the source word for word."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if field_of(fact) != "statements.quote" or wide is None or not inquiry.reads(fact, wide):
            continue
        wanted = plain(fact.written).strip(".,!?;:…")
        if not any(wanted in spot.passage.plain for spot in wide.spots):
            start = alike(fact.written)[:60]
            message = f"`{start}` does not stand word for word in {wide.name}"
            yield inquiry.problem("S111", message, fact.at, "copy the words, or write them as `said`")
