"""Where the user guide lies, and which of its chapters belongs to which page."""

from pathlib import Path
from typing import Final

GUIDE: Final = Path(__file__).parents[1] / "docs" / "huong-dan.md"
"""The guide; its pictures lie beside it. A built program carries both."""

_OPEN, _PREPARE, _MEET = "1. Mở chương trình", "2. Chuẩn bị", "3. Các hội nghị"

CHAPTERS: Final = {
    "mo-dau": _OPEN,
    "don-vi": _PREPARE,
    "quy-dinh": _PREPARE,
    "thanh-vien": _PREPARE,
    "ban-kiem-diem": _PREPARE,
    "truoc-hop": _PREPARE,
    "hop": _MEET,
    "bo-phieu": "4. Bỏ phiếu kín trên máy",
    "ket-qua": "5. Kết quả",
    "ho-so": "6. Hồ sơ nộp",
    "khac-phuc": "7. Sau hội nghị",
    "khen-thuong": "7. Sau hội nghị",
}
"""The heading of the chapter by the page's id; a session's id is cut at its colon."""
