"""Papers that were made, values that a superior's paper sets, and the settings of the book."""

from collections.abc import Sequence
from datetime import datetime

from db.codec import to_row
from db.connection import Book
from db.operations.step import step
from db.records import Changes, Document, Override


def record_documents(book: Book, documents: Sequence[Document], at: datetime, *, who: str = "") -> Changes:
    """Write down papers that left the book, each copy under its own SHA-256; none is ever taken back."""
    with step(book, "record_documents", at, who) as done:
        for document in documents:
            row = to_row(document)
            done.put("documents", {"sha256": row.pop("sha256")}, row)
    return done.changes


def set_override(book: Book, override: Override, at: datetime, *, who: str = "") -> Changes:
    """Set a value of the regulation as a superior's paper says; its number and day are kept, too."""
    with step(book, "set_override", at, who) as done:
        row = to_row(override)
        done.put("overrides", {"key": row.pop("key")}, row)
    return done.changes


def clear_override(book: Book, key: str, at: datetime, *, who: str = "") -> Changes:
    """Go back to the value of the regulation."""
    with step(book, "clear_override", at, who) as done:
        if book.find("overrides", {"key": key}):
            done.drop("overrides", {"key": key})
    return done.changes


def set_setting(book: Book, key: str, value: str, at: datetime, *, who: str = "") -> Changes:
    """Keep a setting that travels with the book."""
    with step(book, "set_setting", at, who) as done:
        done.put("settings", {"key": key}, {"value": value})
    return done.changes
