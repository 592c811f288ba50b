"""The self-check reports what works and what does not."""

from pathlib import Path

import pytest

from desktop.self_check import self_check


def test_all_is_well_without_windows(capsys: pytest.CaptureFixture[str]) -> None:
    assert self_check(lambda _folder: None) == 0
    said = capsys.readouterr().out
    assert said.count("✓") == 4
    assert "✗" not in said


def test_a_window_that_does_not_open_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_folder: Path) -> None:
        raise RuntimeError("không có màn hình")

    assert self_check(fail) == 1
    assert "✗ Mở từng cửa sổ của chương trình: không có màn hình" in capsys.readouterr().out
