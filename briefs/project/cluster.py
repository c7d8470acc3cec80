"""A Dask cluster that exists, as one more place where documents are made.

Its workers have `briefs` installed and see the same folders; it starts and stops none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import cast

from briefs.model.problems import Place, Problem, Stop

RETRIES = 3
"""How often a document is begun again whose worker was lost."""
PATIENCE = "20s"


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the scheduler at an address. Raises Stop where there is none, or Dask is not installed."""
    at = Place("--scheduler")
    try:
        from distributed import Client
    except ImportError:
        message = "--scheduler needs distributed, which is not installed"
        raise Stop([Problem("W030", message, at, "pip install 'briefs[dask]'")]) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as fault:
        message = f"no Dask scheduler answers at `{address}`: {fault}"
        raise Stop([Problem("W034", message, at, "start one (`dask scheduler`), or build without it")]) from None
    with client:
        yield cast(Executor, client.get_executor(retries=RETRIES))
