"""The arrows between the rooms (docs/architecture.md) point the right way, and nothing imports in a circle."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QT = frozenset({"PySide6", "shiboken6"})
# What desktop/ui must reach through db and forms, never by itself.
STORAGE = frozenset({"sqlite3", "sqlite_utils", "sqlcipher3", "apsw", "nacl"})
PAPER = frozenset({"reportlab", "pyhanko", "pyhanko_certvalidator", "pikepdf", "zxingcpp"})
# The program is offline: nobody needs these.
NETWORK = frozenset({"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "socketserver", "xmlrpc", "aiohttp",
                     "requests"})  # fmt: skip
# Rules are functions of their arguments: no files, no clock, no randomness, no other process.
IMPURE = frozenset({"io", "os", "pathlib", "tempfile", "shutil", "glob", "sqlite3", "subprocess", "threading",
                    "multiprocessing", "asyncio", "time", "random", "secrets", "uuid", "locale"})  # fmt: skip
CLOCK = frozenset({"now", "today", "utcnow"})


@dataclass(frozen=True)
class Room:
    """What a room may import of the project and of the outside (None: any library but the forbidden ones)."""

    rooms: frozenset[str] = frozenset()
    libraries: frozenset[str] | None = frozenset()
    forbidden: frozenset[str] = NETWORK


ROOMS = {
    "meeting": Room(forbidden=NETWORK | IMPURE),
    "resources": Room(),
    "db": Room(rooms=frozenset({"meeting"}), libraries=frozenset({"sqlite_utils", "sqlcipher3", "nacl"})),
    "forms": Room(
        rooms=frozenset({"meeting", "resources"}), libraries=None, forbidden=NETWORK | QT | STORAGE - {"nacl"}
    ),
    "desktop": Room(
        rooms=frozenset({"meeting", "resources", "db", "forms"}), libraries=None, forbidden=NETWORK | QT
    ),
    "desktop.ui": Room(
        rooms=frozenset({"meeting", "resources", "db", "forms", "desktop"}),
        libraries=None,
        forbidden=NETWORK | STORAGE | PAPER,
    ),
}
# The commands without a window open the windows when asked to: the one arrow from desktop into desktop/ui.
DOORS = frozenset({"desktop.cli"})


def room_of(module: str) -> str:
    """Name the room a module of the project lives in; "" for a module of the outside."""
    if module == "desktop.ui" or module.startswith("desktop.ui."):
        return "desktop.ui"
    top = module.partition(".")[0]
    return top if top in ROOMS else ""


def modules_under(root: Path) -> dict[str, Path]:
    """Map the dotted name of every module of the rooms to its file."""
    found = {}
    for top in ROOMS:
        if "." in top:
            continue
        for path in sorted((root / top).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(module: str, path: Path, known: dict[str, Path]) -> Iterator[tuple[str, int]]:
    """Yield every module that `module` imports, at its top or inside a function, with the line."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in known else base), node.lineno


def refusal(module: str, target: str) -> str:
    """Say why `module` may not import `target`; "" where it may."""
    room, top, goal = room_of(module), target.partition(".")[0], room_of(target)
    rule = ROOMS[room]
    if goal:
        allowed = goal == room or goal in rule.rooms or (goal == "desktop.ui" and module in DOORS)
        return "" if allowed else f"{room} must not know {goal}"
    if top in rule.forbidden:
        return f"{room} must not use {top}"
    if top in sys.stdlib_module_names or rule.libraries is None or top in rule.libraries:
        return ""
    return f"{room} has no need of {top}"


def wrong_arrows(root: Path) -> list[str]:
    """List the imports that point the wrong way."""
    known = modules_under(root)
    return [
        f"{path.relative_to(root).as_posix()}:{line}: {why}"
        for module, path in known.items()
        for target, line in imports_of(module, path, known)
        if (why := refusal(module, target))
    ]


def clock_readers(root: Path) -> list[str]:
    """List the calls in meeting/ that read the clock or open a file."""
    return [
        f"{path.relative_to(root).as_posix()}:{node.lineno}"
        for module, path in modules_under(root).items()
        if room_of(module) == "meeting"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK)
            or (isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"})
        )
    ]


def circle(root: Path) -> list[str]:
    """Return the modules of one import circle, empty where there is none."""
    known = modules_under(root)
    graph = {
        module: {target for target, _ in imports_of(module, path, known) if target in known} - {module}
        for module, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_arrows_point_the_right_way() -> None:
    assert wrong_arrows(ROOT) == []


def test_nothing_imports_in_a_circle() -> None:
    assert circle(ROOT) == []


def test_rules_read_no_clock_and_no_file() -> None:
    assert clock_readers(ROOT) == []


def test_every_room_is_looked_at() -> None:
    assert {room_of(module) for module in modules_under(ROOT)} == set(ROOMS)


def plant(root: Path, files: dict[str, str]) -> None:
    """Write a small project."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("meeting/rule.py", "import os.path", "meeting must not use os"),
        ("meeting/rule.py", "import sqlite_utils", "meeting has no need of sqlite_utils"),
        ("meeting/rule.py", "def f():\n    from db.store import read", "meeting must not know db"),
        ("db/store.py", "from forms import minutes", "db must not know forms"),
        ("db/store.py", "import reportlab", "db has no need of reportlab"),
        ("forms/minutes.py", "from db import store", "forms must not know db"),
        ("forms/minutes.py", "from ..desktop import season", "forms must not know desktop"),
        ("forms/minutes.py", "import sqlite3", "forms must not use sqlite3"),
        ("desktop/season.py", "from PySide6.QtCore import QObject", "desktop must not use PySide6"),
        ("desktop/season.py", "from desktop.ui import shell", "desktop must not know desktop.ui"),
        ("desktop/ui/shell.py", "import sqlite3", "desktop.ui must not use sqlite3"),
        ("desktop/ui/shell.py", "from reportlab.pdfgen import canvas", "desktop.ui must not use reportlab"),
        ("desktop/ui/shell.py", "import urllib.request", "desktop.ui must not use urllib"),
        ("resources/__init__.py", "import db", "resources must not know db"),
    ],
)
def test_a_wrong_arrow_is_caught(tmp_path: Path, file: str, text: str, why: str) -> None:
    plant(tmp_path, {file: text})
    assert [arrow.partition(": ")[2] for arrow in wrong_arrows(tmp_path)] == [why]


def test_right_arrows_pass(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meeting/level.py": "from dataclasses import dataclass",
            "db/store.py": "import sqlite3, sqlite_utils\nfrom meeting.level import dataclass",
            "forms/minutes.py": "import reportlab\nimport resources",
            "desktop/season.py": "from db import store\nfrom forms import minutes",
            "desktop/cli.py": "def run():\n    from desktop.ui import shell",
            "desktop/ui/shell.py": "from PySide6 import QtWidgets\nfrom desktop import season",
            "resources/__init__.py": "import importlib.resources",
        },
    )
    assert wrong_arrows(tmp_path) == []
    assert circle(tmp_path) == []


@pytest.mark.parametrize(
    "back", ["from meeting.a import x", "def f():\n    from . import a", "import meeting.a"]
)
def test_a_circle_is_caught(tmp_path: Path, back: str) -> None:
    plant(tmp_path, {"meeting/a.py": "from meeting import b", "meeting/b.py": back})
    assert set(circle(tmp_path)) == {"meeting.a", "meeting.b"}


@pytest.mark.parametrize("text", ["date.today()", "datetime.now(UTC)", 'open("x")'])
def test_a_rule_that_reads_the_world_is_caught(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"meeting/rule.py": text})
    assert clock_readers(tmp_path) == ["meeting/rule.py:1"]
