"""The signed result of a box: totals only, tied to the manifest, the slips and the log they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from db.ballot_box.canonical import from_bytes, to_bytes
from db.ballot_box.errors import BoxDamaged
from db.ballot_box.keys import digest
from db.ballot_box.manifest import Manifest
from meeting.ballot import Tally
from meeting.level import LEVELS

FORMAT: Final = "chibo-result/1"


@dataclass(frozen=True, slots=True)
class Result:
    """What a box says, with the signature that only the tellers together can make.

    Hashes and keys are in hex. audit_head: link of the closing record. tallies: one for each contest, in
    ballot order; invalid: slips of that contest that are no valid slip (reported, counted for nobody).
    voided: subjects declared void. signature: Ed25519 over `body`.
    """

    sid: str
    round: int
    rehearsal: bool
    manifest_hash: str
    box_hash: str
    audit_head: str
    n: int
    present: int
    tallies: tuple[Tally, ...]
    invalid: tuple[int, ...]
    build: str
    voided: tuple[str, ...] = ()
    signature: str = ""

    @property
    def body(self) -> bytes:
        """The signed bytes: canonical JSON of everything but the signature."""
        contests = [
            {
                "subject": tally.subject,
                "levels": list(tally.by_level),
                "blank": tally.blank,
                "invalid": invalid,
            }
            for tally, invalid in zip(self.tallies, self.invalid, strict=True)
        ]
        names = (
            "sid",
            "round",
            "rehearsal",
            "manifest_hash",
            "box_hash",
            "audit_head",
            "n",
            "present",
            "build",
        )
        fields = {name: getattr(self, name) for name in names}
        return to_bytes({"format": FORMAT, **fields, "contests": contests, "voided": list(self.voided)})

    @property
    def hash(self) -> bytes:
        """Hash of the body, for the log and for the printed record."""
        return digest("chibo-result", self.body)

    def signed(self, key: SigningKey) -> "Result":
        """The same result with its signature."""
        return replace(self, signature=key.sign(self.body).signature.hex())

    def is_signed_by(self, public: bytes) -> bool:
        """Tell whether the signature is sound under an Ed25519 public key."""
        try:
            VerifyKey(public).verify(self.body, bytes.fromhex(self.signature))
        except (BadSignatureError, ValueError):
            return False
        return True


def read_result(body: bytes, signature: bytes, manifest: Manifest) -> Result:
    """Read a result nobody vouches for; BoxDamaged unless the box of `manifest` signed it."""
    try:
        result = _read(from_bytes(body), signature)
        sound = result.body == body and result.is_signed_by(bytes.fromhex(manifest.sign_public))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BoxDamaged("Kết quả kiểm phiếu không đọc được; tệp đã hỏng hoặc bị sửa.") from error
    if not all(
        _adds_up(tally, invalid, result.n)
        for tally, invalid in zip(result.tallies, result.invalid, strict=True)
    ):
        raise BoxDamaged("Kết quả kiểm phiếu không cộng lại thành số phiếu; tệp đã hỏng hoặc bị sửa.")
    counted = tuple(tally.subject for tally in result.tallies)
    listed = tuple(subject for subject in manifest.contests if subject not in result.voided)
    if not sound or counted != listed or result.manifest_hash != manifest.hash.hex():
        raise BoxDamaged("Chữ ký của kết quả kiểm phiếu không đúng; tệp đã bị sửa sau khi kiểm.")
    return result


def _read(record: Mapping[str, Any], signature: bytes) -> Result:
    contests = record["contests"]
    fields = {name: value for name, value in record.items() if name not in {"format", "contests", "voided"}}
    return Result(
        **fields,
        tallies=tuple(Tally(one["subject"], _levels(one["levels"]), one["blank"]) for one in contests),
        invalid=tuple(one["invalid"] for one in contests),
        voided=tuple(record["voided"]),
        signature=signature.hex(),
    )


def _adds_up(tally: Tally, invalid: int, ballots: int) -> bool:
    numbers = (*tally.by_level, tally.blank, invalid)
    whole = all(type(one) is int and one >= 0 for one in (ballots, *numbers))
    return whole and sum(numbers) == ballots


def _levels(values: list[int]) -> tuple[int, int, int, int]:
    first, second, third, fourth = values
    if len(values) != len(LEVELS):
        raise ValueError("not four levels")
    return first, second, third, fourth
