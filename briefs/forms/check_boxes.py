"""Check boxes of a form (`w14:checkbox`) that show a fact: ticked where a condition holds.

Word keeps the state twice, in the control's settings and as the sign in its text; both are set.
"""

from __future__ import annotations

import re
from copy import deepcopy

from briefs.forms.names import W14, Element, W

SIGN = re.compile("(?!D[89A-F])[0-9A-F]{4}", re.IGNORECASE)
"""The number of a character, in hexadecimal."""
CONDITION = "if "
"""With this a control's tag begins that is more than a path: `if brief.action == "decision"`."""


def condition_of(box: Element) -> str:
    """The condition on which a check box is ticked, from its control's tag; empty where the tag is none."""
    properties = box.getparent() if box is not None else None
    tag = properties.find(f"{W}tag") if properties is not None else None
    text = tag.get(f"{W}val", "").strip() if tag is not None else ""
    if text.startswith(CONDITION):
        return text.removeprefix(CONDITION).strip().replace("%}", "")
    names = text.split(".")
    return text if len(names) > 1 and all(name.isidentifier() for name in names) else ""


def ticked(control: Element, yes: bool) -> Element:
    """A copy of the control, ticked or not."""
    copy = deepcopy(control)
    box = next(copy.iter(f"{W14}checkbox"))
    checked = box.find(f"{W14}checked")
    if checked is None:
        checked = control.makeelement(f"{W14}checked")
        box.insert(0, checked)
    checked.set(f"{W14}val", "1" if yes else "0")
    sign = box.find(f"{W14}{'checkedState' if yes else 'uncheckedState'}")
    code = sign.get(f"{W14}val", "") if sign is not None else ""
    shown = chr(int(code, 16)) if SIGN.fullmatch(code) else ("☒" if yes else "☐")
    for number, text in enumerate(copy.iter(f"{W}t")):
        text.text = shown if number == 0 else ""
    return copy
