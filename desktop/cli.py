"""The commands: `chibo run | rehearse | results | export | verify | recount | regulation | self-check`.

Exit codes: 0 done, 1 something is wrong (a fault of the program, a paper that does not verify), 2 refused
or not readable. Expected refusals are one Vietnamese sentence on the error output.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import commands, recount

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
    export = verbs.add_parser("export", help="xuất hồ sơ của một sổ")
    export.add_argument("book", type=Path, metavar="SỔ")
    export.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC")
    export.add_argument("--drafts", action="store_true", help="chỉ ghi bản để sửa (Word, Excel), không ký")
    export.add_argument("--members", action="store_true", help="chỉ ghi bản kiểm điểm của từng đảng viên")
    verify = verbs.add_parser("verify", help="kiểm tra văn bản, gói hoặc thư mục hồ sơ")
    verify.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    verify.add_argument("--json", action="store_true", help="dạng JSON")
    again = verbs.add_parser("recount", help="kiểm lại một gói hòm phiếu đã niêm phong")
    again.add_argument("bundle", type=Path, metavar="GÓI", help="gói nộp (.zip) hoặc tệp hòm phiếu (.json)")
    again.add_argument("--json", action="store_true", help="dạng JSON")
    regulation = verbs.add_parser("regulation", help="xem, so sánh, kiểm tra quy định")
    actions = ("list", "show", "diff", "check")
    regulation.add_argument("action", choices=actions, metavar="list|show|diff|check")
    regulation.add_argument("names", nargs="*", metavar="QUY_ĐỊNH", help="mã quy định hoặc tệp")
    verbs.add_parser("self-check", help="tự kiểm tra chương trình trên máy này")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    args = parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        return _run(args)
    except commands.EXPECTED as error:
        print(error, file=sys.stderr)
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
            return commands.results(args.book, as_json=args.json)
        case "export":
            if args.drafts or args.members:
                return commands.copies(args.book, args.out, drafts=args.drafts, members=args.members)
            return commands.export(args.book, args.out)
        case "verify":
            return commands.verify(args.files, as_json=args.json)
        case "recount":
            return recount.recount(args.bundle, as_json=args.json)
        case "regulation":
            return commands.regulation(args.action, args.names)
        case "self-check":
            from desktop.self_check import self_check
            from desktop.ui.checks import grab_windows

            return self_check(grab_windows)
        case _:
            from desktop.ui.app import run_app

            return run_app(getattr(args, "book", None), sample=getattr(args, "sample", False))


def _speak_utf8() -> None:
    """Vietnamese on every console, also one that was set to another encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
