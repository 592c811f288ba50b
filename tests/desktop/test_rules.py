"""Letters and decisions as use cases: what is computed, shown and exported follows them; commands on packs."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import Refused
from desktop import dossier, rules
from desktop.cli import main
from desktop.desk import Desk, DeskError
from desktop.regulations import FOLDER, RegulationError, load_regulation
from desktop.sample import make_rehearsal, make_sample
from forms.verify import verify
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.ratio import Ratio
from meeting.results import results_document
from tests.desktop.test_rehearsal import SMALL

LETTER, DAY = "CV 12-CV/ĐU", date(2023, 11, 3)
VOTE = "Biểu quyết 5/5"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole rehearsed season."""
    out = tmp_path_factory.mktemp("played") / "ra"
    assert main(["rehearse", str(SMALL), "--out", str(out)]) == 0
    return out


@pytest.fixture
def finished(played: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(Path(shutil.copy(next(played.glob("*.chibo")), tmp_path / "so.chibo"))) as desk:
        yield desk


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    with make_sample(tmp_path / "mau.chibo") as desk:
        yield desk


def test_a_letter_is_in_force_at_once_and_everywhere(fresh: Desk) -> None:
    before = fresh.regulation
    rules.record_letter(fresh, "cap.rate", "25%", f"  {LETTER} ", DAY)
    assert fresh.regulation.cap.rate == Ratio(25, 100)
    assert fresh.regulation is fresh.regulation, "read once for one picture of the book"
    assert fresh.verdict.cap.rate == Ratio(25, 100)
    (told,) = rules.letters(fresh)
    assert (told.before, told.after, told.paper, told.day) == ("20%", "25%", LETTER, DAY)
    assert rules.why_careful(fresh) == ""
    rules.withdraw_letter(fresh, "cap.rate")
    assert (fresh.regulation, rules.letters(fresh)) == (before, ())


@pytest.mark.parametrize(
    ("key", "text", "paper", "why"),
    [
        ("cap.rate", "25", LETTER, "25% hoặc 2/3"),
        ("cap.rate", "0%", LETTER, "tỷ lệ phải lớn hơn 0"),
        ("cap.rate", "25%", " ", "cần ghi số văn bản"),
        ("thresholds.HTTNV", "1/3", LETTER, "dưới một nửa"),
        ("cap.rounding", "lên", LETTER, "không có giá trị ấy"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_in_words(
    fresh: Desk, key: str, text: str, paper: str, why: str
) -> None:
    with pytest.raises(DeskError) as caught:
        rules.record_letter(fresh, key, text, paper, DAY)
    assert why in str(caught.value)
    assert str(caught.value).endswith(".")
    assert fresh.season.overrides == ()


def test_a_letter_of_the_book_that_no_longer_fits_is_said_in_one_sentence(fresh: Desk) -> None:
    fresh.book.connection.execute("INSERT INTO overrides VALUES('cap.rate','ba','CV 1','2023-11-03')")
    fresh._season = None
    with pytest.raises(RegulationError) as caught:
        _ = fresh.regulation
    assert "CV 1" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rehearsal_follows_the_letters_of_the_real_book(fresh: Desk, tmp_path: Path) -> None:
    rules.record_letter(fresh, "new_member.months", "3", LETTER, DAY)
    fresh.close()
    with make_rehearsal(tmp_path / "mau.chibo", tmp_path / "tap.chibo") as copy:
        assert copy.regulation.new_member.months == 3


def test_decisions_are_recorded_and_taken_back(finished: Desk) -> None:
    (subject, _name, level), *_rest = rules.proposals(finished)
    assert rules.can_decide(finished)
    rules.record_decision(finished, Decision(subject, Level.HTNV, DecidedBy.MEETING, f" {VOTE} ", DAY, " a "))
    assert finished.season.decisions[0].paper == VOTE
    assert rules.proposals(finished)[0][2] is Level.HTNV
    assert finished.verdict.member(subject).level is level
    with pytest.raises(DeskError, match="số văn bản hoặc kết quả"):
        rules.record_decision(finished, Decision(subject, level, DecidedBy.MEETING, " ", DAY))
    rules.take_back_decision(finished, subject, DecisionKind.PROPOSAL)
    assert finished.season.decisions == ()


def test_no_decision_before_the_count(fresh: Desk) -> None:
    assert not rules.can_decide(fresh)
    with pytest.raises(Refused, match="chưa kiểm xong"):
        rules.record_decision(fresh, Decision("m01", Level.HTNV, DecidedBy.MEETING, VOTE, DAY))


def test_what_was_decided_and_changed_is_exported_and_verified(finished: Desk, tmp_path: Path) -> None:
    assert "đã kết thúc theo quy định cũ" in rules.why_careful(finished)
    rules.record_letter(finished, "cap.rate", "20%", LETTER, DAY)
    subject, _name, _level = rules.proposals(finished)[0]
    rules.record_decision(finished, Decision(subject, Level.HTNV, DecidedBy.MEETING, VOTE, DAY))
    rules.record_finals(finished, rules.final_decisions([(subject, Level.KHTNV)], "QĐ 45-QĐ/ĐU", DAY))
    exported = dossier.export(finished, tmp_path / "ho-so", dossier.throwaway_passphrase())
    checked = verify(exported.folder)
    assert [one.line for one in checked if one.exit_code] == []
    document = results_document(finished.season, finished.verdict)
    assert [one["value"] for one in document["overrides"]] == ["20/100"]  # type: ignore[attr-defined]
    assert [one["kind"] for one in document["decisions"]] == ["proposal", "final"]  # type: ignore[attr-defined]


def test_the_results_of_a_book_list_letters_and_decisions(
    finished: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    rules.record_letter(finished, "cap.rate", "20%", LETTER, DAY)
    finished.close()
    capsys.readouterr()
    assert main(["results", str(finished.book.path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["overrides"] == [{"key": "cap.rate", "value": "20/100", "paper": LETTER, "day": "2023-11-03"}]
    assert (told["decisions"], told["cap"]["rate"]) == ([], [20, 100])


def said(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert main(["regulation", *argv]) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def test_the_commands_on_regulations(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "lam-dong-2023: " in said(capsys, "list")
    assert "Chỉ tiêu mức cao nhất: " in said(capsys, "show", "lam-dong-2023")
    told = said(capsys, "diff", "lam-dong-2023", str(FOLDER / "bac-giang-2024.toml"))
    assert re.search(r"Phạm vi tính chỉ tiêu\n  - .+\n  \+ ", told)
    assert "không có" in told
    assert said(capsys, "diff", "lam-dong-2023", "lam-dong-2023") == ""
    copy = Path(shutil.copy(FOLDER / "lam-dong-2023.toml", tmp_path / "cua-toi.toml"))
    assert load_regulation("lam-dong-2023").title in said(capsys, "check", str(copy))


@pytest.mark.parametrize(
    "argv", [("check",), ("show",), ("diff", "lam-dong-2023"), ("show", "không-có"), ("list", "x")]
)
def test_a_command_without_its_regulation_is_refused(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    assert len(said(capsys, *argv, code=2).strip().splitlines()) == 1
