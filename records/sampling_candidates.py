"""What may be drawn: judged interactions no plan has framed yet, with what speaks for listening to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemKind, ItemState
from inspection.flag_policy import FlagPolicy
from inspection.flags import Selection
from inspection.interaction import Role
from inspection.sampling_plan import Candidate
from inspection.sampling_policy import SamplingPolicy
from inspection.sampling_reasons import Circumstances, stratum_of
from inspection.sentiment import Sentiment
from records.by_interaction import Key
from records.rule_tables import trial_findings
from records.sampling_tables import selections
from records.tables import current_evaluations, evaluation_items, evaluations, flags, interactions, ledger, turns


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCandidate:
    """A candidate with the business date of its interaction."""

    candidate: Candidate
    business_date: date


def candidates(
    connection: Connection, day: date, policy: SamplingPolicy, flag_policy: FlagPolicy, lacking: Mapping[str, int]
) -> list[DatedCandidate]:
    """Interactions of `day` (theirs or the night's), and of up to `late_days` before, that no plan has framed.

    `lacking`: agents behind their quota; an interaction of several agents counts for the one who lacks most.
    """
    frame = _frame(day - timedelta(days=policy.late_days), day)
    cases = _circumstances(connection, frame)
    found = []
    for key, (agents, business_date) in _agents(connection, frame).items():
        stratum, reasons = stratum_of(
            cases[key], policy, flag_policy.risk, recognition_below=flag_policy.thresholds.recognition_below
        )
        agent_id = max(agents, key=lambda agent: (lacking.get(agent, 0), agent), default=None)
        candidate = Candidate(key=key, agent_id=agent_id, stratum=stratum, reasons=reasons)
        found.append(DatedCandidate(candidate=candidate, business_date=business_date))
    return found


def _frame(first: date, last: date) -> sa.Subquery:
    """Current evaluations of the days, and of what the nights of these dates judged, that no plan has framed."""
    e, heard = evaluations.c, ledger.c
    of_days = sa.select(e.evaluation_id).where(e.business_date.between(first, last))
    of_nights = (
        sa.select(e.evaluation_id)
        .join(ledger, (heard.source == e.source) & (heard.interaction_id == e.interaction_id))
        .where(heard.business_date.between(first, last))
    )
    framed = sa.exists().where(selections.c.source == e.source, selections.c.interaction_id == e.interaction_id)
    return (
        sa.select(
            *(e.source, e.interaction_id, e.evaluation_id, e.agent_id, e.business_date, e.machine_score),
            e.fatal_suspected,
        )
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(e.evaluation_id.in_(sa.union(of_days, of_nights)), ~framed)
        .subquery()
    )


def _agents(connection: Connection, frame: sa.Subquery) -> dict[Key, tuple[list[str], date]]:
    """Agents (in order) and business date of every interaction."""
    found: dict[Key, tuple[list[str], date]] = {}
    columns = frame.c
    chosen = sa.select(columns.source, columns.interaction_id, columns.agent_id, columns.business_date)
    for row in connection.execute(chosen.order_by(columns.source, columns.interaction_id, columns.evaluation_id)):
        agents, _ = found.setdefault((row.source, row.interaction_id), ([], row.business_date))
        if row.agent_id is not None:
            agents.append(row.agent_id)
    return found


def _circumstances(connection: Connection, frame: sa.Subquery) -> dict[Key, Circumstances]:
    cases: dict[Key, Circumstances] = defaultdict(Circumstances)
    for row in connection.execute(_of_evaluations(frame)):
        cases[_key(row)] = Circumstances(
            fatal=bool(row.fatal),
            lowest_score=row.lowest_score,
            violations=int(row.violations or 0),
            unsure_items=int(row.unsure or 0),
            csat=row.csat,
            recognition=row.quality_recognition,
        )
    codes: dict[Key, set[str]] = defaultdict(set)
    for row in connection.execute(_of_frame(sa.select(flags.c.code), flags, frame, _IS_EVENT)):
        codes[_key(row)].add(row.code)
    for key, mine in codes.items():
        cases[key] = replace(cases[key], flag_codes=frozenset(mine))
    for key in _keys(connection.execute(_of_frame(sa.select(), turns, frame, _IS_NEGATIVE))):
        cases[key] = replace(cases[key], negative_customer=True)
    for key in _keys(connection.execute(_of_frame(sa.select(), trial_findings, frame, _JUDGED_OTHERWISE))):
        cases[key] = replace(cases[key], judged_otherwise=True)
    return cases


_IS_EVENT = flags.c.selection == Selection.EVENT.value
_IS_NEGATIVE = (turns.c.sender == Role.CUSTOMER.value) & (turns.c.sentiment == Sentiment.NEGATIVE.value)
_JUDGED_OTHERWISE = trial_findings.c.live_state.is_not(None) & (trial_findings.c.live_state != trial_findings.c.state)


def _of_evaluations(frame: sa.Subquery) -> sa.Select[Any]:
    """One row per interaction: what its evaluations and their items come to."""
    items = evaluation_items.c
    violation = (items.kind == ItemKind.VIOLATION.value) & (items.state == ItemState.UNMET.value)
    unsure = (items.kind != ItemKind.HUMAN.value) & (items.state == ItemState.NEEDS_HUMAN.value)
    counted = (
        sa.select(
            items.evaluation_id,
            sa.func.sum(sa.case((violation, 1), else_=0)).label("violations"),
            sa.func.sum(sa.case((unsure, 1), else_=0)).label("unsure"),
        )
        .where(items.evaluation_id.in_(sa.select(frame.c.evaluation_id)))
        .group_by(items.evaluation_id)
        .subquery()
    )
    same = (interactions.c.source == frame.c.source) & (interactions.c.interaction_id == frame.c.interaction_id)
    return (
        sa.select(
            frame.c.source,
            frame.c.interaction_id,
            sa.func.max(sa.case((frame.c.fatal_suspected, 1), else_=0)).label("fatal"),
            sa.func.min(frame.c.machine_score).label("lowest_score"),
            sa.func.sum(counted.c.violations).label("violations"),
            sa.func.sum(counted.c.unsure).label("unsure"),
            interactions.c.csat,
            interactions.c.quality_recognition,
        )
        .join(interactions, same)
        .outerjoin(counted, counted.c.evaluation_id == frame.c.evaluation_id)
        .group_by(frame.c.source, frame.c.interaction_id, interactions.c.csat, interactions.c.quality_recognition)
    )


def _of_frame(
    columns: sa.Select[Any], table: sa.Table, frame: sa.Subquery, condition: sa.ColumnElement[bool]
) -> sa.Select[Any]:
    """Distinct rows of a table about the interactions of the frame."""
    same = (table.c.source == frame.c.source) & (table.c.interaction_id == frame.c.interaction_id)
    chosen = columns.add_columns(table.c.source, table.c.interaction_id)
    return chosen.select_from(table).join(frame, same).where(condition).distinct()


def _keys(rows: Iterable[Any]) -> list[Key]:
    return [_key(row) for row in rows]


def _key(row: Any) -> Key:
    return (row.source, row.interaction_id)
