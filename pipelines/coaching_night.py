"""What the night does about coaching: counts, the queue with its trainers, effects, re-checks, certificates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Connection, Engine

from inspection.coaching.looks import Sought, look_due
from inspection.coaching.policy import CoachingLifePolicy
from inspection.coaching.queue import Material, queue_of
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.coaching.trainers import Place, shared_out
from inspection.errors import RuleError
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from records import certificates, coaching, coaching_effects, coaching_looks, coaching_rechecks, item_days, people
from records.coaching_material import material_of
from records.coaching_rules import coaching_policy_in
from records.database import writing
from records.workspace import Workspace

_WORK_DAYS = 30


@dataclass(frozen=True, slots=True)
class CoachingNight:
    """What the night found: tasks without a trainer, re-checks that failed, notices of certificates that are new."""

    unassigned: int
    failed_rechecks: int
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingRules:
    """The limits of the queue, the life of its tasks, and what is known of agents and items."""

    limits: CoachingPolicy
    life: CoachingLifePolicy
    hired_on: Mapping[str, date]
    item_names: Mapping[str, str]


def work_out_queue(
    engine: Engine, period: Period, touched: Iterable[date], rules: CoachingRules, *, is_first: bool = False
) -> None:
    """Count the touched days anew and renew the tasks of the period; what people decided stays.

    New weaknesses are sought on the nights a look is due only; `is_first` says that nobody was ever looked at here.
    """
    with writing(engine) as connection:
        days = {day for day in touched if day in period}
        item_days.refresh(connection, days | set(item_days.missing(connection, period.start, period.end)))
        through = item_days.known_through(connection, period.start, period.end)
        if through is None:
            return
        known = Period(period.label, period.start, through)
        times, last = coaching.former(connection, period.end - timedelta(days=rules.life.recurrence_days))
        material = material_of(connection, known, rules.limits, last)
        tasks = queue_of(
            material,
            known,
            rules.limits,
            hired_on=rules.hired_on,
            item_names=rules.item_names,
            former=times,
            sought=_sought(connection, period, through, material, rules.limits, is_first=is_first),
        )
        coaching.replace_period(connection, period.label, tasks)


def unfinished_month(connection: Connection, touched: Iterable[date]) -> Period | None:
    """The month before the touched days whose last look is still to be taken: its last day may have been closed."""
    last = coaching_looks.last_day(connection)
    first = min(touched, default=None)
    if last is None or first is None or Period.month(last).end in (last, Period.month(first).end):
        return None
    return Period.month(last) if last < first else None


def _sought(
    connection: Connection, period: Period, through: date, material: Material, limits: CoachingPolicy, *, is_first: bool
) -> Sought:
    """What tonight may say of people; a look is kept, so that the next ones know what was spent."""
    taken = coaching_looks.of(connection, period.label)
    judged = sum(row.count.applicable for row in material.counts)
    look = look_due(period, taken, through, judged, limits, is_first=is_first)
    standing = coaching.standing(connection, period.label)
    if look is None:
        return Sought(standing=standing)
    coaching_looks.keep(connection, period.label, look)
    return Sought(looks=(*taken, look), standing=standing)


def settle_coaching(engine: Engine, life: CoachingLifePolicy, *, today: date, now: datetime) -> CoachingNight:
    """Trainers for new tasks, effects and re-checks of old ones, notices of certificates. Twice changes nothing."""
    with writing(engine) as connection:
        since = today - timedelta(days=life.effect.days_after + life.effect.days_before)
        coaching_effects.keep(connection, coaching_effects.measured(connection, life.effect, since=since, until=today))
        rechecked = coaching_rechecks.settle(connection, life, today=today, now=now)
        unassigned = share_out(connection, life, today)
        required_since = today - timedelta(days=_WORK_DAYS) if certificates.of_all(connection) else None
        new = certificates.settle(
            connection, certificates.due(connection, life, today, worked_since=required_since), now
        )
    return CoachingNight(unassigned, sum(not one.outcome.passed for one in rechecked), new)


def share_out(connection: Connection, life: CoachingLifePolicy, today: date) -> int:
    """Give every task nobody has to the least loaded who may; returns how many stay without."""
    open_ = coaching.wanted(connection, statuses=[CoachingStatus.WAITING_FOR_REVIEW, CoachingStatus.OPEN])
    free = [task for task in open_ if task.trainer is None]
    work = item_days.main_work(connection, today - timedelta(days=_WORK_DAYS))
    places = {task.task_id: _place(task, work) for task in free}
    given = shared_out(free, people.everybody(connection), coaching.loads(connection), life.trainers, places)
    coaching.give(connection, given, by=coaching.NIGHT)
    return len(free) - len(given)


def _place(task: CoachingTask, work: Mapping[str, tuple[str, str]]) -> Place:
    """Where who is coached works most: what the trainer must know."""
    queue, channel = work.get(task.agent_id or "", (None, None))
    return Place(channel, None if queue == "-" else queue)


def coaching_notices(workspace: Workspace, today: date, now: datetime) -> tuple[str, ...]:
    """Do what is due about coaching; returns what the operator should know.

    A file of the workspace that makes no sense is told and stops nothing.
    """
    try:
        life = coaching_policy_in(workspace.path)
    except RuleError as error:
        return (f"coaching was left alone: {error}",)
    done = settle_coaching(workspace.engine, life, today=today, now=now)
    told = []
    if done.failed_rechecks:
        told.append(f"{done.failed_rechecks} re-checks after coaching failed: mingjian coaching list")
    if done.notices:
        told.append(f"{done.notices} new notices of certificates: mingjian certification due")
    return tuple(told)
