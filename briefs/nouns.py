"""What nouns are made with: slotted dataclasses that cost a tenth of the library's to define, and half to copy.

A hundred of them are defined before the first word is printed. It knows no noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    import dataclasses
    import sys
    from dataclasses import MISSING, Field, FrozenInstanceError, field
    from inspect import get_annotations
    from operator import attrgetter, eq, ge, gt, le, lt

    def dataclass(cls=None, /, **how):
        """The class as `dataclasses.dataclass` would make it; what is out of the ordinary, that makes itself.

        Compared, hashed and represented as there. Only the one function that has to know the fields' names,
        `__init__`, is compiled; all others are shared.
        """
        return (lambda made: _made(made, **how)) if cls is None else _made(cls, **how)

    def replace(noun, /, **changes):
        """The noun with some of its fields changed."""
        cls = type(noun)
        if "_every" not in cls.__dict__:
            return dataclasses.replace(noun, **changes)
        values = [*cls._every(noun)]
        for name, value in changes.items():
            values[cls._order[name]] = value
        return cls(*values)

    def _made(cls, *, slots=False, frozen=False, eq=True, order=False, **other):
        fields = {name: _field(cls, name, type_) for name, type_ in get_annotations(cls).items()}
        ordinary = slots and fields and cls.__bases__ == (object,) and "__post_init__" not in cls.__dict__
        if not ordinary or other or any(each is None for each in fields.values()):
            return dataclasses.dataclass(cls, slots=slots, frozen=frozen, eq=eq, order=order, **other)
        names = tuple(fields)
        body = {name: value for name, value in cls.__dict__.items() if name not in fields}
        del body["__dict__"], body["__weakref__"]
        body |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": fields}
        body |= {"_every": _getter(names), "_order": {name: place for place, name in enumerate(names)}}
        for name, method in _methods(fields, frozen, eq, order):
            body.setdefault(name, method)
        made = type(cls.__name__, (), body)
        made.__qualname__ = cls.__qualname__
        made.__init__ = _init(made, fields)
        made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    def _field(cls, name, type_):
        """The field of that name; None for what the library must judge."""
        value = cls.__dict__.get(name, MISSING)
        made = value if isinstance(value, Field) else field(default=value)
        plain = made.init and made.kw_only in {MISSING, False} and isinstance(type_, str)
        if not plain or type_.startswith(("ClassVar", "InitVar", "KW_ONLY")) or type(value) in {list, dict, set}:
            return None
        made.name, made.type, made._field_type = name, type_, dataclasses._FIELD
        return made

    def _getter(names):
        """What gives the values of those fields as a tuple."""
        if len(names) == 1:
            one = attrgetter(*names)
            return staticmethod(lambda noun: (one(noun),))
        return staticmethod(attrgetter(*names) if names else lambda noun: ())

    def _methods(fields, frozen, equal, order):
        compared = _getter([name for name, each in fields.items() if each.compare]).__func__
        yield "__repr__", _representing([name for name, each in fields.items() if each.repr])
        yield "__reduce__", lambda self: (type(self), self._every(self))
        if frozen:
            yield "__setattr__", _refuse_to_set
            yield "__delattr__", _refuse_to_delete
        if equal:
            yield "__eq__", _comparing(eq, compared)
            yield "__hash__", (lambda self: hash(compared(self))) if frozen else None
        if order:
            yield from ((f"__{each.__name__}__", _comparing(each, compared)) for each in (lt, le, gt, ge))

    def _comparing(compare, values):
        def compared(self, other):
            return compare(values(self), values(other)) if type(other) is type(self) else NotImplemented

        return compared

    def _representing(names):
        def represented(self):
            return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        return represented

    def _refuse_to_set(self, name, value):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _init(cls, fields):
        """The `__init__` for those fields: each is set by its slot, which a frozen noun does not refuse."""
        known = {f"set_{name}": cls.__dict__[name].__set__ for name in fields} | {"missing": MISSING}
        taken, lines = ["self"], []
        for name, each in fields.items():
            if each.default_factory is not MISSING:
                known[f"make_{name}"] = each.default_factory
                taken.append(f"{name}=missing")
                lines.append(f"set_{name}(self, make_{name}() if {name} is missing else {name})")
                continue
            if each.default is not MISSING:
                known[f"default_{name}"] = each.default
            taken.append(f"{name}=default_{name}" if each.default is not MISSING else name)
            lines.append(f"set_{name}(self, {name})")
        text = f"def make({', '.join(known)}):\n def __init__({', '.join(taken)}):\n  "
        found = {}
        exec(text + "\n  ".join(lines) + "\n return __init__", sys.modules[cls.__module__].__dict__, found)
        init = found["make"](**known)
        init.__annotations__ = {name: each.type for name, each in fields.items()}
        return init


__all__ = ["dataclass", "field", "replace"]
