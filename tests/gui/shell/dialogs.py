"""Every window that opens over another one, and how the user comes to it; a new class must be added here.

A key is the name of the class, or of the function that makes a plain one, and behind a colon which of its forms.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import desktop.ui
from desktop import care, past_years, reratings, reviews
from desktop.member_list.intake import begin, read
from desktop.member_list.reading import read_bytes
from desktop.retention import Overdue
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.book_passphrase import UnlockDialog
from desktop.ui.pages.collective.dialog import CollectiveDialog
from desktop.ui.pages.dossier.cosign_dialog import CosignDialog
from desktop.ui.pages.dossier.inspection_dialog import InspectionDialog
from desktop.ui.pages.dossier.numbers_dialog import NumbersDialog
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row, collected, dossier_rows
from desktop.ui.pages.dossier.sending_dialog import SendingDialog
from desktop.ui.pages.dossier.template_dialog import TemplateDialog
from desktop.ui.pages.member_list.assistant import ImportAssistant
from desktop.ui.pages.member_list.row_dialog import RowDialog
from desktop.ui.pages.past.page import PastPage
from desktop.ui.pages.regulation.page import RegulationPage
from desktop.ui.pages.remedies.dialog import RemedyDialog
from desktop.ui.pages.rerating import RerateDialog
from desktop.ui.pages.results.decisions import DecisionDialog, FinalDialog
from desktop.ui.pages.reviews.taking import TakingDialog
from desktop.ui.shell import backups
from desktop.ui.shell.files import Files
from desktop.ui.shell.keeping import DeleteDialog, KeepingDialog
from desktop.ui.shell.protecting import ProtectDialog
from desktop.ui.widgets import ask
from meeting.level import Level
from meeting.review_lines import Placed
from meeting.season import PastYear
from tests.member_list.files import national, person_40

from .conftest import Window

UI: Final = Path(desktop.ui.__file__).parent
LONG: Final = "mot thu muc dai cua van phong dang uy so nong nghiep va phat trien nong thon"


def plain(window: Window, *, danger: bool) -> None:
    """A question with its two verbs; the dangerous ones are all shown by the same function."""
    meaning = "Việc này không đổi lại được; đồng chí xem kỹ trước khi làm. " * 3
    ask(
        window.shell,
        "Xóa các bản sao không có mật khẩu?",
        meaning,
        "Xóa 3 bản sao",
        lambda: None,
        danger=danger,
    )


def restore(window: Window) -> None:
    (window.folder / LONG).mkdir()
    made = care.back_up(window.work.context.desk, window.folder / LONG)
    window.shell._show_restore(care.look(made))


def delete(window: Window) -> None:
    here = window.folder / LONG
    files = tuple(here / f"so-chi-bo-khoi-hanh-chinh-{n}.chibo" for n in range(12))
    DeleteDialog(window.shell, Overdue(files[0], 2019, files), lambda: "")


def copies(window: Window) -> None:
    backups.ask_about_copies(
        window.shell, [window.folder / LONG / f"ban-{n}.chibo" for n in range(9)], lambda: None
    )


def passphrase(window: Window, *, first: bool) -> None:
    window.work.go("ho-so")
    PassphraseDialog(window.page, first=first, folder=window.folder / LONG / "ho-so", on_yes=lambda *_: None)


def sending(window: Window) -> None:
    desk = window.work.context.desk
    window.work.go("ho-so")
    rows = [row for row in dossier_rows(desk, collected(desk)) if isinstance(row, Row)]
    SendingDialog(window.page, desk, rows, rows[0]).begin()


def taking(window: Window) -> None:
    window.work.go("ban-kiem-diem")
    review = next(one for one in reviews.reviews(window.work.context.desk) if one.parts)
    texts = {part.key: "Nội dung của phần này. " * 20 for part in review.parts}
    found = Placed(texts, ("Dòng không thuộc phần nào",) * 3, "Nguyễn Văn Khác")
    TakingDialog(window.page, Path("ban-kiem-diem-nam-nay.docx"), review, found, lambda: None).open()


def assistant(window: Window, at: int) -> None:
    """The assistant at one of its four steps, over a list with somebody known, new and not right."""
    window.work.go("thanh-vien")
    desk = window.work.context.desk
    known = desk.season.members[0]
    rows = [
        person_40(1, known.name, "01/02/1960", "03/02/1999", "03/02/2000"),
        person_40(2, "Nguyễn Hoàng Trường Giang", "45/13/1980", "03/02/2015", "03/02/2016"),
    ]
    intake = begin(read_bytes(national(rows), "danh sách.xlsx"), desk.season, desk.clock().date())
    made = ImportAssistant(window.page, window.work.context, intake, Files())
    made.open()
    for _ in range(at):
        made.next()


def row_dialog(window: Window) -> None:
    window.work.go("thanh-vien")
    desk = window.work.context.desk
    rows = [person_40(1, "Nguyễn Hoàng Trường Giang", "45/13/1980", "30/02/2015", "khong ro")]
    intake = read(begin(read_bytes(national(rows), "danh sách.xlsx"), desk.season, desk.clock().date()))
    RowDialog(window.page, intake, intake.lines[0].row, lambda *_: None).open()


def member(window: Window, leaf: int) -> None:
    window.work.go("thanh-vien")
    window.page.select(window.work.context.desk.season.members[0].id)  # type: ignore[attr-defined]
    window.page.edit()  # type: ignore[attr-defined]
    dialog = next(d for d in window.dialogs())
    dialog.tabs.setCurrentIndex(leaf)  # type: ignore[attr-defined]


def start_over(window: Window) -> None:
    window.work.go("bo-phieu")
    made = StartOver(window.work.context, Memory())
    made.setParent(window.page)
    made.click()


def regulation(window: Window) -> None:
    window.work.go("quy-dinh")
    assert isinstance(window.page, RegulationPage)
    window.page.add_letter()


def past(window: Window, tab: int) -> PastPage:
    window.work.go("khen-thuong")
    page = window.page
    assert isinstance(page, PastPage)
    page.tabs.setCurrentIndex(tab)
    return page


def years(window: Window) -> None:
    page = past(window, 0)
    page.people.choose_row(0)
    page.edit()


def on_page(page_id: str, make: Callable[[Window], None]) -> Callable[[Window], None]:
    def show(window: Window) -> None:
        window.work.go(page_id)
        make(window)

    return show


def first(window: Window) -> tuple[str, str]:
    """Somebody who is rated."""
    one = window.work.context.desk.verdict.rated[0]
    return one.member, window.work.context.desk.season.member(one.member).name


def rerate(window: Window) -> None:
    window.work.go("ket-qua")
    desk, (member_id, name) = window.work.context.desk, first(window)
    if not reratings.rerateable(desk, member_id):
        past_years.record_years(desk, [PastYear(member_id, desk.season.year - 1, Level.HTTNV)])
    RerateDialog(window.page, desk, member_id, name).begin()


DIALOGS: Final[Mapping[str, Callable[[Window], None]]] = {
    "ask": lambda w: plain(w, danger=False),
    "ask: danger": lambda w: plain(w, danger=True),
    "ask: copies": copies,
    "show_help": lambda w: w.shell._help(),
    "ProtectDialog": lambda w: w.shell._ask_passphrase(),
    "ProtectDialog: again": lambda w: void(ProtectDialog(w.shell, protected=True, on_yes=lambda *_: "")),
    "UnlockDialog": lambda w: void(UnlockDialog(w.shell, "so-chi-bo.chibo", lambda _: "")),
    "KeepingDialog": lambda w: void(KeepingDialog(w.shell, 0, lambda _: None)),
    "DeleteDialog": delete,
    "RestoreDialog": restore,
    "CollectiveDialog": on_page(
        "don-vi", lambda w: CollectiveDialog(w.page, w.work.context.desk, "chi_bo").begin()
    ),
    "CollectiveDialog: chi_uy": on_page(
        "ket-qua", lambda w: CollectiveDialog(w.page, w.work.context.desk, "chi_uy").begin()
    ),
    "MemberDialog": lambda w: member(w, 0),
    "MemberDialog: 2": lambda w: member(w, 1),
    "MemberDialog: 3": lambda w: member(w, 2),
    "MemberDialog: 4": lambda w: member(w, 3),
    "ImportAssistant": lambda w: assistant(w, 0),
    "ImportAssistant: rows": lambda w: assistant(w, 1),
    "ImportAssistant: differences": lambda w: assistant(w, 2),
    "RowDialog": row_dialog,
    "TakingDialog": taking,
    "LetterDialog": regulation,
    "TwoTellers": start_over,
    "DecisionDialog": on_page(
        "ket-qua", lambda w: DecisionDialog(w.page, w.work.context.desk, *first(w)).begin()
    ),
    "FinalDialog": on_page("ket-qua", lambda w: FinalDialog(w.page, w.work.context.desk).begin()),
    "RerateDialog": rerate,
    "PassphraseDialog": lambda w: passphrase(w, first=False),
    "PassphraseDialog: first": lambda w: passphrase(w, first=True),
    "SendingDialog": sending,
    "CosignDialog": on_page(
        "ho-so",
        lambda w: void(
            CosignDialog(w.page, title="“14-bien-ban-hoi-nghi-chi-bo.pdf”", on_yes=lambda _: None)
        ),
    ),
    "NumbersDialog": on_page("ho-so", lambda w: NumbersDialog(w.page, w.work.context.desk).begin()),
    "InspectionDialog": on_page("ho-so", lambda w: InspectionDialog(w.page, w.work.context.desk).begin()),
    "TemplateDialog": on_page("ho-so", lambda w: TemplateDialog(w.page, w.work.context.desk).begin()),
    "RemedyDialog": on_page("khac-phuc", lambda w: RemedyDialog(w.page, w.work.context.desk, None).begin()),
    "YearsDialog": years,
    "RoomChart": lambda w: past(w, 2).charts.enlarge(),
}


def void(_made: object) -> None:
    """Some open as soon as they are made."""


def classes() -> set[str]:
    """The names of all classes that are windows of their own, and of the functions that make a plain one."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")]
    bases = {
        node.name: _bases(node) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    found = {"QDialog"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    above_others = {name for above in bases.values() for name in above}
    return (found - above_others) | {name for tree in trees for name in _makers(tree)}


def _bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def _makers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
            if any(isinstance(func, ast.Name) and func.id in {"QDialog", "Dialog"} for func in calls):
                yield node.name
