"""What the program remembers between two starts: books opened lately, text size, light or dark.

A small JSON file in the user's own settings; nothing about people. A file that cannot be read is no
trouble: the program starts with its defaults.
"""

import json
import logging
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import platformdirs

SCALES: Final = (1.0, 1.25, 1.5, 2.0)
_MOST_RECENT: Final = 6


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user chose; `recent` holds the paths of books, the last one first.

    `backups` is the folder of all backups; "" puts them in a folder beside each book. `keep` is how many
    years a book is kept after its season, 0 for no limit; `known` the season of every book that was closed.
    """

    recent: tuple[str, ...] = ()
    scale: float = 1.0
    dark: bool = False
    backups: str = ""
    keep: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def with_recent(self, book: Path) -> "Preferences":
        """The same with `book` as the one opened last."""
        others = (path for path in self.recent if path != str(book))
        return replace(self, recent=(str(book), *others)[:_MOST_RECENT])

    def with_season(self, book: Path, year: int) -> "Preferences":
        """The same, knowing which season is in this book."""
        return replace(self, known={**self.known, str(book): year})

    def without(self, book: Path) -> "Preferences":
        """The same without a trace of this book."""
        known = {path: year for path, year in self.known.items() if path != str(book)}
        return replace(self, recent=tuple(path for path in self.recent if path != str(book)), known=known)

    @property
    def books(self) -> tuple[Path, ...]:
        """The recent books that are still where they were."""
        return tuple(path for path in map(Path, self.recent) if path.is_file())


def usual_place() -> Path:
    """Where the settings of this user are kept."""
    return platformdirs.user_config_path("chibo", appauthor=False) / "settings.json"


def load_preferences(path: Path) -> Preferences:
    """The settings in `path`; the defaults for whatever is missing or odd."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _checked(table) if isinstance(table, dict) else Preferences()


def _checked(table: dict[str, Any]) -> Preferences:
    recent, scale, backups = table.get("recent"), table.get("scale"), table.get("backups")
    return Preferences(
        recent=tuple(str(path) for path in recent) if isinstance(recent, list) else (),
        scale=scale if scale in SCALES else 1.0,
        dark=table.get("dark") is True,
        backups=backups if isinstance(backups, str) else "",
        keep=table["keep"] if isinstance(table.get("keep"), int) else 0,
        known=_years(table.get("known")),
    )


def _years(known: Any) -> dict[str, int]:
    found = known.items() if isinstance(known, dict) else ()
    return {path: year for path, year in found if isinstance(year, int)}


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the settings; where that cannot be, the program works on without."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(preferences), ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        logging.getLogger(__name__).warning("settings not kept: %s", type(error).__name__)
