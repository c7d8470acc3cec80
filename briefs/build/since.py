"""What has changed since: the box near the head that says so, and the mark on each text that reads otherwise.

What differs, `compare` finds; how a mark looks, the writers decide.
"""

from __future__ import annotations

from briefs.build.make import Plan
from briefs.facts import Facts, Record
from briefs.nouns import replace


def former(plan: Plan, then: Facts) -> Plan | None:
    """The plan of the same document from the earlier facts; None where there was no such record."""
    if plan.record is None:
        return replace(plan, facts=then)
    record = then.find(plan.record.id)
    return replace(plan, facts=then, record=record) if isinstance(record, Record) else None
