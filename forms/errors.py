"""What can go wrong on the way to paper, each with one Vietnamese sentence for the user."""


class FormsError(Exception):
    """A paper could not be made, signed or bundled; the message is a sentence for the user."""


class FontError(FormsError):
    """No typeface with the metrics of Times New Roman and all Vietnamese letters was found."""


class UnprintableError(FormsError):
    """A text holds a sign that the typeface cannot print."""


class KeyRefusedError(FormsError):
    """A key file could not be opened or made."""


class CancelledError(FormsError):
    """The user stopped an export; nothing was left behind."""
