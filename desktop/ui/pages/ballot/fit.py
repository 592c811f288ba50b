"""What the machine's surroundings say to a secret vote, for the screens of the ballot."""

from desktop.fitness import LOGGED, findings_now, require_fit
from desktop.surroundings import Finding
from desktop.ui.displays import displays
from desktop.ui.pages.page import Context
from desktop.ui.widgets import Notice, NoticeKind

REHEARSAL = "Bỏ phiếu thật thì máy sẽ không cho làm bước này: "


def ask_fit(context: Context) -> bool:
    """Tell whether somebody may vote now; if not, the reason is shown. A rehearsal is only warned."""
    found: list[Finding] = []
    fit = context.attempt(lambda: found.extend(require_fit(context.desk, displays())))
    if found:
        context.notice.emit("warning", REHEARSAL + found[0].sentence)
    return fit


def seen_by_others(context: Context) -> bool:
    """Tell, while somebody votes, whether a projector or another machine shows the screen; it is noted."""
    if context.desk.season.rehearsal:
        return False
    found = [one for one in findings_now(context.desk, displays()) if one.kind in LOGGED]
    if found:
        context.attempt(lambda: require_fit(context.desk, displays()))
    return bool(found)


class FitNotice(Notice):
    """Says beforehand what would be refused, all of it."""

    def look(self, context: Context) -> None:
        """Look around anew."""
        found = findings_now(context.desk, displays())
        if not found:
            self.clear()
            return
        rehearsal = context.desk.season.rehearsal
        sentences = " ".join(finding.sentence for finding in found)
        if rehearsal:
            self.say(NoticeKind.WARNING, REHEARSAL + sentences)
        else:
            self.say(NoticeKind.ERROR, sentences)
