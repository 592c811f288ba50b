"""./dev, the one door: what it does where something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Debian's package list as dpkg-query prints it: one installed under its own name, one through what it provides.
DEBIAN = r"dpkg-query() { printf '%s\n' 'installed libgl1 ' 'installed libglib2.0-0t64 libglib2.0-0 (= 2.80), x' 'config-files xvfb '; }"
POOR = "as_root() { return 1; }; venv_package=()"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a bash script of Debian's")


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `script` with the functions of ./dev at hand."""
    return subprocess.run(
        ["bash", "-c", f"source ./dev; {script}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_usage_names_every_command() -> None:
    usage = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    for command in ("setup", "run", "test", "lint", "build", "bench", "lock"):
        assert f"./dev {command}" in usage
    assert "set -euo" not in usage


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_an_unknown_command_is_refused_with_the_usage(arguments: list[str]) -> None:
    refused = subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "./dev setup" in refused.stderr


def test_only_what_is_missing_is_installed() -> None:
    assert shell(f"{DEBIAN}; missing libgl1 libglib2.0-0 xvfb zbar-tools").stdout.split() == [
        "xvfb",
        "zbar-tools",
    ]
    assert shell(f"{DEBIAN}; {POOR}; system_packages libgl1").stderr == ""


def test_without_root_it_names_what_is_missing_and_goes_on() -> None:
    done = shell(f"{DEBIAN}; {POOR}; qt=(libgl1); system_packages libgl1 zbar-tools; echo on")
    assert "apt-get install zbar-tools" in done.stderr
    assert done.stdout == "on\n"


def test_without_root_and_without_qt_it_stops() -> None:
    done = shell(f"{DEBIAN}; {POOR}; system_packages libegl1; echo on")
    assert done.returncode == 1
    assert "nothing works without: libdbus-1-3 libegl1" in done.stderr
    assert done.stdout == ""


def test_an_old_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for name in ("python3", "python3.13", "python3.12", "python3.11", "python"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    done = shell("find_python", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr


def start(tmp_path: Path, arguments: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """`./dev run` with a program that only repeats its arguments."""
    chibo = tmp_path / "chibo"
    chibo.write_text('#!/bin/sh\necho "$@"\n')
    chibo.chmod(0o755)
    return shell(f"bin={tmp_path}; run {arguments}", TMPDIR=str(tmp_path), **environment)


def test_run_opens_the_sample_or_what_is_named(tmp_path: Path) -> None:
    assert start(tmp_path, DISPLAY=":7").stdout == "run --sample\n"
    assert start(tmp_path, "so.chibo", DISPLAY=":7").stdout == "run so.chibo\n"


def test_run_without_a_display_says_so_and_plays_the_sample(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert done.stdout.startswith("rehearse resources/sample/")
    assert "không có màn hình" in done.stderr


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "./dev test" in (ROOT / ".ci/run").read_text()
    assert "./dev test" in (ROOT / "README.md").read_text()


def test_the_pins_hold_every_library_asked_for() -> None:
    """Whoever adds a library to a list runs ./dev lock."""
    for name in ("run", "dev"):
        asked = [
            line.partition("==")[0].partition("[")[0].strip().lower().replace("_", "-")
            for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
            if line.strip() and not line.startswith(("#", "-"))
        ]
        pinned = (ROOT / f"requirements/{name}.txt").read_text()
        assert [library for library in asked if f"\n{library}==" not in pinned] == []


def test_the_program_is_tested_with_the_libraries_it_ships_with() -> None:
    pins = {
        name: {
            line.split(" ")[0]
            for line in (ROOT / f"requirements/{name}.txt").read_text().splitlines()
            if line[:1].isalnum()
        }
        for name in ("run", "dev")
    }
    assert pins["run"] <= pins["dev"]
