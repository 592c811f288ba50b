"""The rules measured: verdicts on ten thousand branches of thirty, and the cost per member by size."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import process_time

from desktop.regulations import load_regulation, regulation_ids
from meeting.agenda import planned_sessions
from meeting.ballot import Tally
from meeting.judge import judge
from meeting.regulation import Regulation
from meeting.season import (
    Attendance,
    Ballot,
    BallotState,
    Form,
    Grade,
    Leader,
    Member,
    Post,
    Professional,
    Review,
    Season,
    Sector,
    SessionKind,
    Structure,
    Tasks,
    Unit,
)

BRANCHES, MEMBERS = 10_000, 30
SIZES = (10, 30, 100, 300)
SAMPLE = 60


def branch(regulation: Regulation, members: int, number: int) -> Season:
    """A counted season; `number` turns the votes, so that no two neighbours are alike."""
    people = tuple(_person(n) for n in range(members))
    unit = Unit("ĐẢNG BỘ", "CHI BỘ", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)
    here = {m.id: Attendance(present=True) for m in people}
    reviews = {m.id: Review(m.id, done=True) for m in people}
    sessions = tuple(
        replace(s, attendance=here, reviews=reviews) if s.kind is SessionKind.CHI_BO else s
        for s in planned_sessions(regulation, unit)
    )
    tallies = tuple(_tally(m.id, members, number + n) for n, m in enumerate(people))
    ballot = Ballot(state=BallotState.COUNTED, valid=members, tallies=tallies)
    return Season("B", regulation.id, 2026, date(2026, 12, 4), unit, people, sessions, ballot)


def _person(number: int) -> Member:
    return Member(
        id=f"m{number}",
        name=f"Đảng viên {number}",
        born=date(1980, 1, 1),
        admitted=date(2005, 5, 19),
        official=date(2006, 5, 19),
        post=Post.BI_THU if number == 0 else Post.NONE,
        leader=list(Leader)[number % 3],
        professional=list(Professional)[number % 6],
        grades=(Grade.TOT, Grade.XUAT_SAC),
        points=(2500 + number % 500, 6000),
        tasks=Tasks(10, 10, 9 + number % 2, number % 5),
    )


def _tally(subject: str, ballots: int, turn: int) -> Tally:
    top = turn % (ballots + 1)
    return Tally(subject, (top, ballots - top, 0, 0), 0)


def seconds(regulation: Regulation, branches: int, members: int) -> float:
    """Time to judge so many branches; building them is not counted."""
    spent = 0.0
    for season in _some(regulation, branches, members):
        start = process_time()
        judge(regulation, season)
        spent += process_time() - start
    return spent


def _some(regulation: Regulation, branches: int, members: int) -> Iterator[Season]:
    first = branch(regulation, members, 0)
    for number in range(branches):
        tallies = tuple(_tally(m.id, members, number + n) for n, m in enumerate(first.members))
        yield replace(first, ballot=replace(first.ballot, tallies=tallies))


def main() -> int:
    """Print the time for all branches, and the cost per member beside that of the smallest branch."""
    central = load_regulation("trung-uong-2025")
    total = seconds(central, BRANCHES, MEMBERS)
    each = total / BRANCHES * 1000
    print(f"rules: {BRANCHES} branches of {MEMBERS} in {total:.1f} s, {each:.2f} ms each")
    for name in regulation_ids():
        regulation = load_regulation(name)
        costs = [seconds(regulation, SAMPLE, size) / size for size in SIZES]
        ratios = ", ".join(f"{size}: {cost / costs[0]:.2f}" for size, cost in zip(SIZES, costs, strict=True))
        print(f"rules: {name}: cost per member by size of branch, ten = 1: {ratios}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
