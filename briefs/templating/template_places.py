"""Where in a template something happened: the marks that its lines bear, and the frames of running templates.

What happened is told elsewhere.
"""

from __future__ import annotations

import re
from types import FrameType

from jinja2 import Template as Compiled

from briefs.model.cited import MARK, MARKED
from briefs.model.problems import Place

MARKS = re.compile(f"{MARK}([^{MARKED}]*){MARKED}")


def place_of(mark: str) -> Place:
    file, _, number = mark.rpartition(":")
    return Place(file, int(number))


def template_line(frame: FrameType, line: int) -> Place | None:
    template = frame.f_globals.get("__jinja_template__")
    if not isinstance(template, Compiled):
        return None
    return Place(template.filename or template.name or "", template.get_corresponding_lineno(line))
