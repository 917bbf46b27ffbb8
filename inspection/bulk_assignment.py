"""Many reviews given to one person or shared out in turn (批量分配), and why some could not be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from inspection.people import Person
from inspection.review_assignment import Load, WhyNot, assigned, capacity_of, why_not
from inspection.review_queue import ReviewTask

Judged = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Shared:
    """Task id -> who got it, and task id -> why nobody did."""

    given: Mapping[str, str]
    refused: Mapping[str, WhyNot]


def given_to(
    person: Person, tasks: Sequence[ReviewTask], load: Load, *, per_day: int, judged_by: Judged = MappingProxyType({})
) -> Shared:
    """As many of the tasks as one person may take today, in queue order. What is theirs already counts as given."""
    given: dict[str, str] = {}
    refused: dict[str, WhyNot] = {}
    room = capacity_of(person, per_day) - load.total
    for task in sorted(tasks, key=lambda t: t.order):
        is_theirs = task.assignee == person.who
        reason = why_not(person, task, judged_by.get(task.evaluation_id, ()), has_room=is_theirs or room > 0)
        if reason is not None:
            refused[task.task_id] = reason
            continue
        given[task.task_id] = person.who
        room -= not is_theirs
    return Shared(given, refused)


def shared_in_turn(
    people: Sequence[Person],
    tasks: Sequence[ReviewTask],
    loads: Mapping[str, Load],
    *,
    per_day: int,
    judged_by: Judged = MappingProxyType({}),
) -> Shared:
    """The tasks shared out by skill, load and turn; what stays says what the best-placed person lacked."""
    given = assigned(tasks, people, loads, per_day=per_day, judged_by=judged_by)
    busy = {p.who: loads.get(p.who, Load()).total + list(given.values()).count(p.who) for p in people}
    refused: dict[str, WhyNot] = {}
    for task in tasks:
        if task.task_id not in given:
            before = judged_by.get(task.evaluation_id, ())
            reasons = [why_not(p, task, before, has_room=busy[p.who] < capacity_of(p, per_day)) for p in people]
            refused[task.task_id] = min(filter(None, reasons), key=list(WhyNot).index, default=WhyNot.NOT_THEIRS)
    return Shared(given, refused)
