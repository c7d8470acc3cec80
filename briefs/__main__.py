"""`python -m briefs` is the command `briefs`."""

from briefs.cli import main

main()
