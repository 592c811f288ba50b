"""Qt without a screen, and a clean floor after every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLoggingCategory
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme import Theme, apply_theme

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts"


@pytest.fixture(autouse=True)
def _clean_floor(qapp: QApplication) -> Iterator[None]:
    """Start every test in the default theme; leave no window alive (Qt deletes late unless told to)."""
    QLoggingCategory.setFilterRules("qt.qpa.*=false")
    apply_theme(qapp, Theme())
    yield
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


@pytest.fixture
def picture() -> "Picture":
    return Picture()


class Picture:
    """Save what a widget looks like, to be looked at by a person."""

    def __call__(self, widget: QWidget, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        widget.grab().save(str(ARTEFACTS / f"{name}.png"))
