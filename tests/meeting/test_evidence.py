"""Each condition of a collective tells what was found, the numbers behind it, and its clause."""

from dataclasses import replace

import pytest

from desktop.regulations import load_regulation
from meeting.asks import LevelAsk
from meeting.judge import judge
from meeting.level import Level
from meeting.season import Discipline, Grade, Peer, PeerKind, Post, Season, Tasks
from meeting.verdict import Outcome
from tests.meeting.collective import condition, known, told

QUANG, TUY, TW = "quang-binh-2016", "tuy-phuoc-2021", "trung-uong-2025"
AGENCY, MASS = PeerKind.CHINH_QUYEN, PeerKind.DOAN_THE
X, T, H, K = Level
MET, FAILED, UNKNOWN = Outcome.MET, Outcome.FAILED, Outcome.UNKNOWN


def branch(pack: str) -> Season:
    """Five members, one of them at KHTNV; of two mass organisations one was not rated yet."""
    return known(
        told(pack, "TTTTK", organisation_score=(40, 20, 15, 14, 0)),
        points=(2950, 6000),
        tasks=Tasks(10, 9, 8, 2),
        grades=(Grade.XUAT_SAC, Grade.TOT),
        peers=(
            Peer("Công đoàn", MASS, T),
            Peer("Hội Phụ nữ", MASS),
            Peer("Đoàn Thanh niên", MASS, absent=True),
            Peer("Văn phòng", AGENCY, K),
        ),
        answers={"sinh_hoat": True, "chi_bo_ket_luan": False, "chi_bo_suy_thoai": True},
    )


@pytest.mark.parametrize(
    ("pack", "level", "asked", "outcome", "numbers", "said"),
    [
        # 40 + 20 + 15 + 14 = 89 of whole points, kept in hundredths as all points are
        (QUANG, X, "Từ 90 điểm", FAILED, (8900, None, 9000), ": 89 điểm; chưa đạt"),
        # 29,5 + 60 = 89,5: half a point short of 90
        (TW, X, "Từ 90 điểm", FAILED, (8950, None, 9000), ": 89,5 điểm; chưa đạt"),
        (TW, K, "Từ 50 điểm", MET, (8950, None, 5000), ": 89,5 điểm; đạt"),
        (TUY, X, "Tiêu chí về kết quả", MET, (None, None, None), ": Xuất sắc, Tốt; đạt"),
        # nine of ten are more than 70%
        (
            TW,
            K,
            "Hoàn thành từ 70%",
            MET,
            (9, 10, None),
            ": hoàn thành 9/10 nhiệm vụ, đúng hạn 8, vượt yêu cầu 2; đạt",
        ),
        (TUY, X, "100% đảng viên", FAILED, (4, 5, 5), ": 4/5 đồng chí, cần 5; chưa đạt"),
        # half of five is two and a half: three are needed
        (TUY, T, "50% đảng viên", MET, (4, 5, 3), ": 4/5 đồng chí, cần 3; đạt"),
        # at most half of five is two
        (QUANG, K, "Không quá 50%", MET, (1, 5, 2), ": 1/5 đồng chí, nhiều nhất 2; đạt"),
        # who does not exist here is not waited for: two of three count
        (
            TUY,
            X,
            "Mặt trận",
            UNKNOWN,
            (1, 2, 2),
            ": Công đoàn Hoàn thành tốt nhiệm vụ, Hội Phụ nữ chưa có kết quả; chưa đủ số liệu",
        ),
        # one that is not known and none at KHTNV are fewer than two in any case
        (
            QUANG,
            K,
            "Mặt trận",
            MET,
            (0, 2, 2),
            ": Công đoàn Hoàn thành tốt nhiệm vụ, Hội Phụ nữ chưa có kết quả; đạt",
        ),
        (
            QUANG,
            K,
            "Chính quyền",
            FAILED,
            (1, 1, 1),
            ": Văn phòng Không hoàn thành nhiệm vụ; thuộc trường hợp Yếu kém",
        ),
        (TW, X, "Không đồng chí cấp ủy viên", MET, (0, None, None), ": không có; đạt"),
        (QUANG, X, "Chi bộ sinh hoạt", MET, (None, None, None), ": trả lời “có”; đạt"),
        (TW, K, "Không thuộc trường hợp “chi bộ", MET, (None, None, None), ": trả lời “không”; đạt"),
        (
            TW,
            K,
            "Không thuộc trường hợp “có thành viên",
            FAILED,
            (None, None, None),
            ": trả lời “có”; thuộc trường hợp Không hoàn thành nhiệm vụ",
        ),
    ],
)
def test_what_was_found_and_its_numbers(
    pack: str,
    level: Level,
    asked: str,
    outcome: Outcome,
    numbers: tuple[int | None, int | None, int | None],
    said: str,
) -> None:
    found = condition(branch(pack), level, asked)
    assert (found.outcome, (found.have, found.whole, found.needed)) == (outcome, numbers)
    assert f"{said} ({found.clause})." in found.sentence


def test_the_level_of_the_branch_is_named_by_the_committee() -> None:
    one = told(TUY, votes={"chi_bo": "T"})
    found = condition(one, T, "Không cao hơn mức của chi bộ", "chi_uy")
    assert ": Hoàn thành tốt nhiệm vụ; đạt (" in found.sentence


@pytest.mark.parametrize(("committee", "outcome"), [("X", MET), ("T", MET), ("H", FAILED)])
def test_a_level_may_ask_less_of_the_other_collective_than_of_itself(
    committee: str, outcome: Outcome
) -> None:
    """No pack does so yet: the branch at the top with a committee that did well."""
    regulation = load_regulation(QUANG)
    asked = next(rule for rule in regulation.organisation if isinstance(rule.ask, LevelAsk))
    rule = replace(asked, level=X, ask=LevelAsk("chi_uy", T))
    one = told(QUANG, votes={"chi_uy": committee})
    (found,) = judge(replace(regulation, organisation=(rule,)), one).organisations
    assert [c.outcome for c in found.conditions] == [outcome]


def test_every_other_grade_counts() -> None:
    one = known(told(TUY), grades=(Grade.XUAT_SAC, Grade.TOT, Grade.TRUNG_BINH))
    assert condition(one, X, "Tiêu chí về kết quả").outcome is FAILED
    assert condition(one, T, "Tiêu chí về kết quả").outcome is MET


def test_everyone_of_the_committee_who_was_disciplined_is_named() -> None:
    one = told(QUANG)
    punished = [
        replace(m, post=Post.CHI_UY_VIEN, discipline=form)
        for m, form in zip(one.members, (Discipline.KHIEN_TRACH, Discipline.CANH_CAO), strict=False)
    ]
    one = replace(one, members=(*punished, *one.members[2:]))
    found = condition(one, T, "Không đồng chí cấp ủy viên")
    assert found.have == 2
    assert ": đồng chí Đảng viên 1 bị khiển trách, đồng chí Đảng viên 2 bị cảnh cáo; " in found.sentence


def test_a_score_that_nobody_entered_still_says_how_much_is_needed() -> None:
    found = condition(told(TW), X, "Từ 90 điểm")
    assert (found.outcome, found.have, found.needed) == (UNKNOWN, None, 9000)
    assert found.clause == "QĐ 366-QĐ/TW, Điều 11.1.1"


def test_where_nothing_is_known_or_nothing_can_be_counted_the_outcome_stands_alone() -> None:
    """Without a number there is no text before the outcome: neither an empty one nor a semicolon."""
    empty = told(TUY)
    assert ": chưa có số liệu (" in condition(empty, X, "Tiêu chí về kết quả").sentence
    reached = known(empty, grades=(Grade.TRUNG_BINH, Grade.TRUNG_BINH), answers={"bi_ky_luat": False})
    assert "trở lên: đạt (" in condition(reached, K, "Đạt mức").sentence
