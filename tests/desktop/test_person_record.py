"""What the book holds about one member is exported whole; what a member voted is in no byte of it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from desktop import person_record as pr
from desktop.book_words import TABLES
from desktop.desk import Desk
from forms.errors import FormsError
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.past import PastYear
from meeting.remedy import Remedy
from meeting.season import Review
from tests.db.sample import AT, DAY, book_after, whole_year, with_sessions

ONE = "DV01"
FINAL = Decision(ONE, Level.HTTNV, DecidedBy.SUPERIOR, "12-QĐ", DAY, kind=DecisionKind.FINAL)
PEOPLE = {"member", "subject", "chair", "secretary", "tellers"}


def everywhere(book: Book) -> None:
    """One member in every place where the book can hold one, then in the texts of others."""
    op.receive_paper(book, ONE, "cu_tru", DAY, AT)
    op.write_review_part(book, ONE, "han_che", "Còn <chậm> & nể nang.", AT)
    op.write_review_part(book, "DV02", "han_che", "Ít góp ý cho đồng chí Nguyễn Thị Số 1.", AT)
    op.record_past_years(book, (PastYear(ONE, 2024, Level.HTXSNV, source="Sổ 2024"),), AT)
    with_sessions(book)
    op.record_review(book, "chi_bo", Review(ONE, strengths="Gương mẫu", chair=ONE), AT)
    whole_year(book)
    op.add_remedies(book, (Remedy(0, ONE, "Vắng họp", owner="Nguyễn Thị Số 1"),), AT)
    op.record_decisions(book, (FINAL,), AT)
    with book.transaction():  # what this small branch never came to
        for table, row in EXTRA.items():
            book.insert(table, row)


EXTRA: dict[str, dict[str, object]] = {
    "reratings": {"id": 1, "subject": ONE, "year": 2025, "old": "HTTNV", "new": "HTNV", "kind": "final",
                  "by": "cấp trên", "paper": "15-QĐ", "day": "2026-02-01", "reason": "Vi phạm", "clause": "3.1"},
    "ballot_rooms": {"round": 1, "member": ONE, "present": 1, "accepted": 0, "reason": ""},
    "ballots": {"round": 2, "state": "none", "form": "paper", "approved": "", "tellers": f'["{ONE}","DV02"]',
                "box": "", "issued": 0, "collected": 0, "valid": 0, "invalid": 0},
    "paper_entries": {"round": 2, "first": ONE, "second": "DV02", "recounted": 2},
    "further_rounds": {"round": 1, "session": "chi_bo", "subjects": f'["{ONE}"]', "reason": "Bỏ phiếu lại"},
    "paper_numbers": {"paper": f"thong_bao:{ONE}", "form": "TB", "kind": "TB", "number": 3, "day": "2026-01-05"},
    "documents": {"file": "a.pdf", "form": "BB", "sha256": "0" * 64, "signed_by": '["Nguyễn Thị Số 1"]'},
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(book_after(tmp_path / "so.chibo", everywhere), tmp_path / "hom", clock=lambda: AT) as made:
        yield made


def cells(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Every cell of a table in which the member stands, read past the program: column and whole row."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    for values in db.execute(f"SELECT * FROM {table}"):  # noqa: S608
        row = dict(zip(names, values, strict=True))
        for name, value in row.items():
            if isinstance(value, str) and re.search(rf"\b{ONE}\b", value):
                yield name, row


def tables_of(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}


def references(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every column that the schema lets refer to a member."""
    found = {("members", "id")}
    for table in tables_of(db):
        found |= {
            (table, row[3]) for row in db.execute(f"PRAGMA foreign_key_list({table})") if row[2] == "members"
        }
        found |= {(table, row[1]) for row in db.execute(f"PRAGMA table_info({table})") if row[1] in PEOPLE}
    return found


def test_every_cell_that_refers_to_the_member_is_in_the_data(desk: Desk) -> None:
    data, db = pr.as_data(pr.gather(desk, ONE)), desk.book.connection
    seen = set()
    for table in tables_of(db) - {"history"}:
        for column, row in cells(db, table):
            seen.add((table, column))
            assert row in data["tables"][table]
    others = {("ballots", "tellers"), ("sessions", "secretary"), ("paper_entries", "second")}  # somebody else
    groups = {("collectives", "subject")}  # the branch and its committee, never a person
    assert references(db) - others - groups <= seen
    for table, column in others:
        value = json.dumps(["DV02", ONE]) if column == "tellers" else ONE
        assert pr.is_about({"x": None, "y": 3, column: value}, ONE)
        assert not pr.is_about({column: value.replace(ONE, "DV011")}, ONE), table


def test_every_step_of_the_history_about_the_member_is_there(desk: Desk) -> None:
    data = pr.as_data(pr.gather(desk, ONE))
    bodies = {row["seq"]: row["body"] for row in desk.book.rows("history")}
    about = {seq for seq, body in bodies.items() if re.search(rf'"{ONE}"|Nguyễn Thị Số 1\b', body)}
    assert {one["sequence"] for one in data["history"]} == about
    assert about
    assert set(bodies) - about  # the negative control: there are steps that are not about this member


def test_texts_of_others_that_name_the_member_are_there_and_nothing_else_of_them(desk: Desk) -> None:
    record = pr.gather(desk, ONE)
    assert [(one.table, one.column) for one in record.mentions] == [
        ("documents", "signed_by"),
        ("review_texts", "text"),
    ]
    text = json.dumps(pr.as_data(pr.gather(desk, "DV04")), ensure_ascii=False)
    assert "DV02" not in text.replace('["DV03","DV04"]', "")
    assert "Nguyễn Thị Số 2" not in text


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_the_page_is_for_people(desk: Desk, tmp_path: Path) -> None:
    page, data = pr.write(pr.gather(desk, ONE), tmp_path / "trang.html")
    reader = Words()
    reader.feed(page.read_text("utf-8"))
    text = "\n".join(reader.found)
    assert "Còn <chậm> & nể nang." in text
    assert "<chậm>" not in page.read_text("utf-8")
    for words in (pr.NO_VOTES, "Nhận xét nơi cư trú", "Vắng họp", "20/12/2025", "Kết quả kiểm phiếu",
                  "Hoàn thành xuất sắc nhiệm vụ", *(TABLES[t] for t in ("hand_ins", "reviews", "attendance"))):  # fmt: skip
        assert words in text
    assert "None" not in text
    assert "Phạm vi kỷ luật" not in text  # nobody was disciplined
    assert json.loads(data.read_text("utf-8"))["format"] == pr.FORMAT


def test_where_nothing_can_be_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FormsError, match="Không ghi được"):
        pr.write(pr.gather(desk, ONE), tmp_path / "không có" / "trang.html")
