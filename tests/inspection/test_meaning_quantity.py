"""Two quantities agree when their ranges touch; times within two percent, money and days exactly."""

import pytest

from inspection.meaning_quantity import Quantity


def quantity(kind: str, low: float, high: float | None = None) -> Quantity:
    return Quantity(kind, low, low if high is None else high, 0, 1, "x")


@pytest.mark.parametrize(
    ("kind", "one", "other", "agree"),
    [
        ("time", (4320, 7200), (5760, 5760), True),
        ("time", (4320, 4320), (7200, 7200), False),
        ("time", (525_600, 525_600), (518_400, 518_400), True),  # a year and twelve months
        ("money", (100, 100), (99, 99), False),
        ("day", (739_622, 739_622), (739_623, 739_623), False),
    ],
)
def test_ranges_that_touch_agree(kind: str, one: tuple[float, float], other: tuple[float, float], agree: bool) -> None:
    first, second = quantity(kind, *one), quantity(kind, *other)
    assert first.meets(second) is agree
    assert second.meets(first) is agree
