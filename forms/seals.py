"""Signatures of a PDF, checked beyond "valid": the bytes around the value, what came after, what was changed.

A valid signature alone does not say that the page shown is the page signed: an increment may paint over it.
So pyHanko's difference analysis must find nothing but further signatures (ISO 32000-1, 12.8).
"""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from forms.signing import fingerprint

BIGGEST_PDF: Final = 64 * 2**20
_MOST_STREAMS: Final = 20_000
_MOST_UNPACKED: Final = 256 * 2**20
_CHUNK: Final = 2**16
_STREAM: Final = re.compile(rb"stream\r?\n")


class WrongError(Exception):
    """A check failed; the message is one Vietnamese sentence."""


class UnreadableError(Exception):
    """The file cannot be read as what it claims to be; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class SignerFound:
    """Who signed: name and fingerprint of the certificate, whether self-signed, the stated time.

    `issuer` is the name in the certificate of who issued it; nobody checked that it is true. `known` tells
    whether the superior knows the key, None where that was not asked.
    """

    name: str
    fingerprint: str
    own_key: bool
    when: str
    issuer: str = ""
    known: bool | None = None


def refuse_bombs(data: bytes) -> None:
    """Refuse a file that unpacks to more than any paper needs, before a parser unpacks it."""
    if len(data) > BIGGEST_PDF:
        raise UnreadableError("Tệp lớn hơn mức chương trình nhận.")
    room, view = _MOST_UNPACKED, memoryview(data)
    for number, found in enumerate(_STREAM.finditer(data)):
        if number > _MOST_STREAMS:
            raise UnreadableError("Tệp có quá nhiều phần nén.")
        room -= _unpacked(view[found.end() :], room)
        if room <= 0:
            raise UnreadableError("Tệp giải nén ra quá lớn, có thể là tệp phá hoại.")


def _unpacked(view: memoryview, most: int) -> int:
    """Return how many bytes the packed data at the start of `view` give, counting no further than `most`."""
    unpack, size = zlib.decompressobj(), 0
    for start in range(0, len(view), _CHUNK):
        try:
            size += len(unpack.decompress(view[start : start + _CHUNK], most - size))
        except zlib.error:
            break
        if unpack.eof or size >= most:
            break
    return size


def is_signed(data: bytes) -> bool:
    """Tell whether a PDF has any signature, whether it holds or not."""
    return bool(_signatures(data))


def _signatures(data: bytes) -> list[Any]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted:
            raise UnreadableError("Tệp bị khóa bằng mật khẩu nên không kiểm tra được.")
        return list(reader.embedded_signatures)
    except PdfError as fault:
        raise UnreadableError("Tệp bị hỏng nên không kiểm tra được.") from fault


def check_signatures(data: bytes) -> tuple[SignerFound, ...]:
    """Return who signed; WrongError when a signature does not hold or something was added or changed."""
    signatures = _signatures(data)
    if not signatures:
        raise WrongError("Tệp chưa được ký số.")
    found = tuple(_check(data, signature) for signature in signatures)
    last = signatures[-1].byte_range
    if last[2] + last[3] != len(data):
        raise WrongError("Có phần được thêm vào sau chữ ký cuối cùng.")
    return found


def _check(data: bytes, signature: Any) -> SignerFound:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature

    _check_gap(data, signature)
    certificate = signature.signer_cert
    status = validate_pdf_signature(signature, signer_validation_context=_context(certificate))
    name = _name(certificate)
    if not (status.intact and status.valid):
        raise WrongError(f"Nội dung đã bị sửa sau khi ký: chữ ký của “{name}” không còn đúng.")
    allowed = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
    if status.modification_level not in allowed:
        raise WrongError(f"Văn bản đã bị thêm hoặc che nội dung sau chữ ký của “{name}”.")
    return _found(certificate, status.signer_reported_dt)


def _found(certificate: Any, when: datetime | None) -> SignerFound:
    own = certificate.self_signed in {"yes", "maybe"}
    issuer = "" if own else _called(certificate.issuer)
    return SignerFound(_name(certificate), fingerprint(certificate.dump()), own, _time(when), issuer)


def _context(certificate: Any) -> Any:
    """Trust the signer's own certificate and nothing else; never ask the network."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[certificate], allow_fetching=False)


def _name(certificate: Any) -> str:
    return _called(certificate.subject)


def _called(name: Any) -> str:
    return str(name.native.get("common_name") or name.human_friendly)


def _time(when: datetime | None) -> str:
    return "" if when is None else when.isoformat(timespec="seconds")


def _check_gap(data: bytes, signature: Any) -> None:
    """The unsigned gap must be the signature value and zeros, nothing else."""
    start, length, resume, rest = (int(part) for part in signature.byte_range)
    gap = data[length:resume]
    honest = start == 0 and 0 < length < resume and rest > 0 and resume + rest <= len(data)
    if not honest or gap[:1] != b"<" or gap[-1:] != b">":
        raise WrongError("Vùng được ký của văn bản không hợp lệ.")
    try:
        value = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError as fault:
        raise WrongError("Vùng chứa chữ ký có nội dung lạ.") from fault
    if b" " in gap or b"\n" in gap or value != signature.pkcs7_content:
        raise WrongError("Vùng chứa chữ ký có nội dung lạ.")
    if any(value[_der_length(value) :]):
        raise WrongError("Sau giá trị chữ ký có dữ liệu lạ được giấu vào.")


def _der_length(value: bytes) -> int:
    """Return the length of the first DER value with its head."""
    from asn1crypto import parser

    try:
        return int(sum(len(part) for part in parser.parse(value, strict=False)[3:]))
    except ValueError as fault:
        raise WrongError("Giá trị chữ ký bị hỏng.") from fault


def check_detached(data: bytes, signature: bytes) -> SignerFound:
    """Return who signed `data` with a detached CMS signature; WrongError when it does not hold."""
    import asyncio

    from asn1crypto import cms
    from pyhanko.sign.general import extract_certificate_info
    from pyhanko.sign.validation import async_validate_detached_cms

    content = cms.ContentInfo.load(signature, strict=True)
    signed: Any = content["content"]
    certificate = extract_certificate_info(signed).signer_cert
    status = asyncio.run(
        async_validate_detached_cms(data, signed, signer_validation_context=_context(certificate))
    )
    if not (status.intact and status.valid):
        raise WrongError("Danh mục của gói đã bị sửa sau khi ký.")
    return _found(certificate, status.signer_reported_dt)
