"""Three menus of words under the papers: what is filled in, what is written to files, the bundle."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from desktop.ui.pages.dossier.bundle import Bundle
from desktop.ui.pages.dossier.copies import Copies
from desktop.ui.pages.dossier.filling import Filling
from desktop.ui.widgets import menu_button


def fill_in(filling: Filling) -> QPushButton:
    """What people add to the papers themselves."""
    return menu_button(
        "Điền &thêm",
        ("numbers", "&Số văn bản…", "Số của biên bản, báo cáo, kế hoạch, tờ trình", filling.ask_numbers),
        ("inspection", "&Thông báo kiểm tra…", "Để lập báo cáo trả lời cấp trên", filling.ask_inspection),
        (
            "templates",
            "&Mẫu riêng của cấp trên…",
            "Biểu, bảng cấp trên gửi về",
            filling.ask_template,
        ),
    )


def to_files(copies: Copies) -> QPushButton:
    """Files to work with; none of them is signed."""
    return menu_button(
        "&Ghi ra tệp",
        ("drafts", "&Bản để sửa (Word, Excel)", "Mọi văn bản; không có giá trị ký", copies.write_drafts),
        (
            "member-forms",
            "&Giấy tờ từng đảng viên",
            "Bản kiểm điểm, nhận xét nơi cư trú, phiếu bổ sung, phiếu tiếp nhận…, để in và ký tay",
            copies.write_members,
        ),
        ("unsigned", "Bản &chưa ký", "Để ký bằng phần mềm khác", copies.write_clean),
    )


def of_bundle(bundle: Bundle, ask_sent: Callable[[], None]) -> QPushButton:
    """What concerns the dossier as a whole."""
    return menu_button(
        "Gói &nộp",
        ("mark-sent", "Đánh dấu đã &nộp…", "Ghi ngày nộp và nơi nhận", ask_sent),
        ("export-again", "&Xuất hồ sơ…", "Ký mọi văn bản đã hoàn chỉnh và gói lại", bundle.ask_export),
        ("rebundle", "&Lập lại gói nộp…", "Gói mới có các chữ ký vừa thêm", bundle.ask_again),
        ("folder", "&Mở thư mục hồ sơ", "Nơi các văn bản đã xuất nằm", bundle.open_folder),
    )
