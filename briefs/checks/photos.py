"""Pictures of people that the facts name, and that are not there.

It looks whether a file is there, and not what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefs.checks.fields import entries_of
from briefs.checks.inquiry import Inquiry
from briefs.files import is_file
from briefs.model.problems import Problem


def missing_photo(inquiry: Inquiry) -> Iterator[Problem]:
    """A photo that a person's record names is not beside the fact file."""
    folder = Path(inquiry.facts.file).parent
    for record in inquiry.records("people"):
        for fact in entries_of(record, "photo"):
            if not is_file(folder / fact.written):
                message = f"there is no picture `{fact.written}` beside the fact file"
                hint = "put the file there, correct its name, or delete `photo:`"
                yield inquiry.problem("S511", message, fact.at, hint, fact.written)
