"""Check what came from elsewhere: a paper (PDF), a bundle (zip) or a folder. Nothing in it is believed.

Each file gets one verdict with one Vietnamese sentence: good, wrong (it was altered, or its parts contradict
each other) or unreadable.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

from forms import canon, control, sums
from forms.agreement import agrees
from forms.bundle import FORMAT, MANIFEST, RESULTS, SIGNATURE
from forms.control import ControlSheet
from forms.errors import FormsError
from forms.paper import Paper
from forms.paper_forms import INDEX, PERSONAL, REVIEWS
from forms.parts import MOST_FILES, opened
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

__all__ = [
    "FileVerdict",
    "Verdict",
    "papers_in",
    "unpacked",
    "verify",
    "verify_bundle",
    "verify_pdf",
    "verify_sheet",
]

BIGGEST_BUNDLE: Final = 256 * 2**20
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
    if path.suffix.lower() not in {".pdf", ".zip"}:
        return (
            FileVerdict(
                path.name, Verdict.UNREADABLE, "Chỉ kiểm tra được tệp PDF, gói nộp (zip) hoặc thư mục."
            ),
        )
    try:
        with path.open("rb") as file:
            return _file(path, file)
    except OSError as fault:
        return (FileVerdict(path.name, Verdict.UNREADABLE, f"Không mở được tệp: {fault.strerror or fault}."),)


def _file(path: Path, file: IO[bytes]) -> tuple[FileVerdict, ...]:
    is_paper = path.suffix.lower() == ".pdf"
    if file.seek(0, 2) > (BIGGEST_PDF if is_paper else BIGGEST_BUNDLE):
        return (FileVerdict(path.name, Verdict.UNREADABLE, "Tệp lớn hơn mức chương trình nhận."),)
    file.seek(0)
    return (verify_pdf(path.name, file.read()),) if is_paper else verify_bundle(path.name, file)


def _folder(folder: Path) -> tuple[FileVerdict, ...]:
    files = papers_in(folder, ".pdf", ".zip")
    if not files or len(files) > MOST_FILES:
        sentence = "Thư mục không có tệp PDF hay gói nộp nào." if not files else "Thư mục có quá nhiều tệp."
        return (FileVerdict(folder.name, Verdict.UNREADABLE, sentence),)
    return tuple(
        replace(one, file=f"{REVIEWS}/{one.file}") if path.parent != folder else one
        for path in files
        for one in ((verify_sheet(path),) if path.name == control.FILE else verify(path))
    )


def papers_in(folder: Path, *kinds: str) -> list[Path]:
    """Return the papers in a dossier's folder and in that of its reviews; PDFs unless kinds are named."""
    found = (
        path for where in (folder, folder / REVIEWS) if where.is_dir() for path in sorted(where.iterdir())
    )
    return [path for path in found if path.suffix.lower() in (kinds or (".pdf",)) and path.is_file()]


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


def verify_bundle(name: str, source: bytes | IO[bytes]) -> tuple[FileVerdict, ...]:
    """Check a bundle, in memory or an open file: the bundle itself first, then each paper in it."""
    papers: list[FileVerdict] = []

    def check() -> FileVerdict:
        with opened(source) as parts:
            return _check_bundle(name, parts, papers)

    return (judged(name, source, check), *papers)


def _check_bundle(name: str, parts: Mapping[str, bytes], papers: list[FileVerdict]) -> FileVerdict:
    """Return the verdict on the whole; those on the papers are added to `papers`."""
    manifest, signer = _manifest(parts)
    results, told = _results(parts), _Told()
    found = (part for part in parts if part.endswith(".pdf"))
    papers.extend(_bundled(name, part, parts, manifest, results, told) for part in found)
    rehearsal = manifest["rehearsal"] is True
    wrong = [p for p in papers if p.verdict is not Verdict.GOOD]
    if wrong:
        raise WrongError(f"Trong gói có {len(wrong)} văn bản không đúng.")
    if any(p.rehearsal is not rehearsal for p in papers) or results.get("rehearsal") is not rehearsal:
        raise WrongError("Gói lẫn văn bản tập dượt và văn bản chính thức.")
    told.check()
    count = sum(not p.file.endswith(f"/{control.FILE}") for p in papers)
    sentence = f"Gói nguyên vẹn, {count} văn bản, ký bởi {names_of((signer,))}."
    return FileVerdict(name, Verdict.GOOD, sentence, (signer,), rehearsal)


@dataclass
class _Told:
    """Whose reviews lie in a bundle, and how many there are after its index."""

    members: list[str] = field(default_factory=list)
    listed: int | None = None

    def see(self, part: str, paper: Paper) -> None:
        """Remember a paper; the reviews and nothing else lie in their folder."""
        is_review = paper.form.id == PERSONAL
        if is_review is not part.startswith(f"{REVIEWS}/"):
            raise WrongError("Văn bản không nằm đúng thư mục của gói.")
        if is_review:
            self.members.append(paper.facts.season.members[0].id)
        elif paper.form.id == INDEX:
            self.listed = paper.facts.given.reviews

    def check(self) -> None:
        """Each member's review lies there once, and as many as the index says."""
        if len(set(self.members)) != len(self.members):
            raise WrongError("Gói có hai bản kiểm điểm của cùng một đảng viên.")
        if self.listed is not None and self.listed != len(self.members):
            raise WrongError("Số bản kiểm điểm trong gói khác với mục lục.")


@contextmanager
def unpacked(source: bytes | IO[bytes]) -> Iterator[tuple[Mapping[str, bytes], SignerFound]]:
    """Yield the files of a bundle and who signed their list; the papers themselves are not looked at.

    WrongError where the bundle was altered, FormsError where it cannot be read.
    """
    with ExitStack() as stack:
        try:
            parts = stack.enter_context(opened(source))
            signer = _manifest(parts)[1]
        except (WrongError, FormsError):
            raise
        except UnreadableError as fault:
            raise FormsError(str(fault)) from fault
        except Exception as fault:  # parsers of hostile files raise anything
            raise FormsError("Tệp bị hỏng nên không kiểm tra được.") from fault
        yield parts, signer


def _manifest(parts: Mapping[str, bytes]) -> tuple[dict[str, Any], SignerFound]:
    if not {MANIFEST, SIGNATURE, RESULTS} <= set(parts):
        raise WrongError("Gói thiếu danh mục, chữ ký của danh mục hoặc tệp kết quả.")
    signer = check_detached(parts[MANIFEST], parts[SIGNATURE])
    manifest = _json(parts[MANIFEST])
    if manifest.get("format") != FORMAT:
        raise UnreadableError("Gói do phiên bản chương trình khác lập nên chưa đọc được.")
    told = {entry["name"]: (entry["size"], entry["sha256"]) for entry in manifest["files"]}
    found = {one.name: (one.size, one.sha256) for one in control.listed(parts, (MANIFEST, SIGNATURE))}
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
    bundle: str,
    part: str,
    parts: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    results: Mapping[str, Any],
    told: _Told,
) -> FileVerdict:
    """Check one paper of a bundle, and that it tells the same results as the bundle."""
    name, data = f"{bundle}/{part}", parts[part]

    def check() -> FileVerdict:
        verdict, printed = _paper_verdict(name, data)
        if isinstance(printed, ControlSheet):
            _check_list(printed, manifest, parts)
        elif printed is not None:
            if not agrees(printed.facts.results, results):
                raise WrongError("Kết quả trong văn bản khác với tệp kết quả của gói.")
            if printed.facts.season.book != manifest["book"]:
                raise WrongError("Văn bản thuộc sổ khác với gói.")
            told.see(part, printed)
        return verdict

    return judged(name, data, check)


def _check_list(sheet: ControlSheet, manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    """The control sheet must list the files of the bundle, all of them and nothing else."""
    told = {one.name: one for one in sheet.files}
    found = {one.name: one for one in control.listed(parts, (MANIFEST, SIGNATURE, control.FILE))}
    if told != found or (sheet.book, sheet.year) != (manifest["book"], manifest["year"]):
        raise WrongError("Phiếu kiểm soát không khớp với các tệp của gói.")
