"""A program that writes what people enter before and after the meeting, then kills itself at once."""

import os
import signal
import sys
from datetime import date
from pathlib import Path

from desktop import before, past_years, remedies, reviews
from desktop.desk import Desk
from meeting.hand_in import RESIDENCE
from meeting.level import Level
from meeting.past import PastYear
from meeting.remedy import Remedy, RemedyState


def main() -> None:
    desk = Desk.open(Path(sys.argv[1]))
    first = desk.season.members[0].id
    reviews.write_part(desk, first, "han_che", "Chậm một báo cáo.")
    reviews.hand_in(desk, first, handed_in=True)
    before.receive(desk, first, RESIDENCE)
    before.mark_done(desk, before.deadlines(desk)[0], done=True)
    remedies.add_remedies(desk, (Remedy(0, first, "Chậm một báo cáo.", due=date(2027, 1, 31)),))
    remedies.set_remedied(desk, desk.season.remedies[0], RemedyState.DOING)
    past_years.record_years(desk, (PastYear(first, desk.season.year - 1, Level.HTXSNV),))
    past_years.set_base_members(desk, 120)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
