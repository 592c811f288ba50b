"""A counted box as one file for the level above: manifest, roll, slips, log, result and signature.

The file is canonical JSON with everything binary in hex (docs/formats-box.md). What is read here may come
from anybody: its size is capped, every field is of one kind only, no SQL and no SQLite file is taken from it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from db.ballot_box import audit, contents, keys, slip, store, tellers
from db.ballot_box.canonical import from_bytes, to_bytes
from db.ballot_box.contents import Contents
from db.ballot_box.errors import BoxError, BundleDamaged, BundleUnreadable, NotWritten, WrongCode
from db.ballot_box.manifest import LONGEST_BODY, Manifest, read_manifest
from db.ballot_box.result import Result, read_result

FORMAT: Final = "chibo-box-bundle/1"
LARGEST: Final = 32 << 20
"""Bytes; a box of 300 voters and 300 contests makes 12 million."""

_FIELDS: Final = {"format", "manifest", "roll", "piles", "log", "head", "result", "signature"}
_ROWS: Final = {0: store.Row(False, False), 1: store.Row(True, False), 3: store.Row(True, True)}  # noqa: FBT003


def bundle_bytes(box: Contents) -> bytes:
    """A counted box as the bytes of its bundle."""
    if box.result is None:
        raise BundleDamaged("Hòm phiếu chưa kiểm nên chưa xuất được gói; xin kiểm phiếu trước.")
    document = {
        "format": FORMAT,
        "manifest": box.manifest.body.hex(),
        "roll": store.roll_bytes(box.roll).hex(),
        "piles": [b"".join(pile).hex() for pile in box.piles],
        "log": [body.rstrip(b"\0").hex() for body in box.bodies],
        "head": audit.links(box.manifest.hash, box.bodies)[-1].hex(),
        "result": box.result.body.hex(),
        "signature": box.result.signature,
    }
    return to_bytes(document)


def write_bundle(box: Contents, path: Path) -> None:
    """Write a counted box to `path`, whole or not at all."""
    body = bundle_bytes(box)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise NotWritten(
            "Chưa ghi được gói hòm phiếu; xin kiểm tra thư mục và chỗ trống trên đĩa."
        ) from error


def read_bundle(path: Path) -> Contents:
    """Read a bundle and check that its manifest, roll, slips, log and signed result belong together."""
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise BundleUnreadable("Không đọc được gói hòm phiếu; xin kiểm tra lại chỗ lưu.") from error
    if size > LARGEST:
        raise BundleUnreadable("Gói hòm phiếu lớn bất thường nên không được mở; xin xin lại gói từ chi bộ.")
    return read_bundle_bytes(body)


def read_bundle_bytes(body: bytes) -> Contents:
    """Read a bundle from memory; see `read_bundle`."""
    try:
        box = _contents(from_bytes(body))
        contents.check_closed(box)
    except BoxError as error:
        raise BundleDamaged(str(error)) from error
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise BundleUnreadable(
            "Gói hòm phiếu không đọc được; tệp đã hỏng hoặc không phải gói này."
        ) from error
    return box


def recount(path: Path, secret: Sequence[str] | bytes) -> Result:
    """Count a bundle again with the tellers' codes or with the key from `Box.export_key`.

    Returns the signed result; BundleDamaged if the slips say anything else.
    """
    return recount_contents(read_bundle(path), secret)


def recount_contents(box: Contents, secret: Sequence[str] | bytes) -> Result:
    """Count a bundle that was read again; see `recount`."""
    signed = box.result
    again = contents.recounted(box, _opener(box.manifest, secret))
    if signed is None or again.body != signed.body:
        raise BundleDamaged("Kiểm lại ra kết quả khác với kết quả đã ký; xin lập biên bản và báo cấp trên.")
    return signed


def _opener(manifest: Manifest, secret: Sequence[str] | bytes) -> keys.Opener:
    if not isinstance(secret, bytes):
        return keys.teller_keys(tellers.secret_of(manifest, secret)).opener
    if len(secret) != keys.KEY or (opener := keys.opener_of(secret)).public != manifest.opener:
        raise WrongCode("Khóa kiểm lại không phải của hòm phiếu này; xin kiểm tra đúng đợt bỏ phiếu.")
    return opener


def _contents(document: dict[str, Any]) -> Contents:
    if set(document) != _FIELDS or document["format"] != FORMAT:
        raise ValueError("not this format")
    manifest = read_manifest(_bytes(document["manifest"], LONGEST_BODY))
    piles = _list(document["piles"], len(manifest.contests))
    log = _list(document["log"], audit.MOST_RECORDS)
    bodies = tuple(_record(_bytes(body, audit.BODY)) for body in log)
    if audit.links(manifest.hash, bodies)[-1:] != (_bytes(document["head"], 32),):
        raise ValueError("the log does not end at its head")
    return Contents(
        manifest,
        tuple(_ROWS[mark] for mark in _bytes(document["roll"], manifest.capacity)),
        tuple(_pile(_bytes(pile, slip.CLOSED * manifest.capacity), manifest.capacity) for pile in piles),
        bodies,
        read_result(_bytes(document["result"], LONGEST_BODY), _bytes(document["signature"], 64), manifest),
    )


def _record(body: bytes) -> bytes:
    if body.endswith(b"\0"):
        raise ValueError("a record is written without its padding")
    return body.ljust(audit.BODY, b"\0")


def _pile(body: bytes, capacity: int) -> slip.Pile:
    count, rest = divmod(len(body), slip.CLOSED)
    if rest:
        raise ValueError("a slip cut short")
    packed = count.to_bytes(slip.COUNT, "big") + body.ljust(slip.CLOSED * capacity, b"\0")
    return slip.unpack(packed, capacity)


def _bytes(text: object, most: int) -> bytes:
    if not isinstance(text, str) or len(text) > 2 * most:
        raise ValueError("not hex, or too long")
    body = bytes.fromhex(text)
    if body.hex() != text:
        raise ValueError("not hex as it is written")
    return body


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("not a list, or too long")
    return value
