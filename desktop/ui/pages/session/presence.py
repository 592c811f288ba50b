"""How many are there, and whether that is enough, each with its arithmetic."""

from desktop.desk import Desk
from meeting.agenda import attendees
from meeting.season import Ballot, Season, Session, SessionKind
from meeting.vote import needed
from meeting.voters import voters


def presence(desk: Desk, session: Session) -> str:
    """Say who is in the room; at the branch meeting with the base of the votes and what it asks for."""
    if session.kind is SessionKind.CHI_BO:
        return _branch_presence(desk, session)
    here, called = present_in(desk.season, session), len(attendees(desk.season, session))
    return f"Có mặt {here}/{called} đồng chí được triệu tập."


def present_in(season: Season, session: Session) -> int:
    """Count those in the room."""
    people = attendees(season, session)
    return sum(1 for m in people if m.id in session.attendance and session.attendance[m.id].present)


def _branch_presence(desk: Desk, session: Session) -> str:
    season, who = desk.season, voters(desk.regulation, desk.season, Ballot(session=session.id))
    most = max(needed(desk.regulation, season.unit.form, who.base))
    enough = "đủ để biểu quyết mọi mức" if who.present >= most else f"chưa đủ: mức cao nhất cần {most} phiếu"
    return f"Có mặt {who.present}/{who.official} đảng viên chính thức · {enough} · {who.sentence}"
