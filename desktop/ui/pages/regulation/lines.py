"""What the page lists: a rule with its source, or a rule beside the one of another regulation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.pages.pieces import column, holder, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import fold
from meeting.describe import SURES, Difference, Rule
from meeting.regulation import Sure

OWN: Final = frozenset({Sure.INFERRED, Sure.OWN})
_SHARES: Final = (3, 6, 4)
_EVEN: Final = (3, 5, 5)
_NO_RULE: Final = "Không có điều này."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: what is searched in, and what shows it."""

    topic: str
    searched: str
    label: QLabel
    parts: tuple[QWidget, ...]


def rule_lines(rules: Iterable[Rule]) -> tuple[QGridLayout, list[Line]]:
    """Return the grid of the rules: topic, sentence, clause and how it is known."""
    grid = _grid(_SHARES)
    return grid, [_rule_line(grid, at, rule) for at, rule in enumerate(rules)]


def difference_lines(mine: str, other: str, found: Iterable[Difference]) -> tuple[QGridLayout, list[Line]]:
    """Return the grid of what differs: topic, the rule here, the rule there."""
    grid = _grid(_EVEN)
    for place, text in enumerate(("", mine, other)):
        grid.addWidget(words(text, "heading"), 0, place)
    return grid, [_difference_line(grid, at, one) for at, one in enumerate(found, 1)]


def told_apart(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences that a reader can see: another sentence or another clause."""
    return [one for one in found if _said(one.before) != _said(one.after)]


def _said(rule: Rule | None) -> tuple[str, str]:
    return ("", "") if rule is None else (rule.text, rule.cite)


def _grid(shares: tuple[int, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.medium)
    for at, share in enumerate(shares):
        grid.setColumnStretch(at, share)
    return grid


def _rule_line(grid: QGridLayout, at: int, rule: Rule) -> Line:
    marked = rule.sure in OWN or rule.sure is Sure.SUPERIOR
    clause = words(rule.cite, "accent" if marked else "")
    origin = words(_origin(rule), "quiet")
    source = holder(column(clause, origin, spacing=0))
    searched = f"{rule.topic} {rule.text} {rule.cite} {origin.text()}"
    return _placed(grid, at, rule.topic, searched, words(rule.text), source)


def _difference_line(grid: QGridLayout, at: int, one: Difference) -> Line:
    sides = (one.before, one.after)
    searched = " ".join([one.topic, *(f"{rule.text} {rule.cite}" for rule in sides if rule is not None)])
    return _placed(grid, at, one.topic, searched, *(_side(rule) for rule in sides))


def _side(rule: Rule | None) -> QWidget:
    if rule is None:
        return words(_NO_RULE, "quiet")
    return holder(column(words(rule.text), words(rule.cite, "quiet"), spacing=0))


def _placed(grid: QGridLayout, at: int, topic: str, searched: str, *parts: QWidget) -> Line:
    label = words(topic, "quiet")
    for place, widget in enumerate((label, *parts)):
        grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignTop)
    return Line(topic, fold(searched), label, (label, *parts))


def _origin(rule: Rule) -> str:
    return "văn bản không nêu" if rule.sure in OWN else f"{rule.document}, {SURES[rule.sure]}"
