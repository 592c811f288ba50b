"""A token as it is met: SoftHSM2 with RSA-2048 and P-256, wrong and locked PINs, modules that are none."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from forms import signing, tokens
from forms.tokens import TokenError
from forms.verify import Verdict, verify_pdf
from tests.forms import hsm
from tests.forms.hsm import PIN, Hsm
from tests.forms.tools import pdfsig

pytestmark = pytest.mark.skipif(hsm.module() is None, reason="SoftHSM2 is not installed")
RSA, EC, OLD = "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cũ"


@pytest.fixture(scope="module")
def softhsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hsm]:
    """Two tokens: one of the secretary (RSA), one of the head teller (P-256, and a certificate of old)."""
    folder = tmp_path_factory.mktemp("hsm")
    with hsm.opened(folder) as made:
        keys = {
            ("Bi thu", "01", "bi-thu", RSA, 365): rsa.generate_private_key(65537, 2048),
            ("To truong", "02", "to-truong", EC, 365): ec.generate_private_key(ec.SECP256R1()),
            ("To truong", "03", "het-han", OLD, -1): ec.generate_private_key(ec.SECP256R1()),
        }
        for token in ("Bi thu", "To truong"):
            made.token(token)
        for (token, number, label, _, _), key in keys.items():
            made.key(folder, token, number, label, key)
        for (token, number, label, name, days), key in keys.items():
            made.certificate(token, number, label, hsm.certificate_of(key, name, days=days))
        yield made


@pytest.mark.parametrize("name", [RSA, EC])
def test_a_token_signs_and_everyone_agrees(softhsm: Hsm, tally_pdf: bytes, tmp_path: Path, name: str) -> None:
    chosen = tokens.choose(tokens.certificates(softhsm.module), name)
    with tokens.log_in(softhsm.module, chosen, PIN) as signer:
        made = signing.sign_pdf(tally_pdf, signer, "Biên bản")
        again = signing.sign_pdf(made, signer, "Lần hai")
        assert name in repr(signer)
    verdict = verify_pdf("a.pdf", again)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert [found.name for found in verdict.signers] == [name, name]
    (tmp_path / "a.pdf").write_bytes(again)
    told = pdfsig(tmp_path / "a.pdf")
    assert told.count("Signature is Valid") == 2
    assert name in told


def test_certificates_are_listed_without_a_pin(softhsm: Hsm) -> None:
    found = tokens.certificates(softhsm.module)
    assert {(one.token, one.label, one.name) for one in found} == {
        ("Bi thu", "bi-thu", RSA),
        ("To truong", "to-truong", EC),
        ("To truong", "het-han", OLD),
    }
    assert tokens.choose(found, "to-truong").name == EC
    with pytest.raises(TokenError, match=r"không có chứng thư “x”; hiện có: .*Nguyễn Văn An"):
        tokens.choose(found, "x")
    with pytest.raises(TokenError, match="có nhiều chứng thư"):
        tokens.choose((*found, *found), EC)


def test_a_wrong_pin_is_tried_once_on_the_holder_alone(softhsm: Hsm, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    tokens_of = tokens._tokens

    def watched(module: Path) -> list[Any]:
        return [Watched(token, tried) for token in tokens_of(module)]

    monkeypatch.setattr(tokens, "_tokens", watched)
    chosen = tokens.choose(tokens.certificates(softhsm.module), EC)
    with pytest.raises(TokenError, match=r"Mã PIN chưa đúng\..*khóa") as refused:
        tokens.log_in(softhsm.module, chosen, "sai-roi-sai")
    assert "sai-roi-sai" not in str(refused.value)
    assert tried == ["To truong"]


class Watched:
    """A token that notes each login."""

    def __init__(self, token: Any, tried: list[str]) -> None:
        self._token, self._tried = token, tried

    def __getattr__(self, name: str) -> Any:
        return getattr(self._token, name)

    def open(self, **options: str) -> Any:
        if "user_pin" in options:
            self._tried.append(self._token.label)
        return self._token.open(**options)


def test_a_short_pin_is_one_sentence(softhsm: Hsm) -> None:
    chosen = tokens.choose(tokens.certificates(softhsm.module), RSA)
    with pytest.raises(TokenError, match="Mã PIN"):
        tokens.log_in(softhsm.module, chosen, "1")


class Locking(Watched):
    """A token that says of itself what SoftHSM2 never does: few tries left, or locked."""

    flag = "USER_PIN_LOCKED"

    @property
    def flags(self) -> int:
        from pkcs11 import TokenFlag

        return self._token.flags | TokenFlag[self.flag]


@pytest.mark.parametrize(
    ("flag", "sentence"),
    [("USER_PIN_FINAL_TRY", "Chỉ còn một lần"), ("USER_PIN_COUNT_LOW", "Đã có lần nhập sai")],
)
def test_what_the_token_says_of_its_tries_is_shown_before_the_pin(
    softhsm: Hsm, monkeypatch: pytest.MonkeyPatch, flag: str, sentence: str
) -> None:
    tokens_of = tokens._tokens
    monkeypatch.setattr(Locking, "flag", flag)
    monkeypatch.setattr(tokens, "_tokens", lambda module: [Locking(t, []) for t in tokens_of(module)])
    assert sentence in tokens.certificates(softhsm.module)[0].warning


def test_a_locked_token_is_not_even_tried(softhsm: Hsm, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    tokens_of = tokens._tokens
    monkeypatch.setattr(tokens, "_tokens", lambda module: [Locking(t, tried) for t in tokens_of(module)])
    chosen = tokens.choose(tokens.certificates(softhsm.module), EC)
    with pytest.raises(TokenError, match="đã khóa mã PIN"):
        tokens.log_in(softhsm.module, chosen, PIN)
    assert tried == []


def test_a_token_that_locks_itself_at_this_try_says_so(softhsm: Hsm, monkeypatch: pytest.MonkeyPatch) -> None:
    from pkcs11.exceptions import PinLocked

    class Locks(Watched):
        def open(self, **options: str) -> Any:
            if options:
                raise PinLocked
            return self._token.open()

    tokens_of = tokens._tokens
    chosen = tokens.choose(tokens.certificates(softhsm.module), EC)
    monkeypatch.setattr(tokens, "_tokens", lambda module: [Locks(t, []) for t in tokens_of(module)])
    with pytest.raises(TokenError, match="đã khóa mã PIN"):
        tokens.log_in(softhsm.module, chosen, PIN)


def test_a_token_pulled_out_while_signing_is_one_sentence(
    softhsm: Hsm, tally_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pkcs11.exceptions import DeviceRemoved
    from pyhanko.sign.pkcs11 import PKCS11Signer

    async def gone(*_: object) -> bytes:
        raise DeviceRemoved

    monkeypatch.setattr(PKCS11Signer, "async_sign_raw", gone)
    chosen = tokens.choose(tokens.certificates(softhsm.module), RSA)
    with tokens.log_in(softhsm.module, chosen, PIN) as signer, pytest.raises(TokenError, match="bị rút ra"):
        signing.sign_pdf(tally_pdf, signer, "")


def test_a_certificate_without_its_key_is_one_sentence(softhsm: Hsm, tally_pdf: bytes) -> None:
    from dataclasses import replace

    chosen = tokens.choose(tokens.certificates(softhsm.module), RSA)
    chosen = replace(chosen, id=b"\x77")
    with (
        tokens.log_in(softhsm.module, chosen, PIN) as signer,
        pytest.raises(TokenError, match="không có khóa"),
    ):
        signing.sign_pdf(tally_pdf, signer, "")


def test_an_expired_certificate_is_refused_before_the_pin(softhsm: Hsm) -> None:
    chosen = tokens.choose(tokens.certificates(softhsm.module), OLD)
    with pytest.raises(TokenError, match="đã hết hạn ngày"):
        tokens.log_in(softhsm.module, chosen, PIN)


def test_a_certificate_whose_token_is_gone_is_one_sentence(softhsm: Hsm) -> None:
    from dataclasses import replace

    chosen = replace(tokens.choose(tokens.certificates(softhsm.module), EC), serial=b"khac")
    with pytest.raises(TokenError, match="Không thấy thiết bị giữ chứng thư"):
        tokens.log_in(softhsm.module, chosen, PIN, now=datetime.now(UTC) - timedelta(days=1))


def test_no_token_at_all_is_one_sentence(softhsm: Hsm, monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        def get_slots(self, **_: bool) -> list[Any]:
            return []

    monkeypatch.setattr(tokens, "_library", lambda _module: Empty())
    with pytest.raises(TokenError, match="Không thấy thiết bị ký nào"):
        tokens.certificates(softhsm.module)


def test_what_is_no_module_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match="Không đọc được thư viện"):
        tokens.certificates(tmp_path / "khong-co.so")
    other = tmp_path / "khac.so"
    other.write_bytes(b"\x7fELF" + b"\0" * 100)
    with pytest.raises(TokenError, match=r"Không nạp được thư viện khac\.so"):
        tokens.certificates(other)
