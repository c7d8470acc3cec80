"""What does not follow between places of one source: times in two zones, and totals in prose against those of a table.

Sums within a table, and what one sentence has wrong, are for `sums` and `wholes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefs.checks.arithmetic import cited_by, is_declared, told_at
from briefs.checks.dates_in_order import Fault
from briefs.checks.inquiry import Inquiry
from briefs.checks.likeness import stem
from briefs.checks.places_in_sources import Spot
from briefs.checks.table_cells import BETWEEN, heads_of_columns
from briefs.language import grammar_of, per_language
from briefs.model.problems import Problem
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts

DAY = 24 * 60
_TIME = r"(?<![\d:.])(?P<{0}>\d{{1,2}}):(?P<{0}m>\d{{2}})(?![\d:])\s*"


def times_and_totals(inquiry: Inquiry) -> Iterator[Problem]:
    """Times in two zones that are otherwise apart than elsewhere, and totals that the source's table has otherwise."""
    cited = cited_by(inquiry)
    for source, spots in inquiry.all_spots.items():
        for spot, fault in (*_zones(spots), *_totals(inquiry, spots)):
            if not is_declared(inquiry, spot, fault):
                word = spot.passage.text[fault.start : fault.end]
                facts = cited.get((source, spot.number), [])
                at = told_at(inquiry, facts, word) or inquiry.facts.sources[source].place
                message = f"in {spot.name}: {fault.message}"
                yield inquiry.problem("S214", message, at, fault.hint, word, facts=tuple(f.id for f in facts[:3]))


@per_language(maxsize=16)
def _both_clocks(tag: str) -> re.Pattern[str]:
    clocks = grammar_of(tag).contraries.get("clock", {})
    local, world = clocks.get("local", r"(?!)"), clocks.get("UTC", r"(?!)")
    one, other = _TIME.format("a"), _TIME.format("b")
    return re.compile(rf"{one}(?:{local})[\s(,/–-]*{other}(?:{world})", re.IGNORECASE)


def _zones(spots: tuple[Spot, ...]) -> Iterator[tuple[Spot, Fault]]:
    found: list[tuple[Spot, int, int, int]] = []
    for spot in spots:
        for match in _both_clocks(spot.passage.tag).finditer(spot.passage.text):
            local, world = (int(match[x]) * 60 + int(match[f"{x}m"]) for x in "ab")
            found.append((spot, match.start(), match.end(), (local - world) % DAY))
    apart = Counter(each for *_, each in found)
    usual = apart.most_common(1)[0][0] if apart else 0
    for spot, start, end, each in found:
        if each != usual:
            message = f"the two times are {_hours(each)} apart, and {_hours(usual)} elsewhere"
            yield spot, Fault("S214", start, end, message, "correct one of the times")


def _hours(minutes: int) -> str:
    minutes = min(minutes, DAY - minutes)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes // 60} h {minutes % 60} min"


def _totals(inquiry: Inquiry, spots: tuple[Spot, ...]) -> Iterator[tuple[Spot, Fault]]:
    """Sentences that give a total which the total row of the source's one table has otherwise."""
    rows = [spot for spot in spots if spot.table]
    if len({spot.table for spot in rows}) != 1:
        return
    total = next((spot for spot in rows if _is_total(spot.passage)), None)
    if total is None:
        return
    heads = inquiry.once(heads_of_columns)[total.source, total.number]
    cells = total.passage.text.split(BETWEEN)
    for spot in spots:
        if not spot.table and not spot.heading:
            for number, sentence in _said_in_all(spot.passage):
                column = _column(heads, sentence, spot.passage.tag)
                there = Passage(cells[column], spot.passage.tag).numbers if column and column < len(cells) else ()
                if len(there) == 1 and set(there[0].amounts).isdisjoint(number.amounts):
                    message = f"`{number.text}` in all, and the table has `{there[0].text}`"
                    yield spot, Fault("S214", number.start, number.end, message, "correct one of the two")


def _is_total(text: Passage) -> bool:
    first = text.text.split(BETWEEN)[0].strip()
    return bool(
        re.fullmatch(rf"(?:{text.grammar.total or '(?!)'}|total|итого|всего|всего:|дүн|барлығы)", first, re.IGNORECASE)
    )


def _said_in_all(text: Passage) -> Iterator[tuple[Number, str]]:
    """The one number of each sentence that says it is a total."""
    for begin, end in text.clauses:
        sentence = text.text[begin:end]
        numbers = [n for n in text.numbers_in(begin, end) if not (n.year or n.rank or n.time or n.limit or n.percent)]
        if len(numbers) == 1 and re.search(rf"(?<!\w)(?:{text.grammar.total or '(?!)'})", sentence, re.IGNORECASE):
            yield numbers[0], sentence


def _column(heads: dict[int, str], sentence: str, tag: str) -> int:
    """The one column whose head stands in a sentence, word for word; 0 where none or several do."""
    said = {stem(word) for word in parts(sentence)}
    links = grammar_of(tag).links
    found = [
        at
        for at, head in heads.items()
        if at and (words := [stem(w) for w in parts(head) if w not in links]) and said.issuperset(words)
    ]
    return found[0] if len(found) == 1 else 0
