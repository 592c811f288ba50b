"""The papers of the dossier as rows: what can be printed, what waits, what the unit adds itself."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from desktop import dossier, drafts
from desktop.desk import Desk, DeskError
from desktop.dossier import Collected
from desktop.paper_status import (
    State,
    Status,
    copies_of,
    held,
    is_minutes,
    not_signed,
    status_before,
    status_of,
    status_of_item,
    status_of_reviews,
    waiting,
)
from desktop.ui.widgets import Heading
from forms.dossier import working_papers
from forms.paper import Paper
from forms.paper_forms import ON_DEMAND, PERSONAL, PREPARED, place
from meeting.regulation import DossierItem

WHOLE: Final = "Cả hồ sơ"
TO_PRINT: Final = "Để hoàn chỉnh rồi in, không thuộc gói nộp"
"""Over the papers that no part of the regulation's list has."""

_TO_FINISH = Status(State.TO_FINISH, "Đồng chí hoàn chỉnh rồi in; không thuộc gói nộp đã ký.")


@dataclass(frozen=True, slots=True)
class Row:
    """One paper; `paper` is None where there is nothing to show yet, `copy` the SHA-256 of a signed one."""

    title: str
    status: Status
    form: str
    file: str = ""
    clause: str = ""
    paper: Paper | None = None
    copy: str = ""

    @property
    def state(self) -> State:
        """Where the paper stands."""
        return self.status.state

    @property
    def by_member(self) -> bool:
        """Tell whether it is printed one for each member."""
        return self.form in ON_DEMAND


def collected(desk: Desk, before: Collected | None = None) -> Collected | None:
    """Return what can be exported now, or None while no meeting is closed.

    A paper that is as it was `before` stays that object, whose data are written out already.
    """
    try:
        return dossier.collect(desk, before)
    except DeskError:
        return None


def dossier_rows(desk: Desk, found: Collected | None) -> tuple[Row | Heading, ...]:
    """Return the papers under the parts of the regulation's list, in its order, and those outside it."""
    asked = desk.regulation.dossier
    ready = tuple(_ready(desk, found)) if found else ()
    working = tuple(_working(desk))
    made = {row.form for row in ready} | PREPARED & {row.form for row in working}
    held_here = [(at, item) for at, item in enumerate(asked) if held(item, desk.season)]
    left_out = [((at, False), row) for at, item in held_here for row in _asked(desk, item, made)]
    forms = tuple(item.form for item in asked)
    placed = [*((place(row.form, forms), row) for row in (*ready, *working)), *left_out]
    parts = list(dict.fromkeys(item.part for item in asked))
    groups: dict[str, list[Row]] = {name: [] for name in (*parts, WHOLE, TO_PRINT)}
    for (at, _near), row in sorted(placed, key=lambda one: one[0]):
        rest = TO_PRINT if row.state is State.TO_FINISH else WHOLE
        groups[asked[at].part if at < len(asked) else rest].append(row)
    lines: list[Row | Heading] = []
    for name, rows in groups.items():
        lines += [Heading(name), *rows] if rows else []
    return tuple(lines)


def _ready(desk: Desk, found: Collected) -> Iterator[Row]:
    marked, unmarked = copies_of(desk)
    for paper, file in zip(found.papers, found.files, strict=True):
        copy = marked.get(paper.document_id, unmarked.get(file))
        # with 300 members the data take some time to write out: only what was exported is compared
        status = status_of(paper.told, copy, paper.facts.words.pack) if copy else not_signed(paper.document)
        sha256 = "" if copy is None else copy.document.sha256
        yield Row(paper.document.name, status, paper.form.id, file, paper=paper, copy=sha256)


def _asked(desk: Desk, item: DossierItem, made: AbstractSet[str]) -> Iterator[Row]:
    """A paper of the list that is not there; of minutes one for each session that is not closed."""
    season, cite = desk.season, item.source.cite
    left = waiting(item, season)
    if is_minutes(item):
        for session in left:
            own = session.group or session.supplementary
            title = f"{item.title} – {session.title}" if own else item.title
            yield Row(title, status_before(session, season), item.form, clause=cite)
    elif item.form not in made:
        first = next((session for session in left if not session.supplementary), None)
        status = status_before(first, season) if first else status_of_item(item, season, desk.regulation)
        if item.form == PERSONAL:
            status = status_of_reviews(desk) or status
        yield Row(item.title, status, item.form, clause=cite)


def _working(desk: Desk) -> Iterator[Row]:
    """The papers that people finish themselves, as they stand."""
    for paper in working_papers(drafts.gather(desk).facts):
        yield Row(paper.document.name, _TO_FINISH, paper.form.id, paper=paper)
