"""The control sheet names every file of the dossier, in the bundle and in the folder."""

import hashlib
import json
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forms import canon, control, qr, signing
from forms.bundle import MANIFEST, RESULTS, SIGNATURE, zip_of
from forms.control import ControlSheet, Listed
from forms.cosign import sign_file
from forms.export import Exported
from forms.signing import KeySigner
from forms.verify import FileVerdict, Verdict, verify_bundle, verify_pdf, verify_sheet
from tests.forms.test_verify import parts_of
from tests.forms.tools import pages_of, qr_texts


@pytest.fixture
def folder(exported: Exported, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported.folder, tmp_path / "ho-so"))


def sheet_verdict(folder: Path) -> FileVerdict:
    return verify_sheet(folder / control.FILE)


def listed_in(path: Path) -> list[dict[str, object]]:
    with pikepdf.open(path) as pdf:
        value = json.loads(pdf.attachments["du-lieu.json"].get_file().read_bytes())
    return list(value["files"])


def test_the_sheet_lists_every_file_and_its_code_the_sum_of_the_list(
    exported: Exported, tmp_path: Path
) -> None:
    path = exported.folder / control.FILE
    parts = parts_of(exported.bundle.read_bytes())
    told = {one["name"]: one["sha256"] for one in listed_in(path)}
    others = set(parts) - {MANIFEST, SIGNATURE, control.FILE}
    assert told == {name: hashlib.sha256(parts[name]).hexdigest() for name in others}
    assert path.read_bytes() == parts[control.FILE]
    found = qr.parse(qr_texts(path, tmp_path)[0])
    assert found is not None
    with pikepdf.open(path) as pdf:
        data = pdf.attachments["du-lieu.json"].get_file().read_bytes()
    assert found[0].digest == hashlib.sha256(data).digest()
    assert found[0].form == control.CODE
    printed = " ".join(pages_of(path)).replace("\n", " ")
    assert all(digest in printed for digest in told.values())


def test_the_folder_stands_the_check(exported: Exported) -> None:
    verdict = sheet_verdict(exported.folder)
    count = len(listed_in(exported.folder / control.FILE)) - 1
    assert f"{count} tệp trong thư mục đúng như phiếu ghi." in verdict.sentence


def test_a_paper_signed_again_still_fits_and_the_verdict_says_so(
    folder: Path, other_signer: KeySigner
) -> None:
    sign_file(min(folder.glob("*.pdf")), other_signer, "chu-tri")
    verdict = sheet_verdict(folder)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert "1 văn bản được ký thêm sau khi lập phiếu" in verdict.sentence


@pytest.mark.parametrize(
    ("how", "words"), [("gone", "thiếu tệp"), ("other", "khác với phiếu"), ("cut", "khác")]
)
def test_a_missing_or_other_file_in_the_folder_is_wrong(folder: Path, how: str, words: str) -> None:
    first, second = sorted(folder.glob("*.pdf"))[:2]
    if how == "gone":
        first.unlink()
    elif how == "other":
        shutil.copy(second, first)
    else:
        first.write_bytes(first.read_bytes()[:-1])
    verdict = sheet_verdict(folder)
    assert verdict.verdict is Verdict.WRONG
    assert words in verdict.sentence


def test_a_changed_sheet_is_wrong(folder: Path) -> None:
    path = folder / control.FILE
    data = path.read_bytes()
    path.write_bytes(data[:3000] + bytes([data[3000] ^ 1]) + data[3001:])
    assert sheet_verdict(folder).verdict is not Verdict.GOOD


def test_a_sheet_that_lists_other_files_than_the_bundle_is_wrong(
    exported: Exported, signer: KeySigner
) -> None:
    parts = parts_of(exported.bundle.read_bytes())
    manifest = json.loads(parts[MANIFEST])
    honest = control.listed({n: c for n, c in parts.items() if n not in {MANIFEST, SIGNATURE, control.FILE}})
    sheet = ControlSheet(
        manifest["book"],
        manifest["unit"],
        manifest["year"],
        manifest["layout"],
        rehearsal=False,
        files=honest[1:],
    )
    forged = signing.sign_pdf(sheet.pdf(), signer, "")
    assert verify_pdf("a.pdf", forged).verdict is Verdict.GOOD
    entry = next(one for one in manifest["files"] if one["name"] == control.FILE)
    entry |= {"size": len(forged), "sha256": hashlib.sha256(forged).hexdigest()}
    again = canon.canonical(manifest)
    parts |= {control.FILE: forged, MANIFEST: again, SIGNATURE: signing.sign_detached(again, signer)}
    verdicts = verify_bundle("goi.zip", zip_of(parts))
    assert verdicts[0].verdict is Verdict.WRONG
    assert "Phiếu kiểm soát không khớp" in next(v for v in verdicts if v.file.endswith(control.FILE)).sentence


def test_a_sheet_whose_page_shows_other_files_is_wrong(signer: KeySigner) -> None:
    sheet = ControlSheet(
        "so", "Chi bộ", 2023, "hd36-2018", rehearsal=True, files=(Listed("a.pdf", 1, "0" * 64),)
    )
    other = replace(sheet, files=(Listed("b.pdf", 1, "0" * 64),))
    with pikepdf.open(BytesIO(other.pdf())) as pdf, pikepdf.open(BytesIO(sheet.pdf())) as honest:
        stream = pdf.attachments["du-lieu.json"].obj.EF.F
        stream.write(honest.attachments["du-lieu.json"].get_file().read_bytes())
        out = BytesIO()
        pdf.save(out)
    assert verify_pdf("a.pdf", signing.sign_pdf(out.getvalue(), signer, "")).verdict is Verdict.WRONG


@pytest.mark.parametrize("name", ["../a.pdf", "/etc/passwd", "a/b", ".an", ""])
def test_a_sheet_never_leads_out_of_its_folder(name: str) -> None:
    sheet = ControlSheet(
        "so", "Chi bộ", 2023, "hd36-2018", rehearsal=False, files=(Listed(name, 1, "0" * 64),)
    )
    with pytest.raises(canon.CanonError):
        control.read(sheet.data)


def test_a_long_list_goes_on_over_the_page(signer: KeySigner) -> None:
    files = tuple(Listed(f"{n:03d}-{'ten-rat-dai-' * 8}.pdf", n, f"{n:064x}") for n in range(120))
    sheet = ControlSheet("so", "Chi bộ <&>", 2023, "hd05-2026", rehearsal=False, files=files)
    assert control.read(sheet.data) == sheet
    assert sheet.pdf() == sheet.pdf()
    verdict = verify_pdf("a.pdf", signing.sign_pdf(sheet.pdf(), signer, ""))
    assert verdict.verdict is Verdict.GOOD, verdict.sentence


def test_the_results_are_on_the_list_too(exported: Exported) -> None:
    assert RESULTS in {one["name"] for one in listed_in(exported.folder / control.FILE)}
