"""Encrypted and signed PDF files: who opens them, what they still claim, and what is said where it cannot be done."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from everything import everything
from pdfcheck import paper
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from briefs.commands import main
from briefs.factfiles import load_theme
from briefs.model.problems import Place, Problem, Stop
from briefs.pdf.seal import Seal, sealed, settled
from briefs.project import Ask, build
from briefs.project.writing import write

THEME = Path(__file__).parent.parent / "templates" / "themes" / "plain.yaml"
AT = Place("desk.p12")
WORD = "open, sesame: Ө ₮"
FACTS = """\
title: A small matter
as_of: 2026-01-15
sources: {s: {title: A source, published: 2026-01-14}}
summary: {value: It was small., from: {source: s, at: 1}}
"""


@cache
def plain() -> bytes:
    return write(everything(), load_theme(THEME)[0], "pdf").data


def key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return _key(bits)


@cache
def _key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def certificate(days: int = 30, bits: int = 2048) -> x509.Certificate:
    """A certificate that its owner has signed himself, valid until so many days from now."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Дэск Officer")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key(bits).public_key())
    builder = builder.serial_number(7).not_valid_before(now - timedelta(90)).not_valid_after(now + timedelta(days))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return builder.add_extension(usage, critical=True).sign(key(bits), SHA256())


def locked(passphrase: str) -> KeySerializationEncryption:
    return BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()


def as_p12(passphrase: str = "", days: int = 30, bits: int = 2048) -> bytes:
    own = certificate(days, bits)
    return pkcs12.serialize_key_and_certificates(b"desk", key(bits), own, None, locked(passphrase))


def as_pem(passphrase: str = "") -> bytes:
    secret = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked(passphrase))
    return certificate().public_bytes(Encoding.PEM) + secret


def seal(password: str | None = None, holding: bytes | None = None, passphrase: str = "") -> Seal:
    found = settled(password, holding, passphrase, AT)
    assert found is not None
    return found


def refused(password: str | None = None, holding: bytes | None = None, passphrase: str = "") -> list[Problem]:
    with pytest.raises(Stop) as stop:
        settled(password, holding, passphrase, AT)
    return list(stop.value.problems)


def passes(data: bytes, profile: str) -> bool:
    return page.validate_pdf_bytes(data, profile=profile).is_compliant


def opened(data: bytes, password: str) -> bytes:
    """The file as whoever has the password sees it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def signature(data: bytes, password: str = "") -> Any:
    """What a checker who trusts the certificate says of the file's only signature."""
    reader = PdfFileReader(io.BytesIO(data))
    if password:
        reader.decrypt(password)
    (found,) = reader.embedded_signatures
    roots = list(load_certs_from_pemder_data(certificate().public_bytes(Encoding.PEM)))
    return validate_pdf_signature(found, ValidationContext(trust_roots=roots, allow_fetching=False))


# encrypted


def test_an_encrypted_file_opens_with_its_password_only() -> None:
    data = sealed(plain(), seal(WORD))
    for wrong in ("", "open", WORD.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(data), password=wrong)
    with pikepdf.open(io.BytesIO(data), password=WORD) as pdf:
        lock = pdf.encryption
        assert (lock.R, lock.bits, lock.stream_method.name) == (6, 256, "aesv3")
        assert pdf.allow == pikepdf.Permissions()
        assert pdf.allow.accessibility
        assert pdf.allow.extract


def test_an_encrypted_file_claims_pdf_ua_only_and_is_that() -> None:
    data = opened(sealed(plain(), seal(WORD)), WORD)
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert not [name for name in xmp if "pdfa/ns/id" in name]
    assert passes(data, "ua1")
    assert paper(data).faults == []
    assert paper(data).tree.text == paper(plain()).tree.text


def test_a_file_that_is_not_encrypted_has_its_two_standards() -> None:
    assert passes(plain(), "ua1")
    assert passes(plain(), "2a")


def test_a_password_may_be_typed_in_any_form() -> None:
    data = sealed(plain(), seal("ﬁnal e\u0301"))
    assert opened(data, "final \u00e9")


@pytest.mark.parametrize(
    ("password", "says"),
    [("", "empty"), ("   ", "empty"), ("x" * 128, "128 bytes"), ("Ө" * 64, "128 bytes"), ("a\tb", "nobody can type")],
)
def test_what_cannot_be_a_password_is_refused(password: str, says: str) -> None:
    (problem,) = refused(password)
    assert problem.code == "W031"
    assert says in problem.message


# signed


@pytest.mark.parametrize("holding", [as_p12, as_pem])
@pytest.mark.parametrize("passphrase", ["", "geheim"])
def test_a_signed_file_keeps_both_standards_and_its_signature_is_valid(holding: Any, passphrase: str) -> None:
    data = sealed(plain(), seal(None, holding(passphrase), passphrase))
    status = signature(data)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert data.startswith(plain())
    for profile in ("ua1", "2a"):
        found = page.validate_pdf_bytes(data, profile=profile)
        assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]


def test_a_signature_is_pades_and_names_its_owner() -> None:
    with pikepdf.open(io.BytesIO(sealed(plain(), seal(None, as_p12())))) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.V.SubFilter == "/ETSI.CAdES.detached"
        assert str(field.TU) == "Signature: Дэск Officer"
        assert not int(field.F) & 2


def test_a_changed_file_has_no_valid_signature() -> None:
    data = sealed(plain(), seal(None, as_p12()))
    changed = data.replace(b"/Lang (en)", b"/Lang (fr)") if b"/Lang (en)" in data else bytearray(data)
    if isinstance(changed, bytearray):
        changed[1000] ^= 1
    assert not signature(bytes(changed)).intact


def test_a_file_may_be_encrypted_and_signed() -> None:
    data = sealed(plain(), seal(WORD, as_p12()))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    assert signature(data, WORD).bottom_line
    assert passes(opened(data, WORD), "ua1")


def test_a_certificate_that_cannot_sign_is_refused_with_the_reason() -> None:
    other = rsa.generate_private_key(65537, 2048)
    secret = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = certificate().public_bytes(Encoding.PEM)
    cases = (
        (b"hello", "", "neither PKCS#12 nor PEM"),
        (b"", "", "neither PKCS#12 nor PEM"),
        (as_p12("right"), "wrong", "another passphrase"),
        (as_p12("right"), "", "locked"),
        (as_p12()[:300], "", "damaged"),
        (as_pem("right"), "wrong", "another passphrase"),
        (as_pem("right"), "", "locked"),
        (public, "", "no key"),
        (as_pem()[len(public) :], "", "no certificate"),
        (public + secret, "", "not its certificate"),
        (as_p12(days=-3), "", "not today"),
        (as_p12(bits=1024), "", "an RSA key of 1,024 bits"),
    )
    for holding, passphrase, says in cases:
        (problem,) = refused(None, holding, passphrase)
        assert (problem.code, problem.at) == ("W032", AT)
        assert says in problem.message, problem.message
        assert problem.hint


@pytest.mark.parametrize(("library", "asked"), [("pikepdf", "encrypt"), ("pyhanko", "sign"), ("cryptography", "sign")])
def test_a_library_that_is_not_there_is_named_with_its_extra(
    library: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = as_p12()
    for name in [each for each in sys.modules if each.startswith(("briefs.pdf.seal.", f"{library}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    (problem,) = refused(WORD if asked == "encrypt" else None, holding if asked == "sign" else None)
    assert problem.code == "W030"
    assert f"briefs[{asked}]" in problem.hint


def test_no_secret_is_shown_by_what_holds_it() -> None:
    shown = repr(seal(WORD, as_p12("geheim"), "geheim")) + repr(Ask(password=WORD, passphrase="geheim"))
    assert WORD not in shown
    assert "geheim" not in shown


# the command


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/small.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> Result:
    command = ["build", "-t", "one-pager", *arguments]
    return CliRunner().invoke(main, command, env=environment, catch_exceptions=False)


def test_the_command_encrypts_and_signs_pdf_files_and_says_so(place: Path) -> None:
    (place / "word.txt").write_text(WORD + "\nnot this\n", encoding="utf-8")
    (place / "desk.p12").write_bytes(as_p12("geheim"))
    arguments = ("--encrypt", "--password-file", "word.txt", "--sign", "desk.p12")
    done = run(*arguments, BRIEFS_PASSPHRASE="geheim")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith("build/small/one-pager.docx  1 page") and "encrypted" not in lines[0]
    assert "one-pager.pdf  1 page, encrypted: PDF/UA-1 only, for PDF/A allows no encryption, signed" in lines[1]
    assert "differ from one build to the next" in lines[2]
    assert lines[3] == "Word files are neither encrypted nor signed"
    assert signature((place / "build/small/one-pager.pdf").read_bytes(), WORD).bottom_line
    word = (place / "build/small/one-pager.docx").read_bytes()
    assert run("-o", "other").exit_code == 0
    assert (place / "other/small/one-pager.docx").read_bytes() == word
    assert run(*arguments, BRIEFS_PASSPHRASE="geheim").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("--encrypt",), "W031", 1),
        (("--encrypt", "--password-file", "none.txt"), "W031", 1),
        (("--sign", "none.p12"), "W032", 1),
        (("--encrypt", "--password-file", "facts/small.yaml", "-f", "docx"), "W033", 1),
        (("--password-file", "facts/small.yaml"), "goes with --encrypt", 2),
        (("--passphrase-file", "facts/small.yaml"), "goes with --sign", 2),
    ],
)
def test_the_command_says_what_is_missing_and_builds_nothing(
    place: Path, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    done = run(*arguments)
    assert done.exit_code == exit_code, done.output
    assert code in done.stderr
    assert not (place / "build").exists()


def test_from_python_too(place: Path) -> None:
    (place / "desk.pem").write_bytes(as_pem())
    report = build(Ask(templates=("one-pager",), formats=("pdf",), certificate=Path("desk.pem")))
    assert report.ok
    assert report.made[0].sealed == ("signed",)
    assert signature(report.files[0].read_bytes()).bottom_line
