"""The sample season clicked through real windows gives the results of the rehearsal, and a dossier that verifies."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from tests.meeting.branch import SCENARIOS
from tests.meeting.test_scenarios import differences

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "artefacts"
SCENARIO = SCENARIOS / "lam-dong-2023-three-groups.toml"
RANDOM = {"book", "documents"}
"""What differs between two books that tell the same."""

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="real windows need Xvfb"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of 1366 by 768 that nobody sees."""
    read, write = os.pipe()
    screen = ["-screen", "0", "1366x768x24", "-nolisten", "tcp", "-displayfd", str(write)]
    server = subprocess.Popen(["Xvfb", *screen], pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_the_season_clicked_is_the_season_rehearsed(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.e2e.season_clicks", str(tmp_path / "toi"), str(SCENARIO)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    keep_pictures(tmp_path / "toi" / "man-hinh", "e2e")
    assert done.returncode == 0, done.stderr
    clicked = json.loads(done.stdout.splitlines()[-1])
    expected = json.loads(SCENARIO.with_suffix(".expect.json").read_text(encoding="utf-8"))
    assert list(differences(expected, clicked)) == []
    assert main(["rehearse", str(SCENARIO), "--out", str(tmp_path / "tap-duot")]) == 0
    rehearsed = json.loads((tmp_path / "tap-duot" / "results.json").read_text(encoding="utf-8"))
    assert plain(clicked) == plain({key: rehearsed[key] for key in clicked}), (
        "beside it stands the year before"
    )
    assert main(["verify", str(tmp_path / "toi" / "ho-so")]) == 0


def test_twelve_voters_by_keyboard_alone_at_twice_the_text_size(display: str, tmp_path: Path) -> None:
    scenario = SCENARIOS / "quang-binh-2016-two-thirds.toml"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.e2e.keyboard_ballot", str(tmp_path / "toi"), str(scenario)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    keep_pictures(tmp_path / "toi" / "man-hinh", "ban-phim")
    assert done.returncode == 0, done.stderr
    expected = json.loads(scenario.with_suffix(".expect.json").read_text(encoding="utf-8"))
    assert list(differences(expected, json.loads(done.stdout.splitlines()[-1]))) == []


def plain(results: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in results.items() if key not in RANDOM}


def keep_pictures(folder: Path, name: str) -> None:
    """Keep what every page looked like, to be looked at by a person."""
    shutil.rmtree(PICTURES / name, ignore_errors=True)
    shutil.copytree(folder, PICTURES / name)
