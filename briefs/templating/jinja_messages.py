"""The template parser's messages in the words of people who write templates.

Only wording lives here; finding the fault does not.
"""

from __future__ import annotations

import re

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        r"Unexpected end of template.*innermost block that needs to be closed is '(\w+)'",
        "`{{% {0} %}}` is never closed",
        "write `{{% end{0} %}}` where it ends",
    ),
    (
        r"Encountered unknown tag '(?:elseif|elsif|elif_)'.*",
        "there is no tag of that name",
        "write `{{% elif … %}}`",
    ),
    (
        r"Encountered unknown tag 'else'.*",
        "`{{% else %}}` belongs to no `if` or `for` here",
        "one `{{% else %}}` stands between `{{% if … %}}` and `{{% endif %}}`",
    ),
    (
        r"Encountered unknown tag '(end\w*)'.*innermost block that needs to be closed is '(\w+)'.*",
        "`{{% {0} %}}` does not close `{{% {1} %}}`",
        "write `{{% end{1} %}}` first",
    ),
    (
        r"Encountered unknown tag '(end\w+)'.*",
        "`{{% {0} %}}` closes nothing: nothing of that kind is open here",
        "delete it, or write what it is to close above it",
    ),
    (
        r"Encountered unknown tag '(?:foreach|loop|each|repeat)'.*",
        "there is no tag of that name",
        "a loop is `{{% for point in points %}}` … `{{% endfor %}}`",
    ),
    (
        r"Encountered unknown tag '(\w+)'.*",
        "there is no tag `{{% {0} %}}`",
        "a value is written `{{{{ {0} }}}}`; the tags are for, if, elif, else, set, macro, include, block, raw",
    ),
    (
        r"expected token 'end of statement block', got '='",
        "`=` gives a value, and compares nothing",
        "to compare, write `==`",
    ),
    (
        r"expected token 'end of print statement', got ':'",
        "`:` is too much inside `{{{{ … }}}}`",
        'what a filter is given stands in brackets: `| date("long")`',
    ),
    (
        r"expected token 'in', got '(.*)'",
        "the loop lacks its `in`",
        "write `{{% for point in points %}}`",
    ),
    (
        r"unexpected '(.*)', expected '(.*)'",
        "`{0}` stands here before `{1}` has come",
        "see that every brace and bracket is closed",
    ),
    (
        r"unexpected char '&' at \d+",
        "`&` does not belong inside a tag",
        "write `and`",
    ),
    (
        r"unexpected char '!' at \d+",
        "`!` does not belong inside a tag",
        "write `not`",
    ),
    (
        r"expected token 'end of print statement', got '(.*)'",
        "`{0}` is too much inside `{{{{ … }}}}`",
        "one value and its filters stand between the braces",
    ),
    (
        r"expected token 'end of statement block', got '(.*)'",
        "`{0}` is too much inside `{{% … %}}`",
        "see how the tag is written elsewhere",
    ),
    (r"unexpected '(.*)'", "`{0}` does not belong here", "see that every brace and bracket is closed"),
    (
        r"unexpected end of template.*",
        "a tag is not closed before the file ends",
        "see that every `{{{{` has its `}}}}` and every `{{%` its `%}}`",
    ),
    (
        r"unexpected char '?(.*?)'? at \d+",
        "`{0}` does not belong inside a tag",
        "texts inside tags stand in straight quotes",
    ),
    (r"Missing end of comment tag", "a comment `{{#` is never closed", "write `#}}` where it ends"),
    (r"block '(\w+)' defined twice", "the block `{0}` stands here twice", "give the second one another name"),
    (r"Can't assign to special loop variable.*", "`loop` cannot be given a value", "choose another name"),
    (r"cannot assign to '(\w+)'", "`{0}` cannot be given a value", "choose another name"),
)


def plain_words(message: str) -> tuple[str, str]:
    """A message and a hint for a syntax error.

    `T001` problems carry both; an unknown message stands as it is.
    """
    for pattern, words, hint in _WORDS:
        match = re.match(pattern, message, re.DOTALL | re.IGNORECASE)
        if match:
            groups = match.groups()
            return words.format(*groups), hint.format(*groups)
    return f"this cannot be read: {message}", "see how the tag is written elsewhere"
