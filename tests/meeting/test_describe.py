"""A regulation in sentences, and the differences between two."""

import unicodedata
from dataclasses import replace

import pytest

from desktop.regulations import load_regulation
from meeting.describe import SURES, Rule, describe, differences
from meeting.level import Level
from meeting.ratio import Ratio
from meeting.regulation import OWN_CHOICE, Sure
from tests.meeting.branch import PACKS


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_is_a_sentence_with_its_source(pack: str) -> None:
    rules = describe(load_regulation(pack))
    assert len(rules) == len(set(rules)), "nothing is said twice"
    for rule in rules:
        assert rule.topic
        assert rule.text
        assert rule.cite
        assert rule.document
        assert "None" not in rule.text
        assert "theo quy định" not in rule.text
        assert unicodedata.is_normalized("NFC", rule.topic + rule.text)
        assert (rule.cite == OWN_CHOICE) is (rule.sure in {Sure.OWN, Sure.INFERRED})


def test_every_certainty_has_words() -> None:
    assert set(SURES) == set(Sure)


def said(pack: str, topic: str) -> list[tuple[str, str]]:
    return [(rule.text, rule.cite) for rule in describe(load_regulation(pack)) if rule.topic == topic]


def test_what_is_said_of_the_meetings() -> None:
    assert said("lam-dong-2023", "Chi bộ có tổ đảng") == [
        ("Tổ chức theo thứ tự: hội nghị tổ đảng, rồi hội nghị chi bộ, rồi hội nghị chi ủy.", "mục II.2.1")
    ]
    texts = [text for text, _ in said("lam-dong-2023", "Chương trình hội nghị chi bộ")]
    assert "Các tổ đảng báo cáo kết quả kiểm điểm đảng viên (chi bộ có tổ đảng)." in texts
    stays = replace(load_regulation("lam-dong-2023").chairing, deputy_for_head=False, without_deputy="")
    rules = describe(replace(load_regulation("lam-dong-2023"), chairing=stays))
    assert [r.text for r in rules if r.topic == "Người chủ trì"] == [
        "Người chủ trì không thay đổi khi đến lượt mình kiểm điểm."
    ]


def test_what_is_said_of_votes_and_places() -> None:
    top = "Số phiếu cần: Hoàn thành xuất sắc nhiệm vụ"
    assert said("quang-binh-2016", top) == [("Trên 2/3 số đảng viên được tính.", "mục II.B.2.2.3.a")]
    assert said("tuy-phuoc-2021", top) == [
        ("Trên 1/2 số đảng viên được tính (chi bộ cơ sở).", "mục II.B.6"),
        ("Trên 1/2 số đảng viên được tính (chi bộ trực thuộc).", OWN_CHOICE),
    ]
    assert said("tuy-phuoc-2021", "Số lượng ít") == [
        ("Có dưới 5 đảng viên Hoàn thành tốt nhiệm vụ: vẫn được chọn 1.", "mục II.B.6")
    ]
    assert said("quang-binh-2016", "Số lượng ít")[0][0] == "Có chi bộ dưới 7 đảng viên: vẫn được chọn 1."
    assert len(said("lam-dong-2023", "Chia chỉ tiêu")) == 3


def test_what_is_said_of_conditions() -> None:
    assert said("ha-tinh-2024", "Người đứng đầu")[0][0].startswith("Người đứng đầu chỉ Hoàn thành xuất sắc")
    assert said("lam-dong-2023", "Xếp loại chuyên môn")[0][0].endswith(
        "(căn cứ để xem xét, không ràng buộc)."
    )
    assert said("tuy-phuoc-2021", "Điều kiện nhiệm vụ: Không hoàn thành nhiệm vụ") == [
        ("Hoàn thành dưới 50% nhiệm vụ.", "mục II.B.2.3.d")
    ]
    assert said("trung-uong-2025", "Điều kiện nhiệm vụ: Không hoàn thành nhiệm vụ")[0][0] == (
        "Không giữ chức vụ: trên 50% nhiệm vụ chưa hoàn thành."
    )
    assert said("trung-uong-2025", "Điểm: Hoàn thành tốt nhiệm vụ")[0][0] == "Từ 70 điểm."
    assert "Trong sạch, vững mạnh từ 90 điểm" in said("quang-binh-2016", "Điểm của chi bộ")[0][0]
    assert ("Hoàn thành kiểm điểm, đánh giá, xếp loại: trước ngày 15/12/2023.", "mục V.3") in said(
        "lam-dong-2023", "Thời hạn"
    )
    assert said("trung-uong-2025", "Thời hạn")[0][0].endswith(
        "(người đứng đầu): ít nhất 3 ngày làm việc trước hội nghị; chưa làm thì chưa mở hội nghị."
    )
    assert "ít nhất 2 ngày trước hội nghị." in said("lam-dong-2023", "Thời hạn")[1][0]


def test_a_regulation_does_not_differ_from_itself() -> None:
    for pack in PACKS:
        assert differences(load_regulation(pack), load_regulation(pack)) == ()


def test_a_changed_value_is_one_difference() -> None:
    before = load_regulation("lam-dong-2023")
    after = replace(before, cap=replace(before.cap, rate=Ratio(25, 100)))
    (found,) = differences(before, after)
    assert (found.topic, before.cap.rate) == ("Chỉ tiêu mức cao nhất", Ratio(20, 100))
    assert found.before is not None
    assert found.after is not None
    assert (found.before.text.count("20%"), found.after.text.count("25%")) == (1, 1)


def test_rules_that_came_and_went() -> None:
    found = differences(load_regulation("ha-tinh-2024"), load_regulation("bac-giang-2024"))
    topics = {d.topic: (d.before, d.after) for d in found}
    assert topics["Người đứng đầu"][1] is None
    assert topics["Chi bộ trực thuộc"][0] is None
    both = [d for d in found if d.before and d.after]
    assert both
    assert all(d.before != d.after for d in found)
    back = differences(load_regulation("bac-giang-2024"), load_regulation("ha-tinh-2024"))
    assert {frozenset({d.before, d.after}) for d in back} >= {frozenset({topics["Người đứng đầu"][0], None})}


def test_names_of_levels_are_the_packs_own() -> None:
    rules: tuple[Rule, ...] = describe(load_regulation("quang-binh-2016"))
    assert load_regulation("quang-binh-2016").unit_names[Level.KHTNV] == "Yếu kém"
    assert any("Yếu kém từ 0 điểm" in rule.text for rule in rules)


def test_an_award_for_members_alone_says_nothing_of_branches() -> None:
    pack = load_regulation("bac-giang-2024")
    assert pack.award is not None
    alone = replace(pack, award=replace(pack.award, branch=None))
    found = [{rule.topic for rule in describe(each)} for each in (pack, alone)]
    assert found[0] - found[1] == {"Khen thưởng chi bộ nhiều năm liền"}
