"""The fields of a collective: only those that some condition of the regulation looks at."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLineEdit

from desktop import wording
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, read_count, read_points
from meeting.asks import Ask, GradesAsk, PeersAsk, ScoreAsk, TasksAsk
from meeting.level import LEVELS, Level
from meeting.points import points_text
from meeting.regulation import Regulation
from meeting.season import Answer, CollectiveFacts, Grade, Peer, PeerKind, Tasks

PEERS: Final = {
    "Chính quyền, cơ quan, đơn vị": PeerKind.CHINH_QUYEN,
    "Mặt trận Tổ quốc": PeerKind.DOAN_THE,
    "Công đoàn": PeerKind.DOAN_THE,
    "Đoàn Thanh niên": PeerKind.DOAN_THE,
    "Hội Phụ nữ": PeerKind.DOAN_THE,
    "Hội Nông dân": PeerKind.DOAN_THE,
    "Hội Cựu chiến binh": PeerKind.DOAN_THE,
}
"""The bodies of the same level that are asked about; what a book has beside them stays as it is."""

_UNTOLD: Final = "untold"
_ABSENT: Final = "absent"
_WAITS: Final = "waits"


class CollectiveFields:
    """Score, grades, points, tasks, ratings of bodies of the same level, answers to questions."""

    def __init__(self, form: Form, regulation: Regulation, subject: str) -> None:
        self._subject, self._regulation = subject, regulation
        asks = tuple(rule.ask for rule in regulation.organisation if rule.subject == subject)
        self.score = self._score(form) if _has(asks, ScoreAsk) else ()
        self.points = self._points(form) if _has(asks, ScoreAsk) else ()
        self.grades = self._grades(form) if _has(asks, GradesAsk) else ()
        self.tasks = self._tasks(form) if _has(asks, TasksAsk) else ()
        self.peers = self._peers(form) if _has(asks, PeersAsk) else {}
        self.answers: Mapping[str, Choice[bool | None]] = {
            one.key: form.choice(
                one.key, f"{one.text}?", [(None, "Chưa rõ"), (True, "Có"), (False, "Không")], span=4
            )
            for one in regulation.questions
            if one.subject == subject
        }

    def _score(self, form: Form) -> tuple[QLineEdit, ...]:
        sheet = self._regulation.score_sheet
        groups = sheet.groups if sheet else ()
        return tuple(
            form.line(f"score-{at}", f"{name} (tối đa {most})", span=4)
            for at, (name, most) in enumerate(groups)
        )

    def _points(self, form: Form) -> tuple[QLineEdit, ...]:
        frame = self._regulation.points
        if frame is None or self._regulation.score_sheet is not None:
            return ()
        return (
            form.line("points-common", f"Điểm tiêu chí chung (tối đa {frame.common_max})", span=2),
            form.line("points-tasks", f"Điểm kết quả nhiệm vụ (tối đa {frame.tasks_max})", span=2),
        )

    def _grades(self, form: Form) -> tuple[Choice[Grade | None], ...]:
        options: list[tuple[Grade | None, str]] = [(None, "Chưa đánh giá"), *wording.GRADES.items()]
        return (
            form.choice("grade-tasks", "Thấp nhất trong các tiêu chí về kết quả", options, span=2),
            form.choice("grade-others", "Thấp nhất trong các tiêu chí còn lại", options, span=2),
        )

    def _tasks(self, form: Form) -> tuple[QLineEdit, ...]:
        names = ("Nhiệm vụ giao", "Đã hoàn thành", "Đúng hạn", "Vượt yêu cầu")
        return tuple(form.line(f"tasks-{at}", name) for at, name in enumerate(names))

    def _peers(self, form: Form) -> dict[str, Choice[str]]:
        names = self._regulation.member_names
        options = [
            (_UNTOLD, "Chưa ghi"),
            (_ABSENT, "Không có tổ chức này"),
            (_WAITS, "Chưa có kết quả xếp loại"),
            *((level.value, names[level]) for level in LEVELS),
        ]
        return {name: form.choice(f"peer-{name}", name, options, span=2) for name in PEERS}

    def show(self, facts: CollectiveFacts, score: tuple[int, ...]) -> None:
        """Show what the book knows."""
        for line, number in zip(self.score, score, strict=False):
            line.setText(str(number))
        for line, hundredths in zip(self.points, facts.points or (), strict=False):
            line.setText(points_text(hundredths))
        for field, grade in zip(self.grades, facts.grades, strict=False):
            field.set_value(grade)
        tasks = facts.tasks
        for line, number in zip(
            self.tasks, (tasks.total, tasks.done, tasks.on_time, tasks.beyond), strict=False
        ):
            line.setText(str(number) if tasks.total else "")
        for peer in facts.peers:
            if peer.name in self.peers:
                self.peers[peer.name].set_value(_told(peer))
        for key, choice in self.answers.items():
            choice.set_value(facts.answer(key))

    def read(self, reading: Reading, before: CollectiveFacts) -> CollectiveFacts:
        """What is typed; what this regulation does not ask for stays as it was."""
        others = tuple(one for one in before.answers if one.question not in self.answers)
        given = ((key, choice.value()) for key, choice in self.answers.items())
        told = tuple(Answer(key, yes) for key, yes in given if yes is not None)
        return CollectiveFacts(
            self._subject,
            self._read_grades(reading) if self.grades else before.grades,
            self._read_points(reading) if self.points else before.points,
            self._read_tasks(reading) if self.tasks else before.tasks,
            self._read_peers(before) if self.peers else before.peers,
            others + told,
        )

    def read_score(self, reading: Reading, before: tuple[int, ...]) -> tuple[int, ...]:
        """The points of the score sheet: all of its groups or none."""
        sheet = self._regulation.score_sheet
        if not self.score or sheet is None:
            return before
        if not any(clean(line.text()) for line in self.score):
            return ()
        found = []
        for at, (line, (_, most)) in enumerate(zip(self.score, sheet.groups, strict=True)):
            text = line.text()
            reading.refuse(f"score-{at}", "Đồng chí ghi đủ điểm của các nhóm.", when=not clean(text))
            found.append(reading.take(f"score-{at}", partial(read_count, text, most), 0))
        return tuple(found)

    def _read_grades(self, reading: Reading) -> tuple[Grade, ...]:
        tasks, others = (field.value() for field in self.grades)
        if tasks is None and others is None:
            return ()
        reading.refuse("grade-tasks", "Đồng chí chọn cấp độ.", when=tasks is None)
        reading.refuse("grade-others", "Đồng chí chọn cấp độ.", when=others is None)
        return tuple(grade for grade in (tasks, others) if grade is not None)

    def _read_points(self, reading: Reading) -> tuple[int, int] | None:
        frame = self._regulation.points
        common, tasks = self.points
        if frame is None or not (clean(common.text()) or clean(tasks.text())):
            return None
        return (
            reading.take("points-common", lambda: read_points(common.text(), frame.common_max), 0),
            reading.take("points-tasks", lambda: read_points(tasks.text(), frame.tasks_max), 0),
        )

    def _read_tasks(self, reading: Reading) -> Tasks:
        total, done, on_time, beyond = (
            reading.take(f"tasks-{at}", partial(read_count, line.text()), 0)
            for at, line in enumerate(self.tasks)
        )
        reading.refuse("tasks-1", "Không quá số được giao.", when=done > total)
        reading.refuse("tasks-2", "Không quá số đã hoàn thành.", when=on_time > done)
        reading.refuse("tasks-3", "Không quá số đã hoàn thành.", when=beyond > done)
        return Tasks(total, done, on_time, beyond)

    def _read_peers(self, before: CollectiveFacts) -> tuple[Peer, ...]:
        others = tuple(peer for peer in before.peers if peer.name not in self.peers)
        told = ((name, choice.value()) for name, choice in self.peers.items())
        return others + tuple(_peer(name, value) for name, value in told if value != _UNTOLD)


def _has(asks: tuple[Ask, ...], kind: type[Ask]) -> bool:
    return any(isinstance(ask, kind) for ask in asks)


def _told(peer: Peer) -> str:
    if peer.absent:
        return _ABSENT
    return peer.level.value if peer.level else _WAITS


def _peer(name: str, value: str) -> Peer:
    level = Level(value) if value in Level.__members__ else None
    return Peer(name, PEERS[name], level, absent=value == _ABSENT)
