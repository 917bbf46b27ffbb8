"""Sessions end when nobody uses them, and after a working day in any case."""

from datetime import UTC, datetime, timedelta

import pytest

from inspection.access.session_life import SessionPolicy, is_over, is_use_to_be_noted

NINE = datetime(2026, 9, 2, 1, tzinfo=UTC)
POLICY = SessionPolicy(idle_s=1800, longest_s=43_200, note_use_every_s=60)


def later(**after: float) -> datetime:
    return NINE + timedelta(**after)


@pytest.mark.parametrize(
    ("used", "now", "over"),
    [
        (later(), later(minutes=29, seconds=59), False),
        (later(), later(minutes=30), True),
        (later(hours=11, minutes=59), later(hours=11, minutes=59, seconds=59), False),
        (later(hours=11, minutes=59), later(hours=12), True),
        (later(), later(seconds=-59), False),
        (later(), later(minutes=-5), True),
    ],
)
def test_a_session_ends(used: datetime, now: datetime, over: bool) -> None:
    assert is_over(NINE, used, now, POLICY) is over


def test_use_is_noted_once_a_minute() -> None:
    assert not is_use_to_be_noted(NINE, later(seconds=59), POLICY)
    assert is_use_to_be_noted(NINE, later(seconds=60), POLICY)


@pytest.mark.parametrize("wrong", [{"idle_s": 50.0}, {"longest_s": 100.0}, {"note_use_every_s": 0.0}])
def test_times_that_contradict_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must grow"):
        SessionPolicy(**wrong)
