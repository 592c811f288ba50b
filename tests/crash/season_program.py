"""A program that plays a rehearsal, says what was confirmed, and kills itself at a given SQL statement.

Arguments: scenario file, book path, number of the statement at which to die (0: never). Every confirmed
step is one line on standard output, flushed before the next begins.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from db.operations import Changes
from desktop import rehearsal, voting
from desktop.desk import Desk
from desktop.scenario import read_scenario


def bomb(fatal: int) -> Callable[[str], None]:
    """A trace callback that kills this process, as a power cut would, at statement number `fatal`."""
    seen = 0

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    count.seen = lambda: seen  # type: ignore[attr-defined]
    return count


def say(line: str) -> None:
    print(line, flush=True)


def arm(trace: Callable[[str], None]) -> None:
    """Every connection made from here on, the book's and the box's, tells `trace` of its statements."""
    connect = sqlite3.connect

    def traced(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)  # type: ignore[call-overload]
        connection.set_trace_callback(trace)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]


def confirm(_changes: Changes) -> None:
    say("step")


def main() -> None:
    scenario = read_scenario(Path(sys.argv[1]))
    trace = bomb(int(sys.argv[3]))
    cast = voting.cast
    arm(trace)

    def told_cast(desk: Desk, member: str, choices: tuple[int, ...]) -> None:
        cast(desk, member, choices)
        say("cast")

    voting.cast = told_cast  # type: ignore[assignment]
    with Desk.create(Path(sys.argv[2]), rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:
        desk.on_change.append(confirm)
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
    say(f"statements {trace.seen()}")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
