"""Two years in a row and the years around a meeting, played through the use cases of the windows."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db import operations
from db.errors import Refused
from desktop import new_year, numbering, past_years, reviews
from desktop.cli import main
from desktop.desk import Desk, DeskError
from desktop.rehearsed_years import LAST_YEAR, outcome, rehearse
from desktop.scenario import ScenarioError, read_scenario
from meeting.level import Level
from meeting.numbering import PaperNumber, next_number
from meeting.past import BRANCH, PastYear
from meeting.season import OldFaults, Professional
from tests.meeting.branch import PACKS, SCENARIOS
from tests.meeting.test_scenarios import differences

YEARS = SCENARIOS / "years"
FILES = sorted(YEARS.glob("*.toml"))
FIRST, SECOND = YEARS / "trung-uong-2025-first.toml", YEARS / "trung-uong-2026-second.toml"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_years_around_a_meeting_give_what_is_expected(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.with_suffix(".expect.json").read_text(encoding="utf-8"))
    with rehearse(read_scenario(path), tmp_path / "ra") as desk:
        assert list(differences(expected, outcome(desk))) == []


def test_every_pack_says_who_may_be_commended_or_that_it_does_not_say() -> None:
    assert {pack for pack in PACKS if any(path.name.startswith(pack[:9]) for path in FILES)} == set(PACKS)


def test_the_second_year_uses_what_the_first_one_left(tmp_path: Path) -> None:
    out = tmp_path / "ra"
    assert main(["rehearse", str(SECOND), "--out", str(out)]) == 0
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert results["old_faults"]["m02"] == [2, 3]
    assert main(["verify", str(out)]) == 0
    [before] = (out / LAST_YEAR).glob("*.chibo")
    assert before.stem == FIRST.stem
    with Desk.open(out / f"{SECOND.stem}.chibo") as desk:
        m02 = next(one for one in reviews.reviews(desk) if one.member.id == "m02")
        assert m02.texts[past_years.OLD_FAULTS].splitlines() == [
            "Kỳ kiểm điểm năm 2025 chỉ ra 3 hạn chế, khuyết điểm; đã khắc phục 2/3.",
            "- Chậm báo cáo tháng: đã khắc phục (ngày 20/03/2026).",
            "- Ít tham gia ý kiến: đã khắc phục (ngày 30/06/2026).",
            "- Chưa học xong lớp bồi dưỡng: đang khắc phục.",
        ]
        known = {(one.member, one.year): one.level for one in desk.season.past_years}
        assert known["m03", 2021] is Level.HTXSNV
        assert known["m02", 2025] is Level.HTTNV
        assert known["m05", 2025] is None
        assert past_years.base_members(desk) == 120


def test_who_was_absent_is_rated_later_with_papers_of_that_meeting(tmp_path: Path) -> None:
    out = tmp_path / "ra"
    later = YEARS / "trung-uong-2025-absent-rated-later.toml"
    assert main(["rehearse", str(later), "--out", str(out)]) == 0
    names = {path.name.partition("-")[2] for path in out.glob("*.pdf")}
    assert {"bien-ban-hoi-nghi-chi-bo.pdf", "bien-ban-hoi-nghi-chi-bo-bo-sung-1.pdf"} <= names
    assert {"bien-ban-kiem-phieu.pdf", "bien-ban-kiem-phieu-lan-2.pdf"} <= names
    assert "danh-sach-chua-xep-loai.pdf" not in names
    assert main(["verify", str(out)]) == 0


@pytest.fixture
def first(tmp_path: Path) -> Path:
    with rehearse(read_scenario(FIRST), tmp_path) as desk:
        return desk.book.path


def test_the_level_of_the_branch_goes_from_book_to_book(tmp_path: Path) -> None:
    given = read_scenario(YEARS / "bac-giang-2024-awards.toml")
    with rehearse(given, tmp_path) as desk:
        last = desk.book.path
    with Desk.create(tmp_path / "2025.chibo", rehearsal=True) as desk:
        new_year.begin(desk, last)
        known = {one.year: one for one in desk.season.past_years if one.member == BRANCH}
        assert [known[year].level for year in range(2019, 2025)] == [Level.HTXSNV] * 6
        assert [year for year, one in known.items() if one.awarded] == [2019]


def begun(first: Path, folder: Path) -> Desk:
    desk = Desk.create(folder / "moi.chibo", rehearsal=True)
    new_year.begin(desk, first)
    return desk


def test_a_new_year_keeps_what_lasts_and_forgets_the_rest(first: Path, tmp_path: Path) -> None:
    with begun(first, tmp_path) as desk:
        season = desk.season
        assert (season.year, season.regulation) == (2026, "trung-uong-2025")
        assert season.meeting_day == date(2026, 12, 5)
        assert [one.post.value for one in season.members][:3] == ["bi_thu", "pho_bi_thu", "chi_uy_vien"]
        m03 = season.member("m03")
        assert (m03.self_level, m03.points, m03.professional) == (None, None, Professional.UNKNOWN)
        assert m03.old_faults == OldFaults(1, 1)
        assert all(session.opened is None for session in season.sessions)
        with pytest.raises(DeskError, match="tạo một sổ mới"):
            new_year.begin(desk, first)


def test_what_was_entered_by_hand_stays_when_last_year_is_taken_again(first: Path, tmp_path: Path) -> None:
    with begun(first, tmp_path) as desk:
        past_years.record_years(desk, (PastYear("m03", 2021, Level.HTNV, source="nhập tay"),))
        reviews.write_part(desk, "m02", past_years.OLD_FAULTS, "Tự viết.")
        past_years.take_earlier(desk, past_years.look_at_earlier(desk, first))
        assert PastYear("m03", 2021, Level.HTNV, source="nhập tay") in desk.season.past_years
        m02 = next(one for one in reviews.reviews(desk) if one.member.id == "m02")
        assert m02.texts[past_years.OLD_FAULTS] == "Tự viết."


def numbered(first: Path, term: date | None) -> dict[str, tuple[str, int]]:
    """Give every paper of last year's book the number that is suggested; return kinds and numbers by mark."""
    with Desk.open(first) as desk:
        numbering.set_term(desk, term)
        shown = numbering.papers(desk)
        given = numbering.suggestions(shown, {})
        numbering.number_papers(desk, given)
        return {one.paper: (one.kind, given[one.paper]) for one in shown}


def test_numbers_go_on_through_the_term_from_one_book_to_the_next(first: Path, tmp_path: Path) -> None:
    given = numbered(first, date(2025, 3, 1))
    last = {kind: max(n for k, n in given.values() if k == kind) for kind, _ in given.values()}
    assert last["BB"] > 1
    with begun(first, tmp_path) as desk:
        assert numbering.term(desk) == date(2025, 3, 1)
        free = next_number(desk.season.numbers, "BB", numbering.term(desk))
        assert free == last["BB"] + 1
        minutes = PaperNumber("CB01", "bien_ban_chi_bo", "BB", free, date(2026, 12, 5))
        with pytest.raises(Refused, match=f"số tiếp theo còn trống là {free:02d}"):
            number(desk, replace(minutes, number=last["BB"]))
        number(desk, minutes)
        second = desk.book.path
    with Desk.create(tmp_path / "2027.chibo", rehearsal=True) as third:
        new_year.begin(third, second)
        assert next_number(third.season.numbers, "BB", numbering.term(third)) == free + 1


def number(desk: Desk, one: PaperNumber) -> None:
    desk.changed(operations.number_papers(desk.book, [one], at=datetime(2026, 12, 5, 9, tzinfo=UTC)))


def test_the_notice_to_every_member_is_numbered_with_the_rest(first: Path) -> None:
    with Desk.open(first) as desk:
        given = numbering.suggestions(numbering.papers(desk), {})
        notices = {mark: number for mark, number in given.items() if mark.startswith("TQ")}
        assert sorted(notices.values()) == [1, 2, 3, 4, 5]  # m05 has no decision yet
        numbering.number_papers(desk, given)
        shown = {one.paper: one.number for one in numbering.papers(desk) if one.kind == "TB"}
        assert shown == notices


def test_numbers_of_the_term_before_stay_behind(first: Path, tmp_path: Path) -> None:
    numbered(first, None)
    with Desk.open(first) as desk:
        numbering.set_term(desk, date(2099, 1, 1))
    with begun(first, tmp_path) as desk:
        assert desk.season.numbers == ()
        assert numbering.term(desk) == date(2099, 1, 1)


def test_a_rehearsal_is_no_start_for_a_real_book(first: Path, tmp_path: Path) -> None:
    with Desk.create(tmp_path / "that.chibo") as desk, pytest.raises(DeskError, match="tập dượt"):
        new_year.begin(desk, first)


def test_a_book_without_a_unit_gives_nothing(tmp_path: Path) -> None:
    Desk.create(tmp_path / "trong.chibo").close()
    with Desk.create(tmp_path / "moi.chibo") as desk, pytest.raises(DeskError, match="chưa có thông tin"):
        new_year.begin(desk, tmp_path / "trong.chibo")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('previous = "trung-uong-2025-first.toml"', 'previous = "trung-uong-2026-second.toml"', "previous"),
        ('previous = "trung-uong-2025-first.toml"', 'previous = "../x.toml"', "previous"),
        ("year = 2026\n", "year = 2027\n", "previous"),
        ('subject = "m04"\nyear', 'subject = "m44"\nyear', r"reratings\[1\].subject"),
        ('reason = "Kết luận', 'reasons = "Kết luận', "reason"),
        (
            "[[reratings]]",
            '[[remedies]]\nsubject = "m01"\nshortcoming = "A"\nstate = "done"\n[[reratings]]',
            "done",
        ),
        (
            "[[reratings]]",
            '[[remedies]]\nsubject = "m0"\nshortcoming = "A"\n[[reratings]]',
            r"remedies\[1\].subject",
        ),
        (
            "[[reratings]]",
            '[[past_years]]\nmember = "m01"\nyear = 2026\n[[reratings]]',
            r"past_years\[1\].year",
        ),
        (
            "[[reratings]]",
            '[[past_years]]\nmember = "m9"\nyear = 2020\n[[reratings]]',
            r"past_years\[1\].member",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_key(old: str, new: str, where: str, tmp_path: Path) -> None:
    (tmp_path / FIRST.name).write_bytes(FIRST.read_bytes())
    wrong = tmp_path / SECOND.name
    text = SECOND.read_text(encoding="utf-8")
    assert old in text
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError, match=where):
        read_scenario(wrong)
