"""Use case of the printed ballot: which ballot the meeting wants, as a PDF beside the book."""

from pathlib import Path

from desktop import voting
from desktop.desk import Desk, DeskError
from desktop.dossier import printing_folder, save_for_printing
from forms.ballots import Ballot, ballot_pdf, only
from meeting.ballot import BallotPaper, Question
from meeting.judge import COLLECTIVES
from meeting.rounds import for_the_top


def save_ballot(desk: Desk, ballot: Ballot) -> Path:
    """Write one ballot, to be printed once for each voter; returns the file.

    A round that asks for a yes or no has the rows that the meeting chose for it.
    """
    paper = voting.paper_now(desk)
    if ballot is Ballot.SECOND and desk.season.ballot.question is Question.LEVELS:
        paper = _for_the_top(desk, paper)
    target = printing_folder(desk) / f"de-in-phieu-{ballot.value}-lan-{desk.season.ballot.round}.pdf"
    return save_for_printing(target, ballot_pdf(paper, ballot, desk.regulation.layout))


def _for_the_top(desk: Desk, paper: BallotPaper) -> BallotPaper:
    """Whoever anybody proposed for the top level, themselves included, and the collectives."""
    wanted = for_the_top(desk.season)
    if wanted <= set(COLLECTIVES):
        raise DeskError(
            "Chưa có đồng chí nào được đề nghị mức cao nhất nên chưa có phiếu vòng 2; đồng chí ghi mức "
            "đề nghị ở trang “Đảng viên”."
        )
    return only(paper, wanted)
