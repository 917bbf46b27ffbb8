"""Times in every written form name the same moment; a broken one is an error."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.formats.timestamps import read_date, read_seconds, read_time

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 9, 1, 1, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-09-01T09:12:03+08:00",
        "2026-09-01T01:12:03Z",
        "2026-09-01T01:12:03.000Z",
        "2026-09-01 09:12:03",
        "2026/9/1 9:12:03",
        "2026.09.01 09:12:03",
        "2026年9月1日 9时12分3秒",
        "2026年9月1日9点12分03秒",
        "２０２６－０９－０１　０９：１２：０３",
        "2026-09-01 上午9:12:03",
        "2026-09-01 9:12:03 AM",
        "20260901091203",
        "20260901T091203+0800",
        "1788225123",
        1788225123,
        1788225123000,
        "1788225123000",
        "46266.383368055554",
        46266.383368055554,
        datetime(2026, 9, 1, 9, 12, 3),  # noqa: DTZ001 - as a workbook gives it
    ],
)
def test_every_written_form_is_the_same_moment(raw: object) -> None:
    assert abs(read_time(raw, SHANGHAI) - MOMENT) < timedelta(milliseconds=5)


def test_minutes_are_enough() -> None:
    assert read_time("2026/9/1 9:12", SHANGHAI) == datetime(2026, 9, 1, 1, 12, tzinfo=UTC)
    assert read_time("2026年9月1日 9时12分", SHANGHAI) == datetime(2026, 9, 1, 1, 12, tzinfo=UTC)
    assert read_time("2026-09-01 下午2:05", SHANGHAI).astimezone(SHANGHAI).hour == 14


def test_a_written_zone_wins_over_the_zone_of_the_source() -> None:
    assert read_time("2026-09-01 09:12:03-05:00", SHANGHAI) == datetime(2026, 9, 1, 14, 12, 3, tzinfo=UTC)
    assert read_time("2026-09-01 09:12:03", ZoneInfo("Europe/Berlin")) == datetime(2026, 9, 1, 7, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    ["", "昨天", "2026-13-01", "2026-02-30 10:00", "2026-09-01 25:00", "9/1/2026 9:12", "1970-01-01 00:00:00", "12.5",
     "0", True, 1e300, float("inf"), "2026-09-01 10:00+99:00", "9" * 500, "2026-09-01 10:61:00", None, "1899-12-31"],
)  # fmt: skip
def test_a_broken_or_ambiguous_time_is_an_error(raw: object) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read_time(raw, SHANGHAI)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_iso_epoch_and_local_text_agree(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    local = whole.astimezone(SHANGHAI)
    assert read_time(whole.isoformat(), SHANGHAI) == whole
    if whole.timestamp() >= 946_684_800:
        assert read_time(int(whole.timestamp()), SHANGHAI) == whole
    if local.astimezone(UTC) == local.replace(fold=0).astimezone(UTC):
        assert read_time(f"{local:%Y/%m/%d %H:%M:%S}", SHANGHAI) == whole


def test_a_day_is_the_day_of_the_source() -> None:
    assert read_date("2026-09-01", SHANGHAI).isoformat() == "2026-09-01"
    assert read_date(46266.0, SHANGHAI).isoformat() == "2026-09-01"


@pytest.mark.parametrize(
    ("raw", "seconds"), [("35", 35), ("35秒", 35), ("35.5s", 35.5), ("1:35", 95), ("00:01:35", 95), (7, 7)]
)
def test_lengths_of_time(raw: object, seconds: float) -> None:
    assert read_seconds(raw) == seconds


@pytest.mark.parametrize("raw", ["-5", "abc", "", "nan", "inf", True, "1e9999"])
def test_a_broken_length_is_an_error(raw: object) -> None:
    with pytest.raises(ValueError):
        read_seconds(raw)
