"""What a file says about itself: its information dictionary, its XMP packet, the colours it is meant for.

Everything comes from the document and this program's version, nothing from the clock or the machine; pages
are not known here.
"""

from __future__ import annotations

import struct
from functools import cache
from html import escape

from briefs import __version__
from briefs.model.tree import Document, Heading, Paragraph, plain
from briefs.pdf.file import File, ref, string

PROGRAM = f"briefs {__version__}"
INTENT = "sRGB IEC61966-2.1"
ARCHIVE_MARK = b"<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
"""What says in the packet that the file is PDF/A-2a; a file that is changed so that it is not must lose it."""

_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/A-2 (6.6.2.3) wants every schema described that it does not know itself."""


def title_of(document: Document) -> str:
    """The title that the window shows: the document's, else its first heading or paragraph; never empty.

    Raises ValueError for a document that has neither, which PDF/UA-1 (7.1) does not allow.
    """
    others = (plain(b.spans) for b in document.blocks if isinstance(b, Heading | Paragraph))
    for text in (document.title, *others):
        if one_line := " ".join(text.split()):
            return one_line
    raise ValueError("the document has no title")


def add_information(file: File, document: Document) -> int:
    """The number of the information dictionary, in step with the XMP packet."""
    stamp = string(f"D:{document.dated:%Y%m%d}000000Z")
    entries = [f"/Title {string(title_of(document))}"]
    for key, text in (("Author", document.author), ("Subject", document.subject)):
        if text:
            entries.append(f"/{key} {string(text)}")
    if document.keywords:
        entries.append(f"/Keywords {string(', '.join(document.keywords))}")
    program = string(PROGRAM)
    entries.append(f"/Creator {program}/Producer {program}/CreationDate {stamp}/ModDate {stamp}")
    return file.add(f"<<{''.join(entries)}>>")


def add_packet(file: File, document: Document) -> int:
    """The number of the XMP metadata stream, which PDF/A wants uncompressed."""
    return file.stream("/Type/Metadata/Subtype/XML", packet(document).encode(), packed=False)


def packet(document: Document) -> str:
    """The XMP packet: Dublin Core, dates, and the marks of PDF/UA-1 and PDF/A-2a with their schema."""
    stamp = f"{document.dated:%Y-%m-%d}T00:00:00Z"
    parts = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n',
        "<dc:format>application/pdf</dc:format>\n",
        f"<dc:title>{_alternative(title_of(document))}</dc:title>\n",
        f"<dc:language><rdf:Bag><rdf:li>{_text(document.language)}</rdf:li></rdf:Bag></dc:language>\n",
    ]
    if document.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_text(document.author)}</rdf:li></rdf:Seq></dc:creator>\n")
    if document.subject:
        parts.append(f"<dc:description>{_alternative(document.subject)}</dc:description>\n")
    if document.keywords:
        each = "".join(f"<rdf:li>{_text(word)}</rdf:li>" for word in document.keywords)
        parts.append(f"<dc:subject><rdf:Bag>{each}</rdf:Bag></dc:subject>\n")
        parts.append(f"<pdf:Keywords>{_text(', '.join(document.keywords))}</pdf:Keywords>\n")
    parts += [
        f"<pdf:Producer>{PROGRAM}</pdf:Producer>\n<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>\n",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate>\n<xmp:ModifyDate>{stamp}</xmp:ModifyDate>\n",
        f"<xmp:MetadataDate>{stamp}</xmp:MetadataDate>\n",
        ARCHIVE_MARK.decode(),
        "<pdfuaid:part>1</pdfuaid:part>\n",
        "</rdf:Description>\n",
        _EXTENSION,
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>',
    ]
    return "".join(parts)


def _text(text: str) -> str:
    return escape(text, quote=False)


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(text)}</rdf:li></rdf:Alt>'


def add_intent(file: File) -> int:
    """The number of the output intent (PDF/A-2, 6.2.3): colours are sRGB, by a profile in the file."""
    profile = file.stream("/N 3", srgb())
    condition = string(INTENT)
    return file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier {condition}/Info {condition}"
        f"/DestOutputProfile {ref(profile)}>>"
    )


@cache
def srgb() -> bytes:
    """An ICC profile of version 4 for sRGB: three primaries, one parametric curve, adapted to D50.

    The numbers are those of IEC 61966-2-1, chromatically adapted by Bradford's matrix as ISO 15076-1 asks.
    """
    bends = _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + bends
    chad = b"sf32\0\0\0\0" + _fixed(
        1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678
    )
    tags = [
        (b"desc", _localised(INTENT)),
        (b"cprt", _localised("No copyright, use freely")),
        (b"wtpt", _xyz(0.9642, 1.0, 0.82491)),
        (b"chad", chad),
        (b"rXYZ", _xyz(0.436066, 0.222488, 0.013916)),
        (b"gXYZ", _xyz(0.385147, 0.716873, 0.097076)),
        (b"bXYZ", _xyz(0.143066, 0.060608, 0.714096)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, body, places = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for sign, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += sign + struct.pack(">II", places[data], len(data))
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4)
    head += _fixed(0.9642, 1.0, 0.82491)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(x, y, z)


def _localised(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(data), 28) + data
