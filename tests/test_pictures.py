"""Pictures: whatever they were saved as, upright in both formats with one size."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx.image.image import Image as WordImage
from papers import paper
from PIL import Image

from briefs import load_theme, write
from briefs.layout.upright import upright
from briefs.pdf.picture import opened

WIDE, HIGH = 48, 32
RED, BLUE = (200, 20, 20), (20, 20, 200)
TURNED = (5, 6, 7, 8)


def drawn(mode: str = "RGB") -> Any:
    """A blue picture with a red corner at the top left."""
    image = Image.new("RGB", (WIDE, HIGH), BLUE)
    image.paste(RED, (0, 0, 16, 16))
    return image.convert(mode)


def as_stored(image: Any, orientation: int) -> Any:
    """The dots of a picture as a camera stores them that says this orientation."""
    how = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    return image.transpose(how) if how is not None else image


def saved(image: Any, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def exif(orientation: int) -> bytes:
    found = Image.Exif()
    found[0x0112] = orientation
    return found.tobytes()


def first_segment(jpeg: bytes, segment: bytes) -> bytes:
    """The JPEG with another segment in place of its JFIF."""
    length = int.from_bytes(jpeg[4:6], "big")
    return jpeg[:2] + segment + jpeg[4 + length :]


SEGMENTS = {
    "adobe": b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x01",
    "icc": b"\xff\xe2\x00\x12ICC_PROFILE\x00\x01\x01\x00\x00",
    "xmp": b"\xff\xe1\x00\x21http://ns.adobe.com/xap/1.0/\x00<x>"[:35],
    "comment": b"\xff\xfe\x00\x06made",
    "none": b"",
    "exif-damaged": b"\xff\xe1\x00\x12Exif\x00\x00II*\x00\xff\xff\xff\xff\x00\x00",
}


def pictures() -> Iterator[tuple[str, bytes, tuple[float, float]]]:
    """A name, a file, and the size in points that it asks for when it stands upright."""
    for orientation, dpi in itertools.product(range(1, 9), (72, 96, 300)):
        size = (WIDE * 72 / dpi, HIGH * 72 / dpi)
        stored = as_stored(drawn(), orientation)
        how = {"dpi": (dpi, dpi), "exif": exif(orientation)}
        yield f"jpeg {orientation} {dpi}", saved(stored, "JPEG", quality=95, **how), size
        yield f"png {orientation} {dpi}", saved(stored, "PNG", **how), size
    for orientation in (1, 3, 6):
        yield (
            f"webp {orientation}",
            saved(as_stored(drawn(), orientation), "WEBP", exif=exif(orientation)),
            (WIDE, HIGH),
        )
    for mode, kind in (
        *((mode, "PNG") for mode in ("1", "L", "LA", "P", "RGBA")),
        *((mode, "JPEG") for mode in ("L", "CMYK", "YCbCr")),
        *((mode, "TIFF") for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB")),
        *((mode, "BMP") for mode in ("1", "L", "P", "RGB")),
        *((mode, "GIF") for mode in ("L", "P", "RGB")),
        *((mode, "WEBP") for mode in ("L", "RGB", "RGBA")),
    ):
        said = {"dpi": (72, 72)} if kind == "BMP" else {}
        yield f"{kind} {mode}", saved(drawn(mode), kind, **said), (WIDE, HIGH)
    for dpi in (96, 150, 300):
        yield f"tiff {dpi}", saved(drawn(), "TIFF", dpi=(dpi, dpi)), (WIDE * 72 / dpi, HIGH * 72 / dpi)
        yield f"bmp {dpi}", saved(drawn(), "BMP", dpi=(dpi, dpi)), (WIDE * 72 / dpi, HIGH * 72 / dpi)
    for name, segment in SEGMENTS.items():
        for mode in ("L", "RGB"):
            yield f"jpeg {name} {mode}", first_segment(saved(drawn(mode), "JPEG"), segment), (WIDE, HIGH)
    for both, size in (
        ((1, 1), (WIDE, HIGH)),
        ((65000, 65000), (WIDE, HIGH)),
        ((300, 150), (WIDE * 0.24, HIGH * 0.48)),
    ):
        yield f"jpeg dpi {both}", saved(drawn(), "JPEG", dpi=both), size
    yield "jpeg progressive", saved(drawn(), "JPEG", progressive=True, dpi=(96, 96)), (WIDE * 0.75, HIGH * 0.75)
    yield "gif moving", saved(drawn("P"), "GIF", save_all=True, append_images=[drawn("P")]), (WIDE, HIGH)


PICTURES = [*pictures()]


def test_there_are_a_hundred() -> None:
    assert len(PICTURES) >= 100


@pytest.mark.parametrize(("name", "data", "size"), PICTURES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_picture_stands_upright_with_one_size_in_both_formats(
    name: str, data: bytes, size: tuple[float, float]
) -> None:
    taken = upright(data)
    ours, word = opened(taken), WordImage.from_blob(taken)
    theirs = (word.width.pt, word.height.pt)
    assert (ours.width, ours.height) == pytest.approx(size, rel=0.01)
    assert theirs == pytest.approx(size, rel=0.01)
    image: Any = Image.open(io.BytesIO(taken)).convert("RGB")
    red, _, blue = image.getpixel((4, 4))
    red_below, _, blue_below = image.getpixel((WIDE - 4, HIGH - 4))
    if name[-2:] != " 1" and " L" not in name and "LAB" not in name:
        assert red > blue and blue_below > red_below, "it does not stand upright"


def test_a_jpeg_that_stands_upright_keeps_its_dots_and_loses_where_it_was_taken() -> None:
    taken = upright(saved(drawn(), "JPEG", quality=90, exif=exif(1)))
    assert b"Exif" not in taken
    before = Image.open(io.BytesIO(saved(drawn(), "JPEG", quality=90))).tobytes()
    assert Image.open(io.BytesIO(taken)).tobytes() == before


def test_what_is_no_picture_is_handed_on_as_it_is() -> None:
    for data in (b"", b"GIF89a", b"\xff\xd8\xff", b"%PDF-1.7", saved(drawn(), "PNG")[:60]):
        assert upright(data) == data


def test_a_file_of_another_kind_that_is_there_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text("<svg/>", encoding="utf-8")
    _, problems = paper(tmp_path, "", "# {{ title }}\n\n![A map](map.svg)\n")
    assert [(each.code, each.message) for each in problems] == [
        ("W003", "`map.svg` is of a kind that papers cannot show")
    ]


def test_a_turned_picture_is_one_and_the_same_in_both_files(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(saved(as_stored(drawn(), 6), "JPEG", dpi=(96, 96), exif=exif(6)))
    document, problems = paper(tmp_path, "", "# {{ title }}\n\n![A red corner](photo.jpg)\n", write=True)
    assert document is not None and not problems
    theme, _ = load_theme("plain")
    word = write(document, theme, "docx").docx()
    (shape,) = word.inline_shapes
    assert (shape.width.pt, shape.height.pt) == pytest.approx((36, 24), rel=0.01)
