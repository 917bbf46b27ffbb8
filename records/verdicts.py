"""What people said of single items, brought together with what the machine had said: the ground of every precision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.item_verdicts import MachineWas, Stage
from records.tables import evaluation_items, evaluations, interactions, reviews

_DECIDED = tuple(state.value for state in (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE))


_STATES = {state.value: state for state in ItemState}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The latest review of an item: the person's `state` beside the machine's state and rule version."""

    source: str
    interaction_id: str
    segment: int
    item: str
    state: ItemState
    machine_state: ItemState
    rule_version: str
    at: datetime


def between(
    connection: Connection,
    first: date | None = None,
    last: date | None = None,
    *,
    imported: bool = True,
    hits_alone: bool = False,
) -> Iterator[Verdict]:
    """The latest verdict per interaction, segment and item, on the words as they are now (both dates included).

    Reviews of a transcript that was corrected since do not speak of the present words and are left out; so are those
    that say nothing of the rule (an appeal upheld because a system failed). Without `imported`, what a centre's older
    inspection said is left out too: it may be compared with, but no trust rests on it. `hits_alone`: those on what the
    machine found unmet, a tenth of all.
    """
    e, r, items = evaluations.c, reviews.c, evaluation_items.c
    same = (interactions.c.source == e.source) & (interactions.c.interaction_id == e.interaction_id)
    now = interactions.c.transcript_hash == e.transcript_hash
    one = (items.evaluation_id == e.evaluation_id) & (items.item_id == r.item)
    statement = (
        sa.select(e.source, e.interaction_id, e.segment, r.item, r.state, items.state, items.rule_version, r.at)
        .select_from(reviews)
        .join(evaluations, e.evaluation_id == r.evaluation_id)
        .join(interactions, same & now)
        .join(evaluation_items, one)
        .where(r.state.in_(_DECIDED), r.decision.is_distinct_from(MachineWas.UNDECIDED.value))
        .order_by(e.source, e.interaction_id, e.segment, r.item, r.at, r.id)
    )
    if not imported:
        statement = statement.where(r.stage.is_distinct_from(Stage.IMPORTED.value))
    if first is not None:
        statement = statement.where(e.business_date >= first)
    if last is not None:
        statement = statement.where(e.business_date <= last)
    if hits_alone:
        statement = statement.where(sa.or_(items.state == ItemState.UNMET.value, _was_reviewed_twice()))
    latest: dict[tuple[str, str, int, str], Verdict] = {}
    for source, interaction_id, segment, item, state, machine, rule_version, at in connection.execute(statement):
        latest[(source, interaction_id, segment, item)] = Verdict(
            source=source,
            interaction_id=interaction_id,
            segment=segment,
            item=item,
            state=_STATES[state],
            machine_state=_STATES[machine],
            rule_version=rule_version,
            at=at,
        )
    yield from (one for one in latest.values() if not hits_alone or one.machine_state is ItemState.UNMET)


def _was_reviewed_twice() -> sa.ColumnElement[bool]:
    """Reviews stand on several evaluations of the segment: the latest word may be on one that found no breach."""
    e, one = evaluations.c, evaluations.alias("one")
    reviewed = sa.select(reviews.c.evaluation_id).distinct().subquery("reviewed")
    place = (one.c.source, one.c.interaction_id, one.c.segment)
    several = sa.select(*place).join(reviewed, reviewed.c.evaluation_id == one.c.evaluation_id)
    several = several.group_by(*place).having(sa.func.count() > 1)
    return sa.tuple_(e.source, e.interaction_id, e.segment).in_(several)
