"""Any file into sheets of raw cells; a file that cannot be read is one ListError and nothing else."""

import io
import zipfile
import zlib
from itertools import islice
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from desktop.member_list import text_file
from desktop.member_list.collector import collector_waiting
from desktop.member_list.compound import MAGIC
from desktop.member_list.encodings import find_script
from desktop.member_list.errors import (
    DAMAGED,
    LOCKED,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LARGE,
    ListError,
)
from desktop.member_list.guard_xls import clean_xls
from desktop.member_list.guard_zip import check_zip, zip_kind
from desktop.member_list.sheet import Kind, ListFile, Sheet

_SAMPLE_ROWS: Final = 100
_EMPTY: Final = "Tệp không có dữ liệu. Đồng chí chọn tệp khác."


def read_list(path: Path) -> ListFile:
    """Read the file at `path`; ListError says in one sentence why it cannot be used."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ListError(
            f"Không mở được tệp “{path.name}”: tệp không còn ở đó, hoặc đang được chương trình khác giữ. "
            "Đồng chí đóng chương trình kia rồi chọn lại."
        ) from error
    return read_bytes(data, path.name)


@collector_waiting()
def read_bytes(data: bytes, name: str) -> ListFile:
    """Read a file that is in memory."""
    if len(data) > MOST_BYTES:
        raise ListError(TOO_LARGE)
    if data.startswith(b"PK"):
        kind, sheets = _zipped(data)
    elif data.startswith(MAGIC):
        kind, sheets = Kind.XLS, _sheets(clean_xls(data))
    else:
        text, kind = text_file.decode(data)
        sheets = (text_file.split(text, name),)
    filled = tuple(sheet for sheet in sheets if any(any(cell != "" for cell in row) for row in sheet.rows))
    if not filled:
        raise ListError(_EMPTY)
    return ListFile(name, kind, filled, find_script(_sample(filled), bytes_only=kind is Kind.BYTES))


def _sample(sheets: tuple[Sheet, ...]) -> set[str]:
    """Texts that show in which script the file is."""
    rows = (row for sheet in sheets for row in islice(sheet.rows, _SAMPLE_ROWS))
    return {cell for row in rows for cell in row if isinstance(cell, str)}


def _zipped(data: bytes) -> tuple[Kind, tuple[Sheet, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = zip_kind(archive)
            check_zip(archive, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ListError(DAMAGED) from error
    except RuntimeError as error:  # what zipfile raises for a locked archive
        raise ListError(LOCKED) from error
    return kind, _sheets(data)


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(_sheet(book, name) for name in _shown(book))
    except PasswordError as error:
        raise ListError(LOCKED) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise ListError(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader gave up; it is no ordinary exception
            raise
        raise ListError(DAMAGED) from error


def _shown(book: CalamineWorkbook) -> list[str]:
    """The names of the sheets that hold cells and are not hidden."""
    about = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
    visible = [each.name for each in about if each.visible is SheetVisibleEnum.Visible]
    return visible or [each.name for each in about]


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    found = book.get_sheet_by_name(name)
    if found.total_height > MOST_ROWS or found.total_width > MOST_COLUMNS:
        raise ListError(TOO_LARGE)
    merged = tuple(found.merged_cell_ranges or ())
    return Sheet(name, found.to_python(skip_empty_area=False), merged)
