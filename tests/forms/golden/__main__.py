"""Keep today's papers as the golden ones: the first of every form."""

from tests.forms.seasons import disciplined, everything, season, season_2016
from tests.forms.test_golden import FOLDER, INDEX, page_digests


def keep() -> None:
    lines = []
    for paper in (*everything(season()), *everything(disciplined()), *everything(season_2016())):
        kept = FOLDER / f"{paper.form.id}.json"
        if not kept.exists():
            kept.write_bytes(paper.data)
            lines += [f"{paper.form.id} {digest}\n" for digest in page_digests(paper.pdf())]
    INDEX.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    for old in FOLDER.glob("*.json"):
        old.unlink()
    keep()
