"""A random year, step by legal step: the book says what a naive model in memory says, before and after closing."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import operations as op
from db.connection import create_book, open_book
from db.errors import Refused
from db.history import verify_history
from meeting.agenda import may_close, may_open, next_session, planned_sessions
from meeting.ballot import Tally
from meeting.level import Level
from meeting.season import (
    AgendaItem,
    Attendance,
    BallotForm,
    BallotState,
    ItemState,
    Review,
    Season,
    Session,
    SessionState,
    Structure,
)
from tests.db.sample import AT, DAY, UNIT, member, regulation, season_of

TEXT = st.text(st.sampled_from("aăâđ ôơư'\"\n{}“”☑"), max_size=12)
GROUPS = st.sampled_from(["", *UNIT.groups])
PICK = st.integers(0, 50)
FREE = {BallotState.NONE, BallotState.VOID}


class Year(RuleBasedStateMachine):
    """The book beside a `Season` that is only ever replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.book = create_book(self.folder / "so.chibo")
        self.number = 0
        self.model: Season

    def teardown(self) -> None:
        self.book.close()
        shutil.rmtree(self.folder)

    @initialize(structure=st.sampled_from(Structure))
    def begin(self, structure: Structure) -> None:
        unit = replace(UNIT, structure=structure)
        op.set_up_unit(self.book, unit, regulation().id, 2025, DAY, AT)
        self.model = Season(self.book.id, regulation().id, 2025, DAY, unit, ())
        for _ in range(3):
            self.add("Nguyễn", "")
        op.lay_out_sessions(self.book, planned_sessions(regulation(), unit), AT)
        self.model = replace(self.model, sessions=planned_sessions(regulation(), unit))

    # the session, item or member that a number points at

    def session(self, pick: int) -> Session | None:
        free = [s for s in self.model.sessions if s.state is not SessionState.CLOSED]
        return free[pick % len(free)] if free else None

    def put(self, session_id: str, **values: Any) -> None:
        sessions = tuple(replace(s, **values) if s.id == session_id else s for s in self.model.sessions)
        self.model = replace(self.model, sessions=sessions)

    def put_item(self, session: Session, key: str, **values: Any) -> None:
        items = tuple(replace(i, **values) if i.key == key else i for i in session.items)
        self.put(session.id, items=items)

    # the roll

    @precondition(lambda self: self.model.ballot.state in FREE)
    @rule(name=TEXT, group=GROUPS)
    def add(self, name: str, group: str) -> None:
        self.number += 1
        new = member(self.number, name=f"Đ{name}", group=group)
        op.add_member(self.book, new, AT)
        self.model = replace(self.model, members=(*self.model.members, new))

    @rule(pick=PICK, note=TEXT, level=st.sampled_from([None, *Level]))
    def update(self, pick: int, note: str, level: Level | None) -> None:
        old = self.model.members[pick % len(self.model.members)]
        new = replace(old, note=note, self_level=level)
        op.update_member(self.book, new, AT)
        self.model = replace(self.model, members=tuple(new if m is old else m for m in self.model.members))

    @precondition(lambda self: self.model.ballot.state is BallotState.NONE and len(self.model.members) > 3)
    @rule()
    def remove_last(self) -> None:
        last = self.model.members[-1].id
        named = any(last in {s.chair, s.secretary, *s.attendance, *s.reviews} for s in self.model.sessions)
        if not named and last not in self.model.ballot.tellers:
            op.remove_member(self.book, last, AT)
            self.model = replace(self.model, members=self.model.members[:-1])

    @rule()
    def turn_round(self) -> None:
        members = self.model.members[::-1]
        op.reorder_members(self.book, [m.id for m in members], AT)
        self.model = replace(self.model, members=members)

    # the sessions

    @rule(pick=PICK, present=st.booleans(), reason=TEXT)
    def attend(self, pick: int, present: bool, reason: str) -> None:
        session, who = self.session(pick), self.model.members[pick % len(self.model.members)].id
        if session is not None:
            seen = Attendance(present, not present, reason)
            if self.decided(session) and session.attendance.get(who, Attendance()) != seen:
                with pytest.raises(Refused, match="Phiếu đã kiểm"):
                    op.record_attendance(self.book, session.id, who, seen, AT)
                return
            op.record_attendance(self.book, session.id, who, seen, AT)
            self.put(session.id, attendance={**session.attendance, who: seen})

    def decided(self, session: Session) -> bool:
        return session.id == "chi_bo" and self.model.ballot.state is BallotState.COUNTED

    @rule(pick=PICK, opinions=TEXT, level=st.sampled_from([None, *Level]))
    def review(self, pick: int, opinions: str, level: Level | None) -> None:
        session, who = self.session(pick), self.model.members[pick % len(self.model.members)].id
        if session is not None:
            done = session.state is SessionState.OPEN
            found = Review(who, done=done, opinions=opinions, proposed=level)
            op.record_review(self.book, session.id, found, AT)
            self.put(session.id, reviews={**session.reviews, who: found})

    @rule(pick=PICK, note=TEXT)
    def write(self, pick: int, note: str) -> None:
        session = self.session(pick)
        if session is not None:
            key = session.items[pick % len(session.items)].key
            op.write_item_note(self.book, session.id, key, note, AT)
            self.put_item(session, key, note=note)

    @rule(text=TEXT, void=st.integers(0, 5), valid=st.integers(0, 3))
    def go_on(self, text: str, void: int, valid: int) -> None:
        """The next step that the year itself waits for."""
        session = next_session(self.model)
        if session is None:
            return
        if session.state is SessionState.PLANNED:
            assert may_open(regulation(), self.model, session.id) is None
            op.open_session(self.book, regulation(), session.id, AT)
            self.put(session.id, state=SessionState.OPEN, opened=AT, day=session.day or AT.date())
        elif session.id == "chi_bo" and self.model.ballot.state is not BallotState.COUNTED:
            self.go_on_with_the_ballot(valid, void=void == 0)
        else:
            self.close(session, text)

    def close(self, session: Session, conclusion: str) -> None:
        chair, secretary = (m.id for m in self.model.members[:2])
        op.set_session_people(self.book, session.id, chair, secretary, conclusion, "", DAY, AT)
        self.put(session.id, chair=chair, secretary=secretary, guests=conclusion, day=DAY)
        for item in session.items:
            if item.state is not ItemState.DONE:
                op.close_item(self.book, session.id, item.key, "xong", AT)
        self.put(session.id, items=tuple(map(ended, session.items)))
        assert may_close(self.model, session.id) is None
        op.close_session(self.book, regulation(), session.id, conclusion, AT)
        self.put(session.id, state=SessionState.CLOSED, closed=AT, conclusion=conclusion)

    def go_on_with_the_ballot(self, valid: int, *, void: bool) -> None:
        ballot = self.model.ballot
        after = NEXT.get(ballot.state)
        if ballot.state is BallotState.NONE and not ballot.approved:
            op.approve_ballot(self.book, BallotForm.BOOTH, "Thống nhất", ("DV01",), AT)
            new: Mapping[str, Any] = {"approved": "Thống nhất", "tellers": ("DV01",)}
        elif ballot.state in FREE:
            number = ballot.round + (ballot.state is BallotState.VOID)
            op.prepare_ballot(self.book, f"hòm {number}", number, AT)
            new = {"state": BallotState.PREPARED, "box": f"hòm {number}", "round": number, "opened": None}
        elif after is not None:
            after = BallotState.VOID if void else after
            op.set_ballot_state(self.book, after, AT)
            new = {"state": after, "opened": AT if after is BallotState.OPEN else ballot.opened}
        elif ballot.state is BallotState.CLOSED:
            new = self.count(valid)
        else:
            return
        self.model = replace(self.model, ballot=replace(ballot, **new))

    def count(self, valid: int) -> Mapping[str, Any]:
        tallies = tuple(Tally(m.id, (valid, 0, 0, 0), 0) for m in self.model.members)
        op.record_count(self.book, 5, valid + 1, valid, 1, tallies, AT)
        totals = {"issued": 5, "collected": valid + 1, "valid": valid, "invalid": 1}
        return {"state": BallotState.COUNTED, "counted": AT, "tallies": tallies, **totals}

    @rule()
    def close_and_open_the_book(self) -> None:
        self.book.close()
        self.book = open_book(self.book.path)

    @invariant()
    def book_and_model_agree(self) -> None:
        assert season_of(self.book) == self.model
        assert verify_history(self.book).ok


NEXT = {BallotState.PREPARED: BallotState.OPEN, BallotState.OPEN: BallotState.CLOSED}


def ended(item: AgendaItem) -> AgendaItem:
    """The item after it was concluded, if it was not before."""
    if item.state is ItemState.DONE:
        return item
    return replace(item, state=ItemState.DONE, started=item.started or AT, ended=AT, note="xong")


TestYear = Year.TestCase
TestYear.settings = settings(max_examples=15, stateful_step_count=40, deadline=None)
