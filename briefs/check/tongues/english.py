"""English, as official papers write it on both sides of the Atlantic.

Data only.
"""

from __future__ import annotations

from briefs.check.tongues.tongue import Tongue

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RANKS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {name: rf"{name[:3]}\.?" for name in _MONTHS} | {"september": r"sept?\.?", "may": "may"}
_AND = r"(?:-|–|—|to|and|or|until|till|through|&|,)"
_NTH = r"(?:st|nd|rd|th)?"

TONGUE = Tongue(
    tag="en",
    months={rf"{name}|{_SHORT[name]}": number for number, name in enumerate(_MONTHS, 1)},
    dates=(
        rf"(?<![\d.,])(?:(?P<d1>\d{{1,2}}){_NTH}(?:\s+(?P<m1>{{M}}))?\s*(?P<join>{_AND})\s*)?(?:the\s+)?(?<![\d.,])"
        rf"(?P<d2>\d{{1,2}}){_NTH}(?:\s+(?:day\s+)?of)?\s+(?P<m2>{{M}})(?:,?\s+(?P<y>\d{{4}}))?(?!\w)",
        rf"(?P<m1>{{M}})\s+(?P<d1>\d{{1,2}}){_NTH}(?![\d,.]*\d)"
        rf"(?:\s*(?P<join>{_AND})\s*(?:(?P<m2>{{M}})\s+)?(?P<d2>\d{{1,2}}){_NTH}(?![\d,.]*\d))?"
        rf"(?:,?\s+(?P<y>\d{{4}}))?(?!\w)",
        r"(?P<m2>{M}),?\s+(?:of\s+)?(?P<y>\d{4})(?!\w)",
        r"(?:in|by|since|until|during|from|of|early|late|mid|last|next|this)[\s-]+(?P<m2>{M})(?!\w)",
    ),
    weekdays={f"{name}day": number for number, name in enumerate("mon tues wednes thurs fri satur sun".split(), 1)},
    cardinals={word: n for n, word in enumerate(_UNITS)}
    | {word: n * 10 for n, word in enumerate(_TENS, 2)}
    | {"dozen": 12},
    hundreds=frozenset({"hundred", "hundreds"}),
    scales={
        "thousand": 3,
        "million": 6,
        "mn": 6,
        "mln": 6,
        "billion": 9,
        "bn": 9,
        "bln": 9,
        "trillion": 12,
        "tn": 12,
    },
    ordinals={word: n for n, word in enumerate(_RANKS, 3)} | {"thirtieth": 30, "hundredth": 100},
    ordinal_mark=r"(?:st|nd|rd|th)\b",
    both=frozenset({"both", "pair", "couple"}),
    joins=frozenset({"and"}),
    small=frozenset({"zero", "one", "two"}),
    before={
        r"(?:over|more than|above|exceeding|exceeds?|exceeded|at least|no fewer than|no less than|upwards of|greater"
        r" than|in excess of|not less than)": "more",
        r"(?:under|fewer than|less than|below|up to|at most|no more than|not more than|almost|nearly|close to)": "less",
        r"(?:about|around|some|approximately|roughly|circa|ca\.|an estimated)": "about",
    },
    after={r"\+|plus\b|or more\b|and more\b": "more", r"or (?:less|fewer)\b": "less", r"or so\b": "about"},
    percent=r"%|per\s?cent\b|pct\b|percentage\b",
    years=r"[\s-]*years?\b",
    paradigms=(
        frozenset({"", "s"}),
        frozenset({"y", "ies"}),
        frozenset({"s", "ses"}),
        frozenset({"x", "xes"}),
        frozenset({"ch", "ches"}),
        frozenset({"ia", "ian", "ians"}),
        frozenset({"our", "or"}),
        frozenset({"ntre", "nter", "ntres", "nters"}),
        frozenset({"ence", "ense"}),
        frozenset({"isation", "ization", "isations", "izations"}),
        frozenset({"ise", "ize"}),
    ),
    speech=(
        r"(?:sa(?:id|ys|ying)|tell(?:s|ing)?|told|not(?:ed|es|ing)|add(?:ed|s|ing)|stress(?:ed|es|ing)|"
        r"emphasi[sz](?:ed|es|ing)|underscor(?:ed|es|ing)|underlin(?:ed|es|ing)|highlight(?:ed|s|ing)|"
        r"reiterat(?:ed|es|ing)|remark(?:ed|s|ing)|express(?:ed|es|ing)|announc(?:ed|es|ing)|declar(?:ed|es|ing)|"
        r"stat(?:ed|es|ing)|explain(?:ed|s|ing)|pledg(?:ed|es|ing)|promis(?:ed|es|ing)|attribut(?:ed|es|ing)|"
        r"call(?:ed|s|ing)|warn(?:ed|s|ing)|argu(?:ed|es|ing)|thank(?:ed|s|ing)|welcom(?:ed|es|ing)|"
        r"confirm(?:ed|s|ing)|point(?:ed|s|ing) out|propos(?:ed|es|ing)|suggest(?:ed|s|ing)|hop(?:ed|es|ing)|"
        r"believ(?:ed|es|ing)|assur(?:ed|es|ing)|invit(?:ed|es|ing)|open(?:ed|s|ing)|report(?:ed|s|ing)|"
        r"ask(?:ed|s|ing)|answer(?:ed|s|ing)|repl(?:ied|ies|ying)|insist(?:ed|s|ing)|according|shared|commit(?:ted|s))"
    ),
    personal=frozenset("he she".split()),
    plural=frozenset({"both", "they", "all", "the two", "two"}),
    abbreviations=frozenset(
        "mr mrs ms dr prof no nos st gen col hon art para sec vol approx e.g i.e vs inc ltd".split()
    ),
    grew=(
        r"\b(?:gr[eo]w(?:s|n|ing|th)?|r[oi]se(?:s|n)?|rising|increas\w+|surg\w+|jump\w*|climb\w*|expand\w*|soar\w*|"
        r"up|gain\w*|higher)\b"
    ),
    fell=(
        r"\b(?:f[ae]ll(?:s|en|ing)?|dropp?\w*|decreas\w+|declin\w+|down|shr[aiu]nk\w*|reduc\w+|cut|lower|contract\w*|"
        r"slump\w*)\b"
    ),
    twice={r"doubl(?:ed|es|ing)\b": 2, r"(?:tripl|trebl)(?:ed|es|ing)\b": 3, r"quadrupl(?:ed|es|ing)\b": 4},
    total=r"in all\b|in total\b|altogether\b|all told\b|total of\b|totall?ing\b|sum of\b|combined\b",
    since=(
        r"(?P<n>{N})[\s-]+years? (?:after|since)\b{GAP}\b(?P<y>[12]\d{3})\b",
        r"\b(?P<y>[12]\d{3})\b{GAP}\b(?P<n>{N})[\s-]+years? (?:ago|later)\b",
        r"(?P<n>{N})[\s-]+(?:years? of|years?['’] of|th anniversary of)\b{GAP}"
        r"\b(?:established|founded|begun|signed|opened|created|launched)\b{GAP}\b(?P<y>[12]\d{3})\b",
    ),
    backwards=(r"\bfrom\b{GAP}\bin\s+(?P<a>[12]\d{3})\s+to\b{GAP}\bin\s+(?P<b>[12]\d{3})\b",),
    start=r"\b(?:from|at)\s+(?:\w+\s+)?[^\w\s]?$",
    goal=r"\bto\s+(?:\w+\s+)?[^\w\s]?$",
    step=r"\bby\s+(?:\w+\s+){0,2}[^\w\s]?$",
    future=(
        r"\b(?:will|shall|would|may|(?:is|are) to|to be|plann?\w*|expected|due|scheduled|intend\w*|proposed|deadline|"
        r"decides?|next|upcoming|forthcoming)\b"
    ),
    in_year=r"\s+(?:[A-Z]{3}\s+|\w+\s+)?in\s+",
    out_of=(r"(?P<part>{N}) (?:out of|of the|of) (?P<whole>{N})\b",),
    countries=r"\s+(?:\w+\s+)?(?:countries|states|nations)\b",
    share=r"\b(?:shares?|proportion|portion|part of)\b",
    posts=(
        r"(?:minister|president|ambassador|director|director-general|secretary|secretary-general|chair|chairman|"
        r"chairwoman|chairperson|speaker|head|governor|mayor|commissioner|engineer|chief|officer|envoy|consul|"
        r"chancellor|king|queen|prince|princess|rector|professor|judge|treasurer|clerk|auditor|prosecutor|manager)"
    ),
    modifiers=frozenset("deputy vice first second assistant associate acting former prime senior junior under".split()),
    links=frozenset("of the and for to in on with a an at s de by also as".split()),
    signed=r"\b(?:sign(?:ed|s|ing)|signator\w+|initial(?:l?ed|l?ing)|conclud(?:ed|ing))\b",
)
