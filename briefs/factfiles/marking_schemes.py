"""Marking schemes from files: levels in their order, what may follow them, who may see them, where they stand.

It judges no document; which scheme a fact file follows, `build` finds.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefs.factfiles.nodes import Map, Scalar
from briefs.factfiles.problem_list import UNREADABLE, Ledger
from briefs.factfiles.settings import MISSING, Settings
from briefs.factfiles.text_file import read_text
from briefs.factfiles.yaml_reader import read_yaml
from briefs.model.marking import Access, Align, Level, Placement, Scheme
from briefs.model.problems import Problem

LARGEST = 200_000
"""Bytes of a scheme."""
KEYS = ("name", "about", "levels", "handling", "audiences", "placement")
NO_SUCH_LEVEL = "T046"


def load_scheme(path: Path, within: Path | None = None) -> tuple[Scheme, list[Problem]]:
    """The scheme in a file, and every problem in it, by place. Raises Stop where nothing can be made of it.

    With `within` the file must lie in that folder, wherever links lead.
    """
    ledger = Ledger(str(path), "T02")
    read = read_yaml(read_text(path, ledger, LARGEST, within), ledger)
    if not isinstance(read.node, Map) or not read.complete:
        if read.complete:
            message = "a marking scheme holds names and values, and here are none"
            ledger.add(UNREADABLE, message, (1, 1), "begin it with `levels: [{name: OPEN}, {name: CLOSED}]`")
        raise ledger.stop_now()
    settings = Settings(read.node, ledger, "a marking scheme")
    settings.knows(KEYS)
    levels = tuple(_level(each) for each in settings.tables("levels", "a level"))
    if not levels:
        hint = "write `levels: [{name: OPEN}, {name: CLOSED}]`, the lowest first"
        ledger.add(MISSING, "a marking scheme has no `levels`", settings.spot("levels"), hint)
    handling = settings.table("handling", "`handling`")
    handling.knows(("between", "words"))
    scheme = Scheme(
        name=settings.text("name", path.stem),
        levels=levels,
        about=settings.text("about"),
        between=handling.texts("between"),
        handling=handling.texts("words"),
        placement=_placement(settings.table("placement", "the placement")),
    )
    return _with_audiences(scheme, settings.table("audiences", "the audiences")), ledger.sorted()


def _level(settings: Settings) -> Level:
    settings.knows(("name", "also", "colour", "ground"))
    name = settings.text("name")
    if not name:
        at = (settings.node.line, settings.node.column)
        settings.ledger.add(MISSING, "a level has no `name`", at, "write `{name: SECRET}`")
    colours = settings.colour("colour", "", none=True), settings.colour("ground", "", none=True)
    return Level(name or "?", settings.texts("also"), *colours)


def _placement(settings: Settings) -> Placement:
    settings.knows(("top", "foot", "align", "size"))
    sides: tuple[Align, ...] = ("left", "center", "right")
    word = settings.choice("align", sides, "center")
    align = next(side for side in sides if side == word)
    return Placement(settings.flag("top", True), settings.flag("foot", True), align, settings.length("size", 0, 6, 72))


def _with_audiences(scheme: Scheme, settings: Settings) -> Scheme:
    """The scheme with the markings that may go to each audience; a problem for one that it does not have.

    A row is a list of markings, or `{markings: […], bears: …}`.
    """
    found: list[Access] = []
    for audience in settings.node.entries:
        row = settings
        name = audience
        if isinstance(settings.value(audience), Map):
            row, name = settings.table(audience, f"the audience `{audience}`"), "markings"
            row.knows(("markings", "bears"))
        scalars = row.scalars(name)
        bears = row.scalars("bears")[:1] if name == "markings" else []
        for scalar in (*scalars, *bears):
            _must_have(scheme, scalar, settings)
        borne = bears[0].text if bears else ""
        found.append(Access(audience, tuple(scalar.text for scalar in scalars), borne))
    return replace(scheme, audiences=tuple(found))


def _must_have(scheme: Scheme, scalar: Scalar, settings: Settings) -> None:
    """A problem for a marking that the scheme does not have."""
    if scheme.read(scalar.text) is None:
        hint = settings.ledger.nearest(scalar.text, [*scheme.names()], "its levels are listed under `levels`")
        message = f"the scheme has no marking `{scalar.text}`"
        settings.ledger.add(NO_SUCH_LEVEL, message, (scalar.line, scalar.column), hint, len(scalar.text))
