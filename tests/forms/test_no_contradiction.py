"""No paper contradicts another: proposals and decisions, days, names of levels, arithmetic, who is who."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forms.document import Block, LevelBoxes, Para, Table, Ticks
from forms.dossier import working_papers
from forms.paper import FORMS, Paper
from meeting.ballot import Tally
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.season import Season
from tests.forms.seasons import disciplined, dossier, facts, of_members, season, season_2016, with_papers

LATER = date(2024, 1, 10)


def final(subject: str, level: Level) -> Decision:
    return Decision(subject, level, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", LATER, kind=DecisionKind.FINAL)


def with_votes(of: Season, **levels: tuple[int, int, int, int]) -> Season:
    kept = tuple(t for t in of.ballot.tallies if t.subject not in levels)
    added = tuple(Tally(subject, votes, 0) for subject, votes in levels.items())
    return replace(of, ballot=replace(of.ballot, tallies=(*kept, *added)))


def one(papers: tuple[Paper, ...], form: str) -> Paper:
    return next(paper for paper in papers if paper.form.id == form)


def said(paper: Paper) -> str:
    return "\n".join(_words(block) for block in paper.document.blocks)


def _words(block: Block) -> str:
    if isinstance(block, Para):
        return f"{block.lead} {block.text}".strip()
    if isinstance(block, Table):
        return "\n".join(" | ".join(row.cells) for row in block.rows)
    return ""


def of_2016() -> Season:
    """All vote for the highest level of branch and committee."""
    of = season_2016()
    valid = of.ballot.valid
    return with_votes(of, chi_bo=(valid, 0, 0, 0), chi_uy=(valid, 0, 0, 0))


@pytest.mark.parametrize(("form", "subject"), [("bao_cao_chi_bo", "chi_bo"), ("bao_cao_chi_uy", "chi_uy")])
def test_the_report_of_a_collective_says_what_was_proposed_whatever_is_decided_later(
    form: str, subject: str
) -> None:
    of = with_votes(season(), **{subject: (0, season().ballot.valid, 0, 0)})
    plain = one(dossier(of), form)
    decided = one(dossier(replace(of, decisions=(final(subject, Level.HTNV),))), form)
    assert "đề nghị mức: Hoàn thành tốt nhiệm vụ." in said(plain)
    assert decided.data == plain.data


def test_the_review_of_a_member_ticks_what_the_branch_proposes() -> None:
    of = replace(season(), decisions=(final("m002", Level.HTNV),))
    told = facts(of)
    assert told.season.decisions, "the facts know of the decision"
    form = FORMS["ban_kiem_diem"]
    trimmed = [form.trim(each, of.branch_session.id) for each in (told, facts(season())) if of.branch_session]
    assert trimmed[0].given.voted is trimmed[1].given.voted


def test_proposals_are_the_branchs_own() -> None:
    of = replace(season(), decisions=(final("m002", Level.KHTNV),))
    assert said(one(dossier(of), "tong_hop_de_xuat")) == said(one(dossier(season()), "tong_hop_de_xuat"))


def test_minutes_know_nothing_of_a_count_after_their_meeting() -> None:
    of = season()
    committee_held = of.session("chi_uy")
    assert of.ballot.counted is not None
    early = replace(
        committee_held,
        opened=of.ballot.counted - timedelta(hours=3),
        closed=of.ballot.counted - timedelta(hours=2),
    )
    before = replace(of, sessions=tuple(early if s.id == "chi_uy" else s for s in of.sessions))
    assert "Kết quả bỏ phiếu tại hội nghị chi bộ:" in said(one(dossier(of), "bien_ban_chi_uy"))
    assert "Kết quả bỏ phiếu" not in said(one(dossier(before), "bien_ban_chi_uy"))


def test_in_2016_the_branch_is_clean_and_strong_and_its_committee_does_its_tasks() -> None:
    made = dossier(of_2016())
    assert "đề nghị mức: Trong sạch, vững mạnh." in said(one(made, "bao_cao_chi_bo"))
    report = one(made, "bao_cao_chi_uy")
    assert "đề nghị mức: Hoàn thành xuất sắc nhiệm vụ." in said(report)
    assert "Trong sạch" not in said(report)
    for paper in made:
        boxes = [b for b in paper.document.blocks if isinstance(b, LevelBoxes | Ticks)]
        assert paper.form.id != "bao_cao_chi_uy" or "Trong sạch" not in str(boxes)
    told = said(one(made, "bien_ban_kiem_phieu"))
    assert "Đối với chi bộ: HTXSNV là Trong sạch, vững mạnh; KHTNV là Yếu kém." in told
    assert "Đối với chi bộ" not in said(one(dossier(season()), "bien_ban_kiem_phieu"))


def test_the_achievements_of_the_branch_name_its_own_level() -> None:
    of = of_2016()
    told = said(one(working_papers(facts(of)), "thanh_tich_chi_bo"))
    assert "Mức chi bộ đề nghị năm 2016: Trong sạch, vững mạnh." in told


def test_merits_have_names() -> None:
    of = with_papers()
    members = tuple(
        replace(m, merits=("bang_khen", "Giấy khen")) if m.id == "m001" else m for m in of.members
    )
    of = replace(of, members=members)
    told = said(one(working_papers(facts(of)), "to_trinh_khen_thuong"))
    assert "Bằng khen; Giấy khen" in told
    assert "Bằng khen; Giấy khen." in said(one(of_members(facts(of)), "bao_cao_thanh_tich"))


def test_a_proposal_to_rate_again_has_the_verb_of_the_regulation() -> None:
    of = disciplined()
    of = replace(of, regulation="quang-binh-2016", year=2016)
    told = said(one(working_papers(facts(of)), "quyet_dinh_xep_loai_lai"))
    assert "xem xét lại kết quả phân loại năm đó" in told
    assert "xếp loại năm đó" not in told
