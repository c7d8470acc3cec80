"""The command line: words for people, and exit codes.

0: done; 1: problems were found; 2: the command was used wrongly. No logic that another program could want lives here.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from briefs.commands.main import main


def run() -> NoReturn:
    """The command `briefs`, as a program of its own.

    It ends at once: to take a hundred thousand objects apart one by one takes a tenth of a short run.
    """
    os._exit(_status())


def _status() -> int:
    status: object = 1
    _open_what_is_closed()
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name need not be text that the terminal has
    try:
        main()
    except SystemExit as end:
        status = end.code
    except OSError:
        status = 1  # not even what is wrong could be printed
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 1  # whoever read it has gone
    return status if isinstance(status, int) else int(status is not None)


def _open_what_is_closed() -> None:
    """Give each standard stream that the caller has closed a place where nothing is: `briefs build >&-` is silent.

    Otherwise the first file that is opened would get its number, and what others print would be written into it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("r+", encoding="utf-8")  # noqa: SIM115 - it stays open to the end
            setattr(sys, name, nowhere)


__all__ = ["main", "run"]
