"""The bundle once more, after people have signed papers that were exported: list, sheet and zip made anew.

Nothing is printed again but the control sheet and the index, for they name the SHA-256 of the signed files.
What is replaced is kept (`forms.stage`), and the bundle still holds every signature that anybody gave.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from forms import canon, control
from forms.bundle import MANIFEST, SIGNATURE, About, Filed, seal
from forms.control import Listed
from forms.errors import FormsError
from forms.export import Exported, reason
from forms.files import write_new
from forms.index import with_sums
from forms.paper import Paper, RevisionError, read
from forms.paper_forms import INDEX
from forms.reprint import attached_data
from forms.seals import WrongError
from forms.signing import Signer, sign_pdf
from forms.stage import publish, staged
from forms.verdicts import Verdict
from forms.verify import unpacked, verify_pdf

_OWN = frozenset({MANIFEST, SIGNATURE, control.FILE})


def rebundle(folder: Path, book: str, signer: Signer, place: str = "") -> Exported:
    """Close the bundle over the papers as they lie in `folder` now.

    FormsError: there is no bundle of this book, a paper is not the exported one, or nobody signed since.
    The result names the papers that were written: index, where it changed, and control sheet.
    """
    with _old(folder) as parts:
        manifest = canon.parse(parts[MANIFEST])
        if manifest["book"] != book:
            raise FormsError(
                "Gói nộp trong thư mục thuộc sổ khác; đề nghị chọn đúng thư mục hồ sơ của sổ này."
            )
        entries = [entry for entry in manifest["files"] if entry["name"] not in _OWN]
        old = {entry["name"]: entry["size"] for entry in entries}
        papers = [_found(folder, entry) for entry in entries if "form" in entry]
        if all(one.listed.size == old[one.listed.name] for one in papers):
            raise FormsError("Chưa có văn bản nào được ký thêm từ khi lập gói nộp nên không cần lập lại.")
        beside = {entry["name"]: parts[entry["name"]] for entry in entries if "form" not in entry}
        index = next((parts[one.listed.name] for one in papers if one.form == INDEX), b"")
    whose = _about(manifest, place)
    with staged(folder) as aside:
        papers = [_renewed(one, papers, index, aside, signer, place) for one in papers]
        sheet = seal(aside, whose, papers, beside, signer)
        written = [*(one for one in papers if one.path.parent == aside), sheet]
        publish(aside, folder, [*(one.listed.name for one in written), whose.bundle])
    there = tuple(replace(one, path=folder / one.listed.name) for one in written)
    return Exported(folder, folder / whose.bundle, there)


@contextmanager
def _old(folder: Path) -> Iterator[Mapping[str, bytes]]:
    bundles = sorted(folder.glob("*goi-nop-*.zip"))
    if len(bundles) != 1:
        raise FormsError(
            f"Thư mục {folder} cần có đúng một gói nộp; đề nghị chọn đúng thư mục, hoặc xuất hồ sơ trước."
        )
    try:
        with bundles[0].open("rb") as file, unpacked(file) as (parts, _):
            yield parts
    except OSError as fault:
        raise FormsError(f"Không đọc được tệp {bundles[0]}: {fault.strerror or fault}.") from fault
    except WrongError as fault:
        raise FormsError(f"Gói nộp cũ không còn nguyên vẹn: {fault}") from fault


def _found(folder: Path, entry: Mapping[str, Any]) -> Filed:
    """Return a paper of the list as it lies there: the exported bytes, or those and further signatures."""
    path, old = folder / entry["name"], Listed(entry["name"], entry["size"], entry["sha256"])
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FormsError(f"Không đọc được tệp {path}: {fault.strerror or fault}.") from fault
    if not old.fits(content):
        raise FormsError(f"Tệp {path.name} không phải là bản đã xuất; đề nghị xuất lại hồ sơ.")
    now = Listed(old.name, len(content), _sha256(content))
    if now != old and (verdict := verify_pdf(old.name, content)).verdict is not Verdict.GOOD:
        raise FormsError(f"Tệp {path.name} đã bị sửa sau khi xuất: {verdict.sentence}")
    return Filed(path, now, entry["form"], entry["document"], "")


def _renewed(
    one: Filed, papers: Sequence[Filed], old: bytes, aside: Path, signer: Signer, place: str
) -> Filed:
    """The index with the new sums; one that somebody else signed, too, stays the one that was signed."""
    if one.form != INDEX or one.listed.size != len(old) or (index := _read(old)) is None:
        return one
    sums = {paper.listed.name: paper.listed.sha256 for paper in papers if paper is not one}
    paper = replace(index, facts=with_sums(index.facts, sums))
    content = sign_pdf(paper.pdf(), signer, reason(paper), place)
    write_new(aside / one.listed.name, content)
    listed = Listed(one.listed.name, len(content), _sha256(content))
    return Filed(aside / listed.name, listed, one.form, one.document, paper.mark.digest.hex())


def _read(content: bytes) -> Paper | None:
    """The paper that a PDF was printed from; None when a program of another revision made it."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        try:
            return read(attached_data(pdf))
        except RevisionError:
            return None


def _about(manifest: Mapping[str, Any], place: str) -> About:
    rules = manifest["regulation"]
    return About(
        book=manifest["book"],
        unit=manifest["unit"],
        year=manifest["year"],
        rehearsal=manifest["rehearsal"],
        layout=manifest["layout"],
        regulation=rules["id"],
        pack=rules["sha256"],
        place=place,
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
