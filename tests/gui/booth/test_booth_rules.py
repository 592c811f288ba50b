"""Rules of a voting screen: nothing is deselected for the voter, touch, arrows, marks read aloud only on request."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.ui.booth import Booth
from desktop.ui.booth.look import CONTRASTS, TEXT_SIZES

from .test_booth import begin, named, paper, press, read_out, shown_marks, visible_texts

TOLD = "Trình đọc màn hình nói cả mức đã chọn: đang tắt"


@pytest.fixture
def booth(qapp: object) -> Iterator[Booth]:
    made = Booth(paper(3), after=lambda _milliseconds, then: then())
    begin(made)
    yield made
    made.leave()


def test_nothing_is_ever_deselected_for_the_voter(booth: Booth) -> None:
    press(booth, "3", "3", Qt.Key.Key_Right, "1", Qt.Key.Key_Right)
    wanted = [3, 1, 0]
    for _ in range(len(TEXT_SIZES)):
        booth._larger()
        assert booth._marks.handed_over() == wanted
    for _ in range(len(CONTRASTS)):
        booth._next_contrast()
        assert booth._marks.handed_over() == wanted
    for _ in range(2):
        booth._other_mode()
        assert booth._marks.handed_over() == wanted
    named(booth, "Xem lại phiếu").click()
    named(booth, "Sửa: Nguyễn Thị Hồng Ánh 0").click()
    assert booth._marks.handed_over() == wanted
    named(booth, "Phím 3: Hoàn thành nhiệm vụ").click()  # the marked one again
    booth.idle.warned.emit()
    assert booth._marks.handed_over() == wanted


def test_each_row_of_the_list_is_marked_for_itself(booth: Booth) -> None:
    booth._other_mode()
    named(booth, "Nguyễn Thị Hồng Ánh 0: Hoàn thành tốt nhiệm vụ").click()
    named(booth, "Nguyễn Thị Hồng Ánh 2: Không hoàn thành nhiệm vụ").click()
    assert booth._marks.handed_over() == [2, 0, 4]
    assert shown_marks(booth) >= 2


def test_a_touch_that_begins_elsewhere_marks_nothing(booth: Booth) -> None:
    first = named(booth, "Phím 1: Hoàn thành xuất sắc nhiệm vụ")
    second = named(booth, "Phím 2: Hoàn thành tốt nhiệm vụ")
    QTest.mousePress(first, Qt.MouseButton.LeftButton)
    inside = first.mapFromGlobal(second.mapToGlobal(second.rect().center()))
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseRelease(second, Qt.MouseButton.LeftButton)
    assert booth._marks.handed_over() == [0, 0, 0]
    QTest.mousePress(first, Qt.MouseButton.LeftButton)
    QTest.mouseMove(first, QPoint(-40, -40))
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert booth._marks.handed_over() == [0, 0, 0]


def test_arrows_go_from_option_to_option_and_enter_marks(booth: Booth) -> None:
    press(booth, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert booth._marks[0] == 3
    press(booth, Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert booth._marks[0] == 2


def test_marks_are_told_only_to_the_voter_who_asks_and_never_to_the_next(booth: Booth) -> None:
    press(booth, "2")
    assert not [said for said in read_out(booth) if "đã chọn|" in said]
    named(booth, TOLD).click()
    assert [said for said in read_out(booth) if "Phím 2" in said and "đã chọn" in said]
    press(booth, "4")
    assert not [said for said in read_out(booth) if "Phím 2" in said and "đã chọn" in said]
    booth._to_review()
    assert [said for said in read_out(booth) if "Ánh 0: Không hoàn thành nhiệm vụ" in said]
    booth.show_done()
    begin(booth)
    assert named(booth, TOLD)
    silent = read_out(booth)
    press(booth, "4")
    assert read_out(booth) == silent
    booth._to_review()
    assert not [said for said in read_out(booth) if "Ánh 0: Không hoàn thành" in said]


def test_blanks_are_pointed_out_and_allowed(booth: Booth) -> None:
    press(booth, "1")
    booth._to_review()
    assert "Có 2 dòng để trống trong 3 dòng: dòng 2, 3." in visible_texts(booth)
    assert named(booth, "Bỏ phiếu").isEnabled()


def test_which_rows_are_blank_is_told_only_to_the_voter_who_asks(booth: Booth) -> None:
    press(booth, "1")
    booth._to_review()
    assert not [said for said in read_out(booth) if "dòng 2, 3" in said]
    named(booth, TOLD).click()
    assert [said for said in read_out(booth) if "dòng 2, 3" in said]
    booth.leave()
    begin(booth)
    booth._to_review()
    assert not [said for said in read_out(booth) if "dòng 2, 3" in said]


def test_many_blank_rows_are_counted_and_not_named(qapp: object) -> None:
    made = Booth(paper(24), after=lambda _milliseconds, then: then())
    begin(made)
    made._to_review()
    assert "Có 24 dòng để trống trong 24 dòng." in visible_texts(made)
    made.leave()
