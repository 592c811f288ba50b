"""The page of one meeting: who is there, what is discussed, each review, the minutes so far, its end."""

from desktop.ui.pages.session.page import SessionPage

__all__ = ["SessionPage"]
