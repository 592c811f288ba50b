"""A paper: one form filled with facts, the data it carries, and the PDF it becomes.

The PDF is a pure function of the data: reading the data back and printing again gives the same pages. That is
what verification does, so whoever changes what a page says must raise REVISION.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from forms import canon, fonts
from forms.achievement import branch_achievement, member_achievement
from forms.archive import archive
from forms.awards import awards
from forms.ballot_records import closing_record, opening_record
from forms.box_trims import for_closing, for_opening
from forms.branch_minutes import branch_minutes
from forms.collective_report import branch_report, committee_report
from forms.committee_minutes import committee_minutes
from forms.comparison import comparison
from forms.decisions import commendation, recognition, rerating
from forms.document import Document
from forms.facts import Facts, for_group, for_session, for_tally
from forms.group_minutes import group_extract, group_minutes
from forms.index import index
from forms.invitation import invitation
from forms.lists import failed_or_disciplined, not_yet_rated, proposals
from forms.meeting_part import MINUTES
from forms.member_papers import quarter, receipt, residence_comment, supplement
from forms.notice import notice
from forms.outcome import outcome
from forms.paper_forms import ACHIEVEMENT, NOTICE, QUARTER, RECEIPT, RESIDENCE_SHEET, SUPPLEMENT
from forms.personal_review import personal_review
from forms.qr import PaperMark, book_code
from forms.remedy import remedy_plan
from forms.render import render
from forms.score_sheet import score_sheet
from forms.summary import summary
from forms.tally_minutes import tally_minutes
from forms.trims import (
    as_given,
    for_awards,
    for_branch_report,
    for_commendation,
    for_committee_report,
    for_discipline,
    for_index,
    for_invitation,
    for_numbers,
    for_outcome,
    for_proposals,
    for_remedy,
    for_rerating,
    for_score,
    for_summary,
)
from forms.working import inspection_reply, opinions, registration
from forms.working_trims import (
    for_branch_achievement,
    for_comparison,
    for_inspection,
    for_opinions,
    for_registration,
)

FORMAT: Final = "chibo-paper-1"
REVISION: Final = 18
"""Changes whenever the same facts would print other pages."""


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of paper: code in the QR, file name, what it needs of the facts and how it is written.

    kind: the sequence of numbers that it counts in ("BC"); "" where it carries none of the branch's.
    """

    id: str
    code: str
    file: str
    trim: Callable[[Facts, str], Facts]
    write: Callable[[Facts, str], Document]
    kind: str = ""


FORMS: Final = {
    form.id: form
    for form in (
        Form("bien_ban_to_dang", "TD", "bien-ban-hop", for_group, group_minutes),
        Form("trich_bien_ban", "TT", "trich-bien-ban-hop", for_group, group_extract),
        Form("bien_ban_chi_bo", "CB", "bien-ban-hoi-nghi-chi-bo", for_session, branch_minutes, MINUTES),
        Form("bien_ban_mo_hom", "MH", "bien-ban-mo-hom-phieu", for_opening, opening_record, MINUTES),
        Form("bien_ban_dong_hom", "DH", "bien-ban-dong-hom-phieu", for_closing, closing_record, MINUTES),
        Form("bien_ban_kiem_phieu", "KP", "bien-ban-kiem-phieu", for_tally, tally_minutes, MINUTES),
        Form("bien_ban_chi_uy", "CU", "bien-ban-hoi-nghi-chi-uy", for_session, committee_minutes, MINUTES),
        Form("bang_tong_hop", "TH", "bang-tong-hop-xep-loai-dang-vien", for_summary, summary),
        Form("giay_trieu_tap", "GT", "giay-trieu-tap", for_invitation, invitation),
        Form("danh_sach_chua_xep_loai", "CX", "danh-sach-chua-xep-loai", for_numbers, not_yet_rated),
        Form("danh_sach_ky_luat", "KL", "danh-sach-ky-luat", for_discipline, failed_or_disciplined),
        Form("tong_hop_de_xuat", "DX", "tong-hop-de-xuat-cua-cac-chu-the", for_proposals, proposals),
        Form(
            "bao_cao_chi_uy", "BU", "bao-cao-kiem-diem-chi-uy", for_committee_report, committee_report, "BC"
        ),
        Form("bao_cao_chi_bo", "BC", "bao-cao-kiem-diem-chi-bo", for_branch_report, branch_report, "BC"),
        Form("ban_cham_diem", "CD", "ban-tu-cham-diem", for_score, score_sheet),
        Form("ke_hoach_khac_phuc", "KH", "ke-hoach-khac-phuc", for_remedy, remedy_plan, "KH"),
        Form("quyet_dinh_cong_nhan", "QC", "du-thao-quyet-dinh-cong-nhan", for_numbers, recognition),
        Form("quyet_dinh_xep_loai_lai", "QL", "du-thao-quyet-dinh-xep-loai-lai", for_rerating, rerating),
        Form("to_trinh_khen_thuong", "TK", "to-trinh-khen-thuong", for_awards, awards, "TTr"),
        Form("ban_kiem_diem", "CN", "ban-kiem-diem", as_given, personal_review),
        Form("bao_cao_ket_qua", "KQ", "bao-cao-ket-qua", for_outcome, outcome, "BC"),
        Form("tra_loi_kiem_tra", "KT", "bao-cao-kiem-tra", for_inspection, inspection_reply, "BC"),
        Form("ban_dang_ky", "DK", "ban-dang-ky", for_registration, registration),
        Form("tong_hop_gop_y", "GY", "tong-hop-gop-y", for_opinions, opinions),
        Form(
            "quyet_dinh_khen_thuong", "QK", "du-thao-quyet-dinh-khen-thuong", for_commendation, commendation
        ),
        Form(
            "thanh_tich_chi_bo", "TB", "bao-cao-thanh-tich-chi-bo", for_branch_achievement, branch_achievement
        ),
        Form(RESIDENCE_SHEET, "NX", "nhan-xet-noi-cu-tru", as_given, residence_comment),
        Form(SUPPLEMENT, "BS", "phieu-bo-sung-ho-so", as_given, supplement),
        Form(RECEIPT, "TN", "phieu-tiep-nhan", as_given, receipt),
        Form(QUARTER, "DQ", "tu-danh-gia-quy", as_given, quarter),
        Form(NOTICE, "TQ", "thong-bao-ket-qua", as_given, notice, "TB"),
        Form(ACHIEVEMENT, "BT", "bao-cao-thanh-tich", as_given, member_achievement),
        Form("so_sanh_muc", "SS", "so-sanh-muc-xep-loai", for_comparison, comparison),
        Form("muc_luc_ho_so", "ML", "muc-luc-ho-so", for_index, index),
    )
}


@dataclass(frozen=True)
class Paper:
    """One paper: form, the session it is about, its number in the dossier and its facts."""

    form: Form
    session: str
    document_id: str
    facts: Facts

    @cached_property
    def data(self) -> bytes:
        """The canonical data (RFC 8785) that the paper carries; its SHA-256 stands in the QR codes."""
        facts = canon.to_plain(self.facts)
        results = facts.pop("results")
        return canon.canonical(
            {
                "format": FORMAT,
                "revision": REVISION,
                "form": self.form.id,
                "session": self.session,
                "document": self.document_id,
                "rehearsal": self.facts.season.rehearsal,
                "results": results,
                "facts": facts,
            }
        )

    @cached_property
    def told(self) -> str:
        """SHA-256 of the data without the hash of the regulation pack, which a program update may change."""
        import hashlib

        pack = f'"pack":"{self.facts.words.pack}"'.encode()
        return hashlib.sha256(self.data.replace(pack, b'"pack":""')).hexdigest()

    @cached_property
    def mark(self) -> PaperMark:
        """What the QR codes say."""
        import hashlib

        season = self.facts.season
        digest = hashlib.sha256(self.data).digest()
        return PaperMark(self.form.code, book_code(season.book), season.year, self.document_id, digest)

    @cached_property
    def document(self) -> Document:
        """The paper's text and tables."""
        return self.form.write(self.facts, self.session)

    def pdf(self) -> bytes:
        """Return the unsigned PDF/A-3b; the same paper gives the same bytes."""
        document = self.document
        title = fonts.clean(f"{document.title.kind} {document.title.summary}")
        return archive(render(document, self.mark), self.data, title)


def write(form_id: str, session: str, document_id: str, facts: Facts) -> Paper:
    """Return the paper of one form about one session, with no more of the facts than it prints."""
    form = FORMS[form_id]
    own = (one.number for one in facts.given.numbers if one.paper == document_id and one.kind == form.kind)
    few = form.trim(facts, session)
    told = replace(few, number=next(own, None), given=replace(few.given, numbers=()))
    return Paper(form, session, document_id, told)


def read(data: bytes) -> Paper:
    """Return the paper that attached data stand for; CanonError where they are not a paper's."""
    value: Any = canon.parse(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise canon.CanonError("the data are not a paper's")
    if value.get("revision") != REVISION:
        raise RevisionError(str(value.get("revision")))
    try:
        form = FORMS[value["form"]]
        facts = canon.from_plain(Facts, {**value["facts"], "results": value["results"]})
        session = facts.season.session(value["session"])
        paper = Paper(form, session.id, str(value["document"]), facts)
    except (KeyError, TypeError) as fault:
        raise canon.CanonError(str(fault)) from fault
    if paper.data != data:
        raise canon.CanonError("the data do not come back the same")
    return paper


class RevisionError(canon.CanonError):
    """The paper was written by a program whose pages look different."""
