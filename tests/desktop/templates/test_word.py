"""A Word file with tags: names and single loops; whatever else Jinja could do is refused before it runs."""

from io import BytesIO

import docx
import pytest

from desktop.templates.errors import NOTHING, TemplateError
from desktop.templates.word import fill_word

from .made import values, word

LOOP = (("{%tr for dv in dang_vien %}", ""), ("{{ dv.tt }}", "{{ dv.ho_ten }}"), ("{%tr endfor %}", ""))


def test_names_and_rows_are_filled_and_markup_stays_text() -> None:
    made = docx.Document(BytesIO(fill_word(word("{{ dia_danh }} năm {{ nam }}", rows=LOOP), values())))
    assert made.paragraphs[0].text == "<dia_danh & co> năm 2025"
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        [str(n), f"dang_vien ho_ten {n}"] for n in (1, 2, 3)
    ]


def test_an_empty_list_leaves_no_row() -> None:
    made = docx.Document(BytesIO(fill_word(word("{{ nam }}", rows=LOOP), values(0))))
    assert not made.tables[0].rows


@pytest.mark.parametrize(
    "text",
    [
        "{{ chi_bo.__class__.__mro__ }}",
        "{{ nam * 1000000000 }}",
        "{{ 'a' * 999999999 }}",
        "{% for a in range(999999999) %}x{% endfor %}",
        "{% for a in dang_vien %}{% for b in dang_vien %}x{% endfor %}{% endfor %}",
        "{% for a in dang_vien if a.tt %}x{% endfor %}",
        "{% for a, b in dang_vien %}x{% endfor %}",
        "{% set a = chi_bo %}{{ a }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'khac' %}",
        "{% import 'os' as os %}",
        "{{ chi_bo | upper }}",
        "{{ cycler('a') }}",
        "{{ self }}{{ self.x() }}",
        "{% if nam %}x{% endif %}",
        "{% for a in dang_vien %}{{ a.__class__ }}{% endfor %}",
        "{% for a in dang_vien %}{{ a.ho_ten.format }}{% endfor %}",
    ],
)
def test_only_names_and_single_loops_are_compiled(text: str) -> None:
    with pytest.raises(TemplateError):
        fill_word(word("{{ nam }}", text), values())


def test_an_unknown_name_is_named() -> None:
    for text, name in (("{{ luong }}", "luong"), ("{% for a in khach %}x{% endfor %}", "khach")):
        with pytest.raises(TemplateError, match=f"“{name}” mà chương trình không biết"):
            fill_word(word(text), values())
    with pytest.raises(TemplateError, match="“luong”"):
        fill_word(word("{% for a in dang_vien %}{{ a.luong }}{% endfor %}"), values())


def test_a_tag_that_does_not_end_and_a_file_without_tags_are_said() -> None:
    with pytest.raises(TemplateError, match="viết chưa đúng"):
        fill_word(word("{% for a in dang_vien %}x"), values())
    with pytest.raises(TemplateError) as found:
        fill_word(word("Không có thẻ nào"), values())
    assert str(found.value) == NOTHING


def test_headers_are_held_to_the_same_rule() -> None:
    made = docx.Document(BytesIO(word("{{ nam }}")))
    made.sections[0].header.paragraphs[0].text = "{{ nam.__class__ }}"
    made.core_properties.title = "{{ ''.__class__ }}"
    out = BytesIO()
    made.save(out)
    with pytest.raises(TemplateError):
        fill_word(out.getvalue(), values())
