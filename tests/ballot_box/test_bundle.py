"""The bundle: what goes out comes back, the independent counter agrees, and nothing hostile gets in."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ballot_box import (
    Box,
    BoxError,
    BundleDamaged,
    NotWritten,
    WrongCode,
    WrongState,
    read_bundle,
    recount,
)
from db.ballot_box.bundle import LARGEST, read_bundle_bytes
from db.ballot_box.canonical import to_bytes
from tests.ballot_box.boxes import Meeting, clock, counted, opened, voters

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    meeting = counted(tmp_path_factory.mktemp("box") / "a.box", 4, 6)
    meeting.box.export_bundle(meeting.box.path.with_suffix(".bundle"))
    return meeting


@pytest.fixture(scope="module")
def bundle(meeting: Meeting) -> Path:
    return meeting.box.path.with_suffix(".bundle")


def test_out_and_in(meeting: Meeting, bundle: Path) -> None:
    assert read_bundle(bundle).piles == meeting.box.contents().piles
    assert recount(bundle, meeting.ceremony.teller_codes[1:]) == meeting.box.result
    assert recount(bundle, meeting.box.export_key(meeting.ceremony.teller_codes)) == meeting.box.result


def test_the_bundle_holds_no_name_and_no_time_finer_than_a_minute(bundle: Path) -> None:
    document = json.loads(bundle.read_bytes())
    log = [json.loads(bytes.fromhex(line)) for line in document["log"]]
    assert {len(line["at"]) for line in log} == {len("2026-12-04T08:30")}
    assert "Đồng chí" not in bytes.fromhex(document["manifest"]).decode()


def test_only_a_counted_box_is_exported(tmp_path: Path) -> None:
    meeting = opened(tmp_path / "a.box")
    with pytest.raises(WrongState, match="xuất hòm phiếu"):
        meeting.box.export_bundle(tmp_path / "b")


def test_a_sealed_box_is_exported_without_a_record(tmp_path: Path) -> None:
    meeting = counted(tmp_path / "a.box")
    meeting.box.seal()
    before = meeting.box.audit_head
    meeting.box.export_bundle(tmp_path / "b")
    assert meeting.box.audit_head == before
    assert read_bundle(tmp_path / "b").result == meeting.box.result
    with pytest.raises(NotWritten):
        meeting.box.export_bundle(tmp_path / "nowhere" / "b")


def test_wrong_keys(meeting: Meeting, bundle: Path, tmp_path: Path) -> None:
    other = counted(tmp_path / "other.box")
    for secret in (other.ceremony.teller_codes, other.box.export_key(other.ceremony.teller_codes), b"short"):
        with pytest.raises(WrongCode):
            recount(bundle, secret)
    with pytest.raises(WrongCode):
        recount(bundle, meeting.ceremony.teller_codes[:1])


def random_box(path: Path, dice: random.Random) -> Meeting:
    people, contests = dice.randint(3, 12), dice.randint(1, 8)
    tellers = dice.randint(2, 4)
    meeting = opened(path, contests, people, tellers=tellers, needed=dice.randint(2, tellers))
    order = voters(people)
    dice.shuffle(order)
    for member in order[: dice.randint(3, people)]:
        meeting.cast(member, [dice.randrange(5) for _ in range(contests)])
    if contests > 1 and dice.random() < 0.5:
        meeting.box.suspend()
        meeting.box.void_contest(dice.choice(meeting.box.manifest.contests), 2)
    meeting.close()
    meeting.box.count_votes(meeting.ceremony.teller_codes)
    return meeting


def agree(path: Path, counter: ModuleType, dice: random.Random) -> None:
    """Program, independent counter and naive counter on one random box."""
    meeting = random_box(path, dice)
    bundle = path.with_suffix(".bundle")
    meeting.box.export_bundle(bundle)
    needed = meeting.box.manifest.needed
    codes = dice.sample(meeting.ceremony.teller_codes, needed)
    found = counter.recount(bundle.read_bytes(), codes)
    assert found == counter.recount(bundle.read_bytes(), meeting.box.export_key(codes))
    theirs = [(one["subject"], tuple(one["levels"]), one["blank"]) for one in found["contests"]]
    naive = tuple(one for one in meeting.naive() if one.subject not in meeting.box.voided)
    assert theirs == [(one.subject, one.by_level, one.blank) for one in naive]
    ours = recount(bundle, codes)
    assert ours.tallies == naive
    assert json.loads(ours.body) == found
    meeting.box.release()


def test_the_independent_counter_agrees(tmp_path: Path, counter: ModuleType) -> None:
    dice = random.Random()
    for number in range(12):
        agree(tmp_path / f"{number}.box", counter, dice)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_the_independent_counter_agrees_a_thousand_times(tmp_path: Path, counter: ModuleType) -> None:
    dice = random.Random()
    for number in range(1000):
        agree(tmp_path / f"{number}.box", counter, dice)


def test_the_independent_counter_from_the_command_line(meeting: Meeting, bundle: Path) -> None:
    key = meeting.box.export_key(meeting.ceremony.teller_codes).hex()
    command = [sys.executable, str(ROOT / "docs" / "recount.py"), str(bundle), "--key", key]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "6 ballots, 6 present; signature, log and slips agree" in run.stdout
    command[-1] = "00" * 32
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 1


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a slip dropped": lambda d: d["piles"].__setitem__(0, d["piles"][0][128:]),
    "a slip doubled": lambda d: d["piles"].__setitem__(0, d["piles"][0][:128] + d["piles"][0]),
    "a slip cut": lambda d: d["piles"].__setitem__(0, d["piles"][0][:-2]),
    "piles swapped": lambda d: d["piles"].reverse(),
    "slips unsorted": lambda d: d["piles"].__setitem__(0, d["piles"][0][128:] + d["piles"][0][:128]),
    "a pile dropped": lambda d: d["piles"].pop(),
    "a voter unmarked": lambda d: d.__setitem__("roll", "01" + d["roll"][2:]),
    "an odd mark": lambda d: d.__setitem__("roll", "02" + d["roll"][2:]),
    "a record dropped": lambda d: d["log"].pop(),
    "a record doubled": lambda d: d["log"].append(d["log"][-1]),
    "records swapped": lambda d: d["log"].reverse(),
    "log empty": lambda d: d["log"].clear(),
    "capital hex": lambda d: d.__setitem__("signature", d["signature"].upper()),
    "no signature": lambda d: d.__setitem__("signature", ""),
    "other signature": lambda d: d.__setitem__("signature", "00" * 64),
    "no result": lambda d: d.__setitem__("result", ""),
    "a field more": lambda d: d.__setitem__("sql", "DROP TABLE box"),
    "a field less": lambda d: d.pop("log"),
    "number for text": lambda d: d.__setitem__("manifest", 7),
    "text for list": lambda d: d.__setitem__("piles", "00"),
    "other format": lambda d: d.__setitem__("format", "chibo-box-bundle/2"),
    "manifest too long": lambda d: d.__setitem__("manifest", "00" * (2 << 20)),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits_are_refused_by_both(bundle: Path, meeting: Meeting, counter: ModuleType, name: str) -> None:
    document = json.loads(bundle.read_bytes())
    EDITS[name](document)
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(to_bytes(document))
    if name not in {"capital hex", "a field more", "other format"}:
        with pytest.raises((counter.Wrong, ValueError, KeyError, TypeError)):
            counter.recount(to_bytes(document), list(meeting.ceremony.teller_codes))


@pytest.mark.parametrize("name", ["manifest", "result"])
@pytest.mark.parametrize("swap", [(b'"n":6', b'"n":5'), (b'"round":1', b'"round":2'), (b"chibo", b"CHIBO")])
def test_an_edited_manifest_or_result_is_refused(bundle: Path, name: str, swap: tuple[bytes, bytes]) -> None:
    document = json.loads(bundle.read_bytes())
    body = bytes.fromhex(document[name])
    document[name] = body.replace(*swap).hex()
    if body.replace(*swap) != body:
        with pytest.raises(BundleDamaged):
            read_bundle_bytes(to_bytes(document))


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BundleDamaged, match="lớn bất thường"):
        read_bundle(huge)
    with pytest.raises(BundleDamaged, match="Không đọc được"):
        read_bundle(tmp_path / "nothing")


HOSTILE = [
    b"",
    b"{}",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"\xff\xfe",
    b"SQLite format 3\0" + bytes(4096),
    b'{"n":' + b"9" * 10_000 + b"}",
    b'{"a":NaN}',
    b'{"a":"\\ud800"}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_are_refused_in_one_sentence(body: bytes) -> None:
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(body)


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(
    field=st.sampled_from(["manifest", "roll", "piles", "log", "head", "result", "signature", "format"]),
    value=JSON,
)
def test_any_field_of_another_kind_is_refused(bundle: Path, field: str, value: Any) -> None:
    document = json.loads(bundle.read_bytes())
    document[field] = value
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(to_bytes(document))


@given(name=st.sampled_from(["manifest", "result"]), key=st.integers(0, 18), value=JSON)
def test_any_inner_field_of_another_kind_is_refused(bundle: Path, name: str, key: int, value: Any) -> None:
    document = json.loads(bundle.read_bytes())
    inner = json.loads(bytes.fromhex(document[name]))
    chosen = sorted(inner)[key % len(inner)]
    if inner[chosen] == value and type(inner[chosen]) is type(value):
        return
    inner[chosen] = value
    document[name] = to_bytes(inner).hex()
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(to_bytes(document))


@given(place=st.integers(0, 10_000_000), value=st.integers(1, 255))
def test_any_changed_byte_is_refused(bundle: Path, place: int, value: int) -> None:
    body = bytearray(bundle.read_bytes())
    body[place % len(body)] ^= value
    with pytest.raises(BundleDamaged):
        read_bundle_bytes(bytes(body))


@given(st.binary(max_size=5000))
def test_a_hostile_box_file_is_refused(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile.box"
    path.write_bytes(body)
    with pytest.raises(BoxError):
        Box.open_existing(path, clock=clock)
