"""The block that shows a signature: two centred lines, name and time, 170 × 30 points, Times 10.

It looks like what the state's signing service was seen to draw. It stands in the top right corner of a page,
which every form leaves free, and never over anything printed.
"""

from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any, Final

from forms import fonts
from forms.errors import FormsError
from forms.ink import Box, boxes, covered
from forms.layout import MM

WIDTH, HEIGHT = 170.0, 30.0
_RIGHT: Final = 15 * MM
_TOP: Final = 7 * MM
_SIZE: Final = 10.0
_SMALLEST: Final = 6.0
_VIETNAM: Final = timezone(timedelta(hours=7))


def lines(name: str, moment: datetime) -> tuple[str, str]:
    """Return the two lines: the name in the certificate, the time in ISO 8601 at +07:00."""
    return fonts.clean(name), moment.astimezone(_VIETNAM).isoformat(timespec="seconds")


def free_place(data: bytes) -> tuple[int, Box]:
    """Return the first page whose top right corner is free, from 0, and the block's place on it."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            box = _corner(float(page.mediabox[2]), float(page.mediabox[3]))
            taken = [_edges(mark["/Rect"]) for mark in page.obj.get("/Annots", [])]
            if not any(covered(box, other) for other in (*taken, *boxes(page))):
                return number, box
    raise FormsError(
        "Các góc trên bên phải của văn bản không còn chỗ trống; đề nghị ký mà không hiện khối chữ ký."
    )


def _corner(width: float, height: float) -> Box:
    right, top = width - _RIGHT, height - _TOP
    return right - WIDTH, top - HEIGHT, right, top


def _edges(rect: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def drawing(name: str, moment: datetime) -> bytes:
    """Return the block as a PDF page of its own size."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.typeface()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), initialFontName=fonts.UPRIGHT)
    for text, height in zip(lines(name, moment), (HEIGHT / 2 + 3, HEIGHT / 2 - 10), strict=True):
        shown, size = _fitting(text)
        canvas.setFont(fonts.UPRIGHT, size)
        canvas.drawCentredString(WIDTH / 2, height, shown)
    canvas.save()
    return out.getvalue()


def _fitting(text: str) -> tuple[str, float]:
    """Return the text and its size: smaller where it is long, cut where it would be too small to read."""
    size = _SIZE
    while size > _SMALLEST and fonts.width(text, fonts.UPRIGHT, size) > WIDTH:
        size -= 0.5
    while fonts.width(text, fonts.UPRIGHT, size) > WIDTH:
        text = text.rstrip("…")[:-1] + "…"
    return text, size


def style(name: str, moment: datetime) -> Any:
    """Return the block as pyHanko's stamp style."""
    from pyhanko.pdf_utils import layout
    from pyhanko.stamp import StaticStampStyle

    middle = layout.AxisAlignment.ALIGN_MID
    rule = layout.SimpleBoxLayoutRule(middle, middle, inner_content_scaling=layout.InnerScaling.NO_SCALING)
    content = _page_class()(drawing(name, moment))
    return StaticStampStyle(border_width=0, background=content, background_layout=rule, background_opacity=1)


def _page_class() -> type[Any]:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader

    class OnePage(PdfContent):
        """A page in memory as a drawing."""

        def __init__(self, page: bytes) -> None:
            self._page = page
            super().__init__(box=BoxConstraints(width=WIDTH, height=HEIGHT))

        def render(self) -> bytes:
            drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._page)))
            self.resources.xobject["/Block"] = drawn
            return b"/Block Do"

    return OnePage
