"""Checks of who is named where: signatories, parties, those who took part, and the posts that people hold.

Structure beats text: who is referred to must be named at the place that is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.fields import entries_of, field_of, record_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.people_and_bodies import Mention, Person
from briefs.checks.places_in_sources import Scope, Spot
from briefs.language import names_territory
from briefs.model.facts import Fact, Reference
from briefs.model.problems import Problem
from briefs.understanding.courtesies import courtesies_before, is_courtesy
from briefs.understanding.passages import GAP, Passage, alike, passage
from briefs.understanding.words import parts, same_word

BETWEEN = 14
"""Words that may stand between a person and the post: the name of a state or body, `of`, `the`."""
AND = frozenset({"and", "и", "ба", "болон", "және", "мен", "бен", "пен"})
"""Words that lead to somebody else."""
ARTICLES = frozenset({"a", "an", "the", "la", "le", "les", "el", "los", "las"})
STEM = 4
"""Letters that an adjective has in common with its state: Veldanian, Veldania."""
LEGAL_FORMS = (
    "plc ltd limited llc llp inc corp co company gmbh ag sa sas sarl spa srl bv nv as oy ab jsc ojsc pjsc pty lda ltda "
    "ооо оао ао пао зао тоо ақ жшс хк ххк"
).split()  # fmt: skip
"""What companies are called behind their name; many a file leaves it out."""
MODIFIERS_FIRST = frozenset({"kk", "mn"})
"""Languages in which all that belongs to a post stands before its last word."""
AT_THE_PLACE = frozenset({"agreements.signatories", "statements.who", "events.who", "actions.who"})
"""References to people that the words cited for them must name; of others those cited for the record."""
FOLLOWED = AT_THE_PLACE | {
    "agreements.bodies", "visit.host", "visit.guest", "people.of", "organisations.of",
}  # fmt: skip


def not_named(inquiry: Inquiry) -> Iterator[Problem]:
    """A record refers to a person or body whom the cited words do not name."""
    for fact in inquiry.facts.index.values():
        if not isinstance(fact.value, Reference) or field_of(fact) not in FOLLOWED:
            continue
        person = fact.value.section == "people"
        scope = inquiry.scope(fact) if person and field_of(fact) in AT_THE_PLACE else inquiry.wide(fact)
        if scope is None or not inquiry.reads(fact, scope):
            continue
        spots = scope.spots
        if field_of(fact) == "agreements.signatories":
            spots = _beside_title(inquiry, fact, scope)
        if not any(inquiry.cast.names(spot.passage, fact.value.id) for spot in spots):
            where = f"in {scope.name}" if spots == scope.spots else f"beside its title in {scope.name}"
            name = inquiry.facts.text(f"{fact.value.id}.name")
            message = f"{name} is not named {where}"
            hint = _named_there(inquiry, spots, fact)
            yield inquiry.problem("S112", message, fact.at, hint, fact.written)


def _named_there(inquiry: Inquiry, spots: tuple[Spot, ...], fact: Fact) -> str:
    assert isinstance(fact.value, Reference)
    cast = inquiry.cast
    mentioned = dict.fromkeys(m.id for spot in spots for m in cast.mentions(spot.passage))
    there = [each.rpartition(".")[2] for each in mentioned if each.startswith(fact.value.section)]
    listed = ", ".join(f"`{key}`" for key in there[:4])
    return f"named there: {listed}" if listed else "cite the place that names them"


def _beside_title(inquiry: Inquiry, fact: Fact, scope: Scope) -> tuple[Spot, ...]:
    """Where the paragraphs tell of several instruments, the sentences about this one alone."""
    record = record_of(fact)
    titles = {r.id: parts(inquiry.facts.text(f"{r.id}.title")) for r in inquiry.records("agreements")}
    signed = list(_signed_in(inquiry, scope, titles[record])) or list(_quoted_signing(inquiry, fact, scope))
    if signed:
        return tuple(signed)
    found: list[Spot] = []
    for spot in scope.spots:
        about = _sentences_about(spot.passage, titles, record)
        if about is None:
            found.append(spot)
        else:
            found += (spot._replace(passage=passage(text, spot.passage.tag)) for text in about)
    named = any(m.id.startswith("people.") for spot in found for m in inquiry.cast.mentions(spot.passage))
    return tuple(found) if named else scope.spots


def _signed_in(inquiry: Inquiry, scope: Scope, title: list[str]) -> Iterator[Spot]:
    """The sentences that hold the title, a verb of signing, and somebody of the file."""
    for spot in scope.spots:
        text = spot.passage
        for run in text.runs(title):
            begin, end = text.sentences[text.sentence_at(text.offsets(run)[0])]
            sentence = passage(text.text[begin:end], text.tag)
            named = any(mention.id.startswith("people.") for mention in inquiry.cast.mentions(sentence))
            if named and re.search(text.grammar.signed or r"(?!)", sentence.text, re.IGNORECASE):
                yield spot._replace(passage=sentence)


def _quoted_signing(inquiry: Inquiry, fact: Fact, scope: Scope) -> Iterator[Spot]:
    """The sentences that a fact quotes for who signed: with a verb of signing, and somebody of the file."""
    said = [alike(words) for citation in fact.sources for words in citation.says]
    for spot in scope.spots if said else ():
        text = spot.passage
        for begin, end in text.sentences:
            whole = alike(text.text[begin:end])
            if not any(
                words in whole and re.search(text.grammar.signed or r"(?!)", words, re.IGNORECASE) for words in said
            ):
                continue
            sentence = passage(text.text[begin:end], text.tag)
            if any(mention.id.startswith("people.") for mention in inquiry.cast.mentions(sentence)):
                yield spot._replace(passage=sentence)


def _sentences_about(text: Passage, titles: dict[str, list[str]], record: str) -> list[str] | None:
    """The sentences of a paragraph from an instrument's title to the next title; None where it has no other title."""
    at: dict[str, set[int]] = {}
    for id_, words in titles.items():
        for run in text.runs(words):
            at.setdefault(id_, set()).add(text.sentence_at(text.offsets(run)[0]))
    if record not in at or len(at) < 2:
        return None
    others = {n for id_, numbers in at.items() if id_ != record for n in numbers}
    found: list[str] = []
    own = False
    for number, (begin, end) in enumerate(text.sentences):
        own = number in at[record] or (own and number not in others)
        if own:
            found.append(text.text[begin:end])
    return found


def post_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """A person's post does not stand beside the name in the source."""
    for person in inquiry.cast.people.values():
        for post in entries_of(person.record, "post"):
            wide = inquiry.wide(post)
            if wide is None or not inquiry.reads(post, wide):
                continue
            named = [(s.passage, m) for s in wide.spots for m in inquiry.cast.mentions(s.passage) if m.id == person.id]
            if named and not any(holds(inquiry, person, text, mention) for text, mention in named):
                message = f"`{post.written}` does not stand beside {person.name} in {wide.name}"
                hint = f"the source has `{_around(*named[0])}`"
                yield inquiry.problem("S113", message, post.at, hint, post.written)


def holds(inquiry: Inquiry, person: Person, text: Passage, mention: Mention) -> bool:
    """Whether a person's post stands next to a mention of the name."""
    words = parts(person.post)
    if words and {words[0], words[-1]} & (text.grammar.links - ARTICLES):
        return False  # cut at a small word: Minister of
    forms = [form for short in _shortened(inquiry, words, text) for form in _forms(short, text.tag)]
    runs = [run for form in forms for run in text.runs(form, exact=text.tag == "en")]
    for first, last in runs:
        if last < mention.first and mention.first - last <= BETWEEN:
            between = range(last + 1, courtesies_before(text, mention.first))
            if _is_filler(inquiry, person, text, between) and not _modified(inquiry, person, text, first):
                return True
        elif first > mention.last and first - mention.last <= BETWEEN:
            between = range(mention.last + 1, first)
            if _is_filler(inquiry, person, text, between) and not _goes_on(inquiry, person, text, last):
                return True
    return _is_done_by(words, text, mention)


def _is_done_by(words: list[str], text: Passage, mention: Mention) -> bool:
    """Whether a verb says what a post is called by: chair of the panel, and the panel, chaired by Dr Nwosu."""
    verb = courtesies_before(text, mention.first) - 1
    while verb > 0 and text.tokens[verb].folded in text.grammar.links:
        verb -= 1
    if verb < 1 or len(words) < 2 or len(words[0]) < STEM or text.tokens[verb].folded[:STEM] != words[0][:STEM]:
        return False
    rest = [word for word in words[1:] if word not in text.grammar.links]
    begin = max(0, verb - len(rest) - BETWEEN)
    return bool(rest) and any(begin <= first and last < verb for first, last in text.runs(rest, gap=GAP))


def _shortened(inquiry: Inquiry, words: list[str], text: Passage) -> Iterator[list[str]]:
    """A post as it is given, and with a body that it names called as texts do the second time: of the Office."""
    yield words
    kinds = re.compile(text.grammar.bodies or r"(?!)", re.IGNORECASE)
    for body in inquiry.cast.bodies.values():
        for size in range(2, len(body.words) + 1):
            for at in range(1, len(words) - size + 1):
                if tuple(words[at : at + size]) == body.words[:size]:
                    found = (word for word in body.words[:size] if kinds.fullmatch(word))
                    yield from ([*words[:at], kind, *words[at + size :]] for kind in dict.fromkeys(found))


def _forms(words: list[str], tag: str) -> list[list[str]]:
    """A post as it is given, and turned round: Minister of Foreign Affairs, Foreign Affairs Minister."""
    small = next((at for at, word in enumerate(words) if word in {"of", "for"}), 0)
    turned = [*words[small + 1 :], *words[:small]]
    simple = tag == "en" and small and {"of", "for", "the"}.isdisjoint(turned)
    return [words, turned] if simple else [words]


def _is_filler(inquiry: Inquiry, person: Person, text: Passage, between: range) -> bool:
    """Whether nothing stands between but small words, the person's own name, and the bodies of the post."""
    begin, end = text.tokens[between.start - 1].end, text.tokens[max(between.start, between.stop)].start
    apart = text.sentence_at(begin - 1) != text.sentence_at(end)
    if apart or ";" in text.text[begin:end]:
        return False
    fillers = _fillers(inquiry, person)
    named = [m for m in inquiry.cast.mentions(text) if m.id in inquiry.cast.bodies]
    links = text.grammar.links - AND
    return all(
        text.tokens[at].folded in links
        or len(text.tokens[at].folded) == 1
        or any(each.first <= at <= each.last for each in named)
        or any(same_word(word, text.tokens[at].folded, text.tag) for word in fillers)
        or is_courtesy(text, at)
        or (text.tokens[at].capital and names_territory(text.tokens[at].folded, text.tag))
        for at in between
    )


def _fillers(inquiry: Inquiry, person: Person) -> list[str]:
    """The words of the person's name and of the body that the post belongs to; of every state, if to none."""
    cast = inquiry.cast
    bodies = list(cast.of_body(person.body))
    if not any(body.state for body in bodies):
        bodies += [body for body in cast.bodies.values() if body.state]
    words = [word for body in bodies for form in (body.words, *body.others) for word in form]
    words += LEGAL_FORMS
    return list(dict.fromkeys([*words, *person.words]))


def _modified(inquiry: Inquiry, person: Person, text: Passage, first: int) -> bool:
    """Whether a word before the post makes another post of it: deputy, acting, Foreign."""
    if first == 0:
        return False
    before = text.tokens[first - 1]
    if before.folded in text.grammar.modifiers:
        return True
    joined = text.text[before.end : text.tokens[first].start] == " "
    opens = any(name.token is before and name.opens for name in text.names)
    own = before.folded in text.grammar.links or not inquiry.cast.of_body(person.body)
    own = own or any(same_word(word, before.folded, text.tag) for word in _fillers(inquiry, person))
    own = own or names_territory(before.folded, text.tag) or is_courtesy(text, first - 1)
    own = own or any(len(word) > STEM and word[:STEM] == before.folded[:STEM] for word in _fillers(inquiry, person))
    inside = text.tag in MODIFIERS_FIRST and not before.folded.isdigit()
    return joined and (inside or (before.capital and text.tokens[first].capital)) and not (opens or own)


def _goes_on(inquiry: Inquiry, person: Person, text: Passage, last: int) -> bool:
    """Whether the post goes on in the source after its last word: Executive, but not Executive Director."""
    if last + 1 >= len(text.tokens):
        return False
    token = text.tokens[last + 1]
    joined = text.text[text.tokens[last].end : token.start]
    own = any(same_word(word, token.folded, text.tag) for word in _fillers(inquiry, person))
    return joined in {" ", "-"} and token.capital and not own


def _around(text: Passage, mention: Mention) -> str:
    """The words about a mention, to be shown."""
    first, last = max(0, mention.first - 10), min(len(text.tokens) - 1, mention.last + 6)
    begin, _ = text.sentences[text.sentence_at(mention.start)]
    start = max(begin, text.tokens[first].start)
    return text.text[start : text.tokens[last].end]
