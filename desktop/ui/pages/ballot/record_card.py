"""A record of the box: its code to be copied by hand, and the paper to be printed and signed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from desktop import dossier
from desktop.box_record import box_facts
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, card, row, words
from forms.box_facts import short_code

OPENING, CLOSING = "bien_ban_mo_hom", "bien_ban_dong_hom"
_VERBS = {OPENING: "Lưu biên bản mở hòm để in", CLOSING: "Lưu biên bản đóng hòm để in"}
_HOW = "In ra để ký tay; không có máy in thì thư ký chép mã vào biên bản giấy, tổ kiểm phiếu ký."


def record_card(context: Context, form: str) -> QFrame:
    """Make the card of one record."""
    told = [words(f"{name}: {code}", "code") for name, code in codes(context.desk, form)]
    for label in told:
        label.setObjectName("box-code")
    save = button(_VERBS[form], f"save-{form}", lambda: save_and_show(context, form))
    return card(*told, words(_HOW, "quiet"), row(save, None))


def codes(desk: Desk, form: str) -> tuple[tuple[str, str], ...]:
    """Return the codes of a record as it prints them."""
    box = box_facts(desk)
    if box is None:
        return ()
    if form == OPENING or box.closing is None:
        return (("Mã của hòm", short_code(box.manifest)),)
    return (
        ("Mã các phiếu", short_code(box.closing.box)),
        ("Mã nhật ký", short_code(box.closing.head)),
    )


def save_and_show(context: Context, form: str) -> None:
    """Write the record beside the book and open it where it can be printed."""
    save_pdf(context, lambda: dossier.save_record(context.desk, form))


def save_pdf(context: Context, save: Callable[[], Path]) -> None:
    """Write a PDF to be printed, say where, and open it."""
    made: list[Path] = []
    if context.attempt(lambda: made.append(save())):
        context.notice.emit("info", f"Đã lưu “{made[0].name}” trong thư mục {made[0].parent}.")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made[0])))
