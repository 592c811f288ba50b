"""The booth window: who is invited, marking, review, casting, the neutral page; one voter after another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QWidget

from desktop.ui.booth.capture import hide_from_capture
from desktop.ui.booth.contest_page import ContestPage
from desktop.ui.booth.grid_page import GridPage
from desktop.ui.booth.idle import Idle
from desktop.ui.booth.look import CONTRASTS, TEXT_SIZES, Look
from desktop.ui.booth.marks import Marks
from desktop.ui.booth.parts import column, rule
from desktop.ui.booth.plain_page import PlainPage
from desktop.ui.booth.review_page import ReviewPage
from desktop.ui.booth.toolbar import BottomBar, TopBar
from meeting.ballot import BallotPaper

After = Callable[[int, Callable[[], None]], None]
DONE_SHOWN: Final = 2000
"""Milliseconds that the neutral page stands before the booth is free for the next voter."""

WAITING: Final = "Màn hình bỏ phiếu"
WAITING_SMALL: Final = "Xin chờ tổ kiểm phiếu mời đồng chí tiếp theo."
HOW: Final = (
    "Khi chỉ còn một mình trước màn hình, đồng chí bấm nút dưới đây. "
    "Nếu không phải tên đồng chí, xin gọi tổ kiểm phiếu.\n\n"
    "Mỗi trang một dòng của phiếu: đồng chí bấm vào một mức (hoặc phím 1 đến 4, phím 0 để trống), rồi bấm "
    "“Tiếp”. Cuối cùng đồng chí xem lại cả phiếu rồi bấm “Bỏ phiếu”."
)
LEFT: Final = "Lượt bỏ phiếu này đã tạm dừng"
LEFT_SMALL: Final = (
    "Hai phút không có ai bấm phím, nên những gì đã chọn đã được xóa, không ai xem được. "
    "Mời tổ kiểm phiếu đến; đồng chí nào chưa bỏ phiếu thì vào bỏ phiếu lại từ đầu."
)
VEILED: Final = "Màn hình đã được che"
VEILED_SMALL: Final = (
    "Những gì đồng chí đã chọn vẫn còn, không ai xem được. "
    "Khi chỉ còn một mình trước màn hình, đồng chí bấm nút dưới đây."
)
STILL_THERE: Final = (
    "Đồng chí còn đó không? Nếu không ai bấm phím, nửa phút nữa màn hình sẽ che lại và xóa lựa chọn."
)
READING: Final = 700
"""Milliseconds on the review page before a press casts: one press too many on the way there casts nothing."""

DONE: Final = "Phiếu đã vào hòm"
DONE_SMALL: Final = "Cảm ơn đồng chí. Mời đồng chí về chỗ."
_KEYS: Final = {str(n): n for n in range(5)} | {"-": 0}


_OTHER_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def _is_no_press(event: QKeyEvent) -> bool:
    """A key held down, or one pressed together with Ctrl, Alt or the system's key."""
    return event.isAutoRepeat() or bool(event.modifiers() & _OTHER_KEYS)


def qt_timer(milliseconds: int, then: Callable[[], None]) -> None:
    """Call `then` later, by Qt's own clock."""
    QTimer.singleShot(milliseconds, then)


class Booth(QWidget):
    """See the package's docstring for how it is used."""

    reviewed = Signal(list)
    cast_requested = Signal(list)
    finished = Signal()
    assistance_requested = Signal()

    def __init__(self, paper: BallotPaper, after: After = qt_timer, idle: Idle | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(WAITING)
        self.setAccessibleName(WAITING)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._paper, self._after = paper, after
        self._marks = Marks(len(paper.contests), self._mark_changed)
        self._place, self._look, self._grid_mode, self._leaving = 0, Look(), False, False
        self._warned = self._armed = False
        self._under: QWidget | None = None  # what the veil covers
        self.idle = idle or Idle(self)
        self.idle.warned.connect(self._warn)
        self.idle.touched.connect(self._calm)
        self.idle.left.connect(self.cover)
        self._build()
        self.clear()

    # -- for the caller

    def invite(self, name: str) -> None:
        """Show the booth full screen and ask whether it is this voter; the name is gone once it begins."""
        self.clear()
        self._invited.say(f"Mời đồng chí {name}", HOW)
        self._show(self._invited)
        self._leaving = False
        self.setGeometry(self.screen().geometry())  # where no window manager does it
        self.idle.start()
        self.showFullScreen()
        hide_from_capture(self)

    def show_done(self) -> None:
        """The ballot is in the box: no mark is on screen any more."""
        self.idle.stop()
        self._wipe()
        self._plain.say(DONE, DONE_SMALL)
        self._show(self._plain)
        QApplication.beep()
        self._after(DONE_SHOWN, self._finish)

    def show_failed(self, sentence: str) -> None:
        """The ballot was not stored; its marks are still here and may be cast again."""
        self._review.show_marks(self._marks)
        self._show(self._review)
        self._armed = True
        self._bottom.say(sentence)
        self._bottom.cast.setEnabled(True)

    def clear(self) -> None:
        """Wipe whatever the voter did and show the neutral page."""
        self.idle.stop()
        self._wipe()
        self._plain.say(WAITING, WAITING_SMALL)
        self._show(self._plain)

    def cover(self) -> None:
        """The voter has left: wipe the marks; only a call for the tellers is left on the screen."""
        self.idle.stop()
        self._wipe()
        self._left.say(LEFT, LEFT_SMALL)
        self._show(self._left)
        QApplication.beep()

    def veil(self) -> None:
        """Cover the marks, which are kept: somebody was called, or another window came to the front."""
        page = self._stack.currentWidget()
        if page in {self._contest, self._grid, self._review}:
            self._under = page
            self._veil.say(VEILED, VEILED_SMALL)
            self._show(self._veil)

    def leave(self) -> None:
        """Wipe everything and hide the booth: the program is there again."""
        self.clear()
        self._leaving = True
        self.hide()

    # -- building

    def _build(self) -> None:
        self._plain = PlainPage()
        self._invited = PlainPage("Bắt đầu bỏ phiếu", self._begin)
        self._left = PlainPage("Gọi tổ kiểm phiếu", self._call)
        self._veil = PlainPage("Bỏ phiếu tiếp", self._unveil)
        self._contest = ContestPage(self._paper, self._choose)
        self._grid = GridPage(self._paper, self._choose_at)
        self._review = ReviewPage(self._paper, self._change)
        self._stack = QStackedWidget()
        plain = (self._plain, self._invited, self._left, self._veil)
        for page in (*plain, self._contest, self._grid, self._review):
            self._stack.addWidget(page)
        self._top = TopBar(self._paper, self._larger, self._next_contrast, self._other_mode, self._aloud)
        self._bottom = BottomBar(
            back=self._back,
            forward=self._forward,
            review=self._to_review,
            cast=self._cast,
            help_=self._call,
        )
        rows = column(self, margin=28, spacing=14)
        for part in (self._top, rule()):
            rows.addWidget(part)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self._bottom)
        for made in (*self.findChildren(QPushButton), self._contest.start, *self._grid.starts):
            made.installEventFilter(self)

    def _warn(self) -> None:
        if self._stack.currentWidget() is not self._invited:
            QApplication.beep()
            self._bottom.say(STILL_THERE)
            self._warned = True

    def _calm(self) -> None:
        if self._warned:
            self._warned = False
            self._bottom.say("")

    def _call(self) -> None:
        """Call the tellers, who find no mark on the screen when they come."""
        self.veil()
        QApplication.beep()
        self.assistance_requested.emit()

    def _unveil(self) -> None:
        under, self._under = self._under, None
        if under is self._review:
            self._to_review()
        elif under is not None:
            self._to_contest(self._place)

    # -- the voter's steps

    def _begin(self) -> None:
        self._invited.say("", "")
        self._place = 0
        self._to_contest(0)

    def _to_contest(self, place: int) -> None:
        self._place = place
        if self._grid_mode:
            self._show(self._grid)
            self._grid.show_row(place)
        else:
            self._contest.show_contest(place, self._marks[place])
            self._show(self._contest)
            self._contest.start.setFocus()

    def _choose(self, choice: int) -> None:
        self._marks.put(self._place, choice)

    def _choose_at(self, place: int, choice: int) -> None:
        self._place = place
        self._marks.put(place, choice)

    def _mark_changed(self, place: int) -> None:
        self._grid.show_choice(place, self._marks[place])
        if place == self._place:
            self._contest.show_choice(self._marks[place])

    def _back(self) -> None:
        if self._stack.currentWidget() is self._review:
            self._to_contest(len(self._paper.contests) - 1)
        elif self._place > 0:
            self._to_contest(self._place - 1)

    def _forward(self) -> None:
        if self._place + 1 < len(self._paper.contests):
            self._to_contest(self._place + 1)
        else:
            self._to_review()

    def _change(self, place: int) -> None:
        self._to_contest(place)

    def _to_review(self) -> None:
        self._review.show_marks(self._marks)
        self._bottom.cast.setEnabled(True)
        self._show(self._review)
        self._armed = False
        self._after(READING, self._arm)
        self._bottom.cast.setFocus()

    def _arm(self) -> None:
        self._armed = self._stack.currentWidget() is self._review

    def _cast(self) -> None:
        """Hand the marks over once; the button stays off until the caller has answered."""
        if self.may_cast and self._bottom.cast.isEnabled():
            self._bottom.cast.setEnabled(False)
            self._bottom.say("")
            self.cast_requested.emit(self._marks.handed_over())

    @property
    def may_cast(self) -> bool:
        """Tell whether the review page has been there long enough for a press to be meant."""
        return self._armed and self._stack.currentWidget() is self._review

    def _finish(self) -> None:
        self.clear()
        self.finished.emit()

    # -- how it looks

    def _show(self, page: QWidget) -> None:
        marking = page in {self._contest, self._grid}
        reviewing = page is self._review
        self._stack.setCurrentWidget(page)
        self.reviewed.emit(self._marks.handed_over() if reviewing else [])
        self._top.show_tools(marking or reviewing, mode=marking)
        self._bottom.show_steps(marking=marking, reviewing=reviewing, grid=page is self._grid)
        self._bottom.show_help(marking or reviewing or page in {self._invited, self._veil})
        self._bottom.enable_back(possible=reviewing or self._place > 0)
        if isinstance(page, PlainPage) and page.button is not None:
            page.button.setFocus()

    def _wipe(self) -> None:
        self._marks.wipe()
        self._set_look(Look())
        for page in (self._contest, self._grid, self._review):
            page.wipe()
        for plain in (self._invited, self._veil):
            plain.say("", "")
        self._bottom.say("")
        self._under, self._armed = None, False
        self._place, self._grid_mode = 0, False
        self._top.show_look(self._look, grid=False)

    def _set_look(self, look: Look) -> None:
        self._look = look
        for page in (self._contest, self._grid, self._review):
            page.aloud = look.aloud
        self.setStyleSheet(look.stylesheet)
        self._grid.arrange(stacked=look.stacked)
        self._top.show_look(look, grid=self._grid_mode)

    def _larger(self) -> None:
        self._set_look(replace(self._look, size=(self._look.size + 1) % len(TEXT_SIZES)))

    def _next_contrast(self) -> None:
        self._set_look(replace(self._look, contrast=(self._look.contrast + 1) % len(CONTRASTS)))

    def _aloud(self) -> None:
        """Only the voter's own press lets a screen reader tell marks; the next voter begins in silence."""
        self._set_look(replace(self._look, aloud=not self._look.aloud))
        for place in range(len(self._paper.contests)):
            self._mark_changed(place)
        if self._stack.currentWidget() is self._review:
            self._review.show_marks(self._marks)

    def _other_mode(self) -> None:
        self._grid_mode = not self._grid_mode
        self._set_look(self._look)
        self._to_contest(self._place)

    # -- no way out

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits mark, Enter presses; every other key that no button took is swallowed."""
        page = self._stack.currentWidget()
        if _is_no_press(event):
            pass
        elif page in {self._contest, self._grid} and event.text() in _KEYS:
            self._key_mark(_KEYS[event.text()])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press_focused()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """One press is one step: a double click or a key held down is one; left and right turn the pages.

        From the name of a row the arrow down goes to its options.
        """
        if event.type() is QEvent.Type.MouseButtonDblClick:
            return True
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if _is_no_press(event):
            return True
        return self._go_by_arrow(event.key(), from_name=isinstance(watched, QLabel))

    def _go_by_arrow(self, key: int, *, from_name: bool) -> bool:
        page = self._stack.currentWidget()
        if key == Qt.Key.Key_Right and page is self._contest:
            self._forward()
        elif key == Qt.Key.Key_Left and page in {self._contest, self._review}:
            self._back()
        elif key == Qt.Key.Key_Down and from_name:
            place = self._grid.focused_place()
            options = self._contest.first_option() if place is None else self._grid.first_option(place)
            options.setFocus()
        else:
            return False
        return True

    def _key_mark(self, choice: int) -> None:
        if self._stack.currentWidget() is self._grid:
            place = self._grid.focused_place()
            self._place = self._place if place is None else place
        else:  # Enter after a digit goes on, whatever the digit was
            self._bottom.forward.setFocus()
        self._marks.put(self._place, choice)

    def _press_focused(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QWidget) and hasattr(focused, "click"):
            focused.click()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Cover the marks as soon as another window is in front."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.veil()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Refuse to be closed by anything but `leave`."""
        if self._leaving:
            event.accept()
        else:
            event.ignore()
