"""Finished seasons to print: a branch with groups, a committee and a counted ballot."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice

from desktop.regulations import load_regulation, pack_hash
from forms import each_member
from forms.dossier import facts_of, papers, working_papers
from forms.facts import Facts
from forms.further import personal
from forms.paper import Paper
from meeting.agenda import planned_sessions
from meeting.ballot import Tally
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.hand_in import RECORD, RESIDENCE, HandIn
from meeting.inspection import Inspection
from meeting.judge import judge
from meeting.level import Level
from meeting.rerating import Rerating
from meeting.results import results_document
from meeting.season import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotState,
    Discipline,
    Form,
    ItemState,
    Leader,
    Member,
    Post,
    Professional,
    Review,
    Scope,
    Season,
    Sector,
    Session,
    SessionKind,
    SessionState,
    Status,
    Structure,
    Unit,
)

DAY = date(2023, 12, 5)
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Hữu Đức", "Phạm Thị Mỹ Duyên", "Hoàng Quốc Việt",
    "K’Brễu", "Vũ Thị Kim Oanh", "Đặng Xuân Trường", "Bùi Thị Thuý Hằng", "Đỗ Mạnh Hùng",
    "Ngô Thị Quỳnh Như", "Dương Đình Nghệ", "Lý Thị Sáu", "Tôn Nữ Hoàng Yến Phương Thảo Uyên Vy",
)  # fmt: skip
REVIEWED = 12
"""How many of them are reviewed here: two are elsewhere."""
POSTS = (Post.BI_THU, Post.PHO_BI_THU, Post.CHI_UY_VIEN)
STRENGTHS = (
    "Bản lĩnh chính trị vững vàng; hoàn thành 12/12 nhiệm vụ được giao, trong đó 03 nhiệm vụ vượt tiến độ."
)
FAULTS = "Có lúc chưa chủ động phối hợp với các phòng chuyên môn."


def unit(structure: Structure = Structure.TO_DANG) -> Unit:
    return Unit(
        superior="Đảng bộ Sở Tư pháp",
        name="Chi bộ Văn phòng",
        form=Form.TRUC_THUOC,
        structure=structure,
        sector=Sector.HANH_CHINH,
        place="Đà Lạt",
        groups=("Tổ đảng số 1", "Tổ đảng số 2"),
        unit_level=Level.HTTNV,
    )


def people(number: int) -> tuple[Member, ...]:
    return tuple(_person(n, number) for n in range(number))


def _person(n: int, number: int) -> Member:
    name = NAMES[n % len(NAMES)] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]} {n}"
    return Member(
        id=f"m{n + 1:03d}",
        name=name,
        born=date(1975, 3, 2),
        admitted=date(2005, 5, 19) if n < number - 1 else date(2023, 9, 1),
        official=date(2006, 5, 19) if n < number - 1 else None,
        group=f"Tổ đảng số {n % 2 + 1}",
        post=POSTS[n] if n < len(POSTS) else Post.NONE,
        leader=Leader.TAP_THE if n == 0 else Leader.NONE,
        head=n == 0,
        status=Status.EXEMPT if n == number - 2 else Status.ACTIVE,
        professional=Professional.HTTNV,
        self_level=Level.HTXSNV if n % 5 == 0 else Level.HTTNV,
        group_level=Level.HTTNV,
        committee_level=Level.HTTNV,
    )


def season(
    number: int = 14,
    *,
    rehearsal: bool = False,
    text: str = STRENGTHS,
    regulation_id: str = "lam-dong-2023",
    structure: Structure = Structure.TO_DANG,
) -> Season:
    """A whole season of a branch with `number` members; each says `text` at the review."""
    members = people(number)
    regulation = load_regulation(regulation_id)
    base = unit(structure)
    empty = Season("book-2023-van-phong", regulation.id, 2023, DAY, base, members, rehearsal=rehearsal)
    sessions = tuple(
        _held(s, members, n, text) for n, s in enumerate(planned_sessions(regulation, empty.unit))
    )
    told = replace(empty, sessions=sessions)
    rated = [v.member for v in judge(regulation, told).rated]
    voters = judge(regulation, told).voters.present
    return replace(told, ballot=_ballot(rated, voters))


def _at(hour: int, minute: int) -> datetime:
    return datetime.combine(DAY, time(hour, minute))


def _held(session: Session, members: tuple[Member, ...], n: int, text: str) -> Session:
    own = [m for m in members if _belongs(m, session)]
    chair, secretary = (own[0].id, own[1].id) if len(own) > 1 else ("", "")
    attendance = {m.id: _mark(m) for m in own}
    reviews = {m.id: _review(m, text) for m in own if m.status is Status.ACTIVE}
    if session.kind is SessionKind.CHI_BO:
        reviews = {m: r for m, r in reviews.items() if m in {"m001", "m005"}}
    if session.kind is SessionKind.CHI_UY:
        reviews |= {
            s: Review(s, done=True, strengths=text, proposed=Level.HTTNV) for s in ("chi_uy", "chi_bo")
        }
    return replace(
        session,
        state=SessionState.CLOSED,
        day=DAY,
        place="Phòng họp số 2, Sở Tư pháp",
        opened=_at(8 + n, 0),
        closed=_at(8 + n, 55),
        chair=chair,
        secretary=secretary,
        guests="đồng chí Đinh Thị Hoa, Đảng ủy viên Đảng ủy Sở" if session.kind is SessionKind.CHI_BO else "",
        conclusion="Hội nghị thống nhất với kết quả nêu trên; từng đồng chí xây dựng kế hoạch khắc phục hạn chế.",
        items=tuple(_done(item) for item in session.items),
        attendance=attendance,
        reviews=reviews,
    )


def _belongs(member: Member, session: Session) -> bool:
    if session.kind is SessionKind.TO_DANG:
        return member.group == session.group
    return session.kind is SessionKind.CHI_BO or member.post is not Post.NONE


def _mark(member: Member) -> Attendance:
    if member.id == "m004":
        return Attendance(present=False, accepted=True, reason="đi công tác")
    return Attendance(present=member.status is Status.ACTIVE)


def _review(member: Member, text: str) -> Review:
    return Review(
        member.id,
        done=True,
        strengths=text,
        shortcomings=FAULTS,
        opinions="Các đồng chí góp ý thêm về tác phong, lề lối làm việc.",
        conclusion="Nhất trí với bản tự kiểm điểm.",
        proposed=Level.HTTNV,
        in_favour=6,
    )


def _done(item: AgendaItem) -> AgendaItem:
    return replace(item, state=ItemState.DONE, note="Hội nghị thực hiện đúng trình tự.")


def _ballot(rated: list[str], voters: int) -> Ballot:
    valid = voters - 1
    tallies = [Tally(subject, by_level, blank) for subject, by_level, blank in _counts(rated, valid)]
    return Ballot(
        state=BallotState.COUNTED,
        approved="bỏ phiếu kín, 100% đảng viên có mặt tán thành",
        tellers=("m002", "m003", "m005"),
        box="hom-1",
        issued=voters,
        collected=voters,
        valid=valid,
        invalid=1,
        tallies=tuple(tallies),
        opened=_at(10, 20),
        counted=_at(10, 45),
    )


def _counts(rated: list[str], valid: int) -> Iterator[tuple[str, tuple[int, int, int, int], int]]:
    for n, subject in enumerate([*rated, "chi_bo", "chi_uy"]):
        if n == 0:
            yield subject, (valid, 0, 0, 0), 0
        elif n == 3:
            half = valid // 2
            yield subject, (half, half, 0, 0), valid - 2 * half
        else:
            yield subject, (1, valid - 2, 1, 0), 0


def dossier(of: Season) -> tuple[Paper, ...]:
    regulation = load_regulation(of.regulation)
    verdict = judge(regulation, of)
    results = results_document(of, verdict)
    return papers(of, verdict, regulation, results, pack_hash(of.regulation))


def facts(of: Season) -> Facts:
    """Everything that the papers of a season are printed from."""
    regulation = load_regulation(of.regulation)
    verdict = judge(regulation, of)
    results = results_document(of, verdict)
    return facts_of(of, verdict, regulation, results, pack_hash(of.regulation))


def everything(of: Season) -> tuple[Paper, ...]:
    """The dossier, the working papers and the first two review forms."""
    told = facts(of)
    forms = (one for _, one in islice(personal(told), 2))
    return (*dossier(of), *working_papers(told), *forms, *of_members(told))


def of_members(told: Facts, number: int = 3) -> tuple[Paper, ...]:
    """The papers about the first members beside their reviews."""
    return tuple(each_member.made(told, one)[1] for one in each_member.planned(told) if one[0] <= number)


def season_2016() -> Season:
    """A branch that gave itself points under the plan of Quảng Bình."""
    of = season(regulation_id="quang-binh-2016", structure=Structure.CHI_UY)
    scored = replace(of.unit, organisation_score=(38, 18, 13, 14, 9))
    return replace(of, unit=scored, year=2016)


def disciplined() -> Season:
    """A branch where one member was disciplined for a fault of an earlier year, another one has merits."""
    of = season()
    changes = {
        "m006": {"discipline": Discipline.KHIEN_TRACH, "discipline_scope": Scope.EARLIER_YEAR},
        "m001": {"merits": ("Chiến sĩ thi đua cơ sở", "Bằng khen cấp tỉnh")},
    }
    members = tuple(replace(m, **changes.get(m.id, {})) for m in of.members)  # type: ignore[arg-type]
    return replace(of, members=members)


NOTICE = Inspection(
    notice="Thông báo số 53-TB/ĐU",
    issuer="Ủy ban Kiểm tra Đảng ủy Sở Tư pháp",
    day=date(2023, 11, 7),
    contents=(
        "Việc tổ chức đánh giá, phân loại tổ chức đảng và chất lượng đảng viên",
        "Việc quản lý hồ sơ, sổ biên bản; thu, nộp, quản lý đảng phí",
    ),
    schedule="từ 14 giờ đến 17 giờ ngày 21/12/2023, tại phòng họp số 2",
    attendees="đồng chí Nguyễn Văn An; đồng chí Trần Thị Bích Ngọc",
    due=date(2023, 12, 14),
)


def with_papers() -> Season:
    """A branch at the top level that was inspected, with merits and with papers that members handed in."""
    of = disciplined()
    valid = of.ballot.valid
    top = tuple(
        replace(t, by_level=(valid, 0, 0, 0), blank=0) if t.subject == "chi_bo" else t
        for t in of.ballot.tallies
    )
    return replace(
        of,
        ballot=replace(of.ballot, tallies=top),
        inspection=NOTICE,
        hand_ins=(HandIn("m001", RESIDENCE, DAY), HandIn("m001", RECORD, DAY), HandIn("m002", RECORD, DAY)),
    )


def in_points() -> Season:
    """A branch under the regulation that counts points."""
    return season(regulation_id="trung-uong-2025")


def registering() -> Season:
    """A branch that registers for the next year."""
    return season(regulation_id="bac-giang-2024")


def decided_above() -> Season:
    """A branch whose superior has decided on two members and rated one of them again."""
    how = (DecisionKind.FINAL, DecidedBy.SUPERIOR, "QĐ 60-QĐ/ĐU", date(2024, 5, 6), "Kê khai không đúng")
    again = Rerating(1, "m001", 2023, Level.HTXSNV, Level.HTNV, *how, clause="mục 3.1, 3.2")
    finals = tuple(
        Decision(who, level, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", date(2024, 1, 10), kind=DecisionKind.FINAL)
        for who, level in (("m001", Level.HTXSNV), ("m002", Level.HTTNV))
    )
    return replace(season(), decisions=finals, reratings=(again,))
