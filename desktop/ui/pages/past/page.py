"""Các năm, khen thưởng: five earlier years of everyone, and who may be commended for years in a row."""

from pathlib import Path

from PySide6.QtWidgets import QSpinBox, QWidget

from db.errors import PassphraseNeeded, WrongPassphrase
from desktop import past_years, reratings
from desktop.past_years import Earlier, PersonYears
from desktop.ui.pages.autosave import Autosave
from desktop.ui.pages.book_passphrase import UnlockDialog
from desktop.ui.pages.leaves import Leaves
from desktop.ui.pages.page import EXPECTED, Context, NextStep, Page
from desktop.ui.pages.past.charts import Charts
from desktop.ui.pages.past.dialog import YearsDialog
from desktop.ui.pages.past.rows import CHAINS, ChainRow, year_columns
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.rerating import RerateDialog
from desktop.ui.pages.roster import Roster
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column, ask
from meeting.past import BRANCH

_LEGEND = (
    "* giấy khen của cấp ủy cơ sở   ** được khen nhiều năm liền. Enter: nhập các năm của đồng chí đang chọn."
)


class PastPage(Page):
    """Entered by hand, or taken from the book of an earlier year after a look at it."""

    page_id = "khen-thuong"
    title = "Các năm, khen thưởng"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.files = Files()
        self.people: Roster[PersonYears] = Roster("Mức xếp loại các năm", self._columns())
        self.people.setObjectName("years")
        self.chains: Roster[ChainRow] = Roster("Xét khen thưởng nhiều năm liền", CHAINS)
        self.chains.setObjectName("chains")
        self.charts = Charts()
        self.tabs = Leaves("Các năm và khen thưởng")
        self.verdict, self.told = words(), words(role="quiet")
        self.base, self.legend = QSpinBox(), words(_LEGEND, "quiet")
        self.autosave = Autosave(self._keep_base, self)
        self.edit_button = button("Nhập các năm…", "edit-years", self.edit)
        self.again_button = button("Xếp loại lại…", "rerate", self.rate_again)
        self._lay_out()
        self.people.chosen.connect(self._enable)
        self.people.opened.connect(lambda _row: self.edit())
        self.chains.chosen.connect(self._show_chain)
        self.base.valueChanged.connect(lambda _value: self.autosave.touch())
        self.base.editingFinished.connect(self.autosave.flush)

    def reload(self) -> None:
        """Show the years and the verdict as the book has them."""
        if not self.desk.ready:
            return
        self.people.people.columns = self._columns()  # the year of the season may have been corrected
        self.people.set_rows(past_years.history(self.desk))
        self._enable(self.people.record())
        verdict, season = past_years.awards(self.desk), self.desk.season
        self.charts.show_charts(past_years.comparisons(self.desk))
        self.chains.set_rows([ChainRow(season.member(one.member).name, one) for one in verdict.chains])
        self.verdict.setText("\n".join(filter(None, (verdict.sentence, verdict.branch_sentence))))
        self._show_chain(self.chains.record())
        if not self.autosave.dirty:
            blocked = self.base.blockSignals(True)  # noqa: FBT003 - Qt's own way
            self.base.setValue(past_years.base_members(self.desk))
            self.base.blockSignals(blocked)

    def _columns(self) -> tuple[Column[PersonYears], ...]:
        if not self.desk.ready:
            return year_columns(0, ())
        season = self.desk.season
        return year_columns(season.year, past_years.earlier_years(season))

    def next_step(self) -> NextStep | None:
        """Take over the book of last year, the quickest way to fill the table."""
        return NextStep("Lấy từ sổ năm trước", self.ask_book)

    def leave(self) -> bool:
        """Bring what is typed into the book."""
        self.base.interpretText()
        self.autosave.flush()
        return not self.autosave.dirty

    def edit(self) -> None:
        """Ask for the earlier years of the chosen member."""
        if (chosen := self.people.record()) is not None:
            YearsDialog(self, self.desk, chosen.member.id, f"đồng chí {chosen.member.name}").begin()

    def edit_branch(self) -> None:
        """Ask for the earlier years of the branch itself."""
        YearsDialog(self, self.desk, BRANCH, "chi bộ").begin()

    def rate_again(self) -> None:
        """Ask for the re-rating of a year of the chosen member."""
        if (chosen := self.people.record()) is not None and reratings.rerateable(self.desk, chosen.member.id):
            RerateDialog(self, self.desk, chosen.member.id, chosen.member.name).begin()

    def _enable(self, chosen: PersonYears | None) -> None:
        self.edit_button.setEnabled(chosen is not None)
        may = chosen is not None and bool(reratings.rerateable(self.desk, chosen.member.id))
        self.again_button.setEnabled(may)
        told = reratings.told(self.desk, chosen.member.id) if chosen is not None else ()
        self.legend.setText("\n".join((*told, _LEGEND)))

    def ask_book(self) -> None:
        """Ask for an earlier book and show what it gives."""
        path = self.files.book_to_open(self, "Chọn sổ của năm trước", "Xem sổ")
        if path is not None:
            self.show_book(path)

    def show_book(self, path: Path) -> None:
        """Show what an earlier book says; it is kept only when the user says so."""
        try:
            self._show_earlier(past_years.look_at_earlier(self.desk, path))
        except (PassphraseNeeded, WrongPassphrase):
            UnlockDialog(self, path.name, lambda passphrase: self._unlock(path, passphrase))
        except EXPECTED as error:
            self.context.notice.emit("error", str(error))

    def _unlock(self, path: Path, passphrase: str) -> str:
        try:
            found = past_years.look_at_earlier(self.desk, path, passphrase)
        except EXPECTED as error:
            return str(error)
        self._show_earlier(found)
        return ""

    def _show_earlier(self, found: Earlier) -> None:
        if not found.years and not found.faults:
            words = f"Sổ “{found.file}” không có kết quả năm {found.year} của đồng chí nào trong sổ này."
            self.context.notice.emit("warning", words)
            return
        question = f"Lấy kết quả năm {found.year} từ sổ “{found.file}”?"
        ask(self, question, _meaning(found), "Ghi vào sổ", lambda: self._take(found))

    def _take(self, found: Earlier) -> None:
        self.context.attempt(lambda: past_years.take_earlier(self.desk, found))

    def _keep_base(self) -> bool:
        return self.context.attempt(lambda: past_years.set_base_members(self.desk, self.base.value()))

    def _show_chain(self, chosen: ChainRow | None) -> None:
        self.told.setText(f"{chosen.name}: {chosen.chain.sentence}" if chosen is not None else "")

    def _lay_out(self) -> None:
        self.base.setRange(0, 99999)
        self.base.setSpecialValueText("chưa khai")
        self.base.setObjectName("base-members")
        self.base.setAccessibleName("Số đảng viên của đảng bộ, chi bộ cơ sở")
        self.base.setMinimumHeight(round(self.fontMetrics().height() * 1.9))
        ask_base = words("Số đảng viên của đảng bộ (chi bộ) cơ sở:", wrap=False)
        ask_base.setBuddy(self.base)
        book = button("Lấy từ sổ năm trước…", "take-book", self.ask_book)
        own = button("Các năm của chi bộ…", "branch-years", self.edit_branch)
        tools = row(self.edit_button, own, self.again_button, book, None)
        self.tabs.add("&1  Mức các năm", tools, self.people, self.legend)
        self.tabs.add("&2  Khen thưởng", self.verdict, row(ask_base, self.base, None), self.chains, self.told)
        self.tabs.add("&3  Biểu đồ", self.charts)
        whole = column(words(self.title, "title"), self.tabs, spacing=SPACE.medium)
        whole.setStretch(1, 1)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        self.setLayout(whole)


def _meaning(found: Earlier) -> str:
    people = sum(one.member != BRANCH for one in found.years)
    own = " và của chi bộ" if people < len(found.years) else ""
    told = [f"Mức xếp loại của {people} đồng chí{own}. Sổ ấy chỉ được đọc, không bị thay đổi."]
    if found.faults:
        fixed = sum(one.fixed for one in found.faults.values())
        named = sum(one.named for one in found.faults.values())
        told.append(f"Lấy cả số khuyết điểm kỳ trước đã khắc phục: {fixed}/{named}.")
    if found.unknown:
        told.append(f"Không có trong sổ ấy: {', '.join(found.unknown)}.")
    return " ".join(told)
