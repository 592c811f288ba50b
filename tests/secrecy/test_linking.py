"""No byte that ever reached the disk ties a mark to its voter; flawed boxes, built here on purpose, do get caught."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from nacl import bindings

from db.ballot_box import envelope, keys, slip, tellers
from db.ballot_box.codes import read_code
from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.ballot_box.disk import remembering
from tests.secrecy.attacker import Loot, links

PEOPLE, CONTESTS = 8, 10
MARKS = PEOPLE * CONTESTS


def vote(folder: Path) -> tuple[Meeting, list[Path]]:
    """Everybody votes in an order of their own; a copy of the file is kept before and after every ballot."""
    meeting = opened(folder / "a.box", CONTESTS, PEOPLE)
    versions = [_copy(meeting, folder, 0)]
    for place, member in enumerate(order()):
        meeting.cast(member, some_ballot(place, CONTESTS))
        versions.append(_copy(meeting, folder, place + 1))
    return meeting, versions


def order() -> list[str]:
    return [voters(PEOPLE)[place] for place in (3, 0, 7, 1, 6, 2, 5, 4)]


def _copy(meeting: Meeting, folder: Path, number: int) -> Path:
    version = folder / f"version-{number}"
    version.write_bytes(meeting.box.path.read_bytes())
    return version


def tellers_loot(meeting: Meeting) -> keys.TellerKeys:
    return keys.teller_keys(tellers.secret_of(meeting.box.manifest, meeting.ceremony.teller_codes))


def right(meeting: Meeting, found: dict[tuple[str, int], int]) -> int:
    """How many links are the truth."""
    return sum(meeting.ballots[member][contest] == choice for (member, contest), choice in found.items())


def test_every_version_with_the_tellers_key_links_nothing(tmp_path: Path) -> None:
    meeting, versions = vote(tmp_path)
    assert links(versions, order(), Loot()) == {}
    assert links(versions, order(), Loot(tellers=tellers_loot(meeting))) == {}


def test_every_version_with_the_resume_code_alone_links_nothing(tmp_path: Path) -> None:
    meeting, versions = vote(tmp_path)
    assert links(versions, order(), Loot(halves=tuple(map(read_code, meeting.halves)))) == {}


def test_the_attacker_is_no_fool_with_both_keys_he_links_all(tmp_path: Path) -> None:
    """The stated limit of the design, and proof that the attack itself works."""
    meeting, versions = vote(tmp_path)
    loot = Loot(tellers_loot(meeting), tuple(map(read_code, meeting.halves)))
    found = links(versions, order(), loot)
    assert (len(found), right(meeting, found)) == (MARKS, MARKS)


def test_halves_that_were_replaced_still_open_what_was_written_under_them(tmp_path: Path) -> None:
    """Why the old ones are torn up as well: with them it is the stated limit again, up to the restart and no further."""
    meeting = opened(tmp_path / "a.box", CONTESTS, PEOPLE)
    old, versions = meeting.halves, [_copy(meeting, tmp_path, 0)]
    for place, member in enumerate(order()):
        if place == PEOPLE // 2:
            meeting.reopen()
            fresh = meeting.box.resume(old)
            assert fresh is not None
            meeting.halves = fresh
        meeting.cast(member, some_ballot(place, CONTESTS))
        versions.append(_copy(meeting, tmp_path, place + 1))
    made = tellers_loot(meeting)
    linked = {
        halves: links(versions, order(), Loot(made, tuple(map(read_code, halves)))) for halves in (old, fresh)
    }
    before, after = ({member for member, _contest in found} for found in linked.values())
    assert before == set(order()[: PEOPLE // 2])
    assert after == set(order()[PEOPLE // 2 + 1 :])
    assert all(right(meeting, found) == len(found) for found in linked.values())


@pytest.fixture
def without_envelope(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flaw A: sorted closed slips, but nothing encrypts them again."""

    def cover(parts: Sequence[bytes], _epoch: bytes, _bound: envelope.Bound) -> tuple[bytes, ...]:
        return tuple(bytes(envelope.MARGIN) + body for body in parts)

    def uncover(stored: Sequence[bytes], _epoch: bytes, _bound: envelope.Bound) -> tuple[bytes, ...]:
        return tuple(body[envelope.MARGIN :] for body in stored)

    monkeypatch.setattr(envelope, "cover", cover)
    monkeypatch.setattr(envelope, "uncover", uncover)


@pytest.mark.usefixtures("without_envelope")
def test_control_without_the_envelope_everything_is_linked(tmp_path: Path) -> None:
    meeting, versions = vote(tmp_path)
    found = links(versions, order(), Loot(tellers=tellers_loot(meeting)))
    assert (len(found), right(meeting, found)) == (MARKS, MARKS)
    assert links(versions, order(), Loot()) == {}


def wrap_for_tellers_too(public: Callable[[], bytes]) -> Callable[..., bytes]:
    """Flaw B': the epoch key wrapped for the tellers as well, "in case the resume code is lost"."""
    honest = envelope.wrap

    def wrap(epoch: bytes, resume: envelope.Resume, tag: bytes) -> bytes:
        return honest(epoch, resume, tag) + bindings.crypto_box_seal(epoch, public())

    return wrap


def test_control_with_a_tellers_wrap_everything_is_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[keys.TellerKeys] = []
    honest = keys.teller_keys

    def overheard(secret: bytes) -> keys.TellerKeys:
        made.append(honest(secret))
        return made[-1]

    monkeypatch.setattr(keys, "teller_keys", overheard)
    monkeypatch.setattr(envelope, "wrap", wrap_for_tellers_too(lambda: made[0].opener.public))
    meeting, versions = vote(tmp_path)
    found = links(versions, order(), Loot(tellers=tellers_loot(meeting)))
    assert (len(found), right(meeting, found)) == (MARKS, MARKS)


def slips_in(written: Iterator[bytes], made: keys.TellerKeys) -> set[bytes]:
    """Every 64-byte window of everything written that opens with the tellers' key; dull windows are skipped."""
    seen, found = set[bytes](), set[bytes]()
    for data in written:
        for start in range(len(data) - slip.CLOSED + 1):
            window = data[start : start + slip.CLOSED]
            if window in seen or len(set(window)) < 40:  # 64 random bytes have at least 40 different values
                continue
            seen.add(window)
            if slip.open_slip(window, made.opener.public, made.opener.secret):
                found.add(window)
    return found


def written_while_voting(folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[bytes], keys.TellerKeys, int]:
    """All that reached the disk, journal included, from preparation to the last ballot; the tellers' key; bytes."""
    with remembering(patch) as disk:
        meeting = opened(folder / "a.box", 2, 3)
        for place, member in enumerate(voters(3)):
            meeting.cast(member, some_ballot(place, 2))
        meeting.box.suspend()
        meeting.box.resume()
        written = list(disk.written())
        made = tellers_loot(meeting)
        meeting.box.release()
    return written, made, sum(map(len, written))


def test_no_window_of_any_write_opens_before_the_box_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, made, size = written_while_voting(tmp_path, monkeypatch)
    assert size > 50_000
    assert slips_in(iter(written), made) == set()


@pytest.mark.usefixtures("without_envelope")
def test_control_without_the_envelope_the_windows_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, made, _size = written_while_voting(tmp_path, monkeypatch)
    assert len(slips_in(iter(written), made)) == 2 * 3


def test_no_slip_of_the_closed_box_was_ever_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with remembering(monkeypatch) as disk:
        meeting = opened(tmp_path / "a.box", 4, 6)
        for place, member in enumerate(voters(6)):
            meeting.cast(member, some_ballot(place, 4))
        before = b"|".join(disk.written())
        meeting.close()
        meeting.box.count_votes(meeting.ceremony.teller_codes)
        slips = [one for pile in meeting.box.contents().piles for one in pile]
        after = b"|".join(disk.written())
        meeting.box.release()
    assert len(slips) == 4 * 6
    assert not any(one in before for one in slips)
    assert all(one in after for one in slips)


def test_no_secret_of_the_ceremony_is_ever_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering(monkeypatch) as disk:
        meeting = opened(tmp_path / "a.box")
        for member in voters(5):
            meeting.cast(member, (1, 2, 3))
        meeting.close()
        meeting.box.count_votes(meeting.ceremony.teller_codes)
        everything = b"|".join(disk.written())
        secret = tellers.secret_of(meeting.box.manifest, meeting.ceremony.teller_codes)
        made = keys.teller_keys(secret)
        meeting.box.release()
    assert b"m03" in everything
    codes = [*meeting.ceremony.teller_codes, *meeting.halves]
    hidden = [*(read_code(one).encode() for one in codes), *(one.encode() for one in codes)]
    hidden += [secret, made.opener.secret, bytes(made.signing)]
    assert not any(one in everything for one in hidden)
