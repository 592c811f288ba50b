"""One file taken apart byte by byte: nothing of a slip before closing, and afterwards each slip once, sorted."""

from itertools import pairwise
from pathlib import Path

import pytest

from db.ballot_box import envelope, slip
from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.secrecy.test_linking import slips_in, tellers_loot, without_envelope

PEOPLE, CONTESTS = 12, 3

__all__ = ["without_envelope"]


def vote(path: Path, made: dict[tuple[int, int], bytes], patch: pytest.MonkeyPatch) -> Meeting:
    """Everybody votes in list order; `made` learns the closed slip of each (turn, contest)."""
    honest = slip.close_slip

    def noted(plain: bytes, public: bytes) -> bytes:
        made[len(made) // CONTESTS, len(made) % CONTESTS] = closed = honest(plain, public)
        return closed

    patch.setattr(slip, "close_slip", noted)
    meeting = opened(path, CONTESTS, PEOPLE)
    for place, member in enumerate(voters(PEOPLE)):
        meeting.cast(member, some_ballot(place, CONTESTS))
    return meeting


def raw(meeting: Meeting) -> bytes:
    """Everything that lies in the folder of the box: the file with its slack, the journal."""
    return b"".join(one.read_bytes() for one in sorted(meeting.box.path.parent.iterdir()))


def test_no_byte_of_an_open_box_opens_with_the_tellers_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[tuple[int, int], bytes] = {}
    meeting = vote(tmp_path / "a.box", made, monkeypatch)
    body = raw(meeting)
    assert not any(one in body for one in made.values())
    assert slips_in(iter([body]), tellers_loot(meeting)) == set()


@pytest.mark.usefixtures("without_envelope")
def test_control_without_the_envelope_they_lie_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[tuple[int, int], bytes] = {}
    meeting = vote(tmp_path / "a.box", made, monkeypatch)
    assert slips_in(iter([raw(meeting)]), tellers_loot(meeting)) == set(made.values())


def test_a_closed_box_holds_each_slip_once_and_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[tuple[int, int], bytes] = {}
    meeting = vote(tmp_path / "a.box", made, monkeypatch)
    meeting.close()
    body = raw(meeting)
    assert slips_in(iter([body]), tellers_loot(meeting)) == set(made.values())
    assert all(body.count(one) == 1 for one in made.values())
    for contest in range(CONTESTS):
        mine = sorted(body.index(one) for (_, place), one in made.items() if place == contest)
        slips = [body[start : start + slip.CLOSED] for start in mine]
        assert slips == sorted(slips)
        assert {after - before for before, after in pairwise(mine)} == {slip.CLOSED}
    assert meeting.box._vault._db.execute("PRAGMA freelist_count").fetchone() == (0,)


def places(body: bytes, made: dict[tuple[int, int], bytes]) -> float:
    """Rank correlation between turn and offset, over all contests; 1 is the order of voting itself."""
    scores = []
    for contest in range(CONTESTS):
        offsets = [body.index(made[turn, contest]) for turn in range(PEOPLE)]
        ranks = [sorted(offsets).index(one) for one in offsets]
        spread = sum((turn - rank) ** 2 for turn, rank in enumerate(ranks))
        scores.append(1 - 6 * spread / (PEOPLE * (PEOPLE**2 - 1)))
    return sum(scores) / len(scores)


def test_where_a_slip_lies_in_the_file_is_not_when_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mean over 36 piles: standard deviation 0.05 in theory, the alarm at six of them."""
    found = []
    for number in range(12):
        made: dict[tuple[int, int], bytes] = {}
        folder = tmp_path / str(number)
        folder.mkdir()
        with monkeypatch.context() as patch:
            meeting = vote(folder / "a.box", made, patch)
        meeting.close()
        found.append(places(raw(meeting), made))
        meeting.box.release()
    assert abs(sum(found) / len(found)) < 0.3


def test_control_slips_at_the_end_are_in_the_order_of_voting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_end(packed: bytes, closed: bytes) -> bytes:
        count = slip.count_in(packed)
        cut = slip.COUNT + slip.CLOSED * count
        head = (count + 1).to_bytes(slip.COUNT, "big")
        return head + packed[slip.COUNT : cut] + closed + packed[cut : -slip.CLOSED]

    made: dict[tuple[int, int], bytes] = {}
    monkeypatch.setattr(slip, "add", at_the_end)
    meeting = vote(tmp_path / "a.box", made, monkeypatch)
    vault = meeting.box._vault
    assert vault.epoch is not None
    packed = vault._packed(vault.head(), vault.roll(), vault.epoch.key)
    assert places(b"".join(envelope.strip(slip.lay_out(packed))), made) == 1
