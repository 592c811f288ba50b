"""Records of the rules as rows of the book, and back; column names are field names.

Days are ISO dates, times ISO minutes, yes and no 1 and 0, lists and small records JSON; text is in NFC.
"""

import json
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from db.errors import Refused
from meeting.text import odd_sign, shown, tidy, why_odd

Row = dict[str, Any]
R = TypeVar("R")


def minute(at: datetime) -> str:
    """A time as the book keeps it: local, to the minute."""
    return at.replace(second=0, microsecond=0, tzinfo=None).isoformat(timespec="minutes")


def text(value: str) -> str:
    """Text in NFC without signs of no width; Refused where it holds what turns a line or is no letter."""
    found = tidy(value)
    if sign := odd_sign(found):
        raise Refused(f"Nội dung “{shown(found)}” {why_odd(sign)}.")
    return found


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def encode(value: Any) -> str | int | None:
    """One value as a column holds it."""
    if isinstance(value, datetime):
        return minute(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    plain = _plain(value)
    return canonical(plain) if isinstance(plain, list | dict) else cast("str | int | None", plain)


def to_row(record: Any, without: frozenset[str] = frozenset()) -> Row:
    """The columns of a record, without the fields named."""
    names = (field.name for field in fields(record) if field.name not in without)
    return {name: encode(getattr(record, name)) for name in names}


Reader = Callable[[Any], Any]


@cache
def _readers(kind: Hashable) -> Mapping[str, Reader]:
    """How each field of a record is read; worked out once a kind, for a book has thousands of rows."""
    return {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}


@cache
def _reader(hint: Any) -> Reader:
    """How the value of a column becomes what its field wants."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        read = _reader(next(h for h in inner if h is not type(None)))
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        return _sequence(inner)
    if is_dataclass(hint):
        return lambda value: from_row(cast("type[Any]", hint), _parsed(value))
    if hint in {date, datetime}:
        return cast("Reader", hint.fromisoformat)
    return cast("Reader", hint)


def _sequence(inner: tuple[Any, ...]) -> Reader:
    readers = tuple(_reader(each) for each in inner if each is not Ellipsis)
    if inner[-1] is Ellipsis:
        return lambda value: tuple(readers[0](each) for each in _parsed(value))
    return lambda value: tuple(read(v) for read, v in zip(readers, _parsed(value), strict=True))


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def decode(hint: Any, value: Any) -> Any:
    """The value of a column as its field wants it; ValueError, KeyError or TypeError if it does not fit."""
    return _reader(hint)(value)


def from_row(kind: type[R], row: Mapping[str, Any], **given: Any) -> R:
    """The record of a row; fields that are no columns are `given`, columns that are no fields are left."""
    readers = _readers(cast("Hashable", kind)).items()
    found = {name: read(row[name]) for name, read in readers if name in row and name not in given}
    return kind(**found, **given)
