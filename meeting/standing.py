"""Who is reviewed and rated this year, who is only reviewed, who waits, who is rated elsewhere."""

from meeting.months import fewer_than
from meeting.regulation import Regulation, Source, Standing
from meeting.season import Leader, Member, Season, Status
from meeting.verdict import StandingVerdict


def standing(regulation: Regulation, season: Season, member: Member) -> StandingVerdict:
    """Say what is done with `member` this year; the first rule that applies decides.

    Order: status (exempt, suspended, here only temporarily), too new in the Party, absent or not yet
    reviewed, too new as a leader; who remains is rated.
    """
    for rule in regulation.statuses:
        if rule.status is member.status:
            return _verdict(rule.standing, rule.sentence, rule.source)
    new = regulation.new_member
    if fewer_than(new.months, member.admitted, season.meeting_day):
        return _verdict(new.standing, new.sentence, new.source)
    if not _took_part(season, member):
        return _verdict(Standing.DEFERRED, regulation.absent.sentence, regulation.absent.source)
    leader = regulation.new_leader
    if leader and _new_leader(member, leader.months, season):
        return _verdict(leader.standing, leader.sentence, leader.source)
    return StandingVerdict(Standing.RATED, "Được kiểm điểm và xếp loại tại chi bộ.", "")


def _took_part(season: Season, member: Member) -> bool:
    here = season.came(member.id) or member.status is Status.TEMPORARY_AWAY
    return here and season.reviewed(member.id)


def _new_leader(member: Member, months: int, season: Season) -> bool:
    if member.leader is Leader.NONE or member.leader_since is None:
        return False
    return fewer_than(months, member.leader_since, season.meeting_day)


def _verdict(value: Standing, sentence: str, source: Source) -> StandingVerdict:
    return StandingVerdict(value, f"{sentence} ({source.cite}).", source.clause)
