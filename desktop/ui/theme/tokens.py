"""Colours, spacing and sizes: the only place in the program where a colour or a size is written down."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours; every text colour is readable (4.5:1 or better) on what it is named for."""

    window: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    focus: str
    selection: str
    on_selection: str
    info: str
    info_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    done: str
    levels: tuple[str, str, str, str]
    on_levels: tuple[str, str, str, str]
    blank: str
    on_blank: str


LIGHT: Final = Colours(
    window="#F6F3EE",
    surface="#FFFFFF",
    text="#23201D",
    muted="#5F5A54",
    line="#8C857C",
    accent="#8E1B1F",
    on_accent="#FFFFFF",
    accent_soft="#F7E9E7",
    focus="#1F5FAE",
    selection="#E4DCD0",
    on_selection="#23201D",
    info="#1D4E89",
    info_soft="#E8F0F8",
    warning="#7A4A00",
    warning_soft="#FCF1DA",
    error="#A01717",
    error_soft="#FBE6E4",
    done="#2B6A3A",
    levels=("#1E5C4B", "#2F6FA3", "#C9973B", "#9B3A34"),
    on_levels=("#FFFFFF", "#FFFFFF", "#23201D", "#FFFFFF"),
    blank="#DAD5CD",
    on_blank="#23201D",
)

DARK: Final = Colours(
    window="#1F1D1B",
    surface="#2A2724",
    text="#F1ECE4",
    muted="#BDB5AA",
    line="#827B72",
    accent="#E58A84",
    on_accent="#2A0F0E",
    accent_soft="#40292A",
    focus="#8DBBF2",
    selection="#4A433B",
    on_selection="#F1ECE4",
    info="#A9CBF2",
    info_soft="#22303F",
    warning="#F0C878",
    warning_soft="#3B3120",
    error="#F4A29B",
    error_soft="#452624",
    done="#92CFA0",
    levels=("#6FC2A9", "#86B9E3", "#E3BC6F", "#E08F88"),
    on_levels=("#14110F", "#14110F", "#14110F", "#14110F"),
    blank="#5B554E",
    on_blank="#FFFFFF",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Text sizes in points, before the text size the user chose."""

    body: float = 11.5
    small: float = 10.5
    heading: float = 13.5
    title: float = 18
    number: float = 24


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in device-independent pixels at scale 1; round(value * theme.scale) when building."""

    hair: int = 2
    small: int = 6
    medium: int = 12
    large: int = 20
    page: int = 28


SIZES: Final = Sizes()
SPACE: Final = Space()
SCALES: Final = (1.0, 1.25, 1.5, 2.0)
"""The text sizes that the user may choose for the whole program."""
