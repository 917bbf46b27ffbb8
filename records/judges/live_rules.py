"""Live precision and recall of rule versions, from what people said in reviews (规则实况)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from importlib import resources
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.estimate_values import Minimums
from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.item_verdicts import MachineWas, Stage, settled
from inspection.judges.judging_policy import JudgingPolicy, RuleWatch
from inspection.judges.live_rules import LiveRule, ReviewedUnit, live_rules
from inspection.rule_standing import Reviewed
from inspection.sampling_policy import EstimateMinimums, sampling_policy_of
from records import rule_standings, rule_trust
from records.judges import rule_notices
from records.reviews import to_light_verdict
from records.sampling_tables import selections
from records.tables import evaluation_items, evaluations, reviews

_STATES = tuple(state.value for state in ItemState)
_STATE = {state.value: state for state in ItemState}
_KEY = 6  # columns that say of which words, item and rule version a review speaks
_STREAMED = 10_000
_STAGES = (Stage.REVIEW.value, Stage.SECOND.value, Stage.ADJUDICATION.value)
_DRAWN = (*(selection.value for selection in Selection), "second", "adjudication")


def rules_live(connection: Connection, policy: JudgingPolicy, now: datetime) -> tuple[LiveRule, ...]:
    """Every rule version as it does live, at this moment where the centre is."""
    text = (resources.files("scoring_rules") / "sampling.yaml").read_text(encoding="utf-8")
    today = now.astimezone(ZoneInfo(policy.fairness.zone)).date()
    return live_now(connection, policy.rules, sampling_policy_of(text).estimates, today)


def live_now(connection: Connection, watch: RuleWatch, minimums: EstimateMinimums, today: date) -> tuple[LiveRule, ...]:
    """Every rule version with a standing or a review, as it does over the last days of the policy."""
    first = today - timedelta(days=watch.period_days)
    back = rule_notices.counted_from(connection)
    return live_rules(
        units_between(connection, first, today),
        rule_trust.reviewed_hits(connection),
        rule_standings.known(connection),
        lately_from=today - timedelta(days=watch.lately_days),
        fresh_from={version: at.date() + timedelta(days=1) for version, at in back.items()},
        minimums=Minimums(reviewed=minimums.reviewed, effective=minimums.effective, found=minimums.found),
    )


def units_between(connection: Connection, first: date, last: date) -> list[ReviewedUnit]:
    """Items people judged in drawn reviews of the business dates (both included), as the rule of the time had judged.

    What somebody opened by hand, appeals and an older inspection are not drawn and count for nothing here.
    """
    e, r, items, s = evaluations.c, reviews.c, evaluation_items.c, selections.c
    same_item = (items.evaluation_id == r.evaluation_id) & (items.item_id == r.item)
    statement = (
        sa.select(
            *(e.source, e.interaction_id, e.segment, e.transcript_hash, r.item, items.rule_version),
            *(e.business_date, e.fatal_suspected, items.state.label("machine")),
            *(r.id, r.who, r.at, r.state, r.stage, r.points, r.fatal, r.selection, r.probability),
            *(s.probability.label("drawn"), s.blind_probability),
        )
        .join(evaluations, e.evaluation_id == r.evaluation_id)
        .join(evaluation_items, same_item)
        .outerjoin(selections, (s.source == e.source) & (s.interaction_id == e.interaction_id))
        .where(e.business_date.between(first, last), r.item.is_not(None), r.state.in_(_STATES))
        .where(sa.or_(r.stage.is_(None), r.stage.in_(_STAGES)), r.selection.in_(_DRAWN))
        .where(r.decision.is_distinct_from(MachineWas.UNDECIDED.value))
    )
    said: dict[tuple[Any, ...], Any] = {}
    several: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    reviewed: Iterable[Any] = connection.execute(statement.execution_options(yield_per=_STREAMED))
    for row in reviewed:
        first_row = said.setdefault(row[:_KEY], row)
        if first_row is not row:
            several[row[:_KEY]].append(row)
    in_time = attrgetter("at", "id")
    rows = ([one] if key not in several else sorted([one, *several[key]], key=in_time) for key, one in said.items())
    return [unit for of_item in rows if (unit := _unit(of_item)) is not None]


def reviewed_since(connection: Connection, rule_version: str, since: datetime) -> Reviewed:
    """Hits of one rule version reviewed after a moment: confirmed and rejected."""
    r, items = reviews.c, evaluation_items.c
    same_item = (items.evaluation_id == r.evaluation_id) & (items.item_id == r.item)
    decided = (ItemState.MET.value, ItemState.UNMET.value, ItemState.NOT_APPLICABLE.value)
    statement = (
        sa.select(r.evaluation_id, r.state)
        .join(evaluation_items, same_item)
        .where(items.rule_version == rule_version, items.state == ItemState.UNMET.value, r.at > since)
        .where(r.state.in_(decided), r.stage.is_distinct_from(Stage.IMPORTED.value))
        .where(r.decision.is_distinct_from(MachineWas.UNDECIDED.value))
        .order_by(r.at, r.id)
    )
    latest = {row.evaluation_id: row.state == ItemState.UNMET.value for row in connection.execute(statement)}
    right = sum(latest.values())
    return Reviewed(right, len(latest) - right)


def _unit(rows: list[Any]) -> ReviewedUnit | None:
    """What people come to on one item; None where it cannot be told. While they disagree the first word counts."""
    first = rows[0]
    state = _STATE[first.state] if len(rows) == 1 else _settled(rows)
    if state is ItemState.NEEDS_HUMAN:
        return None
    lot = next((row for row in rows if row.selection == Selection.RANDOM.value), None)
    return ReviewedUnit(
        rule_version=first.rule_version,
        item=first.item,
        on=first.business_date,
        hit=first.machine == ItemState.UNMET.value,
        breach=state is ItemState.UNMET,
        probability=_chance(rows),
        by_lot=lot is not None,
        lot_probability=None if lot is None else (lot.blind_probability or lot.probability),
    )


def _settled(rows: list[Any]) -> ItemState:
    one = settled(map(to_light_verdict, rows))[rows[0].item]
    return (one.verdict or min(one.said, key=lambda v: v.at)).state


def _chance(rows: list[Any]) -> float | None:
    """The chance to be reviewed at all: as the plan says; else 1 for a suspected fatal, else as its flag says."""
    first = rows[0]
    if first.drawn is not None:
        return float(first.drawn)
    if first.fatal_suspected:
        return 1.0
    return next((float(row.probability) for row in rows if row.probability), None)
