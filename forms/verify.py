"""Check what came from elsewhere: a paper (PDF), a bundle (zip) or a folder. Nothing in it is believed.

Each file gets one verdict with one Vietnamese sentence: good, wrong (it was altered, or its parts contradict
each other) or unreadable.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forms import canon, control, sums
from forms.agreement import agrees
from forms.bundle import FORMAT, MANIFEST, RESULTS, SIGNATURE, zip_of
from forms.control import ControlSheet
from forms.errors import FormsError
from forms.paper import Paper
from forms.reprint import Printed, check_pages
from forms.seals import (
    BIGGEST_PDF,
    SignerFound,
    UnreadableError,
    WrongError,
    check_detached,
    check_signatures,
    refuse_bombs,
)
from forms.verdicts import FileVerdict, Verdict, judged, names_of
from meeting.results import results_document

__all__ = ["FileVerdict", "Verdict", "unpack", "verify", "verify_bundle", "verify_pdf", "verify_sheet"]

BIGGEST_BUNDLE: Final = 256 * 2**20
MOST_FILES: Final = 1000
_OWN_LISTS: Final = frozenset({"agenda", "documents"})
"""Parts of the results document that a trimmed season cannot give back."""
_MAY_LACK: Final[Mapping[str, object]] = {"overrides": [], "decisions": [], "organisation": {}}
"""What a paper leaves out where it prints none of it, and older papers do not know: each as nothing."""


def verify(path: Path) -> tuple[FileVerdict, ...]:
    """Check a paper, a bundle or every paper and bundle of a folder; a bundle's own verdict comes first."""
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        return (FileVerdict(path.name, Verdict.UNREADABLE, "Không tìm thấy tệp hoặc thư mục này."),)
    suffix = path.suffix.lower()
    if suffix not in {".pdf", ".zip"}:
        return (
            FileVerdict(
                path.name, Verdict.UNREADABLE, "Chỉ kiểm tra được tệp PDF, gói nộp (zip) hoặc thư mục."
            ),
        )
    most = BIGGEST_PDF if suffix == ".pdf" else BIGGEST_BUNDLE
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as fault:
        return (FileVerdict(path.name, Verdict.UNREADABLE, f"Không mở được tệp: {fault.strerror or fault}."),)
    if len(data) > most:
        return (FileVerdict(path.name, Verdict.UNREADABLE, "Tệp lớn hơn mức chương trình nhận."),)
    return (verify_pdf(path.name, data),) if suffix == ".pdf" else verify_bundle(path.name, data)


def _folder(folder: Path) -> tuple[FileVerdict, ...]:
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in {".pdf", ".zip"} and p.is_file())
    if not files or len(files) > MOST_FILES:
        sentence = "Thư mục không có tệp PDF hay gói nộp nào." if not files else "Thư mục có quá nhiều tệp."
        return (FileVerdict(folder.name, Verdict.UNREADABLE, sentence),)
    return tuple(
        one
        for path in files
        for one in ((verify_sheet(path),) if path.name == control.FILE else verify(path))
    )


def verify_sheet(path: Path) -> FileVerdict:
    """Check a control sheet, and the files beside it against its list."""
    (own,) = verify(path)
    if own.verdict is not Verdict.GOOD:
        return own

    def check() -> FileVerdict:
        _, sheet = _paper_verdict(path.name, data)
        if not isinstance(sheet, ControlSheet):
            return own
        return replace(own, sentence=f"{own.sentence} {_compare(path.parent, sheet)}")

    data = path.read_bytes()
    return judged(path.name, data, check)


def _compare(folder: Path, sheet: ControlSheet) -> str:
    """Say that the listed files are in the folder; the results lie in the bundle alone."""
    grown = 0
    listed = [one for one in sheet.files if one.name != RESULTS]
    for one in listed:
        try:
            with (folder / one.name).open("rb") as file:
                content = file.read(min(one.size, BIGGEST_BUNDLE))
                grown += bool(file.read(1))
        except OSError as fault:
            raise WrongError(f"Thư mục thiếu tệp {one.name} mà phiếu kiểm soát có ghi.") from fault
        if not one.fits(content):
            raise WrongError(f"Tệp {one.name} khác với phiếu kiểm soát.")
    later = f", {grown} văn bản được ký thêm sau khi lập phiếu" if grown else ""
    return f"{len(listed)} tệp trong thư mục đúng như phiếu ghi{later}."


def verify_pdf(name: str, data: bytes) -> FileVerdict:
    """Check one paper."""
    return judged(name, data, lambda: _paper_verdict(name, data)[0])


def _paper_verdict(name: str, data: bytes) -> tuple[FileVerdict, Printed | None]:
    if not data.startswith(b"%PDF-"):
        raise UnreadableError("Tệp không phải là PDF.")
    refuse_bombs(data)
    signers = check_signatures(data)
    attached, printed, remark = check_pages(data)
    if isinstance(printed, Paper):
        _check_numbers(printed)
    rehearsal = canon.parse(attached).get("rehearsal") is True
    kind = "Phiếu kiểm soát" if isinstance(printed, ControlSheet) else "Văn bản"
    sentence = f"{kind} nguyên vẹn, ký bởi {names_of(signers)}; trang in khớp với dữ liệu và mã QR."
    return FileVerdict(name, Verdict.GOOD, f"{sentence} {remark}".strip(), signers, rehearsal), printed


def _check_numbers(paper: Paper) -> None:
    """The results must add up and must be the ones that the page was printed from."""
    results, verdict = paper.facts.results, paper.facts.verdict
    season = paper.facts.season
    head = {"book": season.book, "year": season.year, "rehearsal": season.rehearsal}
    if any(results.get(key) != value for key, value in head.items()):
        raise WrongError("Dữ liệu kết quả không thuộc về văn bản này.")
    if verdict is None:
        return
    told = canon.to_plain(results_document(season, verdict))
    for key, value in told.items():
        if key not in _OWN_LISTS and results.get(key, _MAY_LACK.get(key)) != value:
            raise WrongError("Dữ liệu kết quả không khớp với các bảng của văn bản.")
    fault = next(sums.faults(results), None)
    if fault is not None:
        raise WrongError(fault)


def verify_bundle(name: str, data: bytes) -> tuple[FileVerdict, ...]:
    """Check a bundle: the bundle itself first, then each paper in it."""
    parts: dict[str, bytes] = {}
    papers: list[FileVerdict] = []

    def check() -> FileVerdict:
        parts.update(_parts(data))
        manifest, signer = _manifest(parts)
        results = _results(parts)
        for part, content in parts.items():
            if part.endswith(".pdf"):
                papers.append(_bundled(f"{name}/{part}", content, manifest, results, parts))
        rehearsal = manifest["rehearsal"] is True
        wrong = [p for p in papers if p.verdict is not Verdict.GOOD]
        if wrong:
            raise WrongError(f"Trong gói có {len(wrong)} văn bản không đúng.")
        if any(p.rehearsal is not rehearsal for p in papers) or results.get("rehearsal") is not rehearsal:
            raise WrongError("Gói lẫn văn bản tập dượt và văn bản chính thức.")
        count = sum(not p.file.endswith(f"/{control.FILE}") for p in papers)
        sentence = f"Gói nguyên vẹn, {count} văn bản, ký bởi {names_of((signer,))}."
        return FileVerdict(name, Verdict.GOOD, sentence, (signer,), rehearsal)

    return (judged(name, data, check), *papers)


def unpack(data: bytes) -> tuple[dict[str, bytes], SignerFound]:
    """Return the files of a bundle and who signed their list; the papers themselves are not looked at.

    WrongError where the bundle was altered, FormsError where it cannot be read.
    """
    try:
        parts = _parts(data)
        return parts, _manifest(parts)[1]
    except WrongError:
        raise
    except (UnreadableError, FormsError) as fault:
        raise FormsError(str(fault)) from fault
    except Exception as fault:  # parsers of hostile files raise anything
        raise FormsError("Tệp bị hỏng nên không kiểm tra được.") from fault


def _parts(data: bytes) -> dict[str, bytes]:
    """Read the files of a bundle; it must be byte for byte the zip that this program writes of them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise UnreadableError("Tệp không phải là gói nộp hoặc đã bị hỏng.") from fault
    if zip_of(parts) != data:
        raise WrongError("Gói đã bị đóng lại hoặc có phần lạ xen vào.")
    return parts


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if sum(entry.file_size for entry in entries) > size:
        raise WrongError("Gói được nén theo cách lạ.")
    if len(entries) > MOST_FILES or len({entry.filename for entry in entries}) != len(entries):
        raise WrongError("Gói có quá nhiều tệp hoặc có hai tệp trùng tên.")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableError("Gói bị khóa bằng mật khẩu nên không kiểm tra được.")
        if not control.is_file_name(entry.filename):
            raise WrongError("Gói có tệp mang tên không được phép.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
            raise WrongError("Gói được nén theo cách lạ.")


def _manifest(parts: Mapping[str, bytes]) -> tuple[dict[str, Any], SignerFound]:
    if not {MANIFEST, SIGNATURE, RESULTS} <= set(parts):
        raise WrongError("Gói thiếu danh mục, chữ ký của danh mục hoặc tệp kết quả.")
    signer = check_detached(parts[MANIFEST], parts[SIGNATURE])
    manifest = _json(parts[MANIFEST])
    if manifest.get("format") != FORMAT:
        raise UnreadableError("Gói do phiên bản chương trình khác lập nên chưa đọc được.")
    told = {entry["name"]: (entry["size"], entry["sha256"]) for entry in manifest["files"]}
    found = {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in parts.items()
        if name not in {MANIFEST, SIGNATURE}
    }
    for name in sorted(set(told) | set(found)):
        if told.get(name) != found.get(name):
            raise WrongError(f"Tệp {name} trong gói thiếu, thừa hoặc khác với danh mục đã ký.")
    return manifest, signer


def _json(data: bytes) -> dict[str, Any]:
    try:
        value = canon.parse(data)
    except canon.CanonError as fault:
        raise WrongError("Gói có tệp dữ liệu không đúng dạng chuẩn.") from fault
    if not isinstance(value, dict):
        raise WrongError("Gói có tệp dữ liệu không đúng dạng chuẩn.")
    return value


def _results(parts: Mapping[str, bytes]) -> dict[str, Any]:
    results = _json(parts[RESULTS])
    counted = results.get("ballots", {}).get("issued")
    fault = next(sums.faults(results), None) if counted else None
    if fault is not None:
        raise WrongError(fault)
    return results


def _bundled(
    name: str,
    data: bytes,
    manifest: Mapping[str, Any],
    results: Mapping[str, Any],
    parts: Mapping[str, bytes],
) -> FileVerdict:
    """Check one paper of a bundle, and that it tells the same results as the bundle."""

    def check() -> FileVerdict:
        verdict, printed = _paper_verdict(name, data)
        if isinstance(printed, ControlSheet):
            _check_list(printed, manifest, parts)
        elif printed is not None:
            if not agrees(printed.facts.results, results):
                raise WrongError("Kết quả trong văn bản khác với tệp kết quả của gói.")
            if printed.facts.season.book != manifest["book"]:
                raise WrongError("Văn bản thuộc sổ khác với gói.")
        return verdict

    return judged(name, data, check)


def _check_list(sheet: ControlSheet, manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    """The control sheet must list the files of the bundle, all of them and nothing else."""
    own = {MANIFEST, SIGNATURE, control.FILE}
    told = {one.name: one for one in sheet.files}
    found = {one.name: one for one in control.listed({n: c for n, c in parts.items() if n not in own})}
    if told != found or (sheet.book, sheet.year) != (manifest["book"], manifest["year"]):
        raise WrongError("Phiếu kiểm soát không khớp với các tệp của gói.")
