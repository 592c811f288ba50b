"""Does a printed page belong to a dossier? The QR code of a scan or photo, or its text, against the papers.

The code names the data that the page was printed from, nothing more: what stands on the sheet is compared by
eye with the file that is named. Pictures come from anywhere, so their size is known before they are unpacked.
"""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forms import qr
from forms.errors import FormsError
from forms.parts import MOST_FILES
from forms.qr import PREFIX, PaperMark
from forms.reprint import attached_data
from forms.seals import UnreadableError, WrongError, refuse_bombs
from forms.verdicts import FileVerdict, Verdict, judged
from forms.verify import BIGGEST_BUNDLE, papers_in, unpacked, verify_pdf

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg"})
BIGGEST_PICTURE: Final = 64 * 2**20
MOST_PIXELS: Final = 80_000_000
"""A4 at 600 dpi has 35 million."""
_LONGEST_TEXT: Final = 200
_NOTHING: Final = (
    "Không thấy mã QR của chương trình trong ảnh; đề nghị chụp hoặc quét lại cho rõ góc dưới bên trái."
)
_TOO_LARGE: Final = "Ảnh có quá nhiều điểm ảnh; đề nghị quét lại ở 150–300 dpi."


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper of a dossier: its file, the digest of its data, how many pages it has.

    Its bytes are read again when a page of it is found: a whole dossier is never held.
    """

    file: str
    digest: bytes
    pages: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of a folder or bundle that a page may belong to."""

    name: str
    papers: tuple[_Paper, ...]


def is_code(text: str) -> bool:
    """Tell whether a text begins as the program's codes do."""
    return text.startswith(f"{PREFIX}:")


def read_dossier(path: Path) -> Dossier:
    """Return the papers of a bundle or folder; FormsError where there are none."""
    try:
        papers = tuple(_folder(path) if path.is_dir() else _bundle(path))
    except OSError as fault:
        raise FormsError(f"Không mở được hồ sơ {path}: {fault.strerror or fault}.") from fault
    if not papers:
        raise FormsError(f"Hồ sơ {path.name} không có văn bản nào của chương trình.")
    return Dossier(path.name, papers)


def _folder(path: Path) -> Iterator[_Paper]:
    found = papers_in(path)
    if len(found) > MOST_FILES:
        raise FormsError("Thư mục có quá nhiều tệp.")
    for one in found:
        read = partial(_bounded, one, BIGGEST_BUNDLE)
        yield from _paper(one.relative_to(path).as_posix(), read(), read)


def _bundle(path: Path) -> Iterator[_Paper]:
    try:
        with path.open("rb") as file:
            if file.seek(0, 2) > BIGGEST_BUNDLE:
                raise FormsError(f"Tệp {path.name} lớn hơn mức chương trình nhận.")
            with unpacked(file) as (parts, _):
                for name in parts:
                    if name.endswith(".pdf"):
                        yield from _paper(name, parts[name], partial(_part, path, name))
    except WrongError as fault:
        raise FormsError(f"Gói {path.name} không đúng: {fault}") from fault


def _part(path: Path, name: str) -> bytes:
    """Read one file of a bundle again."""
    with path.open("rb") as file, unpacked(file) as (parts, _):
        return parts[name]


def _bounded(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise FormsError(f"Tệp {path.name} lớn hơn mức chương trình nhận.")
    return data


def _paper(name: str, content: bytes, read: Callable[[], bytes]) -> Iterator[_Paper]:
    """Yield the paper of a file; nothing for a PDF that carries no data of ours."""
    import pikepdf

    try:
        refuse_bombs(content)
        with pikepdf.open(BytesIO(content)) as pdf:
            yield _Paper(name, hashlib.sha256(attached_data(pdf)).digest(), len(pdf.pages), read)
    except (WrongError, UnreadableError, FormsError, pikepdf.PdfError, AttributeError, KeyError, ValueError):
        return


def check_text(text: str, dossier: Dossier | None) -> FileVerdict:
    """Check the text of one code."""
    return judged(text[:_LONGEST_TEXT], text.encode(), partial(_judge, text[:_LONGEST_TEXT], text, dossier))


def check_picture(path: Path, dossier: Dossier | None) -> tuple[FileVerdict, ...]:
    """Check every code of a scan or photo; one verdict that says so where there is none."""
    try:
        data = _bounded(path, BIGGEST_PICTURE)
        texts = [text for text in codes(data) if is_code(text)]
    except OSError as fault:
        return (FileVerdict(path.name, Verdict.UNREADABLE, f"Không mở được ảnh: {fault.strerror or fault}."),)
    except (UnreadableError, FormsError) as fault:
        return (FileVerdict(path.name, Verdict.UNREADABLE, str(fault)),)
    if not texts:
        return (FileVerdict(path.name, Verdict.UNREADABLE, _NOTHING),)
    return tuple(judged(path.name, data, partial(_judge, path.name, text, dossier)) for text in texts)


def codes(data: bytes) -> list[str]:
    """Return the texts of the QR codes in a PNG or JPEG; UnreadableError for anything that is no picture."""
    import zxingcpp

    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for picture in _tries(_grey(data)):
        found = zxingcpp.read_barcodes(picture, formats=kind)
        if found:
            return sorted({str(one.text) for one in found})
    return []


def _tries(picture: Any) -> Iterator[Any]:
    """Yield the picture as it is, then with more contrast, sharper, larger: whatever a poor copy may need."""
    from PIL import ImageFilter, ImageOps

    yield picture
    yield ImageOps.autocontrast(picture, cutoff=1)
    yield picture.filter(ImageFilter.UnsharpMask(3, 200, 0))
    if picture.width * picture.height <= MOST_PIXELS // 4:
        yield picture.resize((picture.width * 2, picture.height * 2))


def _grey(data: bytes) -> Any:
    """Unpack a picture whose size was looked at first."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata; the size is checked here
            picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
            if picture.width * picture.height <= MOST_PIXELS:
                return picture.convert("L")
    except Image.DecompressionBombError as fault:
        raise UnreadableError(_TOO_LARGE) from fault
    except Exception as fault:  # decoders of hostile pictures raise anything
        raise UnreadableError("Tệp không phải là ảnh PNG hay JPEG, hoặc đã bị hỏng.") from fault
    raise UnreadableError(_TOO_LARGE)


def _judge(name: str, text: str, dossier: Dossier | None) -> FileVerdict:
    found = qr.parse(text)
    if found is None:
        raise UnreadableError("Mã QR không phải là mã của chương trình.")
    mark, page, pages = found
    where = f"trang {page}/{pages} của tài liệu {mark.document}, sổ {mark.book}, năm {mark.season}"
    if dossier is None:
        raise UnreadableError(
            f"Mã QR ghi {where}; đề nghị cho biết hồ sơ để đối chiếu (--dossier gói nộp hoặc thư mục)."
        )
    paper = next((one for one in dossier.papers if one.digest == mark.digest), None)
    if paper is None:
        raise WrongError(
            f"Mã QR ghi {where}, nhưng không văn bản nào trong hồ sơ {dossier.name} có dữ liệu này."
        )
    return _compare(name, mark, (page, pages), paper, dossier)


def _compare(
    name: str, mark: PaperMark, place: tuple[int, int], paper: _Paper, dossier: Dossier
) -> FileVerdict:
    """The file with these data must be good, and have this page."""
    page, pages = place
    content = _again(paper)
    own = verify_pdf(paper.file, content)
    if own.verdict is not Verdict.GOOD:
        raise WrongError(f"Mã QR khớp với tệp {paper.file}, nhưng tệp này không đúng: {own.sentence}")
    if pages != paper.pages or not 1 <= page <= pages or not _same(mark, content):
        raise WrongError(f"Mã QR có dữ liệu của tệp {paper.file} nhưng ghi số trang hoặc tên khác.")
    sentence = (
        f"Trang {page}/{pages} này thuộc hồ sơ {dossier.name}: mã QR đúng với dữ liệu của tệp {paper.file}. "
        "Các con số trên giấy, đề nghị đối chiếu bằng mắt với tệp đó."
    )
    return FileVerdict(name, Verdict.GOOD, sentence, own.signers, own.rehearsal)


def _again(paper: _Paper) -> bytes:
    """The bytes of a paper, which must still be the ones that were looked at."""
    try:
        content = paper.read()
    except (OSError, KeyError) as fault:
        raise UnreadableError(f"Không đọc lại được tệp {paper.file}; đề nghị làm lại.") from fault
    if [one.digest for one in _paper(paper.file, content, paper.read)] != [paper.digest]:
        raise WrongError(f"Tệp {paper.file} thay đổi trong khi đang kiểm tra; đề nghị làm lại.")
    return content


def _same(mark: PaperMark, content: bytes) -> bool:
    """Tell whether the code says what the paper itself would print."""
    from forms.reprint import check_pages

    _, printed, _ = check_pages(content)
    return printed is None or printed.mark == mark
