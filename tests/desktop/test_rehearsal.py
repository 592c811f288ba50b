"""Rehearsals through the use cases of the windows: the expected results, the dossier, nothing left behind."""

import json
from pathlib import Path

import pytest

from desktop import commands, rehearsal
from desktop.cli import main
from desktop.desk import Desk
from desktop.scenario import read_scenario
from meeting.regulation import Standing
from meeting.results import results_document
from tests.meeting.branch import SCENARIOS
from tests.meeting.test_scenarios import FILES, differences

THREE_GROUPS = SCENARIOS / "lam-dong-2023-three-groups.toml"
SMALL = SCENARIOS / "quang-binh-2016-two-thirds.toml"


def expected(path: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads(path.with_suffix(".expect.json").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_season_played_through_the_book_gives_what_is_expected(path: Path, tmp_path: Path) -> None:
    scenario = read_scenario(path)
    rehearsal.check(scenario, path.name)
    clock = rehearsal.MeetingClock(scenario)
    with Desk.create(tmp_path / "so.chibo", rehearsal=True, clock=clock) as desk:
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
        assert list(differences(expected(path), results_document(desk.season, desk.verdict))) == []


def test_nobody_is_reviewed_whom_the_regulation_spares(tmp_path: Path) -> None:
    scenario = read_scenario(THREE_GROUPS)
    with Desk.create(tmp_path / "so.chibo", rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
        spared = {v.member for v in desk.verdict.members if v.standing.standing is Standing.NONE}
        reviewed = {m.id for m in desk.season.members if desk.season.reviewed(m.id)}
        assert spared <= scenario.reviewed, "the scenario itself says nothing of it"
        assert reviewed == scenario.reviewed - spared


def test_the_command_leaves_book_dossier_and_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra"
    assert main(["rehearse", str(THREE_GROUPS), "--out", str(out)]) == 0
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert list(differences(expected(THREE_GROUPS), results)) == []
    assert results["rehearsal"] is True
    assert {d["file"] for d in results["documents"]} == {p.name for p in out.glob("*.pdf")}
    assert len(list(out.glob("*.chibo"))) == 1
    assert main(["verify", str(out)]) == 0
    assert "TẬP DƯỢT" in capsys.readouterr().out
    assert main(["results", str(next(out.glob("*.chibo"))), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["members"] == results["members"]
    assert again["documents"] == results["documents"]


def test_a_branch_with_a_long_name_signs_as_a_rehearsal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra"
    assert main(["rehearse", str(SCENARIOS / "lam-dong-2023-committee-away.toml"), "--out", str(out)]) == 0
    assert main(["verify", str(next(out.glob("*kiem-phieu.pdf")))]) == 0
    assert "ký bởi “TẬP DƯỢT – CHI BỘ PHÒNG NÔNG NGHIỆP" in capsys.readouterr().out


def test_a_fault_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(commands.dossier, "export", fail)
    assert main(["rehearse", str(SMALL), "--out", str(tmp_path / "ra")]) == 1
    assert not (tmp_path / "ra").exists()


def test_ballots_go_to_the_voters_in_the_order_of_the_rows(tmp_path: Path) -> None:
    scenario = read_scenario(SMALL)
    columns = list(rehearsal.ballots(scenario, ["m03", "m11"]))
    assert columns[0] == (1, 2)
    assert columns[-1] == (2, 3)
