"""Hostile files: each is refused in one sentence before any reader sees it."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.templates.errors import (
    BROKEN,
    MACROS,
    MOST_BYTES,
    MOST_UNPACKED,
    OUTSIDE,
    TOO_LARGE,
    WRONG_KIND,
    TemplateError,
)
from desktop.templates.guard import kind_of
from desktop.templates.word import fill_word
from desktop.templates.workbook import fill_workbook

from .made import values, with_part, word, workbook

XLSX, DOCX = workbook({"chi_bo": "$A$1"}), word("{{ nam }}")


def why(content: bytes) -> str:
    with pytest.raises(TemplateError) as found:
        kind_of(content)
    return str(found.value)


def test_good_files_are_told_apart() -> None:
    assert (kind_of(XLSX), kind_of(DOCX)) == (".xlsx", ".docx")


@pytest.mark.parametrize("good", [XLSX, DOCX])
def test_macros_and_embedded_things_are_refused(good: bytes) -> None:
    for part in ("xl/vbaProject.bin", "word/vbaProject.bin", "word/embeddings/o.bin", "xl/activeX/a.xml"):
        assert why(with_part(good, part, b"x")) == MACROS
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert why(with_part(good, "[Content_Types].xml", types)) == MACROS


@pytest.mark.parametrize("good", [XLSX, DOCX])
def test_links_to_the_outside_are_refused(good: bytes) -> None:
    link = b'<Relationships><Relationship Target="http://a" TargetMode="External"/></Relationships>'
    assert why(with_part(good, "word/_rels/settings.xml.rels", link)) == OUTSIDE
    assert why(with_part(good, "word/_rels/settings.xml.rels", link.decode().encode("utf-16"))) == OUTSIDE
    assert why(with_part(good, "xl/externalLinks/externalLink1.xml", b"<a/>")) == OUTSIDE


@pytest.mark.parametrize("good", [XLSX, DOCX])
def test_entities_are_refused(good: bytes) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert why(with_part(good, "docProps/app.xml", bomb)) == BROKEN


def test_bombs_and_large_files_are_refused() -> None:
    assert why(with_part(XLSX, "xl/media/a.png", bytes(MOST_UNPACKED + 1))) == TOO_LARGE
    assert why(b"PK" + bytes(MOST_BYTES)) == TOO_LARGE
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(1001):
            archive.writestr(f"a{number}", b"")
    assert why(many.getvalue()) == TOO_LARGE


def test_a_part_larger_than_it_says_is_refused() -> None:
    honest = with_part(DOCX, "word/media/a.png", bytes(100))
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        size = archive.getinfo("word/media/a.png").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert why(lying) == BROKEN


def test_what_is_no_template_is_said() -> None:
    assert why(b"") == WRONG_KIND
    assert why(b"%PDF-1.7") == WRONG_KIND
    assert why(XLSX[: len(XLSX) // 2]) == BROKEN
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert why(other.getvalue()) == WRONG_KIND


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_in_a_sentence_or_filled(data: st.DataObject) -> None:
    good, fill = data.draw(st.sampled_from([(XLSX, fill_workbook), (DOCX, fill_word)]))
    at = data.draw(st.integers(0, len(good) - 1))
    content = good[:at] + bytes([data.draw(st.integers(0, 255))]) + good[at + 1 :]
    told = "."
    try:
        kind_of(content)
        fill(content, values())
    except TemplateError as error:
        told = str(error)
    assert told.endswith(".")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    from desktop.templates.filling import _read

    with pytest.raises(TemplateError, match="Không đọc được tệp “khong-co"):
        _read(tmp_path / "khong-co.xlsx")
