"""What a template's own words were perhaps meant as, and are printed as typed: tags with one brace, bullets that stick.

Tags and comments of Jinja's are blanked first; it warns, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.model.problems import Place, Problem
from briefs.model.template import Template
from briefs.templating.stray_markup import AS_TYPED

TAG = re.compile(r"\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
VALUE = "\ufffc"
SINGLE = re.compile(
    r"\$?\{\s*(?!shown\b|all\b)[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?:\|[^{}\n]*)?\}"
    r"|\[\[\s*\w[\w.]*\s*\]\]|<<\s*\w[\w.]*\s*>>|«\s*\w+[._]\w+\s*»"
)
PERCENT = re.compile(
    r"(?<![{\w])%\s*(?:if|elif|else|endif|for|endfor|set|include|block|endblock|macro|endmacro)\b[^%\n]*%"
)
GLUED = re.compile(rf"\s*(?:[-+]|\*(?![^*\n]*\*)|\d{{1,2}}[.)])(?=[^\W\d_]|[{VALUE}\"“«(])")
NARROW_BOX = re.compile(r"\s*(?:::|: : :|;;;)\s?[a-z][\w-]*(?=\s|$)")
CAPTION = re.compile(r"\s*(?:Table|Figure)\s*(?:\d+\s*)?[.–-]\s+\S")
CAPTIONED = re.compile(r"(Table|Figure):")
FENCED = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
LOOP = re.compile(
    r"^[ \t]*\{%-?\s*for\b[^\n]*?%\}[ \t]*\n(?P<body>(?:(?!.*\{%-?\s*(?:for|endfor)\b).*\n)*?)"
    r"[ \t]*\{%-?\s*endfor\s*-?%\}[ \t]*$",
    re.MULTILINE,
)
ENTRY = re.compile(r"\s*(?:[-*+>|#]|\d{1,3}[.)]\s|:::|\{%|\{#|$|```|~~~|Table:|Figure:|!\[)")


def typed(template: Template) -> Iterator[Problem]:
    """A warning for each line that looks as if it were meant as a tag, an entry or a box."""
    body = FENCED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), template.body)
    yield from _loops(template, body)
    blank = TAG.sub(lambda m: VALUE + "\n" * m[0].count("\n"), body)
    yield from _captions(template, blank)
    for number, line in enumerate(blank.split("\n"), template.line):
        if not line.lstrip().startswith(":::"):
            yield from _in_line(line, Place(template.file, number))


def _in_line(line: str, at: Place) -> Iterator[Problem]:
    if found := SINGLE.search(line):
        name = found[0].strip("${}[]<>«» ").strip()
        yield _warning(f"`{found[0]}` is printed as typed", at, f"a value stands in two braces: `{{{{ {name} }}}}`")
    if found := PERCENT.search(line):
        inner = found[0].strip("% ")
        yield _warning(f"`{found[0]}` is printed as typed", at, f"a tag stands in braces: `{{% {inner} %}}`")
    if found := GLUED.match(line):
        sign = found[0].strip()
        yield _warning(f"`{sign}` begins no entry here", at, f"leave a space behind it: `{sign} …`")
    if found := NARROW_BOX.match(line):
        yield _warning(f"`{found[0].strip()}` begins no box", at, "a box begins with three colons: `::: callout Title`")
    if found := CAPTION.match(line):
        yield _warning(
            f"`{found[0].strip()}…` is no caption", at, "write `Table: …` or `Figure: …`; numbers come by themselves"
        )


def _loops(template: Template, body: str) -> Iterator[Problem]:
    """A warning for each loop whose turns run together in one paragraph: no bullet, no blank line between them."""
    for loop in LOOP.finditer(body):
        lines = loop["body"].split("\n")[:-1]
        if not lines or any(ENTRY.match(line) for line in lines) or _ends_open(lines[-1]):
            continue
        line = template.line + body.count("\n", 0, loop.start()) + 1
        hint = "begin the line with `- ` for a list, or leave a blank line below it for paragraphs"
        at = Place(template.file, line)
        yield _warning("all turns of this loop run together in one paragraph", at, hint)


def _captions(template: Template, blank: str) -> Iterator[Problem]:
    """A warning for each caption that has neither a table nor a picture above it or below it."""
    lines = [(number, line.strip()) for number, line in enumerate(blank.split("\n"), template.line) if line.strip()]
    for before, (number, line), after in zip([(0, ""), *lines], lines, [*lines[1:], (0, "")], strict=False):
        if of := CAPTIONED.match(line):
            signs = ("|", VALUE, ":::") if of[1] == "Table" else ("![", VALUE, ":::")
            if not before[1].startswith(signs) and not after[1].startswith(signs):
                what = "a table" if of[1] == "Table" else "a picture or chart"
                hint = f"write it right above {what}, with a blank line between"
                yield _warning(
                    f"`{of[0]}` is no caption: it stands beside no {what[2:]}", Place(template.file, number), hint
                )


def _ends_open(line: str) -> bool:
    """Whether the turns are meant to follow one another in a sentence."""
    return line.rstrip().endswith((",", ";", "%}", "–", "-", "/", "·", "|"))


def _warning(message: str, at: Place, hint: str) -> Problem:
    return Problem(AS_TYPED, message, at, hint, "warning")
