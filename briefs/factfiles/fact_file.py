"""Facts from a file: read, typed, checked against the vocabulary, with every problem at once.

It looks at one file's facts alone; whether they are true to their sources is `check`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefs.factfiles.attributions import Attributes
from briefs.factfiles.formulas import settle
from briefs.factfiles.identifiers import mended
from briefs.factfiles.nodes import Comment, Map, Scalar
from briefs.factfiles.problem_list import LIMIT, UNREADABLE, Ledger
from briefs.factfiles.records import Records
from briefs.factfiles.scalars import LANGUAGE
from briefs.factfiles.table_nodes import Rows
from briefs.factfiles.text_file import read_text
from briefs.factfiles.yaml_reader import Read, read_yaml, without_collector
from briefs.model.facts import Allow, Fact, Facts, Record, Reference, Source
from briefs.model.problems import Place, Problem
from briefs.model.vocabulary import STANDARD, Vocabulary

LARGEST = 20_000_000
"""Bytes of a fact file."""
ALLOW = re.compile(r"#\s*allow\s+([A-Z]\d{3}(?:[\s,]+[A-Z]\d{3})*)\s+because\s+(\S.*)", re.ASCII)


def load_facts(path: str | Path, vocabulary: Vocabulary = STANDARD) -> tuple[Facts, list[Problem]]:
    """The facts of a file, and every problem found in it, by place.

    `vocabulary` says which sections and fields there are; `load_vocabulary` reads a ministry's own. Where a problem is
    an error, what it concerns is left out or kept as text. Raises Stop when nothing can be made of the file.
    """
    path = Path(path)
    ledger = Ledger(str(path), "F00")
    text = read_text(path, ledger, LARGEST)
    with without_collector():
        return facts_of(text, ledger, vocabulary)


def facts_of(text: str, ledger: Ledger, vocabulary: Vocabulary = STANDARD) -> tuple[Facts, list[Problem]]:
    """The facts that stand in a text. Raises Stop when nothing can be made of it."""
    read = read_yaml(text, ledger)
    if any(problem.code == f"{ledger.family}{LIMIT}" for problem in ledger.problems):
        raise ledger.stop_now()
    node = read.node
    if not isinstance(node, Map):
        raise not_a_map(read, ledger)
    tables = _tables(node, vocabulary, ledger)
    ids = {name: _ids(node, name, tables) for name, about in vocabulary.sections.items() if about.listed}
    attributes = Attributes(ledger, ids["sources"], vocabulary.uses)
    attributes.language = _language(node)
    certain = read.complete and not read.doubtful
    records = Records(ledger, attributes, ids, certain, vocabulary)
    records.tables = tables
    root = records.root(node)
    settle(records, records.formulas)
    records.tell_of_rounded()
    allowed = allows(read.comments, node, ledger)
    ledger.problems = [problem for problem in ledger.problems if not is_doubtful(problem, read)]
    if not read.complete:
        raise ledger.stop_now()
    read_from = tuple(dict.fromkeys(rows.file.partition("#")[0] for each in tables.values() for rows in each))
    facts = Facts(
        ledger.file,
        root,
        sources_of(root),
        records.index,
        allowed,
        attributes.markings,
        vocabulary,
        untranslated=frozenset(id_ for id_, fact in records.index.items() if fact.texts and fact.language),
        tables=read_from,
    )
    return facts, ledger.sorted()


def not_a_map(read: Read, ledger: Ledger) -> Exception:
    """What to raise for a file that holds no names and values."""
    if not read.complete:
        return ledger.stop_now()
    at = (read.node.line, read.node.column) if read.node else (1, 1)
    message = "the file holds nothing but comments" if read.node is None else "the file is no fact file"
    hint = "a fact file begins with lines such as `title: Trade in 2024`; `briefs new` writes one"
    return ledger.stop(UNREADABLE, message, at, hint)


def is_doubtful(problem: Problem, read: Read) -> bool:
    """Whether a problem of meaning concerns a line that was perhaps not meant as it was read."""
    return problem.at.line in read.doubtful and not problem.code.startswith("F00")


def sources_of(root: Record) -> dict[str, Source]:
    """The source records as sources, by id."""
    section = root.fields.get("sources")
    records = section.fields.values() if isinstance(section, Record) else ()
    return {record.key: _source(record) for record in records if isinstance(record, Record)}


def _source(record: Record) -> Source:
    text: dict[str, str] = {}
    for name, node in record.fields.items():
        if isinstance(node, Fact) and name in Source.__struct_fields__:
            text[name] = node.value.id if isinstance(node.value, Reference) else node.written
    return Source(
        id=record.key,
        title=text.pop("title", ""),
        place=record.at,
        language=record.language,
        **text,
    )


def _tables(root: Map, vocabulary: Vocabulary, ledger: Ledger) -> dict[str, list[Rows]]:
    """Section → the records that come from tables beside the file, and under `series.ID` the points that do."""
    from briefs.factfiles.table_nodes import reads_tables

    if not reads_tables(root):
        return {}
    from briefs.factfiles.tables import all_tables  # only those who keep facts in tables pay for it

    return all_tables(root, vocabulary.sections, ledger)


def _ids(root: Map, section: str, tables: Mapping[str, Sequence[Rows]]) -> frozenset[str]:
    """The ids of the records of a section, as they are gone on with."""
    node = root.entries[section][1] if section in root.entries else None
    if not isinstance(node, Map):
        return frozenset()
    every = (node, *(rows.node for rows in tables.get(section, ())))
    names = (name for each in every for name, (_, value) in each.entries.items() if isinstance(value, Map))
    return frozenset(name if name.isascii() and name.isidentifier() else mended(name) for name in names)


def _language(root: Map) -> str:
    node = root.entries["language"][1] if "language" in root.entries else None
    if isinstance(node, Map) and "value" in node.entries:
        node = node.entries["value"][1]
    return node.text if isinstance(node, Scalar) and LANGUAGE.fullmatch(node.text) else ""


def allows(comments: tuple[Comment, ...], root: Map, ledger: Ledger) -> tuple[Allow, ...]:
    """What the comments `# allow S104 because …` silence; a problem for one that gives no reason."""
    first = min((key.line for key, _ in root.entries.values()), default=0)
    found: list[Allow] = []
    for comment in comments:
        match = ALLOW.match(comment.text)
        if match is None:
            if re.match(r"#\s*allow\s+[A-Z]\d{3}", comment.text):
                hint = "write `# allow S104 because …` with the reason"
                at = (comment.line, comment.column)
                ledger.add("F009", "a problem is silenced without a reason", at, hint, len(comment.text))
            continue
        codes = tuple(re.findall(r"[A-Z]\d{3}", match[1]))
        place = Place(ledger.file, comment.line, comment.column)
        found.append(Allow(codes, match[2].strip(), place, comment.line < first))
    return tuple(found)
