"""A small branch in a real book, its meeting open and everyone reviewed, up to the ballot."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from db.ballot_box import Ceremony
from desktop import before, preparation, sessions, voting
from desktop.desk import Desk
from meeting.level import Level
from meeting.season import (
    Attendance,
    BallotForm,
    Form,
    ItemState,
    Leader,
    Member,
    Post,
    Professional,
    Review,
    Sector,
    Structure,
    Unit,
)

DAY = date(2025, 12, 5)
PEOPLE = (
    ("m1", "Nguyễn Văn Hòa", Post.BI_THU),
    ("m2", "Trần Đình Bảo", Post.PHO_BI_THU),
    ("m3", "Võ Thị Oanh", Post.CHI_UY_VIEN),
    ("m4", "Lê Thị Đức", Post.NONE),
    ("m5", "Đỗ Minh Ân", Post.NONE),
)
TELLERS = ("m2", "m4", "m5")


class Noted:
    """Keeps nobody awake and notes what was asked for, in order."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self) -> None:
        self.asked.append("hold")

    def let_go(self) -> None:
        self.asked.append("let go")

    @property
    def held(self) -> bool:
        return self.asked[-1:] == ["hold"]


def afternoon() -> datetime:
    return datetime.combine(DAY, time(14))


def branch_desk(path: Path, *, rehearsal: bool = True) -> Desk:
    """The branch, with nothing held yet."""
    desk = Desk.create(path, rehearsal=rehearsal, clock=afternoon)
    unit = Unit(
        "Đảng ủy Sở Nội vụ",
        "Chi bộ Khối Hành chính",
        Form.TRUC_THUOC,
        Structure.CHI_UY,
        Sector.HANH_CHINH,
        place="Hội trường A",
    )
    preparation.set_up_unit(desk, unit, "trung-uong-2025", 2025, DAY)
    for person in PEOPLE:
        preparation.add_member(desk, _member(*person))
    return desk


def _member(member_id: str, name: str, post: Post) -> Member:
    return Member(
        member_id,
        name,
        date(1975, 3, 2),
        date(2005, 5, 19),
        official=date(2006, 5, 19),
        post=post,
        leader=Leader.PHONG if post is Post.BI_THU else Leader.NONE,
        professional=Professional.HTXSNV,
        self_level=Level.HTTNV,
        committee_level=Level.HTTNV,
    )


def meeting_desk(path: Path, *, rehearsal: bool = True) -> Desk:
    """The branch meeting at the ballot; how to vote is decided."""
    desk = branch_desk(path, rehearsal=rehearsal)
    for member in desk.season.members:
        sessions.record_attendance(desk, "chi_bo", member.id, Attendance(present=True))
    sessions.set_people(desk, "chi_bo", chair="m1", secretary="m3", place="Hội trường A")
    before.mark_binding_done(desk, "chi_bo")
    sessions.open_session(desk, "chi_bo")
    for member in desk.season.members:
        said = Review(member.id, done=True, chair="m1", conclusion="Nhất trí.", proposed=Level.HTTNV)
        sessions.record_review(desk, "chi_bo", said)
    for item in desk.season.session("chi_bo").items:
        if item.key == "bo_phieu":
            break
        sessions.close_item(desk, "chi_bo", item.key, "")
    voting.approve_ballot(desk, BallotForm.BOOTH, "Hội nghị thống nhất bỏ phiếu kín trên máy.", TELLERS)
    return desk


def open_ballot(desk: Desk) -> Ceremony:
    """Prepare, rehearse and open the box."""
    ceremony = voting.prepare_box(desk)
    voting.rehearse_codes(desk, ceremony.teller_codes, ceremony.resume_halves)
    voting.open_box(desk)
    return ceremony


def vote(desk: Desk, members: Sequence[str], choice: int = 2) -> None:
    """Let these members vote, the same for all."""
    contests = len(voting.box_of(desk).manifest.contests)
    for member in members:
        voting.cast(desk, member, [choice] * contests)


def count_ballot(desk: Desk, ceremony: Ceremony) -> None:
    """Let everybody vote, close and count."""
    vote(desk, [member for member, present, voted in voting.roll(desk) if present and not voted])
    voting.close_box(desk, confirmations=2, signatures=len(PEOPLE))
    voting.count(desk, ceremony.teller_codes)


def close_meeting(desk: Desk) -> None:
    """Finish the agenda and close the branch meeting."""
    for item in desk.season.session("chi_bo").items:
        if item.state is not ItemState.DONE:
            sessions.close_item(desk, "chi_bo", item.key, "")
    sessions.close_session(desk, "chi_bo", "Hội nghị nhất trí với kết quả.")


def restarted(desk: Desk) -> Desk:
    """End the program and start it again."""
    path, boxes = desk.book.path, desk.boxes
    desk.close()
    return Desk.open(path, boxes=boxes, clock=afternoon)
