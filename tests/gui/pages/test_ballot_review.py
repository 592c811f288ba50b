"""The last look at a ballot: its slips are closed then, forgotten when she turns back, and what is cast is what was shown."""

import gc
from collections import Counter
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from db.ballot_box import ClosedBallot, NotWritten
from desktop import voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.booth_door import BoothDoor
from desktop.ui.pages.ballot.voting_step import VotingStep
from desktop.ui.pages.page import Context

from .conftest import Shell, open_branch, review_all
from .test_ballot import Ceremony, Voter, begin


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    made = begin(qtbot, shell, context)
    made.open()
    return made


def door_of(ceremony: Ceremony) -> BoothDoor:
    assert isinstance(ceremony.page.step, VotingStep)
    return ceremony.page.step.door


def ballots_alive() -> int:
    return sum(isinstance(one, ClosedBallot) for one in gc.get_objects())


def shown(voter: Voter) -> list[str]:
    return [label.text() for label in voter.booth._review._labels]


def test_the_slips_are_closed_for_what_the_page_shows(ceremony: Ceremony) -> None:
    voter = ceremony.invite()
    door = door_of(ceremony)
    assert door._closed is None
    voter.mark(3)
    assert door._closed is not None
    assert set(door._closed.choices) == {3}
    voter.booth._change(1)
    assert door._closed is None
    voter.booth._choose(1)
    voter.booth._to_review()
    closed = door._closed
    assert closed is not None
    assert closed.choices[:3] == (3, 1, 3)
    del closed
    voter.cast()
    assert door._closed is None
    assert not ballots_alive()


@pytest.mark.parametrize(
    "leaves",
    [
        lambda booth: booth._back(),
        lambda booth: booth._to_contest(0),
        lambda booth: booth.idle.left.emit(),
        lambda booth: booth.clear(),
        lambda booth: booth.leave(),
    ],
    ids=["back", "a contest", "left alone", "cleared", "taken away"],
)
def test_whoever_leaves_the_page_leaves_no_slips(ceremony: Ceremony, leaves: Callable[..., None]) -> None:
    voter = ceremony.invite()
    voter.mark(2)
    assert ballots_alive() == 1
    leaves(voter.booth)
    assert not ballots_alive()
    voter.booth.leave()


def test_sleep_leaves_no_slips(ceremony: Ceremony, context: Context) -> None:
    ceremony.invite().mark(2)
    context.sleeping.emit()
    assert not ballots_alive()


def test_looking_a_ballot_over_leaves_no_trace_on_the_disk(desk: Desk, ceremony: Ceremony) -> None:
    box = voting.box_of(desk)
    voter = ceremony.invite()

    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in desk.book.path.parent.rglob("*") if path.is_file()}

    before, log = files(), box.log()
    for choice in (1, 2, 3):
        voter.mark(choice)
    assert files() == before
    assert box.log() == log
    voter.booth.leave()


def test_a_second_try_closes_new_slips(
    ceremony: Ceremony, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    voter = ceremony.invite()
    voter.mark(2)
    door = door_of(ceremony)
    first = door._closed

    def fails(*_: object) -> None:
        raise NotWritten("Chưa ghi được.")

    with monkeypatch.context() as patch:
        patch.setattr(voting, "cast", fails)
        voter.cast()
    second = door._closed
    assert first is not None
    assert second is not None
    assert first.choices == second.choices
    assert not set(first.slips) & set(second.slips)
    voter.cast()
    assert voting.box_of(desk).count == 1


def test_what_is_cast_is_what_the_page_showed(desk: Desk, ceremony: Ceremony, shell: Shell) -> None:
    """Everybody changes something after the first look; the totals are those of the last page shown."""
    seen: list[Counter[str]] = [Counter() for _ in voting.box_of(desk).manifest.contests]
    for number in range(5):
        voter = ceremony.invite()
        voter.mark(number % 4 + 1)
        voter.booth._change(number % len(seen))
        voter.booth._choose((number + 2) % 5)
        voter.booth._to_review()
        for place, label in enumerate(shown(voter)):
            seen[place][label] += 1
        options = [option.label for option in voter.booth._paper.options]
        voter.cast()
    shell.step(ceremony.page)
    ceremony.close(5)
    tallies = voting.count(desk, ceremony.codes)
    told = [
        Counter({**dict(zip(options, tally.by_level, strict=True)), "— để trống —": tally.blank})
        for tally in tallies
    ]
    assert [+one for one in told] == seen
