"""Tokens of SoftHSM2, made with its own tool: RSA-2048 and P-256, each with a certificate."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

PIN = "Matkhau2023"
_PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def module() -> Path | None:
    return next((path for place in _PLACES if (path := Path(place)).exists()), None)


@dataclass(frozen=True)
class Hsm:
    """A folder of tokens and the module that reads them."""

    module: Path

    def token(self, label: str) -> None:
        _tool("--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN)

    def key(self, folder: Path, token: str, number: str, label: str, key: Key) -> None:
        """Bring a key to a token, and its certificate beside it."""
        path = folder / f"{number}.pem"
        form = serialization.PrivateFormat.PKCS8
        path.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
        _tool("--import", str(path), "--token", token, "--label", label, "--id", number, "--pin", PIN)

    def certificate(self, token: str, number: str, label: str, certificate: x509.Certificate) -> None:
        import pkcs11

        one = pkcs11.lib(str(self.module.resolve())).get_token(token_label=token)
        with one.open(rw=True, user_pin=PIN) as session:
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.PRIVATE: False,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.ID: bytes.fromhex(number),
                    pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
                }
            )


def _tool(*options: str) -> None:
    subprocess.run(["softhsm2-util", *options], check=True, capture_output=True)


@contextmanager
def opened(folder: Path) -> Iterator[Hsm]:
    """SoftHSM2 with its tokens in `folder`; afterwards it sleeps, so that it reads other settings next time.

    It looks for tokens once, when it wakes up: all tokens are made before the first certificate.
    """
    import pkcs11

    found = module()
    assert found is not None
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(conf))
        yield Hsm(found)
        pkcs11.lib(str(found.resolve())).finalize()


def certificate_of(key: Key, name: str, *, days: int = 365) -> x509.Certificate:
    """A self-signed certificate for signing."""
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        **dict.fromkeys(
            (
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        ),
    )
    builder = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(usage, critical=True)
    builder = builder.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
    return builder.sign(key, hashes.SHA256())
