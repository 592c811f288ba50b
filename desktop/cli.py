"""The commands: `chibo run | rehearse | results | export | sign | verify | recount | regulation | …`.

Exit codes: 0 done, 1 something is wrong (a fault of the program, a paper that does not verify), 2 refused
or not readable. Expected refusals are one Vietnamese sentence on the error output.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import checking, commands, recount, signing_command
from meeting.text import shown

DONE, WRONG, REFUSED = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """A parser that refuses in Vietnamese."""

    def error(self, message: str) -> NoReturn:
        """One sentence and exit code 2."""
        self.exit(REFUSED, f"Câu lệnh chưa đúng ({message}). Gõ “{self.prog} --help” để xem cách dùng.\n")


def parser() -> Parser:
    """All commands with their arguments."""
    top = Parser(prog="chibo", description="Kiểm điểm cuối năm và bỏ phiếu kín của chi bộ trên một máy tính.")
    verbs = top.add_subparsers(dest="command", metavar="LỆNH")
    run = verbs.add_parser("run", help="mở chương trình")
    run.add_argument("book", nargs="?", type=Path, metavar="SỔ", help="sổ của chi bộ (.chibo)")
    run.add_argument("--sample", action="store_true", help="mở chi bộ mẫu để tập dượt")
    rehearse = verbs.add_parser("rehearse", help="tập dượt theo một kịch bản")
    rehearse.add_argument("scenario", type=Path, metavar="KỊCH_BẢN")
    rehearse.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục mới hoặc trống")
    results = verbs.add_parser("results", help="in kết quả của một sổ")
    results.add_argument("book", type=Path, metavar="SỔ")
    results.add_argument("--json", action="store_true", help="dạng JSON")
    _passphrase_argument(results)
    export = verbs.add_parser("export", help="xuất hồ sơ của một sổ")
    export.add_argument("book", type=Path, metavar="SỔ")
    export.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC")
    export.add_argument("--drafts", action="store_true", help="chỉ ghi bản để sửa (Word, Excel), không ký")
    export.add_argument("--members", action="store_true", help="chỉ ghi bản kiểm điểm của từng đảng viên")
    export.add_argument("--unsigned", action="store_true", help="chỉ ghi bản sạch để ký bằng phần mềm khác")
    export.add_argument("--rebundle", action="store_true", help="lập lại gói nộp từ văn bản đã ký thêm")
    _passphrase_argument(export)
    _sign_arguments(verbs.add_parser("sign", help="ký thêm vào văn bản đã có"))
    _verify_arguments(verbs.add_parser("verify", help="kiểm tra văn bản, gói, thư mục; ảnh của trang in"))
    again = verbs.add_parser("recount", help="kiểm lại một gói hòm phiếu đã niêm phong")
    again.add_argument("--round", type=int, metavar="LẦN", help="lần bỏ phiếu; mặc định là lần sau cùng")
    again.add_argument("bundle", type=Path, metavar="GÓI", help="gói nộp (.zip) hoặc tệp hòm phiếu (.json)")
    again.add_argument("--json", action="store_true", help="dạng JSON")
    regulation = verbs.add_parser("regulation", help="xem, so sánh, kiểm tra quy định")
    actions = ("list", "show", "diff", "check")
    regulation.add_argument("action", choices=actions, metavar="list|show|diff|check")
    regulation.add_argument("names", nargs="*", metavar="QUY_ĐỊNH", help="mã quy định hoặc tệp")
    verbs.add_parser("self-check", help="tự kiểm tra chương trình trên máy này")
    return top


def _verify_arguments(verify: argparse.ArgumentParser) -> None:
    files = "PDF, gói, thư mục, ảnh PNG hay JPEG của trang in, hoặc chữ của mã QR"
    verify.add_argument("files", nargs="+", metavar="TỆP", help=files)
    verify.add_argument("--json", action="store_true", help="dạng JSON")
    dossier = "gói hoặc thư mục để tìm trang in"
    verify.add_argument("--dossier", type=Path, metavar="HỒ_SƠ", help=dossier)
    known = "vân tay khóa đã biết, hoặc tệp vân tay; dùng được nhiều lần"
    verify.add_argument("--fingerprint", action="append", default=[], metavar="VÂN_TAY", help=known)


def _sign_arguments(sign: argparse.ArgumentParser) -> None:
    sign.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="văn bản PDF của hồ sơ")
    sign.add_argument("--key", type=Path, metavar="TỆP_KHÓA", help="tệp khóa cá nhân (.p12)")
    sign.add_argument("--token", type=Path, metavar="THƯ_VIỆN", help="thư viện PKCS#11 của thiết bị ký")
    chosen = "chứng thư trên thiết bị; bỏ trống để xem"
    sign.add_argument("--certificate", default="", metavar="TÊN", help=chosen)
    role = "bi-thu, chu-tri, thu-ky, to-truong-kiem-phieu, cap-tren hoặc chữ khác"
    sign.add_argument("--role", default="bi-thu", metavar="VAI_TRÒ", help=role)
    sign.add_argument("--visible", action="store_true", help="hiện tên và giờ ký ở góc trên bên phải")
    sign.add_argument("--book", type=Path, metavar="SỔ", help="sổ ghi nhận bản đã ký")
    _passphrase_argument(sign)


def _passphrase_argument(command: argparse.ArgumentParser) -> None:
    """A file, never the passphrase itself: what is typed in a command is kept and shown to others."""
    about = "tệp có mật khẩu của sổ ở dòng đầu; không có thì chương trình hỏi"
    command.add_argument("--passphrase-file", type=Path, metavar="TỆP", help=about)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    args = parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return _run(args)
    except commands.EXPECTED as error:
        print(shown(str(error), len(str(error))), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; những gì đã xác nhận vẫn còn nguyên trong sổ.", file=sys.stderr)
        return WRONG
    except Exception:
        logging.getLogger(__name__).exception("fault")
        print("Chương trình gặp lỗi ngoài dự kiến; dữ liệu đã xác nhận vẫn an toàn.", file=sys.stderr)
        return WRONG


def _run(args: argparse.Namespace) -> int:  # noqa: PLR0911 -- one line a command
    match args.command:
        case "rehearse":
            return commands.rehearse(args.scenario, args.out)
        case "results":
            return commands.results(args.book, args.passphrase_file, as_json=args.json)
        case "export":
            return _export(args)
        case "sign":
            return signing_command.sign(args)
        case "verify":
            return checking.verify(args.files, args.dossier, args.fingerprint, as_json=args.json)
        case "recount":
            return recount.recount(args.bundle, as_json=args.json, number=args.round)
        case "regulation":
            return commands.regulation(args.action, args.names)
        case "self-check":
            from desktop.self_check import self_check
            from desktop.ui.checks import grab_windows

            return self_check(grab_windows)
        case _:
            from desktop.ui.app import run_app

            return run_app(getattr(args, "book", None), sample=getattr(args, "sample", False))


def _export(args: argparse.Namespace) -> int:
    if args.drafts or args.members:
        return commands.copies(
            args.book, args.out, args.passphrase_file, drafts=args.drafts, members=args.members
        )
    if args.unsigned:
        return signing_command.export_unsigned(args.book, args.out, args.passphrase_file)
    if args.rebundle:
        return commands.rebundle(args.book, args.out, args.passphrase_file)
    return commands.export(args.book, args.out, args.passphrase_file)


def _speak_utf8() -> None:
    """Vietnamese on every console, also one that was set to another encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
