"""Earlier facts beside those of now: whether what stood in them may be told again.

What has changed from one to the other, `compare` finds; here it is only asked who may read what was.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from briefs.clearance.flow import Flow
from briefs.model.facts import Fact


def may_be_told(
    old: Fact,
    then: Flow,
    now: Flow,
    shown: Set[str] | None,
    covers: Callable[[str], bool],
    printed: Set[str] = frozenset(),
) -> bool:
    """Whether the earlier text of a fact may stand in a document of now.

    All that went into it must still bear what it bore, since it may be worked out from the old text. `shown` are the
    ids that the document's audience may see, None where that is the house itself: others are never told again what is
    withdrawn. `covers` says whether the document's marking covers another; of what it has `printed` now, readers may
    know what it bears.
    """
    if not all(covers(marking) for marking in then.of(old).markings):
        return False
    for each in then.everything_in(old):
        present = now.facts.index.get(each.id)
        if present is None:
            if shown is not None:
                return False
            continue
        kept_back = shown is not None and each.id not in shown
        if kept_back or (then.of(each) != now.of(present) and each.id not in printed):
            return False
    return True
