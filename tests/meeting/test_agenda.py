"""Sessions in the regulation's order, what opens and closes when, and who takes the chair."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.regulations import load_regulation
from meeting.agenda import (
    Refusal,
    attendees,
    chair_for,
    may_close,
    may_open,
    next_session,
    planned_sessions,
    usual_chair,
)
from meeting.regulation import Regulation
from meeting.season import (
    Attendance,
    Ballot,
    BallotState,
    ItemState,
    Leader,
    Member,
    Post,
    Season,
    Session,
    SessionKind,
    SessionState,
    Status,
    Structure,
)
from tests.meeting.branch import HERE, MEETING, PACKS, member, roll, unit

GROUPS = ("Tổ đảng số 1", "Tổ đảng số 2")
COMMITTEE_FIRST = {"tuy-phuoc-2021", "quang-binh-2016"}


def fresh(regulation: Regulation, people: tuple[Member, ...] = (), **facts: Any) -> Season:
    """A season whose sessions are planned and nothing more."""
    branch = unit(**{"structure": Structure.TO_DANG, "groups": GROUPS, **facts})
    return Season("B", regulation.id, 2026, MEETING, branch, people, planned_sessions(regulation, branch))


def put(season: Season, session_id: str, **facts: Any) -> Season:
    """The season with some facts of one session changed."""
    changed = tuple(replace(s, **facts) if s.id == session_id else s for s in season.sessions)
    return replace(season, sessions=changed)


def closed(season: Season, *ids: str) -> Season:
    for session_id in ids:
        season = put(season, session_id, state=SessionState.CLOSED)
    return season


@pytest.mark.parametrize("pack", PACKS)
def test_the_sessions_of_each_shape(pack: str) -> None:
    regulation = load_regulation(pack)

    def ids(**facts: Any) -> list[str]:
        return [session.id for session in planned_sessions(regulation, unit(**facts))]

    two = ["chi_uy", "chi_bo"] if pack in COMMITTEE_FIRST else ["chi_bo", "chi_uy"]
    groups = [f"to_dang:{name}" for name in GROUPS]
    assert ids(structure=Structure.TO_DANG, groups=GROUPS) == [*groups, *two]
    assert ids(structure=Structure.CHI_UY) == two
    assert ids(structure=Structure.BI_THU) == ["chi_bo"]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("structure", Structure)
def test_every_shape_reviews_people_and_votes_once(pack: str, structure: Structure) -> None:
    regulation = load_regulation(pack)
    sessions = planned_sessions(regulation, unit(structure=structure, groups=GROUPS))
    keys = {s.id: [item.key for item in s.items] for s in sessions}
    assert all(len(found) == len(set(found)) and "kiem_diem" in found for found in keys.values())
    assert [i for i, found in keys.items() if "bo_phieu" in found] == ["chi_bo"]
    assert sum("xep_loai_chi_bo" in found for found in keys.values()) == 1
    assert ("bao_cao_to" in keys["chi_bo"]) is (structure is Structure.TO_DANG)


def test_the_branch_waits_for_every_group() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation)
    first, second, branch, committee = (s.id for s in season.sessions)
    assert may_open(regulation, season, first) is None
    assert may_open(regulation, season, second) is None, "groups meet in any order"
    one_closed = closed(season, first)
    refusal = may_open(regulation, one_closed, branch)
    assert refusal == Refusal(
        "Hội nghị chi bộ chỉ mở sau khi Hội nghị Tổ đảng số 2 kết thúc và có trích biên bản (mục II.2.1).",
        "mục II.2.1",
    )
    both = closed(season, first, second)
    assert may_open(regulation, both, branch) is None
    waiting = may_open(regulation, both, committee)
    assert waiting is not None
    assert " chỉ mở sau khi chi bộ đã bỏ phiếu, kiểm phiếu xong và kết thúc hội nghị (" in waiting.sentence
    assert may_open(regulation, closed(both, branch), committee) is None


def test_where_the_committee_comes_first_the_branch_waits_for_it() -> None:
    regulation = load_regulation("tuy-phuoc-2021")
    season = fresh(regulation, structure=Structure.CHI_UY)
    refusal = may_open(regulation, season, "chi_bo")
    assert refusal is not None
    assert "hội nghị chi ủy kết thúc (mục II.A.4.2)" in refusal.sentence
    assert may_open(regulation, closed(season, "chi_uy"), "chi_bo") is None


def test_one_session_at_a_time_and_none_twice() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = put(fresh(regulation), "to_dang:Tổ đảng số 1", state=SessionState.OPEN)
    running = may_open(regulation, season, "to_dang:Tổ đảng số 2")
    assert running is not None
    assert "Hội nghị Tổ đảng số 1 đang diễn ra" in running.sentence
    again = may_open(regulation, season, "to_dang:Tổ đảng số 1")
    assert again is not None
    assert again == Refusal("Hội nghị Tổ đảng số 1 đã được mở, không mở lại.", running.clause)
    assert running.clause == "mục II.2.1"


@pytest.mark.parametrize("names", [{"chair": "m01"}, {"secretary": "m02"}, {}])
def test_the_minutes_need_both_names(names: dict[str, str]) -> None:
    season = fresh(load_regulation("lam-dong-2023"), structure=Structure.BI_THU)
    done = tuple(replace(i, state=ItemState.DONE) for i in season.session("chi_bo").items)
    season = put(season, "chi_bo", state=SessionState.OPEN, items=done, **names)
    season = replace(season, ballot=Ballot(state=BallotState.COUNTED))
    assert may_close(season, "chi_bo") == Refusal(
        "Biên bản chưa có người chủ trì và thư ký; đồng chí chọn hai người này trước.", ""
    )


def test_the_branch_closes_after_the_count_the_items_and_the_names() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, structure=Structure.BI_THU)
    not_open = may_close(season, "chi_bo")
    assert not_open is not None
    assert not_open == Refusal("Hội nghị chi bộ chưa mở nên không kết thúc được.", "")
    season = put(season, "chi_bo", state=SessionState.OPEN)
    no_count = may_close(season, "chi_bo")
    assert no_count is not None
    text = "Chi bộ chưa bỏ phiếu kín và kiểm phiếu xong, chưa kết thúc hội nghị được."
    assert no_count == Refusal(text, "")
    season = replace(season, ballot=Ballot(state=BallotState.COUNTED))
    waiting = may_close(season, "chi_bo")
    assert waiting is not None
    assert waiting == Refusal(
        "Nội dung “Khai mạc, điểm danh, cử thư ký” chưa xong; đồng chí kết luận nội dung này trước.",
        "đơn vị tự đặt",
    )
    done = tuple(replace(i, state=ItemState.DONE) for i in season.session("chi_bo").items)
    season = put(season, "chi_bo", items=done)
    nameless = may_close(season, "chi_bo")
    assert nameless is not None
    assert "chủ trì và thư ký" in nameless.sentence
    assert may_close(put(season, "chi_bo", chair="m01", secretary="m02"), "chi_bo") is None


def test_a_group_closes_without_a_vote() -> None:
    season = fresh(load_regulation("lam-dong-2023"))
    group = season.sessions[0]
    done = tuple(replace(i, state=ItemState.DONE) for i in group.items)
    facts = {"state": SessionState.OPEN, "items": done, "chair": "m01", "secretary": "m02"}
    assert may_close(put(season, group.id, **facts), group.id) is None


def test_a_first_vote_given_up_does_not_end_the_branch_meeting() -> None:
    """A void box is no result; only a further round may be given up, for there the first one stands."""
    season = put(fresh(load_regulation("lam-dong-2023")), "chi_bo", state=SessionState.OPEN)
    refusal = may_close(replace(season, ballot=Ballot(state=BallotState.VOID)), "chi_bo")
    assert refusal is not None
    assert refusal.sentence.startswith("Chi bộ chưa bỏ phiếu kín và kiểm phiếu xong")


def test_the_next_session_is_the_running_one_or_the_next_planned() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, structure=Structure.CHI_UY)
    assert next_session(season) == season.session("chi_bo")
    running = put(season, "chi_uy", state=SessionState.OPEN)
    assert next_session(running) == running.session("chi_uy")
    assert next_session(closed(season, "chi_bo", "chi_uy")) is None


SECRETARY = member(1, post=Post.BI_THU)
DEPUTY = member(2, post=Post.PHO_BI_THU)
COMMITTEE = member(3, post=Post.CHI_UY_VIEN)
PLAIN = member(4)
DIVISION = member(5, leader=Leader.PHONG)
NEW = member(6, official=None)
SUSPENDED = member(7, post=Post.PHO_BI_THU, status=Status.COMMITTEE_SUSPENDED)


def chairs(
    people: tuple[Member, ...], absent: frozenset[str] = frozenset(), chair: str = ""
) -> tuple[str, str]:
    """Who usually chairs the branch, and who chairs while that person is reviewed."""
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, people, structure=Structure.CHI_UY)
    here = {m.id: Attendance() if m.id in absent else HERE for m in people}
    season = put(season, "chi_bo", attendance=here, chair=chair)
    session = season.session("chi_bo")
    usual = chair or usual_chair(season, session)
    return usual, chair_for(regulation, season, session, usual)


def test_a_deputy_takes_the_chair_while_the_head_is_reviewed() -> None:
    assert chairs((PLAIN, SECRETARY, DEPUTY, COMMITTEE)) == ("m01", "m02")
    assert chairs((PLAIN, SECRETARY, COMMITTEE)) == ("m01", "m03")
    assert chairs((PLAIN, SECRETARY, DIVISION)) == ("m01", "m05"), "a head of a division before others"
    assert chairs((NEW, PLAIN, SECRETARY)) == ("m01", "m04"), "never a probationary member"
    assert chairs((SUSPENDED, PLAIN, SECRETARY)) == ("m01", "m04"), "never one suspended from the committee"
    assert chairs((NEW, SECRETARY)) == ("m01", "m01"), "nobody else may"
    assert chairs((SECRETARY, DEPUTY, COMMITTEE), frozenset({"m01"})) == ("m02", "m03")
    assert chairs((SECRETARY, DEPUTY, COMMITTEE), frozenset({"m02"})) == ("m01", "m03")
    assert chairs((SECRETARY, DEPUTY), chair="m02") == ("m02", "m01")


def test_the_chair_stays_for_everyone_else() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, (SECRETARY, DEPUTY), structure=Structure.CHI_UY)
    session = season.session("chi_bo")
    assert chair_for(regulation, season, session, "m02") == "m01"
    stays = replace(regulation, chairing=replace(regulation.chairing, deputy_for_head=False))
    assert chair_for(stays, season, session, "m01") == "m01"


def test_who_was_given_the_chair_keeps_it() -> None:
    """The deputy was given the chair of this meeting, though the secretary is there, and is not reviewed now."""
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, (SECRETARY, DEPUTY, COMMITTEE), structure=Structure.CHI_UY)
    season = put(season, "chi_bo", attendance={m.id: HERE for m in season.members}, chair="m02")
    for reviewed, chair in (("m01", "m02"), ("m03", "m02"), ("m02", "m01")):
        assert chair_for(regulation, season, season.session("chi_bo"), reviewed) == chair


def test_before_the_roll_is_called_whoever_belongs_there_may_take_the_chair() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, (SUSPENDED, PLAIN), structure=Structure.CHI_UY)
    assert usual_chair(season, season.session("chi_bo")) == "m04", "not the one who is suspended"


def test_who_belongs_to_which_session() -> None:
    regulation = load_regulation("lam-dong-2023")
    people = (
        replace(SECRETARY, group=GROUPS[0]),
        replace(PLAIN, group=GROUPS[1]),
        replace(SUSPENDED, group=GROUPS[1]),
    )
    season = fresh(regulation, people)
    found = {s.id: [m.id for m in attendees(season, s)] for s in season.sessions}
    assert found == {
        f"to_dang:{GROUPS[0]}": ["m01"],
        f"to_dang:{GROUPS[1]}": ["m04", "m07"],
        "chi_bo": ["m01", "m04", "m07"],
        "chi_uy": ["m01"],
    }


def test_a_session_to_which_nobody_belongs_still_finds_a_chair() -> None:
    regulation = load_regulation("lam-dong-2023")
    season = fresh(regulation, roll(2), structure=Structure.CHI_UY)
    assert attendees(season, season.session("chi_uy")) == ()
    assert usual_chair(season, season.session("chi_uy")) == "m01"
    assert usual_chair(replace(season, members=()), season.session("chi_uy")) == ""


def test_a_group_meeting_is_called_by_its_name() -> None:
    assert Session("x", SessionKind.TO_DANG, "Tổ đảng số 1").title == "Hội nghị Tổ đảng số 1"
