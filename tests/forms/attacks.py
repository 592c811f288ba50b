"""Ways to tamper with a signed paper, each returning the tampered bytes."""

from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def _increment(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flip_in_page(data: bytes) -> bytes:
    """Change one byte in the first signed range."""
    place = data.index(b"stream") + 40
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def hide_behind_value(data: bytes) -> bytes:
    """Put bytes into the zero padding behind the signature value, which no signature covers."""
    place = data.rindex(b"0000>") - 64
    return data[:place] + b"DEADBEEF" + data[place + 8 :]


def white_in_gap(data: bytes) -> bytes:
    """Put a blank into the padding."""
    place = data.rindex(b"0000>")
    return data[:place] + b" 00 >" + data[place + 5 :]


def append(data: bytes) -> bytes:
    return data + b"\n% them vao cuoi\n"


def paint_over(data: bytes) -> bytes:
    """Add a revision that draws a white box and other numbers over page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        stream = generic.StreamObject(stream_data=b"q 1 g 100 300 300 200 re f Q")
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(stream)])
        writer.update_container(page)

    return _increment(data, change)


def replace_attachment(data: bytes) -> bytes:
    """Add a revision whose attachment is another one."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        spec = writer.root["/AF"][0]
        stream = generic.StreamObject(stream_data=b'{"results":{}}')
        spec["/EF"]["/F"] = writer.add_object(stream)
        writer.update_container(spec["/EF"])

    return _increment(data, change)


def annotate(data: bytes) -> bytes:
    """Add a revision with a free-text note on page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Rect"): generic.ArrayObject(
                    generic.FloatObject(n) for n in (100, 400, 300, 440)
                ),
                generic.pdf_name("/Contents"): generic.pdf_string("HTXSNV: 12"),
                generic.pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf 0 g"),
            }
        )
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
        writer.update_container(page)

    return _increment(data, change)


ATTACKS = {
    function.__name__: function
    for function in (
        flip_in_page,
        hide_behind_value,
        white_in_gap,
        append,
        paint_over,
        replace_attachment,
        annotate,
    )
}
