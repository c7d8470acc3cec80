"""What `# allow S104 because …` silences, and whether it silences anything.

The comments are read by `factfiles`; here they meet the problems.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefs.model.facts import Allow, Facts
from briefs.model.problems import Problem

UNUSED = "S001"


def is_allowed(problem: Problem, allow: Allow) -> bool:
    """Whether a comment silences a problem: of its line, or of the whole file where it stands above all facts."""
    if problem.code not in allow.codes or not problem.code.startswith("S"):
        return False
    return allow.whole or (allow.at.file, allow.at.line) == (problem.at.file, problem.at.line)


def without_allowed(problems: Iterable[Problem], facts: Facts, judged: Collection[str]) -> Iterator[Problem]:
    """The problems that nobody has allowed, and a warning for each comment that allows nothing.

    `judged` are the codes whose checks had all that they need: of others nobody can say that they find nothing.
    """
    used: set[tuple[Allow, str]] = set()
    for problem in problems:
        allows = [allow for allow in facts.allowed if is_allowed(problem, allow)]
        used |= {(allow, problem.code) for allow in allows}
        if not allows:
            yield problem
    for allow in facts.allowed:
        for code in allow.codes:
            if (allow, code) not in used and (code in judged or code.startswith("F")):
                yield unused_allow(allow, code)


def unused_allow(allow: Allow, code: str) -> Problem:
    """A comment allows a problem that is not there."""
    if code.startswith("F"):
        return Problem(UNUSED, f"{code} cannot be allowed", allow.at, "mend what it tells of", "warning")
    where = "in this file" if allow.whole else "on this line"
    return Problem(UNUSED, f"there is no {code} {where} to allow", allow.at, "delete the comment", "warning")
