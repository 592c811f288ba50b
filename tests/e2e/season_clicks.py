"""A secretary's evening in real windows: the sample season clicked and typed through, from the start on.

Arguments: a folder to work in, the scenario that says who came and how everyone voted. Leaves the book, the
dossier and pictures of every page there, and prints the results as JSON on its last line.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

import desktop.ui.booth.booth as booth_module
from desktop.rehearsal import ballots
from desktop.scenario import Scenario, read_scenario
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot.holders import CODE
from desktop.ui.shell.window import Shell
from desktop.ui.widgets.step_rail import KEY
from meeting.results import results_document
from meeting.season import ItemState, SessionKind

LEFT = Qt.MouseButton.LeftButton
PASSPHRASE = "mat khau cua khoa ky"
LONGEST = 120_000
SETTLED = 250


def lines(roster: QWidget) -> list[Any]:
    """The records of a list, as they stand on the screen."""
    model = roster.people  # type: ignore[attr-defined]
    return [model.record(row) for row in range(model.rowCount())]


class Evening:
    """What a person at the laptop does: look for something to press, press it, type."""

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self.folder, self.scenario = folder, scenario
        self.slips: list[dict[str, str]] = []
        self.pictures = folder / "man-hinh"
        self.pictures.mkdir(parents=True)
        self.shell = Shell(folder / "tuy-chon.json", folder / "mau")
        self.shell.resize(1366, 768)
        self.shell.show()
        QTest.qWaitForWindowExposed(self.shell)

    # -- seeing and pressing

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the windows work until something is so; fail when it takes too long."""
        waited = QElapsedTimer()
        waited.start()
        while not condition() and waited.elapsed() < LONGEST:
            QTest.qWait(10)
        if not condition():
            self.shell.grab().save(str(self.pictures / "loi.png"))
            raise AssertionError(f"never happened: {what}")

    def seen(self, name: str, inside: QWidget | None = None) -> QWidget:
        """The visible widget with this name, as soon as it is there."""

        def found() -> list[QWidget]:
            return [w for w in (inside or self.page).findChildren(QWidget, name) if w.isVisible()]

        self.until(lambda: bool(found()), f"{name} to be seen")
        return found()[0]

    def press(self, widget: QWidget) -> None:
        assert widget.isEnabled(), widget.objectName()
        QTest.mouseClick(widget, LEFT)
        QApplication.processEvents()

    def press_named(self, name: str) -> None:
        self.press(self.seen(name))

    def press_text(self, window: QWidget, text: str) -> None:
        buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        self.press(next(b for b in buttons if b.text().replace("&", "").startswith(text)))

    def dialog_yes(self) -> None:
        """Agree to what the program asks."""
        self.until(lambda: self.dialog() is not None, "a question")
        dialog = self.dialog()
        assert dialog is not None
        self.press(self.seen("yes", dialog))

    def dialog(self) -> QDialog | None:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        inside = [w for w in self.shell.findChildren(QDialog) if w.isVisible()]
        return next(iter([*shown, *inside]), None)

    @property
    def workspace(self) -> QWidget:
        assert self.shell.workspace is not None
        return self.shell.workspace

    @property
    def page(self) -> QWidget:
        page = self.shell.workspace.page if self.shell.workspace else None
        assert page is not None
        return page

    @property
    def desk(self) -> object:
        assert self.shell.workspace is not None
        return self.shell.workspace.context.desk

    def next_step(self, label: str) -> None:
        """Press the one next step, which must say this."""
        button = self.seen("next-step", self.workspace)
        assert isinstance(button, QAbstractButton)
        self.until(lambda: button.text().replace("&", "").startswith(label), f"{label}, not {button.text()}")
        self.until(button.isEnabled, f"{label} to be possible")
        self.press(button)

    def picture(self, name: str) -> None:
        QTest.qWait(SETTLED)
        window = QApplication.activeWindow() or self.shell
        window.grab().save(str(self.pictures / f"{name}.png"))

    def go(self, page_id: str) -> None:
        """Press a step of the path."""
        rail = self.shell.workspace.rail  # type: ignore[union-attr]
        for row in range(rail.model().rowCount()):
            index = rail.model().index(row, 0)
            if index.data(KEY) == page_id:
                rail.scrollTo(index)
                QTest.mouseClick(rail.viewport(), LEFT, pos=rail.visualRect(index).center())
        QApplication.processEvents()
        assert self.shell.workspace.page.page_id == page_id  # type: ignore[union-attr]

    def row(self, name: str, row: int) -> None:
        """Press a row of a list."""
        roster = self.seen(name)
        index = roster.model().index(row, 1)  # type: ignore[attr-defined]
        roster.scrollTo(index)  # type: ignore[attr-defined]
        spot: QPoint = roster.visualRect(index).center()  # type: ignore[attr-defined]
        QTest.mouseClick(roster.viewport(), LEFT, pos=spot)  # type: ignore[attr-defined]
        QApplication.processEvents()

    # -- the evening

    def hold(self) -> None:
        """Everything, from the first click to the dossier."""
        self.picture("01-mo-dau")
        self.press_text(self.shell, "Mở chi bộ mẫu")
        self.look_around()
        for session in self.desk.season.sessions:  # type: ignore[attr-defined]
            self.hold_session(session.id)
        self.go("ket-qua")
        self.picture("40-ket-qua")
        self.export()

    def look_around(self) -> None:
        for number, page_id in enumerate(("don-vi", "quy-dinh", "thanh-vien", "ban-kiem-diem", "truoc-hop")):
            if page_id == "quy-dinh":
                self.shell.workspace.go(page_id)  # type: ignore[union-attr]
            else:
                self.go(page_id)
            self.picture(f"0{number + 2}-{page_id}")

    def hold_session(self, session_id: str) -> None:
        self.go(f"hop:{session_id}")
        self.call_roll(session_id)
        self.next_step("Mở hội nghị")
        session = self.desk.season.session(session_id)  # type: ignore[attr-defined]
        for number, item in enumerate(session.items):
            self.tab(1)
            self.row("agenda", number)
            self.press_named("start-item")
            if item.key == "kiem_diem":
                self.review(session_id)
            if item.key == "kiem_diem_tap_the":
                self.review_collective()
            if item.key == "bo_phieu":
                self.vote()
                self.go(f"hop:{session_id}")
            self.tab(1)
            self.row("agenda", number)
            self.press_named("close-item")
        self.tab(3)
        self.picture(f"1-{session_id.replace(':', '-')}-bien-ban")
        QTest.keyClicks(self.seen("conclusion-of-session"), "Nhat tri voi ket qua")
        self.next_step("Kết thúc hội nghị")
        self.dialog_yes()
        done = self.desk.season.session(session_id).items  # type: ignore[attr-defined]
        assert all(item.state is ItemState.DONE for item in done)

    def tab(self, number: int) -> None:
        """Turn to a part of the meeting's page by its key."""
        self.page.tabs.setCurrentIndex(number)  # type: ignore[attr-defined]
        QApplication.processEvents()

    def call_roll(self, session_id: str) -> None:
        """One key a person, by what the scenario says of who came."""
        roster = self.seen("roll-call")
        people = [line.member.id for line in lines(roster)]
        for number, member in enumerate(people):
            self.row("roll-call", number)
            attendance = self.scenario.attendance[member]
            if attendance.present:
                QTest.keyClick(roster, Qt.Key.Key_Space)
            elif attendance.accepted:
                QTest.keyClick(roster, Qt.Key.Key_L)
            QApplication.processEvents()
        self.picture(f"1-{session_id.replace(':', '-')}-diem-danh")

    def review(self, session_id: str) -> None:
        """Conclude everyone who is reviewed here."""
        session = self.desk.season.session(session_id)  # type: ignore[attr-defined]
        if session.kind is SessionKind.CHI_BO:
            return  # with groups the branch hears the groups' reports
        self.tab(2)
        roster = self.seen("reviews")
        people = [line.id for line in lines(roster)]
        for number, member in enumerate(people):
            if member in self.scenario.reviewed:
                self.row("reviews", number)
                field = self.seen("conclusion")
                QTest.keyClicks(field, "Nhat tri")
                self.next_step("Kết luận, sang đồng chí tiếp")
        self.picture(f"1-{session_id.replace(':', '-')}-kiem-diem")

    def review_collective(self) -> None:
        self.tab(2)
        roster = self.seen("reviews")
        people = [line.id for line in lines(roster)]
        self.row("reviews", people.index("chi_uy"))
        self.next_step("Kết luận, sang đồng chí tiếp")

    def vote(self) -> None:
        """The whole ballot: decision, codes, rehearsal, every voter in the booth, closing, counting."""
        self.go("bo-phieu")
        self.picture("30-hinh-thuc")
        self.next_step("")
        self.picture("31-chuan-bi")
        self.next_step("")
        self.write_down_codes()
        self.prove_codes()
        self.until(lambda: "Mở hòm" in self.seen("next-step", self.workspace).text(), "the box ready")  # type: ignore[attr-defined]
        self.next_step("Mở hòm phiếu")
        self.picture("33-ban-bo-phieu")
        self.let_everyone_vote()
        self.close_and_count()

    def write_down_codes(self) -> None:
        """Everyone's codes are uncovered, written on paper, covered again."""
        while any(w.isVisible() for w in self.page.findChildren(QWidget, "reveal")):
            self.press_named("reveal")
            self.slips.append(self.slip())
            self.picture(f"32-ma-{len(self.slips)}")
            self.press_named("reveal")
            self.next_step("")

    def slip(self) -> dict[str, str]:
        """What one person copies: the meaning and the code of every line."""
        lines = self.page.memory.secrets[0].lines  # type: ignore[attr-defined]
        labels = [self.seen(f"secret-{number}") for number in range(1, len(lines) + 1)]
        shown = [label.text().replace(" ", "") for label in labels if isinstance(label, QLabel)]
        return dict(zip((meaning for meaning, _code in lines), shown, strict=True))

    def prove_codes(self) -> None:
        """One person after another retypes what is on the paper."""
        for number, slip in enumerate(self.slips, 1):
            self.picture(f"32-thu-ma-{number}")
            self.type_codes(list(slip.values()))
            self.next_step("Gõ xong" if number < len(self.slips) else "Thử mã")

    def type_codes(self, codes: list[str]) -> None:
        for number, code in enumerate(codes, 1):
            field = self.seen(f"code-{number}")
            self.press(field)
            QTest.keyClicks(field, code)

    def let_everyone_vote(self) -> None:
        roster = self.seen("voters")
        voters = [line for line in lines(roster) if line.present]
        subjects = [*self.scenario.votes, "chi_bo", "chi_uy"]
        for voter, choices in zip(voters, ballots(self.scenario, subjects), strict=True):
            self.row("voters", voter.number - 1)
            self.press_named("invite")
            self.mark(choices, first=voter is voters[0])

    def mark(self, choices: tuple[int, ...], *, first: bool) -> None:
        """One voter alone before the screen, with the number keys."""
        booth = self.booth()
        self.until(booth.isVisible, "the booth")
        self.press_text(booth, "Bắt đầu bỏ phiếu")
        for choice in choices:
            QTest.keyClicks(booth.focusWidget() or booth, str(choice))
            QTest.keyClick(booth.focusWidget() or booth, Qt.Key.Key_Right)
        if first:
            self.picture("34-xem-lai-phieu")
        self.until(lambda: booth.may_cast, "the review to be read")
        QTest.keyClick(booth.focusWidget() or booth, Qt.Key.Key_Return)
        self.until(lambda: not booth.isVisible(), "the desk again")

    def booth(self) -> Booth:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Booth) and w.isVisible())

    def close_and_count(self) -> None:
        self.next_step("Sang đóng hòm phiếu")
        field = self.seen("signatures")
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, str(self.scenario.valid))
        for name in ("confirm-1", "confirm-2"):
            box = self.seen(name)
            QTest.keyClick(box, Qt.Key.Key_Space)
        self.picture("35-dong-hom")
        self.next_step("Đóng hòm phiếu")
        self.dialog_yes()
        QTest.keyClick(self.seen("torn"), Qt.Key.Key_Space)
        self.picture("36-da-dong-hom")
        self.next_step("Sang kiểm phiếu")
        self.type_codes([slip[CODE] for slip in self.slips if CODE in slip][:2])
        self.picture("36-kiem-phieu")
        self.next_step("Kiểm phiếu")
        self.next_step("Về hội nghị")

    def export(self) -> None:
        self.go("ho-so")
        self.picture("41-ho-so")
        self.next_step("Xuất hồ sơ")
        self.until(lambda: self.dialog() is not None, "the question for the passphrase")
        dialog = self.dialog()
        assert dialog is not None
        for field in dialog.findChildren(QLineEdit):
            if field.isVisible() and field.echoMode() is QLineEdit.EchoMode.Password:
                QTest.keyClicks(field, PASSPHRASE)
        folder = self.seen("folder", dialog)
        assert isinstance(folder, QLineEdit)
        folder.setText(str(self.folder / "ho-so"))
        self.picture("42-mat-khau")
        self.press(self.seen("yes", dialog))
        self.until(lambda: any((self.folder / "ho-so").glob("*.zip")), "the bundle")
        self.until(lambda: "ho-so" in self.page.page_id, "the page again")  # type: ignore[attr-defined]
        self.picture("43-da-xuat")


def main() -> None:
    folder, scenario = Path(sys.argv[1]), read_scenario(Path(sys.argv[2]))
    booth_module.DONE_SHOWN = booth_module.READING = 0  # type: ignore[misc]
    app = QApplication(sys.argv[:1])
    evening = Evening(folder, scenario)
    evening.hold()
    desk = evening.desk
    results = results_document(desk.season, desk.verdict)  # type: ignore[attr-defined]
    evening.shell.close()
    app.quit()
    print(json.dumps(results, ensure_ascii=False))


if __name__ == "__main__":
    main()
