"""How each paper of the dossier stands: from lacking data to handed in, and outdated when its data changed.

Pure functions over what the season and the book say; `copies_of` reads the book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from db.operations import Document, PaperData, Sending
from db.store import load_documents, load_paper_data, load_sendings
from desktop import dossier
from desktop.desk import Desk
from forms.document import Blank
from forms.document import Document as PaperText
from forms.further import finished
from forms.paper import FORMS, REVISION, Paper
from forms.paper_forms import ON_DEMAND, PERSONAL, PREPARED, RESIDENCE_SHEET, REVIEWS, SUPPLEMENT
from meeting.checklist import missing
from meeting.hand_in import RECORD, RESIDENCE, REVIEW
from meeting.regulation import DossierItem, Regulation
from meeting.season import Season, Session, SessionKind, SessionState


class State(Enum):
    """Where a paper stands; each value is its sign and its words, so that no colour is needed."""

    MISSING = "○ Thiếu dữ liệu"
    DRAFT = "◐ Dự thảo"
    OPEN = "◐ Còn chỗ trống"
    FINAL = "● Hoàn chỉnh"
    SIGNED = "✓ Đã ký"
    SENT = "✓✓ Đã nộp"
    OUTDATED = "! Cũ"
    TO_FINISH = "– Để hoàn chỉnh, in"
    ONE_BY_ONE = "– In từng đảng viên"
    BY_HAND = "– Đơn vị nộp kèm"
    OPTIONAL = "– Nộp kèm, nếu có"


@dataclass(frozen=True, slots=True)
class Status:
    """A state and the sentence behind it: what is lacking, who signed, when and to whom it went."""

    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The newest copy of a paper that left the book; `data` is None where an older program exported it.

    sent: when this very copy was handed in; sent_before: when an earlier one of the same paper was.
    """

    document: Document
    data: PaperData | None = None
    sent: Sending | None = None
    sent_before: Sending | None = None


def not_signed(document: PaperText) -> Status:
    """How a paper stands that never left the book: whole, or with lines that nobody's words fill."""
    empty = sum(isinstance(block, Blank) for block in document.blocks)
    if not empty:
        return Status(State.FINAL, "Văn bản đã đủ dữ liệu, chưa ký.")
    return Status(
        State.OPEN,
        f"Văn bản còn {empty} chỗ để trống; đồng chí ghi thêm ở hội nghị rồi hãy ký. Ký ngay thì các chỗ "
        "ấy vẫn để trống.",
    )


def status_of(data: str, copy: Copy, pack: str = "", revision: int = REVISION) -> Status:
    """How a paper stands of which a copy left the book.

    data: SHA-256 of what it would be printed from now (`Paper.told`); pack: that of the regulation pack.
    """
    signed = f"Đã ký: {'; '.join(copy.document.signed_by)}."
    before = "" if copy.sent_before is None else f" Bản trước {_told(copy.sent_before)}."
    then = copy.data if copy.data is not None and copy.data.revision == revision and copy.data.pack else None
    if then is not None and then.data != data:
        sent = before if copy.sent is None else f" Bản ấy {_told(copy.sent)}."
        return Status(
            State.OUTDATED,
            f"Dữ liệu in trong văn bản đã khác so với lúc ký.{sent} Đồng chí xuất lại hồ sơ để ký bản mới; "
            "bản cũ được giữ trong thư mục “ban-cu”.",
        )
    remark = _remark(then, pack)
    if copy.sent is not None:
        return Status(State.SENT, f"Bản này {_told(copy.sent)}. {signed}{remark}")
    return Status(State.SIGNED, signed + before + remark)


def _remark(then: PaperData | None, pack: str) -> str:
    if then is None:
        return " Bản ký bằng chương trình cũ nên không so được với dữ liệu hiện nay."
    if then.pack != pack:
        return " Tệp quy định của chương trình đã cập nhật sau khi ký; điều in trong văn bản không đổi."
    return ""


def _told(sending: Sending) -> str:
    return f"đã nộp ngày {sending.day:%d/%m/%Y} cho {sending.recipient}"


def copies_of(desk: Desk) -> tuple[Mapping[str, Copy], Mapping[str, Copy]]:
    """The newest copy of each paper by its mark in the dossier, and by file name for those without a mark."""
    documents, sendings = load_documents(desk.book), load_sendings(desk.book)
    exports = {one.sha256: one for one in load_paper_data(desk.book)}
    sent = {one.sha256: one for one in sendings}
    by_file: dict[str, Copy] = {}
    by_mark: dict[str, Copy] = {}
    for document in documents:
        earlier = by_file.get(document.file)
        data = exports.get(document.sha256)
        if data is None and earlier is not None and earlier.document.form == document.form:
            data = earlier.data  # one more signature on the same paper
        before = earlier if data is None else by_mark.get(data.paper)
        made = Copy(document, data, sent.get(document.sha256), _sent_last(before))
        by_file[document.file] = made
        if data is not None:
            by_mark[data.paper] = made
    unmarked = {file: one for file, one in by_file.items() if one.data is None}
    return by_mark, unmarked


def status_of_reviews(desk: Desk) -> Status | None:
    """How the members' signed reviews stand, all together; None while none of them was exported."""
    marked, _ = copies_of(desk)
    if not any(mark.startswith(FORMS[PERSONAL].code) for mark in marked):
        return None
    papers = [one for _, one in dossier.reviews(desk)]
    signed = [one for one in papers if one.document_id in marked]
    old = [one for one in papers if one not in signed or _outdated(one, marked[one.document_id])]
    where = f"{len(signed)} bản đã ký nằm trong gói nộp, thư mục “{REVIEWS}”."
    if not old:
        return Status(State.SIGNED, where)
    names = [one.facts.season.members[0].name for one in old]
    told = f"{len(old)} bản chưa ký hoặc có dữ liệu khác so với lúc ký: {_some(names)}."
    return Status(State.OUTDATED, f"{where} {told} Đồng chí xuất lại hồ sơ để ký bản mới.")


def _outdated(one: Paper, copy: Copy) -> bool:
    return status_of(one.told, copy, one.facts.words.pack).state is State.OUTDATED


def _some(names: Sequence[str]) -> str:
    rest = f" và {len(names) - _MOST_NAMES} đồng chí khác" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + rest


def _sent_last(copy: Copy | None) -> Sending | None:
    return None if copy is None else copy.sent or copy.sent_before


_KINDS = {
    "bien_ban_to_dang": SessionKind.TO_DANG,
    "bien_ban_chi_uy": SessionKind.CHI_UY,
    "bao_cao_chi_uy": SessionKind.CHI_UY,
}
"""Papers of meetings that not every branch holds; all others are of the branch meeting."""

_MINUTES = frozenset({"bien_ban_to_dang", "bien_ban_chi_uy", "bien_ban_chi_bo"})
_LACKS = {
    "bao_cao_chi_bo": "Chưa hội nghị nào ghi kiểm điểm tập thể chi bộ",
    "bao_cao_chi_uy": "Chưa hội nghị nào ghi kiểm điểm tập thể chi ủy",
    "ban_cham_diem": "Chưa nhập điểm tự chấm của tổ chức",
}
"""Why a paper of the list is not there although the meetings are over (`forms.further`)."""

_OF_MEMBERS = {PERSONAL: REVIEW, RESIDENCE_SHEET: RESIDENCE, SUPPLEMENT: RECORD}
_MOST_NAMES = 5


def held(item: DossierItem, season: Season) -> bool:
    """Tell whether the branch holds the kind of meeting that the paper is of."""
    return _kind(item) in {session.kind for session in season.sessions}


def waiting(item: DossierItem, season: Season) -> tuple[Session, ...]:
    """The sessions that must be closed before the paper is whole; minutes are one paper for each session."""
    if not item.form or item.form in ON_DEMAND | PREPARED:
        return ()
    return tuple(s for s in season.sessions if s.kind is _kind(item) and s.state is not SessionState.CLOSED)


def _kind(item: DossierItem) -> SessionKind:
    return _KINDS.get(item.form, SessionKind.CHI_BO)


def is_minutes(item: DossierItem) -> bool:
    """Tell whether the paper is the record of one session."""
    return item.form in _MINUTES


def status_before(session: Session, season: Season) -> Status:
    """How the papers of a session stand that is not closed: a draft while it runs, lacking data before."""
    lacks = ["chưa có chủ trì"] * (not session.chair) + ["chưa có thư ký"] * (not session.secretary)
    voted = season.ballot.session == session.id and season.counted
    if session.kind is SessionKind.CHI_BO and not session.supplementary and not voted:
        lacks.append("chưa có kết quả kiểm phiếu")
    if session.state is SessionState.PLANNED:
        return Status(State.MISSING, f"{session.title}: {', '.join(['chưa khai mạc', *lacks])}.")
    more = f" Còn thiếu: {', '.join(lacks)}." if lacks else ""
    return Status(State.DRAFT, f"{session.title} đang họp, chưa kết thúc.{more}")


def status_of_item(item: DossierItem, season: Season, regulation: Regulation) -> Status:
    """How a paper of the regulation's list stands that is not among those that can be printed."""
    if item.form in ON_DEMAND:
        return _one_by_one(item, season, regulation)
    if item.form in _LACKS and finished(season) is not None:
        return Status(State.MISSING, f"{_LACKS[item.form]}.")
    state = State.OPTIONAL if item.optional else State.BY_HAND
    return Status(state, f"Đơn vị chuẩn bị và nộp kèm hồ sơ ({item.source.cite}).")


def _one_by_one(item: DossierItem, season: Season, regulation: Regulation) -> Status:
    how = "“Giấy tờ từng đảng viên” ghi tệp in cho từng người."
    if item.form == PERSONAL and finished(season) is not None:
        how += f" Khi xuất hồ sơ, mỗi bản được ký và nằm trong gói nộp, thư mục “{REVIEWS}”."
    paper = _OF_MEMBERS.get(item.form, "")
    who = [member.name for member in missing(regulation, season, paper)] if paper else []
    if not who:
        return Status(State.ONE_BY_ONE, how)
    return Status(State.MISSING, f"Chưa nhận của {len(who)} đảng viên: {_some(who)}. {how}")
