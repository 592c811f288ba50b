"""Use cases of the dossier: which papers there are, a preview, the key, the export.

An export is cut in three so that a window can run the long middle part beside its own thread:
`collect` reads the book, `write` needs only what was collected, `record` writes down what was made.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from db import operations
from db.ballot_box import BoxError
from db.operations import Document, PaperData
from db.store import load_documents
from desktop import box_record
from desktop.desk import Desk, DeskError
from desktop.regulations import pack_hash
from forms import dossier, paper, signing
from forms import export as exporting
from forms.facts import Facts
from forms.files import write_whole
from forms.paper import Paper
from forms.paper_forms import REVIEWS
from forms.signing import KeySigner
from meeting.results import Json, results_document

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything an export is made of, read from the book: papers in order with their file names.

    box: files of the sealed ballot box that go beside the papers, by their names; remark: why there are
    none where there should be; reviews: the members' own, by their file names. See `complete`.
    """

    papers: tuple[Paper, ...]
    files: tuple[str, ...]
    results: Json
    unit: str
    box: Mapping[str, bytes] = field(default_factory=dict)
    remark: str = ""
    reviews: tuple[tuple[str, Paper], ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left: the folder, the bundle, and for each paper file, form and SHA-256.

    data: what the papers of the dossier were printed from, to tell later whether that changed.
    """

    folder: Path
    bundle: Path
    documents: tuple[dict[str, str], ...]
    signed_by: str
    data: tuple[PaperData, ...] = ()


def key_file(desk: Desk) -> Path:
    """The PKCS#12 file of the book's own key, beside the book."""
    return desk.book.path.with_suffix(".p12")


def has_key(desk: Desk) -> bool:
    """Tell whether the book's key has been made."""
    return key_file(desk).exists()


def throwaway_passphrase() -> str:
    """A passphrase for a key that is used once, in a rehearsal, and that nobody needs to know."""
    return secrets.token_urlsafe(18)


def signer_of(desk: Desk, passphrase: str) -> KeySigner:
    """The book's signer; the key is made on first use and named after the branch.

    A certificate holds only the beginning of a long name, so the mark of a rehearsal stands first.
    """
    path, season = key_file(desk), desk.season
    if not path.exists():
        name = f"{'TẬP DƯỢT – ' if season.rehearsal else ''}{season.unit.name}"
        signing.create_key(path, passphrase, name)
    return signing.load_signer(path, passphrase)


def collect(desk: Desk, before: Collected | None = None) -> Collected:
    """The papers of all that is done; DeskError while no meeting is closed.

    Those that are equal to the ones collected `before` are the same objects: their data are not written out
    again.
    """
    season = desk.season
    results = results_document(season, desk.verdict)
    pack, boxes = pack_hash(season.regulation), box_record.boxes_facts(desk)
    made = dossier.papers(season, desk.verdict, desk.regulation, results, pack, boxes)
    if not made:
        raise DeskError("Chưa có hội nghị nào kết thúc nên chưa có văn bản để xuất.")
    known = {one.document_id: one for one in before.papers} if before else {}
    kept = tuple(known[one.document_id] if known.get(one.document_id) == one else one for one in made)
    return Collected(kept, dossier.file_names(made), results, season.unit.name)


def complete(desk: Desk, collected: Collected) -> Collected:
    """Add the members' reviews and the files of the ballot box, which is sealed: it is only read from now.

    A box that is not at hand or damaged keeps nobody from handing in the papers; `remark` says so. DeskError
    where the book says other numbers than the box.
    """
    whole = replace(collected, reviews=reviews(desk))
    try:
        return replace(whole, box=box_record.sealed_files(desk), remark=box_record.missing(desk))
    except BoxError as error:
        return replace(whole, remark=f"Gói nộp không kèm hòm phiếu: {error}")


def reviews(desk: Desk) -> tuple[tuple[str, Paper], ...]:
    """The members' reviews of the dossier with their file names; none before the branch has decided."""
    return tuple(dossier.reviews(_facts(desk)))


def _facts(desk: Desk) -> Facts:
    season, verdict = desk.season, desk.verdict
    results, pack = results_document(season, verdict), pack_hash(season.regulation)
    return dossier.facts_of(season, verdict, desk.regulation, results, pack)


def record_pdf(desk: Desk, form: str) -> bytes:
    """The unsigned opening or closing record of the ballot box, to be printed at once and signed by hand."""
    season, box = desk.season, box_record.box_facts(desk)
    branch = next((s for s in season.sessions if s.id == season.ballot.session), None)
    if box is None or branch is None:
        raise DeskError("Chưa có hòm phiếu đã thử mã nên chưa có biên bản để in.")
    told = replace(_facts(desk), box=box)
    return paper.write(form, branch.id, f"{paper.FORMS[form].code}01", told).pdf()


def save_record(desk: Desk, form: str) -> Path:
    """Write that record into the folder for printing beside the book; returns the file."""
    target = printing_folder(desk) / f"de-in-{paper.FORMS[form].file}-lan-{desk.season.ballot.round}.pdf"
    return save_for_printing(target, record_pdf(desk, form))


def printing_folder(desk: Desk) -> Path:
    """Where unsigned PDFs lie until they are printed: never among the signed papers, which are verified."""
    return desk.book.path.with_name(f"{desk.book.path.stem}.de-in")


def save_one(desk: Desk, name: str, one: Paper) -> Path:
    """Write the unsigned PDF of one paper into the folder for printing; returns the file."""
    return save_for_printing(printing_folder(desk) / name, replace(one).pdf())


def save_for_printing(target: Path, pdf: bytes) -> Path:
    """Write an unsigned PDF that is printed and signed or filled in by hand."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(f"Không tạo được thư mục {target.parent}: {error.strerror or error}.") from error
    write_whole(target, pdf)
    return target


def write(
    collected: Collected,
    folder: Path,
    signer: KeySigner,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancelled = lambda: False,
) -> Exported:
    """Make, sign and bundle every paper into `folder`; nothing is left behind when it stops early."""
    reviews = dict(collected.reviews)
    made = exporting.export(
        (*collected.papers, *reviews.values()),
        (*collected.files, *reviews),
        collected.results,
        signer,
        folder,
        progress,
        cancelled,
        others=collected.box,
    )
    documents = tuple(
        {"file": one.listed.name, "form": one.form, "sha256": one.listed.sha256} for one in made.papers
    )
    data = tuple(_data_of(collected, {one["file"]: one["sha256"] for one in documents}))
    return Exported(folder, made.bundle, documents, signer.name, data)


def _data_of(collected: Collected, sums: Mapping[str, str]) -> Iterator[PaperData]:
    """What each paper was printed from; the index as collected, before it named the signed files."""
    papers = *zip(collected.files, collected.papers, strict=True), *collected.reviews
    for file, one in papers:
        pack = one.facts.words.pack or None
        yield PaperData(sums[file], one.document_id, one.told, paper.REVISION, pack)


def record(desk: Desk, exported: Exported) -> None:
    """Write down in the book which papers were exported."""
    made = tuple(
        Document(d["file"], d["form"], d["sha256"], (exported.signed_by,)) for d in exported.documents
    )
    desk.changed(operations.record_documents(desk.book, made, at=desk.clock(), data=exported.data))


def record_sending(desk: Desk, copies: Collection[str], day: date, recipient: str) -> None:
    """Write down that signed copies, by SHA-256, were handed in; Refused says why that cannot be."""
    desk.changed(operations.record_sending(desk.book, copies, day, recipient, at=desk.clock()))


def export(desk: Desk, folder: Path, passphrase: str) -> Exported:
    """Collect, write and record at once, for use without a window."""
    exported = write(complete(desk, collect(desk)), folder, signer_of(desk, passphrase))
    record(desk, exported)
    return exported


def recorded(desk: Desk) -> tuple[dict[str, str], ...]:
    """The papers that were exported from this book, of each the newest copy, without members' reviews."""
    newest = {d.file: {"file": d.file, "form": d.form, "sha256": d.sha256} for d in load_documents(desk.book)}
    return of_the_branch(newest.values())


def of_the_branch(documents: Iterable[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """The papers that the results name: all but the members' reviews, which the bundle's manifest names."""
    return tuple(one for one in documents if not one["file"].startswith(f"{REVIEWS}/"))
