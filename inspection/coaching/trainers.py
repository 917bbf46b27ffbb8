"""Who trains (培训师安排): the least loaded who can, up to what one person can carry; owners of common causes alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection.coaching.policy import TrainerPolicy
from inspection.coaching.task import CoachingKind, CoachingTask
from inspection.people import Person


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task belongs: what a trainer must know. None: nothing is demanded."""

    channel: str | None = None
    queue: str | None = None


def shared_out(
    tasks: Iterable[CoachingTask],
    people: Sequence[Person],
    loads: Mapping[str, int],
    policy: TrainerPolicy,
    places: Mapping[str, Place],
) -> dict[str, str]:
    """Task id -> trainer, in the order of priority, each to the one with the fewest live tasks (`loads`).

    A trainer's channels and queues (people table) must cover the task's place (by task id); nobody coaches themselves.
    Tasks that nobody can take, or that are over everybody's limit, are left out.
    """
    carried = {person.who: loads.get(person.who, 0) for person in people}
    given: dict[str, str] = {}
    for task in sorted(tasks, key=lambda t: (t.priority, t.task_id)):
        fit = [p for p in people if _may(p, task, policy) and _knows(p, places.get(task.task_id, Place()))]
        fit = [p for p in fit if carried[p.who] < policy.most_open]
        if fit:
            chosen = min(fit, key=lambda p: (carried[p.who], p.who)).who
            carried[chosen] += 1
            given[task.task_id] = chosen
    return given


def _may(person: Person, task: CoachingTask, policy: TrainerPolicy) -> bool:
    above = task.kind is CoachingKind.COMMON_CAUSE or task.is_escalated
    is_self = person.agent_id is not None and person.agent_id in task.agents
    return person.is_any_of(policy.owners if above else policy.roles) and not is_self


def _knows(person: Person, place: Place) -> bool:
    channels = not person.channels or place.channel is None or place.channel in person.channels
    return channels and (not person.queues or place.queue is None or place.queue in person.queues)
