"""Biểu đồ: bars with words and patterns, the same numbers in a table, large for the room, Esc goes back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import past_years
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.past.charts import RoomChart
from desktop.ui.pages.past.page import PastPage
from desktop.ui.theme import Theme, apply_theme
from desktop.ui.widgets.level_bars import LevelBars, words_of
from meeting.comparison import Bar, Chart
from meeting.level import Level
from meeting.past import PastYear

from .conftest import Shell, Shot
from .test_results import count


def test_bars_and_table_tell_the_same(
    desk: Desk, shell: Shell, context: Context, qtbot: QtBot, shot: Shot
) -> None:
    page = shell.show(PastPage(context))
    assert not page.charts.large.isEnabled()
    count(desk)
    past = [
        PastYear(f"m{n}", 2024, (Level.HTXSNV, *[Level.HTTNV] * 2, Level.HTNV)[n - 1]) for n in range(1, 5)
    ]
    past_years.record_years(desk, past)
    QApplication.processEvents()
    page.reload()
    page.tabs.setCurrentIndex(2)
    first, *_ = page.charts.chosen().bars
    assert words_of(first) == "2024: HTXSNV 1, HTTNV 2, HTNV 1"
    assert page.charts.bars.accessibleDescription().startswith(words_of(first))
    table = page.charts.table.people
    assert [table.data(table.index(0, at)) for at in range(table.columnCount())] == [
        "2024", "1", "2", "1", "0", "0", "4",
    ]  # fmt: skip
    assert "không có số phiếu" in page.charts.told.text()
    shot(page, "charts")
    page.charts.which.set_value(1)
    page.charts.which.chosen.emit()
    assert page.charts.chosen().title.startswith("Năm 2025 theo")
    shell.click(page, "large")
    [room] = page.charts.findChildren(RoomChart)
    room.resize(1366, 768)
    shot(room, "charts-room")
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert not room.isVisible()


def test_nothing_is_shown_before_there_is_a_level(desk: Desk, shell: Shell, context: Context) -> None:
    page = shell.show(PastPage(context))
    assert past_years.comparisons(desk) == ()
    assert page.charts.chosen().bars == ()


def test_the_letters_are_no_smaller_than_the_text_around(qapp: QApplication, qtbot: QtBot) -> None:
    """At 200 % of text, with this year and five earlier ones, and with labels of several words."""
    apply_theme(qapp, Theme(scale=2.0))
    bars = LevelBars()
    qtbot.addWidget(bars)
    one = bars.minimumSizeHint().height()
    bars.set_chart(Chart("Các năm", tuple(Bar(str(year), (1, 2, 3, 4), 5) for year in range(2021, 2027))))
    assert bars.minimumSizeHint().height() > 3 * one
    bars.resize(900, bars.minimumSizeHint().height())
    assert bars._letters(10.0) >= bars.fontInfo().pixelSize() >= 30
    bars.set_chart(Chart("Đối tượng", (Bar("Bí thư, chi ủy viên", (1, 2, 0, 0), 0),)))
    sheet = QPixmap(900, 200)
    painter = QPainter(sheet)
    font = painter.font()
    font.setPixelSize(bars._letters(10.0))
    painter.setFont(font)
    assert bars._label_width(painter) > painter.fontMetrics().horizontalAdvance("Bí thư, chi ủy viên")
    names = ["HTXSNV", "HTTNV", "HTNV", "KHTNV", "Chưa có"]
    bars._shrink(painter, names, 500)
    assert sum(painter.fontMetrics().horizontalAdvance(name) for name in names) < 500
    painter.end()
