"""The pictures that a template names in its own words.

Whether a file is there, whoever reads files says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.model.template import Template

PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>{}]+)>?[^)\n]*\)")


def named_pictures(template: Template) -> Iterator[tuple[str, int]]:
    """Each picture's name and its line; those whose names come from facts are left out."""
    for number, line in enumerate(template.body.split("\n"), template.line):
        for found in PICTURE.finditer(line):
            if "{" not in found[0]:
                yield found[1], number
