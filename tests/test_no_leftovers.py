"""What is committed is finished: no machine paths, no registry hosts, no promises, one spelling of Vietnamese."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 500

# Written so that none of them matches itself.
LEFTOVERS = {
    "machine path": re.compile(r"(?<![\w.~}])/(?:work|home|shared|root)/"),
    "registry host": re.compile(
        r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|crates[.]io|(?:deb|snapshot)[.]debian[.]org|"
        r"https?://[^\s/]*(?:artifactory|nexus|devpi|mirror)[^\s/]*/"
    ),
    "promise": re.compile(r"\b(?:TO[D]O|FIX[M]E)\b"),
}


def tracked_files() -> Iterator[Path]:
    """Yield the files git knows; safe.directory lets a container that runs as another user look, too."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listing = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return (path for name in listing.split("\0") if name and (path := ROOT / name).is_file())


def leftovers_in(name: str, content: bytes) -> list[str]:
    """Say what should not be in a file of this name; files with a zero byte are pictures and the like."""
    if b"\0" in content:
        return []
    text = content.decode("utf-8")
    found = [
        f"{name}:{number}: {what}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in LEFTOVERS.items()
        if pattern.search(line)
    ]
    if not unicodedata.is_normalized("NFC", text):
        found.append(f"{name}: Vietnamese not in NFC")
    if name.endswith(".py") and text.count("\n") > LONGEST_MODULE:
        found.append(f"{name}: {text.count(chr(10))} lines; a module says one thing")
    return found


def test_nothing_is_left_over() -> None:
    names = {path: path.relative_to(ROOT).as_posix() for path in tracked_files()}
    assert "pyproject.toml" in names.values()
    assert [each for path, name in names.items() for each in leftovers_in(name, path.read_bytes())] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "see /" + "work/main/db"),
        ("a.py", 'open("/' + 'home/an/so.chibo")'),
        ("a.txt", "--index-url https://pypi" + ".org/simple"),
        ("a.py", "# TO" + "DO later"),
        ("a.md", unicodedata.normalize("NFD", "Đảng viên")),
        ("a.py", "x = 1\n" * (LONGEST_MODULE + 1)),
    ],
)
def test_a_leftover_is_caught(name: str, text: str) -> None:
    assert len(leftovers_in(name, text.encode())) == 1


@pytest.mark.parametrize("text", ["docs/work/plan.md", "~/home/x", "https://example.test/home/", "Đảng viên"])
def test_ordinary_text_passes(text: str) -> None:
    assert leftovers_in("a.md", text.encode()) == []
