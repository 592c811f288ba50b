"""A whole ballot of twelve voters in real windows by the keyboard alone, at twice the text size.

Arguments: a folder to work in, a scenario. The sessions before the ballot are held by the use cases; from
the meeting's decision to the count every step is a key. Prints the results as JSON on its last line.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import desktop.ui.booth.booth as booth_module
from desktop import rehearsal, sessions
from desktop.desk import Desk
from desktop.rehearsal import ballots
from desktop.scenario import Scenario, read_scenario
from desktop.ui.pages.ballot.holders import CODE
from desktop.ui.shell.preferences import Preferences, save_preferences
from meeting.results import results_document
from tests.e2e.season_clicks import Evening, lines

FARTHEST = 60
"""Presses of Tab after which a control counts as out of reach."""


class Keyboard(Evening):
    """The same evening without a mouse."""

    def press(self, widget: QWidget) -> None:
        raise AssertionError(f"the mouse on {widget.objectName()}")

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)
        QApplication.processEvents()

    def reach(self, name: str) -> QWidget:
        """Press Tab until the control with this name has the focus."""
        for _ in range(FARTHEST):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return focused
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} cannot be reached by Tab")

    def next_step(self, label: str) -> None:
        button = self.seen("next-step", self.workspace)
        self.until(lambda: button.text().replace("&", "").startswith(label), label)  # type: ignore[attr-defined]
        self.until(button.isEnabled, f"{label} to be possible")
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def dialog_yes(self) -> None:
        self.until(lambda: self.dialog() is not None, "a question")
        self.reach("yes")
        self.key(Qt.Key.Key_Space)
        self.shell.activateWindow()  # as a window manager does; the test's screen has none

    def write_down_codes(self) -> None:
        while any(w.isVisible() for w in self.page.findChildren(QWidget, "reveal")):
            self.reach("reveal")
            self.key(Qt.Key.Key_Space)
            self.slips.append(self.slip())
            self.picture(f"ma-{len(self.slips)}")
            self.key(Qt.Key.Key_Space)
            self.next_step("")

    def type_codes(self, codes: list[str]) -> None:
        for number, code in enumerate(codes, 1):
            QTest.keyClicks(self.reach(f"code-{number}"), code)

    def let_everyone_vote(self) -> None:
        voters = [line for line in lines(self.seen("voters")) if line.present]
        columns = ballots(self.scenario, list(self.subjects))
        for number, (_voter, choices) in enumerate(zip(voters, columns, strict=True)):
            self.reach("voters")
            self.key(Qt.Key.Key_Return)
            self.mark_by_keys(choices, first=number == 0)

    def mark_by_keys(self, choices: tuple[int, ...], *, first: bool) -> None:
        booth = self.booth()
        self.until(booth.isActiveWindow, "the booth")
        QTest.keyClick(booth.focusWidget() or booth, Qt.Key.Key_Return)
        for place, choice in enumerate(choices):
            QTest.keyClicks(booth.focusWidget() or booth, str(choice))
            if first and place == 0:
                self.picture("phieu")
            QTest.keyClick(booth.focusWidget() or booth, Qt.Key.Key_Return)
        if first:
            self.picture("xem-lai")
        self.until(lambda: booth.may_cast, "the review to be read")
        QTest.keyClick(booth.focusWidget() or booth, Qt.Key.Key_Return)
        self.until(lambda: not booth.isVisible(), "the desk again")

    def close_and_count(self) -> None:
        self.next_step("Sang đóng hòm phiếu")
        field = self.reach("signatures")
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, str(self.scenario.valid))
        for name in ("confirm-1", "confirm-2"):
            self.reach(name)
            self.key(Qt.Key.Key_Space)
        self.picture("dong-hom")
        self.next_step("Đóng hòm phiếu")
        self.dialog_yes()
        self.reach("torn")
        self.key(Qt.Key.Key_Space)
        self.picture("da-dong")
        self.next_step("Sang kiểm phiếu")
        self.picture("kiem-phieu")
        self.type_codes([slip[CODE] for slip in self.slips if CODE in slip])
        self.next_step("Kiểm phiếu")
        self.picture("da-kiem")

    def hold_ballot(self) -> None:
        """From the decision to the count."""
        self.shell.workspace.go("bo-phieu")  # type: ignore[union-attr]
        self.picture("hinh-thuc")
        self.next_step("")
        self.picture("chuan-bi")
        self.subjects = [*self.scenario.votes, "chi_bo", "chi_uy"]
        self.next_step("")
        self.write_down_codes()
        self.prove_codes()
        self.picture("mo-hom")
        self.next_step("Mở hòm phiếu")
        self.picture("ban-bo-phieu")
        self.let_everyone_vote()
        self.close_and_count()


def up_to_the_ballot(path: Path, scenario: Scenario) -> None:
    """Hold what comes before the ballot."""
    with Desk.create(path, rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:
        rehearsal.prepare(desk, scenario)
        rehearsal.play_until(desk, scenario, "chi_bo", "bo_phieu")
        sessions.start_item(desk, "chi_bo", "bo_phieu")


def main() -> None:
    folder, scenario = Path(sys.argv[1]), read_scenario(Path(sys.argv[2]))
    booth_module.DONE_SHOWN = booth_module.READING = 0  # type: ignore[misc]
    app = QApplication(sys.argv[:1])
    folder.mkdir()
    up_to_the_ballot(folder / "so.chibo", scenario)
    save_preferences(folder / "tuy-chon.json", Preferences(scale=2.0))
    evening = Keyboard(folder, scenario)
    evening.shell.open_book(folder / "so.chibo")
    evening.shell.activateWindow()
    evening.hold_ballot()
    desk = evening.desk
    print(json.dumps(results_document(desk.season, desk.verdict), ensure_ascii=False))  # type: ignore[attr-defined]
    app.quit()


if __name__ == "__main__":
    main()
