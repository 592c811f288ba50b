"""The ceiling on the top level as the card shows it, and what one more or one fewer would mean."""

from collections.abc import Callable

from desktop.desk import Desk
from desktop.ui.widgets import CapView
from meeting.cap import rate_in_force
from meeting.level import Level
from meeting.questions import proposed_cap
from meeting.what_if import WhatIf, what_if


def cap_view(desk: Desk) -> CapView:
    """Return what the card shows."""
    cap = desk.verdict.cap
    _rate, source = rate_in_force(desk.regulation, desk.season)
    told = [cap.sentence, *(quota.sentence for quota in cap.subquotas), after_decisions(desk)]
    lines = [line for line in told if line]
    name = desk.regulation.member_names[Level.HTXSNV]
    clause = cap.clause if source.own else source.cite
    return CapView(
        f"Giới hạn “{name}”", cap.allowed, cap.excellent, "\n".join(lines), clause, local=source.own
    )


def after_decisions(desk: Desk) -> str:
    """Return how the cap stands after the decisions recorded; "" where they change nothing."""
    cap = proposed_cap(desk.regulation, desk.season, desk.verdict)
    if (cap.good, cap.excellent) == (desk.verdict.cap.good, desk.verdict.cap.excellent):
        return ""
    how = "trong giới hạn" if cap.ok else f"vượt {cap.excellent - cap.allowed}"
    return f"Sau các quyết định đã ghi: {cap.excellent}/{cap.good}, được {cap.allowed}, {how}."


def what_if_line(desk: Desk) -> Callable[[int], str]:
    """Return the function that says what `n` at the top would mean."""
    verdict, name = desk.verdict, desk.regulation.member_names[Level.HTTNV]

    def say(number: int) -> str:
        found = what_if(desk.regulation, desk.season, verdict, number)
        if found is None:
            return f"Không còn ai ở mức {name} để chuyển lên."
        told = [f"{reading.sentence}." for reading in found.readings]
        return "\n".join(
            [f"{_change(found.change)}, còn {found.good} {name}:", *told, *_nearest(desk, found)]
        )

    return say


def _change(change: int) -> str:
    if change == 0:
        return "Như hiện nay"
    return f"Nếu thêm {change}" if change > 0 else f"Nếu bớt {-change}"


def _nearest(desk: Desk, found: WhatIf) -> list[str]:
    """Who would be nearest by votes; the program chooses nobody."""
    names = [f"{desk.season.member(member).name} ({votes} phiếu)" for member, votes in found.nearest]
    return [f"Gần nhất theo số phiếu: {', '.join(names)}. Máy không chọn thay hội nghị."] if names else []
