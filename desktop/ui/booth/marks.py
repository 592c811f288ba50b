"""One voter's marks while they are being made: in memory only, wiped when the voter is done."""

from collections.abc import Callable


class Marks:
    """A choice 0..4 for every contest; 0 is blank. `changed(place)` is called after each change."""

    def __init__(self, contests: int, changed: Callable[[int], None]) -> None:
        self._choices = [0] * contests
        self._changed = changed

    def __getitem__(self, place: int) -> int:
        """The choice for the contest at `place`."""
        return self._choices[place]

    def put(self, place: int, choice: int) -> None:
        """Mark a contest; only the voter's own press ever moves or removes a mark."""
        self._choices[place] = choice
        self._changed(place)

    @property
    def blanks(self) -> tuple[int, ...]:
        """The places left blank."""
        return tuple(place for place, choice in enumerate(self._choices) if choice == 0)

    def handed_over(self) -> list[int]:
        """A copy for the box."""
        return list(self._choices)

    def wipe(self) -> None:
        """Overwrite every mark with blank."""
        for place in range(len(self._choices)):
            self._choices[place] = 0

    def __repr__(self) -> str:
        return "Marks(…)"
