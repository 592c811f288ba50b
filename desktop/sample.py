"""Books to practise with: the sample branch, and a copy of the branch's own unit and roll.

Both are marked as rehearsals; nothing in them has been held yet.
"""

from pathlib import Path
from typing import Final

from db import operations
from desktop.desk import Clock, Desk, local_clock
from desktop.preparation import add_member, set_up_unit
from desktop.rehearsal import prepare
from desktop.scenario import read_scenario

SAMPLE: Final = Path(__file__).resolve().parent.parent / "resources" / "sample" / "lam-dong-2023.toml"


def make_sample(path: Path, *, clock: Clock = local_clock) -> Desk:
    """Make a book of the sample branch at `path` and open it; BookError when that is not possible."""
    sample = read_scenario(SAMPLE)
    desk = Desk.create(path, rehearsal=True, clock=clock)
    prepare(desk, sample)
    return desk


def make_rehearsal(real: Path, path: Path, *, clock: Clock = local_clock, passphrase: str = "") -> Desk:
    """Make a book to rehearse in, with the unit, the rules and the roll of the book at `real`, left as it is.

    It holds the same people, so it has the passphrase of the real book.
    BookError when a file cannot be read or made, DeskError when the real book has no unit yet.
    """
    with Desk.open(real, clock=clock, passphrase=passphrase) as own:
        season, passphrase = own.season, own.book.passphrase
    desk = Desk.create(path, rehearsal=True, clock=clock, passphrase=passphrase)
    set_up_unit(desk, season.unit, season.regulation, season.year, season.meeting_day)
    for letter in season.overrides:
        desk.changed(operations.set_override(desk.book, letter, at=desk.clock()))
    for member in season.members:
        add_member(desk, member)
    return desk


def free_name(path: Path) -> Path:
    """`path`, or the same with a number where a file already has that name."""
    number, name = 2, path
    while name.exists():
        name = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return name
