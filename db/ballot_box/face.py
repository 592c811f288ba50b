"""What a box may show at any time: counts, who has voted, its log; never a mark."""

from pathlib import Path

from db.ballot_box import audit, contents
from db.ballot_box.errors import NotOnRoll
from db.ballot_box.manifest import Manifest, paper_hash
from db.ballot_box.result import Result
from db.ballot_box.state import WITH_ENVELOPE, BoxState, SuspendReason, require
from db.ballot_box.vault import Vault
from meeting.ballot import BallotPaper


class Face:
    """The side of the box that people may look at."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def path(self) -> Path:
        """The file."""
        return self._vault.path

    @property
    def manifest(self) -> Manifest:
        """What the box was prepared with."""
        return self._vault.manifest

    @property
    def state(self) -> BoxState:
        """Where the box stands."""
        return self._vault.head().state

    @property
    def count(self) -> int:
        """Number of ballots in the box."""
        return self._vault.head().n

    @property
    def present(self) -> int:
        """Number of voters who may be issued a ballot, or have cast theirs."""
        return sum(row.present for row in self._vault.roll())

    @property
    def is_locked(self) -> bool:
        """Tell whether the halves of the resume code are needed before the next step."""
        return self._vault.epoch is None and self.state in WITH_ENVELOPE

    @property
    def has_fresh_halves(self) -> bool:
        """Tell whether `unlock` made new halves that the next step of any kind brings into force."""
        return self._vault.epoch is not None and self._vault.epoch.replaced

    @property
    def audit_head(self) -> str:
        """Newest link of the log in hex, to be printed on the opening and closing records."""
        return self._vault.head().audit_head.hex()

    @property
    def box_hash(self) -> str:
        """Hash of the closed slips in hex, to be printed on the closing record."""
        require(self.state, (BoxState.CLOSED, BoxState.COUNTED, BoxState.SEALED), "đọc mã băm của hòm")
        return str(contents.closing(self.manifest, self._vault.bodies(), self.log())[0].details["box"])

    @property
    def closing_head(self) -> str:
        """Link of the closing record in hex, to be printed on it; the result names the same."""
        require(
            self.state, (BoxState.CLOSED, BoxState.COUNTED, BoxState.SEALED), "đọc mã nhật ký khi đóng hòm"
        )
        return contents.closing(self.manifest, self._vault.bodies(), self.log())[1].hex()

    @property
    def voided(self) -> tuple[str, ...]:
        """Subjects of the contests that were declared void."""
        subjects = self.manifest.contests
        return tuple(subjects[place] for place in sorted(contents.voided_in(self.log(), len(subjects))))

    @property
    def is_torn(self) -> bool:
        """Tell whether the meeting declared that both halves of the resume code were torn up."""
        return any(one.kind == "resume_destroyed" for one in self.log())

    @property
    def is_closing(self) -> bool:
        """Tell whether closing has begun: no ballot comes in any more, whatever becomes of that step."""
        return any(one.details.get("reason") == SuspendReason.CLOSING for one in self.log())

    @property
    def had_other_halves(self) -> bool:
        """Tell whether new halves took the place of others, which still open older versions of the file."""
        return any(one.kind == "resume_replaced" for one in self.log())

    @property
    def result(self) -> Result | None:
        """The signed result, once counted."""
        return self._vault.result()

    def log(self) -> tuple[audit.Record, ...]:
        """All records of the log."""
        return self._vault.log()

    def roll(self) -> tuple[tuple[str, bool, bool], ...]:
        """(member, may be issued a ballot, has voted) for every voter in list order, reserve rows last."""
        marks = zip(self.manifest.members, self._vault.roll(), strict=True)
        return tuple((member, row.present, row.voted) for member, row in marks)

    def has_voted(self, member: str) -> bool:
        """Tell whether this voter's ballot is in the box."""
        return self._vault.row(self._place(member)).voted

    def is_for(self, paper: BallotPaper) -> bool:
        """Tell whether the box was prepared for exactly this ballot, wording included."""
        return self.manifest.paper == paper_hash(paper)

    def _place(self, member: str) -> int:
        if member not in self.manifest.members:
            raise NotOnRoll("Đồng chí này không có trong danh sách bỏ phiếu của hòm phiếu này.")
        return self.manifest.members.index(member)
