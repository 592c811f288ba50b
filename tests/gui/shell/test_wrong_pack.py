"""A regulation file that is wrong: one sentence in the window with file, line and reason; the rest works."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import regulations, rules
from desktop.ui.app import run_app
from desktop.ui.pages.regulation.page import RegulationPage
from desktop.ui.pages.unit.page import UnitPage
from desktop.ui.shell.window import Shell

from .conftest import Window


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The packs in a folder of the test's own; they are read afresh."""
    folder = Path(shutil.copytree(regulations.FOLDER, tmp_path / "packs"))
    monkeypatch.setattr(regulations, "FOLDER", folder)
    regulations.load_regulation.cache_clear()
    regulations.regulation_in_force.cache_clear()
    yield folder
    regulations.load_regulation.cache_clear()
    regulations.regulation_in_force.cache_clear()


def spoil(pack: Path) -> None:
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("rate = [20, 100]", "rate = [0, 100]"), encoding="utf-8")


def test_a_book_whose_regulation_is_wrong_is_not_opened(
    window: Window, packs: Path, sample_book: Path
) -> None:
    spoil(packs / "lam-dong-2023.toml")
    copy = Path(shutil.copy(sample_book, window.folder / "mau.chibo"))
    assert not window.shell.open_book(copy)
    assert window.said.startswith("Tệp quy định lam-dong-2023.toml, dòng ")
    assert "cap.rate: phân số phải lớn hơn 0" in window.said
    assert "\n" not in window.said


def test_another_regulation_that_is_wrong_is_not_offered(
    window: Window, packs: Path, sample_book: Path
) -> None:
    spoil(packs / "bac-giang-2024.toml")
    shutil.copy(packs / "bac-giang-2024.toml", packs / "cua-toi.toml")
    copy = Path(shutil.copy(sample_book, window.folder / "mau.chibo"))
    assert window.shell.open_book(copy)
    window.work.go("don-vi")
    page = window.page
    assert isinstance(page, UnitPage)
    offered = len(regulations.regulation_ids()) - 2
    assert page.form.regulation.count() == offered
    window.work.go("quy-dinh")
    assert isinstance(window.page, RegulationPage)
    assert window.page.other.count() == offered
    assert len(regulations.wrong_packs()) == 2


def test_the_top_line_counts_the_letters_over_the_regulation(sample: Window) -> None:
    desk = sample.work.context.desk
    rules.record_letter(desk, "cap.rate", "25%", "CV 12-CV/ĐU", date(2023, 11, 3))
    sample.settled()
    assert sample.work.top.regulation.text() == f"{desk.regulation.short} (+1 điểm cấp trên sửa)"


def test_the_start_says_which_file_is_wrong(qapp: QApplication, packs: Path) -> None:
    spoil(packs / "bac-giang-2024.toml")
    seen: list[str] = []

    def look_and_close() -> None:
        shell = next(w for w in qapp.topLevelWidgets() if isinstance(w, Shell) and w.isVisible())
        seen.append(shell.home.notice.text())
        shell.close()

    QTimer.singleShot(0, look_and_close)
    assert run_app(None, sample=False) == 0
    assert "Tệp quy định bac-giang-2024.toml, dòng " in seen[0]
    assert seen[0].endswith("Các quy định khác vẫn dùng được.")
