"""Drawings in the headers of a Word file: pictures, straight lines, rectangles, boxes of text; and watermarks.

Both ways of writing them are read, DrawingML and the older VML. What cannot be drawn is named, in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefs.base.colours import Palette
from briefs.base.wordml import EMU, WP, A, Element, R, local, number, w
from briefs.model.stationery import Anchor, HeadBlock, HeadDrawing

_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_A, _WP = f"{{{A}}}", f"{{{WP}}}"
DRAWABLE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")
"""How pictures begin that the PDF can hold, or be given in another form."""
DEGREE = 60000
"""Of angles in DrawingML."""
LINES = ("line", "straightConnector1")
_KINDS = {"chart": "a chart", "diagram": "a SmartArt drawing", "wordprocessingGroup": "a group of shapes"}
_KINDS |= {"wordprocessingCanvas": "a drawing canvas", "ink": "a drawing by hand"}
Inside = Callable[[Element], tuple[HeadBlock, ...]]


class DrawingReader:
    """Reads the drawings of one part."""

    def __init__(self, pictures: Mapping[str, bytes], palette: Palette, inside: Inside) -> None:
        self.pictures = pictures
        """By relationship."""
        self.palette = palette
        self.inside = inside
        self.undrawn: list[str] = []
        self.watermark = False

    def either(self, content: Element) -> HeadDrawing | None:
        """What mc:AlternateContent shows: the first of its forms that can be drawn."""
        before = len(self.undrawn)
        for form in content:
            for each in form.iter(w("drawing"), w("pict")):
                made = self.drawing(each) if local(each) == "drawing" else self.picture(each)
                if made is not None or self.watermark:
                    del self.undrawn[before:]
                    return made
        del self.undrawn[before + 1 :]
        return None

    def drawing(self, of: Element) -> HeadDrawing | None:
        """A w:drawing; None, and a word about it, for what cannot be drawn."""
        frame = next((each for each in of if local(each) in ("inline", "anchor")), None)
        if frame is None:
            return None
        extent = frame.find(f"{_WP}extent")
        size = _size(extent) if extent is not None else (0.0, 0.0)
        place = _place(frame) if local(frame) == "anchor" else (None, None)
        data = frame.find(f".//{_A}graphicData")
        kind = str(data.get("uri", "")).rpartition("/")[2] if data is not None else ""
        if data is not None and (picture := data.find(f".//{_PIC}pic")) is not None and kind in ("picture", ""):
            return self._image(picture, size, place)
        if data is not None and kind == "wordprocessingGroup":
            only = data.findall(f".//{_PIC}pic")
            if len(only) == 1 and data.find(f".//{_WPS}wsp") is None:
                return self._image(only[0], size, place)
        if data is not None and (shape := data.find(f"{_WPS}wsp")) is not None:
            return self._shape(shape, size, place)
        self.undrawn.append(_KINDS.get(kind, "a drawing"))
        return None

    def _image(
        self, picture: Element, size: tuple[float, float], place: tuple[Anchor | None, Anchor | None]
    ) -> HeadDrawing | None:
        blip = picture.find(f".//{_A}blip")
        data = self.pictures.get(str(blip.get(f"{{{R}}}embed", "")), b"") if blip is not None else b""
        if not data.startswith(DRAWABLE):
            self.undrawn.append(_unreadable(data))
            return None
        return HeadDrawing(*size, picture=data, across=place[0], down=place[1])

    def _shape(
        self, shape: Element, size: tuple[float, float], place: tuple[Anchor | None, Anchor | None]
    ) -> HeadDrawing | None:
        """A line, a rectangle, or a box of text."""
        properties = shape.find(f"{_WPS}spPr")
        geometry = shape.find(f".//{_A}prstGeom")
        form = str(geometry.get("prst", "")) if geometry is not None else ""
        words = shape.find(f"{_WPS}txbx/{w('txbxContent')}")
        if form not in ("rect", "roundRect", *LINES) and words is None:
            self.undrawn.append(f"a shape (`{form or 'freeform'}`)")
            return None
        line, thickness = self._line(properties)
        if form in LINES and not line:
            line, thickness = "#000000", 0.75
        fill = () if form in LINES else self._fill(properties)
        inside = self.inside(words) if words is not None else ()
        slope = properties.find(f".//{_A}lin") if properties is not None else None
        falls = slope is not None and 45 <= number(str(slope.get("ang", "0"))) / DEGREE % 180 < 135
        return HeadDrawing(
            *size, fill=fill, falls=falls, line=line, thickness=thickness, across=place[0], down=place[1], inside=inside
        )

    def _fill(self, of: Element | None) -> tuple[str, ...]:
        if of is None:
            return ()
        solid, graded = of.find(f"{_A}solidFill"), of.find(f"{_A}gradFill")
        if solid is not None:
            return (self._colour(solid),)
        stops = [self._colour(stop) for stop in graded.iter(f"{_A}gs")] if graded is not None else []
        return (stops[0], stops[-1]) if stops else ()

    def _line(self, of: Element | None) -> tuple[str, float]:
        line = of.find(f"{_A}ln") if of is not None else None
        solid = line.find(f"{_A}solidFill") if line is not None else None
        if line is None or solid is None:
            return "", 0.0
        return self._colour(solid), number(str(line.get("w", "9525"))) / EMU

    def _colour(self, of: Element) -> str:
        for each in of:
            if local(each) == "srgbClr" and re.fullmatch("[0-9A-Fa-f]{6}", str(each.get("val", ""))):
                return f"#{str(each.get('val')).lower()}"
            if local(each) == "schemeClr":
                name = {"tx1": "text1", "tx2": "text2", "bg1": "background1", "bg2": "background2"}
                told = str(each.get("val", ""))
                return self.palette.named(name.get(told, told)) or "#000000"
        return "#000000"

    # the older way

    def picture(self, of: Element) -> HeadDrawing | None:
        """A w:pict; None for a watermark, which is noted, and for what cannot be drawn."""
        shapes = (f"{_V}shape", f"{_V}line", f"{_V}rect", f"{_V}group")
        shape = next((each for each in of.iter(*shapes)), None)
        if shape is None:
            return None
        if of.find(f".//{_V}textpath") is not None or "WaterMark" in str(shape.get("id", "")):
            self.watermark = True
            return None
        style = _style(str(shape.get("style", "")))
        size = (_length(style.get("width", "")), _length(style.get("height", "")))
        place = _old_place(style) if style.get("position") == "absolute" else (None, None)
        image = shape.find(f"{_V}imagedata")
        if image is not None:
            data = self.pictures.get(str(image.get(f"{{{R}}}id", "")), b"")
            if data.startswith(DRAWABLE):
                return HeadDrawing(*size, picture=data, across=place[0], down=place[1])
            self.undrawn.append(_unreadable(data))
            return None
        line = _named(str(shape.get("strokecolor", "black"))) if shape.get("stroked", "t") not in ("f", "false") else ""
        thickness = _length(str(shape.get("strokeweight", "0.75pt"))) if line else 0.0
        if local(shape) == "line":
            start, end = (str(shape.get(name, "0,0")).split(",") for name in ("from", "to"))
            x, y, to_x, to_y = (_length(each) for each in (*start[:2], *end[:2]))
            across, down = Anchor("column", min(x, to_x)), Anchor("paragraph", min(y, to_y))
            return HeadDrawing(abs(to_x - x), abs(to_y - y), line=line, thickness=thickness, across=across, down=down)
        words = shape.find(f"{_V}textbox/{w('txbxContent')}")
        if local(shape) == "rect" or words is not None or shape.get("type") == "#_x0000_t32":
            filled = local(shape) == "rect" and shape.get("filled", "t") not in ("f", "false")
            fill = (_named(str(shape.get("fillcolor", "white"))),) if filled else ()
            inside = self.inside(words) if words is not None else ()
            return HeadDrawing(
                *size, fill=fill, line=line, thickness=thickness, across=place[0], down=place[1], inside=inside
            )
        self.undrawn.append("an old drawing (VML)")
        return None


def _size(extent: Element) -> tuple[float, float]:
    return number(str(extent.get("cx", "0"))) / EMU, number(str(extent.get("cy", "0"))) / EMU


def _place(frame: Element) -> tuple[Anchor, Anchor]:
    """Where something anchored stands, across and down."""
    found: list[Anchor] = []
    for name, usual in (("positionH", "column"), ("positionV", "paragraph")):
        of = frame.find(f"{_WP}{name}")
        if of is None:
            found.append(Anchor(usual))
            continue
        offset, align = of.find(f"{_WP}posOffset"), of.find(f"{_WP}align")
        away = number(offset.text or "0") / EMU if offset is not None else 0.0
        side = (align.text or "") if align is not None else ""
        found.append(Anchor(str(of.get("relativeFrom", usual)), away, side))
    return found[0], found[1]


def _old_place(style: Mapping[str, str]) -> tuple[Anchor, Anchor]:
    across = style.get("mso-position-horizontal-relative", "text").replace("text", "column").replace("-area", "")
    down = style.get("mso-position-vertical-relative", "text").replace("text", "paragraph").replace("-area", "")
    level = style.get("mso-position-horizontal", "").replace("absolute", "")
    upright = style.get("mso-position-vertical", "").replace("absolute", "")
    return (
        Anchor(across, _length(style.get("margin-left", "0")), level),
        Anchor(down, _length(style.get("margin-top", "0")), upright),
    )


def _style(text: str) -> dict[str, str]:
    """The settings in a style attribute."""
    pairs = (each.partition(":") for each in text.split(";"))
    return {name.strip().casefold(): told.strip() for name, _, told in pairs if told}


def _length(text: str) -> float:
    """A length in points; without a unit it is in pixels of 96 to the inch."""
    match = re.fullmatch(r"\s*(-?[0-9.]+)\s*(pt|in|mm|cm|px)?\s*", text)
    if not match:
        return 0.0
    scale = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "px": 0.75}
    return number(match[1]) * scale.get(match[2] or "px", 1.0)


def _named(text: str) -> str:
    """A colour of VML: `#rgb`, `#rrggbb`, or one of a few names."""
    text = text.split(" ")[0].casefold()
    if re.fullmatch("#[0-9a-f]{6}", text):
        return text
    if re.fullmatch("#[0-9a-f]{3}", text):
        return "#" + "".join(c * 2 for c in text[1:])
    return {"white": "#ffffff", "silver": "#c0c0c0", "gray": "#808080", "red": "#ff0000"}.get(text, "#000000")


def _unreadable(data: bytes) -> str:
    """A picture that the PDF cannot hold, in words."""
    if not data:
        return "a picture that is not in the file"
    if data[:4] == b"\x01\x00\x00\x00" or data[40:44] == b" EMF":
        return "a picture in EMF"
    if data[:4] == b"\xd7\xcd\xc6\x9a":
        return "a picture in WMF"
    return "a picture in another form than PNG, JPEG, GIF or BMP"
