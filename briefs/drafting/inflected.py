"""People, bodies and states in texts whose words change their endings: Russian, Mongolian, Kazakh.

Names are given in the form in which most sentences say them; English texts are for `people` and `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.places_in_sources import Spot
from briefs.drafting.bodies import Organisation
from briefs.drafting.people import Named
from briefs.language import grammar_of, names_territory, per_language
from briefs.understanding.words import fold

_CAP = r"[А-ЯЁӨҮӘҒҚҢҰІҺ][а-яёөүәғқңұіһ]+(?:-[А-ЯЁӨҮ][а-яёөү]+)?"
_INITIAL = r"[А-ЯЁӨҮ][а-яөү]?\.\s?"
_INITIALLED = re.compile(rf"(?P<name>{_INITIAL}(?:{_INITIAL})?{_CAP})")
_PAIR = re.compile(rf"(?P<name>{_CAP}(?:\s{_CAP}){{1,4}})")
_KAZAKH_CASE = re.compile(
    r"((?:ов|ев|ин)а?)(?:пен|мен|бен|тың|тің|дың|дің|ның|нің|ға|ге|қа|ке|ты|ті|ды|ді|ны|ні|та|те|да|де|нан|нен|дан|ден)$"
)
"""The endings of surnames in -ov, -ev, -in, with a case behind them."""
REACH = 9
"""Words before a name among which its post stands."""


def people_in(spot: Spot) -> Iterator[Named]:
    """Everybody whom a paragraph names by initial and surname, or by two names beside a post or a verb of saying."""
    text = spot.passage.text
    pattern = _INITIALLED if spot.passage.tag == "mn" else _PAIR
    for match in pattern.finditer(text):
        begin, end = match.span("name")
        post, of, start = _post_before(spot, begin)
        if spot.passage.tag != "mn":
            owner, begin = _owner_in(spot, match["name"], begin, bool(post))
            of = of or owner
            if len(text[begin:end].split()) < 2 or not (post or _speaks(spot, end)):
                continue
        name = " ".join(text[begin:end].split())
        name = _KAZAKH_CASE.sub(r"\1", name) if spot.passage.tag == "kk" else name
        yield Named(name, post, of, spot, min(start, begin), end)


@per_language(maxsize=8)
def _posts(tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\w]+-)?(?:{grammar_of(tag).posts or '(?!)'})\w{{0,4}}", re.IGNORECASE)


def _post_before(spot: Spot, at: int) -> tuple[str, str, int]:
    """The post before a name, the words of the state or body in it, and where it begins."""
    text, tag = spot.passage.text, spot.passage.tag
    clause = max(text.rfind(mark, 0, at) for mark in (". ", "; ", ": ", "(", *((" “", "” ") if tag == "mn" else ())))
    lead = text[clause + 1 : at]
    words = list(re.finditer(r"[\w’-]+", lead))[-REACH:]
    heads = [n for n, word in enumerate(words) if _posts(tag).fullmatch(word[0])]
    if not heads or lead[words[-1].end() :].strip(" –—-") not in {"", "«", "»"}:
        return "", "", at
    if tag in {"mn", "kk"}:
        return _post_ending_here(lead, words, heads, clause + 1, at)
    if len(heads) > 1 and words[heads[-1]][0].casefold().startswith("профессор"):
        heads.pop()
    first = heads[-1]
    while first and (
        words[first - 1][0].casefold() in grammar_of(tag).modifiers
        or first - 1 in heads
        or _is_adjective(words[first - 1][0])
    ):
        first -= 1
    begin = words[first].start()
    rest = lead[words[heads[-1]].end() :]
    owner = re.search(
        rf"(?:компании\s|Республики\s)?[«“]?(?P<of>{_CAP}(?:\s[\w-]+){{0,3}})[»”]?\s*(?:профессор\w*\s)?$", rest
    )
    end = words[heads[-1]].end() + (owner.start() if owner else len(rest))
    post = re.sub(r"\s+(?:компании|профессор)\s*$", "", lead[begin:end].strip(" «“,"))
    return post, owner["of"].strip() if owner else "", clause + 1 + begin


def _is_adjective(word: str) -> bool:
    return bool(re.fullmatch(r"[а-яё]+(?:ый|ий|ой|ого|его|ым|им|ому|ему|ная|ной)", word.casefold()))


def _post_ending_here(
    lead: str, words: list[re.Match[str]], heads: list[int], offset: int, at: int
) -> tuple[str, str, int]:
    """The post right before a name, whose word for it comes last: Дэд бүтцийн сайд."""
    if heads[-1] != len(words) - 1:
        return "", "", at
    first = heads[-1]
    while first:
        word, between = words[first - 1][0], lead[words[first - 1].end() : words[first].start()]
        if "," in between and not _is_listed(words, first):
            break
        if fold(word).startswith(("улс", "тал", "республикасы", "тарап", "ёслол", "айлчлал")) or fold(word) in {
            "нар",
            "болон",
            "ба",
            "мен",
            "және",
        }:
            break
        if word[0].isupper():
            first -= 1
            break
        first -= 1
    post = lead[words[first].start() : words[heads[-1]].end()]
    before = lead[: words[first].start()].rstrip()
    owner = re.search(rf"(?P<of>{_CAP}(?:\s{_CAP})?)\s(?:улсын?|Республикасы\w*|Улсын?)$", before)
    inner = re.match(rf"(?P<of>{_CAP})\s(?=[А-ЯӘҒҚҢҰІҺ])", post)
    if inner and not owner:
        post = post[inner.end() :]
    return post, (owner["of"] if owner else inner["of"] if inner else ""), offset + words[first].start()


def _is_listed(words: list[re.Match[str]], first: int) -> bool:
    """Whether a comma stands inside a post: Зам, тээврийн сайд."""
    return words[first - 1][0][0].isupper() and words[first][0][0].islower()


def _owner_in(spot: Spot, name: str, begin: int, posted: bool) -> tuple[str, int]:
    """Of three capitals behind a post the first is the state’s: Сарминии Гульнара Ахметова."""
    words = name.split()
    least = 3 if re.search(r"(?:вич|вна)\w{0,3}$", words[-1]) or re.search(r"(?:вич|вна)\w{0,3}$", words[-2]) else 2
    if len(words) > least and posted:
        extra = words[: len(words) - least]
        return extra[-1], begin + len(" ".join(extra)) + 1
    if len(words) == 2 and names_territory(fold(words[0]), spot.passage.tag):
        return words[0], begin + len(words[0]) + 1
    return "", begin


def _speaks(spot: Spot, end: int) -> bool:
    """Whether a verb of saying or signing stands right behind a name."""
    rest = spot.passage.text[end : end + 40]
    grammar = spot.passage.grammar
    first = re.match(r"\s*(?:и\s+\S+\s+\S+\s+)?[:«“]?\s*([^\W\d_]+)", rest)
    if first is None:
        return False
    speech = re.compile(grammar.speech or "(?!)", re.IGNORECASE)
    return (
        rest.lstrip().startswith(":") or bool(speech.match(first[1])) or bool(re.search(grammar.signed or "(?!)", rest))
    )


def organisations_in(spot: Spot) -> Iterator[Organisation]:
    """The bodies that a paragraph names by a word for bodies, or in quotation marks behind one."""
    text, tag = spot.passage.text, spot.passage.tag
    bodies = grammar_of(tag).bodies or "(?!)"
    for match in re.finditer(
        rf"(?:{bodies}\s)?[«“](?P<name>[^«»“”]{{2,40}})[»”]\s*(?P<behind>{bodies})?", text, re.IGNORECASE
    ):
        lead = re.match(bodies, match[0], re.IGNORECASE)
        if (lead or match["behind"]) and len(match["name"].split()) <= 4:
            yield Organisation(match["name"], "company", spot, match.start("name"), match.end("name"))
    yield from _russian(spot, bodies) if tag == "ru" else _headed_last(spot, bodies)


def _russian(spot: Spot, bodies: str) -> Iterator[Organisation]:
    text = spot.passage.text
    lower = r"[а-яё-]+"
    adjective = (
        rf"{_CAP}(?<=[а-яё](?:ый|ий|ой|ая|ое|го|му|ым|им|ую|их|ых))(?:\s{lower}(?:ой|ого|ый|ая|ий|их|ую|ом|ым|ей))?"
    )
    genitive = rf"{lower}(?:ия|ой|ии|ки|ва|ов|ства|ий|тики|логии)(?=[\s,.])"
    pattern = rf"(?P<whole>{adjective}\s(?i:{bodies})(?:\s{genitive})?)"
    for match in re.finditer(pattern, text):
        if match["whole"] and not _posts("ru").fullmatch(match["whole"].split()[0]):
            yield Organisation(match["whole"], "", spot, match.start(), match.end())
    headed = rf"(?P<name>(?=[А-ЯЁ])(?i:{bodies})\s(?:{lower}\s?){{0,3}}(?:{_CAP})?)"
    for match in re.finditer(headed, text):
        name = re.sub(r"\s(?:профессор|и|в|на|с|о|по|к|из|от|до|для)\b.*$", "", match["name"]).strip()
        if len(name.split()) > 1:
            yield Organisation(name, "", spot, match.start(), match.start() + len(name))


def _headed_last(spot: Spot, bodies: str) -> Iterator[Organisation]:
    """Дэд бүтцийн яам: from the capital with which a name begins to its word for bodies."""
    text = spot.passage.text
    for match in re.finditer(rf"(?<!\w){bodies}", text, re.IGNORECASE):
        clause = max(text.rfind(mark, 0, match.start()) for mark in (". ", "; ", "“", "«", "»", "”", ": "))
        lead = text[clause + 1 : match.start()]
        words = list(re.finditer(r"[\w’-]+", lead))[-6:]
        capital = next((n for n in range(len(words) - 1, -1, -1) if words[n][0][0].isupper()), None)
        if capital is None or any(_posts(spot.passage.tag).fullmatch(w[0]) for w in words[capital:]):
            continue
        between = lead[words[capital].start() :]
        if between.count(",") > 1 or any(char.isdigit() for char in between) or len(words) - capital > 4:
            continue
        stop = _stem_end(match[0], spot.passage.tag, match.start())
        start = clause + 1 + words[capital].start()
        yield Organisation(text[start:stop], "", spot, start, stop)


def _stem_end(word: str, tag: str, start: int) -> int:
    return start + len(word)


@per_language(maxsize=8)
def _state_of(tag: str) -> re.Pattern[str]:
    words = grammar_of(tag).state_of or "(?!)"
    if tag == "ru":
        return re.compile(rf"{words}(?P<name>{_CAP})")
    return re.compile(rf"(?P<name>{_CAP}(?:\s{_CAP})?)\s(?i:{words})")


def states_in(spot: Spot) -> Iterator[Organisation]:
    """The states that a paragraph names beside a word for states."""
    tag, text = spot.passage.tag, spot.passage.text
    for match in _state_of(tag).finditer(text):
        start, end = match.span("name")
        if fold(match["name"].split()[0]) in spot.passage.grammar.cardinals:
            continue
        if tag == "mn":
            end = text.index("улс", end - 1) + 3 if "улс" in text[end:] else text.index("Улс", end - 1) + 3
        yield Organisation(text[start:end], "state", spot, start, end)
