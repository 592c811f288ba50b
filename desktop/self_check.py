"""The command `chibo self-check`: whether the program works on this machine, from book to windows."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from db.protection import is_protected, set_passphrase
from desktop import commands
from desktop.desk import Desk
from desktop.dossier import throwaway_passphrase
from desktop.sample import SAMPLE

Check = tuple[str, Callable[[Path], None]]


class CheckError(Exception):
    """A step of the self-check found something wrong; the message says what."""


def self_check(windows: Callable[[Path], None]) -> int:
    """Run every check in a folder of its own and print a line for each; 0 when all are good, else 1.

    `windows` builds every window once and saves a picture of it; it is handed in so that this module
    stays free of Qt.
    """
    steps: tuple[Check, ...] = (
        ("Tập dượt trọn kỳ kiểm điểm mẫu: sổ, bỏ phiếu kín, hồ sơ có chữ ký", _rehearse),
        ("Kiểm tra lại hồ sơ vừa xuất", _verify),
        ("Đặt mật khẩu cho sổ và mở lại bằng mật khẩu", _protect),
        ("Mở từng cửa sổ của chương trình", windows),
    )
    with tempfile.TemporaryDirectory(prefix="chibo-tu-kiem-tra-") as folder:
        results = [_run(title, step, Path(folder)) for title, step in steps]
    print("Chương trình chạy tốt trên máy này." if all(results) else "Có bước chưa đạt; xem các dòng trên.")
    return 0 if all(results) else 1


def _run(title: str, step: Callable[[Path], None], folder: Path) -> bool:
    try:
        step(folder)
    except Exception as error:  # noqa: BLE001 -- a self-check reports whatever goes wrong
        print(f"✗ {title}: {error or type(error).__name__}")
        return False
    print(f"✓ {title}")
    return True


def _rehearse(folder: Path) -> None:
    commands.rehearse(SAMPLE, folder / "tap-duot")


def _verify(folder: Path) -> None:
    from forms.verify import verify

    wrong = [verdict.line for verdict in verify(folder / "tap-duot") if verdict.exit_code]
    if wrong:
        raise CheckError("; ".join(wrong))


def _protect(folder: Path) -> None:
    book = folder / "mat-khau.chibo"
    Desk.create(book).close()
    secret = throwaway_passphrase()
    set_passphrase(book, "", secret)
    Desk.open(book, passphrase=secret).close()
    if not is_protected(book):
        raise CheckError("sổ chưa được mã hóa")
