"""What somebody sees, as a condition of a query: rows held back never leave the database.

Where a row does not say where its agent belonged at the time, the register of people says where they belong now.
"""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Place, Sight
from records.coaching_tables import certificate_notices, item_days
from records.review_tables import people, review_tasks
from records.scorecards.tables import scorecard_sums
from records.tables import appeals, coaching, current_evaluations, evaluations, flags, interactions, ledger, scorecards
from records.upsert import in_chunks

Condition = sa.ColumnElement[bool]
_Text = sa.ColumnElement[Any]


def of_interactions(sight: Sight) -> Condition:
    """Interactions whose first agent, or whose agent of a later segment, is seen."""
    if sight.is_everything:
        return sa.true()
    return _of_rows(sight, interactions) | sa.exists().where(*_judged_in(interactions), _of_rows(sight, evaluations))


def of_ledger(sight: Sight) -> Condition:
    """Entries of interactions that are seen. What has no interaction (a broken row) only who sees everything sees."""
    if sight.is_everything:
        return sa.true()
    same = (interactions.c.source == ledger.c.source, interactions.c.interaction_id == ledger.c.interaction_id)
    return sa.exists().where(*same, of_interactions(sight))


def of_evaluations(sight: Sight) -> Condition:
    """Evaluations of agents who are seen."""
    return _of_rows(sight, evaluations)


def of_flags(sight: Sight) -> Condition:
    """Flags about agents who are seen; a flag about nobody belongs to the interaction."""
    if sight.is_everything:
        return sa.true()
    same = (interactions.c.source == flags.c.source, interactions.c.interaction_id == flags.c.interaction_id)
    about_nobody = flags.c.agent_id.is_(None) & sa.exists().where(*same, of_interactions(sight))
    first = sa.exists().where(*same, interactions.c.agent_id == flags.c.agent_id, _of_rows(sight, interactions))
    judged = evaluations.c.agent_id == flags.c.agent_id
    later = sa.exists().where(*_judged_in(flags), judged, _of_rows(sight, evaluations))
    return about_nobody | first | later


def of_review_tasks(sight: Sight) -> Condition:
    """Reviews of agents who are seen."""
    return sa.true() if sight.is_everything else _of_rows(sight, review_tasks)


def of_scorecards(sight: Sight) -> Condition:
    """Scorecards of agents who are seen, and those of a team, site or vendor whose every agent is.

    A team's scorecard knows no site and no vendor, a queue's none of them: who is bound to one sees the agents instead.
    """
    return _of_rows(sight, scorecards)


def of_places(sight: Sight, table: sa.Table) -> Condition:
    """Sums of places (team, site, vendor; no agent) all of whose agents are seen: nobody's own sight reaches them."""
    wanted = (
        sa.and_(
            sa.true() if bound.agent_id is None else sa.false(),
            *(table.c[name] == value for name in ("team", "site", "vendor") if (value := getattr(bound, name))),
        )
        for bound in sight.bounds
    )
    return sa.or_(sa.false(), *wanted)


def of_coaching(sight: Sight) -> Condition:
    """Tasks of agents who are seen. Those of a group belong to no agent: only who sees everything sees them."""
    return sa.true() if sight.is_everything else _of_rows(sight, coaching)


def of_appeals(sight: Sight) -> Condition:
    """Appeals against scores of agents who are seen."""
    return sa.true() if sight.is_everything else _of_rows(sight, appeals)


def of_item_days(sight: Sight) -> Condition:
    """Days of an item that are seen. They name agent and team of the day: bounds to a site or vendor see none."""
    wanted = (
        sa.and_(*(item_days.c[name] == value for name in ("agent_id", "team") if (value := getattr(bound, name))))
        for bound in sight.bounds
        if not bound.site and not bound.vendor
    )
    return sa.true() if sight.is_everything else sa.or_(sa.false(), *wanted)


def of_agent_sums(sight: Sight) -> Condition:
    """Sums of an agent's days at a place that are seen."""
    return sa.true() if sight.is_everything else _of_rows(sight, scorecard_sums)


def of_certificates(sight: Sight) -> Condition:
    """Notices of certificates of agents who are seen."""
    return sa.true() if sight.is_everything else _of_rows(sight, certificate_notices)


def agents_seen(connection: Connection, sight: Sight, source: str, interaction_id: str) -> frozenset[str | None]:
    """The agents of one interaction who are seen (None: nobody is named); empty when it is held back altogether."""
    key = {"source": source, "interaction_id": interaction_id}
    found: set[str | None] = set()
    for table, condition in (
        (interactions, _of_rows(sight, interactions)),
        (evaluations, _of_rows(sight, evaluations) & _is_current()),
    ):
        same = [table.c[name] == value for name, value in key.items()]
        found.update(connection.execute(sa.select(table.c.agent_id).where(*same, condition)).scalars())
    return frozenset(found)


def evaluations_seen(connection: Connection, sight: Sight, evaluation_ids: Collection[str]) -> frozenset[str]:
    """Those of these evaluations that are seen, current or not."""
    if sight.is_everything:
        return frozenset(evaluation_ids)
    found: set[str] = set()
    for chunk in in_chunks(sorted(evaluation_ids)):
        seen = evaluations.c.evaluation_id.in_(chunk) & of_evaluations(sight)
        found.update(connection.execute(sa.select(evaluations.c.evaluation_id).where(seen)).scalars())
    return frozenset(found)


def _of_rows(sight: Sight, table: sa.Table) -> Condition:
    columns = {name: table.c[name] for name in ("agent_id", "team", "site", "vendor") if name in table.c}
    return sa.or_(sa.false(), *(_inside(bound, columns) for bound in sight.bounds))


def _inside(bound: Place, columns: Mapping[str, _Text]) -> Condition:
    agent = columns["agent_id"]
    conditions = [] if bound.agent_id is None else [agent == bound.agent_id]
    for name in ("team", "site", "vendor"):
        wanted = getattr(bound, name)
        if wanted is not None:
            registered = sa.select(people.c[name]).where(people.c.agent_id == agent, people.c[name].is_not(None))
            known = registered.order_by(people.c.who).limit(1).scalar_subquery()
            conditions.append((sa.func.coalesce(columns[name], known) if name in columns else known) == wanted)
    return sa.and_(sa.true(), *conditions)


def _judged_in(table: sa.Table) -> tuple[Condition, ...]:
    """Current evaluations of the interaction a row of `table` speaks of."""
    return (
        evaluations.c.source == table.c.source,
        evaluations.c.interaction_id == table.c.interaction_id,
        evaluations.c.evaluation_id == current_evaluations.c.evaluation_id,
    )


def _is_current() -> Condition:
    return sa.exists().where(current_evaluations.c.evaluation_id == evaluations.c.evaluation_id)
