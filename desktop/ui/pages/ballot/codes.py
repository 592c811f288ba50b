"""(b) One person, one code, alone before the screen: hidden, shown when asked for, hidden again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel

from desktop import voting
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.fit import ask_fit
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row, words
from desktop.ui.theme import SPACE

_HIDDEN = "••••  ••••  ••••  •"
_BIGGER = 2.6


class CodesStep(Step):
    """Shows the first code still to be shown; once the person says it is on paper, it is forgotten."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self._kind = words(role="quiet", wrap=False)
        self._code = QLabel(_HIDDEN)
        self._code.setObjectName("secret")
        self._code.setAccessibleName("Mã, chỉ để nhìn và chép ra giấy")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self._code.font()
        font.setPointSizeF(font.pointSizeF() * _BIGGER)
        self._code.setFont(font)
        self.reveal = button("Hiện mã", "reveal", self._toggle)
        self._seen = False
        self._left = words(role="quiet")
        space = words()
        inside = card(self._kind, space, self._code, row(None, self.reveal, None), spacing=SPACE.large)
        self.fill(inside, self._left, None)
        self.reload()

    def reload(self) -> None:
        """Show whose turn it is; the code stays hidden."""
        if not self.memory.secrets:
            return
        secret = self.memory.secrets[0]
        self.say(
            f"Mời {secret.whom}, một mình trước màn hình",
            "Các đồng chí khác xin không nhìn màn hình. Đồng chí bấm “Hiện mã”, chép ra giấy của "
            "mình rồi ẩn mã.",
        )
        self._kind.setText(secret.meaning)
        left = len(self.memory.secrets) - 1
        self._left.setText(f"Sau đồng chí này còn {left} mã." if left else "Đây là mã cuối cùng.")

    def next_step(self) -> NextStep | None:
        """Hand over to the next person."""
        last = len(self.memory.secrets) == 1
        why_not = "" if self._seen else "Đồng chí xem và chép mã ra giấy trước."
        return NextStep(
            "Đã chép, xong việc giao mã" if last else "Đã chép, mời đồng chí tiếp", self._next, why_not
        )

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Hide the code when the user goes elsewhere."""
        self._hide()
        super().hideEvent(event)

    def _toggle(self) -> None:
        if self._code.text() == _HIDDEN:
            if not ask_fit(self.context):
                return
            self._code.setText(self.memory.secrets[0].code.replace("-", "  "))
            self.reveal.setText("Ẩn mã")
            self._seen = True
        else:
            self._hide()
        self.go_on()

    def _hide(self) -> None:
        self._code.setText(_HIDDEN)
        self.reveal.setText("Hiện mã")

    def _next(self) -> None:
        self._hide()
        self._seen = False
        self.memory.secrets.pop(0)
        if not self.memory.secrets and self.memory.resume_after:
            self.memory.resume_after = False
            self.context.attempt(lambda: voting.resume(self.desk, displays()))
        self.go_on()
        self.reveal.setFocus()
