"""The papers of the dossier as rows: what can be printed, what waits, what the unit adds itself."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop import dossier, drafts
from desktop.desk import Desk, DeskError
from desktop.dossier import Collected
from desktop.paper_status import (
    State,
    Status,
    copies_of,
    held,
    is_minutes,
    status_before,
    status_of,
    status_of_item,
    waiting,
)
from forms.dossier import working_papers
from forms.paper import Paper
from forms.paper_forms import PREPARED
from meeting.regulation import DossierItem

_TO_FINISH = Status(State.TO_FINISH, "Đồng chí hoàn chỉnh rồi in; không thuộc gói nộp đã ký.")


@dataclass(frozen=True, slots=True)
class Row:
    """One paper; `paper` is None where there is nothing to show yet, `copy` the SHA-256 of a signed one."""

    title: str
    status: Status
    file: str = ""
    clause: str = ""
    paper: Paper | None = None
    copy: str = ""

    @property
    def state(self) -> State:
        """Where the paper stands."""
        return self.status.state


def collected(desk: Desk, before: Collected | None = None) -> Collected | None:
    """Return what can be exported now, or None while no meeting is closed.

    A paper that is as it was `before` stays that object, whose data are written out already.
    """
    try:
        return dossier.collect(desk, before)
    except DeskError:
        return None


def dossier_rows(desk: Desk, found: Collected | None) -> tuple[Row, ...]:
    """Return the papers that can be printed, those of the regulation's list that cannot, the working ones."""
    ready = tuple(_ready(desk, found)) if found else ()
    working = tuple(_working(desk))
    made = {row.paper.form.id for row in ready if row.paper is not None}
    made |= PREPARED & {row.paper.form.id for row in working if row.paper is not None}
    asked = [item for item in desk.regulation.dossier if held(item, desk.season)]
    left_out = (row for item in asked for row in _asked(desk, item, made))
    return (*ready, *left_out, *working)


def _ready(desk: Desk, found: Collected) -> Iterator[Row]:
    marked, unmarked = copies_of(desk)
    for paper, file in zip(found.papers, found.files, strict=True):
        copy = marked.get(paper.document_id, unmarked.get(file))
        # with 300 members the data take some time to write out: only what was exported is compared
        status = status_of(paper.told if copy else "", copy, paper.facts.words.pack)
        sha256 = "" if copy is None else copy.document.sha256
        yield Row(paper.document.name, status, file, paper=paper, copy=sha256)


def _asked(desk: Desk, item: DossierItem, made: AbstractSet[str]) -> Iterator[Row]:
    """A paper of the list that is not there; of minutes one for each session that is not closed."""
    season, cite = desk.season, item.source.cite
    left = waiting(item, season)
    if is_minutes(item):
        for session in left:
            own = session.group or session.supplementary
            title = f"{item.title} – {session.title}" if own else item.title
            yield Row(title, status_before(session, season), clause=cite)
    elif item.form not in made:
        first = next((session for session in left if not session.supplementary), None)
        status = status_before(first, season) if first else status_of_item(item, season, desk.regulation)
        yield Row(item.title, status, clause=cite)


def _working(desk: Desk) -> Iterator[Row]:
    """The papers that people finish themselves, as they stand."""
    for paper in working_papers(drafts.gather(desk).facts):
        yield Row(paper.document.name, _TO_FINISH, paper=paper)
