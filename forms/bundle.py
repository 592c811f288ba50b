"""The bundle for the level above: what it holds, and how it is closed over papers that lie on the disk.

It is a zip whose bytes depend on its files alone: stored without compression, fixed dates and order.
`manifest.json` names every file with size and SHA-256; `manifest.json.p7s` is a detached CMS signature
over it. A control sheet on paper names the same files (`forms.control`).
"""

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forms import canon, control, words
from forms.control import ControlSheet, Listed
from forms.errors import FormsError
from forms.files import flush, write_new
from forms.paper import Paper
from forms.qr import book_code
from forms.signing import Signer, sign_detached, sign_pdf

FORMAT: Final = "chibo-bundle-1"
RESULTS: Final = "results.json"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.p7s"
_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Filed:
    """A signed paper on the disk: where, its entry in the list, form, number, SHA-256 of its data."""

    path: Path
    listed: Listed
    form: str
    document: str
    data: str


@dataclass(frozen=True, slots=True)
class About:
    """Whose dossier it is, and by which rules and layout; `place` is told by the signatures."""

    book: str
    unit: str
    year: int
    rehearsal: bool
    layout: str
    regulation: str
    pack: str
    place: str

    @property
    def reason(self) -> str:
        """What the signature on the control sheet states."""
        return f"{control.NAME} năm {self.year}"

    @property
    def bundle(self) -> str:
        """The bundle's file name: unit, year and book without diacritics."""
        prefix = "tap-duot-" if self.rehearsal else ""
        unit = words.slug(self.unit) or "chi-bo"
        return f"{prefix}goi-nop-{unit}-{self.year}-{book_code(self.book).lower()}.zip"


def about(paper: Paper) -> About:
    """Return what any paper of a dossier says of the whole."""
    season, told = paper.facts.season, paper.facts.words
    return About(
        book=season.book,
        unit=season.unit.name,
        year=season.year,
        rehearsal=season.rehearsal,
        layout=told.layout,
        regulation=told.regulation,
        pack=told.pack,
        place=season.unit.place,
    )


def told_results(results: Mapping[str, Any]) -> bytes:
    """Return the results as the bundle tells them: canonical, without the list of papers."""
    return canon.canonical({key: value for key, value in results.items() if key != "documents"})


def seal(
    aside: Path, whose: About, papers: Sequence[Filed], beside: Mapping[str, bytes], signer: Signer
) -> Filed:
    """Write control sheet and bundle over the papers into `aside`; return the sheet.

    `beside`: the files that are no papers, by their names, the results first.
    """
    files = (*control.listed(beside), *(paper.listed for paper in papers))
    sheet = ControlSheet(whose.book, whose.unit, whose.year, whose.layout, whose.rehearsal, files)
    printed = sign_pdf(sheet.pdf(), signer, whose.reason, whose.place)
    path = aside / control.FILE
    write_new(path, printed)
    (listed,) = control.listed({control.FILE: printed})
    filed = Filed(path, listed, control.FORM, control.DOCUMENT, sheet.mark.digest.hex())
    manifest = _manifest(whose, control.listed(beside), (*papers, filed))
    parts: dict[str, bytes | Path] = {MANIFEST: manifest, SIGNATURE: sign_detached(manifest, signer)}
    parts |= {**beside, **{one.listed.name: one.path for one in (*papers, filed)}}
    _write_zip(aside / whose.bundle, parts)
    return filed


def _program() -> str:
    """Return the program's version as it was installed."""
    try:
        return metadata.version("chibo")
    except metadata.PackageNotFoundError:
        return ""


def _manifest(whose: About, beside: Sequence[Listed], papers: Sequence[Filed]) -> bytes:
    listed: list[dict[str, Any]] = [canon.to_plain(one) for one in beside]
    listed += [{**canon.to_plain(one.listed), "form": one.form, "document": one.document} for one in papers]
    return canon.canonical(
        {
            "format": FORMAT,
            "program": _program(),
            "regulation": {"id": whose.regulation, "sha256": whose.pack},
            "layout": whose.layout,
            "book": whose.book,
            "unit": whose.unit,
            "year": whose.year,
            "rehearsal": whose.rehearsal,
            "files": listed,
        }
    )


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip that depends on the names, their order and the contents alone."""
    out = BytesIO()
    write_zip(out, parts)
    return out.getvalue()


def _write_zip(path: Path, parts: Mapping[str, bytes | Path]) -> None:
    try:
        with path.open("xb") as file:
            write_zip(file, parts)
            flush(file)
    except OSError as fault:
        raise FormsError(f"Không ghi được tệp {path.name}: {fault.strerror or fault}.") from fault


def write_zip(out: Any, parts: Mapping[str, bytes] | Mapping[str, bytes | Path]) -> None:
    """Write the zip to a binary file; what lies on the disk is copied piece by piece."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            if isinstance(part, bytes):
                archive.writestr(entry, part)
                continue
            entry.file_size = part.stat().st_size
            with part.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
