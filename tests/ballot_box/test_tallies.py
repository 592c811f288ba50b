"""Whatever is voted, in whatever order, with whatever interruptions: the box says what plain counting says."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db.ballot_box import AlreadyVoted, BoxState, NotOnRoll
from db.ballot_box.deck import ballots, expected
from tests.ballot_box.boxes import Meeting, memory_disk, opened, prepared, voters

BALLOTS = st.integers(1, 6).flatmap(
    lambda contests: st.lists(
        st.lists(st.integers(0, 4), min_size=contests, max_size=contests), min_size=3, max_size=9
    )
)


def through(folder: Path, cast: list[list[int]], order: list[int]) -> Meeting:
    meeting = opened(folder / "a.box", len(cast[0]), len(cast))
    for place in order:
        meeting.cast(voters(len(cast))[place], cast[place])
    meeting.close()
    meeting.box.count_votes(meeting.ceremony.teller_codes)
    return meeting


@settings(max_examples=40)
@given(BALLOTS, st.randoms())
def test_the_box_counts_like_a_naive_counter(cast: list[list[int]], dice: random.Random) -> None:
    order = list(range(len(cast)))
    with TemporaryDirectory(dir=memory_disk()) as one, TemporaryDirectory(dir=memory_disk()) as other:
        first = through(Path(one), cast, order)
        dice.shuffle(order)
        second = through(Path(other), cast, order)
        result, shuffled = first.box.result, second.box.result
        first.box.release()
        second.box.release()
    assert result is not None
    assert shuffled is not None
    assert result.tallies == shuffled.tallies == expected([one.subject for one in result.tallies], cast)
    assert all(tally.total == len(cast) == result.n for tally in result.tallies)


@pytest.mark.parametrize("contests", [1, 2, 5, 30])
def test_the_test_deck_tells_all_choices_apart(contests: int) -> None:
    tallies = expected([str(place) for place in range(contests)], ballots(contests))
    for tally in tallies:
        assert sorted((*tally.by_level, tally.blank)) == [1, 2, 3, 4, 5]
    assert len({(*tally.by_level, tally.blank) for tally in tallies}) == min(contests, 5)


def test_the_test_deck_passes_and_leaves_nothing(tmp_path: Path) -> None:
    box = prepared(tmp_path / "a.box", 7).box
    assert box.test_deck() == 15
    assert box.count == 0
    assert {one.name for one in tmp_path.iterdir()} <= {"a.box", "a.box-journal"}
    assert box.log()[-1].kind == "test_deck"


class Life(RuleBasedStateMachine):
    """Random steps, crashes included; a plain dictionary is the model."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory(dir=memory_disk())
        self.meeting = opened(Path(self.folder.name) / "a.box", 2, 6, present=voters(6)[:4])
        self.present = set(voters(6)[:4])
        self.halves = self.meeting.halves

    @property
    def state(self) -> BoxState:
        return self.meeting.box.state

    @precondition(lambda self: self.state is BoxState.OPEN)
    @rule(member=st.sampled_from(voters(6)), marks=st.tuples(st.integers(0, 4), st.integers(0, 4)))
    def cast(self, member: str, marks: tuple[int, int]) -> None:
        if member in self.meeting.ballots:
            with pytest.raises(AlreadyVoted):
                self.meeting.cast(member, marks)
        elif member not in self.present:
            with pytest.raises(NotOnRoll):
                self.meeting.cast(member, marks)
        else:
            self.meeting.cast(member, marks)

    @precondition(lambda self: self.state is BoxState.OPEN)
    @rule(member=st.sampled_from(voters(6)), present=st.booleans())
    def come_or_go(self, member: str, present: bool) -> None:
        if member in self.meeting.ballots:
            with pytest.raises(AlreadyVoted):
                self.meeting.box.set_present(member, present=present)
            return
        self.meeting.box.set_present(member, present=present)
        (self.present.add if present else self.present.discard)(member)

    @precondition(lambda self: self.state is BoxState.OPEN)
    @rule(reason=st.sampled_from(["pause", "sleep", "display"]))
    def suspend(self, reason: str) -> None:
        self.meeting.box.suspend(reason)

    @precondition(lambda self: self.state is BoxState.SUSPENDED)
    @rule()
    def resume(self) -> None:
        self.halves = self.meeting.box.resume(self.halves) or self.halves

    @rule()
    def crash(self) -> None:
        self.meeting.reopen()

    @precondition(lambda self: len(self.meeting.ballots) >= 3)
    @precondition(lambda self: self.state is BoxState.OPEN)
    @rule()
    def close(self) -> None:
        self.meeting.close()

    @precondition(lambda self: self.state in {BoxState.CLOSED, BoxState.COUNTED})
    @rule()
    def count(self) -> None:
        result = self.meeting.box.count_votes(self.meeting.ceremony.teller_codes[1:])
        assert result.tallies == self.meeting.naive()

    @invariant()
    def roll_and_count_are_the_model(self) -> None:
        if hasattr(self, "meeting"):
            voted = {member for member, _present, voted in self.meeting.box.roll() if voted}
            assert voted == set(self.meeting.ballots)
            assert self.meeting.box.count == len(voted)
            assert {member for member, present, _voted in self.meeting.box.roll() if present} == self.present

    def teardown(self) -> None:
        if hasattr(self, "meeting"):
            self.meeting.box.release()
            self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def count_thrice(folder: Path, counter: ModuleType, people: int, contests: int, boxes: int) -> None:
    """Random ballots; the box, the independent script on its bundle, and plain counting say the same."""
    dice = random.Random()
    for number in range(boxes):
        meeting = opened(folder / f"{number}.box", contests, people)
        for member in voters(people):
            meeting.cast(member, [dice.randrange(5) for _ in range(contests)])
        meeting.close()
        naive = meeting.naive()
        assert meeting.box.count_votes(meeting.ceremony.teller_codes).tallies == naive
        found = counter.recount(meeting.box.bundle(), list(meeting.ceremony.teller_codes[1:]))
        rows = [(one["subject"], *one["levels"], one["blank"], one["invalid"]) for one in found["contests"]]
        assert rows == [(one.subject, *one.by_level, one.blank, 0) for one in naive]
        meeting.box.release()
        meeting.box.path.unlink()


def test_a_hundred_thousand_positions_without_an_error(tmp_path: Path, counter: ModuleType) -> None:
    """A mark is one position of five."""
    count_thrice(tmp_path, counter, people=68, contests=295, boxes=1)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_ten_million_positions_without_an_error(tmp_path: Path, counter: ModuleType) -> None:
    """VVSG 2.0, 1.2-C asks for ten million positions without error."""
    count_thrice(tmp_path, counter, people=300, contests=300, boxes=23)
