"""Looks into a template before any reader does: size, parts, macros, links to the outside, entities."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from desktop.templates.errors import (
    BROKEN,
    MACROS,
    MOST_BYTES,
    MOST_PARTS,
    MOST_UNPACKED,
    OUTSIDE,
    TOO_LARGE,
    WRONG_KIND,
    TemplateError,
)

_ACTIVE: Final = re.compile(r"vbaproject|activex|/embeddings/|macrosheets|customui|\.bin$", re.IGNORECASE)
_HARMLESS: Final = re.compile(r"printerSettings\d*\.bin$", re.IGNORECASE)
_LINKED: Final = re.compile(r"externallinks/|/connections\.xml$|querytables/", re.IGNORECASE)
_EXTERNAL: Final = re.compile(rb"TargetMode\s*=\s*[\"']\s*External", re.IGNORECASE)
_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACRO_TYPE: Final = re.compile(rb"macroEnabled", re.IGNORECASE)
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CHUNK: Final = 1 << 20


def kind_of(content: bytes) -> str:
    """Return ".xlsx" or ".docx" for a template that may be read; TemplateError otherwise."""
    if len(content) > MOST_BYTES:
        raise TemplateError(TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _kind(archive)
    except zipfile.BadZipFile as error:
        raise TemplateError(WRONG_KIND if content[:2] != b"PK" else BROKEN) from error
    except (OSError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        raise TemplateError(BROKEN) from error


def _kind(archive: zipfile.ZipFile) -> str:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise TemplateError(TOO_LARGE)
    if len(names) < len(infos) or any(info.compress_type not in _PACKED for info in infos):
        raise TemplateError(BROKEN)
    if any(_ACTIVE.search(name) and not _HARMLESS.search(name) for name in names):
        raise TemplateError(MACROS)
    if any(_LINKED.search(name) for name in names):
        raise TemplateError(OUTSIDE)
    _look(archive)
    if "xl/workbook.xml" in names:
        return ".xlsx"
    if "word/document.xml" in names:
        return ".docx"
    raise TemplateError(WRONG_KIND)


def _look(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, within bounds, and refuse what no template needs."""
    room = MOST_UNPACKED
    for info in archive.infolist():
        data = bytearray()
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                data += chunk
                if len(data) > room:
                    raise TemplateError(TOO_LARGE)
        room -= len(data)
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        plain = bytes(data).replace(b"\x00", b"")  # UTF-16 is read as its letters
        if _ENTITIES.search(plain):
            raise TemplateError(BROKEN)
        if _MACRO_TYPE.search(plain):
            raise TemplateError(MACROS)
        if _EXTERNAL.search(plain):
            raise TemplateError(OUTSIDE)
