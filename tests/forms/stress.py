"""Every form of the registry filled with what strains it: names of 40 letters, long texts, 300 members, nothing."""

from dataclasses import replace
from functools import cache
from typing import Any, Final

from forms import each_member, paper
from forms.facts import Facts
from forms.given import Made
from forms.paper import FORMS, Paper
from forms.paper_forms import INDEX, ON_DEMAND, PERSONAL
from forms.trims import for_member
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.hand_in import RECORD, RESIDENCE, HandIn, ReviewText
from meeting.inspection import Inspection
from meeting.level import Level
from meeting.remedy import Remedy
from meeting.rerating import Rerating
from meeting.season import Review, Season, SessionKind, Structure
from tests.forms import seasons
from tests.forms.test_ballot_records import BOX

LAYOUTS: Final = {"names": "hd05-2026", "texts": "hd36-2018", "crowd": "hd36-2018", "empty": "hd05-2026"}
"""The layout pack of each case: every form is looked at under both guidelines."""

CASES: Final = tuple(LAYOUTS)
MANY: Final = 300
NAME: Final = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Yến Vy"
"""Forty letters and a space; the last one of the branch is a single word of 40 letters."""

WORD: Final = "Nguyễnphúchoàngyếnphươngthảouyênvyquỳnhg"
UNIT: Final = "Chi bộ Trung tâm Phát triển quỹ đất và Kỹ thuật tài nguyên"
SUPERIOR: Final = "Đảng bộ Sở Nông nghiệp và Phát triển nông thôn tỉnh Bà Rịa – Vũng Tàu"
GROUPS: Final = ("Tổ đảng phòng Tổ chức – Hành chính – Quản trị", "Tổ đảng phòng Kế hoạch – Tài chính")
_SENTENCE: Final = (
    "Đồng chí nêu 12/12 nhiệm vụ, trong đó 03 việc vượt tiến độ; “đúng hẹn”, không để tồn đọng. "
)
FOUR_PAGES: Final = (_SENTENCE * 28).strip() + "\n" + (_SENTENCE * 98).strip()
"""About four pages of running text in two paragraphs."""

_OF: Final = {"ban_cham_diem": "quang-binh-2016", "ban_tu_danh_gia_quy": "trung-uong-2025", "ban_dang_ky": "bac-giang-2024"}  # fmt: skip
"""Forms that one regulation alone has; all others are printed under that of Lâm Đồng."""


@cache
def printed(form: str, case: str, regulation: str = "") -> Paper:
    """Return the paper of a form filled for a case; one season serves all forms of a regulation."""
    told = _facts(case, regulation or _OF.get(form, "lam-dong-2023"))
    season, code = told.season, f"{FORMS[form].code}001"
    session = season.session(_session(form, season))
    if form in ON_DEMAND:
        member = season.members[0].id
        trim = for_member(member) if form == PERSONAL else each_member._TRIMS[form](member)
        return paper.write(form, session.id, code, trim(told, session.id))
    if form.endswith("_hom"):
        told = replace(told, box=BOX)
    return paper.write(form, session.id, code, told)


def forms_under(regulation: str) -> tuple[str, ...]:
    """Return the forms that a branch under a regulation may print: no minutes of groups where there are none."""
    groups = {"bien_ban_to_dang", "trich_bien_ban"} if regulation == "quang-binh-2016" else set()
    return tuple(form for form in FORMS if form not in groups and _OF.get(form, regulation) == regulation)


def _session(form: str, season: Season) -> str:
    of_group, of_committee = "to_dang" in form or form == "trich_bien_ban", "chi_uy" in form
    kind = SessionKind.TO_DANG if of_group else SessionKind.CHI_UY if of_committee else SessionKind.CHI_BO
    return next(s.id for s in season.sessions if s.kind is kind)


@cache
def _facts(case: str, regulation: str) -> Facts:
    told = seasons.facts(_season(case, regulation))
    made = () if case == "empty" else tuple(Made(f"{n:02d}-{form.file}.pdf", form.id, "ab" * 32)
                                            for n, form in enumerate(FORMS.values(), 1) if form.id != INDEX)  # fmt: skip
    return replace(told, given=replace(told.given, made=made))


def _season(case: str, regulation: str) -> Season:
    number = MANY if case == "crowd" else 14
    structure = Structure.CHI_UY if regulation == "quang-binh-2016" else Structure.TO_DANG
    of = _full(seasons.season(number, regulation_id=regulation, structure=structure))
    return {"names": _named, "texts": _told, "crowd": lambda one: one, "empty": _emptied}[case](of)


def _full(of: Season) -> Season:
    """Everything that a form may print: papers, decisions, results replaced, a plan, points, an inspection."""
    day = of.meeting_day
    finals = tuple(
        Decision(m.id, Level.HTXSNV if n == 0 else Level.HTTNV, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", day, kind=DecisionKind.FINAL)
        for n, m in enumerate(of.members[: len(of.members) - 3])
    )  # fmt: skip
    return replace(
        of,
        unit=replace(of.unit, organisation_score=(38, 18, 13, 14, 9)),
        members=tuple(replace(m, merits=("Chiến sĩ thi đua cơ sở", "Bằng khen cấp tỉnh")) for m in of.members),
        decisions=finals,
        reratings=tuple(
            Rerating(n, m.id, of.year - 1, Level.HTXSNV, Level.HTNV, DecisionKind.FINAL, DecidedBy.SUPERIOR,
                     "QĐ 60-QĐ/ĐU", day, "Kê khai không đúng", clause="mục 3.1")
            for n, m in enumerate(of.members, 1)
        ),
        remedies=tuple(
            Remedy(n, m.id, "Chưa chủ động phối hợp.", "Họp giao ban hằng tuần.", m.name, day)
            for n, m in enumerate(of.members, 1)
        ),
        inspection=seasons.NOTICE,
        hand_ins=tuple(HandIn("m001", one, day) for one in (RESIDENCE, RECORD)),
    )  # fmt: skip


def _named(of: Season) -> Season:
    """Names of 40 letters everywhere, one of them a single word; long names of branch, superior and groups."""
    members = tuple(
        replace(
            m,
            name=WORD if n == 1 else f"{NAME[: -2 - len(str(n))]} {n:02d}",
            group=GROUPS[n % 2],
            job="Phó Trưởng phòng Tổ chức – Hành chính – Quản trị",
        )
        for n, m in enumerate(of.members)
    )
    unit = replace(of.unit, name=UNIT, superior=SUPERIOR, groups=GROUPS, place="thị xã Phú Mỹ")
    renamed = dict(zip(of.unit.groups, GROUPS, strict=True))
    sessions = tuple(
        replace(s, group=renamed.get(s.group, ""), guests=f"đồng chí {NAME}; đồng chí {WORD}")
        for s in of.sessions
    )
    return replace(of, members=members, unit=unit, sessions=sessions)


def _told(of: Season) -> Season:
    """Reviews, opinions and notes of four pages, of members, of the collectives, of the meeting."""
    one = Review("", done=True, strengths=FOUR_PAGES, shortcomings=FOUR_PAGES, opinions=FOUR_PAGES,
                 conclusion=FOUR_PAGES, proposed=Level.HTTNV)  # fmt: skip
    sessions = tuple(
        replace(
            s,
            conclusion=FOUR_PAGES,
            reviews={
                key: replace(one, member=key) if key in {"m001", "chi_bo", "chi_uy"} else found
                for key, found in s.reviews.items()
            },
            items=tuple(replace(item, note=_SENTENCE * 9) for item in s.items),
        )
        for s in of.sessions
    )
    first, *rest = of.members
    parts = ("pham_chat", "ket_qua", "han_che", "phuong_huong")
    return replace(
        of,
        sessions=sessions,
        members=(replace(first, residence_comment=FOUR_PAGES), *rest),
        review_texts=tuple(ReviewText("m001", part, FOUR_PAGES) for part in parts),
        decisions=tuple(replace(d, reason=_SENTENCE * 6) for d in of.decisions),
        reratings=tuple(replace(r, reason=_SENTENCE * 6) for r in of.reratings),
        remedies=tuple(replace(r, shortcoming=FOUR_PAGES, measure=_SENTENCE * 6) for r in of.remedies[:2]),
        inspection=replace(
            of.inspection or Inspection(), contents=(FOUR_PAGES, _SENTENCE), schedule=_SENTENCE * 4
        ),
    )


def _emptied(of: Season) -> Season:
    """Nobody to rate, nothing said, nothing found, nothing handed in; one decision, which a notice needs."""
    spared = of.members[-2]
    members = tuple(
        replace(spared, id=m.id, name=m.name, post=m.post, group=m.group, merits=()) for m in of.members[:2]
    )
    kept: dict[str, Any] = {"reviews": {}, "conclusion": "", "guests": ""}
    sessions = tuple(
        replace(s, **kept, items=tuple(replace(i, note="") for i in s.items)) for s in of.sessions
    )
    return replace(
        of,
        members=members,
        sessions=sessions,
        unit=replace(of.unit, place="", organisation_score=()),
        ballot=replace(of.ballot, tallies=(), tellers=("m001", "m002")),
        decisions=of.decisions[:1],
        reratings=(),
        remedies=(),
        hand_ins=(),
        inspection=Inspection(due=of.meeting_day),
    )
