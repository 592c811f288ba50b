"""What can be wrong with a whole file."""

from desktop.desk import DeskError


class ListError(DeskError):
    """A file that cannot be used: one Vietnamese sentence that says what it is and what to do."""
