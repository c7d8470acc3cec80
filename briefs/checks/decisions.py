"""Checks of what is put before the reader: answers that no longer hold, options, decisions without a day.

What sources say is not their concern; what a paper makes of it neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.checks.inquiry import Inquiry
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.dates import day_of

DECISION = "decision"


def answer_past_its_day(inquiry: Inquiry) -> Iterator[Problem]:
    """An answer holds no longer on the day of the facts."""
    today = inquiry.as_of
    for record in inquiry.records("questions"):
        until = record.fields.get("valid_until")
        last = day_of(until.written) if isinstance(until, Fact) else None
        if isinstance(until, Fact) and last and today and last < today:
            message = f"the answer held until {last.isoformat()}, and the facts are as at {today.isoformat()}"
            hint = "ask who answers for it, and give the new day; or delete the question"
            yield inquiry.problem("S521", message, until.at, hint, severity="warning", facts=(until.id,))


def nothing_recommended(inquiry: Inquiry) -> Iterator[Problem]:
    """There are options, and none is recommended."""
    options = inquiry.records("options")
    chosen = (option.fields.get("recommended") for option in options)
    if options and not any(isinstance(each, Fact) and each.value is True for each in chosen):
        hint = "write `recommended: true` in the one that you advise: papers never infer it"
        yield inquiry.problem("S522", "none of the options is recommended", options[0].at, hint, severity="warning")


def decision_without_a_day(inquiry: Inquiry) -> Iterator[Problem]:
    """A decision is asked for, and no day by which."""
    action = inquiry.facts.find("brief.action")
    asked = isinstance(action, Fact) and action.written.strip().casefold() == DECISION
    if isinstance(action, Fact) and asked and inquiry.facts.find("brief.deadline") is None:
        hint = "add `deadline:` to `brief`, with the reason in `purpose:`"
        yield inquiry.problem("S523", "a decision is asked for, and no deadline is given", action.at, hint)
