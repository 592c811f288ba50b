"""The dossier of a branch measured beside a Word template with LibreOffice, and WeasyPrint, in one run.

The same documents for all: every paper of the dossier, the working papers, every member's review form.
Peers that are not installed are named. Each round measures everyone in turn, so that whatever else the
machine does meets all of them; figures are ratios, smallest, middle and largest of the rounds. Then the
peak of memory of a whole export by the number of members.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from statistics import median
from time import perf_counter

import pikepdf

from bench import peers
from forms import signing
from forms.document import Document
from forms.dossier import working_papers
from forms.export import export
from forms.further import personal
from forms.paper import Paper
from forms.paper_forms import PERSONAL, REVIEWS
from forms.render import render
from forms.signing import KeySigner
from forms.workers import each, processes
from tests.forms.seasons import dossier, facts, season

MEMBERS, ROUNDS = 300, 3
SIZES = (30, 100, 300)
TARGETS = {"LibreOffice": 10.0, "WeasyPrint": 20.0, "whole chain": 3.0}
_SECRET = "một khóa để đo"  # noqa: S105 -- of a key that lives as long as the run


def papers_of(members: int) -> list[Paper]:
    """Everything that a branch prints in a season."""
    of = season(members)
    told = facts(of)
    return [*dossier(of), *working_papers(told), *(one for _, one in personal(told))]


def names(papers: Sequence[Paper]) -> list[str]:
    """A file name for each paper."""
    return [f"{number:03d}.pdf" for number in range(len(papers))]


def filed(papers: Sequence[Paper]) -> list[str]:
    """A file name for each paper in the dossier: reviews lie in a folder of their own."""
    own = (f"{REVIEWS}/" if one.form.id == PERSONAL else "" for one in papers)
    return [f"{folder}{name}" for folder, name in zip(own, names(papers), strict=True)]


def pages(folder: Path, job: tuple[str, Paper]) -> None:
    """Write the unsigned pages of a paper, no archive and no data."""
    name, paper = job
    (folder / name).write_bytes(render(paper.document, paper.mark))


def seconds(work: Callable[[], object]) -> float:
    """Wall clock, for cores are what processes are for."""
    start = perf_counter()
    work()
    return perf_counter() - start


def sheets(folder: Path) -> int:
    """Count the pages of all PDFs in a folder."""
    number = 0
    for path in folder.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            number += len(pdf.pages)
    return number


class Round:
    """One round: everyone prints once, each into a folder of its own."""

    def __init__(
        self, papers: Sequence[Paper], home: Path, signer: KeySigner, without: Collection[str]
    ) -> None:
        self.papers, self.home, self.signer, self.without = papers, home, signer, without
        self.documents: list[Document] = [paper.document for paper in papers]
        self.times: dict[str, float] = {}
        self.pages: dict[str, int] = {}

    def run(self) -> None:
        """Measure everyone who is here."""
        self._take("pages", self._pages)
        self._take("whole chain", self._chain)
        if peers.SOFFICE and "libreoffice" not in self.without:
            folder = self._folder("docx")
            self.times["docx"] = seconds(lambda: self._fill(folder))
            self._take(
                "LibreOffice", lambda out: peers.libreoffice(sorted(folder.iterdir()), out, self.home / "lo")
            )
        if peers.weasyprint_is_here() and "weasyprint" not in self.without:
            self._take("WeasyPrint", lambda out: peers.weasyprint(self.documents, out))

    def _take(self, name: str, work: Callable[[Path], object]) -> None:
        folder = self._folder(name)
        self.times[name] = seconds(lambda: work(folder))
        self.pages[name] = sheets(folder)
        print(f"dossier: {name}: {self.times[name]:.1f} s, {self.pages[name]} pages", flush=True)

    def _folder(self, name: str) -> Path:
        folder = self.home / name.replace(" ", "-")
        folder.mkdir()
        return folder

    def _pages(self, out: Path) -> None:
        jobs = list(zip(names(self.papers), self.papers, strict=True))
        for _ in each(partial(pages, out), jobs):
            pass

    def _chain(self, out: Path) -> None:
        export(self.papers, filed(self.papers), self.papers[0].facts.results, self.signer, out)

    def _fill(self, out: Path) -> None:
        """Reviews from one template, as offices do; the other papers are written one by one."""
        forms = [one for one in self.papers if one.form.id == "ban_kiem_diem"]
        who = [one.facts.season.members[0].name for one in forms]
        peers.fill(peers.template(forms[0].document, who[0]), who, out)
        for number, one in enumerate(self.papers):
            if one.form.id != "ban_kiem_diem":
                (out / f"van-ban-{number:03d}.docx").write_bytes(peers.to_docx(one.document))


def spread(values: Sequence[float]) -> str:
    """Smallest, middle, largest."""
    return f"{min(values):.1f} / {median(values):.1f} / {max(values):.1f}"


def ratios(times: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    """How many times faster the program is: its pages than a peer, its whole chain than LibreOffice alone."""
    found: dict[str, list[float]] = {}
    if "LibreOffice" in times[0]:
        found["LibreOffice"] = [(t["docx"] + t["LibreOffice"]) / t["pages"] for t in times]
        found["whole chain"] = [t["LibreOffice"] / t["whole chain"] for t in times]
    if "WeasyPrint" in times[0]:
        found["WeasyPrint"] = [t["WeasyPrint"] / t["pages"] for t in times]
    return found


def compare(members: int, rounds: int, signer: KeySigner, without: Collection[str] = ()) -> None:
    """Print the ratios of some rounds, and what else the machine did meanwhile."""
    papers = papers_of(members)
    times = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="chibo-") as home:
            one = Round(papers, Path(home), signer, without)
            before = os.getloadavg()[0]
            one.run()
        print(f"dossier: load average {before:.1f} before, {os.getloadavg()[0]:.1f} after", flush=True)
        times.append(one.times)
        told = ", ".join(f"{name} {took:.1f} s" for name, took in one.times.items())
        print(f"dossier: {members} members, {len(papers)} papers: {told}", flush=True)
    print("dossier: printed pages: " + ", ".join(f"{name} {number}" for name, number in one.pages.items()))
    for name, values in ratios(times).items():
        what = (
            "LibreOffice alone ÷ PDF/A-3, signatures, bundle"
            if name == "whole chain"
            else f"{name} ÷ unsigned pages"
        )
        print(f"dossier: {what}: {spread(values)} times (wanted: {TARGETS[name]:.0f})")


def absent() -> list[str]:
    """The peers that are not installed, and how to get them."""
    lacking = []
    if not peers.SOFFICE:
        lacking.append("LibreOffice (apt-get install --no-install-recommends libreoffice-writer-nogui)")
    if not peers.weasyprint_is_here():
        lacking.append("WeasyPrint (./dev bench installs it; or Pango: libpango-1.0-0 libpangoft2-1.0-0)")
    return lacking


def peak(members: int) -> tuple[int, int]:
    """MiB at most in an exporting program and in the largest of its processes, in a fresh interpreter."""
    command = [sys.executable, "-m", "bench.dossier", "--peak", str(members)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    own, child = told.stdout.split()
    return int(own) // 1024, int(child) // 1024


def export_once(members: int) -> None:
    """Export and print the peaks in KiB: this process, the largest of its own (Linux tells both)."""
    papers = papers_of(members)
    largest = 0

    def look(_done: int, _steps: int) -> None:
        nonlocal largest
        largest = max([largest, *(high_water(child.pid) for child in active_children())])

    with tempfile.TemporaryDirectory(prefix="chibo-") as home:
        signer, out = a_signer(Path(home)), Path(home) / "ho-so"
        export(papers, filed(papers), papers[0].facts.results, signer, out, progress=look)
    print(high_water(os.getpid()), largest)


def high_water(process: int | None) -> int:
    """KiB that a process held at most; unlike getrusage not those of the program it was started from."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def a_signer(folder: Path) -> KeySigner:
    """A key for the run."""
    signing.create_key(folder / "khoa.p12", _SECRET, "Chi bộ đo")
    return signing.load_signer(folder / "khoa.p12", _SECRET)


def main() -> int:
    """Compare, then measure memory."""
    ask = argparse.ArgumentParser(prog="bench.dossier", description=__doc__)
    ask.add_argument("--members", type=int, default=MEMBERS)
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    ask.add_argument("--without", choices=("libreoffice", "weasyprint"), action="append", default=[])
    ask.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    given, _ = ask.parse_known_args()
    if given.peak:
        export_once(given.peak)
        return 0
    for lacking in absent():
        print(f"dossier: not installed, so not measured: {lacking}")
    with tempfile.TemporaryDirectory(prefix="chibo-") as home:
        compare(given.members, given.rounds, a_signer(Path(home)), given.without)
    for members in SIZES:
        own, child = peak(members)
        beside = f", {child} MiB in a further process" if child else ""
        number = processes(len(papers_of(members)))
        print(f"dossier: {members} members, {number} processes: at most {own} MiB here{beside}")
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
