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


ATTACKS: dict[str, Callable[[bytes], bytes]] = {
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


def hide_page(data: bytes) -> bytes:
    """Add a revision whose page tree leaves the last page out."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages["/Kids"] = generic.ArrayObject(list(pages["/Kids"])[:-1])
        pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return _increment(data, change)


def act_on_opening(data: bytes) -> bytes:
    """Add a revision that runs a script when the paper is opened."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        script = {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("app.alert('x')"),
        }
        writer.root["/OpenAction"] = generic.DictionaryObject(script)
        writer.update_root()

    return _increment(data, change)


def fill_a_form(data: bytes) -> bytes:
    """Add a revision with a text field that shows another number on page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        look = generic.StreamObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
                generic.pdf_name("/BBox"): generic.ArrayObject(generic.FloatObject(n) for n in (0, 0, 99, 9)),
            },
            stream_data=b"1 g 0 0 99 9 re f",
        )
        widget = generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/Widget"),
                generic.pdf_name("/FT"): generic.pdf_name("/Tx"),
                generic.pdf_name("/T"): generic.pdf_string("so"),
                generic.pdf_name("/Rect"): generic.ArrayObject(
                    generic.FloatObject(n) for n in (100, 400, 199, 409)
                ),
                generic.pdf_name("/AP"): generic.DictionaryObject(
                    {generic.pdf_name("/N"): writer.add_object(look)}
                ),
            }
        )
        field = writer.add_object(widget)
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), field])
        writer.update_container(page)
        fields = [*writer.root["/AcroForm"]["/Fields"], field] if "/AcroForm" in writer.root else [field]
        writer.root["/AcroForm"] = generic.DictionaryObject(
            {generic.pdf_name("/Fields"): generic.ArrayObject(fields)}
        )
        writer.update_root()

    return _increment(data, change)


REVISIONS = {
    function.__name__: function
    for function in (
        paint_over,
        replace_attachment,
        annotate,
        hide_page,
        act_on_opening,
        fill_a_form,
    )
}
"""Those that add a revision, which may come before or after a signature."""
ATTACKS |= REVISIONS
