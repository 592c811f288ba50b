"""Keep today's papers as the golden ones: the first of every form."""

from tests.forms.seasons import (
    decided_above,
    disciplined,
    everything,
    in_points,
    registering,
    season,
    season_2016,
    with_papers,
)
from tests.forms.test_golden import FOLDER, INDEX, page_digests


def keep() -> None:
    lines = []
    seasons = (
        season(),
        disciplined(),
        season_2016(),
        with_papers(),
        in_points(),
        registering(),
        decided_above(),
    )
    for paper in (one for of in seasons for one in everything(of)):
        kept = FOLDER / f"{paper.form.id}.json"
        if not kept.exists():
            kept.write_bytes(paper.data)
            lines += [f"{paper.form.id} {digest}\n" for digest in page_digests(paper.pdf())]
    INDEX.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    for old in FOLDER.glob("*.json"):
        old.unlink()
    keep()
