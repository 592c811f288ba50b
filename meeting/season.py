"""The facts of one year's review as they stand: unit, members, sessions, reviews, ballot.

A `Season` is one frozen picture of the book. Pages show it, rules judge it, forms print it; nobody
edits it. Dates are calendar days, times are local wall-clock minutes, points are hundredths.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from meeting.amendment import Amendment
from meeting.ballot import Question, Tally
from meeting.decision import Decision
from meeting.hand_in import HandIn, ReviewText
from meeting.inspection import Inspection
from meeting.level import Level
from meeting.numbering import PaperNumber
from meeting.paper_entry import PaperEntry
from meeting.past import PastYear
from meeting.remedy import Remedy
from meeting.rerating import Rerating


class Form(StrEnum):
    """What kind of branch: under a grassroots committee, or itself a grassroots organisation."""

    TRUC_THUOC = "chi_bo_truc_thuoc"
    CO_SO = "chi_bo_co_so"


class Structure(StrEnum):
    """How the branch is built: groups and committee, committee only, or a secretary alone."""

    TO_DANG = "to_dang"
    CHI_UY = "chi_uy"
    BI_THU = "bi_thu"


class Sector(StrEnum):
    """The kind of agency, which decides how the places at the top level are divided."""

    HANH_CHINH = "hanh_chinh"
    SU_NGHIEP = "su_nghiep"
    DOANH_NGHIEP = "doanh_nghiep"
    KHAC = "khac"


class Post(StrEnum):
    """Post in the branch."""

    BI_THU = "bi_thu"
    PHO_BI_THU = "pho_bi_thu"
    CHI_UY_VIEN = "chi_uy_vien"
    NONE = ""


class Leader(StrEnum):
    """Leading post at work: in the leading collective, head or deputy of a division, or none."""

    TAP_THE = "tap_the"
    PHONG = "phong"
    NONE = ""


class Status(StrEnum):
    """How the member takes part in Party life."""

    ACTIVE = "active"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    TEMPORARY_HERE = "temporary_here"
    TEMPORARY_AWAY = "temporary_away"
    COMMITTEE_SUSPENDED = "committee_suspended"


class Professional(StrEnum):
    """This year's rating as cán bộ, công chức, viên chức; UNKNOWN: employed but not yet rated."""

    HTXSNV = "HTXSNV"
    HTTNV = "HTTNV"
    HTNV = "HTNV"
    KHTNV = "KHTNV"
    NOT_EMPLOYED = ""
    UNKNOWN = "?"

    @property
    def level(self) -> Level | None:
        """The level, or None where there is none."""
        return Level(self.value) if self.value in Level.__members__ else None


class Discipline(StrEnum):
    """Form of discipline decided in the year."""

    NONE = ""
    KHIEN_TRACH = "khien_trach"
    CANH_CAO = "canh_cao"
    CACH_CHUC = "cach_chuc"
    KHAI_TRU = "khai_tru"


class Scope(StrEnum):
    """Where and when the disciplined fault happened."""

    DUTY_HERE_THIS_YEAR = "duty_here_this_year"
    OTHER_UNIT = "other_unit"
    EARLIER_YEAR = "earlier_year"
    NOT_DUTY = "not_duty"


class Grade(StrEnum):
    """Four grades of a criterion, from best to worst."""

    XUAT_SAC = "xuat_sac"
    TOT = "tot"
    TRUNG_BINH = "trung_binh"
    KEM = "kem"

    def reaches(self, needed: "Grade") -> bool:
        """Tell whether this grade is `needed` or better."""
        order = list(Grade)
        return order.index(self) <= order.index(needed)


@dataclass(frozen=True, slots=True)
class Tasks:
    """Counts of the year's tasks: given, done, done on time, beyond what was asked."""

    total: int = 0
    done: int = 0
    on_time: int = 0
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class OldFaults:
    """Shortcomings named at the previous review, and how many of them are remedied."""

    named: int = 0
    fixed: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """The branch."""

    superior: str
    name: str
    form: Form
    structure: Structure
    sector: Sector
    place: str = ""
    groups: tuple[str, ...] = ()
    unit_level: Level | None = None
    cap_document: str = ""
    organisation_score: tuple[int, ...] = ()


class PeerKind(StrEnum):
    """A body of the same level: the authority or agency, or the Front and the mass organisations."""

    CHINH_QUYEN = "chinh_quyen"
    DOAN_THE = "doan_the"


@dataclass(frozen=True, slots=True)
class Peer:
    """How a body of the same level was rated this year; `absent`: there is none of this name here."""

    name: str
    kind: PeerKind
    level: Level | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What people said to a question of the regulation; without an answer nothing is known."""

    question: str
    yes: bool


@dataclass(frozen=True, slots=True)
class CollectiveFacts:
    """What is known of a collective ("chi_bo" or "chi_uy") beside its members; `points` in hundredths.

    `grades`: the lowest of the criteria on results, then the lowest of the others.
    """

    subject: str
    grades: tuple[Grade, ...] = ()
    points: tuple[int, int] | None = None
    tasks: Tasks = Tasks()
    peers: tuple[Peer, ...] = ()
    answers: tuple[Answer, ...] = ()

    def answer(self, question: str) -> bool | None:
        """The answer to a question, or None where there is none."""
        return next((one.yes for one in self.answers if one.question == question), None)


@dataclass(frozen=True, slots=True)
class Member:
    """One person on the roll with the facts of the year. `points` = (common, tasks) in hundredths."""

    id: str
    name: str
    born: date
    admitted: date
    official: date | None = None
    group: str = ""
    post: Post = Post.NONE
    leader: Leader = Leader.NONE
    leader_since: date | None = None
    head: bool = False
    head_newly_arrived: bool = False
    status: Status = Status.ACTIVE
    professional: Professional = Professional.NOT_EMPLOYED
    sick_months: int = 0
    maternity: bool = False
    discipline: Discipline = Discipline.NONE
    discipline_scope: Scope = Scope.DUTY_HERE_THIS_YEAR
    self_level: Level | None = None
    group_level: Level | None = None
    committee_level: Level | None = None
    grades: tuple[Grade, ...] = ()
    points: tuple[int, int] | None = None
    tasks: Tasks = Tasks()
    old_faults: OldFaults = OldFaults()
    merits: tuple[str, ...] = ()
    residence_comment: str = ""
    job: str = ""
    note: str = ""


class SessionKind(StrEnum):
    """The three kinds of meeting."""

    TO_DANG = "to_dang"
    CHI_BO = "chi_bo"
    CHI_UY = "chi_uy"


class SessionState(StrEnum):
    """A session is planned, then open, then closed for good."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class ItemState(StrEnum):
    """An agenda item waits, runs, or is done."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a session's agenda; `note` is what the minutes record about it."""

    key: str
    title: str
    clause: str
    state: ItemState = ItemState.PENDING
    started: datetime | None = None
    ended: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether a member is in the room, and if not, whether the committee accepted the reason."""

    present: bool = False
    accepted: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What happened when one member (or the committee, member = "chi_uy") was reviewed in a session.

    `in_favour` is the show of hands for the proposed level, where one was taken.
    """

    member: str
    done: bool = False
    chair: str = ""
    strengths: str = ""
    shortcomings: str = ""
    opinions: str = ""
    conclusion: str = ""
    proposed: Level | None = None
    in_favour: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting; chair and secretary are member ids.

    `id` is "to_dang:NAME", "chi_bo" or "chi_uy"; a supplementary branch meeting is "chi_bo:2", "chi_bo:3", …
    """

    id: str
    kind: SessionKind
    group: str = ""
    state: SessionState = SessionState.PLANNED
    day: date | None = None
    place: str = ""
    opened: datetime | None = None
    closed: datetime | None = None
    chair: str = ""
    secretary: str = ""
    guests: str = ""
    conclusion: str = ""
    items: tuple[AgendaItem, ...] = ()
    attendance: Mapping[str, Attendance] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)

    @property
    def supplementary(self) -> int:
        """Which supplementary branch meeting this is: 1, 2, …; 0 for every other meeting."""
        number = self.id.partition(":")[2] if self.kind is SessionKind.CHI_BO else ""
        return int(number) - 1 if number.isdecimal() else 0

    @property
    def title(self) -> str:
        """The meeting's Vietnamese name."""
        again = {0: "", 1: " bổ sung"}.get(self.supplementary, f" bổ sung lần {self.supplementary}")
        names = {
            SessionKind.TO_DANG: f"Hội nghị {self.group}",
            SessionKind.CHI_BO: f"Hội nghị chi bộ{again}",
            SessionKind.CHI_UY: "Hội nghị chi ủy",
        }
        return names[self.kind]


class BallotState(StrEnum):
    """Where the secret ballot stands; the same words as the box's."""

    NONE = "none"
    PREPARED = "prepared"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    COUNTED = "counted"
    VOID = "void"


class BallotForm(StrEnum):
    """On this laptop, or on paper."""

    BOOTH = "booth"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of the secret ballot; the tallies are there once it is counted.

    A further round names its `subjects`, the meeting (`session`) that holds it and the `reason`; the first
    has no subjects: everyone who is rated stands on it. `room`: who was there, kept for a round that another
    one followed in the same meeting; empty where the meeting's own roll says it.
    """

    state: BallotState = BallotState.NONE
    form: BallotForm = BallotForm.BOOTH
    approved: str = ""
    round: int = 1
    tellers: tuple[str, ...] = ()
    box: str = ""
    issued: int = 0
    collected: int = 0
    valid: int = 0
    invalid: int = 0
    tallies: tuple[Tally, ...] = ()
    opened: datetime | None = None
    counted: datetime | None = None
    session: str = "chi_bo"
    subjects: tuple[str, ...] = ()
    reason: str = ""
    question: Question = Question.LEVELS
    room: Mapping[str, Attendance] = field(default_factory=dict)

    def tally(self, subject: str) -> Tally | None:
        """Return the count of one subject, if it stood on the ballot and is counted."""
        return next((t for t in self.tallies if t.subject == subject), None)


@dataclass(frozen=True, slots=True)
class Season:
    """One year's review of one branch, complete.

    `ballot` is the newest round in whatever state; `earlier_ballots` are those before it that were counted,
    oldest first.
    """

    book: str
    regulation: str
    year: int
    meeting_day: date
    unit: Unit
    members: tuple[Member, ...]
    sessions: tuple[Session, ...] = ()
    ballot: Ballot = Ballot()
    rehearsal: bool = False
    overrides: tuple[Amendment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    hand_ins: tuple[HandIn, ...] = ()
    review_texts: tuple[ReviewText, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    past_years: tuple[PastYear, ...] = ()
    numbers: tuple[PaperNumber, ...] = ()
    reratings: tuple[Rerating, ...] = ()
    collectives: tuple[CollectiveFacts, ...] = ()
    inspection: Inspection | None = None
    earlier_ballots: tuple[Ballot, ...] = ()
    paper_entries: tuple[PaperEntry, ...] = ()

    def member(self, member_id: str) -> Member:
        """Return the member with this id; KeyError if there is none."""
        for member in self.members:
            if member.id == member_id:
                return member
        raise KeyError(member_id)

    def session(self, session_id: str) -> Session:
        """Return the session with this id; KeyError if there is none."""
        for session in self.sessions:
            if session.id == session_id:
                return session
        raise KeyError(session_id)

    def collective(self, subject: str) -> CollectiveFacts:
        """What is known of a collective; nothing yet where nothing was written down."""
        known = (one for one in self.collectives if one.subject == subject)
        return next(known, CollectiveFacts(subject))

    @property
    def branch_session(self) -> Session | None:
        """The branch meeting, if the agenda has been laid out; supplementary ones come after it."""
        return next((s for s in self.sessions if s.kind is SessionKind.CHI_BO), None)

    @property
    def voting_session(self) -> Session | None:
        """The branch meeting that votes: the one that is open, else that of the newest round."""
        branch = [s for s in self.sessions if s.kind is SessionKind.CHI_BO]
        running = (s for s in branch if s.state is SessionState.OPEN)
        return next(running, next((s for s in branch if s.id == self.ballot.session), None))

    @property
    def counted_ballots(self) -> tuple[Ballot, ...]:
        """Every round that was counted, oldest first."""
        last = (self.ballot,) if self.ballot.state is BallotState.COUNTED else ()
        return (*self.earlier_ballots, *last)

    @property
    def main_ballot(self) -> Ballot:
        """The round on which everyone stands: counted, or else the newest, which is on its way there."""
        return self.earlier_ballots[0] if self.earlier_ballots else self.ballot

    @property
    def counted(self) -> bool:
        """Tell whether there are results."""
        return bool(self.counted_ballots)

    def ballot_of(self, subject: str) -> Ballot | None:
        """The newest counted round on which this subject stood, or None."""
        held = (one for one in reversed(self.counted_ballots) if one.tally(subject) is not None)
        return next(held, None)

    def reviewed(self, member_id: str) -> bool:
        """Tell whether the member's self-review was read and concluded in any session."""
        return any(member_id in s.reviews and s.reviews[member_id].done for s in self.sessions)

    def came(self, member_id: str) -> bool:
        """Tell whether the member was at a branch meeting, the supplementary ones included."""
        branch = (s for s in self.sessions if s.kind is SessionKind.CHI_BO)
        return any(s.attendance.get(member_id, Attendance()).present for s in branch)
