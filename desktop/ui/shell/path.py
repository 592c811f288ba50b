"""The path of the season: which steps there are, how far each is, and what a step waits for."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from db.store import load_documents
from desktop.desk import Desk
from desktop.ui.widgets import RailStep, StepState
from meeting.agenda import may_open
from meeting.checklist import missing, papers_of
from meeting.hand_in import REVIEW
from meeting.regulation import Regulation
from meeting.remedy import RemedyState
from meeting.season import BallotState, Post, Season, Session, SessionKind, SessionState, Status
from meeting.verdict import Verdict

PREPARATION: Final = "Chuẩn bị"
MEETINGS: Final = "Hội nghị"
RESULTS: Final = "Kết quả"

_SESSION_STATES: Final = {
    SessionState.PLANNED: StepState.NOT_BEGUN,
    SessionState.OPEN: StepState.RUNNING,
    SessionState.CLOSED: StepState.DONE,
}

_BALLOT: Final = {
    BallotState.NONE: (StepState.NOT_BEGUN, ""),
    BallotState.PREPARED: (StepState.IN_WORK, "hòm phiếu đã chuẩn bị"),
    BallotState.OPEN: (StepState.RUNNING, "đang bỏ phiếu"),
    BallotState.SUSPENDED: (StepState.ATTENTION, "đang tạm dừng"),
    BallotState.CLOSED: (StepState.IN_WORK, "đã đóng hòm, chờ kiểm phiếu"),
    BallotState.COUNTED: (StepState.DONE, "đã kiểm phiếu"),
    BallotState.VOID: (StepState.ATTENTION, "vòng này đã hủy"),
}


def path_of(desk: Desk) -> tuple[RailStep, ...]:
    """All steps of the open book, in the order in which they are walked."""
    if not desk.ready:
        return tuple(_before_the_unit())
    return tuple(_steps(desk, desk.regulation, desk.season))


def _before_the_unit() -> Iterator[RailStep]:
    yield RailStep("don-vi", "Đơn vị, quy định", StepState.NOT_BEGUN, PREPARATION, hint="bắt đầu từ đây")
    yield RailStep("thanh-vien", "Đảng viên", StepState.NOT_BEGUN, PREPARATION, locked="sau khi lưu đơn vị")


def _steps(desk: Desk, regulation: Regulation, season: Season) -> Iterator[RailStep]:
    yield _unit(regulation, season)
    yield _members(season)
    yield _reviews(regulation, season)
    yield _before(regulation, season)
    voting = [s for s in season.sessions if s.kind is SessionKind.CHI_BO][-1:]
    for session in season.sessions:
        yield _session(regulation, season, session)
        if session in voting:
            state, hint = _BALLOT[season.ballot.state]
            yield RailStep("bo-phieu", "Bỏ phiếu kín", state, MEETINGS, hint=hint)
    yield _results(desk.verdict, season)
    papers = len(load_documents(desk.book))
    state = StepState.IN_WORK if papers else StepState.NOT_BEGUN
    yield RailStep("ho-so", "Hồ sơ nộp", state, RESULTS, hint=f"{papers} văn bản" if papers else "")
    yield _remedies(season, desk.clock().date())
    state = StepState.IN_WORK if season.past_years else StepState.NOT_BEGUN
    yield RailStep("khen-thuong", "Các năm, khen thưởng", state, RESULTS)


def _remedies(season: Season, today: date) -> RailStep:
    """How much of the remedy plan is done; an item that is late needs attention."""
    plan = season.remedies
    done = sum(one.state is RemedyState.DONE for one in plan)
    late = sum(one.late(today) for one in plan)
    title = f"Khắc phục {done}/{len(plan)}" if plan else "Khắc phục"
    if late:
        return RailStep("khac-phuc", title, StepState.ATTENTION, RESULTS, hint=f"{late} mục quá hạn")
    begun = StepState.IN_WORK if plan else StepState.NOT_BEGUN
    state = StepState.DONE if plan and done == len(plan) else begun
    return RailStep("khac-phuc", title, state, RESULTS)


def _unit(regulation: Regulation, season: Season) -> RailStep:
    right = season.year in regulation.years
    state = StepState.DONE if right else StepState.ATTENTION
    hint = "" if right else f"quy định không phải của năm {season.year}"
    return RailStep("don-vi", "Đơn vị, quy định", state, PREPARATION, hint=hint)


def _members(season: Season) -> RailStep:
    title = f"Đảng viên ({len(season.members)})"
    if not season.members:
        return RailStep("thanh-vien", title, StepState.NOT_BEGUN, PREPARATION)
    heads = sum(member.post is Post.BI_THU for member in season.members)
    if heads != 1:
        hint = "chưa có bí thư" if heads == 0 else f"có {heads} bí thư"
        return RailStep("thanh-vien", title, StepState.ATTENTION, PREPARATION, hint=hint)
    silent = sum(m.self_level is None and m.status is Status.ACTIVE for m in season.members)
    state = StepState.IN_WORK if silent else StepState.DONE
    hint = f"{silent} đồng chí chưa tự nhận mức" if silent else ""
    return RailStep("thanh-vien", title, state, PREPARATION, hint=hint)


def _reviews(regulation: Regulation, season: Season) -> RailStep:
    """Who has handed in the self-review, of those who have to write one."""
    waiting = len(missing(regulation, season, REVIEW))
    there = sum(one.paper == REVIEW for one in season.hand_ins)
    title = f"Bản kiểm điểm {there}/{there + waiting}" if there else "Bản kiểm điểm"
    begun = there or season.review_texts
    state = StepState.DONE if there and not waiting else StepState.IN_WORK if begun else StepState.NOT_BEGUN
    return RailStep("ban-kiem-diem", title, state, PREPARATION)


def _before(regulation: Regulation, season: Season) -> RailStep:
    """The papers before the meeting; once the branch has met, nothing there is waited for."""
    branch = season.branch_session
    held = branch is not None and branch.state is SessionState.CLOSED
    waiting = sum(any(p.missing for p in papers_of(regulation, season, m)) for m in season.members)
    begun = bool(season.hand_ins)
    state = (
        StepState.DONE
        if held or (season.members and not waiting)
        else StepState.IN_WORK
        if begun
        else StepState.NOT_BEGUN
    )
    hint = f"{waiting} đồng chí còn thiếu" if waiting and begun and not held else ""
    return RailStep("truoc-hop", "Hồ sơ trước họp", state, PREPARATION, hint=hint)


def _session(regulation: Regulation, season: Season, session: Session) -> RailStep:
    title = session.title.removeprefix("Hội nghị ")
    return RailStep(
        f"hop:{session.id}",
        title[:1].upper() + title[1:],
        _SESSION_STATES[session.state],
        MEETINGS,
        hint=waits_for(regulation, season, session),
    )


def waits_for(regulation: Regulation, season: Season, session: Session) -> str:
    """What a planned session waits for, in a few words with the clause; "" when it may open."""
    shape = regulation.shape(season.unit.structure)
    known = all(each.kind in shape.sessions for each in season.sessions)
    if session.state is not SessionState.PLANNED or not known:
        return ""
    refusal = may_open(regulation, season, session.id)
    if refusal is None:
        return ""
    return f"sau {_what_comes_first(season, session)} – {shape.source.cite}"


def _what_comes_first(season: Season, session: Session) -> str:
    running = next((s for s in season.sessions if s.state is SessionState.OPEN), None)
    if running is not None:
        return running.title.removeprefix("Hội nghị ")
    earlier = [s for s in season.sessions[: season.sessions.index(session)] if s.kind is not session.kind]
    open_yet = [s for s in earlier if s.state is not SessionState.CLOSED and s.kind is earlier[-1].kind]
    many = len(open_yet) > 1
    return "các tổ đảng" if many else (open_yet or earlier)[-1].title.removeprefix("Hội nghị ")


def _results(verdict: Verdict, season: Season) -> RailStep:
    if not season.counted:
        return RailStep("ket-qua", "Xếp loại", StepState.NOT_BEGUN, RESULTS)
    waiting = sum(member.level is None for member in verdict.rated)
    if waiting:
        hint = f"{waiting} đồng chí chưa đủ phiếu ở mức nào"
    elif not verdict.cap.ok:
        hint = "vượt chỉ tiêu xuất sắc"
    else:
        return RailStep("ket-qua", "Xếp loại", StepState.DONE, RESULTS)
    return RailStep("ket-qua", "Xếp loại", StepState.ATTENTION, RESULTS, hint=hint)
