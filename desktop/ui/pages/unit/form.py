"""The form of the unit: what stands in it, and what is read from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop import wording
from desktop.regulations import load_regulation, sound_regulations
from desktop.ui.pages.fields.form import Form as Fields
from desktop.ui.pages.fields.form import Reading
from desktop.ui.pages.fields.reading import (
    FieldError,
    clean,
    day_text,
    need_text,
    read_count,
    read_day,
)
from desktop.ui.pages.pieces import button, column, holder, row, words
from desktop.wording import LABELS
from meeting.regulation import Regulation
from meeting.season import Form, Season, Sector, Structure, Unit
from meeting.unit_texts import too_long

_NO_LEVEL: Final = "Chưa có kết quả"
_TITLE_LINES: Final = 2
"""The room that the title of a regulation takes; a wrapped label does not ask for it in a scroll area."""
_EARLIEST: Final = 1930
_LATEST: Final = 9999

ONCE: Final = ("form", "structure", "groups", "regulation", "year")
"""What may not change any more once a session was opened."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the page puts into the book."""

    unit: Unit
    regulation: str
    year: int
    meeting_day: date


class UnitForm:
    """The fields of the page in two columns: the branch, and its season."""

    def __init__(self) -> None:
        self.branch, self.season = Fields(), Fields()
        left, right = self.branch, self.season
        self.superior = left.line("superior", "Cấp ủy cấp trên trực tiếp")
        self.name = left.line("name", "Tên chi bộ")
        self.place = left.line("place", "Địa danh ghi trên văn bản")
        self.superior.setPlaceholderText("ví dụ: Đảng bộ Sở Nông nghiệp")
        self.place.setPlaceholderText("ví dụ: Đà Lạt")
        self.form = left.choice("form", "Loại chi bộ", wording.FORMS.items())
        self.structure = left.choice("structure", "Cơ cấu của chi bộ", wording.STRUCTURES.items())
        self.groups = left.lines("groups", "Các tổ đảng", "Mỗi dòng một tổ, theo thứ tự họp.")
        self.sector = left.choice("sector", "Loại hình cơ quan, đơn vị", wording.SECTORS.items())
        self.regulation = right.choice("regulation", "Quy định áp dụng", _regulations())
        self.title = words(role="quiet")
        self.title.setMinimumHeight(self.title.fontMetrics().lineSpacing() * _TITLE_LINES)
        self.look = button("Xem quy định này…", "look", lambda: None, "quiet")
        right.add("title", "", holder(column(self.title, row(self.look, None))))
        self.year = right.line("year", "Năm kiểm điểm")
        self.day = right.day("meeting_day", "Ngày họp chi bộ (dự kiến)", "Mốc để tính các thời hạn.")
        self.level = right.choice(
            "unit_level",
            "Mức xếp loại của cơ quan, đơn vị",
            wording.level_options(LABELS, _NO_LEVEL),
            "Người đứng đầu không được xếp cao hơn đơn vị; có thể điền sau.",
        )
        self.cap = right.line(
            "cap_document",
            "Văn bản cho phép tỷ lệ xuất sắc cao hơn",
            "Số và ngày văn bản; để trống nếu không có.",
        )

    def follow(self, regulation: Regulation) -> None:
        """Show what the chosen regulation is, names and asks for."""
        self.title.setText(regulation.title)
        self.level.set_options(wording.level_options(regulation.unit_names, _NO_LEVEL))
        self.branch.set_shown("groups", shown=self.structure.value() is Structure.TO_DANG)
        self.season.set_shown("cap_document", shown=regulation.cap.special_rate is not None)

    def show(self, setup: Setup) -> None:
        """Show what is in the book, or what a new book begins with."""
        unit = setup.unit
        for field, text in (
            (self.superior, unit.superior),
            (self.name, unit.name),
            (self.place, unit.place),
            (self.cap, unit.cap_document),
            (self.year, str(setup.year)),
            (self.day, day_text(setup.meeting_day)),
        ):
            field.setText(text)
        self.groups.setPlainText("\n".join(unit.groups))
        self.form.set_value(unit.form)
        self.structure.set_value(unit.structure)
        self.sector.set_value(unit.sector)
        self.level.set_value(unit.unit_level)
        self.regulation.set_value(setup.regulation)
        for part in (self.branch, self.season):
            part.from_the_start()

    def content(self) -> tuple[object, ...]:
        """What stands in all fields, to tell whether something was changed."""
        return (*self.branch.content(), *self.season.content())

    def read(self, before: Setup) -> tuple[Setup, Mapping[str, str]]:
        """What is typed, and what is not right about it by field."""
        reading = Reading()
        structure, regulation = self.structure.value(), load_regulation(self.regulation.value())
        year = reading.take("year", lambda: read_year(self.year.text()), before.year)
        groups: tuple[str, ...] = ()
        if structure is Structure.TO_DANG:
            groups = reading.take("groups", lambda: read_groups(self.groups.toPlainText()), groups)
        unit = replace(
            before.unit,
            superior=reading.take(
                "superior", lambda: need_text(self.superior.text(), "tên cấp ủy cấp trên"), ""
            ),
            name=reading.take("name", lambda: need_text(self.name.text(), "tên chi bộ"), ""),
            place=clean(self.place.text()),
            form=self.form.value(),
            structure=structure,
            sector=self.sector.value(),
            groups=groups,
            unit_level=self.level.value(),
            cap_document=clean(self.cap.text()),
        )
        for key, sentence in too_long(unit).items():
            reading.refuse(key, sentence, when=True)
        day = reading.take("meeting_day", lambda: read_day(self.day.text()), before.meeting_day)
        far = "meeting_day" not in reading.errors and day.year not in {year, year + 1}
        reading.refuse(
            "meeting_day",
            f"Ngày họp phải trong năm {year} hoặc đầu năm {year + 1}.",
            when=far and "year" not in reading.errors,
        )
        shapes = {shape.structure for shape in regulation.shapes}
        reading.refuse(
            "structure",
            f"{regulation.short} không nêu trình tự cho cơ cấu này.",
            when=structure not in shapes,
        )
        return Setup(unit, regulation.id, year, day), reading.errors

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say what is not right, and go to the first such field."""
        wrong = [(part, part.show_errors(errors)) for part in (self.branch, self.season)]
        part, key = next(((part, key) for part, key in wrong if key), (self.branch, ""))
        if key:
            part.focus(key)

    def lock(self, keys: Collection[str], why: str) -> None:
        """Keep these fields as they are, and open all others."""
        for part in (self.branch, self.season):
            for key in part.keys():  # noqa: SIM118 - not a mapping
                part.lock([key], why if key in keys else "")


def read_year(text: str) -> int:
    """The year of the review."""
    year = read_count(text, _LATEST)
    if year < _EARLIEST:
        raise FieldError("Đồng chí gõ năm kiểm điểm bằng bốn chữ số.")
    return year


def read_groups(text: str) -> tuple[str, ...]:
    """The groups, one a line, no two alike."""
    groups = [" ".join(clean(line).split()) for line in text.splitlines() if line.strip()]
    if not groups:
        raise FieldError("Chi bộ có tổ đảng thì cần ít nhất một tổ; mỗi dòng ghi tên một tổ.")
    twice = next((group for group in groups if groups.count(group) > 1), "")
    if twice:
        raise FieldError(f"“{twice}” ghi hai lần; mỗi tổ một tên riêng.")
    return tuple(groups)


def fresh(today: date) -> Setup:
    """What a new book begins with: this year, the newest pack for it, the first days of December."""
    unit = Unit("", "", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)
    return Setup(unit, pack_for(today.year), today.year, date(today.year, 12, 5))


def pack_for(year: int) -> str:
    """The first pack for the year, else the newest one."""
    packs = sound_regulations()
    return next((pack.id for pack in packs if year in pack.years), packs[0].id)


def of_season(season: Season) -> Setup:
    """What the book has."""
    return Setup(season.unit, season.regulation, season.year, season.meeting_day)


def wrong_year(regulation_id: str, year: int) -> str:
    """A warning where the pack is not for the year; "" where it is."""
    regulation = load_regulation(regulation_id)
    if year in regulation.years:
        return ""
    return (
        f"{regulation.short} là quy định của {_years(regulation.years)}, không phải của năm {year}; "
        "đồng chí kiểm tra xem cấp trên đã có văn bản mới chưa."
    )


def _years(years: Sequence[int]) -> str:
    return "năm " + ", ".join(str(year) for year in years)


def _regulations() -> list[tuple[str, str]]:
    return [(pack.id, _named(pack)) for pack in sound_regulations()]


def _named(pack: Regulation) -> str:
    """The short name, with the years that it does not say itself."""
    said = all(str(year) in pack.short for year in pack.years)
    return pack.short if said else f"{pack.short} ({_years(pack.years)})"
