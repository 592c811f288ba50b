"""Four text sizes and four contrasts of the booth (text from 16 points, contrast 10:1 and better)."""

from dataclasses import dataclass
from typing import Final

TEXT_SIZES: Final = (16, 20, 26, 32)
"""Points. The voter's choice holds for that voter only."""


_TOOL: Final = 22
_CELL: Final = 24
"""Points that the tools, and the options of the list, do not go beyond: all of them stand in one line."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One set of colours of the booth; text, and the chosen mark, stand out 10:1 or better."""

    name: str
    paper: str
    ink: str
    chosen: str
    on_chosen: str


CONTRASTS: Final = (
    Contrast("Chữ đen nền sáng", "#FBF9F4", "#1C1917", "#1C1917", "#FFFFFF"),
    Contrast("Chữ đen nền trắng", "#FFFFFF", "#000000", "#000000", "#FFFFFF"),
    Contrast("Chữ trắng nền đen", "#000000", "#FFFFFF", "#FFFFFF", "#000000"),
    Contrast("Chữ vàng nền đen", "#000000", "#FFE27A", "#FFE27A", "#000000"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one voter chose: places in TEXT_SIZES and CONTRASTS; aloud: a screen reader may tell marks."""

    size: int = 0
    contrast: int = 0
    aloud: bool = False

    @property
    def points(self) -> int:
        """Text size in points."""
        return TEXT_SIZES[self.size]

    @property
    def stacked(self) -> bool:
        """Whether a name of the list needs a line of its own."""
        return self.points > TEXT_SIZES[1]

    @property
    def padding(self) -> int:
        """Pixels above and below the text of an option: also with small text it is a fingertip high."""
        return max(8, 26 - self.points * 3 // 4)

    @property
    def colours(self) -> Contrast:
        """The colours."""
        return CONTRASTS[self.contrast]

    @property
    def stylesheet(self) -> str:
        """The booth's whole style; sizes in points."""
        c, points, pad = self.colours, self.points, self.padding
        return f"""
QWidget {{ background: {c.paper}; color: {c.ink}; font-size: {points}pt; }}
QLabel[role="booth-name"] {{ font-size: {points + 6}pt; font-weight: 700; }}
QLabel[here="true"] {{ text-decoration: underline; }}
QLabel[role="booth-title"] {{ font-size: {min(points, 20)}pt; font-weight: 600; }}
QLabel[role="booth-note"] {{ font-size: {points - 2}pt; }}
QPushButton {{ border: 2px solid {c.ink}; border-radius: 8px; padding: 8px 18px; background: {c.paper}; }}
QPushButton:focus {{ border: 5px solid {c.ink}; padding: 5px 15px; }}
QPushButton[mark] {{ text-align: left; padding: {pad}px 18px; }}
QPushButton[mark]:focus {{ padding: {pad - 3}px 15px; }}
QPushButton[mark="chosen"] {{ font-weight: 700; background: {c.chosen}; color: {c.on_chosen}; }}
QPushButton[mark="chosen"]:focus {{ border: 5px double {c.paper}; }}
QPushButton[role="tool"] {{ font-size: {min(points, _TOOL)}pt; padding: 4px 12px; }}
QPushButton[role="cell"] {{ font-size: {min(points, _CELL)}pt; padding: 4px 10px; }}
QPushButton[role="cell"]:focus {{ border: 4px solid {c.ink}; padding: 2px 8px; }}
QPushButton[role="tool"]:focus {{ border: 4px solid {c.ink}; padding: 2px 10px; }}
QPushButton:disabled {{ border-style: dashed; }}
QScrollArea {{ border: none; }}
QCheckBox::indicator {{ width: {points}px; height: {points}px; border: 2px solid {c.ink}; }}
QCheckBox::indicator:checked {{ background: {c.ink}; }}
QCheckBox:focus {{ border: 2px solid {c.ink}; }}
QDialog {{ border: 3px solid {c.ink}; }}
QFrame[role="rule"] {{ background: {c.ink}; }}
"""


SIZE_NAMES: Final = ("Cỡ chữ: vừa", "Cỡ chữ: lớn", "Cỡ chữ: rất lớn", "Cỡ chữ: lớn nhất")
