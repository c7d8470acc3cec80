"""Which names may be ids and fields: those that templates and formulas can say.

It looks at names alone, not at what they name.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from unicodedata import normalize

from briefs.factfiles.attributions import ATTRIBUTE_NAMES
from briefs.model.facts import US

TAKEN = frozenset({"true", "false", "none", "value", "loop", "self", "id", *ATTRIBUTE_NAMES})
"""Words that templates, formulas or fact files keep to themselves."""


def fault_in(name: str, section: str = "") -> tuple[str, str]:
    """What is wrong with a name, and the likely mend; both empty where it is a good one."""
    if name.isascii() and name.isidentifier() and name[0] != "_":
        if name in TAKEN or iskeyword(name):
            return f"`{name}` is a word with a meaning of its own", f"write `{name}_` or another name"
        if section == "sources" and name == US:
            return "`us` is always there", "delete this record: `from: us` needs none"
        return "", ""
    better = mended(name)
    if name.startswith("_"):
        return f"`{name}` begins with `_`", f"write `{better}`"
    if not name.isidentifier():
        why = "letters, digits and `_` make a name, and a letter comes first"
        return f"`{name}` cannot be a name: {why}", f"write `{better}`"
    if normalize("NFKC", name) != name:
        return f"`{name}` is written with letters that have a simpler form", f"write `{better}`"
    return "", ""


def mended(name: str) -> str:
    """The nearest name that is one."""
    better = re.sub(r"\W+", "_", normalize("NFKC", name)).strip("_")
    if not better or better[0].isdecimal():
        better = f"n{better}"
    return better if better.isidentifier() else "name"
