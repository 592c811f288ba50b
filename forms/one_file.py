"""The pages of several PDFs in one file, to be sent to the printer at once; it carries no data of theirs."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path


def in_one(files: Sequence[Path]) -> bytes:
    """Return one PDF with the pages of all of them in order; the same files give the same bytes."""
    import pikepdf

    whole, out = pikepdf.new(), BytesIO()
    for path in files:
        with pikepdf.open(path) as one:
            whole.pages.extend(one.pages)
    whole.save(out, deterministic_id=True)
    return out.getvalue()
