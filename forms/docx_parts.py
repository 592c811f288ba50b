"""Small parts of a Word file: letters, columns without lines, tables with a head on every page."""

from itertools import groupby
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from forms.document import Align, Column, Table
from forms.layout import Layout
from forms.table import widths

FONT: Final = "Times New Roman"
_CELL_MARGIN: Final = "40"
"""Twentieths of a point."""
_CELL_ALIGN: Final = {
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.LEFT,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def set_font(holder: Any, size: float) -> None:
    """Set Times New Roman in a style or run, for Vietnamese letters too."""
    holder.font.name, holder.font.size = FONT, Pt(size)
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)


def write(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Add a run; a line break in the text is one in the file."""
    if not text:
        return
    run = paragraph.add_run(text)
    set_font(run, size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True


def page_number(paragraph: Any, size: float) -> None:
    """Put the page's number in the middle of a header."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    set_font(run, size)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)  # noqa: SLF001 -- python-docx has no fields


class Frame:
    """A document in work: its layout and the width of its text in millimetres."""

    def __init__(self, made: Any, layout: Layout, width: float) -> None:
        self.made, self.layout, self.width = made, layout, width
        self._styles: dict[str, str] = {}

    def text(
        self, text: str, size: float, *, align: Any = None, bold: bool = False, italic: bool = False,
        indent: bool = False, before: bool = False,
    ) -> Any:  # fmt: skip
        """Add a paragraph to the body."""
        paragraph = self.made.add_paragraph()
        paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(self.layout.spacing.indent)
        if before:
            paragraph.paragraph_format.space_before = Pt(self.layout.spacing.leading)
        write(paragraph, text, size, bold=bold, italic=italic)
        return paragraph

    def line(
        self,
        cell: Any,
        text: str,
        size: float,
        *,
        align: Any = None,
        bold: bool = False,
        italic: bool = False,
    ) -> Any:
        """Add a line without room under it to a cell; the cell's first, empty paragraph is used up."""
        first = cell.paragraphs[0]
        fresh = len(cell.paragraphs) == 1 and not first.runs and first.paragraph_format.space_after is None
        paragraph = first if fresh else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = align
        write(paragraph, text, size, bold=bold, italic=italic)
        return paragraph

    def columns(self, left: float, right: float) -> tuple[Any, Any]:
        """Add two columns without lines that divide the width by these shares."""
        table = self.made.add_table(rows=1, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        whole = left + right
        cells = table.rows[0].cells
        for cell, share in zip(cells, (left, right), strict=True):
            cell.width = Mm(self.width * share / whole)
        _no_split(table.rows[0])
        return cells[0], cells[1]

    def table(self, block: Table) -> None:
        """Add a table; its head is repeated on every page, no row is divided."""
        shares = widths(block.columns, self.width)
        table = self.made.add_table(rows=0, cols=len(shares))
        table.style, table.autofit = "Table Grid", False
        _margins(table)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(share)
        self._head(table, block.columns)
        for row in block.rows:
            self._row(table, row.cells, block.columns, bold=row.bold)
        if not block.rows:
            self._row(table, (block.empty,), block.columns, bold=False)
        for row in table.rows:
            _no_split(row)
        self.text("", self.layout.sizes.note)

    def _head(self, table: Any, columns: tuple[Column, ...]) -> None:
        grouped = any(column.group for column in columns)
        rows = [table.add_row() for _ in range(2 if grouped else 1)]
        for place, column in enumerate(columns):
            cell = rows[-1 if column.group else 0].cells[place]
            self._cell(cell, column.title, Align.CENTRE, bold=True)
        if grouped:
            self._join(rows, columns)
        for row in rows:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 -- python-docx has no repeated heads

    def _join(self, rows: list[Any], columns: tuple[Column, ...]) -> None:
        for group, places in groupby(range(len(columns)), key=lambda place: columns[place].group):
            members = list(places)
            if not group:
                for place in members:
                    rows[0].cells[place].merge(rows[1].cells[place])
                continue
            joined = rows[0].cells[members[0]].merge(rows[0].cells[members[-1]])
            self._cell(joined, group, Align.CENTRE, bold=True)

    def _row(self, table: Any, texts: tuple[str, ...], columns: tuple[Column, ...], *, bold: bool) -> None:
        cells = table.add_row().cells
        if len(texts) == 1 and len(columns) > 1:
            joined = cells[0].merge(cells[-1])
            self._cell(joined, texts[0], Align.LEFT, bold=bold)
            return
        for cell, text, column in zip(cells, texts, columns, strict=True):
            self._cell(cell, text, column.align, bold=bold)

    def _cell(self, cell: Any, text: str, align: Align, *, bold: bool) -> None:
        """Write a cell; its looks are a style, for a long table has thousands of cells."""
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._style(align, bold=bold)  # noqa: SLF001 -- by id, many times faster
        if text:
            paragraph.add_run(text)

    def _style(self, align: Align, *, bold: bool) -> str:
        name = f"Cell {align.value}{' bold' if bold else ''}"
        if name not in self._styles:
            style = self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.made.styles["Normal"]
            set_font(style, self.layout.sizes.table)
            style.font.bold = bold
            spacing = style.paragraph_format
            spacing.space_after, spacing.line_spacing_rule = Pt(0), WD_LINE_SPACING.SINGLE
            spacing.alignment = _CELL_ALIGN[align]
            self._styles[name] = str(style.style_id)
        return self._styles[name]


def _margins(table: Any) -> None:
    """Leave little room at both sides of a cell, so that short codes stand in one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), _CELL_MARGIN)
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 -- python-docx has no cell margins


def _no_split(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no wrapper for it
