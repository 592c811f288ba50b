"""The tellers' codes against a manifest: do they open the box, and what do they open it to."""

from collections.abc import Sequence
from itertools import combinations

from db.ballot_box import codes, keys
from db.ballot_box.errors import BoxDamaged, WrongCode
from db.ballot_box.manifest import Manifest


def secret_of(manifest: Manifest, typed: Sequence[str]) -> bytes:
    """The box's secret from the codes of k tellers or more, in any order; WrongCode if they do not."""
    digits = codes.read_codes(tuple(typed))
    if not manifest.needed <= len(digits) <= manifest.tellers:
        least, most = manifest.needed, manifest.tellers
        wanted = f"đủ {most}" if least == most else f"từ {least} đến {most}"
        raise WrongCode(f"Cần {wanted} mã của các đồng chí kiểm phiếu.")
    secret, fitting = _open(manifest, _stretched(manifest, digits))
    if not secret:
        raise _wrong(len(digits), fitting)
    return _own(manifest, secret)


def prove(manifest: Manifest, typed: Sequence[str]) -> None:
    """Prove that every group of k tellers opens the box; WrongCode names the places of those that do not."""
    digits = codes.read_codes(tuple(typed))
    if len(digits) != manifest.tellers:
        raise WrongCode(f"Cần đủ {manifest.tellers} mã để thử; xin mời từng đồng chí gõ mã của mình.")
    parts = _stretched(manifest, digits)
    secret, fitting = _open(manifest, parts)
    groups = combinations(parts, manifest.needed)
    if not secret or any(_open(manifest, group)[0] != secret for group in groups):
        raise _wrong(len(digits), fitting)
    _own(manifest, secret)


def _stretched(manifest: Manifest, digits: Sequence[str]) -> list[bytes]:
    salt = bytes.fromhex(manifest.salt)
    return [keys.stretch(one, salt, manifest.cost) for one in digits]


def _open(manifest: Manifest, parts: Sequence[bytes]) -> tuple[bytes, set[int]]:
    return keys.unwrap(manifest.wrapped, parts, manifest.needed, bytes.fromhex(manifest.sid))


def _wrong(given: int, fitting: set[int]) -> WrongCode:
    places = tuple(place for place in range(given) if place not in fitting)
    if not fitting:
        return WrongCode(
            "Các mã vừa gõ không mở được hòm này; xin kiểm tra đúng mã của đợt bỏ phiếu này.", places
        )
    names = ", ".join(str(place + 1) for place in places)
    return WrongCode(f"Mã thứ {names} không đúng; xin đồng chí ấy xem lại tờ giấy và gõ lại.", places)


def _own(manifest: Manifest, secret: bytes) -> bytes:
    made = keys.teller_keys(secret)
    if (made.opener.public.hex(), made.sign_public.hex()) != (manifest.open_public, manifest.sign_public):
        raise BoxDamaged("Khóa ghi trong hòm phiếu đã bị sửa từ bên ngoài; xin không dùng hòm này.")
    return secret
