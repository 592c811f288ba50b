"""Bản kiểm điểm cá nhân: the member's own part, then the agency's, the branch's and the superior's.

Skeleton in use from 2018 to 2025 (Mẫu 02-HD KĐ.ĐG of HD 21-HD/BTCTW; 2A, 2B, 2C of HD 43-HD/BTCTW); the
form's number follows the regulation (`forms.skeleton`).
"""

from dataclasses import replace
from typing import Final

from forms import words
from forms.branch_paper import head, paper, sign_for, small
from forms.document import Block, Document, Heading, Para, Signature, SignatureRow, Title
from forms.facts import Facts
from forms.review_parts import level_boxes, parts, said, scored
from forms.skeleton import FormNames, form_names
from meeting.paper import LEADER_NAMES, POST_NAMES
from meeting.review_form import texts_of
from meeting.season import Form, Member, Professional, Season, Structure, Unit

_ROOM: Final = "…………"


def personal_review(facts: Facts, session_id: str) -> Document:
    """Return the form of the first member of the facts."""
    season = facts.season
    member, names = season.members[0], form_names(facts.words.regulation)
    kind = names.kind_of(member)
    form = names.personal[kind]
    marks = {"tasks": member.grades[:1], "others": member.grades[1:]}
    leader = kind == "leader"
    blocks: list[Block] = [
        *_person(season, member),
        *([Heading("A. TỰ KIỂM ĐIỂM")] if facts.given.points else []),
        *parts(
            names.review.parts,
            season,
            member.id,
            marks,
            leader=leader,
            faults=member.old_faults,
            written=texts_of(facts.given.written, member.id),
        ),
        *_own_level(facts, member, names),
        SignatureRow(None, Signature("NGƯỜI TỰ KIỂM ĐIỂM", "", member.name)),
        *_agency(facts, member),
        *_branch(facts, member),
        Para("Mức do cấp có thẩm quyền quyết định:", lead="Cấp ủy cơ sở xếp loại."),
        level_boxes(facts.words.member_names, None),
        Para(f"{words.BLANK}, {words.day(None)}", italic=True),
    ]
    label = ": ".join(part for part in (form.name, form.role) if part)
    about = f"năm {season.year}" + (f"\n({label})" if label else "")
    top = head(season, season.session(session_id), dated=False)
    end = SignatureRow(None, Signature(_above(season.unit), "", _ROOM))
    title = Title(names.title.upper(), about)
    written = paper(facts, f"{names.title}: {member.name}", top, title, blocks, end)
    return replace(written, note=small(names.note))


def _above(unit: Unit) -> str:
    """In whose name the level is signed: a branch that is itself a grassroots organisation has no đảng ủy."""
    if unit.form is not Form.CO_SO:
        return "T/M ĐẢNG ỦY (CHI ỦY CƠ SỞ)"
    return "T/M CHI BỘ CƠ SỞ" if unit.structure is Structure.BI_THU else "T/M CHI ỦY CƠ SỞ"


def _person(season: Season, member: Member) -> list[Block]:
    job = member.job or LEADER_NAMES[member.leader]
    lines = (
        ("Họ và tên:", f"{member.name}; ngày sinh: {member.born:%d/%m/%Y}"),
        ("Chức vụ Đảng:", POST_NAMES[member.post] or "Không"),
        ("Chức vụ chính quyền:", job or _ROOM),
        ("Chức vụ đoàn thể:", _ROOM),
        ("Đơn vị công tác:", _ROOM),
        ("Chi bộ:", season.unit.name),
    )
    return [Para(text, lead=lead) for lead, text in lines]


def _own_level(facts: Facts, member: Member, names: FormNames) -> list[Block]:
    """Points where the regulation counts them, and the level that the member claims."""
    number = "B. " if facts.given.points else ""
    blocks: list[Block] = [Heading(f"{number}TỰ ĐÁNH GIÁ, XẾP LOẠI CỦA CÁ NHÂN")]
    if facts.given.points:
        blocks += scored(facts.given.points, member.points)
    elif names.personal and member.professional is not Professional.NOT_EMPLOYED:
        blocks += [
            Para(f"Tự nhận mức {facts.words.verb} cán bộ, công chức, viên chức:"),
            level_boxes(facts.words.member_names, None),
        ]
    if member.tasks.total:
        tasks = member.tasks
        blocks.append(
            Para(
                f"Nhiệm vụ được giao trong năm: {tasks.total}; hoàn thành: {tasks.done}; đúng hạn: "
                f"{tasks.on_time}; vượt yêu cầu: {tasks.beyond}."
            )
        )
    blocks.append(Para(f"Tự nhận mức {facts.words.verb} chất lượng đảng viên:"))
    blocks.append(level_boxes(facts.words.member_names, member.self_level))
    return blocks


def _agency(facts: Facts, member: Member) -> list[Block]:
    """The rating as cán bộ, công chức, viên chức, by the head of the agency."""
    title = Heading("ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC")
    if member.professional is Professional.NOT_EMPLOYED:
        return [title, Para(f"Không thuộc diện đánh giá, {facts.words.verb} cán bộ, công chức, viên chức.")]
    return [
        title,
        *said(facts.season, "", "opinions", "Nhận xét, đánh giá của người quản lý, sử dụng:"),
        Para(f"Mức {facts.words.verb} chất lượng:"),
        level_boxes(facts.words.member_names, member.professional.level),
        SignatureRow(None, Signature("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "", _ROOM)),
    ]


def _branch(facts: Facts, member: Member) -> list[Block]:
    """What committee and branch say: opinions, conclusion, residence, the level proposed by the vote."""
    season, names = facts.season, facts.words.member_names
    residence = words.sentence(member.residence_comment)
    blocks: list[Block] = [
        Heading(f"ĐÁNH GIÁ, {facts.words.verb.upper()} CHẤT LƯỢNG ĐẢNG VIÊN"),
        *said(season, member.id, "opinions", "Ý kiến góp ý tại hội nghị:"),
        *said(season, member.id, "conclusion", "Nhận xét của chi ủy, kết luận của hội nghị:"),
    ]
    if residence:
        blocks.append(Para(residence, lead="Nhận xét nơi cư trú:"))
    if facts.given.sentence:
        blocks.append(Para(facts.given.sentence, lead="Kết quả tại chi bộ:"))
    blocks.append(Para(f"Chi bộ đề xuất mức {facts.words.verb} chất lượng đảng viên:"))
    blocks.append(level_boxes(names, facts.given.voted))
    blocks.append(SignatureRow(None, sign_for(season, member)))
    return blocks
