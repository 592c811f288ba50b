"""What is wrong with printed pages, each fault a sentence: what every form must stand, whatever it is filled with."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from forms import layout
from forms.document import Document
from forms.layout import Page
from tests.forms import expected
from tests.forms.sight import Sheets, Word

_NEAR = 0.5
"""How far from the measures of the pack a thing may stand, in millimetres."""

_TITLE = ("ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM")
_CAPTION = re.compile(r"·năm\d{4}·tàiliệu\w+·sổ\w+·trang\d+/\d+SHA-256củadữliệuđínhkèm:[0-9a-f]{64}$")
_LEAST_LINES = 2
_CAPTION_FROM_FOOT = 13


def faults(document: Document, sheets: Sheets) -> Iterator[str]:
    """Yield everything that is wrong with the pages of a document."""
    page = layout.load(document.layout).page
    yield from outside(sheets, page)
    yield from page_numbers(sheets, page)
    yield from rule_of_title(sheets)
    yield from struck(sheets)
    yield from overprinted(sheets)
    yield from words_lost(document, sheets)
    yield from lonely_signatures(document, sheets, page)


def body(words: tuple[Word, ...], page: Page, high: float) -> list[Word]:
    """Return the words under the upper margin, without the caption at the foot of the sheet."""
    return [w for w in words if page.top - _NEAR <= w.top < high - _CAPTION_FROM_FOOT]


def outside(sheets: Sheets, page: Page) -> Iterator[str]:
    """The text block, and in the lower margin nothing but the caption; the corner of the signature is free."""
    wide, high = sheets.size
    for number, words in enumerate(sheets.words, 1):
        block = body(words, page, high)
        if not block:
            yield f"page {number} is empty"
        for w in block:
            if w.left < page.left - _NEAR or w.right > wide - page.right + _NEAR:
                yield f"page {number}: “{w.text}” stands beside the text block"
            if w.bottom > high - page.bottom + _NEAR:
                yield f"page {number}: “{w.text}” stands below the text block"
        if any(w.left > wide - 75 and w.top < 19 for w in words):
            yield f"page {number}: the corner for the superior's signature is not free"


def page_numbers(sheets: Sheets, page: Page) -> Iterator[str]:
    """None on page 1, then at the top in the middle of the text block."""
    wide, _ = sheets.size
    for number, words in enumerate(sheets.words, 1):
        above = [w for w in words if w.top < page.top - _NEAR]
        if number == 1 or len(above) != 1:
            yield from (f"page {number}: “{w.text}” in the upper margin" for w in above)
            if number > 1 and not above:
                yield f"page {number} has no number"
            continue
        (w,) = above
        middle = (page.left + wide - page.right) / 2
        if w.text != str(number) or abs((w.left + w.right) / 2 - middle) > _NEAR:
            yield f"page {number}: its number is “{w.text}” at {w.left:.1f} mm"
        if abs(w.top - page.number_from_edge) > 1.5:
            yield f"page {number}: the number stands {w.top:.1f} mm from the edge"


def rule_of_title(sheets: Sheets) -> Iterator[str]:
    """The rule under the Party's title is exactly as long as the title."""
    wide, _ = sheets.size
    named = [w for w in sheets.words[0] if w.text in _TITLE and w.top < 30 and w.left > wide / 3][-5:]
    left, _, right, _ = sheets.lines[0][0]
    if not named or max(abs(left - named[0].left), abs(right - named[-1].right)) > _NEAR:
        yield f"the rule reaches from {left:.1f} to {right:.1f} mm"


def struck(sheets: Sheets) -> Iterator[str]:
    """No line of a table or a box goes through a word: every cell holds its text."""
    for number, (words, lines) in enumerate(zip(sheets.words, sheets.lines, strict=True), 1):
        for left, top, right, bottom in lines:
            for w in words:
                middle, half = (w.top + w.bottom) / 2, (w.bottom - w.top) / 5
                upright = left == right and w.left + 0.3 < left < w.right - 0.3
                if upright and top < middle + half and bottom > middle - half:
                    yield f"page {number}: a line at {left:.1f} mm goes through “{w.text}”"
                level = top == bottom and abs(top - middle) < half
                if level and left < w.right - 0.3 and right > w.left + 0.3:
                    yield f"page {number}: a line goes through “{w.text}”"


def overprinted(sheets: Sheets) -> Iterator[str]:
    """No word stands on another one."""
    for number, words in enumerate(sheets.words, 1):
        for above, below in pairwise(sorted(words, key=lambda w: (round(w.top), w.left))):
            high = min(above.bottom, below.bottom) - max(above.top, below.top)
            if high > (above.bottom - above.top) / 2 and below.left < above.right - 0.5 < below.right:
                yield f"page {number}: “{below.text}” stands on “{above.text}”"


def words_lost(document: Document, sheets: Sheets) -> Iterator[str]:
    """The pages say what the data say, letter by letter; the head of a table once more where it goes on."""
    wanted, tables = expected.text_of(document)
    caption, found = expected.flat(document.name), ""
    for number, text in enumerate(sheets.texts, 1):
        foot = _CAPTION.search(text)
        end = f"{number if number > 1 else ''}{caption}"
        if foot is None or not text[: foot.start()].endswith(end):
            yield f"page {number}: no caption at its end"
            return
        said = text[: foot.start()].removesuffix(end)
        head = next((one.head for one in tables if one.first < len(found) < one.last), "")
        if not said.startswith(head):
            yield f"page {number}: the table goes on without its head"
        if head and not _closed(sheets, number - 1):
            yield f"page {number - 1}: the table is not closed at the end of the page"
        found += said.removeprefix(head)
    if found != wanted:
        same = (a == b for a, b in zip(found, wanted, strict=False))
        at = sum(1 for _ in takewhile(bool, same))
        told, meant = (text[max(0, at - 20) : at + 30] for text in (found, wanted))
        yield f"the pages say “{told}”, the data “{meant}”"


def _closed(sheets: Sheets, number: int) -> bool:
    """Tell whether under the last words of a page, the caption aside, there is a line."""
    _, high = sheets.size
    last = max(w.top for w in sheets.words[number - 1] if w.top < high - _CAPTION_FROM_FOOT)
    return any(top == bottom > last for _, top, _, bottom in sheets.lines[number - 1])


def lonely_signatures(document: Document, sheets: Sheets, page: Page) -> Iterator[str]:
    """Above every row of signatures stand at least two lines of text on its page, and the names are there."""
    _, high = sheets.size
    start = 0
    for row in expected.signatures(document):
        capacity, name = expected.flat(row.right.capacity.upper()), expected.flat(row.right.name)
        number = next((n for n in range(start, len(sheets.texts)) if capacity in sheets.texts[n]), None)
        if number is None:
            yield f"nowhere stands {row.right.capacity}"
            continue
        start = number
        if name not in sheets.texts[number]:
            yield f"page {number + 1}: the name is not under {row.right.capacity}"
        words = body(sheets.words[number], page, high)
        first = row.right.capacity.upper().split()[0]
        at = max(w.top for w in words if w.text == first)
        above = {round(w.top) for w in words if w.top < at - 3}
        if number and len(above) < _LEAST_LINES:
            yield f"page {number + 1}: {row.right.capacity} stands alone"
