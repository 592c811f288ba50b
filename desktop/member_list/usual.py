"""Rows in which all is as usual, found column by column: most rows of a list are such.

`read_row` says what a row means. Here it is told for whole columns, in steps of compiled code, about which
rows it would have nothing to say and what it would take from them; every other row is left to it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from desktop.member_list.days import usual_days
from desktop.member_list.fields import KEPT, Field, names_people, wordings
from desktop.member_list.person import ADULT, are_identifiers, are_plain_names
from desktop.member_list.records import ByField, Setting
from desktop.member_list.words import fold

_DAYS: Final = (Field.BORN, Field.ADMITTED, Field.OFFICIAL)
_NEEDED: Final = frozenset({Field.NAME, *_DAYS})


def usual_facts(texts: ByField, known: Setting) -> tuple[ByField, set[int]]:
    """The facts of the rows by column, and the places of the rows that have to be read by themselves."""
    if not texts.keys() >= _NEEDED:
        return {}, set(range(len(texts[Field.NAME])))
    found = {field: _MEANINGS[field](field, column, known) for field, column in texts.items()}
    odd = set(_without_order(zip(*(found[each] for each in _DAYS), strict=True), known.today))
    for field, values in found.items():
        if field not in _DAYS and None in values:
            odd.update(_without_meaning(values, texts[field], needed=field in _NEEDED))
    return {field: values for field, values in found.items() if field in KEPT}, odd


def _without_order(days: Iterable[Sequence[date | None]], today: date) -> Iterable[int]:
    """The places where a day is lacking or not in its order, or the age is worth a word."""
    return [
        at
        for at, (born, joined, official) in enumerate(days)
        if not (
            (born and joined and official)
            and born < joined <= official <= today
            and joined.year - born.year >= ADULT
        )
    ]


def _without_meaning(values: Sequence[Any], texts: Sequence[str], *, needed: bool) -> Iterable[int]:
    return [at for at, value in enumerate(values) if value is None and (needed or texts[at])]


def _names(_: Field, column: Sequence[str], __: Setting) -> Sequence[str | None]:
    if are_plain_names(column) and not any(map(names_people, set(column))):
        return [text or None for text in column]
    names = {text: text for text in set(column) if are_plain_names((text,)) and not names_people(text)}
    return list(map(names.get, column))


def _days(_: Field, column: Sequence[str], __: Setting) -> Sequence[date | None]:
    return usual_days(column)


def _groups(_: Field, column: Sequence[str], known: Setting) -> Sequence[str | None]:
    return _by_wording(column, known.groups)


def _choices(field: Field, column: Sequence[str], _: Setting) -> Sequence[Any]:
    return _by_wording(column, wordings(field))


def _by_wording(column: Sequence[str], known: Mapping[str, Any]) -> Sequence[Any]:
    meanings = {text: known.get(fold(text)) for text in set(column) if text.isprintable()}
    return list(map(meanings.get, column))


def _free(_: Field, column: Sequence[str], __: Setting) -> Sequence[str | None]:
    return (
        column if "".join(column).isprintable() else [text if text.isprintable() else None for text in column]
    )


def _identifiers(_: Field, column: Sequence[str], __: Setting) -> Sequence[str | None]:
    if are_identifiers(column):
        return column
    return [text if are_identifiers((text,)) else None for text in column]


_MEANINGS: Final[Mapping[Field, Callable[[Field, Sequence[str], Setting], Sequence[Any]]]] = {
    Field.NAME: _names,
    **dict.fromkeys(_DAYS, _days),
    Field.GROUP: _groups,
    **dict.fromkeys((Field.POST, Field.STATUS, Field.PROFESSIONAL), _choices),
    **dict.fromkeys((Field.JOB, Field.NOTE), _free),
    **dict.fromkeys((Field.CARD, Field.CITIZEN), _identifiers),
}
"""What the texts of a field mean; None for a text that has to be looked at in its row, and for no text."""
