import base64
import hashlib
import subprocess
from pathlib import Path

import pikepdf
import pytest

from forms import qr
from forms.layout import MM, load
from forms.paper import Paper
from tests.forms.tools import qr_texts, run


def test_zbar_reads_every_page_at_150_dpi_and_the_digest_is_of_the_attached_data(
    tally: Paper, tally_pdf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "kp.pdf"
    path.write_bytes(tally_pdf)
    texts = qr_texts(path, tmp_path)
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    assert texts == [tally.mark.text(page, pages) for page in range(1, pages + 1)]
    run("pdfdetach", "-saveall", "-o", tmp_path, path)
    attached = (tmp_path / "du-lieu.json").read_bytes()
    digest = texts[0].rsplit(":", 1)[1]
    assert base64.b32decode(digest + "====") == hashlib.sha256(attached).digest()


@pytest.mark.parametrize("turn", ["3", "180"])
def test_a_turned_copy_is_read_too(tally: Paper, tally_pdf: bytes, tmp_path: Path, turn: str) -> None:
    path = tmp_path / "kp.pdf"
    path.write_bytes(tally_pdf)
    run("pdftoppm", "-r", "200", "-l", "1", "-png", path, tmp_path / "p")
    (picture,) = tmp_path.glob("p*.png")
    run("convert", picture, "-rotate", turn, tmp_path / "quay.png")
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(tmp_path / "quay.png")]
    read = subprocess.run(command, capture_output=True, check=False).stdout.decode().strip()
    assert read.startswith("CB1:KP:")


def test_a_code_is_read_back(tally: Paper) -> None:
    assert qr.parse(tally.mark.text(2, 3)) == (tally.mark, 2, 3)
    assert qr.parse("CB1:KP:không phải") is None


def test_codes_are_alphanumeric_version_4_for_papers_up_to_99_pages(tally: Paper) -> None:
    text = tally.mark.text(99, 99)
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(qr.matrix(text)) == 33


def test_the_square_stands_outside_the_text_block() -> None:
    for pack in ("hd36-2018", "hd05-2026"):
        layout = load(pack)
        assert layout.qr.size <= 22
        assert layout.qr.left + layout.qr.size <= layout.page.left
        assert layout.qr.size * MM / 41 * 33 > 17 * MM
