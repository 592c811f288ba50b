"""Biên bản hội nghị chi bộ kiểm điểm, xếp loại (KH/ĐUK Lâm Đồng 2023, mục II.2.1 (2) and II.2.2 (1)).

No regulation prescribes the layout; the order of the parts is that of minutes in common use.
"""

from dataclasses import replace

from forms import words
from forms.count_part import FORMS, cap, slips, subject_name, totals, votes
from forms.document import Align, Block, Column, Document, Heading, LevelBoxes, Para, Row, Table, Title
from forms.facts import Facts
from forms.group_minutes import member_reviews
from forms.meeting_part import agenda_item, closing, header, minutes, opening, review, signatures
from forms.tally_minutes import again
from meeting.decision import decision_sentence
from meeting.level import LEVELS
from meeting.season import AgendaItem, Ballot, Season, Session, SessionKind
from meeting.verdict import UnitVerdict, Voters


def branch_minutes(facts: Facts, session_id: str = "chi_bo") -> Document:
    """Return the minutes of the branch meeting."""
    season, session = facts.season, facts.season.session(session_id)
    what = f"kiểm điểm, đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    blocks = opening(facts, session, "Chi bộ", what)
    blocks.append(Para(_voters(facts, session).sentence, lead="6. Đảng viên được tính khi biểu quyết:"))
    blocks.append(Heading("II. NỘI DUNG, DIỄN BIẾN"))
    for number, item in enumerate(session.items, 1):
        blocks += _item(facts, session, number, item)
    blocks += not_rated(facts)
    blocks += closing(session, "03 bản (gửi cấp ủy cấp trên, lưu chi bộ, lưu hồ sơ)")
    title = Title("BIÊN BẢN", f"{session.title} {what}")
    name = "Biên bản hội nghị chi bộ"
    return minutes(facts, name, header(season), title, blocks, signatures(season, session))


def _item(facts: Facts, session: Session, number: int, item: AgendaItem) -> list[Block]:
    blocks: list[Block] = []
    match item.key:
        case "kiem_diem":
            blocks += member_reviews(facts, session)
        case "to_kiem_phieu":
            blocks += _agreed(facts, session)
        case "bo_phieu" if facts.season.counted:
            blocks += _rounds(facts, session)
        case "cong_bo" if facts.season.counted:
            blocks += [*votes(facts, _subjects(facts, session)), totals(facts), *cap(facts), *_decided(facts)]
        case "xep_loai_chi_bo":
            blocks += collective(facts, session, "chi_bo")
    return agenda_item(number, item, blocks)


def _voters(facts: Facts, session: Session) -> Voters:
    return facts.voters if session.supplementary else facts.judged.voters


def _subjects(facts: Facts, session: Session) -> tuple[str, ...]:
    """Whom a supplementary meeting voted on; the branch meeting itself tells of all."""
    held = [one for one in facts.season.counted_ballots if one.session == session.id]
    return tuple(s for one in held for s in one.subjects) if session.supplementary else ()


def _rounds(facts: Facts, session: Session) -> list[Block]:
    """Return the slips of every round that this meeting held; whom a further one was about, and why."""
    held = [one for one in facts.season.counted_ballots if one.session == session.id]
    blocks: list[Block] = []
    for ballot in held:
        if ballot.subjects or len(held) > 1:
            blocks.append(Para("", lead=f"Lần bỏ phiếu thứ {ballot.round}:"))
        blocks += again(replace(facts.season, ballot=ballot))
        blocks += slips(ballot)
    return blocks


def _agreed(facts: Facts, session: Session) -> list[Block]:
    """Return the form of the ballot and the tellers, of each round of this meeting where they differ."""
    held = [one for one in facts.season.counted_ballots if one.session == session.id]
    if len({(one.form, one.approved, one.tellers) for one in held}) <= 1:
        return _tellers(facts, held[0] if held else facts.season.ballot)
    blocks: list[Block] = []
    for ballot in held:
        blocks += [Para("", lead=f"Lần bỏ phiếu thứ {ballot.round}:"), *_tellers(facts, ballot)]
    return blocks


def _tellers(facts: Facts, ballot: Ballot) -> list[Block]:
    blocks: list[Block] = [Para(f"{FORMS[ballot.form]}.", lead="Hình thức:")]
    if ballot.approved:
        blocks.append(Para(words.sentence(ballot.approved), lead="Hội nghị quyết định:"))
    tellers = [words.person(facts.season, teller) for teller in ballot.tellers]
    if tellers:
        lead, *rest = tellers
        members = "".join(f"; đồng chí {name}, thành viên" for name in rest)
        blocks.append(Para(f"đồng chí {lead}, Tổ trưởng{members}.", lead="Tổ kiểm phiếu:"))
    return blocks


def _decided(facts: Facts) -> list[Block]:
    """Return what the meeting itself decided on its day: ties, levels nobody reached, places over the cap."""
    season = facts.season
    if not season.decisions:
        return []
    blocks: list[Block] = [Para("", lead="Quyết định của hội nghị sau khi kiểm phiếu:")]
    for one in season.decisions:
        name = subject_name(season, one.subject)
        blocks.append(Para(f"- {name}: {decision_sentence(one, facts.words.names_of(one.subject), None)}"))
    return blocks


def collective(facts: Facts, session: Session, subject: str, *, told: bool = False) -> list[Block]:
    """Return what was said (unless `told` before) and voted about a collective, and its four boxes."""
    blocks: list[Block] = []
    names = facts.words.names_of(subject)
    title = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}[subject]
    found = session.reviews.get(subject)
    if found is not None and not told:
        blocks += review(facts, found, f"- {title}:", names, session)
    unit = _unit(facts, subject) if _counted_by_then(facts.season, session, subject) else None
    level = found.proposed if found is not None else None
    if unit is not None and unit.level is not None:
        level = unit.level
    if unit is not None and unit.sentence:
        where = " tại hội nghị chi bộ" if session.kind is SessionKind.CHI_UY else ""
        blocks.append(Para(unit.sentence, lead=f"Kết quả bỏ phiếu{where}:"))
    blocks.append(Para(words.to_tick(names, level), lead=f"{title} được đề nghị mức:"))
    return [*blocks, LevelBoxes(tuple((one, names[one]) for one in LEVELS), level)]


def _counted_by_then(season: Season, session: Session, subject: str) -> bool:
    """Tell whether the count was there before the session ended: minutes know nothing of a later one."""
    ballot = season.ballot_of(subject)
    counted = None if ballot is None else ballot.counted
    return counted is None or session.closed is None or counted <= session.closed


def _unit(facts: Facts, subject: str) -> UnitVerdict | None:
    return next((unit for unit in facts.judged.units if unit.subject == subject), None)


def not_rated(facts: Facts) -> list[Block]:
    """Return the members who are not rated this time, each with the sentence and the clause."""
    found = [one for one in facts.judged.members if not one.rated]
    if not found:
        return []
    columns = (
        Column("TT", 9),
        Column("Họ và tên", 45, Align.LEFT),
        Column("Trường hợp", 40, Align.LEFT),
        Column("Lý do, căn cứ", 71, Align.LEFT),
    )
    rows = tuple(
        Row(
            (
                str(number),
                facts.season.member(one.member).name,
                words.of_year(facts.words.verb, words.STANDINGS[one.standing.standing]),
                one.standing.sentence,
            )
        )
        for number, one in enumerate(found, 1)
    )
    return [Para("", lead="Đảng viên không xếp loại hoặc chưa xếp loại:"), Table(columns, rows)]
