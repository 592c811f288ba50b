"""Which papers there are beside the minutes: the signed dossier's, working papers, one form a member."""

from collections.abc import Iterator
from typing import NamedTuple

from forms import paper, words
from forms.awards import excellent
from forms.decisions import to_rerate
from forms.facts import Facts
from forms.lists import anyone_failed
from forms.paper import Paper
from forms.paper_forms import PERSONAL
from forms.trims import for_member, level_of
from meeting.level import Level
from meeting.regulation import Standing
from meeting.season import Season, Session, SessionKind, SessionState


class Planned(NamedTuple):
    """A form, the session that the paper is about, and the round of the ballot; 0: all that is known."""

    form: str
    session: str
    round: int = 0


def finished(season: Season) -> Session | None:
    """The branch meeting, once it is closed and its ballot is counted."""
    branch = season.branch_session
    if branch is None or branch.state is not SessionState.CLOSED:
        return None
    return branch if season.counted else None


def further(facts: Facts) -> Iterator[Planned]:
    """Yield the further papers of the signed dossier; nothing before the branch has decided."""
    season, branch = facts.season, finished(facts.season)
    if branch is None:
        return
    asked = {item.form for item in facts.given.dossier}
    yield from (planned for planned, told in _reports(facts, branch) if told)
    if facts.given.score_sheet is not None and season.unit.organisation_score:
        yield Planned("ban_cham_diem", branch.id)
    yield Planned("bao_cao_ket_qua", branch.id)
    yield Planned("tong_hop_de_xuat", branch.id)
    if any(not one.rated for one in facts.judged.members):
        yield Planned("danh_sach_chua_xep_loai", branch.id)
    if "danh_sach_ky_luat" in asked or anyone_failed(facts):
        yield Planned("danh_sach_ky_luat", branch.id)


def _reports(facts: Facts, branch: Session) -> Iterator[tuple[Planned, bool]]:
    """Yield the reports of the collectives, and whether a meeting has said anything of them."""
    season = facts.season
    rated = any(unit.level for unit in facts.judged.units if unit.subject == "chi_bo")
    yield Planned("bao_cao_chi_bo", branch.id), rated or _told(season, "chi_bo")
    for session in season.sessions:
        if session.kind is SessionKind.CHI_UY and _held(session):
            yield Planned("bao_cao_chi_uy", session.id), _told(season, "chi_uy")


def working(facts: Facts) -> Iterator[Planned]:
    """Yield the papers that people finish themselves: calls to meetings, plan, drafts, proposal."""
    season, branch = facts.season, finished(facts.season)
    for session in season.sessions:
        yield Planned("giay_trieu_tap", session.id)
    if season.branch_session is not None and facts.given.inspection is not None:
        yield Planned("tra_loi_kiem_tra", season.branch_session.id)
    if branch is None:
        return
    yield from (planned for planned, told in _reports(facts, branch) if not told)
    if any(item.form == "ban_dang_ky" for item in facts.given.dossier):
        yield Planned("ban_dang_ky", branch.id)
    yield Planned("tong_hop_gop_y", branch.id)
    yield Planned("ke_hoach_khac_phuc", branch.id)
    if excellent(facts):
        yield Planned("to_trinh_khen_thuong", branch.id)
        yield Planned("quyet_dinh_khen_thuong", branch.id)
    if level_of(season, facts.judged, "chi_bo") is Level.HTXSNV:
        yield Planned("thanh_tich_chi_bo", branch.id)
    if facts.given.charts:
        yield Planned("so_sanh_muc", branch.id)
    yield Planned("quyet_dinh_cong_nhan", branch.id)
    if to_rerate(facts) or facts.given.reratings:
        yield Planned("quyet_dinh_xep_loai_lai", branch.id)


def personal(facts: Facts) -> Iterator[tuple[str, Paper]]:
    """Yield the review form of each member who is reviewed, with its file name; one at a time."""
    branch = facts.season.branch_session
    form = paper.FORMS[PERSONAL]
    for number, member in enumerate(reviewed(facts), 1):
        if branch is None:
            return
        trimmed = for_member(member)(facts, branch.id)
        name = words.slug(trimmed.season.members[0].name)
        made = paper.write(PERSONAL, branch.id, f"{form.code}{number:03d}", trimmed)
        yield f"{number:03d}-{form.file}-{name}.pdf", made


def reviewed(facts: Facts) -> list[str]:
    """The members who are reviewed, in the order of the roll."""
    return [one.member for one in facts.judged.members if one.standing.standing is not Standing.NONE]


def _held(session: Session) -> bool:
    return session.state is SessionState.CLOSED


def _told(season: Season, subject: str) -> bool:
    return any(subject in session.reviews for session in season.sessions if _held(session))
