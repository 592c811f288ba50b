"""What a count means, and what stands on the ballot."""

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.regulations import load_regulation
from meeting.judge import judge
from meeting.level import LEVELS, choice_of, mark_of
from meeting.paper import ballot_paper, merits_of, post_name
from meeting.results import results_document
from meeting.season import (
    Discipline,
    Form,
    Leader,
    Post,
    Professional,
    Sector,
    SessionKind,
    Structure,
    Tasks,
)
from meeting.vote import by_default, needed, passed, tied
from tests.meeting.branch import H, K, T, X, member, roll, season, tally, verdict_of

CENTRAL = "trung-uong-2025"


@pytest.mark.parametrize(
    ("base", "half", "two_thirds"), [(0, 1, 1), (1, 1, 1), (2, 2, 2), (3, 2, 3), (12, 7, 9), (15, 8, 11)]
)
def test_thresholds_are_strict(base: int, half: int, two_thirds: int) -> None:
    assert needed(load_regulation(CENTRAL), Form.TRUC_THUOC, base) == (half,) * 4
    assert needed(load_regulation("quang-binh-2016"), Form.CO_SO, base) == (two_thirds, half, half, half)


def test_a_level_passes_by_its_own_votes_only() -> None:
    need = (9, 7, 7, 7)
    assert passed(tally("m", "X" * 9 + "TTT"), need) is X
    assert passed(tally("m", "X" * 8 + "TTTT"), need) is None
    assert passed(tally("m", "XXXXX" + "T" * 7), need) is T
    assert passed(tally("m", "H" * 7), need) is H
    assert passed(tally("m", "K" * 12), need) is K
    assert passed(tally("m", "-" * 12), need) is None


def test_ties_are_of_the_most_votes() -> None:
    assert tied(tally("m", "XXTTH"))
    assert tied(tally("m", "XTHK"))
    assert not tied(tally("m", "XXXTTHH"))
    assert not tied(tally("m", "----"))
    assert tally("m", "XTT--").total == 5


def test_who_states_a_threshold() -> None:
    stated = {
        (pack, form)
        for pack in ("tuy-phuoc-2021", "quang-binh-2016", "lam-dong-2023", CENTRAL)
        for form in Form
        if not by_default(load_regulation(pack), form)
    }
    assert stated == {
        ("tuy-phuoc-2021", Form.CO_SO),
        ("quang-binh-2016", Form.CO_SO),
        ("quang-binh-2016", Form.TRUC_THUOC),
    }


def test_marks_and_choices() -> None:
    assert [mark_of(choice_of(mark)) for mark in (None, *LEVELS)] == [None, *LEVELS]
    for odd in (-1, 5):
        with pytest.raises(ValueError, match="not on the ballot"):
            mark_of(odd)


def test_the_flags_of_places() -> None:
    regulation = load_regulation("lam-dong-2023")
    people = (*roll(5), member(6, leader=Leader.TAP_THE))
    votes = {**{m.id: "TTTTTT" for m in people}, "m06": "XXXXXX"}
    for sector, flags in ((Sector.HANH_CHINH, ("sub-quota",)), (Sector.KHAC, ())):
        verdict = judge(regulation, season(regulation, people, votes=votes, sector=sector))
        assert verdict.member("m06").flags == flags
        assert verdict.cap.ok
    votes["m05"] = "XXXXXX"
    verdict = judge(regulation, season(regulation, people, votes=votes))
    assert verdict.member("m06").flags == ("over-cap", "sub-quota")
    assert verdict.member("m05").flags == ("over-cap",)
    assert not verdict.cap.ok


def test_a_level_above_the_facts_is_a_conflict_and_is_not_moved() -> None:
    one = member(1, professional=Professional.HTTNV)
    verdict = verdict_of("tuy-phuoc-2021", one, "XXX")
    assert (verdict.level, verdict.facts_level) == (X, T)
    assert "conflict" in verdict.flags
    assert "conflict" not in verdict_of("tuy-phuoc-2021", one, "TTT").flags


def test_a_collective_is_measured_by_the_units_own_choice() -> None:
    """The two-thirds clause speaks of members; for the branch it must not be cited as a rule."""
    regulation = load_regulation("quang-binh-2016")
    people = roll(3)
    told = season(regulation, people, votes={"m01": "XXX", "chi_bo": "XXX"})
    verdict = judge(regulation, told)
    assert "Trong sạch, vững mạnh: 3 phiếu/3" in verdict.units[0].sentence
    assert verdict.units[0].sentence.endswith("(đơn vị tự đặt).")
    assert verdict.member("m01").sentence.endswith("(mục II.B.2.2.3.a).")
    assert (verdict.units[1].level, verdict.units[1].sentence) == (None, "")


def test_the_ballot_shows_the_proposals_and_what_is_barred() -> None:
    regulation = load_regulation("tuy-phuoc-2021")
    people = (
        member(1, post=Post.BI_THU, job="Hiệu trưởng", self_level=X, group_level=T, committee_level=T),
        member(2, official=None, professional=Professional.HTNV, sick_months=4, leader=Leader.PHONG),
        member(3, discipline=Discipline.CANH_CAO),
    )
    told = replace(season(regulation, people), rehearsal=True)
    paper = ballot_paper(regulation, told, judge(regulation, told), collectives=True)
    assert (paper.title, paper.rehearsal, paper.round) == ("Phiếu xếp loại chất lượng năm 2026", True, 1)
    assert (paper.unit, paper.year) == ("CHI BỘ", 2026)
    assert [(option.level, option.label) for option in paper.options] == [
        (X, "Hoàn thành xuất sắc nhiệm vụ"),
        (T, "Hoàn thành tốt nhiệm vụ"),
        (H, "Hoàn thành nhiệm vụ"),
        (K, "Không hoàn thành nhiệm vụ"),
    ]
    assert [contest.subject for contest in paper.contests] == ["m01", "m02", "m03", "chi_bo", "chi_uy"]
    assert [contest.number for contest in paper.contests] == [0, 1, 2, 3, 4]
    first, second, third, *units = paper.contests
    assert [(one.title, one.caption) for one in units] == [
        ("CHI BỘ", "Tổ chức đảng"),
        ("Chi ủy", "Tập thể chi ủy"),
    ]
    assert first.title == "Đảng viên 1"
    assert first.caption == "Bí thư, Hiệu trưởng"
    assert first.notes == (
        "Tự nhận: Hoàn thành xuất sắc nhiệm vụ",
        "Tổ đảng đề nghị: Hoàn thành tốt nhiệm vụ",
        "Chi ủy đề nghị: Hoàn thành tốt nhiệm vụ",
    )
    assert first.bars == ()
    assert second.caption == "lãnh đạo phòng, đơn vị"
    assert [bar.level for bar in second.bars] == [X, T]
    assert "Xếp loại cán bộ, công chức" in second.bars[0].reason, "the first rule that bars is named"
    assert [bar.level for bar in third.bars] == [X, T, H]
    assert post_name(member(9)) == "Đảng viên"


def test_advice_and_undefined_levels_bar_nothing_on_the_ballot() -> None:
    advised = member(1, professional=Professional.HTNV)
    undefined = member(2, points=(2500, 5000), tasks=Tasks(10, 9, 9, 0))
    regulation = load_regulation(CENTRAL)
    told = season(regulation, (advised, undefined))
    verdict = judge(regulation, told)
    paper = ballot_paper(regulation, told, verdict, collectives=False)
    assert [contest.subject for contest in paper.contests] == ["m01", "m02"]
    assert paper.contests[0].bars == ()
    assert [bar.level for bar in paper.contests[1].bars] == [X], "only the total bars, with a number"
    assert verdict.member("m02").flags == ("undefined-level",)


def test_without_a_committee_it_is_not_on_the_ballot() -> None:
    regulation = load_regulation("lam-dong-2023")
    told = season(regulation, roll(1), structure=Structure.BI_THU)
    paper = ballot_paper(regulation, told, judge(regulation, told), collectives=True)
    assert [contest.subject for contest in paper.contests] == ["m01", "chi_bo"]
    assert SessionKind.CHI_UY not in {s.kind for s in told.sessions}


def test_the_results_are_plain_values() -> None:
    regulation = load_regulation("lam-dong-2023")
    told = season(regulation, roll(3), votes={"m01": "TT-", "chi_bo": "TTT"})
    document = results_document(told, judge(regulation, told), [{"file": "01.pdf"}])
    assert json.loads(json.dumps(document)) == document
    assert document["unit"] == {"chi_bo": "HTTNV", "chi_uy": None}
    assert document["unit_votes"] == {"chi_bo": {"HTXSNV": 0, "HTTNV": 3, "HTNV": 0, "KHTNV": 0, "blank": 0}}
    assert document["documents"] == [{"file": "01.pdf"}]
    assert document["notes"] == ["threshold-by-default"]


def test_the_results_have_the_keys_that_others_read() -> None:
    """`results.json` is read outside this program: what a key is called is part of its format 1."""
    regulation = load_regulation("lam-dong-2023")
    people = (member(1, professional=Professional.HTNV), *roll(3)[1:])
    told = season(regulation, people, votes={"m01": "TT-", "chi_bo": "TTT"})
    verdict = judge(regulation, told)
    document: Any = results_document(told, verdict)
    assert set(document) == {
        *("format", "book", "rehearsal", "regulation", "year", "meeting_day", "unit_name", "agenda"),
        *("voters", "ballots", "members", "cap", "unit", "unit_votes", "organisation"),
        *("notes", "overrides", "decisions", "documents"),
    }
    plain = (told.book, False, "lam-dong-2023", 2026, "2026-12-04", "CHI BỘ")
    assert document["format"] == 1
    assert (
        tuple(document[k] for k in ("book", "rehearsal", "regulation", "year", "meeting_day", "unit_name"))
        == plain
    )
    assert document["voters"] == {"official": 3, "base": 3, "present": 3, "sentence": verdict.voters.sentence}
    assert set(document["ballots"]) == {"issued", "collected", "valid", "invalid"}
    cap = document["cap"]
    assert cap["sentence"] == verdict.cap.sentence
    assert set(cap) == {"rate", "good", "excellent", "allowed", "ok", "sentence", "subquotas"}
    assert [(q["held"], q["allowed"], q["sentence"]) for q in cap["subquotas"]] == [
        (q.held, q.allowed, q.sentence) for q in verdict.cap.subquotas
    ]
    one, judged = document["members"]["m01"], verdict.member("m01")
    assert (one["name"], one["sentence"]) == ("Đảng viên 1", judged.sentence)
    assert one["reasons"] == [c.sentence for c in judged.ceilings] != []
    branch, found = document["organisation"]["chi_bo"], verdict.organisations[0]
    assert (branch["sentence"], branch["warning"]) == (found.sentence, found.warning)
    assert branch["conditions"][0] == {
        "level": "HTXSNV",
        "outcome": found.conditions[0].outcome.value,
        "binding": found.conditions[0].binding,
        "have": found.conditions[0].have,
        "whole": found.conditions[0].whole,
        "needed": found.conditions[0].needed,
        "sentence": found.conditions[0].sentence,
        "clause": found.conditions[0].clause,
    }


def test_merits_are_said_by_name_and_others_as_they_were_typed() -> None:
    assert merits_of(member(1)) == ""
    assert merits_of(member(1, merits=("bang_khen", "Giấy khen"))) == "Bằng khen; Giấy khen"
