"""Who holds what of the box's codes: as many slips of paper as there are people, never two for one."""

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
    """Who copies what: the codes in their order, then whoever has a half of the resume code and no code.

    The chair has the first half, the head teller the second: the first teller who is not the chair, because
    whoever had both halves could open the envelope alone. Codes go to the other tellers first, so that the
    head teller has one only where there are no more tellers than codes, and then the one that the count can
    best do without: nobody types much more than the others.
    """
    chair, head, order = _chair(season), _head(season), _order(season, codes)
    second = order.index(head) if head in order else -1
    found = []
    for place, member in enumerate(order):
        halves = ((0,) if member and member == chair else ()) + ((1,) if place == second else ())
        found.append(Holder(_whom(season, member, place), _called(season, member, place), (place,), halves))
    if second < 0:
        found.append(Holder(_whom(season, head, 0), _name(season, head), (), (1,)))
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
    return [_called(season, member, place) for place, member in enumerate(_order(season, codes))]


def _order(season: Season, codes: int) -> list[str]:
    """The members who have the codes, the head teller last; "" where fewer were elected."""
    head = _head(season)
    order = sorted(season.ballot.tellers, key=lambda member: member == head)
    return [order[place] if place < len(order) else "" for place in range(codes)]


def _head(season: Season) -> str:
    chair = _chair(season)
    return next((member for member in season.ballot.tellers if member != chair), "")


def _whom(season: Season, member: str, place: int) -> str:
    """How a teller is asked to the screen; the first elected is the head of the tellers, as on the papers."""
    if not member:
        return f"đồng chí kiểm phiếu {_ORDER[place]}, được hội nghị giao giữ mã"
    first = member == season.ballot.tellers[0]
    return f"đồng chí {'tổ trưởng tổ kiểm phiếu,' if first else 'kiểm phiếu'} {_name(season, member)}"


def _called(season: Season, member: str, place: int) -> str:
    return _name(season, member) if member else f"Người giữ mã {_ORDER[place]}"


def _chair(season: Season) -> str:
    branch = season.voting_session
    return (branch.chair or "") if branch else ""


def _name(season: Season, member: str) -> str:
    return season.member(member).name
