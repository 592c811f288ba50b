"""Khắc phục: the plan with one line a shortcoming, and the list of those who are left after the meeting."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop import remedies, sessions
from desktop.ui.pages.leaves import Leaves
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.remedies.dialog import RemedyDialog
from desktop.ui.pages.remedies.rows import ITEMS, LEFT, ItemRow, LeftRow, summary
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import ask
from meeting.remedy import RemedyState
from meeting.season import Session, SessionState

_NEXT: Final = {
    RemedyState.PLANNED: RemedyState.DOING,
    RemedyState.DOING: RemedyState.DONE,
    RemedyState.DONE: RemedyState.PLANNED,
}
_TEACHING: Final = (
    "Trang này giữ kế hoạch khắc phục sau kiểm điểm: mỗi dòng là một hạn chế, khuyết điểm với biện pháp, "
    "người chịu trách nhiệm, thời hạn. Năm sau, chương trình lấy từ đây số khuyết điểm đã khắc phục."
)
_NOBODY: Final = "Không còn đồng chí nào chưa được kiểm điểm, xếp loại."
_NOT_YET: Final = "Danh sách này có sau khi hội nghị chi bộ kết thúc."


class RemediesPage(Page):
    """Space goes on with the state of an item: not begun, under way, done."""

    page_id = "khac-phuc"
    title = "Khắc phục"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.items: Roster[ItemRow] = Roster("Kế hoạch khắc phục", ITEMS, {"space"})
        self.items.setObjectName("items")
        self.left: Roster[LeftRow] = Roster("Chưa kiểm điểm, xếp loại", LEFT)
        self.left.setObjectName("left-over")
        self.tabs = Leaves("Kế hoạch và người còn lại")
        self.count = words(role="quiet", wrap=False)
        self.told, self.what = words(), words()
        self.edit_button = button("Sửa…", "edit-item", self.edit)
        self.drop_button = button("Bỏ…", "drop-item", self.drop)
        self.go_on = button("Đổi kết quả", "go-on", self._go_on)
        self.fetch_button = button("Lấy từ kiểm điểm…", "fetch", self.fetch)
        self.plan = button("Lập hội nghị bổ sung…", "plan-supplement", self.ask_supplement)
        self.unplan = button("Bỏ hội nghị bổ sung", "drop-supplement", self.drop_supplement, "quiet")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Show the plan and the list as the book has them."""
        if not self.desk.ready:
            return
        today, season = self.desk.clock().date(), self.desk.season
        rows = [
            ItemRow(one, remedies.subject_name(season, one.subject), one.late(today))
            for one in season.remedies
        ]
        self.items.set_rows(rows)
        self.count.setText(summary(rows, today))
        waiting = len(remedies.suggested(self.desk))
        self.fetch_button.setEnabled(waiting > 0)
        self.fetch_button.setText(f"Lấy từ kiểm điểm ({waiting})…" if waiting else "Lấy từ kiểm điểm…")
        self._show_item(self.items.record())
        self._show_left()

    def next_step(self) -> NextStep | None:
        """Fill the plan from the reviews; then go on to the papers."""
        if not self.desk.ready:
            return None
        if remedies.suggested(self.desk) and not self.desk.season.remedies:
            return NextStep("Lấy hạn chế, khuyết điểm từ kiểm điểm", self.fetch)
        return NextStep("Thêm mục cần khắc phục", self.add)

    def add(self) -> None:
        """Ask for a new item."""
        RemedyDialog(self, self.desk, None).begin()

    def edit(self) -> None:
        """Show the chosen item."""
        if (chosen := self.items.record()) is not None:
            RemedyDialog(self, self.desk, chosen.item).begin()

    def drop(self) -> None:
        """Ask whether the chosen item goes off the plan."""
        chosen = self.items.record()
        if chosen is None:
            return
        question = "Bỏ mục này khỏi kế hoạch khắc phục?"
        meaning = f"“{chosen.item.shortcoming}”. Lịch sử của sổ vẫn ghi rằng mục này đã có."
        ask(self, question, meaning, "Bỏ khỏi kế hoạch", lambda: self._drop(chosen), danger=True)

    def fetch(self) -> None:
        """Ask whether the shortcomings named in the reviews go into the plan."""
        found = remedies.suggested(self.desk)
        if not found:
            return
        season = self.desk.season
        shown = [f"• {remedies.subject_name(season, one.subject)}: {one.shortcoming}" for one in found[:6]]
        more = f"\n… và {len(found) - 6} mục nữa." if len(found) > len(shown) else ""
        question = f"Đưa {len(found)} hạn chế, khuyết điểm vào kế hoạch?"
        meaning = "\n".join(shown) + more
        ask(self, question, meaning, "Đưa vào kế hoạch", self._fetch)

    def ask_supplement(self) -> None:
        """Ask before a supplementary branch meeting is planned for those who wait."""
        season = self.desk.season
        names = [season.member(one).name for one in sessions.waiting_for_supplement(self.desk)]
        if not names:
            return
        ask(
            self,
            "Lập hội nghị chi bộ bổ sung?",
            f"Hội nghị này kiểm điểm, bỏ phiếu và xếp loại: {', '.join(names)}. Kết quả đã có của các "
            "đồng chí khác giữ nguyên; hồ sơ có thêm biên bản của hội nghị bổ sung.",
            "Lập hội nghị",
            self._plan,
        )

    def drop_supplement(self) -> None:
        """Take away the supplementary meeting that is planned and not opened."""
        planned = self._planned()
        if planned is not None:
            self.context.attempt(lambda: sessions.drop_supplement(self.desk, planned.id))

    def _plan(self) -> None:
        made: list[str] = []
        if self.context.attempt(lambda: made.append(sessions.plan_supplement(self.desk))):
            self.context.navigate.emit(f"hop:{made[0]}")

    def _planned(self) -> Session | None:
        """The supplementary meeting that is not opened yet."""
        found = (s for s in self.desk.season.sessions if s.supplementary)
        return next((s for s in found if s.state is SessionState.PLANNED), None)

    def _fetch(self) -> None:
        self.context.attempt(lambda: remedies.add_remedies(self.desk, remedies.suggested(self.desk)))

    def _drop(self, chosen: ItemRow) -> None:
        self.context.attempt(lambda: remedies.drop_remedy(self.desk, chosen.item))

    def _go_on(self) -> None:
        chosen = self.items.record()
        if chosen is not None:
            state = _NEXT[chosen.item.state]
            self.context.attempt(lambda: remedies.set_remedied(self.desk, chosen.item, state))

    def _show_item(self, chosen: ItemRow | None) -> None:
        for each in (self.edit_button, self.drop_button, self.go_on):
            each.setEnabled(chosen is not None)
        self.told.setText(chosen.told if chosen is not None else _TEACHING)

    def _show_left(self) -> None:
        season = self.desk.season
        found = remedies.not_yet_rated(self.desk)
        self.left.set_rows([LeftRow(season.member(one.member).name, one.why, one.what) for one in found])
        self.plan.setEnabled(bool(sessions.waiting_for_supplement(self.desk)))
        self.unplan.setHidden(self._planned() is None)
        branch = season.branch_session
        over = branch is not None and branch.state is SessionState.CLOSED
        self.tabs.setTabText(1, f"&2  Chưa kiểm điểm, xếp loại ({len(found)})" if over else self._left_name)
        if not found:
            self.what.setText(_NOBODY if over else _NOT_YET)
        else:
            self._show_what(self.left.record())

    def _show_what(self, chosen: LeftRow | None) -> None:
        if chosen is not None:
            self.what.setText(f"{chosen.name}: {chosen.why} {chosen.what}")

    _left_name = "&2  Chưa kiểm điểm, xếp loại"

    def _connect(self) -> None:
        self.items.chosen.connect(self._show_item)
        self.items.opened.connect(lambda _row: self.edit())
        self.items.pressed_key.connect(lambda _row, _key: self._go_on())
        self.left.chosen.connect(self._show_what)
        everywhere = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ins"), self, self.add, context=everywhere)
        QShortcut(QKeySequence("Del"), self.items, self.drop, context=everywhere)

    def _lay_out(self) -> None:
        tools = row(
            button("Thêm…", "add-item", self.add),
            self.edit_button,
            self.drop_button,
            self.go_on,
            None,
            words("Phím cách: đổi kết quả", "quiet", wrap=False),
            self.fetch_button,
        )
        self.tabs.add("&1  Kế hoạch khắc phục", tools, self.items, self.told)
        self.tabs.add(self._left_name, row(self.plan, self.unplan, None), self.left, self.what)
        title = row(words(self.title, "title", wrap=False), None, self.count)
        whole = column(title, self.tabs, spacing=SPACE.medium)
        whole.setStretch(1, 1)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        self.setLayout(whole)
