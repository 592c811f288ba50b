"""What the codes of a verdict mean to the people in the room, and what they do about it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag in few words for the table, and a sentence with what to do."""

    short: str
    sentence: str


FLAGS: Final = {
    "no-majority": Flag(
        "Chưa mức nào đủ phiếu",
        "Chưa mức nào đạt số phiếu cần. Máy không tự chọn mức: hội nghị báo cáo nguyên kết quả, "
        "hoặc quyết định bỏ phiếu lại.",
    ),
    "tie": Flag(
        "Hai mức bằng phiếu",
        "Có hai mức cùng số phiếu cao nhất. Hội nghị thảo luận và quyết định; máy không tự chọn mức.",
    ),
    "conflict": Flag(
        "Phiếu cao hơn điều kiện",
        "Mức do phiếu bầu cao hơn mức mà các điều kiện cho phép (xem từng điều kiện bên dưới). "
        "Hội nghị xem lại "
        "trước khi kết luận; cấp có thẩm quyền quyết định.",
    ),
    "over-cap": Flag(
        "Vượt giới hạn xuất sắc",
        "Số đồng chí hoàn thành xuất sắc vượt giới hạn. Hội nghị chọn trong số này để đề nghị, phần vượt "
        "thì xem lại mức xếp loại.",
    ),
    "sub-quota": Flag(
        "Vượt phần của lãnh đạo",
        "Nhóm lãnh đạo, quản lý giữ nhiều chỉ tiêu xuất sắc hơn phần được giữ. Hội nghị xem lại "
        "trong nhóm này.",
    ),
    "professional-missing": Flag(
        "Thiếu xếp loại chuyên môn",
        "Chưa có kết quả xếp loại cán bộ, công chức, viên chức. Khi có kết quả, đồng chí nhập vào trang "
        "“Đảng viên” để máy kiểm tra lại mức.",
    ),
    "head-waits-for-unit": Flag(
        "Chờ mức của đơn vị",
        "Người đứng đầu không được xếp cao hơn đơn vị mình phụ trách. Khi đơn vị có mức xếp loại, "
        "đồng chí nhập "
        "vào trang “Đơn vị, quy định”.",
    ),
    "undefined-level": Flag(
        "Điều kiện không khớp mức nào",
        "Số liệu trong năm không khớp mức nào của quy định. Hội nghị thảo luận và quyết định, ghi "
        "rõ vào biên bản.",
    ),
    "rerate-earlier-year": Flag(
        "Xếp lại năm có khuyết điểm",
        "Kỷ luật trong năm này là về khuyết điểm của năm trước: xem lại mức xếp loại của năm có khuyết điểm.",
    ),
    "rate-at-old-unit": Flag(
        "Xếp loại ở đơn vị cũ",
        "Khuyết điểm xảy ra ở đơn vị cũ: mức xếp loại của thời gian đó do nơi cũ xem xét.",
    ),
}


def flag_of(code: str) -> Flag:
    """Return the words for a code; a code that is new here is still shown."""
    return FLAGS.get(code, Flag(code, f"Cần xem lại: {code}."))
