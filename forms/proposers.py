"""Who proposes a member's level before the ballot, as columns of a table."""

from collections.abc import Iterator

from forms import words
from meeting.season import Member, Professional, Structure


def proposers(structure: Structure) -> tuple[str, ...]:
    """Return the heads: the member, the agency, the group, the committee or the secretary without one."""
    groups = ("Tổ đảng",) if structure is Structure.TO_DANG else ()
    committee = "Bí thư" if structure is Structure.BI_THU else "Chi ủy"
    return ("Tự nhận", "Công chức, viên chức", *groups, committee)


def proposed(structure: Structure, member: Member) -> Iterator[str]:
    """Yield the member's cells under these heads."""
    rating = member.professional
    yield words.code(member.self_level)
    yield "chưa có" if rating is Professional.UNKNOWN else words.code(rating.level)
    if structure is Structure.TO_DANG:
        yield words.code(member.group_level)
    yield words.code(member.committee_level)
