"""What is to be done to finished PDF files, whether it can be done at all, and doing it.

How it is done is the matter of the two modules beside; no file is opened here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model.problems import Place, Problem, Stop

if TYPE_CHECKING:
    from briefs.pdf.seal.signature import Signer

ENCRYPTED = "encrypted: PDF/UA-1 only, for PDF/A allows no encryption"
SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Seal:
    """What finished PDF files get; with neither they stay as they are."""

    password: str = field(default="", repr=False)
    """Without it nobody opens the file; empty: no encryption."""
    signer: Signer | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What is done, for people."""
        told = ((self.password, ENCRYPTED), (self.signer, SIGNED))
        return tuple(words for wanted, words in told if wanted)


def settled(password: str | None, certificate: bytes | None, passphrase: str, at: Place) -> Seal | None:
    """The seal that is asked for, or None where neither a password nor a certificate is given.

    `certificate` is the content of a PKCS#12 or PEM file with its key, `at` that file. Raises Stop with every
    problem: a library that is not installed, a password that cannot be one, a certificate that cannot sign.
    """
    problems: list[Problem] = []
    word, signer = "", None
    if password is not None:
        try:
            from briefs.pdf.seal.encryption import settled_password  # an extra

            word = settled_password(password)
        except ModuleNotFoundError:
            problems.append(_missing("encrypting needs pikepdf", "encrypt"))
        except Stop as stop:
            problems += stop.problems
    if certificate is not None:
        try:
            from briefs.pdf.seal.signature import signer_of  # an extra

            signer = signer_of(certificate, passphrase, at)
        except ModuleNotFoundError:
            problems.append(_missing("signing needs pyHanko", "sign"))
        except Stop as stop:
            problems += stop.problems
    if problems:
        raise Stop(problems)
    return Seal(word, signer) if word or signer else None


def _missing(what: str, extra: str) -> Problem:
    return Problem("W030", f"{what}, which is not installed", Place(f"--{extra}"), f"pip install 'briefs[{extra}]'")


def sealed(data: bytes, seal: Seal) -> bytes:
    """The PDF file `data`, encrypted first and signed last, for a signature covers every byte before it.

    No two results are the same: a key is drawn by lot, and a signature has its hour.
    """
    if seal.password:
        from briefs.pdf.seal.encryption import encrypted

        data = encrypted(data, seal.password)
    if seal.signer:
        from briefs.pdf.seal.signature import signed

        data = signed(data, seal.signer, seal.password)
    return data
