"""Faults planted in the rule of release, one at a time in a copy of the project: each must be caught by the suite.

Run it by hand, `python tests/planted.py`: it says which test catches each, and ends with 1 where one is not caught.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).parent.parent
TESTS = tuple(f"tests/test_{name}.py" for name in ("clearance", "marking", "versions", "cases", "release"))
FLOW, DECLARED, RELEASE = (f"briefs/clearance/{name}.py" for name in ("flow", "declared", "release"))
FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("what a formula makes does not follow its inputs", RELEASE, "if each not in kept and not", "if not kept and not"),
    (
        "an own marking frees from what stands behind",
        FLOW,
        "found = own.joined(others)",
        "found = own if fact.markings else own.joined(others)",
    ),
    (
        "a marking cancels background",
        FLOW,
        "fact.use not in OPEN_USES, fact.embargoes",
        "fact.use not in OPEN_USES and not fact.markings, fact.embargoes",
    ),
    ("the marking of the whole file covers nothing", FLOW, "fact.markings or whole", "fact.markings"),
    ("a source's marking does not flow", FLOW, "others = [*cited, ", "others = ["),
    (
        "a marking below replaces the one above",
        "briefs/factfiles/attributions.py",
        "_with(above.markings, text)",
        "(text,)",
    ),
    (
        "a use below lifts background",
        "briefs/factfiles/attributions.py",
        'if text and (above.use in {"", "public"} or text == BACKGROUND)',
        "if text",
    ),
    ("a use of the ministry's own keeps nothing back", FLOW, "fact.use not in OPEN_USES", 'fact.use == "background"'),
    ("what will be published is public today", DECLARED, " and published <= day[: len(published)]", ""),
    ("a record is left of which only its rank may be seen", RELEASE, "and _is_bare(made)", "and not made.fields"),
    (
        "what decides is not counted as printed",
        "briefs/model/cited.py",
        "        found = dict.fromkeys(self.compared)",
        "        return ()",
    ),
    (
        "a trace looks into the whole file",
        "briefs/project/traces.py",
        "terms_of(facts, plan.template, shelf).release.facts",
        "facts",
    ),
    (
        "what rests on no published source is public",
        DECLARED,
        'return "" if published and not ours else UNPUBLISHED',
        'return ""',
    ),
    ("our own statements are public", DECLARED, "        return OURS", '        return ""'),
    ("any field is public", DECLARED, "        return NOT_DECLARED", '        return ""'),
    ("points of any kind are public", DECLARED, "return not key or facts.text", "return True or facts.text"),
    (
        "a reference to what is kept back stays",
        RELEASE,
        "isinstance(fact.value, Reference) and not _is_there",
        "isinstance(fact.value, str) and not _is_there",
    ),
    ("a record without what each must have stays", RELEASE, "            if lacking:", "            if not section:"),
    (
        "the condition is turned: what may be shown is kept back",
        RELEASE,
        "for id_, reason in why.items() if reason}",
        "for id_, reason in why.items() if not reason}",
    ),
    ("what is opened is not shown", FLOW, "if fact.opened else found", "if fact.note else found"),
    ("what says that it is public is not shown", DECLARED, "if fact.opened or fact.use == PUBLIC", "if fact.opened"),
    ("an opened value is kept back with its inputs", RELEASE, " and not facts.index[each].opened", ""),
    (
        "earlier text is told again whatever holds now",
        "briefs/clearance/earlier.py",
        "            return False",
        "            continue",
    ),
)


def caught(name: str, path: str, old: str, new: str) -> str:
    """The first test that fails with the fault in place; empty for none."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy.mkdir()
        shutil.copy(HOUSE / "pyproject.toml", copy)
        for each in ("briefs", "templates", "facts", "tests"):
            shutil.copytree(HOUSE / each, copy / each)
        text = (copy / path).read_text(encoding="utf-8")
        assert old in text, f"{name}: {path} has no `{old}`"
        (copy / path).write_text(text.replace(old, new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider", *TESTS]
        here = {**os.environ, "PYTHONPATH": str(copy)}
        done = subprocess.run(command, cwd=copy, env=here, capture_output=True, text=True, check=False)
    found = re.search(r"^FAILED (\S+)", done.stdout, re.MULTILINE)
    assert found or done.returncode == 0, f"{name}: {done.stdout[-2000:]}"  # the suite itself could not run
    return found[1] if found else ""


def main() -> int:
    """0 where every fault is caught."""
    missed = 0
    for name, path, old, new in FAULTS:
        by = caught(name, path, old, new)
        missed += not by
        print(f"{name}: {by or 'NOT CAUGHT'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
