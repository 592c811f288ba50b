"""Do the numbers of a results document add up? Each fault is one Vietnamese sentence."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from meeting.ballot import Question
from meeting.level import LEVELS, Level


def faults(results: Mapping[str, Any]) -> Iterator[str]:
    """Yield what does not add up in the results, in the order a reader would find it."""
    try:
        yield from _slips(results["ballots"])
        members, valid = results["members"], _valid_of(results)
        for key, one in members.items():
            yield from _member(one, valid(key))
        for subject, votes in results.get("unit_votes", {}).items():
            if _total(votes) != valid(subject):
                yield f"Số phiếu của {subject} cộng lại không bằng số phiếu hợp lệ."
        for one in results.get("rounds", ()):
            yield from _round(one, results)
        yield from _cap(results["cap"], members)
        yield from _voters(results["voters"], results["ballots"])
    except (KeyError, TypeError, AttributeError, ZeroDivisionError, ValueError):
        yield "Dữ liệu kết quả thiếu mục hoặc sai kiểu."


def _valid_of(results: Mapping[str, Any]) -> Callable[[str], int]:
    """How many valid ballots a subject's votes must add up to: those of the newest round it stood on."""
    valid = {subject: one["valid"] for one in results.get("rounds", ()) for subject in one["votes"]}
    return lambda subject: valid.get(subject, results["ballots"]["valid"])


def _round(one: Mapping[str, Any], results: Mapping[str, Any]) -> Iterator[str]:
    yield from _slips(one)
    name = f"vòng bỏ phiếu thứ {one['round']}"
    if set(one["votes"]) != set(one["subjects"]):
        yield f"Các dòng phiếu của {name} không phải là những dòng đã chọn để bỏ phiếu lại."
    if any(_total(votes) != one["valid"] for votes in one["votes"].values()):
        yield f"Số phiếu của {name} cộng lại không bằng số phiếu hợp lệ."
    yield from _question(one, name)
    newest = {subject: each for each in results["rounds"] for subject in each["votes"]}
    for subject, votes in one["votes"].items():
        shown = results["members"].get(subject, {}).get("votes", results["unit_votes"].get(subject))
        if newest[subject] is one and shown != votes:
            yield f"Kết quả của {subject} không phải là kết quả của {name}."


def _question(one: Mapping[str, Any], name: str) -> Iterator[str]:
    """Levels alone, or yes and no to the top level alone."""
    top = one.get("question") == Question.TOP.value
    lower = [level.value for level in LEVELS[1:]]
    for votes in one["votes"].values():
        if any(votes[level] for level in lower) if top else "against" in votes:
            yield f"Số phiếu của {name} không đúng với loại phiếu đã chọn."
            return


def _slips(ballots: Mapping[str, Any]) -> Iterator[str]:
    issued, collected, valid, invalid = (
        _whole(ballots[key]) for key in ("issued", "collected", "valid", "invalid")
    )
    if collected > issued:
        yield f"Số phiếu thu về ({collected}) nhiều hơn số phiếu phát ra ({issued})."
    if valid + invalid != collected:
        yield f"Số phiếu hợp lệ ({valid}) và không hợp lệ ({invalid}) không bằng số thu về ({collected})."


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a whole number")
    return value


def _total(votes: Mapping[str, Any]) -> int:
    cast = (*(votes[level.value] for level in LEVELS), votes["blank"], votes.get("against", 0))
    return sum(map(_whole, cast))


def _member(one: Mapping[str, Any], valid: int) -> Iterator[str]:
    votes = one.get("votes")
    if votes is None:
        if one["level"] is not None:
            yield f"Đồng chí {one['name']} có mức xếp loại nhưng không có số phiếu."
        return
    if _total(votes) != valid:
        yield f"Số phiếu của đồng chí {one['name']} cộng lại không bằng {valid} phiếu hợp lệ."
    won = [level for level in LEVELS if votes[level.value] >= _whole(one["needed"][level.value])]
    if one["level"] != (won[0].value if won else None):
        yield f"Mức xếp loại của đồng chí {one['name']} không khớp với số phiếu và số phiếu cần đạt."


def _cap(cap: Mapping[str, Any], members: Mapping[str, Any]) -> Iterator[str]:
    levels = [one["level"] for one in members.values()]
    good, excellent = levels.count(Level.HTTNV.value), levels.count(Level.HTXSNV.value)
    if (cap["good"], cap["excellent"]) != (good, excellent):
        yield "Số đảng viên ở hai mức cao không khớp với danh sách."
    numerator, denominator = (_whole(part) for part in cap["rate"])
    if _whole(cap["allowed"]) < numerator * good // denominator:
        yield "Số được xếp mức cao nhất tính không đúng theo tỷ lệ."
    if cap["ok"] is not (excellent <= cap["allowed"]):
        yield "Kết luận về tỷ lệ mức cao nhất không khớp với số liệu."


def _voters(voters: Mapping[str, Any], ballots: Mapping[str, Any]) -> Iterator[str]:
    official, base, present = (_whole(voters[key]) for key in ("official", "base", "present"))
    if not present <= base <= official:
        yield "Số đảng viên chính thức, được tính và có mặt không khớp nhau."
    if ballots["issued"] > present:
        yield "Số phiếu phát ra nhiều hơn số đảng viên có mặt được bỏ phiếu."
