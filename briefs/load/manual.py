"""The manual pages of what can be wrong with fact files (F), and with themes and the heads of templates (T02 to T04).

What templates' bodies do wrong is explained in `build`, what checks find in `check`. Each page holds an example
that brings the problem about, and nothing else; the tests run it.
"""

from __future__ import annotations


def _page(code: str, title: str, why: str, fix: str, kind: str, example: str) -> str:
    return f"{title:<76} [{code}]\n\nWhy: {why}\nFix: {fix}\n\n```{kind}\n{example.strip(chr(10))}\n```\n"


HEAD = "title: Trade in 2024\nas_of: 2024-11-01\nfrom: us\n"
DEEP = f"other: {{a: {'[' * 45}1{']' * 45}}}\n"

FACTS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "F001",
        "A fact file cannot be read, or holds no facts.",
        "it is missing, empty, a folder, not written in UTF-8, or your rights do not reach there.",
        "the message says which; save the file as UTF-8, and begin it with `title:`.",
        "# Nothing but a comment.",
    ),
    (
        "F002",
        "A line is not written as such files are.",
        "signs such as `: `, `@`, `%`, `*`, `&`, `{` and tabs have a meaning of their own outside quotes.",
        "the message names the sign and the hint the line as it was likely meant; most often it wants quotes.",
        HEAD + "summary: Two things: trade and aviation",
    ),
    (
        "F003",
        "A name is given twice.",
        "one of the two values would be lost, and nobody could say which.",
        "delete one, or give the second another name; the message says where the first stands.",
        HEAD + "kind: state visit\nkind: working visit",
    ),
    (
        "F004",
        "A name without a value, or a value without a name.",
        "an empty place in a paper looks like a statement.",
        "write the value, or delete the line: what a file does not give, templates know to be absent.",
        HEAD + "summary:",
    ),
    (
        "F005",
        "A text holds a character that nobody can see or that files cannot hold.",
        "control characters come along when text is copied; Word and PDF files cannot hold them.",
        "delete it; only line ends and tabs may stand in a text beside what can be seen.",
        HEAD + 'summary: "Trade grew\\x07."',
    ),
    (
        "F006",
        "A file is too large, or nested too deeply.",
        "no fact file that people wrote is that large or deep; reading it might never end.",
        "divide it into several files, or into records.",
        HEAD + DEEP,
    ),
    (
        "F007",
        "YAML that fact files do without: `&`, `*`, `!`, `<<`, several documents, lists as names.",
        "with them the text that stands in the file is not the text that would be printed.",
        "put text that begins with such a sign in quotes; repeat a value, or refer to a record by its id.",
        HEAD + "kind: &visit state visit",
    ),
    (
        "F008",
        "A text is cut off by `#`.",
        "a space and `#` begin a comment, so `Room #5` is read as `Room`.",
        "put the text in quotes; or, if it is a comment, write a space after `#`.",
        HEAD + "summary: They met in room #5",
    ),
    (
        "F009",
        "A problem is silenced without a reason.",
        "whoever reads the file next must know why this may stand.",
        "write `# allow S104 because …` with the reason.",
        HEAD + "summary: Trade grew. # allow S104",
    ),
    (
        "F010",
        "A name that fact files do not know.",
        "a misspelt name would be a fact that no paper prints.",
        "see the hint, or `briefs schema` for every name; what fits nowhere goes under `other:`.",
        HEAD + "people:\n  sara: {name: Sara Aidar, pots: Minister of Trade}",
    ),
    (
        "F011",
        "Something that every such record needs is missing.",
        "papers rely on it: an agreement has a title, a file the day on which its facts were true.",
        "add it; if the sources do not say, the record may belong under `gaps` or `other`.",
        HEAD + "people:\n  sara: {post: Minister of Trade}",
    ),
    (
        "F012",
        "A list where names are meant, or names where one value is meant.",
        "sections hold records, each under an id, so that others can refer to it.",
        "see the hint for how it is written.",
        HEAD + "people:\n  - {name: Sara Aidar}",
    ),
    (
        "F013",
        "An id that templates and formulas could not say.",
        "they would read `north-south` as north minus south.",
        "use letters, digits and `_`, with a letter first.",
        HEAD + "figures:\n  north-south: {label: Length, value: 12}",
    ),
    (
        "F014",
        "A date that does not exist, or is not written as dates are here.",
        "a date that is only words cannot be sorted, checked, or printed in another language.",
        "write 2024-10-29, or 2024-10 or 2024 where no more is known; in quotes anything may stand, as words.",
        HEAD + "visit: {kind: state visit, start: 2024-02-30}",
    ),
    (
        "F015",
        "A number is needed, and something else is written.",
        "a chart cannot draw words, and `3,000` is three or three thousand, depending on who reads it.",
        "write digits, with a point for decimals and no sign between thousands.",
        HEAD + 'series:\n  trade: {label: Trade, points: {2023: "1,200"}}',
    ),
    (
        "F016",
        "A word where only a few are known.",
        "templates look for these words; another one would be printed nowhere.",
        "see the hint for the words there are.",
        HEAD + "points:\n  first: {text: Trade has doubled., under: oportunity}",
    ),
    (
        "F017",
        "A reference to a record that does not exist.",
        "a signatory who is no person of the file has no post, no spelling and no source.",
        "see the hint; or add the record, and write its id.",
        HEAD + "agreements:\n  trade: {title: On trade, kind: agreement, signatories: [sara]}",
    ),
    (
        "F018",
        "A reference that could mean two records.",
        "nobody but you can tell which one is meant.",
        "write the section before it, as the hint shows.",
        HEAD
        + "people:\n  port: {name: Anna Port}\norganisations:\n  port: {name: Port Authority}\n"
        + "statements:\n  first: {who: port, said: Trade grew.}",
    ),
    (
        "F019",
        "A tag that names no language.",
        "hyphenation, month names, and the voice that reads the paper aloud depend on it.",
        "write a BCP 47 tag: `en`, `mn`, `kk-Arab`.",
        HEAD + "language: English!",
    ),
    (
        "F020",
        "A source that the file does not list.",
        "a reader who doubts a fact must be able to look it up.",
        "see the hint; or add the source under `sources:`; `us` always exists.",
        HEAD + "sources:\n  article: {title: Trade doubles}\nsummary: {value: Trade grew., from: artikel}",
    ),
    (
        "F021",
        "Facts of which nobody is named who says so.",
        "every number in a paper has someone who said it; a fact without a source is a rumour.",
        "write `from:` beside it, or above it to cover all that is below; `from: us` is our own statement.",
        "title: Trade in 2024\nas_of: 2024-11-01\nfigures:\n  trade: {label: Trade, value: 76.7}",
    ),
    (
        "F022",
        "A `from:` that does not say where something comes from.",
        "it holds a source, and where in it (`at`), and a few words of it (`says`); nothing else can be looked up.",
        'write `from: article`, or `from: {source: article, at: 5, says: "grew to 76.7"}`.',
        HEAD + "summary: {value: Trade grew., from: {at: 5}}",
    ),
    (
        "F030",
        "A formula that cannot be read.",
        "a formula is arithmetic over the ids of figures: + - * / ( ), numbers, round, sum, min, max, abs.",
        "the message names the part; nothing else may stand in one.",
        HEAD + "figures:\n  a: {label: A, value: 2}\n  b: {label: B, formula: a ** 2}",
    ),
    (
        "F031",
        "A formula names a figure that does not exist.",
        "a result needs all of its parts.",
        'see the hint; points of a series are written `series.trade["2023"]`.',
        HEAD + "figures:\n  exports: {label: Exports, value: 2}\n  twice: {label: Twice, formula: exprots * 2}",
    ),
    (
        "F032",
        "A formula needs a number, and words are written.",
        "`over 3,000` is printed as it is, and cannot be reckoned with.",
        "write the number in digits; what the source's words were goes into `says`.",
        HEAD + "figures:\n  a: {label: A, value: about 3}\n  b: {label: B, formula: a * 2}",
    ),
    (
        "F033",
        "A formula divides by zero.",
        "it has no result.",
        "mend the formula, or the figure that is zero.",
        HEAD + "figures:\n  a: {label: A, value: 0}\n  b: {label: B, formula: 1 / a}",
    ),
    (
        "F034",
        "A formula needs its own result.",
        "followed through, the figures explain one another and nothing else.",
        "give one of them a value of its own.",
        HEAD + "figures:\n  a: {label: A, formula: b + 1}\n  b: {label: B, formula: a - 1}",
    ),
    (
        "F035",
        "A number is not what its formula gives.",
        "one of the two is wrong: the number, the formula, or a figure that it names.",
        "mend it; where the source itself contradicts arithmetic, leave out the formula and say so under `gaps`.",
        HEAD + "figures:\n  a: {label: A, value: 35.3}\n  b: {label: B, value: 70, formula: a * 2}",
    ),
    (
        "F036",
        "A formula is too long, too deep, or its result too large.",
        "nobody can check such a formula, and it might take for ever.",
        "divide it into several figures.",
        HEAD + "figures:\n  a: {label: A, formula: " + "-(1 + " * 40 + "1" + ")" * 40 + "}",
    ),
)

YAML_IN_HEADS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "T021",
        "A template or theme cannot be read.",
        "it is missing, empty, a folder, not written in UTF-8, or your rights do not reach there.",
        "the message says which; save the file as UTF-8.",
        "theme",
        "# Nothing but a comment.",
    ),
    (
        "T022",
        "A line of a theme or of a template's head is not written as such files are.",
        "signs such as `: `, `#`, `@`, `%`, `{` and tabs have a meaning of their own outside quotes.",
        "the message names the sign; most often the text wants quotes.",
        "template",
        "---\ntitle: Trade: a summary\n---\n# {{ title }}",
    ),
    (
        "T023",
        "A setting is given twice.",
        "one of the two would be lost.",
        "delete one of them; the message says where the first stands.",
        "template",
        "---\ntitle: One\ntitle: Two\n---\n# {{ title }}",
    ),
    (
        "T024",
        "A setting without a value.",
        "it looks as if something had been forgotten; a colour needs quotes, for `#` begins a comment.",
        "write the value, or delete the line.",
        "template",
        "---\ntitle:\n---\n# {{ title }}",
    ),
    (
        "T025",
        "A template or theme holds a character that nobody can see.",
        "control characters come along when text is copied; Word and PDF files cannot hold them.",
        "delete it.",
        "template",
        '---\ntitle: "One\\x07"\n---\n# {{ title }}',
    ),
    (
        "T026",
        "A template or theme is too large, or nested too deeply.",
        "no such file that people wrote is that large or deep.",
        "divide it: parts of templates are included by name, themes extend one another.",
        "template",
        f"---\noptions: {'[' * 45}1{']' * 45}\n---\n# {{{{ title }}}}",
    ),
    (
        "T027",
        "YAML that themes and heads do without: `&`, `*`, `!`, `<<`, several documents, lists as names.",
        "what stands in the file is then not what holds.",
        "put text that begins with such a sign in quotes; looks take over from one another with `like`.",
        "template",
        "---\ntitle: &a One\n---\n# {{ title }}",
    ),
    (
        "T028",
        "A setting is cut off by `#`.",
        "a space and `#` begin a comment.",
        "put the text in quotes; or, if it is a comment, write a space after `#`.",
        "template",
        "---\ntitle: Room #5\n---\n# {{ title }}",
    ),
)

HEADS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "T030",
        "A setting that themes or heads do not know.",
        "a misspelt setting would change nothing, and nobody would see why.",
        "see the hint.",
        "template",
        "---\ntitle: One-pager\npage: 1\n---\n# {{ title }}",
    ),
    (
        "T031",
        "A setting has a value that it cannot have.",
        "a length, a colour, a number, or one of a few words is needed.",
        "the message says what is needed, the hint how it is written.",
        "template",
        "---\ntitle: One-pager\npages: one\n---\n# {{ title }}",
    ),
    (
        "T032",
        "An option without a type or a default.",
        "a template must be able to run when nobody sets anything.",
        "write `{type: integer, default: 6, about: how many to list}`.",
        "template",
        "---\ntitle: One-pager\noptions: {most: {type: integer}}\n---\n# {{ title }}",
    ),
    (
        "T033",
        "A template asks for facts that no fact file can have.",
        "`needs` and `for_each` name sections and fields; a misspelt one could never be met.",
        "see the hint, or `briefs schema` for every name.",
        "template",
        "---\ntitle: One-pager\nneeds: [agreemets]\n---\n# {{ title }}",
    ),
    (
        "T034",
        "An option whose name templates could not say.",
        "they would read `a-b` as a minus b.",
        "use letters, digits and `_`, with a letter first.",
        "template",
        "---\ntitle: One-pager\noptions: {how-many: {type: integer, default: 6}}\n---\n# {{ title }}",
    ),
    (
        "T035",
        "The head of a template has no end.",
        "the whole template would be read as settings.",
        "write a line `---` below the last setting.",
        "template",
        "---\ntitle: One-pager\n# {{ title }}",
    ),
)

THEMES: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "T040",
        "A look or theme that is made after one that does not exist, or after itself.",
        "there is nothing to take over.",
        "see the hint; one look of every chain begins without `like`.",
        "theme",
        "extends: plain\nlooks: {title: {like: boddy}}",
    ),
    (
        "T041",
        "A theme lacks a look, its page or its fonts.",
        "every role of a paper needs a look, or it could not be set.",
        "add it; or begin the theme with `extends: plain`, which has them all.",
        "theme",
        "extends: plain\nfonts: {code: {word: Arial}, letter: {word: Garamond}}",
    ),
    (
        "T042",
        "Type too small to read, or lines too tight for it.",
        "running text below 9 points is a strain for many, and unreadable for some.",
        "give it a larger size; a page budget is kept by choosing, not by shrinking.",
        "theme",
        "extends: plain\nlooks: {body: {size: 8}}",
    ),
    (
        "T043",
        "The page leaves no room for text.",
        "margins, header and footer take it all.",
        "make the margins smaller, or the sheet larger.",
        "theme",
        "extends: plain\npage: {left: 90mm, right: 90mm}",
    ),
    (
        "T044",
        "Text too faint against its ground.",
        "people with low vision, and anyone in bad light, could not read it (WCAG 2.2, 1.4.3 and 1.4.11).",
        "take a darker colour or a lighter ground: 4.5 to 1, or 3 to 1 for large text and the colours of charts.",
        "theme",
        'extends: plain\nlooks: {subtitle: {colour: "#aaaaaa"}}',
    ),
)

SCHEMES: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "T046",
        "A marking scheme lets an audience see a marking that it does not have.",
        "a misspelt marking would never match, and what may be published would be kept back.",
        "see the hint; the markings are those under `levels`, with the words of `handling` behind them.",
        "scheme",
        "levels: [{name: OPEN}, {name: CLOSED}]\naudiences: {public: [OPENED]}",
    ),
)

MANUAL: dict[str, str] = {code: _page(code, title, why, fix, "facts", text) for code, title, why, fix, text in FACTS}
"""Code → page."""
MANUAL |= {page[0]: _page(*page) for page in (*YAML_IN_HEADS, *HEADS, *THEMES, *SCHEMES)}
