"""The results of the count: votes, levels, what to look at, the ceiling on the top level."""

from desktop.ui.pages.results.page import ResultsPage

__all__ = ["ResultsPage"]
