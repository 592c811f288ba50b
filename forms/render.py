"""Document to PDF pages with reportlab: the same document gives the same bytes, always."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer

from forms import blocks, fonts
from forms.document import Block, Document, Heading, LevelBoxes, Para, Table
from forms.errors import FormsError
from forms.foot import Foot
from forms.layout import MM, Layout, load
from forms.qr import PaperMark
from forms.sheet import PaperCanvas, Stamp, watermark
from forms.table import table

AUTHOR: Final = "chibo"


def render(document: Document, mark: PaperMark) -> bytes:
    """Return the pages of `document` as a PDF without attachment and signature."""
    fonts.typeface()
    layout = load(document.layout)
    paper = _paper(document, layout)
    template = _template(document, layout, paper)
    out = BytesIO()
    template.filename = out
    stamp = Stamp(mark, fonts.clean(document.name), document.rehearsal)
    width = paper[0] - (layout.page.left + layout.page.right) * MM
    template.build(_story(document, layout, width), canvasmaker=partial(_canvas, layout, stamp))
    return out.getvalue()


def _canvas(layout: Layout, stamp: Stamp, *args: Any, **kwargs: Any) -> PaperCanvas:
    canvas = PaperCanvas(*args, **kwargs)
    canvas.layout, canvas.stamp = layout, stamp
    return canvas


def _paper(document: Document, layout: Layout) -> tuple[float, float]:
    size = layout.page.width * MM, layout.page.height * MM
    return (size[1], size[0]) if document.landscape else size


def _template(document: Document, layout: Layout, paper: tuple[float, float]) -> BaseDocTemplate:
    page = layout.page
    frame = Frame(
        page.left * MM,
        page.bottom * MM,
        paper[0] - (page.left + page.right) * MM,
        paper[1] - (page.top + page.bottom) * MM,
        *(0, 0, 0, 0),
        id="text",
    )
    under: Callable[[Any, Any], None] = _rehearsal if document.rehearsal else _nothing
    return BaseDocTemplate(
        None,
        pagesize=paper,
        pageTemplates=[PageTemplate("page", [frame], onPage=under, pagesize=paper)],
        title=fonts.clean(f"{document.title.kind} {document.title.summary}".replace("\n", " ")),
        author=AUTHOR,
        subject=fonts.clean(document.name),
        creator=AUTHOR,
        producer=AUTHOR,
        lang="vi-VN",
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.UPRIGHT,
    )


def _rehearsal(canvas: Any, _template: Any) -> None:
    watermark(canvas)


def _nothing(_canvas: Any, _template: Any) -> None:
    pass


def _story(document: Document, layout: Layout, width: float) -> list[Flowable]:
    """Lay out the whole text; the last paragraph stays with the signatures so that they never stand alone."""
    if not document.blocks or not isinstance(document.blocks[-1], Para):
        raise FormsError(f"Văn bản “{document.name}” phải có một đoạn văn trước phần chữ ký.")
    story: list[Flowable] = [blocks.HeaderBlock(document.header, layout, width)]
    story += blocks.title(document.title, layout, width)
    for block in document.blocks[:-1]:
        story += _block(block, layout, width)
    closing = _block(document.blocks[-1], layout, width)
    story += closing[:-1]
    foot = Foot(document.signatures, layout, width)
    story.append(KeepTogether([closing[-1], Spacer(0, layout.spacing.paragraph), foot]))
    return story


def _block(block: Block, layout: Layout, width: float) -> list[Flowable]:
    match block:
        case Heading():
            return blocks.heading(block, layout)
        case Para():
            return blocks.para(block, layout)
        case Table():
            return [table(block, layout, width)]
        case LevelBoxes():
            return [blocks.Boxes(block, layout)]
