"""Builds that are ended half way, at every step of the output folder's code, and builds side by side.

    python tests/kills.py                 every step of a folder of four files, SIGKILL and SIGINT
    python tests/kills.py --builds 200    200 `briefs build` of the tests' facts, killed at moments drawn by seed
    python tests/kills.py --pairs 20      20 pairs of them at once

After each, one plain build must make exactly the files of a fresh folder, and a file that was edited by hand stays.
The suite runs samples of it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from briefs.model.problems import Stop
from briefs.project.output_folder import MANIFEST, Store

TraceFunction = Callable[[FrameType, str, Any], Any]
EDITED = "a/edited.pdf"
BEFORE = {"a/one.docx": b"1", "a/two.docx": b"2", "a/same.pdf": b"s", "b/gone.pdf": b"g", EDITED: b"e"}
AFTER = {"a/one.docx": b"one", "a/two.docx": b"two", "a/same.pdf": b"s", "c/new.pdf": b"n", EDITED: b"new"}
CODE = {sys.modules[f"briefs.project.{name}"].__file__ for name in ("output_folder", "records", "lock")}
FACTS = Path(__file__).parent / "facts"

STEPWISE = """
import os, sys
from pathlib import Path
import kills
with kills.watched(lambda count: count == int(sys.argv[2]) and os.kill(os.getpid(), int(sys.argv[3]))):
    kills.built(Path(sys.argv[1]), kills.AFTER)
print("over")
"""


@contextmanager
def watched(hear: Callable[[int], object], by: str = "opcode") -> Iterator[None]:
    """While this lasts `hear` is called before each instruction, or `line`, of the code of the output folder."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        nonlocal count
        if frame.f_code.co_filename not in CODE:
            return None
        frame.f_trace_opcodes = by == "opcode"
        if event == by:
            count += 1
            hear(count)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def built(folder: Path, files: dict[str, bytes]) -> list[str]:
    """The codes of the problems of putting the files in place as a build does."""
    store = Store(folder)
    codes = []
    for name, data in files.items():
        try:
            store.put(name, data)
        except Stop as stop:
            codes += [problem.code for problem in stop.problems]
    return codes + [problem.code for problem in store.close()]


def contents(folder: Path) -> dict[str, bytes]:
    """All that is in the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def prepared(folder: Path) -> None:
    """A folder after an earlier build, with a file that somebody has edited."""
    built(folder, BEFORE)
    (folder / EDITED).write_bytes(b"edited by hand")
    (folder / "b/gone.pdf").unlink()


def expected() -> dict[str, bytes]:
    """What the folder holds when a build that was not disturbed has followed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepared(folder)
        assert built(folder, AFTER) == ["W020"]
        return contents(folder)


def ended(folder: Path, step: int, ending: signal.Signals) -> bool:
    """Put the files in place, and end that at a step; whether it was reached."""
    here = Path(__file__).parent
    command = [sys.executable, "-c", STEPWISE, str(folder), str(step), str(int(ending))]
    path = {**os.environ, "PYTHONPATH": f"{here.parent}{os.pathsep}{here}"}
    done = subprocess.run(command, env=path, check=False, capture_output=True, text=True)
    reached = done.returncode == -ending or "KeyboardInterrupt" in done.stderr
    assert reached or done.stdout == "over\n", done.stderr
    return reached


def goes_on(folder: Path, wanted: dict[str, bytes], about: object) -> None:
    """The next build puts all right. Raises AssertionError where it does not."""
    codes = built(folder, AFTER)
    assert codes == ["W020"], (about, codes)
    found = contents(folder)
    assert found == wanted, (
        about,
        {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)},
    )


def after_each(steps: Iterable[int], ending: signal.Signals) -> int:
    """How many steps were tried. Raises AssertionError where the next build does not put all right after one."""
    wanted = expected()
    for tried, step in enumerate(steps):
        with tempfile.TemporaryDirectory() as place:
            prepared(Path(place))
            reached = ended(Path(place), step, ending)
            goes_on(Path(place), wanted, (step, ending))
        if not reached:
            return tried
    return tried + 1


def command(out: Path, facts: Path = FACTS) -> list[str]:
    files = sorted(str(path) for path in facts.glob("*.yaml"))[:2]
    return [sys.executable, "-m", "briefs", "build", "-q", "-f", "docx", *files, "-o", str(out)]


def papers(folder: Path) -> dict[str, bytes]:
    """The papers, and whatever else lies there, but for the order of the records."""
    found = contents(folder)
    found[MANIFEST] = b"".join(sorted(found.get(MANIFEST, b"").splitlines(keepends=True)))
    return found


def fresh(out: Path) -> tuple[dict[str, bytes], float]:
    """What a build into a new folder makes, and the seconds that it takes."""
    began = time.monotonic()
    subprocess.run(command(out), check=False, capture_output=True)
    return papers(out), time.monotonic() - began


def older(out: Path, wanted: dict[str, bytes]) -> str:
    """Make a folder as an earlier build left it: other bytes, all its own but one that was edited; the edited one."""
    shutil.rmtree(out, ignore_errors=True)
    names = [name for name in wanted if not name.startswith(".briefs")]
    built(out, {name: name.encode() for name in names[::2]})
    (out / names[0]).write_bytes(b"edited by hand")
    return names[0]


def settled(out: Path, wanted: dict[str, bytes], edited: str) -> None:
    """One plain build puts all right. Raises AssertionError where it does not."""
    done = subprocess.run(command(out), check=False, capture_output=True, text=True)
    told = [line for line in done.stderr.splitlines() if " W02" in line]
    assert len(told) == 1 and "W020" in told[0] and edited in told[0], done.stderr
    found = papers(out)
    assert found.pop(edited) == b"edited by hand"
    assert found.keys() == wanted.keys() - {edited}
    assert all(found[name] == wanted[name] for name in found if name != MANIFEST)


def killed_builds(count: int, seed: int) -> None:
    """Builds of the program itself, ended at moments drawn by seed."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "build"
        wanted, seconds = fresh(out)
        for number in range(count):
            edited = older(out, wanted)
            ending = draw.choice((signal.SIGKILL, signal.SIGINT))
            process = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(seconds * draw.uniform(0.2, 1.0))
            os.kill(process.pid, ending)
            process.wait()
            settled(out, wanted, edited)
            print(f"\r{number + 1} builds ended", end="", flush=True)
    print()


def pairs(count: int) -> None:
    """Two builds at once into one folder."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "build"
        wanted, _ = fresh(out)
        for number in range(count):
            edited = older(out, wanted)
            both = [subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)]
            both.append(subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
            for process in both:
                _, errors = process.communicate()
                assert [line for line in errors.splitlines() if " W02" in line and edited not in line] == [], errors
            settled(out, wanted, edited)
            print(f"\r{number + 1} pairs of builds", end="", flush=True)
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--builds", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="only every so manieth step")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.builds:
        killed_builds(asked.builds, asked.seed)
    if asked.pairs:
        pairs(asked.pairs)
    if not asked.builds and not asked.pairs:
        for ending in (signal.SIGKILL, signal.SIGINT):
            tried = after_each(range(1, 1 << 20, asked.every), ending)
            print(f"{ending.name} at {tried} steps: the next build has put all right")


if __name__ == "__main__":
    main()
