"""The states of a ballot box and the steps between them."""

from enum import StrEnum
from typing import Final

from db.ballot_box.errors import WrongState


class BoxState(StrEnum):
    """Where a box stands; the values are what the file holds."""

    PREPARED = "prepared"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    COUNTED = "counted"
    SEALED = "sealed"
    VOID = "void"


class SuspendReason(StrEnum):
    """Why voting was suspended; a closed list, so that no free text reaches the log."""

    PAUSE = "pause"
    SLEEP = "sleep"
    DISPLAY = "display"
    FAULT = "fault"
    MISTAKE = "mistake"
    CLOSING = "closing"


class VoidReason(StrEnum):
    """Why a box was given up; a closed list, so that no free text reaches the log."""

    CODES_LOST = "codes_lost"
    RESUME_LOST = "resume_lost"
    COUNT_MISMATCH = "count_mismatch"
    WRONG_BALLOT = "wrong_ballot"
    TOO_FEW = "too_few"
    DAMAGED = "damaged"
    MEETING = "meeting"


NAMES: Final = {
    BoxState.PREPARED: "đã chuẩn bị, chưa mở",
    BoxState.OPEN: "đang mở",
    BoxState.SUSPENDED: "đang tạm dừng",
    BoxState.CLOSED: "đã đóng",
    BoxState.COUNTED: "đã kiểm phiếu",
    BoxState.SEALED: "đã niêm phong",
    BoxState.VOID: "đã hủy",
}

NEXT: Final = {
    BoxState.PREPARED: {BoxState.OPEN, BoxState.VOID},
    BoxState.OPEN: {BoxState.SUSPENDED, BoxState.CLOSED, BoxState.VOID},
    BoxState.SUSPENDED: {BoxState.OPEN, BoxState.CLOSED, BoxState.VOID},
    BoxState.CLOSED: {BoxState.COUNTED, BoxState.VOID},
    BoxState.COUNTED: {BoxState.COUNTED, BoxState.SEALED},
    BoxState.SEALED: set[BoxState](),
    BoxState.VOID: set[BoxState](),
}

WITH_ENVELOPE: Final = (BoxState.PREPARED, BoxState.OPEN, BoxState.SUSPENDED)
"""States in which the slips lie under the outer layer."""


def require(state: BoxState, allowed: tuple[BoxState, ...], step: str) -> None:
    """Raise WrongState, naming `step` in Vietnamese, unless the box is in one of the `allowed` states."""
    if state not in allowed:
        wanted = " hoặc ".join(NAMES[one] for one in allowed)
        raise WrongState(
            f"Hòm phiếu {NAMES[state]} nên chưa thể {step}; bước này chỉ làm được khi hòm {wanted}."
        )


def require_step(state: BoxState, after: BoxState, step: str) -> None:
    """Raise WrongState, naming `step` in Vietnamese, unless the box may go from `state` to `after`."""
    require(state, tuple(one for one, following in NEXT.items() if after in following), step)
