"""Contrast of colours, by WCAG 2.2: what can be told from its ground.

Which colours meet where is not known here.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

BLACK, WHITE = "#000000", "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 for black to 1 for white (WCAG 2.2, definition)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def hexed(parts: tuple[float, float, float]) -> str:
    """Red, green and blue from 0 to 1 as `#rrggbb`."""
    return "#" + "".join(f"{min(255, max(0, round(part * 255))):02x}" for part in parts)


def darkened(colour: str, ground: str = WHITE, least: float = 4.5) -> str:
    """The colour, as much darker as it must be to be read on a light ground."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    while light > 0 and contrast(colour, ground) < least:
        light = max(0.0, light - 0.02)
        colour = hexed(hls_to_rgb(hue, light, saturation))
    return colour


def tinted(colour: str, part: float) -> str:
    """White with a part of the colour in it."""
    red, green, blue = (1 - part + part * int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return hexed((red, green, blue))


def readable(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, as much darker (on a dark ground lighter) as it must be to be read on each of the grounds."""
    darker = all(contrast(BLACK, ground) >= contrast(WHITE, ground) for ground in grounds)
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    end, step = (0.0, -0.01) if darker else (1.0, 0.01)
    while light != end and any(contrast(colour, ground) < least for ground in grounds):
        light = min(1.0, max(0.0, light + step))
        colour = hexed(hls_to_rgb(hue, light, saturation))
    return colour


def clearest(ground: str) -> str:
    """White or black, whichever is read better on the ground."""
    return max((WHITE, BLACK), key=lambda colour: contrast(colour, ground))
