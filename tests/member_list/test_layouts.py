"""Every layout and every code that is met: read, understood, nothing invented, numbers with their zeros."""

from datetime import date

import pytest

from desktop.member_list.encodings import Script
from desktop.member_list.fields import Field
from desktop.member_list.records import Row, Weight
from desktop.member_list.sheet import Kind
from meeting.season import Post, Professional, Status

from .files import csv_text, national, ods, person_40, tcvn3, understood, vni, xls, xlsx

PEOPLE = (
    ("Nguyễn Thị Hường", "05/12/1980", "03/02/2005", "03/02/2006"),
    ("Đỗ Quỳnh Ánh", "19/05/1990", "02/09/2015", "02/09/2016"),
)
PLAIN = [
    ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số CCCD"),
    *((str(at), *person, "001080000123") for at, person in enumerate(PEOPLE, 1)),
]


def said(row: Row) -> tuple[object, ...]:
    return tuple(row.facts.get(key) for key in ("name", "born", "admitted", "official"))


EXPECTED = [
    ("Nguyễn Thị Hường", date(1980, 12, 5), date(2005, 2, 3), date(2006, 2, 3)),
    ("Đỗ Quỳnh Ánh", date(1990, 5, 19), date(2015, 9, 2), date(2016, 9, 2)),
]


def test_the_national_file() -> None:
    found, columns, rows = understood(national([person_40(n, *p) for n, p in enumerate(PEOPLE, 1)]))
    assert (found.kind, found.script) == (Kind.XLSX, Script.UNICODE)
    assert [sheet.name for sheet in found.sheets] == ["Danh sách đảng viên"]
    assert (columns.header.first, columns.header.last) == (5, 6)
    assert columns.header.titles[18] == "Quê quán (theo mô hình 2 cấp) – Tỉnh"
    assert columns.of(Field.NAME) == (2,)
    assert columns.of(Field.OFFICIAL) == (24,)
    assert [said(row) for row in rows.people] == EXPECTED
    assert rows.people[0].texts[Field.CITIZEN] == "001080000123"
    assert rows.people[0].facts["status"] is Status.ACTIVE
    assert rows.people[0].number == 8
    assert [problem for row in rows.people for problem in row.problems] == []


@pytest.mark.parametrize(
    ("data", "kind", "script"),
    [
        (xlsx(PLAIN), Kind.XLSX, Script.UNICODE),
        (xls(PLAIN), Kind.XLS, Script.UNICODE),
        (xls(PLAIN, padded=0), Kind.XLS, Script.UNICODE),
        (ods(PLAIN), Kind.ODS, Script.UNICODE),
        (csv_text(PLAIN).encode(), Kind.UTF8, Script.UNICODE),
        (csv_text(PLAIN, ";").encode("utf-8-sig"), Kind.UTF8, Script.UNICODE),
        (("sep=;\r\n" + csv_text(PLAIN, ";")).encode(), Kind.UTF8, Script.UNICODE),
        (csv_text(PLAIN, "\t").encode("utf-16"), Kind.UTF16, Script.UNICODE),
        (csv_text(PLAIN, "\t").encode("utf-16-le"), Kind.UTF16, Script.UNICODE),
        (csv_text(PLAIN, "|").encode("utf-16-be"), Kind.UTF16, Script.UNICODE),
        (csv_text(PLAIN).replace("\r\n", "\r").encode(), Kind.UTF8, Script.UNICODE),
        (tcvn3(csv_text(PLAIN)).encode("latin-1"), Kind.BYTES, Script.TCVN3),
        (vni(csv_text(PLAIN)).encode("latin-1"), Kind.BYTES, Script.VNI),
        (vni(csv_text(PLAIN)).encode("utf-8"), Kind.UTF8, Script.VNI),
        (xlsx([[tcvn3(cell) for cell in row] for row in PLAIN]), Kind.XLSX, Script.TCVN3),
        (xlsx([[vni(cell) for cell in row] for row in PLAIN]), Kind.XLSX, Script.VNI),
        (xls([[vni(cell) for cell in row] for row in PLAIN]), Kind.XLS, Script.VNI),
        (ods([[tcvn3(cell) for cell in row] for row in PLAIN]), Kind.ODS, Script.TCVN3),
    ],
)
def test_kinds_and_codes(data: bytes, kind: Kind, script: Script) -> None:
    found, _, rows = understood(data, "ds.csv")
    assert (found.kind, found.script) == (kind, script)
    assert [said(row) for row in rows.people] == EXPECTED
    assert [row.texts[Field.CITIZEN] for row in rows.people] == ["001080000123"] * 2
    assert [problem for row in rows.people for problem in row.problems] == []


def test_windows_1258() -> None:
    text = "Họ và tên,Ngày sinh\r\nNguyễn Thị Hường,05/12/1980\r\n"
    # What Excel on a Vietnamese Windows writes: tones as marks of their own.
    toneless = text.translate(str.maketrans({"ọ": "oò", "ễ": "êÞ", "ị": "iò", "ờ": "õÌ", "ư": "ý"}))
    found, _, rows = understood(toneless.encode("latin-1"), "ds.csv")
    assert (found.kind, found.script) == (Kind.BYTES, Script.CP1258)
    assert rows.people[0].facts["name"] == "Nguyễn Thị Hường"


def test_real_days_numbers_and_text_are_the_same_days() -> None:
    rows = [
        PLAIN[0],
        (1, "Nguyễn Thị Hường", date(1980, 12, 5), 38386, "3/2/2006", 1080000123),
        (2, "Đỗ Quỳnh Ánh", "1990-05-19", "2.9.2015", "02-09-2016 00:00:00", "'001080000123"),
    ]
    people = understood(xlsx(rows))[2].people
    assert [said(row) for row in people] == EXPECTED
    assert people[0].texts[Field.CITIZEN] == "1080000123"
    assert people[1].texts[Field.CITIZEN] == "001080000123"
    notes = [str(problem) for problem in people[0].problems]
    assert notes == [
        "Ngày vào Đảng (kết nạp), ô D2: Ô ghi số 38386 của Excel, đọc là 03/02/2005.",
        "Số định danh (chỉ để đối chiếu), ô F2: “1080000123” không đủ 12 chữ số; có lẽ mất số 0 ở đầu.",
    ]


def test_a_military_list_with_brackets_and_numbered_columns() -> None:
    rows = [
        ["ĐẢNG BỘ XÃ ĐỨC TRỌNG", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["DANH SÁCH TRÍCH NGANG"],
        ["STT", "Họ và tên", "Năm sinh", "Số CCCD", "Chức vụ", "Ngày vào Đảng", "Ghi chú"],
        [f"({n})" for n in range(1, 8)],
        ["1", "Trần Văn Bảo", "1985", "", "Xã đội trưởng", "19/5/2010 (Chính thức 19/5/2011)", "x"],
        ["2", "Lê Thị Én", "3/1991", "", "", "19/5/2025 (Dự bị)", ""],
        ["", "Tổng cộng: 2 đồng chí"],
        ["", "", "", "", "NGƯỜI LẬP BIỂU"],
    ]
    people, left_out = (rows := understood(xlsx(rows))[2]).people, rows.left_out
    assert said(people[0]) == ("Trần Văn Bảo", None, date(2010, 5, 19), date(2011, 5, 19))
    assert said(people[1]) == ("Lê Thị Én", None, date(2025, 5, 19), None)
    assert (people[0].facts["job"], people[0].facts["note"]) == ("Xã đội trưởng", "x")
    assert [str(problem) for problem in people[1].problems] == [
        "Ngày sinh, ô C6: “3/1991” mới có tháng và năm; đồng chí bổ sung đủ ngày tháng năm."
    ]
    assert [(each.number, each.why) for each in left_out] == [
        (4, "dòng đánh số cột"),
        (7, "không phải họ tên"),
        (8, "không có họ tên"),
    ]


def test_year_of_birth_under_men_and_women() -> None:
    rows = [
        ["TT", "Họ và tên", "Năm sinh", "", "Ngày vào Đảng", ""],
        ["", "", "Nam", "Nữ", "Dự bị", "Chính thức"],
        ["1", "Trần Văn Bảo", "02/03/1985", "", "19/05/2010", "19/05/2011"],
        ["2", "Lê Thị Én", "", "04/05/1991", "19/05/2012", "19/05/2013"],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]
    for data in (xlsx(rows, merged), csv_text(rows).encode()):
        people = understood(data)[2].people
        assert said(people[0]) == ("Trần Văn Bảo", date(1985, 3, 2), date(2010, 5, 19), date(2011, 5, 19))
        assert said(people[1]) == ("Lê Thị Én", date(1991, 5, 4), date(2012, 5, 19), date(2013, 5, 19))


def test_a_name_in_two_columns() -> None:
    under_one = [["TT", "Họ và tên", "", "Ngày sinh"], ["1", "Trần Văn", "Bảo", "02/03/1985"]]
    apart = [["Họ và tên đệm", "Tên", "Ngày sinh"], ["Trần Văn", "Bảo", "02/03/1985"]]
    levels = [
        ["TT", "Họ và tên", "", "Ngày sinh"],
        ["", "Họ đệm", "Tên", ""],
        ["1", "Trần Văn", "Bảo", "02/03/1985"],
    ]
    for data in (xlsx(under_one, [(0, 1, 0, 2)]), xlsx(apart), xlsx(levels)):
        assert [row.name for row in understood(data)[2].people] == ["Trần Văn Bảo"]


def test_titles_without_diacritics_and_a_csv_of_a_branch_program() -> None:
    titles = "Ma DV,So The,HO TEN,So CCCD,NGAY SINH,Gioi Tinh,Ngay Vao Dang,Ngay Chinh Thuc,Chuc Vu Dang,Chuc Vu CQ"
    row = "7,012345678901,Lý Tú,001080000123,01/02/1980,Nam,03/02/2005,03/02/2006,Phó bí thư,Trưởng phòng"
    person = understood(f"{titles}\n{row}\n".encode())[2].people[0]
    assert said(person) == ("Lý Tú", date(1980, 2, 1), date(2005, 2, 3), date(2006, 2, 3))
    assert (person.facts["post"], person.facts["job"]) == (Post.PHO_BI_THU, "Trưởng phòng")


def test_groups_are_those_of_the_branch() -> None:
    rows = [
        ["Họ và tên", "Tổ đảng"],
        ["Lý Tú", "1"],
        ["Lê Én", "tổ 2"],
        ["Vũ Ân", "Tổ đảng 9"],
        ["Đỗ Ánh", ""],
    ]
    people = understood(xlsx(rows), groups=("Tổ đảng 1", "Tổ đảng 2"))[2].people
    assert [row.facts.get("group") for row in people] == ["Tổ đảng 1", "Tổ đảng 2", None, None]
    assert any("chưa khai báo “Tổ đảng 9”" in str(problem) for problem in people[2].problems)
    alone = understood(xlsx(rows))[2].people[0]
    assert alone.facts.get("group") is None
    assert any("không chia tổ" in str(each) for each in alone.problems if each.weight is Weight.NOTE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("HTTNV", Professional.HTTNV),
        ("hoàn thành tốt nhiệm vụ", Professional.HTTNV),
        ("-", Professional.NOT_EMPLOYED),
    ],
)
def test_wordings_of_a_choice(text: str, value: Professional) -> None:
    rows = [["Họ và tên", "Xếp loại chuyên môn"], ["Lý Tú", text]]
    assert understood(xlsx(rows))[2].people[0].facts["professional"] is value


def test_an_unknown_wording_is_asked_about() -> None:
    rows = [["Họ và tên", "Trạng thái hoạt động"], ["Lý Tú", "đang xem xét"]]
    row = understood(xlsx(rows))[2].people[0]
    assert "status" not in row.facts
    assert "Tình trạng sinh hoạt đảng, ô B2: chương trình không hiểu “đang xem xét”" in str(row.problems[-1])
    assert row.has(Weight.WRONG)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("31/02/1980", "không có ngày 31/02/1980 trên lịch."),
        ("12/25/1980", "không có ngày 12/25/1980 trên lịch."),
        ("5/12/80", "năm thiếu chữ số"),
        ("05/12/2030", "sau ngày hôm nay"),
        ("13/1980", "không có tháng 13"),
        ("1780", "Năm 1780 không đúng".lower()),
        ("khoảng 1980", "ngày/tháng/năm"),
        ("#REF!", "ngày/tháng/năm"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_cell(cell: str, sentence: str) -> None:
    row = understood(xlsx([["Họ và tên", "Ngày sinh"], ["Lý Tú", cell]]))[2].people[0]
    problem = next(each for each in row.problems if each.field is Field.BORN)
    assert (problem.weight, problem.cell) == (Weight.WRONG, "B2")
    assert sentence in problem.sentence
    assert "born" not in row.facts


@pytest.mark.parametrize(
    ("cell", "what"), [("1980", "năm"), ("12/1980", "tháng và năm"), ("tháng 3/1980", "tháng và năm")]
)
def test_a_day_known_in_part_stays_so(cell: str, what: str) -> None:
    row = understood(xlsx([["Họ và tên", "Ngày sinh"], ["Lý Tú", cell]]))[2].people[0]
    problem = next(each for each in row.problems if each.field is Field.BORN)
    assert problem.weight is Weight.MISSING
    assert f"mới có {what};" in problem.sentence
    assert "born" not in row.facts


def test_probation_is_never_guessed_from_a_missing_column() -> None:
    rows = [["Họ và tên", "Ngày sinh", "Ngày vào Đảng"], ["Lý Tú", "01/02/1980", "03/02/2005"]]
    row = understood(xlsx(rows))[2].people[0]
    assert "official" not in row.facts
    assert "tệp không có cột này" in row.problems[-1].sentence
    with_column = [[*rows[0], "Ngày chính thức"], [*rows[1], ""], ["Lê Én", "01/02/2000", "03/02/2026", ""]]
    long_ago, lately = understood(xlsx(with_column))[2].people
    assert "official" not in long_ago.facts
    assert long_ago.has(Weight.MISSING)
    assert lately.facts["official"] is None
    assert [each.weight for each in lately.problems] == [Weight.NOTE]


def test_two_rows_for_one_person() -> None:
    rows = [
        ["Họ và tên", "Ngày sinh"],
        ["Hoà An", "01/02/1980"],
        ["HÒA AN", "01/02/1980"],
        ["Hoa An", "01/02/1980"],
    ]
    first, second, third = understood(xlsx(rows))[2].people
    assert "trùng họ tên và ngày sinh với dòng 2" in str(second.problems[-1])
    assert not any("trùng" in str(each) for each in (*first.problems, *third.problems))


@pytest.mark.parametrize(
    ("born", "admitted", "official", "sentence", "weight"),
    [
        ("01/02/1980", "01/02/1980", "01/02/1999", "phải sau ngày sinh", Weight.WRONG),
        ("01/02/1980", "03/02/1997", "03/02/1998", "chưa đủ 18 tuổi", Weight.NOTE),
        ("01/02/1980", "03/02/2005", "03/02/2004", "không thể trước ngày vào Đảng", Weight.WRONG),
        ("01/02/1980", "03/02/2005", "2004", "mới có năm", Weight.MISSING),
    ],
)
def test_days_in_their_order(born: str, admitted: str, official: str, sentence: str, weight: Weight) -> None:
    row = understood(xlsx([PLAIN[0], ("1", "Lý Tú", born, admitted, official, "")]))[2].people[0]
    (problem,) = row.problems
    assert sentence in problem.sentence
    assert problem.weight is weight


@pytest.mark.parametrize("name", ["Lý Tú 2", "=SUM(A1)", "x" * 90, "@admin"])
def test_what_is_no_name_is_refused(name: str) -> None:
    row = understood(xlsx([PLAIN[0], ("1", name, "01/02/1980", "03/02/2005", "03/02/2006", "")]))[2].people[0]
    assert "name" not in row.facts
    assert row.has(Weight.WRONG)
