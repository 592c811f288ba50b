"""Who votes, and the base on which the thresholds are measured."""

from collections.abc import Mapping

from meeting.regulation import Regulation
from meeting.season import Attendance, Ballot, Member, Season, Status
from meeting.verdict import Voters


def official_member(member: Member) -> bool:
    """Tell whether `member` is an official member of this branch.

    Probationary members (no official date) and members who are here only temporarily never vote and
    never count.
    """
    return member.official is not None and member.status is not Status.TEMPORARY_HERE


def voters(regulation: Regulation, season: Season, ballot: Ballot | None = None) -> Voters:
    """Count the voters of a round: official members, less those the Party's own counting rule takes off.

    ballot: the round whose room counts; the round on which everyone stands where it is not given.
    """
    room = room_of(season, season.main_ballot if ballot is None else ballot)
    officials = [m for m in season.members if official_member(m)]
    reasons = [(m, _off_base(m, room.get(m.id, Attendance()))) for m in officials]
    excluded = tuple((m.id, reason) for m, reason in reasons if reason)
    in_base = [m.id for m, reason in reasons if not reason]
    present = tuple(i for i in in_base if room.get(i, Attendance()).present)
    return Voters(
        official=len(officials),
        base=len(in_base),
        present=len(present),
        voting=present,
        excluded=excluded,
        sentence=_sentence(len(officials), excluded, len(in_base), regulation.base.cite),
        clause=regulation.base.clause,
    )


def room_of(season: Season, ballot: Ballot) -> Mapping[str, Attendance]:
    """Who was in the room for this round: what was kept with it, else the roll of its meeting."""
    if ballot.room:
        return ballot.room
    return next((s.attendance for s in season.sessions if s.id == ballot.session), {})


def _off_base(member: Member, attendance: Attendance) -> str:
    if member.status is Status.TEMPORARY_AWAY:
        return "sinh hoạt tạm thời nơi khác"
    if member.status is Status.SUSPENDED:
        return "đình chỉ sinh hoạt đảng"
    if member.status is Status.EXEMPT and not attendance.present:
        return "miễn công tác và sinh hoạt đảng, không dự họp"
    if not attendance.present and attendance.accepted:
        return "vắng mặt có lý do chính đáng"
    return ""


def _sentence(official: int, excluded: tuple[tuple[str, str], ...], base: int, cite: str) -> str:
    if not excluded:
        return f"{official} đảng viên chính thức được triệu tập, tất cả được tính ({cite})."
    counts = {reason: 0 for _, reason in excluded}
    for _, reason in excluded:
        counts[reason] += 1
    parts = "; ".join(f"trừ {n} {reason}" for reason, n in counts.items())
    return f"{official} đảng viên chính thức, {parts}: còn {base} ({cite})."
