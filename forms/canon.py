"""Frozen records as canonical JSON (RFC 8785) and back: a paper carries the data it was printed from.

Known: strings, whole numbers, booleans, None, enumerations, dates, moments, tuples, mappings with text
keys and frozen dataclasses of these. A field that has its default value is left out, so that a record may
gain fields with defaults and older data stay the same; an unknown key is refused.
"""

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_PLAIN = (str, int, bool, type(None))


class CanonError(ValueError):
    """The data do not fit the records."""


def canonical(value: object) -> bytes:
    """Return plain JSON values as canonical bytes (RFC 8785)."""
    import rfc8785

    if (simple := _simple(value)) is not None:
        return simple
    try:
        return bytes(rfc8785.dumps(cast("Any", value)))
    except rfc8785.CanonicalizationError as fault:
        raise CanonError(str(fault)) from fault


_FAR: Final = re.compile("[\\ud800-\U0010ffff]")
"""Letters beyond the first plane, which RFC 8785 sorts in an order of its own, and lone surrogates."""
_SAFE: Final = 2**53 - 1
"""Whole numbers up to this are written as they are (RFC 7493, 2.2)."""


def _simple(value: object) -> bytes | None:
    """Return what the interpreter's own writer makes of it, many times faster; None where that may differ."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        again = json.loads(text, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse)
    except (TypeError, ValueError, RecursionError):
        return None
    return None if again != value or _FAR.search(text) else text.encode()


def _whole(text: str) -> int:
    number = int(text)
    return number if abs(number) <= _SAFE else _refuse(text)


def _refuse(text: str) -> int:
    raise ValueError(text)


def parse(data: bytes) -> Any:
    """Read JSON that must be canonical; CanonError otherwise."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise CanonError("the data are not JSON") from fault
    if canonical(value) != data:
        raise CanonError("the data are not canonical JSON")
    return value


def to_plain(value: object) -> Any:
    """Return a record as plain JSON values."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        known = _defaults(cast("type", type(value)))
        told = ((name, getattr(value, name), default) for name, default in known)
        return {name: to_plain(item) for name, item, default in told if not _is(item, default)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    raise CanonError(f"{type(value).__name__} has no canonical form")


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a record with their defaults, MISSING where there is none."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _is(value: object, default: object) -> bool:
    return type(value) is type(default) and value == default


def from_plain(kind: type[T], value: object) -> T:
    """Return the record of `kind` that `value` stands for; CanonError where it does not fit."""
    try:
        return cast("T", _read(kind, value))
    except (TypeError, KeyError, ValueError) as fault:
        raise CanonError(f"{getattr(kind, '__name__', kind)}: {fault}") from fault


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _read_union(get_args(kind), value)
    if origin is tuple:
        return _read_tuple(get_args(kind), value)
    if origin is not None and issubclass(origin, Mapping):
        key_kind, item_kind = get_args(kind)
        return {_read(key_kind, key): _read(item_kind, item) for key, item in dict(value).items()}
    if kind in {Any, object}:
        return value
    return _read_simple(kind, value)


def _read_simple(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _read_record(cast("type", kind), value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind in {date, datetime}:
        return kind.fromisoformat(value)
    if type(value) is not kind:
        raise CanonError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value


def _read_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    (kind,) = (k for k in kinds if k is not type(None))
    return _read(kind, value)


def _read_tuple(kinds: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list):
        raise CanonError("expected a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004
        return tuple(_read(kinds[0], item) for item in value)
    return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))


def _read_record(kind: type, value: Any) -> Any:
    known = {field.name: field for field in fields(kind)}
    if not isinstance(value, dict) or not set(value) <= set(known):
        raise CanonError(f"{kind.__name__}: other keys than the record's")
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], item) for name, item in value.items()})
