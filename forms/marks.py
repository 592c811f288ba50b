"""What signing may add to a printed paper, and nothing else (ISO 32000-1, 12.5, 12.7 and 12.8).

A signature holds for whatever was in the file when it was made. So no signature tells of a revision that
someone slips in before the first one; it is found here, by comparing the file with its first revision.
"""

from typing import Any, Final

from forms.ink import boxes, covered
from forms.seals import WrongError

LATER: Final = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Version"})
"""What signing adds to the catalogue."""
_FORM: Final = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
_DEEDS: Final = frozenset({"/A", "/AA"})
"""What a mark may do when it is touched: nothing."""


def check_marks(pdf: Any) -> None:
    """Refuse marks on the pages that are no signatures, that act, or that hide what is printed."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and not _is_plain(form):
        raise WrongError("Văn bản có biểu mẫu lạ mà chương trình không in ra.")
    for number, page in enumerate(pdf.pages, 1):
        _check_page(number, page)


def _is_plain(form: Any) -> bool:
    """Tell whether a form has signature fields only; an XFA form would be shown in place of the pages."""
    return set(form.keys()) <= _FORM and all(_is_signature(one) for one in form.get("/Fields", []))


def _is_signature(mark: Any) -> bool:
    return mark.get("/FT") == "/Sig" and "/Kids" not in mark and not _DEEDS & set(mark.keys())


def _check_page(number: int, page: Any) -> None:
    marks = list(page.obj.get("/Annots", []))
    if any(mark.get("/Subtype") != "/Widget" or not _is_signature(mark) for mark in marks):
        raise WrongError(f"Trang {number} có phần lạ mà chương trình không in ra.")
    places = [place for mark in marks if (place := _place(mark)) is not None]
    if not places:
        return
    printed = boxes(page)
    if any(covered(place, box) for place in places for box in printed):
        raise WrongError(f"Khối chữ ký trên trang {number} che lên phần đã in của văn bản.")


def _place(mark: Any) -> tuple[float, float, float, float] | None:
    """Return where a mark is seen; None for one without extent."""
    left, bottom, right, top = (float(edge) for edge in mark["/Rect"])
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    return (left, bottom, right, top) if right - left > 0 and top - bottom > 0 else None


def check_untouched(given: Any, made: Any) -> None:
    """Every object of the first revision must still be what was printed, but for what signing adds.

    Title and dates of the file may be written anew by the program that signs; no page shows them.
    """
    retold = {made.Root["/Metadata"].objgen, made.trailer["/Info"].objgen}
    if {given.Root["/Metadata"].objgen, given.trailer["/Info"].objgen} != retold:
        raise WrongError("Văn bản đã bị thêm nội dung trước khi ký.")
    pages = {page.obj.objgen for page in made.pages}
    for before in made.objects:
        if before.objgen in retold:
            continue
        free: frozenset[str] = frozenset()
        if before.objgen == made.Root.objgen:
            free = LATER
        elif before.objgen in pages:
            free = frozenset({"/Annots"})
        if _told(given.get_object(before.objgen), free) != _told(before, free):
            raise WrongError("Văn bản đã bị thêm hoặc che nội dung trước khi ký.")


def _told(thing: Any, free: frozenset[str]) -> tuple[object, ...]:
    """An object as values that can be compared, without the keys that are `free` to change."""
    kind = thing._type_name  # noqa: SLF001
    if kind not in {"dictionary", "stream"}:
        return (kind, thing.unparse(resolved=True))
    keys = {key: thing.get(key) for key in sorted(set(thing.keys()) - free)}
    raw = thing.read_raw_bytes() if kind == "stream" else b""
    return (kind, {key: _one(value) for key, value in keys.items()}, raw)


def _one(value: Any) -> object:
    return value.unparse() if hasattr(value, "unparse") else value
