"""Scenarios that do not fit the contract are refused with file, key and reason; nothing is written."""

import errno
import unicodedata
from pathlib import Path
from unittest.mock import Mock

import pytest

from desktop.cli import main
from desktop.scenario import ScenarioError, read_scenario
from meeting.decision import DecidedBy
from meeting.level import Level

GOOD = """
regulation = "lam-dong-2023"
year = 2023
meeting_day = 2023-12-05

[unit]
superior = "ĐẢNG BỘ A"
name = "CHI BỘ B"
form = "chi_bo_truc_thuoc"
structure = "bi_thu"
sector = "hanh_chinh"

[[members]]
id = "m01"
name = "Nguyễn Văn An"
born = 1975-03-02
admitted = 2001-05-19
official = 2002-05-19
post = "bi_thu"

[[members]]
id = "m02"
name = "Trần Thị Bình"
born = 1980-03-02
admitted = 2010-05-19
official = 2011-05-19

[[members]]
id = "m03"
name = "Lê Văn Cường"
born = 1981-03-02
admitted = 2011-05-19
official = 2012-05-19

[ballot.votes]
m01 = "TTT"
m02 = "XTT"
m03 = "TT-"
"""

WRONG = {
    "unknown key": ('name = "CHI BỘ B"', 'name = "CHI BỘ B"\nnickname = "b"', "unit.nickname"),
    "missing key": ('name = "CHI BỘ B"\n', "", "unit.name"),
    "name too long": ('name = "CHI BỘ B"', f'name = "CHI BỘ {"B" * 600}"', "unit.name: Tên chi bộ dài 607 ký tự"),
    "superior too long": ('"ĐẢNG BỘ A"', f'"ĐẢNG BỘ {"A" * 600}"', "unit.superior"),
    "empty name of the branch": ('name = "CHI BỘ B"', 'name = " "', "unit.name"),
    "name of the branch on two lines": ('name = "CHI BỘ B"', 'name = "CHI BỘ\\nB"', "unit.name"),
    "superior on two lines": ('superior = "ĐẢNG BỘ A"', 'superior = "ĐẢNG BỘ\\nA"', "unit.superior"),
    "group on two lines": ('sector = "hanh_chinh"', 'sector = "khac"\ngroups = ["Tổ\\n1"]', "unit.groups"),
    "name on two lines": ('name = "Trần Thị Bình"', 'name = "Trần\\nBình"', "members[2].name"),
    "a quoted value on two lines": ('sector = "hanh_chinh"', 'sector = "a\\nb"', "unit.sector: giá trị “a b”"),
    "a line turned around": ('"Trần Thị Bình"', '"Trần\\u202EBình"', "members[2].name: có ký tự đảo chiều"),
    "a sign that is no letter": ('"ĐẢNG BỘ A"', '"ĐẢNG\\u0000BỘ"', "unit.superior: có ký tự điều khiển"),
    "brackets without end": ("year = 2023", f"year = 2023\na = {'[' * 5000}{']' * 5000}", "viết sai"),
    "same id twice": ('id = "m02"', 'id = "m01"', "members[2].id"),
    "impossible date": ("admitted = 2010-05-19", "admitted = 2010-02-30", "viết sai"),
    "official before admitted": ("official = 2011-05-19", "official = 2009-05-19", "members[2].official"),
    "admitted before born": ("born = 1980-03-02", "born = 2012-03-02", "members[2].admitted"),
    "row too short": ('m02 = "XTT"', 'm02 = "XT"', "ballot.votes"),
    "unknown mark": ('m02 = "XTT"', 'm02 = "XTZ"', "ballot.votes.m02"),
    "missing row": ('m02 = "XTT"\n', "", "m02"),
    "row of nobody": ('m03 = "TT-"', 'm03 = "TT-"\nm09 = "TTT"', "m09"),
    "more ballots than voters": ('"TTT"\nm02 = "XTT"\nm03 = "TT-"', '"TTTT"\nm02 = "XTTT"\nm03 = "TT-T"', "4 phiếu"),
    "unknown regulation": ("lam-dong-2023", "lam-dong-1923", "regulation"),
    "unknown enumeration": ('sector = "hanh_chinh"', 'sector = "khong_ro"', "unit.sector"),
    "wrong kind": ("year = 2023", 'year = "2023"', "year"),
    "yes or no as number": ('post = "bi_thu"', "sick_months = true", "members[1].sick_months"),
    "broken file": ("[unit]", "[unit", "viết sai ở dòng 6, cột 6: sai cú pháp"),
    "day that is none": ("meeting_day = 2023-12-05", "meeting_day = 2023-02-30", "ở dòng 4, cột 15: không có ngày"),
    "row twice": ('m03 = "TT-"', 'm03 = "TT-"\nm03 = "TTT"', "khóa ghi hai lần"),
    "year of another age": ("year = 2023", "year = 1023", "khóa year: cần một số từ 1930"),
    "year without end": ("year = 2023", "year = 20230000000000000000000", "khóa year: cần một số"),
    "number without end": ("year = 2023", f"year = {'2' * 5000}", "viết sai"),
    "thirteen months": ('post = "bi_thu"', "sick_months = 13", "members[1].sick_months: cần một số từ 0 đến 12"),
    "id that is a name": ('id = "m02"', 'id = "đv 2"', "members[2].id"),
    "id of a collective": ('id = "m02"', 'id = "chi_bo"', "members[2].id"),
    "endless points": ('post = "bi_thu"', "points = [inf, 60]", "members[1].points"),
    "points that are none": ('post = "bi_thu"', "points = [nan, 60]", "members[1].points"),
    "the one uneven row is named": ('m02 = "XTT"', 'm02 = "XTTT"', "ballot.votes.m02: có 4 ký tự, các dòng khác 3"),
    "uneven row of a collective": ('m03 = "TT-"', 'm03 = "TT-"\n[ballot.unit_votes]\nchi_bo = "T"', "ballot.unit_votes.chi_bo"),
    "votes on no committee": ('m03 = "TT-"', 'm03 = "TT-"\n[ballot.unit_votes]\nchi_uy = "TTT"', "ballot.unit_votes.chi_uy"),
}  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / "kich-ban.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_good_one_is_read(tmp_path: Path) -> None:
    scenario = read_scenario(write(tmp_path, GOOD))
    assert scenario.valid == 3
    assert [member.id for member in scenario.members] == ["m01", "m02", "m03"]


FURTHER = """
[[overrides]]
key = "cap.rate"
value = "25%"
paper = "CV 12-CV/ĐU"
day = 2023-11-20

[[decisions]]
subject = "m02"
level = "HTTNV"
paper = "biểu quyết 3/3"
day = 2023-12-05

[collectives.chi_bo]
grades = ["tot", "tot"]
peers = [{name = "Công đoàn", kind = "doan_the", level = "HTTNV"}]
"""

WRONG_FURTHER = {
    "unknown key of a letter": ('key = "cap.rate"', 'key = "cap.size"', "overrides[1].key"),
    "value of another kind": ('value = "25%"', 'value = "nhiều"', "overrides[1].value"),
    "value that cannot be": ('value = "25%"', 'value = "0%"', "overrides[1].value"),
    "letter without a paper": ('paper = "CV 12-CV/ĐU"', 'paper = " "', "overrides[1].paper"),
    "two letters on one value": (
        FURTHER,
        FURTHER + FURTHER.partition("[[decisions]]")[0],
        "overrides[2].key",
    ),
    "decision on nobody": ('subject = "m02"', 'subject = "m09"', "decisions[1].subject"),
    "unknown level": ('level = "HTTNV"\npaper', 'level = "HT"\npaper', "decisions[1].level"),
    "unknown body": ('level = "HTTNV"\npaper', 'by = "ai"\npaper', "decisions[1].by"),
    "final without a level": ('level = "HTTNV"\npaper', 'kind = "chinh_thuc"\npaper', "decisions[1].kind"),
    "final by the meeting": (
        'level = "HTTNV"\npaper',
        'level = "HTTNV"\nkind = "chinh_thuc"\nby = "hoi_nghi"\npaper',
        "decisions[1].kind",
    ),
    "decision without a source": ('paper = "biểu quyết 3/3"', 'paper = ""', "decisions[1].paper"),
    "two decisions": (
        "[collectives.chi_bo]",
        '[[decisions]]\nsubject = "m02"\npaper = "x"\nday = 2023-12-05\n[collectives.chi_bo]',
        "decisions[2].subject",
    ),
    "unknown collective": ("[collectives.chi_bo]", "[collectives.to_dang]", "collectives.to_dang"),
    "unknown question": ("peers = [", "answers = {vui = true}\npeers = [", "collectives.chi_bo.answers.vui"),
    "unknown kind of body": ('kind = "doan_the"', 'kind = "hoi"', "collectives.chi_bo.peers[1].kind"),
    "unknown rating": ('level = "HTTNV"}', 'level = "A"}', "collectives.chi_bo.peers[1].level"),
}


def test_letters_decisions_and_facts_of_the_collectives_are_read(tmp_path: Path) -> None:
    scenario = read_scenario(write(tmp_path, GOOD + FURTHER))
    assert str(scenario.regulation.cap.rate) == "25%"
    assert [one.amendment.value for one in scenario.letters] == ["25/100"]
    assert [(one.subject, one.level, one.by) for one in scenario.decisions] == [
        ("m02", Level.HTTNV, DecidedBy.MEETING)
    ]
    (facts,) = scenario.collectives
    assert [peer.level for peer in facts.peers] == [Level.HTTNV]


@pytest.mark.parametrize("name", WRONG_FURTHER)
def test_wrong_further_keys_are_refused_by_place(name: str, tmp_path: Path) -> None:
    before, after, key = WRONG_FURTHER[name]
    assert before in FURTHER
    with pytest.raises(ScenarioError) as caught:
        read_scenario(write(tmp_path, GOOD + FURTHER.replace(before, after, 1)))
    assert f"khóa {key}:" in str(caught.value)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scenario_is_refused_and_nothing_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, key = WRONG[name]
    assert before in GOOD
    path, out = write(tmp_path, GOOD.replace(before, after, 1)), tmp_path / "ra"
    assert main(["rehearse", str(path), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "kich-ban.toml" in said
    assert key in said
    assert len(said.strip().splitlines()) == 1
    assert not out.exists()


def test_a_folder_with_files_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = write(tmp_path, GOOD), tmp_path / "ra"
    out.mkdir()
    (out / "quan-trong.txt").write_text("giữ nguyên", encoding="utf-8")
    assert main(["rehearse", str(path), "--out", str(out)]) == 2
    assert "trống" in capsys.readouterr().err
    assert [p.name for p in out.iterdir()] == ["quan-trong.txt"]


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("organisation_score = [41, 20, 15, 15, 10]", "unit.organisation_score"),
        ("organisation_score = [40, 20]", "unit.organisation_score"),
        ('groups = ["A", "A"]', "unit.groups"),
    ],
)
def test_what_the_pack_of_2016_does_not_know_is_refused(told: str, key: str, tmp_path: Path) -> None:
    text = GOOD.replace("lam-dong-2023", "quang-binh-2016")
    with pytest.raises(ScenarioError, match=key):
        read_scenario(write(tmp_path, text.replace("[unit]", f"[unit]\n{told}")))
    with pytest.raises(ScenarioError, match=r"members\[1\].merits: “bangkhen”"):
        read_scenario(write(tmp_path, text.replace("born", 'merits = ["bangkhen"]\nborn', 1)))
    good = text.replace("[unit]", "[unit]\norganisation_score = [40, 20, 15, 15, 10]")
    good = good.replace("born", 'merits = ["bang_khen", "chien_si_thi_dua"]\nborn', 1)
    assert read_scenario(write(tmp_path, good)).unit.organisation_score == (40, 20, 15, 15, 10)


def test_a_file_as_any_editor_saves_it_is_read(tmp_path: Path) -> None:
    text = GOOD.replace("bi_thu", "to_dang", 1).replace("[unit]", '[unit]\ngroups = ["Tổ đảng số 1"]')
    text = text.replace("born", 'group = "Tổ đảng số 1"\nborn')
    plain = read_scenario(write(tmp_path, text))
    path = tmp_path / "kich-ban.toml"
    for saved in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", text).encode(),
        text.replace("Tổ", unicodedata.normalize("NFD", "Tổ"), 1).encode(),
        text.replace("Tổ đảng", "Tổ\u00a0đảng\u200b", 1).encode(),
    ):
        path.write_bytes(saved)
        assert read_scenario(path) == plain


def test_a_file_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(ScenarioError, match="UTF-8"):
        read_scenario(tmp_path / "a.toml")


def test_what_the_book_refuses_while_it_is_played_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = write(tmp_path, GOOD.replace("Trần Thị Bình", "Trần 𝄞 Bình")), tmp_path / "ra"
    assert main(["rehearse", str(path), "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith("Tệp kịch bản kich-ban.toml: ")
    assert not out.exists()


def test_where_nothing_can_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = write(tmp_path, GOOD), tmp_path / "tep"
    file.touch()
    assert main(["rehearse", str(path), "--out", str(file / "ra")]) == 2
    assert "Không tạo được thư mục" in capsys.readouterr().err
    for number, code in ((errno.EROFS, 2), (errno.EBADF, 1)):
        refusal = OSError(number, "no")
        monkeypatch.setattr("desktop.commands._rehearse_in", Mock(side_effect=refusal))
        assert main(["rehearse", str(path), "--out", str(tmp_path / "ra")]) == code
        assert ("Không ghi được vào thư mục" in capsys.readouterr().err) is (code == 2)
        assert not (tmp_path / "ra").exists()


def test_points_are_exact_hundredths(tmp_path: Path) -> None:
    text = GOOD.replace('post = "bi_thu"', "points = [29.5, 60.45]").replace(
        "lam-dong-2023", "trung-uong-2025"
    )
    assert read_scenario(write(tmp_path, text)).members[0].points == (2950, 6045)


@pytest.mark.parametrize("points", ["[30.01, 60]", "[29.555, 60]", "[-1, 60]", "[29]", '["29", 60]'])
def test_impossible_points_are_refused(tmp_path: Path, points: str) -> None:
    text = GOOD.replace('post = "bi_thu"', f"points = {points}").replace("lam-dong-2023", "trung-uong-2025")
    with pytest.raises(ScenarioError, match=r"members\[1\]"):
        read_scenario(write(tmp_path, text))


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(tmp_path / "khong-co.toml"), "--out", str(tmp_path / "ra")]) == 2
    told = "Tệp kịch bản khong-co.toml không đọc được: không có tệp này.\n"
    assert capsys.readouterr().err == told
    assert main(["rehearse", str(tmp_path), "--out", str(tmp_path / "ra")]) == 2
    assert "đây là thư mục" in capsys.readouterr().err


def test_an_unknown_command_is_refused_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["bay-len"])
    assert stop.value.code == 2
    assert "Câu lệnh chưa đúng" in capsys.readouterr().err
