"""Blocks of a document as reportlab flowables, measured by the layout pack."""

import re
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from forms import fonts
from forms.document import Align, Header, Heading, LevelBoxes, Para, Title
from forms.layout import MM, Layout
from forms.running import running
from forms.text import balanced, bound, named, phrased, wrap

_ALIGN: Final = {
    Align.JUSTIFY: TA_JUSTIFY,
    Align.LEFT: TA_LEFT,
    Align.CENTRE: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
}
_WITH_NEXT: Final = 4
"""Lines that must fit under a heading, or it goes to the next page with them."""

_NUMBERED: Final = r"\d+\."
PARTY: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"


def style(layout: Layout, *, font: str, size: float, align: Align, indent: float = 0) -> ParagraphStyle:
    """Return the style of a running text."""
    leading = layout.spacing.leading if size >= layout.sizes.text else size * 1.25
    return _style(font, size, leading, align, indent, layout.spacing.paragraph)


@lru_cache
def _style(
    font: str, size: float, leading: float, align: Align, indent: float, after: float
) -> ParagraphStyle:
    """The one style of these measures; nobody changes it."""
    return ParagraphStyle(
        f"{font}-{size}-{align}-{indent}",
        fontName=font,
        fontSize=size,
        leading=leading,
        alignment=_ALIGN[align],
        firstLineIndent=indent,
        spaceAfter=after,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=font,
    )


def para(block: Para, layout: Layout) -> list[Flowable]:
    """Set a paragraph, each line one of its own; a numbered point or colon is never the last of a page."""
    size = layout.sizes.note if block.small else layout.sizes.text
    font = fonts.ITALIC if block.italic else fonts.UPRIGHT
    indent = layout.spacing.indent * MM if block.indent and block.align is Align.JUSTIFY else 0
    look = style(layout, font=font, size=size, align=block.align, indent=indent)
    lines = [bound(line.strip()) for line in fonts.clean(block.text).split("\n")]
    lines = [line for line in lines if line] or [""]
    lead = escape(fonts.clean(block.lead))
    before = f"<b>{lead}</b> " if lead else f"<i>{escape(block.label)}</i> " if block.label else ""
    first = f"{before}{escape(lines[0])}".strip()
    set_ = [running(text, look) for text in (first, *map(escape, lines[1:]))]
    introduces = (block.text.strip() or lead).endswith(":") or re.fullmatch(_NUMBERED, lead)
    return [CondPageBreak(_WITH_NEXT * layout.spacing.leading), *set_] if introduces else set_


class Bookmark(Flowable):  # type: ignore[misc]
    """Takes no room; tells the canvas that a heading stands here."""

    def __init__(self, text: str, level: int) -> None:
        super().__init__()
        self.text, self.level = text, level

    def wrap(self, *_: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the canvas."""
        height = self.canv.absolutePosition(0, 0)[1] + 20
        self.canv.note_heading(self.text, self.level, height)


def heading(block: Heading, layout: Layout, width: float) -> list[Flowable]:
    """Set a heading, never alone at the foot of a page; a centred one never ends in a single word."""
    text = fonts.clean(block.text)
    align = Align.CENTRE if block.level == 1 else Align.JUSTIFY
    indent = 0 if block.level == 1 else layout.spacing.indent * MM
    look = style(layout, font=fonts.BOLD, size=layout.sizes.text, align=align, indent=indent)
    lines = balanced(text, fonts.BOLD, layout.sizes.text, width) if block.level == 1 else [text]
    return [
        CondPageBreak(_WITH_NEXT * layout.spacing.leading),
        Bookmark(text, block.level),
        running("<br/>".join(map(escape, lines)), look),
    ]


def title(block: Title, layout: Layout, width: float) -> list[Flowable]:
    """Kind of paper, what it is about, five hyphens (HD 36-HD/VPTW 2018, ô số 5)."""
    sizes, leading = layout.sizes, layout.spacing.leading
    kind = _style(fonts.BOLD, sizes.kind, sizes.kind * 1.3, Align.CENTRE, 0, 0)
    about = _style(fonts.BOLD, sizes.summary, leading, Align.CENTRE, 0, 0)
    rule = style(layout, font=fonts.UPRIGHT, size=layout.sizes.text, align=Align.CENTRE)
    lines = phrased(block.summary, fonts.BOLD, layout.sizes.summary, width)
    summary = "<br/>".join(escape(line) for line in lines)
    return [
        Spacer(0, layout.spacing.leading),
        running(escape(fonts.clean(block.kind)), kind),
        running(summary, about),
        running(layout.header.rule, rule),
    ]


class HeaderBlock(Flowable):  # type: ignore[misc]
    """Head of page 1 (HD 36-HD/VPTW 2018, ô số 1 to 4): the rule is as long as the Party's title."""

    def __init__(self, header: Header, layout: Layout, width: float) -> None:
        super().__init__()
        self._layout = layout
        self._left_width = _left_width(header, layout, width)
        self._width = width
        self._left = _left_lines(header, layout, self._left_width - 2 * MM)
        self._place = wrap(header.place_date, fonts.ITALIC, layout.sizes.place, width - self._left_width)
        self._line = layout.sizes.body * 1.25

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        rows = max(len(self._left), 2 + len(self._place))
        return self._width, rows * self._line

    def draw(self) -> None:
        """Draw both columns from the top of the room."""
        top = self.wrap()[1]
        middle = self._left_width / 2
        for row, (text, font, size) in enumerate(self._left):
            self.canv.setFont(font, size)
            self.canv.drawCentredString(middle, top - (row + 0.8) * self._line, text)
        self._draw_right((self._left_width + self._width) / 2, top)

    def _draw_right(self, middle: float, top: float) -> None:
        sizes = self._layout.sizes
        baseline = top - 0.8 * self._line
        self.canv.setFont(fonts.BOLD, sizes.party)
        self.canv.drawCentredString(middle, baseline, PARTY)
        half = fonts.width(PARTY, fonts.BOLD, sizes.party) / 2
        self.canv.setLineWidth(0.75)
        self.canv.line(middle - half, baseline - 5, middle + half, baseline - 5)
        if self._place:
            self.canv.setFont(fonts.ITALIC, sizes.place)
            first = max(2, len(self._left) - 1 - len(self._place))
            for row, text in enumerate(self._place, first):
                self.canv.drawCentredString(middle, top - (row + 0.8) * self._line, text)


def _left_width(header: Header, layout: Layout, width: float) -> float:
    """The pack's share; wider for a long name, as far as the Party's title leaves room."""
    size = layout.sizes.body
    share = width * layout.header.left / (layout.header.left + layout.header.right)
    party = fonts.width(PARTY, fonts.BOLD, layout.sizes.party)
    place = fonts.width(fonts.clean(header.place_date), fonts.ITALIC, layout.sizes.place)
    most = max(share, width - max(party, place) - 4 * MM)
    names = ((header.superior, fonts.UPRIGHT), (header.body, fonts.BOLD), (header.subunit, fonts.BOLD))
    longest = max(fonts.width(fonts.clean(name.upper()), font, size) for name, font in names)
    return max(share, min(longest + 2 * MM + 1, most))


def _left_lines(header: Header, layout: Layout, width: float) -> list[tuple[str, str, float]]:
    sizes = layout.sizes
    names = ((header.superior, fonts.UPRIGHT), (header.body, fonts.BOLD), (header.subunit, fonts.BOLD))
    lines = [(line, font) for name, font in names for line in named(name.upper(), font, sizes.body, width)]
    lines.append(("*", fonts.UPRIGHT))
    if header.number is not None:
        lines.append((fonts.clean(header.number), fonts.UPRIGHT))
    return [(text, font, sizes.body) for text, font in lines if text]


class Boxes(Flowable):  # type: ignore[misc]
    """One line for each level with a box before it, ticked or empty; boxes are lines, no font has them."""

    def __init__(self, block: LevelBoxes, layout: Layout) -> None:
        super().__init__()
        self._layout = layout
        self._rows = [(fonts.clean(name), level is block.chosen) for level, name in block.names]

    def wrap(self, width: float, _height: float = 0) -> tuple[float, float]:
        """Return the room it takes."""
        return width, len(self._rows) * self._layout.spacing.leading + self._layout.spacing.paragraph

    def draw(self) -> None:
        """Draw the rows from the top of the room."""
        line, size = self._layout.spacing.leading, self._layout.sizes.text
        height = self.wrap(0)[1]
        for name, ticked in self._rows:
            height -= line
            draw_box(self.canv, self._layout.spacing.indent * MM, height + 3, 10, ticked=ticked)
            self.canv.setFont(fonts.UPRIGHT, size)
            self.canv.drawString(self._layout.spacing.indent * MM + 16, height + 4, name)


def draw_box(canvas: Any, left: float, bottom: float, side: float, *, ticked: bool) -> None:
    """Draw a box, with a tick when `ticked`."""
    canvas.setLineWidth(0.8)
    canvas.rect(left, bottom, side, side, stroke=1, fill=0)
    if ticked:
        canvas.setLineWidth(1.4)
        tick = canvas.beginPath()
        tick.moveTo(left + 0.2 * side, bottom + 0.5 * side)
        tick.lineTo(left + 0.42 * side, bottom + 0.22 * side)
        tick.lineTo(left + 0.82 * side, bottom + 0.82 * side)
        canvas.drawPath(tick, stroke=1, fill=0)
