"""Thông báo kết quả: what the level above decided on one member, for that member (QĐ 366-QĐ/TW, Điều 15.2).

KH Tuy Phước 2021, mục II.B.6: the result is told to whom it is about. No source gives a layout.
"""

from forms import words
from forms.branch_paper import OWN_LAYOUT, addressed, committee, head, paper, sign_for, small
from forms.document import Block, Document, Para, Recipients, SignatureRow, Title
from forms.facts import Facts
from forms.member_papers import person
from meeting.decision import DecisionKind, decision_on
from meeting.rerating import replacement


def notice(facts: Facts, session_id: str) -> Document:
    """Return the notice to the first member of the facts: paper, day and level; a result replaced, both."""
    season = facts.season
    member = season.members[0]
    blocks: list[Block] = [
        addressed(f"Đồng chí {member.name}"),
        *person(member),
        Para(_decided(facts, member.id)),
        *_replaced(facts, member.id),
        small(OWN_LAYOUT),
        Para(f"{season.unit.name} thông báo để đồng chí biết, thực hiện."),
    ]
    what = f"kết quả đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    top = head(season, season.session(session_id), "TB", dated=False)
    end = SignatureRow(Recipients((f"Đồng chí {member.name}",)), sign_for(season, member, "T/M CHI BỘ"))
    name = f"Thông báo kết quả {facts.words.verb}: {member.name}"
    return paper(facts, name, top, Title("THÔNG BÁO", what), blocks, end)


def _decided(facts: Facts, member_id: str) -> str:
    final = decision_on(facts.season.decisions, member_id, DecisionKind.FINAL)
    if final is None or final.level is None:
        raise ValueError("a notice needs the decision from above")
    level = facts.words.member_names[final.level]
    return (
        f"Theo {words.cited(final.paper)} {words.day(final.day)} của {committee(facts.season)}, đồng chí "
        f"được {facts.words.verb} chất lượng năm {facts.season.year}: {level}."
    )


def _replaced(facts: Facts, member_id: str) -> list[Block]:
    again = replacement(facts.given.reratings, member_id, facts.season.year)
    if again is None:
        return []
    old, new = (facts.words.member_names[level] for level in (again.old, again.new))
    told = (
        f"Kết quả “{old}” đã bị hủy theo {words.cited(again.paper)} {words.day(again.day)}; mức mới: {new}."
    )
    clause = f" ({again.clause})" if again.clause else ""
    return [Para(f"{told} Lý do: {words.sentence(again.reason + clause)}")]
