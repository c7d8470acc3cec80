"""Pictures of a theme, read: how large they are, and whether both formats can print them.

Where their files are is looked up elsewhere; nothing is drawn here.
"""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("title", "desc", "metadata", "style", "clipPath"),
    )
)
"""The elements that are drawn alike everywhere. Text would need its font, pictures and links other files."""
MOST_DOTS = 100_000_000
INSTALL = "pip install 'briefs[drawings]', or save it as PNG"


class UnprintableError(Exception):
    """A picture that cannot be printed; says why, and how to mend it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.mend = mend


def shape_of(name: str, data: bytes) -> float:
    """The picture's width as a multiple of its height. Raises UnprintableError."""
    return _of_drawing(data) if name.casefold().endswith(".svg") else _of_dots(data)


def _of_dots(data: bytes) -> float:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_DOTS:
            raise UnprintableError(f"it has {image.width} × {image.height} dots", "save it smaller")
        image.load()
    except UnidentifiedImageError:
        raise UnprintableError("it is neither PNG nor JPEG", "save it as PNG") from None
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnprintableError(f"it is damaged ({error})", "save it again as PNG") from None
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return image.height / image.width if turned else image.width / image.height


def _of_drawing(data: bytes) -> float:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnprintableError(f"it is damaged ({error})", "save it again as SVG or PNG") from None
    if root.tag != f"{SVG}svg" or (root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data):
        raise UnprintableError("it is no plain SVG file", "save it as plain SVG or as PNG")
    for each in root.iter():
        _refuse(each)
    if find_spec("svglib") is None or find_spec("pikepdf") is None or find_spec("pypdfium2") is None:
        raise UnprintableError("nothing that draws SVG is installed", INSTALL)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    try:
        width, height = (
            (float(each) for each in box[2:4]) if len(box) == 4 else (_length(root, "width"), _length(root, "height"))
        )
    except ValueError:
        width = height = 0.0
    if width <= 0 or height <= 0:
        raise UnprintableError("it does not say how large it is", "give it a viewBox")
    return width / height


def _length(root: etree._Element, name: str) -> float:
    return float((root.get(name) or "0").rstrip("ptxmcin%"))


def _refuse(each: etree._Element) -> None:
    """Raises UnprintableError for what would not be drawn, or would be fetched from elsewhere."""
    tag: object = each.tag
    if not isinstance(tag, str):
        return  # a comment
    name = tag.removeprefix(SVG)
    if tag.startswith(SVG) and name not in DRAWN and name not in ("linearGradient", "radialGradient", "stop"):
        what = {"text": "text", "image": "a picture"}.get(name, f"`{name}`")
        mend = "turn text into paths, and pictures and effects into shapes, or save it as PNG"
        raise UnprintableError(f"it has {what} in it", mend)
    if name in ("linearGradient", "radialGradient"):
        raise UnprintableError("it has colours that change into one another", "use plain colours, or save it as PNG")
    leads = [value for key, value in each.attrib.items() if str(key).rpartition("}")[2] == "href"]
    outside = any(not str(value).startswith("#") for value in leads)
    if outside or (name == "style" and "@import" in (each.text or "")) or "url(http" in str(each.get("style")):
        raise UnprintableError("it fetches something from elsewhere", "save it with all that it shows in it")
