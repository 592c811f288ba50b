"""The pages of several PDFs in one file, to be sent to the printer at once; it carries no data of theirs."""

from collections.abc import Sequence
from pathlib import Path

from forms.archive import written


def in_one(files: Sequence[Path], title: str) -> bytes:
    """Return one PDF/A-3b with the pages of our own files in order; the same files give the same bytes."""
    import pikepdf

    whole = pikepdf.new()
    whole.Root["/Lang"] = pikepdf.String("vi-VN")
    for path in files:
        with pikepdf.open(path) as one:
            whole.pages.extend(one.pages)
    return written(whole, title)
