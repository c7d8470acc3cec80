"""One route in a process of its own: `route.py NAME BRIEFS... --out FILE`; prints the CPU seconds of each document.

Each brief is a JSON file of plain texts beside the fact file that it was made from, which every route reads, as a
program that has to print facts must. It knows no route.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def spent() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def main(name: str, out: str, *briefs: str) -> None:
    """Make each brief; the last one's file stays at `out`."""
    route = import_module(f"routes.{name}")
    seconds = []
    for path in map(Path, briefs):
        begun = spent()
        brief = json.loads(path.read_text(encoding="utf-8"))
        if not name.startswith("briefs"):
            yaml = import_module("yaml")
            yaml.load(Path(brief["facts"]).read_bytes(), yaml.CSafeLoader)
        data = route.make(brief, path.parent)
        seconds.append(spent() - begun)
    Path(out).write_bytes(data)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
