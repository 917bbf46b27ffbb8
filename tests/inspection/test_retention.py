"""From which day on something is kept too long."""

from datetime import date

from inspection.retention import overdue_before


def test_a_day_is_overdue_once_it_is_more_than_so_many_days_ago() -> None:
    assert overdue_before(date(2026, 11, 22), 30) == date(2026, 10, 23)
