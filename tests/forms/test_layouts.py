import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from forms import layout
from forms.document import Document, Header, Para, Recipients, Signature, SignatureRow, Title
from forms.errors import FormsError
from forms.layout import MM
from forms.qr import PaperMark
from forms.render import render
from tests.forms import seasons
from tests.forms.tools import mm, text_of

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


def words(path: Path, page: int = 1) -> list[tuple[str, float, float, float, float]]:
    """Words of a page with left, top, right, bottom in millimetres."""
    text = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text)
    return [(w, mm(float(a)), mm(float(b)), mm(float(c)), mm(float(d))) for a, b, c, d, w in found]


def lines_of(path: Path) -> list[tuple[float, float, float, float]]:
    """Straight lines of page 1 as (x1, y1, x2, y2) in points on the sheet."""
    found, saved, moved, start = [], [], (0.0, 0.0), (0.0, 0.0)
    with pikepdf.open(path) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            if name == "q":
                saved.append(moved)
            elif name == "Q":
                moved = saved.pop()
            elif name == "cm":
                moved = (moved[0] + float(operands[4]), moved[1] + float(operands[5]))
            elif name == "m":
                start = (moved[0] + float(operands[0]), moved[1] + float(operands[1]))
            elif name == "l":
                found.append((*start, moved[0] + float(operands[0]), moved[1] + float(operands[1])))
    return found


def test_the_text_keeps_the_margins_within_half_a_millimetre(paper: Path) -> None:
    for page in (1, 2):
        body = [w for w in words(paper, page) if 40 < w[2] < 270]
        assert min(left for _, left, _, _, _ in body) == pytest.approx(30, abs=0.5)
        assert max(right for _, _, _, right, _ in body) == pytest.approx(195, abs=0.5)
        assert max(bottom for *_, bottom in body) <= 277.5
    assert min(top for _, _, top, _, _ in words(paper)) >= 19.5


def test_the_rule_is_as_long_as_the_title_of_the_party(paper: Path) -> None:
    title = [w for w in words(paper) if w[0] in {"ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM"} and w[1] > 90]
    left, right = min(w[1] for w in title), max(w[3] for w in title)
    x1, y1, x2, y2 = lines_of(paper)[0]
    assert (mm(x1), mm(x2)) == (pytest.approx(left, abs=0.5), pytest.approx(right, abs=0.5))
    assert mm(x2 - x1) == pytest.approx(72.9, abs=0.5)
    assert y1 == y2


def test_the_page_number_stands_at_the_top_centre_from_page_2(paper: Path) -> None:
    assert not [w for w in words(paper) if w[2] < 18]
    (number,) = [w for w in words(paper, 2) if w[2] < 18]
    assert number[0] == "2"
    assert (number[1] + number[3]) / 2 == pytest.approx((30 + 195) / 2, abs=0.5)
    assert number[2] == pytest.approx(10, abs=1.5)


def test_the_corner_for_the_superiors_signature_stays_free(paper: Path) -> None:
    assert not [w for w in words(paper) if w[1] > 135 and w[2] < 19]


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


# Every form under both guidelines


def every_form() -> dict[str, Document]:
    builds = (
        seasons.with_papers,
        seasons.in_points,
        seasons.registering,
        seasons.season_2016,
        seasons.disciplined,
    )
    made = [paper for build in builds for paper in seasons.everything(build())]
    return {paper.form.id: paper.document for paper in reversed(made)}


@pytest.fixture(scope="module")
def forms() -> dict[str, Document]:
    return every_form()


@pytest.mark.parametrize("pack", ["hd36-2018", "hd05-2026"])
def test_every_form_keeps_margins_header_and_rule(
    pack: str, forms: dict[str, Document], tmp_path: Path
) -> None:
    page = layout.load(pack).page
    for name, document in forms.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(render(replace(document, layout=pack), MARK))
        wide, high = (page.height, page.width) if document.landscape else (page.width, page.height)
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        for number in range(1, pages + 1):
            found = words(path, number)
            body = [w for w in found if page.top - 0.5 <= w[2] and w[4] <= high - page.bottom + 0.5]
            rest = [w for w in found if w not in body]
            assert body, (name, number)
            assert min(w[1] for w in body) >= page.left - 0.5, (name, number)
            assert max(w[3] for w in body) <= wide - page.right + 0.5, (name, number)
            assert all(w[2] > high - page.bottom or w[0] == str(number) for w in rest), (name, number)
        title = [w for w in words(path) if w[0] in {"ĐẢNG", "CỘNG", "SẢN", "VIỆT", "NAM"} and w[2] < 30]
        line = [w for w in title if w[1] > wide / 3][-5:]
        x1, y1, x2, y2 = lines_of(path)[0]
        assert y1 == y2
        assert mm(x1) == pytest.approx(min(w[1] for w in line), abs=0.5), name
        assert mm(x2) == pytest.approx(max(w[3] for w in line), abs=0.5), name
        assert mm(x2 - x1) == pytest.approx(72.9, abs=0.5), name
        assert min(w[2] for w in words(path)) >= page.top - 0.5, name
        assert not [w for w in words(path) if w[1] > wide - 75 and w[2] < 19], name
