"""Into the book: adding, updating what the user chose, asking where in doubt, refusing row by row; and out again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop import preparation, undoing
from desktop.desk import Desk
from desktop.member_list import intake as steps
from desktop.member_list.differences import Action, Line, Match
from desktop.member_list.errors import ListError
from desktop.member_list.export import write_checked, write_roll
from desktop.member_list.fields import Field
from desktop.member_list.intake import Intake
from desktop.member_list.reading import read_bytes, read_list
from desktop.member_list.taking import Done, counted, take_over
from desktop.sample import make_sample
from meeting.season import Form, Member, Post, Sector, Status, Structure, Unit

from .files import TODAY, national, person_40, understood, xlsx

AT = datetime(2026, 12, 1, 8, 0)  # noqa: DTZ001 - the wall clock of the book
TITLES = ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ Đảng")
TU = ("Lý Tú", "01/02/1980", "03/02/2005", "03/02/2006", "")
EN = ("Lê Thị Én", "04/05/1991", "19/05/2012", "19/05/2013", "Bí thư")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "so.chibo", clock=lambda: AT) as made:
        unit = Unit(
            "ĐẢNG ỦY XÃ",
            "CHI BỘ 1",
            Form.TRUC_THUOC,
            Structure.TO_DANG,
            Sector.HANH_CHINH,
            groups=("Tổ đảng 1",),
        )
        preparation.set_up_unit(made, unit, "trung-uong-2025", 2026, date(2026, 12, 5))
        yield made


def taken_up(desk: Desk, *rows: tuple[object, ...]) -> Intake:
    return steps.read(steps.begin(read_bytes(xlsx([TITLES, *rows]), "ds.xlsx"), desk.season, TODAY))


def take(desk: Desk, intake: Intake) -> list[tuple[Done, str]]:
    return [(each.done, each.why) for each in take_over(desk, intake.lines)]


def test_new_people_are_added(desk: Desk) -> None:
    intake = taken_up(desk, TU, EN)
    assert [line.match for line in intake.lines] == [Match.NEW, Match.NEW]
    assert steps.summary(intake) == "2 dòng: 2 đồng chí mới, 0 đồng chí đã có trong sổ."
    outcomes = tuple(take_over(desk, intake.lines))
    assert counted(outcomes) == "Đã thêm 2."
    assert desk.season.members == (
        Member("m01", "Lý Tú", date(1980, 2, 1), date(2005, 2, 3), date(2006, 2, 3)),
        Member("m02", "Lê Thị Én", date(1991, 5, 4), date(2012, 5, 19), date(2013, 5, 19), post=Post.BI_THU),
    )


def test_a_list_is_taken_back_at_once(desk: Desk) -> None:
    take(desk, taken_up(desk, TU))
    before = desk.season.members
    changed = taken_up(desk, (*TU[:3], "04/02/2006", ""), EN)
    line = replace(changed.lines[0], taken=frozenset({Field.OFFICIAL}))
    assert take(desk, steps.with_line(changed, line)) == [(Done.UPDATED, ""), (Done.ADDED, "")]
    told = undoing.tell(desk)
    assert told.title == "Hoàn tác cả lần nhập danh sách (2 bước, lúc 08:00 ngày 01/12/2026)?"
    assert told.lines == (
        "Lý Tú: Ngày chính thức từ “04/02/2006” trở lại “03/02/2006”.",
        "Lê Thị Én: không còn trong sổ.",
    )
    undoing.undo(desk, told.sequence)
    assert desk.season.members == before
    assert undoing.tell(desk).title.startswith("Hoàn tác bước ")


def test_a_second_time_changes_nothing(desk: Desk) -> None:
    take(desk, taken_up(desk, TU, EN))
    before = desk.season.members
    again = taken_up(desk, TU, EN)
    assert [line.match for line in again.lines] == [Match.SAME, Match.SAME]
    assert [line.differences for line in again.lines] == [(), ()]
    assert take(desk, again) == [(Done.KEPT, "")] * 2
    assert desk.season.members == before


def test_what_is_otherwise_is_shown_and_taken_only_when_chosen(desk: Desk) -> None:
    take(desk, taken_up(desk, TU))
    member = replace(desk.season.members[0], note="giữ nguyên", status=Status.EXEMPT)
    preparation.update_member(desk, member)
    intake = taken_up(desk, ("LÝ TÚ", "1980", "03/02/2005", "04/02/2006", "Phó Bí thư"))
    line = intake.lines[0]
    assert (line.match, line.action) == (Match.SAME, Action.UPDATE)
    assert [str(each) for each in line.differences] == [
        "Ngày chính thức: sổ ghi “03/02/2006”, tệp ghi “04/02/2006”",
        "Chức vụ trong chi bộ: sổ ghi “Đảng viên”, tệp ghi “Phó Bí thư”",
    ]
    assert take(desk, intake) == [(Done.KEPT, "")]
    assert desk.season.members == (member,)
    chosen = steps.with_line(intake, line.taking(frozenset({Field.POST})))
    assert take(desk, chosen) == [(Done.UPDATED, "")]
    assert desk.season.members == (replace(member, post=Post.PHO_BI_THU),)


def test_a_part_of_a_day_never_replaces_a_whole_one(desk: Desk) -> None:
    take(desk, taken_up(desk, TU))
    line = taken_up(desk, ("Lý Tú", "01/02/1980", "2004", "2006", "")).lines[0]
    (difference,) = line.differences
    assert (difference.book, difference.listed) == ("03/02/2005", "2004")
    assert difference.why_not
    assert line.taking(frozenset({Field.ADMITTED})).taken == frozenset()


def test_doubt_is_a_question(desk: Desk) -> None:
    take(desk, taken_up(desk, TU))
    known = desk.season.members[0]
    intake = taken_up(
        desk, ("Lý Tú", "01/02/1981", *TU[2:]), ("Ly Tu", *TU[1:]), TU, ("Lý  TÚ", "1980", "2005", "", "")
    )
    assert [line.match for line in intake.lines] == [Match.DOUBT, Match.DOUBT, Match.SAME, Match.DOUBT]
    assert all(line.candidates == (known,) for line in intake.lines)
    assert take(desk, intake)[0] == (
        Done.REFUSED,
        "cần đồng chí cho biết có phải là người đã có trong sổ không",
    )
    first = intake.lines[0]
    as_known = first.updating(known)
    assert [each.field for each in as_known.differences] == [Field.BORN]
    corrected = steps.with_line(intake, as_known.taking(frozenset({Field.BORN})))
    other = steps.with_line(corrected, intake.lines[1].left())
    assert [done for done, _ in take(desk, other)] == [Done.UPDATED, Done.LEFT, Done.KEPT, Done.REFUSED]
    assert desk.season.members == (replace(known, born=date(1981, 2, 1)),)
    take(desk, steps.with_line(taken_up(desk, TU), taken_up(desk, TU).lines[0].added()))
    assert len(desk.season.members) == 2


def test_an_incomplete_row_waits_for_the_user(desk: Desk) -> None:
    intake = taken_up(desk, ("Lý Tú", "1980", "03/02/2005", "", "Tổ trưởng"), EN)
    line = intake.lines[0]
    assert take(desk, intake)[0][0] is Done.REFUSED
    assert [member.name for member in desk.season.members] == ["Lê Thị Én"]
    texts = {**line.row.texts, Field.BORN: "01/02/1980", Field.OFFICIAL: "dự bị", Field.POST: ""}
    completed = steps.with_row(intake, line.row.number, texts)
    assert completed.lines[0].why_not == ""
    assert completed.lines[1] == intake.lines[1]
    assert take(desk, steps.with_season(completed, desk.season)) == [(Done.ADDED, ""), (Done.KEPT, "")]
    assert desk.season.members[1:] == (Member("m02", "Lý Tú", date(1980, 2, 1), date(2005, 2, 3)),)


def test_decisions_outlive_the_completing_of_another_row(desk: Desk) -> None:
    take(desk, taken_up(desk, TU))
    intake = taken_up(desk, ("Lý Tú", "01/02/1981", *TU[2:]), ("Vũ Ân", "1970", *EN[2:]))
    decided = steps.with_line(intake, intake.lines[0].left())
    completed = steps.with_row(decided, 3, {**intake.lines[1].row.texts, Field.BORN: "02/03/1970"})
    assert [line.action for line in completed.lines] == [Action.LEAVE, Action.ADD]


def test_what_the_book_refuses_is_said_at_its_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = taken_up(desk, TU, EN)
    forged = intake.lines[0].row._replace(facts={**intake.lines[0].row.facts, "group": "Tổ đảng 9"})
    lines: tuple[Line, ...] = (replace(intake.lines[0], row=forged), intake.lines[1])
    outcomes = tuple(take_over(desk, lines))
    assert [each.done for each in outcomes] == [Done.REFUSED, Done.ADDED]
    assert "Tổ đảng 9" in outcomes[0].why
    assert [member.name for member in desk.season.members] == ["Lê Thị Én"]


def test_the_roll_goes_out_and_in_without_a_difference(tmp_path: Path) -> None:
    with make_sample(tmp_path / "mau.chibo") as sample:
        path = tmp_path / "ra.xlsx"
        write_roll(path, sample.season, AT)
        intake = steps.read(steps.begin(read_list(path), sample.season, date(2026, 12, 31)))
        assert len(intake.lines) == len(sample.season.members)
        assert [line.match for line in intake.lines] == [Match.SAME] * len(intake.lines)
        assert [each for line in intake.lines for each in line.differences] == []
        assert [line.why_not for line in intake.lines if line.why_not] == []
        assert intake.rows.left_out == ()
        with Desk.create(tmp_path / "moi.chibo", clock=lambda: AT) as fresh:
            season = sample.season
            preparation.set_up_unit(fresh, season.unit, season.regulation, season.year, season.meeting_day)
            again = steps.read(steps.begin(read_list(path), fresh.season, date(2026, 12, 31)))
            assert {done for done, _ in take(fresh, again)} == {Done.ADDED}
            one, other = fresh.season.members, sample.season.members
            for key in (
                "name",
                "born",
                "admitted",
                "official",
                "group",
                "post",
                "job",
                "status",
                "professional",
            ):
                assert [getattr(m, key) for m in one] == [getattr(m, key) for m in other]
        assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_file_is_given_back_with_its_errors(tmp_path: Path) -> None:
    data = national(
        [person_40(1, "Lý Tú", "1980", "03/02/2005", "03/02/2006"), person_40(2, "Lê Thị Én", *EN[1:4])]
    )
    found, columns, rows = understood(data)
    path = tmp_path / "lỗi.xlsx"
    write_checked(path, found.sheets[0], columns, rows, (), AT)
    again, again_columns, again_rows = understood(path.read_bytes())
    assert [row.texts for row in again_rows.people] == [row.texts for row in rows.people]
    sheet, width = again.sheets[0], len(columns.header.titles)
    assert again_columns.header.titles[-2:] == ("Kết quả kiểm tra", "Chi tiết lỗi")
    last = again_columns.header.last
    assert sheet.text(last + 1, width) == "Thiếu thông tin"
    assert "Ngày sinh, ô F8: “1980” mới có năm" in sheet.text(last + 1, width + 1)
    assert sheet.text(last + 2, width) == "Đạt"
    assert sheet.text(last + 1, 8) == "001080000123"


def test_a_name_in_two_columns_comes_back_in_two(tmp_path: Path) -> None:
    rows = [("TT", "Họ và tên", "", "Ngày sinh"), ("1", "Trần Văn", "=Bảo", "02/03/1985")]
    found, columns, read = understood(xlsx(rows, [(0, 1, 0, 2)]))
    write_checked(tmp_path / "a.xlsx", found.sheets[0], columns, read, (), AT)
    assert understood((tmp_path / "a.xlsx").read_bytes())[2].people[0].name == "Trần Văn =Bảo"


def test_a_place_that_takes_no_file(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(ListError, match="Không ghi được"):
        write_roll(tmp_path / "không-có" / "ra.xlsx", desk.season, AT)
    (tmp_path / "thư mục.xlsx").mkdir()
    with pytest.raises(ListError, match="Không ghi được"):
        write_roll(tmp_path / "thư mục.xlsx", desk.season, AT)
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_user_may_choose_sheet_row_and_columns(desk: Desk) -> None:
    rows = [("tên người",), ("Lý Tú", "01/02/1980"), ("Lê Én", "04/05/1991")]
    intake = steps.begin(read_bytes(xlsx(rows), "a.xlsx"), desk.season, TODAY)
    assert not intake.header_found
    assert "Chưa có cột nào là “Họ và tên”" in intake.problem
    assert intake.samples(1) == ("01/02/1980", "04/05/1991")
    named = steps.with_field(steps.with_field(intake, 0, Field.NAME), 1, Field.BORN)
    assert named.problem == ""
    assert [line.row.name for line in steps.read(named).lines] == ["Lý Tú", "Lê Én"]
    twice = steps.with_field(steps.with_field(named, 0, Field.POST), 1, Field.POST)
    assert twice.problem
    double = steps.with_field(
        steps.with_header_row(steps.begin(read_bytes(xlsx([TITLES, TU]), "a"), desk.season, TODAY), 0),
        1,
        Field.ADMITTED,
    )
    assert (
        double.problem
        == "Cột B và C cùng được chọn là “Ngày vào Đảng (kết nạp)”. Đồng chí chỉ để lại một cột."
    )
