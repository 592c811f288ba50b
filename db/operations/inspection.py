"""The notice of an inspection that the branch has to answer."""

from datetime import datetime

from db.codec import to_row
from db.connection import Book
from db.operations.step import step
from db.records import Changes
from meeting.inspection import Inspection


def set_inspection(book: Book, notice: Inspection, at: datetime, *, who: str = "") -> Changes:
    """Write down what the notice says; a notice entered before is replaced, the history keeps it."""
    with step(book, "set_inspection", at, who) as done:
        done.put("inspection", {"one": 1}, to_row(notice))
    return done.changes


def clear_inspection(book: Book, at: datetime, *, who: str = "") -> Changes:
    """Take the notice back."""
    with step(book, "clear_inspection", at, who) as done:
        if book.find("inspection", {"one": 1}):
            done.drop("inspection", {"one": 1})
    return done.changes
