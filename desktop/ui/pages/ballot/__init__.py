"""The tellers' page: decision, codes, rehearsal, voting, closing and counting, one screen after another."""

from desktop.ui.pages.ballot.page import BallotPage

__all__ = ["BallotPage"]
