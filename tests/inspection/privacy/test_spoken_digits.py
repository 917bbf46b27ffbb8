"""The digit view: what is said, and exactly which characters said it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.privacy.digit_words import ZH_DIGITS
from inspection.privacy.spoken_digits import symbol_runs
from inspection.privacy.text_shadow import shadow


def read(text: str) -> list[str]:
    return ["".join(symbol.char for symbol in run) for run in symbol_runs(shadow(text))]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("幺三八零零", ["13800"]),
        ("１３８", ["138"]),
        ("三个八", ["888"]),
        ("一三八两个零双九", ["1380099"]),
        ("零洞拐", ["007"]),
        ("一三 八，零", ["1380"]),
        ("一三八嗯零", ["1380"]),
        ("一三八我看看零", ["138", "0"]),
        ("幺三林八", ["1308"]),
        ("double five oh", ["550"]),
        ("triple two four", ["2224"]),
        ("one three eight", ["138"]),
        ("five to six", ["5", "6"]),
        ("five five for six", ["5546"]),
        ("twelve thirty four", ["1234"]),
        ("thirty one", ["31"]),
        ("a b c one two", ["ABC12"]),
        ("A B C one two", ["ABC12"]),
        ("alpha bravo seven", ["AB7"]),
        ("二百五十", []),
        ("第三次", []),
        ("一下", []),
        ("三点八", ["3", "8"]),
        ("2026年9月1日", []),
        ("2026-09-01", []),
        ("12:30", []),
        ("99.8%", []),
        ("￥1,299.00", []),
        ("192.168.1.1", []),
        ("https://shop.example/100012043978", []),
        ("没有数字", []),
    ],
)
def test_numbers_are_read_as_they_are_said(text: str, runs: list[str]) -> None:
    assert read(text) == runs


def test_every_symbol_points_at_its_own_characters() -> None:
    text = "手机 幺三八 double five ９"
    (run,) = symbol_runs(shadow(text))
    assert [text[symbol.start : symbol.end] for symbol in run] == [
        "幺",
        "三",
        "八",
        "double five",
        "double five",
        "９",
    ]


@given(st.text(alphabet="幺三八零一 09嗯个五double for oh，-*<手机号>年", max_size=40))
def test_offsets_stay_inside_the_text_and_in_order(text: str) -> None:
    plain = shadow(text)
    assert len(plain) == len(text)
    for run in symbol_runs(plain):
        starts = [symbol.start for symbol in run]
        assert starts == sorted(starts)
        assert all(0 <= symbol.start < symbol.end <= len(text) for symbol in run)


@given(st.lists(st.sampled_from("0123456789"), min_size=6, max_size=18))
def test_digits_said_in_chinese_read_as_the_same_digits(digits: list[str]) -> None:
    say = {digit: word for word, digit in reversed(ZH_DIGITS.items()) if word not in "两么洞拐壹贰叁肆伍陆柒捌玖"}
    assert read(" ".join(say[digit] for digit in digits)) == ["".join(digits)]
