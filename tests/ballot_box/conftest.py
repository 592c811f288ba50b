"""Boxes of these tests lie on a memory disk where there is one, since they sync thousands of times; the other counter."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

from tests.ballot_box.boxes import memory_disk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with TemporaryDirectory(dir=memory_disk(), prefix="chibo-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def counter() -> ModuleType:
    """docs/recount.py, which imports nothing of the program."""
    spec = importlib.util.spec_from_file_location("independent", ROOT / "docs" / "recount.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
