"""The members' reviews in the signed bundle: each in a folder of their own, none changed, lost or added."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from forms import canon, control, parts, signing
from forms.archive import ATTACHMENT
from forms.bundle import MANIFEST, RESULTS, SIGNATURE, write_zip, zip_of
from forms.control import ControlSheet
from forms.cosign import sign_file
from forms.dossier import file_names, reviews
from forms.errors import CancelledError, FormsError
from forms.export import Exported, export
from forms.paper import Paper
from forms.paper_forms import PERSONAL, REVIEWS
from forms.rebundle import rebundle
from forms.scan import check_text, read_dossier
from forms.seals import WrongError
from forms.signing import KeySigner
from forms.stage import OLD
from forms.verify import FileVerdict, Verdict, verify, verify_bundle, verify_pdf
from meeting.season import SessionState
from tests.forms.seasons import REVIEWED, dossier, facts, season

Files = dict[str, bytes]


def files_of(bundle: bytes) -> Files:
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files(exported: Exported) -> Files:
    return files_of(exported.bundle.read_bytes())


@pytest.fixture(scope="module")
def names(files: Files) -> list[str]:
    return [name for name in files if name.startswith(f"{REVIEWS}/")]


def first(bundle: bytes) -> FileVerdict:
    return verify_bundle("goi.zip", bundle)[0]


def test_every_reviewed_member_has_a_signed_review_in_the_bundle(
    exported: Exported, files: Files, names: list[str]
) -> None:
    assert len(names) == REVIEWED
    assert names[0] == "kiem-diem/001-ban-kiem-diem-nguyen-van-an.pdf"
    listed = {one["name"]: one for one in json.loads(files[MANIFEST])["files"]}
    assert {listed[name]["form"] for name in names} == {PERSONAL}
    assert [listed[name]["document"] for name in names][:2] == ["CN001", "CN002"]
    with pikepdf.open(BytesIO(files[control.FILE])) as pdf:
        sheet = control.read(pdf.attachments[ATTACHMENT].get_file().read_bytes())
    assert {one.name for one in sheet.files} >= set(names)
    for name in names:
        assert verify_pdf(name, files[name]).verdict is Verdict.GOOD
        assert (exported.folder / name).read_bytes() == files[name]


def test_none_lies_there_before_the_branch_has_decided() -> None:
    told = facts(season())
    sessions = tuple(replace(one, state=SessionState.OPEN) for one in told.season.sessions)
    before = replace(told, season=replace(told.season, sessions=sessions))
    assert list(reviews(told))
    assert list(reviews(before)) == []


def altered(content: bytes) -> bytes:
    """A paper with other words in its data, made to look whole."""
    with pikepdf.open(BytesIO(content)) as pdf:
        stream = pdf.attachments[ATTACHMENT].obj.EF.F
        stream.write(stream.read_bytes().replace("Nguyễn Văn An".encode(), "Nguyễn Văn Ấn".encode()))
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


Change = Callable[[Files, list[str], KeySigner], None]


def tamper(files: Files, names: list[str], _: KeySigner) -> None:
    files[names[0]] = altered(files[names[0]])


def sign_what_was_altered(files: Files, names: list[str], signer: KeySigner) -> None:
    files[names[0]] = signing.sign_pdf(altered(files[names[0]]), signer, "")


def lose(files: Files, names: list[str], _: KeySigner) -> None:
    del files[names[3]]


def add(files: Files, names: list[str], _: KeySigner) -> None:
    files[f"{REVIEWS}/099-ban-kiem-diem-them.pdf"] = files[names[0]]


def exchange(files: Files, names: list[str], _: KeySigner) -> None:
    files[names[0]], files[names[1]] = files[names[1]], files[names[0]]


def twice(files: Files, names: list[str], _: KeySigner) -> None:
    files[names[1]] = files[names[0]]


def move_out(files: Files, names: list[str], _: KeySigner) -> None:
    files["99-ban-kiem-diem.pdf"] = files.pop(names[0])


def move_in(files: Files, names: list[str], _: KeySigner) -> None:
    other = next(name for name in files if name.endswith("bien-ban-kiem-phieu.pdf"))
    files[f"{REVIEWS}/{other}"] = files.pop(other)


CHANGES = (tamper, sign_what_was_altered, lose, add, exchange, twice, move_out, move_in)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_a_review_that_is_changed_lost_added_or_misplaced_is_refused(
    files: Files, names: list[str], change: Change, signer: KeySigner
) -> None:
    made = dict(files)
    change(made, names, signer)
    assert first(zip_of(made)).verdict is Verdict.WRONG


@pytest.mark.parametrize("change", [c for c in CHANGES if c is not exchange], ids=lambda one: one.__name__)
def test_it_is_refused_too_when_list_and_sheet_were_made_to_fit(
    files: Files, names: list[str], change: Change, signer: KeySigner
) -> None:
    """Whoever has the key can sign any list; what the papers say of one another stays."""
    made = dict(files)
    change(made, names, signer)
    verdict = first(zip_of(fitted(made, signer)))
    assert verdict.verdict is Verdict.WRONG, verdict.sentence


def test_lists_made_to_fit_an_unchanged_bundle_are_good(files: Files, signer: KeySigner) -> None:
    assert first(zip_of(fitted(dict(files), signer))).verdict is Verdict.GOOD


def fitted(files: Files, signer: KeySigner) -> Files:
    """Sheet, list and signature of the book's own key over whatever lies there now."""
    told: Any = json.loads(files[MANIFEST])
    marks = {one["name"]: one for one in told["files"]}
    listed = control.listed(files, (MANIFEST, SIGNATURE, control.FILE))
    sheet = ControlSheet(told["book"], told["unit"], told["year"], told["layout"], told["rehearsal"], listed)
    files[control.FILE] = signing.sign_pdf(sheet.pdf(), signer, "")
    told["files"] = [
        {**marks.get(one.name, {}), **canon.to_plain(one)}
        for one in control.listed(files, (MANIFEST, SIGNATURE))
    ]
    files[MANIFEST] = canon.canonical(told)
    files[SIGNATURE] = signing.sign_detached(files[MANIFEST], signer)
    return files


@pytest.fixture
def folder(exported: Exported, tmp_path: Path) -> Path:
    made = tmp_path / "ho-so"
    (made / REVIEWS).mkdir(parents=True)
    for path in exported.folder.rglob("*.*"):
        (made / path.relative_to(exported.folder)).write_bytes(path.read_bytes())
    return made


def verdicts(folder: Path) -> set[Verdict]:
    return {one.verdict for one in verify(folder)}


def test_a_later_signature_on_a_review_is_taken_into_the_bundle_made_anew(
    folder: Path, names: list[str], signer: KeySigner, other_signer: KeySigner
) -> None:
    book = season().book
    with pytest.raises(FormsError, match="Chưa có văn bản nào được ký thêm"):
        rebundle(folder, book, signer)
    before = (folder / names[2]).read_bytes()
    sign_file(folder / names[2], other_signer, "bi-thu")
    assert verdicts(folder) == {Verdict.GOOD}  # signatures may follow what the sheet lists
    made = rebundle(folder, book, signer)
    assert verdicts(folder) == {Verdict.GOOD}
    inside = files_of(made.bundle.read_bytes())
    assert inside[names[2]] == (folder / names[2]).read_bytes()
    assert inside[names[2]].startswith(before)
    assert inside[names[2]] != before
    assert len([name for name in inside if name.startswith(f"{REVIEWS}/")]) == REVIEWED
    assert (folder / OLD / "lan-1" / made.bundle.name).exists()


def test_a_review_altered_in_the_folder_is_named_and_no_bundle_is_made(
    folder: Path, names: list[str], signer: KeySigner, other_signer: KeySigner
) -> None:
    bundle = next(folder.glob("*.zip"))
    before = bundle.read_bytes()
    sign_file(folder / names[0], other_signer, "bi-thu")
    (folder / names[1]).write_bytes(altered((folder / names[1]).read_bytes()))
    assert Verdict.WRONG in verdicts(folder)
    with pytest.raises(FormsError, match=r"002-.*không phải là bản đã xuất"):
        rebundle(folder, season().book, signer)
    (folder / names[1]).unlink()
    assert Verdict.WRONG in verdicts(folder)
    with pytest.raises(FormsError, match="Không đọc được tệp"):
        rebundle(folder, season().book, signer)
    assert bundle.read_bytes() == before


def some(papers: tuple[Paper, ...], count: int) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    own = dict(list(reviews(facts(season())))[:count])
    return (papers[1], *own.values()), (file_names(papers)[1], *own)


def test_reviews_of_an_earlier_export_are_kept_apart(signer: KeySigner, tmp_path: Path) -> None:
    papers = dossier(season())
    for count in (3, 2):
        made, named = some(papers, count)
        export(made, named, papers[1].facts.results, signer, tmp_path)
    left = sorted(path.name for path in (tmp_path / REVIEWS).iterdir())
    assert [name[:3] for name in left] == ["001", "002"]
    kept = sorted(path.name[:3] for path in (tmp_path / OLD / "lan-1" / REVIEWS).iterdir())
    assert kept[-1] == "003"


def test_an_export_stopped_among_the_reviews_leaves_nothing(signer: KeySigner, tmp_path: Path) -> None:
    papers = dossier(season())
    made, named = some(papers, 3)
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        export(made, named, {}, signer, tmp_path / "ho-so", cancelled=lambda: next(asked))
    assert not (tmp_path / "ho-so").exists()


def test_a_printed_page_of_a_review_is_found_in_bundle_and_folder(exported: Exported) -> None:
    one = next(one for _, one in reviews(facts(season())))
    pages = 1
    for where in (exported.bundle, exported.folder):
        dossier_ = read_dossier(where)
        pages = next(p.pages for p in dossier_.papers if p.file.startswith(f"{REVIEWS}/001"))
        verdict = check_text(one.mark.text(1, pages), dossier_)
        assert verdict.verdict is Verdict.GOOD, verdict.sentence
        assert "kiem-diem/001-ban-kiem-diem-nguyen-van-an.pdf" in verdict.sentence


# Reading a bundle


def many(count: int) -> bytes:
    return zip_of({f"{REVIEWS}/{number:04d}.pdf": b"x" * number for number in range(count)})


def test_a_bundle_may_have_hundreds_of_files_and_not_thousands() -> None:
    with parts.opened(many(900)) as found:
        assert len(found) == 900
        assert found[f"{REVIEWS}/0007.pdf"] == b"x" * 7
    with pytest.raises(WrongError, match="quá nhiều tệp"), parts.opened(many(parts.MOST_FILES + 1)):
        pass


def test_files_of_a_bundle_are_read_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening one compares all of it with what would be written, and holds no file for that."""
    path = tmp_path / "goi.zip"
    path.write_bytes(zip_of({f"{number}.pdf": bytes([number]) * 1000 for number in range(5)}))
    read: list[int] = []
    real = zipfile.ZipFile.read

    def spy(self: zipfile.ZipFile, name: str) -> bytes:
        content = real(self, name)
        read.append(len(content))
        return content

    monkeypatch.setattr(zipfile.ZipFile, "read", spy)
    with path.open("rb") as file, parts.opened(file) as found:
        assert read == [1000] * 5
        assert found["3.pdf"] == b"\x03" * 1000
        assert len(read) == 6


@pytest.mark.parametrize("place", [0, 14, 35, 40, -30, -1])
def test_a_zip_with_any_byte_changed_is_another_one(place: int) -> None:
    content = bytearray(zip_of({"a.pdf": b"eins", RESULTS: b"zwei"}))
    content[place] ^= 1
    with pytest.raises(Exception, match=r"Gói|gói|Tệp"), parts.opened(bytes(content)):
        pass


def test_what_follows_or_precedes_a_zip_makes_it_another_one() -> None:
    content = zip_of({"a.pdf": b"eins"})
    out = BytesIO()
    write_zip(out, {"a.pdf": b"eins"})
    assert out.getvalue() == content
    for changed in (content + b"x", b"x" + content):
        with pytest.raises(Exception, match=r"Gói|gói|Tệp"), parts.opened(changed):
            pass


def test_the_sum_of_a_bundle_is_told(exported: Exported) -> None:
    verdict = verify(exported.bundle)[0]
    assert verdict.digest == hashlib.sha256(exported.bundle.read_bytes()).hexdigest()
