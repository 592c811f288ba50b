"""Ballots to be printed for a vote on paper: one grid, no Party title, no signature, no two told apart.

Every copy is the same: no QR code, no number, no attached data. One round marks all levels at once; in two
rounds the first marks levels 2 to 4 and the second agrees or not to the top level.
"""

from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from forms import blocks, fonts
from forms.archive import archive
from forms.document import Align, Column, Para, Row, Table
from forms.ending import Ending
from forms.errors import FormsError
from forms.layout import MM, Layout, load
from forms.sheet import REHEARSAL, watermark
from forms.table import table
from meeting.ballot import BallotPaper, Contest

AUTHOR: Final = "chibo"
_NAME_SHARE: Final = 54
_MARK_SHARE: Final = 22
_LAST_ROWS: Final = 4
"""The height of rows, in lines of text, that a sheet has at least above the words on what is valid."""


class Ballot(StrEnum):
    """Which ballot: all levels at once, or the first or the second of two rounds."""

    ONE_ROUND = "mot-vong"
    FIRST = "vong-1"
    SECOND = "vong-2"


_MARK: Final = "Mỗi dòng đánh một dấu X vào đúng một ô. Không ghi tên, không ký tên."
_VALID: Final = (
    "- Phiếu hợp lệ: do Tổ kiểm phiếu phát, không có tên, chữ ký hay dấu hiệu nhận ra người bỏ phiếu.\n"
    "- Dòng không đánh dấu, hoặc đánh từ hai ô trở lên, tính là để trống; các dòng khác vẫn tính.\n"
    "- Quy ước này do hội nghị thông qua trước khi phát phiếu."
)
_SUBTITLES: Final = {
    Ballot.ONE_ROUND: "",
    Ballot.FIRST: "Vòng 1: các mức 2, 3, 4",
    Ballot.SECOND: "Vòng 2: đồng ý hoặc không đồng ý mức cao nhất",
}


def ballot_pdf(paper: BallotPaper, ballot: Ballot, layout_id: str) -> bytes:
    """Return one ballot as an unsigned PDF/A-3b without data; the same ballot is the same bytes."""
    if not paper.contests:
        raise FormsError("Không có ai trên phiếu nên chưa in được; đồng chí xem lại danh sách được xếp loại.")
    fonts.typeface()
    layout = load(layout_id)
    out = BytesIO()
    template = _template(paper, layout, out)
    template.build(_story(paper, ballot, layout, template.width))
    return archive(out.getvalue(), None, fonts.clean(paper.title))


def _template(paper: BallotPaper, layout: Layout, out: BytesIO) -> BaseDocTemplate:
    page = layout.page
    size = page.width * MM, page.height * MM
    edge = page.right * MM
    frame = Frame(edge, page.bottom * MM, size[0] - 2 * edge, size[1] - 2 * page.top * MM, *(0, 0, 0, 0))
    under = _rehearsal if paper.rehearsal else _plain
    return BaseDocTemplate(
        out,
        pagesize=size,
        leftMargin=edge,
        rightMargin=edge,
        pageTemplates=[PageTemplate("page", [frame], onPage=under, pagesize=size)],
        title=fonts.clean(paper.title),
        author=AUTHOR,
        creator=AUTHOR,
        producer=AUTHOR,
        lang="vi-VN",
        invariant=1,
        initialFontName=fonts.UPRIGHT,
    )


def _plain(canvas: Any, template: Any) -> None:
    if template.page > 1:
        canvas.setFont(fonts.UPRIGHT, 12)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 10 * MM, f"Tờ {template.page}")  # noqa: SLF001


def _rehearsal(canvas: Any, template: Any) -> None:
    watermark(canvas)
    _plain(canvas, template)


def _story(paper: BallotPaper, ballot: Ballot, layout: Layout, width: float) -> list[Flowable]:
    title = f"{paper.title}{f' (lần {paper.round})' if paper.round > 1 else ''}".upper()
    lines = [title, _SUBTITLES[ballot], f"{REHEARSAL}: phiếu không có giá trị" if paper.rehearsal else ""]
    closing = [
        part
        for text in _VALID.split("\n")
        for part in blocks.para(Para(text, align=Align.LEFT, small=True), layout)
    ]
    return [
        _line(paper.unit.upper(), layout, Align.LEFT, fonts.BOLD, layout.sizes.body),
        Spacer(0, layout.spacing.leading),
        *(_line(text, layout, Align.CENTRE, fonts.BOLD, layout.sizes.text) for text in lines if text),
        _line(_MARK, layout, Align.CENTRE, fonts.ITALIC, layout.sizes.note),
        Ending([], table(grid(paper, ballot), layout, width), closing, _LAST_ROWS * layout.spacing.leading),
    ]


def _line(text: str, layout: Layout, align: Align, font: str, size: float) -> Paragraph:
    return Paragraph(escape(fonts.clean(text)), blocks.style(layout, font=font, size=size, align=align))


def grid(paper: BallotPaper, ballot: Ballot) -> Table:
    """Return the rows to be marked: members and collectives, a column for each choice, nothing marked."""
    choices = columns_of(paper, ballot)
    columns = (
        Column("TT", 8),
        Column("Họ và tên, chức vụ", _NAME_SHARE, Align.LEFT),
        *(Column(choice, _MARK_SHARE) for choice in choices),
    )
    rows = (
        Row((str(number), _who(contest), *[""] * len(choices)))
        for number, contest in enumerate(paper.contests, 1)
    )
    return Table(columns, tuple(rows))


def columns_of(paper: BallotPaper, ballot: Ballot) -> tuple[str, ...]:
    """Return the choices a row offers."""
    levels = tuple(option.label for option in paper.options)
    return {
        Ballot.ONE_ROUND: levels,
        Ballot.FIRST: levels[1:],
        Ballot.SECOND: (f"Đồng ý: {levels[0]}", "Không đồng ý"),
    }[ballot]


def _who(contest: Contest) -> str:
    return f"{contest.title}\n{contest.caption}" if contest.caption else contest.title


def only(paper: BallotPaper, subjects: frozenset[str]) -> BallotPaper:
    """Return the ballot with these subjects alone, as the second round has it."""
    kept = (contest for contest in paper.contests if contest.subject in subjects)
    return replace(paper, contests=tuple(kept))
