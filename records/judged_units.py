"""Evaluations of a period with what people said of them, as estimates want them, by group.

What may count is narrow. A review drawn by lot was blind and on the full form: it counts for everything. One that an
event or a risk called for counts only for what it asked about, a hit of the machine. What somebody opened by hand, an
appeal, or an older inspection said was not drawn: it never counts.

A month has a million evaluations and a few thousand reviews. So what nobody reviewed is counted by kind in the database
(all that matters is what the machine said and with which chance), and only what was reviewed is read one by one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.estimate_measures import JudgedUnit, Measure, MeasureKind
from inspection.evaluation import ItemState
from inspection.flags import Selection
from records.by_interaction import rows_of
from records.counted_reviews import CountedReviews, counted_reviews
from records.sampling_tables import selections
from records.tables import current_evaluations, evaluation_items, evaluations, flags

# By what estimates can be grouped, and the column of an evaluation that says it.
GROUPINGS = {
    "agent": evaluations.c.agent_id,
    "team": evaluations.c.team,
    "site": evaluations.c.site,
    "vendor": evaluations.c.vendor,
    "queue": evaluations.c.queue,
    "channel": evaluations.c.channel,
    "business_line": evaluations.c.business_line,
    "form": evaluations.c.form_id,
}


@dataclass(frozen=True, slots=True)
class JudgedGroups:
    """Units by group (None: assigned to none); `outside`: evaluations left out because no sampling plan framed them."""

    by_group: dict[str | None, list[JudgedUnit]]
    outside: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """All that tells one unreviewed evaluation from another; what the measure does not ask is left as it is here."""

    member: str | None = None
    machine_score: float | None = None
    machine_fatal: bool = False
    state: str | None = None
    is_fatal_item: bool = False
    probability: float | None = None
    blind_probability: float | None = None


def judged_units(
    connection: Connection, first: date, last: date, measure: Measure, *, by: str | None = None
) -> JudgedGroups:
    """The units of the business dates (both included) for one measure, grouped by a key of `GROUPINGS` or not at all.

    Where plans framed any of them, the estimate speaks of what they framed; without any plan the night's random flags
    are the sample.
    """
    kinds = _counted(connection, first, last, measure, by)
    framed = {kind: count for kind, count in kinds.items() if kind.probability is not None}
    night = None if framed else _night_probability(connection, first, last)
    used = framed if night is None else kinds
    outside = sum(kinds.values()) - sum(used.values())
    groups: dict[str | None, list[JudgedUnit]] = defaultdict(list)
    for kind, said, human_score in _reviewed(connection, first, last, measure, by):
        if used.get(kind, 0) > 0:
            used[kind] -= 1
            groups[kind.member].append(_unit(kind, 1, measure, night, said, human_score))
    for kind, count in used.items():
        if count:
            groups[kind.member].append(_unit(kind, count, measure, night))
    return JudgedGroups(dict(groups), outside)


def _columns(measure: Measure, by: str | None) -> list[sa.ColumnElement[Any]]:
    """The fields of a `_Kind` the measure asks for: the fewer, the fewer kinds."""
    e, s, items = evaluations.c, selections.c, evaluation_items.c
    scored = measure.kind in (MeasureKind.SCORE, MeasureKind.PASS)
    columns: list[sa.ColumnElement[Any]] = [s.probability, s.blind_probability]
    columns += [e.machine_score] if scored else [e.fatal_suspected.label("machine_fatal")]
    if measure.item:
        columns += [items.state, items.fatal_kind.is_not(None).label("is_fatal_item")]
    if by is not None:
        columns.append(GROUPINGS[by].label("member"))
    return columns


def _current(chosen: sa.Select[Any], measure: Measure) -> sa.Select[Any]:
    """Current evaluations, with what plans made of them and the measure's item."""
    e, s, items = evaluations.c, selections.c, evaluation_items.c
    statement = (
        chosen.select_from(evaluations)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .outerjoin(selections, (s.source == e.source) & (s.interaction_id == e.interaction_id))
    )
    if not measure.item:
        return statement
    return statement.join(evaluation_items, (items.evaluation_id == e.evaluation_id) & (items.item_id == measure.item))


def _counted(connection: Connection, first: date, last: date, measure: Measure, by: str | None) -> dict[_Kind, int]:
    columns = _columns(measure, by)
    chosen = sa.select(*columns, sa.func.count().label("times"))
    in_period = evaluations.c.business_date.between(first, last)
    grouped = _current(chosen, measure).where(in_period).group_by(*columns).order_by(*columns)
    return {_kind(row): row.times for row in connection.execute(grouped)}


def _kind(row: Any) -> _Kind:
    return _Kind(**{name: getattr(row, name) for name in _Kind.__slots__ if hasattr(row, name)})


def _reviewed(
    connection: Connection, first: date, last: date, measure: Measure, by: str | None
) -> Iterable[tuple[_Kind, CountedReviews, float | None]]:
    """Every evaluation with reviews that may count: its kind, what people said, and the human score."""
    people = counted_reviews(connection, first, last, measure)
    e = evaluations.c
    chosen = sa.select(*_columns(measure, by), e.source, e.interaction_id, e.segment, e.transcript_hash, e.human_score)
    statement = _current(chosen, measure).order_by(e.source, e.interaction_id, e.segment)
    found = rows_of(connection, statement, evaluations, sorted({words[:2] for words in people}))
    for row in (row for rows in found.values() for row in rows):
        said = people.get((row.source, row.interaction_id, row.segment, row.transcript_hash))
        if said is not None:
            yield _kind(row), said, row.human_score


def _night_probability(connection: Connection, first: date, last: date) -> float | None:
    """The chance of the nights' random flags of the period; None without any."""
    chosen = flags.c.business_date.between(first, last) & (flags.c.selection == Selection.RANDOM.value)
    found: float | None = connection.execute(sa.select(sa.func.min(flags.c.probability)).where(chosen)).scalar_one()
    return found


def _unit(
    kind: _Kind,
    count: int,
    measure: Measure,
    night: float | None,
    said: CountedReviews | None = None,
    human_score: float | None = None,
) -> JudgedUnit:
    blind = night if night is not None else kind.blind_probability
    drawn = kind.probability if night is None else (1.0 if kind.machine_fatal else night)
    assert blind is not None  # framed units have both
    assert drawn is not None
    return JudgedUnit(
        count=count,
        probability=drawn,
        blind_probability=blind,
        blind=said is not None and said.blind,
        seen=said is not None,
        asked=_is_asked(kind, measure),
        machine_score=kind.machine_score,
        human_score=human_score,
        machine_fatal=kind.machine_fatal,
        person_fatal=said.fatal if said else None,
        machine_state=ItemState(kind.state) if kind.state else None,
        person_state=said.state_of(measure.item) if said else None,
    )


def _is_asked(kind: _Kind, measure: Measure) -> bool:
    """A review not drawn by lot asks about suspected fatals if there are any, else about the hits of the machine."""
    if kind.machine_fatal:
        return not measure.item or kind.is_fatal_item
    return kind.state == ItemState.UNMET.value
