"""The review queue in the database: tasks, in the order they are worked, and what became of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.review_assignment import Load
from inspection.review_queue import Purpose, ReviewTask
from inspection.review_steps import TaskState
from records.judge_tables import gold_tasks
from records.judges import judge_verdicts
from records.review_tables import review_reservations as reservations
from records.review_tables import review_tasks as table
from records.tables import current_evaluations, reviews
from records.upsert import in_chunks, upsert

_SAME_NAME = tuple(name for name in ReviewTask.__dataclass_fields__ if name not in ("purpose", "items"))
_IS_OPEN = table.c.state == TaskState.OPEN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedTask:
    """A task and where it stands; `holder` has it until `expires_at`, `submitted_by` has done it."""

    task: ReviewTask
    state: TaskState
    holder: str | None = None
    taken_at: datetime | None = None
    expires_at: datetime | None = None
    submitted_by: str | None = None
    submitted_at: datetime | None = None


def put(connection: Connection, tasks: Iterable[ReviewTask], now: datetime) -> int:
    """Add tasks, or renew those that are still open; returns how many are new.

    A task that somebody holds, or that was submitted or withdrawn, stays as it is; so does, of an open one, whom it
    is kept for and since when it waits.
    """
    wanted = {task.task_id: task for task in tasks}
    known = _rows(connection, sorted(wanted), now)
    open_ones = {i for i, row in known.items() if row.state == TaskState.OPEN.value and row.holder is None}
    rows = []
    for task_id, task in wanted.items():
        if task_id in open_ones:
            before = known[task_id]
            rows.append(to_row(replace(task, assignee=before.assignee, created_at=before.created_at)))
        elif task_id not in known:
            rows.append(to_row(task))
    upsert(connection, table, rows)
    return len(wanted) - len(known)


def withdraw_superseded(connection: Connection) -> int:
    """Withdraw open tasks of evaluations that are no longer current; returns how many."""
    now_current = sa.select(current_evaluations.c.evaluation_id)
    stale = (table.c.state == TaskState.OPEN.value) & table.c.evaluation_id.not_in(now_current)
    gone = list(connection.execute(sa.select(table.c.task_id).where(stale)).scalars())
    for chunk in in_chunks(gone):
        connection.execute(sa.delete(reservations).where(reservations.c.task_id.in_(chunk)))
        changed = sa.update(table).where(table.c.task_id.in_(chunk))
        connection.execute(changed.values(state=TaskState.WITHDRAWN.value))
    return len(gone)


def drop_unwanted(connection: Connection, first: date, last: date, wanted: Collection[str], now: datetime) -> int:
    """Forget open reviews of these business dates that flags and plans no longer ask for; returns how many.

    Only what nobody holds or is kept for: their flags stay, and the interaction stays searchable. Gold asks for itself.
    """
    drawn = [purpose.value for purpose in (Purpose.FATAL, Purpose.RISK, Purpose.RANDOM)]
    holder = _holder(now)
    chosen = table.c.business_date.between(first, last) & table.c.purpose.in_(drawn) & table.c.assignee.is_(None)
    is_gold = table.c.task_id.in_(sa.select(gold_tasks.c.task_id))
    statement = _with(holder).where(_IS_OPEN, chosen, ~is_gold, holder.c.who.is_(None))
    gone = [row.task_id for row in connection.execute(statement) if row.task_id not in wanted]
    for chunk in in_chunks(gone):
        connection.execute(sa.delete(reservations).where(reservations.c.task_id.in_(chunk)))
        connection.execute(sa.delete(table).where(table.c.task_id.in_(chunk)))
    return len(gone)


def find(connection: Connection, task_id: str, now: datetime) -> QueuedTask:
    """One task; RecordsError (`no_task`) when there is none."""
    row = connection.execute(_with_holder(now).where(table.c.task_id == task_id)).one_or_none()
    if row is None:
        raise no_task(task_id)
    return _from_row(row)


def find_many(connection: Connection, task_ids: Sequence[str], now: datetime) -> list[QueuedTask]:
    """Those of these tasks that there are, in the order given."""
    found = _rows(connection, task_ids, now)
    return [_from_row(found[task_id]) for task_id in task_ids if task_id in found]


def no_task(task_id: str) -> RecordsError:
    """There is no such task, or none this person may know of."""
    return RecordsError("there is no such review", "see mingjian review queue", where=task_id, code="no_task")


def waiting(connection: Connection, now: datetime) -> list[QueuedTask]:
    """Tasks that are not done, reserved ones included, in the order they are worked.

    Suspected fatals, disagreements, risk, random, second reviews; in a rank the gravest group first, its tasks
    together, and of equals the one that is due or waits longest.
    """
    return [_from_row(row) for row in connection.execute(_in_order(_with_holder(now).where(_IS_OPEN)))]


def overdue(connection: Connection, now: datetime) -> list[QueuedTask]:
    """Suspected fatals nobody has decided in time, in the order of the queue: for the notice to supervisors."""
    late = table.c.due_at.is_not(None) & (table.c.due_at <= now)
    return [_from_row(row) for row in connection.execute(_in_order(_with_holder(now).where(_IS_OPEN, late)))]


def free(connection: Connection, now: datetime, keeper: str | None, *, limit: int, offset: int = 0) -> list[QueuedTask]:
    """A page of the tasks nobody holds that are kept for `keeper` (None: for nobody), in the order they are worked."""
    kept = table.c.assignee.is_(None) if keeper is None else table.c.assignee == keeper
    holder = _holder(now)
    statement = _with(holder).where(_IS_OPEN, kept, holder.c.who.is_(None))
    return [_from_row(row) for row in connection.execute(_in_order(statement).limit(limit).offset(offset))]


def held_by(connection: Connection, who: str, now: datetime) -> list[QueuedTask]:
    """What a person holds now, in the order of the queue."""
    holder = _holder(now)
    statement = _with(holder).where(_IS_OPEN, holder.c.who == who)
    return [_from_row(row) for row in connection.execute(_in_order(statement))]


def of_group(connection: Connection, task: ReviewTask, now: datetime) -> list[QueuedTask]:
    """The other open tasks of the same agent and item, of the same rank, that nobody holds."""
    holder = _holder(now)
    same = (table.c.group == task.group) & (table.c.rank == task.rank) & (table.c.task_id != task.task_id)
    statement = _with(holder).where(_IS_OPEN, same, holder.c.who.is_(None))
    return [_from_row(row) for row in connection.execute(_in_order(statement))]


def waits_blind(connection: Connection, evaluation_id: str) -> bool:
    """True while a blind review of the evaluation is still to be done."""
    chosen = (table.c.evaluation_id == evaluation_id) & table.c.blind & _IS_OPEN
    return connection.execute(sa.select(table.c.task_id).where(chosen)).first() is not None


def of_evaluation(connection: Connection, evaluation_id: str, now: datetime) -> list[QueuedTask]:
    """Every task about one evaluation, oldest first."""
    statement = _with_holder(now).where(table.c.evaluation_id == evaluation_id)
    rows = connection.execute(statement.order_by(table.c.created_at, table.c.task_id))
    return [_from_row(row) for row in rows]


def submitted_between(connection: Connection, first: date, last: date, now: datetime) -> list[QueuedTask]:
    """Submitted tasks of the business dates from `first` to `last` (both included), by id."""
    chosen = (table.c.state == TaskState.SUBMITTED.value) & table.c.business_date.between(first, last)
    return [_from_row(row) for row in connection.execute(_with_holder(now).where(chosen).order_by(table.c.task_id))]


def submit(connection: Connection, task_id: str, *, who: str, at: datetime) -> None:
    """The task is done."""
    done = {"state": TaskState.SUBMITTED.value, "submitted_by": who, "submitted_at": at}
    connection.execute(sa.update(table).where(table.c.task_id == task_id).values(**done))


def withdraw(connection: Connection, task_id: str) -> None:
    """Nobody will do the task; who holds it no longer does."""
    connection.execute(sa.delete(reservations).where(reservations.c.task_id == task_id))
    connection.execute(sa.update(table).where(table.c.task_id == task_id).values(state=TaskState.WITHDRAWN.value))


def reopen(connection: Connection, task_id: str) -> None:
    """A withdrawn task is wanted after all."""
    chosen = (table.c.task_id == task_id) & (table.c.state == TaskState.WITHDRAWN.value)
    connection.execute(sa.update(table).where(chosen).values(state=TaskState.OPEN.value))


def assign(connection: Connection, given: Mapping[str, str | None]) -> None:
    """Keep tasks for people (None: for whoever comes)."""
    for task_id, who in given.items():
        connection.execute(sa.update(table).where(table.c.task_id == task_id).values(assignee=who))


def loads(connection: Connection, since: datetime, now: datetime) -> dict[str, Load]:
    """Everybody's day: submitted since `since`, and assigned or reserved now."""
    done = _count(table.c.submitted_by, table.c.submitted_at >= since)
    is_open, holder = table.c.state == TaskState.OPEN.value, _holder(now)
    waits = sa.func.coalesce(holder.c.who, table.c.assignee)
    joined = sa.select(waits.label("who"), sa.func.count().label("n")).select_from(
        table.outerjoin(holder, holder.c.task_id == table.c.task_id)
    )
    waiting_rows = connection.execute(joined.where(is_open, waits.is_not(None)).group_by(waits))
    waiting_of = {row.who: row.n for row in waiting_rows}
    done_of = {row.who: row.n for row in connection.execute(done)}
    return {who: Load(done_of.get(who, 0), waiting_of.get(who, 0)) for who in {*done_of, *waiting_of}}


def judged_by(connection: Connection, evaluation_ids: Sequence[str]) -> dict[str, set[str]]:
    """Who has judged or done a task of each evaluation, or judged it in a calibration session."""
    found = judge_verdicts.judged_by(connection, evaluation_ids)
    for chunk in in_chunks(sorted(set(evaluation_ids))):
        verdicts = sa.select(reviews.c.evaluation_id, reviews.c.who).where(reviews.c.evaluation_id.in_(chunk))
        done = sa.select(table.c.evaluation_id, table.c.submitted_by).where(
            table.c.evaluation_id.in_(chunk), table.c.submitted_by.is_not(None)
        )
        for evaluation_id, who in connection.execute(verdicts.union(done)):
            found.setdefault(evaluation_id, set()).add(who)
    return found


def selected(now: datetime) -> tuple[sa.Select[Any], Any]:
    """Every task with who holds it now, for a list to filter; and the column that says who."""
    holder = _holder(now)
    return _with(holder), holder.c.who


def queued(row: Any) -> QueuedTask:
    """The task of a row of `selected`."""
    return _from_row(row)


def _count(who: Any, condition: Any) -> sa.Select[Any]:
    return sa.select(who.label("who"), sa.func.count().label("n")).where(condition).group_by(who)


def _holder(now: datetime) -> sa.Subquery:
    """Reservations that are still good."""
    return sa.select(reservations).where(reservations.c.expires_at > now).subquery()


def _with_holder(now: datetime) -> sa.Select[Any]:
    return _with(_holder(now))


def _with(holder: sa.Subquery) -> sa.Select[Any]:
    # By the key of reservations: one look at most a task, and none where nobody asks who holds it.
    same = (holder.c.evaluation_id == table.c.evaluation_id) & (holder.c.task_id == table.c.task_id)
    joined = table.outerjoin(holder, same)
    held = (holder.c.who.label("holder"), holder.c.at.label("taken_at"), holder.c.expires_at.label("expires_at"))
    return sa.select(table, *held).select_from(joined)


def _in_order(statement: sa.Select[Any]) -> sa.Select[Any]:
    together = [table.c.rank, table.c.group]
    grave = sa.func.max(table.c.weight).over(partition_by=together)
    first = sa.func.min(sa.func.coalesce(table.c.due_at, table.c.created_at)).over(partition_by=together)
    return statement.order_by(table.c.rank, grave.desc(), first, table.c.group, table.c.weight.desc(), table.c.task_id)


def _rows(connection: Connection, task_ids: Sequence[str], now: datetime) -> dict[str, Any]:
    found = {}
    for chunk in in_chunks(task_ids):
        for row in connection.execute(_with_holder(now).where(table.c.task_id.in_(chunk))):
            found[row.task_id] = row
    return found


def to_row(task: ReviewTask) -> dict[str, Any]:
    """All columns of an open task."""
    nobody = {"submitted_by": None, "submitted_at": None}
    derived = {"group": task.group, "state": TaskState.OPEN.value, "items": list(task.items)}
    shown = {"shown_place": task.shown_place, "shown_since": task.shown_since}
    return asdict(task) | {"purpose": task.purpose.value} | derived | shown | nobody


def _from_row(row: Any) -> QueuedTask:
    task = ReviewTask(
        purpose=Purpose(row.purpose), items=tuple(row.items), **{name: getattr(row, name) for name in _SAME_NAME}
    )
    state = TaskState(row.state)
    if state is TaskState.OPEN and row.holder is not None:
        state = TaskState.RESERVED
    return QueuedTask(
        task=task,
        state=state,
        holder=row.holder,
        taken_at=row.taken_at,
        expires_at=row.expires_at,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
    )
