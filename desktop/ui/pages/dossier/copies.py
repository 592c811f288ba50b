"""Files to work with, none of them signed: copies to edit, the papers of each member, clean papers."""

from collections.abc import Callable
from pathlib import Path

from desktop import dossier, drafts, signatures
from desktop.drafts import Gathered, Progress, Remark
from desktop.ui.pages.dossier.work import Work
from desktop.ui.widgets import Report

Write = Callable[[Gathered, Path, Progress, Remark], tuple[Path, ...]]


class Copies:
    """Each kind is written beside the window, into a folder of its own that is named afterwards."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def write_drafts(self) -> None:
        """Word and Excel copies of every paper, and the papers that people finish."""
        self._start(drafts.write_drafts, drafts.DRAFTS, "Đang ghi bản để sửa")

    def write_members(self) -> None:
        """Review form, residence sheet, receipt … of every member."""
        self._start(drafts.write_members, drafts.MEMBERS, "Đang ghi giấy tờ từng đảng viên")

    def write_clean(self) -> None:
        """Unsigned papers, to be signed with another program."""
        found = self._work.context.obtain(lambda: dossier.collect(self._work.desk))
        if found is None:
            return
        folder = self._work.folder

        def work(_report: Report) -> tuple[Path, ...]:
            return signatures.write_unsigned(found, folder)

        def say(written: tuple[Path, ...]) -> None:
            self._work.say(
                "info", f"{len(written)} văn bản chưa ký nằm trong {folder / signatures.UNSIGNED}."
            )

        self._work.start("Đang ghi bản sạch", work, say)

    def _start(self, write: Write, where: str, title: str) -> None:
        desk = self._work.desk
        found = self._work.context.obtain(lambda: drafts.gather(desk))
        if found is None:
            return
        folder, remarks = drafts.folder_of(desk), list[str]()

        def work(report: Report) -> tuple[Path, ...]:
            return write(found, folder, lambda done, steps: report(done, steps, "văn bản"), remarks.append)

        def say(written: tuple[Path, ...]) -> None:
            told = f"Đã ghi {len(written)} tệp vào thư mục {folder / where}."
            self._work.say("warning" if remarks else "info", " ".join([told, *remarks]))

        self._work.start(title, work, say)
