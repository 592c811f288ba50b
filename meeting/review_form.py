"""The parts of a self-review as the form of the regulation sets them, and what a member wrote in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from meeting.hand_in import ReviewText


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """One part of the form. `match` are the words that begin it in a member's own file, in small letters.

    short: its name in a narrow list. leaders: only those with a leading post write it. whole: text right
    under the section belongs to it.
    """

    key: str
    section: str
    title: str
    clause: str
    leaders: bool = False
    whole: bool = False
    match: tuple[str, ...] = ()
    short: str = ""

    @property
    def name(self) -> str:
        """What the part is called: its own words, or those of its section."""
        return self.title or self.section.partition(". ")[2].capitalize()


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """All parts in the order of the form, and the paper they were read in."""

    source: str
    regulations: tuple[str, ...]
    parts: tuple[ReviewPart, ...]

    def parts_for(self, *, leader: bool) -> tuple[ReviewPart, ...]:
        """The parts that such a member writes."""
        return tuple(part for part in self.parts if leader or not part.leaders)


OPINIONS: Final = ReviewPart(
    "y_kien", "KÈM THEO", "Ý kiến của các tổ chức, cá nhân liên quan", "", short="Ý kiến khác"
)
"""What others wrote about the member: the agency, mass organisations, the old branch."""

SUGGESTIONS: Final = ReviewPart(
    "goi_y", "KÈM THEO", "Gợi ý kiểm điểm của cấp trên (nếu có)", "", short="Gợi ý cấp trên"
)
"""What the superior asks the member to clear up."""

BESIDE: Final = (OPINIONS, SUGGESTIONS)


def texts_of(texts: Iterable[ReviewText], member: str) -> dict[str, str]:
    """What one member wrote, by part; parts without a word are left out."""
    return {one.part: one.text for one in texts if one.member == member and one.text.strip()}


def word_count(text: str) -> int:
    """How many words a text has, as Vietnamese counts them: what stands between spaces."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: parts with text, all parts, words."""

    written: int
    parts: int
    words: int


def progress(parts: Iterable[ReviewPart], texts: Mapping[str, str]) -> Progress:
    """How far the review with these texts is, over the parts that the member has to write."""
    own = [texts.get(part.key, "") for part in parts]
    return Progress(sum(bool(text.strip()) for text in own), len(own), sum(map(word_count, own)))
