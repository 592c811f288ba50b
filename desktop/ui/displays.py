"""The screens as Qt shows them."""

from PySide6.QtGui import QGuiApplication

from desktop.surroundings import Display


def displays() -> tuple[Display, ...]:
    """Every screen with its place in the common picture."""
    screens = QGuiApplication.screens()
    return tuple(
        Display(screen.name(), box.x(), box.y(), box.width(), box.height())
        for screen, box in ((screen, screen.geometry()) for screen in screens)
    )
