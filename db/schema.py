"""The tables of a book, version by version, as the file holds them.

The text below is part of the file format: it never changes; what comes later is a new version. Names of
constraints are what the user reads when a value is refused. No table links a voter with a mark or with the
time of voting; who has voted is known to the box alone.
"""

from typing import Final

KEYS: Final = {
    "book": ("one",),
    "unit": ("one",),
    "members": ("id",),
    "sessions": ("id",),
    "agenda_items": ("session", "key"),
    "attendance": ("session", "member"),
    "reviews": ("session", "member"),
    "ballots": ("round",),
    "tallies": ("round", "subject"),
    "further_rounds": ("round",),
    "ballot_rooms": ("round", "member"),
    "paper_entries": ("round",),
    "overrides": ("key",),
    "decisions": ("subject", "kind"),
    "documents": ("sha256",),
    "paper_data": ("sha256",),
    "sendings": ("sha256", "day", "recipient"),
    "hand_ins": ("member", "paper"),
    "review_texts": ("member", "part"),
    "remedies": ("id",),
    "past_years": ("member", "year"),
    "branch_years": ("year",),
    "paper_numbers": ("paper",),
    "reratings": ("id",),
    "collectives": ("subject",),
    "inspection": ("one",),
    "settings": ("key",),
    "history": ("seq",),
    "history_head": ("one",),
}
"""Every table with its primary key; nothing is ever written to a table that is not named here."""


def _day(column: str, name: str, *, needed: bool = False) -> str:
    start = f"{column} TEXT NOT NULL" if needed else f"{column} TEXT"
    return f'{start} CONSTRAINT "{name}" CHECK({column} IS date({column}))'


def _minute(column: str, name: str) -> str:
    return f"{column} TEXT CONSTRAINT \"{name}\" CHECK({column} IS strftime('%Y-%m-%dT%H:%M',{column}))"


def _flag(column: str) -> str:
    return f'{column} INTEGER NOT NULL CONSTRAINT "{column}" CHECK({column} IN (0,1))'


def _list(column: str, name: str) -> str:
    return f"{column} TEXT NOT NULL CONSTRAINT \"{name}\" CHECK({column} GLOB '[[]*]')"


def _record(column: str, name: str) -> str:
    return f"{column} TEXT NOT NULL CONSTRAINT \"{name}\" CHECK({column} GLOB '{{*}}')"


def _words(column: str, name: str, *words: str) -> str:
    allowed = ",".join(f"'{word}'" for word in words)
    return f'{column} TEXT NOT NULL CONSTRAINT "{name}" CHECK({column} IN ({allowed}))'


def _level(column: str, name: str) -> str:
    return f"{column} TEXT CONSTRAINT \"{name}\" CHECK({column} IN ('HTXSNV','HTTNV','HTNV','KHTNV'))"


def _count(column: str, name: str) -> str:
    return f'{column} INTEGER NOT NULL CONSTRAINT "{name}" CHECK({column}>=0)'


def _texts(*columns: str) -> str:
    return ", ".join(f"{column} TEXT NOT NULL" for column in columns)


def _table(name: str, *parts: str) -> str:
    return f"CREATE TABLE {name}({', '.join(parts)}) STRICT"


_ONE = "one INTEGER PRIMARY KEY CHECK(one=1)"
_OF_SESSION = "session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE"

_TABLES: Final = (
    _table(
        "book",
        _ONE,
        "id TEXT NOT NULL CHECK(length(id)=16)",
        _day("created", "ngày lập sổ"),
        _flag("rehearsal"),
        "regulation TEXT NOT NULL",
        'year INTEGER CONSTRAINT "năm" CHECK(year BETWEEN 1930 AND 9999)',
        _day("meeting_day", "ngày họp"),
    ),
    _table(
        "unit",
        _ONE,
        _texts("superior"),
        "name TEXT NOT NULL CONSTRAINT \"tên chi bộ\" CHECK(trim(name)<>'')",
        _words("form", "loại chi bộ", "chi_bo_truc_thuoc", "chi_bo_co_so"),
        _words("structure", "cơ cấu chi bộ", "to_dang", "chi_uy", "bi_thu"),
        _words("sector", "loại hình đơn vị", "hanh_chinh", "su_nghiep", "doanh_nghiep", "khac"),
        _texts("place"),
        _list('"groups"', "danh sách tổ đảng"),
        _level("unit_level", "mức xếp loại đơn vị"),
        _texts("cap_document"),
        _list("organisation_score", "điểm tổ chức"),
    ),
    _table(
        "members",
        "id TEXT PRIMARY KEY NOT NULL CONSTRAINT \"mã đảng viên\" CHECK(id NOT IN ('','chi_bo','chi_uy'))",
        "position INTEGER NOT NULL",
        "name TEXT NOT NULL CONSTRAINT \"họ và tên\" CHECK(trim(name)<>'')",
        _day("born", "ngày sinh", needed=True),
        _day("admitted", "ngày vào Đảng", needed=True),
        _day("official", "ngày chính thức"),
        _texts('"group"'),
        _words("post", "chức vụ trong chi bộ", "bi_thu", "pho_bi_thu", "chi_uy_vien", ""),
        _words("leader", "chức vụ lãnh đạo, quản lý", "tap_the", "phong", ""),
        _day("leader_since", "ngày giữ chức vụ"),
        _flag("head"),
        _flag("head_newly_arrived"),
        _words(
            "status",
            "tình trạng sinh hoạt",
            "active",
            "exempt",
            "suspended",
            "temporary_here",
            "temporary_away",
            "committee_suspended",
        ),
        _words("professional", "xếp loại chuyên môn", "HTXSNV", "HTTNV", "HTNV", "KHTNV", "", "?"),
        'sick_months INTEGER NOT NULL CONSTRAINT "số tháng nghỉ ốm" CHECK(sick_months BETWEEN 0 AND 12)',
        _flag("maternity"),
        _words("discipline", "hình thức kỷ luật", "", "khien_trach", "canh_cao", "cach_chuc", "khai_tru"),
        _words(
            "discipline_scope",
            "phạm vi kỷ luật",
            "duty_here_this_year",
            "other_unit",
            "earlier_year",
            "not_duty",
        ),
        _level("self_level", "mức tự nhận"),
        _level("group_level", "mức tổ đảng đề nghị"),
        _level("committee_level", "mức chi ủy đề nghị"),
        _list("grades", "mức tiêu chí"),
        "points TEXT CONSTRAINT \"điểm\" CHECK(points GLOB '[[]*,*]')",
        _record("tasks", "số nhiệm vụ"),
        _record("old_faults", "số khuyết điểm kỳ trước"),
        _list("merits", "khen thưởng"),
        _texts("residence_comment", "job", "note"),
        'CONSTRAINT "ngày vào Đảng phải sau ngày sinh" CHECK(admitted>born)',
        'CONSTRAINT "ngày chính thức không thể trước ngày vào Đảng" CHECK(official>=admitted)',
    ),
    _table(
        "sessions",
        "id TEXT PRIMARY KEY NOT NULL CHECK(id<>'')",
        "position INTEGER NOT NULL",
        _words("kind", "loại hội nghị", "to_dang", "chi_bo", "chi_uy"),
        _texts('"group"'),
        _words("state", "trạng thái hội nghị", "planned", "open", "closed"),
        _day("day", "ngày họp"),
        _texts("place"),
        _minute("opened", "giờ khai mạc"),
        _minute("closed", "giờ kết thúc"),
        _texts("chair", "secretary", "guests", "conclusion"),
        "CHECK((state='planned')=(opened IS NULL))",
        "CHECK((state='closed')=(closed IS NOT NULL))",
    ),
    _table(
        "agenda_items",
        _OF_SESSION,
        "key TEXT NOT NULL CHECK(key<>'')",
        "position INTEGER NOT NULL",
        _texts("title", "clause"),
        _words("state", "trạng thái nội dung", "pending", "running", "done"),
        _minute("started", "giờ bắt đầu nội dung"),
        _minute("ended", "giờ kết thúc nội dung"),
        _texts("note"),
        "PRIMARY KEY(session,key)",
        "CHECK((state='pending')=(started IS NULL))",
        "CHECK((state='done')=(ended IS NOT NULL))",
    ),
    _table(
        "attendance",
        _OF_SESSION,
        "member TEXT NOT NULL REFERENCES members(id)",
        _flag("present"),
        _flag("accepted"),
        _texts("reason"),
        "PRIMARY KEY(session,member)",
    ),
    _table(
        "reviews",
        _OF_SESSION,
        _texts("member"),
        _flag("done"),
        _texts("chair", "strengths", "shortcomings", "opinions", "conclusion"),
        _level("proposed", "mức đề nghị"),
        'in_favour INTEGER CONSTRAINT "số người biểu quyết tán thành" CHECK(in_favour>=0)',
        "PRIMARY KEY(session,member)",
    ),
    _table(
        "ballots",
        "round INTEGER PRIMARY KEY CHECK(round>=1)",
        _words(
            "state",
            "trạng thái phiếu",
            "none",
            "prepared",
            "open",
            "suspended",
            "closed",
            "counted",
            "void",
        ),
        _words("form", "hình thức bỏ phiếu", "booth", "paper"),
        _texts("approved"),
        _list("tellers", "tổ kiểm phiếu"),
        _texts("box"),
        _count("issued", "số phiếu phát ra"),
        _count("collected", "số phiếu thu về"),
        _count("valid", "số phiếu hợp lệ"),
        _count("invalid", "số phiếu không hợp lệ"),
        _minute("opened", "giờ bắt đầu bỏ phiếu"),
        _minute("counted", "giờ kiểm phiếu xong"),
        'CONSTRAINT "số phiếu thu về không quá số phiếu phát ra" CHECK(issued>=collected)',
        'CONSTRAINT "số phiếu thu về bằng hợp lệ cộng không hợp lệ" CHECK(collected=valid+invalid)',
        "CHECK((state='counted')=(counted IS NOT NULL))",
    ),
    _table(
        "tallies",
        "round INTEGER NOT NULL REFERENCES ballots(round)",
        "subject TEXT NOT NULL CHECK(subject<>'')",
        "position INTEGER NOT NULL",
        _count("htxsnv", "số phiếu"),
        _count("httnv", "số phiếu"),
        _count("htnv", "số phiếu"),
        _count("khtnv", "số phiếu"),
        _count("blank", "số phiếu trống"),
        "PRIMARY KEY(round,subject)",
    ),
    _table(
        "overrides",
        "key TEXT PRIMARY KEY NOT NULL CHECK(key<>'')",
        _texts("value"),
        "paper TEXT NOT NULL CONSTRAINT \"số văn bản của cấp trên\" CHECK(trim(paper)<>'')",
        _day("day", "ngày văn bản của cấp trên", needed=True),
    ),
    _table(
        "documents",
        "file TEXT NOT NULL CHECK(file<>'')",
        _texts("form"),
        'sha256 TEXT PRIMARY KEY NOT NULL CONSTRAINT "mã băm của văn bản" CHECK(length(sha256)=64'
        " AND sha256 NOT GLOB '*[^0-9a-f]*')",
        _list("signed_by", "người ký"),
    ),
    _table("settings", "key TEXT PRIMARY KEY NOT NULL CHECK(key<>'')", _texts("value")),
    _table(
        "history",
        "seq INTEGER PRIMARY KEY",
        "prev BLOB NOT NULL CHECK(length(prev)=32)",
        _texts("body"),
        "h BLOB NOT NULL CHECK(length(h)=32)",
    ),
    _table("history_head", _ONE, "seq INTEGER NOT NULL", "h BLOB NOT NULL CHECK(length(h)=32)"),
)


def _stop(name: str, event: str, table: str, when: str, sentence: str) -> str:
    then = f"SELECT RAISE(ABORT,'{sentence}')"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN {then}; END"


_HISTORY = "Lịch sử của sổ chỉ được ghi thêm, không được sửa hay xóa."
_SESSION = "Hội nghị đã kết thúc nên không sửa được nữa; đồng chí ghi nhận đính chính thành một văn bản mới."
_BALLOT = "Phiếu đã kiểm xong nên không sửa được nữa; đồng chí ghi nhận đính chính thành một văn bản mới."


def _sealed_child(table: str, event: str) -> str:
    row = "NEW" if event == "INSERT" else "OLD"
    when = f"(SELECT state FROM sessions WHERE id={row}.session)='closed'"  # noqa: S608 -- our own words
    return _stop(f"{table}_{event.lower()}_sealed", event, table, when, _SESSION)


_TRIGGERS: Final = (
    _stop("history_stays", "UPDATE", "history", "1", _HISTORY),
    _stop("history_keeps", "DELETE", "history", "1", _HISTORY),
    _stop("sessions_stay", "UPDATE", "sessions", "OLD.state='closed'", _SESSION),
    _stop("sessions_keep", "DELETE", "sessions", "OLD.state<>'planned'", _SESSION),
    *(
        _sealed_child(table, event)
        for table in ("agenda_items", "attendance", "reviews")
        for event in ("INSERT", "UPDATE", "DELETE")
    ),
    _stop("ballots_stay", "UPDATE", "ballots", "OLD.state='counted'", _BALLOT),
    _stop("ballots_keep", "DELETE", "ballots", "1", _BALLOT),
    _stop(
        "tallies_sealed",
        "INSERT",
        "tallies",
        "(SELECT state FROM ballots WHERE round=NEW.round)='counted'",
        _BALLOT,
    ),
    _stop("tallies_stay", "UPDATE", "tallies", "1", _BALLOT),
    _stop("tallies_keep", "DELETE", "tallies", "1", _BALLOT),
)

VERSION_1: Final = (*_TABLES, *_TRIGGERS)
"""The statements that make an empty book of version 1."""

_DECISIONS: Final = _table(
    "decisions",
    "subject TEXT NOT NULL CHECK(subject<>'')",
    _words("kind", "loại quyết định", "proposal", "final"),
    _level("level", "mức được quyết định"),
    _words('"by"', "nơi quyết định", "hội nghị", "cấp trên"),
    "paper TEXT NOT NULL CONSTRAINT \"văn bản hoặc kết quả biểu quyết\" CHECK(trim(paper)<>'')",
    _day("day", "ngày quyết định", needed=True),
    _texts("reason"),
    "PRIMARY KEY(subject,kind)",
    "CONSTRAINT \"quyết định của cấp trên phải nêu mức\" CHECK(kind<>'final' OR level IS NOT NULL)",
    "CONSTRAINT \"mức chính thức do cấp trên quyết định\" CHECK(kind<>'final' OR \"by\"='cấp trên')",
)

VERSION_2: Final = (_DECISIONS,)
"""The statements that bring a book of version 1 to version 2: what people decided after the count."""


_HAND_INS: Final = _table(
    "hand_ins",
    "member TEXT NOT NULL REFERENCES members(id)",
    "paper TEXT NOT NULL CHECK(paper<>'')",
    _day("day", "ngày nộp", needed=True),
    "PRIMARY KEY(member,paper)",
)
_REVIEW_TEXTS: Final = _table(
    "review_texts",
    "member TEXT NOT NULL REFERENCES members(id)",
    "part TEXT NOT NULL CHECK(part<>'')",
    _texts("text"),
    "PRIMARY KEY(member,part)",
)
_REMEDIES: Final = _table(
    "remedies",
    "id INTEGER PRIMARY KEY CHECK(id>=1)",
    "subject TEXT NOT NULL CHECK(subject<>'')",
    "shortcoming TEXT NOT NULL CONSTRAINT \"hạn chế, khuyết điểm\" CHECK(trim(shortcoming)<>'')",
    _texts("measure", "owner"),
    _day("due", "thời hạn khắc phục"),
    _words("state", "tình trạng khắc phục", "planned", "doing", "done"),
    _day("done", "ngày khắc phục xong"),
    "CONSTRAINT \"đã khắc phục thì phải có ngày khắc phục xong\" CHECK((state='done')=(done IS NOT NULL))",
)
_PAST_YEARS: Final = _table(
    "past_years",
    "member TEXT NOT NULL REFERENCES members(id)",
    'year INTEGER NOT NULL CONSTRAINT "năm" CHECK(year BETWEEN 1930 AND 9999)',
    _level("level", "mức xếp loại năm trước"),
    _flag("commended"),
    _flag("awarded"),
    _texts("source"),
    "PRIMARY KEY(member,year)",
)


def _sealed_review(event: str) -> str:
    row = "NEW" if event == "INSERT" else "OLD"
    when = (
        "EXISTS(SELECT 1 FROM reviews r JOIN sessions s ON s.id=r.session"  # noqa: S608 -- our own words
        f" WHERE r.member={row}.member AND r.done=1 AND s.state='closed')"
    )
    return _stop(f"review_texts_{event.lower()}_sealed", event, "review_texts", when, _REVIEWED)


_REVIEWED: Final = (
    "Bản kiểm điểm này đã được kiểm điểm ở một hội nghị đã kết thúc nên không sửa được nữa; "
    "đồng chí ghi nhận bổ sung thành một văn bản mới."
)

VERSION_3: Final = (
    _HAND_INS,
    _REVIEW_TEXTS,
    _REMEDIES,
    _PAST_YEARS,
    *(_sealed_review(event) for event in ("INSERT", "UPDATE", "DELETE")),
)
"""From version 2 to version 3: papers handed in, self-reviews, what is to be remedied, earlier years."""


VERSION_4: Final = (
    _table(
        "paper_numbers",
        "paper TEXT PRIMARY KEY NOT NULL CHECK(paper<>'')",
        "form TEXT NOT NULL CHECK(form<>'')",
        "kind TEXT NOT NULL CHECK(kind<>'')",
        'number INTEGER NOT NULL CONSTRAINT "số văn bản" CHECK(number BETWEEN 1 AND 99999)',
        _day("day", "ngày ghi số", needed=True),
    ),
)
"""From version 3 to version 4: the numbers that papers were given."""

_RERATED: Final = (
    "Việc xếp loại lại đã ghi thì giữ nguyên cả kết quả cũ và mới; "
    "đồng chí đính chính bằng một quyết định mới."
)
_RERATINGS: Final = _table(
    "reratings",
    "id INTEGER PRIMARY KEY CHECK(id>=1)",
    "subject TEXT NOT NULL CHECK(subject<>'')",
    'year INTEGER NOT NULL CONSTRAINT "năm" CHECK(year BETWEEN 1930 AND 9999)',
    _words('"old"', "mức cũ", "HTXSNV", "HTTNV", "HTNV", "KHTNV"),
    _words('"new"', "mức mới", "HTXSNV", "HTTNV", "HTNV", "KHTNV"),
    _words("kind", "loại quyết định", "proposal", "final"),
    _words('"by"', "nơi quyết định", "hội nghị", "cấp trên"),
    "paper TEXT NOT NULL CONSTRAINT \"văn bản hoặc kết quả biểu quyết\" CHECK(trim(paper)<>'')",
    _day("day", "ngày quyết định", needed=True),
    "reason TEXT NOT NULL CONSTRAINT \"lý do xếp loại lại\" CHECK(trim(reason)<>'')",
    _texts("clause"),
    'CONSTRAINT "mức mới phải khác mức cũ" CHECK("old"<>"new")',
)

VERSION_5: Final = (
    _RERATINGS,
    _stop("reratings_stay", "UPDATE", "reratings", "1", _RERATED),
    _stop("reratings_keep", "DELETE", "reratings", "1", _RERATED),
)
"""From version 4 to version 5: results that were cancelled and replaced later; old and new both stay."""


_COLLECTIVES: Final = _table(
    "collectives",
    "subject TEXT PRIMARY KEY NOT NULL CHECK(subject IN ('chi_bo','chi_uy'))",
    _list("grades", "mức tiêu chí của tập thể"),
    "points TEXT CONSTRAINT \"điểm của tập thể\" CHECK(points GLOB '[[]*,*]')",
    _record("tasks", "số nhiệm vụ của tập thể"),
    _list("peers", "xếp loại của các tổ chức cùng cấp"),
    _list("answers", "trả lời về tập thể"),
)

VERSION_6: Final = (_COLLECTIVES,)
"""From version 5 to version 6: what is known of the branch and its committee beside their members."""

VERSION_7: Final = (
    _table(
        "inspection",
        _ONE,
        _texts("notice", "issuer"),
        _day("day", "ngày thông báo kiểm tra"),
        _list("contents", "nội dung kiểm tra"),
        _texts("schedule", "attendees"),
        _day("due", "hạn gửi báo cáo"),
    ),
)
"""From version 6 to version 7: the notice of an inspection."""


_FURTHER_ROUNDS: Final = _table(
    "further_rounds",
    "round INTEGER PRIMARY KEY REFERENCES ballots(round)",
    "session TEXT NOT NULL REFERENCES sessions(id)",
    _list("subjects", "danh sách bỏ phiếu lại"),
    "reason TEXT NOT NULL CONSTRAINT \"lý do bỏ phiếu lại\" CHECK(trim(reason)<>'')",
)
_BALLOT_ROOMS: Final = _table(
    "ballot_rooms",
    "round INTEGER NOT NULL REFERENCES ballots(round)",
    "member TEXT NOT NULL REFERENCES members(id)",
    _flag("present"),
    _flag("accepted"),
    _texts("reason"),
    "PRIMARY KEY(round,member)",
)

VERSION_8: Final = (
    _FURTHER_ROUNDS,
    _BALLOT_ROOMS,
    *(
        _stop(f"{table}_{verb}", event, table, "1", _BALLOT)
        for table in ("further_rounds", "ballot_rooms")
        for verb, event in (("stay", "UPDATE"), ("keep", "DELETE"))
    ),
)
"""From version 7 to version 8: rounds on some subjects only, and who was in the room for the one before."""
