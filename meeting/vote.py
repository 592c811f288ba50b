"""What a count of votes means: the smallest passing number, the level that passed, ties."""

from meeting.ballot import Tally
from meeting.level import LEVELS, Level
from meeting.regulation import OWN_CHOICE, Regulation
from meeting.season import Form

Needed = tuple[int, int, int, int]


def needed(regulation: Regulation, form: Form, base: int) -> Needed:
    """For each level the smallest whole number of votes that passes its threshold (strictly more)."""
    top, good, done, fail = (regulation.threshold(x, form).part.smallest_above(base) for x in LEVELS)
    return top, good, done, fail


def passed(tally: Tally, need: Needed) -> Level | None:
    """The level whose votes reach what it needs, or None. The program never moves a level by itself."""
    for level in LEVELS:
        if tally.votes(level) >= need[level.rank]:
            return level
    return None


def tied(tally: Tally) -> bool:
    """Tell whether two or more levels share the most votes."""
    most = max(tally.by_level)
    return most > 0 and tally.by_level.count(most) > 1


def by_default(regulation: Regulation, form: Form) -> bool:
    """Tell whether some threshold is our default because the text states none."""
    return any(regulation.threshold(level, form).default for level in LEVELS)


def explain(regulation: Regulation, form: Form, tally: Tally, base: int, collective: str = "") -> str:
    """The sentence that shows the arithmetic of one count, on the level with the most votes.

    No other can have passed, since no threshold is below one half. The texts state thresholds for members
    only; for a collective ("chi_bo", "chi_uy") the same ones are the unit's own choice.
    """
    best = LEVELS[tally.by_level.index(max(tally.by_level))]
    rule = regulation.threshold(best, form)
    need = rule.part.smallest_above(base)
    name = regulation.names_of(collective)[best]
    cite = OWN_CHOICE if collective else rule.source.cite
    against = f" Không đồng ý: {tally.against} phiếu." if tally.against else ""
    return (
        f"{name}: {tally.votes(best)} phiếu/{base} đảng viên chính thức được tính; "
        f"cần trên {rule.part_text}, tức từ {need} phiếu ({cite}).{against}"
    )
