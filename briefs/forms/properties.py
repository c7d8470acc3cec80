"""The settings of a form, as its Word properties say them, in the words of a template's head.

`File > Info > Properties > Advanced` has them: the title, the comments (`about`), and custom properties named like the
settings of a head. What a setting may say is checked where heads are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from briefs.forms.cleaning import CORE, CUSTOM, DC
from briefs.forms.package import tree_of

LISTS = frozenset({"needs", "header", "known"})
NAME = re.compile(r"[a-z_]+")


def head_of(parts: Mapping[str, bytes]) -> str:
    """The lines of a head; a text each, and lists of names in brackets."""
    found: dict[str, str] = {}
    if CORE in parts:
        root = tree_of(parts[CORE])
        for name, tag in (("title", "title"), ("about", "description")):
            text = (root.findtext(f"{{{DC}}}{tag}") or "").strip()
            if text:
                found[name] = text
    if CUSTOM in parts:
        for each in tree_of(parts[CUSTOM]):
            text = "".join(each.itertext()).strip()
            if NAME.fullmatch(each.get("name", "")) and text:
                found[each.get("name", "")] = text
    return "\n".join(f"{name}: {_value(name, text)}" for name, text in found.items())


def _value(name: str, text: str) -> str:
    """The setting as YAML has it."""
    if name in LISTS:
        return f"[{', '.join(json.dumps(each.strip(), ensure_ascii=False) for each in text.strip('[]').split(','))}]"
    if text in {"true", "false"} or text.isdecimal() or (name == "options" and text.startswith("{")):
        return text
    return json.dumps(text, ensure_ascii=False)
