"""`python -m briefs` is the command `briefs`."""

from briefs.cli import run

run()
