"""A fact file as it was: another file, or a revision of the same one in git.

What has changed since, others find; nothing is ever written to the repository, and nothing fetched from elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from msgspec.structs import replace

from briefs.factfiles import load_facts
from briefs.factfiles.fact_file import LARGEST, facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.text_file import text_of
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.vocabulary import STANDARD, Vocabulary

CODE = "F050"
HINT = "write a file, `FILE@REVISION`, or `@REVISION` for the same file as it was: `@HEAD~1`, `@v1.2`"
SECONDS = 30


def load_version(name: str, of: Path | None = None, vocabulary: Vocabulary = STANDARD) -> tuple[Facts, list[Problem]]:
    """The facts of a version, and the problems found in it.

    `name` is a file, `FILE@REVISION`, or `@REVISION` for the file `of`. A file of that very name comes first. The
    facts of a revision are known under the file's own name, their places under the whole name.
    Raises Stop where there is no such file, no git, no repository or no such revision.
    """
    if not name.startswith("@") and (Path(name).exists() or "@" not in name):
        return load_facts(Path(name), vocabulary)
    file, _, revision = name.rpartition("@")
    path = Path(file) if file else of
    if path is None:
        raise _stop(name, f"`{name}` names a revision, but of which file is not said")
    told = f"{path}@{revision}"
    ledger = Ledger(told, "F00")
    text = text_of(_blob(path, revision, told), ledger)
    facts, problems = facts_of(text, ledger, vocabulary)
    return replace(facts, file=str(path)), problems


def _blob(path: Path, revision: str, told: str) -> bytes:
    """The bytes of the file at that revision. Raises Stop."""
    if not revision or revision.startswith("-") or ":" in revision:
        raise _stop(told, f"`{revision}` is no revision")
    if not path.parent.is_dir():
        raise _stop(told, f"there is no folder `{path.parent}`")
    where = f"{revision}:./{path.name}"
    command = ["git", "-C", str(path.parent), "cat-file", "blob", where]
    quiet = os.environ | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env=quiet)
    except (FileNotFoundError, PermissionError):
        hint = "install git, or keep the earlier version as a file of its own and name that"
        raise _stop(told, "there is no git on this machine to ask for a revision", hint) from None
    except (subprocess.TimeoutExpired, ValueError):
        raise _stop(told, "git gives no answer") from None
    if done.returncode:
        raise _stop(told, _reason(done.stderr.decode("utf-8", "replace"), path, revision))
    if len(done.stdout) > LARGEST:
        raise _stop(told, f"the file is larger than {LARGEST // 1_000_000} MB")
    return done.stdout


def _reason(said: str, path: Path, revision: str) -> str:
    """What git has said, in a reader's words where it is one of the usual things."""
    if "not a git repository" in said:
        return f"`{path.parent}` is in no git repository"
    if "invalid object name" in said or "Not a valid object name" in said:
        known = "exists on disk" in said or "does not exist" in said
        return f"there is no revision `{revision}`" + (f" that holds `{path.name}`" if known else " here")
    if "does not exist" in said or "exists on disk" in said:
        return f"`{path.name}` did not exist at the revision `{revision}`"
    lines = [line.removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return f"git says: {lines[0] if lines else 'nothing'}"


def _stop(name: str, message: str, hint: str = HINT) -> Stop:
    return Stop([Problem(CODE, message, Place(name), hint)])
