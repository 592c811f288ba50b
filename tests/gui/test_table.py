"""Tables and rows follow the text size and the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme, apply_theme
from desktop.ui.widgets import Column, PeopleTable, Row
from desktop.ui.widgets.table import widths, widths_around, widths_in_words
from tests.gui.sight import faults, settle

WANTED = st.lists(st.integers(1, 500), min_size=1, max_size=12)


@given(WANTED, st.integers(20, 3000), st.integers(0, 11))
def test_columns_never_need_more_than_the_room(wanted: list[int], room: int, stretch: int) -> None:
    found = widths(wanted, room, stretch % len(wanted))
    assert sum(found) <= room
    if sum(wanted) <= room:
        assert sum(found) == room
        assert all(got >= asked for got, asked in zip(found, wanted, strict=True))


@given(WANTED, st.integers(20, 3000))
def test_only_the_widest_give(wanted: list[int], room: int) -> None:
    found = widths(wanted, room, 0)
    if sum(wanted) > room:
        most = max(found)
        assert all(got == asked or got >= most - 1 for got, asked in zip(found, wanted, strict=True))


@given(WANTED, st.integers(20, 3000), st.integers(0, 11))
def test_names_give_last(wanted: list[int], room: int, keep: int) -> None:
    keep %= len(wanted)
    found = widths_around(wanted, room, 0, keep)
    assert len(found) == len(wanted)
    assert sum(found) <= room
    assert found[keep] >= min(wanted[keep], room // 2)
    others = sum(wanted) - wanted[keep]
    if sum(wanted) > room and others <= room - room // 2:
        assert sum(found) == room  # what the others do not need is not lost


def test_rows_grow_with_the_text_of_a_table_that_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    table = PeopleTable("danh sách", [Column[str]("Họ và tên", str, is_name=True)])
    qtbot.addWidget(table)
    table.set_rows(["Nguyễn Văn Hòa"])
    table.show()
    before = table.view.rowHeight(0)
    apply_theme(qapp, Theme(scale=2.0))
    settle()
    assert table.view.rowHeight(0) >= 1.8 * before
    assert table.view.rowHeight(0) > table.view.fontMetrics().height()


@pytest.mark.parametrize(("width", "beside"), [(900, True), (300, False)])
def test_a_row_becomes_a_column_where_it_is_narrow(qtbot: QtBot, width: int, beside: bool) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    left, right = QLabel("bên trái"), QLabel("bên phải")
    for label in (left, right):
        label.setMinimumWidth(250)
    across = Row()
    across.addWidget(left)
    across.addWidget(right)
    column = QVBoxLayout(page)
    column.addLayout(across)
    page.resize(width, 300)
    page.show()
    settle()
    assert (left.y() == right.y()) is beside
    assert page.minimumSizeHint().width() < 300
    assert not left.geometry().intersects(right.geometry())


def test_buttons_that_do_not_fit_go_on_in_the_next_line(qtbot: QtBot) -> None:
    """As wide as their words, not one below the other over the whole page."""
    page = QWidget()
    qtbot.addWidget(page)
    buttons = [QPushButton(text) for text in ("Thêm đảng viên…", "Sửa…", "Xóa…", "Dữ liệu về người này…")]
    told = QLabel("Một câu dài đi cùng các nút, được xuống dòng nhưng không thành một cột chữ hẹp")
    told.setWordWrap(True)
    across = Row()
    for part in (told, *buttons):
        across.addWidget(part)
    whole = QVBoxLayout(page)
    whole.addLayout(across)
    whole.addStretch(1)
    page.resize(400, 400)
    page.show()
    settle()
    assert faults(page) == []
    lines = {button.y() for button in buttons}
    assert 1 < len(lines) < len(buttons)
    assert [button.width() for button in buttons] == [button.sizeHint().width() for button in buttons]
    assert told.width() > 20 * told.fontMetrics().averageCharWidth()


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(0, 300)), min_size=1, max_size=9),
    st.integers(0, 3000),
)
def test_no_word_is_cut_where_there_is_room_for_the_words(columns: list[tuple[int, int]], spare: int) -> None:
    least = [need for need, _more in columns]
    wanted = [need + more for need, more in columns]
    found = widths_in_words(wanted, least, sum(least) + spare, 0, len(least) - 1)
    assert sum(found) <= sum(least) + spare
    assert all(got >= need for got, need in zip(found, least, strict=True))


def test_a_narrow_table_goes_on_in_lines_and_then_without_what_may_be_spared(qtbot: QtBot) -> None:
    columns = [
        Column[str]("Họ và tên", lambda r: r, is_name=True),
        Column[str]("Xếp loại chuyên môn", lambda _: "chưa có kết quả"),
        Column[str]("Ngày vào Đảng", lambda _: "03/02/2001"),
    ]
    table: PeopleTable[str] = PeopleTable("danh sách", columns)
    qtbot.addWidget(table)
    table.view.spare = (2,)
    table.set_rows(["Nguyễn Thị Hồng Ánh", "Trần Bảo"])
    table.show()
    seen = []
    for width in (700, 330, 230):
        table.resize(width, 400)
        settle()
        assert faults(table.view) == [], width
        seen.append((table.view.wordWrap(), table.view.isColumnHidden(2), table.view.rowHeight(0)))
    assert [(wrap, hidden) for wrap, hidden, _high in seen] == [(False, False), (True, False), (True, True)]
    assert seen[0][2] < seen[1][2]
    table.resize(700, 400)
    settle()
    assert not table.view.wordWrap()
    assert table.view.rowHeight(0) == seen[0][2]
