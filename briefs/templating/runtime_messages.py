"""What went wrong while a template ran, in the words of people who write templates: no name of a Python class.

Only wording lives here; where it happened is found elsewhere.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from jinja2.exceptions import SecurityError, TemplateRuntimeError

from briefs.model.cited import Unworkable
from briefs.model.problems import did_you_mean
from briefs.templating.filter_arguments import Wrong

KINDS = {
    "Cited": "a single value",
    "Joined": "a single text",
    "str": "a text",
    "Markup": "what a macro made",
    "int": "a number",
    "float": "a number",
    "Decimal": "a number",
    "bool": "true or false",
    "View": "a record",
    "Choices": "the options",
    "Several": "a list",
    "Grouped": "a group",
    "list": "a list",
    "tuple": "a list",
    "dict": "a map",
    "Absent": "what is not there",
    "Unknown": "a name that nobody knows",
    "NoneType": "nothing",
    "Macro": "a macro without its brackets",
    "LoopContext": "`loop` itself",
    "Namespace": "a namespace itself",
    "TemplateModule": "what was imported, as a whole",
}
"""What values are called, by the class that holds them."""
SHAPES: tuple[tuple[str, str], ...] = (
    (r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", "`{0}` does not go with {1} and {2}"),
    (r"can only concatenate \w+ \(not \"(\w+)\"\) to (\w+)", "`+` does not go with {1} and {0}"),
    (r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'", "{1} and {2} cannot be compared by `{0}`"),
    (
        r"argument of type '(\w+)' is not (?:iterable|a container.*)",
        "`in` looks into a list or a text, and this is {0}",
    ),
    (r"'in <string>' requires string as left operand, not (\w+)", "`in` finds a text in a text, and this is {0}"),
    (r"'(\w+)' object is not iterable", "a loop runs over a list, and this is {0}"),
    (r"cannot unpack non-iterable (\w+) object", "an entry of the list is {0}, which has no parts to name"),
    (r"bad operand type for unary (\S+): '(\w+)'", "`{0}` stands before {1}"),
    (r"'(\w+)' object is not callable", "only macros and filters take brackets, and this is {0}"),
    (r"object of type '(\w+)' has no len\(\)", "a list is counted, and this is {0}"),
    (r"'(\w+)' object cannot be interpreted as an integer", "a whole number is wanted, and this is {0}"),
    (r"macro '(\w+)' takes no keyword argument '(\w+)'", "the macro `{0}` has no parameter `{1}`"),
    (r"macro '(\w+)' takes not more than (\d+) argument\(s\)", "the macro `{0}` takes {1} values in brackets, no more"),
    (r"macro '(\w+)' was invoked with two values for the special caller argument.*", "the macro `{0}` has two callers"),
    (
        r"too many values to unpack.*|not enough values to unpack.*",
        "the entries of the list have other parts than named",
    ),
    (r"parameter '(\w+)' was not provided", "the macro's parameter `{0}` was not given"),
)


def said(fault: Exception) -> str:
    """What went wrong, in words."""
    text = str(fault)
    for shape, words in SHAPES:
        found = re.match(shape, text)
        if found:
            return words.format(*(KINDS.get(each, each) for each in found.groups()))
    if isinstance(fault, Unworkable | Wrong | SecurityError | TemplateRuntimeError):
        return text
    return "the values on this line do not go together"


def misgiven(call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """What is wrong with what a filter was given beside its value; empty where that fits.

    `call` takes the form and the value first.
    """
    name = call.__name__.rstrip("_")
    signature = inspect.signature(call)
    try:
        signature.bind(None, None, *args, **kwargs)
    except TypeError:
        parameters = [*signature.parameters.values()][2:]
        known = [each.name for each in parameters if each.kind is not inspect.Parameter.VAR_KEYWORD]
        strange = next((each for each in kwargs if each not in known), "")
        if strange:
            near = did_you_mean(strange, known, f"it has {_listed(known)}")
            return f"the filter `{name}` has no setting `{strange}` ({near})"
        if len(args) > len(known):
            room = f"takes {len(known)} in brackets, and {len(args)} stand there" if known else "takes no brackets"
            return f"the filter `{name}` {room}"
        needed = [each.name for each in parameters if each.default is inspect.Parameter.empty][len(args) :]
        if needed:
            return f"the filter `{name}` needs {_listed(needed)} in brackets"
        return f"the filter `{name}` is given the same thing twice"
    return ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"
