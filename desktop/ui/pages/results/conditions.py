"""What the conditions of the regulation leave to the branch and its committee, condition by condition."""

from collections.abc import Callable
from functools import partial
from typing import Final

from desktop.desk import Desk
from desktop.ui.pages.collective.dialog import TITLES, asked_about
from desktop.ui.pages.pieces import Tall, button, column, row, words
from desktop.ui.theme import SPACE
from meeting.level import LEVELS, Level
from meeting.verdict import OrganisationVerdict, Outcome

_MARKS: Final = {Outcome.MET: "✓", Outcome.FAILED: "✗", Outcome.UNKNOWN: "?"}
_NONE: Final = "Quy định này không nêu điều kiện mà chương trình đối chiếu được."


class ConditionsCard(Tall):
    """For each collective what it can reach, a warning, the conditions, and a button to write facts down."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        self.told = {subject: words(role="heading") for subject in TITLES}
        self.warnings = {subject: words(role="accent") for subject in TITLES}
        self.conditions = {subject: words() for subject in TITLES}
        self.enter = {
            subject: button(f"{title}…", f"facts-{subject}", partial(ask, subject))
            for subject, title in TITLES.items()
        }
        self.nothing = words(_NONE)
        parts = [
            part
            for subject in TITLES
            for part in (
                self.told[subject],
                self.warnings[subject],
                row(self.enter[subject], None),
                self.conditions[subject],
            )
        ]
        super().__init__(column(self.nothing, *parts, None, spacing=SPACE.medium))

    def show_verdicts(self, desk: Desk) -> None:
        """Show what is known now."""
        found = {one.subject: one for one in desk.verdict.organisations}
        self.nothing.setVisible(not found)
        for subject in TITLES:
            one = found.get(subject)
            asks = asked_about(desk.regulation, desk.season.unit.structure, subject)
            self.enter[subject].setVisible(asks)
            self.told[subject].setText(one.sentence if one else "")
            self.told[subject].setVisible(one is not None)
            self.warnings[subject].setText(one.warning if one else "")
            self.warnings[subject].setVisible(bool(one and one.warning))
            self.conditions[subject].setText(conditions_text(desk, one) if one else "")
            self.conditions[subject].setVisible(one is not None)


def conditions_text(desk: Desk, one: OrganisationVerdict) -> str:
    """The conditions level by level: ✓ met, ✗ failed, ? nobody wrote it down."""
    parts = []
    for level in LEVELS:
        found = [each for each in one.conditions if each.level is level]
        if found:
            name = desk.regulation.names_of(one.subject)[level]
            head = f"Nếu không thì {name}:" if level is Level.KHTNV else f"{name}:"
            parts.append("\n".join([head, *(f"{_MARKS[each.outcome]}  {each.sentence}" for each in found)]))
    return "\n\n".join(parts)
