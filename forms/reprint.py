"""Does a PDF show what its data say? The pages are printed again from the data and compared.

Where the same fonts and libraries are at hand the first revision must be the very same bytes. Elsewhere the
page contents (every number, letter, line and QR module with its place) must be the same; only the letters'
outlines cannot be compared then, and the verdict says so.
"""

import zlib
from io import BytesIO
from typing import Any, Final

from forms import canon, control
from forms.archive import ATTACHMENT
from forms.control import ControlSheet
from forms.marks import LATER, check_marks, check_untouched
from forms.paper import Paper, RevisionError, read
from forms.seals import UnreadableError, WrongError

Printed = Paper | ControlSheet
"""What a PDF of this program is printed from."""
_BIGGEST_DATA: Final = 32 * 2**20
OTHER_FONT: Final = "Phông chữ trên máy này khác nên chưa đối chiếu được hình chữ."
OTHER_REVISION: Final = "Văn bản do phiên bản chương trình khác lập nên chưa in lại để đối chiếu trang."


def attached_data(pdf: Any) -> bytes:
    """Return the attached data; the paper must hold one attachment and no other."""
    names = list(pdf.attachments.keys())
    if names != [ATTACHMENT]:
        raise WrongError("Văn bản không kèm đúng một tệp dữ liệu của chương trình.")
    stream = pdf.attachments[ATTACHMENT].obj.EF.F
    raw = stream.read_raw_bytes()
    if str(stream.get("/Filter", "")) == "/FlateDecode":
        unpack = zlib.decompressobj()
        raw = unpack.decompress(raw, _BIGGEST_DATA)
        if unpack.unconsumed_tail:
            raise UnreadableError("Dữ liệu đính kèm lớn hơn mức chương trình nhận.")
    elif "/Filter" in stream:
        raise WrongError("Dữ liệu đính kèm được nén theo cách lạ.")
    return bytes(raw)


def check_pages(data: bytes) -> tuple[bytes, Printed | None, str]:
    """Return (attached data, what they stand for, remark); WrongError when the pages show anything else."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            attached = attached_data(pdf)
            check_marks(pdf)
            paper = _paper(attached)
            if paper is None:
                return attached, None, OTHER_REVISION
            made = paper.pdf()
            with pikepdf.open(BytesIO(made)) as again:
                if data.startswith(made):
                    check_untouched(pdf, again)
                    return attached, paper, ""
                return attached, paper, _compare(pdf, again)
    except (pikepdf.PdfError, zlib.error, AttributeError, KeyError, TypeError) as fault:
        raise UnreadableError("Tệp PDF bị hỏng nên không đọc được.") from fault


def _paper(attached: bytes) -> Printed | None:
    try:
        return control.read(attached) if control.is_control(canon.parse(attached)) else read(attached)
    except RevisionError:
        return None
    except canon.CanonError as fault:
        raise WrongError("Dữ liệu đính kèm không phải dữ liệu chuẩn của chương trình.") from fault


def _compare(given: Any, made: Any) -> str:
    """Compare page by page; return a remark when only the outlines of the letters differ."""
    if len(given.pages) != len(made.pages):
        raise WrongError("Số trang không khớp với dữ liệu đính kèm.")
    if not set(given.Root.keys()) - LATER <= set(made.Root.keys()):
        raise WrongError("Văn bản có phần lạ mà chương trình không in ra.")
    remark = ""
    for number, (page, again) in enumerate(zip(given.pages, made.pages, strict=True), 1):
        if _content(page) != _content(again) or _frame(page) != _frame(again) or _extras(page, again):
            raise WrongError(f"Trang {number} không đúng với dữ liệu đính kèm.")
        if _letters(page) != _letters(again):
            raise WrongError(f"Chữ trên trang {number} không đúng với dữ liệu đính kèm.")
        if _outlines(page) != _outlines(again):
            remark = OTHER_FONT
    return remark


def _content(page: Any) -> bytes:
    contents = page.obj["/Contents"]
    streams = list(contents) if contents._type_name == "array" else [contents]  # noqa: SLF001
    return b"\n".join(bytes(stream.read_bytes()) for stream in streams)


def _frame(page: Any) -> tuple[list[float], int]:
    return [float(edge) for edge in page.mediabox], int(page.obj.get("/Rotate", 0))


def _extras(page: Any, again: Any) -> bool:
    """Tell whether the page has something that was not printed, other than signature fields."""
    if not set(page.obj.keys()) - {"/Annots"} <= set(again.obj.keys()):
        return True
    return not set(page.obj["/Resources"].keys()) <= set(again.obj["/Resources"].keys())


def _fonts(page: Any) -> dict[str, Any]:
    return {str(name): font for name, font in page.obj["/Resources"]["/Font"].items()}


def _letters(page: Any) -> dict[str, tuple[object, ...]]:
    """Return which code stands for which letter, in every font of the page."""
    return {
        name: (
            bytes(font["/ToUnicode"].read_bytes()),
            set(font.keys()),
            str(font["/Subtype"]),
            int(font["/FirstChar"]),
            int(font["/LastChar"]),
        )
        for name, font in _fonts(page).items()
    }


def _outlines(page: Any) -> dict[str, bytes]:
    return {
        name: bytes(font["/FontDescriptor"]["/FontFile2"].read_bytes()) for name, font in _fonts(page).items()
    }
