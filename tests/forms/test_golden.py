"""A paper printed once must print the same pages for ever, or REVISION must be raised.

Otherwise verification would call papers wrong that an older program printed honestly.
"""

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forms.paper import read

FOLDER = Path(__file__).parent / "golden"
INDEX = FOLDER / "pages.txt"
FORMS = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def page_digests(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [hashlib.sha256(page.obj.Contents.read_bytes()).hexdigest() for page in opened.pages]


@pytest.mark.parametrize("form", FORMS)
def test_an_old_paper_prints_the_same_pages(form: str) -> None:
    wanted = [line.split()[1] for line in INDEX.read_text("utf-8").splitlines() if line.split()[0] == form]
    paper = read((FOLDER / f"{form}.json").read_bytes())
    assert page_digests(paper.pdf()) == wanted, (
        "raise forms.paper.REVISION, then python -m tests.forms.golden"
    )
