"""What can go wrong with a book. The text of every error is one polite Vietnamese sentence for the user."""

# ruff: noqa: N818 -- these are things that happen to a book, not mistakes of the program


class BookError(Exception):
    """The book refused or could not do what was asked; nothing was half done."""


class BookMissing(BookError):
    """There is no file at this place."""


class BookExists(BookError):
    """A new book may not take the place of a file that is there."""


class NotABook(BookError):
    """The file is something else."""


class PassphraseNeeded(BookError):
    """The book has a passphrase and none was given."""


class WrongPassphrase(BookError):
    """The passphrase does not open the file."""


class NewerBook(BookError):
    """The book was written by a newer version of the program."""


class DamagedBook(BookError):
    """The file is cut short, edited from outside, or cannot be read."""


class BookInUse(BookError):
    """Another window or program holds the book."""


class ReadOnly(BookError):
    """The file or its folder may not be written."""


class DiskFull(BookError):
    """There is no room on the disk, or it takes no more bytes."""


class Refused(BookError):
    """A rule said no.

    Attributes:
        clause: the clause of the regulation that says so; empty where the book itself does.
    """

    def __init__(self, sentence: str, clause: str = "") -> None:
        super().__init__(sentence)
        self.clause = clause
