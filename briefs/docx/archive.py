"""Zip archives that depend on what is in them and on nothing else.

What the entries mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LEVEL = 6
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can hold."""
_PACKED = (".png", ".jpeg", ".jpg", ".gif")


def archive(entries: Iterable[tuple[str, bytes]], packed: bool = True) -> bytes:
    """The entries as a zip archive, in their order; what is packed already is not packed again."""
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, data in entries:
            info = ZipInfo(name, EPOCH)
            info.create_system = 0
            info.external_attr = 0
            kind = ZIP_DEFLATED if packed and not name.endswith(_PACKED) else ZIP_STORED
            info.compress_type = kind
            file.writestr(info, data, kind, LEVEL)
    return stream.getvalue()
