"""What is made once for each language, and forgotten when the languages change.

A workspace may bring languages of its own; what was made for another workspace's must not outlive it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
_forget: list[Callable[[], None]] = []


def per_language(maxsize: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator: results are kept, up to so many, as long as the languages stay what they are."""

    def kept(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=maxsize)(function)
        _forget.append(cached.cache_clear)
        return cast(Callable[P, R], cached)

    return kept


def forget() -> None:
    """Drop all that was made for the languages as they were."""
    for clear in _forget:
        clear()
