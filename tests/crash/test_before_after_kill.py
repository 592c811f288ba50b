"""Kill the program right after the last entry: everything that was entered is there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.history import verify_history
from desktop import before, past_years
from desktop.desk import Desk
from desktop.sample import make_sample
from meeting.remedy import RemedyState

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_what_was_entered_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    make_sample(path).close()
    program = [sys.executable, "-m", "tests.crash.before_after_program", str(path)]
    ended = subprocess.run(program, cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with Desk.open(path) as desk:
        season = desk.season
        assert [one.text for one in season.review_texts] == ["Chậm một báo cáo."]
        assert len(season.hand_ins) == 2
        assert [one.state for one in season.remedies] == [RemedyState.DOING]
        assert len(season.past_years) == 1
        assert past_years.base_members(desk) == 120
        assert before.deadlines(desk)[0].done is not None
        assert verify_history(desk.book).ok
