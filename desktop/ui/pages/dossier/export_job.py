"""The export beside the window: papers are printed, signed and bundled; the book learns of it afterwards."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from desktop import dossier
from desktop.dossier import Collected, Exported
from desktop.ui.widgets import Job, Report, run_in_background
from forms.signing import KeySigner


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was exported, and the checksum of the bundle."""

    exported: Exported
    sha256: str

    @property
    def checksum(self) -> str:
        """The checksum in groups of eight, so that it can be read aloud."""
        return " ".join(self.sha256[at : at + 8] for at in range(0, len(self.sha256), 8))


def start_export(
    owner: QObject,
    collected: Collected,
    folder: Path,
    signer: KeySigner,
    on_done: Callable[[Outcome], None],
    on_error: Callable[[Exception], None],
) -> Job:
    """Begin; everything the work needs is in memory, and a cancelled export leaves nothing behind."""

    def work(report: Report) -> Outcome:
        def tell(done: int, steps: int) -> None:
            if done < steps:  # afterwards the files are there, and nobody can stop it any more
                report(done, steps, "văn bản")

        exported = dossier.write(collected, folder, signer, progress=tell)
        return Outcome(exported, hashlib.sha256(exported.bundle.read_bytes()).hexdigest())

    return run_in_background(work, on_done, on_error, owner=owner)
