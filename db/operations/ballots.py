"""The rounds of the secret ballot: approved, prepared, followed through its states, counted.

Who votes, when, and what is on a slip never comes here: the book keeps states and totals.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from db.codec import Row, to_row
from db.connection import Book
from db.errors import Refused
from db.history import tallies_digest
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes
from db.store import VOTES
from meeting.ballot import Question, Tally
from meeting.paper_entry import PaperEntry
from meeting.rounds import may_vote_again
from meeting.season import Ballot, BallotForm, BallotState, Season, SessionKind, SessionState

STEPS: Final = {
    BallotState.NONE: frozenset[BallotState](),
    BallotState.PREPARED: frozenset({BallotState.OPEN, BallotState.VOID}),
    BallotState.OPEN: frozenset({BallotState.SUSPENDED, BallotState.CLOSED, BallotState.VOID}),
    BallotState.SUSPENDED: frozenset({BallotState.OPEN, BallotState.CLOSED, BallotState.VOID}),
    BallotState.CLOSED: frozenset({BallotState.VOID}),
    BallotState.COUNTED: frozenset[BallotState](),
    BallotState.VOID: frozenset[BallotState](),
}
"""Where `set_ballot_state` may lead; `prepare_ballot` prepares, and only `record_count` makes it counted."""

NAMES: Final = {
    BallotState.NONE: "chưa chuẩn bị",
    BallotState.PREPARED: "đã chuẩn bị",
    BallotState.OPEN: "đang bỏ phiếu",
    BallotState.SUSPENDED: "tạm dừng",
    BallotState.CLOSED: "đã đóng hòm phiếu",
    BallotState.COUNTED: "đã kiểm phiếu",
    BallotState.VOID: "đã hủy",
}

_COUNTABLE: Final = {
    BallotForm.BOOTH: frozenset({BallotState.CLOSED}),
    BallotForm.PAPER: frozenset({BallotState.PREPARED, BallotState.CLOSED}),
}


def approve_ballot(
    book: Book, form: BallotForm, decision_text: str, tellers: Sequence[str], at: datetime, *, who: str = ""
) -> Changes:
    """Write down how the meeting decided to vote, in its own words, and who counts.

    Refused once the ballot is prepared; after a void round this begins the next one.
    """
    with step(book, "approve_ballot", at, who) as done:
        row = guards.last_ballot(book)
        _meeting_goes_on(book)
        if form is BallotForm.BOOTH:
            _asks_levels(book)
        state = BallotState.NONE if row is None else BallotState(row["state"])
        if state not in {BallotState.NONE, BallotState.VOID}:
            raise Refused(f"Phiếu {NAMES[state]} nên không đổi hình thức bỏ phiếu và tổ kiểm phiếu được nữa.")
        number = 1 if row is None else row["round"] + (state is BallotState.VOID)
        decided = Ballot(form=form, approved=decision_text, tellers=tuple(tellers))
        _put_round(done, number, decided)
        _go_further(done, row, number)
    return done.changes


def begin_further_round(
    book: Book,
    session_id: str,
    subjects: Sequence[str],
    reason: str,
    at: datetime,
    *,
    question: Question = Question.LEVELS,
    who: str = "",
) -> Changes:
    """Write down that an open branch meeting votes again, on these subjects, and why; a yes or no on paper.

    Refused while a round is not counted or given up. Who was in the room for the round before is kept with
    it where that round was held in the same meeting, because people come and go between the rounds.
    """
    with step(book, "begin_further_round", at, who) as done:
        _meeting_is_open(book, session_id)
        season = guards.the_season(book)
        if not may_vote_again(season):
            raise Refused("Vòng bỏ phiếu trước chưa kiểm xong; đồng chí kiểm phiếu hoặc hủy vòng ấy trước.")
        if not reason.strip():
            raise Refused("Chưa ghi lý do bỏ phiếu lại; đồng chí ghi ý kiến thống nhất của hội nghị.")
        _subjects_known(book, subjects)
        _keep_room(done, season, session_id)
        number = season.ballot.round + 1
        form = BallotForm.BOOTH if question is Question.LEVELS else BallotForm.PAPER
        _put_round(done, number, Ballot(form=form))
        asked = {"subjects": tuple(subjects), "reason": reason.strip(), "question": question}
        done.put("further_rounds", {"round": number}, {"session": session_id, **asked})
    return done.changes


def _keep_room(done: Step, season: Season, session_id: str) -> None:
    before = season.counted_ballots[-1]
    if before.session != session_id or before.room:
        return
    for member, there in season.session(session_id).attendance.items():
        done.put("ballot_rooms", {"round": before.round, "member": member}, to_row(there))


def _go_further(done: Step, row: Row | None, number: int) -> None:
    """A round that takes the place of a further one that was given up is about the same subjects."""
    before = None if row is None else done.book.find("further_rounds", {"round": row["round"]})
    if before is not None and number != before["round"]:
        same = {name: before[name] for name in ("session", "subjects", "reason", "question")}
        done.put("further_rounds", {"round": number}, same)


def prepare_ballot(
    book: Book,
    box_name: str,
    round: int,  # noqa: A002
    at: datetime,
    *,
    box_hash: str = "",
    who: str = "",
) -> Changes:
    """Name the box (a file beside the book; "" for paper) of the round that was approved.

    box_hash: hash of the box's manifest, bound into the history: no other box can take its place.
    After a void round the next one may be prepared at once: form, decision and tellers stay.
    """
    with step(book, "prepare_ballot", at, who) as done:
        row = _the_ballot(book)
        _meeting_goes_on(book)
        if box_name:
            _asks_levels(book)
        state = BallotState(row["state"])
        if state not in {BallotState.NONE, BallotState.VOID}:
            raise Refused(f"Phiếu {NAMES[state]} nên không chuẩn bị lại được; đồng chí hủy vòng này trước.")
        if round != row["round"] + (state is BallotState.VOID):
            raise Refused("Số vòng bỏ phiếu không đúng thứ tự; đồng chí mở lại trang bỏ phiếu kín.")
        if any(one["box"] == box_name for one in book.rows("ballots")) and box_name:
            raise Refused("Hòm phiếu này đã dùng cho một vòng trước; mỗi vòng cần một hòm phiếu mới.")
        carried = {name: row[name] for name in ("form", "approved", "tellers")}
        _put_round(done, round, Ballot(), {**carried, "state": BallotState.PREPARED, "box": box_name})
        if box_hash:
            done.bind("box", box_hash)
        _go_further(done, row, round)
    return done.changes


def _put_round(done: Step, number: int, ballot: Ballot, values: Row | None = None) -> None:
    zero = dict.fromkeys(("issued", "collected", "valid", "invalid"), 0)
    fresh = {
        "state": ballot.state,
        "form": ballot.form,
        "approved": ballot.approved,
        "tellers": ballot.tellers,
    }
    done.put("ballots", {"round": number}, {**fresh, "box": "", **zero, **(values or {})})


def set_ballot_state(book: Book, state: BallotState, at: datetime, *, who: str = "") -> Changes:
    """Follow the box to its next state; refused where the box cannot have gone there.

    Voting opens only while the branch session is open. `record_count` alone makes a ballot counted.
    """
    with step(book, "set_ballot_state", at, who) as done:
        row = _the_ballot(book)
        if state is not BallotState.VOID:
            _meeting_is_open(book, _meeting_of(book))
        _meeting_goes_on(book)
        before = BallotState(row["state"])
        given_up = before is BallotState.NONE and state is BallotState.VOID and _may_give_up(book, row)
        if state not in STEPS[before] and not given_up:
            raise Refused(f"Phiếu {NAMES[before]} nên không chuyển sang “{NAMES[state]}” được.")
        opened = row["opened"] or (at if state is BallotState.OPEN else None)
        done.put("ballots", {"round": row["round"]}, {"state": state, "opened": opened})
    return done.changes


def record_count(
    book: Book,
    issued: int,
    collected: int,
    valid: int,
    invalid: int,
    tallies: Sequence[Tally],
    at: datetime,
    *,
    entry: PaperEntry | None = None,
    who: str = "",
) -> Changes:
    """Write down the count: whole numbers of ballots, and one tally for every contest, in order.

    entry: who entered a paper count. Refused unless the box is closed (or a paper ballot prepared), and
    unless all sums agree; refused where the two who entered are not two of the tellers.
    """
    with step(book, "record_count", at, who) as done:
        row = _the_ballot(book)
        _meeting_is_open(book, _meeting_of(book))
        state, form = BallotState(row["state"]), BallotForm(row["form"])
        if state not in _COUNTABLE[form]:
            raise Refused(f"Phiếu {NAMES[state]} nên chưa ghi kết quả kiểm phiếu được.")
        _sums_agree(issued, collected, valid, invalid, tallies)
        _question_answered(book, tallies)
        if valid or tallies:  # where nobody is rated there is nothing to count
            _subjects_known(book, [tally.subject for tally in tallies])
            _subjects_chosen(book, {tally.subject for tally in tallies})
        _put_entry(done, row, entry)
        for place, tally in enumerate(tallies, 1):
            _put_tally(done, row["round"], place, tally)
        done.bind("tallies", tallies_digest(book, row["round"]))
        totals = {"issued": issued, "collected": collected, "valid": valid, "invalid": invalid}
        counted = {"state": BallotState.COUNTED, "counted": at}
        done.put("ballots", {"round": row["round"]}, {**totals, **counted})
    return done.changes


def _sums_agree(issued: int, collected: int, valid: int, invalid: int, tallies: Sequence[Tally]) -> None:
    if min(issued, collected, valid, invalid) < 0 or issued < collected:
        raise Refused("Số phiếu thu về không thể nhiều hơn số phiếu phát ra; tổ kiểm phiếu đếm lại.")
    if collected != valid + invalid:
        raise Refused(
            "Số phiếu thu về phải bằng số phiếu hợp lệ cộng số phiếu không hợp lệ; tổ kiểm phiếu đếm lại."
        )
    for tally in tallies:
        if tally.total != valid or min(*tally.by_level, tally.blank, tally.against) < 0:
            raise Refused(
                f"Số phiếu của dòng “{tally.subject}” không cộng lại thành số phiếu hợp lệ; xin đếm lại."
            )


def _subjects_known(book: Book, subjects: Sequence[str]) -> None:
    if not subjects or len(set(subjects)) != len(subjects):
        raise Refused(
            "Mỗi đảng viên, tập thể trên phiếu phải có đúng một dòng kết quả; tổ kiểm phiếu kiểm tra lại."
        )
    for subject in subjects:
        if subject not in guards.COLLECTIVES:
            guards.on_roll(book, subject)


def _subjects_chosen(book: Book, counted: set[str]) -> None:
    chosen = guards.the_season(book).ballot.subjects
    if chosen and set(chosen) != counted:
        raise Refused(
            "Kết quả phải có đúng những dòng đã chọn để bỏ phiếu lần này; tổ kiểm phiếu kiểm tra lại."
        )


def _asks_levels(book: Book) -> None:
    """The box holds levels only: refused where the round asks for a yes or no."""
    if guards.the_season(book).ballot.question is not Question.LEVELS:
        raise Refused("Phiếu đồng ý hay không đồng ý mức cao nhất là phiếu giấy; đồng chí chọn phiếu giấy.")


def _question_answered(book: Book, tallies: Sequence[Tally]) -> None:
    question = guards.the_season(book).ballot.question
    if not all(tally.answers(question) for tally in tallies):
        raise Refused("Kết quả không đúng với loại phiếu của lần bỏ phiếu này; tổ kiểm phiếu nhập lại.")


def _put_entry(done: Step, row: Row, entry: PaperEntry | None) -> None:
    """Say which two of the tellers entered the count; nothing where nobody did, as in the booth."""
    if entry is None:
        return
    if entry.first == entry.second:
        raise Refused("Hai lần nhập phải do hai đồng chí khác nhau; đồng chí chọn lại người nhập.")
    if not {entry.first, entry.second} <= set(json.loads(row["tellers"])):
        raise Refused("Người nhập kết quả phải ở trong tổ kiểm phiếu; đồng chí chọn lại người nhập.")
    if row["form"] != BallotForm.PAPER or entry.round != row["round"]:
        raise Refused(
            "Chỉ ghi người nhập cho vòng bỏ phiếu giấy đang kiểm; đồng chí mở lại trang bỏ phiếu kín."
        )
    done.put("paper_entries", {"round": entry.round}, to_row(entry, frozenset({"round"})))


def _put_tally(done: Step, number: int, place: int, tally: Tally) -> None:
    votes = dict(zip(VOTES, tally.by_level, strict=True))
    key = {"round": number, "subject": tally.subject}
    done.put("tallies", key, {"position": place, **votes, "blank": tally.blank, "against": tally.against})


def _the_ballot(book: Book) -> Row:
    row = guards.last_ballot(book)
    if row is None:
        raise Refused("Chi bộ chưa quyết định hình thức bỏ phiếu kín; đồng chí ghi quyết định này trước.")
    return row


def _may_give_up(book: Book, row: Row) -> bool:
    """A further round may be given up before anything was prepared for it; the first round may not."""
    return book.find("further_rounds", {"round": row["round"]}) is not None


def _meeting_of(book: Book) -> str:
    """The branch meeting that holds the newest round."""
    return guards.the_season(book).ballot.session


def _meeting_goes_on(book: Book) -> None:
    if guards.the_season(book).branch_session is not None:
        guards.editable_session(book, _meeting_of(book))


def _meeting_is_open(book: Book, session_id: str) -> None:
    sessions = guards.the_season(book).sessions
    branch = next((s for s in sessions if s.id == session_id and s.kind is SessionKind.CHI_BO), None)
    if branch is None or branch.state is not SessionState.OPEN:
        raise Refused("Chỉ bỏ phiếu kín khi hội nghị chi bộ đang diễn ra; đồng chí mở hội nghị chi bộ trước.")
