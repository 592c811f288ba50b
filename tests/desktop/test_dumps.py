"""A program that falls over leaves no picture of its memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.probes import dumps

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_no_core_may_be_written() -> None:
    program = (
        "import resource as r; from desktop.probes.dumps import no_dumps; no_dumps(); no_dumps(); "
        "print(*r.getrlimit(r.RLIMIT_CORE))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["0", "0"]


def test_windows_reports_no_heap() -> None:
    told: list[tuple[str, int]] = []

    class Kernel:
        def SetErrorMode(self, mode: int) -> None:  # noqa: N802
            told.append(("mode", mode))

        def WerSetFlags(self, flags: int) -> None:  # noqa: N802
            told.append(("flags", flags))

    dumps.no_reports(Kernel())
    assert told == [("mode", 3), ("flags", 1)]
