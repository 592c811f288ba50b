"""The laptop stays awake while a box takes ballots, and only then."""

from db.ballot_box import BoxError, BoxState
from desktop.desk import Desk
from desktop.probes.awake import Awake


def follow_box(desk: Desk, awake: Awake) -> None:
    """Stay awake while the desk's box is open; to be called whenever something has changed."""
    if _is_open(desk):
        awake.hold()
    else:
        awake.let_go()


def _is_open(desk: Desk) -> bool:
    try:
        return desk.box is not None and desk.box.state is BoxState.OPEN
    except BoxError:  # a box that let go of its file
        return False
