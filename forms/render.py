"""Document to PDF pages with reportlab: the same document gives the same bytes, always."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, Final

from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as FlowTable

from forms import bars, blanks, blocks, fonts
from forms.code_block import CodeBlock
from forms.document import (
    Bars,
    Blank,
    Block,
    Code,
    Document,
    Heading,
    LevelBoxes,
    Para,
    SignatureRow,
    Table,
    Ticks,
)
from forms.ending import Ending
from forms.errors import FormsError
from forms.foot import Foot
from forms.layout import MM, Layout, load
from forms.qr import PaperMark
from forms.sheet import PaperCanvas, Stamp, watermark
from forms.table import beginning, table

AUTHOR: Final = "chibo"
_FILLED: Final = (blanks.TickRow, blanks.RuledLine, blocks.Boxes)
_LIGHT: Final = (Paragraph, *_FILLED)
_INTRODUCED: Final = (blocks.Bookmark, CondPageBreak)
"""What stands before a heading and before words that end in a colon."""

_ENDLESS: Final = 10000
_GAP: Final = 8
_FEWEST: Final = 2
_DIVIDED: Final = 4
"""How many lines of a divided paragraph stand together, and from how many lines on it is divided."""

_KEPT_LINES: Final = 4
"""How many lines of text, or the height of as many in rows, a page has at least above its signatures."""

_LONG_LINES: Final = 8
"""From how many lines on a paragraph is divided for that, and no longer goes to the next page whole."""


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
    """Lay out the whole text; the last paragraphs stay with the signatures so that they never stand alone."""
    if not document.blocks or not isinstance(document.blocks[-1], Para):
        raise FormsError(f"Văn bản “{document.name}” phải có một đoạn văn trước phần chữ ký.")
    story: list[Flowable] = [blocks.HeaderBlock(document.header, layout, width)]
    story += blocks.title(document.title, layout, width)
    for block in document.blocks:
        if isinstance(block, SignatureRow):
            _sign(story, block, layout, width)
            story.append(Spacer(0, layout.spacing.leading))
        else:
            _add(story, _block(block, layout, width), width)
    _sign(story, document.signatures, layout, width, document.note)
    return story


def _add(story: list[Flowable], more: list[Flowable], width: float) -> None:
    """Add flowables; what stands under a heading or words with a colon begins on their page."""
    if more and (needed := _beginning(more[0], width)):
        at = _introduced_from(story, filled=isinstance(more[0], _FILLED))
        if at < len(story):
            _keep(story, at, needed, width)
    story += more


def _beginning(flow: Flowable, width: float) -> float:
    """How much of a block must stand right under the words above it, in points; 0 for another heading."""
    if isinstance(flow, FlowTable):
        return beginning(flow, width)
    if isinstance(flow, Paragraph):
        high, line = float(flow.wrap(width, _ENDLESS)[1]), flow.style.leading
        return high if high < _DIVIDED * line else _FEWEST * line
    return float(flow.wrap(width, _ENDLESS)[1]) + _GAP if isinstance(flow, _FILLED) else 0.0


def _introduced_from(story: list[Flowable], *, filled: bool) -> int:
    """Where the headings and words begin that introduce the next block; the length where there are none.

    Boxes and dotted lines belong to the paragraph above them, whatever it ends in.
    """
    at = len(story)
    if filled and at > 1 and isinstance(story[-1], Paragraph):
        at -= 1
        while isinstance(story[at - 1], _INTRODUCED):
            at -= 1
    while at > 1 and isinstance(story[at - 1], Paragraph) and isinstance(story[at - 2], _INTRODUCED):
        at -= 1
        while isinstance(story[at - 1], _INTRODUCED):
            at -= 1
    return at


def _keep(story: list[Flowable], at: int, needed: float, width: float) -> None:
    """Ask once, above the introduction, for room for it and for `needed` points more."""
    words = [part for part in story[at:] if isinstance(part, Paragraph)]
    height = needed + sum(part.wrap(width, _ENDLESS)[1] + _GAP for part in words)
    if not isinstance(story[at], CondPageBreak):
        story.insert(at, CondPageBreak(0))
    for part in story[at + 1 :]:
        if isinstance(part, CondPageBreak):
            part.height = 0
    story[at].height = max(story[at].height, height)


def _sign(
    story: list[Flowable], row: SignatureRow, layout: Layout, width: float, note: Para | None = None
) -> None:
    """Put signatures under the text, together with the last lines or rows above and the note below them."""
    line = layout.spacing.leading
    kept, height = _last_lines(story, line, width)
    under = [] if note is None else blocks.para(note, layout)
    foot = [*kept, Spacer(0, layout.spacing.paragraph), Foot(row, layout, width), *under]
    missing = _KEPT_LINES * line - height
    if missing > 0 and story and isinstance(story[-1], (FlowTable, Paragraph)):
        body = story.pop()
        story.append(Ending(_introduction(story), body, foot, missing))
    else:
        story.append(KeepTogether([*_introduction(story), *foot]))


def _last_lines(story: list[Flowable], line: float, width: float) -> tuple[list[Flowable], float]:
    """Take short paragraphs, boxes and dotted lines off the end of the story until they are enough.

    The dotted lines of one blank go together, with the words above them.
    """
    kept: list[Flowable] = []
    height = 0.0
    while story and isinstance(story[-1], _LIGHT) and height < _KEPT_LINES * line:
        high = story[-1].wrap(width, _ENDLESS)[1]
        if high > _LONG_LINES * line:
            break
        height += high
        kept[:0] = _pop(story)
    while kept and isinstance(kept[0], blanks.RuledLine) and isinstance(story[-1], blanks.RuledLine):
        kept.insert(0, story.pop())
    if kept and isinstance(kept[0], _FILLED) and story and isinstance(story[-1], Paragraph):
        kept[:0] = _pop(story)
    return kept, height


def _pop(story: list[Flowable]) -> list[Flowable]:
    """Take the last part off the story, with the bookmark of a heading and without the page break above."""
    taken = [story.pop()]
    while story and isinstance(story[-1], _INTRODUCED):
        above = story.pop()
        taken[:0] = [above] if isinstance(above, blocks.Bookmark) else []
    return taken


def _introduction(story: list[Flowable]) -> list[Flowable]:
    """Take the headings and the words with a colon that stand right above off the story."""
    taken: list[Flowable] = []
    while story:
        if isinstance(story[-1], CondPageBreak):
            story.pop()
        elif isinstance(story[-1], Paragraph) and isinstance(story[-2], _INTRODUCED):
            above = [story.pop(-2)] if isinstance(story[-2], blocks.Bookmark) else []
            taken[:0] = [*above, story.pop()]
        else:
            break
    return taken


def _block(block: Block, layout: Layout, width: float) -> list[Flowable]:
    match block:
        case Heading():
            return blocks.heading(block, layout, width)
        case Para():
            return blocks.para(block, layout)
        case Blank():
            return [blanks.RuledLine(layout, width, last=left == 1) for left in range(block.lines, 0, -1)]
        case _:
            return [_figure(block, layout, width)]


def _figure(
    block: Table | Bars | LevelBoxes | Ticks | Code | SignatureRow, layout: Layout, width: float
) -> Flowable:
    match block:
        case Code():
            return CodeBlock(block, layout)
        case Table():
            return table(block, layout, width)
        case Bars():
            return bars.bars(block, layout, width)
        case LevelBoxes():
            return blocks.Boxes(block, layout)
        case Ticks():
            return blanks.TickRow(block, layout, width)
        case SignatureRow():
            return Foot(block, layout, width)
