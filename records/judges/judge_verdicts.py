"""Verdicts that judge the judges (校准与金标准的结论): of calibration, of gold, and references. Never a score's.

They are kept apart from `reviews`, so that no estimate, no standing of a rule and no publication rests on them.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.item_verdicts import ItemVerdict
from inspection.stable_ids import stable_id
from records.evaluation_rows import evidence_from_json, evidence_to_json
from records.judge_tables import judge_verdicts as table
from records.upsert import in_chunks, insert_if_absent


class Occasion(StrEnum):
    """On which occasion, and what `occasion_id` names: a session, a session or gold item, a task of the queue."""

    CALIBRATION = "calibration"
    REFERENCE = "reference"
    GOLD = "gold"


def add(
    connection: Connection, occasion: Occasion, occasion_id: str, evaluation_id: str, verdicts: Iterable[ItemVerdict]
) -> None:
    """Keep verdicts; the same once more changes nothing."""
    rows = [
        {
            "id": stable_id("jv", occasion.value, occasion_id, evaluation_id, v.item, v.who, v.at.isoformat()),
            "occasion": occasion.value,
            "occasion_id": occasion_id,
            "evaluation_id": evaluation_id,
            "who": v.who,
            "item": v.item,
            "state": v.state.value,
            "points": v.points,
            "fatal": v.fatal,
            "reason_code": v.reason_code,
            "evidence": evidence_to_json(v.evidence),
            "seconds_spent": v.seconds_spent,
            "at": v.at,
        }
        for v in verdicts
    ]
    insert_if_absent(connection, table, rows)


def of(connection: Connection, occasion: Occasion, occasion_id: str) -> dict[str, tuple[ItemVerdict, ...]]:
    """The verdicts of one occasion by evaluation, oldest first."""
    return of_many(connection, occasion, [occasion_id]).get(occasion_id, {})


def of_many(
    connection: Connection, occasion: Occasion, occasion_ids: Iterable[str]
) -> dict[str, dict[str, tuple[ItemVerdict, ...]]]:
    """The verdicts of several occasions, by occasion_id and evaluation, oldest first."""
    found: dict[str, dict[str, tuple[ItemVerdict, ...]]] = {}
    for chunk in in_chunks(sorted(set(occasion_ids))):
        chosen = (table.c.occasion == occasion.value) & table.c.occasion_id.in_(chunk)
        for row in connection.execute(sa.select(table).where(chosen).order_by(table.c.at, table.c.id)):
            of_one = found.setdefault(row.occasion_id, {})
            of_one[row.evaluation_id] = (*of_one.get(row.evaluation_id, ()), _verdict(row))
    return found


def judged_by(connection: Connection, evaluation_ids: Collection[str]) -> dict[str, set[str]]:
    """Who has judged each evaluation in a session or as gold, or agreed its reference."""
    found: dict[str, set[str]] = {}
    for chunk in in_chunks(sorted(set(evaluation_ids))):
        chosen = sa.select(table.c.evaluation_id, table.c.who).where(table.c.evaluation_id.in_(chunk)).distinct()
        for evaluation_id, who in connection.execute(chosen):
            found.setdefault(evaluation_id, set()).add(who)
    return found


def _verdict(row: Any) -> ItemVerdict:
    return ItemVerdict(
        item=row.item,
        state=ItemState(row.state),
        who=row.who,
        at=row.at,
        points=row.points,
        fatal=row.fatal,
        reason_code=row.reason_code,
        evidence=evidence_from_json(row.evidence),
        seconds_spent=row.seconds_spent,
    )
