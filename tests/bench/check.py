"""How long `briefs check` takes: facts by the thousand against sources by the hundred pages.

    python tests/bench/check.py [FACTS [PAGES]]

It prints the seconds of CPU time for that many and for half as many: twice the work must not take much more than twice
as long.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from briefs.project.fact_checking import examine

LINES_OF_A_PAGE = 45
PARAGRAPHS_OF_A_PAGE = 6
WORDS = (
    "the ministry port grain railway agreement of between and for with growth harbour council trade tariff line "
    "transport energy school water bridge district plan review under public works service record"
).split()


def name(chance: random.Random) -> str:
    """An invented name."""
    syllables = "ba da ke lo mi nu ra so ti va zu er in ol an".split()
    return "".join(chance.choice(syllables) for _ in range(chance.choice((2, 3, 4)))).capitalize()


def write(folder: Path, facts: int, pages: int, seed: int = 1) -> Path:
    """A fact file that is true to its source, and the source, in a folder."""
    chance = random.Random(seed)
    people = [f"{name(chance)} {name(chance)}" for _ in range(facts // 20)]
    paragraphs: list[str] = []
    rows: list[str] = []
    spoken: list[tuple[int, str]] = []
    for number in range(1, pages * PARAGRAPHS_OF_A_PAGE + 1):
        person = chance.choice(people)
        value, year = chance.randrange(1000, 99999), chance.randrange(1990, 2024)
        filler = " ".join(chance.choice(WORDS) for _ in range(60))
        words = f"turnover of {value:,} tonnes in {year}"
        paragraphs.append(f"Director {person} reported a {words}. The {filler}. It was the {filler}.")
        spoken.append((number, f"{person}|{value}|{year}|{words}"))
    while len(rows) < facts // 4:
        spot, told = spoken[len(rows) % len(spoken)]
        person, value_told, since, words = told.split("|")
        says = f'from: {{source: book, at: {spot}, says: "{words}"}}'
        label = f"Turnover of {chance.choice(WORDS)} that {person} reported"
        rows.append(f"  f{len(rows)}: {{label: {label}, value: {value_told}, unit: tonnes, period: {since}, {says}}}")
    text = "title: A large file\nas_of: 2024-11-01\nsources: {book: {title: The book}}\nfigures:\n" + "\n".join(rows)
    text += "\npeople:\n" + "\n".join(
        f"  p{n}: {{name: {person}, post: Director, from: {{source: book, at: {spot}}}}}"
        for n, person in enumerate(people)
        if (spot := next((number for number, told in spoken if told.startswith(f"{person}|")), 0))
    )
    (folder / "book.txt").write_text("The book\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    return folder / "facts.yaml"


def seconds(facts: int, pages: int) -> tuple[float, int, int]:
    """How long a check takes, how many facts there were, and how many problems were told."""
    from briefs.factfiles import load_facts

    with tempfile.TemporaryDirectory() as place:
        path = write(Path(place), facts, pages)
        count = len(load_facts(path)[0].index)
        begun = time.process_time()
        problems = examine([path], [Path(place)]).problems
        return time.process_time() - begun, count, len(problems)


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:]] or [5000, 200]
    many, pages = asked[0], asked[1] if len(asked) > 1 else 200
    for share in (2, 1):
        took, count, problems = seconds(many // share, pages // share)
        print(f"{count} facts, {pages // share} pages: {took:.1f} s, {problems} problems")
