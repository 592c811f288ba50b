"""Boxes of these tests lie on a memory disk where there is one: they sync thousands of times."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ballot_box.boxes import memory_disk


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with TemporaryDirectory(dir=memory_disk(), prefix="chibo-") as folder:
        yield Path(folder)
