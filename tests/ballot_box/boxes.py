"""Boxes for tests: small ballots, cheap codes, a clock that stands still, and a naive counter to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import disk_usage

from db.ballot_box import REHEARSAL, Box, Ceremony, prepare
from meeting.ballot import BallotPaper, Contest, Option, Tally
from meeting.level import LEVELS

MUCH = 256 << 20
MINUTE = datetime(2026, 12, 4, 8, 30)  # noqa: DTZ001 -- a local minute


def clock() -> datetime:
    return MINUTE


def voters(count: int) -> list[str]:
    return [f"m{place:02d}" for place in range(1, count + 1)]


def paper(contests: int = 3, *, rehearsal: bool = False, title: str = "PHIẾU ĐÁNH GIÁ") -> BallotPaper:
    options = tuple(Option(level, f"Mức {level}") for level in LEVELS)
    rows = tuple(Contest(n, f"m{n:02d}", f"Đồng chí số {n}", "Đảng viên") for n in range(1, contests + 1))
    return BallotPaper(title, "CHI BỘ THỬ", 2026, 1, rehearsal, options, rows)


@dataclass
class Meeting:
    """A box with its codes and what was voted into it, so that a test can compare."""

    box: Box
    ceremony: Ceremony
    halves: tuple[str, str]
    ballots: dict[str, tuple[int, ...]]

    def cast(self, member: str, choices: Sequence[int]) -> None:
        self.box.cast(member, choices)
        self.ballots[member] = tuple(choices)

    def reopen(self) -> None:
        """End the program and start it again."""
        path = self.box.path
        self.box.release()
        self.box = Box.open_existing(path, clock=clock)

    def close(self) -> None:
        self.box.close(confirmations=2, paper_count=self.box.count)

    def naive(self) -> tuple[Tally, ...]:
        """What the box must say, by plain counting."""
        rows = []
        for place, subject in enumerate(self.box.manifest.contests):
            marks = [ballot[place] for ballot in self.ballots.values()]
            levels = (marks.count(1), marks.count(2), marks.count(3), marks.count(4))
            rows.append(Tally(subject, levels, marks.count(0)))
        return tuple(rows)


def prepared(path: Path, contests: int = 3, people: int = 5, **options: object) -> Meeting:
    """A box that is prepared, everybody present."""
    everybody = voters(people)
    terms: dict[str, object] = {"present": everybody, "argon": REHEARSAL, "clock": clock, **options}
    box, ceremony = prepare(path, paper(contests), everybody, **terms)  # type: ignore[arg-type]
    return Meeting(box, ceremony, ceremony.resume_halves, {})


def opened(path: Path, contests: int = 3, people: int = 5, **options: object) -> Meeting:
    """A box that is open for voting; the test deck is taken as passed, it has a test of its own."""
    meeting = prepared(path, contests, people, **options)
    meeting.box.prove_codes(meeting.ceremony.teller_codes)
    meeting.box.prove_resume(meeting.halves)
    meeting.box.zero_check()
    meeting.box._note("test_deck", ballots=15)
    meeting.box.open()
    return meeting


def some_ballot(place: int, contests: int) -> tuple[int, ...]:
    """The ballot of the voter at `place`: different voters mark differently, all choices occur."""
    return tuple((place * 2 + contest * 3 + place * contest) % 5 for contest in range(contests))


def voted(path: Path, contests: int = 3, people: int = 5, **options: object) -> Meeting:
    """An open box in which everybody has voted."""
    meeting = opened(path, contests, people, **options)
    for place, member in enumerate(voters(people)):
        meeting.cast(member, some_ballot(place, contests))
    return meeting


def closed(path: Path, contests: int = 3, people: int = 5, **options: object) -> Meeting:
    meeting = voted(path, contests, people, **options)
    meeting.close()
    return meeting


def counted(path: Path, contests: int = 3, people: int = 5, **options: object) -> Meeting:
    meeting = closed(path, contests, people, **options)
    meeting.box.count_votes(meeting.ceremony.teller_codes[:2])
    return meeting


def memory_disk() -> Path | None:
    """Where to keep files of tests that sync thousands of times and do not test the disk itself; None: anywhere."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and disk_usage(shared).free > MUCH else None
