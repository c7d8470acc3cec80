"""The command line: words for people, and exit codes.

0: done; 1: problems were found; 2: the command was used wrongly. No logic that another program could want lives here.
"""

from briefs.cli.main import main

__all__ = ["main"]
