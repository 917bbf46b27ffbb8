"""Where the rows of every exported table come from, and which rows a filter leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from inspection.ledger import Ending
from records.appeal_tables import adjustments
from records.column_types import Written
from records.review_tables import publications
from records.rule_tables import rulebook_versions, trial_findings
from records.sampling_tables import selections
from records.tables import (
    appeals,
    coaching,
    current_evaluations,
    evaluations,
    flags,
    interactions,
    ledger,
    reviews,
    scorecards,
    turns,
)

Query = sa.Select[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilter:
    """Which rows: business dates from `first` to `last` (both included, None is open), one team, history or current.

    Scorecards lie wholly inside the dates; coaching tasks are due in them; turns, reviews, appeals and
    adjustments go by the business date of their interaction or evaluation.
    """

    first: date | None = None
    last: date | None = None
    team: str | None = None
    history: bool = False

    def on(self, first_day: sa.ColumnElement[Any], last_day: sa.ColumnElement[Any] | None = None) -> list[Any]:
        """Conditions on a date column (or on the two ends of a period)."""
        conditions: list[Any] = []
        if self.first is not None:
            conditions.append(first_day >= self.first)
        if self.last is not None:
            conditions.append((first_day if last_day is None else last_day) <= self.last)
        return conditions

    def of_team(self, team: sa.ColumnElement[Any]) -> list[Any]:
        """Condition on a team column."""
        return [] if self.team is None else [team == self.team]


def query_of(table: str, wanted: ExportFilter, dialect: Dialect) -> Query:
    """The rows of one exported table, ordered by its key in code point order (the same in every database)."""
    statement, order = _QUERIES[table](wanted)
    if dialect.name == "postgresql":
        order = [sa.collate(key, "C") if isinstance(key.type, Written) else key for key in order]
    return statement.order_by(*[key.asc().nulls_first() for key in order])


def _same_interaction(table: sa.Table) -> sa.ColumnElement[bool]:
    return (interactions.c.source == table.c.source) & (interactions.c.interaction_id == table.c.interaction_id)


def _ledger(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    """What has ended: an entry still pending has no ending to tell."""
    statement = sa.select(ledger).outerjoin(interactions, _same_interaction(ledger))
    statement = statement.where(ledger.c.ending != Ending.PENDING.value, *wanted.on(ledger.c.business_date))
    order = [ledger.c.business_date, ledger.c.source, ledger.c.interaction_id, ledger.c.source_file, ledger.c.row]
    return statement.where(*wanted.of_team(interactions.c.team)), [*order, ledger.c.ledger_key]


def _interactions(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    conditions = [*wanted.on(interactions.c.business_date), *wanted.of_team(interactions.c.team)]
    order = [interactions.c.business_date, interactions.c.source, interactions.c.interaction_id]
    return sa.select(interactions).where(*conditions), order


def _turns(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    conditions = [*wanted.on(interactions.c.business_date), *wanted.of_team(interactions.c.team)]
    statement = sa.select(turns).join(interactions, _same_interaction(turns)).where(*conditions)
    return statement, [interactions.c.business_date, turns.c.source, turns.c.interaction_id, turns.c.turn]


def _evaluations(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    conditions = [*wanted.on(evaluations.c.business_date), *wanted.of_team(evaluations.c.team)]
    if not wanted.history:
        conditions.append(evaluations.c.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id)))
    columns = evaluations.c
    order = [columns.business_date, columns.source, columns.interaction_id, columns.segment, columns.evaluation_id]
    return sa.select(evaluations).where(*conditions), order


def _flags(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    statement = sa.select(flags).outerjoin(interactions, _same_interaction(flags))
    conditions = [*wanted.on(flags.c.business_date), *wanted.of_team(interactions.c.team)]
    return statement.where(*conditions), [flags.c.business_date, flags.c.flag_id]


def _scorecards(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    columns = scorecards.c
    conditions = [*wanted.on(columns.starts_on, columns.ends_on), *wanted.of_team(columns.team)]
    order = [columns.starts_on, columns.period, columns.scope, columns.vendor, columns.team, columns.agent_id]
    return sa.select(scorecards).where(*conditions), [*order, columns.channel, columns.line, columns.scorecard_id]


def _coaching(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    statement = sa.select(coaching).where(*wanted.on(coaching.c.due_on))
    if wanted.team is not None:
        agents = sa.select(evaluations.c.agent_id).where(evaluations.c.team == wanted.team)
        statement = statement.where(coaching.c.agent_id.in_(agents) | (coaching.c.group == wanted.team))
    return statement, [coaching.c.due_on, coaching.c.priority, coaching.c.task_id]


def _trial_findings(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    """The version on trial; with history the former trials as well."""
    columns = trial_findings.c
    statement = sa.select(trial_findings).join(interactions, _same_interaction(trial_findings))
    conditions = [*wanted.on(columns.business_date), *wanted.of_team(interactions.c.team)]
    if not wanted.history:
        is_trial = rulebook_versions.c.status == "trial"
        conditions.append(columns.trial.in_(sa.select(rulebook_versions.c.number).where(is_trial)))
    order = [
        columns.business_date,
        columns.source,
        columns.interaction_id,
        columns.segment,
        columns.item,
        columns.trial,
    ]
    return statement.where(*conditions), order


def _reviews(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    return _of_evaluation(reviews, wanted)


def _publications(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    """The latest of each evaluation; with history every one there ever was."""
    statement, order = _of_evaluation(publications, wanted)
    if not wanted.history:
        columns = publications.c
        newest = sa.select(columns.evaluation_id, sa.func.max(columns.number).label("number"))
        last = newest.group_by(columns.evaluation_id).subquery()
        is_last = (last.c.evaluation_id == columns.evaluation_id) & (last.c.number == columns.number)
        statement = statement.join(last, is_last)
    return statement, order


def _appeals(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    return _of_evaluation(appeals, wanted)


def _adjustments(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    statement, _ = _of_evaluation(adjustments, wanted)
    return statement, [
        adjustments.c.booked_month,
        adjustments.c.agent_id,
        adjustments.c.at,
        adjustments.c.adjustment_id,
    ]


def _selections(wanted: ExportFilter) -> tuple[Query, list[Any]]:
    """What plans drew and, with the same right, what they passed over: both are needed to weigh a sample back."""
    statement = sa.select(selections).join(interactions, _same_interaction(selections))
    conditions = [*wanted.on(selections.c.business_date), *wanted.of_team(interactions.c.team)]
    order = [selections.c.business_date, selections.c.source, selections.c.interaction_id]
    return statement.where(*conditions), order


def _of_evaluation(table: sa.Table, wanted: ExportFilter) -> tuple[Query, list[Any]]:
    statement = sa.select(table).join(evaluations, evaluations.c.evaluation_id == table.c.evaluation_id)
    conditions = [*wanted.on(evaluations.c.business_date), *wanted.of_team(evaluations.c.team)]
    return statement.where(*conditions), [table.c.at, *table.primary_key]


_QUERIES = {
    "ledger": _ledger,
    "interactions": _interactions,
    "turns": _turns,
    "evaluations": _evaluations,
    "flags": _flags,
    "scorecards": _scorecards,
    "coaching": _coaching,
    "trial_findings": _trial_findings,
    "reviews": _reviews,
    "publications": _publications,
    "appeals": _appeals,
    "adjustments": _adjustments,
    "selections": _selections,
}
