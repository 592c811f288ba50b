"""What the pages of a document must say, letter by letter, in the order it is printed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from forms import layout, table
from forms.blocks import PARTY
from forms.document import (
    Bars,
    Blank,
    Block,
    Code,
    Document,
    Heading,
    LevelBoxes,
    Para,
    Recipients,
    Row,
    Signature,
    SignatureRow,
    Table,
    Ticks,
)
from forms.layout import MM, Layout


def flat(text: str) -> str:
    """Return a text in NFC without its spaces."""
    return unicodedata.normalize("NFC", "".join(text.split()))


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table: its head, and where in the text of the document they begin and end."""

    head: str
    first: int
    last: int


def text_of(document: Document) -> tuple[str, tuple[Body, ...]]:
    """Return all that is printed on the pages of a document once, without spaces; where the tables stand."""
    pack = layout.load(document.layout)
    whole, bodies = "".join(map(flat, _begin(document, pack))), []
    note = () if document.note is None else (document.note,)
    for block in (*document.blocks, document.signatures, *note):
        told = "".join(map(flat, _block(block, pack, landscape=document.landscape)))
        if isinstance(block, Table | Bars):
            head = "".join(map(flat, _head(block)))
            bodies.append(Body(head, len(whole) + len(head), len(whole) + len(told)))
        whole += told
    return whole, tuple(bodies)


def signatures(document: Document) -> tuple[SignatureRow, ...]:
    """Return every row of signatures, in order."""
    return (*(b for b in document.blocks if isinstance(b, SignatureRow)), document.signatures)


def _begin(document: Document, pack: Layout) -> Iterator[str]:
    head = document.header
    yield from (head.superior.upper(), head.body.upper(), head.subunit.upper(), "*", head.number or "")
    yield from (PARTY, head.place_date, document.title.kind, document.title.summary, pack.header.rule)


def _block(block: Block, pack: Layout, *, landscape: bool = False) -> Iterator[str]:
    match block:
        case Table():
            yield from _head(block)
            yield from _rows(block, pack, landscape=landscape)
        case Bars():
            yield from _head(block)
            for name, parts in block.rows:
                yield from (name, *(str(part) for part in parts if part), str(sum(parts)))
        case SignatureRow():
            yield from _side(block.left, pack)
            yield from _side(block.right, pack)
        case _:
            yield from _words(block)


def _words(block: Heading | Para | LevelBoxes | Ticks | Blank | Code) -> tuple[str, ...]:
    match block:
        case Heading():
            return (block.text,)
        case Para():
            return (block.lead or block.label, block.text)
        case LevelBoxes():
            return tuple(name for _, name in block.names)
        case Ticks():
            return block.names
        case Code():
            return tuple(f"{name}: {code}" for name, code in block.lines)
        case Blank():
            return ()


def _side(part: Signature | Recipients | None, pack: Layout) -> Iterator[str]:
    if isinstance(part, Recipients):
        style = pack.recipients
        yield "Nơi nhận:"
        yield from (f"- {name}{style.separator}" for name in part.names)
        yield f"- {part.keep or style.keep}{style.last}"
    elif part is not None:
        yield from (part.capacity.upper(), part.post.upper(), part.name)


def _head(block: Table | Bars) -> Iterator[str]:
    """One row, or two: common heads with the columns that have none, then what stands under the common ones."""
    if isinstance(block, Bars):
        yield from (block.title, *block.names, block.total)
        return
    for group, columns in groupby(block.columns, key=lambda column: column.group):
        yield from [group] if group else (column.title for column in columns)
    yield from (column.title for column in block.columns if column.group)


def _rows(block: Table, pack: Layout, *, landscape: bool) -> Iterator[str]:
    """The cells in order; of a row higher than a part of the page, part after part of all its cells."""
    page = pack.page
    wide = (page.height if landscape else page.width) - page.left - page.right
    widths = table.widths(block.columns, wide * MM)
    for row in block.rows or (Row((block.empty,)),):
        across = len(row.cells) == 1 and len(widths) > 1
        rooms = [sum(widths)] if across else widths
        cells = [
            table.fit(text, room, pack.sizes.table, bold=row.bold).split("\n")
            for text, room in zip(row.cells, rooms, strict=True)
        ]
        assert [flat("".join(cell)) for cell in cells] == [flat(cell) for cell in row.cells]
        for start in range(0, max(map(len, cells)), table._LONGEST):
            yield from ("".join(cell[start : start + table._LONGEST]) for cell in cells)
