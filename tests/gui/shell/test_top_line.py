"""The line at the top tells the whole name of the branch, the year and the rules at every text size."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import operations as op
from desktop.desk import Desk
from desktop.ui.shell.top_line import TopLine
from desktop.ui.theme import LIGHT, SCALES, Theme, apply_theme
from tests.gui.sight import faults, settle

from .conftest import SCREEN, Window

LONG = "CHI BỘ VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG"


@pytest.mark.parametrize("name", ["Chi bộ 1", "CHI BỘ KHỐI HÀNH CHÍNH", LONG])
def test_the_whole_name_is_seen(sample: Window, name: str) -> None:
    desk = sample.work.context.desk
    rename(desk, name)
    for scale in SCALES:
        sample.shell._scale(scale)
        sample.settled()
        settle()
        assert faults(sample.work.top) == []
        assert sample.work.top.branch.text() == name


def test_one_line_where_there_is_room(qtbot: QtBot, sample: Window) -> None:
    """Two lines only for text that is too large for one, and one line again afterwards."""
    line = TopLine(QPushButton("Tùy chọn"))
    qtbot.addWidget(line)
    line.show_desk(sample.work.context.desk)
    line.resize(SCREEN[0], 60)
    line.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    seen = []
    for scale in (1.0, 2.0, 1.0):
        apply_theme(app, Theme(LIGHT, scale))
        settle()
        seen.append(line._names.direction())
    across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    assert seen == [across, down, across]


def test_a_cut_name_is_found(sample: Window) -> None:
    """Negative control: a name that has a tool tip is cut all the same."""
    top: QWidget = sample.work.top
    sample.shell._scale(2.0)
    settle()
    sample.work.top.branch.setWordWrap(False)
    sample.work.top.branch.setFixedWidth(200)
    settle()
    assert any("is cut" in fault for fault in faults(top))


def rename(desk: Desk, name: str) -> None:
    desk.changed(op.update_unit(desk.book, replace(desk.season.unit, name=name), desk.clock()))
