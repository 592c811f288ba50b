"""A strict reader of parsed tables (regulation packs, scenarios); anything odd is refused by path.

An unknown key, a missing key, a value of the wrong kind or an impossible number is an error that names
the place ("cap.rate").
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar, cast

from meeting.level import LEVELS, Level
from meeting.ratio import Ratio
from meeting.regulation import Source, Sure
from meeting.text import odd_sign, why_odd

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Table = Mapping[str, object]


_LOOKALIKES = frozenset({(bool, int), (datetime, date)})
"""Kinds that Python takes for another: a yes is no number, a minute is no calendar day."""


_KINDS: Mapping[type, str] = {
    bool: "true hoặc false",
    int: "số nguyên",
    str: "chữ trong ngoặc kép",
    date: "một ngày, như 2026-12-04",
    list: "danh sách trong ngoặc vuông",
    dict: "một bảng",
}


class ReadError(ValueError):
    """A table that cannot be used: `path` names the place, `reason` says in Vietnamese what is wrong."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Reader:
    """One table; every key is taken once, and `done` refuses what was left over."""

    def __init__(self, table: object, path: str, document: str) -> None:
        if not isinstance(table, Mapping):
            raise ReadError(path, "phải là một bảng")
        self._table: dict[str, object] = dict(cast("Table", table))
        self.path = path
        self.document = document

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def fail(self, key: str, reason: str) -> ReadError:
        """An error at `key` of this table."""
        return ReadError(self._at(key), reason)

    def has(self, key: str) -> bool:
        """Tell whether `key` is still there to be taken."""
        return key in self._table

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of `key`, which must be of `kind`; ReadError if missing without a default."""
        if key not in self._table:
            if default is None:
                raise self.fail(key, "thiếu khóa bắt buộc")
            return default
        value = self._table.pop(key)
        if not isinstance(value, kind) or (type(value), kind) in _LOOKALIKES:
            raise self.fail(key, f"sai kiểu, cần {_KINDS[kind]}")
        if isinstance(value, str) and (sign := odd_sign(value)):
            raise self.fail(key, why_odd(sign))
        return value

    def enum(self, key: str, kind: type[E], default: E | None = None) -> E:
        """The value of `key` as a member of `kind`."""
        text = self.take(key, str, None if default is None else default.value)
        return self._enum(key, kind, text)

    def _enum(self, key: str, kind: type[E], text: object) -> E:
        try:
            return kind(cast("str", text))
        except ValueError:
            allowed = ", ".join(value.value or '""' for value in kind)
            raise self.fail(key, f"giá trị “{text}” không có trong: {allowed}") from None

    def enums(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """A list of members of `kind`; empty when the key is missing."""
        values: list[object] = self.take(key, list, [])
        return tuple(self._enum(key, kind, value) for value in values)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty when the key is missing."""
        values: list[object] = self.take(key, list, [])
        if not all(isinstance(value, str) and value for value in values):
            raise self.fail(key, "cần danh sách chữ, không mục nào để trống")
        return tuple(cast("list[str]", values))

    def ratio(self, key: str) -> Ratio:
        """A fraction written [numerator, denominator], above 0 and not above 1."""
        value: list[object] = self.take(key, list)
        pair_of = 2
        if len(value) != pair_of or not all(type(x) is int for x in value):
            raise self.fail(key, "cần hai số nguyên [tử số, mẫu số]")
        numerator, denominator = cast("tuple[int, int]", tuple(value))
        if not 0 < numerator <= denominator:
            raise self.fail(key, "phân số phải lớn hơn 0 và không quá 1")
        return Ratio(numerator, denominator)

    def ratio_or_none(self, key: str) -> Ratio | None:
        """A fraction, or None when the key is missing."""
        return self.ratio(key) if self.has(key) else None

    def count(self, key: str, default: int | None = None) -> int:
        """A whole number, not negative."""
        value = self.take(key, int, default)
        if value < 0:
            raise self.fail(key, "không được âm")
        return value

    def within(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between `least` and `most`, both included."""
        value = self.take(key, int, default)
        if not least <= value <= most:
            raise self.fail(key, f"cần một số từ {least} đến {most}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """A yes or no."""
        value: bool = self.take(key, bool, default) if self.has(key) else default
        return value

    def day(self, key: str) -> date | None:
        """A calendar day, or None when the key is missing."""
        return self.take(key, date) if self.has(key) else None

    def source(self) -> Source:
        """The clause, document and certainty of this table."""
        sure = self.enum("sure", Sure, Sure.FULL)
        clause = self.take("clause", str, "" if sure in {Sure.OWN, Sure.INFERRED} else None)
        if not clause and sure not in {Sure.OWN, Sure.INFERRED}:
            raise self.fail("clause", "thiếu điều khoản")
        return Source(clause, self.take("document", str, self.document), sure)

    def table(self, key: str) -> "Reader":
        """The sub-table at `key`."""
        return Reader(self.take(key, dict), self._at(key), self.document)

    def read(self, key: str, read: Callable[["Reader"], T]) -> T:
        """The sub-table at `key` read whole."""
        inner = self.table(key)
        value = read(inner)
        inner.done()
        return value

    def read_or_none(self, key: str, read: Callable[["Reader"], T]) -> T | None:
        """The sub-table at `key` read whole, or None when it is missing."""
        return self.read(key, read) if self.has(key) else None

    def each(self, key: str, read: Callable[["Reader"], T]) -> tuple[T, ...]:
        """Every table of the list at `key` read whole; empty when the key is missing."""
        rows: Sequence[object] = self.take(key, list, [])
        values: list[T] = []
        for number, row in enumerate(rows, 1):
            inner = Reader(row, f"{self._at(key)}[{number}]", self.document)
            values.append(read(inner))
            inner.done()
        return tuple(values)

    def by_level(self, key: str, kind: type[T]) -> Mapping[Level, T]:
        """A table with one value for each of the four levels."""
        inner = self.table(key)
        values = {level: inner.take(level.value, kind) for level in LEVELS}
        inner.done()
        return values

    def done(self) -> None:
        """Refuse keys that nobody took."""
        for key in self._table:
            raise self.fail(key, "khóa không được biết")
