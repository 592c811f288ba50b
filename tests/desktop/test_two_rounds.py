"""The second round on paper by its use cases: no box for it, its own ballot to print, its own marks in a scenario."""

from pathlib import Path

import pytest

from desktop import voting
from desktop.desk import Desk, DeskError
from desktop.paper_ballots import save_ballot
from desktop.scenario import ScenarioError, read_scenario
from forms.ballots import Ballot
from meeting.ballot import Question, Tally
from meeting.season import BallotForm
from tests.forms.tools import text_of
from tests.meeting.branch import SCENARIOS

from .meeting_room import TELLERS, meeting_desk

SCENARIO = SCENARIOS / "trung-uong-2026-two-rounds-on-paper.toml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The first round is counted on paper; the second is begun on one member whom nobody had proposed."""
    desk = meeting_desk(tmp_path / "so.chibo")
    voting.approve_ballot(desk, BallotForm.PAPER, "Phiếu giấy, hai vòng", TELLERS)
    paper, present = voting.paper_now(desk), voting.voters_now(desk).present
    rows = tuple(Tally(contest.subject, (0, present, 0, 0), 0) for contest in paper.contests)
    voting.record_paper_count(desk, rows, rows, issued=present, valid=present, invalid=0)
    voting.begin_again(desk, ["m4"], "Vòng hai.", Question.TOP)
    voting.approve_ballot(desk, BallotForm.PAPER, "Phiếu giấy, hai vòng", TELLERS)
    return desk


def test_no_box_is_made_for_a_yes_or_no(desk: Desk) -> None:
    with desk:
        before = list(desk.boxes.glob("*")) if desk.boxes.exists() else []
        with pytest.raises(DeskError, match="chỉ bỏ bằng phiếu giấy"):
            voting.prepare_box(desk)
        assert (list(desk.boxes.glob("*")) if desk.boxes.exists() else []) == before


def test_the_printed_ballot_has_the_rows_the_meeting_chose(desk: Desk) -> None:
    with desk:
        text = text_of(save_ballot(desk, Ballot.SECOND))
        names = {member.id: member.name for member in desk.season.members}
        assert names["m4"] in text
        assert names["m1"] not in text
        assert "Không đồng ý" in text


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('question = "dong_y"', 'question = "khac"', "question"),
        ('m06 = "DDDDDDDDDKKK"', 'm06 = "DDDDDDDDDTTT"', "D, K và -"),
        ('question = "dong_y"\n', "", "X, T, H, K và -"),
    ],
)
def test_marks_that_do_not_answer_the_question_are_refused(
    tmp_path: Path, old: str, new: str, match: str
) -> None:
    text = SCENARIO.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sai.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError, match=match):
        read_scenario(path)
