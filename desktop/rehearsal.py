"""Plays a scenario through the same use cases as the windows, with a clock that follows the meeting day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from desktop import before, new_year, past_years, preparation, rules, sessions, voting
from desktop.desk import Desk
from desktop.scenario import Scenario, ScenarioError
from desktop.scenario_votes import FurtherRound, tally_of
from meeting.agenda import attendees, planned_sessions
from meeting.ballot import Question
from meeting.decision import DecidedBy
from meeting.judge import judge
from meeting.paper_entry import PaperEntry
from meeting.regulation import Standing
from meeting.season import (
    Attendance,
    Ballot,
    BallotForm,
    Member,
    Post,
    Review,
    Season,
    Session,
    SessionKind,
    Structure,
)
from meeting.verdict import Verdict, Voters
from meeting.voters import official_member, voters

COMMITTEE_LEVEL_ITEMS = {"xep_loai_chi_uy": "chi_uy", "xep_loai_chi_bo": "chi_bo"}


class MeetingClock:
    """A clock that starts on the meeting day at 8:00 and goes on by a minute each time it is read."""

    def __init__(self, scenario: Scenario) -> None:
        self._at = datetime.combine(scenario.meeting_day, time(8))

    def __call__(self) -> datetime:
        """The time now."""
        self._at += timedelta(minutes=1)
        return self._at


def check(scenario: Scenario, file_name: str) -> None:
    """Refuse a scenario whose votes do not fit its people, of any year: before anything is written."""
    if scenario.previous is not None:
        check(scenario.previous, f"{scenario.previous.name}.toml")
    verdict = judge(scenario.regulation, _as_told(scenario))
    rated = {v.member for v in verdict.rated}
    voted = set(scenario.votes)
    where = f"Tệp kịch bản {file_name}, khóa ballot.votes"
    if rated - voted:
        raise ScenarioError(f"{where}: thiếu dòng phiếu của {', '.join(sorted(rated - voted))}.")
    if voted - rated:
        raise ScenarioError(f"{where}: {', '.join(sorted(voted - rated))} không thuộc diện xếp loại.")
    _check_numbers(scenario, verdict.voters, f"Tệp kịch bản {file_name}, khóa ballot")
    for number, one in enumerate(scenario.rounds, 1):
        _check_round(scenario, verdict, one, f"Tệp kịch bản {file_name}, khóa rounds[{number}]")


def _check_numbers(told: Scenario | FurtherRound, who: Voters, where: str) -> None:
    collected = told.valid + told.invalid
    if collected > who.present:
        raise ScenarioError(
            f"{where}: thu về {collected} phiếu, nhiều hơn {who.present} phiếu phát ra cho đảng viên có mặt."
        )


def _check_round(scenario: Scenario, verdict: Verdict, one: FurtherRound, where: str) -> None:
    """Refuse a further round on somebody who is not rated then, or with more slips than voters."""
    waiting = {v.member for v in verdict.members if v.standing.standing is Standing.DEFERRED}
    known = {v.member for v in verdict.rated} | (waiting if one.supplementary else set())
    if set(one.votes) - known:
        raise ScenarioError(
            f"{where}: {', '.join(sorted(set(one.votes) - known))} không thuộc diện xếp loại."
        )
    room = _room(scenario, one) if one.supplementary else {}
    told = replace(_as_told(scenario), ballot=Ballot(room=room))
    _check_numbers(one, voters(scenario.regulation, told), where)


def _room(scenario: Scenario, one: FurtherRound) -> dict[str, Attendance]:
    """Everyone comes to a supplementary meeting but those it names."""
    return {m.id: Attendance(present=m.id not in one.absent) for m in scenario.members}


def _as_told(scenario: Scenario) -> Season:
    """The season that the scenario tells of, before its votes."""
    reviews = {member: Review(member, done=True) for member in scenario.reviewed}
    planned = planned_sessions(scenario.regulation, scenario.unit)
    told = tuple(
        replace(s, attendance=scenario.attendance, reviews=reviews) if s.kind is SessionKind.CHI_BO else s
        for s in planned
    )
    return Season(
        book="",
        regulation=scenario.regulation.id,
        year=scenario.year,
        meeting_day=scenario.meeting_day,
        unit=scenario.unit,
        members=scenario.members,
        collectives=scenario.collectives,
        sessions=told,
        rehearsal=True,
    )


def prepare(desk: Desk, scenario: Scenario, last: Path | None = None) -> None:
    """Set up the unit and its people as the scenario tells; `last` is the book of the year before."""
    unit, pack, day = scenario.unit, scenario.regulation.id, scenario.meeting_day
    if last is not None:
        new_year.begin(desk, last, pack, day)
    preparation.set_up_unit(desk, unit, pack, scenario.year, day)
    _fill_roll(desk, scenario)
    for facts in scenario.collectives:
        preparation.record_collective(desk, facts, scenario.unit.organisation_score)
    for letter in scenario.letters:
        told = letter.amendment
        rules.record_letter(desk, told.key, letter.text, told.paper, told.day)
    if scenario.around.past_years:
        past_years.record_years(desk, scenario.around.past_years)
    if scenario.around.base_members:
        past_years.set_base_members(desk, scenario.around.base_members)


def _fill_roll(desk: Desk, scenario: Scenario) -> None:
    """The members of the scenario; who is there from last year keeps what became of last year's plan."""
    here = {member.id: member for member in desk.season.members}
    for gone in here.keys() - {member.id for member in scenario.members}:
        preparation.remove_member(desk, gone)
    for member in scenario.members:
        if member.id not in here:
            preparation.add_member(desk, member)
            continue
        faults = member if member.id in scenario.old_faults_told else here[member.id]
        preparation.update_member(desk, replace(member, old_faults=faults.old_faults))


def play(desk: Desk, scenario: Scenario) -> None:
    """Hold every session of the season in its order, the ballot in the branch meeting."""
    play_until(desk, scenario, "", "")
    _decide(desk, scenario, DecidedBy.SUPERIOR)


def play_until(desk: Desk, scenario: Scenario, session_id: str, key: str) -> None:
    """Hold the season up to an item of a session, which is not begun."""
    for session in desk.season.sessions:
        _open(desk, scenario.attendance, session)
        for item in session.items:
            if (session.id, item.key) == (session_id, key):
                return
            sessions.start_item(desk, session.id, item.key)
            if item.key == "kiem_diem":
                _review_people(desk, scenario, session)
            if item.key == "kiem_diem_tap_the":
                _review_committee(desk, session)
            if item.key == "bo_phieu":
                vote(desk, scenario)
                _vote_again(desk, scenario)
                _decide(desk, scenario, DecidedBy.MEETING)
            sessions.close_item(desk, session.id, item.key, "")
        sessions.close_session(desk, session.id, "Hội nghị nhất trí với kết quả nêu trên.")
    for one in scenario.rounds:
        if one.supplementary:
            _supplement(desk, scenario, one)


def _decide(desk: Desk, scenario: Scenario, by: DecidedBy) -> None:
    told = tuple(one for one in scenario.decisions if one.by is by)
    if told:
        rules.record_decisions(desk, told)


def _vote_again(desk: Desk, scenario: Scenario) -> None:
    for one in scenario.rounds:
        if not one.supplementary:
            voting.begin_again(desk, [*one.votes, *one.unit_votes], one.reason, one.question)
            vote(desk, one)


def _supplement(desk: Desk, scenario: Scenario, one: FurtherRound) -> None:
    """Hold a supplementary branch meeting: review those who waited, vote on the subjects of the round."""
    session_id = sessions.plan_supplement(desk)
    session = desk.season.session(session_id)
    _open(desk, _room(scenario, one), session)
    for item in session.items:
        sessions.start_item(desk, session_id, item.key)
        if item.key == "kiem_diem":
            for member in sessions.review_order(desk, desk.season.session(session_id)):
                if member not in one.absent:
                    review = _review(desk, session, desk.season.member(member))
                    sessions.record_review(desk, session_id, review)
        if item.key == "bo_phieu":
            voting.begin_again(desk, [*one.votes, *one.unit_votes], one.reason, one.question)
            vote(desk, one)
        sessions.close_item(desk, session_id, item.key, "")
    sessions.close_session(desk, session_id, "Hội nghị nhất trí với kết quả nêu trên.")


def _open(desk: Desk, there: Mapping[str, Attendance], session: Session) -> None:
    season, place = desk.season, desk.season.unit.place
    chair, secretary = sessions.suggested_people(desk, session.id)
    sessions.set_people(desk, session.id, chair=chair, secretary=secretary, place=place)
    before.mark_binding_done(desk, session.id)  # a scenario begins with everything prepared
    sessions.open_session(desk, session.id)
    for member in attendees(season, session):
        attendance = there.get(member.id, Attendance())
        sessions.record_attendance(desk, session.id, member.id, attendance)
    chair, secretary = _people_in_room(desk, there, session)
    sessions.set_people(desk, session.id, chair=chair, secretary=secretary, place=place)


def _people_in_room(desk: Desk, there: Mapping[str, Attendance], session: Session) -> tuple[str, str]:
    """Chair and secretary among those who came; whoever was proposed where nobody did."""
    here = [m for m in attendees(desk.season, session) if there[m.id].present]
    by_post = sorted(here, key=lambda m: list(Post).index(m.post))
    people = [m.id for m in by_post if official_member(m)] or [m.id for m in here]
    if not people:
        return sessions.suggested_people(desk, session.id)
    return people[0], people[1] if len(people) > 1 else people[0]


def _review_people(desk: Desk, scenario: Scenario, session: Session) -> None:
    """Review those whose turn it is; nobody whom the regulation spares a review."""
    waived = {v.member for v in desk.verdict.members if v.standing.standing is Standing.NONE}
    for member in attendees(desk.season, session):
        if member.id in scenario.reviewed - waived and _is_turn(scenario, session, member):
            sessions.record_review(desk, session.id, _review(desk, session, member))


def _is_turn(scenario: Scenario, session: Session, member: Member) -> bool:
    """Members of a group are reviewed in their group; the branch reviews those without one."""
    in_group = scenario.unit.structure is Structure.TO_DANG and member.group in scenario.unit.groups
    return session.kind is not SessionKind.CHI_BO or not in_group


def _review(desk: Desk, session: Session, member: Member) -> Review:
    by_group = session.kind is SessionKind.TO_DANG
    return Review(
        member=member.id,
        done=True,
        chair=sessions.chair_during(desk, session.id, member.id),
        strengths="Chấp hành tốt chủ trương, nghị quyết; hoàn thành nhiệm vụ được giao.",
        shortcomings="Cần chủ động hơn trong tham gia ý kiến.",
        opinions="Hội nghị nhất trí với bản tự kiểm điểm.",
        conclusion="Đồng chí tiếp thu, hoàn thiện bản kiểm điểm.",
        proposed=member.group_level if by_group else member.committee_level,
    )


def _review_committee(desk: Desk, session: Session) -> None:
    review = Review(
        member="chi_uy",
        done=True,
        chair=session.chair,
        conclusion="Tập thể chi ủy tiếp thu ý kiến, bổ sung báo cáo kiểm điểm.",
    )
    sessions.record_review(desk, session.id, review)


def form_of(scenario: Scenario | FurtherRound) -> BallotForm:
    """In the booth, or on paper where invalid ballots, none at all, or a yes or no are to be counted."""
    asked = scenario.question if isinstance(scenario, FurtherRound) else Question.LEVELS
    on_paper = scenario.invalid or not scenario.valid or asked is Question.TOP
    return BallotForm.PAPER if on_paper else BallotForm.BOOTH


def vote(desk: Desk, scenario: Scenario | FurtherRound) -> None:
    """Hold the ballot in its form."""
    form = form_of(scenario)
    decision = "Nhất trí hình thức bỏ phiếu kín."
    voting.approve_ballot(desk, form, decision, _tellers(desk))
    if form is BallotForm.PAPER:
        _vote_on_paper(desk, scenario)
    else:
        _vote_in_booth(desk, scenario)


def _tellers(desk: Desk) -> tuple[str, ...]:
    here = voting.voters_now(desk).voting
    plain = [m for m in here if not desk.season.member(m).post]
    return tuple([*plain, *(m for m in here if m not in plain)][:3])


def _vote_in_booth(desk: Desk, scenario: Scenario | FurtherRound) -> None:
    collectives = bool(scenario.unit_votes)
    ceremony = voting.prepare_box(desk, collectives=collectives)
    voting.rehearse_codes(desk, ceremony.teller_codes, ceremony.resume_halves)
    voting.open_box(desk)
    subjects = _subjects(desk, scenario)
    here = [member for member, present, _ in voting.roll(desk) if present]
    for voter, choices in zip(here, ballots(scenario, subjects), strict=False):
        voting.cast(desk, voter, choices)
    turns = (scenario.valid, 0)
    voting.close_box(desk, confirmations=len(ceremony.teller_codes), signatures=scenario.valid, turns=turns)
    voting.count(desk, ceremony.teller_codes)


def _subjects(desk: Desk, scenario: Scenario | FurtherRound) -> list[str]:
    """Who and what is on the ballot, in order; a collective that the scenario is silent on stays blank."""
    paper = voting.paper_now(desk, collectives=bool(scenario.unit_votes))
    return [contest.subject for contest in paper.contests]


def ballots(scenario: Scenario | FurtherRound, subjects: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The valid ballots one after another, each a choice for every subject in order."""
    return zip(*_rows(scenario, subjects), strict=True)


def _rows(scenario: Scenario | FurtherRound, subjects: Sequence[str]) -> list[tuple[int, ...]]:
    told = {**scenario.votes, **scenario.unit_votes}
    return [told.get(subject, (0,) * scenario.valid) for subject in subjects]


def _vote_on_paper(desk: Desk, scenario: Scenario | FurtherRound) -> None:
    subjects = _subjects(desk, scenario)
    issued, ballot = voting.voters_now(desk).present, desk.season.ballot
    rows = zip(subjects, _rows(scenario, subjects), strict=True)
    tallies = [tally_of(subject, row, ballot.question) for subject, row in rows]
    voting.record_paper_count(
        desk,
        tallies,
        tallies,
        issued=issued,
        valid=scenario.valid,
        invalid=scenario.invalid,
        entry=_entry(ballot),
    )


def _entry(ballot: Ballot) -> PaperEntry | None:
    """The first two tellers enter the count; nobody does where there are not two."""
    if len(ballot.tellers) <= 1:
        return None
    first, second = ballot.tellers[:2]
    return PaperEntry(ballot.round, first, second)
