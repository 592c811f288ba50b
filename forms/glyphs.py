"""Fonts as they stand in a paper: one alphabet in one order for all, so that it is cut and packed once.

reportlab numbers letters as a text brings them, which makes other fonts of every paper; here the letters that
papers use have their codes beforehand, and only a rare one gets the next free code.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, TTFontFace, makeToUnicodeCMap

from resources.fonts import LETTERS, SIGNS

ALPHABET: Final = LETTERS + SIGNS + "·§‘’—•"
"""Behind ASCII, which reportlab numbers itself; with it no more than the 256 codes of one font."""


class PaperFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose letters have the same codes in every paper."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        nothing = _Nothing()
        super().splitString(ALPHABET, nothing)
        self._codes: dict[str, int] = {
            chr(letter): code for letter, code in self.state[nothing].assignments.items()
        }

    def splitString(  # noqa: N802
        self, text: str, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return the codes of a text, each run with the number of its font."""
        if doc not in self.state:
            super().splitString(ALPHABET, doc, encoding)
        try:
            return [(0, bytes(map(self._codes.__getitem__, text)))] if text else []
        except KeyError:
            found: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
            return found

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Put the fonts that a paper uses into it."""
        state = self.state.pop(doc)
        for number, letters in enumerate(state.subsets):
            name = f"{state.internalName}+{number}"
            part = _embedded(self.face, number, tuple(letters))
            doc.idToObject["BasicFonts"].dict[name] = _font(doc, self.face, part, name)


class _Nothing:
    """Stands for a paper where letters get their codes."""


@dataclass(frozen=True, slots=True)
class _Embedded:
    """Some letters of a face as a paper holds them."""

    name: str
    letters: int
    widths: bytes
    program: bytes
    program_size: int
    meaning: bytes


@lru_cache(maxsize=16)
def _embedded(face: TTFontFace, number: int, letters: tuple[int, ...]) -> _Embedded:
    name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("pdfdoc")
    program = face.makeSubset(letters)
    widths = " ".join(pdfdoc.fp_str(face.getCharWidth(letter)) for letter in letters)
    meaning = zlib.compress(makeToUnicodeCMap(name, letters).encode())
    return _Embedded(
        name, len(letters), f"[ {widths} ]".encode(), zlib.compress(program), len(program), meaning
    )


def _font(doc: Any, face: TTFontFace, part: _Embedded, name: str) -> Any:
    font = pdfdoc.PDFTrueTypeFont()
    font.Name, font.BaseFont = name, part.name
    font.FirstChar, font.LastChar, font.Widths = 0, part.letters - 1, part.widths
    font.ToUnicode = doc.Reference(_packed(part.meaning), f"toUnicodeCMap:{part.name}")
    program = doc.Reference(_packed(part.program, Length1=part.program_size), f"fontFile:{part.name}")
    font.FontDescriptor = doc.Reference(_descriptor(face, part, program), f"fontDescriptor:{part.name}")
    doc.Reference(font, name)
    return font


def _packed(content: bytes, **more: int) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **more}), content)


_SYMBOLIC: Final = 1 << 2
_NOT_SYMBOLIC: Final = 1 << 5
"""ISO 32000-1, table 123: a font with codes of its own is symbolic."""


def _descriptor(face: TTFontFace, part: _Embedded, program: Any) -> Any:
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~_NOT_SYMBOLIC | _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "FontName": pdfdoc.PDFName(part.name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": program,
            "MissingWidth": face.defaultWidth,
        }
    )
