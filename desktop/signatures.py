"""Use cases of signing after the export: more people one after another, and papers for another program."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from db import operations
from db.operations import Document
from desktop.desk import Desk, DeskError
from desktop.dossier import Collected
from forms import rebundle as rebundling
from forms import signing, tokens
from forms.cosign import sign_file
from forms.export import print_all, reason
from forms.files import write_whole
from forms.paper import Paper
from forms.paper_forms import REVIEWS
from forms.signing import Signer, sign_pdf
from forms.tokens import TokenCertificate
from meeting.season import Season

UNSIGNED = "chua-ky"
"""The folder beside the signed papers that holds the clean ones."""
ALONE = "rieng"
"""The folder beside them that holds papers signed by themselves: the bundle names none of these."""


@dataclass(frozen=True, slots=True)
class Token:
    """Which certificate of which token: the module's file, and what was chosen from its list."""

    module: Path
    chosen: TokenCertificate


@contextmanager
def key_signer(path: Path, passphrase: str) -> Iterator[Signer]:
    """A person's own PKCS#12 file."""
    yield signing.load_signer(path, passphrase)


@contextmanager
def token_signer(token: Token, pin: str) -> Iterator[Signer]:
    """A person's token, logged in until all is signed."""
    with tokens.log_in(token.module, token.chosen, pin) as signer:
        yield signer


def sign(files: Sequence[Path], signer: Signer, role: str, *, visible: bool = False) -> Iterator[Document]:
    """Sign each paper in its place; yield what the book is to know of each, as soon as it is on the disk."""
    for path in files:
        done = sign_file(path, signer, role, visible=visible)
        yield Document(_filed(path), done.form, done.sha256, done.signed_by)


def _filed(path: Path) -> str:
    """The name of a paper in the dossier; a member's review lies in a folder of its own."""
    return f"{REVIEWS}/{path.name}" if path.parent.name == REVIEWS else path.name


def sign_alone(paper: Paper, target: Path, signer: Signer) -> Document:
    """Print, sign and write one paper, whole or not at all; returns what the book is to know of it.

    Its name in the book begins with the folder, for the copy in the bundle stays the one that counts.
    """
    content = sign_pdf(replace(paper).pdf(), signer, reason(paper), paper.facts.season.unit.place)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DeskError(f"Không tạo được thư mục {target.parent}: {fault.strerror or fault}.") from fault
    write_whole(target, content)
    digest = hashlib.sha256(content).hexdigest()
    return Document(f"{ALONE}/{target.name}", paper.form.id, digest, (signer.name,))


def record(desk: Desk, documents: Sequence[Document]) -> None:
    """Write down in the book the copies with one more signature, beside the earlier ones."""
    desk.changed(operations.record_documents(desk.book, tuple(documents), at=desk.clock()))


def rebundle(season: Season, folder: Path, signer: Signer) -> tuple[Path, tuple[Document, ...]]:
    """Close the bundle anew over the papers in `folder`, whoever signed them since; needs no open book.

    Returns the bundle, and what the book is to know of the index and control sheet that go with it.
    """
    made = rebundling.rebundle(folder, season.book, signer, season.unit.place)
    told = (Document(p.listed.name, p.form, p.listed.sha256, (signer.name,)) for p in made.papers)
    return made.bundle, tuple(told)


def write_unsigned(collected: Collected, folder: Path) -> tuple[Path, ...]:
    """Write the clean papers into a folder of their own, to be signed with another program.

    Nothing is added to them: the four lines above each name and the top right corner are free, and a program
    that refuses files with `/ByteRange` finds none.
    """
    target = folder / UNSIGNED
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DeskError(f"Không tạo được thư mục {target}: {fault.strerror or fault}.") from fault
    return print_all(tuple(zip(collected.files, collected.papers, strict=True)), target, lambda *_: None)
