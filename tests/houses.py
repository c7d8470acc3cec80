"""Small Word files of invented ministries, made for tests: every part by hand, so that each says just what it must.

`house()` makes one; its arguments say what it has. No file of anybody's is used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="de-CH"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements>'
    '<a:clrScheme name="T"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1>'
    '<a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2>'
    '<a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="7B1E2B"/></a:accent1><a:accent2>'
    '<a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3><a:accent4>'
    '<a:srgbClr val="FFC000"/></a:accent4><a:accent5><a:srgbClr val="5B9BD5"/></a:accent5><a:accent6>'
    '<a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink><a:folHlink>'
    '<a:srgbClr val="954F72"/></a:folHlink></a:clrScheme><a:fontScheme name="T"><a:majorFont>'
    '<a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont>'
    '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>'
    '<a:fmtScheme name="T"><a:fillStyleLst>{f}{f}{f}</a:fillStyleLst><a:lnStyleLst>{l}{l}{l}</a:lnStyleLst>'
    "<a:effectStyleLst>{e}{e}{e}</a:effectStyleLst><a:bgFillStyleLst>{f}{f}{f}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
).format(
    f='<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>',
    l='<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>',
    e="<a:effectStyle><a:effectLst/></a:effectStyle>",
)
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1701"'
    ' w:header="708" w:footer="708" w:gutter="0"/>'
)


def style(id_: str, name: str, *, based: str = "Standard", paragraph: str = "", run: str = "", more: str = "") -> str:
    """A paragraph style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based else ' w:default="1"'
    p = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    r = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{on}{more}{p}{r}</w:style>'


STYLES = (
    style("Standard", "Normal", based="", more="<w:qFormat/>")
    + style(
        "berschrift1",
        "heading 1",
        paragraph='<w:keepNext/><w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="0"/>',
        run='<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
        '<w:color w:val="5C1620" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="32"/>',
    )
    + style("Kopfzeile", "header", run='<w:sz w:val="16"/>')
    + style(
        "Kasten",
        "Kasten",
        paragraph='<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="7B1E2B"/>'
        '<w:left w:val="single" w:sz="8" w:space="4" w:color="7B1E2B"/>'
        '<w:bottom w:val="single" w:sz="8" w:space="4" w:color="7B1E2B"/>'
        '<w:right w:val="single" w:sz="8" w:space="4" w:color="7B1E2B"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F7ECEE"/>',
    )
)


def para(text: str, properties: str = "") -> str:
    """A paragraph of plain text."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def field(code: str) -> str:
    """A field in three parts, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str = "rId1", *, points: tuple[int, int] = (60, 30), anchor: str = "") -> str:
    """A drawing with a picture; `anchor` holds the places of one that does not stand in the text."""
    wide, high = (each * 12700 for each in points)
    inner = (
        f'<wp:extent cx="{wide}" cy="{high}"/>{{}}<wp:docPr id="1" name="Crest" descr="The crest"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="crest"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    if not anchor:
        opening = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        return f"<w:r><w:drawing>{opening}{inner.format('')}</wp:inline></w:drawing></w:r>"
    opening = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"'
        f' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{anchor}'
    )
    return f"<w:r><w:drawing>{opening}{inner.format('<wp:wrapNone/>')}</wp:anchor></w:drawing></w:r>"


def png(colour: str = "#7b1e2b") -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), colour).save(stream, "PNG")
    return stream.getvalue()


def house(
    *,
    styles: str = STYLES,
    defaults: str = DEFAULTS,
    body: str = "",
    section: str = PAGE,
    headers: Mapping[str, str] | None = None,
    settings: str = "",
    numbering: str = "",
    pictures: Mapping[str, bytes] | None = None,
    more: Mapping[str, bytes] | None = None,
    types: str = "",
    relations: str = "",
    template: bool = False,
) -> bytes:
    """The bytes of a Word file.

    `headers` are the contents of parts by `header default`, `footer first` …; each may use `rId1` for the picture
    that `pictures` has under the same name. `more` are further parts, `types` and `relations` say what they are.
    """
    parts: dict[str, bytes] = {}
    overrides = relations_ = references = ""
    for number, (name, xml) in enumerate((headers or {}).items(), 1):
        kind, page = name.split()
        tag = "hdr" if kind == "header" else "ftr"
        parts[f"word/{kind}{number}.xml"] = f"<w:{tag} {_NAMES}>{xml}</w:{tag}>".encode()
        overrides += f'<Override PartName="/word/{kind}{number}.xml" ContentType="{_WML}.{kind}+xml"/>'
        relations_ += f'<Relationship Id="rIdH{number}" Type="{R}/{kind}" Target="{kind}{number}.xml"/>'
        references += f'<w:{kind}Reference w:type="{page}" r:id="rIdH{number}"/>'
        if data := (pictures or {}).get(name):
            parts[f"word/media/image{number}.png"] = data
            link = f'<Relationship Id="rId1" Type="{R}/image" Target="media/image{number}.png"/>'
            parts[f"word/_rels/{kind}{number}.xml.rels"] = (
                f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode()
            )
    own = {"styles": f"{defaults}{styles}", "settings": settings, "numbering": numbering}
    for name, inner in own.items():
        if name == "numbering" and not inner:
            continue
        parts[f"word/{name}.xml"] = f"<w:{name} {_NAMES}>{inner}</w:{name}>".encode()
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{name}+xml"/>'
        relations_ += f'<Relationship Id="rId{name}" Type="{R}/{name}" Target="{name}.xml"/>'
    parts["word/theme/theme1.xml"] = THEME.encode()
    kind = "template" if template else "document"
    overrides += f'<Override PartName="/word/document.xml" ContentType="{_WML}.{kind}.main+xml"/>{types}'
    relations_ += f'<Relationship Id="rIdT" Type="{R}/theme" Target="theme/theme1.xml"/>{relations}'
    overrides += (
        '<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    )
    sect = f"<w:sectPr>{references}{section}</w:sectPr>"
    parts["word/document.xml"] = f"<w:document {_NAMES}><w:body>{body}{sect}</w:body></w:document>".encode()
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{relations_}</Relationships>'.encode()
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{R}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    ).encode()
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    ).encode()
    return packed({**parts, **(more or {})})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
