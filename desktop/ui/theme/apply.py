"""Put a theme on the program: Fusion, a palette, a font, a style sheet with sizes in points."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme.stylesheet import stylesheet
from desktop.ui.theme.tokens import DARK, LIGHT, SIZES, Colours

_FAMILIES = ("Segoe UI", "Noto Sans", "Be Vietnam Pro", "Liberation Sans", "Arial", "DejaVu Sans")
_HALF_LIGHT = 128
_HALF_SEEN = 128


@dataclass(frozen=True, slots=True)
class Theme:
    """What the user chose: light or dark, and a text size (one of SCALES)."""

    colours: Colours = LIGHT
    scale: float = 1.0


def best_family() -> str:
    """Return the first sans-serif family at hand that holds every Vietnamese letter, or "" for none."""
    able = set(QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese))
    return next((family for family in _FAMILIES if family in able), min(able, default=""))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Make the whole program look like `theme`; may be called again at any time."""
    app.setStyle("Fusion")
    font = QFont(best_family())
    font.setPointSizeF(SIZES.body * theme.scale)
    app.setFont(font)
    app.setPalette(palette(theme.colours))
    app.setStyleSheet(stylesheet(theme.colours, theme.scale))


def palette(colours: Colours) -> QPalette:
    """Return the Qt palette that says the same as `colours`."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.on_selection),
        (role.Link, colours.info),
        (role.Accent, colours.accent),
        (role.Mid, colours.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return made


def colours_of(widget: QWidget) -> Colours:
    """Return the tokens that fit what surrounds `widget`, for widgets that paint themselves."""
    return LIGHT if _ground(widget).lightness() >= _HALF_LIGHT else DARK


def _ground(widget: QWidget) -> QColor:
    """The colour behind `widget`: of the nearest ancestor that is not see-through, else of the program.

    A transparent background in a style sheet is put into the palette as black without opacity.
    """
    around: QWidget | None = widget
    while around is not None:
        colour = around.palette().color(QPalette.ColorRole.Window)
        if colour.alpha() >= _HALF_SEEN:
            return colour
        around = around.parentWidget()
    return QGuiApplication.palette().color(QPalette.ColorRole.Window)


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` a part in the style sheet: title, heading, quiet, number, primary, danger, card …."""
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
