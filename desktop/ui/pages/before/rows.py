"""What the two tables of the page say. No Qt."""

from collections.abc import Callable, Sequence
from typing import Final

from desktop.before import PersonPapers, left_words
from desktop.ui.widgets import Column
from meeting.checklist import Asked, Paper
from meeting.dues import Due, DueState

_SIGNS: Final = {DueState.DONE: "✓", DueState.LATE: "!", DueState.NEAR: "◐", DueState.AHEAD: "○"}

_BESIDE: Final = "Ý kiến của nơi khác, gợi ý của cấp trên: nếu có thì ghi ở trang “Bản kiểm điểm”"


def _what(due: Due) -> str:
    return f"Bắt buộc: {due.what}" if due.binding else due.what


DUES: Final = (
    Column[Due]("Hạn", lambda r: f"{r.day:%d/%m/%Y}", sort=lambda r: r.day),
    Column[Due]("Việc", _what, is_name=True, hint=lambda r: f"{_what(r)} ({r.counted})"),
    Column[Due]("Ai làm", lambda r: r.who or "đơn vị phân công"),
    Column[Due]("Còn lại", lambda r: f"{_SIGNS[r.state]} {left_words(r)}"),
    Column[Due]("Căn cứ", lambda r: r.cite, hint=lambda r: r.counted),
)


def people_columns(asked: Sequence[Asked]) -> tuple[Column[PersonPapers], ...]:
    """The roll with one column a kind of paper."""
    return (
        Column[PersonPapers]("STT", lambda r: str(r.number), sort=lambda r: r.number, is_number=True),
        Column[PersonPapers]("Họ và tên", lambda r: r.member.name, is_name=True, hint=lambda r: r.member.job),
        *(
            Column[PersonPapers](_short(one.title), _cell(at), hint=_told(one))
            for at, one in enumerate(asked)
        ),
        Column[PersonPapers]("Góp ý, gợi ý", lambda r: "; ".join(r.beside) or "–", hint=lambda _: _BESIDE),
    )


def _cell(at: int) -> Callable[[PersonPapers], str]:
    return lambda row: paper_words(row.papers[at])


def _told(one: Asked) -> Callable[[PersonPapers], str]:
    return lambda _row: hint(one)


def _short(title: str) -> str:
    return title.replace("Nhận xét nơi sinh hoạt tạm thời", "Nơi tạm thời").replace("Nhận xét n", "N")


def hint(one: Asked) -> str:
    """What a paper is and where it is asked for."""
    return f"{one.title} ({one.cite})" if one.cite else one.title


def paper_words(paper: Paper) -> str:
    """How it stands with one paper."""
    if paper.there:
        return f"✓ {paper.day:%d/%m}" if paper.day else "✓ đã có"
    return "chưa có" if paper.needed else "–"
