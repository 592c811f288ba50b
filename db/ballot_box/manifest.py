"""The manifest: everything about a box that is fixed when it is prepared. It is never changed afterwards.

It holds no name. Voters and contests stand in it under the opaque ids that the caller uses, in the caller's
order, and the wording of the ballot only as a hash, so that a box and the paper it was voted on can be
matched.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import comb
from typing import Any, Final, cast

from db.ballot_box.canonical import from_bytes, to_bytes
from db.ballot_box.errors import BoxDamaged, BoxError
from db.ballot_box.keys import HIGHEST, KEY, REHEARSAL, SALT, WRAPPED, ArgonCost, digest
from db.ballot_box.slip import TAG
from meeting.ballot import BallotPaper

FORMAT: Final = "chibo-box/1"
LONGEST_BODY: Final = 1 << 20
MOST: Final = 300
FEWEST_CODES: Final = 2
MOST_TELLERS: Final = 7
RESERVE: Final = "reserve-"
_OPAQUE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


@dataclass(frozen=True)
class Manifest:
    """What a box was prepared with.

    Attributes: sid: session id, 16 random bytes in hex. parent: manifest hash of the round this one
    repeats, or "". paper: hash of the whole ballot with its wording. contests, options: subjects and level
    codes in order. members: ids of the voters in list order, reserve rows last; capacity: ballots the box
    can hold. tellers, needed: n codes exist and k of them open the box. salt: of the tellers' codes. wraps:
    the box's secret, wrapped for every group of k tellers. open_public, sign_public: its public keys.
    """

    sid: str
    round: int
    parent: str
    rehearsal: bool
    paper: str
    contests: tuple[str, ...]
    options: tuple[str, ...]
    members: tuple[str, ...]
    capacity: int
    tellers: int
    needed: int
    argon_ops: int
    argon_mem: int
    salt: str
    wraps: tuple[str, ...]
    open_public: str
    sign_public: str
    schema: str
    build: str

    @cached_property
    def body(self) -> bytes:
        """The manifest as canonical JSON."""
        return to_bytes({"format": FORMAT, **asdict(self)})

    @cached_property
    def hash(self) -> bytes:
        """BLAKE2b of the body: what everything else in the box is tied to."""
        return digest("chibo-manifest", self.body)

    @cached_property
    def tag(self) -> bytes:
        """The eight bytes that mark every slip of this session."""
        return digest("chibo-tag", bytes.fromhex(self.sid), size=TAG)

    @property
    def cost(self) -> ArgonCost:
        """What one guess at a code of this box costs."""
        return ArgonCost(self.argon_ops, self.argon_mem)

    @property
    def opener(self) -> bytes:
        """X25519 public key that slips are closed with."""
        return bytes.fromhex(self.open_public)

    @property
    def wrapped(self) -> tuple[bytes, ...]:
        """The wraps as bytes."""
        return tuple(bytes.fromhex(wrap) for wrap in self.wraps)


def paper_hash(paper: BallotPaper) -> str:
    """Hash of a ballot paper with all its wording, in hex."""
    return digest("chibo-paper", to_bytes(asdict(paper))).hex()


def opaque(member: str) -> bool:
    """Tell whether an id may stand in the roll: it cannot be a name, nor taken for a reserve row."""
    return _OPAQUE.fullmatch(member) is not None and not member.startswith(RESERVE)


def rows(members: Sequence[str], reserve: int) -> tuple[str, ...]:
    """The roll's rows: voters in list order, then reserve rows; BoxError where an id could be a name."""
    for member in members:
        if not opaque(member):
            raise BoxError(
                f"Mã đảng viên “{member}” không dùng được cho hòm phiếu; mã chỉ gồm chữ không dấu và chữ số."
            )
    if len(set(members)) != len(members):
        raise BoxError("Danh sách cử tri có mã trùng nhau; xin xem lại danh sách.")
    return (*members, *(f"{RESERVE}{number + 1}" for number in range(reserve)))


def check_sizes(contests: int, members: int, tellers: int, needed: int) -> None:
    """Refuse a ballot that is too big, empty, or whose ceremony makes no sense."""
    if not 1 <= contests <= MOST:
        raise BoxError(f"Một lá phiếu phải có từ 1 đến {MOST} mục; xin xem lại danh sách được đánh giá.")
    if not 1 <= members <= MOST:
        raise BoxError(f"Hòm phiếu nhận từ 1 đến {MOST} người bỏ phiếu; xin xem lại danh sách.")
    if not FEWEST_CODES <= needed <= tellers <= MOST_TELLERS:
        raise BoxError(f"Cần từ 2 đến {MOST_TELLERS} mã kiểm phiếu, mở hòm bằng ít nhất 2 mã; xin chọn lại.")


def read_manifest(body: bytes) -> Manifest:
    """Read a manifest nobody vouches for; BoxDamaged unless every field is of its kind and size."""
    try:
        record = _checked(from_bytes(body))
    except (ValueError, TypeError, KeyError) as error:
        raise BoxDamaged(
            "Phần mở đầu của hòm phiếu không đọc được; tệp đã hỏng hoặc không phải hòm phiếu."
        ) from error
    made = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Manifest(**cast("dict[str, Any]", made))


def _checked(record: dict[str, Any]) -> dict[str, Any]:
    if record.pop("format") != FORMAT or set(record) != set(Manifest.__dataclass_fields__):
        raise ValueError("not this format")
    kinds = {
        name: kind
        for name, field in Manifest.__dataclass_fields__.items()
        if isinstance(kind := field.type, type)
    }
    if not all(type(record[name]) is kind for name, kind in kinds.items()):
        raise ValueError("a field of another kind")
    _check_lists(record)
    _check_hex(record)
    _check_numbers(record)
    return record


def _check_lists(record: Mapping[str, Any]) -> None:
    for name in ("contests", "options", "members", "wraps"):
        value = record[name]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"{name} is no list of texts")
    opaque = all(
        _OPAQUE.fullmatch(one) for name in ("contests", "options", "members") for one in record[name]
    )
    if not opaque or len(record["build"]) > LONGEST_BODY // 8:
        raise ValueError("an id that could be a name")


def _unhex(text: str) -> bytes:
    body = bytes.fromhex(text)
    if body.hex() != text:
        raise ValueError("not hex as it is written")
    return body


def _check_hex(record: Mapping[str, Any]) -> None:
    sizes = {"sid": 16, "paper": 32, "salt": SALT, "open_public": KEY, "sign_public": KEY, "schema": 32}
    if any(len(_unhex(record[name])) != size for name, size in sizes.items()):
        raise ValueError("a key of another length")
    if len(_unhex(record["parent"])) not in {0, 32}:
        raise ValueError("parent is no hash")
    if any(len(_unhex(wrap)) != WRAPPED for wrap in record["wraps"]):
        raise ValueError("a wrap of another length")


def _check_numbers(record: Mapping[str, Any]) -> None:
    tellers, needed, cost = record["tellers"], record["needed"], (record["argon_ops"], record["argon_mem"])
    try:
        check_sizes(len(record["contests"]), len(record["members"]), tellers, needed)
    except BoxError as error:
        raise ValueError("sizes out of range") from error
    sound = (
        len(set(record["members"])) == len(record["members"]) == record["capacity"],
        len(set(record["contests"])) == len(record["contests"]),
        len(record["wraps"]) == comb(tellers, needed),
        1 <= cost[0] <= HIGHEST.ops and REHEARSAL.mem <= cost[1] <= HIGHEST.mem,
        0 <= record["round"] < 1000,  # noqa: PLR2004 -- no meeting votes a thousand times
    )
    if not all(sound):
        raise ValueError("numbers that do not fit each other")
