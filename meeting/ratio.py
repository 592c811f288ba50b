"""Parts of whole numbers, reckoned without floats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction of whole numbers; never a float."""

    numerator: int
    denominator: int

    def floor_of(self, whole: int) -> int:
        """The whole number of units in this part of `whole`."""
        return self.numerator * whole // self.denominator

    def smallest_above(self, whole: int) -> int:
        """The smallest whole number strictly greater than this part of `whole`."""
        return self.numerator * whole // self.denominator + 1

    def smallest_at_least(self, whole: int) -> int:
        """The smallest whole number that is this part of `whole` or more."""
        return -(-self.numerator * whole // self.denominator)

    def __str__(self) -> str:
        if 100 % self.denominator == 0:
            return f"{self.numerator * 100 // self.denominator}%"
        return f"{self.numerator}/{self.denominator}"
