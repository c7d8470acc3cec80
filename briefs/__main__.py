"""`python -m briefs` is the command `briefs`."""

from briefs.commands import run

run()
