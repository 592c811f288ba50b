"""What stands on a paper, as frozen records that know nothing of points and fonts."""

from dataclasses import dataclass
from enum import StrEnum

from meeting.level import Level


class Align(StrEnum):
    """Where a text stands in its line."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Header:
    """Head of page 1: the issuing body on the left, the Party's title on the right.

    `subunit` is for a body without papers of its own (tổ đảng). `number` None prints no number line.
    """

    superior: str
    body: str
    subunit: str = ""
    number: str | None = None
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Kind of paper and what it is about."""

    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading; it becomes a bookmark too. Level 1 is centred, level 2 begins a line."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; before the text stands `lead` in bold or `label` in italics ("Kính gửi:")."""

    text: str
    lead: str = ""
    label: str = ""
    align: Align = Align.JUSTIFY
    indent: bool = True
    italic: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width; neighbours of one `group` stand under a common head."""

    title: str
    share: float
    align: Align = Align.CENTRE
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a single cell in a wider table reaches over the whole width."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; `empty` is printed when there is no row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = "Không có."


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart: one bar a row, its parts as they stand in `names`; title and total are heads beside them."""

    title: str
    names: tuple[str, ...]
    total: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def table(self) -> Table:
        """The same numbers as a table, for a file that has no bars."""
        columns = (Column(self.title, 50, Align.LEFT), *(Column(n, 22) for n in (*self.names, self.total)))
        rows = ((label, *map(str, parts), str(sum(parts))) for label, parts in self.rows)
        return Table(columns, tuple(map(Row, rows)))


@dataclass(frozen=True, slots=True)
class LevelBoxes:
    """One box for each level with the chosen one ticked."""

    names: tuple[tuple[Level, str], ...]
    chosen: Level | None


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes side by side in one line or more; the one at `chosen` is ticked."""

    names: tuple[str, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """Dotted lines to be filled in by hand."""

    lines: int


@dataclass(frozen=True, slots=True)
class Code:
    """Codes to be compared: a QR code that says `scanned`, beside it each name with its code in letters."""

    lines: tuple[tuple[str, str], ...]
    scanned: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: capacity in bold capitals, post in capitals, name under an empty space. Never a seal."""

    capacity: str
    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận; the layout adds the signs at the line ends and, unless `keep` says so, who keeps a copy."""

    names: tuple[str, ...]
    keep: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """The foot of a paper or part: on the left a signature or the recipients, on the right a signature."""

    left: Signature | Recipients | None
    right: Signature


Block = Heading | Para | Table | Bars | LevelBoxes | Ticks | Blank | Code | SignatureRow
"""What the body of a paper is made of."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `name` is its plain Vietnamese name, shown in the caption of the QR code.

    note: small print under the signatures, None where there is none.
    """

    name: str
    header: Header
    title: Title
    blocks: tuple[Block, ...]
    signatures: SignatureRow
    layout: str
    landscape: bool = False
    rehearsal: bool = False
    note: Para | None = None
