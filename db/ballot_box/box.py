"""The ballot box: the steps a meeting takes with it, in the order the states allow.

The keys of the envelope are in memory while it is unlocked; the tellers' keys exist only while they count
or hand over the key for a recount. A reader of this module needs `vault` only for how a step reaches the
disk.
"""

import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from nacl.utils import random

from db.ballot_box import (
    bundle,
    codes,
    contents,
    deck,
    envelope,
    inspection,
    keys,
    schema,
    tellers,
)
from db.ballot_box.ballot import ClosedBallot, close_ballot
from db.ballot_box.build import build_hash
from db.ballot_box.errors import (
    AlreadyVoted,
    BoxDamaged,
    DiskFull,
    NotOnRoll,
    NotReady,
    WrongChoices,
    WrongCode,
    WrongState,
)
from db.ballot_box.face import Face
from db.ballot_box.keys import DEFAULT, REHEARSAL, ArgonCost
from db.ballot_box.manifest import check_sizes, rows
from db.ballot_box.memory import erase
from db.ballot_box.preparing import Ceremony, Terms, make_vault
from db.ballot_box.result import Result
from db.ballot_box.state import WITH_ENVELOPE, BoxState, SuspendReason, VoidReason, require, require_step
from db.ballot_box.store import Mark, Row
from db.ballot_box.vault import Clock, Epoch, Step, Vault, locked, step
from meeting.ballot import BallotPaper, Tally

FEWEST: Final = 3
"""Fewer ballots than this cannot be secret, whatever the box does."""

CONFIRMATIONS: Final = 2
ROOM: Final = 20
"""Free disk space to ask for before opening, as a multiple of the file's size."""

CEREMONY: Final = {
    "codes_proven": "các đồng chí kiểm phiếu gõ thử lại mã",
    "resume_proven": "gõ thử hai nửa mã mở lại",
    "zero_check": "kiểm tra hòm rỗng",
    "test_deck": "chạy thử bộ phiếu mẫu",
}
"""Records that must be in the log before the box may be opened, and the step each stands for."""


def now() -> datetime:
    """The laptop's own time and zone."""
    return datetime.now(UTC).astimezone()


class Box(Face):
    """A ballot box on the disk, held by this program alone.

    Make one with `prepare` or `Box.open_existing`; leave it with `release` (or a ``with`` block), which
    never changes its state. Every method that takes a step raises BoxError, and then has changed nothing.
    """

    @classmethod
    def open_existing(cls, path: Path, *, clock: Clock = now) -> Self:
        """Open a box at program start; one left open by a crash is suspended first (interrupted)."""
        journal = path.with_name(path.name + "-journal")
        rolled_back = journal.exists() and journal.stat().st_size > 0
        db = schema.open_file(path)
        try:
            with schema.readable():
                vault = Vault(path, db, inspection.inspect(db), clock)
            if vault.head().state is BoxState.OPEN:
                details = {"n": vault.head().n, "rolled_back": rolled_back}
                vault.commit(step(BoxState.SUSPENDED, "interrupted", **details))
        except BaseException:
            db.close()
            raise
        return cls(vault)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Forget the keys and let go of the file."""
        self._vault.release()

    # -- opening ceremony

    def prove_codes(self, typed: Sequence[str]) -> None:
        """Rehearsal: all tellers retype their codes; WrongCode names the places of those that do not fit."""
        require(self.state, (BoxState.PREPARED,), "thử mã kiểm phiếu")
        try:
            tellers.prove(self.manifest, typed)
        except WrongCode as error:
            self._note("codes_failed", tellers=[place + 1 for place in error.positions])
            raise
        self._note("codes_proven")

    def prove_resume(self, halves: Sequence[str]) -> None:
        """Rehearsal: chair and head teller retype their halves; WrongCode unless these are right."""
        epoch = self._unlocked()
        typed = envelope.resume_from(_two(halves), epoch.resume.salt, self.manifest.cost)
        fits = typed.key == epoch.resume.key
        erase(typed.key)
        if not fits:
            self._note("wrong_code")
            raise _wrong_halves()
        self._note("resume_proven")

    def zero_check(self) -> None:
        """Prove that the box is empty: no ballot, no voter marked, no slip in any contest."""
        require(self.state, (BoxState.PREPARED,), "kiểm tra hòm rỗng")
        self._require_empty()
        self._note("zero_check")

    def test_deck(self) -> int:
        """Vote and count a test deck in a throw-away box with its own keys; returns its number of ballots."""
        require(self.state, (BoxState.PREPARED,), "chạy thử bộ phiếu mẫu")
        contests, ballots = self.manifest.contests, deck.ballots(len(self.manifest.contests))
        with tempfile.TemporaryDirectory(dir=self.path.parent, prefix="thu-") as folder:
            tallies = _play_deck(Path(folder) / "thu.box", contests, ballots)
        if tallies != deck.expected(contests, ballots):
            raise BoxDamaged(
                "Bộ phiếu mẫu kiểm ra không đúng; xin không mở hòm và khởi động lại chương trình."
            )
        self._note("test_deck", ballots=len(ballots))
        return len(ballots)

    def missing(self) -> tuple[str, ...]:
        """The steps of the opening ceremony that are still to be done, in Vietnamese."""
        done: set[str] = set()
        for one in self.log():
            if one.kind == "resume_replaced":
                done.discard("resume_proven")  # by halves that open nothing any more
            done.add(one.kind)
        if self.has_fresh_halves:
            done.discard("resume_proven")
        return tuple(sentence for kind, sentence in CEREMONY.items() if kind not in done)

    def open(self) -> None:
        """Open the box for voting, once the ceremony is complete and enough voters are present."""
        require(self.state, (BoxState.PREPARED,), "mở hòm phiếu")
        if missing := self.missing():
            raise NotReady(f"Chưa mở được hòm phiếu, còn thiếu bước: {'; '.join(missing)}.")
        if self.present < self._fewest():
            raise NotReady(
                f"Mới có {self.present} đồng chí có mặt;"
                f" dưới {FEWEST} người thì bỏ phiếu kín không giữ được bí mật."
            )
        if shutil.disk_usage(self.path.parent).free < ROOM * self.path.stat().st_size:
            raise DiskFull("Ổ đĩa sắp đầy; xin giải phóng chỗ trống trước khi mở hòm phiếu.")
        self._begin()

    # -- voting

    def set_present(self, member: str, present: bool) -> None:
        """Say whether this voter may be issued a ballot (late arrival, leaving early)."""
        require(self.state, WITH_ENVELOPE, "sửa danh sách có mặt")
        place = self._place(member)
        row = self._vault.row(place)
        if row.voted:
            raise AlreadyVoted("Đồng chí này đã bỏ phiếu nên không sửa có mặt được nữa.")
        if row.present != present:
            total = self.present + (1 if present else -1)
            change = step(self.state, "present_set", present=total)
            self._vault.commit(replace(change, mark=Mark(place, Row(present, voted=False))))

    def close_ballot(self, choices: Sequence[int]) -> ClosedBallot:
        """Close the slips of a ballot that is being looked over; nothing is written, nothing kept here."""
        return close_ballot(self.manifest, choices)

    def cast(self, member: str, choices: Sequence[int], closed: ClosedBallot | None = None) -> None:
        """Put one ballot in: a choice 0..4 for every contest in order.

        closed: what `close_ballot` made of these choices; one made of any others is not used. On return the
        ballot is on the disk, exactly once. After an error it is not, and the same choices may be tried
        again; only `Uncertain` leaves it to the roll after a restart.
        """
        require(self.state, (BoxState.OPEN,), "bỏ phiếu")
        place = self._place(member)
        row = self._vault.row(place)
        if row.voted:
            raise AlreadyVoted("Đồng chí này đã bỏ phiếu rồi; mỗi đồng chí chỉ bỏ một lần.")
        if not row.present:
            raise NotOnRoll("Đồng chí này chưa được ghi là có mặt nên chưa được phát phiếu.")
        if closed is None or not closed.holds(self.manifest, choices):
            closed = self.close_ballot(choices)
        mark = Mark(place, Row(present=True, voted=True))
        self._vault.commit(Step(BoxState.OPEN, mark=mark, slips=closed.slips))

    def suspend(self, reason: SuspendReason | str = SuspendReason.PAUSE) -> None:
        """Suspend voting; before sleep the keys are forgotten too and the resume code will be needed."""
        why = SuspendReason(reason)
        require(self.state, (BoxState.OPEN,), "tạm dừng")
        if why is SuspendReason.CLOSING:
            raise WrongState("Chỉ bước đóng hòm mới dừng bỏ phiếu hẳn; xin chọn lý do khác.")
        self._vault.commit(step(BoxState.SUSPENDED, "suspended", reason=why.value, n=self.count))
        if why is SuspendReason.SLEEP:
            self.lock()

    def lock(self) -> None:
        """Forget the keys of the envelope; the halves of the resume code are needed from here on."""
        self._vault.keep(None)

    def unlock(self, halves: Sequence[str]) -> tuple[str, str] | None:
        """Unlock the envelope from the disk with both halves; None if it is not locked.

        Returns new halves. They come into force with the next step of any kind, say `resume`; until then
        the old ones still hold. So have the new ones written on paper before that step.
        """
        if not self.is_locked:
            return None
        wrapped, cost = self._vault.head().wrap, self.manifest.cost
        old = envelope.resume_from(_two(halves), wrapped[: keys.SALT], cost)
        key = envelope.unwrap(wrapped, old, self.manifest.tag)
        erase(old.key)
        if key is None:
            self._note("wrong_code")
            raise _wrong_halves()
        self._vault.piles(key)
        first, second = codes.make_codes(2)
        fresh = envelope.resume_from(_two((first, second)), random(keys.SALT), cost)
        self._vault.keep(Epoch(key, fresh, replaced=True))
        return first, second

    def resume(
        self, halves: Sequence[str] | None = None, *, paper_count: int | None = None
    ) -> tuple[str, str] | None:
        """Go on voting; returns new halves if `halves` had to unlock the envelope from the disk, else None.

        To have the new halves on paper before the old ones stop working, call `unlock` first and `resume()`
        then. paper_count: signatures on the paper list; WrongState unless it is the number of ballots in
        the box.
        """
        require(self.state, (BoxState.SUSPENDED,), "bỏ phiếu tiếp")
        if self.is_closing:
            raise WrongState(
                "Hòm phiếu đang được đóng nên không bỏ phiếu tiếp được nữa; xin đóng hòm lần nữa."
            )
        self._require_paper(paper_count)
        fresh = None if halves is None else self.unlock(halves)
        self._vault.commit(step(BoxState.OPEN, "resumed", n=self.count))
        return fresh

    def void_contest(self, subject: str, confirmations: int) -> None:
        """Declare one contest void for a mistake on the ballot: its slips are still made and never opened.

        It is then voted on again in a round of its own. WrongState for the last contest left: that is `void`.
        """
        require(self.state, (BoxState.SUSPENDED,), "hủy một mục trên phiếu")
        _require_confirmed(confirmations)
        if subject not in self.manifest.contests or subject in self.voided:
            raise WrongChoices("Mục này không có trên phiếu hoặc đã được hủy rồi; xin xem lại lá phiếu.")
        if len(self.voided) + 1 == len(self.manifest.contests):
            raise WrongState("Đây là mục cuối cùng còn lại trên phiếu; trường hợp này xin hủy cả hòm phiếu.")
        self._unlocked()
        number = self.manifest.contests.index(subject) + 1
        self._note("contest_voided", contest=number, confirmations=confirmations)

    def note_refusal(self, reason: str) -> None:
        """Log that voting was refused: "display" (a second or mirrored one) or "remote" (remote session)."""
        require(self.state, WITH_ENVELOPE, "ghi nhật ký")
        self._note("voting_refused", reason=reason)

    # -- closing and counting

    def close(
        self,
        *,
        confirmations: int,
        paper_count: int,
        started: int | None = None,
        cancelled: int | None = None,
    ) -> None:
        """Close the box for good: the outer layer comes off and the resume code opens nothing any more.

        confirmations: people who confirmed, at least 2. paper_count: signatures on the paper list, must be
        the number of ballots. started, cancelled: totals of voting sessions, where known.
        """
        require_step(self.state, BoxState.CLOSED, "đóng hòm phiếu")
        _require_confirmed(confirmations)
        self._require_paper(paper_count)
        if self.count < self._fewest():
            raise WrongState(
                f"Hòm mới có {self.count} phiếu;"
                f" dưới {FEWEST} phiếu thì kiểm ra là lộ phiếu, nên chỉ có thể hủy hòm."
            )
        totals = {"started": started, "cancelled": cancelled}
        known = {name: total for name, total in totals.items() if total is not None}
        self._suspend_for_good()
        change = step(BoxState.CLOSED, "closed", n=self.count, confirmations=confirmations, **known)
        self._vault.commit(change)
        self.lock()

    def _suspend_for_good(self) -> None:
        """Before any slip lies bare on the disk, see to it that no ballot comes after it.

        A commit that takes the envelope off may fail when half of it is on the disk. Were a ballot cast after
        that, its slips would be those that the bare ones lack, for whoever has the tellers' codes alone.
        """
        if not self.is_closing:
            why = SuspendReason.CLOSING.value
            self._vault.commit(step(BoxState.SUSPENDED, "suspended", reason=why, n=self.count))

    def declare_torn(self) -> None:
        """Log that both halves of the resume code were torn up before the meeting; twice is once."""
        require(self.state, (BoxState.CLOSED,), "ghi nhận đã xé hai nửa mã mở lại")
        if not self.is_torn:
            self._note("resume_destroyed")

    def count_votes(self, typed: Sequence[str]) -> Result:
        """Count with the codes of at least k tellers and sign; a repeated count gives the same bytes."""
        require_step(self.state, BoxState.COUNTED, "kiểm phiếu")
        made = keys.teller_keys(self._secret(typed))
        try:
            result = self._counted(made)
        except BoxDamaged:
            self._note("count_failed")
            raise
        if self.state is BoxState.COUNTED:
            self._note("count_repeated")
            return result
        details = {"result": result.hash.hex(), "invalid": sum(result.invalid)}
        self._vault.commit(replace(step(BoxState.COUNTED, "counted", **details), result=result))
        return result

    def seal(self) -> None:
        """Seal the counted box: from here on it is only read."""
        require_step(self.state, BoxState.SEALED, "niêm phong")
        self._vault.commit(step(BoxState.SEALED, "sealed"))

    def void(self, reason: VoidReason | str, confirmations: int) -> None:
        """Give the box up: it stays sealed, is never counted, and its resume code opens nothing any more."""
        why = VoidReason(reason)
        require_step(self.state, BoxState.VOID, "hủy hòm phiếu")
        _require_confirmed(confirmations)
        change = step(BoxState.VOID, "void", reason=why.value, n=self.count, confirmations=confirmations)
        self._vault.commit(change)
        self.lock()

    def export_key(self, typed: Sequence[str]) -> bytes:
        """The key that opens the slips (never the one that signs), for a recount by the level above."""
        require(self.state, (BoxState.COUNTED,), "trao khóa kiểm lại")
        secret = keys.teller_keys(self._secret(typed)).opener.secret
        self._note("exported", item="key")
        return secret

    def contents(self) -> contents.Contents:
        """The counted box as plain values, as a bundle carries them."""
        require(self.state, (BoxState.COUNTED, BoxState.SEALED), "xuất hòm phiếu")
        return self._vault.closed()

    def export_bundle(self, path: Path) -> None:
        """Write the counted box as a bundle for the level above; a sealed box takes no record of it."""
        bundle.write_bundle(self.contents(), path)
        if self.state is BoxState.COUNTED:
            self._note("exported", item="bundle")

    def bundle(self) -> bytes:
        """The counted box as the bytes of a bundle, as `export_bundle` writes it."""
        made = bundle.bundle_bytes(self.contents())
        if self.state is BoxState.COUNTED:
            self._note("exported", item="bundle")
        return made

    # -- conditions and parts of steps

    def _note(self, kind: str, **details: object) -> None:
        self._vault.commit(step(self.state, kind, **details))

    def _begin(self) -> None:
        self._require_empty()
        self._vault.commit(step(BoxState.OPEN, "opened", present=self.present))

    def _secret(self, typed: Sequence[str]) -> bytes:
        try:
            return tellers.secret_of(self.manifest, typed)
        except WrongCode:
            self._note("wrong_code")
            raise

    def _counted(self, made: keys.TellerKeys) -> Result:
        found = self._vault.closed()
        contents.check_closed(found)
        result = contents.recounted(found, made.opener).signed(made.signing)
        if found.result not in {None, result}:
            raise BoxDamaged("Kiểm lại ra kết quả khác lần trước; xin dừng lại và lập biên bản.")
        return result

    def _unlocked(self) -> Epoch:
        if self._vault.epoch is None:
            raise locked()
        return self._vault.epoch

    def _fewest(self) -> int:
        return 1 if self.manifest.rehearsal else FEWEST

    def _require_empty(self) -> None:
        piles = self._vault.piles(self._unlocked().key)
        if self.count or any(row.voted for row in self._vault.roll()) or any(piles):
            raise BoxDamaged("Hòm phiếu không rỗng; xin không dùng hòm này và chuẩn bị một hòm mới.")

    def _require_paper(self, paper_count: int | None) -> None:
        if paper_count is not None and paper_count != self.count:
            raise WrongState(
                f"Hòm có {self.count} phiếu nhưng danh sách ký có {paper_count} chữ ký;"
                " xin đối chiếu lại từng người."
            )


def prepare(
    path: Path,
    paper: BallotPaper,
    roll: Sequence[str],
    *,
    present: Collection[str],
    tellers: int = 3,
    needed: int = 2,
    parent: bytes | None = None,
    argon: ArgonCost = DEFAULT,
    reserve: int = 0,
    build: str | None = None,
    clock: Clock = now,
) -> tuple[Box, Ceremony]:
    """Make a new box for one ballot; returned with its codes, which are shown once and stored nowhere.

    roll: opaque ids of the voters in list order. present: those a ballot may be issued to. tellers, needed:
    how many codes there are and how many open the box. parent: manifest hash of the round that this one
    repeats. reserve: empty rows for voters missing on the list. build: hash of the program that
    makes the box; None: of the one that runs.
    """
    members = rows(roll, reserve)
    check_sizes(len(paper.contests), len(members), tellers, needed)
    if unknown := set(present) - set(members):
        raise NotOnRoll(
            f"Có {len(unknown)} người có mặt không nằm trong danh sách bỏ phiếu; xin xem lại danh sách."
        )
    terms = Terms(tellers, needed, argon, parent or b"", build_hash() if build is None else build)
    vault, ceremony = make_vault(path, paper, members, present, terms, clock)
    return Box(vault), ceremony


def _play_deck(path: Path, contests: Sequence[str], ballots: Sequence[tuple[int, ...]]) -> tuple[Tally, ...]:
    """Prepare, vote, close and count a throw-away box; returns its tallies."""
    voters = [f"v{place}" for place in range(len(ballots))]
    box, ceremony = prepare(path, deck.paper(contests), voters, present=voters, argon=REHEARSAL)
    with box:
        box._begin()  # noqa: SLF001 -- the deck's own box needs no ceremony
        for voter, choices in zip(voters, ballots, strict=True):
            box.cast(voter, choices)
        box.close(confirmations=CONFIRMATIONS, paper_count=len(ballots))
        return box.count_votes(ceremony.teller_codes).tallies


def _two(halves: Sequence[str]) -> tuple[str, ...]:
    if len(halves) != 2:  # noqa: PLR2004 -- halves
        raise WrongCode("Cần đủ hai nửa của mã mở lại, của chủ tọa và của tổ trưởng tổ kiểm phiếu.")
    return codes.read_codes(tuple(halves))


def _wrong_halves() -> WrongCode:
    return WrongCode("Hai nửa mã mở lại không đúng; xin hai đồng chí xem lại tờ giấy đã ghi và gõ lại.")


def _require_confirmed(confirmations: int) -> None:
    if confirmations < CONFIRMATIONS:
        raise WrongState(f"Bước này cần ít nhất {CONFIRMATIONS} đồng chí cùng xác nhận.")
