"""The control sheet: a page that names every file of a dossier with its SHA-256, their sum in its QR code.

Its data are the canonical list (RFC 8785); the QR code holds the SHA-256 of the list as every paper's code
holds that of its data. A file may have been signed again since: it then begins with the listed bytes.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle

from forms import canon, fonts
from forms.archive import archive
from forms.errors import FormsError
from forms.layout import MM, Layout, load
from forms.paper_forms import REVIEWS
from forms.qr import PaperMark, book_code
from forms.sheet import PaperCanvas, Stamp, watermark
from forms.text import wrap

FORMAT: Final = "chibo-control-1"
FORM: Final = "phieu_kiem_soat"
FILE: Final = "phieu-kiem-soat.pdf"
CODE: Final = "KS"
DOCUMENT: Final = "KS01"
NAME: Final = "Phiếu kiểm soát hồ sơ"
_NAME: Final = re.compile(rf"(?:{REVIEWS}/)?[0-9A-Za-z][0-9A-Za-z._-]{{0,120}}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SIZE: Final = 10
_DIGEST_SIZE: Final = 7
_NAME_WIDTH: Final = 150
_HOW: Final = (
    "Phiếu này liệt kê các tệp của hồ sơ, dung lượng (byte) và mã SHA-256 của từng tệp lúc lập phiếu. Mã QR "
    "ở góc dưới bên trái ghi mã SHA-256 của chính danh sách này. Kiểm tra cả hồ sơ bằng lệnh “chibo verify” "
    "với thư mục hoặc gói nộp; kiểm tra từng tệp bằng bất kỳ công cụ tính SHA-256 nào. Văn bản được ký thêm "
    "sau khi lập phiếu thì dài hơn, và phần đầu vẫn đúng như phiếu ghi."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the dossier: name, size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str

    def fits(self, content: bytes) -> bool:
        """Tell whether a file is the listed one, or that one with something after it."""
        return hashlib.sha256(content[: self.size]).hexdigest() == self.sha256


@dataclass(frozen=True)
class ControlSheet:
    """The list of a dossier's files and whose dossier it is."""

    book: str
    unit: str
    year: int
    layout: str
    rehearsal: bool
    files: tuple[Listed, ...]

    @cached_property
    def data(self) -> bytes:
        """The canonical list; its SHA-256 stands in the QR code."""
        return canon.canonical(
            {
                "format": FORMAT,
                "book": self.book,
                "unit": self.unit,
                "year": self.year,
                "layout": self.layout,
                "rehearsal": self.rehearsal,
                "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in self.files],
            }
        )

    @cached_property
    def mark(self) -> PaperMark:
        """What the QR code says."""
        digest = hashlib.sha256(self.data).digest()
        return PaperMark(CODE, book_code(self.book), self.year, DOCUMENT, digest)

    def pdf(self) -> bytes:
        """Return the unsigned PDF/A-3b; the same list gives the same bytes."""
        return archive(_render(self), self.data, fonts.clean(f"{NAME} năm {self.year} – {self.unit}"))


def is_file_name(name: str) -> bool:
    """Tell whether a dossier's file may have this name: no folder but that of the reviews, no way up."""
    return _NAME.fullmatch(name) is not None and ".." not in name


def listed(files: Mapping[str, bytes], leave: Collection[str] = ()) -> tuple[Listed, ...]:
    """Return the list of some files, without those to `leave`; one is read after another."""
    wanted = ((name, files[name]) for name in files if name not in leave)
    return tuple(Listed(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in wanted)


def is_control(value: object) -> bool:
    """Tell whether attached data are a control sheet's."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def read(data: bytes) -> ControlSheet:
    """Return the sheet that attached data stand for; CanonError where they are not a control sheet's."""
    value: Any = canon.parse(data)
    try:
        sheet = ControlSheet(
            book=str(value["book"]),
            unit=str(value["unit"]),
            year=int(value["year"]),
            layout=str(value["layout"]),
            rehearsal=value["rehearsal"] is True,
            files=tuple(canon.from_plain(Listed, one) for one in value["files"]),
        )
        load(sheet.layout)
    except (KeyError, TypeError, ValueError, FormsError) as fault:
        raise canon.CanonError(str(fault)) from fault
    honest = all(is_file_name(f.name) and f.size >= 0 and _DIGEST.fullmatch(f.sha256) for f in sheet.files)
    if sheet.data != data or not honest:
        raise canon.CanonError("the data do not come back the same")
    return sheet


def _render(sheet: ControlSheet) -> bytes:
    """Draw the list with reportlab, the furniture of every paper around it."""
    fonts.typeface()
    layout = load(sheet.layout)
    paper = layout.page.width * MM, layout.page.height * MM
    page = layout.page
    room = paper[0] - (page.left + page.right) * MM, paper[1] - (page.top + page.bottom) * MM
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=paper,
        pageTemplates=[
            PageTemplate(
                "page",
                [Frame(page.left * MM, page.bottom * MM, *room, *(0, 0, 0, 0), id="text")],
                onPage=_under if sheet.rehearsal else _nothing,
                pagesize=paper,
            )
        ],
        title=fonts.clean(f"{NAME} năm {sheet.year}"),
        author="chibo",
        subject=NAME,
        creator="chibo",
        producer="chibo",
        lang="vi-VN",
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.UPRIGHT,
    )
    template.build(
        _story(sheet), canvasmaker=partial(_canvas, layout, Stamp(sheet.mark, NAME, sheet.rehearsal))
    )
    return out.getvalue()


def _canvas(layout: Layout, stamp: Stamp, *args: Any, **kwargs: Any) -> PaperCanvas:
    canvas = PaperCanvas(*args, **kwargs)
    canvas.layout, canvas.stamp = layout, stamp
    return canvas


def _under(canvas: Any, _template: Any) -> None:
    watermark(canvas)


def _nothing(_canvas: Any, _template: Any) -> None:
    pass


def _style(size: float, font: str, *, centred: bool) -> ParagraphStyle:
    return ParagraphStyle(
        "one",
        fontName=font,
        fontSize=size,
        leading=size * 1.3,
        spaceAfter=6,
        alignment=TA_CENTER if centred else 0,
    )


def _story(sheet: ControlSheet) -> list[Flowable]:
    title, head = _style(16, fonts.BOLD, centred=True), _style(14, fonts.UPRIGHT, centred=True)
    return [
        Paragraph(escape(fonts.clean(NAME.upper())), title),
        Paragraph(escape(fonts.clean(f"{sheet.unit}, năm {sheet.year}")), head),
        _table(sheet.files),
        Paragraph(escape(_HOW), _style(12, fonts.UPRIGHT, centred=False)),
    ]


def _table(files: tuple[Listed, ...]) -> Table:
    rows = [["TT", "Tệp", "Dung lượng", "SHA-256"]]
    for number, one in enumerate(files, 1):
        name = "\n".join(wrap(one.name, fonts.UPRIGHT, _SIZE, _NAME_WIDTH - 6))
        rows.append([str(number), name, str(one.size), one.sha256])
    style = [
        ("FONT", (0, 0), (-1, -1), fonts.UPRIGHT, _SIZE),
        ("FONT", (0, 0), (-1, 0), fonts.BOLD, _SIZE),
        ("FONT", (3, 1), (3, -1), fonts.UPRIGHT, _DIGEST_SIZE),
        ("ALIGN", (0, 0), (-1, 0), "CENTER"),
        ("ALIGN", (0, 0), (0, -1), "CENTER"),
        ("ALIGN", (2, 1), (2, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    table = Table(rows, colWidths=(24, _NAME_WIDTH, 58, 235), repeatRows=1, style=TableStyle(style))
    table.spaceBefore, table.spaceAfter = 6, 10
    return table
