"""The architecture: a module imports only from lower floors, or from its own package."""

import ast
from pathlib import Path

import briefs

HOUSE = Path(briefs.__file__).parent
FLOORS = [
    {"model", "manual", "files"},
    {"language", "fonts"},
    {"amounts"},
    {"factfiles", "templating", "document", "clearance", "forms", "understanding", "layout", "base"},
    {"checks", "docx", "pdf"},
    {"drafting", "linting"},
    {"project"},
    {"commands", "__init__"},
    {"__main__"},
]
ALONE = {"language": set(), "understanding": {"language"}}
"""Rooms that know no other room below them but these: neither facts nor problems."""


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "briefs":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            rooms |= {a.name.split(".")[1] for a in node.names if a.name.startswith("briefs.")}
    return {room for room in rooms if any(room in floor for floor in FLOORS)}


def test_a_module_imports_only_from_lower_floors() -> None:
    modules = sorted(HOUSE.rglob("*.py"))
    assert len(modules) > 40
    for path in modules:
        room = room_of(path)
        for other in imported_rooms(path) - {room}:
            assert floor_of(other) < floor_of(room), f"{path.relative_to(HOUSE)} imports briefs.{other}"


def test_languages_and_what_understands_them_know_neither_facts_nor_problems() -> None:
    for room, known in ALONE.items():
        for path in (HOUSE / room).rglob("*.py"):
            assert imported_rooms(path) <= known | {room}, path


def test_every_room_stands_on_a_floor() -> None:
    rooms = {room_of(path) for path in HOUSE.rglob("*.py")}
    assert rooms <= set().union(*FLOORS)
