"""Encrypt a finished PDF file with AES-256 (ISO 32000-2, 7.6, revision 6), by pikepdf.

What the file says, and to whom, stays: whoever has the password may read, copy, print, and have it read aloud.
"""

from __future__ import annotations

import io
from unicodedata import category, normalize

import pikepdf

from briefs.model.problems import Place, Problem, Stop
from briefs.pdf.metadata import ARCHIVE_MARK

LONGEST = 127
"""Bytes of a password that count (ISO 32000-2, 7.6.4.3.3)."""


def settled_password(text: str) -> str:
    """The password as readers make it of what is typed (compatibility forms composed, RFC 4013).

    Raises Stop where it is empty, too long or holds what nobody can type.
    """
    password = normalize("NFKC", text)
    size = len(password.encode("utf-8", "replace"))
    if not password.strip():
        fault, hint = "the password is empty", "give one with --password-file, or in BRIEFS_PASSWORD"
    elif size > LONGEST:
        fault, hint = f"the password is {size} bytes long, and only {LONGEST} would count", "take a shorter one"
    elif any(category(character) in {"Cc", "Cs"} for character in password):
        fault, hint = "the password holds a character that nobody can type", "take one line of letters and digits"
    else:
        return password
    raise Stop([Problem("W031", fault, Place("--encrypt"), hint)])


def encrypted(data: bytes, password: str) -> bytes:
    """The file, to be opened with `password` only, and no longer said to be PDF/A, which allows no encryption.

    Whoever opens it may do everything, accessibility first: it is kept from strangers, not from its readers.
    """
    everything = pikepdf.Permissions()
    lock = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True, allow=everything)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        if packet.count(ARCHIVE_MARK) != 1:
            raise ValueError("the file is not said to be PDF/A, once and in our words")
        pdf.Root.Metadata.write(packet.replace(ARCHIVE_MARK, b""))
        modern = pikepdf.ObjectStreamMode.generate
        pdf.save(out, encryption=lock, object_stream_mode=modern, fix_metadata_version=False)
    return out.getvalue()
