"""From reportlab's pages to PDF/A-3b (ISO 19005-3) with canonical data attached; the day never shows."""

import zlib
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from forms.errors import FormsError

ATTACHMENT: Final = "du-lieu.json"
"""Name of the attached file: the canonical data (RFC 8785) that the pages were printed from."""

PRODUCER: Final = "chibo"
_FIXED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_DESCRIPTION: Final = "Dữ liệu chuẩn hóa (RFC 8785) của văn bản này"


def archive(pages: bytes, data: bytes | None, title: str) -> bytes:
    """Return the pages as PDF/A-3b; `data`, if any, are attached (relationship Data) and named in /AF."""
    import pikepdf

    with pikepdf.open(BytesIO(pages)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:
                del page["/Trans"]
        if data is not None:
            pdf.attachments[ATTACHMENT] = _attached(pdf, data)
            pdf.Root["/AF"] = pikepdf.Array([pdf.attachments[ATTACHMENT].obj])
        _pack_streams(pdf)
        return written(pdf, title)


def written(pdf: Any, title: str) -> bytes:
    """Return an open PDF, whose streams are packed, as PDF/A-3b with its title."""
    import pikepdf
    from pikepdf import pdfa

    pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    pdfa.prepare(pdf, "3b")
    _describe(pdf, title)
    out = BytesIO()
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True, object_stream_mode=plain))
    return out.getvalue()


def check(content: bytes) -> None:
    """Refuse a PDF that is not PDF/A-3b; what it was made of decides, so one paper of each form is enough."""
    from pikepdf import pdfa

    report = pdfa.validate_written(BytesIO(content), "3b")
    if not report.passed:
        rules = ", ".join(sorted({finding.rule for finding in report.findings})) or report.verdict
        raise FormsError(
            f"Văn bản in ra chưa đúng chuẩn lưu trữ PDF/A-3b ({rules}) nên chương trình không xuất; đề nghị "
            "kiểm tra phông Times New Roman của máy rồi xuất lại."
        )


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def _pack_streams(pdf: Any) -> None:
    """Pack each stream so that its last byte is no carriage return.

    Before "endstream" such a byte would look like a part of the line end, and strict readers would count
    one byte less than /Length says. What follows the end of the packed data is ignored by every reader.
    """
    import pikepdf

    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream) or stream.get("/Type") == "/Metadata":
            continue
        pack = _packed_font if "/Length1" in stream else _packed
        stream.write(pack(stream.read_bytes()), filter=pikepdf.Name.FlateDecode)


def _packed(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return packed + (b"\n" if packed.endswith(b"\r") else b"")


@lru_cache(maxsize=8)
def _packed_font(content: bytes) -> bytes:
    """The same few fonts are in every paper (`forms.glyphs`)."""
    return _packed(content)


def _attached(pdf: Any, data: bytes) -> Any:
    import pikepdf
    from pikepdf.models.metadata import encode_pdf_date

    date = encode_pdf_date(_FIXED)
    make: Any = pikepdf.AttachedFileSpec  # its types do not know `relationship`
    return make(
        pdf,
        data,
        filename=ATTACHMENT,
        description=_DESCRIPTION,
        mime_type="application/json",
        creation_date=date,
        mod_date=date,
        relationship=pikepdf.Name.Data,
    )


def _describe(pdf: Any, title: str) -> None:
    """Write title, language and the fixed dates into the XMP; the true date stands in the text."""
    pdf.docinfo["/Producer"] = PRODUCER
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = title
        meta["dc:language"] = {"vi-VN"}
        meta["pdf:Producer"] = PRODUCER
        for key in ("CreateDate", "ModifyDate", "MetadataDate"):
            meta[f"xmp:{key}"] = _FIXED.isoformat()
