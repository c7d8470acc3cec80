"""A draft of a fact file from the texts of sources: every rule is asked, and what the checks refuse is taken out.

No model is asked, and no network; an office's own function may add to what the rules find (`Finder`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot
from briefs.checks.table_of_checks import ONLY_WARNING, SOURCE_CHECKS, errors_of
from briefs.drafting.candidate import Candidate, SourceToDraft, Value, around, quoted
from briefs.drafting.draft_file import File, Line, scalar, written
from briefs.drafting.events import events_in
from briefs.drafting.figures import Counted, figures_in
from briefs.drafting.instruments import Titled, instruments_in
from briefs.drafting.people_and_bodies import Cast
from briefs.drafting.statements import statements_in
from briefs.drafting.tables import from_tables
from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.language import grammar_of
from briefs.model.facts import Facts
from briefs.model.problems import Problem
from briefs.understanding.dates import day_of
from briefs.understanding.passages import passage
from briefs.understanding.words import parts

Finder = Callable[[SourceToDraft], Iterable[Candidate]]
"""What an office brings: a function that finds more candidates in a source; each is checked as all are."""
CORE = frozenset({"name", "title", "label", "value", "points", "date", "what", "who", "said", "quote", "kind"})
"""The fields without which a record says nothing."""
OF_EVERYBODY = frozenset({"S108", "S112", "S113", "S114", "S136", "S301", "S303", "S304", "S305"})
"""The checks that look at all people, bodies and titles of a file: without one of them they may judge another way."""
ROUNDS = 16
"""How often the checks are asked; what they refuse to the last is left out."""


def drafted(sources: Sequence[SourceToDraft], head: Sequence[str], finders: Sequence[Finder] = ()) -> File:
    """The fact file: head, candidates that the checks let pass, and below what no rule understood."""
    found: list[Candidate] = []
    cast_of: dict[str, Cast] = {}
    for source in sources:
        cast = cast_of[source.text.id] = Cast(source)
        found += [*cast.bodies, *cast.people, *_instruments(source, cast), *from_tables(source)]
        found += _figures(source, found)
        day = day_of(source.published)
        found += [each for spot in source.prose for each in events_in(spot, day)]
        found += [each for finder in finders for each in finder(source)]
    found += _statements(sources, head, found)
    return _sieved(sources, head, found)


def _instruments(source: SourceToDraft, cast: Cast) -> list[Candidate]:
    titles: dict[tuple[str, ...], tuple[Candidate, Titled]] = {}
    for spot in source.prose:
        for each in instruments_in(spot):
            key = tuple(parts(each.title))
            shorter = any(set(key) - _kind_words(each) <= set(other) for other in titles)
            if key in titles or shorter or parts(source.title) == list(key):
                continue
            fields: dict[str, Value] = {"title": each.title, "kind": each.kind.strip()}
            says = quoted(spot, each.start, each.end)
            made = Candidate("agreements", each.title, fields, spot, says, [(each.start, each.end)])
            titles[key] = (made, each)
    whole = [key for key in titles if not any(_is_part(key, other, titles[key][1]) for other in titles)]
    titles = {key: titles[key] for key in whole}
    for made, each in titles.values():
        signers = _signatories(source, cast, each)
        if signers:
            made.fields["signatories"] = list(signers)
    return [made for made, _ in titles.values()]


def _is_part(key: tuple[str, ...], other: tuple[str, ...], each: Titled) -> bool:
    """Whether a title is a shorter way to call another: the Pension Cooperation Agreement."""
    return len(key) < len(other) and set(key) - _kind_words(each) <= set(other)


def _kind_words(each: Titled) -> set[str]:
    return {*parts(each.kind)}


def _signatories(source: SourceToDraft, cast: Cast, each: Titled) -> list[Candidate]:
    """The people of the sentence that tells of the signing: those behind `signed by`, else those before `signed`."""
    text = each.spot.passage
    number = text.sentence_at(each.start)
    signed = re.compile(grammar_of(text.tag).signed or "(?!)", re.IGNORECASE)
    for at in (number, number + 1):
        if at >= len(text.sentences):
            continue
        begin, end = text.sentences[at]
        verb = signed.search(text.text, begin, end)
        if verb is None:
            continue
        from_, to = begin, end
        if by := re.search(r"\bby\b", text.text[verb.end() : end]):
            from_ = verb.end() + by.end()
        elif text.tag == "en":
            to = verb.start()
        named = [(p, pos) for p in cast.people for pos in [_names(text.text, from_, to, p)] if pos >= 0]
        chosen = [p for p, _ in sorted(named, key=lambda pair: pair[1])]
        if len(chosen) > 1 or (chosen and at == number):
            return chosen[:6]
    return []


def _names(text: str, begin: int, end: int, person: Candidate) -> int:
    """Where a stretch of a text names a person by the last name; -1 where it does not."""
    last = person.text("name").split()[-1]
    stem = last if text.isascii() or len(last) < 5 else last[:-1]
    if text.find(stem, begin, end) < 0:
        return -1
    found = re.compile(rf"(?<!\w){re.escape(stem)}").search(text, begin, end)
    return found.start() if found else -1


def _figures(source: SourceToDraft, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The figures of running text, tied to those they are compared with; the same number twice is one."""
    seen: dict[tuple[str, str, str], Candidate] = {}
    titles = [known.text("title") for known in found if known.section == "agreements"]
    also: dict[int, list[tuple[int, int]]] = {}
    for known in found:
        also.setdefault(id(known.spot), []).extend(known.also)
    for spot in source.prose:
        taken = [*also.get(id(spot), ()), *((at, at + len(title)) for title in titles for at in _all(spot, title))]
        before: Candidate | None = None
        for each in figures_in(spot, taken):
            key = (each.value, each.unit, each.period if each.period else each.label)
            if key in seen:
                before = seen[key]
                continue
            made = seen[key] = _figure(each)
            if each.shares and before is not None:
                made.fields["compare"] = before
            before = made
            yield made


def _all(spot: Spot, words: str) -> Iterator[int]:
    at = spot.passage.text.find(words) if words else -1
    while at >= 0:
        yield at
        at = spot.passage.text.find(words, at + 1)


def _figure(each: Counted) -> Candidate:
    shown = {"label": each.label, "value": each.value, "unit": each.unit, "period": each.period}
    fields = {name: value for name, value in shown.items() if value}
    says = around(each.spot, each.start, each.end, 2, 3)
    return Candidate(
        "figures", f"{each.label} {each.period}".strip(), dict(fields), each.spot, says, [(each.start, each.end)]
    )


def _statements(
    sources: Sequence[SourceToDraft], head: Sequence[str], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    cast = [each for each in found if each.section in {"people", "organisations"}]
    file = written(head, cast, _places(sources, cast), ())
    inquiry = Inquiry(_loaded(file), {source.text.id: source.text for source in sources})
    seen = {each.text("title") for each in found if each.section == "agreements"}
    for source in sources:
        body = set(source.prose)
        for spot in inquiry.all_spots[source.text.id]:
            for each in statements_in(inquiry, spot, file.keys) if spot in body else ():
                words = each.text("said") or each.text("quote")
                if words not in seen:
                    seen.add(words)
                    yield each


def _places(sources: Sequence[SourceToDraft], found: Iterable[Candidate]) -> dict[int, str]:
    by_id = {source.text.id: source for source in sources}
    return {id(each): by_id[each.spot.source].place_of(each) for each in found}


def _loaded(file: File) -> Facts:
    facts, _ = _read(file)
    return facts


def _read(file: File) -> tuple[Facts, list[Problem]]:
    return facts_of(file.text, Ledger("draft.yaml", "F00"))


def _sieved(sources: Sequence[SourceToDraft], head: Sequence[str], found: list[Candidate]) -> File:
    """The file without what the checks refuse: first the field, then the record.

    Behind the round of all checks those are asked again that have refused something, and those that hold records
    against one another: to others it makes no difference what was taken out.
    """
    texts = {source.text.id: source.text for source in sources}
    kept = list(found)
    codes = frozenset(SOURCE_CHECKS) - ONLY_WARNING
    for number in range(ROUNDS):
        kept = [each for each in kept if _is_whole(each, kept)]
        file = written(head, kept, _places(sources, kept), ())
        facts, faults = _read(file)
        problems = [*faults, *errors_of(Inquiry(facts, texts, file.text.splitlines()), codes)]
        refused = [problem for problem in problems if problem.at.line in file.lines and problem.severity == "error"]
        if not refused:
            break
        codes = OF_EVERYBODY.union(problem.code for problem in refused)
        gone = _taken_out(file, refused, number < ROUNDS - 2)
        kept = [each for each in kept if id(each) not in gone]
    kept = [each for each in kept if _is_whole(each, kept)]
    tail = list(_left_over(sources, kept))
    return written(head, kept, _places(sources, kept), tail)


def _taken_out(file: File, refused: Iterable[Problem], gently: bool) -> set[int]:
    """The identities of the records to leave out; `gently` takes away only the field where that is enough."""
    gone: set[int] = set()
    for problem in refused:
        line = file.lines[problem.at.line]
        name = _field_at(line, problem.at.column)
        if name and name not in CORE and gently:
            line.candidate.fields.pop(name, None)
        else:
            gone.add(id(line.candidate))
    return gone


def _is_whole(each: Candidate, kept: Sequence[Candidate]) -> bool:
    """Whether what a record must refer to is still there."""
    who = each.fields.get("who")
    return not isinstance(who, Candidate) or who in kept


def _field_at(line: Line, column: int) -> str:
    return next((name for name, (begin, end) in line.fields.items() if begin <= column < end), "")


def _left_over(sources: Sequence[SourceToDraft], kept: Sequence[Candidate]) -> Iterator[str]:
    """The paragraphs of which no rule has made anything, as comments."""
    told: dict[tuple[str, int], list[str]] = {}
    for each in kept:
        told.setdefault((each.spot.source, each.spot.number), []).append(each.says)
    lines: list[str] = []
    for source in sources:
        for spot in source.prose:
            if (spot.source, spot.number) not in told:
                lines.append(f"#   {source.text.id}, {source.place(spot)}: {_cut(spot.passage.text)}")
            elif left := _sentences_left(spot, told[spot.source, spot.number]):
                lines += [f"#   {source.text.id}, {source.place(spot)}: {_cut(text)}" for text in left]
    if lines:
        yield from ("", "# Not understood by any rule; see whether something in it matters:", *lines)


def _sentences_left(spot: Spot, quotes: Sequence[str]) -> list[str]:
    """The sentences of a paragraph in which nothing stands that a record quotes."""
    text = spot.passage
    found = []
    for begin, end in text.sentences:
        sentence = text.text[begin:end]
        if len(sentence.split()) > 3 and not any(
            words and (words in sentence or sentence in words) for words in quotes
        ):
            found.append(sentence)
    return found


def _cut(text: str, most: int = 150) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def head_of(sources: Sequence[SourceToDraft], records: Sequence[str], today: date | None = None) -> list[str]:
    """The lines above the sections: title, day, language, summary, and the records of the sources."""
    first = sources[0]
    published = max((source.published for source in sources if len(source.published) == 10), default="")
    as_of = published or (today.isoformat() if today else "")
    lines = [
        "# Drafted by rules from the sources below: nothing here is confirmed. Correct it, delete what matters not,",
        "# and take `draft: true` away from each section that you have gone through: a final paper refuses it.",
        "",
        f"title: {scalar(first.title)}",
        f"as_of: {as_of or 'TBC'}",
        *([f"language: {first.tag}"] if first.tag != "en" else []),
    ]
    summary = _summary(first)
    return [*lines, *summary, "", "sources:", *records]


def _summary(source: SourceToDraft) -> list[str]:
    """The first sentence of the text, as it stands there."""
    spot = next((s for s in source.prose if len(s.passage.tokens) > 8 and s.passage.sentences and s.number), None)
    if spot is None:
        return []
    begin, end = spot.passage.sentences[0]
    sentence = spot.passage.text[begin:end].strip()
    if passage(sentence, source.tag).text.count(" ") > 60:
        return []
    place, says = source.place(spot), quoted(spot, begin, end, 60)
    return [
        "summary:",
        f"  value: {scalar(sentence)}",
        f"  from: {{source: {source.text.id}, at: {place}, says: {scalar(says)}}}",
    ]
