"""Not only Linux: every text file is opened as UTF-8, and nothing is used that only some systems have."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import briefs

HOUSE = Path(briefs.__file__).parent
SOME_SYSTEMS_HAVE = {"fcntl", "msvcrt", "pwd", "grp", "resource", "termios", "winreg", "posix"}
COMMANDS = """
new .
check --sources facts --completeness
templates
show one-pager
explain W020
schema
customise one-pager --block lead
build -q -j 2
build -q --since facts/example.yaml --redline --annex -t one-pager
trace facts/example.yaml -t one-pager
diff facts/example.yaml facts/example.yaml
"""
SCRIPT = """
import sys
from click.testing import CliRunner
from briefs.commands import main
if __name__ == "__main__":
    assert sys.flags.warn_default_encoding
    for line in sys.stdin.read().split("\\n"):
        done = CliRunner().invoke(main, line.split(), catch_exceptions=False)
        assert "W099" not in done.stderr, (line, done.stderr)
        assert done.exit_code == 0 or not line, (line, done.stderr)
"""


def test_every_command_says_in_which_encoding_it_opens_files(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(HOUSE.parent), "PYTHONWARNDEFAULTENCODING": "1"}
    command = [sys.executable, "-W", "error", str(script)]
    done = subprocess.run(
        command, cwd=tmp_path, env=env, input=COMMANDS.strip(), capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_only_some_systems_have_is_asked_for_with_a_way_on_without_it() -> None:
    for path in sorted(HOUSE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        choices = [node for node in ast.walk(tree) if isinstance(node, ast.Try | ast.If)]
        guarded = {each for node in choices for each in (*node.body, *node.orelse) if isinstance(each, ast.Import)}
        imports = {node for node in ast.walk(tree) if isinstance(node, ast.Import)} - guarded
        assert not {alias.name for node in imports for alias in node.names} & SOME_SYSTEMS_HAVE, path
        assert "fork" not in text and '"/proc' not in text, path
