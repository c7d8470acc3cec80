"""A single document for programs: found by names, drafted, and handed over unwritten.

The pipeline makes it; a whole run with files and processes is `run`'s work.
"""

from __future__ import annotations

from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.project.pipeline import drafted_of
from briefs.project.plan import chosen, plans, unknown_settings
from briefs.project.request import Ask
from briefs.project.stages import Drafted
from briefs.project.template_folders import Shelf


def drafted(facts: Facts, template: str, record: str, ask: Ask) -> Drafted:
    """The document by that template, for that record. Raises Stop where it cannot be made."""
    shelf = Shelf(ask.paths.workspace, ask.today)
    found, problems = chosen(shelf, (template,))
    problems += unknown_settings(found, ask.typed)
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    by_id = {p.record.id if p.record else "": p for p in plans(facts, found, (), ask.theme, ask.typed, False, shelf)}
    if record not in by_id:
        hint = did_you_mean(record, by_id, f"the records are {', '.join(by_id)}" if any(by_id) else "name none")
        message = f"the template `{template}` makes no document for `{record}`"
        raise Stop([Problem("T011", message, Place(facts.file), hint)])
    return drafted_of(by_id[record], shelf)
