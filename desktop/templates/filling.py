"""Use cases of templates: fill the user's own, write the program's table filled and empty."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.desk import DeskError
from desktop.drafts import DRAFTS, Gathered
from desktop.templates.defaults import Default, blank
from desktop.templates.errors import MOST_BYTES, TOO_LARGE, TemplateError
from desktop.templates.guard import kind_of
from desktop.templates.names import Values, values_of
from desktop.templates.word import fill_word
from desktop.templates.workbook import fill_workbook
from forms.files import write_whole

FOLDER: Final = "mau-rieng"
"""The folder of filled templates, among the copies to edit."""

_FILL: Final[dict[str, Callable[[bytes, Values], bytes]]] = {".xlsx": fill_workbook, ".docx": fill_word}


def fill(gathered: Gathered, template: Path, folder: Path) -> Path:
    """Fill a template into the folder of copies; the template is only read. TemplateError says why not."""
    content = _read(template)
    kind = kind_of(content)
    target = _target(folder, f"{template.stem}-da-dien{kind}")
    write_whole(target, _FILL[kind](content, values_of(gathered.facts)))
    return target


def write_default(gathered: Gathered, table: Default, folder: Path) -> tuple[Path, Path]:
    """Write the program's own table: filled, and empty as a template to begin from."""
    name, empty = f"bieu-{table.id.lower()}", blank(table)
    filled = _target(folder, f"{name}-da-dien.xlsx")
    write_whole(filled, fill_workbook(empty, values_of(gathered.facts)))
    begin = _target(folder, f"{name}-mau-trong.xlsx")
    write_whole(begin, empty)
    return filled, begin


def _read(template: Path) -> bytes:
    try:
        with template.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TemplateError(
            f"Không đọc được tệp “{template.name}”; đồng chí kiểm tra lại chỗ lưu."
        ) from error
    if len(content) > MOST_BYTES:
        raise TemplateError(TOO_LARGE)
    return content


def _target(folder: Path, name: str) -> Path:
    where = folder / DRAFTS / FOLDER
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(f"Không tạo được thư mục {where}: {error.strerror or error}.") from error
    return where / name
