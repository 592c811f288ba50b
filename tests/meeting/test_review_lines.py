"""A member's own file put under the parts of the form: headings matched, nothing invented, nothing lost."""

import pytest

from desktop.reviews import FOLDER, review_form
from forms.skeleton import form_names
from meeting.hand_in import ReviewText
from meeting.review_form import progress, texts_of, word_count
from meeting.review_lines import Line, place

PLAIN = review_form("trung-uong-2025").parts_for(leader=False)
LEADER = review_form("trung-uong-2025").parts_for(leader=True)

FILE = """ĐẢNG BỘ SỞ NỘI VỤ
BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN
Họ và tên: Lê Thị Đức; ngày sinh: 02/03/1975
I. ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC
1. Về phẩm chất chính trị; đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc
Chấp hành nghiêm chủ trương, đường lối của Đảng.
- Thực hiện nhiệm vụ đúng quy chế.
2. Việc thực hiện chức trách, nhiệm vụ và kết quả đạt được: Hoàn thành 10/10 việc.
………………………
3. Kết quả thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm
Đã thực hiện đủ.
II. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN
1. Hạn chế, khuyết điểm. Chậm một báo cáo.
2. Nguyên nhân: Chưa sắp xếp công việc hợp lý.
III. KẾT QUẢ KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM ĐƯỢC CHỈ RA Ở CÁC KỲ KIỂM ĐIỂM TRƯỚC
Đã khắc phục 2/2.
IV. GIẢI TRÌNH NHỮNG VẤN ĐỀ ĐƯỢC GỢI Ý KIỂM ĐIỂM (nếu có)
Không có.
VI. PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM
Lập lịch báo cáo hằng tháng.
VII. TỰ NHẬN MỨC XẾP LOẠI
Hoàn thành tốt nhiệm vụ"""


def lines(text: str) -> list[Line]:
    return [Line(each) for each in text.splitlines()]


def test_a_file_that_follows_the_form_is_read_part_by_part() -> None:
    found = place(lines(FILE), PLAIN)
    assert found.texts == {
        "pham_chat": "Chấp hành nghiêm chủ trương, đường lối của Đảng.\n- Thực hiện nhiệm vụ đúng quy chế.",
        "nhiem_vu": "Hoàn thành 10/10 việc.",
        "cam_ket": "Đã thực hiện đủ.",
        "han_che": "Chậm một báo cáo.",
        "nguyen_nhan": "Chưa sắp xếp công việc hợp lý.",
        "khac_phuc_cu": "Đã khắc phục 2/2.",
        "giai_trinh": "Không có.",
        "phuong_huong": "Lập lịch báo cáo hằng tháng.",
    }
    assert found.name == "Lê Thị Đức"
    assert found.left[-2:] == ("VII. TỰ NHẬN MỨC XẾP LOẠI", "Hoàn thành tốt nhiệm vụ")


def test_every_word_of_the_file_is_somewhere() -> None:
    found = place(lines(FILE), PLAIN)
    said = "\n".join([*found.texts.values(), *found.left])
    body = [line for line in FILE.splitlines() if not line.startswith(("I", "1.", "2.", "3.", "V", "…"))]
    assert all(line in said for line in body)


def test_text_right_under_a_section_goes_where_the_form_has_one_place_for_it() -> None:
    text = "I. Ưu điểm\nChung chung.\nII. Hạn chế, khuyết điểm\nChậm báo cáo.\nNguyên nhân là bận."
    found = place(lines(text), PLAIN)
    assert found.texts == {"han_che": "Chậm báo cáo.\nNguyên nhân là bận."}
    assert found.left == ("Chung chung.",)


def test_only_a_marked_line_begins_a_part() -> None:
    body = [
        Line("Về phẩm chất chính trị", marked=True),
        Line("Gương mẫu."),
        Line("Thực hiện chức trách, nhiệm vụ được giao đầy đủ."),
        Line("Nguyên nhân: bận."),
    ]
    found = place(body, PLAIN)
    assert set(found.texts) == {"pham_chat"}
    assert found.texts["pham_chat"].count("\n") == 2


def test_parts_follow_the_order_of_the_form() -> None:
    text = "II. Hạn chế\n1. Hạn chế, khuyết điểm\nChậm.\n2. Về phẩm chất chính trị còn nể nang.\nVI. Phương hướng\nSửa."
    found = place(lines(text), PLAIN)
    assert found.texts["han_che"] == "Chậm.\n2. Về phẩm chất chính trị còn nể nang."
    assert found.texts["phuong_huong"] == "Sửa."


def test_leaders_have_parts_of_their_own() -> None:
    text = "I. ƯU ĐIỂM\n3. Kết quả lãnh đạo, quản lý, chỉ đạo, điều hành\nĐiều hành thông suốt."
    assert place(lines(text), LEADER).texts == {"lanh_dao": "Điều hành thông suốt."}
    assert place(lines(text), PLAIN).texts == {}
    assert len(LEADER) == len(PLAIN) + 3


@pytest.mark.parametrize("text", ["", "Kính gửi chi bộ\nTôi xin nghỉ phép.", "………\n\n"])
def test_another_text_gives_no_part(text: str) -> None:
    assert place(lines(text), PLAIN).texts == {}


def test_decomposed_letters_are_composed() -> None:
    import unicodedata

    found = place(lines(unicodedata.normalize("NFD", FILE)), PLAIN)
    assert found == place(lines(FILE), PLAIN)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_parts_are_those_of_the_printed_form(path: object) -> None:
    import tomllib
    from pathlib import Path

    assert isinstance(path, Path)
    for regulation in tomllib.loads(path.read_text(encoding="utf-8"))["regulations"]:
        form, printed = review_form(regulation), form_names(regulation).review
        assert form.source == printed.source
        assert [(part.section, part.title, part.leaders) for part in form.parts] == [
            (part.title, item.text, item.leaders) for part in printed.parts for item in part.items
        ]
        assert len({part.key for part in form.parts}) == len(form.parts)
        assert all(part.match and part.clause for part in form.parts)
        assert all(word == word.casefold() for part in form.parts for word in part.match)


def test_an_unknown_regulation_gets_the_newest_form() -> None:
    assert review_form("khong-co") == review_form("trung-uong-2025")


def test_words_and_progress() -> None:
    assert word_count("Chấp hành nghiêm – đúng hạn.\n10/10 việc") == 7
    assert word_count(" \n – ") == 0
    written = texts_of((ReviewText("m1", "han_che", "Chậm báo cáo"), ReviewText("m1", "cam_ket", " ")), "m1")
    assert written == {"han_che": "Chậm báo cáo"}
    found = progress(PLAIN, written)
    assert (found.written, found.parts, found.words) == (1, len(PLAIN), 3)
