"""A look that was read from a Word file, written as a theme's file for people to change.

What was read is decided elsewhere; nothing is written to the disk here.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.model.look import Look
from briefs.model.theme import ROLES, Theme

_MARGINS = ("top", "bottom", "left", "right", "header", "footer")
_COLOURS = ("colour", "rule_colour", "fill")


def theme_text(theme: Theme, base: str, extends: str) -> str:
    """The text of a theme that stands on the base of that name; papers in it look as on the base alone."""
    return "\n".join(_lines(theme, base, extends)) + "\n"


def _lines(theme: Theme, base: str, extends: str) -> Iterator[str]:
    stationery = theme.stationery
    assert stationery is not None
    yield f"# What was read from {base}; lengths are points. What stands here goes before what the file says: delete a"
    yield "# line, and the file's own value holds. In Word papers wear its styles, and ours where a look differs."
    yield f"extends: {extends}"
    yield f"base: {_quoted(base)}"
    yield f"about: {_quoted(f'The look of {base}.')}"
    yield ""
    page = theme.page
    margins = ", ".join(f"{name}: {_number(getattr(page, name))}" for name in _MARGINS)
    yield f"page: {{size: [{_number(page.width)}, {_number(page.height)}], {margins}}}"
    yield f"palette: [{', '.join(_quoted(each) for each in theme.palette)}]"
    yield ""
    yield '# Which style of the file a role wears, where its own name does not say it: styles: {callout: "Box"}'
    for role, name in theme.styles.items():
        yield f"# {role}: {name}"
    yield "# Fonts of the file, and what the PDF is set from:"
    for name, font in theme.fonts.items():
        yield f"#   {name}: {font.word}, from {font.regular.replace(chr(92), '/').rpartition('/')[2]}"
    yield ""
    yield "looks:"
    yield "  # roles for which the file has a style"
    for role in ROLES:
        if role in stationery.styles:
            yield f"  {role}: {_look(theme.looks[role])}  # “{stationery.styles[role].name}”"
    yield "  # roles that are made after these; take away the sign to change one"
    for role in ROLES:
        if role not in stationery.styles:
            yield f"  # {role}: {_look(theme.looks[role])}"


def _look(look: Look) -> str:
    usual = Look()
    said = []
    for name in Look.__struct_fields__:
        value = getattr(look, name)
        if value != getattr(usual, name) or name in ("size", "leading", "colour"):
            said.append(f"{name}: {_setting(name, value)}")
    return f"{{{', '.join(said)}}}"


def _setting(name: str, value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
        case _:
            return _quoted(str(value)) if name in _COLOURS or name == "font" else str(value)


def _number(value: float) -> str:
    """The number with six places at most, as themes are read."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
