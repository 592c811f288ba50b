"""What is checked whenever a box file is opened, before anything in it is believed."""

import sqlite3
from collections.abc import Sequence

from db.ballot_box import audit, contents, envelope, slip, store
from db.ballot_box.contents import Contents, result_of
from db.ballot_box.errors import BoxDamaged
from db.ballot_box.manifest import LONGEST_BODY, Manifest, read_manifest
from db.ballot_box.schema import SCHEMA_HASH
from db.ballot_box.state import WITH_ENVELOPE, BoxState


def inspect(db: sqlite3.Connection) -> Manifest:
    """Check all that can be checked without a code and return the manifest."""
    manifest = _manifest(db)
    head, roll, stored = store.read_head(db), store.read_roll(db), store.read_parts(db)
    lengths = slip.part_lengths(len(manifest.contests), manifest.capacity)
    if tuple(len(body) - envelope.MARGIN for body in stored) != lengths:
        raise BoxDamaged("Các ngăn phiếu trong hòm không đúng kích thước; tệp đã bị sửa từ bên ngoài.")
    log = check_log(db, manifest, head)
    if head.n != sum(row.voted for row in roll) or len(roll) != len(manifest.members):
        raise BoxDamaged("Số phiếu và danh sách đã bỏ phiếu không khớp nhau; tệp đã bị sửa từ bên ngoài.")
    if contents.state_of(log) != head.state:
        raise BoxDamaged("Trạng thái hòm phiếu không khớp với nhật ký; tệp đã bị sửa từ bên ngoài.")
    if len(head.wrap) != envelope.WRAP or (head.wrap == envelope.NO_WRAP) == (head.state in WITH_ENVELOPE):
        raise BoxDamaged(
            "Lớp khóa ngoài của hòm phiếu không đúng với trạng thái; tệp đã bị sửa từ bên ngoài."
        )
    if head.state not in {*WITH_ENVELOPE, BoxState.VOID}:
        contents.check_closed(read_contents(db, manifest))
    return manifest


def read_contents(db: sqlite3.Connection, manifest: Manifest) -> Contents:
    """Read a closed box as plain values."""
    packed = slip.take_apart(envelope.stripped(store.read_parts(db)), manifest.capacity)
    piles = tuple(slip.unpack(body, manifest.capacity) for body in packed)
    result = result_of(store.read_result(db), manifest)
    return Contents(manifest, store.read_roll(db), piles, store.read_bodies(db), result)


def check_log(db: sqlite3.Connection, manifest: Manifest, head: store.Head) -> tuple[audit.Record, ...]:
    """Read the log; BoxDamaged unless its chain is whole, ends at the head, and passes the bound link."""
    bodies = store.read_bodies(db)
    log, links = audit.read_log(bodies), audit.links(manifest.hash, bodies)
    written = tuple(zip((manifest.hash, *links[:-1]), links, strict=True))
    if written != store.read_links(db) or links[-1] != head.audit_head or head.audit_bound not in links:
        raise BoxDamaged("Nhật ký của hòm phiếu bị đứt đoạn; tệp đã bị sửa từ bên ngoài.")
    later = log[links.index(head.audit_bound) + 1 :]
    if head.state in WITH_ENVELOPE and not {one.kind for one in later} <= audit.WHILE_LOCKED:
        raise BoxDamaged(
            "Nhật ký của hòm phiếu có phần thêm vào từ bên ngoài; xin dừng lại và báo tổ kiểm phiếu."
        )
    return log


def check_sizes(packed: Sequence[bytes], n: int) -> None:
    """BoxDamaged unless each pile under the envelope says that it holds one slip for every ballot."""
    if any(slip.count_in(body) != n for body in packed):
        raise BoxDamaged(
            "Số mảnh phiếu trong hòm không bằng số phiếu đã bỏ; xin dừng lại và báo tổ kiểm phiếu."
        )


def check_piles(packed: Sequence[bytes], manifest: Manifest, n: int) -> tuple[slip.Pile, ...]:
    """Read the piles under the envelope; BoxDamaged unless each holds one slip for every ballot, sorted."""
    check_sizes(packed, n)
    return tuple(slip.unpack(body, manifest.capacity) for body in packed)


def _manifest(db: sqlite3.Connection) -> Manifest:
    body, written = store.read_manifest_row(db)
    if len(body) > LONGEST_BODY:
        raise BoxDamaged("Phần mở đầu của hòm phiếu dài bất thường; tệp đã bị sửa từ bên ngoài.")
    manifest = read_manifest(body)
    if written != manifest.hash or manifest.schema != SCHEMA_HASH.hex():
        raise BoxDamaged("Phần mở đầu của hòm phiếu đã bị sửa từ bên ngoài; xin không dùng hòm này.")
    return manifest
