"""Rounds after the first: what they take the place of, on which base, and what stays as it was."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.regulations import load_regulation
from meeting.agenda import Refusal, may_close, may_open
from meeting.judge import judge
from meeting.paper import ballot_paper
from meeting.regulation import Standing
from meeting.results import results_document
from meeting.rounds import (
    IN_SUPPLEMENT,
    REVIEW_OF_WAITING,
    Choice,
    as_of,
    choices,
    for_the_top,
    may_supplement,
    may_vote_again,
    reviewed_in,
    supplement,
    waiting_for_supplement,
)
from meeting.season import (
    Attendance,
    Ballot,
    BallotState,
    CollectiveFacts,
    ItemState,
    Review,
    Season,
    Session,
    SessionKind,
    SessionState,
    Structure,
)
from meeting.voters import room_of, voters
from tests.meeting.branch import HERE, H, T, X, member, roll, season, tally, unit

PACK = load_regulation("trung-uong-2025")
COUNTED = BallotState.COUNTED
SPLIT, CLEAR = "XXTTH", "TTTTH"
GONE = Attendance(accepted=True)


def test_a_yes_or_no_is_about_whoever_anybody_proposed_and_the_collectives() -> None:
    first, second, third, *others = roll(5)
    told = season(
        PACK,
        (
            replace(first, self_level=X, group_level=T, committee_level=T),
            replace(second, self_level=None, group_level=None, committee_level=X),
            replace(third, self_level=T, group_level=X, committee_level=None),
            *(replace(one, self_level=T, group_level=T, committee_level=T) for one in others),
        ),
    )
    assert for_the_top(told) == {first.id, second.id, third.id, "chi_bo", "chi_uy"}


def with_state(told: Season, session_id: str, state: SessionState) -> Season:
    """The season with one session in this state."""
    sessions = tuple(replace(s, state=state) if s.id == session_id else s for s in told.sessions)
    return replace(told, sessions=sessions)


def first_round() -> Season:
    """Five voters; the first member is split, the others clear; the branch meeting is open."""
    votes = {"m01": SPLIT} | {f"m0{n}": CLEAR for n in range(2, 6)} | {"chi_bo": SPLIT}
    told = season(PACK, roll(5), votes=votes)
    return with_state(told, "chi_bo", SessionState.OPEN)


def again(told: Season, votes: dict[str, str], **facts: object) -> Season:
    """The season after a further round on these subjects."""
    tallies = tuple(tally(subject, marks) for subject, marks in votes.items())
    ballot = Ballot(state=COUNTED, round=2, subjects=tuple(votes), reason="Lại.", tallies=tallies)
    ballot = replace(ballot, **facts)  # type: ignore[arg-type]
    return replace(told, ballot=ballot, earlier_ballots=(told.ballot,))


def test_the_newest_count_of_a_subject_is_its_result() -> None:
    before = judge(PACK, first_round())
    after = judge(PACK, again(first_round(), {"m01": CLEAR, "chi_bo": CLEAR}))
    assert (before.member("m01").level, after.member("m01").level) == (None, T)
    assert [u.level for u in (*before.units, *after.units) if u.subject == "chi_bo"] == [None, T]
    assert before.member("m02") == after.member("m02")


def test_a_round_given_up_changes_nothing() -> None:
    told = first_round()
    given_up = replace(again(told, {"m01": CLEAR}), ballot=Ballot(state=BallotState.VOID, round=2))
    assert judge(PACK, given_up) == judge(PACK, told)
    assert given_up.counted
    assert given_up.counted_ballots == (told.ballot,)


def test_each_round_has_the_base_of_its_own_room() -> None:
    """One member leaves with an accepted reason: 5 in the first round, 4 in the second, needing 3 of each."""
    told = first_round()
    kept = replace(told.ballot, room=told.session("chi_bo").attendance)
    left = tuple(
        replace(s, attendance={**s.attendance, "m05": GONE}) if s.id == "chi_bo" else s for s in told.sessions
    )
    later = replace(again(told, {"m01": "TTTH"}), sessions=left, earlier_ballots=(kept,))
    verdict = judge(PACK, later)
    assert (verdict.voters.base, verdict.member("m02").base, verdict.member("m01").base) == (5, 5, 4)
    assert voters(PACK, later, later.ballot).present == 4
    told_units = judge(PACK, replace(later, ballot=replace(later.ballot, tallies=(tally("chi_bo", "TTTH"),))))
    assert [u.base for u in told_units.units] == [4, None]
    assert as_of(later, kept).session("chi_bo").attendance == kept.room
    assert judge(PACK, as_of(later, kept)) == judge(PACK, told)
    assert as_of(later, kept).session("chi_uy") == later.session("chi_uy"), "the room is that of one meeting"
    assert as_of(later, later.ballot).sessions == later.sessions
    assert as_of(later, kept).counted_ballots == (kept,)
    assert as_of(later, later.ballot).counted_ballots == (kept, later.ballot)
    assert judge(PACK, as_of(later, later.ballot)) == verdict


def test_a_season_before_its_agenda_has_an_empty_room() -> None:
    bare = replace(season(PACK, roll(3)), sessions=())
    assert room_of(bare, Ballot()) == {}
    assert as_of(bare, Ballot(session="chi_bo")) == bare


def test_whoever_is_not_there_is_named() -> None:
    told = first_round()
    for look in (told.member, told.session, judge(PACK, told).member):
        with pytest.raises(KeyError, match="m99"):
            look("m99")
    assert told.collective("chi_uy") == CollectiveFacts("chi_uy")


def test_only_the_chosen_stand_on_a_further_ballot() -> None:
    told = first_round()
    chosen = replace(told, ballot=Ballot(round=2, subjects=("m03", "chi_bo")), earlier_ballots=(told.ballot,))
    paper = ballot_paper(PACK, chosen, judge(PACK, chosen), collectives=False)
    assert [(c.number, c.subject) for c in paper.contests] == [(0, "m03"), (1, "chi_bo")]
    assert paper.round == 2


def test_whom_a_further_round_may_be_about() -> None:
    told = first_round()
    found = {c.subject: (c.proposed, c.why) for c in choices(told, judge(PACK, told))}
    assert list(found) == ["m01", "m02", "m03", "m04", "m05", "chi_bo"]
    assert found["m01"] == found["chi_bo"] == (True, "chưa có mức nào đủ số phiếu")
    assert found["m02"] == (False, "")
    carried = judge(PACK, again(told, {"chi_bo": CLEAR}))
    assert choices(told, carried)[-1] == Choice("chi_bo", "", proposed=False)
    nothing = replace(told, ballot=Ballot())
    assert choices(nothing, judge(PACK, nothing)) == ()


@pytest.mark.parametrize(
    ("state", "meeting", "may"),
    [
        (COUNTED, SessionState.OPEN, True),
        (BallotState.VOID, SessionState.OPEN, True),
        (BallotState.OPEN, SessionState.OPEN, False),
        (COUNTED, SessionState.CLOSED, False),
    ],
)
def test_when_a_further_round_may_be_decided(state: BallotState, meeting: SessionState, may: bool) -> None:
    told = with_state(again(first_round(), {"m01": CLEAR}, state=state), "chi_bo", meeting)
    assert may_vote_again(told) is may
    assert not may_vote_again(replace(told, ballot=Ballot(), earlier_ballots=()))


def test_no_further_round_without_a_first_or_outside_a_branch_meeting() -> None:
    told = first_round()
    assert may_vote_again(told)
    assert not may_vote_again(replace(told, ballot=Ballot(state=BallotState.VOID))), "nothing was counted yet"
    committee = with_state(with_state(told, "chi_bo", SessionState.CLOSED), "chi_uy", SessionState.OPEN)
    assert not may_vote_again(committee)


def absent_season() -> Season:
    """Five members, one absent for an accepted reason and not reviewed; the branch meeting is closed."""
    votes = {f"m0{n}": "TTTH" for n in range(1, 5)}
    told = season(PACK, roll(5), votes=votes, attendance={"m05": GONE}, not_reviewed=frozenset({"m05"}))
    return with_state(told, "chi_bo", SessionState.CLOSED)


def supplemented(told: Season, *, reviewed: bool = True) -> Season:
    """The season with a supplementary meeting to which everyone came."""
    reviews = {"m05": Review("m05", done=True)} if reviewed else {}
    planned = supplement(PACK, told)
    held = replace(
        planned, state=SessionState.OPEN, attendance={m.id: HERE for m in told.members}, reviews=reviews
    )
    return replace(told, sessions=(*told.sessions, held))


def test_a_supplementary_meeting_is_for_those_who_wait() -> None:
    told = absent_season()
    assert waiting_for_supplement(told, judge(PACK, told)) == ("m05",)
    assert may_supplement(PACK, told) is None
    planned = supplement(PACK, told)
    assert (planned.id, planned.title) == ("chi_bo:2", "Hội nghị chi bộ bổ sung")
    assert tuple(item.key for item in planned.items) == IN_SUPPLEMENT
    review = planned.items[1]
    assert review.title == REVIEW_OF_WAITING
    assert review.clause == PACK.absent.source.cite
    held = supplemented(told)
    assert judge(PACK, held).member("m05").standing.standing is Standing.RATED
    assert (
        judge(PACK, supplemented(told, reviewed=False)).member("m05").standing.standing is Standing.DEFERRED
    )
    assert reviewed_in(PACK, held, held.sessions[-1]) == ("m05",)
    assert choices(held, judge(PACK, held))[-1].why == "chưa được bỏ phiếu"


def test_a_supplementary_meeting_reviews_in_full_in_every_shape() -> None:
    """Also where groups reviewed their members first: those who wait are reviewed in the branch."""
    told = absent_season()
    titles = {
        structure: [i.title for i in supplement(PACK, replace(told, unit=unit(structure=structure))).items]
        for structure in Structure
    }
    assert {len(items) for items in titles.values()} == {len(IN_SUPPLEMENT)}
    assert titles[Structure.TO_DANG] == titles[Structure.CHI_UY] == titles[Structure.BI_THU]


def test_titles_of_later_supplementary_meetings() -> None:
    third = Session("chi_bo:3", SessionKind.CHI_BO)
    assert (third.supplementary, third.title) == (2, "Hội nghị chi bộ bổ sung lần 2")
    assert Session("chi_bo:x", SessionKind.CHI_BO).supplementary == 0
    assert Session("to_dang:2", SessionKind.TO_DANG, "2").supplementary == 0


def test_why_no_supplementary_meeting() -> None:
    told = absent_season()
    running = with_state(told, "chi_bo", SessionState.OPEN)
    everyone = with_state(season(PACK, roll(3), votes={"m01": "TTT"}), "chi_bo", SessionState.CLOSED)
    for found, why in (
        (running, "Hội nghị bổ sung chỉ lập sau khi hội nghị chi bộ đã kết thúc."),
        (
            supplemented(told),
            "Hội nghị chi bộ bổ sung chưa kết thúc; đồng chí kết thúc hội nghị này trước.",
        ),
        (everyone, "Không còn đảng viên nào chờ kiểm điểm, xếp loại ở hội nghị bổ sung."),
    ):
        assert may_supplement(PACK, found) == Refusal(why, "QĐ 366-QĐ/TW, Điều 3.4")
    assert waiting_for_supplement(running, judge(PACK, running)) == ()
    bare = replace(told, sessions=())
    assert waiting_for_supplement(bare, judge(PACK, bare)) == ()
    assert may_supplement(PACK, bare) == may_supplement(PACK, running)
    done = with_state(supplemented(told, reviewed=False), "chi_bo:2", SessionState.CLOSED)
    assert may_supplement(PACK, done) is None
    assert supplement(PACK, done).id == "chi_bo:3"


def test_a_supplementary_round_leaves_the_first_as_it_was() -> None:
    told = absent_season()
    later = again(supplemented(told), {"m05": "TTTTH"}, session="chi_bo:2")
    verdict = judge(PACK, later)
    assert (verdict.member("m05").level, verdict.member("m05").base) == (T, 5)
    assert (verdict.voters.base, verdict.member("m01").base) == (4, 4)
    assert judge(PACK, as_of(later, told.ballot)) == judge(PACK, told)
    assert as_of(later, told.ballot).sessions == told.sessions
    document = results_document(later, verdict)
    assert document["ballots"] == results_document(told, judge(PACK, told))["ballots"]
    assert [one["round"] for one in document["rounds"]] == [2]  # type: ignore[attr-defined]
    assert "rounds" not in results_document(told, judge(PACK, told))


def test_nothing_waits_for_a_supplementary_meeting() -> None:
    told = absent_season()
    planned = replace(told, sessions=(*told.sessions, supplement(PACK, told)))
    assert may_open(PACK, planned, "chi_bo:2") is None
    assert may_open(PACK, planned, "chi_uy") is None
    early = with_state(planned, "chi_bo", SessionState.PLANNED)
    refusal = may_open(PACK, early, "chi_bo:2")
    assert refusal is not None
    assert "chi bộ đã bỏ phiếu" in refusal.sentence


def ended(told: Season, session_id: str) -> Season:
    """The season with everything of this session's agenda done and its people named."""
    sessions = tuple(
        replace(
            s,
            chair="m01",
            secretary="m02",
            items=tuple(replace(item, state=ItemState.DONE) for item in s.items),
        )
        if s.id == session_id
        else s
        for s in told.sessions
    )
    return replace(told, sessions=sessions)


@pytest.mark.parametrize(
    ("state", "may"),
    [(COUNTED, True), (BallotState.VOID, True), (BallotState.NONE, False), (BallotState.OPEN, False)],
)
def test_a_meeting_ends_when_its_further_round_is_over(state: BallotState, may: bool) -> None:
    told = ended(again(first_round(), {"m01": CLEAR}, state=state), "chi_bo")
    assert (may_close(told, "chi_bo") is None) is may


def test_a_supplementary_meeting_may_end_without_a_vote() -> None:
    told = ended(supplemented(absent_season(), reviewed=False), "chi_bo:2")
    assert may_close(told, "chi_bo:2") is None
    voting = again(told, {"m05": "TTT"}, session="chi_bo:2", state=BallotState.OPEN)
    assert may_close(voting, "chi_bo:2") is not None


def test_a_late_member_is_measured_by_the_same_rules() -> None:
    """Two H of five pass nothing, three do: the thresholds of a further round are those of the first."""
    told = again(first_round(), {"m01": "HHTTX"})
    assert judge(PACK, told).member("m01").level is None
    assert judge(PACK, again(first_round(), {"m01": "HHHTX"})).member("m01").level is H
    assert member(1).admitted < date(2026, 12, 4)


def test_which_meeting_votes() -> None:
    told = with_state(first_round(), "chi_bo", SessionState.OPEN)
    assert told.voting_session == told.session("chi_bo")
    closed = supplemented(absent_season())
    assert closed.voting_session == closed.session("chi_bo:2")
    planned = with_state(closed, "chi_bo:2", SessionState.PLANNED)
    assert planned.voting_session == planned.session("chi_bo")
    assert replace(told, sessions=()).voting_session is None
    committee = with_state(with_state(told, "chi_bo", SessionState.CLOSED), "chi_uy", SessionState.OPEN)
    assert committee.voting_session == committee.session("chi_bo"), "the committee never votes by ballot"
    over = with_state(closed, "chi_bo:2", SessionState.CLOSED)
    later = replace(over, ballot=replace(over.ballot, session="chi_bo:2"))
    assert later.voting_session == later.session("chi_bo:2")
