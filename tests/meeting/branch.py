"""Seasons to judge: small branches built in a line, and scenario files read and held without a book."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop.regulations import load_regulation
from desktop.scenario import Scenario
from desktop.scenario_votes import FurtherRound, tally_of
from meeting.agenda import planned_sessions
from meeting.ballot import Tally
from meeting.judge import judge
from meeting.level import LEVELS, Level
from meeting.regulation import Regulation
from meeting.rounds import supplement
from meeting.season import (
    Attendance,
    Ballot,
    BallotState,
    Form,
    Member,
    Review,
    Season,
    Sector,
    SessionKind,
    SessionState,
    Structure,
    Unit,
)
from meeting.verdict import MemberVerdict, Verdict
from meeting.voters import voters

SCENARIOS = Path(__file__).parent.parent / "scenarios"
PACKS: Final = (
    "bac-giang-2024",
    "ha-tinh-2024",
    "lam-dong-2023",
    "quang-binh-2016",
    "trung-uong-2025",
    "tuy-phuoc-2021",
)
MEETING = date(2026, 12, 4)
X, T, H, K = LEVELS
HERE = Attendance(present=True)


def unit(**facts: Any) -> Unit:
    """A branch with a committee and no groups, unless `facts` say otherwise."""
    usual = {
        "superior": "ĐẢNG BỘ XÃ",
        "name": "CHI BỘ",
        "form": Form.TRUC_THUOC,
        "structure": Structure.CHI_UY,
        "sector": Sector.HANH_CHINH,
    }
    return Unit(**{**usual, **facts})


def member(number: int, **facts: Any) -> Member:
    """An official member of many years, unless `facts` say otherwise."""
    usual = {
        "id": f"m{number:02d}",
        "name": f"Đảng viên {number}",
        "born": date(1970, 1, 1),
        "admitted": date(2000, 5, 19),
        "official": date(2001, 5, 19),
    }
    return Member(**{**usual, **facts})


def roll(count: int, **facts: Any) -> tuple[Member, ...]:
    """`count` members alike."""
    return tuple(member(number, **facts) for number in range(1, count + 1))


def tally(subject: str, marks: str) -> Tally:
    """A count from its marks: "XXT-" is two for the top level, one for HTTNV, one blank."""
    top, good, done, fail = (marks.count(mark) for mark in "XTHK")
    return Tally(subject, (top, good, done, fail), marks.count("-"))


def season(
    regulation: Regulation,
    members: tuple[Member, ...],
    *,
    votes: Mapping[str, str] | None = None,
    attendance: Mapping[str, Attendance] | None = None,
    not_reviewed: frozenset[str] = frozenset(),
    day: date = MEETING,
    **facts: Any,
) -> Season:
    """A season in which everyone came and was reviewed, unless told otherwise; counted if there are votes."""
    here = {m.id: HERE for m in members} | dict(attendance or {})
    reviews = {m.id: Review(m.id, done=True) for m in members if m.id not in not_reviewed}
    branch = unit(**facts)
    sessions = tuple(
        replace(s, attendance=here, reviews=reviews) if s.kind is SessionKind.CHI_BO else s
        for s in planned_sessions(regulation, branch)
    )
    tallies = tuple(tally(subject, marks) for subject, marks in (votes or {}).items())
    ballot = Ballot(state=BallotState.COUNTED if votes else BallotState.NONE, tallies=tallies)
    return Season("B", regulation.id, 2026, day, branch, members, sessions, ballot)


def verdict_of(pack: str, one: Member, votes: str = "", **facts: Any) -> MemberVerdict:
    """The verdict on a single member of a branch of three under this pack."""
    regulation = load_regulation(pack)
    people = (one, member(8), member(9))
    told = season(regulation, people, votes={one.id: votes} if votes else None, **facts)
    return judge(regulation, told).member(one.id)


def held(scenario: Scenario) -> tuple[Season, Verdict]:
    """The scenario's season as it stands after the count, and the verdict, by the rules alone."""
    reviews = {i: Review(i, done=True) for i in scenario.reviewed}
    sessions = tuple(
        replace(s, attendance=scenario.attendance, reviews=reviews) if s.kind is SessionKind.CHI_BO else s
        for s in planned_sessions(scenario.regulation, scenario.unit)
    )
    told = Season(
        book="B",
        regulation=scenario.regulation.id,
        year=scenario.year,
        meeting_day=scenario.meeting_day,
        unit=scenario.unit,
        members=scenario.members,
        sessions=sessions,
        rehearsal=True,
        collectives=scenario.collectives,
        decisions=scenario.decisions,
        overrides=tuple(letter.amendment for letter in scenario.letters),
    )
    rows = {**scenario.votes, **scenario.unit_votes}
    counted = Ballot(
        state=BallotState.COUNTED,
        issued=voters(scenario.regulation, told).present,
        collected=scenario.valid + scenario.invalid,
        valid=scenario.valid,
        invalid=scenario.invalid,
        tallies=tuple(tally_of(subject, row) for subject, row in rows.items()),
    )
    told = replace(told, ballot=counted)
    for one in scenario.rounds:
        told = _again(scenario, told, one)
    return told, judge(scenario.regulation, told)


def _again(scenario: Scenario, told: Season, one: FurtherRound) -> Season:
    """The season after a further round, in the branch meeting itself or in a supplementary one."""
    sessions, meeting = told.sessions, "chi_bo"
    if one.supplementary:
        closed = tuple(replace(s, state=SessionState.CLOSED) for s in sessions)
        extra = supplement(scenario.regulation, replace(told, sessions=closed))
        room = {m.id: Attendance(present=m.id not in one.absent) for m in told.members}
        reviews = {m: Review(m, done=True) for m in one.votes}
        sessions = (*closed, replace(extra, attendance=room, reviews=reviews))
        meeting = extra.id
    rows = {**one.votes, **one.unit_votes}
    again = Ballot(
        state=BallotState.COUNTED,
        round=told.ballot.round + 1,
        session=meeting,
        subjects=tuple(rows),
        reason=one.reason,
        question=one.question,
        collected=one.valid + one.invalid,
        valid=one.valid,
        invalid=one.invalid,
        tallies=tuple(tally_of(subject, row, one.question) for subject, row in rows.items()),
    )
    issued = voters(scenario.regulation, replace(told, sessions=sessions), again).present
    return replace(
        told,
        sessions=sessions,
        ballot=replace(again, issued=issued),
        earlier_ballots=(*told.earlier_ballots, told.ballot),
    )


def level_named(text: str | None) -> Level | None:
    """The level of this code, or None."""
    return Level(text) if text else None
