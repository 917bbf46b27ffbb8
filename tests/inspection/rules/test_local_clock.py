"""The hour at which a customer was called."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from inspection.interaction import Channel, Interaction
from inspection.rules.comparisons import field_value
from inspection.rules.local_clock import local_hour

BEIJING = timezone(timedelta(hours=8))


def call(started_at: datetime, **metadata: str) -> Interaction:
    return Interaction(source="s", interaction_id="i", channel=Channel.PHONE, started_at=started_at, metadata=metadata)


NOON = datetime(2026, 1, 5, 12, 30, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("metadata", "hour"),
    [
        ({}, 12.5),
        ({"customer_local_time": "21:45"}, 21.75),
        ({"客户当地时间": "2026-01-05 07:15:00"}, 7.25),
        ({"customer_timezone": "Europe/London"}, 4.5),
        ({"客户时区": "Asia/Shanghai"}, 12.5),
        ({"customer_timezone": "Asia/Shanghai", "customer_local_time": "23:00"}, 23.0),
        ({"customer_local_time": " "}, 12.5),
        ({"customer_local_time": "晚上"}, None),
        ({"customer_timezone": "Mars/Base"}, None),
        ({"customer_timezone": "../etc/passwd"}, None),
    ],
)
def test_the_customers_clock_goes_first_then_the_centres(metadata: dict[str, str], hour: float | None) -> None:
    assert local_hour(call(NOON, **metadata)) == hour


def test_a_start_in_utc_says_nothing_about_a_place() -> None:
    started = datetime(2026, 1, 5, 12, 30, tzinfo=UTC)
    assert local_hour(call(started)) is None
    assert local_hour(call(started, customer_timezone="Asia/Shanghai")) == 20.5
    assert local_hour(call(started.replace(tzinfo=ZoneInfo("Europe/London")))) == 12.5


def test_rules_compare_it_as_a_field() -> None:
    assert field_value(call(NOON), "local_hour") == 12.5
    assert field_value(call(datetime(2026, 1, 5, tzinfo=UTC)), "local_hour") is None
