"""What other people's libraries prepare when they are imported, prepared when it is used: few runs use any of it.

Only modules that are named are treated so; everything they do stays the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import LazyLoader, find_spec, module_from_spec
from threading import RLock
from typing import Any

_lock = RLock()


class Pattern:
    """A regular expression that is compiled when it is first asked anything."""

    def __init__(self, pattern: Any, flags: Any) -> None:
        self._given = pattern, flags

    @cached_property
    def _compiled(self) -> Any:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)


@contextmanager
def patterns_later(*modules: str) -> Iterator[None]:
    """Imports in which those modules' patterns are not compiled yet.

    For modules that only ask their patterns to match, split or replace, and do not hand them to `re`'s functions.
    """
    compile_ = re.compile

    def later(pattern: Any, flags: Any = 0) -> Any:
        wanted = sys._getframe(1).f_globals.get("__name__") in modules
        return Pattern(pattern, flags) if wanted else compile_(pattern, flags)

    with _lock:
        re.compile = later
        try:
            yield
        finally:
            re.compile = compile_


def module_later(name: str) -> None:
    """From now on importing that module gives it, but runs it only when it is first asked for something."""
    parent, _, last = name.rpartition(".")
    with _lock:
        if name in sys.modules:
            return
        spec = find_spec(name)
        if spec is None or spec.loader is None:
            return
        spec.loader = LazyLoader(spec.loader)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
        if parent:
            setattr(sys.modules[parent], last, module)
