"""Names of forms that other modules ask for: the index, what is printed on demand, what goes with what."""

from typing import Final

INDEX: Final = "muc_luc_ho_so"
CALL: Final = "giay_trieu_tap"
PERSONAL: Final = "ban_kiem_diem"
RESIDENCE_SHEET: Final = "phieu_nhan_xet_cu_tru"
SUPPLEMENT: Final = "phieu_bo_sung"
RECEIPT: Final = "phieu_tiep_nhan"
QUARTER: Final = "ban_tu_danh_gia_quy"
NOTICE: Final = "thong_bao_ket_qua"
ACHIEVEMENT: Final = "bao_cao_thanh_tich"
ACHIEVEMENTS: Final = frozenset({ACHIEVEMENT, "thanh_tich_chi_bo"})
REVIEWS: Final = "kiem-diem"
"""The folder of the dossier that holds the signed review of each member."""
ON_DEMAND: Final = frozenset({PERSONAL, RESIDENCE_SHEET, SUPPLEMENT, RECEIPT, QUARTER, NOTICE, ACHIEVEMENT})
"""Forms that are printed one for each member, and only when they are asked for."""
PREPARED: Final = frozenset({"ban_dang_ky", "tong_hop_gop_y"})
"""Forms of the list that are printed for people to finish, outside the signed dossier."""

_WITH: Final = {
    "trich_bien_ban": "bien_ban_to_dang",
    "bien_ban_mo_hom": "bien_ban_kiem_phieu",
    "bien_ban_dong_hom": "bien_ban_kiem_phieu",
}
_NEAR: Final = {
    "tong_hop_de_xuat": "bang_tong_hop",
    "danh_sach_chua_xep_loai": "bang_tong_hop",
    "danh_sach_ky_luat": "bang_tong_hop",
    "ban_cham_diem": "bao_cao_chi_bo",
    "bao_cao_ket_qua": "bao_cao_chi_bo",
}
"""Where a paper stands that the regulation's list does not name."""


_ALSO: Final = {"bao_cao_chi_uy": "bao_cao_chi_bo"}
"""A list that asks for one report of the collective (Mẫu 01) means the committee's report too."""


def belongs(form: str, item: str, asked: tuple[str, ...]) -> bool:
    """Tell whether a paper of `form` stands under the item of the form `item`; asked: all that is listed."""
    return item in {form, _WITH.get(form, form)} or (form not in asked and item == _ALSO.get(form))


def place(form: str, asked: tuple[str, ...]) -> tuple[int, bool]:
    """Return where a paper of `form` stands among the forms that the list names, in the list's order."""
    for number, item in enumerate(asked):
        if item and belongs(form, item, asked):
            return number, False
    near = _NEAR.get(form, "")
    return (asked.index(near), True) if near and near in asked else (len(asked), False)
