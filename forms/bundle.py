"""The dossier on disk: signed papers, and the bundle for the level above.

The bundle is a zip whose bytes depend on its files alone: stored without compression, fixed dates and order.
`manifest.json` names every file with size and SHA-256; `manifest.json.p7s` is a detached CMS signature
over it. A control sheet on paper names the same files (`forms.control`).
"""

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forms import canon, control, words
from forms.archive import check
from forms.control import ControlSheet
from forms.errors import CancelledError, FormsError
from forms.files import write_whole
from forms.index import with_sums
from forms.paper import Paper
from forms.paper_forms import INDEX
from forms.qr import book_code
from forms.signing import Signer, sign_detached, sign_pdf

FORMAT: Final = "chibo-bundle-1"
RESULTS: Final = "results.json"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.p7s"
_DATE: Final = (1980, 1, 1, 0, 0, 0)

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left: the folder, the bundle in it, and the SHA-256 of each signed PDF by its name."""

    folder: Path
    bundle: Path
    sha256: Mapping[str, str]


def _ignore(_done: int, _steps: int) -> None:
    pass


def _never() -> bool:
    return False


def export(
    papers: Sequence[Paper],
    names: Sequence[str],
    results: Mapping[str, Any],
    signer: Signer,
    out_dir: Path,
    progress: Progress = _ignore,
    cancelled: Callable[[], bool] = _never,
    others: Mapping[str, bytes] | None = None,
) -> Exported:
    """Print and sign all papers, then write them and the bundle; nothing is written before all are ready.

    `names` are the papers' file names (`dossier.file_names`); `others` are files that go beside the papers
    as they are, by their names.
    """
    beside = others or {}
    if not papers:
        raise FormsError("Chưa có văn bản nào để xuất: chưa có hội nghị nào kết thúc.")
    files: dict[str, bytes] = {}
    looked_at: set[str] = set()
    for done, (name, paper) in enumerate(zip(names, papers, strict=True)):
        _go_on(cancelled)
        progress(done, len(papers) + 1)
        pages = _with_sums(paper, files).pdf()
        if paper.form.id not in looked_at:
            looked_at.add(paper.form.id)
            check(pages)
        files[name] = sign_pdf(pages, signer, _reason(paper), paper.facts.season.unit.place)
    _go_on(cancelled)
    progress(len(papers), len(papers) + 1)
    parts = parts_of(papers, files, results, signer, beside)
    written = {**beside, **files, control.FILE: parts[control.FILE]}
    target = _write(papers, written, zip_of(parts), out_dir)
    progress(len(papers) + 1, len(papers) + 1)
    signed_files = {**files, control.FILE: parts[control.FILE]}
    return Exported(out_dir, target, {name: _sha256(content) for name, content in signed_files.items()})


def _with_sums(paper: Paper, files: Mapping[str, bytes]) -> Paper:
    """The index names the SHA-256 of the signed files before it."""
    if paper.form.id != INDEX:
        return paper
    sums = {name: _sha256(content) for name, content in files.items()}
    return replace(paper, facts=with_sums(paper.facts, sums))


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError("Đã dừng xuất hồ sơ; chưa có tệp nào được ghi.")


def _reason(paper: Paper) -> str:
    prefix = "TẬP DƯỢT – " if paper.facts.season.rehearsal else ""
    return f"{prefix}{paper.document.name} năm {paper.facts.season.year}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def parts_of(
    papers: Sequence[Paper],
    files: Mapping[str, bytes],
    results: Mapping[str, Any],
    signer: Signer,
    others: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the parts of the bundle: manifest, its signature, results, other files, papers, control."""
    told = canon.canonical({key: value for key, value in results.items() if key != "documents"})
    beside = {RESULTS: told, **(others or {})}
    sheet = _control_sheet(papers, {**beside, **files})
    reason = f"{control.NAME} năm {sheet.year}"
    printed = sign_pdf(sheet.pdf(), signer, reason, papers[0].facts.season.unit.place)
    manifest = _manifest(papers, beside, files, printed)
    signature = sign_detached(manifest, signer)
    return {MANIFEST: manifest, SIGNATURE: signature, **beside, **files, control.FILE: printed}


def _control_sheet(papers: Sequence[Paper], files: Mapping[str, bytes]) -> ControlSheet:
    facts = papers[0].facts
    season = facts.season
    where = (season.book, season.unit.name, season.year, facts.words.layout, season.rehearsal)
    return ControlSheet(*where, control.listed(files))


def _listed(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(content), "sha256": _sha256(content)}


def _program() -> str:
    """Return the program's version as it was installed."""
    try:
        return metadata.version("chibo")
    except metadata.PackageNotFoundError:
        return ""


def _manifest(
    papers: Sequence[Paper], others: Mapping[str, bytes], files: Mapping[str, bytes], sheet: bytes
) -> bytes:
    facts = papers[0].facts
    listed = [_listed(name, content) for name, content in others.items()]
    listed += [
        {**_listed(name, content), "form": paper.form.id, "document": paper.document_id}
        for (name, content), paper in zip(files.items(), papers, strict=True)
    ]
    listed.append({**_listed(control.FILE, sheet), "form": control.FORM, "document": control.DOCUMENT})
    return canon.canonical(
        {
            "format": FORMAT,
            "program": _program(),
            "regulation": {"id": facts.words.regulation, "sha256": facts.words.pack},
            "layout": facts.words.layout,
            "book": facts.season.book,
            "unit": facts.season.unit.name,
            "year": facts.season.year,
            "rehearsal": facts.season.rehearsal,
            "files": listed,
        }
    )


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip that depends on the names, their order and the contents alone."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def bundle_name(papers: Sequence[Paper]) -> str:
    """Return the bundle's file name: unit, year and book without diacritics."""
    season = papers[0].facts.season
    prefix = "tap-duot-" if season.rehearsal else ""
    unit = words.slug(season.unit.name) or "chi-bo"
    return f"{prefix}goi-nop-{unit}-{season.year}-{book_code(season.book).lower()}.zip"


def _write(papers: Sequence[Paper], files: Mapping[str, bytes], bundle: bytes, out_dir: Path) -> Path:
    """Write the papers, then the bundle last: where a bundle stands, everything stands."""
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FormsError(f"Không tạo được thư mục {out_dir}: {fault.strerror or fault}.") from fault
    for name, content in files.items():
        write_whole(out_dir / name, content)
    target = out_dir / bundle_name(papers)
    write_whole(target, bundle)
    return target
