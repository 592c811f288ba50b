"""A list on its way into the book: file, columns, rows, decisions. Every choice gives a new one; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.member_list.differences import Line, Match, compare, keep_decisions
from desktop.member_list.encodings import Script
from desktop.member_list.fields import Field
from desktop.member_list.header import find_header, header_at
from desktop.member_list.mapping import Columns, mapping_problem, propose
from desktop.member_list.records import Rows
from desktop.member_list.rows import read_rows, setting, with_texts
from desktop.member_list.sheet import Kind, ListFile, Sheet
from meeting.season import Season

_SAMPLES = 3
_NO_ROWS = Rows((), ())


@dataclass(frozen=True, slots=True)
class Intake:
    """What has been chosen so far; `lines` are there once the columns were confirmed."""

    file: ListFile
    season: Season
    today: date
    sheet_number: int
    columns: Columns
    header_found: bool
    rows: Rows = _NO_ROWS
    lines: tuple[Line, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The chosen sheet."""
        return self.file.sheets[self.sheet_number]

    @property
    def problem(self) -> str:
        """Why the columns cannot be used yet; "" when they can."""
        return mapping_problem(self.columns)

    def samples(self, column: int) -> tuple[str, ...]:
        """The first texts of a column."""
        texts = (
            self.sheet.text(row, column, self.columns.script)
            for row in range(self.columns.header.last + 1, len(self.sheet.rows))
        )
        return tuple(text for text, _ in zip(filter(None, texts), range(_SAMPLES), strict=False))

    def scripts(self) -> tuple[Script, ...]:
        """The scripts that the letters of the file may be in."""
        modern = Script.CP1258 if self.file.kind is Kind.BYTES else Script.UNICODE
        return modern, Script.TCVN3, Script.VNI


def begin(file: ListFile, season: Season, today: date) -> Intake:
    """Take up a file: the first sheet with titles, its columns as proposed."""
    found = (at for at, sheet in enumerate(file.sheets) if find_header(sheet, file.script) is not None)
    return _proposed(file, season, today, next(found, 0), file.script)


def _proposed(file: ListFile, season: Season, today: date, number: int, script: Script) -> Intake:
    sheet = file.sheets[number]
    header = find_header(sheet, script)
    columns = propose(sheet, header or header_at(sheet, 0, script), script)
    return Intake(file, season, today, number, columns, header is not None)


def with_sheet(intake: Intake, number: int) -> Intake:
    """The same with another sheet of the file."""
    return _proposed(intake.file, intake.season, intake.today, number, intake.columns.script)


def with_script(intake: Intake, script: Script) -> Intake:
    """The same with the letters read otherwise."""
    return _proposed(intake.file, intake.season, intake.today, intake.sheet_number, script)


def with_header_row(intake: Intake, row: int) -> Intake:
    """The same with the titles in another row."""
    header = header_at(intake.sheet, row, intake.columns.script)
    columns = propose(intake.sheet, header, intake.columns.script)
    return replace(intake, columns=columns, header_found=True, rows=_NO_ROWS, lines=())


def with_field(intake: Intake, column: int, field: Field | None) -> Intake:
    """The same with another field for one column."""
    return replace(intake, columns=intake.columns.with_field(column, field), rows=_NO_ROWS, lines=())


def read(intake: Intake) -> Intake:
    """Read the rows under the confirmed columns and compare them with the book."""
    known = setting(intake.season.unit.groups, intake.today, intake.columns)
    rows = read_rows(intake.sheet, intake.columns, known)
    return replace(intake, rows=rows, lines=compare(rows.people, intake.season.members))


def with_row(intake: Intake, number: int, texts: Mapping[Field, str]) -> Intake:
    """The same with one row completed or corrected by the user; other decisions stay."""
    known = setting(intake.season.unit.groups, intake.today, intake.columns)
    rows = with_texts(intake.rows, number, texts, known)
    lines = compare(rows.people, intake.season.members)
    return replace(intake, rows=rows, lines=keep_decisions(lines, intake.lines))


def with_season(intake: Intake, season: Season) -> Intake:
    """The same beside the book as it is now, after some rows went into it."""
    fresh = replace(intake, season=season)
    lines = compare(fresh.rows.people, season.members)
    return replace(fresh, lines=keep_decisions(lines, intake.lines))


def with_line(intake: Intake, line: Line) -> Intake:
    """The same with another decision about one row."""
    lines = tuple(line if each.row.number == line.row.number else each for each in intake.lines)
    return replace(intake, lines=lines)


def summary(intake: Intake) -> str:
    """How many rows are new, in the book, open to question, or no people."""
    count = {match: sum(line.match is match for line in intake.lines) for match in Match}
    wrong = sum(bool(line.why_not) for line in intake.lines)
    parts = [
        f"{count[Match.NEW]} đồng chí mới",
        f"{count[Match.SAME]} đồng chí đã có trong sổ",
        f"{count[Match.DOUBT]} dòng cần hỏi" if count[Match.DOUBT] else "",
        f"{wrong} dòng chưa ghi được" if wrong else "",
    ]
    return f"{len(intake.lines)} dòng: {', '.join(part for part in parts if part)}."


def left_out_sentence(intake: Intake, most: int = 4) -> str:
    """Which rows were taken for no people; "" for none."""
    left = intake.rows.left_out
    if not left:
        return ""
    named = "; ".join(f"dòng {each.number} “{each.text[:30]}” ({each.why})" for each in left[:most])
    more = f"; và {len(left) - most} dòng nữa, xem trong danh sách kèm lỗi" if len(left) > most else ""
    return f"Bỏ qua {len(left)} dòng không phải đảng viên: {named}{more}."
