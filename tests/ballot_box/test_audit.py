"""The log takes what the list allows and nothing else; the file's settings and schema are what they should be."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ballot_box import Box, BoxDamaged, WrongCode, audit, schema
from db.ballot_box.codes import make_code, read_code
from tests.ballot_box.boxes import MINUTE, clock, counted, opened, prepared, some_ballot, voters

ALLOWED = {
    "prepared", "codes_proven", "codes_failed", "resume_proven", "zero_check", "test_deck", "opened", "suspended",
    "interrupted", "resumed", "resume_replaced", "wrong_code", "present_set", "contest_voided", "voting_refused", "closed",
    "resume_destroyed", "counted",
    "count_repeated", "count_failed", "exported", "sealed", "void",
}  # fmt: skip
"""Written down a second time on purpose: a new kind must be thought about twice."""


def test_the_kinds_are_the_ones_agreed() -> None:
    assert set(audit.KINDS) == ALLOWED


def test_a_whole_evening_leaves_a_clean_log(tmp_path: Path) -> None:
    """Every record is of an allowed kind; none names a voter, a code or a choice; single ballots leave none at all."""
    meeting = prepared(tmp_path / "a.box", present=voters(4))
    box = meeting.box
    with pytest.raises(WrongCode):
        box.prove_codes([*meeting.ceremony.teller_codes[:2], make_code()])
    box.prove_codes(meeting.ceremony.teller_codes)
    box.prove_resume(meeting.halves)
    box.zero_check()
    box.test_deck()
    box.open()
    box.note_refusal("display")
    before = len(box.log())
    for place, member in enumerate(voters(4)):
        meeting.cast(member, some_ballot(place, 3))
    assert len(box.log()) == before
    box.set_present("m05", present=True)
    box.suspend("display")
    box.resume()
    meeting.reopen()
    meeting.box.resume(meeting.halves)
    meeting.close()
    meeting.box.declare_torn()
    meeting.box.count_votes(meeting.ceremony.teller_codes)
    meeting.box.export_bundle(tmp_path / "bundle")
    meeting.box.seal()
    lint([body.rstrip(b"\0").decode() for body in meeting.box._vault.bodies()], meeting.ceremony.teller_codes)


def lint(lines: list[str], codes: tuple[str, ...]) -> None:
    forbidden = [re.compile(rf"\b{member}\b") for member in voters(5)]
    forbidden += [re.compile(read_code(code)) for code in codes]
    forbidden += [re.compile(r"\d\d:\d\d:\d\d"), re.compile(r'"(choice|member|name|mark|voter)"')]
    for line in lines:
        assert not any(one.search(line) for one in forbidden), line


def test_control_the_linter_sees_a_voter() -> None:
    with pytest.raises(AssertionError):
        lint(['{"kind":"cast","who":"m03"}'], ())


BAD: dict[str, tuple[str, dict[str, object]]] = {
    "unknown kind": ("cast", {}),
    "a voter": ("opened", {"present": 5, "member": "m01"}),
    "free text": ("suspended", {"reason": "đồng chí An bận", "n": 4}),
    "a missing field": ("suspended", {"n": 4}),
    "a truth for a number": ("opened", {"present": True}),
    "a negative number": ("opened", {"present": -1}),
    "no hash": ("counted", {"result": "m01", "invalid": 0}),
    "an odd version": ("prepared", {"manifest": "00" * 32, "members": 1, "contests": 1, "tellers": 2, "needed": 2, "sqlite": "m01", "pynacl": "1"}),
    "too many tellers": ("codes_failed", {"tellers": list(range(300))}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_the_log_does_not_take(name: str) -> None:
    kind, details = BAD[name]
    with pytest.raises(ValueError, match=r"log|lacks|is not|too long"):
        audit.record(kind, MINUTE, "", **details).to_body()


@given(st.binary(max_size=600))
def test_hostile_records_are_refused(body: bytes) -> None:
    with pytest.raises(BoxDamaged):
        audit.read_log([body])


def test_every_body_has_the_same_length(tmp_path: Path) -> None:
    meeting = counted(tmp_path / "a.box")
    assert {len(body) for body in meeting.box._vault.bodies()} == {512}


def ticking(*minutes: int) -> Iterator[datetime]:
    return (MINUTE.replace(second=59, microsecond=999) + timedelta(minutes=one) for one in minutes)


def test_times_are_cut_to_the_minute_and_a_clock_that_goes_back_is_flagged(tmp_path: Path) -> None:
    ticks = ticking(0, 1, 1, 1, -500_000, 2)
    meeting = opened(tmp_path / "a.box", clock=lambda: next(ticks))
    assert [(one.at, one.clock_went_back) for one in meeting.box.log()] == [
        ("2026-12-04T08:30", False),
        ("2026-12-04T08:31", False),
        ("2026-12-04T08:31", False),
        ("2026-12-04T08:31", False),
        ("2025-12-22T03:10", True),
        ("2026-12-04T08:32", False),
    ]


@pytest.mark.parametrize("year", [1970, 2026, 2099])
def test_the_clock_has_no_say_in_the_box(tmp_path: Path, year: int) -> None:
    meeting = opened(tmp_path / "a.box", clock=lambda: MINUTE.replace(year=year))
    for place, member in enumerate(voters(5)):
        meeting.cast(member, some_ballot(place, 3))
    meeting.close()
    assert meeting.box.count_votes(meeting.ceremony.teller_codes).tallies == meeting.naive()


def test_the_log_cannot_be_changed_from_inside(tmp_path: Path) -> None:
    db = opened(tmp_path / "a.box").box._vault._db
    for statement in ("UPDATE audit SET body=zeroblob(512)", "DELETE FROM audit"):
        with pytest.raises(Exception, match="audit"):
            db.execute(statement)


WANTED = {
    "page_size": 4096, "auto_vacuum": 0, "locking_mode": "exclusive", "journal_mode": "truncate", "synchronous": 3,
    "fullfsync": 1, "checkpoint_fullfsync": 1, "secure_delete": 1, "temp_store": 2, "cache_size": -32768,
    "cache_spill": 0, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 0,
    "application_id": 0x43484942, "user_version": 1,
}  # fmt: skip


def test_every_setting_is_on_after_creation_and_after_opening(tmp_path: Path) -> None:
    meeting = prepared(tmp_path / "a.box")
    for _ in range(2):
        db = meeting.box._vault._db
        assert {name: schema.pragma(db, name) for name in WANTED} == WANTED
        meeting.reopen()


def test_a_file_that_refuses_a_setting_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.box"
    prepared(path).box.release()
    monkeypatch.setattr(schema, "AT_CREATION", {"page_size": 8192})
    with pytest.raises(BoxDamaged, match="thiết lập an toàn"):
        Box.open_existing(path, clock=clock)


def test_no_table_can_follow_the_order_of_voting(tmp_path: Path) -> None:
    db = opened(tmp_path / "a.box").box._vault._db
    text = " ".join(row[0] or "" for row in db.execute("SELECT sql FROM sqlite_master")).lower()
    assert not re.search(r"autoincrement|current_time|created|\bdate|\bindex", text)
    assert {row[0] for row in db.execute("SELECT tbl_name FROM sqlite_master WHERE type='trigger'")} == {
        "audit"
    }


def test_only_this_user_may_read_the_file(tmp_path: Path) -> None:
    path = prepared(tmp_path / "a.box").box.path
    assert path.stat().st_mode & 0o077 == 0
