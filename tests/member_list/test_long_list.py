"""A list of 5,000 rows in the assistant: every row can be reached; how long it takes is printed (-s)."""

from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from .files import national, person_40
from .test_assistant import Room, room, sample_book

__all__ = ["room", "sample_book"]
ROWS = 5_000
FAMILY, GIVEN = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"), ("An", "Bình", "Hạnh", "Lan", "Tú")


def people() -> bytes:
    return national(
        [
            person_40(
                at + 1,
                f"{FAMILY[at % 5]} Thị {GIVEN[at // 5 % 5]}",
                f"{at % 28 + 1:02d}/{at // 28 % 12 + 1:02d}/{1950 + at // 336}",
                "03/02/2005" if at % 10 else "2005",
                "03/02/2006",
            )
            for at in range(ROWS)
        ]
    )


class Watch:
    """Says how long each step took, until the window is painted again."""

    def __init__(self) -> None:
        self.at = perf_counter()

    def say(self, what: str) -> None:
        QApplication.processEvents()
        now = perf_counter()
        print(f"{what}: {now - self.at:.3f} s")
        self.at = perf_counter()


def test_5000_rows_are_shown_scrolled_and_decided(room: Room) -> None:
    data = people()
    watch = Watch()
    assistant = room.open(data)
    watch.say("file read, columns shown")
    assistant.next()
    watch.say("rows read and shown")
    roster = assistant.preview.roster
    assert roster.people.rowCount() == ROWS
    bar = roster.verticalScrollBar()
    for step in range(1, 51):
        bar.setValue(bar.maximum() * step // 50)
        QApplication.processEvents()
    watch.say("scrolled from top to bottom in 50 pages")
    roster.choose_row(ROWS - 1)
    assert f"Dòng {ROWS + 7}" in assistant.preview.who.text()
    watch.say("last row chosen")
    for _ in range(20):
        room.bot.keyClick(roster, Qt.Key.Key_Up)
    watch.say("20 rows up by key")
    room.bot.keyClick(assistant.preview.only, Qt.Key.Key_Space)
    assert roster.people.rowCount() == ROWS // 10
    watch.say("only the rows that cannot go in")
    assistant.preview.action.setFocus()
    room.bot.keyClick(assistant.preview.action, Qt.Key.Key_End)
    assert roster.people.rowCount() == ROWS // 10 - 1
    watch.say("one row left out")
