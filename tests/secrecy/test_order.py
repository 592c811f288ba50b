"""The order of voting is not in the box: neither in where slips lie, nor in lengths, pages or bytes."""

import secrets
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ballot_box import slip
from tests.ballot_box.boxes import opened, some_ballot, voters

PEOPLE = 6
ALARM = 90.0
"""Chi-square with 25 degrees of freedom: honest shuffling passes this once in 10^8 runs, the flaw below is far above."""

Adder = Callable[[bytes, bytes], bytes]
EMPTY = slip.pack((), PEOPLE)
PUBLIC = bytes(range(9, 41))


def unevenness(add: Adder, boxes: int) -> float:
    """Chi-square of (who voted k-th) against (where the slip lies), over many piles of real closed slips."""
    seen = [[0] * PEOPLE for _ in range(PEOPLE)]
    for _ in range(boxes):
        slips = [slip.close_slip(bytes(16), PUBLIC) for _ in range(PEOPLE)]
        packed = EMPTY
        for one in slips:
            packed = add(packed, one)
        for turn, one in enumerate(slips):
            seen[turn][(packed.index(one) - slip.COUNT) // slip.CLOSED] += 1
    expected = boxes / PEOPLE
    return sum((count - expected) ** 2 / expected for row in seen for count in row)


def put(packed: bytes, closed: bytes, place: int) -> bytes:
    cut = slip.COUNT + slip.CLOSED * place
    count = slip.count_in(packed) + 1
    return count.to_bytes(slip.COUNT, "big") + packed[slip.COUNT : cut] + closed + packed[cut : -slip.CLOSED]


def add_off_by_one(packed: bytes, closed: bytes) -> bytes:
    """Flaw: a random place, but never the last one."""
    count = slip.count_in(packed)
    return put(packed, closed, secrets.randbelow(count) if count else 0)


def add_at_the_end(packed: bytes, closed: bytes) -> bytes:
    return put(packed, closed, slip.count_in(packed))


def test_where_a_slip_lies_says_nothing_of_when_it_came() -> None:
    assert unevenness(slip.add, 1000) < ALARM


@pytest.mark.long
def test_where_a_slip_lies_says_nothing_over_many_boxes() -> None:
    assert unevenness(slip.add, 40_000) < ALARM


@pytest.mark.parametrize("flawed", [add_off_by_one, add_at_the_end])
def test_control_a_shuffle_that_spares_the_last_place_is_caught(flawed: Adder) -> None:
    assert unevenness(flawed, 1000) > ALARM


def test_the_counted_box_itself_is_even(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same over whole boxes: the slips are noted as they are closed and looked up in the closed file."""
    seen = [[0] * PEOPLE for _ in range(PEOPLE)]
    made: list[bytes] = []
    honest = slip.close_slip

    def noted(plain: bytes, public: bytes) -> bytes:
        made.append(honest(plain, public))
        return made[-1]

    monkeypatch.setattr(slip, "close_slip", noted)
    contests = 30
    for number in range(4):
        made.clear()
        meeting = opened(tmp_path / f"{number}.box", contests, PEOPLE)
        for member in voters(PEOPLE):
            meeting.cast(member, (1,) * contests)
        meeting.close()
        for contest, pile in enumerate(meeting.box._vault.closed().piles):
            for turn in range(PEOPLE):
                seen[turn][pile.index(made[turn * contests + contest])] += 1
        meeting.box.release()
    expected = 4 * contests / PEOPLE
    assert sum((count - expected) ** 2 / expected for row in seen for count in row) < ALARM


SLIPS = st.lists(st.binary(min_size=64, max_size=64), unique=True, max_size=9)


@given(SLIPS, st.randoms())
def test_the_same_slips_in_any_order_are_the_same_bytes(slips: list[bytes], dice: object) -> None:
    def packed(order: Sequence[bytes]) -> bytes:
        pile = slip.pack((), 9)
        for one in order:
            pile = slip.add(pile, one)
        return pile

    shuffled = list(slips)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert packed(slips) == packed(shuffled)
    assert slip.unpack(packed(slips), 9) == tuple(sorted(slips))


def test_whole_boxes_close_to_the_same_bytes_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed slips drawn once for each voter; voting in every order leaves the same piles and the same file size."""
    cache: dict[tuple[object, ...], bytes] = {}
    honest = slip.close_slip
    turn: list[str] = []

    def same_each_time(plain: bytes, public: bytes) -> bytes:
        return cache.setdefault((turn[-1], plain[8:]), honest(plain, public))

    monkeypatch.setattr(slip, "close_slip", same_each_time)
    found = set()
    for number, order in enumerate(permutations(voters(3))):
        meeting = opened(tmp_path / f"{number}.box", 3, 3)
        for member in order:
            turn.append(member)
            meeting.cast(member, some_ballot(int(member[1:]), 3))
        meeting.close()
        found.add(
            (meeting.box._vault.closed().piles, meeting.box._vault.roll(), meeting.box.path.stat().st_size)
        )
        meeting.box.release()
    assert len(found) == 1


def test_a_ballot_changes_no_length(tmp_path: Path) -> None:
    meeting = opened(tmp_path / "a.box", 5, 6)
    sizes, pages = set(), set()
    for place, member in enumerate(voters(6)):
        meeting.cast(member, some_ballot(place, 5))
        sizes.add(meeting.box.path.stat().st_size)
        pages.add(meeting.box._vault._db.execute("PRAGMA page_count").fetchone()[0])
        lengths = {len(row[0]) for row in meeting.box._vault._db.execute("SELECT ct FROM box")}
        assert lengths == {40 + 5 * (2 + 64 * 6)}
    assert (len(sizes), len(pages)) == (1, 1)


def test_between_two_ballots_every_pile_is_new(tmp_path: Path) -> None:
    """No 16 bytes of any pile stay what they were, whoever voted and whatever was marked."""
    meeting = opened(tmp_path / "a.box", 4, 6)
    read = "SELECT ct FROM box ORDER BY part"
    before = [row[0] for row in meeting.box._vault._db.execute(read)]
    for member in voters(6):
        meeting.cast(member, (0, 0, 0, 0))
        now = [row[0] for row in meeting.box._vault._db.execute(read)]
        chunks = {body[start : start + 16] for body in before for start in range(len(body) - 15)}
        assert not any(
            body[start : start + 16] in chunks for body in now for start in range(0, len(body) - 15, 16)
        )
        before = now
