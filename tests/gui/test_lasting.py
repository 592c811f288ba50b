"""A long meeting is many calls of Qt; none of them may wear out what they return."""

import subprocess
import sys

import pytest

CALLS = """
from PySide6.QtCore import QObject
import sys
thing, before = QObject(), sys.getrefcount(None)
for _ in range({calls}):
    thing.setObjectName("x")
print(sys.getrefcount(None) - before)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_hundred_thousand_calls_are_survived() -> None:
    done = run("import desktop.ui" + CALLS.format(calls=100_000))
    assert done.returncode == 0, done.stderr[-300:]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
def test_the_guard_is_still_needed() -> None:
    done = run(CALLS.format(calls=100))
    assert int(done.stdout) <= -100, "PySide6 counts None rightly again: desktop/ui/lasting.py can go"
