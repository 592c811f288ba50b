"""A book opened for a command: the passphrase is in a file or typed, never in the command itself."""

import getpass
import sys
from pathlib import Path

from db.errors import PassphraseNeeded
from desktop.desk import Desk, DeskError


def open_desk(book: Path, passphrase_file: Path | None) -> Desk:
    """Open the book, asking for its passphrase where it has one and no file holds it.

    BookError or DeskError when that is not possible; then nothing was written.
    """
    if passphrase_file is not None:
        return Desk.open(book, passphrase=read_passphrase(passphrase_file))
    try:
        return Desk.open(book)
    except PassphraseNeeded as error:
        if not sys.stdin.isatty():
            raise DeskError(
                f"Sổ “{book.name}” có mật khẩu; xin chạy trong cửa sổ lệnh để gõ, "
                "hoặc thêm --passphrase-file với tệp chứa mật khẩu."
            ) from error
        return Desk.open(book, passphrase=getpass.getpass("Mật khẩu của sổ: "))


def read_passphrase(file: Path) -> str:
    """The first line of a text file in UTF-8; DeskError where there is none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise DeskError(f"Không đọc được tệp mật khẩu “{file.name}”; xin kiểm tra lại tệp.") from error
    if not lines or not lines[0]:
        raise DeskError(f"Tệp mật khẩu “{file.name}” không có mật khẩu ở dòng đầu; xin kiểm tra lại tệp.")
    return lines[0]
