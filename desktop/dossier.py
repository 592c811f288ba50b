"""Use cases of the dossier: which papers there are, a preview, the key, the export.

An export is cut in three so that a window can run the long middle part beside its own thread:
`collect` reads the book, `write` needs only what was collected, `record` writes down what was made.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from db import operations
from db.operations import Document
from db.store import load_documents
from desktop import box_record
from desktop.desk import Desk, DeskError
from desktop.regulations import pack_hash
from forms import bundle, dossier, signing
from forms.paper import Paper
from forms.signing import Signer
from meeting.results import Json, results_document

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything an export is made of, read from the book: papers in order with their file names.

    box: files of the sealed ballot box that go beside the papers, by their names; see `complete`.
    """

    papers: tuple[Paper, ...]
    files: tuple[str, ...]
    results: Json
    unit: str
    box: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left: the folder, the bundle, and for each paper file, form and SHA-256."""

    folder: Path
    bundle: Path
    documents: tuple[dict[str, str], ...]
    signed_by: str


def key_file(desk: Desk) -> Path:
    """The PKCS#12 file of the book's own key, beside the book."""
    return desk.book.path.with_suffix(".p12")


def has_key(desk: Desk) -> bool:
    """Tell whether the book's key has been made."""
    return key_file(desk).exists()


def throwaway_passphrase() -> str:
    """A passphrase for a key that is used once, in a rehearsal, and that nobody needs to know."""
    return secrets.token_urlsafe(18)


def signer_of(desk: Desk, passphrase: str) -> Signer:
    """The book's signer; the key is made on first use and named after the branch."""
    path, season = key_file(desk), desk.season
    if not path.exists():
        name = f"{season.unit.name}{' (TẬP DƯỢT)' if season.rehearsal else ''}"
        signing.create_key(path, passphrase, name)
    return signing.load_signer(path, passphrase)


def collect(desk: Desk) -> Collected:
    """The papers of all that is done; DeskError while no meeting is closed."""
    season = desk.season
    results = results_document(season, desk.verdict)
    made = dossier.papers(season, desk.verdict, desk.regulation, results, pack_hash(season.regulation))
    if not made:
        raise DeskError("Chưa có hội nghị nào kết thúc nên chưa có văn bản để xuất.")
    return Collected(made, dossier.file_names(made), results, season.unit.name)


def complete(desk: Desk, collected: Collected) -> Collected:
    """Add the files of the ballot box, which is sealed by that: from here on it is only read."""
    return replace(collected, box=box_record.sealed_files(desk))


def preview(collected: Collected, number: int) -> bytes:
    """The unsigned PDF of one paper, counted from 0."""
    return collected.papers[number].pdf()


def write(
    collected: Collected,
    folder: Path,
    signer: Signer,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> Exported:
    """Make, sign and bundle every paper into `folder`; nothing is left behind when it stops early."""
    made = bundle.export(
        collected.papers,
        collected.files,
        collected.results,
        signer,
        folder,
        progress,
        cancelled,
        others=collected.box,
    )
    documents = tuple(
        {"file": name, "form": paper.form.id, "sha256": made.sha256[name]}
        for name, paper in zip(collected.files, collected.papers, strict=True)
    )
    return Exported(folder, made.bundle, documents, signer.name)


def record(desk: Desk, exported: Exported) -> None:
    """Write down in the book which papers were exported."""
    made = tuple(
        Document(d["file"], d["form"], d["sha256"], (exported.signed_by,)) for d in exported.documents
    )
    desk.changed(operations.record_documents(desk.book, made, at=desk.clock()))


def export(desk: Desk, folder: Path, passphrase: str) -> Exported:
    """Collect, write and record at once, for use without a window."""
    exported = write(complete(desk, collect(desk)), folder, signer_of(desk, passphrase))
    record(desk, exported)
    return exported


def recorded(desk: Desk) -> tuple[dict[str, str], ...]:
    """The papers that were exported from this book, of each the newest copy."""
    newest = {d.file: {"file": d.file, "form": d.form, "sha256": d.sha256} for d in load_documents(desk.book)}
    return tuple(newest.values())
