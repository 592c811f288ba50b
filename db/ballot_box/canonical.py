"""Records as bytes: JSON with sorted keys, no spaces, ASCII only; one record is always the same bytes."""

import json
from collections.abc import Mapping
from typing import Any


def to_bytes(record: Mapping[str, Any]) -> bytes:
    """Write a record as canonical JSON."""
    return json.dumps(
        record, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def from_bytes(body: bytes) -> dict[str, Any]:
    """Read canonical JSON; ValueError for anything that `to_bytes` would not have written exactly so."""
    try:
        record = json.loads(body)
        if isinstance(record, dict) and to_bytes(record) == body:
            return record
    except (RecursionError, UnicodeError) as error:
        raise ValueError("not canonical JSON") from error
    raise ValueError("not canonical JSON")
