"""Keys and signatures: PAdES baseline B (ETSI EN 319 142-1), ECDSA P-256 with SHA-256.

A paper is never certified or locked: the superior's signatures come later and must stay valid (no DocMDP,
no FieldMDP). A signer only has to show its name, its certificate and an engine for pyHanko, so that a
card (`forms.tokens`) fits as well as a file: the book's own, or a personal one.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Protocol

from forms.errors import FormsError, KeyRefusedError
from forms.files import write_whole

SHORTEST_PASSPHRASE: Final = 8
_RESERVED: Final = 16384
"""Bytes kept for one signature value; what is not used must stay zero."""
_YEARS: Final = 10
_LONGEST_COMMON_NAME: Final = 64
"""Bytes of UTF-8 that a certificate's common name may take (RFC 5280, ub-common-name)."""
_FIELD: Final = "ChuKy"


class Signer(Protocol):
    """Who signs: a name for people, the certificate in DER, and the engine that pyHanko signs with."""

    @property
    def name(self) -> str:
        """The name in the certificate."""

    @property
    def certificate(self) -> bytes:
        """The certificate in DER."""

    def engine(self) -> Any:
        """Return a `pyhanko.sign.signers.Signer`."""


@dataclass(frozen=True, slots=True)
class KeySigner:
    """A key opened from its file: the book's own, or a personal one with the chain of its issuers."""

    name: str
    certificate: bytes
    key: bytes
    chain: tuple[bytes, ...] = ()

    def engine(self) -> Any:
        """Return pyHanko's signer for a key in memory."""
        from asn1crypto import keys, x509
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        certificate = x509.Certificate.load(self.certificate)
        store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(x509.Certificate.load(one) for one in self.chain)
        return SimpleSigner(
            signing_cert=certificate,
            signing_key=keys.PrivateKeyInfo.load(self.key),
            cert_registry=store,
        )

    def __repr__(self) -> str:
        return f"KeySigner({self.name!r})"


def create_key(path: Path, passphrase: str, name: str, *, now: datetime | None = None) -> str:
    """Make a P-256 key with a self-signed certificate in a PKCS#12 file; return its fingerprint.

    An existing file is never replaced: papers signed with its key would lose their known signer.
    """
    if path.exists():
        raise KeyRefusedError(f"Đã có tệp khóa {path.name}; chương trình không ghi đè khóa cũ.")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeyRefusedError(f"Mật khẩu của khóa ký cần ít nhất {SHORTEST_PASSPHRASE} ký tự.")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12

    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _self_signed(key, name, now or datetime.now(UTC))
    lock = serialization.BestAvailableEncryption(_secret(passphrase))
    content = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)
    write_whole(path, content, private=True)
    return fingerprint(certificate.public_bytes(serialization.Encoding.DER))


def _secret(passphrase: str) -> bytes:
    """The same typed words give the same bytes on every keyboard."""
    return unicodedata.normalize("NFC", passphrase).encode()


def _common_name(name: str) -> str:
    """As much of `name` as a certificate holds, in whole letters; one may take three bytes."""
    return name.encode()[:_LONGEST_COMMON_NAME].decode(errors="ignore").rstrip()


def _self_signed(key: Any, name: str, now: datetime) -> Any:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _common_name(name))])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return builder.sign(key, hashes.SHA256())


def load_signer(path: Path, passphrase: str) -> KeySigner:
    """Open a key file; KeyRefusedError says in one sentence why it does not open."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    try:
        content = path.read_bytes()
    except OSError as fault:
        raise KeyRefusedError(f"Không đọc được tệp khóa {path.name}: {fault.strerror or fault}.") from fault
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, _secret(passphrase))
    except ValueError as fault:
        raise KeyRefusedError(
            f"Mật khẩu của khóa ký chưa đúng (hoặc tệp {path.name} bị hỏng); đề nghị đồng chí nhập lại."
        ) from fault
    if key is None or certificate is None:
        raise KeyRefusedError(f"Tệp {path.name} không có đủ khóa và chứng thư.")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyRefusedError(f"Khóa trong tệp {path.name} không phải loại RSA hay ECDSA nên không ký được.")
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return KeySigner(
        name=str(names[0].value) if names else certificate.subject.rfc4514_string(),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        key=key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        chain=tuple(one.public_bytes(serialization.Encoding.DER) for one in others),
    )


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 fingerprint of a certificate in groups of four, to be compared by eye."""
    import hashlib

    digest = hashlib.sha256(certificate).hexdigest().upper()
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def sign_pdf(data: bytes, signer: Signer, reason: str, place: str = "", *, visible: bool = False) -> bytes:
    """Return the paper with one more signature, added as an increment; earlier signatures stay valid.

    `visible` draws a block with name and time in a free corner.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    try:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        field = _free_field(writer)
        look = _look(data, field, signer.name) if visible else {}
        meta = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=reason or None,
            location=place or None,
            name=signer.name,
            certify=False,
        )
        out = PdfSigner(meta, signer=signer.engine(), **look).sign_pdf(writer, bytes_reserved=_RESERVED)
    except PdfError as fault:
        raise FormsError(f"Không ký được văn bản: tệp PDF không hợp lệ ({fault}).") from fault
    return bytes(out.getbuffer())


def _look(data: bytes, field: str, name: str) -> dict[str, Any]:
    """Return where the block of a signature stands and how it looks, as pyHanko wants it."""
    from pyhanko.sign.fields import SigFieldSpec

    from forms import visible

    page, box = visible.free_place(data)
    left, bottom, right, top = (round(edge) for edge in box)
    spec = SigFieldSpec(field, on_page=page, box=(left, bottom, right, top))
    return {"new_field_spec": spec, "stamp_style": visible.style(name, datetime.now(UTC))}


def _free_field(writer: Any) -> str:
    """Return a name that no field has yet: a second field of one name would kill the first signature."""
    from pyhanko.sign.fields import enumerate_sig_fields

    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{_FIELD}{n}") not in taken)


def sign_detached(data: bytes, signer: Signer) -> bytes:
    """Return a detached CMS signature (RFC 5652, DER) over `data`."""
    import asyncio

    engine = signer.engine()
    signature = asyncio.run(engine.async_sign_general_data(data, "sha256", detached=True))
    return bytes(signature.dump())
