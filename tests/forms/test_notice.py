"""The notice to each member on what was decided above: one paper each, nothing about anyone else."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop import drafts
from forms import each_member
from forms.dossier import working_papers
from forms.one_file import in_one
from forms.paper import Paper, read
from forms.paper_forms import ACHIEVEMENT, NOTICE
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.numbering import PaperNumber
from meeting.rerating import Rerating
from meeting.season import Season
from tests.forms.seasons import facts, season
from tests.forms.tools import pages_of, text_of

DAY = date(2024, 1, 10)


def final(member: str, level: Level) -> Decision:
    return Decision(member, level, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", DAY, kind=DecisionKind.FINAL)


AGAIN = Rerating(
    1, "m001", 2023, Level.HTXSNV, Level.HTNV, DecisionKind.FINAL, DecidedBy.SUPERIOR, "QĐ 60-QĐ/ĐU",
    date(2024, 5, 6), "Kê khai không đúng", "mục 3.1, 3.2",
)  # fmt: skip


def decided(*reratings: Rerating) -> Season:
    finals = (final("m001", Level.HTXSNV), final("m002", Level.HTTNV))
    return replace(season(), decisions=finals, reratings=reratings)


def notices(of: Season) -> dict[str, Paper]:
    told = facts(of)
    planned = [one for one in each_member.planned(told) if one[2] == NOTICE]
    return {one[1]: each_member.made(told, one)[1] for one in planned}


def text(paper: Paper, folder: Path) -> str:
    path = folder / "one.pdf"
    path.write_bytes(paper.pdf())
    return " ".join(text_of(path).split())


def test_everyone_named_in_the_decision_gets_one(tmp_path: Path) -> None:
    assert notices(season()) == {}
    found = notices(decided())
    assert list(found) == ["m001", "m002"]
    told = text(found["m002"], tmp_path)
    assert "Theo Quyết định số 45-QĐ/ĐU ngày 10 tháng 01 năm 2024" in told
    assert "Hoàn thành tốt nhiệm vụ." in told
    assert "Kính gửi: Đồng chí Trần Thị Bích Ngọc" in told


def test_a_notice_carries_nothing_about_anyone_else() -> None:
    paper = notices(decided(AGAIN))["m002"]
    assert read(paper.data) == paper
    told = json.loads(paper.data)
    assert [one["subject"] for one in told["facts"]["season"]["decisions"]] == ["m002"]
    assert "HTXSNV" not in json.dumps(told["facts"]["season"])
    assert "m001" not in json.dumps(told["results"])
    assert "Kê khai" not in json.dumps(told, ensure_ascii=False)
    assert told["facts"]["verdict"] is None


def test_a_result_that_was_replaced_is_told_with_both_levels(tmp_path: Path) -> None:
    told = text(notices(decided(AGAIN))["m001"], tmp_path)
    assert (
        "Kết quả “Hoàn thành xuất sắc nhiệm vụ” đã bị hủy theo Quyết định số 60-QĐ/ĐU ngày 06 tháng 5 năm 2024"
        in told
    )
    assert "mức mới: Hoàn thành nhiệm vụ. Lý do: Kê khai không đúng (mục 3.1, 3.2)." in told


def test_without_the_decision_there_is_nothing_to_tell() -> None:
    told = facts(season())
    with pytest.raises(ValueError, match="decision"):
        _ = each_member.made(told, (1, "m001", NOTICE))[1].document


def test_who_lost_the_top_level_is_proposed_for_no_award() -> None:
    def proposed(of: Season) -> tuple[set[str], set[str]]:
        forms = {one.form.id for one in working_papers(facts(of))}
        reports = {one[1] for one in each_member.planned(facts(of)) if one[2] == ACHIEVEMENT}
        return forms & {"to_trinh_khen_thuong", "quyet_dinh_khen_thuong"}, reports

    assert proposed(decided()) == ({"to_trinh_khen_thuong", "quyet_dinh_khen_thuong"}, {"m001"})
    assert proposed(decided(AGAIN)) == (set(), set())
    both = replace(decided(AGAIN), decisions=(final("m001", Level.HTXSNV), final("m002", Level.HTXSNV)))
    for paper in working_papers(facts(both)):
        if paper.form.id in {"to_trinh_khen_thuong", "quyet_dinh_khen_thuong"}:
            assert "Nguyễn Văn An" not in str(paper.document.blocks)
            assert "Trần Thị Bích Ngọc" in str(paper.document.blocks)
            assert "Kê khai" not in paper.data.decode()
            assert read(paper.data) == paper


def test_all_notices_stand_in_one_file_for_the_printer(tmp_path: Path) -> None:
    paths = []
    for member, paper in notices(decided(AGAIN)).items():
        paths.append(tmp_path / f"{member}.pdf")
        paths[-1].write_bytes(paper.pdf())
    whole = tmp_path / "all.pdf"
    whole.write_bytes(in_one(paths, "Thông báo"))
    assert whole.read_bytes() == in_one(paths, "Thông báo")
    assert [("Nguyễn Văn An" in page, "Bích Ngọc" in page) for page in pages_of(whole)] == [
        (True, True),  # signed by the deputy
        (True, True),  # signed by the secretary
    ]


def test_the_files_of_the_members_hold_the_notices_and_the_whole(tmp_path: Path) -> None:
    gathered = drafts.Gathered(facts(decided()), ())
    written = {path.name for path in drafts.write_members(gathered, tmp_path)}
    assert drafts.ALL_NOTICES in written
    assert {"001-thong-bao-ket-qua-nguyen-van-an.pdf"} <= written
    without = drafts.write_members(drafts.Gathered(facts(season()), ()), tmp_path / "khac")
    assert drafts.ALL_NOTICES not in {path.name for path in without}


def test_each_carries_its_own_number_and_no_other(tmp_path: Path) -> None:
    given = tuple(PaperNumber(f"TQ{n:03d}", NOTICE, "TB", 40 + n, DAY) for n in (1, 2))
    found = notices(replace(decided(), numbers=given))
    assert "Số 42-TB/CB" in text(found["m002"], tmp_path)
    assert "Số 41-TB/CB" in text(found["m001"], tmp_path)
    told = json.loads(found["m002"].data)["facts"]
    assert told["number"] == 42
    assert "numbers" not in json.dumps(told)
    assert read(found["m002"].data).pdf() == found["m002"].pdf()
    unnumbered = notices(decided())["m002"]
    assert "number" not in json.loads(unnumbered.data)["facts"]


def test_nobody_notifies_oneself() -> None:
    found = notices(decided())
    of = season()
    for member, signer in (("m001", "m002"), ("m002", "m001")):
        row = str(found[member].document.signatures)
        assert (of.member(signer).name in row, of.member(member).name in row.split("right=")[1]) == (
            True,
            False,
        )
