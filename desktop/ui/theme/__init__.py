"""How the program looks: tokens without Qt, and the one function that applies them.

apply_theme(app, Theme(LIGHT, scale=1.25))   # once at the start, again when the user changes it
colours_of(widget)                           # the tokens that a widget painting itself should use
set_role(label, "title")                     # title, heading, quiet, number: sizes from the style sheet
"""

from desktop.ui.theme.apply import Theme, apply_theme, best_family, colours_of, set_role
from desktop.ui.theme.contrast import contrast
from desktop.ui.theme.tokens import DARK, LIGHT, SCALES, SIZES, SPACE, Colours

__all__ = [
    "DARK",
    "LIGHT",
    "SCALES",
    "SIZES",
    "SPACE",
    "Colours",
    "Theme",
    "apply_theme",
    "best_family",
    "colours_of",
    "contrast",
    "set_role",
]
