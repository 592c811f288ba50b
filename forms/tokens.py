"""Sign with a card or USB token through its own PKCS#11 module (OASIS PKCS #11 2.40).

The order matters: list the certificates without a PIN, choose one, then log in only on the token that holds
it. A PIN is tried once and nowhere else: each wrong try brings a token nearer to locking itself.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from forms import pe
from forms.errors import KeyRefusedError

ENTRY: Final = "C_GetFunctionList"
"""The one function that every PKCS#11 module offers."""
LOCK_WARNING: Final = (
    "Thiết bị tự khóa sau vài lần nhập sai mã PIN liên tiếp; chương trình chỉ thử đúng một lần, "
    "trên đúng thiết bị giữ chứng thư này."
)
_BIGGEST_MODULE: Final = 128 * 2**20
_BITS: Final = struct.calcsize("P") * 8


class TokenError(KeyRefusedError):
    """A token could not be used; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class TokenCertificate:
    """A certificate on a token: whose it is, until when, and where it lies."""

    name: str
    label: str
    until: datetime
    certificate: bytes
    id: bytes
    token: str
    serial: bytes
    warning: str = ""


@dataclass(frozen=True)
class TokenSigner:
    """A signer whose key never leaves its token; to be closed when all is signed."""

    name: str
    certificate: bytes
    _id: bytes
    _session: Any = field(repr=False)

    def engine(self) -> Any:
        """Return pyHanko's signer for the open session."""
        from asn1crypto import x509

        certificate = x509.Certificate.load(self.certificate)
        return _engine_class()(
            self._session,
            signing_cert=certificate,
            key_id=self._id,
            use_raw_mechanism=certificate.public_key.algorithm == "ec",
        )

    def close(self) -> None:
        """Log out."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _engine_class() -> type[Any]:
    """Return pyHanko's signer with the faults of a token as sentences."""
    from pyhanko.sign.pkcs11 import PKCS11Signer

    class Engine(PKCS11Signer):
        """Signs with ECDSA over a ready-made digest: not every token knows CKM_ECDSA_SHA256."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            with _sentences():
                return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))

        def _pull_signing_key_handle(self) -> Any:
            with _sentences():
                return super()._pull_signing_key_handle()  # type: ignore[no-untyped-call]

    return Engine


def check_module(module: Path, content: bytes) -> None:
    """Refuse a library of Windows that cannot be a PKCS#11 module for this program, before it is loaded."""
    try:
        library = pe.read_library(content)
    except pe.PeError as fault:
        raise TokenError(f"Tệp {module.name} không phải là thư viện dùng được, hoặc đã bị hỏng.") from fault
    if library.bits != _BITS:
        raise TokenError(
            f"Thư viện {module.name} là loại {library.bits} bit, chương trình này là loại {_BITS} bit; "
            f"đề nghị chọn thư viện {_BITS} bit của thiết bị."
        )
    if ENTRY not in library.exports:
        raise TokenError(
            f"Thư viện {module.name} không phải là thư viện PKCS#11 (không có hàm {ENTRY}); "
            "đề nghị chọn tệp khác của thiết bị."
        )


def certificates(module: Path) -> tuple[TokenCertificate, ...]:
    """Return the certificates for signing on all tokens that are plugged in, without any PIN."""
    with _sentences():
        found = [one for token in _tokens(module) for one in _certificates_on(token)]
    if not found:
        raise TokenError("Trên thiết bị không có chứng thư ký nào.")
    return tuple(found)


def choose(found: tuple[TokenCertificate, ...], label: str) -> TokenCertificate:
    """Return the one certificate with this label or name."""
    fitting = [one for one in found if label in {one.label, one.name}]
    if len(fitting) == 1:
        return fitting[0]
    listed = "; ".join(f"“{one.label or one.name}” ({one.name}, thiết bị “{one.token}”)" for one in found)
    how_many = "có nhiều" if fitting else "không có"
    raise TokenError(f"Trên thiết bị {how_many} chứng thư “{label}”; hiện có: {listed}.")


def log_in(module: Path, chosen: TokenCertificate, pin: str, *, now: datetime | None = None) -> TokenSigner:
    """Open the token that holds the chosen certificate; the PIN is tried once, there alone."""
    if (now or datetime.now(UTC)) > chosen.until:
        raise TokenError(f"Chứng thư của “{chosen.name}” đã hết hạn ngày {chosen.until:%d/%m/%Y}.")
    with _sentences():
        token = next((one for one in _tokens(module) if _holds(one, chosen)), None)
        if token is None:
            raise TokenError(f"Không thấy thiết bị giữ chứng thư của “{chosen.name}”; đề nghị cắm lại.")
        if token.flags & _flags().USER_PIN_LOCKED:
            raise TokenError(_LOCKED)
        try:
            session = token.open(user_pin=pin)
        except _exceptions().PinIncorrect as fault:
            raise TokenError(f"Mã PIN chưa đúng. {_tries_left(module, chosen) or LOCK_WARNING}") from fault
    return TokenSigner(chosen.name, chosen.certificate, chosen.id, session)


_LOCKED: Final = (
    "Thiết bị đã khóa mã PIN vì nhập sai quá số lần; đề nghị liên hệ đơn vị cấp thiết bị để mở khóa."
)
_NO_KEY: Final = "Trên thiết bị không có khóa của chứng thư đã chọn."


def _exceptions() -> Any:
    from pkcs11 import exceptions

    return exceptions


def _flags() -> Any:
    from pkcs11 import TokenFlag

    return TokenFlag


def _library(module: Path) -> Any:
    try:
        with module.open("rb") as file:
            content = file.read(_BIGGEST_MODULE + 1)
    except OSError as fault:
        raise TokenError(
            f"Không đọc được thư viện của thiết bị {module}: {fault.strerror or fault}."
        ) from fault
    if len(content) > _BIGGEST_MODULE:
        raise TokenError(f"Tệp {module.name} quá lớn, không phải là thư viện của thiết bị.")
    if pe.is_pe(content):
        check_module(module, content)
    import pkcs11

    try:
        return pkcs11.lib(str(module.resolve()))
    except (pkcs11.PKCS11Error, AttributeError) as fault:
        raise TokenError(f"Không nạp được thư viện {module.name}; có thể không đúng loại tệp.") from fault


def _tokens(module: Path) -> list[Any]:
    found = []
    for slot in _library(module).get_slots(token_present=True):
        token = slot.get_token()
        if token.flags & _flags().TOKEN_INITIALIZED:
            found.append(token)
    if not found:
        raise TokenError("Không thấy thiết bị ký nào; đề nghị cắm thiết bị rồi thử lại.")
    return found


def _certificates_on(token: Any) -> Iterator[TokenCertificate]:
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass

    with token.open() as session:
        objects = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
        values = [(one[Attribute.VALUE], one[Attribute.ID], one[Attribute.LABEL]) for one in objects]
    for value, number, label in values:
        try:
            certificate = x509.Certificate.load(value, strict=True)
            name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
            until, authority = certificate.not_valid_after, certificate.ca
        except (ValueError, TypeError):  # not X.509: nothing to sign with
            continue
        if not authority:
            where = (token.label, token.serial, _warning(token))
            yield TokenCertificate(str(name), str(label or ""), until, bytes(value), bytes(number), *where)


def _holds(token: Any, chosen: TokenCertificate) -> bool:
    if (token.label, token.serial) != (chosen.token, chosen.serial):
        return False
    return any(one.certificate == chosen.certificate for one in _certificates_on(token))


def _warning(token: Any) -> str:
    """Return what the token itself says of the tries that are left."""
    flags = _flags()
    if token.flags & flags.USER_PIN_LOCKED:
        return _LOCKED
    if token.flags & flags.USER_PIN_FINAL_TRY:
        return "Chỉ còn một lần nhập mã PIN; nếu sai nữa thiết bị sẽ khóa."
    if token.flags & flags.USER_PIN_COUNT_LOW:
        return "Đã có lần nhập sai mã PIN; sai thêm vài lần thiết bị sẽ khóa."
    return ""


def _tries_left(module: Path, chosen: TokenCertificate) -> str:
    for slot in _library(module).get_slots(token_present=True):
        token = slot.get_token()
        if (token.label, token.serial) == (chosen.token, chosen.serial):
            return _warning(token)
    return ""


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn what a module may raise into one sentence each."""
    faults = _exceptions()
    told = (
        (faults.PinLocked, _LOCKED),
        ((faults.PinInvalid, faults.PinLenRange), f"Mã PIN không đúng dạng của thiết bị. {LOCK_WARNING}"),
        (faults.PinExpired, "Mã PIN đã hết hạn; đề nghị đổi mã bằng phần mềm của thiết bị."),
        (faults.UserPinNotInitialized, "Thiết bị chưa được đặt mã PIN."),
        (
            (faults.TokenNotPresent, faults.DeviceRemoved, faults.SlotIDInvalid, faults.TokenNotRecognised),
            "Thiết bị đã bị rút ra; đề nghị cắm lại rồi ký lại.",
        ),
        ((faults.NoSuchKey, faults.KeyHandleInvalid), _NO_KEY),
        (
            (faults.MechanismInvalid, faults.KeyTypeInconsistent),
            "Thiết bị không hỗ trợ cách ký SHA-256 với khóa này.",
        ),
    )
    try:
        yield
    except faults.PKCS11Error as fault:
        sentence = next((text for kinds, text in told if isinstance(fault, kinds)), "")
        if type(fault) is faults.PKCS11Error:  # pyHanko's own: it looked for the key and found none
            sentence = _NO_KEY
        raise TokenError(
            sentence or f"Thiết bị ký báo lỗi ({type(fault).__name__}); đề nghị cắm lại rồi thử lại."
        ) from fault
