"""What it takes to understand texts in a language: its number words, months, endings of names, verbs of saying.

A grammar is data, the part `grammar:` of a language's file; finding numbers, dates and names with it is the work of
`understanding`.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Ages(Struct, frozen=True):
    """How a language tells ages, births and foundings; all are patterns, `{N}` is a number."""

    age: tuple[str, ...] = ()
    """An age, of people and of what was founded, with the group n."""
    bare: tuple[str, ...] = ()
    """A number that is an age only beside a birth: Tom Berg, 56, was born."""
    born: tuple[str, ...] = ()
    """A birth with the group y, its year."""
    founded: tuple[str, ...] = ()
    """A founding with the group y."""
    told: str = ""
    """What stands in every birth and founding, so that other texts need not be searched."""
    age_born: str = ""
    """All that may stand between an age and a birth of one person; the other way round `born_age`."""
    born_age: str = ""
    age_founded: str = ""
    founded_age: str = ""
    subject: str = ""
    """What may open the sentence before them, where they do not stand in one phrase: The Minister, Tom Berg."""
    oblique: str = ""
    """The end of what may not stand before them: a word that makes them another's, as in the aide of."""
    unsure: str = ""
    """Words in whose sentence an age may be of another day, or a relative's."""


class Grammar(Struct, frozen=True):
    """One language. All words are in small letters; what is named a pattern is a regular expression."""

    tag: str
    months: Mapping[str, int]
    """Pattern of a month's name → its number."""
    dates: tuple[str, ...]
    """Patterns of dates with the groups y, m1, d1, m2, d2; `{M}` stands for the months."""
    weekdays: Mapping[str, int]
    """Pattern of a day's name → 1 for Monday to 7."""
    cardinals: Mapping[str, int]
    """Words below a hundred, and those for whole hundreds that are one word."""
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    """Words for thousands and more → the power of ten."""
    ordinals: Mapping[str, int]
    """Words from the third on: `first` and `second` say too little."""
    ordinal_mark: str
    """Pattern of what makes digits a rank."""
    month_word: str = ""
    """Pattern of a word that stands in every date; empty where the months' names do."""
    suffix: str = ""
    """Pattern of what may hang on digits and changes nothing."""
    both: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    """Words that may stand inside a number: two hundred `and` five."""
    small: frozenset[str] = frozenset()
    """Number words that mean too many other things to be held against a source: one, two."""
    before: Mapping[str, str] = field(default_factory=dict)
    """Pattern of the words before a number → more, less or about."""
    after: Mapping[str, str] = field(default_factory=dict)
    comma: bool = False
    """Whether a comma divides decimals."""
    percent: str = r"%"
    measures: Mapping[str, str] = field(default_factory=dict)
    """Phrase that says what a number counts in, behind it → its name: kilometres → km; a currency's is its code."""
    per: frozenset[str] = frozenset()
    """Words before what an amount is for: an hour, a head."""
    of: frozenset[str] = frozenset({"of"})
    """Words that may stand between a number and what it counts in: millions d'euros."""
    years: str = ""
    """Pattern of the word for years, behind a number."""
    paradigms: tuple[frozenset[str], ...] = ()
    """Sets of endings between which a word changes and stays the same word."""
    kin: frozenset[str] = frozenset()
    """Endings that make another surname of one."""
    lowest: int = 3
    """Letters that a word keeps before its ending."""
    speech: str = ""
    """Pattern of verbs of saying, thinking and wishing."""
    personal: frozenset[str] = frozenset()
    """Words that begin a sentence about whoever spoke before: he, she."""
    plural: frozenset[str] = frozenset()
    """Words that begin a sentence about several, so that nobody is sure who spoke."""
    abbreviations: frozenset[str] = frozenset()
    """Words that end with a full stop inside a sentence."""
    grew: str = ""
    fell: str = ""
    during: str = ""
    """Pattern of the word that says `more than` before a number, and `during` before a span of time: over."""
    year_before: str = ""
    """Pattern of words for the year before the one that is named: a year earlier."""
    twice: Mapping[str, int] = field(default_factory=dict)
    """Pattern of `doubled`, `trebled` → how many times."""
    total: str = ""
    """Pattern of `in all`, `altogether`, before or behind a sum."""
    including: str = ""
    """Pattern of `of which`, between a whole and its parts."""
    whole_of: str = ""
    """Pattern of what opens a sentence that divides a whole: Of the."""
    whole: str = ""
    """Pattern of what stands behind the last of several shares of one total: of the total."""
    differs: str = ""
    """Pattern of words for a difference: shortfall, surplus."""
    apart: str = ""
    """Pattern of what stands between the two amounts of a difference: against a target of."""
    since: tuple[str, ...] = ()
    """Patterns of a span of years to a year, with the groups n and y; `{N}` is a number, `{GAP}` the words between."""
    backwards: tuple[str, ...] = ()
    """Patterns of a change from one year to another, with the groups a and b."""
    start: str = ""
    """Pattern of the word before what something grew from."""
    goal: str = ""
    """Pattern of the word before what something grew to."""
    step: str = ""
    """Pattern of the word before what something grew by."""
    future: str = ""
    """Pattern of words for what is still to come."""
    in_year: str = ""
    """Pattern of what stands between a number and its year: in."""
    out_of: tuple[str, ...] = ()
    """Patterns of a part of a number, with the groups part and whole."""
    countries: str = ""
    """Pattern of the word for countries, behind a number."""
    share: str = ""
    """Pattern of words for a share."""
    posts: str = ""
    """Pattern of the words that a post is named by: minister, president, director."""
    modifiers: frozenset[str] = frozenset()
    """Words before a post that make another post of it: deputy, first, acting."""
    links: frozenset[str] = frozenset()
    """Small words that may stand inside a post, a name or a title, or between a person and a post."""
    signed: str = ""
    """Pattern of verbs of signing."""
    bodies: str = ""
    """Pattern of the words by which a body is known as one: ministry, council, bank."""
    offices: frozenset[str] = frozenset()
    """Words that name a post, besides `posts`; drafting needs more than checks do."""
    portfolios: frozenset[str] = frozenset()
    """Words for what a ministry or post is for, by which a post is told from the name behind it."""
    particles: frozenset[str] = frozenset()
    """Small words inside names of persons: de, van."""
    titled: str = ""
    """Pattern of the words with which the title of an instrument begins, or ends: Memorandum of Understanding."""
    verbs: frozenset[str] = frozenset()
    """Verbs that end the subject of a sentence with a figure, and other words that end what a figure counts."""
    uncounted: str = ""
    """Pattern of what stands beside a small number that counts nothing worth a figure: the two countries."""
    stating: str = ""
    """Pattern of a verb of saying with what leads to its words: said that."""
    state_of: str = ""
    """Pattern of what a state's name stands behind, or before: Republic of; улс."""
    today: str = ""
    """Pattern of words for the day on which a text was published."""
    byline: str = ""
    """Pattern of what a line begins with that names the author: By."""
    ages: Ages = field(default_factory=Ages)
    rank_of: str = ""
    """Pattern of what stands between a rank and the number of all that are ranked: of, among."""
    of_rank: str = ""
    """The same where the number of all stands first."""
    placed: str = ""
    """Pattern of what must stand behind the rank then."""
    fraction: str = ""
    """Pattern of the words before what looks like a rank and is a fraction: a fifth."""
    tops: tuple[str, ...] = ()
    """Patterns of a rank among so many first, with the groups rank and whole."""
    given: tuple[str, ...] = ()
    """Patterns of a sentence that gives one figure of one year: the groups label, n, unit, and y or y2."""
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of instrument, in English → patterns of its words."""
    contraries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """List of words that exclude one another → kind → pattern: direction: rose, fell. With them the patterns `joints`
    (words between clauses) and `ways` (by which exports are told from imports)."""
