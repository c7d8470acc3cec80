"""Themes from files: page, fonts and looks, with what they take over from other looks and other themes.

It measures nothing and opens no font; whether the result can be read is `contrast`'s judgement.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from briefs import fonts
from briefs.factfiles.nodes import Map
from briefs.factfiles.problem_list import UNREADABLE, Ledger
from briefs.factfiles.settings import UNKNOWN, WRONG, Settings
from briefs.factfiles.text_file import read_text
from briefs.factfiles.theme_accent import look_in, plain_in, too_light
from briefs.factfiles.theme_contrast import GRAPHIC, WATERMARK, WHITE, faint, ground_of, narrow, small
from briefs.factfiles.theme_file import FACES, MARGINS, Sheet, sheet_of, sheet_of_theme
from briefs.factfiles.theme_values import ThemeValue, values_of
from briefs.factfiles.yaml_reader import read_yaml
from briefs.files import is_file, lies_in, read_bytes, same
from briefs.model.contrast import contrast
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.theme import ACCENT, ROLES, Font, Look, Page, Theme

LARGEST, LARGEST_PICTURE = 1_000_000, 20_000_000
"""Bytes of a theme, and of a picture in it."""
NO_SUCH_LOOK, NO_LOOK, TOO_SMALL, NO_ROOM, FAINT = "T040", "T041", "T042", "T043", "T044"
JUDGED = (TOO_SMALL, NO_ROOM, FAINT)
"""What whoever reads a base says of it, as a warning: its styles stay as they are."""
LONGEST_CHAIN = 10
Find = Callable[[str], Path | None]
Home = Callable[[Path], Path | None]
Dress = Callable[[Theme, str, Place], tuple[Theme, list[Problem]]]
"""Gives a theme on the base of a name that stands at a place."""


Picture = Callable[[str, Path], bytes | None]
Behind = Callable[[str, list[Path]], Path | None]
"""Gives the file of a theme by its name that comes after files which have it too."""


def _undressed(theme: Theme, _name: str, _at: Place) -> tuple[Theme, list[Problem]]:
    return theme, []


def load_theme(path: Path, around: Around | Find | None = None) -> tuple[Theme, list[Problem]]:
    """The theme in a file, and every problem in it and in those it extends, by place.

    `around` says where what it asks for is; a function alone, which file a theme of a name has; without it, all is
    looked for beside `path`. Raises Stop where nothing can be made of a file.
    """
    problems: list[Problem] = []
    where = around if isinstance(around, Around) else Around(around or _beside(path))
    sheet = _sheet(path, where, problems, [])
    theme = _theme(path, sheet, problems)
    if theme is None:
        raise Stop(problems)
    _judge(theme, sheet, str(path), problems)
    if theme.stationery:
        problems = [each for each in problems if each.at.file != theme.stationery.file or each.code not in JUDGED]
    return theme, sorted(problems, key=lambda problem: problem.order)


def theme_values(path: Path, around: Around) -> tuple[Theme, list[ThemeValue], list[Problem]]:
    """The theme in a file, each value of it with its place, and its problems. Raises Stop as `load_theme` does."""
    problems: list[Problem] = []
    sheet = _sheet(path, around, problems, [])
    theme = _theme(path, sheet, problems)
    if theme is None:
        raise Stop(problems)
    _judge(theme, sheet, str(path), problems)
    return theme, list(values_of(sheet, Place(str(path)))), problems


def _beside(path: Path) -> Find:
    def find(name: str) -> Path | None:
        found = path.parent / f"{name}.yaml"
        return found if is_file(found) else None

    return find


def _picture(name: str, folder: Path) -> bytes | None:
    """The bytes of a picture in that folder; None where there is none."""
    path = folder / name
    is_there = not Path(name).anchor and is_file(path) and lies_in(path, folder)
    return read_bytes(path, LARGEST_PICTURE, folder) if is_there else None


class Around(Struct, frozen=True):
    """Where what a theme's file may ask for is."""

    find: Find
    """The file of a theme by its name."""
    home: Home = lambda path: None
    """The folder that a file must lie in, wherever links lead."""
    dress: Dress = _undressed
    """Puts a theme on the base that it names."""
    picture: Picture = _picture
    """The bytes of a picture by its name and the folder of the file that names it."""
    behind: Behind = lambda name, files: None
    """The file of a name that comes after others."""
    under: str = ""
    """The theme that is extended where the file does not say."""


def _sheet(path: Path, around: Around, problems: list[Problem], chain: list[Path]) -> Sheet:
    """What a file says, over what the theme says that it extends."""
    ledger = Ledger(str(path), "T02")
    text = read_text(path, ledger, LARGEST, around.home(path))
    read = read_yaml(text, ledger)
    if not isinstance(read.node, Map):
        if read.complete:
            message = "a theme holds names and values, and here are none"
            ledger.add(UNREADABLE, message, (1, 1), "begin it with `extends: plain`")
        raise ledger.stop_now()
    settings = Settings(read.node, ledger, "a theme")
    sheet = sheet_of(settings, lambda name: around.picture(name, path.parent))
    if not chain:
        _named(settings, path)
    found = _extended(settings, around, [*chain, path])
    base = _sheet(found, around, problems, [*chain, path]) if found else None
    problems += ledger.problems
    if not read.complete:
        raise Stop(problems)
    if settings.has("base"):
        base = _dressed(settings, sheet, base or Sheet(), around, problems)
    return sheet.over(base) if base else sheet


def _dressed(settings: Settings, sheet: Sheet, below: Sheet, around: Around, problems: list[Problem]) -> Sheet:
    """What a file's base says, over what the theme says that the file extends; roles wear the styles it names."""
    styles = {**below.plain.get("styles", {}), **sheet.plain.get("styles", {})}
    theme = _theme(Path(settings.ledger.file), below, problems)
    if theme is None:
        raise Stop(problems)
    dressed, told = around.dress(replace(theme, styles=styles), settings.text("base"), settings.at("base"))
    problems += told
    if dressed.stationery is None:
        return below
    return sheet_of_theme(dressed, Place(dressed.stationery.file))


def _named(settings: Settings, path: Path) -> None:
    """Warn of a name that is not the file's: themes are asked for by the names of their files."""
    name = settings.text("name")
    if name and name != path.stem:
        at = settings.at("name")
        hint = f"delete the line, or call the file `{name}.yaml`"
        message = f"this theme is asked for by the name of its file, `{path.stem}`, not as `{name}`"
        settings.ledger.add(WRONG, message, (at.line, at.column), hint, len(name), "warning")


def _extended(settings: Settings, around: Around, chain: list[Path]) -> Path | None:
    """The file of the theme that one extends; None where it extends none. Raises Stop where there is no such theme."""
    name = settings.text("extends") or (around.under if len(chain) == 1 else "")
    if not name:
        return None
    found = around.find(name)
    if found is not None and any(same(found, each) for each in chain):
        found = around.behind(name, chain) or found
    at = settings.at("extends")
    spot = (at.line, at.column)
    if found is None:
        hint = "the name of a theme is that of its file, without `.yaml`"
        message = f"there is no theme `{name}` to extend"
        raise settings.ledger.stop(NO_SUCH_LOOK, message, spot, hint, len(name))
    if any(same(found, each) for each in chain) or len(chain) > LONGEST_CHAIN:
        hint = "give this file another name, or extend another theme"
        message = f"a theme cannot extend itself, and `{name}` leads back here"
        raise settings.ledger.stop(NO_SUCH_LOOK, message, spot, hint, len(name))
    return found


def _theme(path: Path, sheet: Sheet, problems: list[Problem]) -> Theme | None:
    """The theme that the sheets make together; None where it lacks a page or a body."""
    looks = {role: look for role in sheet.looks if (look := _look(role, sheet, problems)) is not None}
    whole = Place(str(path))
    _roles(sheet, whole, problems)
    page = _sheet_of_paper(sheet, whole, problems)
    fonts = {name: font for name in sheet.fonts if (font := _font(name, sheet, problems)) is not None}
    _fonts_of(looks, fonts, sheet, problems)
    if page is None or "body" not in looks or not fonts:
        if not any(problem.severity == "error" for problem in problems):
            problems.append(Problem(NO_LOOK, "a theme needs `page`, `fonts` and `looks`", whole))
        return None
    accent = sheet.plain.get("accent", ACCENT)
    plain = plain_in(sheet.plain, accent) | {"name": path.stem}
    said, watermark = looks, plain.get("watermark", "")
    looks = {role: look_in(look, accent, watermark) for role, look in said.items()}
    problems += too_light(said, looks, accent, sheet.places.get(("accent", ""), whole))
    return Theme(page=page, fonts=fonts, looks=looks, **plain)


def _look(role: str, sheet: Sheet, problems: list[Problem]) -> Look | None:
    """A look with all that it takes over through `like`."""
    chain = [role]
    order = list(sheet.looks)
    while like := sheet.looks[chain[-1]].get("like"):
        at = sheet.places[chain[-1], "like"]
        if like not in sheet.looks:
            if len(chain) == 1:
                hint = did_you_mean(like, sheet.looks, "name one of the theme's looks")
                message = f"there is no look `{like}`"
                problems.append(Problem(NO_SUCH_LOOK, message, at, hint, width=len(like)))
            break
        if like in chain:
            if like == role == min(chain, key=order.index):
                names = " is like ".join(f"`{each}`" for each in [*chain, like])
                message = f"looks that are made after one another: {names}"
                problems.append(Problem(NO_SUCH_LOOK, message, at, "begin one of them without `like`"))
            return None if role == "body" else Look()
        chain.append(like)
    values: dict[str, Any] = {}
    for each in reversed(chain):
        values |= sheet.looks[each]
    values.pop("like", None)
    return Look(**values)


def _roles(sheet: Sheet, whole: Place, problems: list[Problem]) -> None:
    """Tell of roles without a look, and warn of looks that nothing is set in and no other is made after."""
    missing = [f"`{role}`" for role in ROLES if role not in sheet.looks]
    if missing:
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        hint = "begin the theme with `extends: plain`, or add each to `looks`: `{like: body}` will do"
        message = f"there is no look for {', '.join(missing[:5])}{more}"
        problems.append(Problem(NO_LOOK, message, whole, hint))
    used = {look.get("like") for look in sheet.looks.values()}
    for role in sheet.looks:
        if role not in ROLES and role not in used:
            hint = did_you_mean(role, ROLES, "delete it, or make another look `like` it")
            message = f"nothing is ever set in the look `{role}`"
            at = sheet.places[role, ""]
            problems.append(Problem(UNKNOWN, message, at, hint, "warning", len(role)))


def _sheet_of_paper(sheet: Sheet, whole: Place, problems: list[Problem]) -> Page | None:
    missing = [name for name in ("size", *MARGINS) if name not in sheet.page]
    if missing:
        at = sheet.places.get(("page", ""), whole)
        hint = "write `page: {size: A4, top: 25mm, bottom: 24mm, left: 23mm, right: 23mm, header: 10mm, footer: 9mm}`"
        problems.append(Problem(NO_LOOK, f"the page has no `{missing[0]}`", at, hint))
        return None
    width, height = sheet.page["size"]
    return Page(width, height, **{name: sheet.page[name] for name in MARGINS})


def _font(name: str, sheet: Sheet, problems: list[Problem]) -> Font | None:
    said = sheet.fonts[name]
    missing = [each for each in ("word", *FACES) if each not in said]
    if missing:
        hint = "write `{word: Arial, family: Arimo}`, or give `regular`, `bold`, `italic` and `bold_italic` files"
        at = sheet.places["fonts", name]
        problems.append(Problem(NO_LOOK, f"the font `{name}` has no `{missing[0]}`", at, hint))
        return None
    at = sheet.places["fonts", name]
    try:
        font = fonts.located(Font(**said), Path(at.file).parent)
    except fonts.NoFont as fault:
        problems.append(Problem(fonts.BAD_FONT, str(fault), at))
        return Font(**said)
    problems += fonts.problems([font], at)
    return font


def _fonts_of(looks: dict[str, Look], fonts: dict[str, Font], sheet: Sheet, problems: list[Problem]) -> None:
    for role, look in looks.items():
        own = "font" in sheet.looks[role] or role == "body"
        if own and look.font not in sheet.fonts:
            at = sheet.places.get((role, "font"), sheet.places[role, ""])
            hint = did_you_mean(look.font, sheet.fonts, f"the theme's fonts are {', '.join(sheet.fonts)}")
            problems.append(Problem(WRONG, f"there is no font `{look.font}` in this theme", at, hint))


def _judge(theme: Theme, sheet: Sheet, own: str, problems: list[Problem]) -> None:
    """Tell what could not be read in a paper set in this theme; `own` is the theme's file."""
    problems += _faint(theme, sheet, own)
    told: set[Place] = set()
    for role, setting, message in small(theme):
        if _is_the_bases(theme, role):
            continue
        at = _nearest(own, _written(sheet, role, setting), _written(sheet, role, "size"))
        if at not in told:
            told.add(at)
            hint = f"give it a larger `{setting}`"
            problems.append(Problem(TOO_SMALL, f"`{role}`: {message}", at, hint))
    for setting, message in narrow(theme):
        at = sheet.places["page", setting]
        problems.append(Problem(NO_ROOM, message, at, "make the margins smaller, or the sheet larger"))
    for colour in theme.palette:
        found = contrast(colour, WHITE)
        if found < GRAPHIC:
            message = f"the chart colour {colour} has a contrast of {found:.1f} on white, and needs {GRAPHIC:g}"
            at = sheet.places.get(("palette", ""), Place(own))
            problems.append(Problem(FAINT, message, at, "take a darker colour (WCAG 1.4.11)"))


def _faint(theme: Theme, sheet: Sheet, own: str) -> list[Problem]:
    """One problem for each colour that makes texts too faint: the worst of them."""
    worst: dict[Place, Problem] = {}
    for found, least, role, ground in sorted(faint(theme), reverse=True):
        if _is_the_bases(theme, role):
            continue
        text, fill = theme.looks[role].colour, ground_of(theme, ground)
        beneath = ground == WATERMARK
        behind = sheet.places[WATERMARK, ""] if beneath else _written(sheet, ground, "fill")
        at = _nearest(own, _written(sheet, role, "colour"), behind)
        where = "" if role == ground else " on the watermark" if beneath else f" in `{ground}`"
        message = f"the text of `{role}`{where} ({text} on {fill}) has a contrast of {found:.1f}, and needs {least:g}"
        lighter = "lighter watermark" if beneath else "lighter ground"
        worst[at] = Problem(FAINT, message, at, f"take a darker colour, or a {lighter} (WCAG 1.4.3)")
    return list(worst.values())


def _is_the_bases(theme: Theme, role: str) -> bool:
    """Whether a role looks as the base's own style: what is wrong with that, whoever reads the base says."""
    style = theme.stationery.styles.get(role) if theme.stationery else None
    return style is not None and style.look == theme.looks[role]


def _nearest(own: str, *places: Place) -> Place:
    """The first of the places that is in the theme's own file, not in one that it extends."""
    return next((place for place in places if place.file == own), places[0])


def _written(sheet: Sheet, role: str, setting: str) -> Place:
    """Where the setting that holds for a role was written: in its own look or in one that it is like."""
    seen: set[str] = set()
    each = role
    while each in sheet.looks and each not in seen:
        if (each, setting) in sheet.places:
            return sheet.places[each, setting]
        seen.add(each)
        each = cast(str, sheet.looks[each].get("like", ""))
    return sheet.places[role, ""]
