"""Colours of a Word file: as they are written, and as its theme tints and shades them.

Which style has which colour is read elsewhere. Luminance as in HSL (ISO/IEC 29500-1, 17.3.2.6).
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

from briefs.base.wordml import A, Element, attribute, attributes, child
from briefs.model.contrast import hexed

NEAR = 3
"""How far a written colour may be from what the theme makes, of 255, to be taken for it."""
_MAPPED = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}
_USUAL = {"t1": "dk1", "t2": "dk2", "bg1": "lt1", "bg2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_LONG = {"dark1": "dk1", "dark2": "dk2", "light1": "lt1", "light2": "lt2"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class Palette:
    """The colours of a file's theme, as its settings map them."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        scheme = theme.find(f".//{{{A}}}clrScheme") if theme is not None else None
        self._colours: dict[str, str] = {}
        for each in scheme if scheme is not None else ():
            if isinstance(each.tag, str) and len(each):
                told = each[0].get("lastClr") or each[0].get("val") or ""
                self._colours[each.tag.rpartition("}")[2]] = told if _HEX.fullmatch(told) else ""
        mapping = child(settings, "clrSchemeMapping")
        mapped = attributes(mapping) if mapping is not None else {}
        self._mapped = {name.rpartition("}")[2]: _LONG.get(slot, slot) for name, slot in mapped.items()}

    def accents(self) -> tuple[str, ...]:
        """The six accents, those that there are."""
        found = (self._colours.get(f"accent{number}", "") for number in range(1, 7))
        return tuple(f"#{each.lower()}" for each in found if each)

    def named(self, name: str) -> str:
        """The colour of that name in the theme (`hyperlink`, `accent1`); empty where there is none."""
        short = _MAPPED.get(name, name)
        slot = self._mapped.get(short) or _USUAL.get(short) or _LONG.get(short, short)
        slot = {"hyperlink": "hlink", "followedHyperlink": "folHlink"}.get(slot, slot)
        found = self._colours.get(slot, "")
        return f"#{found.lower()}" if found else ""

    def read(self, of: Element, name: str = "val", prefix: str = "theme") -> str:
        """The colour that an element gives: `#rrggbb`, `auto`, or empty where it gives none.

        `prefix` begins the attributes of the theme's colour: `theme` (w:color), `themeFill` (w:shd).
        """
        written = attribute(of, name)
        cached = f"#{written.lower()}" if _HEX.fullmatch(written) else ""
        theme = attribute(of, f"{prefix}Color" if prefix == "theme" else prefix)
        if theme and theme != "none":
            tint, shade = attribute(of, f"{prefix}Tint"), attribute(of, f"{prefix}Shade")
            made = changed(self.named(theme), tint, shade)
            if made and not (cached and _near(cached, made)):
                return made
        return cached or written.casefold()


def changed(colour: str, tint: str, shade: str) -> str:
    """The colour made lighter or darker, as hexadecimal parts of 255 say; empty where there is none."""
    if not colour:
        return ""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    if re.fullmatch("[0-9A-Fa-f]{1,2}", tint):
        part = int(tint, 16) / 255
        light = light * part + (1 - part)
    if re.fullmatch("[0-9A-Fa-f]{1,2}", shade):
        light *= int(shade, 16) / 255
    return hexed(hls_to_rgb(hue, min(1.0, light), saturation))


def _near(one: str, other: str) -> bool:
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= NEAR for i in (1, 3, 5))
