"""What a version on trial found, night by night; read by people who decide about it, by nothing that scores."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState, Line
from inspection.trial_findings import TrialFinding
from records.by_interaction import Key, rows_of
from records.evaluation_rows import evidence_from_json, evidence_to_json
from records.rule_tables import trial_findings as table
from records.upsert import insert_if_absent

AT_ONCE = 500
_SAME_NAME = (
    *("source", "interaction_id", "segment", "item", "rule_version", "trial", "live_rule_version", "points"),
    *("max_points", "reason", "business_date"),
)


def replace_of(connection: Connection, found: Mapping[Key, Sequence[TrialFinding]]) -> None:
    """Store the findings of whole interactions; what the same trial found in them before is replaced."""
    trials = {one.trial for many in found.values() for one in many}
    for trial in trials:
        for key in rows_of(connection, sa.select(table).where(table.c.trial == trial), table, found):
            is_same = (table.c.source == key[0]) & (table.c.interaction_id == key[1]) & (table.c.trial == trial)
            connection.execute(sa.delete(table).where(is_same))
    insert_if_absent(connection, table, [_to_row(one) for many in found.values() for one in many])


def of_trial(connection: Connection, trial: int) -> Iterator[TrialFinding]:
    """Everything a trial found so far, in a fixed order, a batch at a time."""
    order = (table.c.item, table.c.business_date, table.c.source, table.c.interaction_id, table.c.segment)
    statement = sa.select(table).where(table.c.trial == trial).order_by(*order)
    for row in connection.execute(statement.execution_options(yield_per=AT_ONCE)):
        yield _from_row(row)


def _to_row(one: TrialFinding) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _SAME_NAME} | {
        "state": one.state.value,
        "live_state": one.live_state.value if one.live_state else None,
        "fatal": one.fatal.value if one.fatal else None,
        "evidence": evidence_to_json(one.evidence),
    }


def _from_row(row: Any) -> TrialFinding:
    return TrialFinding(
        state=ItemState(row.state),
        live_state=ItemState(row.live_state) if row.live_state else None,
        fatal=Line(row.fatal) if row.fatal else None,
        evidence=evidence_from_json(row.evidence),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
