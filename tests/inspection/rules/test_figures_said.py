"""Amounts and dates as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.rules.dates_said import date_of, dates_in
from inspection.rules.figures_said import chinese_number, english_number, figures_in, number_of

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("三百二十块五", 320.5, "money"),
        ("三百二十块零五分", 320.05, "money"),
        ("320块5毛", 320.5, "money"),
        ("二十一块三毛五分", 21.35, "money"),
        ("两块五", 2.5, "money"),
        ("五毛", 0.5, "money"),
        ("1,234.50", 1234.5, "number"),
        ("¥1,234.50", 1234.5, "money"),
        ("1.2万元", 12000, "money"),
        ("三点五万", 35000, "number"),
        ("一万二", 12000, "number"),
        ("三百零二元", 302, "money"),
        ("一亿两千万元", 120_000_000, "money"),
        ("百分之五", 5, "percent"),
        ("百分之零点五", 0.5, "percent"),
        ("12个点", 12, "percent"),
        ("three hundred and twenty dollars", 320, "money"),
        ("three hundred and twenty dollars and fifty cents", 320.5, "money"),
        ("a hundred dollars", 100, "money"),
        ("twelve hundred pounds", 1200, "money"),
        ("twenty-five percent", 25, "percent"),
        ("$12.99", 12.99, "money"),
    ],
)
def test_a_figure_is_read_as_it_is_said(text: str, value: float, kind: str) -> None:
    first = figures_in(text)[0]
    assert (first.value, first.kind) == (value, kind)


@pytest.mark.parametrize("text", ["千万不要", "您好", "no problem", "someone", "oneself"])
def test_words_that_only_hold_a_number_are_no_figure(text: str) -> None:
    assert figures_in(text) == []


def test_a_counter_is_no_tenth() -> None:
    assert figures_in("三千块五个")[0].value == 3000


def test_a_field_is_a_number_only_when_it_is_one_figure() -> None:
    assert number_of("¥1,234.50") == 1234.5
    assert number_of("320元") == 320
    assert number_of("320元左右") is None
    assert number_of("20-30") is None


def in_chinese(number: int) -> str:
    """A number from 1 to 99,999,999 as it is written in Chinese."""
    high, low = divmod(number, 10_000)
    parts = [
        _section(high) + "万" if high else "",
        "零" if high and 0 < low < 1000 else "",
        _section(low) if low else "",
    ]
    return "".join(parts)


def _section(number: int) -> str:
    digits = f"{number:04d}"
    said = "".join("零一二三四五六七八九"[int(d)] + s * (d != "0") for d, s in zip(digits, "千百十", strict=False))
    said = said + "零一二三四五六七八九"[int(digits[3])]
    while "零零" in said:
        said = said.replace("零零", "零")
    return said.strip("零")


@given(st.integers(1, 99_999_999))
def test_every_chinese_number_is_read_back(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "value"), [("three point five", 3.5), ("two thousand and one", 2001), ("hello", None)]
)
def test_english_number_words(text: str, value: float | None) -> None:
    assert english_number(text) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11月25日", date(2026, 11, 25)),
        ("十一月二十五号", date(2026, 11, 25)),
        ("二十五号到账", date(2026, 11, 25)),
        ("1月3日", date(2027, 1, 3)),
        ("明天", date(2026, 11, 23)),
        ("大后天", date(2026, 11, 25)),
        ("下周三", date(2026, 11, 25)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("november 25th", date(2026, 11, 25)),
        ("25th of november", date(2026, 11, 25)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("next monday", date(2026, 11, 23)),
    ],
)
def test_a_date_is_read_from_the_day_it_was_said(text: str, day: date) -> None:
    assert [d.day for d in dates_in(text, SUNDAY)] == [day]


@pytest.mark.parametrize("text", ["2月30日", "12号线", "您好", "32号"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates_in(text, SUNDAY) == []


def test_a_field_holds_a_date() -> None:
    assert date_of("2026-11-25 10:00") == date(2026, 11, 25)
    assert date_of("soon") is None
    assert date_of(None) is None
