"""Business hours: only open time counts."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from inspection.business_hours import BusinessHours

ZONE = ZoneInfo("Asia/Shanghai")
NINE_TO_SIX = BusinessHours(opens=time(9), closes=time(18), weekdays=(1, 2, 3, 4, 5))


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)  # 20 November 2026 is a Friday


def test_within_a_day_all_of_it_counts() -> None:
    assert NINE_TO_SIX.open_s(_at(20, 10), _at(20, 12)) == 7200


def test_the_night_and_the_weekend_do_not_count() -> None:
    assert NINE_TO_SIX.open_s(_at(20, 17), _at(23, 10)) == 7200


def test_the_wrong_order_is_no_time() -> None:
    assert NINE_TO_SIX.open_s(_at(20, 12), _at(20, 10)) == 0


def test_hours_cannot_end_before_they_begin() -> None:
    with pytest.raises(ValueError, match="cannot close"):
        BusinessHours(opens=time(18), closes=time(9))
