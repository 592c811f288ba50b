import json
import os
import zipfile
from pathlib import Path

import pytest

from forms.bundle import MANIFEST, RESULTS, SIGNATURE, about, zip_of
from forms.dossier import file_names
from forms.errors import CancelledError, FormsError
from forms.export import Exported, export
from forms.paper import Paper
from forms.signing import KeySigner
from tests.forms.tools import run


def few(papers: tuple[Paper, ...]) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    return papers[1:3], file_names(papers)[1:3]


def test_the_manifest_names_every_file_and_the_rules(exported: Exported) -> None:
    with zipfile.ZipFile(exported.bundle) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {e["name"]: e["size"] for e in manifest["files"]} | {
        name: sizes[name] for name in (MANIFEST, SIGNATURE)
    } == sizes
    assert manifest["regulation"]["id"] == "lam-dong-2023"
    assert len(manifest["regulation"]["sha256"]) == 64
    assert RESULTS in sizes


def test_openssl_accepts_the_signature_of_the_manifest(exported: Exported, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported.bundle) as archive:
        archive.extract(MANIFEST, tmp_path)
        archive.extract(SIGNATURE, tmp_path)
    command = (
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-noverify",
        "-in",
        tmp_path / SIGNATURE,
    )
    assert "successful" in run(*command, "-content", tmp_path / MANIFEST)


def test_the_zip_depends_on_its_files_alone() -> None:
    parts = {"b": b"2", "a": b"1"}
    assert zip_of(parts) == zip_of(dict(parts))
    assert zip_of(parts) != zip_of({"a": b"1", "b": b"2"})


def test_the_bundle_is_named_after_branch_and_year(papers: tuple[Paper, ...]) -> None:
    assert about(papers[0]).bundle.startswith("goi-nop-chi-bo-van-phong-2023-")


def test_an_export_tells_how_far_it_is(papers: tuple[Paper, ...], signer: KeySigner, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    chosen, names = few(papers)
    export(chosen, names, papers[4].facts.results, signer, tmp_path, lambda d, n: steps.append((d, n)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_stopped_export_leaves_nothing(
    papers: tuple[Paper, ...], signer: KeySigner, tmp_path: Path
) -> None:
    chosen, names = few(papers)
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        export(chosen, names, {}, signer, tmp_path / "ho-so", cancelled=lambda: next(asked))
    assert not (tmp_path / "ho-so").exists()


def test_a_full_disk_leaves_no_half_file(
    papers: tuple[Paper, ...], signer: KeySigner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    chosen, names = few(papers)
    with pytest.raises(FormsError, match="Không ghi được tệp"):
        export(chosen, names, {}, signer, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(
    papers: tuple[Paper, ...], signer: KeySigner, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("x")
    chosen, names = few(papers)
    with pytest.raises(FormsError, match="Không tạo được thư mục"):
        export(chosen, names, {}, signer, tmp_path / "tep")


def test_nothing_done_is_nothing_to_export(signer: KeySigner, tmp_path: Path) -> None:
    with pytest.raises(FormsError, match="Chưa có văn bản nào"):
        export((), (), {}, signer, tmp_path)
