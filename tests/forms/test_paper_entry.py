"""The tellers' minutes name who entered the count of paper ballots; no other paper carries it."""

from dataclasses import replace

import pytest

from forms.document import Para
from forms.paper import Paper, read
from meeting.paper_entry import PaperEntry
from meeting.season import BallotForm, Season
from tests.forms.seasons import dossier, season

ENTRY = PaperEntry(1, "m003", "m002", 2)


def on_paper(*entries: PaperEntry) -> Season:
    of = season()
    return replace(of, ballot=replace(of.ballot, form=BallotForm.PAPER, box=""), paper_entries=entries)


def tally(of: Season) -> Paper:
    return next(paper for paper in dossier(of) if paper.form.id == "bien_ban_kiem_phieu")


def lines(paper: Paper) -> list[str]:
    texts = [block.text for block in paper.document.blocks if isinstance(block, Para)]
    return [text for text in texts if "Nhập số liệu kiểm phiếu" in text]


@pytest.mark.parametrize(
    ("rows", "told"),
    [(2, "02 dòng chưa khớp, đã đếm lại và khớp."), (0, "hai lần khớp nhau ngay khi đối chiếu.")],
)
def test_the_minutes_name_the_two_and_what_was_counted_again(rows: int, told: str) -> None:
    who = "lần 1 đồng chí Lê Hữu Đức, lần 2 đồng chí Trần Thị Bích Ngọc"
    made = tally(on_paper(replace(ENTRY, recounted=rows)))
    assert lines(made) == [f"- Nhập số liệu kiểm phiếu: {who}; {told}"]
    assert read(made.data) == made


def test_of_another_round_nothing_is_told() -> None:
    assert lines(tally(on_paper(replace(ENTRY, round=2)))) == []


def test_papers_without_it_are_the_bytes_they_were() -> None:
    plain, told = dossier(on_paper()), dossier(on_paper(ENTRY))
    assert lines(tally(on_paper())) == []
    apart = [one.form.id for one, other in zip(plain, told, strict=True) if one.data != other.data]
    assert apart == ["bien_ban_kiem_phieu"]
    assert b"paper_entries" not in b"".join(one.data for one in plain)
