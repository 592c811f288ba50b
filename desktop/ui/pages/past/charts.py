"""Biểu đồ: levels side by side as bars, the same numbers in a table beside them, and large for the room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column
from desktop.ui.widgets.level_bars import NAMES, LevelBars
from meeting.comparison import Bar, Chart

_NOTHING = "Biểu đồ có khi sổ có mức của năm nay hoặc của các năm trước."
_WHO = (
    "Các năm trước tính những đồng chí còn trong danh sách hôm nay. Chỉ có mức xếp loại, không có số phiếu."
)

_TITLE = 44
"""Height of the title's letters in the room, in pixels."""

COLUMNS = (
    Column[Bar]("", lambda bar: bar.label, is_name=True),
    *(
        Column[Bar](name, lambda bar, at=at: str(bar.parts[at]), is_number=True)  # type: ignore[misc]
        for at, name in enumerate(NAMES)
    ),
    Column[Bar]("Tổng", lambda bar: str(bar.total), is_number=True),
)


class Charts(QWidget):
    """One comparison at a time; `show_charts` gives those there are."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: tuple[Chart, ...] = ()
        self.which: Choice[int] = Choice()
        self.which.setAccessibleName("So sánh gì")
        self.bars, self.told = LevelBars(), words(_NOTHING, "quiet")
        self.table: Roster[Bar] = Roster("Số liệu của biểu đồ", COLUMNS)
        self.large = button("Chiếu cho hội nghị (Esc để về)", "large", self.enlarge)
        self.which.chosen.connect(self._show)
        top = row(self.which, self.large)
        top.setStretch(0, 1)
        whole = column(top, self.bars, self.table, self.told, spacing=SPACE.medium)
        whole.setStretch(1, 3)
        whole.setStretch(2, 2)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """Show what there is to compare."""
        self.charts = charts
        self.which.set_options(list(enumerate(chart.title for chart in charts)))
        for part in (self.which, self.large, self.bars, self.table):
            part.setEnabled(bool(charts))
        self._show()

    def chosen(self) -> Chart:
        """The comparison on the page; an empty one where there is none."""
        return self.charts[self.which.value()] if self.charts else Chart("", ())

    def enlarge(self) -> None:
        """Show the bars alone over the whole screen, to be read from the room."""
        RoomChart(self, self.chosen()).showFullScreen()

    def _show(self) -> None:
        chart = self.chosen()
        self.bars.set_chart(chart)
        self.table.set_rows(list(chart.bars))
        self.told.setText(_WHO if self.charts else _NOTHING)


class RoomChart(QDialog):
    """The bars over the whole screen; Esc goes back."""

    def __init__(self, parent: QWidget, chart: Chart) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(chart.title)
        title, self.bars = words(chart.title), LevelBars(far=True)
        title.setStyleSheet(f"font-size: {_TITLE}px; font-weight: bold")
        self.bars.set_chart(chart)
        QShortcut(QKeySequence("F11"), self, self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
        whole.addWidget(title)
        whole.addWidget(self.bars, 1)
