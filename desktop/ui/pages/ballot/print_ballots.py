"""The button that makes ballots to be printed: one round, or the first or the second of two."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from desktop.paper_ballots import save_ballot
from desktop.ui.pages.ballot.record_card import save_pdf
from desktop.ui.pages.page import Context
from forms.ballots import Ballot
from meeting.ballot import Question

_NAMES = {
    Ballot.ONE_ROUND: "Phiếu một vòng, đủ các mức",
    Ballot.FIRST: "Phiếu vòng 1: các mức 2, 3, 4",
    Ballot.SECOND: "Phiếu vòng 2: đồng ý hoặc không đồng ý mức cao nhất",
}


def print_ballots(context: Context) -> QPushButton:
    """Make the button with its menu; one ballot is made, printed as many times as there are voters."""
    made = QPushButton("Lưu phiếu để in")
    made.setObjectName("print-ballots")
    made.setToolTip("Một lá phiếu; in mỗi đồng chí một bản")
    menu = QMenu(made)
    asked = context.desk.season.ballot.question
    offered = [Ballot.SECOND] if asked is Question.TOP else list(_NAMES)
    for ballot in offered:
        name = _NAMES[ballot]
        action = menu.addAction(name, partial(_save, context, ballot))
        action.setObjectName(f"print-{ballot.value}")
    made.setMenu(menu)
    return made


def _save(context: Context, ballot: Ballot) -> None:
    save_pdf(context, lambda: save_ballot(context.desk, ballot))
