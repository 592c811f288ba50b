"""A member's own self-review in a .docx file, read line by line; the file is only read."""

import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.desk import DeskError
from meeting.review_form import ReviewPart
from meeting.review_lines import Line, Placed, place

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_MOST: Final = 40 << 20
"""Bytes that a file of text may unpack to."""

_NOT_WORD: Final = (
    "Tệp “{}” không phải tệp Word .docx; đồng chí mở bằng Word, lưu lại dạng .docx rồi chọn lại."
)
_TOO_LARGE: Final = "Tệp “{}” quá lớn để là một bản kiểm điểm; đồng chí bỏ hình ảnh trong tệp rồi chọn lại."
_BROKEN: Final = "Tệp “{}” hỏng nên không đọc được; đồng chí mở bằng Word, lưu lại rồi chọn lại."


def read_review(path: Path, parts: tuple[ReviewPart, ...]) -> Placed:
    """The texts of the file by part; DeskError where it cannot be read."""
    return place(read_lines(path), parts)


def read_lines(path: Path) -> tuple[Line, ...]:
    """The paragraphs and the rows of tables, in the order of the page; DeskError where that cannot be."""
    _look(path)
    from docx import Document

    try:
        return tuple(_lines(Document(str(path))))
    except Exception as error:
        # python-docx and lxml raise whatever a broken file makes them raise
        logging.getLogger(__name__).info("review file not read: %s", type(error).__name__)
        raise DeskError(_BROKEN.format(path.name)) from error


def _look(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DeskError(_NOT_WORD.format(path.name)) from error
    except OSError as error:
        raise DeskError(f"Không đọc được tệp “{path.name}”; đồng chí kiểm tra lại chỗ lưu.") from error
    if "word/document.xml" not in names:
        raise DeskError(_NOT_WORD.format(path.name))
    if size > _MOST:
        raise DeskError(_TOO_LARGE.format(path.name))


def _lines(document: Any) -> Iterator[Line]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield Line(
                    " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
                )
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: "Paragraph") -> Iterator[Line]:
    runs = [run for run in paragraph.runs if run.text.strip()]
    style = paragraph.style
    heading = bool(style is not None and style.name and style.name.startswith("Heading"))
    bold = bool(runs) and all(run.bold for run in runs)
    properties = paragraph._p.pPr  # noqa: SLF001 -- numbering has no public name in python-docx
    numbered = properties is not None and properties.numPr is not None
    for text in paragraph.text.splitlines():
        yield Line(text, marked=heading or bold or numbered)
