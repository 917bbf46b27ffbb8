"""Who reviews what (复核分配): by skill, never one's own team, within the day's capacity, in turn by load."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspection.people import Person, PersonRole
from inspection.review_queue import Purpose, ReviewTask
from inspection.review_steps import Condition


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody's day: reviews submitted today, and those that wait for them now (assigned or reserved)."""

    done: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """Reviews of the day, done or promised."""
        return self.done + self.waiting


class WhyNot(StrEnum):
    """Why somebody cannot be given a review, the nearest to being able first.

    FULL: their day is. JUDGED: they judged it before. OWN_TEAM: it is of their own team, or of themselves. UNSKILLED:
    not their channel, queue or language. NOT_THEIRS: it takes another role.
    """

    FULL = "full"
    JUDGED = "judged"
    OWN_TEAM = "own_team"
    UNSKILLED = "unskilled"
    NOT_THEIRS = "not_theirs"


def has_skill(person: Person, task: ReviewTask) -> bool:
    """True when channel, queue and language of the task are among the person's; what is not known asks nothing."""
    asked = ((person.channels, task.channel), (person.queues, task.queue), (person.languages, task.language))
    return all(not skills or value is None or _among(value, skills) for skills, value in asked)


def is_other_team(person: Person, task: ReviewTask) -> bool:
    """True when the reviewed agent is not of the reviewer's own team and not the reviewer."""
    own_team = person.team is not None and person.team == task.team
    return not own_team and (person.agent_id is None or person.agent_id != task.agent_id)


def capacity_of(person: Person, per_day: int) -> int:
    """Reviews a day: the person's own figure, else the centre's."""
    return per_day if person.per_day is None else person.per_day


def fulfilled(
    person: Person, task: ReviewTask, *, judged_before: bool, load: Load, per_day: int
) -> frozenset[Condition]:
    """Which conditions of `review_steps` hold for this person and task."""
    checks = {
        Condition.SKILLED: has_skill(person, task),
        Condition.OTHER_TEAM: is_other_team(person, task),
        Condition.NOT_JUDGED_YET: not judged_before,
        Condition.BELOW_CAPACITY: load.total < capacity_of(person, per_day),
    }
    return frozenset(condition for condition, holds in checks.items() if holds)


def assigned(
    tasks: Iterable[ReviewTask],
    people: Sequence[Person],
    loads: Mapping[str, Load],
    *,
    per_day: int,
    judged_by: Mapping[str, Collection[str]] | None = None,
) -> dict[str, str]:
    """Task id -> who, for every task somebody can take today; the others stay for whoever comes.

    Tasks go in queue order; each goes to the least loaded of those who may (load of the day over capacity), and of
    equals to the one whose turn it is. The tasks of a group stay with one person while that person has room.
    `judged_by` names, per evaluation, who has judged it already.
    """
    reviewers = sorted((p for p in people if p.active and p.roles), key=lambda p: p.who)
    turn = _Turn(reviewers, loads, per_day)
    of_group: dict[str, str] = {}
    given: dict[str, str] = {}
    for task in sorted(tasks, key=lambda t: t.order):
        before = (judged_by or {}).get(task.evaluation_id, ())
        fitting = [p for p in reviewers if why_not(p, task, before, has_room=turn.has_room(p)) is None]
        if fitting:
            kept = next((p for p in fitting if p.who == of_group.get(task.group)), None)
            chosen = kept or turn.next_of(fitting)
            turn.give(chosen)
            of_group[task.group] = given[task.task_id] = chosen.who
    return given


def why_not(person: Person, task: ReviewTask, judged_before: Collection[str], *, has_room: bool) -> WhyNot | None:
    """What keeps a person from being given a task; None when nothing does. `judged_before`: who judged it already."""
    decides = task.purpose is Purpose.ADJUDICATION
    roles = (PersonRole.SUPERVISOR,) if decides else (PersonRole.REVIEWER, PersonRole.SUPERVISOR)
    if not person.is_any_of(roles):
        return WhyNot.NOT_THEIRS
    if not decides and not has_skill(person, task):
        return WhyNot.UNSKILLED
    if not is_other_team(person, task):
        return WhyNot.OWN_TEAM
    if person.who in judged_before:
        return WhyNot.JUDGED
    return None if has_room else WhyNot.FULL


def _among(value: str, skills: Collection[str]) -> bool:
    """`zh` covers `zh-CN`; everything else must be the same word."""
    return value in skills or value.split("-", maxsplit=1)[0].lower() in skills


class _Turn:
    """Whose turn it is: the least loaded, of equals the one after the last who was given something."""

    def __init__(self, people: Sequence[Person], loads: Mapping[str, Load], per_day: int) -> None:
        self._room = {p.who: capacity_of(p, per_day) for p in people}
        self._total = {p.who: loads.get(p.who, Load()).total for p in people}
        self._places = {p.who: place for place, p in enumerate(people)}
        self._last = -1

    def has_room(self, person: Person) -> bool:
        return self._total[person.who] < self._room[person.who]

    def next_of(self, fitting: Sequence[Person]) -> Person:
        return min(fitting, key=self._wait)

    def _wait(self, person: Person) -> tuple[float, int]:
        place = (self._places[person.who] - self._last - 1) % len(self._places)
        return (self._total[person.who] / self._room[person.who], place)

    def give(self, person: Person) -> None:
        self._total[person.who] += 1
        self._last = self._places[person.who]
