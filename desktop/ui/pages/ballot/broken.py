"""The file of the box cannot be read: what to try, and the way to a new round."""

from db.ballot_box import BoxError, VoidReason
from desktop import voting
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import card, row, words


class BrokenStep(Step):
    """Says what is wrong with the file; it may be looked for again, or the round is given up as damaged."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Không mở được tệp hòm phiếu",
            "Chương trình chưa đổi gì trong tệp. Đồng chí xem thư mục hòm phiếu có còn nằm cạnh sổ không và "
            "máy có đang mở sổ này ở cửa sổ khác không, rồi thử lại.",
        )
        self._why = words()
        again = StartOver(context, memory, VoidReason.DAMAGED)
        self.fill(card(self._why, words(f"Tệp: {self._file()}", "quiet")), row(again, None), None)
        self.reload()

    def reload(self) -> None:
        """Say what is wrong now."""
        try:
            voting.box_of(self.desk)
        except BoxError as error:
            self._why.setText(str(error))

    def next_step(self) -> NextStep | None:
        """Try once more."""
        return NextStep("Thử mở lại", self.go_on)

    def _file(self) -> str:
        return str(self.desk.boxes / self.desk.season.ballot.box)
