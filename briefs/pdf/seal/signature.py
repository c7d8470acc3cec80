"""Sign a finished PDF file (PAdES, ETSI EN 319 142-1), by pyHanko, so that both standards still hold.

The signature is shown by the reader's own panel, not on a page. Whether a certificate can be trusted is for whoever
checks the signature to say.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)

from briefs.model.problems import Place, Problem, Stop

FIELD = "Signature"
LEAST_RSA = 2048
"""Bits of an RSA key that signs (NIST SP 800-131A, rev. 2; ETSI TS 119 312)."""
NEED_KEY = "a PEM file holds both `BEGIN CERTIFICATE` and `BEGIN PRIVATE KEY`; a PKCS#12 file (.p12, .pfx) has both"
NEED_PASSPHRASE = "give its passphrase with --passphrase-file, or in BRIEFS_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate and its key, ready to sign."""

    name: str
    """Whose certificate it is, as it says itself."""
    maker: Any = field(repr=False)
    """pyHanko's signer, which holds the key."""


def signer_of(data: bytes, passphrase: str, at: Place) -> Signer:
    """The signer in a PKCS#12 or PEM file. Raises Stop where it cannot be read or cannot sign; `at` is the file."""
    key, certificates = (_from_pem if b"-----BEGIN" in data else _from_pkcs12)(data, passphrase.encode(), at)
    mine = next((each for each in certificates if _public(each) == _public(key)), None)
    if mine is None:
        raise _stop("holds a key, but not its certificate", at, NEED_KEY)
    now = datetime.now(UTC)
    if not mine.not_valid_before_utc <= now <= mine.not_valid_after_utc:
        days = f"{mine.not_valid_before_utc:%Y-%m-%d} to {mine.not_valid_after_utc:%Y-%m-%d}"
        raise _stop(f"holds a certificate that is valid from {days}, not today", at, "ask its issuer for a new one")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < LEAST_RSA:
        what = f"holds an RSA key of {key.key_size:,} bits, which can be forged: {LEAST_RSA:,} are the least"
        raise _stop(what, at, "ask its issuer for a certificate with a longer key")
    return Signer(_name(mine), _maker(key, mine, [each for each in certificates if each is not mine]))


def _stop(what: str, at: Place, hint: str) -> Stop:
    return Stop([Problem("W032", f"the certificate file {what}", at, hint)])


def _from_pem(data: bytes, passphrase: bytes, at: Place) -> tuple[Any, Sequence[x509.Certificate]]:
    locked = b"ENCRYPTED" in data
    if locked and not passphrase:
        raise _stop("is locked", at, NEED_PASSPHRASE)
    try:
        certificates = x509.load_pem_x509_certificates(data)
    except ValueError:
        raise _stop("holds no certificate that can be read", at, NEED_KEY) from None
    try:
        return load_pem_private_key(data, passphrase if locked else None), certificates
    except (ValueError, TypeError):
        what, hint = ("has another passphrase", NEED_PASSPHRASE) if locked else ("holds no key to sign with", NEED_KEY)
        raise _stop(what, at, hint) from None


def _from_pkcs12(data: bytes, passphrase: bytes, at: Place) -> tuple[Any, Sequence[x509.Certificate]]:
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase or None)
    except ValueError:
        if data[:1] != b"\x30":  # the SEQUENCE with which every PKCS#12 file begins
            raise _stop("is neither PKCS#12 nor PEM", at, NEED_KEY) from None
        what = "has another passphrase, or is damaged" if passphrase else "is locked, or is damaged"
        raise _stop(what, at, NEED_PASSPHRASE) from None
    if key is None or certificate is None:
        raise _stop("holds no key to sign with", at, NEED_KEY)
    return key, [certificate, *others]


def _public(of: Any) -> bytes:
    found: bytes = of.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return found


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _maker(key: Any, certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> Any:
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator import registry

    library: Any = registry  # which has no types
    store = library.SimpleCertificateStore()
    own, *chain = load_certs_from_pemder_data(
        b"".join(each.public_bytes(Encoding.PEM) for each in (certificate, *others))
    )
    store.register_multiple(chain)
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    opened = load_private_key_from_pemder_data(secret, passphrase=None)
    return SimpleSigner(signing_cert=own, signing_key=opened, cert_registry=store)


def signed(data: bytes, signer: Signer, password: str) -> bytes:
    """The file with a signature appended; not a byte before it changes. `password` opens an encrypted file."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data))
    if password:
        writer.encrypt(password)
    writer._update_meta = lambda: None  # it would rewrite the XMP packet in a way that PDF/A-2 (6.6.2.3) refuses
    # Outside of the page, but neither hidden nor without an area: ISO 19005-2, 6.3.2, and ISO 14289-1, 7.18.4.
    unseen = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    field = SigFieldSpec(FIELD, invis_sig_settings=unseen, readable_field_name=f"{FIELD}: {signer.name}")
    how = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    made = PdfSigner(how, signer=signer.maker, new_field_spec=field).sign_pdf(writer)
    result: bytes = made.getvalue()
    return result
