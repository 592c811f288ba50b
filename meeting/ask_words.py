"""What a level asks of an organisation, in words: the regulation page and the verdicts say the same."""

from typing import Final

from meeting.asks import (
    AnswerAsk,
    Ask,
    DisciplineAsk,
    GradesAsk,
    LevelAsk,
    MembersAsk,
    PeersAsk,
    ScoreAsk,
    TasksAsk,
)
from meeting.level import Level
from meeting.points import points_text
from meeting.regulation import OrganisationRule, Regulation
from meeting.season import Discipline, Grade, PeerKind

COLLECTIVES: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
GRADES: Final = {
    Grade.XUAT_SAC: "Xuất sắc",
    Grade.TOT: "Tốt",
    Grade.TRUNG_BINH: "Trung bình",
    Grade.KEM: "Kém",
}
PEERS: Final = {
    PeerKind.CHINH_QUYEN: "Chính quyền, cơ quan, đơn vị cùng cấp",
    PeerKind.DOAN_THE: "Mặt trận Tổ quốc, các đoàn thể cùng cấp",
}
DISCIPLINES: Final = {
    Discipline.KHIEN_TRACH: "khiển trách",
    Discipline.CANH_CAO: "cảnh cáo",
    Discipline.CACH_CHUC: "cách chức",
    Discipline.KHAI_TRU: "khai trừ",
}


def asked(regulation: Regulation, rule: OrganisationRule) -> str:
    """What the rule asks, as the beginning of a sentence without a full stop."""
    return _told(regulation, rule, rule.ask)


def smallest_score(regulation: Regulation, rule: OrganisationRule) -> int:
    """The smallest total of the level, in hundredths; under KHTNV that of the level above it."""
    level = Level.HTNV if rule.level is Level.KHTNV else rule.level
    if regulation.score_sheet is not None:
        return regulation.score_sheet.bands[level] * 100
    return regulation.points.bands[level] if regulation.points else 0


def _told(r: Regulation, rule: OrganisationRule, ask: Ask) -> str:  # noqa: PLR0911 - one line for each kind
    match ask:
        case ScoreAsk():
            return f"Từ {points_text(smallest_score(r, rule))} điểm trở lên"
        case GradesAsk():
            others = f"tiêu chí còn lại từ {GRADES[ask.others]}"
            return f"Tiêu chí về kết quả nhiệm vụ từ {GRADES[ask.tasks]}, {others}"
        case TasksAsk():
            return _tasks(ask)
        case MembersAsk():
            return _members(r, ask)
        case PeersAsk():
            return _peers(r, ask)
        case LevelAsk():
            return _level(r, ask)
        case DisciplineAsk():
            least = "" if ask.least is Discipline.KHIEN_TRACH else f" từ {DISCIPLINES[ask.least]} trở lên"
            return f"Không đồng chí cấp ủy viên nào bị kỷ luật{least}{_excuse(r, ask.unless)}"
        case AnswerAsk():
            text = question_text(r, ask.question)
            inner = _lower(text).replace("“", "‘").replace("”", "’")
            told = text if ask.wanted else f"Không thuộc trường hợp “{inner}”"
            return told + _excuse(r, ask.unless)
        case _:
            return f"Đạt mức {r.unit_names[Level.HTNV]} trở lên"


def _tasks(ask: TasksAsk) -> str:
    parts = [
        ("hoàn thành 100% nhiệm vụ", ask.done_all),
        ("đúng hạn 100%", ask.on_time_all),
        (f"chậm không quá {ask.late_at_most}", ask.late_at_most),
        (f"vượt yêu cầu từ {ask.beyond_at_least}", ask.beyond_at_least),
        (f"hoàn thành từ {ask.done_at_least} nhiệm vụ", ask.done_at_least),
    ]
    text = ", ".join(words for words, is_asked in parts if is_asked)
    return text[:1].upper() + text[1:]


def _members(r: Regulation, ask: MembersAsk) -> str:
    if ask.reach is not None:
        return f"{ask.at_least} đảng viên {r.member_names[ask.reach]}{_or_better(ask.reach)}"
    return f"Không quá {ask.failed_at_most} đảng viên {r.member_names[Level.KHTNV]}"


def _peers(r: Regulation, ask: PeersAsk) -> str:
    if ask.reach is not None:
        return f"{PEERS[ask.kind]}: {r.member_names[ask.reach]}{_or_better(ask.reach)}"
    few = "không tổ chức nào" if ask.failed_below == 1 else f"dưới {ask.failed_below} tổ chức"
    return f"{PEERS[ask.kind]}: {few} {r.member_names[Level.KHTNV]}"


def _level(r: Regulation, ask: LevelAsk) -> str:
    if ask.reach is None:
        return f"Không cao hơn mức của {_lower(COLLECTIVES[ask.of])}"
    return f"{COLLECTIVES[ask.of]} {r.names_of(ask.of)[ask.reach]}{_or_better(ask.reach)}"


def _or_better(level: Level) -> str:
    return "" if level is Level.HTXSNV else " trở lên"


def _excuse(r: Regulation, question: str) -> str:
    return f" (trừ trường hợp: {_lower(question_text(r, question))})" if question else ""


def question_text(regulation: Regulation, key: str) -> str:
    """The statement of a question of this regulation."""
    return next(one.text for one in regulation.questions if one.key == key)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
