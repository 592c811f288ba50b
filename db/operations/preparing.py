"""Before the meeting: papers that members hand in, and what they write in their self-reviews."""

from collections.abc import Mapping
from datetime import date, datetime

from db.connection import Book
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes
from meeting.hand_in import REVIEW


def write_review_part(
    book: Book, member_id: str, part: str, text: str, at: datetime, *, who: str = ""
) -> Changes:
    """Keep what a member wrote in one part of the self-review, while it is being written.

    Refused once the review was held in a session that is closed.
    """
    with step(book, "write_review_part", at, who) as done:
        guards.on_roll(book, member_id)
        _put_part(done, member_id, part, text)
    return done.changes


def write_review_parts(
    book: Book, member_id: str, texts: Mapping[str, str], at: datetime, *, who: str = ""
) -> Changes:
    """Keep several parts at once, all or none, as they were read from the member's own file."""
    with step(book, "write_review_parts", at, who) as done:
        guards.on_roll(book, member_id)
        for part, text in texts.items():
            _put_part(done, member_id, part, text)
    return done.changes


def _put_part(done: Step, member_id: str, part: str, text: str) -> None:
    key = {"member": member_id, "part": part}
    if text or done.book.find("review_texts", key):
        done.put("review_texts", key, {"text": text})


def hand_in_review(book: Book, member_id: str, day: date, at: datetime, *, who: str = "") -> Changes:
    """Write down that the member's self-review was handed in on `day`."""
    with step(book, "hand_in_review", at, who) as done:
        _put_paper(done, member_id, REVIEW, day)
    return done.changes


def take_back_review(book: Book, member_id: str, at: datetime, *, who: str = "") -> Changes:
    """The review was not handed in after all; refused once it was held in a session that is closed."""
    with step(book, "take_back_review", at, who) as done:
        guards.review_may_be_taken_back(book, member_id)
        _drop_paper(done, member_id, REVIEW)
    return done.changes


def receive_paper(
    book: Book, member_id: str, paper: str, day: date, at: datetime, *, who: str = ""
) -> Changes:
    """Write down that another paper about the member came in on `day`."""
    with step(book, "receive_paper", at, who) as done:
        _put_paper(done, member_id, paper, day)
    return done.changes


def take_back_paper(book: Book, member_id: str, paper: str, at: datetime, *, who: str = "") -> Changes:
    """The paper did not come in after all."""
    with step(book, "take_back_paper", at, who) as done:
        _drop_paper(done, member_id, paper)
    return done.changes


def _put_paper(done: Step, member_id: str, paper: str, day: date) -> None:
    guards.on_roll(done.book, member_id)
    done.put("hand_ins", {"member": member_id, "paper": paper}, {"day": day})


def _drop_paper(done: Step, member_id: str, paper: str) -> None:
    key = {"member": member_id, "paper": paper}
    if done.book.find("hand_ins", key):
        done.drop("hand_ins", key)
