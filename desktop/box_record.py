"""What the ballot box says of itself on paper and to the level above: its records, its bundle, its log.

Codes and counts only; who voted for what is in no answer of the box.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.ballot_box import Box, BoxError, BoxState, Record
from desktop import boxes, voting
from desktop.desk import Desk
from desktop.rounds import boxed_before
from forms.box_facts import BoxFacts, Closing
from meeting.season import Ballot, BallotForm, BallotState

MINUTE = "%Y-%m-%dT%H:%M"


def has_box(desk: Desk, ballot: Ballot | None = None) -> bool:
    """Tell whether a round (the newest) was, or is, in a box whose file is there."""
    one = desk.season.ballot if ballot is None else ballot
    return one.form is BallotForm.BOOTH and bool(one.box) and (desk.boxes / one.box).is_file()


def missing(desk: Desk) -> str:
    """Name the boxes of counted rounds that are not at hand; "" where none is missed."""
    lost = [b.box for b in _in_boxes(desk) if not has_box(desk, b)]
    if not lost:
        return ""
    return (
        f"Gói nộp không kèm hòm phiếu: không thấy tệp {', '.join(lost)}; đồng chí chép thư mục "
        f"{desk.boxes.name} về cạnh sổ rồi xuất lại."
    )


def _in_boxes(desk: Desk) -> list[Ballot]:
    return [one for one in desk.season.counted_ballots if one.form is BallotForm.BOOTH]


@contextmanager
def _box(desk: Desk, ballot: Ballot) -> Iterator[Box]:
    """The box of a round: the one in use, or an earlier one for as long as it is read."""
    if ballot.round == desk.season.ballot.round:
        yield voting.box_of(desk)
        return
    with boxes.opened(desk, ballot) as box:
        yield box


def box_facts(desk: Desk) -> BoxFacts | None:
    """What the records of the newest round's box say; None where there is no sound box that was tried."""
    return _facts_of(desk, desk.season.ballot)


def boxes_facts(desk: Desk) -> dict[int, BoxFacts]:
    """The same of every counted round that has its box at hand, by round."""
    found = {ballot.round: _facts_of(desk, ballot) for ballot in desk.season.counted_ballots}
    return {number: facts for number, facts in found.items() if facts is not None}


def _facts_of(desk: Desk, ballot: Ballot) -> BoxFacts | None:
    if not has_box(desk, ballot):
        return None
    try:
        with _box(desk, ballot) as box:
            facts = _facts(box)
    except BoxError:
        return None
    before = boxed_before(desk, ballot.round)
    counted = before is not None and before.state is BallotState.COUNTED
    return replace(facts, parent_counted=True) if facts is not None and counted else facts


def _facts(box: Box) -> BoxFacts | None:
    log = box.log()
    deck, opened = _last(log, "test_deck"), _last(log, "opened")
    if deck is None:
        return None
    manifest = box.manifest
    return BoxFacts(
        manifest=manifest.hash.hex(),
        contests=len(manifest.contests),
        listed=len(manifest.members),
        present=box.present if opened is None else int(opened.details["present"]),
        tellers=manifest.tellers,
        needed=manifest.needed,
        test_deck=int(deck.details["ballots"]),
        parent=manifest.parent,
        opened=None if opened is None else _minute(opened),
        closing=_closing(box, _last(log, "closed")),
    )


def _closing(box: Box, closed: Record | None) -> Closing | None:
    if closed is None or box.state is BoxState.VOID:
        return None
    told: Mapping[str, Any] = closed.details
    return Closing(
        at=_minute(closed),
        n=told["n"],
        present=box.present,
        box=told["box"],
        head=box.closing_head,
        confirmations=told["confirmations"],
        started=told.get("started"),
        cancelled=told.get("cancelled"),
        torn=box.is_torn,
    )


def _last(log: tuple[Record, ...], kind: str) -> Record | None:
    return next((one for one in reversed(log) if one.kind == kind), None)


def _minute(record: Record) -> datetime:
    return datetime.strptime(record.at, MINUTE)  # noqa: DTZ007 -- a local minute


def sealed_files(desk: Desk) -> dict[str, bytes]:
    """Seal the counted boxes and return what the level above gets of them: bundles, and logs to be read.

    DeskError where the book says other numbers than a box.
    """
    files: dict[str, bytes] = {}
    for ballot in _in_boxes(desk):
        if has_box(desk, ballot):
            with _box(desk, ballot) as box:
                boxes.require_same_result(ballot, box)
                files |= _sealed(box, ballot.round)
    return files


def _sealed(box: Box, number: int) -> dict[str, bytes]:
    if box.state is BoxState.COUNTED:
        box.seal()
    if box.state is not BoxState.SEALED:
        return {}
    return {
        f"hom-phieu-lan-{number}.json": box.bundle(),
        f"nhat-ky-hom-phieu-lan-{number}.txt": log_text(box.log()).encode(),
    }


def log_text(log: tuple[Record, ...]) -> str:
    """Write the log to be read by people: a line for each step, none for a ballot."""
    lines = [f"{_minute(one):%d/%m/%Y %H:%M}  {_sentence(one)}" for one in log]
    return "\n".join(["Nhật ký hòm phiếu (không ghi ai bỏ phiếu, bỏ lúc nào, chọn gì)", "", *lines, ""])


_SENTENCES: Mapping[str, str] = {
    "prepared": "Chuẩn bị hòm: {members} người trong danh sách, {contests} dòng trên phiếu, {tellers} mã "
    "kiểm phiếu, cần {needed} mã để kiểm. Mã băm: {manifest}",
    "codes_proven": "Gõ thử mã kiểm phiếu: đúng",
    "codes_failed": "Gõ thử mã kiểm phiếu: có mã sai",
    "resume_proven": "Gõ thử mã mở lại: đúng",
    "zero_check": "Kiểm tra hòm rỗng: đúng là rỗng",
    "test_deck": "Kiểm thử {ballots} phiếu mẫu trong hòm riêng: đúng",
    "opened": "Mở hòm; {present} người có mặt được bỏ phiếu",
    "suspended": "Tạm dừng ({reason}); trong hòm có {n} phiếu",
    "interrupted": "Máy dừng đột ngột; trong hòm có {n} phiếu, không mất phiếu nào",
    "resumed": "Bỏ phiếu tiếp; trong hòm có {n} phiếu",
    "resume_replaced": "Thay mã mở lại",
    "wrong_code": "Có mã gõ sai",
    "present_set": "Sửa danh sách có mặt; {present} người có mặt được bỏ phiếu",
    "contest_voided": "Hủy dòng thứ {contest} trên phiếu; {confirmations} người xác nhận",
    "voting_refused": "Máy từ chối cho bỏ phiếu ({reason})",
    "closed": "Đóng hòm; {n} phiếu, {confirmations} người xác nhận. Mã băm của các phiếu: {box}",
    "resume_destroyed": "Hai nửa mã mở lại đã được xé trước hội nghị",
    "counted": "Kiểm phiếu; {invalid} mảnh phiếu không hợp lệ. Mã băm của kết quả: {result}",
    "count_repeated": "Kiểm lại: vẫn kết quả đó",
    "count_failed": "Kiểm phiếu không khớp",
    "exported": "Xuất cho cấp trên ({item})",
    "sealed": "Niêm phong hòm",
    "void": "Hủy hòm ({reason}); có {n} phiếu, không kiểm; {confirmations} người xác nhận",
}
_WORDS: Mapping[str, str] = {
    "pause": "nghỉ",
    "sleep": "máy ngủ",
    "display": "màn hình thứ hai",
    "remote": "điều khiển từ xa",
    "fault": "sự cố",
    "mistake": "phiếu có sai sót",
    "closing": "để đóng hòm",
    "bundle": "gói hòm phiếu",
    "key": "khóa kiểm lại",
    **{reason.value: words for reason, words in voting.VOID_REASONS.items()},
}


def _sentence(record: Record) -> str:
    told = {name: _WORDS.get(str(value), str(value)) for name, value in record.details.items()}
    late = " [đồng hồ máy bị vặn lùi]" if record.clock_went_back else ""
    return f"{_SENTENCES[record.kind].format(**told)}.{late}"
