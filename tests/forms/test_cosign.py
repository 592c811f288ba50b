"""Several people sign one after another; a visible block hides nothing; what was altered is not signed."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from forms import signing, visible
from forms.cosign import ROLES, add_signature, sign_file
from forms.errors import FormsError, KeyRefusedError
from forms.ink import boxes, covered
from forms.paper import Paper
from forms.signing import KeySigner
from forms.verify import Verdict, verify_pdf
from tests.forms.attacks import ATTACKS
from tests.forms.hsm import certificate_of
from tests.forms.seasons import dossier, season
from tests.forms.tools import pdfsig, run

Write = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> KeySigner:
    """A personal PKCS#12 file with an RSA key, as the public issuers hand them out."""
    path = tmp_path_factory.mktemp("p12") / "ca-nhan.p12"
    key = rsa.generate_private_key(65537, 2048)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"a",
            key,
            certificate_of(key, "Trần Thị Bình"),
            [certificate_of(key, "Nơi cấp")],
            serialization.BestAvailableEncryption(b"hoa sen"),
        )
    )
    return signing.load_signer(path, "hoa sen")


@pytest.fixture(scope="module")
def thrice(signed: bytes, other_signer: KeySigner, teller: KeySigner) -> bytes:
    twice = add_signature(signed, other_signer, "chu-tri")
    made = add_signature(twice.content, teller, "to-truong-kiem-phieu")
    assert made.signed_by == ("Chi bộ Văn phòng", "Đảng ủy Sở Tư pháp", "Trần Thị Bình")
    assert made.form == "bien_ban_kiem_phieu"
    return made.content


def test_three_people_sign_and_every_signature_holds(thrice: bytes, signed: bytes, written: Write) -> None:
    assert thrice.startswith(signed)
    verdict = verify_pdf("a.pdf", thrice)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert [found.name for found in verdict.signers][2] == "Trần Thị Bình"
    told = pdfsig(written(thrice))
    assert told.count("Signature is Valid") == 3
    assert ROLES["to-truong-kiem-phieu"] in told or "ChuKy3" in told


def test_the_role_is_the_reason_that_the_signature_states(thrice: bytes, written: Write) -> None:
    with pikepdf.open(written(thrice)) as pdf:
        reasons = [str(field.V.Reason) for field in pdf.Root.AcroForm.Fields]
    assert reasons[1].startswith("Chủ trì hội nghị – ")
    assert reasons[2].startswith("Tổ trưởng tổ kiểm phiếu – ")


def test_a_key_signs_once(signed: bytes, signer: KeySigner) -> None:
    with pytest.raises(FormsError, match="đã ký văn bản này rồi"):
        add_signature(signed, signer, "bi-thu")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_altered_is_not_signed(signed: bytes, other_signer: KeySigner, attack: str) -> None:
    with pytest.raises(FormsError, match=r"^Chưa ký được: .*\.$"):
        add_signature(ATTACKS[attack](signed), other_signer, "chu-tri")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" + b"\0" * 99, b"PK\x03\x04"])
def test_what_is_no_paper_is_not_signed(other_signer: KeySigner, content: bytes) -> None:
    with pytest.raises(FormsError, match="Chưa ký được"):
        add_signature(content, other_signer, "chu-tri")


@pytest.mark.parametrize("role", ["", " ", "a" * 81, "hai\ndòng"])
def test_a_role_is_one_short_line(signed: bytes, other_signer: KeySigner, role: str) -> None:
    with pytest.raises(FormsError, match="Vai trò"):
        add_signature(signed, other_signer, role)


def test_signing_in_place_keeps_the_old_file_when_it_fails(
    signed: bytes, other_signer: KeySigner, written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(signed)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FormsError, match="Không ghi được"):
            sign_file(path, other_signer, "chu-tri")
    assert path.read_bytes() == signed
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    made = sign_file(path, other_signer, "chu-tri")
    assert path.read_bytes() == made.content
    with pytest.raises(FormsError, match="Không mở được tệp"):
        sign_file(path.with_name("khong-co.pdf"), other_signer, "chu-tri")


def test_a_clean_paper_of_ours_can_be_signed_first_by_a_person(tally_pdf: bytes, teller: KeySigner) -> None:
    made = add_signature(tally_pdf, teller, "Bí thư chi bộ")
    assert made.signed_by == ("Trần Thị Bình",)
    assert verify_pdf("a.pdf", made.content).verdict is Verdict.GOOD


def test_a_key_of_another_kind_is_one_sentence(tmp_path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    lock = serialization.BestAvailableEncryption(b"hoa sen")
    (tmp_path / "a.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"a", key, None, None, lock))
    with pytest.raises(KeyRefusedError, match="không có đủ khóa và chứng thư"):
        signing.load_signer(tmp_path / "a.p12", "hoa sen")


# The visible block


def test_the_block_is_name_and_time_in_a_corner_that_every_form_leaves_free(
    papers: tuple[Paper, ...], other_signer: KeySigner, tmp_path: Path
) -> None:
    rehearsed = dossier(season(rehearsal=True))
    for paper in (*papers, rehearsed[0], rehearsed[-1]):
        data = paper.pdf()
        number, (left, bottom, right, top) = visible.free_place(data)
        assert number == 0
        assert (round(right - left), round(top - bottom)) == (170, 30)
    made = signing.sign_pdf(data, other_signer, "", visible=True)
    verdict = verify_pdf("a.pdf", made)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    (tmp_path / "a.pdf").write_bytes(made)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        look = pdf.pages[0].Annots[0].AP.N
        (block,) = look.Resources.XObject.values()
        assert sorted(float(edge) for edge in look.BBox) == [0, 0, 30, 170]
        assert [float(edge) for edge in block.BBox] == [0, 0, 170, 30]


def test_the_lines_are_the_name_and_the_time_in_vietnam() -> None:
    moment = datetime(2023, 12, 5, 3, 4, 5, tzinfo=UTC)
    assert visible.lines("Đảng ủy", moment) == ("Đảng ủy", "2023-12-05T10:04:05+07:00")
    assert visible.drawing("Một tên rất dài " * 30, moment).startswith(b"%PDF")


def test_blocks_never_lie_on_one_another_and_then_there_is_no_room_left(
    tally_pdf: bytes, signer: KeySigner, other_signer: KeySigner, teller: KeySigner, tmp_path: Path
) -> None:
    made = signing.sign_pdf(tally_pdf, signer, "", visible=True)
    (tmp_path / "a.pdf").write_bytes(tally_pdf)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pages = len(pdf.pages)
    for who in (other_signer, teller)[: pages - 1]:
        made = add_signature(made, who, "chu-tri", visible=True).content
        assert verify_pdf("a.pdf", made).verdict is Verdict.GOOD
    if pages < 3:
        with pytest.raises(FormsError, match="không còn chỗ trống"):
            add_signature(made, teller, "chu-tri", visible=True)


def test_ink_is_found_where_poppler_finds_words(papers: tuple[Paper, ...], tmp_path: Path) -> None:
    """Every word that poppler sees lies in a box, but for the pale mark of rehearsals."""
    import re

    for paper in papers:
        path = tmp_path / "a.pdf"
        path.write_bytes(paper.pdf())
        told = run("pdftotext", "-bbox", path, "-")
        with pikepdf.open(path) as pdf:
            for page, part in zip(pdf.pages, told.split("<page ")[1:], strict=True):
                height, printed = float(page.mediabox[3]), boxes(page)
                words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', part)
                assert words
                for word in words:
                    left, high, right, low = map(float, word)
                    middle = ((left + right) / 2, height - (high + low) / 2)
                    spot = (middle[0] - 0.1, middle[1] - 0.1, middle[0] + 0.1, middle[1] + 0.1)
                    assert any(covered(spot, box) for box in printed), word
