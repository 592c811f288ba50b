"""How each paper stands, and that exactly the papers whose data changed since they were signed are outdated."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import operations as op
from db.operations import Document, PaperData, Sending
from desktop import dossier, paper_status, preparation, signatures
from desktop.desk import Desk
from desktop.paper_status import (
    Copy,
    State,
    copies_of,
    not_signed,
    status_before,
    status_of,
    status_of_item,
    status_of_reviews,
)
from desktop.regulations import load_regulation
from forms import paper, signing
from forms.paper_forms import REVIEWS
from forms.stage import OLD
from forms.verify import Verdict, verify
from meeting.season import Session, SessionKind, SessionState

from .meeting_room import afternoon, branch_desk, close_meeting, count_ballot, meeting_desk, open_ballot

SECRET = "một cụm mật khẩu để thử"
NOW, OTHER, PACK = "a" * 64, "b" * 64, "d" * 64
SIGNED = Copy(
    Document("01.pdf", "x", "c" * 64, ("Chi bộ", "Bí thư")),
    PaperData("c" * 64, "CB01", NOW, paper.REVISION, PACK),
)
SENT = Sending("c" * 64, date(2025, 12, 20), "Đảng ủy Sở")


def test_a_paper_with_lines_for_the_pen_is_a_draft_until_somebody_signs_it(desk: Desk) -> None:
    """A report whose meeting wrote nothing down is not called whole."""
    papers = {one.form.id: one for one in dossier.collect(desk).papers}
    whole, empty = (not_signed(papers[form].document) for form in ("bang_tong_hop", "bao_cao_chi_bo"))
    assert (whole.state, empty.state) == (State.FINAL, State.OPEN)
    assert "chỗ để trống" in empty.sentence


def test_the_states_of_a_paper_that_can_be_printed() -> None:
    signed = status_of(NOW, SIGNED, PACK)
    assert (signed.state, signed.sentence) == (State.SIGNED, "Đã ký: Chi bộ; Bí thư.")
    sent = status_of(NOW, replace(SIGNED, sent=SENT), PACK)
    assert sent.state is State.SENT
    assert sent.sentence.startswith("Bản này đã nộp ngày 20/12/2025 cho Đảng ủy Sở. Đã ký")
    again = status_of(NOW, replace(SIGNED, sent_before=SENT), PACK)
    assert again.state is State.SIGNED
    assert "Bản trước đã nộp ngày 20/12/2025" in again.sentence
    old = status_of(OTHER, replace(SIGNED, sent=SENT))
    assert old.state is State.OUTDATED
    assert "Bản ấy đã nộp ngày 20/12/2025" in old.sentence


@given(st.sampled_from([NOW, OTHER]), st.sampled_from([NOW, OTHER]), st.booleans())
def test_only_other_data_of_the_same_revision_make_a_paper_old(then: str, now: str, same: bool) -> None:
    revision = paper.REVISION if same else paper.REVISION - 1
    copy = replace(SIGNED, data=PaperData("c" * 64, "CB01", then, revision, PACK))
    status = status_of(now, copy, PACK)
    assert (status.state is State.OUTDATED) == (same and then != now)
    assert ("không so được" in status.sentence) == (not same)


@given(st.sampled_from([NOW, OTHER]))
def test_another_pack_of_the_regulation_is_a_remark_and_makes_no_paper_old(then: str) -> None:
    copy = replace(SIGNED, data=PaperData("c" * 64, "CB01", then, paper.REVISION, "e" * 64))
    status = status_of(NOW, copy, PACK)
    assert (status.state is State.OUTDATED) == (then != NOW)
    assert ("quy định của chương trình đã cập nhật" in status.sentence) == (then == NOW)


def test_data_written_before_the_pack_stood_apart_cannot_be_compared() -> None:
    status = status_of(OTHER, replace(SIGNED, data=PaperData("c" * 64, "CB01", NOW, paper.REVISION)), PACK)
    assert status.state is State.SIGNED
    assert "không so được" in status.sentence


def test_a_copy_of_an_older_program_is_never_called_old() -> None:
    status = status_of(OTHER, replace(SIGNED, data=None))
    assert status.state is State.SIGNED
    assert "không so được" in status.sentence


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with meeting_desk(tmp_path / "so.chibo") as made:
        ceremony = open_ballot(made)
        count_ballot(made, ceremony)
        close_meeting(made)
        yield made


def states(desk: Desk) -> dict[str, State]:
    found, (marked, _unmarked) = dossier.collect(desk), copies_of(desk)
    return {one.document_id: _state(one, marked.get(one.document_id)) for one in found.papers}


def _state(one: paper.Paper, copy: Copy | None) -> State:
    status = status_of(one.told, copy, one.facts.words.pack) if copy else not_signed(one.document)
    return status.state


def carriers(desk: Desk, name: str) -> set[str]:
    return {one.document_id for one in dossier.collect(desk).papers if name in one.data.decode()}


def test_a_changed_name_makes_exactly_the_papers_old_that_carry_it(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    first = dossier.export(desk, folder, SECRET)
    assert set(states(desk).values()) == {State.SIGNED}  # also after the box was sealed by the export
    before = {one["file"]: (folder / one["file"]).read_bytes() for one in first.documents}
    held = carriers(desk, "Đỗ Minh Ân")
    assert held
    assert held < set(states(desk))
    member = desk.season.member("m5")
    preparation.update_member(desk, replace(member, name="Đỗ Minh Ấn"))
    assert {mark for mark, state in states(desk).items() if state is State.OUTDATED} == held
    preparation.update_member(desk, member)
    assert set(states(desk).values()) == {State.SIGNED}  # taken back: the papers say what the book says
    preparation.update_member(desk, replace(member, name="Đỗ Minh Ấn"))
    dossier.export(desk, folder, SECRET)
    assert set(states(desk).values()) == {State.SIGNED}
    kept = folder / OLD / "lan-1"
    for name, content in before.items():
        assert (kept / name).read_bytes() == content


def test_a_program_update_that_changes_the_pack_alone_makes_no_paper_old(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.export(desk, tmp_path / "ra", SECRET)
    before = {one.document_id: one.data for one in dossier.collect(desk).papers}
    monkeypatch.setattr(dossier, "pack_hash", lambda _regulation: "f" * 64)
    found, (marked, _) = dossier.collect(desk), copies_of(desk)
    assert all(one.data != before[one.document_id] for one in found.papers)
    assert set(states(desk).values()) == {State.SIGNED}
    for one in found.papers:
        said = status_of(one.told, marked[one.document_id], one.facts.words.pack).sentence
        assert "điều in trong văn bản không đổi" in said
    member = desk.season.member("m5")
    preparation.update_member(desk, replace(member, name="Đỗ Minh Ấn"))
    assert State.OUTDATED in states(desk).values()


def test_papers_that_are_as_they_were_are_not_written_out_again(desk: Desk) -> None:
    first = dossier.collect(desk)
    again = dossier.collect(desk, first)
    assert all(one is old for one, old in zip(again.papers, first.papers, strict=True))
    preparation.update_member(desk, replace(desk.season.member("m5"), name="Đỗ Minh Ấn"))
    other, fresh = dossier.collect(desk, first), dossier.collect(desk)
    assert other == fresh
    kept = {one.document_id for one, old in zip(other.papers, first.papers, strict=True) if one is old}
    assert kept
    assert kept < {one.document_id for one in first.papers}


def test_what_no_paper_prints_makes_none_old(desk: Desk, tmp_path: Path) -> None:
    dossier.export(desk, tmp_path / "ra", SECRET)
    preparation.update_member(desk, replace(desk.season.member("m5"), note="Ghi chú riêng."))
    assert set(states(desk).values()) == {State.SIGNED}


def test_one_more_signature_is_of_the_same_data_and_a_sending_of_its_copy(desk: Desk, tmp_path: Path) -> None:
    folder, key = tmp_path / "ra", tmp_path / "chu-tri.p12"
    exported = dossier.export(desk, folder, SECRET)
    first = exported.documents[0]
    dossier.record_sending(desk, [first["sha256"]], desk.clock().date(), "Đảng ủy Sở")
    mark = dossier.collect(desk).papers[0].document_id
    assert states(desk)[mark] is State.SENT
    signing.create_key(key, SECRET, "Trần Đình Bảo")
    with signatures.key_signer(key, SECRET) as signer:
        signatures.record(desk, list(signatures.sign([folder / first["file"]], signer, "Chủ trì")))
    copy = copies_of(desk)[0][mark]
    assert copy.document.signed_by[-1] == "Trần Đình Bảo"
    assert copy.sent is None
    assert copy.sent_before is not None
    assert states(desk)[mark] is State.SIGNED


def test_a_paper_signed_by_itself_leaves_bundle_and_standing_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    exported = dossier.export(desk, folder, SECRET)
    bundle, before = exported.bundle.read_bytes(), states(desk)
    found = dossier.collect(desk)
    target = folder / signatures.ALONE / found.files[0]
    made = signatures.sign_alone(found.papers[0], target, dossier.signer_of(desk, SECRET))
    signatures.record(desk, [made])
    (verdict,) = verify(target)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert (states(desk), exported.bundle.read_bytes()) == (before, bundle)


def test_an_export_of_an_older_program_is_known_by_its_file(desk: Desk, tmp_path: Path) -> None:
    made = Document("01-cu.pdf", "x", "9" * 64, ("Chi bộ",))
    desk.changed(op.record_documents(desk.book, [made], at=desk.clock()))
    marked, unmarked = copies_of(desk)
    assert (marked, unmarked) == ({}, {"01-cu.pdf": Copy(made)})


def test_what_a_session_still_lacks_is_said_in_words(tmp_path: Path) -> None:
    with branch_desk(tmp_path / "so.chibo") as desk:
        session = Session("chi_uy", SessionKind.CHI_UY)
        planned = status_before(session, desk.season)
        assert (planned.state, planned.sentence) == (
            State.MISSING,
            "Hội nghị chi ủy: chưa khai mạc, chưa có chủ trì, chưa có thư ký.",
        )
        running = replace(session, state=SessionState.OPEN, opened=afternoon(), chair="m1")
        status = status_before(running, desk.season)
        assert status.state is State.DRAFT
        assert status.sentence.endswith("Còn thiếu: chưa có thư ký.")
        assert status_before(replace(running, secretary="m2"), desk.season).sentence.endswith(
            "chưa kết thúc."
        )
        branch = desk.season.session("chi_bo")
        assert "chưa có kết quả kiểm phiếu" in status_before(branch, desk.season).sentence


def test_papers_that_members_have_not_handed_in_are_missing_by_name(tmp_path: Path) -> None:
    regulation = load_regulation("trung-uong-2025")
    item = next(one for one in regulation.dossier if one.form == "phieu_nhan_xet_cu_tru")
    with branch_desk(tmp_path / "so.chibo") as desk:
        for one in desk.season.members:
            comment = "" if one.id == "m4" else "Gương mẫu."
            preparation.update_member(desk, replace(one, residence_comment=comment))
        status = status_of_item(item, desk.season, regulation)
        assert status.state is State.MISSING
        assert "Chưa nhận của 1 đảng viên: Lê Thị Đức." in status.sentence
        preparation.update_member(desk, replace(desk.season.member("m4"), residence_comment="Tốt."))
        assert status_of_item(item, desk.season, regulation).state is State.ONE_BY_ONE


def test_every_state_has_a_sign_and_words() -> None:
    assert all(len(state.value.split(" ", 1)) == 2 for state in paper_status.State)


def test_the_reviews_stand_together_and_name_whose_data_changed(desk: Desk, tmp_path: Path) -> None:
    assert status_of_reviews(desk) is None
    exported = dossier.export(desk, tmp_path / "ra", SECRET)
    own = [one for one in exported.documents if one["file"].startswith(f"{REVIEWS}/")]
    assert own
    signed = status_of_reviews(desk)
    assert signed is not None
    assert signed.state is State.SIGNED
    assert f"{len(own)} bản đã ký" in signed.sentence
    assert all(not one["file"].startswith(REVIEWS) for one in dossier.recorded(desk))
    member = desk.season.member("m5")
    preparation.update_member(desk, replace(member, name="Đỗ Minh Ấn"))
    changed = status_of_reviews(desk)
    assert changed is not None
    assert changed.state is State.OUTDATED
    assert "1 bản chưa ký hoặc có dữ liệu khác so với lúc ký: Đỗ Minh Ấn." in changed.sentence
    dossier.export(desk, tmp_path / "ra", SECRET)
    again = status_of_reviews(desk)
    assert again is not None
    assert again.state is State.SIGNED


def test_one_more_signature_on_a_review_is_of_the_same_data(desk: Desk, tmp_path: Path) -> None:
    folder, key = tmp_path / "ra", tmp_path / "bi-thu.p12"
    exported = dossier.export(desk, folder, SECRET)
    review = next(one["file"] for one in exported.documents if one["file"].startswith(f"{REVIEWS}/"))
    signing.create_key(key, SECRET, "Trần Đình Bảo")
    with signatures.key_signer(key, SECRET) as signer:
        signatures.record(desk, list(signatures.sign([folder / review], signer, "bi-thu")))
    copy = next(one for one in copies_of(desk)[0].values() if one.document.file == review)
    assert copy.document.signed_by[-1] == "Trần Đình Bảo"
    status = status_of_reviews(desk)
    assert status is not None
    assert status.state is State.SIGNED
    bundle, told = signatures.rebundle(desk.season, folder, dossier.signer_of(desk, SECRET))
    signatures.record(desk, told)
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read(review) == (folder / review).read_bytes()
    assert {one.verdict for one in verify(folder)} == {Verdict.GOOD}
