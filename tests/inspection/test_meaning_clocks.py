"""Times of the day, days, halves and how often, in words and figures."""

import pytest

from inspection.meaning_clocks import moments_in
from inspection.rules.normal_text import fold


def read(text: str) -> list[tuple[str, float, float]]:
    return [(q.kind, q.low, q.high) for q in moments_in(fold(text))]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("下午三点", 900),
        ("15:00", 900),
        ("3 pm", 900),
        ("晚上八点半", 1230),
        ("早上八点", 480),
        ("8:30 pm", 1230),
        ("中午十二点", 720),
        ("十七点", 1020),
    ],
)
def test_a_clock_is_minutes_of_the_day(text: str, minutes: float) -> None:
    assert read(text) == [("clock", minutes, minutes)]


def test_an_hour_without_its_part_of_the_day_may_be_either() -> None:
    assert read("3点前") == [("clock", 180, 900)]


@pytest.mark.parametrize("text", ["便宜一点", "有两点要说明", "快一点好吗", "这几点您记一下"])
def test_a_little_and_a_point_are_no_clock(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("半小时", 30),
        ("一个半小时", 90),
        ("半个月", 21_600),
        ("一年半", 788_400),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("a quarter of an hour", 15),
        ("a week", 10_080),
    ],
)
def test_halves_belong_to_their_unit(text: str, minutes: float) -> None:
    assert read(text) == [("time", minutes, minutes)]


def test_how_often_is_not_how_long() -> None:
    assert read("每两周") == [("often", 20_160, 20_160)]
    assert read("隔天") == [("often", 2_880, 2_880)]
    assert read("every 3 months") == [("often", 129_600, 129_600)]
    assert read("once a day") == []


def test_days_are_told_apart() -> None:
    assert read("明天")[0][0] == "day"
    assert read("明天") != read("后天")
    assert read("周三") == read("星期三") == [("weekday", 2, 2)]
    assert read("on Wednesdays") == [("weekday", 2, 2)]
