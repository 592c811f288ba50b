"""An interpreter that has the voting program loaded and plays it again and again, each time in a fork of itself.

It reads one line of arguments (JSON) at a time. The fork is a process of its own, to be killed like any other: it says
its pid first and "done" last. The next line asks to wait for it; the answer is "ended" with its exit code.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from tests.crash import voting_program
from tests.crash.voting_program import say


def play(arguments: list[str]) -> None:
    """Be the program, to the end of this process."""
    status = 1
    try:
        say("pid", str(os.getpid()))
        voting_program.main(Path(arguments[0]), arguments[1:3], arguments[3:])
        status = 0
    except BaseException:  # noqa: BLE001 -- whatever it is, the fork must not go on as a second server
        traceback.print_exc()
    say("done")
    os._exit(status)


def main() -> None:
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            play(json.loads(line))
        sys.stdin.readline()
        say("ended", str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


if __name__ == "__main__":
    main()
