"""The hash of the program: the same for the same code, another one for any other."""

import sys
from pathlib import Path

import pytest

from db.ballot_box import build
from tests.ballot_box.boxes import counted


def program(root: Path) -> Path:
    for room in build.ROOMS:
        (root / room).mkdir(parents=True)
    (root / "db" / "slip.py").write_bytes(b"CHOICES = 5\nPLAIN = 16\n")
    (root / "resources" / "rules.toml").write_bytes(b"year = 2025\n")
    return root


def of(root: Path) -> str:
    return build.hash_of(root, build.sources(root))


def test_the_signed_result_names_the_program(tmp_path: Path) -> None:
    result = counted(tmp_path / "a.box").box.result
    assert result is not None
    assert result.build == build.build_hash() == of(build.ROOT)
    assert len(bytes.fromhex(result.build)) == 32


def test_any_other_code_is_another_hash(tmp_path: Path) -> None:
    root = program(tmp_path / "a")
    seen = {of(root)}
    (root / "db" / "slip.py").write_bytes(b"CHOICES = 6\nPLAIN = 16\n")
    seen.add(of(root))
    (root / "db" / "slip.py").rename(root / "db" / "slit.py")
    seen.add(of(root))
    (root / "resources" / "rules.toml").write_bytes(b"year = 2026\n")
    seen.add(of(root))
    (root / "meeting" / "more.py").write_bytes(b"")
    seen.add(of(root))
    assert len(seen) == 5


def test_copies_and_ends_of_lines_do_not_count(tmp_path: Path) -> None:
    one, other = program(tmp_path / "a"), program(tmp_path / "b")
    (other / "db" / "slip.py").write_bytes(b"CHOICES = 5\r\nPLAIN = 16\r\n")
    (other / "db" / "slip.pyc").write_bytes(b"compiled")
    assert of(one) == of(other)


def test_a_frozen_program_is_its_executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chibo.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    found = set()
    for body in (b"one\n", b"one\r\n", b"two"):
        program.write_bytes(body)
        build.build_hash.cache_clear()
        found.add(build.build_hash())
    build.build_hash.cache_clear()
    assert len(found) == 3
