"""The sealed box beside the papers, and `chibo recount` over it: agreeing, altered, hostile."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.ballot_box import Box, BoxState, BundleUnreadable
from desktop import checking, dossier, voting
from desktop.box_record import box_facts, log_text, sealed_files
from desktop.cli import main
from desktop.desk import Desk
from desktop.recount import contradiction
from forms.bundle import zip_of
from forms.verify import FileVerdict, Verdict, verify
from meeting.season import BallotForm

from .meeting_room import PEOPLE, TELLERS, close_meeting, count_ballot, meeting_desk, open_ballot, vote


@dataclass(frozen=True)
class Handed:
    """What the branch hands in, and what the tellers have on paper."""

    folder: Path
    zip: Path
    box: Path
    codes: str
    key: str


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handed]:
    folder = tmp_path_factory.mktemp("nop")
    with meeting_desk(folder / "so.chibo") as desk:
        ceremony = open_ballot(desk)
        count_ballot(desk, ceremony)
        key = voting.box_of(desk).export_key(ceremony.teller_codes)
        close_meeting(desk)
        exported = dossier.export(desk, folder / "ra", "một cụm mật khẩu để thử")
        assert voting.box_of(desk).state is BoxState.SEALED
        box = exported.folder / "hom-phieu-lan-1.json"
        yield Handed(exported.folder, exported.bundle, box, "\n".join(ceremony.teller_codes), key.hex())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> "Typed":
    return Typed(monkeypatch)


class Typed:
    """What comes from the standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, text: str) -> None:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_box_and_its_log_lie_beside_the_papers(handed: Handed) -> None:
    log = (handed.folder / "nhat-ky-hom-phieu-lan-1.txt").read_text("utf-8")
    assert "Mở hòm; 5 người có mặt được bỏ phiếu." in log
    assert log.rstrip().endswith("Niêm phong hòm.")
    with zipfile.ZipFile(handed.zip) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        assert bundle.read(handed.box.name) == handed.box.read_bytes()
    listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    assert len(listed[handed.box.name]) == 64
    assert "nhat-ky-hom-phieu-lan-1.txt" in listed
    assert all(verdict.exit_code == 0 for verdict in verify(handed.zip))


def test_the_log_names_nobody(handed: Handed) -> None:
    log = (handed.folder / "nhat-ky-hom-phieu-lan-1.txt").read_text("utf-8")
    for member, name, _post in PEOPLE:
        assert name not in log
        assert f" {member} " not in log


def test_a_recount_agrees_by_codes_and_by_key(
    handed: Handed, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    for secret in (handed.codes, handed.codes.replace("\n", ", "), handed.key):
        typed(secret)
        assert main(["recount", str(handed.zip)]) == 0
        said = capsys.readouterr().out
        assert "Nguyễn Văn Hòa: HTXSNV 0, HTTNV 5, HTNV 0, KHTNV 0, trống 0" in said
        assert "Tập thể chi ủy" in said
        assert handed.codes.split()[0] not in said


def test_a_recount_of_the_box_alone_knows_no_names(
    handed: Handed, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(handed.key)
    assert main(["recount", str(handed.box), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["agrees"] is True
    assert told["votes"]["m1"] == {"HTXSNV": 0, "HTTNV": 5, "HTNV": 0, "KHTNV": 0, "blank": 0}
    assert told["names"]["m1"] == "m1"
    assert [len(code) for code in told["codes"]] == [29, 29, 29]


def test_wrong_codes_are_refused(handed: Handed, typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    for secret in ("", "1234567890123,1234567890123", "0" * 64, "vài chữ"):
        typed(secret)
        assert main(["recount", str(handed.zip)]) == 2
        assert capsys.readouterr().err.strip()


def signed_anew(handed: Handed, change: Callable[[dict[str, bytes]], object], target: Path) -> Path:
    """A bundle that the branch changed and signed again, so that it is sound in itself."""
    from forms import canon, control, signing

    with zipfile.ZipFile(handed.zip) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    manifest = json.loads(parts["manifest.json"])
    for entry in manifest["files"]:
        (listed,) = control.listed({entry["name"]: parts[entry["name"]]})
        entry.update(size=listed.size, sha256=listed.sha256)
    parts["manifest.json"] = canon.canonical(manifest)
    signer = signing.load_signer(handed.folder.parent / "so.p12", "một cụm mật khẩu để thử")
    parts["manifest.json.p7s"] = signing.sign_detached(parts["manifest.json"], signer)
    target.write_bytes(zip_of(parts))
    return target


def other_votes(parts: dict[str, bytes]) -> None:
    from forms import canon

    results = json.loads(parts["results.json"])
    results["members"]["m1"]["votes"] = {"HTXSNV": 5, "HTTNV": 0, "HTNV": 0, "KHTNV": 0, "blank": 0}
    parts["results.json"] = canon.canonical(results)


def test_results_that_are_not_the_slips_are_found(
    handed: Handed, typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A branch that signs other numbers than its box holds: the bundle is sound, the recount is not."""
    forged = signed_anew(handed, other_votes, tmp_path / "goi.zip")
    typed(handed.key)
    assert main(["recount", str(forged)]) == 1
    assert "khác với phiếu trong hòm ở: Nguyễn Văn Hòa" in capsys.readouterr().err
    assert "đã ký trong hòm ở: Nguyễn Văn Hòa" in contradiction(forged)
    assert contradiction(handed.zip) == ""


def another_vote(folder: Path, voters: int) -> bytes:
    """The sealed box of a vote that a secretary held alone, everybody for the highest level."""
    with meeting_desk(folder / "so.chibo") as desk:
        ceremony = open_ballot(desk)
        vote(desk, [member for member, _name, _post in PEOPLE][:voters], 1)
        voting.close_box(desk, confirmations=2, signatures=voters)
        voting.count(desk, ceremony.teller_codes)
        return sealed_files(desk)["hom-phieu-lan-1.json"]


def test_a_bundle_with_another_box_is_wrong_without_any_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Papers, lists and box are all sound; they only do not speak of the same vote."""
    (tmp_path / "nha").mkdir()
    other = another_vote(tmp_path / "nha", 5)
    monkeypatch.setattr("desktop.box_record.sealed_files", lambda _desk: {"hom-phieu-lan-1.json": other})
    with meeting_desk(tmp_path / "so.chibo") as desk:
        count_ballot(desk, open_ballot(desk))
        close_meeting(desk)
        forged = dossier.export(desk, tmp_path / "ra", "một cụm mật khẩu để thử").bundle
    assert main(["verify", str(forged)]) == 1
    said = capsys.readouterr().out
    assert "đã ký trong hòm ở: Nguyễn Văn Hòa" in said
    assert said.count("SAI") == 1  # the papers by themselves are sound
    whole = FileVerdict(forged.name, Verdict.GOOD, "")
    assert [checking._with_boxes(where, whole).verdict for where in (forged, forged.parent)] == [
        Verdict.WRONG
    ] * 2
    paper = FileVerdict(f"{forged.name}/a.pdf", Verdict.GOOD, "")
    assert checking._with_boxes(forged, paper) is paper


def test_a_box_of_other_ballots_or_no_box_at_all_is_told(handed: Handed, tmp_path: Path) -> None:
    fewer = another_vote(tmp_path, 4)
    for body, sentence in ((fewer, "Số phiếu của lần bỏ phiếu thứ 1"), (b"{}", "")):
        forged = signed_anew(
            handed, lambda parts, body=body: parts.update({handed.box.name: body}), tmp_path / "g"
        )
        if sentence:
            assert sentence in contradiction(forged)
        else:
            with pytest.raises(BundleUnreadable):
                contradiction(forged)


def test_the_verdict_on_a_sound_bundle_stays(handed: Handed, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(handed.zip)]) == 0
    assert "Gói nguyên vẹn" in capsys.readouterr().out


def test_an_altered_box_is_wrong_and_rubbish_is_unreadable(
    handed: Handed, typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(handed.box.read_bytes())
    told["roll"] = "01" + told["roll"][2:]
    altered = tmp_path / "hom.json"
    altered.write_text(json.dumps(told, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    zipped = tmp_path / "goi.zip"
    zipped.write_bytes(handed.zip.read_bytes()[:-1] + b"\x01")
    rubbish = tmp_path / "rac.json"
    rubbish.write_bytes(b'{"format": ' * 2000)
    empty = tmp_path / "trong.zip"
    empty.write_bytes(b"PK\x05\x06" + bytes(18))
    for path, code in ((altered, 1), (zipped, 1), (empty, 1), (rubbish, 2), (tmp_path / "khong-co.zip", 2)):
        typed(handed.key)
        assert main(["recount", str(path)]) == code, path
        assert capsys.readouterr().err.count("\n") == 1


def test_exporting_again_seals_nothing_anew(tmp_path: Path) -> None:
    with meeting_desk(tmp_path / "so.chibo") as desk:
        count_ballot(desk, open_ballot(desk))
        first = sealed_files(desk)
        assert sealed_files(desk) == first
        kinds = [record.kind for record in voting.box_of(desk).log()]
        assert kinds[-1] == "sealed"
        assert kinds.count("sealed") == 1


def test_a_book_without_its_box_still_has_its_papers(tmp_path: Path) -> None:
    with meeting_desk(tmp_path / "so.chibo") as desk:
        count_ballot(desk, open_ballot(desk))
        close_meeting(desk)
        box = voting.box_of(desk).path
        path, clock = desk.book.path, desk.clock
    box.unlink()
    with Desk.open(path, clock=clock) as again:
        assert sealed_files(again) == {}
        assert dossier.complete(again, dossier.collect(again)).papers


def test_every_kind_of_record_can_be_read() -> None:
    from db.ballot_box import Record
    from db.ballot_box.audit import KINDS

    samples = {"int": 3, "bool": True, "ints": [1, 2], "hash": "ab" * 32, "version": "3.45"}
    words = {"suspend_reason": "display", "void_reason": "meeting", "what": "bundle", "why": "remote"}
    for kind, fields in KINDS.items():
        details = {name: {**samples, **words}[rule.removesuffix("?")] for name, rule in fields.items()}
        text = log_text((Record(kind, "2025-12-05T14:00", clock_went_back=True, details=details),))
        assert "05/12/2025 14:00" in text
        assert "vặn lùi" in text
        assert "{" not in text


def test_the_independent_script_prints_the_codes_of_the_records(
    handed: Handed, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Path(__file__).parents[2] / "docs" / "recount.py"
    ran = subprocess.run(
        [sys.executable, script, handed.box, "--key", handed.key], capture_output=True, text=True, check=True
    )
    typed(handed.key)
    main(["recount", str(handed.box), "--json"])
    for code in json.loads(capsys.readouterr().out)["codes"]:
        assert code in ran.stdout


def test_each_round_has_a_box_of_its_own(
    tmp_path: Path, typed: "Typed", capsys: pytest.CaptureFixture[str]
) -> None:
    """The first round gives everyone HTTNV, the second one member HTNV: each box says what it holds."""
    with meeting_desk(tmp_path / "so.chibo") as desk:
        first = open_ballot(desk)
        count_ballot(desk, first)
        voting.begin_again(desk, ("m4",), "Hội nghị thống nhất bỏ phiếu lại.")
        voting.approve_ballot(desk, BallotForm.BOOTH, "Trên máy.", TELLERS)
        second = open_ballot(desk)
        vote(desk, [person for person, *_ in PEOPLE], 3)
        count_ballot(desk, second)
        assert box_of_parent(desk)
        close_meeting(desk)
        bundle = dossier.export(desk, tmp_path / "ra", "một cụm mật khẩu để thử").bundle
    assert [one.sentence for one in verify(bundle.parent) if one.verdict is not Verdict.GOOD] == []
    for number, ceremony, expected in (
        (None, second, "HTNV 5"),
        (1, first, "HTTNV 5"),
        (2, second, "HTNV 5"),
    ):
        typed("\n".join(ceremony.teller_codes))
        options = [] if number is None else ["--round", str(number)]
        assert main(["recount", str(bundle), *options]) == 0
        out = capsys.readouterr().out
        assert f"Lê Thị Đức: HTXSNV 0, {'HTTNV 0, ' if number != 1 else ''}{expected}" in out
        assert f"--round {1 if number != 1 else 2}" in out
    assert main(["recount", str(bundle), "--round", "7"]) == 2
    assert "có: lần 1, 2" in capsys.readouterr().err


def box_of_parent(desk: Desk) -> bool:
    """Tell whether the second box names the first, and the opening record says that it was counted."""
    facts = box_facts(desk)
    with Box.open_existing(desk.boxes / desk.season.earlier_ballots[0].box) as first:
        same = facts is not None and facts.parent == first.manifest.hash.hex()
    return same and facts is not None and facts.parent_counted
