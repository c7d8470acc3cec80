"""Begin: what a run needs is imported here, and at the same time in a companion where that pays.

It decides nothing about documents; `run` does the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.build.ask import Ask, Report, Tell
from briefs.build.beside import invited
from briefs.unhurried import unhurried

if TYPE_CHECKING:
    from briefs.build.checking import Findings
    from briefs.problems import Problem


def build(ask: Ask, tell: Tell | None = None) -> Report:
    """Everything asked for, made and written; `tell` hears of each document as it is done.

    Never raises for what facts, templates or the disk bring about: those are the report's problems.
    """
    companion = invited(ask)
    try:
        with unhurried():
            from briefs.build.run import built

            return built(ask, companion, tell)
    finally:
        if companion:
            companion.dismiss()


def check(ask: Ask) -> tuple[Problem, ...]:
    """Every problem of the fact files that are asked for, and of what they say their sources say, by place.

    Nothing is built.
    """
    return findings(ask).problems


def findings(ask: Ask) -> Findings:
    """What `check` finds, and which sources had no copy that it could look into."""
    with unhurried():
        from briefs.build.checking import found

        return found(ask)
