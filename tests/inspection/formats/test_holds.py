"""Holds as text and as JSON pairs."""

import pytest

from inspection.formats.holds import read_holds
from inspection.timeline import Interval

TWO = (Interval(12.5, 20.0), Interval(60.0, 75.0))


@pytest.mark.parametrize(
    "raw",
    ["12.5-20;60-75", "60-75；12.5-20", "12.5~20，60～75", "[[12.5, 20], [60, 75]]", [[12.5, 20], [60, 75]],
     [{"start_s": 12.5, "end_s": 20}, {"start": "00:01:00", "end": "00:01:15"}]],
)  # fmt: skip
def test_every_way_to_write_them_is_the_same(raw: object) -> None:
    assert read_holds(raw) == TWO


@pytest.mark.parametrize("raw", ["20-12", "5", "a-b", [[1]], [1, 2], {"a": 1}, "[1,2,3]", "1-2-3", "0-999999"])
def test_what_is_no_pair_is_an_error(raw: object) -> None:
    with pytest.raises(ValueError):
        read_holds(raw)
