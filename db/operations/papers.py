"""Papers that were made, values that a superior's paper sets, and the settings of the book."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from db.codec import from_row, text, to_row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes, Document, PaperData
from meeting.amendment import Amendment


def record_documents(
    book: Book, documents: Sequence[Document], at: datetime, *, data: Sequence[PaperData] = (), who: str = ""
) -> Changes:
    """Write down papers that left the book, each copy under its own SHA-256; none is ever taken back.

    data: what those of them were printed from that are papers of the dossier.
    """
    with step(book, "record_documents", at, who) as done:
        for document in documents:
            row = to_row(document)
            done.put("documents", {"sha256": row.pop("sha256")}, row)
        for one in data:
            row = to_row(one)
            done.put("paper_data", {"sha256": row.pop("sha256")}, row)
    return done.changes


def record_sending(
    book: Book, copies: Collection[str], day: date, recipient: str, at: datetime, *, who: str = ""
) -> Changes:
    """Write down that these signed copies, by SHA-256, were handed in; none is ever taken back.

    Refused for a day to come, without a recipient, and for what was never signed.
    """
    with step(book, "record_sending", at, who) as done:
        if day > at.date():
            raise Refused(f"Ngày nộp {day:%d/%m/%Y} chưa tới; đồng chí ghi ngày đã nộp thật.")
        for sha256 in copies:
            _signed(book, sha256)
            done.put("sendings", {"sha256": sha256, "day": day.isoformat(), "recipient": text(recipient)}, {})
    return done.changes


def _signed(book: Book, sha256: str) -> None:
    row = book.find("documents", {"sha256": sha256})
    if row is None or not from_row(Document, row).signed_by:
        raise Refused("Văn bản này chưa ký nên chưa nộp được; đồng chí xuất hồ sơ trước.")


def set_override(book: Book, override: Amendment, at: datetime, *, who: str = "") -> Changes:
    """Set a value of the regulation as a superior's paper says; its number and day are kept, too.

    Refused while a ballot stands that was made by the rules as they are. After a session was closed the
    record of the history names the sessions whose rules the paper changes.
    """
    with step(book, "set_override", at, who) as done:
        _rules_are_free(done)
        row = to_row(override)
        done.put("overrides", {"key": row.pop("key")}, row)
    return done.changes


def clear_override(book: Book, key: str, at: datetime, *, who: str = "") -> Changes:
    """Go back to the value of the regulation; refused and recorded as setting it is."""
    with step(book, "clear_override", at, who) as done:
        _rules_are_free(done)
        if book.find("overrides", {"key": key}):
            done.drop("overrides", {"key": key})
    return done.changes


def _rules_are_free(done: Step) -> None:
    row = guards.last_ballot(done.book)
    if row is not None and row["state"] in {"prepared", "open", "suspended", "closed"}:
        raise Refused(
            "Phiếu đã lập theo quy định hiện nay; đồng chí kiểm phiếu xong hoặc hủy phiếu rồi mới ghi "
            "hay thu hồi văn bản của cấp trên."
        )
    if closed := guards.closed_sessions(done.book):
        done.bind("after_closing", closed)


def set_setting(book: Book, key: str, value: str, at: datetime, *, who: str = "") -> Changes:
    """Keep a setting that travels with the book."""
    with step(book, "set_setting", at, who) as done:
        done.put("settings", {"key": key}, {"value": value})
    return done.changes
