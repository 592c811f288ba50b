"""What can go wrong with a ballot box; the text of every error is one Vietnamese sentence for the user."""
# ruff: noqa: N818 -- an error is named for what happened


class BoxError(Exception):
    """A ballot box refused or could not do what was asked; nothing was half done."""


class WrongState(BoxError):
    """The step is not allowed in the state the box is in, or a condition of the step is not met."""


class NotReady(WrongState):
    """The box may not be opened yet: a step of the opening ceremony is missing."""


class Locked(BoxError):
    """The envelope is locked: both halves of the resume code are needed first."""


class AlreadyVoted(BoxError):
    """This voter's ballot is in the box already."""


class NotOnRoll(BoxError):
    """This person is not among the voters, or was not issued a ballot."""


class WrongChoices(BoxError):
    """The choices do not fit the ballot: not one for every contest, or a number outside 0..4."""


class WrongCode(BoxError):
    """A code is mistyped or does not open the box.

    Attributes:
        positions: places (0-based) of the codes known to be wrong; empty where that cannot be told.
    """

    def __init__(self, message: str, positions: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.positions = positions


class BoxDamaged(BoxError):
    """The file is not a sound box: cut short, edited from outside, or not a box at all."""


class BundleDamaged(BoxDamaged):
    """The bundle of a counted box is not sound, or does not say what its own slips say."""


class BundleUnreadable(BundleDamaged):
    """The file cannot be read as a bundle at all."""


class BoxBusy(BoxError):
    """Another window or program holds the box."""


class DiskFull(BoxError):
    """There is no room on the disk; nothing was written."""


class NotWritten(BoxError):
    """The disk refused the write; nothing was written."""


class Uncertain(BoxError):
    """The disk failed in the middle: only opening the box again tells whether the step is on it."""
