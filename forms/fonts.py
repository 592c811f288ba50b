"""Choose, check and register the typeface of the papers (HD 36-HD/VPTW 2018: Times New Roman)."""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from forms.errors import FontError, UnprintableError
from forms.glyphs import PaperFont
from meeting.text import tidy
from resources import fonts as places

UPRIGHT: Final = "Paper"
BOLD: Final = "Paper-Bold"
ITALIC: Final = "Paper-Italic"
BOLD_ITALIC: Final = "Paper-BoldItalic"
_NAMES: Final = (UPRIGHT, BOLD, ITALIC, BOLD_ITALIC)
_DROPPED: Final = {"Cc", "Cf", "Co", "Cs", "Cn"}
REMEMBERED: Final = 8192
"""How many texts stay measured: the labels of a form are the same on every member's paper."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The registered typeface: family, digest of its four files, the code points all four print."""

    family: str
    digest: str
    letters: frozenset[int]


def _missing(faces: tuple[PaperFont, ...]) -> str:
    wanted = places.LETTERS + places.SIGNS
    return "".join(sign for sign in wanted if any(ord(sign) not in face.face.charToGlyph for face in faces))


def _load(paths: tuple[Path, ...]) -> tuple[PaperFont, ...]:
    return tuple(PaperFont(name, str(path)) for name, path in zip(_NAMES, paths, strict=True))


def choose(folders: tuple[Path, ...] | None = None) -> tuple[str, tuple[Path, ...], tuple[PaperFont, ...]]:
    """Return the first family with every Vietnamese letter; FontError names what was found lacking."""
    lacking = []
    for family, paths in places.candidates(folders):
        try:
            faces = _load(paths)
        except (TTFError, OSError) as fault:
            lacking.append(f"{family.name} ({paths[0].parent}): tệp hỏng ({fault})")
            continue
        missing = _missing(faces)
        if not missing:
            return family.name, paths, faces
        lacking.append(f"{family.name} ({paths[0].parent}): thiếu {len(missing)} chữ, ví dụ “{missing[0]}”")
    found = "; ".join(lacking) or "không tìm thấy phông nào"
    raise FontError(
        "Máy chưa có phông chữ Times New Roman (hoặc Tinos, Liberation Serif 2) đủ chữ Việt để in văn bản: "
        f"{found}. Đề nghị cài phông Times New Roman, hoặc gói fonts-liberation2 rồi mở lại chương trình."
    )


@cache
def typeface() -> Typeface:
    """Find, check and register the typeface once for the process."""
    family, paths, faces = choose()
    for face in faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(UPRIGHT, normal=UPRIGHT, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    digest = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths))
    letters = frozenset.intersection(*(frozenset(face.face.charToGlyph) for face in faces))
    return Typeface(family, digest.hexdigest(), letters)


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> str:
    """Return `text` in NFC, without invisible signs; UnprintableError for a letter not in the font."""
    text = "".join(sign for sign in tidy(text) if sign == "\n" or unicodedata.category(sign) not in _DROPPED)
    letters = typeface().letters
    for sign in sorted(set(text) - {"\n"}, key=text.index):
        if ord(sign) not in letters:
            raise UnprintableError(
                f"Phông chữ của văn bản không có ký tự “{sign}” trong “{text[:60]}”; đề nghị sửa lại chỗ đó."
            )
    return text


def width(text: str, font: str, size: float) -> float:
    """Return the printed width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
