"""One ballot as closed slips: made while the voter looks it over, so that casting it has less to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.ballot_box import slip
from db.ballot_box.errors import WrongChoices
from db.ballot_box.manifest import Manifest


@dataclass(frozen=True, slots=True)
class ClosedBallot:
    """The choices of one ballot and a closed slip for each, for one box only; it lives in memory only.

    manifest: hash of that box's manifest.
    """

    manifest: bytes
    choices: tuple[int, ...] = field(repr=False)
    slips: tuple[bytes, ...] = field(repr=False)

    def holds(self, manifest: Manifest, choices: Sequence[int]) -> bool:
        """Tell whether it was made of exactly these choices for exactly this box."""
        return (self.manifest, self.choices) == (manifest.hash, tuple(choices))


def close_ballot(manifest: Manifest, choices: Sequence[int]) -> ClosedBallot:
    """Close one slip for each choice; WrongChoices unless there is one of 0..4 for every contest."""
    if len(choices) != len(manifest.contests) or not all(_is_choice(one) for one in choices):
        raise WrongChoices("Lá phiếu thiếu mục hoặc có lựa chọn không có trên phiếu; phiếu chưa được ghi.")
    tag, opener = manifest.tag, manifest.opener
    slips = (
        slip.close_slip(slip.fold(tag, contest, choice), opener) for contest, choice in enumerate(choices)
    )
    return ClosedBallot(manifest.hash, tuple(choices), tuple(slips))


def _is_choice(one: object) -> bool:
    return type(one) is int and 0 <= one < slip.CHOICES
