"""The export: every paper printed, signed and laid aside one by one, the bundle closed over them, all moved.

No paper is held longer than it takes to write it, and nothing is seen of an export before it is whole.
"""

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from forms.archive import check
from forms.bundle import RESULTS, About, Filed, about, seal, told_results
from forms.control import Listed
from forms.errors import CancelledError, FormsError
from forms.files import write_new, write_whole
from forms.index import with_sums
from forms.paper import Paper
from forms.paper_forms import INDEX, REVIEWS
from forms.signing import KeySigner, sign_pdf
from forms.stage import publish, staged
from forms.workers import each

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left: the folder, the bundle in it, and each signed paper, the control sheet last."""

    folder: Path
    bundle: Path
    papers: tuple[Filed, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to be printed under a name; the first of its form is checked for being PDF/A."""

    name: str
    paper: Paper
    first: bool


def _ignore(_done: int, _steps: int) -> None:
    pass


def _never() -> bool:
    return False


def export(
    papers: Sequence[Paper],
    names: Sequence[str],
    results: Mapping[str, Any],
    signer: KeySigner,
    out_dir: Path,
    progress: Progress = _ignore,
    cancelled: Callable[[], bool] = _never,
    others: Mapping[str, bytes] | None = None,
) -> Exported:
    """Print and sign all papers, then show them and the bundle; nothing is seen before all are ready.

    `names` are the papers' file names (`dossier.file_names`); `others` are files that go beside the papers
    as they are, by their names. What an earlier export left under the same names is kept (`forms.stage`).
    """
    if not papers:
        raise FormsError("Chưa có văn bản nào để xuất: chưa có hội nghị nào kết thúc.")
    beside = others or {}
    steps = len(papers) + 1
    with staged(out_dir) as aside:
        (aside / REVIEWS).mkdir()
        filed: list[Filed] = []
        with closing(_made(_orders(papers, names), aside, signer, filed)) as made:
            for done in range(len(papers)):
                _go_on(cancelled)
                progress(done, steps)
                filed.append(next(made))
        _go_on(cancelled)
        progress(len(papers), steps)
        for name, content in beside.items():
            write_new(aside / name, content)
        whose = about(papers[0])
        filed.append(seal(aside, whose, filed, {RESULTS: told_results(results), **beside}, signer))
        publish(aside, out_dir, [*beside, *(one.listed.name for one in filed), whose.bundle], own=REVIEWS)
    progress(steps, steps)
    return Exported(out_dir, out_dir / whose.bundle, tuple(_moved(one, out_dir) for one in filed))


def print_all(named: Sequence[tuple[str, Paper]], folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the unsigned PDF of each paper under its name into a folder; return the files."""
    written = []
    with closing(each(partial(_print, folder), named)) as made:
        for done in range(len(named)):
            progress(done, len(named))
            written.append(next(made))
    progress(len(named), len(named))
    return tuple(written)


def _print(folder: Path, named: tuple[str, Paper]) -> Path:
    name, paper = named
    write_whole(folder / name, replace(paper).pdf())
    return folder / name


def _moved(one: Filed, out_dir: Path) -> Filed:
    return replace(one, path=out_dir / one.listed.name)


def _orders(papers: Sequence[Paper], names: Sequence[str]) -> list[Order]:
    seen: set[str] = set()
    orders = []
    for name, paper in zip(names, papers, strict=True):
        orders.append(Order(name, paper, paper.form.id not in seen))
        seen.add(paper.form.id)
    return orders


def _made(
    orders: Sequence[Order], aside: Path, signer: KeySigner, filed: Sequence[Filed]
) -> Generator[Filed, None, None]:
    """Yield each paper as it is filed; the index comes last, for it names the SHA-256 of those before it."""
    make = partial(_make, aside, signer, about(orders[0].paper))
    yield from each(make, [order for order in orders if order.paper.form.id != INDEX])
    sums = {one.listed.name: one.listed.sha256 for one in filed}
    for order in orders:
        if order.paper.form.id == INDEX:
            yield make(replace(order, paper=_summed(order.paper, sums)))


def _summed(index: Paper, sums: Mapping[str, str]) -> Paper:
    return replace(index, facts=with_sums(index.facts, sums))


def _make(aside: Path, signer: KeySigner, whose: About, order: Order) -> Filed:
    """Print, sign and write one paper; of it remains what the lists say of it."""
    paper = replace(order.paper)  # what it remembers goes with it
    pages = paper.pdf()
    if order.first:
        check(pages)
    content = sign_pdf(pages, signer, reason(paper), whose.place)
    path = aside / order.name
    write_new(path, content)
    listed = Listed(order.name, len(content), hashlib.sha256(content).hexdigest())
    return Filed(path, listed, paper.form.id, paper.document_id, paper.mark.digest.hex())


def reason(paper: Paper) -> str:
    """Return what the signature of the book's key on a paper states."""
    prefix = "TẬP DƯỢT – " if paper.facts.season.rehearsal else ""
    return f"{prefix}{paper.document.name} năm {paper.facts.season.year}"


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError("Đã dừng xuất hồ sơ; chưa có tệp nào được ghi.")
