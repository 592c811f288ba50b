"""The style sheet: only what a palette cannot say; text in points; chosen by `role`, never by page."""

from desktop.ui.theme.tokens import SIZES, SPACE, Colours
from resources.arrows import ARROWS

_MARK = 14
"""Side of what is ticked, in pixels at the usual text size."""


_ARROW = 0.7
"""Size of the arrow of a field beside what is ticked."""


def stylesheet(colours: Colours, scale: float) -> str:
    """Return the style sheet of the program for these colours and this text size."""
    parts = (_text, _buttons, _boxes, _fields, _ticks, _tabs, _menus)
    return "\n".join(part(colours, scale) for part in parts)


def _points(size: float, scale: float) -> str:
    return f"font-size: {size * scale:g}pt"


def _text(colours: Colours, scale: float) -> str:
    return f"""
QLabel[role="title"] {{ {_points(SIZES.title, scale)}; font-weight: 600; }}
QLabel[role="heading"] {{ {_points(SIZES.heading, scale)}; font-weight: 600; }}
QLabel[role="number"] {{ {_points(SIZES.number, scale)}; font-weight: 600; }}
QLabel[role="quiet"] {{ {_points(SIZES.small, scale)}; color: {colours.muted}; }}
QLabel[role="code"] {{ font-weight: 600; }}
QLabel[role="accent"] {{ color: {colours.accent}; font-weight: 600; }}
"""


def _pad(scale: float, up: int, side: int) -> str:
    return f"padding: {round(up * scale)}px {round(side * scale)}px"


def _buttons(colours: Colours, scale: float) -> str:
    pad = _pad(scale, SPACE.small, SPACE.medium)
    wide, arrow = _pad(scale, SPACE.medium, SPACE.large), round(_MARK * scale * _ARROW)
    return f"""
QPushButton {{ {pad}; margin: 1px; border: 1px solid {colours.line}; border-radius: 5px;
    background: {colours.surface}; color: {colours.text}; }}
QPushButton:hover {{ background: {colours.selection}; }}
QPushButton:pressed {{ background: {colours.line}; }}
QPushButton::menu-indicator {{ {_arrow("down", colours)}; width: {arrow}px; height: {arrow}px;
    subcontrol-origin: padding; subcontrol-position: right center; right: {SPACE.hair}px; }}
QPushButton:focus {{ margin: 0px; border: 2px solid {colours.focus}; }}
QPushButton:disabled {{ color: {colours.muted}; background: {colours.window}; border-style: dashed; }}
QPushButton[role="primary"] {{ {wide}; background: {colours.accent}; color: {colours.on_accent};
    border: 2px solid {colours.accent}; font-weight: 600; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {colours.text}; }}
QPushButton[role="primary"]:disabled {{ background: {colours.window}; color: {colours.muted};
    border: 2px dashed {colours.line}; }}
QPushButton[role="danger"] {{ color: {colours.error}; border: 2px solid {colours.error}; font-weight: 600; }}
QPushButton[role="danger"]:focus {{ border: 2px solid {colours.focus}; }}
QPushButton[role="quiet"] {{ border-color: transparent; background: transparent; color: {colours.text}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {colours.focus}; }}
QPushButton[role="choice"]:checked {{ background: {colours.selection}; color: {colours.on_selection};
    border: 2px solid {colours.text}; font-weight: 600; }}
QPushButton[role="choice"]:checked:focus {{ border: 2px solid {colours.focus}; }}
"""


def _boxes(colours: Colours, scale: float) -> str:
    pad, mark = _pad(scale, SPACE.small, SPACE.hair), round(_MARK * scale)
    kinds = "\n".join(
        f'QFrame[role="{kind}"] {{ background: {soft}; border: 1px solid {strong};'
        f" border-left: 5px solid {strong}; border-radius: 5px; }}\n"
        f'QFrame[role="{kind}"] QLabel {{ border: none; background: transparent; color: {colours.text}; }}'
        for kind, strong, soft in (
            ("info", colours.info, colours.info_soft),
            ("warning", colours.warning, colours.warning_soft),
            ("error", colours.error, colours.error_soft),
        )
    )
    return f"""
{kinds}
QFrame[role="card"] {{ background: {colours.surface}; border: 1px solid {colours.line}; border-radius: 7px; }}
QFrame[role="card"] QLabel {{ border: none; background: transparent; }}
QFrame[role="bar"] {{ background: {colours.surface}; border: none; border-top: 1px solid {colours.line}; }}
QFrame[role="bar"] QLabel {{ border: none; background: transparent; }}
QListView::indicator {{ width: {mark}px; height: {mark}px; }}
QTableView {{ gridline-color: {colours.selection}; background: {colours.surface};
    border: 1px solid {colours.line}; alternate-background-color: {colours.window}; }}
QTableView:focus, QListView:focus {{ border: 2px solid {colours.focus}; }}
QHeaderView::section {{ {pad}; background: {colours.window}; color: {colours.text}; border: none;
    border-bottom: 1px solid {colours.line}; font-weight: 600; }}
QListView#StepRail {{ background: transparent; border: 2px solid transparent; }}
QListView#StepRail:focus {{ border: 2px solid {colours.focus}; }}
QProgressBar {{ border: 1px solid {colours.line}; border-radius: 5px; text-align: center;
    background: {colours.surface}; color: {colours.text}; }}
QProgressBar::chunk {{ background: {colours.selection}; border-radius: 4px; }}
"""


_EDITORS = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QAbstractSpinBox")
"""Everything that is typed into or chosen from; a date is a spin box too."""


def _each(state: str = "") -> str:
    return ", ".join(f"{kind}{state}" for kind in _EDITORS)


def _fields(colours: Colours, scale: float) -> str:
    pad, low = _pad(scale, SPACE.small, SPACE.small), _pad(scale, SPACE.hair, SPACE.small)
    small, wide = round(_MARK * scale * _ARROW), round(_MARK * scale * 2 * _ARROW)
    return f"""
{_each()} {{ {low}; border: 1px solid {colours.line}; border-radius: 5px;
    background: {colours.surface}; color: {colours.text};
    selection-background-color: {colours.selection}; selection-color: {colours.on_selection}; }}
{_each(":focus")} {{ border: 2px solid {colours.focus}; }}
QLineEdit {{ {pad}; }}
{_each(":disabled")} {{ background: {colours.window}; color: {colours.muted}; border-style: dashed; }}
{_each(":read-only")} {{ background: {colours.window}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {wide}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow {{ {_arrow("down", colours)};
    width: {small}px; height: {small}px; }}
QSpinBox::up-arrow {{ {_arrow("up", colours)}; width: {small}px; height: {small}px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; background: transparent; width: {wide}px; }}
QComboBox:read-only {{ background: {colours.surface}; }}
QAbstractSpinBox QLineEdit {{ padding: 0px {SPACE.small}px; margin: 0px; border: none;
    background: transparent; }}
QComboBox QAbstractItemView {{ border: 1px solid {colours.line}; background: {colours.surface};
    color: {colours.text}; selection-background-color: {colours.selection};
    selection-color: {colours.on_selection}; }}
QComboBox QAbstractItemView::item {{ {pad}; }}
"""


def _arrow(way: str, colours: Colours) -> str:
    path = ARROWS / f"{way}-{colours.text[1:].lower()}.png"
    return f'image: url("{path.as_posix()}")'


def _ticks(colours: Colours, scale: float) -> str:
    edge = max(2, round(scale))
    side = round(_MARK * scale) - 4 * edge
    return f"""
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px; padding: {edge}px;
    border: {edge}px solid {colours.text}; background-color: {colours.surface};
    background-clip: content; background-origin: content; }}
QRadioButton::indicator {{ border-radius: {side // 2 + 2 * edge}px; }}
QCheckBox::indicator:checked {{ background-color: {colours.accent}; }}
QRadioButton::indicator:checked {{ background-clip: border; background-origin: border;
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 {colours.accent},
    stop: 0.55 {colours.accent}, stop: 0.62 {colours.surface}, stop: 1 {colours.surface}); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {colours.muted}; }}
QCheckBox, QRadioButton {{ spacing: {round(SPACE.small * scale)}px; color: {colours.text};
    }}
QCheckBox:focus, QRadioButton:focus {{ color: {colours.focus}; text-decoration: underline; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {colours.focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {colours.muted}; }}
"""


def _tabs(colours: Colours, scale: float) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {colours.line}; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{ {_pad(scale, SPACE.small, SPACE.small)}; margin-right: {SPACE.hair}px;
    background: transparent; color: {colours.text}; border: 2px solid transparent; }}
QTabBar::tab:hover {{ background: {colours.selection}; color: {colours.on_selection}; }}
QTabBar::tab:selected {{ border-bottom: 3px solid {colours.accent}; color: {colours.accent}; }}
QTabBar::tab:disabled {{ color: {colours.muted}; }}
QTabBar:focus {{ border: 2px solid {colours.focus}; }}
"""


def _menus(colours: Colours, scale: float) -> str:
    pad = _pad(scale, SPACE.small, SPACE.large)
    return f"""
QMenu {{ background: {colours.surface}; color: {colours.text}; border: 1px solid {colours.line}; }}
QMenu::item {{ {pad}; background: transparent; }}
QMenu::item:selected {{ background: {colours.selection}; color: {colours.on_selection}; }}
QMenu::item:disabled {{ color: {colours.muted}; }}
QMenu::separator {{ height: 1px; background: {colours.line}; }}
QToolTip {{ {_pad(scale, SPACE.small, SPACE.small)}; background: {colours.surface};
    color: {colours.text}; border: 1px solid {colours.line}; }}
"""
