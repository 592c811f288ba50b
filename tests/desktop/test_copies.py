"""Copies to work with, from a book that was rehearsed: the command, the folders, what may not be there yet."""

from pathlib import Path

import pytest

from desktop import dossier, drafts, rehearsal
from desktop.cli import main
from desktop.desk import Desk, DeskError
from desktop.scenario import read_scenario
from forms.verify import Verdict, verify
from tests.meeting.branch import SCENARIOS

SMALL = SCENARIOS / "lam-dong-2023-one-session.toml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    scenario = read_scenario(SMALL)
    path = tmp_path / "so.chibo"
    with Desk.create(path, rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
    return path


def names(folder: Path, suffix: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{suffix}"))


def test_the_command_writes_copies_without_a_key(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra"
    assert main(["export", str(book), "--out", str(out), "--drafts", "--members"]) == 0
    assert "không có giá trị ký" in capsys.readouterr().out
    copies = out / drafts.DRAFTS
    assert not names(copies, ".pdf")
    assert {"02-bang-tong-hop-xep-loai-dang-vien.docx"} <= set(names(copies, ".docx"))
    assert len(names(copies, ".xlsx")) >= 4
    prepared = copies / drafts.WORKING
    assert names(prepared, ".pdf")[:2] == ["01-giay-trieu-tap-chi-bo.pdf", "02-bao-cao-kiem-diem-chi-bo.pdf"]
    assert [n.removesuffix(".pdf") for n in names(prepared, ".pdf")] == [
        n.removesuffix(".docx") for n in names(prepared, ".docx")
    ]
    assert names(out / drafts.MEMBERS, ".pdf")[0].startswith("001-ban-kiem-diem-")
    assert not book.with_suffix(".p12").exists()
    assert not list(out.glob("*.pdf"))


def test_nothing_is_asked_of_a_book_without_a_closed_meeting(tmp_path: Path) -> None:
    scenario = read_scenario(SMALL)
    with Desk.create(tmp_path / "moi.chibo", rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:
        rehearsal.prepare(desk, scenario)
        gathered = drafts.gather(desk)
        steps: list[tuple[int, int]] = []
        written = drafts.write_drafts(
            gathered, tmp_path / "ra", lambda done, all_: steps.append((done, all_))
        )
    assert {path.suffix for path in written} == {".pdf", ".docx", ".xlsx"}
    assert {path.stem for path in written} == {"01-giay-trieu-tap-chi-bo"}
    assert steps == [(0, 1), (1, 1)]


def test_a_folder_that_cannot_be_made_is_said(book: Path, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with Desk.open(book) as desk:
        gathered = drafts.gather(desk)
    with pytest.raises(DeskError, match="Không tạo được thư mục"):
        drafts.write_members(gathered, tmp_path / "tep")


def test_unsigned_records_never_lie_among_the_signed_papers(book: Path) -> None:
    with Desk.open(book) as desk:
        folder = drafts.folder_of(desk)
        dossier.export(desk, folder, dossier.throwaway_passphrase())
        before = sorted(folder.rglob("*"))
        saved = [dossier.save_record(desk, form) for form in ("bien_ban_mo_hom", "bien_ban_dong_hom")]
        assert sorted(folder.rglob("*")) == before
        assert {path.parent for path in saved} == {book.with_name("so.de-in")}
        assert all(path.read_bytes().startswith(b"%PDF") for path in saved)
        assert {one.verdict for one in verify(folder)} == {Verdict.GOOD}
        assert main(["verify", str(folder)]) == 0
