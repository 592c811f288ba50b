"""A signed paper with one byte, one revision or one mark that is not the program's own is refused."""

import random
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from forms import signing
from forms.signing import KeySigner
from forms.verify import Verdict, verify_pdf
from tests.forms.attacks import REVISIONS

_FEW, _MANY = 200, 1000


def changed(data: bytes, place: int, to: int) -> bytes:
    return data[:place] + bytes([to]) + data[place + 1 :]


def refused(signed: bytes, number: int, seed: int) -> None:
    """Change one byte at `number` places drawn over the whole file, each to another value."""
    draw = random.Random(seed)
    for _ in range(number):
        place = draw.randrange(len(signed))
        to = draw.choice([value for value in range(256) if value != signed[place]])
        verdict = verify_pdf("a.pdf", changed(signed, place, to))
        assert verdict.verdict is not Verdict.GOOD, (place, to)
        assert verdict.sentence.endswith(".")


def test_two_hundred_changed_bytes_are_refused(signed: bytes) -> None:
    refused(signed, _FEW, seed=2023)


@pytest.mark.long
def test_a_thousand_changed_bytes_are_refused(signed: bytes) -> None:
    refused(signed, _MANY, seed=2024)


def test_changed_bytes_of_a_paper_with_two_signatures_are_refused(
    signed: bytes, other_signer: KeySigner
) -> None:
    refused(signing.sign_pdf(signed, other_signer, ""), 40, seed=2025)


@pytest.mark.parametrize("attack", REVISIONS)
def test_a_revision_slipped_in_before_the_first_signature_is_refused(
    tally_pdf: bytes, signer: KeySigner, attack: str
) -> None:
    """Every signature holds, and the first revision is the paper's own: only the comparison tells."""
    verdict = verify_pdf("a.pdf", signing.sign_pdf(REVISIONS[attack](tally_pdf), signer, ""))
    assert verdict.verdict is Verdict.WRONG, verdict.sentence


@pytest.mark.parametrize("attack", REVISIONS)
def test_a_revision_between_two_signatures_is_refused(
    signed: bytes, other_signer: KeySigner, attack: str
) -> None:
    verdict = verify_pdf("a.pdf", signing.sign_pdf(REVISIONS[attack](signed), other_signer, ""))
    assert verdict.verdict is Verdict.WRONG, verdict.sentence


def sign_in_box(data: bytes, signer: KeySigner, box: tuple[int, int, int, int]) -> bytes:
    """Sign as another program would: a field of another name, seen on page 1."""
    spec = SigFieldSpec("Signature_abc", on_page=0, box=box)
    meta = PdfSignatureMetadata(field_name="Signature_abc", md_algorithm="sha256")
    out = PdfSigner(meta, signer=signer.engine(), new_field_spec=spec).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(data)), bytes_reserved=32768
    )
    return bytes(out.getbuffer())


def test_a_block_that_hides_what_is_printed_is_refused(tally_pdf: bytes, signer: KeySigner) -> None:
    verdict = verify_pdf("a.pdf", sign_in_box(tally_pdf, signer, (100, 300, 400, 700)))
    assert verdict.verdict is Verdict.WRONG
    assert verdict.sentence == "Khối chữ ký trên trang 1 che lên phần đã in của văn bản."


def test_another_programs_block_in_the_free_corner_is_good(tally_pdf: bytes, signer: KeySigner) -> None:
    verdict = verify_pdf("a.pdf", sign_in_box(tally_pdf, signer, (380, 800, 550, 830)))
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
