import unicodedata
from pathlib import Path

import pytest

from forms import fonts
from forms.errors import FontError, UnprintableError
from forms.text import balanced, named, phrased, wrap
from resources.fonts import LETTERS, candidates


def test_the_134_letters_are_all_there_once_and_composed() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134
    assert unicodedata.normalize("NFC", LETTERS) == LETTERS


def test_the_typeface_prints_every_vietnamese_letter() -> None:
    assert {ord(letter) for letter in LETTERS} <= fonts.typeface().letters


def test_no_font_is_said_with_the_way_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"không tìm thấy phông nào.*Đề nghị cài phông Times New Roman"):
        fonts.choose((tmp_path,))


def test_a_font_without_vietnamese_letters_is_passed_over(tmp_path: Path) -> None:
    mono = next(Path("/usr/share/fonts/truetype/liberation2").glob("LiberationMono-Regular.ttf"))
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    poor = TTFont(mono)
    subsetter = Subsetter(Options())
    subsetter.populate(unicodes=range(0x20, 0x7F))
    subsetter.subset(poor)
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        poor.save(tmp_path / f"LiberationSerif-{name}.ttf")
    poor.close()
    assert [family.name for family, _ in candidates((tmp_path,))] == ["Liberation Serif"]
    with pytest.raises(FontError, match=r"thiếu 14[0-9] chữ"):
        fonts.choose((tmp_path,))


def test_a_broken_font_file_is_named(tmp_path: Path) -> None:
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        (tmp_path / f"Tinos-{name}.ttf").write_bytes(b"no font")
    with pytest.raises(FontError, match=r"Tinos .*tệp hỏng"):
        fonts.choose((tmp_path,))


def test_texts_are_composed_and_freed_of_invisible_signs() -> None:
    assert fonts.clean(unicodedata.normalize("NFD", "Thúy\u200b Hằng\u00a0ạ\tb")) == "Thúy Hằng ạ b"


def test_a_sign_that_cannot_be_printed_is_named_not_dropped() -> None:
    with pytest.raises(UnprintableError, match="“漢”"):
        fonts.clean("Nguyễn 漢 An")


def test_no_line_is_wider_than_its_room() -> None:
    fonts.typeface()
    lines = wrap("Nguyễn Thị " + "Quỳnh" * 30, fonts.UPRIGHT, 12, 80)
    assert "".join(lines).replace(" ", "") == "NguyễnThị" + "Quỳnh" * 30
    assert all(fonts.width(line, fonts.UPRIGHT, 12) <= 80 for line in lines)


def test_a_heading_is_broken_into_lines_of_about_one_length() -> None:
    fonts.typeface()
    text = "Họp Tổ đảng số 1 kiểm điểm, đánh giá, xếp loại chất lượng đảng viên năm 2023"
    wide = fonts.width(text, fonts.BOLD, 14) - 10
    first, second = balanced(text, fonts.BOLD, 14, wide)
    assert f"{first} {second}" == text
    assert fonts.width(second, fonts.BOLD, 14) > 0.7 * fonts.width(first, fonts.BOLD, 14)
    assert balanced("Một", fonts.BOLD, 14, wide) == ("Một",)


def test_a_title_is_broken_behind_a_comma_where_one_is_near() -> None:
    fonts.typeface()
    text = "Hội nghị chi bộ bổ sung kiểm điểm, đánh giá, xếp loại chất lượng đảng viên năm 2026"
    wide = fonts.width(text, fonts.BOLD, 14) - 10
    assert phrased(text, fonts.BOLD, 14, wide)[1] == "xếp loại chất lượng đảng viên năm 2026"
    both = "Hội nghị chi ủy kiểm điểm tập thể, cá nhân và đánh giá, xếp loại chất lượng năm 2026"
    assert phrased(both, fonts.BOLD, 14, wide)[1] == "và đánh giá, xếp loại chất lượng năm 2026"
    far = "Ở, " + "hội nghị kiểm điểm chất lượng đảng viên " * 2
    assert phrased(far, fonts.BOLD, 14, wide) == list(balanced(far, fonts.BOLD, 14, wide))


def test_a_file_name_is_cut_behind_a_hyphen() -> None:
    fonts.typeface()
    lines = wrap("kiem-diem/001-ban-kiem-diem-nguyen-thi-anh.pdf", fonts.UPRIGHT, 11, 120)
    assert "".join(lines) == "kiem-diem/001-ban-kiem-diem-nguyen-thi-anh.pdf"
    assert all(line[-1] in "-/" for line in lines[:-1])


def test_the_lines_of_a_name_end_where_they_may() -> None:
    fonts.typeface()
    school, office = "CHI BỘ TRƯỜNG TIỂU HỌC TIÊN PHONG", "ĐẢNG BỘ SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"
    wide = fonts.width("CHI BỘ TRƯỜNG TIỂU HỌC TIÊN", fonts.BOLD, 14) + 1
    assert named(school, fonts.BOLD, 14, wide) == ["CHI BỘ TRƯỜNG TIỂU HỌC", "TIÊN PHONG"]
    wide = fonts.width("ĐẢNG BỘ SỞ NÔNG NGHIỆP VÀ", fonts.UPRIGHT, 14) + 1
    assert named(office, fonts.UPRIGHT, 14, wide) == ["ĐẢNG BỘ SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"]
    assert named("CHI BỘ", fonts.BOLD, 14, wide) == ["CHI BỘ"]
