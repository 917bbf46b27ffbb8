"""Deadlines in working days: weekends, public holidays, make-up days, and what a calendar file may not say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import RuleError
from inspection.working_calendar import WorkingCalendar, working_calendar_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHIPPED = working_calendar_of((Path(__file__).parents[2] / "scoring_rules/calendar.yaml").read_text(encoding="utf-8"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def last_day(start: str, days: int, calendar: WorkingCalendar = SHIPPED) -> str:
    end = calendar.deadline(at(start), days).astimezone(SHANGHAI)
    assert (end.hour, end.minute, end.second) == (0, 0, 0)
    return (end - timedelta(microseconds=1)).date().isoformat()


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02 09:00", 3, "2026-03-05"),  # Monday: Tuesday, Wednesday, Thursday
        ("2026-03-02 00:00", 3, "2026-03-05"),  # the first day never counts, whatever the hour
        ("2026-03-02 23:59", 3, "2026-03-05"),
        ("2026-03-06 10:00", 3, "2026-03-11"),  # over a plain weekend
        ("2026-03-07 10:00", 1, "2026-03-09"),  # from a Saturday
        ("2026-09-30 10:00", 3, "2026-10-10"),  # over 国庆: 8, 9 and the Saturday of 调休
        ("2026-02-13 10:00", 1, "2026-02-14"),  # 调休 Saturday before 春节
        ("2026-02-14 10:00", 2, "2026-02-25"),  # nine days off
        ("2026-02-27 10:00", 3, "2026-03-03"),  # 调休 Saturday after it, then Monday and Tuesday
        ("2026-12-31 10:00", 1, "2027-01-01"),  # 2027 is unknown: Friday counts
    ],
)
def test_a_deadline_is_the_end_of_the_nth_working_day_after_the_first(start: str, days: int, last: str) -> None:
    assert last_day(start, days) == last


def test_a_moment_is_a_day_of_the_centre_and_not_of_greenwich() -> None:
    late_in_utc = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 3 March 01:00 in Shanghai
    assert SHIPPED.deadline(late_in_utc, 1) == datetime(2026, 3, 4, 16, 0, tzinfo=UTC)


def test_a_centre_that_works_every_day_has_no_weekend() -> None:
    assert last_day("2026-03-06 10:00", 3, WorkingCalendar(weekend=())) == "2026-03-09"


def test_years_that_nobody_wrote_down_are_told() -> None:
    assert SHIPPED.years_unknown(at("2026-12-30 10:00"), at("2027-01-05 00:00")) == (2027,)
    assert SHIPPED.years_unknown(at("2026-12-30 10:00"), at("2027-01-01 00:00")) == ()
    assert SHIPPED.years_unknown(at("2025-12-30 10:00"), at("2027-01-02 00:00")) == (2025, 2027)


MAY = "years:\n  2026:\n    holidays:\n      - {name: a, from: 2026-05-01, to: 2026-05-03}\n"
SECONDS = 14 * 30 * 86400
MOMENTS = st.integers(0, SECONDS).map(lambda s: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(seconds=s))


@given(MOMENTS, st.integers(1, 10))
def test_a_deadline_ends_a_working_day_and_leaves_exactly_n_of_them(start: datetime, days: int) -> None:
    end = SHIPPED.deadline(start, days).astimezone(SHANGHAI).date()
    first = start.astimezone(SHANGHAI).date()
    between = [first + timedelta(days=n) for n in range(1, (end - first).days)]
    assert sum(map(SHIPPED.is_working, between)) == days
    assert SHIPPED.is_working(end - timedelta(days=1))


@given(MOMENTS, MOMENTS, st.integers(1, 10))
def test_a_later_start_never_has_an_earlier_deadline(one: datetime, other: datetime, days: int) -> None:
    first, second = sorted((one, other))
    assert SHIPPED.deadline(first, days) <= SHIPPED.deadline(second, days)


@given(MOMENTS, MOMENTS, st.integers(1, 10))
def test_what_lapsed_by_now_is_told_by_one_moment(start: datetime, now: datetime, days: int) -> None:
    assert (start < SHIPPED.lapsed_before(now, days)) == (SHIPPED.deadline(start, days) <= now)


def test_the_shipped_year_has_as_many_days_off_as_the_notice_says() -> None:
    year = SHIPPED.years[2026]
    assert [len(off.days) for off in year.holidays] == [3, 9, 3, 5, 3, 3, 7]
    assert len(year.workdays) == 6
    working = [d for n in range(365) if SHIPPED.is_working(d := date(2026, 1, 1) + timedelta(days=n))]
    assert len(working) == 248  # 365 days - 104 of weekends - 19 holidays on weekdays + 6 weekend days worked


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("years:\n  2026:\n    workdays:\n      - 2026-05-09\n      - 2026-05-06\n", "5:9", "no weekend"),
        ("years:\n  2026:\n    workdays: [2026-05-09, 2026-05-09]\n", "3:16", "named twice"),
        ("years:\n  2026:\n    workdays: [2027-05-08]\n", "3:16", "does not belong to 2026"),
        (
            "years:\n  2026:\n    holidays:\n      - {name: 劳动节, from: 2026-05-03, to: 2026-05-01}\n",
            "4:39", "ends .2026-05-01. before it begins",
        ),
        ("years:\n  2026:\n    holidays:\n      - {name: x, from: 2026-05-01, to: 2026-07-01}\n", "4:37", "longer"),
        (
            MAY + "      - {name: b, from: 2026-05-03, to: 2026-05-05}\n",
            "4:9", "2026-05-03 is named twice",
        ),
        (
            MAY + "    workdays: [2026-05-02]\n",
            "5:16", "a holiday and a working day",
        ),
        ("years:\n  2026:\n    workdays: [2026-02-30]\n", "3:16", "not valid YAML"),
        ("weekend: [6, 8]\n", "1:14", "at most 7"),
        ("weekend: [1, 2, 3, 4, 5, 6, 7]\n", "1:1", "weekend"),
        ("timezone: Mars/Olympus\n", "1:1", "no time zone"),
        ("holidays: []\n", "1:1", "holidays"),
    ],
)  # fmt: skip
def test_a_calendar_that_makes_no_sense_is_refused_with_its_line(text: str, where: str, what: str) -> None:
    with pytest.raises(RuleError, match=what) as refused:
        working_calendar_of(text)
    assert refused.value.where == f"calendar.yaml:{where}"


def test_a_holiday_may_reach_over_new_year() -> None:
    text = "years:\n  2027:\n    holidays:\n      - {name: 元旦, from: 2026-12-31, to: 2027-01-02}\n"
    assert not working_calendar_of(text).is_working(date(2026, 12, 31))


def test_an_empty_calendar_has_plain_weeks() -> None:
    assert last_day("2026-09-30 10:00", 3, working_calendar_of("")) == "2026-10-05"
