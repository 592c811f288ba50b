"""Layout packs: the measures of a Party paper as data (HD 36-HD/VPTW 2018, HD 05-HD/VPTW 2026)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from forms.errors import FormsError

MM: Final = 72 / 25.4
"""Points in a millimetre."""

_FOLDER: Final = Path(__file__).parent.parent / "resources" / "layouts"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_from_edge: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of letters in points, one for each numbered cell of the guideline."""

    party: float
    body: float
    number: float
    place: float
    kind: float
    summary: float
    text: float
    signature: float
    recipients: float
    recipient: float
    page_number: float
    table: float
    note: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """Line distance, space after paragraphs, signing gap (points) and first-line indent (mm)."""

    leading: float
    paragraph: float
    indent: float
    signing_gap: float


@dataclass(frozen=True, slots=True)
class HeaderColumns:
    """Widths of the two columns at the head of page 1 in millimetres, and the mark under the title."""

    left: float
    right: float
    rule: str


@dataclass(frozen=True, slots=True)
class SignatureColumns:
    """Widths of the two columns of signatures in millimetres."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class RecipientStyle:
    """How the lines under "Nơi nhận" end, and the last line."""

    separator: str
    last: str
    keep: str


@dataclass(frozen=True, slots=True)
class QrPlace:
    """Where the QR code stands: its square with the quiet zone in millimetres, its caption in points."""

    left: float
    bottom: float
    size: float
    caption: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout pack; `doubts` names each value that the guideline does not give, and why ours."""

    id: str
    title: str
    page: Page
    sizes: Sizes
    spacing: Spacing
    header: HeaderColumns
    signatures: SignatureColumns
    recipients: RecipientStyle
    qr: QrPlace
    doubts: Mapping[str, str]


_PARTS: Final[dict[str, type]] = {
    "page": Page,
    "sizes": Sizes,
    "spacing": Spacing,
    "header": HeaderColumns,
    "signatures": SignatureColumns,
    "recipients": RecipientStyle,
    "qr": QrPlace,
}


def _part(kind: type, values: Mapping[str, Any], where: str) -> Any:
    wanted = {field.name for field in fields(kind)}
    if wanted != set(values):
        odd = ", ".join(sorted(wanted ^ set(values)))
        raise FormsError(f"Gói thể thức {where}: thừa hoặc thiếu mục {odd}.")
    return kind(**values)


def parse(text: str, name: str) -> Layout:
    """Read a layout pack; FormsError when a value is missing or unknown."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise FormsError(f"Gói thể thức {name} hỏng: {fault}.") from fault
    parts = {key: _part(kind, data.pop(key, {}), f"{name}, [{key}]") for key, kind in _PARTS.items()}
    return Layout(**parts, **_head(data, name))


def _head(data: dict[str, Any], name: str) -> dict[str, Any]:
    if set(data) != {"id", "title", "doubts"}:
        raise FormsError(f"Gói thể thức {name}: mục lạ hoặc thiếu ({', '.join(sorted(data))}).")
    return data


def available() -> tuple[str, ...]:
    """Return the ids of the layout packs the program brings."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(layout_id: str) -> Layout:
    """Return the layout pack `layout_id`; FormsError when there is none."""
    if layout_id not in available():
        raise FormsError(f"Không có gói thể thức “{layout_id}”; hiện có: {', '.join(available())}.")
    return parse((_FOLDER / f"{layout_id}.toml").read_text(encoding="utf-8"), layout_id)
