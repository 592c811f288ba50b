"""The opening and the closing record: what they say, what they carry, that an old one prints the same for ever."""

import hashlib
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from desktop.regulations import load_regulation, pack_hash
from forms import canon, paper
from forms.box_facts import BoxFacts, Closing, short_code, whole_code
from forms.dossier import papers
from forms.facts import gather, words_of
from forms.paper import Paper
from forms.verify import Verdict, verify_pdf
from meeting.judge import judge
from meeting.results import results_document
from tests.forms.seasons import DAY, season
from tests.forms.test_golden import page_digests

FOLDER = Path(__file__).parent / "golden_box"
CLOSING = Closing(
    datetime.combine(DAY, time(10, 40)),
    n=10,
    present=11,
    box="cd" * 32,
    head="ef" * 32,
    confirmations=2,
    started=12,
    cancelled=2,
)
BOX = BoxFacts(
    manifest="ab" * 32,
    contests=12,
    listed=12,
    present=11,
    tellers=3,
    needed=2,
    test_deck=60,
    opened=datetime.combine(DAY, time(10, 20)),
    closing=CLOSING,
)


def record(form: str, box: BoxFacts = BOX) -> Paper:
    told = season()
    regulation = load_regulation(told.regulation)
    verdict = judge(regulation, told)
    words = words_of(regulation, told.unit.form, pack_hash(told.regulation))
    facts = gather(told, verdict, words, results_document(told, verdict))
    return paper.write(form, "chi_bo", f"{paper.FORMS[form].code}01", replace(facts, box=box))


def said(one: Paper) -> str:
    return "\n".join(str(block) for block in one.document.blocks)


def test_the_short_code_is_cut_from_the_whole() -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    assert whole_code(digest).startswith(short_code(digest).replace("-", ""))
    assert [len(group) for group in short_code(digest).split("-")] == [5] * 5


def test_the_opening_record_says_that_the_box_was_empty() -> None:
    text = said(record("bien_ban_mo_hom"))
    assert "Hòm rỗng: 0 phiếu" in text
    assert "60 phiếu mẫu" in text
    assert "có mặt được bỏ phiếu khi mở hòm: 11" in text
    assert short_code(BOX.manifest) in text
    assert f"CB1-MO:{whole_code(BOX.manifest)}" in text
    assert short_code(CLOSING.box) not in text
    assert "hòm của lần bỏ phiếu trước" not in text


def test_a_box_that_replaces_another_names_it() -> None:
    text = said(record("bien_ban_mo_hom", replace(BOX, parent="12" * 32)))
    assert short_code("12" * 32) in text


@pytest.mark.parametrize(
    ("started", "cancelled", "words"),
    [
        (12, 2, "hiệu số khớp với số phiếu"),
        (12, 1, "hiệu số không khớp với số phiếu"),
        (None, None, "không đủ số liệu"),
    ],
)
def test_the_closing_record_counts_the_turns(started: int | None, cancelled: int | None, words: str) -> None:
    closing = replace(CLOSING, started=started, cancelled=cancelled)
    assert words in said(record("bien_ban_dong_hom", replace(BOX, closing=closing)))


def test_the_records_carry_no_votes_and_no_more_people_than_sign() -> None:
    for form in ("bien_ban_mo_hom", "bien_ban_dong_hom"):
        carried = record(form).facts
        assert carried.season.ballot.tallies == ()
        assert carried.verdict is None
        assert {m.id for m in carried.season.members} <= {"m001", "m002", "m003", "m005"}


def test_no_other_paper_carries_the_box() -> None:
    """Control beside it: the two records do."""
    told = season()
    regulation = load_regulation(told.regulation)
    verdict = judge(regulation, told)
    made = papers(
        told,
        verdict,
        regulation,
        results_document(told, verdict),
        pack_hash(told.regulation),
        boxes={told.ballot.round: BOX},
    )
    assert {one.form.id for one in made if one.facts.box} == {"bien_ban_mo_hom", "bien_ban_dong_hom"}
    assert next(one for one in made if one.form.id == "bien_ban_mo_hom").facts.box == replace(
        BOX, closing=None
    )


def test_a_signed_record_is_verified_by_printing_again(tmp_path: Path) -> None:
    from forms import signing

    signing.create_key(tmp_path / "k.p12", "một cụm mật khẩu để thử", "Chi bộ thử")
    signer = signing.load_signer(tmp_path / "k.p12", "một cụm mật khẩu để thử")
    made = record("bien_ban_dong_hom")
    good = signing.sign_pdf(made.pdf(), signer, "thử", "")
    assert verify_pdf("a.pdf", good).verdict is Verdict.GOOD
    other = replace(made, facts=replace(made.facts, box=replace(BOX, closing=replace(CLOSING, n=9))))
    lie = _with_data(made, other.data)
    assert verify_pdf("b.pdf", signing.sign_pdf(lie, signer, "thử", "")).verdict is Verdict.WRONG


def _with_data(shown: Paper, data: bytes) -> bytes:
    """The pages of one paper with the data of another, honestly archived."""
    from forms.archive import archive
    from forms.render import render

    return archive(render(shown.document, shown.mark), data, "BIÊN BẢN")


@pytest.mark.parametrize("form", ["bien_ban_mo_hom", "bien_ban_dong_hom"])
def test_an_old_record_prints_the_same_pages(form: str) -> None:
    """After a wanted change: raise forms.paper.REVISION, delete the folder's files, run the test twice."""
    kept, pages = FOLDER / f"{form}.json", FOLDER / f"{form}.txt"
    if not kept.exists():
        made = record(form)
        kept.write_bytes(made.data)
        pages.write_text("\n".join(page_digests(made.pdf())), encoding="utf-8")
        pytest.fail("golden record written; look at it and run again")
    again = paper.read(kept.read_bytes())
    assert page_digests(again.pdf()) == pages.read_text("utf-8").split()
    assert canon.parse(again.data)["form"] == form


def test_that_the_halves_were_torn_up_is_said_only_when_it_was_declared() -> None:
    torn = "Hai nửa mã mở lại đã được xé trước hội nghị."
    declared = replace(BOX, closing=replace(CLOSING, torn=True))
    assert torn in said(record("bien_ban_dong_hom", declared))
    assert torn not in said(record("bien_ban_dong_hom"))
