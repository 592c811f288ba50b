"""The ballot box: one file a round, in which every mark of every voter lies apart from its voter.

How it keeps secrecy, survives a crash and is recounted: docs/decisions/ballot-box.md; byte formats:
docs/formats-box.md. Everything raises `BoxError` (or a subclass) whose text is one Vietnamese sentence for
the user; after an error nothing has changed (but see `Uncertain`).

    prepare(path, paper, roll, *, present, tellers=3, needed=2, parent=None, argon=DEFAULT, reserve=0,
            build=None, clock=now) -> (Box, Ceremony)
    Box.open_existing(path, *, clock=now) -> Box       a box left open by a crash is suspended first

    box.state  box.count  box.present  box.is_locked  box.roll()  box.has_voted(member)  box.is_for()
    box.missing()  box.log()  box.manifest  box.audit_head  box.box_hash  box.result  box.voided
    ceremony   prove_codes(codes)  prove_resume(halves)  zero_check()  test_deck()  open()
    voting     close_ballot(choices) -> ClosedBallot, which cast(member, choices, closed) then uses
               set_present(member, present)  note_refusal("display" | "remote")
               suspend(reason)  lock()  unlock(halves) and resume(halves, paper_count=) -> new halves
               void_contest(subject, confirmations)   a mistake on the ballot; voted on again in a new round
    after      close(confirmations=, paper_count=, started=, cancelled=)  declare_torn()
               count_votes(codes) -> Result
               seal()  void(reason, confirmations)  export_bundle(path) or bundle() -> bytes
               export_key(codes) -> key to recount
    read_code(typed) -> 13 digits, or WrongCode: nobody was given this code
    release()  or a ``with`` block: forget the keys and let go of the file

    read_bundle(path) -> Contents    recount(path, codes or key) -> Result    both take the file for hostile;
    read_bundle_bytes(bytes)    recount_contents(contents, codes or key)       the same from memory
"""

from db.ballot_box.audit import Record
from db.ballot_box.ballot import ClosedBallot
from db.ballot_box.box import FEWEST, Box, prepare
from db.ballot_box.bundle import read_bundle, read_bundle_bytes, recount, recount_contents
from db.ballot_box.codes import read_code
from db.ballot_box.contents import Contents
from db.ballot_box.errors import (
    AlreadyVoted,
    BoxBusy,
    BoxDamaged,
    BoxError,
    BundleDamaged,
    BundleUnreadable,
    DiskFull,
    Locked,
    NotOnRoll,
    NotReady,
    NotWritten,
    Uncertain,
    WrongChoices,
    WrongCode,
    WrongState,
)
from db.ballot_box.keys import DEFAULT, REHEARSAL, ArgonCost
from db.ballot_box.preparing import Ceremony
from db.ballot_box.result import Result
from db.ballot_box.state import BoxState, SuspendReason, VoidReason

__all__ = [
    "DEFAULT",
    "FEWEST",
    "REHEARSAL",
    "AlreadyVoted",
    "ArgonCost",
    "Box",
    "BoxBusy",
    "BoxDamaged",
    "BoxError",
    "BoxState",
    "BundleDamaged",
    "BundleUnreadable",
    "Ceremony",
    "ClosedBallot",
    "Contents",
    "DiskFull",
    "Locked",
    "NotOnRoll",
    "NotReady",
    "NotWritten",
    "Record",
    "Result",
    "SuspendReason",
    "Uncertain",
    "VoidReason",
    "WrongChoices",
    "WrongCode",
    "WrongState",
    "prepare",
    "read_bundle",
    "read_bundle_bytes",
    "read_code",
    "recount",
    "recount_contents",
]
