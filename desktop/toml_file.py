"""A TOML file that a person wrote, in whatever way an editor saves it."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from meeting.reader import Table
from meeting.text import tidy

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


class TomlFileError(Exception):
    """A file that cannot be read: what is wrong, in Vietnamese, to stand behind the name of the file."""


def read_toml(path: Path) -> tuple[str, Table]:
    """The text as it is read and the table in it, numbers with a point exact; TomlFileError."""
    try:
        text = tidy(path.read_text(encoding="utf-8"))
        return text, tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise TomlFileError(f"không đọc được: {_cause(path)}") from error
    except UnicodeDecodeError as error:
        raise TomlFileError("không phải chữ UTF-8; xin ghi lại dạng UTF-8") from error
    except ValueError as error:  # a syntax error, an impossible date or number
        raise TomlFileError(f"viết sai {_slip(str(error))}") from error
    except RecursionError as error:
        raise TomlFileError("viết sai: các dấu ngoặc lồng nhau quá sâu") from error


def _cause(path: Path) -> str:
    if not path.exists():
        return "không có tệp này"
    return "đây là thư mục" if path.is_dir() else "không có quyền đọc"


def _slip(told: str) -> str:
    """Where a file is no TOML, and why, from what its parser said."""
    at = _AT.search(told)
    where = f"ở dòng {at[1]}, cột {at[2]}" if at else "ở cuối tệp"
    if "date" in told:
        return f"{where}: không có ngày này"
    return f"{where}: khóa ghi hai lần" if "overwrite" in told or "twice" in told else f"{where}: sai cú pháp"
