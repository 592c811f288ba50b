"""The commands that need no window."""

import errno
import getpass
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from db.ballot_box import BoxError
from db.errors import BookError
from desktop import dossier, rehearsal, rehearsed_years, signatures
from desktop.desk import DeskError
from desktop.regulations import RegulationError, load_regulation, read_pack, regulation_ids
from desktop.scenario import Scenario, ScenarioError, read_scenario
from desktop.unlocking import open_desk
from forms.errors import FormsError
from forms.stage import OLD
from meeting.describe import Rule, describe, differences
from meeting.regulation import Regulation
from meeting.results import results_document

EXPECTED = (BookError, BoxError, DeskError, FormsError, RegulationError, ScenarioError)
"""Refusals that are part of the work: one sentence each."""

PLAYED_WRONG = (BookError, BoxError, DeskError, FormsError)
"""Refusals of what a scenario told, once it is played."""

CANNOT_WRITE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG})
"""What a system says of a place, or of a name too long for it, where nothing can be written."""

PASSPHRASE = "CHIBO_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret
"""Environment variable that may hold the passphrase of the book's key, for use without a keyboard."""


def rehearse(scenario_file: Path, out: Path) -> int:
    """Play a scenario; leaves the book, the dossier and results.json in `out`."""
    scenario = read_scenario(scenario_file)
    rehearsal.check(scenario, scenario_file.name)
    fresh = not out.exists()
    if not fresh and (not out.is_dir() or any(out.iterdir())):
        raise ScenarioError(f"Thư mục “{out}” đã có tệp; xin chọn thư mục mới hoặc trống.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScenarioError(f"Không tạo được thư mục “{out}”; xin chọn nơi khác.") from error
    try:
        _rehearse_in(out, scenario)
    except BaseException as error:
        _clear(out, whole=fresh)
        if isinstance(error, PLAYED_WRONG):
            raise ScenarioError(f"Tệp kịch bản {scenario_file.name}: {error}") from error
        if isinstance(error, OSError) and error.errno in CANNOT_WRITE:
            raise ScenarioError(f"Không ghi được vào thư mục “{out}”; xin chọn nơi khác.") from error
        raise
    return 0


def _rehearse_in(out: Path, scenario: Scenario) -> None:
    with rehearsed_years.rehearse(scenario, out) as desk:
        exported = dossier.export(desk, out, dossier.throwaway_passphrase())
        document = rehearsed_years.outcome(desk, dossier.of_the_branch(exported.documents))
    (out / "results.json").write_text(_pretty(document), encoding="utf-8")
    print(f"Đã tập dượt xong “{scenario.name}”. Hồ sơ ở: {out}")


def _clear(out: Path, *, whole: bool) -> None:
    """Take back what a rehearsal that failed has written."""
    if whole:
        shutil.rmtree(out, ignore_errors=True)
        return
    for path in out.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def results(book: Path, passphrase: Path | None = None, *, as_json: bool) -> int:
    """Print the results of a book as they stand; `passphrase` is the file that holds the book's own."""
    with open_desk(book, passphrase) as desk:
        document = results_document(desk.season, desk.verdict, dossier.recorded(desk))
        if as_json:
            print(_pretty(document))
            return 0
        for verdict in desk.verdict.members:
            level = desk.regulation.member_names[verdict.level] if verdict.level else "—"
            print(f"{desk.season.member(verdict.member).name}: {level}. {verdict.sentence}")
        print(desk.verdict.cap.sentence)
    return 0


def export(book: Path, out: Path, passphrase: Path | None = None) -> int:
    """Export the dossier of a book, signed with the book's own key."""
    with open_desk(book, passphrase) as desk:
        exported = dossier.export(desk, out, _passphrase())
    for document in exported.documents:
        print(f"{document['file']}  {document['sha256']}")
    print(f"Hồ sơ ở: {exported.folder}; gói nộp: {exported.bundle.name}")
    return 0


def rebundle(book: Path, folder: Path, passphrase: Path | None = None) -> int:
    """Close the bundle of an exported dossier anew, after more people have signed its papers."""
    with open_desk(book, passphrase) as desk:
        if not dossier.has_key(desk):
            raise DeskError("Sổ chưa có khóa ký nên chưa có gói nộp để lập lại; đề nghị xuất hồ sơ trước.")
        made, documents = signatures.rebundle(desk.season, folder, dossier.signer_of(desk, _passphrase()))
        signatures.record(desk, documents)
    print(f"Đã lập lại gói nộp: {made}. Bản cũ nằm trong: {folder / OLD}")
    return 0


def copies(book: Path, out: Path, passphrase: Path | None = None, *, drafts: bool, members: bool) -> int:
    """Write copies to work with, unsigned: Word and Excel files, the review form of every member."""
    from desktop import drafts as copying

    with open_desk(book, passphrase) as desk:
        gathered = copying.gather(desk)
    written = copying.write_drafts(gathered, out, remark=print) if drafts else ()
    written += copying.write_members(gathered, out, remark=print) if members else ()
    for path in written:
        print(path.relative_to(out))
    print(f"Đã ghi {len(written)} tệp vào: {out}. Đây là bản để làm việc, không có giá trị ký.")
    return 0


def _passphrase() -> str:
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise DeskError(
            f"Cần mật khẩu của khóa ký; xin đặt biến môi trường {PASSPHRASE} hoặc chạy trong cửa sổ lệnh."
        )
    return getpass.getpass("Mật khẩu của khóa ký: ")


def regulation(action: str, names: Sequence[str]) -> int:
    """List the packs, show one, tell two apart, or check a pack file; a name is an id or a file."""
    asked = {"list": 0, "show": 1, "diff": 2, "check": 1}[action]
    if len(names) != asked:
        raise RegulationError(f"Lệnh “regulation {action}” cần {asked} tên quy định hoặc tệp.")
    if action == "check":
        file = Path(names[0])
        print(f"{file.name}: dùng được, “{read_pack(file).title}”.")
    elif action == "show":
        for rule in describe(_pack(names[0])):
            print(f"{rule.topic}: {rule.text} ({rule.cite})")
    elif action == "diff":
        for one in differences(_pack(names[0]), _pack(names[1])):
            print(f"{one.topic}\n  - {_side(one.before)}\n  + {_side(one.after)}")
    else:
        for regulation_id in regulation_ids():
            print(f"{regulation_id}: {load_regulation(regulation_id).title}")
    return 0


def _pack(name: str) -> Regulation:
    return load_regulation(name) if name in regulation_ids() else read_pack(Path(name))


def _side(rule: Rule | None) -> str:
    return f"{rule.text} ({rule.cite}; {rule.document})" if rule else "không có"


def _pretty(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
