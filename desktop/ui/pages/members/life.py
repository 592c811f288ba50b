"""The first leaf: who the person is, and the dates that decide who votes and who is rated."""

from datetime import date
from typing import Any

from desktop import wording
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, day_text, need_text, read_day, read_day_or_none
from meeting.season import Member, Structure, Unit

_NEVER = date.min


class LifeLeaf:
    """Name, birth, admission, group, post, job."""

    title = "1  Lý lịch"

    def __init__(self, unit: Unit) -> None:
        self.form = Form(2)
        self.name = self.form.line("name", "Họ và tên", span=2)
        self.born = self.form.day("born", "Ngày sinh")
        self.job = self.form.line("job", "Chức vụ, công việc chuyên môn")
        self.admitted = self.form.day("admitted", "Ngày vào Đảng (kết nạp)")
        self.official = self.form.day("official", "Ngày chính thức", "Để trống nếu còn dự bị.")
        self.post = self.form.choice("post", "Chức vụ trong chi bộ", wording.POSTS.items())
        groups = [("", "Chưa xếp vào tổ nào"), *((group, group) for group in unit.groups)]
        self.group = self.form.choice("group", "Tổ đảng", groups)
        self.form.set_shown("group", shown=unit.structure is Structure.TO_DANG)
        self._groups = ("", *unit.groups)

    def show(self, member: Member) -> None:
        """Show the facts of a person on the roll."""
        self.name.setText(member.name)
        self.job.setText(member.job)
        for field, day in (
            (self.born, member.born),
            (self.admitted, member.admitted),
            (self.official, member.official),
        ):
            field.setText(day_text(day))
        self.post.set_value(member.post)
        self.group.set_value(member.group if member.group in self._groups else "")

    def read(self, reading: Reading) -> dict[str, Any]:
        """The facts as typed."""
        born = reading.take("born", lambda: read_day(self.born.text()), _NEVER)
        admitted = reading.take("admitted", lambda: read_day(self.admitted.text()), date.max)
        official = reading.take("official", lambda: read_day_or_none(self.official.text()), None)
        early = "born" not in reading.errors and admitted <= born
        reading.refuse("admitted", "Ngày vào Đảng phải sau ngày sinh.", when=early)
        before = official is not None and "admitted" not in reading.errors and official < admitted
        reading.refuse("official", "Ngày chính thức không thể trước ngày vào Đảng.", when=before)
        return {
            "name": reading.take("name", lambda: need_text(self.name.text(), "họ và tên"), ""),
            "job": clean(self.job.text()),
            "born": born,
            "admitted": admitted,
            "official": official,
            "post": self.post.value(),
            "group": self.group.value(),
        }
