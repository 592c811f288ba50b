"""A list from a file into the book, and the roll out into a file."""

from desktop.ui.pages.member_list.door import ListDoor

__all__ = ["ListDoor"]
