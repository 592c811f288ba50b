"""A superior keeps the fingerprints of the branches: known, not known, and what is no fingerprint."""

from pathlib import Path

import pytest

from forms import signing, trust
from forms.cosign import add_signature
from forms.errors import FormsError
from forms.signing import KeySigner
from forms.trust import read_known
from forms.verify import Verdict, verify_pdf


def test_a_known_key_is_called_known_however_it_is_written(signed: bytes, signer: KeySigner) -> None:
    print_of = signing.fingerprint(signer.certificate)
    for written in (print_of, print_of.lower(), print_of.replace(" ", ""), print_of.replace(" ", ":")):
        verdict = trust.judge(verify_pdf("a.pdf", signed), read_known([written]))
        assert verdict.verdict is Verdict.GOOD
        assert "Khóa đã biết: “Chi bộ Văn phòng”." in verdict.sentence
        assert verdict.signers[0].known is True


def test_a_key_that_nobody_knows_is_wrong_and_its_whole_fingerprint_is_told(
    signed: bytes, signer: KeySigner
) -> None:
    verdict = trust.judge(verify_pdf("a.pdf", signed), read_known(["0" * 64]))
    assert verdict.verdict is Verdict.WRONG
    assert "Khóa chưa biết: “Chi bộ Văn phòng”" in verdict.sentence
    assert signing.fingerprint(signer.certificate) in verdict.sentence
    assert verdict.as_json()["signers"][0]["known"] is False


def test_a_file_of_fingerprints_gives_names(
    signed: bytes, signer: KeySigner, other_signer: KeySigner, tmp_path: Path
) -> None:
    path = tmp_path / "van-tay.txt"
    path.write_text(
        f"# các chi bộ\n\n{signing.fingerprint(signer.certificate)} ; Chi bộ 3 # đã gọi điện\n",
        encoding="utf-8",
    )
    both = add_signature(signed, other_signer, "cap-tren").content
    verdict = trust.judge(verify_pdf("a.pdf", both), read_known([str(path)]))
    assert verdict.verdict is Verdict.GOOD
    assert "Khóa đã biết: “Chi bộ Văn phòng” (Chi bộ 3)." in verdict.sentence
    assert "Khóa chưa biết: “Đảng ủy Sở Tư pháp”" in verdict.sentence


def test_what_was_altered_stays_wrong_whoever_is_known(signed: bytes, signer: KeySigner) -> None:
    verdict = verify_pdf("a.pdf", signed[:-9])
    assert trust.judge(verdict, read_known([signing.fingerprint(signer.certificate)])) == verdict


def test_what_is_no_fingerprint_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FormsError, match="không phải là vân tay khóa"):
        read_known(["12 34"])
    path = tmp_path / "van-tay.txt"
    path.write_text("ABCD ; chi bộ")
    with pytest.raises(FormsError, match="dòng 1"):
        read_known([str(path)])
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormsError, match="không phải là vân tay khóa"):
        read_known([str(path)])


def test_without_known_keys_the_sentence_says_what_kind_of_key_it_is(signed: bytes) -> None:
    verdict = verify_pdf("a.pdf", signed)
    assert "khóa tự tạo, vân tay" in verdict.sentence
    assert verdict.signers[0].known is None
