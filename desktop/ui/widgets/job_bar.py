"""A line that shows a job under way: what, how far, and a button to stop it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.ui.theme import SPACE, set_role
from desktop.ui.widgets.background import Job


class JobBar(QFrame):
    """Hidden until it watches a job; hides itself when the job ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._job: Job | None = None
        self._title = QLabel()
        self._bar = QProgressBar()
        self._stop = QPushButton("Dừng lại")
        self._stop.setObjectName("stop-job")
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setSpacing(SPACE.medium)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()

    def watch(self, job: Job, title: str) -> None:
        """Show how far `job` is until it ends."""
        self._job = job
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)
        self.show()

    def _progress(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setFormat(f"{done}/{total}" + (f" · {words}" if words else ""))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._stop.setEnabled(False)
        self._title.setText("Đang dừng …")

    def _end(self) -> None:
        self._job = None
        self.hide()
