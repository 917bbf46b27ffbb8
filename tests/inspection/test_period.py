"""Periods: first and last day, and their names."""

from datetime import date

from inspection.period import Period


def test_day_week_and_month_of_a_friday() -> None:
    friday = date(2026, 11, 20)
    assert Period.day(friday) == Period("2026-11-20", friday, friday)
    assert Period.week(friday) == Period("2026-W47", date(2026, 11, 16), date(2026, 11, 22))
    assert Period.month(friday) == Period("2026-11", date(2026, 11, 1), date(2026, 11, 30))


def test_the_turn_of_the_year_belongs_to_its_iso_week_and_december_ends_on_its_last_day() -> None:
    assert Period.week(date(2027, 1, 1)).label == "2026-W53"
    assert Period.month(date(2026, 12, 31)).end == date(2026, 12, 31)


def test_both_ends_belong_and_the_day_after_does_not() -> None:
    week = Period.week(date(2026, 11, 20))
    assert date(2026, 11, 16) in week and date(2026, 11, 22) in week
    assert date(2026, 11, 23) not in week
