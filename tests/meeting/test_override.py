"""A superior's paper changes one value; whatever is then computed names the paper."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.regulations import load_regulation
from meeting.describe import describe, differences
from meeting.judge import judge
from meeting.override import Override, OverrideError, Value, apply_overrides, override_keys
from meeting.ratio import Ratio
from meeting.regulation import OWN_CHOICE, HeadRule, Regulation, Source, Sure
from meeting.season import Form, Post, Professional, Tasks
from meeting.soundness import faults
from meeting.vote import by_default
from tests.meeting.branch import PACKS, H, K, T, X, member, roll, season

LETTER, DAY = "CV 12-CV/ĐU", date(2026, 11, 3)
NAMED = "CV 12-CV/ĐU, 03/11/2026"
CENTRAL, LAM, TUY, QUANG = "trung-uong-2025", "lam-dong-2023", "tuy-phuoc-2021", "quang-binh-2016"


def paper(key: str, value: Value, *, number: str = LETTER, day: date = DAY) -> Override:
    return Override(key, value, number, day)


def changed(pack: str, key: str, value: Value) -> Regulation:
    return apply_overrides(load_regulation(pack), [paper(key, value)])


def test_without_papers_nothing_changes() -> None:
    for pack in PACKS:
        assert apply_overrides(load_regulation(pack), []) == load_regulation(pack)


def test_the_rate_of_the_cap_and_its_sentence() -> None:
    regulation = changed(LAM, "cap.rate", Ratio(25, 100))
    assert regulation.cap.source == Source(NAMED, LETTER, Sure.SUPERIOR)
    assert not regulation.cap.source.own
    votes = {m.id: "TTTTTTTTT" for m in roll(8)} | {"m09": "XXXXXXXXX"}
    verdict = judge(regulation, season(regulation, roll(9), votes=votes))
    assert (verdict.cap.rate, verdict.cap.allowed) == (Ratio(25, 100), 2)
    assert f"25% của 8 là 2, được 2 ({NAMED})" in verdict.cap.sentence
    assert verdict.cap.clause == NAMED


def test_a_paper_on_the_rate_leaves_the_scope_its_clause() -> None:
    whole = load_regulation(LAM)
    rate = changed(LAM, "cap.rate", Ratio(25, 100))
    assert [one.topic for one in differences(whole, rate)] == ["Chỉ tiêu mức cao nhất"]
    scope = apply_overrides(rate, [paper("cap.scope", "Tính trong chi bộ.", number="CV 40-CV/ĐU")])
    assert [one.topic for one in differences(rate, scope)] == ["Phạm vi tính chỉ tiêu"]
    assert scope.cap.source == rate.cap.source
    assert scope.cap.scope_from.cite == "CV 40-CV/ĐU, 03/11/2026"


def test_the_higher_rate_is_still_granted_by_the_document_of_the_unit() -> None:
    regulation = changed(LAM, "cap.special.rate", Ratio(25, 100))
    votes = {m.id: "TTTTT" for m in roll(4)} | {"m05": "XXXXX"}
    for document, allowed in (("", 0), (LETTER, 1)):
        told = season(regulation, roll(5), votes=votes, cap_document=document)
        assert judge(regulation, told).cap.allowed == allowed


def test_places_are_still_rounded_down() -> None:
    assert "cap.rounding" not in override_keys(load_regulation(LAM))
    with pytest.raises(OverrideError, match=r"cap\.rounding: không thay được giá trị này"):
        changed(LAM, "cap.rounding", "lên")


def test_a_threshold_of_a_letter_is_no_default() -> None:
    regulation = changed(CENTRAL, "thresholds.HTXSNV", Ratio(2, 3))
    votes = {"m01": "XX-", "m02": "XXX"}
    verdict = judge(regulation, season(regulation, roll(3), votes=votes))
    assert verdict.member("m01").needed == (3, 2, 2, 2)
    assert (verdict.member("m01").level, verdict.member("m02").level) == (None, X)
    assert verdict.member("m02").sentence.endswith(f"cần trên 2/3, tức từ 3 phiếu ({NAMED}).")
    assert by_default(regulation, Form.TRUC_THUOC), "the other three are still the unit's own"
    every = [paper(f"thresholds.{level}", Ratio(1, 2)) for level in (X, T, H, K)]
    assert not by_default(apply_overrides(load_regulation(CENTRAL), every), Form.TRUC_THUOC)


def test_a_threshold_changes_in_every_form_of_branch() -> None:
    regulation = changed(TUY, "thresholds.HTTNV", Ratio(3, 5))
    assert [regulation.threshold(T, form).part for form in Form] == [Ratio(3, 5)] * 2


def test_the_clause_of_the_base() -> None:
    regulation = changed(CENTRAL, "base.clause", "QĐ 208-QĐ/TW, Điều 10")
    sentence = judge(regulation, season(regulation, roll(3))).voters.sentence
    assert sentence.endswith(f"(QĐ 208-QĐ/TW, Điều 10, theo {NAMED}).")
    assert (regulation.base.document, regulation.base.sure) == (LETTER, Sure.SUPERIOR)


def test_months_change_in_the_sentence_too() -> None:
    regulation = changed(QUANG, "new_member.months", 12)
    assert regulation.new_member.sentence == "Mới kết nạp chưa đủ 12 tháng: kiểm điểm, không phân loại"
    new = member(1, admitted=date(2026, 3, 1), official=None)
    verdict = judge(regulation, season(regulation, (new,))).member("m01")
    assert verdict.standing.standing == "reviewed_only"
    assert f"(mục II.B.2.3, sửa theo {NAMED})" in verdict.standing.sentence
    leader = changed(LAM, "new_leader.months", 3).new_leader
    assert leader is not None
    assert "chưa đủ 3 tháng" in leader.sentence


def test_one_value_of_a_rule_keeps_the_clause_of_the_others() -> None:
    regulation = changed(CENTRAL, "points.bands.HTXSNV", 9200)
    one = member(1, points=(3000, 6150), tasks=Tasks(10, 10, 10, 3))
    verdict = judge(regulation, season(regulation, (one,))).member("m01")
    assert verdict.facts_level is T
    assert (
        f"Tổng 91,5 điểm, dưới 92 điểm của mức Hoàn thành xuất sắc nhiệm vụ "
        f"(QĐ 366-QĐ/TW, Điều 10, Điều 11.1, sửa theo {NAMED})." == verdict.ceilings[0].sentence
    )


@pytest.mark.parametrize(
    ("pack", "key", "value", "topic"),
    [
        (LAM, "subquotas[2].part", Ratio(40, 100), "Chia chỉ tiêu"),
        (LAM, "cap.scope", "Tính trong toàn đảng bộ.", "Phạm vi tính chỉ tiêu"),
        (LAM, "professional.binding", True, "Xếp loại chuyên môn"),
        (LAM, "head.only_top", True, "Người đứng đầu"),
        (LAM, "head.binding", False, "Người đứng đầu"),
        (LAM, "tasks[1].beyond_at_least", Ratio(30, 100), "Điều kiện nhiệm vụ: Hoàn thành xuất sắc nhiệm vụ"),
        (LAM, "deadlines[3]", date(2023, 12, 10), "Thời hạn"),
        (LAM, "deadlines[2]", 5, "Thời hạn"),
        (TUY, "cap.few.good_below", 7, "Số lượng ít"),
        (TUY, "cap.few.members_below", 7, "Số lượng ít"),
        (TUY, "cap.few.allowed", 2, "Số lượng ít"),
        (TUY, "sick.months", 6, "Nghỉ ốm"),
        (TUY, "fails[1].done_below", Ratio(70, 100), "Điều kiện nhiệm vụ: Không hoàn thành nhiệm vụ"),
        (CENTRAL, "fails[1].not_done_above", Ratio(30, 100), "Điều kiện nhiệm vụ: Không hoàn thành nhiệm vụ"),
        (CENTRAL, "tasks[4].late_at_most", Ratio(10, 100), "Điều kiện nhiệm vụ: Hoàn thành nhiệm vụ"),
        (CENTRAL, "points.common_max", 40, "Thang điểm"),
        (CENTRAL, "points.tasks_max", 60, None),
        ("bac-giang-2024", "head.binding", True, "Người đứng đầu"),
    ],
)  # fmt: skip
def test_every_changed_value_names_the_paper(pack: str, key: str, value: Value, topic: str | None) -> None:
    if topic is None:
        with pytest.raises(OverrideError, match=r"points\.bands"):
            apply_overrides(load_regulation(pack), [paper("points.common_max", 20), paper(key, value)])
        return
    regulation = changed(pack, key, value)
    rules = [rule for rule in describe(regulation) if rule not in describe(load_regulation(pack))]
    assert topic in {rule.topic for rule in rules}
    assert all(NAMED in f"{rule.cite} {rule.text}" for rule in rules)
    assert list(faults(regulation)) == []


@pytest.mark.parametrize(
    ("pack", "key", "value", "found"),
    [
        (LAM, "subquotas[2].part", Ratio(40, 100), lambda r: r.subquotas[1].part),
        (LAM, "head.only_top", True, lambda r: r.head.only_top),
        (LAM, "head.binding", False, lambda r: r.head.binding),
        (LAM, "deadlines[2]", 5, lambda r: r.deadlines[1].days_before),
        (LAM, "deadlines[3]", date(2023, 12, 10), lambda r: r.deadlines[2].day),
        (TUY, "cap.few.good_below", 7, lambda r: r.cap.few_good),
        (TUY, "cap.few.members_below", 7, lambda r: r.cap.few_members),
        (TUY, "cap.few.allowed", 2, lambda r: r.cap.few_allowed),
        (TUY, "sick.months", 6, lambda r: r.sick.months),
        (TUY, "fails[1].done_below", Ratio(70, 100), lambda r: r.fails[0].done_below),
        (CENTRAL, "fails[1].not_done_above", Ratio(30, 100), lambda r: r.fails[0].not_done_above),
        (CENTRAL, "tasks[1].beyond_at_least", Ratio(40, 100), lambda r: r.tasks[0].beyond_at_least),
        (CENTRAL, "tasks[4].late_at_most", Ratio(10, 100), lambda r: r.tasks[3].late_at_most),
        (CENTRAL, "points.common_max", 40, lambda r: r.points.common_max),
    ],
)  # fmt: skip
def test_a_paper_sets_the_value_it_names(
    pack: str, key: str, value: Value, found: Callable[[Any], Value]
) -> None:
    assert found(load_regulation(pack)) != value
    assert found(changed(pack, key, value)) == value


def test_a_paper_on_one_of_several_rules_leaves_the_others_as_they_are() -> None:
    before = load_regulation(LAM)
    first, _, *rest = before.deadlines
    moved, _, *after = changed(LAM, "deadlines[2]", 5).deadlines
    assert (moved, after) == (first, rest)
    assert len(changed(LAM, "deadlines[1]", date(2023, 11, 20)).deadlines) == len(before.deadlines)
    assert changed(LAM, "deadlines[1]", date(2023, 11, 20)).deadlines[1:] == before.deadlines[1:]


def test_a_rule_that_a_paper_amends_has_both_in_its_source() -> None:
    found = changed(TUY, "sick.months", 6).sick
    assert found is not None
    assert found.source == Source(f"mục II.B.6, sửa theo {NAMED}", LETTER, Sure.SUPERIOR)


@pytest.mark.parametrize(
    ("key", "value", "only_top", "binding"),
    [("head.only_top", True, True, True), ("head.binding", False, False, False)],
)
def test_a_rule_on_the_head_by_paper_alone(key: str, value: Value, only_top: bool, binding: bool) -> None:
    """Bắc Giang has no such rule: what the paper does not say is that the head is bound by any level."""
    bare = load_regulation("bac-giang-2024")
    assert bare.head is None
    paper_alone = Source(NAMED, LETTER, Sure.SUPERIOR)
    assert changed(bare.id, key, value).head == HeadRule(only_top, binding, paper_alone)


def test_a_paper_on_one_half_of_the_rule_on_the_head_keeps_the_other() -> None:
    old = load_regulation("ha-tinh-2024").head
    assert old is not None
    assert old.only_top
    assert changed("ha-tinh-2024", "head.binding", value=False).head == HeadRule(
        only_top=True, binding=False, source=Source(NAMED, LETTER, Sure.SUPERIOR)
    )


def test_a_binding_professional_rating_by_letter() -> None:
    regulation = changed(LAM, "professional.binding", value=True)
    told = season(regulation, (member(1, professional=Professional.HTTNV, post=Post.BI_THU),))
    assert judge(regulation, told).member("m01").facts_level is T


def test_the_later_paper_stands() -> None:
    first = paper("cap.rate", Ratio(25, 100), number="CV 40-CV/ĐU", day=date(2026, 11, 20))
    second = paper("cap.rate", Ratio(15, 100))
    for order in ([first, second], [second, first]):
        regulation = apply_overrides(load_regulation(LAM), order)
        assert regulation.cap.rate == Ratio(25, 100)
        assert regulation.cap.source.cite == "CV 40-CV/ĐU, 20/11/2026"


@pytest.mark.parametrize("pack", PACKS)
def test_the_keys_follow_the_pack(pack: str) -> None:
    regulation, keys = load_regulation(pack), override_keys(load_regulation(pack))
    assert ("new_leader.months" in keys) is (regulation.new_leader is not None)
    assert ("sick.months" in keys) is (regulation.sick is not None)
    assert ("points.bands.HTTNV" in keys) is (regulation.points is not None)
    assert ("cap.few.allowed" in keys) is (regulation.cap.few_source is not None)
    assert sum(key.startswith("subquotas") for key in keys) == len(regulation.subquotas)
    assert sum(key.startswith("deadlines") for key in keys) == len(regulation.deadlines)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("pack", "key", "value", "reason"),
    [
        (LAM, "cap.rate", Ratio(0, 100), "tỷ lệ phải lớn hơn 0 và không quá 1"),
        (LAM, "cap.rate", Ratio(101, 100), "tỷ lệ phải lớn hơn 0 và không quá 1"),
        (LAM, "cap.rate", 25, "cần một tỷ lệ"),
        (LAM, "thresholds.HTTNV", Ratio(1, 3), "dưới một nửa, hai mức có thể cùng đạt"),
        (LAM, "thresholds.HTTNV", Ratio(1, 1), "không ai đạt được"),
        (LAM, "new_member.months", True, "cần một số nguyên"),
        (LAM, "new_member.months", -1, "số không được âm"),
        (LAM, "new_member.months", 0, "câu giải thích phải nêu đúng số tháng"),
        (LAM, "cap.scope", "  ", "không được để trống"),
        (LAM, "cap.scope", 3, "cần một dòng chữ"),
        (LAM, "head.binding", 1, "cần có hoặc không"),
        (LAM, "deadlines[3]", 5, "cần một ngày"),
        (LAM, "deadlines[2]", date(2023, 12, 1), "cần một số nguyên"),
        (LAM, "points.bands.HTXSNV", 9000, "không thay được giá trị này"),
        (CENTRAL, "points.bands.HTXSNV", 6000, "điểm tối thiểu phải giảm dần"),
        (CENTRAL, "points.bands.HTXSNV", 10001, "vượt tổng điểm tối đa"),
        (CENTRAL, "cap.rate", Ratio(30, 100), "tỷ lệ được nâng không được thấp hơn tỷ lệ thường"),
        (TUY, "cap.few.allowed", 0, "phải từ 1 trở lên"),
        (TUY, "sick.months", 13, "từ 1 đến 12"),
    ],
)  # fmt: skip
def test_an_impossible_paper_is_refused(pack: str, key: str, value: Value, reason: str) -> None:
    with pytest.raises(OverrideError) as caught:
        changed(pack, key, value)
    assert caught.value.key == key
    assert re.search(rf"\b{reason}\b", caught.value.reason)
    assert str(caught.value).startswith(f"{key}: ")


def test_a_refusal_is_one_sentence_and_names_a_place_only_where_there_is_one() -> None:
    with pytest.raises(OverrideError) as caught:
        changed(LAM, "cap.rate", 25)
    assert str(caught.value) == "cap.rate: cần một tỷ lệ."
    with pytest.raises(OverrideError, match=r"chỉ thay được: new_member\.months, new_leader\.months, base"):
        changed(LAM, "cap.colour", 25)


def test_a_regulation_is_looked_at_again_only_where_a_paper_changed_it() -> None:
    """The pack itself is refused when it is read, with its file and line, not here under a paper's name."""
    unsound = replace(load_regulation(LAM), short=" ")
    assert apply_overrides(unsound, []) == unsound
    with pytest.raises(OverrideError, match="short"):
        apply_overrides(unsound, [paper("cap.rate", Ratio(25, 100))])


def test_a_paper_has_a_number() -> None:
    with pytest.raises(OverrideError) as caught:
        apply_overrides(load_regulation(LAM), [paper("cap.rate", Ratio(25, 100), number=" ")])
    assert str(caught.value) == "cap.rate: cần ghi số văn bản của cấp trên."


def test_a_letter_over_the_units_own_choice_says_so() -> None:
    regulation = changed("ha-tinh-2024", "thresholds.HTTNV", Ratio(1, 2))
    assert OWN_CHOICE not in regulation.threshold(T, Form.CO_SO).source.cite


def test_without_a_rule_on_professional_ratings_there_is_none_to_change() -> None:
    bare = replace(load_regulation(LAM), professional=None)
    assert "professional.binding" not in override_keys(bare)
    assert not [rule for rule in describe(bare) if rule.topic == "Xếp loại chuyên môn"]
