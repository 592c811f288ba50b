"""What one system tells of itself."""

from dataclasses import dataclass

from desktop.surroundings import Drive


@dataclass(frozen=True, slots=True)
class Told:
    """What one system tells: see `Surroundings` for the fields."""

    outputs: int = 0
    remote: str = ""
    programs: frozenset[str] = frozenset()
    on_mains: bool | None = None
    battery: int | None = None
    drive: Drive = Drive.FIXED
    volume: str = ""
