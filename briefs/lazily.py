"""Names that are imported when somebody asks for them: a door of a room does not fetch the whole room.

PEP 562. Only for names that no module of the same package bears: the import of a module binds its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """A `__getattr__` for the package: `modules` says which module holds a name."""

    def found(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return found
