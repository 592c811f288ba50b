"""The fields of one member on four leaves, and the record that is read from them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.members.life import LifeLeaf
from desktop.ui.pages.members.results import ResultLeaf
from desktop.ui.pages.members.work import WorkLeaf
from desktop.ui.pages.members.year import YearLeaf
from meeting.regulation import Regulation
from meeting.season import Member, Professional, Sector, Unit

_USUAL = {Sector.HANH_CHINH: Professional.UNKNOWN, Sector.SU_NGHIEP: Professional.UNKNOWN}
"""Whoever joins an office of the State is employed there, and rated at work, until said otherwise."""


class MemberForm:
    """What is shown of a member and read back; facts without a field stay as they were."""

    def __init__(self, regulation: Regulation, unit: Unit, member: Member | None, member_id: str) -> None:
        self._before = member or Member(member_id, "", date.min, date.min)
        self._life = LifeLeaf(unit)
        year = YearLeaf(regulation)
        self._parts = (self._life, WorkLeaf(), year, ResultLeaf(regulation, unit, member))
        if member is None:
            year.professional.set_value(_USUAL.get(unit.sector, Professional.NOT_EMPLOYED))
            return
        for part in self._parts:
            part.show(self._before)
            part.form.from_the_start()

    @property
    def leaves(self) -> tuple[tuple[str, Form], ...]:
        """The leaves with their titles."""
        return tuple((part.title, part.form) for part in self._parts)

    @property
    def first(self) -> QLineEdit:
        """Where the typing begins."""
        return self._life.name

    def typed(self) -> tuple[object, ...]:
        """Everything as it stands in the fields, to tell whether something was changed."""
        return tuple(leaf.content() for _, leaf in self.leaves)

    def read(self) -> tuple[Member, Mapping[str, str]]:
        """The member as typed, and what is not right by field."""
        reading = Reading()
        facts = {key: value for part in self._parts for key, value in part.read(reading).items()}
        return replace(self._before, **facts), reading.errors
