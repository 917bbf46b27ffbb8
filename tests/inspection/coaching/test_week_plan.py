"""A week's plan: what is due first first, no day fuller than asked, nobody twice a day while there is room."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.coaching.week_plan import week_plan

MONDAY = date(2026, 11, 23)
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(5))


def task(task_id: str, agent_id: str = "a1", due_in: int = 10, priority: int = 1) -> CoachingTask:
    return CoachingTask(
        task_id=task_id, agent_id=agent_id, group="g", item="closing", kind=CoachingKind.INDIVIDUAL, priority=priority,
        expected_points=1.0, reason="r", evidence=(), trainer=None, due_on=MONDAY + timedelta(days=due_in),
        status=CoachingStatus.OPEN, period="2026-11", effect={}, agents=(agent_id,),
    )  # fmt: skip


def test_the_most_urgent_task_takes_the_first_day() -> None:
    tasks = [task("late", "a1", due_in=9), task("soon", "a2", due_in=1)]
    assert week_plan(tasks, WEEK, 1, {}) == {"soon": MONDAY, "late": WEEK[1]}


def test_what_is_planned_already_takes_its_place() -> None:
    assert week_plan([task("t1")], WEEK, 2, {MONDAY: 2}) == {"t1": WEEK[1]}


def test_two_tasks_of_one_agent_fall_on_two_days_while_there_is_room() -> None:
    assert week_plan([task("t1"), task("t2")], WEEK, 5, {}) == {"t1": MONDAY, "t2": WEEK[1]}
    assert week_plan([task("t1"), task("t2")], WEEK[:1], 5, {}) == {"t1": MONDAY, "t2": MONDAY}


def test_what_finds_no_place_is_left_out() -> None:
    tasks = [task(f"t{n}", f"a{n}", priority=n) for n in range(4)]
    assert set(week_plan(tasks, WEEK[:2], 1, {})) == {"t0", "t1"}
    assert week_plan(tasks, WEEK, 0, {}) == {}


@given(
    agents=st.lists(st.sampled_from(["a", "b", "c"]), max_size=30),
    per_day=st.integers(0, 6),
    planned=st.dictionaries(st.sampled_from(WEEK), st.integers(0, 8)),
)
def test_no_day_gets_more_than_asked_and_every_free_place_is_used(
    agents: list[str], per_day: int, planned: dict[date, int]
) -> None:
    tasks = [task(f"t{n:02d}", agent) for n, agent in enumerate(agents)]
    found = week_plan(tasks, WEEK, per_day, planned)
    free = sum(max(0, per_day - planned.get(day, 0)) for day in WEEK)
    assert len(found) == min(len(tasks), free)
    for day in WEEK:
        assert sum(1 for one in found.values() if one == day) <= max(0, per_day - planned.get(day, 0))
