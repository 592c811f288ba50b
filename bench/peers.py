"""How papers are printed without the program: a Word template and LibreOffice, or HTML and WeasyPrint.

Both get the texts, tables and measures of the program's own documents; neither draws QR codes.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path

from forms.blocks import PARTY
from forms.document import (
    Blank,
    Block,
    Document,
    Heading,
    LevelBoxes,
    Para,
    Recipients,
    Signature,
    SignatureRow,
    Table,
    Ticks,
)
from forms.docx import to_docx
from forms.layout import Layout, load

SOFFICE = shutil.which("soffice") or ""
_AT_ONCE = 160


def weasyprint_is_here() -> bool:
    """Tell whether WeasyPrint can be used: installed, and Pango with it."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


# Word template and LibreOffice


def template(review: Document, name: str) -> bytes:
    """Return the form of one member as a template: the name is a tag of docxtpl."""
    import docx

    made = docx.Document(BytesIO(to_docx(review)))
    for paragraph in made.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    ):
        if paragraph.text:
            paragraph.text = paragraph.text.replace(name, "{{ ten }}")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def fill(made: bytes, names: Sequence[str], folder: Path) -> None:
    """Fill the template once for each name."""
    from docxtpl import DocxTemplate

    for number, name in enumerate(names):
        form = DocxTemplate(BytesIO(made))
        form.render({"ten": name}, autoescape=True)
        form.save(folder / f"ban-{number:03d}.docx")


def libreoffice(files: Sequence[Path], out: Path, profile: Path) -> None:
    """Convert many files in each call, for the start costs most; of 320 at once it leaves out the last."""
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    for start in range(0, len(files), _AT_ONCE):
        some = files[start : start + _AT_ONCE]
        subprocess.run([*command, "--outdir", out, *some], check=True, capture_output=True)
    missing = [one for one in files if not (out / f"{one.stem}.pdf").exists()]
    if missing:
        raise RuntimeError(f"LibreOffice left out {len(missing)} files, the first one {missing[0].name}")


# HTML and WeasyPrint


def weasyprint(documents: Sequence[Document], out: Path) -> None:
    """Print one document after another, the fonts set up once."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for number, document in enumerate(documents):
        HTML(string=html(document)).write_pdf(out / f"{number:03d}.pdf", font_config=fonts)


def html(document: Document) -> str:
    """Return the document as a page of its own with the measures of the layout."""
    body = "".join(_html(block) for block in document.blocks)
    head, title = document.header, document.title
    left = "<br>".join(
        escape(text) for text in (head.superior, f"{head.body}", "*", head.number or "") if text
    )
    top = f"<table class=two><tr><td>{left}<td><b>{PARTY}</b><br><i>{escape(head.place_date)}</i></table>"
    named = f"<h1>{escape(title.kind)}<br>{escape(title.summary)}</h1><p class=centred>-----</p>"
    style = _css(load(document.layout), landscape=document.landscape)
    foot = _html(document.signatures)
    return f"<html lang=vi><style>{style}</style><body>{top}{named}{body}{foot}</body></html>"


def _css(layout: Layout, *, landscape: bool) -> str:
    page, sizes, space = layout.page, layout.sizes, layout.spacing
    wide, high = (page.height, page.width) if landscape else (page.width, page.height)
    return f"""
        @page {{ size: {wide}mm {high}mm;
                margin: {page.top}mm {page.right}mm {page.bottom}mm {page.left}mm;
                @top-center {{ content: counter(page); font: {sizes.page_number}pt Liberation Serif }} }}
        body {{ font: {sizes.text}pt/{space.leading}pt Liberation Serif; margin: 0 }}
        p {{ margin: 0 0 {space.paragraph}pt; text-align: justify; text-indent: {space.indent}mm }}
        h1 {{ font-size: {sizes.kind}pt; text-align: center }}
        h2, h3 {{ font-size: {sizes.text}pt; margin: 0 }}
        h2, .centred {{ text-align: center }}
        table {{ width: 100%; border-collapse: collapse }}
        .blank {{ border-bottom: 0.7pt dotted; height: {space.leading + 2}pt }}
        .sides td {{ width: 50%; text-align: center; vertical-align: top }}
        .signed {{ break-inside: avoid; margin-bottom: {space.leading}pt }}
        .grid td, .grid th {{ border: 0.5pt solid; font-size: {sizes.table}pt; line-height: 1.25;
                             padding: 2pt 3pt }}
    """


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Para():
            return f"<p><b>{escape(block.lead)}</b> {escape(block.text)}</p>"
        case Blank():
            return "<div class=blank></div>" * block.lines
        case SignatureRow():
            sides = f"<td>{_side(block.left)}<td>{_side(block.right)}"
            return f"<table class='sides signed'><tr>{sides}</table>"
        case _:
            return _figure(block)


def _figure(block: Block) -> str:
    match block:
        case Table():
            return _table(block)
        case LevelBoxes():
            return "".join(f"<p>☐ {escape(name)}</p>" for _, name in block.names)
        case Ticks():
            return "<p>" + " ".join(f"☐ {escape(name)}" for name in block.names) + "</p>"
        case _:
            return ""


def _side(part: Signature | Recipients | None) -> str:
    if part is None:
        return ""
    if isinstance(part, Recipients):
        return "<br>".join(map(escape, ("Nơi nhận:", *part.names)))
    return f"<b>{escape(part.capacity)}</b><br>{escape(part.post)}{'<br>' * 4}<b>{escape(part.name)}</b>"


def _table(block: Table) -> str:
    head = "".join(f"<th>{escape(column.title)}" for column in block.columns)
    return f"<table class=grid><thead><tr>{head}</thead>{''.join(_rows(block))}</table>"


def _rows(block: Table) -> Iterator[str]:
    for row in block.rows:
        across = f" colspan={len(block.columns)}" if len(row.cells) == 1 else ""
        yield "<tr>" + "".join(f"<td{across}>{escape(cell)}" for cell in row.cells)
