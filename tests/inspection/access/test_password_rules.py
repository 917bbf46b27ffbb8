"""Long passwords that nobody guesses first pass, whatever they are made of; the well-known ones do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.access.password_rules import PasswordFault, as_hashed, faults_of

F = PasswordFault


@pytest.mark.parametrize(
    "good",
    ["correct horse battery", "柳絮飞过安静的水面七次了", "nq8-vv2x-Lm04", "mein-altes-rotes-fahrrad",
     "x" * 3 + "abcd1289wq",
     "a1b2c3d4e5f6g7", "p" + "assword of the old lighthouse"],
)  # fmt: skip
def test_good_passwords_pass(good: str) -> None:
    assert faults_of(good, "zhao") == ()


@pytest.mark.parametrize(
    ("bad", "fault"),
    [("short-1x", F.TOO_SHORT), ("", F.TOO_SHORT), ("ab" * 65, F.TOO_LONG), ("aaaaaaaaaaaaaaaa", F.TOO_PLAIN),
     ("121212121212", F.TOO_PLAIN), ("my name is ZHAO ok", F.HOLDS_NAME), ("Password12345", F.EASY_TO_GUESS),
     ("password!!!!!", F.EASY_TO_GUESS), ("Administrator2026", F.EASY_TO_GUESS), ("123456789012", F.EASY_TO_GUESS),
     ("qwertyuiopasdf", F.EASY_TO_GUESS), ("mingjian2026!", F.EASY_TO_GUESS), ("管理员20261234!", F.EASY_TO_GUESS),
     ("lotuslotuslotus", F.EASY_TO_GUESS), ("1qaz2wsx3edc", F.EASY_TO_GUESS), ("zyxwvutsrqpo", F.EASY_TO_GUESS)],
)  # fmt: skip
def test_bad_passwords_are_named_for_what_they_are(bad: str, fault: PasswordFault) -> None:
    assert fault in faults_of(bad, "zhao")


def test_a_name_of_two_letters_may_stand_inside_by_chance() -> None:
    assert faults_of("the old lighthouse", "li") == ()


def test_full_width_typing_gives_the_same_password() -> None:
    assert as_hashed("ａｂｃ１２３") == "abc123"


@given(st.text(min_size=0, max_size=11))
def test_nothing_short_passes(text: str) -> None:
    if len(as_hashed(text)) < 12:
        assert F.TOO_SHORT in faults_of(text, "zhao")
