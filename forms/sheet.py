"""The sheet under the text: page numbers, QR code with caption, bookmarks, the mark of a rehearsal."""

from dataclasses import dataclass
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from forms import fonts, qr
from forms.layout import MM, Layout

REHEARSAL: Final = "TẬP DƯỢT"
_REHEARSAL_NOTE: Final = "Văn bản tập dượt, không có giá trị"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is printed outside the text block of every page."""

    mark: qr.PaperMark
    name: str
    rehearsal: bool


class PaperCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps its pages until their number is known (for "trang x/y" and the QR codes)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheets: list[dict[str, Any]] = []
        self.layout: Layout | None = None
        self.stamp: Stamp | None = None
        self.headings: tuple[tuple[str, int, float], ...] = ()

    def note_heading(self, text: str, level: int, height: float) -> None:
        """Remember a heading of the page in work; it becomes a bookmark when the page is written."""
        self.headings = (*self.headings, (text, level, height))

    def showPage(self) -> None:  # noqa: N802
        """Put the finished page aside."""
        self._sheets.append(dict(self.__dict__))
        self._startPage()
        self.headings = ()

    def save(self) -> None:
        """Write all pages, each with what stands outside its text block."""
        sheets = self._sheets
        serial = 0
        for page, sheet in enumerate(sheets, 1):
            self.__dict__.update(sheet)
            self._sheets = sheets
            serial = self._bookmarks(serial)
            self._furnish(page, len(sheets))
            super().showPage()
        super().save()

    def _bookmarks(self, serial: int) -> int:
        for text, level, height in self.headings:
            key = f"h{serial}"
            self.bookmarkHorizontal(key, 0, height)
            self.addOutlineEntry(text, key, level=level - 1)
            serial += 1
        return serial

    def _furnish(self, page: int, pages: int) -> None:
        layout, stamp = self.layout, self.stamp
        if layout is None or stamp is None:
            raise ValueError("the canvas was not told its layout and stamp")
        if page > 1:
            self._page_number(page, layout)
        _corner(self, layout, stamp, page, pages)
        if stamp.rehearsal:
            _rehearsal_mark(self, layout)

    def _page_number(self, page: int, layout: Layout) -> None:
        """Centred in the top margin from page 2 (HD 36-HD/VPTW 2018, ô số 15)."""
        size = layout.sizes.page_number
        paper_width, paper_height = self._pagesize
        self.setFont(fonts.UPRIGHT, size)
        text_left, text_right = layout.page.left * MM, paper_width - layout.page.right * MM
        height = paper_height - layout.page.number_from_edge * MM - size * 0.7
        self.drawCentredString((text_left + text_right) / 2, height, str(page))


def _corner(canvas: Canvas, layout: Layout, stamp: Stamp, page: int, pages: int) -> None:
    """Draw the QR code in the bottom left corner, outside the text block, and its caption beside it."""
    place, mark = layout.qr, stamp.mark
    qr.draw(canvas, mark.text(page, pages), place.left * MM, place.bottom * MM, place.size * MM)
    digest = mark.digest.hex()
    paper = f"{stamp.name} · năm {mark.season} · tài liệu {mark.document} · sổ {mark.book}"
    lines = (f"{paper} · trang {page}/{pages}", f"SHA-256 của dữ liệu đính kèm: {digest}")
    canvas.setFont(fonts.UPRIGHT, place.caption)
    canvas.setFillGray(0)
    left, height = layout.page.left * MM, (place.bottom + 5) * MM
    for line in lines:
        canvas.drawString(left, height, line)
        height -= place.caption * 1.3


def _rehearsal_mark(canvas: Canvas, layout: Layout) -> None:
    """Say in the top margin of every page that this is no real paper; the right corner stays free."""
    height = canvas._pagesize[1] - 13 * MM  # noqa: SLF001
    canvas.setFillGray(0)
    canvas.setFont(fonts.BOLD, 12)
    canvas.drawString(layout.page.left * MM, height, REHEARSAL)
    after = fonts.width(REHEARSAL, fonts.BOLD, 12) + 6
    canvas.setFont(fonts.ITALIC, 10)
    canvas.drawString(layout.page.left * MM + after, height, _REHEARSAL_NOTE)


def watermark(canvas: Canvas) -> None:
    """Draw "TẬP DƯỢT" in large grey letters across the sheet, under the text."""
    paper_width, paper_height = canvas._pagesize  # noqa: SLF001
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, 96)
    canvas.translate(paper_width / 2, paper_height / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, -30, REHEARSAL)
    canvas.restoreState()
