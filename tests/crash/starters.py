"""Two ways to start the voting program so that it can be killed: a fresh interpreter, or a fork of a loaded one."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

ROOT = Path(__file__).parents[2]


class Run(Protocol):
    """One start of the program."""

    def line(self) -> str:
        """The next line it says; empty once it has ended."""

    def kill(self) -> Iterator[str]:
        """Kill it; the lines that it had still said."""

    def was_killed(self) -> bool:
        """Tell, after `kill`, whether it was still alive then; AssertionError if it had failed."""


Starter = Callable[[list[str]], Run]


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", f"tests.crash.{name}"]


class Fresh:
    """The program in an interpreter of its own: as it is in life, a tenth of a second slower to start."""

    def __init__(self, arguments: list[str]) -> None:
        command = [*_module("voting_program"), *arguments]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._said: IO[str] = self._process.stdout

    def line(self) -> str:
        return self._said.readline()

    def kill(self) -> Iterator[str]:
        self._process.kill()
        yield from self._said
        self._said.close()
        self._process.wait()

    def was_killed(self) -> bool:
        assert self._process.returncode <= 0
        return self._process.returncode < 0


@contextmanager
def forking() -> Iterator[Starter]:
    """Start the program by forking one interpreter that has it loaded; not on Windows."""
    command = _module("fork_server")
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        into, out = server.stdin, server.stdout
        yield lambda arguments: _Forked(into, out, arguments)
        into.close()


class _Forked:
    def __init__(self, into: IO[str], out: IO[str], arguments: list[str]) -> None:
        self._into, self._out, self._code = into, out, 1
        self._tell(json.dumps(arguments))
        self._pid, self._done = int(self._out.readline().split()[1]), False

    def _tell(self, line: str) -> None:
        self._into.write(line + "\n")
        self._into.flush()

    def line(self) -> str:
        said = "" if self._done else self._out.readline()
        self._done = self._done or said == "done\n"
        return said

    def kill(self) -> Iterator[str]:
        os.kill(self._pid, signal.SIGKILL)  # nobody waited for it yet, so the number is still its own
        self._tell("wait")
        while not (said := self._out.readline()).startswith("ended"):
            assert said, "the forking interpreter has ended"
            yield said
        self._code = int(said.split()[1])

    def was_killed(self) -> bool:
        assert self._code in {0, -signal.SIGKILL}
        return self._code < 0
