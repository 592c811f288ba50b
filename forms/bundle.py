"""The dossier on disk: signed papers, and the bundle for the level above.

The bundle is a zip whose bytes depend on its files alone: stored without compression, fixed dates and order.
`manifest.json` names every file with size and SHA-256; `manifest.json.p7s` is a detached CMS signature
over it.
"""

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forms import canon, words
from forms.dossier import file_names
from forms.errors import CancelledError, FormsError
from forms.files import write_whole
from forms.paper import Paper
from forms.qr import book_code
from forms.signing import Signer, sign_detached, sign_pdf

FORMAT: Final = "chibo-bundle-1"
RESULTS: Final = "results.json"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.p7s"
_DATE: Final = (1980, 1, 1, 0, 0, 0)

Progress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, what is being done)."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left: the folder, the bundle, and one entry a paper (file, form, sha256)."""

    folder: Path
    bundle: Path
    documents: tuple[Mapping[str, str], ...]


def _ignore(_done: int, _steps: int, _what: str) -> None:
    pass


def _never() -> bool:
    return False


def export(
    papers: Sequence[Paper],
    results: Mapping[str, Any],
    signer: Signer,
    out_dir: Path,
    *,
    program: str,
    progress: Progress = _ignore,
    cancelled: Callable[[], bool] = _never,
) -> Exported:
    """Print and sign all papers, then write them and the bundle; nothing is written before all are ready."""
    if not papers:
        raise FormsError("Chưa có văn bản nào để xuất: chưa có hội nghị nào kết thúc.")
    steps = len(papers) + 1
    files: dict[str, bytes] = {}
    for done, (name, paper) in enumerate(zip(file_names(tuple(papers)), papers, strict=True)):
        if cancelled():
            raise CancelledError("Đã dừng xuất hồ sơ; chưa có tệp nào được ghi.")
        progress(done, steps, f"In và ký {paper.document.name}")
        files[name] = sign_pdf(paper.pdf(), signer, _reason(paper), paper.facts.season.unit.place)
    if cancelled():
        raise CancelledError("Đã dừng xuất hồ sơ; chưa có tệp nào được ghi.")
    progress(len(papers), steps, "Đóng gói và ghi hồ sơ")
    bundle = pack(papers, files, results, signer, program)
    target = _write(papers, files, bundle, out_dir)
    progress(steps, steps, "Xong")
    return Exported(
        out_dir, target, tuple(_entry(n, p, files[n]) for n, p in zip(files, papers, strict=True))
    )


def _reason(paper: Paper) -> str:
    prefix = "TẬP DƯỢT – " if paper.facts.season.rehearsal else ""
    return f"{prefix}{paper.document.name} năm {paper.facts.season.year}"


def _entry(name: str, paper: Paper, content: bytes) -> dict[str, str]:
    return {"file": name, "form": paper.form.id, "sha256": hashlib.sha256(content).hexdigest()}


def pack(
    papers: Sequence[Paper],
    files: Mapping[str, bytes],
    results: Mapping[str, Any],
    signer: Signer,
    program: str,
) -> bytes:
    """Return the bundle: results, manifest, its signature, the papers."""
    told = canon.canonical({key: value for key, value in results.items() if key != "documents"})
    manifest = _manifest(papers, {RESULTS: told, **files}, program)
    parts = {
        MANIFEST: manifest,
        SIGNATURE: sign_detached(manifest, signer),
        RESULTS: told,
        **files,
    }
    return zip_of(parts)


def _manifest(papers: Sequence[Paper], files: Mapping[str, bytes], program: str) -> bytes:
    facts = papers[0].facts
    forms = dict(zip(file_names(tuple(papers)), papers, strict=True))
    listed = []
    for name, content in files.items():
        entry: dict[str, Any] = {
            "name": name,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        if name in forms:
            entry |= {"form": forms[name].form.id, "document": forms[name].document_id}
        listed.append(entry)
    return canon.canonical(
        {
            "format": FORMAT,
            "program": program,
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
