"""What of a fact file the public may see, worked out from how the file is written: the oracle of the leak trial.

It shares nothing with the code that it judges: it reads the plain values of a file, and the rule as people are told it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from secrets_in import File, inputs_of

SEEN = {"OFFICIAL", "OFFICIAL FOR PUBLIC RELEASE"}
"""The markings that the public may see."""
ATTRIBUTES = {"use", "marking", "from", "embargo", "open", "note", "language"}
DECLARED = {
    "sources": "title publisher url published",
    "organisations": "name kind short of",
    "people": "name post short of tailor",
    "agreements": "title kind short purpose status money next_step fields provisions benefits signatories",
    "figures": "label unit value compare",
    "series": "label unit points",
    "events": "what place date",
    "statements": "said place who",
    "points": "text under",
    "summary": "summary",
    "gifts": "what worth giver",
    "notes": "tone",
}
TODAY = "2026-02-01"
FREE = {("handout", "headline"), ("handout", "summary"), ("handout", "contact")}
OPEN_HEAD = {"title", "as_of"}
NEEDED = {
    "sources": ("title",),
    "organisations": ("name",),
    "people": ("name",),
    "agreements": ("title", "kind"),
    "figures": ("label", "value"),
    "series": ("label", "points"),
    "events": ("date", "what"),
    "statements": ("who", "said"),
    "points": ("text",),
    "actions": ("what",),
    "gaps": ("what",),
    "gifts": ("what",),
}
TO = {"giver": "people", "of": "organisations", "who": "people", "signatories": "people", "compare": "figures"}
SINGLE = {"brief", "handout"}
Path = tuple[str, ...]


@dataclass
class Value:
    """One value of the file, with what stands around it."""

    path: Path
    text: str
    levels: list[File]
    """The attributes of its section, its record and its own."""
    target: Path = ()
    inputs: list[Path] = field(default_factory=list)

    @property
    def opened(self) -> bool:
        return "open" in self.levels[-1]

    @property
    def record(self) -> Path:
        return self.path[:1] if self.path[0] in SINGLE else self.path[:2]

    @property
    def name(self) -> str:
        return self.path[len(self.record)] if len(self.path) > len(self.record) else self.path[0]

    def cited(self) -> list[str]:
        if self.path[0] == "sources" and "from" not in self.levels[-1]:
            return [self.path[1]]
        said = next((level["from"] for level in reversed(self.levels) if "from" in level), "us")
        said = said if isinstance(said, list) else [said]
        return [each if isinstance(each, str) else each["source"] for each in said]


class Cleared:
    """A file, and what of it the public may see."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.values = {value.path: value for value in self._all()}
        self.seen = {path for path in self.values if self._may_be_seen(path)}
        self._settle()

    def _all(self) -> Iterator[Value]:
        for section, node in self.file.items():
            if section in {"marking", "scheme"}:
                continue
            if not isinstance(node, dict) or "value" in node:
                yield from self._values((section,), node, [])
            elif section in SINGLE:
                yield from self._fields((section,), node, [_own(node)])
            else:
                for key, record in node.items():
                    if key not in ATTRIBUTES:
                        single = "value" in record and section == "other"
                        more = self._values if single else self._fields
                        levels = [_own(node)] if single else [_own(node), _own(record)]
                        yield from more((section, key), record, levels)

    def _fields(self, path: Path, record: File, levels: list[File]) -> Iterator[Value]:
        for name, node in record.items():
            if name in ATTRIBUTES or name == "formula":
                continue
            yield from self._values((*path, name), node, levels)
        if "formula" in record:
            yield from self._reckoned(path, record, levels)

    def _reckoned(self, path: Path, record: File, levels: list[File]) -> Iterator[Value]:
        node = record.get("value", record["formula"])
        formula = record["formula"]["value"] if isinstance(record["formula"], dict) else record["formula"]
        own = _own(node) if isinstance(node, dict) else {}
        inputs = list(inputs_of(formula, self.file["series"]))
        yield Value((*path, "value"), str(self._result(formula)), [*levels, own], inputs=inputs)

    def _result(self, formula: str) -> int:
        def number(match: re.Match[str]) -> str:
            series, key, period = match[1], match[2], match[3]
            if not series:
                return str(self._number(key))
            points = self.file["series"][key]["points"]
            if period:
                return str(_plain(points[period]))
            return ", ".join(str(_plain(each)) for name, each in points.items() if name not in ATTRIBUTES)

        text = re.sub(r'(series\.)?(q\d+z)(?:\["(\d+)"\])?', number, formula)
        text = re.sub(r"sum\(([^)]*)\)", lambda match: f"({match[1].replace(',', ' +')})", text)
        return int(eval(text, {"__builtins__": {}}))

    def _number(self, key: str) -> int:
        record = self.file["figures"][key]
        if "value" in record:
            return int(_plain(record["value"]))
        return self._result(_plain(record["formula"]))

    def _values(self, path: Path, node: Any, levels: list[File]) -> Iterator[Value]:
        if isinstance(node, dict) and "value" not in node:  # the points of a series
            for name, each in node.items():
                yield from self._values((*path, name), each, levels)
        elif isinstance(node, list):
            for number, each in enumerate(node, 1):
                yield from self._values((*path, str(number)), each, levels)
        elif not (path[-1] == "value" and path[0] == "figures" and "formula" in self.file["figures"][path[1]]):
            text, own = (str(_plain(node)), _own(node) if isinstance(node, dict) else {})
            name = next((each for each in path if each in TO), "")
            target = (TO[name], text) if name and text in self.file[TO[name]] else ()
            yield Value(path, text, [*levels, own], target)

    # the rule

    def _may_be_seen(self, path: Path) -> bool:
        """Whether nothing forbids the value, and something opens it; what is lost with others comes later."""
        value = self.values[path]
        if self._is_restricted(path):
            return False
        if value.opened or any(level.get("use") == "public" for level in value.levels):
            return True
        if path[0] in OPEN_HEAD or (value.record[0], value.name) in FREE or value.name == "priority":
            return True
        if not self._is_declared(value):
            return False
        cited = value.cited()
        if value.inputs:
            return all(each == "us" or self._is_published(each) for each in cited)
        return all(self._is_published(each) for each in cited)

    def _is_restricted(self, path: Path) -> bool:
        value = self.values[path]
        if value.opened:
            return False
        own = [level["marking"] for level in value.levels if "marking" in level]
        if not own and path[0] != "as_of" and "marking" in self.file:
            own = [self.file["marking"]]
        around = list(value.levels)
        places = [("sources", each) for each in value.cited() if each != "us"]
        for place in [*places, value.target] if value.target else places:
            around += [_own(self.file[place[0]]), _own(self.file[place[0]][place[1]])]
        marks = {*own, *(level["marking"] for level in around if "marking" in level)}
        background = any(level.get("use", "public") != "public" for level in around)
        if background or marks - SEEN or any(self._is_restricted(each) for each in value.inputs):
            return True
        return bool(value.target) and self._face_is_restricted(value.target)

    def _face_is_restricted(self, target: Path) -> bool:
        """Whether what stands for a record is kept back: its name, its value."""
        names = ("value", "name")
        face = next(((*target, name) for name in names if (*target, name) in self.values), None)
        return face is not None and self._is_restricted(face)

    def _is_declared(self, value: Value) -> bool:
        section = value.path[0]
        if section == "points" and self.file["points"][value.path[1]]["under"] not in {"significance", "opportunity"}:
            return False
        return value.name in DECLARED.get(section, "").split()

    def _is_published(self, source: str) -> bool:
        published = self.file["sources"][source].get("published", "") if source != "us" else ""
        return re.fullmatch(r"\d{4}(-\d\d){0,2}", published) is not None and published <= TODAY[: len(published)]

    def _settle(self) -> None:
        """Take away what is made of what is not there, until nothing is."""
        while True:
            lost = {path for path in self.seen if self._is_lost(self.values[path])}
            if not lost:
                return
            self.seen -= lost

    def _is_lost(self, value: Value) -> bool:
        if value.inputs and not value.opened and not self.seen.issuperset(value.inputs):
            return True
        if value.target and not any(path[:2] == value.target for path in self.seen):
            return True
        if value.name == "priority" and not self._has_more(value.record):
            return True
        needed = NEEDED.get(value.path[0], ())
        return any(not self._has(value.record, name, self.seen) for name in needed)

    def _has_more(self, record: Path) -> bool:
        """Whether more of a record is seen than its rank."""
        return any(path[: len(record)] == record and path[len(record)] != "priority" for path in self.seen)

    @staticmethod
    def _has(record: Path, name: str, paths: Any) -> bool:
        length = len(record)
        return any(path[:length] == record and path[length] == name for path in paths)

    # what is asked

    def words(self, seen: bool) -> set[str]:
        """The words and numbers of the values that may be seen, or of those that must not."""
        found = {value.text.rpartition("/")[2] for path, value in self.values.items() if (path in self.seen) is seen}
        return {each for each in found if re.fullmatch(r"q\d+z|\d{7,}", each)}

    @property
    def open(self) -> set[str]:
        return self.words(True)

    @property
    def printed(self) -> set[str]:
        """The words of `open` that papers print: of what leads to a record they print its name, not its key."""
        leading = {value.text for path, value in self.values.items() if value.target and path in self.seen}
        return self.open - leading

    @property
    def closed(self) -> set[str]:
        """What must be in no file: values, keys of records of which nothing may be seen, places in unnamed sources."""
        keys = {path[1] for path in self.values if len(path) > 1 and path[0] != "other" and path[1].startswith("q")}
        alive = {path[1] for path in self.seen if len(path) > 1}
        return ((self.words(False) | keys | self._quoted()) - self.open) - alive

    def _quoted(self) -> set[str]:
        """Places and words of sources that stand behind nothing that may be seen, or that may not be named."""
        text = json.dumps(self.file)
        cited = set(re.findall(r'"(?:at|says)": "(q\d+z)"', text))
        return cited - self.cited

    @property
    def cited(self) -> set[str]:
        """Places and words of sources that stand behind what may be seen, where the sources may be named."""
        return {
            word
            for path in self.seen
            for word in re.findall(r'"(?:at|says)": "(q\d+z)"', json.dumps(self._said(self.values[path])))
        }

    def _said(self, value: Value) -> list[Any]:
        """The citations of a value whose sources may be named; of a reckoned one those of its inputs too."""
        said: Any = next((level["from"] for level in reversed(value.levels) if "from" in level), [])
        said = said if isinstance(said, list) else [said]
        named = [each for each in said if isinstance(each, dict) and ("sources", each["source"], "title") in self.seen]
        return [*named, *(each for path in value.inputs for each in self._said(self.values[path]))]

    def rest(self) -> File:
        """The file as it would be if nobody had ever written what must be kept back."""
        found: File = {name: self.file[name] for name in ("marking", "scheme") if name in self.file}
        for section, node in self.file.items():
            if (section,) in self.seen:
                found[section] = self._said_by(node)
            elif isinstance(node, dict) and (made := self._rest_of((section,), node, section)):
                found[section] = made
        return found

    def _rest_of(self, path: Path, node: File, section: str) -> File:
        made: File = {}
        for name, each in node.items():
            here = (*path, name)
            if name in ATTRIBUTES:
                made[name] = each
            elif name == "formula":
                made |= self._rest_of_formula(path, node)
            elif here in self.seen and not (name == "value" and "formula" in node):
                made[name] = self._said_by(each)
            elif isinstance(each, list):
                items = [self._said_by(item) for n, item in enumerate(each, 1) if (*here, str(n)) in self.seen]
                made |= {name: items} if items else {}
            elif isinstance(each, dict) and (_is_record(here) or "value" not in each):
                made |= {name: inner} if (inner := self._rest_of(here, each, section)) else {}
        if not any(name not in ATTRIBUTES for name in made):
            return {}
        return self._said_by(made) if section != "sources" else made

    def _rest_of_formula(self, path: Path, node: File) -> File:
        value = self.values[(*path, "value")]
        if value.path not in self.seen:
            return {}
        if self.seen.issuperset(value.inputs):
            return {name: self._said_by(node[name]) for name in ("value", "formula") if name in node}
        return {"value": self._said_by({"value": int(value.text), **value.levels[-1]})}

    def _said_by(self, node: Any) -> Any:
        """The value or record without sources that may not be named."""
        if not isinstance(node, dict) or "from" not in node or node["from"] == "us":
            return node
        said = node["from"] if isinstance(node["from"], list) else [node["from"]]
        named = [each for each in said if ("sources", each["source"], "title") in self.seen]
        return {**node, "from": named or "us"}


def _is_record(path: Path) -> bool:
    return len(path) == 2 and path[0] not in {*SINGLE, "other"}


def _own(node: File) -> File:
    return {name: each for name, each in node.items() if name in ATTRIBUTES}


def _plain(node: Any) -> Any:
    return node["value"] if isinstance(node, dict) else node
