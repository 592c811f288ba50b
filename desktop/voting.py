"""Use cases of the secret ballot: the meeting's decision, the box, the booth, closing and counting.

The book knows the states and, after the count, the totals; who has voted and every slip are in the box.
"""

from collections.abc import Sequence
from dataclasses import replace

from db import operations
from db.ballot_box import (
    DEFAULT,
    REHEARSAL,
    ArgonCost,
    Box,
    BoxBusy,
    BoxError,
    BoxState,
    Ceremony,
    ClosedBallot,
    Result,
    SuspendReason,
    VoidReason,
    prepare,
)
from desktop import boxes
from desktop.desk import Desk, DeskError
from desktop.fitness import require_fit
from desktop.rounds import parent_of
from desktop.surroundings import Display
from meeting.ballot import BallotPaper, Question, Tally
from meeting.paper import ballot_paper
from meeting.paper_entry import PaperEntry, differing
from meeting.regulation import Standing
from meeting.rounds import voting_meeting
from meeting.season import BallotForm, BallotState, Status
from meeting.verdict import MemberVerdict, Voters
from meeting.voters import official_member, voters

SMALL_BRANCH = 15
"""Up to this many voters two tellers and the chair suffice: two codes, both needed."""


NEVER_VOTE = frozenset({Status.SUSPENDED, Status.TEMPORARY_AWAY})
"""Official members who are not on the box's roll, whoever comes late (QĐ 294-QĐ/TW, 9.3.2)."""


IN_USE = frozenset({BallotState.PREPARED, BallotState.OPEN, BallotState.SUSPENDED})
"""States in which a box still takes ballots, or may again."""


CONFIRMATIONS = 2
"""Tellers who must agree before a round is given up."""


VOID_REASONS = {
    VoidReason.WRONG_BALLOT: "phiếu có sai sót",
    VoidReason.CODES_LOST: "mất mã kiểm phiếu hoặc chép sai mã",
    VoidReason.RESUME_LOST: "mất mã mở lại",
    VoidReason.COUNT_MISMATCH: "số phiếu không khớp số chữ ký",
    VoidReason.TOO_FEW: "quá ít phiếu để giữ bí mật",
    VoidReason.DAMAGED: "máy hoặc tệp hòm phiếu hỏng",
    VoidReason.MEETING: "hội nghị quyết định bỏ phiếu lại",
}
"""Why a round may be given up, in the words of the minutes; the log of the box keeps the reason."""


def approve_ballot(desk: Desk, form: BallotForm, decision: str, tellers: Sequence[str]) -> None:
    """Record the meeting's decision on the form of the vote, and the tellers it elected."""
    at = desk.clock()
    desk.changed(operations.approve_ballot(desk.book, form, decision, tuple(tellers), at=at))


def begin_again(
    desk: Desk, subjects: Sequence[str], reason: str, question: Question = Question.LEVELS
) -> None:
    """Record that the open branch meeting votes again on these subjects; form and tellers come next."""
    meeting = voting_meeting(desk.season)
    if meeting is None:
        raise DeskError("Chỉ bỏ phiếu lại khi hội nghị chi bộ đang diễn ra; đồng chí mở hội nghị trước.")
    at = desk.clock()
    begun = operations.begin_further_round(
        desk.book, meeting.id, tuple(subjects), reason, at=at, question=question
    )
    desk.changed(begun)
    if desk.box is not None:
        desk.box.release()
        desk.box = None


def leave_further(desk: Desk) -> None:
    """Give a further round up before anything was prepared for it; the results stay as they were counted."""
    desk.changed(operations.set_ballot_state(desk.book, BallotState.VOID, at=desk.clock()))


def voters_now(desk: Desk) -> Voters:
    """Who votes in this round, by who is in the room of its meeting."""
    return voters(desk.regulation, desk.season, desk.season.ballot)


def paper_now(desk: Desk, *, collectives: bool = True) -> BallotPaper:
    """The ballot as it stands now."""
    return ballot_paper(desk.regulation, desk.season, desk.verdict, collectives=collectives)


def tellers_needed(desk: Desk) -> tuple[int, int]:
    """(codes, codes needed to count) by the size of the branch."""
    return (2, 2) if voters_now(desk).present <= SMALL_BRANCH else (3, 2)


def prepare_box(desk: Desk, *, collectives: bool = True, displays: Sequence[Display] = ()) -> Ceremony:
    """Make the box for this ballot; its codes are shown once and stored nowhere.

    displays: the screens of a window that shows the codes; where it is not fit, DeskError (`fitness`).
    """
    season, who = desk.season, voters_now(desk)
    if not season.ballot.approved:
        raise DeskError(
            "Hội nghị chưa thống nhất hình thức bỏ phiếu; đồng chí ghi quyết định này vào biên bản trước."
        )
    if season.ballot.question is not Question.LEVELS:
        raise DeskError("Phiếu đồng ý hay không đồng ý mức cao nhất chỉ bỏ bằng phiếu giấy.")
    require_fit(desk, displays)
    paper = paper_now(desk, collectives=collectives)
    desk.boxes.mkdir(parents=True, exist_ok=True)
    name = _free_name(desk)
    may_come = [m.id for m in season.members if official_member(m) and m.status not in NEVER_VOTE]
    codes, needed = tellers_needed(desk)
    desk.box, ceremony = prepare(
        desk.boxes / name,
        paper,
        may_come,
        present=who.voting,
        tellers=codes,
        needed=needed,
        parent=parent_of(desk),
        argon=_cost(desk),
        clock=desk.clock,
    )
    made = desk.box.manifest.hash.hex()
    desk.changed(
        operations.prepare_ballot(desk.book, name, season.ballot.round, at=desk.clock(), box_hash=made)
    )
    return ceremony


def _free_name(desk: Desk) -> str:
    """A file name no earlier box has: one that was made but never recorded stays where it is, unused."""
    season = desk.season
    stem = f"{season.book}-{season.year}-{season.ballot.round}"
    names = (f"{stem}{suffix}.box" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if not (desk.boxes / name).exists())


def _cost(desk: Desk) -> ArgonCost:
    return REHEARSAL if desk.season.rehearsal else DEFAULT


def box_of(desk: Desk) -> Box:
    """The box of the running ballot, opened from the disk when the program was started anew."""
    if desk.box is None:
        ballot = desk.season.ballot
        if not ballot.box:
            raise DeskError("Chưa có hòm phiếu; đồng chí chuẩn bị hòm phiếu trước.")
        desk.box = boxes.opened(desk, ballot)
        follow_box(desk)
    return desk.box


def follow_box(desk: Desk) -> None:
    """Bring the book to where the box stands, also after a crash between the two: the box is what counts."""
    box = desk.box
    if box is None:
        return
    if box.state in {BoxState.COUNTED, BoxState.SEALED}:
        if box.result is not None and desk.season.ballot.state is not BallotState.COUNTED:
            _set_state(desk, BallotState.CLOSED)
            _record(desk, box.result)
        return
    _set_state(desk, BallotState(box.state.value))


def _set_state(desk: Desk, state: BallotState) -> None:
    before = desk.season.ballot.state
    if state is before:
        return
    if before is BallotState.PREPARED and state in {BallotState.SUSPENDED, BallotState.CLOSED}:
        _set_state(desk, BallotState.OPEN)
    desk.changed(operations.set_ballot_state(desk.book, state, at=desk.clock()))


def rehearse_codes(desk: Desk, typed: Sequence[str], halves: Sequence[str]) -> None:
    """Whoever holds a code or a half retypes it; then the box is shown empty, a test deck is counted."""
    box = box_of(desk)
    box.prove_codes(typed)
    box.prove_resume(halves)
    box.zero_check()
    box.test_deck()


def open_box(desk: Desk, displays: Sequence[Display] = ()) -> None:
    """Open the box for voting, on a machine that is fit for it."""
    box = box_of(desk)
    require_fit(desk, displays)
    box.open()
    follow_box(desk)


def paper_of_box(desk: Desk) -> BallotPaper:
    """The ballot the box was made for, whoever came or left since; DeskError when its wording changed."""
    box = box_of(desk)
    contests = box.manifest.contests
    members = tuple(_on_ballot(v, v.member in contests) for v in desk.verdict.members)
    as_made = replace(desk.verdict, members=members)
    collectives = not set(contests) <= {v.member for v in members}
    paper = ballot_paper(desk.regulation, desk.season, as_made, collectives=collectives)
    if not box.is_for(paper):
        raise DeskError(
            "Thông tin trên phiếu đã thay đổi sau khi chuẩn bị hòm; đồng chí sửa lại như cũ hoặc "
            "làm hòm phiếu mới."
        )
    return paper


def _on_ballot(verdict: MemberVerdict, stands: bool) -> MemberVerdict:
    standing = Standing.RATED if stands else Standing.DEFERRED
    return replace(verdict, standing=replace(verdict.standing, standing=standing))


def unlock(desk: Desk, halves: Sequence[str], *, signatures: int) -> tuple[str, str] | None:
    """First of two steps after a restart: open the envelope and return new halves, None if it is not locked.

    Nothing is written: until the next step (`resume`) the old halves still open the box. So the new ones
    are copied on paper in between, and a crash before they are costs nothing.
    signatures: names on the paper list, which are as many as the ballots: an older copy of the box, put back
    in its place, has fewer. DeskError where they are not.
    """
    box = box_of(desk)
    if signatures != box.count:
        raise DeskError(
            f"Hòm có {box.count} phiếu nhưng danh sách ký có {signatures} chữ ký, nên chưa bỏ phiếu tiếp "
            "được; tổ kiểm phiếu đếm lại chữ ký, vẫn khác thì hủy hòm này và bỏ phiếu lại."
        )
    return box.unlock(halves)


def void_box(desk: Desk, reason: VoidReason | str, confirmations: int) -> None:
    """Give the whole round up, the box sealed as it is; the meeting's next decision begins a new round.

    The box of that round names this one (`rounds.parent_of`). A box that cannot be read any more is given up
    in the book alone, and only as damaged.
    """
    if confirmations < CONFIRMATIONS:
        raise DeskError("Hủy vòng bỏ phiếu cần ít nhất hai đồng chí kiểm phiếu cùng xác nhận.")
    try:
        box = box_of(desk)
    except BoxBusy:
        raise
    except BoxError:
        if VoidReason(reason) is not VoidReason.DAMAGED:
            raise
        _set_state(desk, BallotState.VOID)
        return
    box.void(reason, confirmations)
    follow_box(desk)
    box.release()
    desk.box = None


def suspend(desk: Desk, reason: str = "pause") -> None:
    """Pause the voting."""
    box_of(desk).suspend(reason)
    follow_box(desk)


def before_sleep(desk: Desk) -> None:
    """Forget the keys of the box before the machine writes its memory to its disk; an open box is suspended.

    Where even that cannot be written the file is let go of: opened again, it is found interrupted.
    """
    box = desk.box
    if box is None:
        return
    try:
        if box.state is BoxState.OPEN:
            box.suspend(SuspendReason.SLEEP)
        box.lock()
    except BoxError:
        box.release()
        desk.box = None
    else:
        follow_box(desk)


def resume(desk: Desk, displays: Sequence[Display] = ()) -> None:
    """Second step after a restart, the only one after a pause: go on voting, on a machine fit for it."""
    box = box_of(desk)
    require_fit(desk, displays)
    box.resume()
    follow_box(desk)


def close_ballot(desk: Desk, choices: Sequence[int]) -> ClosedBallot:
    """Close the slips of a ballot that a voter looks over; in memory only, for `cast` of the same choices."""
    return box_of(desk).close_ballot(choices)


def cast(desk: Desk, member_id: str, choices: Sequence[int], closed: ClosedBallot | None = None) -> None:
    """Put one ballot into the box: on return it is on the disk, once. The book is not touched."""
    box_of(desk).cast(member_id, choices, closed)


def roll(desk: Desk) -> tuple[tuple[str, bool, bool], ...]:
    """(member, may vote, has voted) in list order; no times, no order of voting."""
    known = {member.id for member in desk.season.members}
    return tuple(row for row in box_of(desk).roll() if row[0] in known)


def issue(desk: Desk, member_id: str, *, present: bool) -> None:
    """Issue a ballot to a late arrival, or withdraw it from someone who left before voting."""
    box = box_of(desk)
    if box.has_fresh_halves:
        raise DeskError(
            "Hai nửa mã mở lại mới đang được chép ra giấy; đồng chí chép xong, bỏ phiếu tiếp rồi sửa có mặt."
        )
    box.set_present(member_id, present)


def follow_attendance(desk: Desk, member_id: str, *, present: bool) -> None:
    """While a box is in use, let a voter's ballot follow who is in the room; refused once it is cast."""
    if desk.season.ballot.state not in IN_USE or not desk.season.ballot.box:
        return
    if any(row[0] == member_id and row[1] != present for row in roll(desk)):
        issue(desk, member_id, present=present)


def close_box(
    desk: Desk, *, confirmations: int, signatures: int, turns: tuple[int, int] | None = None
) -> None:
    """Close the box for good; `signatures` is the number of names signed on the paper list.

    turns: how many turns in the booth began and how many were cancelled, where both are known.
    """
    started, cancelled = turns or (None, None)
    box_of(desk).close(
        confirmations=confirmations, paper_count=signatures, started=started, cancelled=cancelled
    )
    follow_box(desk)


def declare_torn(desk: Desk) -> None:
    """Record in the log of the closed box that both halves of the resume code were torn up."""
    box_of(desk).declare_torn()


def count(desk: Desk, codes: Sequence[str]) -> tuple[Tally, ...]:
    """Count with the tellers' codes and bring the totals into the book."""
    result = box_of(desk).count_votes(codes)
    if desk.season.ballot.state is not BallotState.COUNTED:
        _record(desk, result)
    return result.tallies


def _record(desk: Desk, result: Result) -> None:
    """Bring the totals of the box into the book."""
    changes = operations.record_count(
        desk.book,
        issued=result.present,
        collected=result.n,
        valid=result.n,
        invalid=0,
        tallies=result.tallies,
        at=desk.clock(),
    )
    desk.changed(changes)


def record_paper_count(
    desk: Desk,
    first: Sequence[Tally],
    second: Sequence[Tally],
    *,
    issued: int,
    valid: int,
    invalid: int,
    entry: PaperEntry | None = None,
) -> None:
    """Record the count of paper ballots, entered by two people independently; refused unless both agree.

    entry: who the two are, and what did not agree when their numbers were first compared.
    """
    if apart := differing(first, second):
        names = ", ".join(subject_name(desk, subject) for subject in apart)
        raise DeskError(f"Hai lần nhập chưa khớp nhau ở: {names}; xin đếm và nhập lại những dòng này.")
    at, ballot = desk.clock(), desk.season.ballot
    if ballot.state is BallotState.NONE:
        desk.changed(operations.prepare_ballot(desk.book, "", ballot.round, at=at))
    desk.changed(
        operations.record_count(
            desk.book,
            issued=issued,
            collected=valid + invalid,
            valid=valid,
            invalid=invalid,
            tallies=tuple(first),
            at=at,
            entry=entry,
        )
    )


def subject_name(desk: Desk, subject: str) -> str:
    """The name of a member, or of a collective, in a sentence."""
    if subject in {"chi_bo", "chi_uy"}:
        return "chi bộ" if subject == "chi_bo" else "chi ủy"
    return desk.season.member(subject).name
