"""Someone edits the file while the program is closed: it is noticed at the next opening, or when the halves unlock it."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.ballot_box import (
    Box,
    BoxBusy,
    BoxDamaged,
    BoxError,
    BoxState,
    NotWritten,
    WrongCode,
    WrongState,
    audit,
    envelope,
    inspection,
    slip,
    store,
    tellers,
)
from db.ballot_box.envelope import MARGIN
from db.ballot_box.keys import Opener, opener_of
from db.ballot_box.schema import TABLES
from db.ballot_box.slip import add, close_slip, fold, pack, unpack
from meeting.ballot import Tally
from tests.ballot_box.boxes import MINUTE, Meeting, clock, closed, counted, opened, some_ballot, voters

Edit = Callable[[sqlite3.Connection], object]


@pytest.fixture(autouse=True)
def a_part_for_each_pile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small boxes lie in one part; here each pile gets its own, so that parts can be swapped or be missing."""
    monkeypatch.setattr(slip, "PART", 1)


def edit(path: Path, change: Edit) -> None:
    db = sqlite3.connect(path)
    change(db)
    db.commit()
    db.close()


def half_voted(path: Path) -> Meeting:
    meeting = opened(path, 3, 6, present=voters(5))
    for place, member in enumerate(voters(4)):
        meeting.cast(member, some_ballot(place, 3))
    meeting.box.suspend()
    meeting.box.resume()
    return meeting


def sql(*statements: str) -> Edit:
    return lambda db: [db.execute(one) for one in statements]


def flip(table: str, column: str, where: str, place: int) -> Edit:
    """Change one byte in a blob, wherever triggers would forbid it."""

    def change(db: sqlite3.Connection) -> None:
        found = db.execute(f"SELECT {column} FROM {table} WHERE {where}")  # noqa: S608 -- our own words
        body = bytearray(found.fetchone()[0])
        body[place] ^= 1
        for name in ("audit_stays", "audit_keeps"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute(f"UPDATE {table} SET {column}=? WHERE {where}", (bytes(body),))  # noqa: S608 -- our own words
        _put_triggers_back(db)

    return change


def _put_triggers_back(db: sqlite3.Connection) -> None:
    for statement in TABLES[-2:]:
        db.execute(statement)


def forge_record(db: sqlite3.Connection) -> None:
    """Append a perfectly chained record that says voting was resumed."""
    body = audit.record("resumed", MINUTE, "", n=4).to_body()
    previous = db.execute("SELECT audit_head FROM head").fetchone()[0]
    link = audit.link(previous, body)
    db.execute("INSERT INTO audit SELECT max(seq)+1, ?, ?, ? FROM audit", (previous, body, link))
    db.execute("UPDATE head SET audit_head=?, state='open'", (link,))


def forge_audit(db: sqlite3.Connection) -> None:
    """Cut the log back to its start, with a sound chain, head and bound link."""
    db.execute("DROP TRIGGER audit_keeps")
    db.execute("DROP TRIGGER audit_stays")
    db.execute("DELETE FROM audit WHERE seq > 5")
    link = db.execute("SELECT h FROM audit ORDER BY seq DESC LIMIT 1").fetchone()[0]
    db.execute("UPDATE head SET audit_head=?, audit_bound=?, state='open'", (link, link))
    _put_triggers_back(db)


SWAP = """UPDATE box SET ct = CASE part WHEN 0 THEN (SELECT ct FROM box WHERE part=1)
          ELSE (SELECT ct FROM box WHERE part=0) END WHERE part IN (0,1)"""

WHILE_OPEN: dict[str, Edit] = {
    "a voter unmarked": sql("UPDATE roll SET voted=0 WHERE member=1"),
    "who voted swapped": sql(
        "UPDATE roll SET voted=0 WHERE member=1", "UPDATE roll SET voted=1 WHERE member=5"
    ),
    "a voter marked and counted": sql("UPDATE roll SET voted=1 WHERE member=5", "UPDATE head SET n=n+1"),
    "someone made present": sql("UPDATE roll SET present=1 WHERE member=6"),
    "count changed": sql("UPDATE head SET n=n+1"),
    "piles swapped": sql(SWAP),
    "a row of the roll gone": sql("DELETE FROM roll WHERE member=6"),
    "a pile gone": sql("DELETE FROM box WHERE part=2"),
    "a pile shortened": sql("UPDATE box SET ct=substr(ct,1,100) WHERE part=1"),
    "a pile emptied": sql("UPDATE box SET ct=zeroblob(length(ct)) WHERE part=1"),
    "a byte of a nonce": flip("box", "ct", "part=0", 3),
    "a byte of a pile": flip("box", "ct", "part=1", 60),
    "a byte of the last mark": flip("box", "ct", "part=2", -1),
    "a byte of the manifest": flip("manifest", "body", "id=1", 40),
    "the manifest's hash": flip("manifest", "hash", "id=1", 0),
    "a byte of the log": flip("audit", "body", "seq=2", 10),
    "padding of the log": flip("audit", "body", "seq=2", -1),
    "a link of the log": flip("audit", "h", "seq=2", 0),
    "the head of the log": flip("head", "audit_head", "id=1", 0),
    "the bound link": flip("head", "audit_bound", "id=1", 0),
    "a forged record": forge_record,
    "the log cut back": forge_audit,
    "state closed": sql("UPDATE head SET state='closed'"),
    "state prepared": sql("UPDATE head SET state='prepared'"),
    "wrap zeroed": sql("UPDATE head SET wrap_r=zeroblob(88)"),
    "no head": sql("DELETE FROM head"),
    "no manifest": sql("DELETE FROM manifest"),
    "a result put in": sql("INSERT INTO result VALUES(1, x'00', x'00')", "UPDATE head SET state='counted'"),
    "a table more": sql("CREATE TABLE more(x)"),
    "a trigger more": sql("CREATE TRIGGER spy AFTER UPDATE ON box BEGIN SELECT 1; END"),
    "a trigger less": sql("DROP TRIGGER audit_keeps"),
    "another program's file": sql("PRAGMA application_id=1"),
    "a later version": sql("PRAGMA user_version=2"),
}


@pytest.mark.parametrize("name", WHILE_OPEN)
def test_an_edit_while_voting_is_noticed(tmp_path: Path, name: str) -> None:
    meeting = half_voted(tmp_path / "a.box")
    path = meeting.box.path
    meeting.box.release()
    edit(path, WHILE_OPEN[name])
    with pytest.raises((BoxDamaged, WrongCode)), Box.open_existing(path, clock=clock) as box:
        box.unlock(meeting.halves)


def test_control_an_untouched_box_unlocks(tmp_path: Path) -> None:
    meeting = half_voted(tmp_path / "a.box")
    path = meeting.box.path
    meeting.box.release()
    edit(path, sql("PRAGMA user_version=1"))
    with Box.open_existing(path, clock=clock) as box:
        assert box.unlock(meeting.halves) is not None


WHEN_CLOSED: dict[str, Edit] = {
    "a voter unmarked": sql("UPDATE roll SET voted=0 WHERE member=1"),
    "who voted swapped": sql(
        "UPDATE roll SET voted=0 WHERE member=1", "UPDATE roll SET present=1, voted=1 WHERE member=6"
    ),
    "piles swapped": sql(SWAP),
    "a byte of a slip": flip("box", "ct", "part=1", MARGIN + 2 + 70),
    "a byte of the margin": flip("box", "ct", "part=1", 5),
    "count of a pile": flip("box", "ct", "part=1", MARGIN + 1),
    "state open": sql("UPDATE head SET state='open'"),
    "state suspended": sql("UPDATE head SET state='suspended'"),
    "state counted": sql("UPDATE head SET state='counted'"),
}


@pytest.mark.parametrize("name", WHEN_CLOSED)
def test_an_edit_after_closing_is_noticed(tmp_path: Path, name: str) -> None:
    meeting = closed_but_one(tmp_path / "a.box")
    meeting.box.release()
    edit(meeting.box.path, WHEN_CLOSED[name])
    with pytest.raises(BoxDamaged):
        Box.open_existing(meeting.box.path, clock=clock)


def closed_but_one(path: Path) -> Meeting:
    meeting = half_voted(path)
    meeting.cast("m05", (1, 1, 1))
    meeting.close()
    return meeting


RESULTS: dict[str, Edit] = {
    "figures": flip("result", "body", "id=1", 100),
    "signature": flip("result", "signature", "id=1", 5),
    "result gone": sql("DELETE FROM result"),
    "state back": sql("UPDATE head SET state='closed'"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_an_edited_result_is_noticed(tmp_path: Path, name: str) -> None:
    meeting = counted(tmp_path / "a.box")
    meeting.box.release()
    edit(meeting.box.path, RESULTS[name])
    with pytest.raises(BoxDamaged):
        Box.open_existing(meeting.box.path, clock=clock)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_noticed(tmp_path: Path, share: float) -> None:
    meeting = half_voted(tmp_path / "a.box")
    meeting.box.release()
    body = meeting.box.path.read_bytes()
    meeting.box.path.write_bytes(body[: int(len(body) * share)])
    with pytest.raises(BoxError), Box.open_existing(meeting.box.path, clock=clock) as box:
        box.unlock(meeting.halves)


def test_an_older_copy_is_noticed_by_the_paper_list(tmp_path: Path) -> None:
    """The file alone cannot tell (stated limit); the number of signatures can."""
    meeting = half_voted(tmp_path / "a.box")
    older = meeting.box.path.read_bytes()
    meeting.cast("m05", (1, 1, 1))
    meeting.box.release()
    meeting.box.path.write_bytes(older)
    with Box.open_existing(meeting.box.path, clock=clock) as box:
        with pytest.raises(WrongState, match="4 phiếu nhưng danh sách ký có 5"):
            box.resume(meeting.halves, paper_count=5)
        assert box.is_locked


def resealed(meeting: Meeting, contest: int, slips: list[bytes]) -> None:
    """An attacker who holds the epoch key puts slips of his own into a pile while the box is open."""
    vault = meeting.box._vault
    assert vault.epoch is not None
    head, roll = vault.head(), vault.roll()
    packed = list(vault._packed(head, roll, vault.epoch.key))
    packed[contest] = pack(tuple(sorted(slips)), meeting.box.manifest.capacity)
    store.write_parts(
        vault._db, envelope.cover(slip.lay_out(packed), vault.epoch.key, vault._bound(head, roll))
    )


def foreign_slips(meeting: Meeting, other: Meeting) -> dict[str, bytes]:
    """Slips that must never count: of another session, another contest, an unknown choice, or no slip at all."""
    manifest, theirs = meeting.box.manifest, other.box.manifest
    return {
        "another session, same key": close_slip(fold(theirs.tag, 0, 1), manifest.opener),
        "another session's slip": close_slip(fold(theirs.tag, 0, 1), theirs.opener),
        "another contest": close_slip(fold(manifest.tag, 1, 1), manifest.opener),
        "an unknown choice": close_slip(fold(manifest.tag, 0, 5), manifest.opener),
        "padding": close_slip(fold(manifest.tag, 0, 1)[:-1] + b"x", manifest.opener),
        "no slip at all": bytes(range(64)),
    }


@pytest.mark.parametrize("kind", range(6))
def test_foreign_slips_are_reported_and_never_counted(tmp_path: Path, kind: int) -> None:
    meeting = half_voted(tmp_path / "a.box")
    other = opened(tmp_path / "b.box")
    foreign = list(foreign_slips(meeting, other).values())[kind]
    manifest = meeting.box.manifest
    good = [close_slip(fold(manifest.tag, 0, 2), manifest.opener) for _ in range(3)]
    resealed(meeting, 0, [*good, foreign])
    meeting.close()
    result = meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert result.invalid == (1, 0, 0)
    assert (result.tallies[0].by_level, result.tallies[0].blank) == ((0, 3, 0, 0), 0)
    assert meeting.box.log()[-1].details["invalid"] == 1


def with_twins(path: Path) -> Meeting:
    meeting = half_voted(path)
    manifest = meeting.box.manifest
    one, two, three = (close_slip(fold(manifest.tag, 0, 2), manifest.opener) for _ in range(3))
    resealed(meeting, 0, [one, one, two, three])
    return meeting


def test_a_slip_put_in_twice_stops_every_step_but_a_ballot(tmp_path: Path) -> None:
    """A ballot finds its place in the bytes; every other step reads all slips, closing above all."""
    meeting = with_twins(tmp_path / "a.box")
    with pytest.raises(BoxDamaged, match="nguyên vẹn"):
        meeting.box.suspend()
    meeting.cast("m05", (1, 1, 1))
    with pytest.raises(BoxDamaged, match="nguyên vẹn"):
        meeting.close()
    assert meeting.box.state is BoxState.OPEN


def test_a_slip_too_many_stops_the_next_ballot(tmp_path: Path) -> None:
    meeting = half_voted(tmp_path / "a.box")
    manifest = meeting.box.manifest
    resealed(meeting, 0, [close_slip(fold(manifest.tag, 0, 2), manifest.opener) for _ in range(5)])
    with pytest.raises(BoxDamaged, match="không bằng số phiếu"):
        meeting.cast("m05", (1, 1, 1))


def test_a_slip_put_in_twice_is_never_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if closing had not looked."""
    meeting = with_twins(tmp_path / "a.box")
    with monkeypatch.context() as blind:
        blind.setattr(inspection, "check_piles", lambda *_: ())
        meeting.close()
    with pytest.raises(BoxDamaged, match="nguyên vẹn"):
        meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert meeting.box.log()[-1].kind == "count_failed"


class Original:
    """A released box, and its file as it was (no dataclass: hypothesis would print it whole)."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.body = meeting.box.path.read_bytes()


@pytest.fixture(scope="module", params=["open", "counted"])
def original(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Original:
    path = tmp_path_factory.mktemp("fuzz") / "a.box"
    meeting = half_voted(path) if request.param == "open" else counted(path)
    meeting.box.release()
    return Original(meeting)


ANY_PLACE = st.integers(0, 10_000_000) | st.integers(0, 4095)  # the first page holds the schema


@settings(max_examples=150)
@given(place=ANY_PLACE, value=st.integers(1, 255), length=st.integers(1, 8))
def test_any_changed_bytes_are_refused_or_harmless(
    original: Original, place: int, value: int, length: int
) -> None:
    """Whatever bytes of the file are changed: one sentence, or the very same ballots, roll and result."""
    body = bytearray(original.body)
    for at in range(length):
        body[(place + at) % len(body)] ^= value
    path = original.meeting.box.path
    path.write_bytes(bytes(body))
    try:
        box = Box.open_existing(path, clock=clock)
    except (BoxDamaged, BoxBusy, NotWritten):
        return
    with box:
        assert {member for member, _present, voted in box.roll() if voted} == set(original.meeting.ballots)
        assert box.result is None or box.result.tallies == meeting_naive(original.meeting, box)
        try:
            box.unlock(original.meeting.halves)
        except (BoxDamaged, WrongCode):
            return


def meeting_naive(meeting: Meeting, box: Box) -> tuple[Tally, ...]:
    return Meeting(box, meeting.ceremony, meeting.halves, meeting.ballots).naive()


def test_pack_and_unpack_know_only_the_canonical_form() -> None:
    one, two = bytes([1] * 64), bytes([2] * 64)
    assert unpack(pack((one, two), 4), 4) == (one, two)
    for bad in (
        pack((two, one), 4),
        pack((one, one), 4),
        pack((one,), 4)[:-1] + b"x",
        b"\xff\xff" + bytes(256),
    ):
        with pytest.raises(BoxDamaged):
            unpack(bad, 4)


def test_a_pile_takes_no_twin_and_no_slip_too_many() -> None:
    one, two, three = (bytes([number] * 64) for number in (1, 2, 3))
    full = add(add(pack((), 2), two), one)
    assert unpack(full, 2) == (one, two)
    for pile, one_more in ((full, three), (pack((one, two), 3), two), (pack((one, two), 3), one)):
        with pytest.raises(BoxDamaged):
            add(pile, one_more)


def test_swapped_public_keys_are_noticed_by_the_tellers(tmp_path: Path) -> None:
    """Someone who prepares the box puts in a key of his own; the rehearsal of the codes finds it."""
    meeting = closed(tmp_path / "a.box")
    mine: Opener = opener_of(bytes(range(32)))
    forged = replace(meeting.box.manifest, open_public=mine.public.hex())
    with pytest.raises(BoxDamaged, match="Khóa"):
        tellers.prove(forged, meeting.ceremony.teller_codes)
