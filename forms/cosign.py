"""One more signature on a paper that is there already: secretary, chair, head teller, one after another.

Each signature is an increment (ISO 32000-1, 7.5.6) and locks nothing, so the earlier ones stay valid and
later ones can follow. What was altered on its way is not signed.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms import control, fonts
from forms.control import ControlSheet
from forms.errors import FormsError
from forms.files import write_whole
from forms.reprint import check_pages
from forms.seals import (
    BIGGEST_PDF,
    SignerFound,
    UnreadableError,
    WrongError,
    check_signatures,
    is_signed,
    refuse_bombs,
)
from forms.signing import Signer, fingerprint, sign_pdf

ROLES: Final = {
    "bi-thu": "Bí thư chi bộ",
    "chu-tri": "Chủ trì hội nghị",
    "thu-ky": "Người ghi biên bản",
    "to-truong-kiem-phieu": "Tổ trưởng tổ kiểm phiếu",
    "cap-tren": "Cấp trên xác nhận",
}
"""What a signer is to the paper, by the short names of the command line."""
_LONGEST_ROLE: Final = 80


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A paper with one more signature: its bytes, its form, who has signed so far, in order."""

    content: bytes
    form: str
    signed_by: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the signed file in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def add_signature(source: Path | bytes, signer: Signer, role: str, *, visible: bool = False) -> Cosigned:
    """Return the paper with one more signature; FormsError when it is altered or already signed by this key.

    `role` is a short name of ROLES or words of one's own; it becomes the reason that the signature states.
    """
    data = source if isinstance(source, bytes) else _read(source)
    called = role_name(role)
    try:
        before, form, title = _examine(data)
    except (WrongError, UnreadableError) as fault:
        raise FormsError(f"Chưa ký được: {_lower(str(fault))}") from fault
    except FormsError:
        raise
    except Exception as fault:  # parsers of hostile files raise anything
        raise FormsError("Chưa ký được: tệp bị hỏng nên không đọc được.") from fault
    own = fingerprint(signer.certificate)
    if any(found.fingerprint == own for found in before):
        raise FormsError(f"Khóa của “{signer.name}” đã ký văn bản này rồi.")
    content = sign_pdf(data, signer, f"{called} – {title}" if title else called, visible=visible)
    return Cosigned(content, form, (*(found.name for found in before), signer.name))


def sign_file(path: Path, signer: Signer, role: str, *, visible: bool = False) -> Cosigned:
    """Sign a paper in its place; whatever fails, the file is the old one or the new one, whole."""
    made = add_signature(path, signer, role, visible=visible)
    write_whole(path, made.content)
    return made


def role_name(role: str) -> str:
    """Return a role as it is stated: in NFC, one line, not too long."""
    called = fonts.clean(ROLES.get(role, role)).strip()
    if not called or "\n" in called or len(called) > _LONGEST_ROLE:
        raise FormsError(f"Vai trò của người ký cần là một dòng, từ 1 đến {_LONGEST_ROLE} ký tự.")
    return called


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(BIGGEST_PDF + 1)
    except OSError as fault:
        raise FormsError(f"Không mở được tệp {path}: {fault.strerror or fault}.") from fault
    return data


def _examine(data: bytes) -> tuple[tuple[SignerFound, ...], str, str]:
    """Return (who has signed, form, title) of a paper that stands every check but that of being signed."""
    if not data.startswith(b"%PDF-"):
        raise UnreadableError("Tệp không phải là PDF.")
    refuse_bombs(data)
    before = check_signatures(data) if is_signed(data) else ()
    _, paper, _ = check_pages(data)
    if paper is None:
        raise UnreadableError("Văn bản do phiên bản chương trình khác lập nên chưa ký thêm được ở đây.")
    if isinstance(paper, ControlSheet):
        return before, control.FORM, f"{control.NAME} năm {paper.year}"
    return before, paper.form.id, f"{paper.document.name} năm {paper.facts.season.year}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
