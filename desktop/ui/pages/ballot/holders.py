"""Who holds what of the box's codes: as many slips of paper as there are people, never two for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from meeting.season import Season

CODE: Final = "Mã kiểm phiếu"
HALVES: Final = ("Nửa thứ nhất của mã mở lại", "Nửa thứ hai của mã mở lại")

_ORDER: Final = ("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm")


@dataclass(frozen=True, slots=True)
class Holder:
    """One person: the places of the codes and of the halves of the resume code on this person's paper."""

    whom: str
    name: str
    codes: tuple[int, ...] = ()
    halves: tuple[int, ...] = ()

    @property
    def meanings(self) -> tuple[str, ...]:
        """What stands on the paper, line by line."""
        return (CODE,) * len(self.codes) + tuple(HALVES[place] for place in self.halves)


def holders(season: Season, codes: int) -> list[Holder]:
    """The tellers in the order of their codes, then the chair, who has the first half of the resume code.

    The second half is the head teller's, or the next teller's where the head teller is the chair: whoever
    had both halves could open the envelope alone.
    """
    tellers, chair, names = _tellers(season, codes), _chair(season), teller_names(season, codes)
    second = next((place for place, (member, _whom) in enumerate(tellers) if member != chair), 0)
    found = []
    for place, (member, whom) in enumerate(tellers):
        halves = ((0,) if member and member == chair else ()) + ((1,) if place == second else ())
        found.append(Holder(whom, names[place], (place,), halves))
    if not any(0 in one.halves for one in found):
        name = _name(season, chair) if chair else "chủ trì"
        found.append(Holder(f"đồng chí chủ trì, {name}", name, (), (0,)))
    return found


def keepers(season: Season) -> list[Holder]:
    """Whoever has a half of the resume code, the chair first."""
    both = [one for one in holders(season, len(season.ballot.tellers)) if one.halves]
    return sorted(both, key=lambda one: one.halves)


def teller_names(season: Season, codes: int) -> list[str]:
    """The names that go with the codes of the box, in the order of the codes."""
    return [
        _name(season, member) if member else f"Người giữ mã {_ORDER[place]}"
        for place, (member, _whom) in enumerate(_tellers(season, codes))
    ]


def _tellers(season: Season, codes: int) -> Sequence[tuple[str, str]]:
    """(member id, how the member is called) for every code; no id where fewer were elected."""
    found = []
    for place in range(codes):
        member = season.ballot.tellers[place] if place < len(season.ballot.tellers) else ""
        name = _name(season, member) if member else "được hội nghị giao giữ mã"
        found.append((member, f"đồng chí kiểm phiếu {_ORDER[place]}, {name}"))
    return found


def _chair(season: Season) -> str:
    branch = season.voting_session
    return (branch.chair or "") if branch else ""


def _name(season: Season, member: str) -> str:
    return season.member(member).name
