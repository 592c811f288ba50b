"""The second leaf: how the person takes part in Party life, and the leading post at work."""

from typing import Any

from desktop import wording
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import read_day_or_none
from meeting.season import Leader, Member


class WorkLeaf:
    """Status, leading post, head of the unit."""

    title = "2  Công tác"

    def __init__(self) -> None:
        self.form = Form(2)
        self.status = self.form.choice(
            "status", "Tình trạng sinh hoạt đảng", wording.STATUSES.items(), span=2
        )
        self.leader = self.form.choice("leader", "Chức vụ lãnh đạo, quản lý", wording.LEADERS.items(), span=2)
        self.since = self.form.day("leader_since", "Giữ chức vụ này từ ngày", "Để trống nếu đã giữ lâu.")
        self.head = self.form.tick("head", "Là người đứng đầu cơ quan, đơn vị", span=2)
        self.new = self.form.tick("head_newly_arrived", "Mới về đứng đầu đơn vị trong năm nay", span=2)
        self.form.edited.connect(self._fit)
        self._fit()

    def show(self, member: Member) -> None:
        """Show the facts of a person on the roll."""
        self.status.set_value(member.status)
        self.leader.set_value(member.leader)
        self.since.setText(f"{member.leader_since:%d/%m/%Y}" if member.leader_since else "")
        self.head.setChecked(member.head)
        self.new.setChecked(member.head_newly_arrived)
        self._fit()

    def read(self, reading: Reading) -> dict[str, Any]:
        """The facts as typed."""
        leads = self.leader.value() is not Leader.NONE
        since = (
            reading.take("leader_since", lambda: read_day_or_none(self.since.text()), None) if leads else None
        )
        return {
            "status": self.status.value(),
            "leader": self.leader.value(),
            "leader_since": since,
            "head": self.head.isChecked(),
            "head_newly_arrived": self.head.isChecked() and self.new.isChecked(),
        }

    def _fit(self) -> None:
        self.form.set_shown("leader_since", shown=self.leader.value() is not Leader.NONE)
        self.form.set_shown("head_newly_arrived", shown=self.head.isChecked())
