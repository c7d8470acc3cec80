"""English, as official papers write it on both sides of the Atlantic.

Data only.
"""

from __future__ import annotations

from briefs.check.tongues.tongue import Ages, Tongue

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
_NAME = r"(?-i:[A-Z])[\w.’-]*(?:\s(?-i:[A-Z])[\w.’-]*){0,3}"
_PLACE = rf"{_NAME}(?:,\s{_NAME})?"
_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_SHORT.values())})"
_DAY = rf"(?:(?:\d{{1,2}}{_NTH}\s+)?{_MONTH},?\s+|{_MONTH}\s+\d{{1,2}}{_NTH},?\s+)?"
_BODY = (
    r"(?:(?:research|state|national|public|private|local|family|regional|scientific|technical|trading|shipping)\s+)?"
    r"(?:company|institute|university|school|bank|firm|organi[sz]ation|bridge|plant|factory|museum|port|agency|council|"
    r"cent(?:re|er)|association|club|hospital|theatre|library|party|fund)"
)
_OFFICE = rf"{_NAME}(?:\s(?:of|for)\s(?:the\s)?{_NAME})*"

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
    ages=Ages(
        told=r"born|\bb\.|founded|establish|set\s+up|created|built|opened",
        age=(r"(?P<n>{N})[\s-]years?[\s-]old\b",),
        bare=(
            r"\baged?\s+(?P<n>\d{1,3})\b(?![.,]\d)",
            r"(?-i:\b[A-Z])[\w'’-]+,\s(?P<n>\d{1,3})(?=,)",
            r"\bis\s+(?:now\s+)?(?P<n>\d{1,3})(?=\s*(?:[.,;)]\s|[.;)]?$|and\b))",
        ),
        born=(
            rf"\b(?:born|b\.)\s+(?:in\s+{_PLACE},?\s+)?(?:(?:on|in)\s+)?(?:the\s+)?{_DAY}(?P<y>[12]\d{{3}})\b"
            r"(?!\s*[-–/]\d)",
        ),
        founded=(
            rf"(?:^|,\s*|\b(?:{_BODY}\s+)?(?:(?:that|which)\s+)?was\s+|\b{_BODY}\s+|(?<=[.!?]\s))(?:first\s+)?"
            rf"(?:founded|established|set\s+up|created|built|opened)\s+(?:on|in)\s+{_DAY}(?P<y>[12]\d{{3}})\b"
            r"(?!\s*[-–/]\d)",
        ),
        age_born=rf"(?:\s+(?:{_NAME}|(?!{_BODY})(?-i:[a-z]+)))?,?\s*\(?(?:who\s+)?(?:was\s+)?|,\s+(?:who\s+)?was\s+",
        born_age=rf"[,)]*\s*(?:and\s+)?(?:(?:is|now|who|already|aged?)\s+)*|,\s+{_NAME},?\s+(?:(?:is|now|aged?)\s+)*",
        age_founded=rf"\s+(?:{_BODY}|{_OFFICE})?\s*",
        founded_age=rf",?\s*(?:(?:is|now)\s+)+|,\s+the\s+(?:{_BODY}|{_OFFICE})\s+is\s+(?:now\s+)?",
        subject=rf"(?:(?:the|its|our|mr|mrs|ms|dr)\.?\s+)?(?:{_OFFICE},\s+)?(?:{_NAME}|{_BODY}|(?-i:[a-z-]+))",
        oblique=r"\b(?:of|to|for|with|by|in|on|at|from|about|and|than|as)\s+(?:(?:the|an?)\s+)?$",
        unsure=(
            r"\b(?:when|then|once|died|dead|killed|death|murdered|became|late|former(?:ly)?|ago|later|before|after|"
            r"until|will|would|turn(?:s|ed|ing)?|at (?:the )?age|at the time|by the age|next year|last year|had|"
            r"his|her|whose|their|(?:grand)?(?:mother|father|son|daughter|parents?|child(?:ren)?)|wife|husband|brother|"
            r"sister|widow(?:er)?|twins?|nephew|niece|uncle|aunt|cousin|rebuilt|re-?founded|re-?opened|branch|"
            r"(?:was|were)\s+(?!born\b)(?:\w+\s+){0,2}(?:aged?\b|[\w-]+[\s-]years?[\s-]old|\d{1,2}\b(?!\s+[a-z]+\s+\d{4})))"
            r"(?!\w)"
        ),
    ),
    rank_of=(
        r"(?:\s+(?:place|position|rank))?\s+(?:out\s+of|of|among|amongst)\s+"
        r"(?:(?:the|all|these|those|a\s+total\s+of|its|their)\s+)?(?:world's\s+|world’s\s+)?"
    ),
    fraction=r"\b(?:an?|one|every|each|per|another|only|(?:on|since|until|by|till)\s+the)\s+$|[\w-]+\s+and\s+an?\s+$",
    tops=(
        r"\brank(?:s|ed|ing)?\s+(?:at\s+|in\s+|the\s+)*(?P<rank>{N}(?:st|nd|rd|th)?)(?:\s+(?:place|position))?,?\s+"
        r"(?:and\s+|thus\s+|so\s+|which\s+is\s+){0,2}(?:in|among|within)\s+the\s+(?:world['’]s\s+)?top\s+(?P<whole>{N})\b"
        r"(?!\s*(?:%|per\s?cent|\w+\s+of\s+\w+\s+years))",
        r"\b(?:is|are|ranks|stands)\s+(?:among|in|within)\s+the\s+(?:world['’]s\s+)?top\s+(?P<whole>{N})(?:\s+[a-z]+){0,2},?"
        r"\s+(?:at|ranking|ranked|placed|in)\s+(?:the\s+)?(?P<rank>{N}(?:st|nd|rd|th))\b(?:\s+(?:place|position))?"
        r"(?=\s*[.,;)])",
    ),
    given=(
        r"(?:In\s+(?P<y>[12]\d{3}),?\s+)?(?P<label>[^\d.,;:()“”\"«»]{3,90}?)\s+"
        r"(?:was|were|stood\s+at|amounted\s+to|came\s+to|reached|totall?ed|(?:rose|grew|increased|fell|dropped)\s+to)\s+"
        r"(?:(?-i:(?P<money>[A-Z]{3}|[$€£¥₮₸₽]))\s*)?(?P<n>{NUM})(?P<unit>(?:\s+(?!(?:higher|lower|more|less|fewer|up|down|times)\b)[^\W\d_]+){0,3}?|\s*%)"
        r"(?:\s+in\s+(?P<y2>[12]\d{3}))?(?=[.;,)](?:\s|$)|$|\s+(?:and|but|while)\s+(?![\d]))",
    ),
    kinds={
        "memorandum": (r"memorand(?:um|a|ums)|mous?",),
        "memorandum of understanding": (r"memorand(?:um|a|ums) of (?:mutual )?understanding|mous?",),
        "agreement": (r"agreements?", r"accords?", r"pacts?", r"arrangements?"),
        "treaty": (r"treat(?:y|ies)",),
        "contract": (r"contracts?",),
        "declaration": (r"declarations?",),
        "statement": (r"statements?",),
        "communiqué": (r"communiqu[eé]s?",),
        "roadmap": (r"road[\s-]?maps?",),
        "plan": (r"plans?",),
        "programme": (r"program(?:me)?s?",),
        "protocol": (r"protocols?",),
        "convention": (r"conventions?",),
        "charter": (r"charters?",),
    },
)
