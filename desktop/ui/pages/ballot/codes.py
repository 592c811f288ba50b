"""(b) One person, one slip of paper, alone before the screen: hidden, shown when asked for, hidden again."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop import voting
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.booth_door import LOOK
from desktop.ui.pages.ballot.fit import ask_fit, seen_by_others
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row, words
from desktop.ui.theme import SPACE

_HIDDEN = "••••  ••••  ••••  •"
_BIGGER = 1.7
_ALONE = "Các đồng chí khác xin không nhìn màn hình. Bấm “Hiện mã”, chép ra giấy"
_APART = ", hai mã cách nhau để xé rời được."
_FRESH = " Nửa cũ giữ đến khi bỏ phiếu tiếp, rồi xé trước hội nghị."
_MOST = 2
"""Lines of one slip: a teller's code, and a half of the code that opens the box again."""

LONGEST = 120_000
"""Milliseconds that a code stands on the screen; whoever needs longer shows it again."""


class CodesStep(Step):
    """Shows what the next person keeps; once the person says it is on paper, it is forgotten."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self._lines = [(words(role="quiet"), self._make_code(place)) for place in range(_MOST)]
        self.reveal = button("Hiện mã", "reveal", self._toggle)
        self._seen = self._shown = False
        self._look, self._enough = QTimer(self), QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.look)
        self._enough.setInterval(LONGEST)
        self._enough.timeout.connect(self._hide)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.look)
        self._left = words(role="quiet")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        grid.setColumnStretch(0, 1)
        for place, (meaning, code) in enumerate(self._lines):
            grid.addWidget(meaning, place, 0)
            grid.addWidget(code, place, 1)
        below = row(self.reveal, self._left, spacing=SPACE.large)
        below.setStretch(1, 1)
        self.fill(card(grid, below, spacing=SPACE.medium), None)
        self.reload()

    def reload(self) -> None:
        """Show whose turn it is; the codes stay hidden."""
        if not self.memory.secrets:
            return
        secret = self.memory.secrets[0]
        self.say(
            f"Mời {secret.whom}, một mình trước màn hình",
            f"{_ALONE}{_APART if len(secret.lines) > 1 else '.'}{_FRESH if self.memory.resume_after else ''}",
        )
        for place, (meaning, code) in enumerate(self._lines):
            used = place < len(secret.lines)
            meaning.setText(secret.lines[place][0] if used else "")
            meaning.setVisible(used)
            code.setVisible(used)
        left = len(self.memory.secrets) - 1
        self._left.setText(f"Sau đồng chí này còn {left} đồng chí." if left else "Đây là đồng chí cuối cùng.")

    def next_step(self) -> NextStep | None:
        """Hand over to the next person."""
        last = len(self.memory.secrets) == 1
        why_not = "" if self._seen else "Đồng chí xem và chép mã ra giấy trước."
        return NextStep(
            "Đã chép, giao mã xong" if last else "Đã chép, mời đồng chí tiếp", self._next, why_not
        )

    def let_go(self) -> None:
        """Show no code any more."""
        self._hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Hide the code when the user goes elsewhere."""
        self._hide()
        super().hideEvent(event)

    def _make_code(self, place: int) -> QLabel:
        made = QLabel(_HIDDEN)
        made.setObjectName(f"secret-{place + 1}")
        made.setAccessibleName("Mã, chỉ để nhìn và chép ra giấy")
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * _BIGGER)
        made.setFont(font)
        return made

    def _toggle(self) -> None:
        if self._shown:
            self._hide()
        elif ask_fit(self.context):
            for (_meaning, label), (_name, code) in zip(
                self._lines, self.memory.secrets[0].lines, strict=False
            ):
                label.setText(code.replace("-", "  "))
            self.reveal.setText("Ẩn mã")
            self._seen = self._shown = True
            self._look.start()
            self._enough.start()
        self.go_on()

    def look(self) -> None:
        """Hide a code that somebody else may see now: a projector was plugged in, someone is on from afar."""
        if self._shown and seen_by_others(self.context):
            self._hide()

    def _hide(self) -> None:
        for _meaning, code in self._lines:
            code.setText(_HIDDEN)
        self.reveal.setText("Hiện mã")
        self._shown = False
        self._look.stop()
        self._enough.stop()

    def _next(self) -> None:
        self._hide()
        self._seen = False
        self.memory.secrets.pop(0)
        if not self.memory.secrets and self.memory.resume_after:
            self.memory.resume_after = False
            self.context.attempt(lambda: voting.resume(self.desk, displays()))
        self.go_on()
        self.reveal.setFocus()
