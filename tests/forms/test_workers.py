"""Work on all cores: in order, the same bytes as in one process, and nothing left when something fails."""

import multiprocessing
import os
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self

import pytest

from forms import export as exporting
from forms import workers
from forms.errors import CancelledError, FormsError
from forms.export import export
from forms.further import personal
from forms.paper import Paper
from forms.paper_forms import REVIEWS
from forms.signing import KeySigner
from forms.verify import Verdict, verify
from forms.workers import each
from tests.forms.seasons import facts, season


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, however few things there are and however few cores this machine has."""
    monkeypatch.setattr(workers, "ENOUGH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def reviews(number: int) -> list[Paper]:
    return [paper for _, paper in islice(personal(facts(season())), number)]


def names(papers: list[Paper]) -> list[str]:
    return [f"{REVIEWS}/{number:02d}.pdf" for number in range(len(papers))]


def printed(paper: Paper) -> tuple[int, bytes]:
    return os.getpid(), paper.pdf()


def refuse(number: int) -> int:
    if number == 3:
        raise FormsError("Số ba không in được.")
    return number


def die(number: int, *, at: int) -> int:
    if number == at:
        os._exit(9)
    return number


@pytest.mark.usefixtures("many")
def test_other_processes_print_the_same_bytes_in_the_same_order() -> None:
    papers = reviews(6)
    outcome = list(each(printed, papers))
    assert os.getpid() not in {process for process, _ in outcome}
    assert [pdf for _, pdf in outcome] == [paper.pdf() for paper in papers]
    assert multiprocessing.active_children() == []


def test_a_few_papers_are_printed_at_home() -> None:
    assert workers.processes(workers.ENOUGH - 1) == 1
    assert [process for process, _ in each(printed, reviews(1))] == [os.getpid()]


def test_no_more_processes_than_cores_and_never_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for cores in (None, 1, 2, 64):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        found.append(workers.processes(300))
    assert found == [1, 1, 2, 4]


@pytest.mark.usefixtures("many")
def test_what_a_process_refuses_is_refused_here() -> None:
    with pytest.raises(FormsError, match="Số ba"):
        list(each(refuse, range(20)))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("many")
def test_a_process_that_dies_is_one_sentence() -> None:
    with pytest.raises(FormsError, match="dừng giữa chừng"):
        list(each(partial(die, at=2), range(20)))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("many")
def test_whoever_stops_early_ends_the_processes() -> None:
    outcomes = each(refuse, range(1000))
    assert next(outcomes) == 0
    outcomes.close()
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("many")
def test_a_dossier_of_two_processes_stands_every_check(signer: KeySigner, tmp_path: Path) -> None:
    papers = reviews(4)
    made = export(papers, names(papers), papers[0].facts.results, signer, tmp_path)
    assert {one.verdict for one in verify(tmp_path)} == {Verdict.GOOD}
    for one, paper in zip(made.papers, papers, strict=False):
        assert one.path.read_bytes().startswith(paper.pdf())
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {
        *names(papers),
        "phieu-kiem-soat.pdf",
        made.bundle.name,
    }


@pytest.mark.usefixtures("many")
def test_an_export_stopped_or_failed_in_the_middle_leaves_nothing(signer: KeySigner, tmp_path: Path) -> None:
    papers = reviews(4)
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        export(papers, names(papers), {}, signer, tmp_path / "a" / "b", cancelled=lambda: next(asked))
    papers[2] = replace(papers[2], form=replace(papers[2].form, write=unprintable))
    with pytest.raises(FormsError, match="không in được"):
        export(papers, names(papers), {}, signer, tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    assert multiprocessing.active_children() == []


def unprintable(*_: object) -> object:
    raise FormsError("Văn bản này không in được.")


class Counted(bytes):
    """A signed paper that tells how many of them there are, and how many there were at most."""

    alive = most = 0

    def __new__(cls, content: bytes) -> Self:
        cls.alive += 1
        cls.most = max(cls.most, cls.alive)
        return super().__new__(cls, content)

    def __del__(self) -> None:
        type(self).alive -= 1


def test_an_export_does_not_hold_the_papers(
    signer: KeySigner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "sign_pdf", lambda pages, *_: Counted(pages))
    papers = reviews(5)
    export(papers, names(papers), {}, signer, tmp_path)
    assert (Counted.most, Counted.alive) == (1, 0)
    assert not any("data" in vars(one) or "document" in vars(one) for one in papers)
