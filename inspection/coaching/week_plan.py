"""A trainer's week (一周辅导安排): which task on which day, the most urgent first, no more a day than one can."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from inspection.coaching.task import CoachingTask


def week_plan(
    tasks: Iterable[CoachingTask], days: Sequence[date], per_day: int, planned: Mapping[date, int]
) -> dict[str, date]:
    """A proposal, task id -> day of `days` (in order).

    Urgent tasks take the first free places; `planned` is how many are on each day already, and counts towards
    `per_day`. A task that finds no place is left out. Tasks of one agent fall on different days as long as there is
    room, so that nobody is taken off the phone twice a day.
    """
    free = {day: max(0, per_day - planned.get(day, 0)) for day in days}
    taken: set[tuple[str, date]] = set()
    found: dict[str, date] = {}
    for task in sorted(tasks, key=lambda t: (t.due_on, t.priority, t.task_id)):
        places = [day for day in days if free[day] > 0]
        fresh = [day for day in places if not any((agent, day) in taken for agent in task.agents)]
        day = next(iter(fresh or places), None)
        if day is None:
            continue
        found[task.task_id] = day
        free[day] -= 1
        taken.update((agent, day) for agent in task.agents)
    return found
