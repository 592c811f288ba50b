"""A document as an editable Word file with the measures of the layout pack; a draft, no paper to be signed.

It carries no QR code and no data: nothing in it can be verified, and it says so on every page.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from forms import docx_parts as parts
from forms.blocks import PARTY
from forms.document import (
    Align,
    Bars,
    Blank,
    Block,
    Code,
    Document,
    Heading,
    LevelBoxes,
    Para,
    Recipients,
    Signature,
    SignatureRow,
    Table,
    Ticks,
)
from forms.docx_parts import FONT, Frame
from forms.layout import MM, Layout, load

DRAFT: Final = "Bản nháp để sửa, không có giá trị ký"
_REHEARSAL: Final = "TẬP DƯỢT – văn bản tập dượt, không có giá trị. "
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SIGNING_LINES: Final = 4
_ALIGN: Final = {
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER


def to_docx(document: Document) -> bytes:
    """Return the document as a .docx file."""
    layout = load(document.layout)
    made = docx.Document()
    _set_up(made, document, layout)
    width = _page(made, document, layout)
    frame = Frame(made, layout, width)
    _head(frame, document)
    _title(frame, document)
    for block in document.blocks:
        _block(frame, block)
    made.paragraphs[-1].paragraph_format.keep_with_next = True  # the signatures never stand alone
    _signatures(frame, document.signatures)
    if document.note is not None:
        _para(frame, document.note)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Any, document: Document, layout: Layout) -> None:
    style = made.styles["Normal"]
    parts.set_font(style, layout.sizes.text)
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.spacing.leading)
    spacing.space_after, spacing.space_before = Pt(layout.spacing.paragraph), Pt(0)
    facts = made.core_properties
    facts.title = f"{document.title.kind} {document.title.summary}".replace("\n", " ")
    facts.subject, facts.author, facts.comments = document.name, "chibo", DRAFT
    facts.created = facts.modified = _LONG_AGO
    facts.language = "vi-VN"


def _page(made: Any, document: Document, layout: Layout) -> float:
    """Set paper and margins, the mark of a draft and the page number; return the width of the text in mm."""
    section, page = made.sections[0], layout.page
    wide, high = (page.height, page.width) if document.landscape else (page.width, page.height)
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(page.number_from_edge)
    section.different_first_page_header_footer = True
    parts.page_number(section.header.paragraphs[0], layout.sizes.page_number)
    mark = f"{_REHEARSAL if document.rehearsal else ''}{DRAFT}"
    for foot in (section.footer, section.first_page_footer):
        parts.write(foot.paragraphs[0], mark, layout.sizes.note, italic=True)
    return float(wide - page.left - page.right)


def _head(frame: Frame, document: Document) -> None:
    """The issuing body at the left, the Party's title with its rule at the right."""
    head, layout = document.header, frame.layout
    left, right = frame.columns(layout.header.left, layout.header.right)
    size = layout.sizes.body
    lines = [(head.superior.upper(), False), (head.body.upper(), True), (head.subunit.upper(), True)]
    for text, bold in lines:
        if text:
            frame.line(left, text, size, align=CENTRE, bold=bold)
    frame.line(left, "*", size, align=CENTRE)
    if head.number is not None:
        frame.line(left, head.number, size, align=CENTRE)
    party = frame.line(right, PARTY, layout.sizes.party, align=CENTRE, bold=True)
    party.runs[0].underline = True
    if head.place_date:
        frame.line(right, "", size)
        frame.line(right, head.place_date, layout.sizes.place, align=CENTRE, italic=True)


def _title(frame: Frame, document: Document) -> None:
    sizes = frame.layout.sizes
    frame.text(document.title.kind, sizes.kind, align=CENTRE, bold=True, before=True)
    for line in document.title.summary.split("\n"):
        frame.text(line, sizes.summary, align=CENTRE, bold=True)
    frame.text(frame.layout.header.rule, sizes.text, align=CENTRE)


def _block(frame: Frame, block: Block) -> None:
    match block:
        case Heading():
            align = CENTRE if block.level == 1 else WD_ALIGN_PARAGRAPH.JUSTIFY
            made = frame.text(block.text, frame.layout.sizes.text, align=align, bold=True)
            made.paragraph_format.keep_with_next = True
        case Para():
            _para(frame, block)
        case Table():
            frame.table(block)
        case Bars():
            frame.table(block.table)
        case SignatureRow():
            _signatures(frame, block)
        case _:
            for line in _lines(block, int(frame.width * MM / frame.layout.sizes.text)):
                frame.text(line, frame.layout.sizes.text)


def _lines(block: LevelBoxes | Ticks | Blank | Code, dots: int) -> Iterator[str]:
    """Boxes, dotted lines and codes as lines of text; dots: how many ellipses a line has, one em each."""
    match block:
        case LevelBoxes():
            yield from (f"{'☑' if level is block.chosen else '☐'} {name}" for level, name in block.names)
        case Ticks():
            signs = ("☑" if place == block.chosen else "☐" for place in range(len(block.names)))
            yield "     ".join(f"{sign} {name}" for sign, name in zip(signs, block.names, strict=True))
        case Blank():
            yield from ["…" * dots] * block.lines
        case Code():
            yield from (f"{name}: {code}" for name, code in block.lines)


def _para(frame: Frame, block: Para) -> None:
    layout = frame.layout
    size = layout.sizes.note if block.small else layout.sizes.text
    first, *rest = block.text.split("\n")
    indent = block.indent and block.align is Align.JUSTIFY
    for lead, text in ((block.lead, first), *(("", line) for line in rest)):
        made = frame.text("", size, align=_ALIGN[block.align], indent=indent)
        if lead:
            parts.write(made, f"{lead} " if text else lead, size, bold=True)
        if lead is block.lead and block.label:
            parts.write(made, f"{block.label} ", size, italic=True)
        parts.write(made, text, size, italic=block.italic)


def _signatures(frame: Frame, row: SignatureRow) -> None:
    columns = frame.layout.signatures
    left, right = frame.columns(columns.left, columns.right)
    if isinstance(row.left, Recipients):
        _recipients(frame, left, row.left)
    elif row.left is not None:
        _signature(frame, left, row.left)
    _signature(frame, right, row.right)


def _signature(frame: Frame, cell: Any, sign: Signature) -> None:
    size = frame.layout.sizes.signature
    frame.line(cell, sign.capacity.upper(), size, align=CENTRE, bold=True)
    if sign.post:
        frame.line(cell, sign.post.upper(), size, align=CENTRE)
    for _ in range(_SIGNING_LINES):
        frame.line(cell, "", size)
    frame.line(cell, sign.name, size, align=CENTRE, bold=True)


def _recipients(frame: Frame, cell: Any, block: Recipients) -> None:
    style, sizes = frame.layout.recipients, frame.layout.sizes
    label = frame.line(cell, "Nơi nhận:", sizes.recipients)
    label.runs[0].underline = True
    for name in block.names:
        frame.line(cell, f"- {name}{style.separator}", sizes.recipient)
    frame.line(cell, f"- {block.keep or style.keep}{style.last}", sizes.recipient)


__all__ = ["DRAFT", "FONT", "to_docx"]
