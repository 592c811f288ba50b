"""The small pieces, each by what its user sees and does."""

from dataclasses import dataclass
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.theme import DARK, Theme, apply_theme
from desktop.ui.widgets import (
    CapCard,
    CapView,
    Column,
    EmptyPage,
    JobBar,
    LevelPicker,
    NextStepBar,
    Notice,
    NoticeKind,
    PeopleModel,
    PeopleTable,
    RailStep,
    Report,
    Sentence,
    StackedBar,
    StepRail,
    StepState,
    VoteBar,
    ask,
    fold,
    run_in_background,
)
from meeting.level import Level

from .conftest import Picture


@dataclass(frozen=True)
class Person:
    name: str
    born: int


COLUMNS = (
    Column[Person]("Họ và tên", lambda p: p.name, is_name=True),
    Column[Person]("Năm sinh", lambda p: str(p.born), sort=lambda p: p.born, is_number=True),
)
PEOPLE = [
    Person("Trần Đình Bảo", 1971),
    Person("Võ Thị Ân", 1969),
    Person("Lê Văn Ăn", 1980),
    Person("Đỗ Minh An", 1990),
    Person("Nguyễn Thị Dũng", 1975),
    Person("Lê Thị Đức", 1966),
    Person("An Văn Bảo", 1988),
]
STEPS = (
    RailStep("unit", "Đơn vị, quy định", StepState.DONE, "Chuẩn bị"),
    RailStep("reviews", "Bản kiểm điểm", StepState.IN_WORK, "Chuẩn bị", hint="19/22 đã nộp"),
    RailStep("papers", "Hồ sơ trước họp", StepState.ATTENTION, "Chuẩn bị"),
    RailStep("branch", "Chi bộ", StepState.RUNNING, "Hội nghị"),
    RailStep("committee", "Chi ủy", StepState.NOT_BEGUN, "Hội nghị", locked="mở sau hội nghị chi bộ"),
)


def names(table: PeopleTable[Person]) -> list[str]:
    return [person.name.rpartition(" ")[2] for person in table.shown()]


def test_people_sort_by_given_name_then_by_the_rest(qtbot: QtBot) -> None:
    table = PeopleTable("Đảng viên", COLUMNS)
    qtbot.addWidget(table)
    table.set_rows(PEOPLE)
    assert names(table) == ["An", "Ăn", "Ân", "Bảo", "Bảo", "Dũng", "Đức"]
    assert [p.name for p in table.shown() if p.name.endswith("Bảo")] == ["An Văn Bảo", "Trần Đình Bảo"]
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [p.born for p in table.shown()] == sorted((p.born for p in PEOPLE), reverse=True)


def test_search_needs_no_diacritics_and_says_when_nobody_fits(qtbot: QtBot) -> None:
    table = PeopleTable("Đảng viên", COLUMNS)
    qtbot.addWidget(table)
    table.set_rows(PEOPLE)
    table.show()
    qtbot.keyClicks(table.search, "dinh tran")
    assert [p.name for p in table.shown()] == ["Trần Đình Bảo"]
    table.search.setText("Đức")
    assert names(table) == ["Đức"]
    table.search.setText("zzz")
    assert table.shown() == []
    assert any(
        "Không có ai khớp" in label.text() and label.isVisible() for label in table.findChildren(QLabel)
    )


@pytest.mark.parametrize(("text", "plain"), [("ĐẶNG Thị Ước", "dang thi uoc"), ("Ỷ", "y"), ("", "")])
def test_fold(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_people_model_keeps_the_promises_of_qt(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = PeopleModel(COLUMNS)
    model.set_rows(PEOPLE)
    qtmodeltester.check(model, force_py=True)


def test_enter_opens_the_record_that_is_seen(qtbot: QtBot) -> None:
    table = PeopleTable("Đảng viên", COLUMNS)
    qtbot.addWidget(table)
    table.set_rows(PEOPLE)
    table.show()
    table.view.setCurrentIndex(table.order.index(1, 0))
    with qtbot.waitSignal(table.opened, timeout=30000) as caught:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert caught.args == [PEOPLE[2]]
    assert table.record() == PEOPLE[2]


def test_words_of_the_rail_wrap_where_they_have_no_room(qtbot: QtBot) -> None:
    """Nothing is cut: a title or a hint that is too long for one line makes its step taller."""
    rail = StepRail()
    qtbot.addWidget(rail)
    long = "sau chi bộ – đơn vị tự đặt trong chương trình"
    rail.set_steps([
        RailStep("a", "Chi ủy", StepState.DONE, hint="xong"),
        RailStep("b", "Chi ủy", StepState.DONE, hint=long),
        RailStep("c", long, StepState.DONE, hint="xong"),
    ])  # fmt: skip
    rail.show()

    def heights(width: int) -> list[int]:
        rail.setFixedSize(width, 600)
        QApplication.processEvents()
        return [rail.visualRect(rail.model().index(row, 0)).height() for row in range(3)]

    short, *wrapped = heights(200)
    assert all(one >= short + rail.fontMetrics().height() * 0.8 for one in wrapped)
    assert len(set(heights(600))) == 1


def test_rail_says_states_in_words_and_signals_only_the_user(qtbot: QtBot) -> None:
    rail = StepRail()
    qtbot.addWidget(rail)
    seen: list[str] = []
    rail.step_chosen.connect(seen.append)
    rail.set_steps(STEPS)
    rail.show()
    model = rail.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Bản kiểm điểm, 19/22 đã nộp, đang làm" in said
    assert "Chi ủy, chưa bắt đầu, mở sau hội nghị chi bộ" in said
    assert seen == []
    rail.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert seen == ["unit", "reviews"]
    rail.set_steps(STEPS)
    assert (rail.current(), seen) == ("reviews", ["unit", "reviews"])
    rail.select("committee")
    assert rail.current() == "reviews"


def test_next_step_is_one_button_and_a_blocked_one_says_why(qtbot: QtBot) -> None:
    bar = NextStepBar()
    qtbot.addWidget(bar)
    bar.set_quiet([("back", "Về điểm danh")])
    bar.set_step("Đóng hòm phiếu", blocked="Còn 3 đồng chí chưa bỏ phiếu")
    bar.show()
    assert not bar.button.isEnabled()
    assert any(label.text() == "Còn 3 đồng chí chưa bỏ phiếu" for label in bar.findChildren(QLabel))
    bar.set_step("Đóng hòm phiếu")
    with qtbot.waitSignal(bar.triggered, timeout=30000):
        qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    quiet = bar.findChild(QPushButton, "quiet-back")
    assert isinstance(quiet, QPushButton)
    with qtbot.waitSignal(bar.quiet_triggered, timeout=30000) as caught:
        qtbot.mouseClick(quiet, Qt.MouseButton.LeftButton)
    assert caught.args == ["back"]


def test_the_next_step_is_taken_once_however_it_is_pressed(qtbot: QtBot) -> None:
    """Enter is as good as Space; a double click or a held key is one step, for the next one is another."""
    taken: list[int] = []
    bar = NextStepBar()
    qtbot.addWidget(bar)
    bar.triggered.connect(lambda: taken.append(1))
    bar.set_step("Mở hòm phiếu")
    bar.show()
    qtbot.keyClick(bar.button, Qt.Key.Key_Return)
    assert len(taken) == 1
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(bar.button, held)
    assert len(taken) == 1
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)  # what Qt makes of a double click: this,
    qtbot.mouseDClick(bar.button, Qt.MouseButton.LeftButton)  # then this
    assert len(taken) == 2


def test_notice_is_one_sentence_with_what_where_and_what_to_do(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say(
        NoticeKind.ERROR,
        Sentence("Chưa đọc được ngày sinh", "dòng 7", "Đồng chí sửa lại rồi nhập tiếp"),
        "Mở tệp",
    )
    assert notice.isVisible()
    assert notice.text() == "Chưa đọc được ngày sinh (dòng 7). Đồng chí sửa lại rồi nhập tiếp."
    assert notice.accessibleName().startswith("Chưa làm được: Chưa đọc được")
    notice.clear()
    assert (notice.isVisible(), notice.text()) == (False, "")


def test_level_picker_by_key_and_by_button(qtbot: QtBot) -> None:
    picker = LevelPicker("Mức tự nhận")
    qtbot.addWidget(picker)
    picker.set_bars({Level.HTXSNV: "Không đủ điều kiện (mục 6)."})
    seen: list[Level | None] = []
    picker.level_changed.connect(seen.append)
    picker.show()
    picker.setFocus()
    qtbot.keyClick(picker, "2")
    button = picker.findChild(QPushButton, "level-HTXSNV")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(picker, "0")
    assert seen == [Level.HTTNV, Level.HTXSNV, None]
    picker.set_level(Level.HTNV)
    assert (picker.level(), len(seen)) == (Level.HTNV, 3)


def test_bar_and_cap_say_their_numbers() -> None:
    bar = StackedBar()
    bar.set_votes(VoteBar((3, 12, 1, 0), blank=2, base=21, needed=11))
    assert bar.accessibleName() == "3 phiếu HTXSNV, 12 phiếu HTTNV, 1 phiếu HTNV, 2 phiếu trống; cần 11 phiếu"
    assert CapView("", 4, 5, "", "").words == "Vượt 1 trường hợp so với tối đa 4"
    assert CapView("", 4, 4, "", "").words == "Đã có 4, tối đa 4 – vừa đủ"


def test_question_has_verbs_and_a_dangerous_one_leads_back(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    done: list[str] = []
    dialog = ask(
        parent,
        "Hủy hòm phiếu?",
        "Phiếu trong hòm sẽ không được kiểm.",
        "Hủy hòm phiếu",
        lambda: done.append("yes"),
        danger=True,
    )
    yes, no = (dialog.findChild(QPushButton, name) for name in ("yes", "no"))
    assert isinstance(yes, QPushButton)
    assert isinstance(no, QPushButton)
    assert (yes.text(), no.isDefault()) == ("Hủy hòm phiếu", True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert done == []
    dialog = ask(
        parent, "Đóng hòm phiếu?", "Không ai bỏ thêm được nữa.", "Đóng hòm phiếu", lambda: done.append("yes")
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert done == ["yes"]


def test_background_brings_progress_and_the_outcome_home(qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    outcome: list[int] = []

    def work(report: Report) -> int:
        report(1, 2, "tờ một")
        return 42

    job = run_in_background(work, outcome.append, pytest.fail, lambda *step: steps.append(step))
    with qtbot.waitSignal(job.ended, timeout=30000):
        pass
    assert (steps, outcome) == ([(1, 2, "tờ một")], [42])


def test_background_brings_an_error_home(qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work(_report: Report) -> None:
        raise OSError("đĩa đầy")

    job = run_in_background(work, lambda _none: pytest.fail("no"), errors.append)
    with qtbot.waitSignal(job.ended, timeout=30000):
        pass
    assert str(errors[0]) == "đĩa đầy"


def test_a_cancelled_job_stops_and_calls_nobody(qtbot: QtBot) -> None:
    go, bar = Event(), JobBar()
    qtbot.addWidget(bar)

    def work(report: Report) -> None:
        go.wait(5)
        report(1, 1)
        pytest.fail("the report lets a cancelled job go on")

    job = run_in_background(work, lambda _none: pytest.fail("done"), lambda error: pytest.fail(str(error)))
    bar.watch(job, "Đang xuất hồ sơ")
    stop = bar.findChild(QPushButton, "stop-job")
    assert isinstance(stop, QPushButton)
    with qtbot.waitSignal(job.ended, timeout=30000):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
        go.set()
    assert not bar.isVisible()


def sample_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    rail = StepRail()
    rail.set_steps(STEPS)
    rail.select("branch")
    rail.setMinimumHeight(260)
    notice = Notice()
    notice.say(
        NoticeKind.WARNING,
        Sentence("Tổ đảng số 3 chưa họp", "Phần II.2.1 (1)", "Đồng chí ghi nhận hội nghị tổ trước"),
        "Mở hội nghị tổ",
    )
    bar = StackedBar()
    bar.set_votes(VoteBar((3, 12, 1, 0), blank=2, base=21, needed=11))
    cap = CapCard()
    cap.set_cap(
        CapView("Hoàn thành xuất sắc nhiệm vụ", 4, 5, "20% × 21 = 4,2 → 4", "khoản 3 Điều 12"),
        lambda n: "trong mức tối đa" if n <= 4 else f"vượt {n - 4} đồng chí",
    )
    table = PeopleTable("Đảng viên", COLUMNS)
    table.set_rows(PEOPLE)
    step = NextStepBar()
    step.set_quiet([("back", "Về điểm danh")])
    step.set_step("Kết luận, sang đồng chí tiếp theo", "Còn 15 đồng chí chưa kiểm điểm")
    picker = LevelPicker("Mức tự nhận")
    picker.set_level(Level.HTTNV)
    for widget in (rail, notice, bar, cap, picker, table, step):
        column.addWidget(widget)
    page.resize(820, 1250)
    return page


@pytest.mark.parametrize("theme", [Theme(), Theme(DARK), Theme(scale=1.5)], ids=["light", "dark", "large"])
def test_every_control_has_a_name(qtbot: QtBot, qapp: QApplication, picture: Picture, theme: Theme) -> None:
    apply_theme(qapp, theme)
    page = sample_page()
    empty = EmptyPage(
        "Chưa có đảng viên nào",
        "Danh sách đảng viên là gốc của mọi bước sau.",
        "Nhập danh sách",
        "Điền chi bộ mẫu",
    )
    for widget in (page, empty):
        qtbot.addWidget(widget)
        widget.show()
    picture(page, f"widgets-{'dark' if theme.colours is DARK else 'light'}-{theme.scale}")
    picture(empty, f"empty-{'dark' if theme.colours is DARK else 'light'}-{theme.scale}")
    for widget in (*page.findChildren(QWidget), *empty.findChildren(QWidget)):
        focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and focusable and not widget.objectName().startswith("qt_spinbox"):
            face = QAccessible.queryAccessibleInterface(widget)
            assert face.text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [400, 900, 1400])
def test_an_empty_page_shows_all_of_its_wrapped_text(
    qtbot: QtBot, qapp: QApplication, picture: Picture, scale: float, width: int
) -> None:
    apply_theme(qapp, Theme(scale=scale))
    empty = EmptyPage(
        "Chưa có đảng viên nào trong danh sách của chi bộ",
        "Danh sách đảng viên là gốc của mọi bước sau: điểm danh, kiểm điểm, bỏ phiếu và văn bản đều lấy từ đây. "
        "Đồng chí nhập danh sách một lần rồi cập nhật mỗi năm.",
        "Nhập danh sách",
        "Điền chi bộ mẫu",
    )
    qtbot.addWidget(empty)
    empty.resize(width, 300)
    empty.show()
    qapp.processEvents()
    picture(empty, f"empty-wrapped-{scale}-{width}")
    labels = empty.findChildren(QLabel)
    assert [label.height() >= label.heightForWidth(label.width()) for label in labels] == [True, True]
    assert empty.button.mapTo(empty, empty.button.rect().bottomLeft()).y() < empty.height()
