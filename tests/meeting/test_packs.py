"""The six packs are sound, and a wrong one is refused with file, line, place and reason."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.regulations import FOLDER, RegulationError, load_regulation, read_pack
from meeting.level import LEVELS
from meeting.pack import read_regulation
from meeting.reader import Reader, ReadError
from meeting.regulation import OWN_CHOICE, Source, Sure
from meeting.season import Form
from meeting.soundness import faults
from tests.meeting.branch import PACKS

TEXTS = {pack: (FOLDER / f"{pack}.toml").read_text(encoding="utf-8") for pack in PACKS}
ROW = {"subject": "chi_bo", "level": "HTXSNV", "clause": "mục 1"}
Edit = Callable[[dict[str, Any]], None]


@pytest.mark.parametrize("pack", PACKS)
def test_the_pack_is_sound(pack: str) -> None:
    regulation = load_regulation(pack)
    assert regulation.id == pack
    assert int(pack[-4:]) in regulation.years
    assert list(faults(regulation)) == []


def test_all_packs_are_known() -> None:
    assert sorted(PACKS) == sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("pack", PACKS)
def test_what_no_source_gives_is_never_shown_as_a_rule(pack: str) -> None:
    found = []
    for sources in _sources(load_regulation(pack)):
        found.append(sources)
        assert (sources.cite == OWN_CHOICE) is sources.own
        assert sources.own or sources.clause
    assert len(found) > 40


def _sources(value: object) -> list[Source]:
    if isinstance(value, Source):
        return [value]
    if isinstance(value, tuple):
        return [source for item in value for source in _sources(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [source for name in names for source in _sources(getattr(value, name))]


@pytest.mark.parametrize("pack", PACKS)
def test_the_base_is_cited_only_where_its_text_is_not_younger_than_the_pack(pack: str) -> None:
    """QĐ 294-QĐ/TW is of 26 May 2025: in minutes of 2023 it would be a text that did not exist yet."""
    base = load_regulation(pack).base
    assert base.document == "QĐ 294-QĐ/TW"
    assert base.own == (int(pack[-4:]) < 2025)


def test_a_clause_in_brackets() -> None:
    assert Source("3.12", "KH", Sure.FULL).cite == "mục 3.12"
    assert Source("Điều 5", "QĐ", Sure.QUOTED).cite == "Điều 5"
    assert Source("4.4", "CV", Sure.INFERRED).cite == OWN_CHOICE
    assert Source("12-CV/ĐU, 03/11/2026", "CV", Sure.SUPERIOR).cite == "văn bản số 12-CV/ĐU, 03/11/2026"
    assert Source("CV 12-CV/ĐU, 03/11/2026", "CV", Sure.SUPERIOR).cite == "CV 12-CV/ĐU, 03/11/2026"


def refusal(pack: str, edit: Edit) -> str:
    """The message with which the pack is refused after `edit`."""
    table = tomllib.loads(TEXTS[pack])
    edit(table)
    with pytest.raises(ReadError) as caught:
        read_regulation(table)
    return str(caught.value)


def put(path: str, value: Any) -> Edit:
    """An edit that puts `value` at a dotted path; numbers are places in a list."""

    def edit(table: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        target: Any = table
        for step in steps:
            target = target[step]
        target[last] = value

    return edit


def drop(path: str) -> Edit:
    """An edit that takes out what is at a dotted path."""

    def edit(table: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        target: Any = table
        for step in steps:
            target = target[step]
        del target[last]

    return edit


LAM, TUY, CENTRAL, QUANG = "lam-dong-2023", "tuy-phuoc-2021", "trung-uong-2025", "quang-binh-2016"


@pytest.mark.parametrize(
    ("pack", "edit", "message"),
    [
        (LAM, put("capp", 1), "capp: khóa không được biết"),
        (LAM, put("cap.rounding", "up"), "cap.rounding: khóa không được biết"),
        (LAM, put("statuses.1.colour", "red"), "statuses[2].colour: khóa không được biết"),
        (LAM, drop("cap.rate"), "cap.rate: thiếu khóa bắt buộc"),
        (LAM, drop("cap"), "cap: thiếu khóa bắt buộc"),
        (LAM, drop("cap.clause"), "cap.clause: thiếu khóa bắt buộc"),
        (LAM, put("cap.clause", ""), "cap.clause: thiếu điều khoản"),
        (LAM, put("cap.rate", [20, 0]), "cap.rate: phân số phải lớn hơn 0 và không quá 1"),
        (LAM, put("cap.rate", [0, 100]), "cap.rate: phân số"),
        (LAM, put("cap.rate", [120, 100]), "cap.rate: phân số"),
        (LAM, put("cap.rate", [-20, -100]), "cap.rate: phân số"),
        (LAM, put("cap.rate", [20]), "cap.rate: cần hai số nguyên"),
        (LAM, put("cap.rate", [0.2, 1]), "cap.rate: cần hai số nguyên"),
        (LAM, put("cap.rate", 0.2), "cap.rate: sai kiểu, cần danh sách trong ngoặc vuông"),
        (LAM, put("cap", 20), "cap: sai kiểu, cần một bảng"),
        (LAM, put("agenda.0", "x"), "agenda[1]: phải là một bảng"),
        (LAM, put("new_member.months", value=True), "new_member.months: sai kiểu, cần số nguyên"),
        (LAM, put("new_member.months", -1), "new_member.months: không được âm"),
        (LAM, put("new_member.months", 3), "new_member.sentence: câu giải thích phải nêu đúng số tháng"),
        (LAM, put("new_leader.sentence", "Mới bổ nhiệm"), "new_leader.sentence: câu giải thích"),
        (LAM, put("head.binding", 1), "head.binding: sai kiểu, cần true hoặc false"),
        (LAM, put("deadlines.0.day", "2023-11-25"), "deadlines[1].day: sai kiểu, cần một ngày, như 2026-12-04"),
        (LAM, put("deadlines.0.days_before", 2), "deadlines[1].day: cần đúng một trong hai"),
        (LAM, put("deadlines.0.binding", value=True), "deadlines[1].binding: chỉ việc tính ngược từ hội nghị"),
        (LAM, put("statuses.0.status", "asleep"), "statuses[1].status: giá trị “asleep” không có trong: active"),
        (LAM, put("shapes.0.sessions", ["to_dang", 3]), "shapes[1].sessions: giá trị “3” không có trong"),
        (LAM, put("years", []), "years: cần ít nhất một năm"),
        (LAM, put("years", ["2023"]), "years: cần ít nhất một năm, viết bằng số"),
        (LAM, put("id", " "), "id: không được để trống"),
        (LAM, put("title", " "), "title: không được để trống"),
        (LAM, put("short", " "), "short: không được để trống"),
        (LAM, put("verb", " "), "verb: không được để trống"),
        (LAM, put("unit_levels.HTNV", ""), "unit_levels: bốn mức cần bốn tên khác nhau"),
        (LAM, put("member_levels.HTNV", "Hoàn thành tốt nhiệm vụ"), "member_levels: bốn mức"),
        (LAM, drop("shapes.0"), "shapes: cần đủ ba hình thức"),
        (LAM, put("shapes.1.structure", "bi_thu"), "shapes: cần đủ ba hình thức"),
        (LAM, put("shapes.1.sessions", ["chi_uy"]), "shapes[2].sessions: hình thức chi_uy cần hội nghị chi bộ"),
        (LAM, put("shapes.1.sessions", ["to_dang", "chi_bo"]), "shapes[2].sessions: hình thức chi_uy"),
        (LAM, put("shapes.2.sessions", ["chi_bo", "chi_uy"]), "shapes[3].sessions: hình thức bi_thu"),
        (LAM, put("shapes.0.sessions", ["chi_bo", "to_dang"]), "shapes[1].sessions: hội nghị tổ đảng phải đứng trước"),
        (LAM, put("shapes.0.sessions", ["chi_bo", "chi_bo"]), "shapes[1].sessions: hình thức to_dang cần hội nghị chi bộ, chỉ gồm: chi_bo, chi_uy, to_dang"),
        (LAM, put("agenda.7.key", "kiem"), "agenda: hội nghị chi_bo của hình thức bi_thu thiếu nội dung kiem_diem"),
        (LAM, put("agenda.9.key", "bau"), "agenda: hội nghị chi_bo của hình thức to_dang thiếu nội dung bo_phieu"),
        (LAM, put("agenda.10.key", "bo_phieu"), "agenda: hội nghị chi_bo của hình thức to_dang có hai nội dung"),
        (LAM, drop("statuses.1"), "statuses: chưa nói đảng viên thuộc diện suspended"),
        (LAM, put("statuses.1.status", "exempt"), "statuses: mỗi tình trạng chỉ được nêu một lần"),
        (LAM, drop("thresholds.2"), "thresholds: mức HTNV của chi_bo_truc_thuoc cần đúng một ngưỡng, có 0"),
        (LAM, put("thresholds.2.level", "HTTNV"), "thresholds: mức HTTNV của chi_bo_truc_thuoc cần đúng một ngưỡng, có 2"),
        (TUY, drop("thresholds.0"), "thresholds: mức HTXSNV của chi_bo_co_so cần đúng một ngưỡng, có 0"),
        (LAM, put("thresholds.1.more_than", [2, 5]), "thresholds[2].more_than: ngưỡng của mức HTTNV dưới một nửa"),
        (LAM, put("thresholds.1.more_than", [3, 3]), "thresholds[2].more_than: không ai đạt được"),
        (LAM, put("thresholds.1.default", value=False), "thresholds[2].default: default = true khi và chỉ khi"),
        (TUY, put("thresholds.0.default", value=True), "thresholds[1].default: default = true khi và chỉ khi"),
        (CENTRAL, put("cap.special.rate", [15, 100]), "cap.special.rate: tỷ lệ được nâng không được thấp hơn"),
        (CENTRAL, put("cap.special.x", 1), "cap.special.x: khóa không được biết"),
        (TUY, put("cap.few.good_below", 0), "cap.few: cần good_below hoặc members_below"),
        (TUY, put("cap.few.allowed", 0), "cap.few.allowed: phải từ 1 trở lên"),
        (LAM, put("subquotas.0.leaders", []), "subquotas[1]: cần sectors, và leaders"),
        (LAM, put("subquotas.0.leaders", [""]), "subquotas[1]: cần sectors, và leaders"),
        (LAM, put("subquotas.0.sectors", []), "subquotas[1]: cần sectors, và leaders"),
        (QUANG, put("professional.lifted_by", [1]), "professional.lifted_by: cần danh sách chữ"),
        (TUY, put("sick.months", 0), "sick.months: số tháng trong năm phải từ 1 đến 12"),
        (TUY, put("sick.months", 13), "sick.months: số tháng trong năm phải từ 1 đến 12"),
        (TUY, put("sick.ceiling", "HT"), "sick.ceiling: giá trị “HT” không có trong"),
        (LAM, put("disciplines.1.scope", "earlier_year"), "disciplines: mỗi trường hợp kỷ luật"),
        (LAM, drop("disciplines.1.flag"), "disciplines[2]: cần ceiling hoặc flag"),
        (LAM, put("disciplines.1.flag", "look"), "disciplines[2].flag: chỉ có: rate-at-old-unit, rerate-earlier-year"),
        (LAM, put("grades.0.level", "KHTNV"), "grades: mỗi mức trừ KHTNV nêu nhiều nhất một lần"),
        (LAM, put("grades.0.level", "HTNV"), "grades: mỗi mức trừ KHTNV"),
        (LAM, put("grades.0.tasks", "kem"), "grades: mức HTXSNV đòi hỏi thấp hơn mức HTTNV"),
        (LAM, put("grades.0.others", "kem"), "grades: mức HTXSNV đòi hỏi thấp hơn mức HTTNV"),
        (LAM, put("grades.0.binding", value=False), "grades[2]: mức HTTNV bắt buộc mà mức HTXSNV cao hơn không"),
        (LAM, drop("grades.0"), "grades[1]: mức HTTNV bắt buộc mà mức HTXSNV cao hơn không bắt buộc"),
        (TUY, put("grades.1.binding", value=False), "grades[3]: mức HTNV bắt buộc mà mức HTTNV cao hơn không"),
        (CENTRAL, put("tasks.2.binding", value=False), "tasks[4]: mức HTNV bắt buộc mà mức HTTNV cao hơn không"),
        (CENTRAL, put("tasks.0.binding", value=False), "tasks[3]: mức HTTNV bắt buộc mà mức HTXSNV cao hơn"),
        (CENTRAL, put("tasks.1.binding", value=False), "tasks[3]: mức HTTNV bắt buộc mà mức HTXSNV cao hơn"),
        (CENTRAL, put("tasks.1.leaders", value=False), "tasks[3]: mức HTTNV bắt buộc mà mức HTXSNV cao hơn"),
        (CENTRAL, put("points.binding", value=False), "points.binding: điểm chỉ là gợi ý thì điều kiện nhiệm vụ"),
        (CENTRAL, put("points.bands.HTTNV", 9000), "points.bands: điểm tối thiểu phải giảm dần"),
        (CENTRAL, put("points.bands.KHTNV", 1), "points.bands: điểm tối thiểu phải giảm dần"),
        (CENTRAL, put("points.bands.HTXSNV", 10001), "points.bands: điểm tối thiểu của mức cao nhất vượt"),
        (CENTRAL, drop("points.bands.HTNV"), "points.bands.HTNV: thiếu khóa bắt buộc"),
        (CENTRAL, put("points.bands.X", 1), "points.bands.X: khóa không được biết"),
        (QUANG, put("score_sheet.groups.0.most", 4), "score_sheet.bands: điểm tối thiểu của mức cao nhất vượt"),
        (CENTRAL, put("tasks.0.level", "KHTNV"), "tasks[1]: cần ít nhất một điều kiện, cho một mức trên KHTNV"),
        (CENTRAL, put("tasks.2", {"level": "HTTNV", "clause": "11.2"}), "tasks[3]: cần ít nhất một điều kiện"),
        (QUANG, put("questions.0.key", "mat_doan_ket"), "questions[1]: cần khóa riêng"),
        (QUANG, put("questions.0.text", " "), "questions[1]: cần khóa riêng"),
        (QUANG, put("questions.0.subject", "chi"), "questions[1].subject: giá trị “chi” không có trong"),
        (QUANG, drop("organisation.3"), "questions[1]: không điều kiện nào dùng câu hỏi này"),
        (QUANG, drop("questions.0"), "organisation[4]: chưa có câu hỏi “sinh_hoat”"),
        (QUANG, put("questions.0.subject", "chi_uy"), "organisation[4]: chưa có câu hỏi “sinh_hoat”"),
        (QUANG, put("organisation.0.subject", "chi_uy"), "organisation[1]: quy định này không có thang điểm"),
        (QUANG, put("organisation.0.score", value=False), "organisation[1].score: chỉ ghi khi đúng"),
        (QUANG, put("organisation.0.rest", value=True), "organisation[1].level: cần đúng một điều kiện"),
        (QUANG, drop("organisation.0.score"), "organisation[1].level: cần đúng một điều kiện"),
        (QUANG, drop("organisation.4.members.at_least"), "organisation[5]: members cần reach cùng at_least"),
        (QUANG, put("organisation.4.members.failed_at_most", [1, 2]), "organisation[5]: members cần reach"),
        (QUANG, put("organisation.4.members", {"reach": "HTNV", "failed_at_most": [1, 2]}), "organisation[5]: members cần"),
        (QUANG, put("organisation.2.collective.of", "chi_bo"), "organisation[3]: collective phải là tập thể kia"),
        (QUANG, drop("organisation.5.peers.reach"), "organisation[6]: peers cần đúng một trong hai"),
        (QUANG, put("organisation.5.peers.failed_below", 1), "organisation[6]: peers cần đúng một trong hai"),
        (QUANG, put("organisation.10.discipline.unless", "ai"), "organisation[11]: chưa có câu hỏi “ai” về tập thể này"),
        (QUANG, put("organisation.10.discipline.least", ""), "organisation[11]: discipline cần một hình thức"),
        (LAM, put("organisation.0.rest", value=True), "organisation[1].level: cần đúng một điều kiện"),
        (LAM, put("organisation.0", {**ROW, "rest": True}), "organisation[1]: rest chỉ dùng cho mức KHTNV"),
        (LAM, put("organisation.0", {**ROW, "score": True}), "organisation[1]: quy định này không có thang điểm"),
        (LAM, put("organisation.0", {**ROW, "tasks": {}}), "organisation[1]: tasks cần ít nhất một điều kiện"),
        (CENTRAL, drop("fails.0.not_done_above"), "fails[1]: cần đúng một trong hai"),
        (CENTRAL, put("fails.0.done_below", [1, 2]), "fails[1]: cần đúng một trong hai"),
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_by_place_and_reason(pack: str, edit: Edit, message: str) -> None:
    assert refusal(pack, edit).startswith(message)


@pytest.mark.parametrize(
    ("pack", "edit"),
    [
        (TUY, put("sick.months", 1)),
        (TUY, put("sick.months", 12)),
        # nobody can have more than all the points, but all of them may be asked for
        (CENTRAL, put("points.bands.HTXSNV", 10000)),
        # advice below what binds, or everything advice: nothing binds in vain
        (TUY, put("grades.2.binding", value=False)),
        (CENTRAL, put("tasks.3.binding", value=False)),
        (LAM, lambda table: [rule.update(binding=False) for rule in table["grades"]]),
        # of two rules on the top level one binds
        (CENTRAL, lambda table: table["tasks"].append({**table["tasks"][0], "binding": False})),
    ],
)
def test_the_outermost_numbers_are_still_allowed(pack: str, edit: Edit) -> None:
    table = tomllib.loads(TEXTS[pack])
    edit(table)
    assert read_regulation(table)


def test_a_newcomer_of_less_than_one_month() -> None:
    table = tomllib.loads(TEXTS[LAM])
    table["new_member"] |= {"months": 1, "sentence": "Mới kết nạp chưa đủ 01 tháng: không xếp loại"}
    assert read_regulation(table).new_member.months == 1


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ReadError, match="phải là một bảng"):
        read_regulation([1])


def test_a_minute_is_no_day() -> None:
    table = tomllib.loads("day = 2026-12-04T08:00:00")
    with pytest.raises(ReadError, match="day: sai kiểu, cần một ngày, như 2026-12-04"):
        Reader(table, "", "").day("day")


@pytest.mark.parametrize("number", [-1, 13])
def test_a_number_out_of_its_bounds_is_refused(number: int) -> None:
    with pytest.raises(ReadError, match="months: cần một số từ 0 đến 12"):
        Reader({"months": number}, "", "").within("months", 0, 12)
    assert [Reader({"months": n}, "", "").within("months", 0, 12) for n in (0, 12)] == [0, 12]
    assert Reader({}, "", "").within("months", 1, 12, 1) == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rate = [20, 100]", "rate = [20, 0]", "cap.rate: phân số"),
        ('khi đề xuất."\nclause = "3.12"\n', 'khi đề xuất."\n', "cap.clause: thiếu khóa bắt buộc"),
        ("[new_member]\nmonths = 6", "[new_member]\nmonths = 6\nmonth = 6", "new_member.month: khóa không"),
    ],
)
def test_the_refusal_of_a_file_names_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = TEXTS[LAM]
    assert text.count(old) == 1
    path = tmp_path / "tinh-2027.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RegulationError) as caught:
        read_pack(path)
    found = re.match(r"Tệp quy định tinh-2027\.toml, dòng (\d+), (.*)\.$", str(caught.value))
    assert found is not None, str(caught.value)
    assert found[2].startswith(message)
    table = message.partition(".")[0]
    header = text.splitlines().index(f"[{table}]") + 1
    assert header <= int(found[1]) <= header + 3


def test_a_rule_that_binds_in_vain_is_refused_at_its_line(tmp_path: Path) -> None:
    old = 'tasks = "xuat_sac"\nothers = "tot"\n'
    text = TEXTS[LAM].replace(old, old + "binding = false\n")
    path = tmp_path / "tinh-2027.toml"
    path.write_text(text, encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == "[[grades]]"]
    with pytest.raises(
        RegulationError, match=rf"tinh-2027\.toml, dòng {lines[1]}, grades\[2\]: mức HTTNV bắt buộc"
    ):
        read_pack(path)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x-2027.toml"
    path.write_text("cap = [", encoding="utf-8")
    with pytest.raises(RegulationError, match=r"Tệp quy định x-2027\.toml viết sai ở cuối tệp: sai cú pháp"):
        read_pack(path)


def test_a_pack_as_any_editor_saves_it_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / f"{LAM}.toml"
    for saved in (b"\xef\xbb\xbf" + TEXTS[LAM].encode(), TEXTS[LAM].replace("\n", "\r\n").encode()):
        path.write_bytes(saved)
        assert read_pack(path) == load_regulation(LAM)


def test_a_pack_under_the_name_of_another_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ca-mau-2027.toml").write_text(TEXTS[LAM], encoding="utf-8")
    monkeypatch.setattr("desktop.regulations.FOLDER", tmp_path)
    with pytest.raises(RegulationError, match=f"ca-mau-2027.toml có id “{LAM}”"):
        load_regulation("ca-mau-2027")


def test_a_pack_of_another_year_needs_no_code(tmp_path: Path) -> None:
    text = TEXTS[CENTRAL].replace('id = "trung-uong-2025"', 'id = "trung-uong-2027"')
    text = text.replace("years = [2025, 2026]", "years = [2027]").replace("HTXSNV = 9000", "HTXSNV = 9200")
    path = tmp_path / "trung-uong-2027.toml"
    path.write_text(text, encoding="utf-8")
    regulation = read_pack(path)
    assert regulation.points is not None
    assert [regulation.points.bands[level] for level in LEVELS] == [9200, 7000, 5000, 0]
    assert all(regulation.threshold(level, form) for level in LEVELS for form in Form)


def test_a_shape_that_is_not_there_is_a_key_error() -> None:
    regulation = load_regulation(LAM)
    with pytest.raises(KeyError, match="khac"):
        regulation.shape("khac")  # type: ignore[arg-type]
