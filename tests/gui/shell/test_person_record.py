"""From the page of members: everything about the chosen person, written where the user says."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop import person_record
from desktop.ui.pages.members.page import MembersPage

from .conftest import Window


def test_the_record_of_the_chosen_person_is_written(sample: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.work.go("thanh-vien")
    page = sample.page
    assert isinstance(page, MembersPage)
    target = sample.folder / "nguoi.html"
    answers: list[Path | None] = [None, target, sample.folder / "khong co" / "nguoi.html"]
    monkeypatch.setattr(page.files, "page_to_write", lambda *_: answers.pop(0))
    chosen = page.table.record()
    assert chosen is not None
    sample.bot.mouseClick(page.record_button, Qt.MouseButton.LeftButton)
    assert not target.exists()
    sample.bot.mouseClick(page.record_button, Qt.MouseButton.LeftButton)
    assert chosen.member.name in target.read_text(encoding="utf-8")
    assert target.with_suffix(".json").exists()
    assert person_record.NO_VOTES in sample.said
    sample.bot.mouseClick(page.record_button, Qt.MouseButton.LeftButton)
    assert "Không ghi được" in sample.said
