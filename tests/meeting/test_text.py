"""What passes the border of the program as text: nothing unseen, nothing that turns a line around."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.reader import Reader, ReadError
from meeting.text import odd_sign, shown, tidy, why_odd

ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202e\u2066\u200b\ufeff\xa0\xad\x00\x85\r\n\te\u0301"))
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Lý\xa0Thị\u2009Tú", "Lý Thị Tú"),
        ("\ufeffLý\u200b Tú\u200e\xad", "Lý Tú"),
        ("Ly\u0301", "Lý"),
        ("y\u200d\u0301", "ý"),
        ("một\r\nhai\rba\u2028bốn\vnăm\x85sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("cột\tcột\x1fcột", "cột cột cột"),
        ("thường", "thường"),
    ],
)
def test_what_nobody_sees_is_taken_away(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert odd_sign(kept) == ""


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("\u202e", "đảo chiều"),
        ("\u2066", "đảo chiều"),
        ("\x00", "điều khiển"),
        ("\x7f", "điều khiển"),
        ("\ud800", "điều"),
    ],
)
def test_what_turns_or_breaks_a_line_is_named(sign: str, what: str) -> None:
    text = tidy(f"Lý {sign}Tú")
    assert odd_sign(text) == f"U+{ord(sign):04X}"
    assert what in why_odd(odd_sign(text))
    assert shown(text) == "Lý Tú"


@given(ANY)
def test_a_tidy_text_holds_nothing_unseen_that_is_not_named(text: str) -> None:
    found = tidy(text)
    assert tidy(found) == found
    assert unicodedata.is_normalized("NFC", found)
    unseen = {sign for sign in found if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - {"\n"}
    assert bool(unseen) == bool(odd_sign(found))
    assert odd_sign(shown(found)) == ""


@given(st.text(st.characters(categories=["L", "Nd", "P", "Sm", "Zs"])))
def test_letters_and_spaces_stay(text: str) -> None:
    """Negative control: nothing that is seen is lost."""
    assert tidy(text).split() == unicodedata.normalize("NFC", text).split()


@pytest.mark.parametrize("sign", ["\u202e", "\x07"])
def test_a_key_whose_words_hold_such_a_sign_is_named(sign: str) -> None:
    with pytest.raises(ReadError, match=r"unit\.name"):
        Reader({"name": f"Chi bộ{sign} 1"}, "unit", "kịch bản").take("name", str)
    assert Reader({"name": "Chi bộ 1"}, "unit", "kịch bản").take("name", str) == "Chi bộ 1"
