"""The life of a box from preparation to seal, and every refusal on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.ballot_box import (
    REHEARSAL,
    AlreadyVoted,
    Box,
    BoxBusy,
    BoxError,
    BoxState,
    Locked,
    NotOnRoll,
    NotReady,
    SuspendReason,
    VoidReason,
    WrongChoices,
    WrongCode,
    WrongState,
    count,
    prepare,
    slip,
)
from db.ballot_box.state import NEXT
from tests.ballot_box.boxes import (
    Meeting,
    clock,
    closed,
    counted,
    opened,
    paper,
    prepared,
    some_ballot,
    voted,
    voters,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "round-1.box"


def test_whole_life(path: Path) -> None:
    meeting = voted(path, 4, 7)
    box = meeting.box
    assert (box.state, box.count, box.present) == (BoxState.OPEN, 7, 7)
    meeting.close()
    result = box.count_votes(meeting.ceremony.teller_codes[1:])
    assert result.tallies == meeting.naive()
    assert (result.n, result.present, result.invalid) == (7, 7, (0, 0, 0, 0))
    assert result.is_signed_by(bytes.fromhex(box.manifest.sign_public))
    box.seal()
    meeting.reopen()
    assert (meeting.box.state, meeting.box.result) == (BoxState.SEALED, result)
    meeting.box.release()


def test_counts_again_to_the_same_bytes(path: Path) -> None:
    meeting = counted(path)
    first = meeting.box.result
    assert first is not None
    meeting.reopen()
    again = meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert (again.body, again.signature) == (first.body, first.signature)


def test_a_crash_while_open_suspends_and_both_halves_go_on(path: Path) -> None:
    meeting = opened(path)
    meeting.cast("m01", some_ballot(0, 3))
    meeting.reopen()
    box = meeting.box
    assert (box.state, box.count, box.is_locked) == (BoxState.SUSPENDED, 1, True)
    assert box.log()[-1].kind == "interrupted"
    with pytest.raises(Locked):
        box.resume()
    fresh = box.resume(meeting.halves, paper_count=1)
    assert fresh is not None
    assert not set(fresh) & set(meeting.halves)
    meeting.cast("m02", some_ballot(1, 3))
    meeting.reopen()
    with pytest.raises(WrongCode):
        meeting.box.resume(meeting.halves)
    assert meeting.box.resume(fresh[::-1]) is not None


def test_new_halves_hold_only_after_the_next_step(path: Path) -> None:
    meeting = opened(path)
    meeting.reopen()
    lost = meeting.box.unlock(meeting.halves)
    meeting.reopen()
    assert lost is not None
    with pytest.raises(WrongCode):
        meeting.box.unlock(lost)
    assert meeting.box.unlock(meeting.halves) is not None


def test_a_prepared_box_survives_a_restart(path: Path) -> None:
    meeting = prepared(path)
    meeting.reopen()
    box = meeting.box
    box.prove_codes(meeting.ceremony.teller_codes)
    with pytest.raises(Locked):
        box.zero_check()
    fresh = box.unlock(meeting.halves)
    assert fresh is not None
    box.prove_resume(fresh)
    box.zero_check()
    box.test_deck()
    assert not box.missing()
    meeting.reopen()
    newer = meeting.box.unlock(fresh)
    assert newer is not None
    assert meeting.box.missing() == ("gõ thử hai nửa mã mở lại",)
    meeting.box.zero_check()  # brings the newer halves into force, still unproven
    assert meeting.box.missing() == ("gõ thử hai nửa mã mở lại",)
    meeting.box.prove_resume(newer)
    box = meeting.box
    box.open()
    assert "resume_replaced" in {one.kind for one in box.log()}


def test_suspend_and_resume_in_the_same_run(path: Path) -> None:
    box = opened(path).box
    box.suspend()
    with pytest.raises(WrongState, match="đang tạm dừng"):
        box.cast("m01", (1, 1, 1))
    assert box.resume(paper_count=0) is None
    box.suspend(SuspendReason.SLEEP)
    assert box.is_locked


def test_one_voter_one_ballot(path: Path) -> None:
    meeting = opened(path)
    meeting.cast("m01", (1, 2, 3))
    with pytest.raises(AlreadyVoted):
        meeting.box.cast("m01", (1, 2, 3))
    meeting.reopen()
    meeting.box.resume(meeting.halves)
    with pytest.raises(AlreadyVoted):
        meeting.box.cast("m01", (4, 4, 4))
    assert meeting.box.count == 1
    assert meeting.box.roll()[0] == ("m01", True, True)


def test_only_those_present_get_a_ballot(path: Path) -> None:
    box = opened(path, present=["m01", "m02", "m03"]).box
    with pytest.raises(NotOnRoll):
        box.cast("m04", (0, 0, 0))
    box.set_present("m04", present=True)
    box.cast("m04", (0, 0, 0))
    with pytest.raises(AlreadyVoted):
        box.set_present("m04", present=False)
    with pytest.raises(NotOnRoll):
        box.cast("stranger", (0, 0, 0))
    assert box.present == 4
    assert box.has_voted("m04")


def test_reserve_rows_take_a_forgotten_voter(path: Path) -> None:
    box = opened(path, reserve=1).box
    assert box.roll()[-1] == ("reserve-1", False, False)
    box.set_present("reserve-1", present=True)
    box.cast("reserve-1", (1, 1, 1))


@pytest.mark.parametrize(
    "choices", [(), (1, 1), (1, 1, 1, 1), (1, 1, 5), (1, -1, 1), (True, 1, 1), (1.0, 1, 1)]
)
def test_choices_must_fit_the_ballot(path: Path, choices: tuple[int, ...]) -> None:
    box = opened(path).box
    with pytest.raises(WrongChoices):
        box.cast("m01", choices)
    assert (box.count, box.has_voted("m01")) == (0, False)


def test_the_ceremony_must_be_complete(path: Path) -> None:
    meeting = prepared(path)
    with pytest.raises(NotReady, match=r"gõ thử lại mã; gõ thử hai nửa.*; kiểm tra hòm rỗng; chạy thử"):
        meeting.box.open()
    meeting.box.test_deck()
    meeting.box.zero_check()
    with pytest.raises(NotReady, match="gõ thử lại mã"):
        meeting.box.open()
    meeting.box.prove_codes(meeting.ceremony.teller_codes)
    with pytest.raises(NotReady, match="hai nửa mã mở lại"):
        meeting.box.open()
    meeting.box.prove_resume(meeting.halves)
    meeting.box.open()
    assert {one.name for one in path.parent.iterdir()} <= {path.name, path.name + "-journal"}


def test_two_present_are_too_few_for_secrecy(path: Path) -> None:
    with pytest.raises(NotReady, match="dưới 3 người"):
        opened(path, present=["m01", "m02"])


def test_two_ballots_are_never_counted(path: Path) -> None:
    meeting = opened(path)
    meeting.cast("m01", (1, 1, 1))
    meeting.cast("m02", (1, 1, 1))
    with pytest.raises(WrongState, match="lộ phiếu"):
        meeting.close()
    meeting.box.void(VoidReason.TOO_FEW, 2)


def test_closing_needs_two_people_and_the_paper_list(path: Path) -> None:
    box = voted(path).box
    with pytest.raises(WrongState, match="2 đồng chí"):
        box.close(confirmations=1, paper_count=5)
    with pytest.raises(WrongState, match="4 chữ ký"):
        box.close(confirmations=2, paper_count=4)
    box.close(confirmations=2, paper_count=5, started=6, cancelled=1)
    assert box.log()[-1].details["started"] == 6


def test_halves_that_were_torn_up_are_declared_once_and_only_after_closing(path: Path) -> None:
    meeting = opened(path)
    for member in voters(3):
        meeting.cast(member, (1, 2, 0))
    with pytest.raises(WrongState):
        meeting.box.declare_torn()
    meeting.close()
    assert not meeting.box.is_torn
    for _ in range(2):
        meeting.box.declare_torn()
    assert meeting.box.is_torn
    assert [one.kind for one in meeting.box.log()][-2:] == ["closed", "resume_destroyed"]
    result = meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert result.audit_head == meeting.box.closing_head
    meeting.reopen()
    assert meeting.box.is_torn
    with pytest.raises(WrongState):
        meeting.box.declare_torn()


def test_a_void_contest_is_cast_but_never_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = opened(path, 3)
    meeting.cast("m01", (1, 2, 3))
    with pytest.raises(WrongState, match="đang tạm dừng"):
        meeting.box.void_contest("m02", 2)
    meeting.box.suspend("mistake")
    meeting.box.void_contest("m02", 2)
    with pytest.raises(WrongChoices):
        meeting.box.void_contest("m02", 2)
    meeting.box.void_contest("m03", 2)
    with pytest.raises(WrongState, match="hủy cả hòm"):
        meeting.box.void_contest("m01", 2)
    meeting.box.resume()
    meeting.cast("m02", (1, 2, 3))
    meeting.cast("m03", (4, 2, 3))
    meeting.close()
    opened_slips: list[bytes] = []
    honest = slip.open_slip

    def noted(closed: bytes, public: bytes, secret: bytes) -> bytes:
        opened_slips.append(closed)
        return honest(closed, public, secret)

    monkeypatch.setattr(count, "open_slip", noted)
    result = meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert result.tallies == meeting.naive()[:1]
    assert result.voided == meeting.box.voided == ("m02", "m03")
    assert len(opened_slips) == 3
    meeting.reopen()
    assert meeting.box.result == result


def test_a_locked_box_takes_no_void_contest(path: Path) -> None:
    meeting = opened(path)
    meeting.reopen()
    with pytest.raises(Locked):
        meeting.box.void_contest("m02", 2)


@pytest.mark.parametrize("make", [prepared, opened, closed])
def test_a_void_box_is_never_opened_or_counted(path: Path, make: Callable[[Path], Meeting]) -> None:
    meeting = make(path)
    meeting.box.void("meeting", 2)
    meeting.reopen()
    assert meeting.box.state is BoxState.VOID
    with pytest.raises(WrongState):
        meeting.box.count_votes(meeting.ceremony.teller_codes)
    with pytest.raises(WrongState):
        meeting.box.open()
    assert meeting.box.unlock(meeting.halves) is None


STEPS: dict[str, tuple[Callable[[Meeting], object], BoxState]] = {
    "open": (lambda m: m.box.open(), BoxState.OPEN),
    "suspend": (lambda m: m.box.suspend(), BoxState.SUSPENDED),
    "resume": (lambda m: m.box.resume(), BoxState.OPEN),
    "close": (lambda m: m.box.close(confirmations=2, paper_count=m.box.count), BoxState.CLOSED),
    "count": (lambda m: m.box.count_votes(m.ceremony.teller_codes), BoxState.COUNTED),
    "seal": (lambda m: m.box.seal(), BoxState.SEALED),
    "void": (lambda m: m.box.void("meeting", 2), BoxState.VOID),
}
WAYS: dict[BoxState, tuple[str, ...]] = {
    BoxState.PREPARED: (),
    BoxState.OPEN: ("open",),
    BoxState.SUSPENDED: ("open", "suspend"),
    BoxState.CLOSED: ("open", "close"),
    BoxState.COUNTED: ("open", "close", "count"),
    BoxState.SEALED: ("open", "close", "count", "seal"),
    BoxState.VOID: ("void",),
}


@pytest.mark.parametrize("state", BoxState)
@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_the_states_allow(path: Path, state: BoxState, name: str) -> None:
    meeting = prepared(path)
    box = meeting.box
    box.prove_codes(meeting.ceremony.teller_codes)
    box.prove_resume(meeting.halves)
    box.zero_check()
    box._note("test_deck", ballots=15)
    for way in WAYS[state]:
        STEPS[way][0](meeting)
        if way == "open":
            for member in voters(5):
                meeting.cast(member, (1, 2, 0))
    assert box.state is state
    step, after = STEPS[name]
    allowed = after in NEXT[state] and not (name == "open" and state is BoxState.SUSPENDED)
    allowed = allowed and not (name == "resume" and state is BoxState.PREPARED)
    if allowed:
        step(meeting)
        assert box.state is after
    else:
        with pytest.raises(WrongState):
            step(meeting)
        assert box.state is state


def test_a_second_program_is_refused(path: Path) -> None:
    meeting = opened(path)
    with pytest.raises(BoxBusy, match="cửa sổ khác"):
        Box.open_existing(path)
    meeting.cast("m01", (1, 1, 1))


def test_a_box_is_never_overwritten(path: Path) -> None:
    prepared(path).box.release()
    before = path.read_bytes()
    with pytest.raises(BoxError, match="không bao giờ bị ghi đè"):
        prepared(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "An Binh", "", "reserve-1", "m" * 65])
def test_names_do_not_pass_for_ids(path: Path, name: str) -> None:
    with pytest.raises(BoxError, match="không dùng được"):
        prepare(path, paper(), ["m01", name], present=[], argon=REHEARSAL, clock=clock)
    assert not path.exists()


def test_the_box_knows_its_ballot(path: Path) -> None:
    box = prepared(path).box
    assert box.is_for(paper())
    assert not box.is_for(paper(title="PHIẾU KHÁC"))
