"""The first step: sheet, letters, row of the titles, and what each column is."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSpinBox, QWidget

from desktop.member_list import intake as steps
from desktop.member_list.encodings import Script
from desktop.member_list.fields import TITLES, Field
from desktop.member_list.intake import Intake
from desktop.member_list.words import column_letters
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.member_list.step import Assistant, Step
from desktop.ui.pages.pieces import column, labelled, row, words
from desktop.ui.theme import SPACE

_NOT_TAKEN: Final = "(không lấy cột này)"
_LEAD: Final = (
    "Chương trình đã đoán mỗi cột là gì. Đồng chí xem cột mẫu bên cạnh và chọn lại chỗ chưa đúng; cột không "
    "cần thì để “không lấy”. Số thẻ, số định danh chỉ để đối chiếu, không ghi vào sổ."
)
_LONGEST: Final = 64
_ONLY_LOOKED_AT: Final = frozenset({Field.CARD, Field.CITIZEN})
_WANTED: Final = (Field.BORN, Field.ADMITTED, Field.OFFICIAL)


class ColumnsStep(Step):
    """One line a column: its title, what stands in it, and the field it fills."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant)
        self.kind = words(role="quiet")
        self.sheet: Choice[int] = Choice()
        self.script: Choice[Script] = Choice()
        self.header = QSpinBox()
        self.header.setObjectName("header-row")
        self.fields: list[Choice[Field | None]] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()
        self._lay_out()
        self.first = self.sheet

    def show_intake(self, intake: Intake) -> None:
        """Show the file as it is read now."""
        file = intake.file
        self._say_what_was_found()
        self.sheet.set_options((at, sheet.name) for at, sheet in enumerate(file.sheets))
        self.sheet.set_value(intake.sheet_number)
        self.script.set_options((script, script.value) for script in intake.scripts())
        self.script.set_value(intake.columns.script)
        blocker = QSignalBlocker(self.header)
        self.header.setRange(1, max(len(intake.sheet.rows), 1))
        self.header.setValue(intake.columns.header.first + 1)
        blocker.unblock()
        self._area.setWidget(self._columns(intake))

    def _say_what_was_found(self) -> None:
        file, columns = self.intake.file, self.intake.columns
        found = [
            f"{column_letters(at)} {TITLES[field].partition(' (')[0]}"
            for at, field in enumerate(columns.fields)
            if field is not None and field not in _ONLY_LOOKED_AT
        ]
        lacking = [TITLES[field].partition(" (")[0] for field in _WANTED if not columns.of(field)]
        self.kind.setText(
            f"Tệp {file.kind.value}; chữ được nhận ra là {file.script.value}. "
            f"Sẽ lấy: {', '.join(found) or 'chưa có'}."
            + (f" Không thấy: {', '.join(lacking)}." if lacking else "")
        )

    def _columns(self, intake: Intake) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, SPACE.medium, 0)
        grid.setHorizontalSpacing(SPACE.large)
        self.fields = []
        for at, text in enumerate(("Cột", "Tiêu đề trong tệp", "Vài ô đầu", "Là thông tin gì")):
            grid.addWidget(words(text, "quiet", wrap=False), 0, at)
        for at in range(len(intake.columns.fields)):
            self._add_column(grid, intake, at)
        for at, share in enumerate((0, 4, 4, 4)):
            grid.setColumnStretch(at, share)
        grid.setRowStretch(grid.rowCount(), 1)
        return body

    def _add_column(self, grid: QGridLayout, intake: Intake, at: int) -> None:
        title = intake.columns.header.column_name(at)
        options: list[tuple[Field | None, str]] = [(None, _NOT_TAKEN), *TITLES.items()]
        choice: Choice[Field | None] = Choice(options)
        choice.set_value(intake.columns.fields[at])
        choice.setObjectName(f"column-{at}")
        choice.setAccessibleName(f"Cột {column_letters(at)}, {title}: là thông tin gì")
        choice.chosen.connect(lambda: self._choose(at, choice.value()))
        self.fields.append(choice)
        texts = "; ".join(intake.samples(at))
        for place, text in enumerate((column_letters(at), title, texts)):
            label = words(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", wrap=place > 0)
            label.setToolTip(text if len(text) > _LONGEST else "")
            grid.addWidget(label, at + 1, place)
        grid.addWidget(choice, at + 1, 3)

    def _choose(self, column: int, field: Field | None) -> None:
        self.assistant.change(steps.with_field(self.intake, column, field))
        self._say_what_was_found()

    def _again(self, intake: Intake) -> None:
        self.assistant.change(intake)
        self.show_intake(intake)

    def _connect(self) -> None:
        self.sheet.chosen.connect(lambda: self._again(steps.with_sheet(self.intake, self.sheet.value())))
        self.script.chosen.connect(lambda: self._again(steps.with_script(self.intake, self.script.value())))
        self.header.valueChanged.connect(
            lambda value: self._again(steps.with_header_row(self.intake, value - 1))
        )

    def _lay_out(self) -> None:
        top = row(
            labelled("Trang tính", self.sheet),
            labelled("Chữ Việt trong tệp", self.script),
            labelled("Dòng tiêu đề", self.header),
            spacing=SPACE.large,
        )
        for at, share in enumerate((4, 4, 2)):
            top.setStretch(at, share)
        inside = column(words(_LEAD), top, self.kind, self._area, spacing=SPACE.medium)
        inside.setStretch(3, 1)
        self.setLayout(inside)
