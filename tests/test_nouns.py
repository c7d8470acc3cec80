"""Nouns are what the library's frozen, slotted dataclasses are; they only cost less."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from briefs import nouns
from briefs.problems import Place


@nouns.dataclass(frozen=True, slots=True, order=True)
class Ours:
    """With every kind of field."""

    name: str
    size: int = 3
    parts: list[str] = nouns.field(default_factory=list, compare=False)
    hidden: str = nouns.field(default="", repr=False)

    @property
    def long(self) -> bool:
        return self.size > 3


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """The same from the library."""

    name: str
    size: int = 3
    parts: list[str] = dataclasses.field(default_factory=list, compare=False)
    hidden: str = dataclasses.field(default="", repr=False)


SAMPLES: list[tuple[Any, ...]] = [("a",), ("a", 3), ("a", 4), ("b",), ("a", 3, ["x"]), ("a", 3, [], "h")]


def test_equal_and_in_order_as_the_library_says() -> None:
    for one in SAMPLES:
        for other in SAMPLES:
            assert (Ours(*one) == Ours(*other)) == (Theirs(*one) == Theirs(*other))
            assert (Ours(*one) < Ours(*other)) == (Theirs(*one) < Theirs(*other))
            assert (Ours(*one) >= Ours(*other)) == (Theirs(*one) >= Theirs(*other))
            assert hash(Ours(*one)) == hash(Theirs(*one))
    assert Ours.__eq__(Ours("a"), Theirs("a")) is NotImplemented


def test_shown_as_the_library_shows() -> None:
    for sample in SAMPLES:
        assert repr(Ours(*sample)) == repr(Theirs(*sample)).replace("Theirs", "Ours")


def test_what_is_frozen_stays() -> None:
    noun: Any = Ours("a")
    with pytest.raises(FrozenInstanceError):
        noun.name = "b"
    with pytest.raises(FrozenInstanceError):
        del noun.name
    with pytest.raises(FrozenInstanceError):
        noun.other = 1
    assert not hasattr(noun, "__dict__")


def test_a_default_is_each_nouns_own() -> None:
    first, second = Ours("a"), Ours("a")
    first.parts.append("x")
    assert second.parts == []
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="other"):
        Ours("a", other=1)  # type: ignore[call-arg]


def test_copied_replaced_and_pickled() -> None:
    noun = Ours("a", 5, ["x"], "h")
    changed = nouns.replace(noun, size=9)
    assert (changed.name, changed.size, changed.parts, changed.hidden) == ("a", 9, ["x"], "h")
    assert dataclasses.replace(noun, size=9) == changed
    assert copy.deepcopy(noun) == noun
    assert copy.deepcopy(noun).parts is not noun.parts
    assert pickle.loads(pickle.dumps(noun)) == noun
    assert [each.name for each in dataclasses.fields(noun)] == ["name", "size", "parts", "hidden"]
    assert nouns.replace(Theirs("a"), size=9) == Theirs("a", 9)


def test_matched_by_place() -> None:
    match Ours("a", 5):
        case Ours(name, size):
            assert (name, size) == ("a", 5)
        case _:
            raise AssertionError


def test_out_of_the_ordinary_is_left_to_the_library() -> None:
    @nouns.dataclass
    class Loose:
        name: str

        def __post_init__(self) -> None:
            self.name = self.name.upper()

    assert Loose("a").name == "A"
    assert nouns.replace(Loose("a"), name="b").name == "B"


def test_changing_nouns_can_be_changed() -> None:
    @nouns.dataclass(slots=True)
    class Open:
        name: str

    noun = Open("a")
    noun.name = "b"
    assert noun == Open("b")
    with pytest.raises(TypeError):
        hash(noun)


def test_the_house_is_made_of_them() -> None:
    assert Place.__slots__ == ("file", "line", "column")
    assert "_every" in vars(Place)
