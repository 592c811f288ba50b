"""The ballot as it stands: who is on it, what is known of each, and which levels binding rules bar."""

from meeting.ballot import BallotPaper, Bar, Contest, Option
from meeting.judge import COLLECTIVES
from meeting.level import LEVELS, Level
from meeting.regulation import Regulation
from meeting.season import Leader, Member, Post, Season, SessionKind
from meeting.verdict import Ceiling, MemberVerdict, Verdict

POST_NAMES = {
    Post.BI_THU: "Bí thư",
    Post.PHO_BI_THU: "Phó Bí thư",
    Post.CHI_UY_VIEN: "Chi ủy viên",
    Post.NONE: "",
}
LEADER_NAMES = {
    Leader.TAP_THE: "thành viên tập thể lãnh đạo, quản lý",
    Leader.PHONG: "lãnh đạo phòng, đơn vị",
    Leader.NONE: "",
}
MERIT_NAMES = {
    "chien_si_thi_dua": "Chiến sĩ thi đua",
    "bang_khen": "Bằng khen",
}
"""Merits that a regulation names by a key; the others stand in the book as they were typed."""


def post_name(member: Member) -> str:
    """The member's posts in words, or "Đảng viên"."""
    parts = [POST_NAMES[member.post], member.job or LEADER_NAMES[member.leader]]
    return ", ".join(part for part in parts if part) or "Đảng viên"


def merits_of(member: Member) -> str:
    """The member's merits in words, "" where there are none."""
    return "; ".join(MERIT_NAMES.get(merit, merit) for merit in member.merits)


def ballot_paper(
    regulation: Regulation, season: Season, verdict: Verdict, *, collectives: bool
) -> BallotPaper:
    """The ballot of this round: every rated member in roll order, then the collectives.

    A further round puts only its own subjects to the vote, whatever `collectives` says.
    """
    chosen = season.ballot.subjects
    on_it = [v for v in verdict.rated if not chosen or v.member in chosen]
    rated = [_contest(regulation, season, v, n) for n, v in enumerate(on_it)]
    units = [s for s in _collectives(season) if (s in chosen if chosen else collectives)]
    return BallotPaper(
        title=f"Phiếu {regulation.verb} chất lượng năm {season.year}",
        unit=season.unit.name,
        year=season.year,
        round=season.ballot.round,
        rehearsal=season.rehearsal,
        options=tuple(Option(level, regulation.member_names[level]) for level in LEVELS),
        contests=(*rated, *_collective_contests(season, units, len(rated))),
    )


def _contest(regulation: Regulation, season: Season, verdict: MemberVerdict, number: int) -> Contest:
    member = season.member(verdict.member)
    proposals = (
        ("Tự nhận", member.self_level),
        ("Tổ đảng đề nghị", member.group_level),
        ("Chi ủy đề nghị", member.committee_level),
    )
    notes = tuple(f"{who}: {regulation.member_names[level]}" for who, level in proposals if level)
    return Contest(number, member.id, member.name, post_name(member), notes, _bars(verdict.ceilings))


def _bars(found: tuple[Ceiling, ...]) -> tuple[Bar, ...]:
    bars: dict[Level, str] = {}
    for ceiling in found:
        if ceiling.binding and ceiling.level is not None:
            for level in LEVELS[: ceiling.level.rank]:
                bars.setdefault(level, ceiling.sentence)
    return tuple(Bar(level, reason) for level, reason in sorted(bars.items(), key=lambda b: b[0].rank))


def _collectives(season: Season) -> list[str]:
    has_committee = any(s.kind is SessionKind.CHI_UY for s in season.sessions)
    return [s for s in COLLECTIVES if s != "chi_uy" or has_committee]


def _collective_contests(season: Season, subjects: list[str], start: int) -> list[Contest]:
    names = {"chi_bo": (season.unit.name, "Tổ chức đảng"), "chi_uy": ("Chi ủy", "Tập thể chi ủy")}
    return [Contest(start + n, s, *names[s]) for n, s in enumerate(subjects)]
