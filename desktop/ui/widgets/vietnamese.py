"""Searching and sorting as Vietnamese readers expect it."""

import unicodedata

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale

SortKey = tuple[QCollatorSortKey, QCollatorSortKey]


def fold(text: str) -> str:
    """Return `text` without diacritics and capitals, so that "tran dinh" finds "Trần Đình"."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def collator() -> QCollator:
    """Return the Vietnamese order of letters and tones, with numbers by value."""
    made = QCollator(QLocale(QLocale.Language.Vietnamese))
    made.setNumericMode(True)
    return made


def name_key(full_name: str, order: QCollator) -> SortKey:
    """Return the key that sorts a person by given name (the last word), then by the rest."""
    rest, _, given = full_name.strip().rpartition(" ")
    return order.sortKey(given), order.sortKey(rest)
