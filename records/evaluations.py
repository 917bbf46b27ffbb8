"""Evaluations in the database: rows are added, never rewritten; one per interaction and segment is current.

`current_evaluations` points at the current rows. Only `change` touches a stored evaluation, only the columns that
people decide, and never without the audit trail.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.errors import RecordsBusy, RecordsError
from inspection.evaluating import AgentPlace
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.ledger import Ending
from records import audit, sight_filter
from records.by_interaction import Key, delete_of, partitions, rows_of
from records.evaluation_rows import from_rows, to_item_rows, to_row
from records.tables import current_evaluations, evaluation_items, evaluations, ledger
from records.upsert import in_chunks, insert_if_absent

AT_ONCE = 200
_BIN_POINTS, _LAST_BIN = 10, 90
_ORDER = (
    evaluations.c.business_date,
    evaluations.c.source,
    evaluations.c.interaction_id,
    evaluations.c.segment,
    evaluations.c.evaluation_id,
)
# As a question to each row: asked as `IN (SELECT ...)`, SQLite walks the whole table of current ones first.
_IS_CURRENT = sa.exists().where(current_evaluations.c.evaluation_id == evaluations.c.evaluation_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What people may change on a stored evaluation; None leaves a column as it is. Scores are 0-100.

    `cleared` names scores that are none any more (a verdict was corrected, and too little is judged now).
    """

    status: EvaluationStatus | None = None
    human_score: float | None = None
    published_score: float | None = None
    fatal_confirmed: bool | None = None
    cleared: frozenset[str] = frozenset()


class Decided(Protocol):
    """What of a stored evaluation people may change, as it was read."""

    @property
    def evaluation_id(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> EvaluationStatus: ...  # noqa: D102
    @property
    def human_score(self) -> float | None: ...  # noqa: D102
    @property
    def published_score(self) -> float | None: ...  # noqa: D102
    @property
    def fatal_confirmed(self) -> bool: ...  # noqa: D102


def save(connection: Connection, judged: Mapping[Key, Sequence[Evaluation]]) -> None:
    """Store the evaluations of whole interactions, given by (source, interaction_id).

    An evaluation_id that is known is left as it is. A new one records in `supersedes` which evaluation of its
    segment was current before. Segments that are no longer given are no longer current. A frozen evaluation stays
    current: its correction is kept as history.
    """
    before = _current_rows(connection, judged)
    given = [one for many in judged.values() for one in many]
    fresh = _unknown(connection, given)
    former = {(*key, row.segment): row.evaluation_id for key, rows in before.items() for row in rows}
    rows = [to_row(one) | {"supersedes": former.get(_place(one))} for one in fresh]
    insert_if_absent(connection, evaluations, rows)
    insert_if_absent(connection, evaluation_items, [row for one in fresh for row in to_item_rows(one)])
    _point_at_current(connection, judged, before)


def current(
    connection: Connection, source: str, interaction_id: str, *, sight: Sight = EVERYTHING
) -> tuple[Evaluation, ...]:
    """The current evaluations of one interaction that are seen, by segment."""
    of_this = (evaluations.c.source == source) & (evaluations.c.interaction_id == interaction_id)
    chosen = of_this & _IS_CURRENT & sight_filter.of_evaluations(sight)
    rows = connection.execute(sa.select(evaluations).where(chosen).order_by(*_ORDER)).all()
    return tuple(_with_items(connection, rows))


def current_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, tuple[Evaluation, ...]]:
    """The current evaluations of many interactions, by (source, interaction_id) and segment."""
    found = rows_of(connection, sa.select(evaluations).where(_IS_CURRENT).order_by(*_ORDER), evaluations, keys)
    whole = {e.evaluation_id: e for e in _with_items(connection, [row for rows in found.values() for row in rows])}
    return {key: tuple(whole[row.evaluation_id] for row in rows) for key, rows in found.items()}


def find_all(
    connection: Connection,
    evaluation_ids: Sequence[str],
    *,
    items: Collection[str] | None = None,
) -> Iterator[Evaluation]:
    """Evaluations by their ids, in the order of `between`; unknown ids are left out.

    They are current or not. With `items` only these items are read: for whoever looks at one item of many evaluations.
    """
    for chunk in in_chunks(evaluation_ids):
        chosen = sa.select(evaluations).where(evaluations.c.evaluation_id.in_(chunk)).order_by(*_ORDER)
        yield from _with_items(connection, connection.execute(chosen).all(), items)


def rulebooks_between(connection: Connection, first: date, last: date) -> frozenset[str]:
    """Hashes of the rulebooks the current evaluations of the business dates (both included) were judged by."""
    chosen = sa.select(evaluations.c.rulebook_hash).where(evaluations.c.business_date.between(first, last), _IS_CURRENT)
    return frozenset(connection.execute(chosen.distinct()).scalars())


def sources(connection: Connection) -> list[str]:
    """The sources of which something was judged, by name."""
    return list(connection.execute(sa.select(evaluations.c.source).distinct().order_by(evaluations.c.source)).scalars())


def find(connection: Connection, evaluation_id: str) -> Evaluation | None:
    """One evaluation, current or not."""
    rows = connection.execute(sa.select(evaluations).where(evaluations.c.evaluation_id == evaluation_id)).all()
    return next(_with_items(connection, rows), None)


def between(connection: Connection, first: date, last: date, *, history: bool = False) -> Iterator[Evaluation]:
    """Current evaluations of the business dates from `first` to `last` (both included); all with `history`."""
    statement = sa.select(evaluations).where(evaluations.c.business_date.between(first, last)).order_by(*_ORDER)
    if not history:
        statement = statement.where(_IS_CURRENT)
    rows = connection.execute(statement.execution_options(yield_per=AT_ONCE))
    for batch in partitions(rows, AT_ONCE):
        yield from _with_items(connection, batch)


def score_bins(
    connection: Connection, night: date, since: date, *, sight: Sight = EVERYTHING
) -> dict[tuple[int | None, bool], int]:
    """How many current evaluations of what a night's ledger counts as scored have which score, in steps of ten.

    Keys are (lower end of the ten points, or None without a score; fatal suspected). `since` is the first business
    date the night may have judged; what is not seen is not counted.
    """
    e, scored = evaluations.c, ledger.c
    below = [(e.machine_score < lower + _BIN_POINTS, lower) for lower in range(0, _LAST_BIN, _BIN_POINTS)]
    lower = sa.case((e.machine_score.is_(None), None), *below, else_=_LAST_BIN)
    same = (scored.source == e.source) & (scored.interaction_id == e.interaction_id)
    tonight = same & (scored.business_date == night) & (scored.ending == Ending.SCORED.value)
    chosen = (
        sa.select(lower, e.fatal_suspected, sa.func.count())
        .join(ledger, tonight)
        .where(e.business_date.between(since, night), _IS_CURRENT, sight_filter.of_evaluations(sight))
        .group_by(lower, e.fatal_suspected)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(chosen)}


def agents_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, dict[str, AgentPlace]]:
    """Where the agents of current evaluations belonged at the time, by interaction and agent."""
    columns = evaluations.c
    chosen = sa.select(
        columns.source, columns.interaction_id, columns.agent_id, columns.team, columns.site, columns.vendor
    )
    found = rows_of(connection, chosen.where(_IS_CURRENT), evaluations, keys)
    return {
        key: {row.agent_id: AgentPlace(row.team, row.site, row.vendor) for row in rows if row.agent_id}
        for key, rows in found.items()
    }


def change(
    connection: Connection, evaluation_id: str, wanted: Change, *, who: str, at: datetime, reason: str
) -> Evaluation:
    """Write a decision of people on an evaluation, and who decided, into the audit trail; returns the new state.

    Raises RecordsError for an unknown evaluation and for a frozen one: a frozen month stays frozen.
    """
    before = _must_find(connection, evaluation_id)
    change_known(connection, before, wanted, who=who, at=at, reason=reason)
    return _must_find(connection, evaluation_id)


def change_known(
    connection: Connection, before: Decided, wanted: Change, *, who: str, at: datetime, reason: str
) -> None:
    """The same for an evaluation that was just read in this transaction.

    Raises RecordsBusy (retry) when somebody moved its status meanwhile.
    """
    change_many(connection, [(before, wanted)], who=who, at=at, reason=reason)


def change_many(
    connection: Connection, many: Iterable[tuple[Decided, Change]], *, who: str, at: datetime, reason: str
) -> None:
    """The same for many at once: one statement for all that change the same columns, one for the audit trail."""
    alike: dict[tuple[str, ...], list[tuple[Decided, dict[str, object]]]] = defaultdict(list)
    for before, wanted in many:
        if before.status is EvaluationStatus.FROZEN:
            where = before.evaluation_id
            raise RecordsError("the evaluation is frozen", "book an adjustment in the open month", where=where)
        changes = _changes(before, wanted)
        if changes:
            alike[tuple(sorted(changes))].append((before, changes))
    for names, changed in alike.items():
        _change_alike(connection, names, changed)
    audit.note_all(
        connection,
        (
            (
                f"evaluation:{before.evaluation_id}",
                {name: _plain(getattr(before, name)) for name in changes},
                {name: _plain(value) for name, value in changes.items()},
            )
            for changed in alike.values()
            for before, changes in changed
        ),
        at=at,
        who=who,
        action="change",
        reason=reason,
    )


def _change_alike(
    connection: Connection, names: Sequence[str], changed: Sequence[tuple[Decided, Mapping[str, object]]]
) -> None:
    same = evaluations.c.evaluation_id == sa.bindparam("the_evaluation")
    same &= evaluations.c.status == sa.bindparam("was_status")
    statement = sa.update(evaluations).where(same).values({name: sa.bindparam(f"new_{name}") for name in names})
    rows = [
        {"the_evaluation": before.evaluation_id, "was_status": before.status.value}
        | {f"new_{name}": _plain(value) for name, value in changes.items()}
        for before, changes in changed
    ]
    if connection.execute(statement, rows).rowcount != len(rows):
        where = changed[0][0].evaluation_id if len(changed) == 1 else f"{len(changed)} evaluations"
        raise RecordsBusy("somebody decided on it at the same moment", "run again", where=where)


_CHANGED = tuple(field.name for field in fields(Change) if field.name != "cleared")


def _changes(before: Decided, wanted: Change) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _CHANGED:
        cleared = name in wanted.cleared
        value = None if cleared else getattr(wanted, name)
        if (cleared or value is not None) and value != getattr(before, name):
            found[name] = value
    return found


def _must_find(connection: Connection, evaluation_id: str) -> Evaluation:
    found = find(connection, evaluation_id)
    if found is None:
        raise RecordsError("there is no such evaluation", "check the evaluation_id", where=evaluation_id)
    return found


def _plain(value: object) -> object:
    return value.value if isinstance(value, EvaluationStatus) else value


def _place(evaluation: Evaluation) -> tuple[str, str, int]:
    return (evaluation.source, evaluation.interaction_id, evaluation.segment)


def _current_rows(connection: Connection, keys: Mapping[Key, object]) -> dict[Key, list[Any]]:
    statement = sa.select(current_evaluations, evaluations.c.status).join(
        evaluations, evaluations.c.evaluation_id == current_evaluations.c.evaluation_id
    )
    return rows_of(connection, statement, current_evaluations, keys)


def _unknown(connection: Connection, given: Sequence[Evaluation]) -> list[Evaluation]:
    known: set[str] = set()
    for chunk in in_chunks([one.evaluation_id for one in given]):
        statement = sa.select(evaluations.c.evaluation_id).where(evaluations.c.evaluation_id.in_(chunk))
        known.update(connection.execute(statement).scalars())
    return [one for one in given if one.evaluation_id not in known]


def _point_at_current(
    connection: Connection, judged: Mapping[Key, Sequence[Evaluation]], before: Mapping[Key, Sequence[Any]]
) -> None:
    frozen = {key for key, rows in before.items() if any(r.status == EvaluationStatus.FROZEN.value for r in rows)}
    moving = {key: many for key, many in judged.items() if key not in frozen}
    delete_of(connection, current_evaluations, moving)
    rows = [
        {"source": one.source, "interaction_id": one.interaction_id}
        | {"segment": one.segment, "evaluation_id": one.evaluation_id}
        for many in moving.values()
        for one in many
    ]
    if rows:
        connection.execute(sa.insert(current_evaluations), rows)


def _with_items(
    connection: Connection, rows: Sequence[Any], wanted: Collection[str] | None = None
) -> Iterator[Evaluation]:
    items: dict[str, list[Any]] = {row.evaluation_id: [] for row in rows}
    for chunk in in_chunks(list(items)) if wanted is None or wanted else ():
        statement = sa.select(evaluation_items).where(evaluation_items.c.evaluation_id.in_(chunk))
        if wanted is not None:
            statement = statement.where(evaluation_items.c.item_id.in_(list(wanted)))
        for item in connection.execute(statement.order_by(evaluation_items.c.position)):
            items[item.evaluation_id].append(item)
    return (from_rows(row, items[row.evaluation_id]) for row in rows)
