"""What `briefs explain` prints: pages of the manual, or the list of them.

The pages are the manual's.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from briefs.manual import FOLDERS, named, names, pages, title
from briefs.model.problems import did_you_mean


def explained(name: str) -> list[str]:
    """The pages of that name; where there are several, under what each is about. Raises BadParameter without any."""
    found = named(name)
    if not found:
        hint = did_you_mean(name, names(), "`briefs explain` lists them all")
        raise click.BadParameter(f"the manual has no page `{name}`; {hint}")
    if len(found) == 1:
        return [found[0][1].rstrip("\n")]
    return [line for folder, page in found for line in (f"({FOLDERS[folder]})", page)]


def listed() -> Iterator[str]:
    """A line for each page, under what the pages of a kind are about."""
    for folder, about in FOLDERS.items():
        shelf = pages(folder)
        wide = max(map(len, shelf))
        yield f"{about}:"
        for name, page in shelf.items():
            yield f"  {name:<{wide}}  {title(page).rstrip('.')}"
        yield ""
