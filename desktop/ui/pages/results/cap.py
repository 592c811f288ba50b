"""The ceiling on the top level as the card shows it, and what one more or one fewer would mean."""

from collections.abc import Callable

from desktop.desk import Desk
from desktop.ui.widgets import CapView
from meeting.cap import rate_in_force, what_if
from meeting.level import Level


def cap_view(desk: Desk) -> CapView:
    """Return what the card shows."""
    cap = desk.verdict.cap
    _rate, source = rate_in_force(desk.regulation, desk.season)
    lines = [cap.sentence, *(quota.sentence for quota in cap.subquotas)]
    name = desk.regulation.member_names[Level.HTXSNV]
    return CapView(
        f"Giới hạn “{name}”", cap.allowed, cap.excellent, "\n".join(lines), cap.clause, local=source.own
    )


def what_if_line(desk: Desk) -> Callable[[int], str]:
    """Return the function that says what `n` at the top would mean."""
    verdict = desk.verdict
    levels: dict[str, Level | None] = {one.member: one.level for one in verdict.members}

    def say(number: int) -> str:
        more = number - verdict.cap.excellent
        excellent, good, allowed = what_if(desk.regulation, desk.season, levels, more)
        if good < 0:
            return "không còn ai ở mức hoàn thành tốt để chuyển lên."
        how = "trong giới hạn" if excellent <= allowed else f"vượt {excellent - allowed}"
        if more == 0:
            return f"đồng chí xuất sắc như hiện nay: được {allowed}, {how}."
        change = f"thêm {more}" if more > 0 else f"bớt {-more}"
        return f"đồng chí xuất sắc ({change}): còn {good} hoàn thành tốt, được {allowed}, {how}."

    return say
