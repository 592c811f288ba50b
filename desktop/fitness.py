"""Whether the machine is fit for a secret vote now: asked before every step that shows or takes a secret.

A real vote is refused with one sentence; a rehearsal is only warned, because nothing secret is at stake.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from db.ballot_box import BoxError
from db.ballot_box.state import WITH_ENVELOPE, BoxState
from desktop.desk import Desk, DeskError
from desktop.probes import look
from desktop.surroundings import Display, Finding, Kind, findings

LOGGED = frozenset({Kind.DISPLAY, Kind.REMOTE})
"""What the box's log remembers; the rest harms nobody's secret."""


def findings_now(desk: Desk, displays: Sequence[Display]) -> tuple[Finding, ...]:
    """Everything that speaks against voting here and now."""
    around = look(desk.boxes, displays=displays, box=_box_file(desk))
    begun = desk.box is not None and desk.box.state in {BoxState.OPEN, BoxState.SUSPENDED}
    return findings(replace(around, voting=begun))


def require_fit(desk: Desk, displays: Sequence[Display]) -> tuple[Finding, ...]:
    """Refuse a real vote on a machine that is not fit; in a rehearsal, return what to warn of."""
    found = findings_now(desk, displays)
    if not found or desk.season.rehearsal:
        return found
    for finding in found:
        _log(desk, finding)
    raise DeskError(found[0].sentence)


def _box_file(desk: Desk) -> Path | None:
    return desk.box.path if desk.box is not None else None


def _log(desk: Desk, finding: Finding) -> None:
    """Note the refusal, unless that would bring halves into force that are not on paper yet."""
    box = desk.box
    if finding.kind not in LOGGED or box is None or box.state not in WITH_ENVELOPE or box.has_fresh_halves:
        return
    try:
        box.note_refusal(finding.kind.value)
    except BoxError as error:
        raise DeskError(str(error)) from error
