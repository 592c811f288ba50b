"""One dossier, printed and signed once for all tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.regulations import load_regulation
from forms import signing
from forms.dossier import file_names, reviews
from forms.export import Exported, export
from forms.paper import Paper
from forms.signing import KeySigner
from meeting.judge import judge
from meeting.results import results_document
from tests.forms.seasons import dossier, facts, season

PASSPHRASE = "hoa mai vàng 2023"


@pytest.fixture(scope="session")
def papers() -> tuple[Paper, ...]:
    return dossier(season())


@pytest.fixture(scope="session")
def tally(papers: tuple[Paper, ...]) -> Paper:
    return next(paper for paper in papers if paper.form.id == "bien_ban_kiem_phieu")


@pytest.fixture(scope="session")
def tally_pdf(tally: Paper) -> bytes:
    return tally.pdf()


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> KeySigner:
    path = tmp_path_factory.mktemp("key") / "so.p12"
    signing.create_key(path, PASSPHRASE, "Chi bộ Văn phòng")
    return signing.load_signer(path, PASSPHRASE)


@pytest.fixture(scope="session")
def other_signer(tmp_path_factory: pytest.TempPathFactory) -> KeySigner:
    path = tmp_path_factory.mktemp("key") / "cap-tren.p12"
    signing.create_key(path, PASSPHRASE, "Đảng ủy Sở Tư pháp")
    return signing.load_signer(path, PASSPHRASE)


@pytest.fixture(scope="session")
def signed(tally_pdf: bytes, signer: KeySigner) -> bytes:
    return signing.sign_pdf(tally_pdf, signer, "Biên bản kiểm phiếu")


@pytest.fixture(scope="session")
def exported(
    papers: tuple[Paper, ...], signer: KeySigner, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    of = season()
    results = results_document(of, judge(load_regulation(of.regulation), of))
    folder = tmp_path_factory.mktemp("ho-so")
    own = dict(reviews(facts(of)))
    return export((*papers, *own.values()), (*file_names(papers), *own), results, signer, folder)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write bytes to a PDF file and return its path."""

    def write(content: bytes) -> Path:
        path = tmp_path / "van-ban.pdf"
        path.write_bytes(content)
        return path

    return write
