"""Printed ballots: what stands on them and what must not, that copies are alike, and golden pages."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forms.ballots import Ballot, ballot_pdf, columns_of, grid, only
from forms.errors import FormsError
from meeting.ballot import BallotPaper, Bar, Contest, Option
from meeting.level import LEVELS
from tests.forms.test_golden import page_digests
from tests.forms.tools import pages_of

PAGES = Path(__file__).parent / "golden_box" / "ballots.txt"
LAYOUT = "hd36-2018"
NAMES = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
OPTIONS = tuple(Option(level, name) for level, name in zip(LEVELS, NAMES, strict=True))
NOTES = ("Tự nhận: Hoàn thành xuất sắc nhiệm vụ",)


def paper(members: int = 9, *, rehearsal: bool = False) -> BallotPaper:
    people = tuple(
        Contest(n, f"m{n}", f"Nguyễn Thị Hồng Ánh {n + 1}", "Bí thư, Trưởng phòng" if n == 0 else "Đảng viên", NOTES,
                (Bar(LEVELS[0], "vì lý do riêng"),))
        for n in range(members)
    )  # fmt: skip
    branch = Contest(members, "chi_bo", "Chi bộ Văn phòng", "Tổ chức đảng")
    return BallotPaper(
        "Phiếu xếp loại chất lượng năm 2025",
        "Chi bộ Văn phòng",
        2025,
        1,
        rehearsal,
        OPTIONS,
        (*people, branch),
    )


def page_texts(pdf: bytes, folder: Path) -> list[str]:
    (folder / "phieu.pdf").write_bytes(pdf)
    return [" ".join(page.split()) for page in pages_of(folder / "phieu.pdf")]


@pytest.mark.parametrize(
    ("ballot", "columns"),
    [
        (Ballot.ONE_ROUND, NAMES),
        (Ballot.FIRST, NAMES[1:]),
        (Ballot.SECOND, (f"Đồng ý: {NAMES[0]}", "Không đồng ý")),
    ],
)
def test_the_choices_of_each_ballot(ballot: Ballot, columns: tuple[str, ...]) -> None:
    assert columns_of(paper(), ballot) == columns
    rows = grid(paper(), ballot).rows
    assert len(rows) == 10
    assert all(not any(row.cells[2:]) for row in rows)


def test_what_a_ballot_says_and_what_it_must_not(tmp_path: Path) -> None:
    (flat,) = page_texts(ballot_pdf(paper(), Ballot.ONE_ROUND, LAYOUT), tmp_path)
    assert flat.startswith("CHI BỘ VĂN PHÒNG")
    assert "Mỗi dòng đánh một dấu X" in flat
    assert "do Tổ kiểm phiếu phát" in flat
    assert "Nguyễn Thị Hồng Ánh 9" in flat
    for wrong in ("ĐẢNG CỘNG SẢN", "NGƯỜI", "BÍ THƯ ", "Tự nhận", "vì lý do riêng", "SHA-256", "TẬP DƯỢT"):
        assert wrong not in flat


def test_nothing_tells_two_ballots_apart() -> None:
    first, second = (ballot_pdf(paper(), Ballot.ONE_ROUND, LAYOUT) for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as pdf:
        assert not pdf.attachments
        assert all("/XObject" not in page.Resources for page in pdf.pages)


def test_a_rehearsal_says_so(tmp_path: Path) -> None:
    (text,) = page_texts(ballot_pdf(paper(rehearsal=True), Ballot.ONE_ROUND, LAYOUT), tmp_path)
    assert "TẬP DƯỢT: phiếu không có giá trị" in text


def test_a_long_ballot_repeats_its_head(tmp_path: Path) -> None:
    pages = page_texts(ballot_pdf(paper(60), Ballot.ONE_ROUND, LAYOUT), tmp_path)
    assert len(pages) > 1
    assert all("xuất sắc" in page for page in pages)
    assert "Tờ 2" in pages[1]


def test_the_words_on_validity_never_stand_on_a_sheet_alone(tmp_path: Path) -> None:
    sheets = [page_texts(ballot_pdf(paper(n), Ballot.SECOND, LAYOUT), tmp_path) for n in range(10, 24)]
    assert {len(one) for one in sheets} == {1, 2}
    assert all("Không đồng ý" in one[-1] for one in sheets)


def test_the_second_round_has_only_those_who_go_on() -> None:
    few = only(paper(), frozenset({"m2", "chi_bo"}))
    assert [contest.subject for contest in few.contests] == ["m2", "chi_bo"]
    with pytest.raises(FormsError):
        ballot_pdf(only(paper(), frozenset()), Ballot.SECOND, LAYOUT)


def test_golden_pages() -> None:
    """After a wanted change: delete the file, run the test twice, look at the pages."""
    made = [
        f"{ballot.value} {digest}"
        for ballot in Ballot
        for digest in page_digests(ballot_pdf(paper(), ballot, LAYOUT))
    ]
    if not PAGES.exists():
        PAGES.write_text("\n".join(made) + "\n", encoding="utf-8")
        pytest.fail("golden pages written; look at them and run again")
    assert made == PAGES.read_text("utf-8").splitlines()
    other = replace(paper(), unit="Chi bộ khác")
    assert page_digests(ballot_pdf(other, Ballot.FIRST, LAYOUT))[0] not in PAGES.read_text("utf-8")
