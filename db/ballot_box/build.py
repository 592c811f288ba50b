"""Which program made a box: one hash over the program's own files, carried by manifest and signed result."""

import sys
from functools import cache
from pathlib import Path
from typing import Final

from db.ballot_box.keys import digest

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("meeting", "db", "forms", "desktop", "resources")
CODE: Final = frozenset({".py", ".toml"})


@cache
def build_hash() -> str:
    """The hash of the program that runs, in hex: of its executable if it is frozen, else of its sources."""
    if getattr(sys, "frozen", False):
        return hash_of(Path(sys.executable).parent, [Path(sys.executable)])
    return hash_of(ROOT, sources(ROOT))


def sources(root: Path) -> list[Path]:
    """Code and rules of every room, in an order that no file system changes."""
    files = (path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in CODE)
    return sorted(files, key=lambda path: path.relative_to(root).parts)


def hash_of(root: Path, files: list[Path]) -> str:
    """The hash of these files with their names; the ends of lines do not count."""
    named = (
        digest("chibo-file", path.relative_to(root).as_posix().encode() + b"\0", _body(path))
        for path in files
    )
    return digest("chibo-build", *named).hex()


def _body(path: Path) -> bytes:
    body = path.read_bytes()
    return body.replace(b"\r\n", b"\n") if path.suffix in CODE else body
