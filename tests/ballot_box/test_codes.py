"""Codes on paper: typing slips are found, every group of k tellers opens the box, no smaller group does."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ballot_box import BoxError, BoxState, WrongCode, WrongState
from db.ballot_box.codes import check_digit, make_code, make_codes, read_code
from tests.ballot_box.boxes import Meeting, closed, opened, prepared, voters

DIGITS = st.text("0123456789", min_size=12, max_size=12)


def test_a_known_check_digit() -> None:
    assert check_digit("572") == "4"


@given(DIGITS)
def test_a_code_reads_as_it_was_written(digits: str) -> None:
    whole = digits + check_digit(digits)
    assert read_code(f" {whole[:4]}-{whole[4:8]} {whole[8:]} ") == whole


@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
def test_every_wrong_digit_is_found(digits: str, place: int, shift: int) -> None:
    whole = digits + check_digit(digits)
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    with pytest.raises(WrongCode, match="chữ số sai"):
        read_code(wrong)


@given(DIGITS, st.integers(0, 11))
def test_every_swap_of_neighbours_is_found(digits: str, place: int) -> None:
    whole = digits + check_digit(digits)
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    if swapped != whole:
        with pytest.raises(WrongCode, match="đảo chỗ"):
            read_code(swapped)


@pytest.mark.parametrize(
    "text", ["", "123", "1" * 14, "abcdefghijklm", "１２３４５６７８９０１２３", "-" * 13]
)
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(WrongCode, match="13 chữ số"):
        read_code(text)


def test_codes_are_drawn_from_all_digits() -> None:
    codes = make_codes(400)
    assert len(set(codes)) == 400
    for place in range(12):
        assert len({read_code(code)[place] for code in codes}) == 10
    assert make_code() not in codes


@pytest.mark.parametrize(("tellers", "needed"), [(2, 2), (3, 2), (3, 3), (5, 3)])
def test_every_group_opens_and_every_smaller_one_fails(tmp_path: Path, tellers: int, needed: int) -> None:
    meeting = closed(tmp_path / "a.box", tellers=tellers, needed=needed)
    codes = meeting.ceremony.teller_codes
    for few in combinations(codes, needed - 1):
        with pytest.raises(WrongCode):
            meeting.box.count_votes(few)
    for group in combinations(codes, needed):
        assert meeting.box.count_votes(group[::-1]).tallies == meeting.naive()
    assert meeting.box.count_votes(codes).tallies == meeting.naive()


@pytest.mark.parametrize(("tellers", "needed"), [(1, 1), (3, 1), (2, 3), (8, 2)])
def test_a_ceremony_that_makes_no_sense(tmp_path: Path, tellers: int, needed: int) -> None:
    with pytest.raises(BoxError, match="2 đến 7"):
        prepared(tmp_path / "a.box", tellers=tellers, needed=needed)


def test_the_code_of_another_box_does_not_count(tmp_path: Path) -> None:
    meeting, other = closed(tmp_path / "a.box"), prepared(tmp_path / "b.box")
    mixed = (meeting.ceremony.teller_codes[0], other.ceremony.teller_codes[1])
    with pytest.raises(WrongCode, match="không mở được"):
        meeting.box.count_votes(mixed)
    assert meeting.box.log()[-1].kind == "wrong_code"
    assert meeting.box.state is BoxState.CLOSED


def test_a_code_given_twice_is_one_code(tmp_path: Path) -> None:
    meeting = closed(tmp_path / "a.box")
    with pytest.raises(WrongCode, match="trùng nhau"):
        meeting.box.count_votes(meeting.ceremony.teller_codes[:1] * 2)


def test_the_rehearsal_names_the_teller_whose_code_is_wrong(tmp_path: Path) -> None:
    meeting = prepared(tmp_path / "a.box", tellers=4, needed=2)
    codes = list(meeting.ceremony.teller_codes)
    codes[2] = make_code()
    with pytest.raises(WrongCode, match="Mã thứ 3") as wrong:
        meeting.box.prove_codes(codes)
    assert wrong.value.positions == (2,)
    assert meeting.box.log()[-1].details == {"tellers": [3]}
    codes[2] = meeting.ceremony.teller_codes[2][:-1]
    with pytest.raises(WrongCode, match="Mã thứ 3 gõ chưa đúng"):
        meeting.box.prove_codes(codes)
    with pytest.raises(WrongCode, match="đủ 4 mã"):
        meeting.box.prove_codes(meeting.ceremony.teller_codes[:3])


def test_the_rehearsal_of_the_resume_code(tmp_path: Path) -> None:
    meeting = prepared(tmp_path / "a.box")
    meeting.box.prove_resume(meeting.halves[::-1])
    with pytest.raises(WrongCode):
        meeting.box.prove_resume((meeting.halves[0], make_code()))
    with pytest.raises(WrongCode, match="hai nửa"):
        meeting.box.prove_resume(meeting.halves[:1])


def cracks(meeting: Meeting) -> bool:
    """Try everything the tellers can do with the file and their codes, without the resume code."""
    for step in (meeting.box.count_votes, meeting.box.export_key, meeting.box.unlock):
        try:
            found = step(meeting.ceremony.teller_codes[:2])
        except (WrongCode, WrongState):
            continue
        if found is not None:
            return True
    return False


def test_no_interim_result_without_the_resume_code(tmp_path: Path) -> None:
    """All tellers together learn nothing while the box is open, suspended or void (see also tests/secrecy)."""
    meeting = opened(tmp_path / "a.box")
    for member in voters(4):
        meeting.cast(member, (1, 2, 3))
    with pytest.raises(WrongState, match="đang mở"):
        meeting.box.count_votes(meeting.ceremony.teller_codes)
    meeting.reopen()
    assert not cracks(meeting)
    meeting.box.resume(meeting.halves)
    meeting.box.void("meeting", 2)
    assert not cracks(meeting)
