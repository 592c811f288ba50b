"""What was decided after the count: recorded and said, and the votes stay what they were."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.regulations import load_regulation
from meeting.amendment import Amendment
from meeting.decision import (
    DecidedBy,
    Decision,
    DecisionKind,
    decision_on,
    decision_sentence,
    finals_summary,
    proposed_level,
)
from meeting.judge import judge
from meeting.level import Level
from meeting.questions import asked, proposed_cap, proposed_levels
from meeting.results import results_document
from meeting.season import Leader, Professional, Season
from meeting.verdict import Verdict
from tests.meeting.branch import H, T, X, member, roll, season

LAM = load_regulation("lam-dong-2023")
NAMES = LAM.member_names
DAY = date(2026, 12, 4)
MEETING = Decision("m01", T, DecidedBy.MEETING, "Biểu quyết 9/10", DAY, "Hai mức bằng phiếu.")
FINAL = Decision("m01", H, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", DAY, kind=DecisionKind.FINAL)


def crowded(*decisions: Decision, good: int = 5, top: int = 2, **facts: object) -> tuple[Season, Verdict]:
    """`top` members at the top and `good` at HTTNV."""
    votes = {f"m{n:02d}": "XXXXXXX" if n <= top else "TTTTTTT" for n in range(1, top + good + 1)}
    told = replace(season(LAM, roll(top + good), votes=votes, **facts), decisions=decisions)
    return told, judge(LAM, told)


def test_the_decision_on_a_subject_by_its_kind() -> None:
    both = (MEETING, FINAL)
    assert decision_on(both, "m01") == MEETING
    assert decision_on(both, "m01", DecisionKind.FINAL) == FINAL
    assert decision_on(both, "m02") is None
    assert (proposed_level(both, "m01", X), proposed_level(both, "m02", X)) == (T, X)
    assert proposed_level((replace(MEETING, level=None),), "m01", X) is None


@pytest.mark.parametrize(
    ("decision", "proposed", "sentence"),
    [
        (
            MEETING,
            T,
            (
                "Hội nghị quyết định đề nghị: Hoàn thành tốt nhiệm vụ (Biểu quyết 9/10, ngày 04/12/2026): "
                "Hai mức bằng phiếu."
            ),
        ),
        (
            replace(MEETING, level=None, reason=""),
            None,
            "Hội nghị quyết định đề nghị: để nguyên kết quả, báo cáo cấp trên (Biểu quyết 9/10, ngày 04/12/2026).",
        ),
        (
            FINAL,
            T,
            (
                "Cấp trên quyết định mức: Hoàn thành nhiệm vụ, khác mức đề nghị (Hoàn thành tốt nhiệm vụ) "
                "(QĐ 45-QĐ/ĐU, ngày 04/12/2026)."
            ),
        ),
        (FINAL, H, "Cấp trên quyết định mức: Hoàn thành nhiệm vụ (QĐ 45-QĐ/ĐU, ngày 04/12/2026)."),
        (
            FINAL,
            None,
            (
                "Cấp trên quyết định mức: Hoàn thành nhiệm vụ, khác mức đề nghị (chưa có mức) "
                "(QĐ 45-QĐ/ĐU, ngày 04/12/2026)."
            ),
        ),
    ],
)
def test_a_decision_in_words(decision: Decision, proposed: Level | None, sentence: str) -> None:
    assert decision_sentence(decision, NAMES, proposed) == sentence


def test_the_reason_of_a_decision_keeps_all_but_its_full_stop() -> None:
    decision = replace(MEETING, reason="Không thực hiện Nghị quyết Đại hội X.")
    assert decision_sentence(decision, NAMES, None).endswith(": Không thực hiện Nghị quyết Đại hội X.")


def test_the_votes_and_their_levels_stay() -> None:
    before, verdict = crowded()
    after, same = crowded(MEETING, FINAL)
    assert same == verdict
    told, document = results_document(before, verdict), results_document(after, same)
    assert (told.pop("decisions"), document["members"]) == ([], told["members"])
    assert document.pop("decisions") == [
        {
            "subject": "m01",
            "kind": "proposal",
            "level": "HTTNV",
            "by": "hội nghị",
            "paper": "Biểu quyết 9/10",
            "day": "2026-12-04",
            "reason": "Hai mức bằng phiếu.",
        },
        {
            "subject": "m01",
            "kind": "final",
            "level": "HTNV",
            "by": "cấp trên",
            "paper": "QĐ 45-QĐ/ĐU",
            "day": "2026-12-04",
            "reason": "",
        },
    ]
    assert told == document


def test_letters_stand_in_the_results() -> None:
    told, verdict = crowded()
    letter = Amendment("cap.rate", "25/100", "CV 12-CV/ĐU", DAY)
    document = results_document(replace(told, overrides=(letter,)), verdict)
    assert document["overrides"] == [
        {"key": "cap.rate", "value": "25/100", "paper": "CV 12-CV/ĐU", "day": "2026-12-04"}
    ]


def test_too_many_at_the_top_are_all_asked_until_enough_have_gone() -> None:
    assert asked(LAM, *crowded()) == ("m01", "m02")
    stays = replace(MEETING, level=X)
    assert asked(LAM, *crowded(stays)) == ("m02",)
    told = crowded(MEETING)
    assert asked(LAM, *told) == ()
    assert proposed_levels(*told)["m01"] is T
    assert (proposed_cap(LAM, *told).excellent, proposed_cap(LAM, *told).good) == (1, 6)


def test_a_class_over_its_share_is_asked() -> None:
    people = tuple(replace(m, leader=Leader.TAP_THE if m.id == "m01" else m.leader) for m in roll(6))
    votes = {m.id: "XXXXXX" if m.id == "m01" else "TTTTTT" for m in people}
    told = season(LAM, people, votes=votes)
    assert asked(LAM, told, judge(LAM, told)) == ("m01",)
    decided = replace(told, decisions=(replace(MEETING, level=X),))
    assert asked(LAM, decided, judge(LAM, decided)) == ()


def test_ties_open_results_and_conflicts_are_asked_and_the_rest_is_not() -> None:
    people = (
        member(1),
        member(2, head=True),
        member(3, professional=Professional.UNKNOWN),
        member(4, official=None, admitted=date(2026, 11, 1)),
    )
    votes = {"m01": "XT--", "m02": "TTTT", "m03": "TTTT", "chi_bo": "TH--", "chi_uy": "TTTT"}
    told = season(LAM, people, votes=votes, unit_level=H)
    verdict = judge(LAM, told)
    assert asked(LAM, told, verdict) == ("m01", "m02", "chi_bo")
    unit = replace(MEETING, subject="chi_bo")
    assert asked(LAM, replace(told, decisions=(unit,)), verdict) == ("m01", "m02")


def test_before_the_count_nothing_is_asked() -> None:
    told = season(LAM, roll(5))
    assert asked(LAM, told, judge(LAM, told)) == ()


def test_what_the_level_above_decided_otherwise_is_named() -> None:
    proposed = (("m01", "An", T), ("m02", "Bích", X), ("m03", "Chi", None), ("m04", "Đức", T))
    assert finals_summary((MEETING,), proposed) == ""
    finals = (FINAL, replace(FINAL, subject="m02", level=X), replace(FINAL, subject="m03"))
    assert finals_summary(finals, proposed) == (
        "Mức chính thức theo quyết định của cấp trên (QĐ 45-QĐ/ĐU, ngày 04/12/2026): 1/3 như đề nghị; "
        "khác đề nghị: An (HTTNV → HTNV), Chi (chưa có mức → HTNV)."
    )
    assert finals_summary((finals[1],), proposed).endswith("1/1 như đề nghị.")


def test_several_papers_of_the_superior_stand_in_the_order_of_their_days() -> None:
    papers = [
        replace(FINAL, subject=f"m0{n}", paper=f"QĐ {50 - n}-QĐ/ĐU", day=date(2026, 12, n))
        for n in (3, 1, 4, 2)
    ]
    assert (
        "(QĐ 49-QĐ/ĐU, ngày 01/12/2026; QĐ 48-QĐ/ĐU, ngày 02/12/2026; "
        "QĐ 47-QĐ/ĐU, ngày 03/12/2026; QĐ 46-QĐ/ĐU, ngày 04/12/2026)"
    ) in finals_summary(papers, [("m01", "An", H)])
