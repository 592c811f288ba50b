"""What is remembered from one paper to the next changes no paper."""

from io import BytesIO

import pikepdf
from reportlab.pdfbase import pdfmetrics

from forms import blocks, fonts, running, text
from forms.document import Align
from forms.glyphs import ALPHABET
from forms.render import render
from tests.forms.seasons import everything, season


def forget() -> None:
    for remembered in (running._read, blocks._style, text._wrap_part, text.balanced, fonts.clean):
        remembered.cache_clear()


def test_a_paper_is_the_same_bytes_whatever_was_printed_before_it() -> None:
    papers = everything(season())
    alone = []
    for one in papers:
        forget()
        alone.append(render(one.document, one.mark))
    forget()
    onwards = [render(one.document, one.mark) for one in papers]
    backwards = [render(one.document, one.mark) for one in reversed(papers)]
    assert onwards == alone
    assert backwards[::-1] == alone


def test_a_label_that_was_divided_over_two_pages_is_whole_on_the_next() -> None:
    fonts.typeface()
    forget()
    look = blocks._style(fonts.UPRIGHT, 14, 18, Align.JUSTIFY, 20, 6)
    words = f"<b>Lời dẫn:</b> {'một hai ba ' * 30}"
    first = running.running(words, look)
    _, height = first.wrap(200, 1000)
    lines = [[part.text for part in line.words] for line in first.blPara.lines]
    assert len(first.split(200, height / 2)) == 2
    again = running.running(words, look)
    assert again.wrap(200, 1000)[1] == height
    assert [[part.text for part in line.words] for line in again.blPara.lines] == lines


def test_long_texts_are_not_remembered() -> None:
    forget()
    look = blocks._style(fonts.UPRIGHT, 14, 18, Align.LEFT, 0, 6)
    running.running("một " * 200, look)
    assert running._read.cache_info().currsize == 0


class SetApart:
    """Stands for a paper in the making."""


def programs(pdf: bytes) -> set[bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {bytes(one.read_raw_bytes()) for one in opened.objects
                if isinstance(one, pikepdf.Stream) and "/Length1" in one}  # fmt: skip


def test_all_papers_have_the_same_fonts() -> None:
    papers = everything(season())
    few = set().union(*(programs(render(one.document, one.mark)) for one in papers))
    assert len(few) <= len(fonts._NAMES)


def test_a_rare_letter_gets_a_code_behind_the_alphabet() -> None:
    fonts.typeface()
    upright = pdfmetrics.getFont(fonts.UPRIGHT)
    paper, other = SetApart(), SetApart()
    ((_, usual),) = upright.splitString("Đảng", paper)
    ((number, rare),) = upright.splitString("Đảngø", paper)
    assert rare[:-1] == usual
    assert number == 0
    assert rare[-1] not in upright._codes.values()
    assert upright.splitString(ALPHABET, other) == [(0, bytes(map(upright._codes.__getitem__, ALPHABET)))]
