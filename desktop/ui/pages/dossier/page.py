"""The page of the dossier: the papers at the left, the chosen one at the right, the export as next step."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.paper_status import State
from desktop.ui.pages.dossier.bundle import Bundle
from desktop.ui.pages.dossier.copies import Copies
from desktop.ui.pages.dossier.filling import Filling
from desktop.ui.pages.dossier.menus import fill_in, of_bundle, to_files
from desktop.ui.pages.dossier.one_paper import OnePaper
from desktop.ui.pages.dossier.preview import Preview
from desktop.ui.pages.dossier.rows import Row, collected, dossier_rows
from desktop.ui.pages.dossier.work import Work
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import button, card, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column, JobBar
from forms.paper_forms import INDEX

COLUMNS = (
    Column[Row](
        "Văn bản",
        lambda r: r.title,
        is_name=True,
        hint=lambda r: " – ".join(filter(None, (r.title, r.clause))),
    ),
    Column[Row]("Trạng thái", lambda r: r.state.value, hint=lambda r: r.status.sentence),
)
_LEAST = 12
"""Lines of the preview that are always to be seen."""

_LEAD = (
    "Chọn một văn bản để xem, in hoặc ký. “Xuất hồ sơ” ký mọi văn bản của các hội nghị đã xong và gói lại; "
    "văn bản đã ký không sửa được nữa."
)
_EMPTY = "Mỗi hội nghị kết thúc thì có văn bản của hội nghị đó ở đây. Chọn một dòng để xem còn thiếu gì."
_OUTDATED = (
    "! {count} văn bản đã cũ: dữ liệu đổi sau khi ký. Đồng chí bấm “Xuất hồ sơ” để ký bản mới; bản cũ được "
    "giữ trong thư mục “ban-cu”."
)
_LEFT = frozenset({State.SIGNED, State.SENT})


class DossierPage(Page):
    """Papers, preview, export."""

    page_id = "ho-so"
    title = "Hồ sơ nộp"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: tuple[str, bytes] = ("", b"")
        self._lead, self.heading, self.standing = words(_EMPTY), words(role="heading"), words()
        self.standing.setObjectName("standing")
        self.roster: Roster[Row] = Roster("Các văn bản của hồ sơ", COLUMNS)
        self.roster.setObjectName("papers")
        self.preview, self.bar = Preview(), JobBar()
        self.work = Work(context, self.bar)
        self.copies = Copies(self.work)
        self.one_paper = OnePaper(self.work, self.copies)
        self.bundle = Bundle(self, self.work, self._say_done)
        self._where = words()
        self.done = card(
            words("Đã xuất hồ sơ", "heading"),
            self._where,
            row(button("Mở thư mục", "open-folder", self.bundle.open_folder), None),
        )
        self.done.hide()
        self.menus = (
            fill_in(Filling(self, self.work)),
            to_files(self.copies),
            of_bundle(self.bundle, self._ask_sent),
        )
        self._lay_out()
        self.roster.chosen.connect(self._show)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The papers in the list, without its headings."""
        return self.roster.people.records()

    def reload(self) -> None:
        """Show the papers as they stand."""
        idle = self.work.job is None
        for menu in self.menus:
            menu.setEnabled(idle)
        if idle:
            found = self.work.found = collected(self.desk, self.work.found)
            self.roster.set_rows(dossier_rows(self.desk, found))
            outdated = sum(one.state is State.OUTDATED for one in self.rows)
            lead = _LEAD if found else _EMPTY
            self._lead.setText(_OUTDATED.format(count=outdated) if outdated else lead)
        self._show(self.roster.record())

    def next_step(self) -> NextStep | None:
        """Sign and export what is ready; once all is signed, write down that it was handed in; then go on."""
        if self.work.job is not None:
            return NextStep("Xuất hồ sơ", self.bundle.ask_export, "Đang ghi hoặc ký văn bản.")
        ready = [one for one in self.rows if one.file]
        whole = any(one.form == INDEX for one in ready)
        if whole and all(one.state is State.SENT for one in ready):
            return NextStep("Sang khắc phục", lambda: self.context.navigate.emit("khac-phuc"))
        if whole and all(one.state in _LEFT for one in ready):
            return NextStep("Đánh dấu đã nộp", self._ask_sent)
        why_not = "" if ready else "Chưa có hội nghị nào kết thúc nên chưa có văn bản để xuất."
        return NextStep("Xuất hồ sơ", self.bundle.ask_export, why_not)

    def _ask_sent(self) -> None:
        self.bundle.ask_sent(self.rows, self.roster.record())

    def _lay_out(self) -> None:
        left = column(self.roster, self.done, row(*self.menus, None), spacing=SPACE.medium)
        left.setStretch(0, 1)
        right = column(self.heading, self.standing, self.one_paper, self.preview)
        right.setStretch(3, 1)
        self.preview.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)
        body = row(left, right, spacing=SPACE.large)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        inside.setSpacing(SPACE.medium)
        inside.addWidget(words(self.title, "title", wrap=False))
        inside.addWidget(self._lead)
        inside.addWidget(self.bar)
        inside.addLayout(body, 1)

    def _show(self, chosen: Row | None) -> None:
        self.heading.setText("" if chosen is None else chosen.title)
        self.standing.setText("" if chosen is None else _standing(chosen))
        self.one_paper.show_row(chosen)
        if chosen is None or chosen.paper is None or self.work.job is not None:
            self._shown = ("", b"")
            self.preview.say("" if chosen is None else _no_page(chosen))
            return
        paper = chosen.paper
        if self._shown == (paper.document_id, paper.data):
            return
        if self.context.attempt(lambda: self.preview.show_pdf(paper.pdf())):
            self._shown = (paper.document_id, paper.data)

    def _say_done(self, sentence: str) -> None:
        self._where.setText(sentence)
        self.done.show()


def _standing(chosen: Row) -> str:
    """The state and what is behind it; “Đã ký: …” says the state already."""
    sign, _, state = chosen.state.value.partition(" ")
    sentence = chosen.status.sentence
    return f"{sign} {sentence}" if sentence.startswith(state) else f"{sign} {state}. {sentence}"


def _no_page(chosen: Row) -> str:
    """Why there is nothing to look at."""
    if chosen.paper is not None:
        return "Đang ghi hoặc ký văn bản; xong thì xem tiếp được."
    if chosen.by_member:
        return "Văn bản này mỗi đảng viên một tờ; bấm nút phía trên để ghi tệp in."
    return "Chưa có trang nào để xem trước."
