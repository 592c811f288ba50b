"""The papers of the dossier as rows: what is ready, what waits for a meeting, what the unit adds itself."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop import dossier, drafts
from desktop.desk import Desk, DeskError
from desktop.dossier import Collected
from forms.dossier import working_papers
from forms.further import finished
from forms.paper import Paper
from forms.paper_forms import ON_DEMAND
from meeting.regulation import DossierItem
from meeting.season import SessionKind, SessionState

READY = "Sẵn sàng"
EXPORTED = "✓ Đã xuất, đã ký"
WAITS = "Chờ hội nghị kết thúc"
_KINDS = {
    "bien_ban_to_dang": SessionKind.TO_DANG,
    "bien_ban_chi_uy": SessionKind.CHI_UY,
    "bao_cao_chi_uy": SessionKind.CHI_UY,
}
"""Papers of meetings that not every branch holds."""

BY_HAND = "Đơn vị nộp kèm"
OPTIONAL = "Nộp kèm, nếu có"
PREPARED = "Để hoàn chỉnh, in"
ONE_BY_ONE = "In cho từng đảng viên"


@dataclass(frozen=True, slots=True)
class Row:
    """One paper; `paper` is None where there is nothing to show yet."""

    title: str
    state: str
    file: str = ""
    clause: str = ""
    paper: Paper | None = None


def collected(desk: Desk) -> Collected | None:
    """Return what can be exported now, or None while no meeting is closed."""
    try:
        return dossier.collect(desk)
    except DeskError:
        return None


def dossier_rows(desk: Desk, found: Collected | None) -> tuple[Row, ...]:
    """Return the papers that are ready, then those of the regulation's list that are not."""
    done = {document["file"] for document in dossier.recorded(desk)}
    ready: list[Row] = []
    made: set[str] = set()
    for paper, file in zip(found.papers, found.files, strict=True) if found else ():
        state = EXPORTED if file in done else READY
        ready.append(Row(paper.document.name, state, file, paper=paper))
        made.add(paper.form.id)
    kinds = {session.kind for session in desk.season.sessions}
    asked = [one for one in desk.regulation.dossier if _KINDS.get(one.form, SessionKind.CHI_BO) in kinds]
    left = {s.kind for s in desk.season.sessions if s.state is not SessionState.CLOSED}
    over = finished(desk.season) is not None
    waits = {item.form for item in asked if not over or _KINDS.get(item.form) in left}
    left_out = (_asked(item, waits) for item in asked if item.form not in made)
    return (*ready, *left_out, *_working(desk))


def _working(desk: Desk) -> Iterator[Row]:
    """The papers that people finish themselves, as they stand."""
    for paper in working_papers(drafts.gather(desk).facts):
        yield Row(paper.document.name, PREPARED, paper=paper)


def _asked(item: DossierItem, waits: AbstractSet[str]) -> Row:
    """A paper of the list that is not there: it waits, is printed on demand, or is the unit's own."""
    state = OPTIONAL if item.optional else BY_HAND
    if item.form in ON_DEMAND:
        state = ONE_BY_ONE
    elif item.form and item.form in waits:
        state = WAITS
    return Row(item.title, state, clause=item.source.cite)
