"""Asks the Open XML SDK's validator whether Word files are sound: `sdk.py VALIDATOR FILE…`.

Prints every error; exits with 1 if there is one, or a file that could not be checked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = os.cpu_count() or 1


def faults(validator: str, file: str) -> list[str]:
    """What the validator says against the file; it starts anew for each, and its own exit code tells nothing."""
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    run = subprocess.run([validator, file], capture_output=True, text=True, env=environment, check=False)
    try:
        said = json.loads(run.stdout)
    except ValueError:
        return [f"it could not be checked: {(run.stderr or run.stdout).strip()[:300]}"]
    if said.get("ok") is True:
        return []
    return [json.dumps(error, ensure_ascii=False) for error in said.get("errors", [])] or [run.stdout.strip()[:300]]


def main(validator: str, files: list[str]) -> int:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda file: faults(validator, file), files))
    for file, each in zip(files, found, strict=True):
        for fault in each:
            print(f"Open XML SDK {file}: {fault}")
    failed = sum(map(bool, found))
    print(f"Open XML SDK: {len(files)} files, {failed} failed")
    return 0 if files and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
