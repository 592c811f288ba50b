"""What the machine's surroundings say to a secret vote, for the screens of the ballot."""

from desktop.fitness import findings_now, require_fit
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
