"""Make the pictures of the user guide from those that the end-to-end test took.

python -m tests.e2e.guide_pictures artefacts/e2e docs/huong-dan
"""

import sys
from pathlib import Path
from typing import Final

from PIL import Image

WIDTH: Final = 960
COLOURS: Final = 192
"""Enough for a page of this program, and no dots between them."""

WHICH: Final = {
    "01-mo-dau": "mo-dau",
    "02-don-vi": "don-vi",
    "04-thanh-vien": "thanh-vien",
    "05-ban-kiem-diem": "ban-kiem-diem",
    "06-truoc-hop": "truoc-hop",
    "1-chi_bo-diem-danh": "diem-danh",
    "1-to_dang-Tổ đảng số 1-kiem-diem": "kiem-diem",
    "32-ma-1": "giao-ma",
    "33-ban-bo-phieu": "ban-bo-phieu",
    "34-xem-lai-phieu": "xem-lai-phieu",
    "40-ket-qua": "ket-qua",
    "41-ho-so": "ho-so",
}


def main(taken: Path, guide: Path) -> None:
    """Scale each picture to the width of a page, in few colours."""
    guide.mkdir(exist_ok=True)
    for source, name in WHICH.items():
        with Image.open(taken / f"{source}.png") as picture:
            size = (WIDTH, picture.height * WIDTH // picture.width)
            small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        few = small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(guide / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
