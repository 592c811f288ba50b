"""Use cases that care for the data: a backup now and on closing, a look into one, a book put back.

A backup is the book alone. The boxes of the ballot and the key that signs are files of their own beside
the book; they are never in it, and whoever wants them on another disk copies them there.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from db.backup import Copy, Keeping, backup, backup_name, copies, thin_out
from db.connection import is_open_here
from db.errors import BookError, PassphraseNeeded
from db.faults import of_file
from db.history import last_link
from db.protection import is_protected
from db.restore import Inside, kept_name, look_inside, restore
from desktop.desk import Desk

KEEPING: Final = Keeping()
BESIDE: Final = ".sao-luu"
_KEPT: Final = r"-truoc-(khoi-phuc-\d{8}-\d{4}|nang-cap-\d+)(-\d+)?"
NOT_IN_IT: Final = (
    "Bản sao lưu chỉ gồm sổ. Hòm phiếu (thư mục .hom-phieu) và khóa ký (tệp .p12) là tệp riêng cạnh sổ, "
    "không nằm trong bản sao lưu: khôi phục sổ không làm mất và cũng không đưa chúng trở lại."
)

ABOUT_PASSPHRASE: Final = (
    (
        "Có mật khẩu thì tệp sổ, bản sao lưu và mọi bản sao làm từ nay đều được mã hóa: người nhặt được máy "
        "hay USB không đọc được chữ nào. Mỗi lần mở sổ, chương trình hỏi mật khẩu."
    ),
    (
        "Quên mật khẩu thì không ai mở được sổ nữa, kể cả người làm ra chương trình. Đồng chí ghi mật khẩu "
        "ra giấy, cho vào phong bì niêm phong và cất trong két hoặc tủ hồ sơ của chi bộ."
    ),
    (
        "Những bản sao, bản sao lưu có từ trước giữ nguyên như lúc được làm; sổ cũ vừa được thay có thể còn "
        "vết trên ổ đĩa. Hồ sơ đã xuất và khóa ký là tệp riêng, không được mã hóa bằng mật khẩu này."
    ),
)
"""What is said before a passphrase is set."""


@dataclass(frozen=True, slots=True)
class Look:
    """A backup in words, line by line, and where its book belongs."""

    inside: Inside
    lines: tuple[tuple[str, str], ...]
    place: Path


def folder_beside(book: Path) -> Path:
    """Where backups go unless the user chose otherwise: a folder beside the book, under its name."""
    return book.with_name(f"{book.stem}{BESIDE}")


def folder_for(book: Path, chosen: str) -> Path:
    """The folder of the backups of a book; `chosen` is the user's own folder for all books, "" for none."""
    return Path(chosen) if chosen else folder_beside(book)


def steps_taken(desk: Desk) -> int:
    """How many steps the history of the book counts; more of them mean that there is something to back up."""
    return last_link(desk.book)[0]


def back_up(desk: Desk, folder: Path) -> Path:
    """Copy the open book into the folder and thin out its older copies; BookError where that cannot be."""
    if folder == folder_beside(desk.book.path):
        with of_file(folder.name):
            folder.mkdir(exist_ok=True)
    now = desk.clock()
    target = folder / backup_name(desk.book, now)
    backup(desk.book, target)
    thin_out(folder, desk.book.path.stem, now.date(), KEEPING)
    return target


def newest(book: Path, chosen: str) -> Copy | None:
    """The newest backup of a book, in the chosen folder or beside it; a folder that is not there has none."""
    found: list[Copy] = []
    for folder in {folder_for(book, chosen), folder_beside(book)}:
        with suppress(BookError):
            found += copies(folder, book.stem)
    return max(found, key=lambda copy: copy.made, default=None)


def look(path: Path, passphrase: str = "") -> Look:
    """What stands in a backup, for people; BookError where it cannot be trusted."""
    inside = look_inside(path, passphrase)
    held = (
        f"{inside.closed_sessions}/{inside.sessions} hội nghị đã kết thúc" if inside.sessions else "chưa có"
    )
    lines = (
        ("Chi bộ", inside.branch or "chưa khai báo"),
        ("Kỳ kiểm điểm", f"năm {inside.year}" if inside.year else "chưa khai báo"),
        ("Đảng viên", f"{inside.members} đồng chí"),
        ("Hội nghị", held if inside.sessions else "chưa có"),
        ("Thay đổi lần cuối", _minute(inside.changed)),
        ("Lịch sử", f"{inside.steps} mục, " + ("nguyên vẹn" if inside.intact else "BỊ SỬA TỪ NGOÀI")),
        *((("Loại sổ", "TẬP DƯỢT"),) if inside.rehearsal else ()),
    )
    return Look(inside, lines, _place(path))


def _place(path: Path) -> Path:
    """Where the book of a backup stood: beside the backup's folder when it is the usual one."""
    stem = path.name.removesuffix(path.suffix)
    if path.name.endswith(".saoluu.chibo"):
        stem = path.name.removesuffix(".saoluu.chibo")[: -len("-YYYYMMDD-HHMM")]
    usual = path.parent.name == f"{stem}{BESIDE}"
    return (path.parent.parent if usual else path.parent) / f"{stem}.chibo"


def _minute(at: datetime | None) -> str:
    return "chưa có bước nào" if at is None else f"{at:%d/%m/%Y, %H:%M}"


def what_is_there(target: Path, at: datetime) -> str:
    """What restoring to `target` does to a book that stands there; "" when nothing does."""
    if not target.exists():
        return ""
    kept = kept_name(target, at).name
    if is_open_here(target):
        return f"Sổ “{target.name}” đang mở được đóng lại và giữ với tên “{kept}”."
    try:
        last = _minute(look_inside(target).changed)
    except PassphraseNeeded:
        return f"Sổ “{target.name}” có mật khẩu đang ở chỗ này được giữ lại với tên “{kept}”."
    except BookError:
        return f"Tệp “{target.name}” đang ở chỗ này không đọc được; tệp ấy được giữ lại với tên “{kept}”."
    return f"Sổ “{target.name}” đang ở chỗ này (thay đổi lần cuối {last}) được giữ lại với tên “{kept}”."


def put_back(source: Path, target: Path, at: datetime, passphrase: str = "") -> str:
    """Restore, and say in one sentence what was done."""
    kept = restore(source, target, at, passphrase)
    tail = f" Sổ trước đó được giữ lại với tên “{kept.name}”." if kept else ""
    return f"Đã khôi phục sổ “{target.name}” từ bản sao lưu.{tail}"


def unprotected_copies(book: Path, chosen: str) -> tuple[Path, ...]:
    """The copies of a protected book that anybody can read: backups, and books kept beside it."""
    found: set[Path] = set()
    for folder in (folder_for(book, chosen), folder_beside(book)):
        with suppress(BookError):
            found.update(copy.path for copy in copies(folder, book.stem))
    found.update(kept_beside(book))
    return tuple(sorted(path for path in found if path.is_file() and _readable(path)))


def kept_beside(book: Path) -> tuple[Path, ...]:
    """The older states of a book that the program kept beside it: before an update, before a restore."""
    names = re.compile(rf"{re.escape(book.stem)}{_KEPT}{re.escape(book.suffix)}(-journal)?")
    if not book.parent.is_dir():
        return ()
    return tuple(sorted(path for path in book.parent.iterdir() if names.fullmatch(path.name)))


def _readable(path: Path) -> bool:
    try:
        return not is_protected(path)
    except BookError:
        return False


def delete_copies(paths: Sequence[Path]) -> None:
    """Remove copies of a book for good; BookError where one cannot be removed."""
    for path in paths:
        with of_file(path.name):
            path.unlink(missing_ok=True)
