"""Pictures as both formats take them: upright, JPEG or PNG, with one size, whatever they were saved as.

It looks at no document; what cannot be read is handed on as it is, so that the writer says why.
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from typing import Any

from briefs.model.tree import Document

KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
DOTS = 72.0
"""Dots in an inch of a picture that does not say."""
MOST_DOTS = 100_000_000
"""One with more is left to the writers, which refuse it: it would fill the memory."""
ORIENTATION = 0x0112
"""The tag of Exif that says how a picture is to be turned (CIPA DC-008, 4.6.5)."""
DROPPED = frozenset({0xE0, 0xE1, 0xED, 0xFE})
"""Segments of a JPEG that printing does without: JFIF, which is written anew, Exif and XMP, Photoshop, comments."""


def with_upright_pictures(document: Document) -> Document:
    """The document with each picture that is a file's bytes as both formats take it."""
    from msgspec.structs import replace

    if not any(isinstance(each, bytes) for each in document.pictures.values()):
        return document
    pictures = {n: upright(each) if isinstance(each, bytes) else each for n, each in document.pictures.items()}
    return replace(document, pictures=pictures)


@lru_cache(64)
def upright(data: bytes) -> bytes:
    """The picture as JPEG or PNG, upright, saying how many dots it has in an inch; as it is where it cannot be read.

    A JPEG that needs no turning keeps its dots bit for bit: only what stands before them is written anew.
    """
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of Exif that is damaged, and reads the picture
        return _upright(data)


def _upright(data: bytes) -> bytes:
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=KINDS)
        if image.width * image.height > MOST_DOTS:
            return data
        turn, dots = _orientation(image), _dots(image)
        if image.format == "PNG" and turn == 1:
            return data
        if (
            image.format == "JPEG"
            and turn == 1
            and image.mode in {"L", "RGB"}
            and image.info.get("adobe_transform", 1) == 1
        ):
            return _with_jfif(data, dots)
        image.load()
        return _saved(_turned(image, turn), image.format == "JPEG", dots)
    except Exception:  # Pillow raises whatever a damaged file brings about; the writers tell of it
        return data


def _orientation(image: Any) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # damaged Exif says nothing
        return 1


def _dots(image: Any) -> tuple[int, int]:
    """Dots in an inch, across and down; a file that says nonsense says nothing."""
    try:
        across, down = (float(each) for each in image.info.get("dpi", (DOTS, DOTS)))
    except (TypeError, ValueError, ZeroDivisionError):
        across = down = DOTS
    return tuple(round(each) if 10 <= each <= 10_000 else round(DOTS) for each in (across, down))  # type: ignore[return-value] # two go in


def _turned(image: Any, turn: int) -> Any:
    from PIL.Image import Transpose

    how = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(turn)
    return image.transpose(how) if how is not None else image


def _saved(image: Any, as_jpeg: bool, dots: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    if as_jpeg:
        image = image if image.mode in {"L", "RGB"} else image.convert("RGB")
        image.save(out, "JPEG", quality=95, subsampling=0, dpi=dots)
    else:
        _for_png(image).save(out, "PNG", dpi=dots)
    return out.getvalue()


def _for_png(image: Any) -> Any:
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in {"I", "F", "I;16", "I;16B"}:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in {"1", "L", "LA", "RGB", "RGBA"} else image.convert("RGB")


def _with_jfif(data: bytes, dots: tuple[int, int]) -> bytes:
    """The JPEG with a JFIF segment first (ITU-T T.871, 10.1), which both readers of sizes know, and without Exif."""
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0101, 1, *dots, 0, 0)
    kept, at = [head], 2
    while data[at : at + 1] == b"\xff":
        while data[at + 1 : at + 2] == b"\xff":
            at += 1
        marker = data[at + 1]
        if marker == 0xDA:
            break
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker not in DROPPED:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))
