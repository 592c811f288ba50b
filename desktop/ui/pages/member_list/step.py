"""What a step knows of the assistant it belongs to."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.member_list.intake import Intake


class Assistant(Protocol):
    """The assistant, as its steps see it."""

    intake: Intake

    def change(self, intake: Intake) -> None:
        """Take note of what the user chose."""

    def refresh_buttons(self) -> None:
        """Offer what can be done now."""


class Step(QWidget):
    """One step; `first` gets the focus when the step is shown."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__()
        self.assistant = assistant
        self.first: QWidget = self

    @property
    def intake(self) -> Intake:
        """What has been chosen so far."""
        return self.assistant.intake
