"""The words that people read for the values of the records, the same on every page."""

from collections.abc import Mapping
from typing import Final

from meeting.level import LEVELS, Level
from meeting.regulation import Standing
from meeting.season import (
    Discipline,
    Form,
    Grade,
    Leader,
    Post,
    Professional,
    Scope,
    Sector,
    Status,
    Structure,
)

LABELS: Final = {
    Level.HTXSNV: "Hoàn thành xuất sắc nhiệm vụ",
    Level.HTTNV: "Hoàn thành tốt nhiệm vụ",
    Level.HTNV: "Hoàn thành nhiệm vụ",
    Level.KHTNV: "Không hoàn thành nhiệm vụ",
}
FORMS: Final = {
    Form.TRUC_THUOC: "Chi bộ trực thuộc đảng ủy cơ sở",
    Form.CO_SO: "Chi bộ cơ sở",
}
STRUCTURES: Final = {
    Structure.TO_DANG: "Có chi ủy và các tổ đảng",
    Structure.CHI_UY: "Có chi ủy, không có tổ đảng",
    Structure.BI_THU: "Chỉ có bí thư (và phó bí thư)",
}
SECTORS: Final = {
    Sector.HANH_CHINH: "Cơ quan hành chính",
    Sector.SU_NGHIEP: "Đơn vị sự nghiệp",
    Sector.DOANH_NGHIEP: "Doanh nghiệp",
    Sector.KHAC: "Loại hình khác",
}
POSTS: Final = {
    Post.NONE: "Đảng viên",
    Post.BI_THU: "Bí thư",
    Post.PHO_BI_THU: "Phó Bí thư",
    Post.CHI_UY_VIEN: "Chi ủy viên",
}
LEADERS: Final = {
    Leader.NONE: "Không giữ chức vụ lãnh đạo, quản lý",
    Leader.TAP_THE: "Trong tập thể lãnh đạo cơ quan, đơn vị",
    Leader.PHONG: "Lãnh đạo cấp phòng và tương đương",
}
STATUSES: Final = {
    Status.ACTIVE: "Sinh hoạt bình thường",
    Status.EXEMPT: "Được miễn công tác và sinh hoạt đảng",
    Status.SUSPENDED: "Đang bị đình chỉ sinh hoạt đảng",
    Status.TEMPORARY_HERE: "Nơi khác đến sinh hoạt tạm thời",
    Status.TEMPORARY_AWAY: "Đang sinh hoạt tạm thời ở nơi khác",
    Status.COMMITTEE_SUSPENDED: "Đang bị đình chỉ sinh hoạt cấp ủy",
}
PROFESSIONALS: Final = {
    Professional.NOT_EMPLOYED: "Không phải cán bộ, công chức, viên chức",
    Professional.UNKNOWN: "Chưa có kết quả xếp loại",
    **{Professional(level.value): LABELS[level] for level in LEVELS},
}
DISCIPLINES: Final = {
    Discipline.NONE: "Không bị kỷ luật trong năm",
    Discipline.KHIEN_TRACH: "Khiển trách",
    Discipline.CANH_CAO: "Cảnh cáo",
    Discipline.CACH_CHUC: "Cách chức",
    Discipline.KHAI_TRU: "Khai trừ",
}
SCOPES: Final = {
    Scope.DUTY_HERE_THIS_YEAR: "Vi phạm khi làm nhiệm vụ tại đây, trong năm",
    Scope.OTHER_UNIT: "Vi phạm ở đơn vị khác trước khi chuyển đến",
    Scope.EARLIER_YEAR: "Vi phạm của những năm trước",
    Scope.NOT_DUTY: "Vi phạm không liên quan nhiệm vụ được giao",
}
GRADES: Final = {
    Grade.XUAT_SAC: "Xuất sắc",
    Grade.TOT: "Tốt",
    Grade.TRUNG_BINH: "Trung bình",
    Grade.KEM: "Kém",
}
STANDINGS: Final = {
    Standing.RATED: "Xếp loại",
    Standing.REVIEWED_ONLY: "Kiểm điểm, chưa xếp loại",
    Standing.NONE: "Không xếp loại",
    Standing.DEFERRED: "Chưa xếp loại",
    Standing.ELSEWHERE: "Xếp loại nơi khác",
}


def level_options(names: Mapping[Level, str], none: str) -> list[tuple[Level | None, str]]:
    """No level yet, then the four levels as the regulation names them."""
    return [(None, none), *((level, names[level]) for level in LEVELS)]
