"""Pictures: PNG and JPEG files as image objects, and the flowable that shows one.

What a picture says to those who do not see it is in the tree; nothing here looks at what it shows.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

from msgspec import Struct

from briefs.layout.flowables import DrawnPage
from briefs.layout.sizes import below_table, picture_size
from briefs.model.theme import Theme
from briefs.model.tree import Figure
from briefs.pdf.canvas import Canvas
from briefs.pdf.file import LEVEL, File, ref
from briefs.pdf.flow import Part
from briefs.pdf.forms import add_form
from briefs.pdf.tags import Tag, box

DOTS = 72.0
"""Dots in an inch of a picture that does not say; python-docx takes the same."""
MOST_DOTS = 100_000_000
"""A picture with more is refused: it would fill the memory."""


class UnreadableError(Exception):
    """The bytes are no picture that can be printed; the message says why, in words."""


class Picture(Struct, frozen=True):
    """A picture that can be printed."""

    data: bytes
    image: Any
    width: float
    """Points."""
    height: float


def opened(data: bytes) -> Picture:
    """The picture in these bytes, with the size that it asks for. Raises UnreadableError."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_DOTS:
            raise UnreadableError(f"it has {image.width} × {image.height} dots")
        image.load()
    except UnidentifiedImageError:
        raise UnreadableError("it is neither PNG nor JPEG") from None
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"it is damaged ({error})") from None
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    across, down = (_dots(value) for value in image.info.get("dpi", (DOTS, DOTS)))
    width, height = image.width * 72 / across, image.height * 72 / down
    return Picture(data, image, *((height, width) if turned else (width, height)))


def _dots(value: float) -> float:
    """Dots in an inch; a file that says nonsense says nothing."""
    return float(value) if 10 <= value <= 10000 else DOTS


def add_image(file: File, picture: Picture) -> int:
    """The number of the image object: a JPEG file as it is, anything else as dots in grey or sRGB."""
    image = picture.image
    oriented = image.getexif().get(0x0112, 1) == 1
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    if image.format == "JPEG" and image.mode in ("L", "RGB") and oriented:
        space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
        return file.stream(f"{size}/ColorSpace{space}/Filter/DCTDecode", picture.data, packed=False)
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    mask = ""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A").tobytes()
        if alpha.count(255) < len(alpha):
            mask = f"/SMask {ref(file.stream(f'{size}/ColorSpace/DeviceGray', alpha))}"
    grey = image.mode in ("1", "L", "I", "I;16", "F")
    image = _eight_bits(image).convert("L" if grey else "RGB")
    space = "/DeviceGray" if grey else "/DeviceRGB"
    packed = zlib.compress(image.tobytes(), LEVEL)
    return file.stream(f"{size}/ColorSpace{space}{mask}/Filter/FlateDecode", packed, packed=False)


def _eight_bits(image: Any) -> Any:
    """The picture with deep greys brought down to 256 of them; others are left alone."""
    if image.mode not in ("I", "I;16", "F"):
        return image
    return image.convert("I").point(lambda value: value / 256)


class PicturePart(Part):
    """A picture on its own line."""

    def __init__(
        self, picture: Picture | DrawnPage, figure: Figure, theme: Theme, tag: Tag, left: float, right: float
    ) -> None:
        super().__init__(0.0, below_table(theme))
        self.picture = picture
        self.share = figure.width
        self.side = figure.side
        self.theme = theme
        self.tag = tag
        self.left = left
        self.right = right

    def _size(self, width: float) -> tuple[float, float]:
        natural = (self.picture.width, self.picture.height)
        return picture_size(natural, self.share, width - self.left - self.right, self.theme)

    def inner_height(self, width: float) -> float:
        return self._size(width)[1]

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        wide, high = self._size(width)
        left = self._edge(x, width, wide, canvas.right_to_left)
        self.tag.attributes = box(left, top - high, left + wide, top)
        at = canvas.picture(self.picture.data, self._add)
        canvas.image(at, left, top - high, wide, high, self.tag)

    def _edge(self, x: float, width: float, wide: float, right_to_left: bool) -> float:
        """Where its left edge stands."""
        start = x + (self.right if right_to_left else self.left)
        free = width - self.left - self.right - wide
        side = self.side or ("right" if right_to_left else "left")
        return start + {"left": 0.0, "center": free / 2, "right": free}[side]

    def _add(self, file: File) -> int:
        picture = self.picture
        return add_form(file, picture) if isinstance(picture, DrawnPage) else add_image(file, picture)
