"""Where a typeface with the metrics of Times New Roman may be found, and which letters it must have.

Nothing of a font is kept in the source: the build step may put one under `resources/fonts/`, otherwise
the system's is used.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BASES: Final = "AĂÂEÊIOÔƠUƯY"
_TONES: Final = {
    "A": "ÀẢÃÁẠ",
    "Ă": "ẰẲẴẮẶ",
    "Â": "ẦẨẪẤẬ",
    "E": "ÈẺẼÉẸ",
    "Ê": "ỀỂỄẾỆ",
    "I": "ÌỈĨÍỊ",
    "O": "ÒỎÕÓỌ",
    "Ô": "ỒỔỖỐỘ",
    "Ơ": "ỜỞỠỚỢ",
    "U": "ÙỦŨÚỤ",
    "Ư": "ỪỬỮỨỰ",
    "Y": "ỲỶỸÝỴ",
}
_CAPITALS: Final = "ĂÂÊÔƠƯĐ" + "".join(_TONES[base] for base in _BASES)

LETTERS: Final = _CAPITALS + _CAPITALS.lower()
"""The 134 Vietnamese letters outside ASCII."""

SIGNS: Final = "“”–…≤≥×÷%"
"""Other signs that the papers use."""


@dataclass(frozen=True, slots=True)
class Family:
    """Four font files that belong together: upright, bold, italic, bold italic."""

    name: str
    files: tuple[str, str, str, str]


FAMILIES: Final = (
    Family("Times New Roman", ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
    Family(
        "Times New Roman",
        (
            "Times_New_Roman.ttf",
            "Times_New_Roman_Bold.ttf",
            "Times_New_Roman_Italic.ttf",
            "Times_New_Roman_Bold_Italic.ttf",
        ),
    ),
    Family("Tinos", ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")),
    Family(
        "Liberation Serif",
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
)


def folders() -> tuple[Path, ...]:
    """Return the folders to look in: bundled fonts first, then the system's."""
    windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    system = Path("/usr/share/fonts/truetype")
    return (
        Path(__file__).parent / "fonts",
        windows,
        system / "msttcorefonts",
        system / "tinos",
        system / "liberation2",
        system / "liberation",
        Path("/usr/share/fonts/liberation-serif"),
        Path("/usr/share/fonts/TTF"),
    )


def candidates(places: tuple[Path, ...] | None = None) -> Iterator[tuple[Family, tuple[Path, ...]]]:
    """Yield each family whose four files stand together in one folder, in the order of preference."""
    for folder in folders() if places is None else places:
        for family in FAMILIES:
            paths = tuple(folder / name for name in family.files)
            if all(path.is_file() for path in paths):
                yield family, paths
