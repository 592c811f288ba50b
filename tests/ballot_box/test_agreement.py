"""Program and independent counter agree on what is counted, also where the tellers themselves forge and sign.

The counter is short so that others can read it: what a record of the log or a field of the manifest may say beyond
the count is known to the program alone, which refuses more.
"""

import json
import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from db.ballot_box import BoxError
from db.ballot_box.bundle import read_bundle_bytes, recount_contents
from db.ballot_box.keys import teller_keys
from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.ballot_box.signer import Forged, forged

AT = "2026-12-04T08:30"
CONTESTS, PEOPLE, CAST = 3, 6, 4


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    """One of the six is present and does not vote, one is not there."""
    meeting = opened(tmp_path_factory.mktemp("box") / "a.box", CONTESTS, PEOPLE)
    for place, member in enumerate(voters(CAST)):
        meeting.cast(member, some_ballot(place, CONTESTS))
    meeting.box.set_present("m06", present=False)
    meeting.close()
    meeting.box.count_votes(meeting.ceremony.teller_codes)
    return meeting


def ours(body: bytes, key: bytes | list[str]) -> bytes | None:
    """What the program says was signed; None where it refuses."""
    try:
        return recount_contents(read_bundle_bytes(body), key).body
    except BoxError:
        return None


def theirs(counter: ModuleType, body: bytes, key: bytes | list[str]) -> dict[str, Any] | None:
    """What the independent counter says; None where it refuses, which it does in words of its own."""
    try:
        found: dict[str, Any] = counter.recount(body, key)
    except counter.Wrong:
        return None
    return found


def both(counter: ModuleType, meeting: Meeting, body: bytes) -> list[bool]:
    """Whether each of them accepts it: program and counter, with the key and with the codes."""
    made = forged(meeting).keys.opener.secret
    found = []
    for key in (made, list(meeting.ceremony.teller_codes[:2])):
        mine, other = ours(body, key), theirs(counter, body, key)
        assert mine is None or other is None or json.loads(mine) == other
        found += [mine is not None, other is not None]
    return found


def insert(place: int, **record: Any) -> Callable[[Forged], object]:
    return lambda one: one.log.insert(place, {"at": AT, "back": False, **record})


def void(*contests: int) -> Callable[[Forged], None]:
    """Voting was suspended before it was closed, and these contests (from 1) were declared void."""

    def change(one: Forged) -> None:
        at = one.log.index(one.record("closed"))
        made = [{"kind": "contest_voided", "contest": number, "confirmations": 2} for number in contests]
        rows = [{"kind": "suspended", "reason": "mistake", "n": CAST}, *made]
        one.log[at:at] = [{"at": AT, "back": False, **row} for row in rows]

    return change


def edit_result(**fields: Any) -> Callable[[Forged], object]:
    return lambda one: setattr(one, "result", lambda told: {**told, **fields})


def spaced(one: Forged) -> None:
    one.result = lambda told: json.dumps(told).encode()


def in_other_types(one: Forged) -> None:
    """1.0 and True are equal to 1 in Python; on paper they are not."""
    one.result = lambda told: {**told, "n": float(told["n"]), "round": True}


def stuffed_row(one: Forged) -> None:
    """A ballot for a row that no voter has."""
    one.stuff()
    one.roll += b"\3"


def stuffed_slip(one: Forged) -> None:
    one.piles[0].append(one.piles[1][0])
    one.piles[0].sort()


def stuffed_records(one: Forged) -> None:
    one.record("closed")["n"] += 1


def cut_slip(one: Forged) -> None:
    one.piles[0][-1] = one.piles[0][-1][:-1]


def other_signer(one: Forged) -> None:
    """Signed by a key that is not that of the codes: only whoever has the codes can see it."""
    one.signer = teller_keys(bytes(32))


END = 99
FORGERIES: dict[str, Callable[[Forged], object]] = {
    "a ballot of nobody": stuffed_row,
    "a slip too many in one pile": stuffed_slip,
    "a closing record of another number": stuffed_records,
    "a slip cut short": cut_slip,
    "a roll of one voter fewer": lambda one: setattr(one, "roll", one.roll[:-1]),
    "a mark on the roll that means nothing": lambda one: setattr(one, "roll", one.roll[:-1] + b"\2"),
    "a voter twice in the list": lambda one: one.manifest["members"].append("m01"),
    "room for more ballots than voters": lambda one: one.manifest.update(capacity=PEOPLE + 1),
    "one contest twice": lambda one: one.manifest["contests"].__setitem__(0, "m02"),
    "counted twice": lambda one: one.log.append(dict(one.record("counted"))),
    "a contest void that there is not": void(99),
    "the contest before the first void": void(0),
    "a contest void twice": void(1, 1),
    "every contest void": void(1, 2, 3),
    "results in other types": in_other_types,
    "results written another way": spaced,
    "results of more ballots": edit_result(n=CAST + 1),
    "a field of the results more": edit_result(note=1),
    "a field of the bundle more": lambda one: one.more.update(sql="DROP TABLE box"),
    "a bundle of another format": lambda one: one.more.update(format="chibo-box-bundle/2"),
}


GRAMMAR: dict[str, Callable[[Forged], object]] = {
    "a voter with a name": lambda one: one.manifest["members"].__setitem__(0, "Nguyễn Văn An"),
    "a field of the manifest more": lambda one: one.manifest.update(note=1),
    "capital letters in the manifest": lambda one: one.manifest.update(sid=one.manifest["sid"].upper()),
    "a record that names somebody": lambda one: one.log[1].update(who="m01"),
    "a record of no kind": insert(1, kind="voted"),
    "opened after it was closed": insert(END, kind="resumed", n=4),
    "given up after it was counted": insert(END, kind="void", reason="meeting", n=4, confirmations=2),
    "closed before it was opened": lambda one: one.log.insert(
        1, one.log.pop(one.log.index(one.record("closed")))
    ),
    "a contest void while people vote": insert(-3, kind="contest_voided", contest=1, confirmations=2),
}
"""What changes no count, and what no program of ours writes."""


def test_what_the_tellers_sign_honestly_is_accepted_by_both(meeting: Meeting, counter: ModuleType) -> None:
    """The control: taken apart and put together again; with a contest void; with a slip that is none."""
    assert both(counter, meeting, forged(meeting).body()) == [True] * 4
    without = forged(meeting)
    void(2)(without)
    assert both(counter, meeting, without.body()) == [True] * 4
    strange = forged(meeting)
    strange.piles[0][0] = bytes(64)
    assert both(counter, meeting, strange.body()) == [True] * 4


@pytest.mark.parametrize("name", FORGERIES)
def test_forgeries_by_the_tellers_are_refused_by_both(
    meeting: Meeting, counter: ModuleType, name: str
) -> None:
    made = forged(meeting)
    FORGERIES[name](made)
    assert both(counter, meeting, made.body()) == [False] * 4


@pytest.mark.parametrize("name", GRAMMAR)
def test_the_program_alone_knows_what_else_a_part_may_say(
    meeting: Meeting, counter: ModuleType, name: str
) -> None:
    made = forged(meeting)
    GRAMMAR[name](made)
    assert both(counter, meeting, made.body()) == [False, True] * 2


def test_a_signature_that_is_not_of_the_codes_is_seen_by_whoever_has_the_codes(
    meeting: Meeting, counter: ModuleType
) -> None:
    made = forged(meeting)
    other_signer(made)
    assert both(counter, meeting, made.body()) == [True, True, False, False]


def test_a_hostile_log_never_ends_in_anything_but_a_sentence(meeting: Meeting) -> None:
    """An index out of range is no sentence: a contest that there is not used to end so."""
    made = forged(meeting)
    FORGERIES["a contest void that there is not"](made)
    with pytest.raises(BoxError, match="mục không có trên phiếu"):
        read_bundle_bytes(made.body())


def padded(body: bytes) -> bytes:
    document = json.loads(body)
    document["log"][0] += "00"
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "with spaces": lambda body: json.dumps(json.loads(body)).encode(),
    "with a line after it": lambda body: body + b"\n",
    "with a mark before it": lambda body: b"\xef\xbb\xbf" + body,
    "in two bytes a letter": lambda body: body.decode().encode("utf-16"),
    "with a field said twice": lambda body: b'{"roll":"00",' + body[1:],
    "with a record that keeps its padding": padded,
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_bundle_is_written_in_one_way_only(meeting: Meeting, counter: ModuleType, name: str) -> None:
    assert both(counter, meeting, WRITTEN[name](forged(meeting).body())) == [False] * 4


VALUES = [0, 1, -1, 3, True, None, "", "00", "x", [], ["a"], {}, 1.0, 1 << 40]


def strike(one: Forged, dice: random.Random) -> None:
    """Change something, anywhere."""
    part = dice.choice([one.manifest, *one.log])
    name = dice.choice(sorted(part))
    if name not in {
        "kind",
        "capacity",
        "contests",
        "sid",
        "contest",
    }:  # what a forger needs to write a bundle at all
        part[name] = dice.choice(VALUES)


def strike_bytes(body: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(body))
    return body[:place] + bytes([dice.choice(b'0123456789abcdefA ,:"[]{}\n')]) + body[place + 1 :]


def agree_on(meeting: Meeting, counter: ModuleType, dice: random.Random) -> None:
    made = forged(meeting)
    for _ in range(dice.choice([0, 1, 1, 2])):
        strike(made, dice)
    body = made.body()
    key = made.keys.opener.secret
    for one in (body, strike_bytes(body, dice)):
        mine = ours(one, key)
        assert mine is None or json.loads(mine) == theirs(counter, one, key)


def test_they_agree_on_whatever_is_struck(meeting: Meeting, counter: ModuleType) -> None:
    dice = random.Random(20261204)
    for _ in range(60):
        agree_on(meeting, counter, dice)


@pytest.mark.long
@pytest.mark.timeout(0)
def test_they_agree_on_a_hundred_thousand(meeting: Meeting, counter: ModuleType) -> None:
    dice = random.Random()
    for _ in range(50_000):
        agree_on(meeting, counter, dice)
