import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import canon, seals, signing
from forms.archive import ATTACHMENT, archive
from forms.bundle import MANIFEST, RESULTS, SIGNATURE, zip_of
from forms.export import Exported
from forms.paper import REVISION, Paper
from forms.render import render
from forms.signing import KeySigner
from forms.verify import FileVerdict, Verdict, verify, verify_bundle, verify_pdf
from meeting.season import Ballot, SessionState
from tests.forms.attacks import ATTACKS, append, paint_over
from tests.forms.seasons import REVIEWED, dossier, season
from tests.forms.tools import pdfsig

Write = Callable[[bytes], Path]


def check(data: bytes) -> FileVerdict:
    return verify_pdf("van-ban.pdf", data)


def test_an_untouched_paper_is_good_and_says_by_whom(signed: bytes, signer: KeySigner) -> None:
    verdict = check(signed)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert "“Chi bộ Văn phòng”" in verdict.sentence
    (found,) = verdict.signers
    assert found.fingerprint == signing.fingerprint(signer.certificate)
    assert found.own_key
    assert not verdict.rehearsal
    assert verdict.digest == hashlib.sha256(signed).hexdigest()


def test_a_second_signature_is_good_too(signed: bytes, other_signer: KeySigner) -> None:
    verdict = check(signing.sign_pdf(signed, other_signer, "Xác nhận"))
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert [found.name for found in verdict.signers] == ["Chi bộ Văn phòng", "Đảng ủy Sở Tư pháp"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_tampered_with_is_wrong(signed: bytes, attack: str) -> None:
    tampered = ATTACKS[attack](signed)
    assert tampered != signed
    verdict = check(tampered)
    assert verdict.verdict is Verdict.WRONG, (attack, verdict.sentence)
    assert verdict.exit_code == 1


def test_pdfsig_refuses_a_flipped_byte_but_not_a_painted_page(signed: bytes, written: Write) -> None:
    """Why our own check goes further than "valid"."""
    assert "Signature is Valid" not in pdfsig(written(ATTACKS["flip_in_page"](signed)))
    assert "Signature is Valid" in pdfsig(written(paint_over(signed)))


@pytest.mark.parametrize("attack", ["paint_over", "replace_attachment", "annotate"])
def test_a_later_signature_does_not_whitewash_an_added_revision(
    signed: bytes, other_signer: KeySigner, attack: str
) -> None:
    washed = signing.sign_pdf(ATTACKS[attack](signed), other_signer, "Xác nhận")
    assert check(washed).verdict is Verdict.WRONG


def test_every_byte_of_the_gap_counts(signed: bytes) -> None:
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    for place in (start, start + 200, end - 1, end - 4000):
        changed = signed[:place] + (b"1" if signed[place : place + 1] != b"1" else b"2") + signed[place + 1 :]
        assert check(changed).verdict is not Verdict.GOOD, place


@given(st.data())
@settings(max_examples=60)
def test_no_flipped_byte_anywhere_is_good(signed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(signed) - 1))
    bit = data.draw(st.integers(0, 7))
    flipped = signed[:place] + bytes([signed[place] ^ 1 << bit]) + signed[place + 1 :]
    assert check(flipped).verdict is not Verdict.GOOD, (place, bit)


def test_an_unsigned_paper_is_not_good(tally_pdf: bytes) -> None:
    verdict = check(tally_pdf)
    assert (verdict.verdict, verdict.sentence) == (Verdict.WRONG, "Tệp chưa được ký số.")


def test_pages_that_do_not_show_the_data_are_wrong_though_signed(tally: Paper, signer: KeySigner) -> None:
    """The holder of the key prints other numbers than the data say."""
    document = tally.document
    table = next(block for block in document.blocks if hasattr(block, "rows"))
    row = table.rows[1]
    cells = (*row.cells[:2], "9\n81,8%", *row.cells[3:])
    forged_table = type(table)(table.columns, (table.rows[0], type(row)(cells), *table.rows[2:]))
    blocks = tuple(forged_table if block is table else block for block in document.blocks)
    pages = render(replace(document, blocks=blocks), tally.mark)
    verdict = check(signing.sign_pdf(archive(pages, tally.data, "BIÊN BẢN"), signer, ""))
    assert verdict.verdict is Verdict.WRONG
    assert "không đúng với dữ liệu đính kèm" in verdict.sentence


def forged(paper: Paper, change: Callable[[dict[str, object]], None], signer: KeySigner) -> FileVerdict:
    """Forge the data of a paper and print pages that agree with them."""
    from forms.paper import read

    value = json.loads(paper.data)
    change(value)
    return check(signing.sign_pdf(read(canon.canonical(value)).pdf(), signer, ""))


def test_results_that_differ_from_the_tables_are_wrong(tally: Paper, signer: KeySigner) -> None:
    def change(value: dict[str, dict[str, dict[str, int]]]) -> None:
        value["results"]["ballots"]["issued"] += 1

    verdict = forged(tally, change, signer)
    assert verdict.verdict is Verdict.WRONG
    assert "không khớp với các bảng" in verdict.sentence


def test_results_that_do_not_add_up_are_wrong(tally: Paper, signer: KeySigner) -> None:
    def change(value: dict[str, dict[str, dict[str, dict[str, int]]]]) -> None:
        value["results"]["ballots"]["valid"] -= 1
        value["facts"]["season"]["ballot"]["valid"] -= 1

    verdict = forged(tally, change, signer)
    assert verdict.verdict is Verdict.WRONG
    assert "hợp lệ" in verdict.sentence


def test_results_of_another_book_are_wrong(papers: tuple[Paper, ...], signer: KeySigner) -> None:
    def change(value: dict[str, dict[str, str]]) -> None:
        value["results"]["book"] = "so-khac"

    assert forged(papers[0], change, signer).verdict is Verdict.WRONG


def test_an_older_revision_is_good_but_says_what_was_not_checked(
    tally: Paper, signer: KeySigner, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = signing.sign_pdf(tally.pdf(), signer, "")
    monkeypatch.setattr("forms.paper.REVISION", REVISION + 1)
    verdict = check(made)
    assert verdict.verdict is Verdict.GOOD
    assert "phiên bản chương trình khác" in verdict.sentence


def test_another_font_on_this_machine_is_said(tally: Paper, signer: KeySigner) -> None:
    with pikepdf.open(BytesIO(tally.pdf())) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        font = next(iter(dict(fonts.items()).values()))
        program = font.FontDescriptor.FontFile2
        program.write(program.read_bytes() + b"\0\0\0\0")
        out = BytesIO()
        pdf.save(out)
    verdict = check(signing.sign_pdf(out.getvalue(), signer, ""))
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert "chưa đối chiếu được hình chữ" in verdict.sentence


def test_two_attachments_are_wrong(tally: Paper, signer: KeySigner) -> None:
    with pikepdf.open(BytesIO(tally.pdf())) as pdf:
        pdf.attachments["khac.json"] = b"{}"
        out = BytesIO()
        pdf.save(out)
    assert check(signing.sign_pdf(out.getvalue(), signer, "")).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 4000, b"PK\x03\x04", b"x" * 100]
)
def test_what_is_no_paper_is_unreadable(content: bytes) -> None:
    verdict = check(content)
    assert (verdict.verdict, verdict.exit_code) == (Verdict.UNREADABLE, 2)


def test_a_cut_paper_is_never_good(signed: bytes) -> None:
    for part in (0.1, 0.5, 0.9, 0.999):
        assert check(signed[: int(len(signed) * part)]).verdict is not Verdict.GOOD


def test_an_encrypted_paper_is_unreadable(tally_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(tally_pdf)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert check(out.getvalue()).verdict is Verdict.UNREADABLE


def test_a_stream_that_unpacks_without_end_is_refused(signed: bytes) -> None:
    bomb = zlib.compress(b"\0" * (300 * 2**20), 9)
    verdict = check(signed + b"\n9 0 obj <<>> stream\n" + bomb + b"\nendstream")
    assert verdict.verdict is Verdict.UNREADABLE
    assert "quá lớn" in verdict.sentence


def test_many_short_streams_in_a_large_file_are_counted_fast() -> None:
    piece = b"stream\n" + zlib.compress(b"x") + b" " * 3000
    seals.refuse_bombs(b"%PDF-1.7\n" + piece * 20_000)
    with pytest.raises(seals.UnreadableError, match="quá nhiều phần nén"):
        seals.refuse_bombs(b"%PDF-1.7\n" + b"stream\n" * 20_002)


def test_a_committee_that_met_before_the_ballot_has_a_good_paper(signer: KeySigner) -> None:
    """Quảng Bình 2016 asks for the committee first: its minutes exist while nothing is counted."""
    whole = season()
    sessions = tuple(
        s if s.id == "chi_uy" else replace(s, state=SessionState.PLANNED, attendance={}, reviews={})
        for s in whole.sessions
    )
    (paper,) = dossier(replace(whole, sessions=sessions, ballot=Ballot()))
    assert paper.form.id == "bien_ban_chi_uy"
    verdict = check(signing.sign_pdf(paper.pdf(), signer, ""))
    assert verdict.verdict is Verdict.GOOD, verdict.sentence


def test_an_attachment_that_unpacks_without_end_is_refused(tally_pdf: bytes, signer: KeySigner) -> None:
    with pikepdf.open(BytesIO(tally_pdf)) as pdf:
        stream = pdf.attachments[ATTACHMENT].obj.EF.F
        stream.write(zlib.compress(b" " * (40 * 2**20), 9), filter=pikepdf.Name.FlateDecode)
        out = BytesIO()
        pdf.save(out)
    assert check(signing.sign_pdf(out.getvalue(), signer, "")).verdict is Verdict.UNREADABLE


# The bundle


@pytest.fixture(scope="module")
def bundle(exported: Exported) -> bytes:
    return exported.bundle.read_bytes()


def parts_of(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle)) as archive_:
        return {name: archive_.read(name) for name in archive_.namelist()}


def first(bundle: bytes) -> FileVerdict:
    return verify_bundle("goi.zip", bundle)[0]


def test_an_untouched_bundle_is_good_with_all_its_papers(
    exported: Exported, papers: tuple[Paper, ...]
) -> None:
    verdicts = verify(exported.bundle)
    count = len(papers) + REVIEWED
    assert [v.verdict for v in verdicts] == [Verdict.GOOD] * (count + 2), "the bundle and its control sheet"
    assert f"{count} văn bản" in verdicts[0].sentence
    assert verdicts[1].file.endswith(".zip/01-bao-cao-kiem-diem-chi-bo.pdf")


def test_a_folder_is_checked_file_by_file(exported: Exported, papers: tuple[Paper, ...]) -> None:
    assert {v.verdict for v in verify(exported.folder)} == {Verdict.GOOD}
    count = len(papers) + REVIEWED
    assert len(verify(exported.folder)) == (count + 1) + (count + 2)


def test_a_bundle_with_a_changed_missing_or_added_file_is_wrong(bundle: bytes) -> None:
    parts = parts_of(bundle)
    name = next(key for key in parts if key.endswith("bien-ban-kiem-phieu.pdf"))
    changed = {**parts, name: append(parts[name])}
    missing = {key: value for key, value in parts.items() if key != name}
    added = {**parts, "them.pdf": parts[name]}
    no_signature = {key: value for key, value in parts.items() if key != SIGNATURE}
    for tampered in (changed, missing, added, no_signature):
        assert first(zip_of(tampered)).verdict is Verdict.WRONG


@given(st.data())
@settings(max_examples=40)
def test_no_flipped_byte_of_a_bundle_is_good(bundle: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(bundle) - 1))
    flipped = (
        bundle[:place] + bytes([bundle[place] ^ 1 << data.draw(st.integers(0, 7))]) + bundle[place + 1 :]
    )
    assert first(flipped).verdict is not Verdict.GOOD, place


def test_a_manifest_made_to_fit_is_refused_by_its_signature(bundle: bytes) -> None:
    parts = parts_of(bundle)
    manifest = json.loads(parts[MANIFEST])
    manifest["year"] = 2024
    tampered = zip_of({**parts, MANIFEST: canon.canonical(manifest)})
    assert first(tampered).sentence == "Danh mục của gói đã bị sửa sau khi ký."


def test_results_of_the_bundle_must_be_those_of_its_papers(bundle: bytes, signer: KeySigner) -> None:
    parts = parts_of(bundle)
    results = json.loads(parts[RESULTS])
    results["unit_name"] = "Chi bộ khác"
    told = canon.canonical(results)
    manifest = json.loads(parts[MANIFEST])
    manifest["files"][0] |= {"size": len(told), "sha256": hashlib.sha256(told).hexdigest()}
    signed_again = canon.canonical(manifest)
    parts |= {RESULTS: told, MANIFEST: signed_again, SIGNATURE: signing.sign_detached(signed_again, signer)}
    verdicts = verify_bundle("goi.zip", zip_of(parts))
    assert verdicts[0].verdict is Verdict.WRONG
    assert "khác với tệp kết quả" in verdicts[1].sentence


def test_a_rehearsal_says_so_in_every_verdict(signer: KeySigner) -> None:
    paper = dossier(season(rehearsal=True))[1]
    verdict = check(signing.sign_pdf(paper.pdf(), signer, ""))
    assert verdict.rehearsal
    assert "[TẬP DƯỢT]" in verdict.line
    assert verdict.as_json()["rehearsal"] is True


def zipped(name: str, content: bytes = b"x", method: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive_:
        archive_.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.pdf",
        "/goc.pdf",
        "a/b.pdf",
        "C:\\a.pdf",
        "tệp.pdf",
        "a..b.pdf",
        ".an",
        "kiem-diem/../a.pdf",
        "kiem-diem/kiem-diem/a.pdf",
        "kiem-diem/.an",
        "kiem-diem/",
        "Kiem-diem/a.pdf",
    ],
)
def test_a_name_that_leads_elsewhere_is_wrong(name: str) -> None:
    assert first(zipped(name)).verdict is Verdict.WRONG


def test_packed_and_repacked_bundles_are_wrong(bundle: bytes) -> None:
    assert first(zipped("a.pdf", b"\0" * 10**6, zipfile.ZIP_DEFLATED)).verdict is Verdict.WRONG
    assert first(bundle + b"them").verdict is not Verdict.GOOD
    assert first(b"truoc" + bundle).verdict is not Verdict.GOOD


def test_a_bundle_locked_with_a_password_is_unreadable() -> None:
    locked = bytearray(zipped("a.pdf"))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    verdict = first(bytes(locked))
    assert verdict.verdict is Verdict.UNREADABLE
    assert "mật khẩu" in verdict.sentence


def test_the_same_name_twice_is_wrong() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive_:
        archive_.writestr("a.pdf", b"1")
        archive_.writestr("b.pdf", b"2")
    assert first(out.getvalue().replace(b"b.pdf", b"a.pdf")).verdict is Verdict.WRONG


def test_what_is_not_there_or_not_ours_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    for path in (tmp_path / "khong-co.pdf", tmp_path / "khong-co", tmp_path / "a.txt", tmp_path):
        (verdict,) = verify(path)
        assert verdict.verdict is Verdict.UNREADABLE
        assert verdict.sentence.endswith((".", "?"))
