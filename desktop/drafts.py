"""Copies to work with: Word and Excel files of every paper, papers to be finished by hand, review forms.

None is signed, none belongs to the bundle. They are written one after another, never held together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop import box_record
from desktop.desk import Desk, DeskError
from desktop.regulations import pack_hash
from forms import dossier, each_member
from forms.achievement import too_long
from forms.archive import page_count
from forms.export import print_all
from forms.facts import Facts
from forms.files import write_whole
from forms.further import personal
from forms.one_file import in_one
from forms.paper import Paper
from forms.paper_forms import ACHIEVEMENT, ACHIEVEMENTS, NOTICE
from meeting.results import results_document

DRAFTS: Final = "ban-sua"
WORKING: Final = "chuan-bi"
MEMBERS: Final = "ca-nhan"
ALL_NOTICES: Final = "thong-bao-in-mot-lan.pdf"
"""Folders beside the signed papers: editable copies, in it the papers people finish, one form a member.

The notices to all members stand in one more file, to be printed at once.
"""

Progress = Callable[[int, int], None]


Remark = Callable[[str], None]
"""Hears of what was written that is not as the regulation wants it."""


def _silent(_sentence: str) -> None:
    pass


def _ignore(_done: int, _steps: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the copies are made of, read from the book."""

    facts: Facts
    papers: tuple[Paper, ...]


def folder_of(desk: Desk) -> Path:
    """The folder of the dossier beside the book."""
    return desk.book.path.with_name(f"{desk.book.path.stem}.ho-so")


def gather(desk: Desk) -> Gathered:
    """Read the book; there are papers to prepare before any meeting is closed."""
    season, verdict, regulation = desk.season, desk.verdict, desk.regulation
    results, pack = results_document(season, verdict), pack_hash(season.regulation)
    facts = dossier.facts_of(season, verdict, regulation, results, pack)
    made = dossier.papers(season, verdict, regulation, results, pack, box_record.boxes_facts(desk))
    return Gathered(facts, made)


def write_drafts(
    gathered: Gathered, folder: Path, progress: Progress = _ignore, remark: Remark = _silent
) -> tuple[Path, ...]:
    """Write Word and Excel copies of all papers, and the papers that people finish as PDF, too."""
    made, working = gathered.papers, dossier.working_papers(gathered.facts)
    drafts, prepared = folder / DRAFTS, folder / DRAFTS / WORKING
    steps = len(made) + len(working)
    if not steps:
        raise DeskError("Chưa có hội nghị nào trong chương trình nên chưa có văn bản để sửa.")
    written: list[Path] = []
    _make(prepared)
    for done, (name, one) in enumerate(zip(dossier.file_names(made), made, strict=True)):
        progress(done, steps)
        written += _editable(one, drafts / name)
    for done, (name, one) in enumerate(zip(dossier.file_names(working), working, strict=True), len(made)):
        progress(done, steps)
        target = prepared / name
        write_whole(target, one.pdf())
        _measure(gathered, one, target, remark)
        written += [target, *_editable(one, target)]
    progress(steps, steps)
    return tuple(written)


def _measure(gathered: Gathered, one: Paper, path: Path, remark: Remark) -> None:
    """Say so where a report of achievements is longer than the regulation allows."""
    if one.form.id in ACHIEVEMENTS:
        pages, unit = page_count(path.read_bytes()), one.form.id != ACHIEVEMENT
        if sentence := too_long(gathered.facts, pages, unit=unit):
            remark(f"{path.name}: {sentence}.")


def _editable(one: Paper, target: Path) -> Iterator[Path]:
    """Write the copies of one paper beside `target`; only papers with tables have a workbook."""
    from forms.docx import to_docx
    from forms.xlsx import tables_of, to_xlsx

    copies = [(".docx", to_docx)]
    if tables_of(one.document):
        copies.append((".xlsx", to_xlsx))
    for suffix, convert in copies:
        path = target.with_suffix(suffix)
        write_whole(path, convert(one.document))
        yield path


def write_members(
    gathered: Gathered, folder: Path, progress: Progress = _ignore, remark: Remark = _silent
) -> tuple[Path, ...]:
    """Write the papers of every member as PDFs to be filled in and signed by hand: review form and others."""
    facts = gathered.facts
    forms = (*personal(facts), *(each_member.made(facts, one) for one in each_member.planned(facts)))
    if not forms:
        raise DeskError("Chưa có đảng viên thuộc diện kiểm điểm nên chưa có bản kiểm điểm để in.")
    target = folder / MEMBERS
    _make(target)
    written = list(print_all(forms, target, progress))
    for name, one in forms:
        if one.form.id == ACHIEVEMENT:
            _measure(gathered, one, target / name, remark)
            written += _editable(one, target / name)
    notices = [target / name for name, one in forms if one.form.id == NOTICE]
    if notices:
        write_whole(target / ALL_NOTICES, in_one(notices, "Thông báo kết quả của từng đồng chí"))
        written.append(target / ALL_NOTICES)
    return tuple(written)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(f"Không tạo được thư mục {folder}: {error.strerror or error}.") from error
