"""What the branch's further papers share: head with place and day, T/M CHI BỘ, the word on their layout."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from forms import words
from forms.document import Align, Block, Document, Header, Para, Recipients, Signature, SignatureRow, Title
from forms.facts import Facts
from forms.meeting_part import minutes
from forms.trims import deputy_for, signer_of
from meeting.season import Member, Post, Season, Session

OWN_LAYOUT: Final = "Bố cục do chương trình đề xuất; các văn bản chương trình đọc được không kèm mẫu này."
"""Small print of a paper for which no source gives a layout."""

_WHOLE: Final = "đảng bộ "
AREAS: Final = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}
_NO_AREA: Final = frozenset({"đoàn", "đội", "hội"})
"""Words after which it is no area: Đảng bộ Tỉnh đoàn, Huyện đội, Tỉnh hội."""

POSTS: Final = {Post.BI_THU: "BÍ THƯ", Post.PHO_BI_THU: "PHÓ BÍ THƯ"}
SUPERIOR: Final = ("Cấp ủy cấp trên (để báo cáo)",)


def small(text: str) -> Para:
    """Return a remark in small letters."""
    return Para(text, small=True, italic=True, indent=False)


def addressed(to: str, label: str = "Kính gửi:") -> Para:
    """Return the line of whom a paper is for: the label alone in italics (HD 36-HD/VPTW 2018, ô số 8)."""
    return Para(to, label=label, align=Align.CENTRE)


def committee(season: Season) -> str:
    """Return the superior's committee: papers go to Đảng ủy; their own head names Đảng bộ.

    Of a province, district or town it is Tỉnh ủy, Huyện ủy, Thành ủy (so sign the seeds of 2021 and 2024).
    """
    name = season.unit.superior
    if not name.lower().startswith(_WHOLE):
        return name
    rest = name[len(_WHOLE) :]
    area = next((a for a in AREAS if rest.lower().startswith(f"{a} ")), "")
    if area and rest.split()[len(area.split())].lower() not in _NO_AREA:
        leading, rest = AREAS[area], rest[len(area) + 1 :]
    else:
        leading = "Đảng ủy"
    return f"{leading.upper() if name.isupper() else leading} {rest}"


def head(
    season: Season,
    session: Session,
    kind: str = "",
    *,
    dated: bool = True,
    decided: bool = False,
    since: date | None = None,
) -> Header:
    """Return the head; `kind` is the code in the number line, which `paper` fills with a number given.

    decided: the paper tells of decisions, so it is not dated before them; since: nor before this day.
    """
    number = words.number_line(kind) if kind else None
    day = day_of(season, session) if dated else None
    if day is not None:
        decisions = season.decisions if decided else ()
        day = max(day, since or day, *(one.day for one in decisions))
    place = season.unit.place or words.BLANK
    return Header(
        season.unit.superior, season.unit.name, number=number, place_date=f"{place}, {words.day(day)}"
    )


def day_of(season: Season, session: Session) -> date:
    """The day of the session, else the day that the season is planned for."""
    return session.day or season.meeting_day


def sign(season: Season, capacity: str = "T/M CHI BỘ") -> Signature:
    """Return the secretary's signature; a deputy signs with the own post, never K/T (HD 36-HD/VPTW 2018)."""
    signer = signer_of(season)
    if signer is None:
        return Signature(capacity, "BÍ THƯ", words.BLANK)
    return Signature(capacity, POSTS[signer.post], signer.name)


def sign_for(season: Season, member: Member, capacity: str = "T/M CHI ỦY (CHI BỘ)") -> Signature:
    """Return the signature for the committee or the branch on a member's paper.

    Nobody signs for others under the own paper: the deputy does who chaired that review or is the only one,
    else the name stays open for one.
    """
    signer = signer_of(season)
    if signer is not None and signer.id == member.id:
        deputy = deputy_for(season, member.id)
        if deputy is not None:
            return Signature(capacity, POSTS[deputy.post], deputy.name)
        return Signature(capacity, "", words.BLANK * 2)
    return sign(season, capacity)


def foot(season: Season, names: tuple[str, ...] = SUPERIOR, capacity: str = "T/M CHI BỘ") -> SignatureRow:
    """Return nơi nhận on the left, the signature for the branch on the right."""
    return SignatureRow(Recipients(names), sign(season, capacity))


def paper(facts: Facts, name: str, top: Header, title: Title, blocks: Sequence[Block], end: SignatureRow,
          *, landscape: bool = False) -> Document:  # fmt: skip
    """Return the finished paper."""
    return minutes(facts, name, top, title, blocks, end, landscape=landscape)
