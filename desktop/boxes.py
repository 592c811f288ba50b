"""The box file of a round: opened only where it is the very box that the book knows of.

Beside the book lies a file that anybody with the laptop can swap, for a copy or for the box of another vote.
Which box was prepared is bound into the history of the book; what it was counted to say is in both.
"""

from db.ballot_box import Box, BoxDamaged, Result
from db.history import box_prepared
from desktop.desk import Desk, DeskError
from meeting.season import Ballot, BallotState


def opened(desk: Desk, ballot: Ballot) -> Box:
    """Open the box of a round from the disk; BoxError where it cannot be read or is not the one prepared.

    A book from before the box was bound into its history takes the box under its name, as it did.
    """
    box = Box.open_existing(desk.boxes / ballot.box, clock=desk.clock)
    if box_prepared(desk.book, ballot.round) not in {"", box.manifest.hash.hex()}:
        box.release()
        raise BoxDamaged(
            "Tệp hòm phiếu ở đây không phải hòm đã chuẩn bị cho lần bỏ phiếu này; đồng chí tìm lại đúng tệp, "
            "không thấy thì lập biên bản và bỏ phiếu lại."
        )
    return box


def require_same_result(ballot: Ballot, box: Box) -> None:
    """DeskError where the book tells other numbers of a counted round than the tellers' signed result."""
    result = box.result
    if ballot.state is not BallotState.COUNTED or result is None or _told(ballot) == _signed(result):
        return
    raise DeskError(
        f"Kết quả lần bỏ phiếu thứ {ballot.round} trong sổ khác với kết quả tổ kiểm phiếu đã ký trong hòm: "
        "sổ đã bị sửa từ bên ngoài; đồng chí khôi phục sổ từ bản sao lưu, đối chiếu biên bản kiểm phiếu."
    )


def _told(ballot: Ballot) -> tuple[object, ...]:
    return ballot.issued, ballot.collected, ballot.valid, ballot.invalid, tuple(ballot.tallies)


def _signed(result: Result) -> tuple[object, ...]:
    return result.present, result.n, result.n, 0, result.tallies
