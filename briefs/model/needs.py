"""Whether a fact file gives what a template needs.

It judges nothing of what is given; who may see it, `clearance` says.
"""

from __future__ import annotations

from briefs.model.facts import Fact, Facts, Items, Node, Record, Reference
from briefs.model.template import Need


def is_given(need: Need, facts: Facts, record: Record | None = None) -> bool:
    """Whether any of the ways in which a need can be met is there.

    A field of a section of records (`people.career`) is given where a record has it. Of a paper for each record, one
    that refers to records of that section (`statements.meeting`) must refer to this one.
    """
    return any(_is_there(way, facts, record) for way in need.ways)


def _is_there(path: str, facts: Facts, record: Record | None) -> bool:
    node = facts.find(path)
    if node is not None:
        return _holds(node)
    name, _, field = path.partition(".")
    known, section = facts.vocabulary.sections.get(name), facts.find(name)
    if known is None or not known.listed or field not in known.fields or not isinstance(section, Record):
        return False
    refers = record is not None and record.section in known.fields[field].to
    found = (each.fields.get(field) for each in section.fields.values() if isinstance(each, Record))
    return any(_leads_to(node, record) if refers and record else node is not None and _holds(node) for node in found)


def _holds(node: Node) -> bool:
    match node:
        case Record(fields=fields):
            return bool(fields)
        case Items(items=items):
            return bool(items)
        case _:
            return True


def _leads_to(node: Node | None, record: Record) -> bool:
    match node:
        case Fact(value=Reference() as reference):
            return reference.id == record.id
        case Items(items=items):
            return any(_leads_to(item, record) for item in items)
        case _:
            return False
