"""The window: the start, or an open book."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from db.engine import spelled
from db.errors import PassphraseNeeded
from db.protection import set_passphrase
from desktop import before, care, new_year, retention, undoing, voting
from desktop.awake import follow_box
from desktop.desk import Desk, local_clock
from desktop.probes.awake import AsUsual, Awake
from desktop.retention import Overdue
from desktop.sample import free_name, make_rehearsal, make_sample
from desktop.ui.pages.book_passphrase import UnlockDialog
from desktop.ui.pages.home.page import HomePage
from desktop.ui.pages.page import EXPECTED, Context
from desktop.ui.shell import backups, preferences, registry
from desktop.ui.shell.files import SUFFIX, Files
from desktop.ui.shell.help import show_help
from desktop.ui.shell.keeping import DeleteDialog, KeepingDialog
from desktop.ui.shell.options import OptionsButton
from desktop.ui.shell.preferences import Preferences
from desktop.ui.shell.protecting import ProtectDialog
from desktop.ui.shell.workspace import Workspace
from desktop.ui.theme import DARK, LIGHT, Theme, apply_theme
from desktop.ui.widgets import NoticeKind, ask
from desktop.undoing import Told
from meeting.season import BallotState

_NAME = "Kiểm điểm cuối năm"
_NO_FOLDER = "Không lập được thư mục “{}” cho chi bộ mẫu; đồng chí kiểm tra ổ đĩa rồi thử lại."
_DELETIONS = "nhat-ky-xoa.txt"
_BOTH_KEPT = "Lịch sử của sổ giữ cả bước cũ và việc hoàn tác."
_SMALLEST = (1000, 640)


class Shell(QMainWindow):
    """One book at a time. `settings` is the file of the preferences, `samples` the folder of sample books.

    awake: what keeps the laptop awake while a box is open; without it, it sleeps as usual.
    """

    def __init__(
        self, settings: Path, samples: Path, files: Files | None = None, awake: Awake | None = None
    ) -> None:
        super().__init__()
        self._awake: Awake = awake or AsUsual()
        self._settings, self._samples, self._files = settings, samples, files or Files()
        self.preferences: Preferences = preferences.load_preferences(settings)
        self._context: Context | None = None
        self._may_close = False
        self._steps_before = 0
        self._apply_theme()
        self._stack = QStackedWidget()
        self.home = HomePage(self._options(in_book=False))
        self.workspace: Workspace | None = None
        self._stack.addWidget(self.home)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*_SMALLEST)
        self.setWindowTitle(_NAME)
        self._connect()
        self._show_books()

    def open_book(self, path: Path) -> bool:
        """Open the book at `path`; where that is not possible the start says why."""
        return self._enter(lambda passphrase: Desk.open(path, passphrase=passphrase), path.name)

    def create_book(self, path: Path) -> bool:
        """Make a new book at `path` and open it."""
        return self._enter(lambda _: Desk.create(_with_suffix(path)))

    def open_sample(self) -> bool:
        """Make a fresh book of the sample branch and open it."""
        try:
            self._samples.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.tell("error", _NO_FOLDER.format(self._samples))
            return False
        return self._enter(lambda _: make_sample(free_name(self._samples / f"chi-bo-mau{SUFFIX}")))

    def rehearse(self, real: Path) -> bool:
        """Make a book to rehearse in beside the real one, with its unit and roll, and open it."""
        name = free_name(real.with_name(f"{real.stem}-tap-duot{SUFFIX}"))
        return self._enter(lambda passphrase: make_rehearsal(real, name, passphrase=passphrase), real.name)

    def begin_year(self, last: Path, path: Path) -> bool:
        """Make the book of a new year from last year's and open it."""
        whole = _with_suffix(path)
        begun = self._enter(lambda passphrase: new_year.make(last, whole, passphrase=passphrase), last.name)
        if begun:
            self.tell("info", new_year.LOOK_OVER)
        return begun

    def leave_book(self) -> None:
        """Close the book and show the start; asks first when something would be lost."""
        if danger := self._danger():
            ask(self, "Đóng sổ này bây giờ?", danger, "Đóng sổ", self._to_the_start, danger=True)
        else:
            self._to_the_start()

    def _to_the_start(self) -> None:
        self._drop()
        self._stack.setCurrentWidget(self.home)
        self._show_books()
        self.setWindowTitle(_NAME)

    def _show_books(self) -> None:
        books = self.preferences.books
        self.home.show_books(books)
        self.home.show_backups(backups.line_about(books[0] if books else None, self.preferences.backups))
        old = self._overdue()
        kept = (
            f"Sổ của kỳ kiểm điểm {old[0].year} đã quá thời hạn lưu {self.preferences.keep} năm."
            if old
            else ""
        )
        self.home.show_overdue(kept)

    def _overdue(self) -> tuple[Overdue, ...]:
        kept = self.preferences
        return retention.overdue(kept.known, kept.keep, local_clock().date(), kept.backups)

    def _ask_delete(self) -> None:
        if old := self._overdue():
            DeleteDialog(self, old[0], lambda: self._delete(old[0]))

    def _delete(self, one: Overdue) -> str:
        try:
            note = retention.delete(one, local_clock().date(), self._settings.with_name(_DELETIONS))
        except EXPECTED as error:
            return str(error)
        self._remember(self.preferences.without(one.book))
        self._show_books()
        self.tell("info", note)
        return ""

    def _keep_for(self, years: int) -> None:
        self._remember(replace(self.preferences, keep=years))
        self._show_books()
        said = f"giữ thêm {years} năm sau năm kiểm điểm" if years else "không nhắc xóa"
        self.tell("info", f"Thời hạn lưu sổ: {said}.")

    def tell(self, kind: str, sentence: str) -> None:
        """Show one sentence where the user is."""
        if self.workspace is not None:
            self.workspace.say(kind, sentence)
        else:
            self.home.notice.say(NoticeKind(kind), sentence)

    def before_sleep(self) -> None:
        """The machine is about to sleep: no mark, code or key of a box stays in memory."""
        context = self._context
        if context is None or self.workspace is None:
            return
        context.sleeping.emit()
        context.attempt(lambda: voting.before_sleep(context.desk))
        self.workspace.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask first when something would be lost; then let go of the book."""
        danger = self._danger()
        if danger and not self._may_close:
            event.ignore()
            question, verb = "Đóng chương trình bây giờ?", "Đóng chương trình"
            ask(self, question, danger, verb, self._close_anyway, danger=True)
            return
        self._drop()
        event.accept()

    def _danger(self) -> str:
        if self.workspace is None or self._context is None:
            return ""
        if not self.workspace.leave():
            return "Trang đang mở còn ô chưa đúng nên chưa ghi vào sổ; đóng bây giờ thì những ô ấy mất."
        desk = self._context.desk
        if desk.ready and desk.season.ballot.state in {BallotState.OPEN, BallotState.SUSPENDED}:
            return (
                "Hòm phiếu chưa đóng. Phiếu đã bỏ vẫn an toàn, nhưng mở lại thì "
                "phải có đủ hai nửa mã mở lại mới bỏ phiếu tiếp được."
            )
        return ""

    def _close_anyway(self) -> None:
        self._may_close = True
        self.close()

    def _enter(self, opening: Callable[[str], Desk], name: str = "", passphrase: str = "") -> bool:
        """Open a book and show it; one that has a passphrase is asked for it, by its name."""
        self.home.notice.clear()
        try:
            desk = opening(passphrase)
        except PassphraseNeeded:
            UnlockDialog(self, name, lambda given: self._unlock(opening, given))
            return False
        except EXPECTED as error:
            self.tell("error", str(error))
            return False
        return self._shown(desk)

    def _unlock(self, opening: Callable[[str], Desk], passphrase: str) -> str:
        try:
            desk = opening(passphrase)
        except EXPECTED as error:
            return str(error)
        self._shown(desk)
        return ""

    def _shown(self, desk: Desk) -> bool:
        try:
            self._show(desk)
        except EXPECTED as error:
            self._give_up(desk)
            self.tell("error", str(error))
            return False
        except Exception:
            self._give_up(desk)  # so that the book can be opened again; the hook tells what nobody foresaw
            raise
        return True

    def _give_up(self, desk: Desk) -> None:
        self._drop()
        desk.close()

    def _show(self, desk: Desk) -> None:
        if desk.ready:
            _ = desk.regulation  # the start says what is wrong with it, before a page is shown
        self._drop()
        desk.on_change.append(lambda _changes: follow_box(desk, self._awake))
        self._context = Context(desk, self)
        self._context.navigate.connect(self._navigate)
        self.workspace = Workspace(self._context, self._options(in_book=True))
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.begin()
        self.setWindowTitle(f"{desk.book.path.stem} – {_NAME}")
        self._remember(self.preferences.with_recent(desk.book.path))
        self._steps_before = care.steps_taken(desk)
        self._remind(desk)

    def _remind(self, desk: Desk) -> None:
        kind, sentence = before.reminder(desk)
        if sentence:
            self.tell(kind, sentence)

    def _drop(self, *, back_up: bool = True) -> None:
        if self.workspace is not None:
            self._stack.removeWidget(self.workspace)
            self.workspace.put_away()
            self.workspace.deleteLater()
            self.workspace = None
        if self._context is not None:
            if back_up:
                self._back_up_changes(self._context.desk)
            self._remember_season(self._context.desk)
            self._context.desk.close()
            self._awake.let_go()
            self._context.deleteLater()
            self._context = None

    def _remember_season(self, desk: Desk) -> None:
        if desk.ready:
            self._remember(self.preferences.with_season(desk.book.path, desk.season.year))

    def _back_up_changes(self, desk: Desk) -> None:
        """Back up a book in which something was done since it was opened; a rehearsal needs no backup."""
        if desk.book.rehearsal or care.steps_taken(desk) == self._steps_before:
            return
        kind, sentence = backups.backed_up(desk, self.preferences.backups)
        if kind != "info":
            self.home.notice.say(NoticeKind(kind), sentence)

    def _navigate(self, page_id: str) -> None:
        if page_id == registry.HOME:
            self.leave_book()

    def _help(self) -> None:
        page = self.workspace.page if self.workspace is not None else None
        show_help(self, registry.HOME if page is None else page.page_id)

    def _remember(self, chosen: Preferences) -> None:
        self.preferences = chosen
        preferences.save_preferences(self._settings, chosen)

    def _options(self, *, in_book: bool) -> OptionsButton:
        button = OptionsButton(self.preferences, in_book=in_book)
        button.scale_chosen.connect(self._scale)
        button.dark_chosen.connect(self._dark)
        button.help_asked.connect(self._help)
        button.close_asked.connect(self.leave_book)
        button.backup_asked.connect(self._back_up)
        button.backup_folder_asked.connect(self._ask_backup_folder)
        button.restore_asked.connect(self._ask_restore)
        button.passphrase_asked.connect(self._ask_passphrase)
        button.undo_asked.connect(self._ask_undo)
        button.keeping_asked.connect(lambda: KeepingDialog(self, self.preferences.keep, self._keep_for))
        return button

    def _scale(self, scale: float) -> None:
        self._remember(replace(self.preferences, scale=scale))
        self._apply_theme()

    def _dark(self, dark: bool) -> None:
        self._remember(replace(self.preferences, dark=dark))
        self._apply_theme()

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, Theme(DARK if self.preferences.dark else LIGHT, self.preferences.scale))

    def _connect(self) -> None:
        self.home.open_asked.connect(self._ask_open)
        self.home.create_asked.connect(self._ask_create)
        self.home.year_asked.connect(self._ask_new_year)
        self.home.sample_asked.connect(self.open_sample)
        self.home.rehearsal_asked.connect(self._ask_rehearsal)
        self.home.recent_asked.connect(self.open_book)
        self.home.restore_asked.connect(self._ask_restore)
        self.home.overdue_asked.connect(self._ask_delete)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._ask_undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self._help)

    def _ask_open(self) -> None:
        if (path := self._files.book_to_open(self, "Mở sổ của chi bộ", "Mở sổ")) is not None:
            self.open_book(path)

    def _ask_create(self) -> None:
        path = self._files.new_book(self, "Tạo sổ mới", "Tạo sổ", f"so-chi-bo{SUFFIX}")
        if path is not None:
            self.create_book(path)

    def _ask_new_year(self) -> None:
        last = self._files.book_to_open(self, "Chọn sổ của năm trước", "Lấy từ sổ này")
        if last is None:
            return
        path = self._files.new_book(self, "Đặt sổ của năm mới ở đâu", "Tạo sổ", f"so-chi-bo-nam-moi{SUFFIX}")
        if path is not None:
            self.begin_year(last, path)

    def _ask_rehearsal(self) -> None:
        title = "Chọn sổ của chi bộ để lập sổ tập dượt"
        if (path := self._files.book_to_open(self, title, "Lập sổ tập dượt")) is not None:
            self.rehearse(path)

    def _back_up(self) -> None:
        if self._context is not None and self.workspace is not None and self.workspace.leave():
            self.tell(*backups.backed_up(self._context.desk, self.preferences.backups))

    def _ask_backup_folder(self) -> None:
        start = Path(self.preferences.backups) if self.preferences.backups else Path.home()
        folder = self._files.folder(self, "Chọn thư mục để bản sao lưu", "Chọn thư mục này", start)
        if folder is not None:
            self._remember(replace(self.preferences, backups=str(folder)))
            self.tell("info", f"Từ nay bản sao lưu của mọi sổ được để ở “{folder}”.")

    def _ask_restore(self) -> None:
        if danger := self._danger():
            self.tell("warning", danger)
            return
        path = self._files.book_to_open(self, "Chọn bản sao lưu", "Xem bản sao lưu")
        if path is None:
            return
        try:
            self._show_restore(care.look(path))
        except PassphraseNeeded:
            UnlockDialog(self, path.name, lambda given: self._look_again(path, given))
        except EXPECTED as error:
            self.tell("error", str(error))

    def _look_again(self, path: Path, passphrase: str) -> str:
        try:
            self._show_restore(care.look(path, passphrase), passphrase)
        except EXPECTED as error:
            return str(error)
        return ""

    def _show_restore(self, found: care.Look, passphrase: str = "") -> None:
        def ask_place() -> Path | None:
            chosen = self._files.new_book(self, "Đặt sổ khôi phục ở đâu", "Đặt ở đây", found.place.name)
            return None if chosen is None else _with_suffix(chosen)

        def about(place: Path) -> str:
            return care.what_is_there(place, local_clock())

        def restore(place: Path) -> None:
            self._restore(found.inside.path, place, passphrase)

        backups.RestoreDialog(self, found, about, ask_place, restore).open()

    def _restore(self, source: Path, place: Path, passphrase: str) -> None:
        self._to_the_start()
        try:
            done = care.put_back(source, place, local_clock(), passphrase)
        except EXPECTED as error:
            self.tell("error", str(error))
            return
        if self._enter(lambda given: Desk.open(place, passphrase=given), place.name, passphrase):
            self.tell("info", done)

    def _ask_undo(self) -> None:
        """Say in words what would be taken back, and do it when the user says so."""
        if self.workspace is None or self._context is None or not self.workspace.leave():
            return
        desk = self._context.desk
        try:
            told = undoing.tell(desk)
        except EXPECTED as error:
            self.tell("info", str(error))
            return
        meaning = "\n".join((*told.lines, _BOTH_KEPT))
        ask(self, told.title, meaning, "Hoàn tác", lambda: self._undo(told))

    def _undo(self, told: Told) -> None:
        context = self._context
        if context is not None and context.attempt(lambda: undoing.undo(context.desk, told.sequence)):
            self.tell("info", "Đã hoàn tác. " + told.lines[0])

    def _ask_passphrase(self) -> None:
        if danger := self._danger():
            self.tell("warning", danger)
        elif self._context is not None:
            protected = bool(self._context.desk.book.passphrase)
            ProtectDialog(self, protected=protected, on_yes=self._protect)

    def _protect(self, old: str, new: str) -> str:
        """Write the book anew, closed, and open it again; returns what is wrong, "" when it was done."""
        if self._context is None:
            return ""
        book = self._context.desk.book
        path, before = book.path, book.passphrase
        if before and spelled(old) != spelled(before):
            return "Mật khẩu hiện nay chưa đúng; đồng chí gõ lại."
        self._drop(back_up=False)
        wrong = ""
        try:
            set_passphrase(path, before, new)
        except EXPECTED as error:
            wrong = str(error)
        self._enter(lambda given: Desk.open(path, passphrase=given), path.name, before if wrong else new)
        if not wrong:
            self._protected(path, new)
        return wrong

    def _protected(self, path: Path, new: str) -> None:
        """Say what was done, and offer to remove the copies that anybody can still read."""
        if self._context is not None and not self._context.desk.book.rehearsal:
            backups.backed_up(self._context.desk, self.preferences.backups)
        self.tell(
            "info", "Đã đặt mật khẩu cho sổ." if new else "Đã bỏ mật khẩu; từ nay ai mở tệp sổ cũng đọc được."
        )
        old = care.unprotected_copies(path, self.preferences.backups) if new else ()
        if old:
            backups.ask_about_copies(self, old, lambda: self._delete_copies(old))

    def _delete_copies(self, old: Sequence[Path]) -> None:
        try:
            care.delete_copies(old)
        except EXPECTED as error:
            self.tell("error", str(error))
        else:
            self.tell("info", f"Đã đặt mật khẩu cho sổ và xóa {len(old)} bản sao không có mật khẩu.")


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
