"""`chibo recount`: count a sealed ballot box again, from the dossier's bundle or from the box's own file.

The codes come from the keyboard (hidden) or from the standard input, one a line or with commas between;
64 hexadecimal digits are the key that the tellers handed over. Whatever is in the file is taken for hostile.
"""

import getpass
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db.ballot_box import (
    BundleDamaged,
    BundleUnreadable,
    Contents,
    Result,
    read_bundle,
    read_bundle_bytes,
    recount_contents,
)
from desktop.desk import DeskError
from forms.box_facts import short_code
from forms.bundle import RESULTS
from forms.seals import WrongError
from forms.verify import BIGGEST_BUNDLE, unpacked
from meeting.ballot import Tally
from meeting.level import LEVELS

AGREES, DIFFERS = 0, 1
_KEY: Final = re.compile(r"[0-9a-fA-F]{64}")
_BOX: Final = re.compile(r"hom-phieu-lan-(\d{1,3})\.json")
_NAMES: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
_LONGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """A box to be counted again, and the results it was handed in with, where there are any.

    others: the rounds of the bundle's other boxes, of which each is counted by itself.
    """

    box: Contents
    results: Mapping[str, Any] | None
    others: tuple[int, ...] = ()

    def name(self, subject: str) -> str:
        """The name of a subject; its id where the file is the box alone, which holds no names."""
        member = _table(self.results, "members").get(subject)
        name = member.get("name") if isinstance(member, dict) else None
        return _NAMES.get(subject) or (name if isinstance(name, str) else subject)

    def votes(self, subject: str) -> object:
        """What the results say of a subject in this round; None where they are silent.

        Of a subject that a later round was about, the results hold that round's votes alone.
        """
        rounds = {one["round"]: one["votes"] for one in (self.results or {}).get("rounds", ())}
        if self.box.manifest.round in rounds:
            return rounds[self.box.manifest.round].get(subject)
        if any(subject in votes for votes in rounds.values()):
            return None
        member = _table(self.results, "members").get(subject)
        own = member.get("votes") if isinstance(member, dict) else None
        return own or _table(self.results, "unit_votes").get(subject)

    def agrees(self, tally: Tally) -> bool:
        """Tell whether the results say of a subject what the box says, or are silent."""
        told = self.votes(tally.subject)
        return self.results is None or told is None or told == _plain(tally)

    def collected(self) -> object:
        """How many ballots the results say this round had."""
        rounds = {one["round"]: one for one in (self.results or {}).get("rounds", ())}
        told = rounds.get(self.box.manifest.round) or _table(self.results, "ballots")
        return told.get("collected")


def _table(results: Mapping[str, Any] | None, key: str) -> Mapping[str, Any]:
    table = (results or {}).get(key)
    return table if isinstance(table, dict) else {}


def recount(path: Path, *, as_json: bool, number: int | None = None) -> int:
    """Count again and print; 0: it is what was signed, 1: it is not; BoxError, DeskError: not readable.

    number: the round, where the bundle holds several boxes; the newest one is counted where it is not given.
    """
    try:
        found = _find(path, number)
        result = recount_contents(found.box, _secret(found.box.manifest.needed))
    except BundleUnreadable:
        raise
    except (BundleDamaged, WrongError) as error:
        print(error, file=sys.stderr)
        return DIFFERS
    other = [tally.subject for tally in result.tallies if not found.agrees(tally)]
    print(_as_json(found, result, other) if as_json else _as_text(found, result))
    if other:
        names = ", ".join(found.name(subject) for subject in other)
        print(f"Kết quả trong gói khác với phiếu trong hòm ở: {names}.", file=sys.stderr)
    return DIFFERS if other else AGREES


def contradiction(path: Path) -> str:
    """Where the results of a sound bundle are not those that the tellers signed in its boxes; "" if they are.

    No code is needed: only the count itself, that the slips say what was signed, is left to `recount`.
    """
    with path.open("rb") as file, unpacked(file) as (parts, _):
        numbers = sorted(int(found[1]) for name in parts if (found := _BOX.fullmatch(name)))
        try:
            told = (_contradicted(_of_bundle(parts, number)) for number in numbers)
            return next(filter(None, told), "")
        except (KeyError, TypeError, AttributeError, ValueError):  # results that say strange things
            return "Kết quả trong gói không đọc được cùng với hòm phiếu."


def _contradicted(found: Found) -> str:
    signed, number = found.box.result, found.box.manifest.round
    if signed is None or found.collected() != signed.n:
        return f"Số phiếu của lần bỏ phiếu thứ {number} khác với hòm phiếu trong gói."
    other = [found.name(tally.subject) for tally in signed.tallies if not found.agrees(tally)]
    if not other:
        return ""
    return f"Kết quả trong gói khác với kết quả tổ kiểm phiếu đã ký trong hòm ở: {', '.join(other)}."


def _find(path: Path, number: int | None) -> Found:
    if path.suffix.lower() != ".zip":
        return Found(read_bundle(path), None)
    try:
        with path.open("rb") as file:
            if file.seek(0, 2) > BIGGEST_BUNDLE:
                raise DeskError("Gói lớn hơn mức chương trình nhận.")
            with unpacked(file) as (parts, _):
                return _of_bundle(parts, number)
    except OSError as error:
        raise DeskError(f"Không mở được gói {path.name}: {error.strerror or error}.") from error


def _of_bundle(parts: Mapping[str, bytes], number: int | None) -> Found:
    boxes = {int(found[1]): name for name in parts if (found := _BOX.fullmatch(name))}
    if not boxes:
        raise DeskError(
            "Trong gói không có hòm phiếu: chi bộ đã bỏ phiếu giấy, hoặc gói không kèm hòm phiếu."
        )
    chosen = max(boxes) if number is None else number
    if chosen not in boxes:
        there = ", ".join(str(one) for one in sorted(boxes))
        raise DeskError(f"Trong gói không có hòm phiếu của lần {chosen}; có: lần {there}.")
    others = tuple(sorted(boxes.keys() - {chosen}))
    results = json.loads(parts[RESULTS])
    told = results if isinstance(results, dict) else None
    return Found(read_bundle_bytes(parts[boxes[chosen]]), told, others)


def _secret(needed: int) -> tuple[str, ...] | bytes:
    """Ask for the codes, or for the key."""
    if sys.stdin.isatty():
        typed = [getpass.getpass("Mã kiểm phiếu thứ 1 (hoặc khóa kiểm lại): ")]
        if not _KEY.fullmatch(typed[0].strip()):
            typed += [getpass.getpass(f"Mã kiểm phiếu thứ {number}: ") for number in range(2, needed + 1)]
    else:
        typed = re.split(r"[,\n]", sys.stdin.read(_LONGEST))
    codes = tuple(text for text in (one.strip() for one in typed) if text)
    return bytes.fromhex(codes[0]) if len(codes) == 1 and _KEY.fullmatch(codes[0]) else codes


def _plain(tally: Tally) -> dict[str, int]:
    return {**{level.value: tally.votes(level) for level in LEVELS}, "blank": tally.blank}


def _as_text(found: Found, result: Result) -> str:
    lines = [
        f"Trong hòm có {result.n} phiếu, {result.present} đồng chí được phát phiếu.",
        *(f"{found.name(tally.subject)}: {_row(tally)}" for tally in result.tallies),
        *(f"{found.name(subject)}: dòng này đã hủy, không kiểm" for subject in result.voided),
        f"Mảnh phiếu không hợp lệ: {sum(result.invalid)}.",
        "So với biên bản giấy:",
        *(f"  {what}: {code}" for what, code in _codes(result).items()),
        "Kiểm lại khớp với kết quả đã ký, nhật ký và chữ ký đều đúng.",
        *(f"Trong gói còn hòm phiếu lần {one}; kiểm lại bằng --round {one}." for one in found.others),
    ]
    return "\n".join([*(["[TẬP DƯỢT]"] if result.rehearsal else []), *lines])


def _row(tally: Tally) -> str:
    return ", ".join([*(f"{level.value} {tally.votes(level)}" for level in LEVELS), f"trống {tally.blank}"])


def _codes(result: Result) -> dict[str, str]:
    """The codes as the opening and the closing record print them."""
    return {
        "Mã của hòm khi mở": short_code(result.manifest_hash),
        "Mã các phiếu khi đóng": short_code(result.box_hash),
        "Mã nhật ký khi đóng": short_code(result.audit_head),
    }


def _as_json(found: Found, result: Result, other: list[str]) -> str:
    document = {
        "agrees": not other,
        "rehearsal": result.rehearsal,
        "round": result.round,
        "ballots": result.n,
        "present": result.present,
        "votes": {tally.subject: _plain(tally) for tally in result.tallies},
        "names": {tally.subject: found.name(tally.subject) for tally in result.tallies},
        "invalid": sum(result.invalid),
        "voided": list(result.voided),
        "differing": other,
        "codes": list(_codes(result).values()),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
