"""The command `sign`: one more person signs papers that are there already, with a file or a token."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from db.operations import Document
from desktop import signatures
from desktop.desk import Desk, DeskError
from desktop.signatures import Token
from desktop.unlocking import open_desk
from forms import tokens
from forms.signing import Signer
from forms.tokens import LOCK_WARNING

PASSPHRASE = "CHIBO_KEY_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret
PIN = "CHIBO_PIN"
"""Environment variables for use without a keyboard; they are read once."""


def sign(args: Namespace) -> int:
    """Sign each file in its place; the book, where it is named, learns of the new copies."""
    if (args.key is None) == (args.token is None):
        raise DeskError("Cần đúng một cách ký: --key TỆP.p12 hoặc --token THƯ_VIỆN.")
    if args.token is not None and not args.certificate:
        return _list(args.token)
    if not args.files:
        raise DeskError("Cần ít nhất một văn bản để ký.")
    made: list[Document] = []
    opened = open_desk(args.book, args.passphrase_file) if args.book else nullcontext()
    with opened as desk, _signer(args.key, args.token, args.certificate) as signer:
        try:
            for document in signatures.sign(args.files, signer, args.role, visible=args.visible):
                print(f"{document.file}  {document.sha256}  đã ký: {'; '.join(document.signed_by)}")
                made.append(document)
        finally:
            _record(desk, made)
    return 0


def _record(desk: Desk | None, made: Sequence[Document]) -> None:
    """What was signed before something failed is signed, and the book learns of it, too."""
    if desk is not None and made:
        signatures.record(desk, made)


def _list(module: Path) -> int:
    """Show what is on the tokens, so that one can be chosen; no PIN is asked for."""
    for one in tokens.certificates(module):
        where = f"thiết bị “{one.token}”, hết hạn {one.until:%d/%m/%Y}."
        print(f"{one.label or one.name}: {one.name}, {where} {one.warning}".strip())
    print("Chọn một chứng thư bằng --certificate.")
    return 0


def _signer(key: Path | None, module: Path | None, certificate: str) -> AbstractContextManager[Signer]:
    if key is not None:
        return signatures.key_signer(key, _secret(PASSPHRASE, "Mật khẩu của tệp khóa: "))
    assert module is not None  # noqa: S101 -- one of the two, as was checked
    chosen = tokens.choose(tokens.certificates(module), certificate)
    print(chosen.warning or LOCK_WARNING, file=sys.stderr)
    return signatures.token_signer(Token(module, chosen), _secret(PIN, "Mã PIN: "))


def _secret(variable: str, question: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise DeskError(f"Cần mật khẩu hoặc mã PIN; xin đặt biến {variable} hoặc chạy trong cửa sổ lệnh.")
    return getpass.getpass(question)


def export_unsigned(book: Path, out: Path, passphrase: Path | None = None) -> int:
    """Write clean papers to be signed with another program."""
    from desktop import dossier

    with open_desk(book, passphrase) as desk:
        written = signatures.write_unsigned(dossier.collect(desk), out)
    for path in written:
        print(path.relative_to(out).as_posix())
    print(f"Đã ghi {len(written)} văn bản chưa ký vào: {out / signatures.UNSIGNED}")
    print("Ký xong bằng phần mềm khác, đề nghị kiểm tra lại bằng “chibo verify”.")
    return 0
