from datetime import UTC, datetime

import pytest

from console.figures import clock, in_unit, moment, percent, points, shown
from console.words import words_in_every_language
from inspection.intervals import Figure

ZH = words_in_every_language({})["zh-CN"]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(87.456, "points", "87.5"), (0.874, "share", "87.4 %"), (12.34, "s", "12.3 秒"), (-20.0, "nps", "-20"),
     (20.0, "nps", "+20"), (4.256, "of_5", "4.26"), (None, "share", "–"), (0.0, "share", "0.0 %")],
)  # fmt: skip
def test_a_number_stands_with_its_unit(value: float | None, unit: str, expected: str) -> None:
    assert in_unit(value, unit, ZH) == expected


def test_a_figure_keeps_n_and_interval_and_whether_it_is_enough() -> None:
    figure = shown(Figure(value=0.9, n=40, low=0.8, high=0.95, enough=True, unit="share"), ZH)
    assert (figure.value, figure.interval, figure.n, figure.enough) == ("90.0 %", "80.0 % … 95.0 %", 40, True)


def test_a_figure_without_an_honest_interval_shows_none() -> None:
    assert shown(Figure(value=5.0, n=1, low=None, high=None, enough=False, unit="points"), ZH).interval == "–"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.0, "0:00.0"), (3.25, "0:03.2"), (59.96, "1:00.0"), (61.0, "1:01.0"), (3661.5, "1:01:01.5"), (None, "–"),
     (-1.0, "0:00.0")],
)  # fmt: skip
def test_seconds_read_as_a_clock(seconds: float | None, expected: str) -> None:
    assert clock(seconds) == expected


def test_points_percent_and_moments() -> None:
    assert (points(87.5), points(10.0), points(None)) == ("87.5", "10", "–")
    assert (percent(0.425), percent(None)) == ("42%", "–")
    assert moment(None) == "–"
    at = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
    assert datetime.strptime(moment(at), "%Y-%m-%d %H:%M:%S %z") == at
