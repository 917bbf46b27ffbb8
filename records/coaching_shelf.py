"""Clips for coaching from the database: the judged items of some agents, the plainest ones only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.coaching.clips import Judged
from inspection.coaching.counted import FatalRow
from inspection.evaluation import ItemState
from records import evaluations as stored_evaluations
from records.tables import current_evaluations, evaluation_items, evaluations
from records.upsert import in_chunks

_GROUPS = {"form": evaluations.c.form_id, "team": evaluations.c.team, "queue": evaluations.c.queue}

CHOSEN_FROM = 20
"""Clips are chosen from so many candidates per task: the rest would not be played anyway."""


@dataclass(frozen=True, slots=True)
class StoredShelf:
    """Clips of the business days (both included); `overturned` are (evaluation_id, item) people judged otherwise.

    What was asked for once is remembered: the good example of an item is the same few colleagues' for everybody.
    """

    connection: Connection
    first: date
    last: date
    overturned: Collection[tuple[str, str]] = field(default_factory=frozenset)
    group_by: str = "form"
    _asked: dict[tuple[str, str, tuple[str, ...], ItemState], Sequence[Judged]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, group: str, item: str, agent_ids: Sequence[str], state: ItemState) -> Sequence[Judged]:
        """The plainest judged items in that state: most points lost, surest, lowest score; for met ones the reverse."""
        question = (group, item, tuple(agent_ids), state)
        if question not in self._asked:
            self._asked[question] = self._found(group, item, agent_ids, state)
        return self._asked[question]

    def _found(self, group: str, item: str, agent_ids: Sequence[str], state: ItemState) -> Sequence[Judged]:
        e, i = evaluations.c, evaluation_items.c
        lost = i.max_points - i.points
        order = (lost.desc(), i.confidence.desc(), e.raw_score) if state is ItemState.UNMET else (
            e.raw_score.desc(), i.confidence.desc()
        )  # fmt: skip
        found: list[Judged] = []
        for chunk in in_chunks(agent_ids):
            chosen = (
                sa.select(e.evaluation_id)
                .join(evaluation_items, i.evaluation_id == e.evaluation_id)
                .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
                .where(e.agent_id.in_(chunk), e.business_date.between(self.first, self.last))
                .where(_GROUPS[self.group_by] == group, i.item_id == item, i.state == state.value)
                .order_by(*order, e.evaluation_id)
                .limit(CHOSEN_FROM)
            )
            ids = [one for one in self.connection.execute(chosen).scalars() if (one, item) not in self.overturned]
            found += [(one, one.item(item)) for one in stored_evaluations.find_all(self.connection, ids, items=[item])]
        return found


def fatals(
    connection: Connection,
    first: date,
    last: date,
    *,
    cleared: Collection[tuple[str, str]] = frozenset(),
    coached_on: Mapping[tuple[str, str], date] | None = None,
    agents: Collection[str] | None = None,
) -> list[FatalRow]:
    """Fatals of the business days (both included) per agent and item; of these `agents` alone where some are named.

    Without those people `cleared` (evaluation_id, item), and those before the agent was coached on the item.
    """
    held = coached_on or {}
    e = evaluations.c
    chosen = (
        sa.select(evaluations)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(e.business_date.between(first, last), e.agent_id.is_not(None), e.fatal_suspected)
        .order_by(e.evaluation_id)
    )
    if agents is not None:
        chosen = chosen.where(e.agent_id.in_(agents))
    rows: dict[tuple[str, str], list[sa.Row[tuple[object, ...]]]] = {}
    for row in connection.execute(chosen):
        for fatal in {str(one["id"]) for one in row.fatal_items}:
            is_new = row.business_date > held.get((row.agent_id, fatal), date.min)
            if is_new and (row.evaluation_id, fatal) not in cleared:
                rows.setdefault((row.agent_id, fatal), []).append(row)
    return [
        FatalRow(
            agent_id=agent_id,
            group=where[0].form_id,
            item=item,
            interactions=len(where),
            confirmed=sum(row.fatal_confirmed for row in where),
            lost_points=sum(row.raw_score or 0.0 for row in where),
        )
        for (agent_id, item), where in sorted(rows.items())
    ]
