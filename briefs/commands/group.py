"""The program as a whole: its commands in order, and a problem with a code for whatever goes wrong in one.

No command is known here.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from briefs.commands.terminal import tell
from briefs.model.problems import Place, Problem, Stop


class Commands(click.Group):
    """The commands in the order in which one meets them, and no traceback whatever happens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Stop as stop:
            tell(stop.problems)
            raise SystemExit(1) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, SystemExit):
            raise
        except BrokenPipeError:
            raise SystemExit(1) from None
        except (RecursionError, MemoryError) as fault:
            deep = isinstance(fault, RecursionError)
            message = "this is nested too deep" if deep else "the machine has not enough memory for this"
            hint = "take some levels away" if deep else "build fewer documents at once"
            tell([Problem("W027", message, Place("briefs"), hint)])
            raise SystemExit(1) from None
        except OSError as fault:
            name = str(fault.filename or "briefs")
            tell(
                [
                    Problem(
                        "W022",
                        (fault.strerror or str(fault)).lower(),
                        Place(name),
                        "see the disk and your rights",
                    )
                ]
            )
            raise SystemExit(1) from None
        except Exception as fault:
            hint = "please report this, with the fact file and the template: it is a fault of briefs, not yours"
            tell([Problem("W099", f"briefs has failed: {type(fault).__name__}: {fault}", Place("briefs"), hint)])
            if "--debug" in sys.argv:
                raise
            raise SystemExit(1) from None
