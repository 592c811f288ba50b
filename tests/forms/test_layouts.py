from pathlib import Path

import pytest

from forms import layout
from forms.document import Document, Header, Para, Recipients, Signature, SignatureRow, Title
from forms.errors import FormsError
from forms.layout import MM
from forms.qr import PaperMark
from forms.render import render
from tests.forms.sight import Sheets
from tests.forms.tools import text_of

MARK = PaperMark("CB", "ABCDEFGH", 2026, "CB01", bytes(32))
LONG = "Chi bộ thảo luận, góp ý đối với từng đồng chí về phẩm chất chính trị, đạo đức, lối sống. " * 40


@pytest.fixture(scope="module", params=["hd36-2018", "hd05-2026"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = Document(
        name="Báo cáo",
        header=Header(
            "Đảng bộ xã Tiên Phong",
            "Chi bộ xóm Định Thành",
            number="Số 03-BC/CB",
            place_date="Tiên Phong, ngày 05 tháng 12 năm 2026",
        ),
        title=Title("BÁO CÁO", "về đánh giá, xếp loại chất lượng năm 2026"),
        blocks=(Para(LONG), Para(LONG), Para("Hết.")),
        signatures=SignatureRow(
            Recipients(("Đảng ủy (để báo cáo)",)), Signature("T/M Chi bộ", "Bí thư", "Nguyễn Văn A")
        ),
        layout=request.param,
    )
    path = tmp_path_factory.mktemp("layout") / f"{request.param}.pdf"
    path.write_bytes(render(document, MARK))
    return path


def test_the_text_reaches_from_margin_to_margin(paper: Path) -> None:
    """That nothing stands beyond them is asked of every form (`faults`)."""
    for words in Sheets(paper.read_bytes()).words:
        text = [w for w in words if 40 < w.top < 270]
        assert min(w.left for w in text) == pytest.approx(30, abs=0.5)
        assert max(w.right for w in text) == pytest.approx(195, abs=0.5)


def test_the_rule_of_the_title_has_its_length(paper: Path) -> None:
    left, _, right, _ = Sheets(paper.read_bytes()).lines[0][0]
    assert right - left == pytest.approx(72.9, abs=0.5)


def test_the_head_says_what_the_guideline_asks(paper: Path) -> None:
    text = text_of(paper, "-layout")
    for part in (
        "ĐẢNG BỘ XÃ TIÊN PHONG",
        "CHI BỘ XÓM ĐỊNH THÀNH",
        "Số 03-BC/CB",
        "-----",
        "T/M CHI BỘ",
        "BÍ THƯ",
    ):
        assert part in text
    assert "Số:" not in text


def test_recipients_end_as_the_pack_says(paper: Path) -> None:
    end = ";" if "hd05" in paper.name else ","
    assert f"- Đảng ủy (để báo cáo){end}" in text_of(paper)
    assert "- Lưu Chi bộ." in text_of(paper)


def test_page_and_sizes_are_those_of_both_guidelines() -> None:
    for pack in map(layout.load, layout.available()):
        page, sizes = pack.page, pack.sizes
        assert (page.top, page.bottom, page.left, page.right) == (20, 20, 30, 15)
        assert (sizes.party, sizes.body, sizes.text, sizes.recipient) == (15, 14, 14, 12)
        assert pack.spacing.leading >= 18
        assert pack.doubts
        assert page.width * MM == pytest.approx(595.28, abs=0.01)


def test_a_pack_with_a_missing_value_is_refused_by_name() -> None:
    text = (Path(layout.__file__).parent.parent / "resources/layouts/hd36-2018.toml").read_text("utf-8")
    with pytest.raises(FormsError, match=r"thu, \[page\].*left"):
        layout.parse(text.replace("left = 30", "lefty = 30"), "thu")
    with pytest.raises(FormsError, match="hỏng"):
        layout.parse("[page", "thu")
    with pytest.raises(FormsError, match="hd99"):
        layout.load("hd99")
