"""The regulation packs that the program brings: found, parsed, read once into frozen records."""

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path

from desktop.toml_file import TomlFileError, read_toml
from meeting.amendment import Amendment
from meeting.letters import amended
from meeting.override import OverrideError
from meeting.pack import read_regulation
from meeting.reader import ReadError
from meeting.regulation import Regulation

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "regulations"


class RegulationError(Exception):
    """A pack that cannot be used: file, line and reason in one Vietnamese sentence."""


def regulation_ids() -> tuple[str, ...]:
    """The ids of all packs, newest year first."""
    return tuple(sorted((p.stem for p in FOLDER.glob("*.toml")), key=lambda i: (-_year(i), i)))


def _year(regulation_id: str) -> int:
    """The year at the end of an id; 0 where there is none."""
    year = regulation_id[-4:]
    return int(year) if year.isascii() and year.isdigit() else 0


def sound_regulations() -> tuple[Regulation, ...]:
    """All packs that can be used, newest year first."""
    return tuple(found for found in map(_read, regulation_ids()) if isinstance(found, Regulation))


def wrong_packs() -> tuple[str, ...]:
    """What is wrong with the packs that cannot be used, each as a sentence with file, line and reason."""
    return tuple(found for found in map(_read, regulation_ids()) if isinstance(found, str))


def _read(regulation_id: str) -> Regulation | str:
    try:
        return load_regulation(regulation_id)
    except RegulationError as error:
        return str(error)


@cache
def load_regulation(regulation_id: str) -> Regulation:
    """The pack with this id; RegulationError if there is none or it is wrong."""
    if regulation_id not in regulation_ids():
        known = ", ".join(regulation_ids())
        raise RegulationError(f"Không có quy định “{regulation_id}”; chương trình có: {known}.")
    found = read_pack(FOLDER / f"{regulation_id}.toml")
    if found.id != regulation_id:
        raise RegulationError(
            f"Tệp quy định {regulation_id}.toml có id “{found.id}”; id phải là tên của tệp."
        )
    return found


@lru_cache(maxsize=8)
def regulation_in_force(regulation_id: str, overrides: tuple[Amendment, ...]) -> Regulation:
    """The pack with the letters of the superior applied; RegulationError where one does not fit the pack."""
    pack = load_regulation(regulation_id)
    try:
        return amended(pack, overrides)
    except OverrideError as error:
        paper = next((one.paper for one in overrides if one.key == error.key), "")
        raise RegulationError(
            f"Văn bản {paper} ghi trong sổ không áp dụng được vào {pack.short} ({error.key}): "
            f"{error.reason}; đồng chí mở bản sao lưu của sổ."
        ) from error


def read_pack(path: Path) -> Regulation:
    """Read any pack file; RegulationError names the file, the line and the reason."""
    try:
        text, table = read_toml(path)
    except TomlFileError as error:
        raise RegulationError(f"Tệp quy định {path.name} {error}.") from error
    try:
        return read_regulation(table)
    except ReadError as error:
        line = _line_of(text, error.path)
        raise RegulationError(
            f"Tệp quy định {path.name}, dòng {line}, {error.path}: {error.reason}."
        ) from error


def pack_hash(regulation_id: str) -> str:
    """SHA-256 of the pack's bytes, so that a dossier names exactly the rules it was judged by."""
    return hashlib.sha256((FOLDER / f"{regulation_id}.toml").read_bytes()).hexdigest()


_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def _line_of(text: str, path: str) -> int:
    """The line of the deepest table or key of `path` ("thresholds[2].more_than") found in `text`."""
    lines, at, prefix = text.splitlines(), 0, ""
    for name, number in _STEP.findall(path):
        prefix = f"{prefix}.{name}" if prefix else name
        headers = [i for i, line in enumerate(lines) if line.strip() in {f"[{prefix}]", f"[[{prefix}]]"}]
        wanted = int(number or 1) - 1
        end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith("[")), len(lines))
        keys = [i for i in range(at, end) if lines[i].split("=")[0].strip() == name]
        if len(headers) > wanted:
            at = headers[wanted]
        elif keys:
            at = keys[0]
    return at + 1
