"""What a regulation asks of the papers beside its words, and what a paper is told that no record holds."""

from dataclasses import dataclass
from datetime import date

from meeting.checklist import Asked, asked_papers
from meeting.comparison import Chart
from meeting.hand_in import HandIn, ReviewText
from meeting.inspection import Inspection
from meeting.level import Level
from meeting.numbering import PaperNumber
from meeting.paper_entry import PaperEntry
from meeting.past import PastYear
from meeting.regulation import Deadline, DossierItem, Regulation, ScoreSheet
from meeting.remedy import Remedy
from meeting.rerating import Rerating
from meeting.season import CollectiveFacts
from meeting.verdict import CapVerdict, OrganisationVerdict


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the dossier: its name, its form, the SHA-256 of the signed file ("" before the export)."""

    file: str
    form: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The regulation's lists; `voted` and `sentence` are the branch's level where the paper has no verdicts.

    `points` are the most that the common group and the tasks bring; `proposed` is the committee's own level.
    `written` is what members wrote in their self-reviews; `remedies` are the items of the plan,
    `reratings` the results that were replaced later, `organisations` what conditions leave to collectives,
    `charts` levels side by side.
    `numbers` are those of all papers: a paper is told its own alone (`Facts.number`).
    `asked` are the kinds of papers that members hand in, `hand_ins` what came; `inspection` is the notice.
    `made` are the files of the dossier, `reviews` how many reviews of members lie in their own folder.
    `paper_entries` is who entered the counts of paper ballots, round by round.
    `years` are the levels and awards of earlier years, `collectives` what the conditions of the collectives
    look at; `cap` is the cap on the levels that the meeting decided to propose, None without such.
    """

    dossier: tuple[DossierItem, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    score_sheet: ScoreSheet | None = None
    points: tuple[int, int] | None = None
    voted: Level | None = None
    sentence: str = ""
    made: tuple[Made, ...] = ()
    reviews: int = 0
    written: tuple[ReviewText, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    numbers: tuple[PaperNumber, ...] = ()
    reratings: tuple[Rerating, ...] = ()
    charts: tuple[Chart, ...] = ()
    organisations: tuple[OrganisationVerdict, ...] = ()
    asked: tuple[Asked, ...] = ()
    hand_ins: tuple[HandIn, ...] = ()
    inspection: Inspection | None = None
    paper_entries: tuple[PaperEntry, ...] = ()
    years: tuple[PastYear, ...] = ()
    collectives: tuple[CollectiveFacts, ...] = ()
    cap: CapVerdict | None = None
    day: date | None = None


def given_of(regulation: Regulation) -> Given:
    """Return what this regulation asks for."""
    frame = regulation.points
    return Given(
        dossier=regulation.dossier,
        deadlines=regulation.deadlines,
        score_sheet=regulation.score_sheet,
        asked=asked_papers(regulation),
        points=None if frame is None else (frame.common_max, frame.tasks_max),
    )
