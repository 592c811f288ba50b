"""A printed page found again: scans and photos of it, codes of other dossiers, pictures that are none."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from forms import qr, scan
from forms.errors import FormsError
from forms.export import Exported
from forms.paper import Paper
from forms.scan import Dossier, check_picture, check_text, read_dossier
from forms.verify import Verdict
from tests.forms.attacks import append
from tests.forms.pictures import badly_lit, blurred, from_the_side, render, save, turned


@pytest.fixture(scope="module")
def dossier(exported: Exported) -> Dossier:
    return read_dossier(exported.bundle)


@pytest.fixture(scope="module")
def tally_file(dossier: Dossier) -> str:
    return next(one.file for one in dossier.papers if "bien-ban-kiem-phieu" in one.file)


@pytest.fixture(scope="module")
def tally_path(exported: Exported, tally_file: str) -> Path:
    return exported.folder / tally_file


@pytest.fixture(scope="module")
def pages(tally_path: Path) -> dict[int, Image.Image]:
    return {dpi: render(tally_path, dpi) for dpi in (150, 200)}


Look = Callable[[dict[int, Image.Image]], Image.Image]
LOOKS: dict[str, Look] = {
    "150 dpi, straight": lambda of: of[150],
    "150 dpi, turned by 3°": lambda of: turned(of[150], 3),
    "150 dpi, upside down": lambda of: turned(of[150], 180),
    "200 dpi, turned and slightly blurred": lambda of: blurred(turned(of[200], -3), 1),
    "150 dpi, turned and blurred": lambda of: blurred(turned(of[150], 3), 1),
    "photo from the side": lambda of: from_the_side(of[200]),
    "photo, turned, badly lit": lambda of: badly_lit(turned(from_the_side(of[200]), 7)),
    "photo, badly lit, blurred": lambda of: blurred(badly_lit(from_the_side(of[200], 0.08)), 0.8),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_copy_of_a_page_is_found_in_its_dossier(
    pages: dict[int, Image.Image], dossier: Dossier, tally_file: str, tmp_path: Path, look: str, suffix: str
) -> None:
    path = save(LOOKS[look](pages), tmp_path / f"anh{suffix}")
    (verdict,) = check_picture(path, dossier)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert verdict.sentence.startswith("Trang 1/")
    assert f"dữ liệu của tệp {tally_file}" in verdict.sentence
    assert "đối chiếu bằng mắt" in verdict.sentence


def test_the_folder_serves_as_well_as_the_bundle(
    pages: dict[int, Image.Image], exported: Exported, tmp_path: Path
) -> None:
    (verdict,) = check_picture(save(pages[150], tmp_path / "a.png"), read_dossier(exported.folder))
    assert verdict.verdict is Verdict.GOOD


@pytest.mark.parametrize("whole", ["bundle", "folder"])
def test_a_dossier_is_never_held_whole(exported: Exported, whole: str) -> None:
    source: Path = getattr(exported, whole)
    sizes = [one.stat().st_size for one in exported.folder.rglob("*.pdf")]
    read_dossier(source)
    tracemalloc.start()
    try:
        papers = read_dossier(source)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(papers.papers) > len(sizes) // 2
    assert held < sum(sizes) // 10


def test_a_paper_that_changed_since_is_said(tally: Paper, tally_path: Path, tmp_path: Path) -> None:
    path = tmp_path / tally_path.name
    path.write_bytes(tally_path.read_bytes())
    found = read_dossier(tmp_path)
    text = tally.mark.text(1, found.papers[0].pages)
    assert check_text(text, found).verdict is Verdict.GOOD
    path.write_bytes(b"%PDF-1.7")
    assert "thay đổi trong khi đang kiểm tra" in check_text(text, found).sentence
    path.unlink()
    assert "Không đọc lại được tệp" in check_text(text, found).sentence


def test_the_text_of_a_code_does_as_well(tally: Paper, dossier: Dossier, tally_path: Path) -> None:
    import pikepdf

    with pikepdf.open(tally_path) as pdf:
        count = len(pdf.pages)
    assert check_text(tally.mark.text(count, count), dossier).verdict is Verdict.GOOD
    wrong_page = check_text(tally.mark.text(count + 1, count + 1), dossier)
    assert wrong_page.verdict is Verdict.WRONG
    assert "số trang hoặc tên khác" in wrong_page.sentence


def test_the_code_of_another_dossier_is_wrong(tally: Paper, dossier: Dossier) -> None:
    text = tally.mark.text(1, 1)
    other = text[:-52] + qr.base32(b"\0" * 32)
    verdict = check_text(other, dossier)
    assert verdict.verdict is Verdict.WRONG
    assert "không văn bản nào trong hồ sơ" in verdict.sentence
    renamed = check_text(text.replace(":KP01:", ":KP02:"), dossier)
    assert renamed.verdict is Verdict.WRONG


def test_without_a_dossier_the_sentence_asks_for_one(tally: Paper) -> None:
    verdict = check_text(tally.mark.text(1, 2), None)
    assert verdict.verdict is Verdict.UNREADABLE
    assert "trang 1/2" in verdict.sentence
    assert "--dossier" in verdict.sentence
    assert check_text("CB1:khác", None).sentence == "Mã QR không phải là mã của chương trình."
    assert check_text("CB1:" + "A" * 9000, None).verdict is Verdict.UNREADABLE


def test_a_page_of_a_paper_that_was_altered_is_wrong(tally: Paper, tally_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (folder / "kp.pdf").write_bytes(append(tally_path.read_bytes()))
    verdict = check_text(tally.mark.text(1, 1), read_dossier(folder))
    assert verdict.verdict is Verdict.WRONG
    assert "tệp này không đúng" in verdict.sentence


def test_a_dossier_without_papers_is_refused(exported: Exported, tmp_path: Path) -> None:
    with pytest.raises(FormsError, match="Không mở được hồ sơ"):
        read_dossier(tmp_path / "khong-co.zip")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(FormsError, match="không có văn bản nào"):
        read_dossier(tmp_path)
    altered = tmp_path / "goi.zip"
    altered.write_bytes(exported.bundle.read_bytes()[:-4] + b"abcd")
    with pytest.raises(FormsError):
        read_dossier(altered)


# Hostile pictures


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever it holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def say(content: bytes, path: Path) -> str:
    path.write_bytes(content)
    (verdict,) = check_picture(path, None)
    assert verdict.verdict is Verdict.UNREADABLE
    assert verdict.exit_code == 2
    return verdict.sentence


@pytest.mark.parametrize("size", [(9_000, 9_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_points_is_not_unpacked(size: tuple[int, int], tmp_path: Path) -> None:
    bomb = zlib.compress(b"\0" * 2**20, 9)
    assert say(png(*size, bomb), tmp_path / "a.png") == (
        "Ảnh có quá nhiều điểm ảnh; đề nghị quét lại ở 150–300 dpi."
    )


@pytest.mark.parametrize("part", [0.05, 0.5, 0.98])
@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_cut_picture_is_one_sentence(
    pages: dict[int, Image.Image], tmp_path: Path, part: float, suffix: str
) -> None:
    whole = save(pages[150], tmp_path / f"b{suffix}").read_bytes()
    assert "đã bị hỏng" in say(whole[: int(len(whole) * part)], tmp_path / f"a{suffix}")


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a" + b"\0" * 99, b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", png(0, 0)]
)
def test_what_is_no_picture_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    assert "đã bị hỏng" in say(content, tmp_path / "a.png")


def test_a_picture_too_large_or_without_a_code_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = save(Image.new("L", (400, 400), 255), tmp_path / "trang.png")
    assert "Không thấy mã QR" in say(blank.read_bytes(), tmp_path / "a.png")
    monkeypatch.setattr(scan, "BIGGEST_PICTURE", 10)
    assert "lớn hơn mức" in say(blank.read_bytes(), tmp_path / "a.png")
    (verdict,) = check_picture(tmp_path / "khong-co.png", None)
    assert "Không mở được ảnh" in verdict.sentence
