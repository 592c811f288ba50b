"""A whole vote: no code on the disk, nothing of a single ballot outside the box, nothing in the program's log."""

import logging
import os
import re
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from db.ballot_box import Ceremony, read_code
from db.ballot_box.codes import make_code
from desktop import voting
from desktop.desk import Desk
from tests.desktop.meeting_room import PEOPLE, meeting_desk, open_ballot, restarted

MARKS = (4, 1, 0, 3, 2)


def files(*folders: Path) -> dict[Path, bytes]:
    """Everything that lies in these folders."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def beside_the_box(folder: Path) -> dict[str, str]:
    """What there is but for the box, its journal included: names and contents."""
    found = files(folder).items()
    return {str(path): sha256(body).hexdigest() for path, body in found if ".box" not in path.name}


def cast_all(desk: Desk, after_each: Callable[[], object]) -> None:
    """Everybody votes, each differently."""
    voters = [member for member, present, voted in voting.roll(desk) if present and not voted]
    contests = len(voting.box_of(desk).manifest.contests)
    for turn, member in enumerate(voters):
        voting.cast(desk, member, [MARKS[(turn + place) % len(MARKS)] for place in range(contests)])
        after_each()


def whole_vote(desk: Desk, after_each: Callable[[], object]) -> tuple[Desk, list[str]]:
    """Vote with a pause, a restart and wrong codes in between, and count; returns all codes there ever were."""
    ceremony = open_ballot(desk)
    voting.suspend(desk)
    again = restarted(desk)
    fresh = voting.unlock(again, ceremony.resume_halves, signatures=voting.box_of(again).count) or ()
    voting.resume(again)
    cast_all(again, after_each)
    voting.close_box(again, confirmations=2, signatures=len(PEOPLE))
    voting.count(again, ceremony.teller_codes)
    return again, [*_codes(ceremony), *fresh]


def _codes(ceremony: Ceremony) -> tuple[str, ...]:
    return (*ceremony.teller_codes, *ceremony.resume_halves)


def written(codes: list[str], bodies: dict[Path, bytes]) -> list[Path]:
    """Files that hold a code, as it is shown or as it is typed."""
    forms = [form.encode() for code in codes for form in (code, read_code(code), code.replace("-", " "))]
    return [path for path, body in bodies.items() if any(form in body for form in forms)]


def test_no_code_is_on_the_disk_anywhere(tmp_path: Path) -> None:
    desk, codes = whole_vote(meeting_desk(tmp_path / "so.chibo"), lambda: None)
    with desk:
        assert len(set(codes)) == 6
        left = files(tmp_path, Path(os.environ["HOME"]))
        left |= {one: one.read_bytes() for one in Path(tempfile.gettempdir()).glob("*.tmp") if one.is_file()}
        assert any(path.suffix == ".box" for path in left)
        assert written(codes, left) == []


def test_control_a_code_in_a_note_is_found(tmp_path: Path) -> None:
    code = make_code()
    for form in (code, read_code(code), code.replace("-", " ")):
        (tmp_path / "ghi-chu.txt").write_text(f"mã: {form}", encoding="utf-8")
        assert written([code], files(tmp_path)) == [tmp_path / "ghi-chu.txt"]


def test_a_ballot_touches_nothing_but_the_box(tmp_path: Path) -> None:
    """Neither the book nor any other file changes from the first ballot to the last, nor does one appear."""
    seen = []
    desk, _codes_of = whole_vote(
        meeting_desk(tmp_path / "so.chibo"), lambda: seen.append(beside_the_box(tmp_path))
    )
    desk.close()
    assert len(seen) == len(PEOPLE)
    assert seen[0]
    assert all(one == seen[0] for one in seen)


def test_control_a_file_that_follows_the_vote_is_seen(tmp_path: Path) -> None:
    seen = []

    def note() -> None:
        with (tmp_path / "luot.txt").open("a", encoding="utf-8") as file:
            file.write("+")
        seen.append(beside_the_box(tmp_path))

    desk, _codes_of = whole_vote(meeting_desk(tmp_path / "so.chibo"), note)
    desk.close()
    assert len({frozenset(one.items()) for one in seen}) == len(PEOPLE)


def lint(text: str, codes: list[str]) -> None:
    """AssertionError where a log names a voter, a code or a choice."""
    names = [name for _, name, _ in PEOPLE]
    ids = re.compile(r"\b(" + "|".join(member for member, _, _ in PEOPLE) + r")\b")
    assert not ids.search(text)
    assert not any(one in text for one in (*names, *codes, *map(read_code, codes)))
    assert not re.search(r"choice|ballot=|\(\d(, \d){2,}\)|\[\d(, \d){2,}\]", text)


def test_the_programs_log_says_nothing_of_a_ballot(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    desk = meeting_desk(tmp_path / "so.chibo")
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        desk, codes = whole_vote(desk, lambda: None)
        desk.close()
    lint(caplog.text, codes)


@pytest.mark.parametrize("line", ["cast m3", "Võ Thị Oanh", "choices", "wrote [4, 1, 0, 3]"])
def test_control_the_linter_sees_it(line: str) -> None:
    with pytest.raises(AssertionError):
        lint(line, [])
