from pathlib import Path

import pikepdf
import pytest

from forms import signing
from forms.errors import KeyRefusedError
from forms.signing import KeySigner
from tests.forms.conftest import PASSPHRASE
from tests.forms.tools import pdfsig, run


def test_pdfsig_finds_the_signature_valid_and_the_whole_document_signed(
    signed: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(signed)
    told = pdfsig(tmp_path / "a.pdf")
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "Chi bộ Văn phòng" in told


def test_signing_adds_and_changes_nothing(signed: bytes, tally_pdf: bytes) -> None:
    assert signed.startswith(tally_pdf)


def test_a_second_signature_leaves_the_first_valid(
    signed: bytes, other_signer: KeySigner, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(signing.sign_pdf(signed, other_signer, "Xác nhận"))
    told = pdfsig(tmp_path / "a.pdf")
    assert told.count("Signature is Valid") == 2
    assert "ChuKy1" in told
    assert "ChuKy2" in told


def test_no_signature_locks_later_ones_out(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert "/Perms" not in pdf.Root
        field = pdf.Root.AcroForm.Fields[0]
        assert "/Lock" not in field
        assert "/Reference" not in field.V


def test_the_key_file_is_private_protected_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "so.p12"
    print_of = signing.create_key(path, PASSPHRASE, "Chi bộ 3")
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.fingerprint(signing.load_signer(path, PASSPHRASE).certificate) == print_of
    with pytest.raises(KeyRefusedError, match="không ghi đè"):
        signing.create_key(path, PASSPHRASE, "Chi bộ 3")
    assert [p.name for p in tmp_path.iterdir()] == ["so.p12"]


def test_a_wrong_passphrase_is_one_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "so.p12"
    signing.create_key(path, PASSPHRASE, "Chi bộ 3")
    with pytest.raises(KeyRefusedError, match="Mật khẩu của khóa ký chưa đúng"):
        signing.load_signer(path, PASSPHRASE + "!")
    path.write_bytes(b"x")
    with pytest.raises(KeyRefusedError, match="bị hỏng"):
        signing.load_signer(path, PASSPHRASE)
    with pytest.raises(KeyRefusedError, match="Không đọc được tệp khóa"):
        signing.load_signer(tmp_path / "khong-co.p12", PASSPHRASE)


@pytest.mark.parametrize("length", range(45, 65))
def test_a_long_name_is_kept_as_far_as_a_certificate_holds_it(length: int, tmp_path: Path) -> None:
    name = "CHI BỘ PHÒNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN HUYỆN ĐẠ TẺH"[:length]
    signing.create_key(tmp_path / "so.p12", PASSPHRASE, name)
    kept = signing.load_signer(tmp_path / "so.p12", PASSPHRASE).name
    assert name.startswith(kept)
    assert 60 <= len(kept.encode()) <= 64 or kept == name.rstrip()


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefusedError, match="ít nhất 8 ký tự"):
        signing.create_key(tmp_path / "so.p12", "1234567", "Chi bộ 3")


def test_the_passphrase_may_be_typed_composed_or_not(tmp_path: Path) -> None:
    import unicodedata

    path = tmp_path / "so.p12"
    signing.create_key(path, unicodedata.normalize("NFD", PASSPHRASE), "Chi bộ 3")
    assert signing.load_signer(path, PASSPHRASE).name == "Chi bộ 3"


def test_the_signer_does_not_show_its_key(signer: KeySigner) -> None:
    assert repr(signer) == "KeySigner('Chi bộ Văn phòng')"


def test_openssl_accepts_the_detached_signature(signer: KeySigner, tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"{}")
    (tmp_path / "m.p7s").write_bytes(signing.sign_detached(b"{}", signer))
    command = ("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify")
    assert "successful" in run(*command, "-in", tmp_path / "m.p7s", "-content", tmp_path / "m")
    (tmp_path / "m").write_bytes(b"[]")
    assert "successful" not in run(*command, "-in", tmp_path / "m.p7s", "-content", tmp_path / "m")
