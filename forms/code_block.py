"""A QR code in the text with its codes in letters beside it."""

from typing import Final

from reportlab.platypus import Flowable

from forms import fonts, qr
from forms.document import Code
from forms.layout import MM, Layout

_SIDE: Final = 30 * MM
_GAP: Final = 4 * MM


class CodeBlock(Flowable):  # type: ignore[misc]
    """The QR code at the left, names small and codes large at the right."""

    def __init__(self, block: Code, layout: Layout, _width: float = 0) -> None:
        super().__init__()
        self._block, self._layout = block, layout

    def wrap(self, width: float, _height: float = 0) -> tuple[float, float]:
        """Return the room it takes."""
        lines = 2 * len(self._block.lines) * self._layout.spacing.leading
        return width, max(_SIDE, lines) + 2 * self._layout.spacing.paragraph

    def draw(self) -> None:
        """Draw both from the top of the room."""
        height = self.wrap(0)[1]
        indent, line = self._layout.spacing.indent * MM, self._layout.spacing.leading
        qr.draw(self.canv, self._block.scanned, indent, height - _SIDE, _SIDE)
        left = indent + _SIDE + _GAP
        for name, code in self._block.lines:
            height -= line
            self.canv.setFont(fonts.UPRIGHT, self._layout.sizes.note)
            self.canv.drawString(left, height, fonts.clean(f"{name}:"))
            height -= line
            self.canv.setFont(fonts.BOLD, self._layout.sizes.text)
            self.canv.drawString(left, height + 2, fonts.clean(code))
