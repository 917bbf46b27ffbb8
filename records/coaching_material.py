"""What a period's coaching queue is worked out from (辅导依据): counts, fatals and clips, as people corrected them.

Interactions from before the last coaching of an agent on an item are left out: they cannot speak against it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.engine import Connection

from inspection.coaching.counted import CountRow
from inspection.coaching.queue import Material
from inspection.coaching.weaknesses import Count
from inspection.evaluation import ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from records import coaching_shelf, corrected_items, item_days
from records.coaching_shelf import StoredShelf
from records.corrected_items import Corrected
from records.item_days import ItemDay


def material_of(
    connection: Connection, period: Period, policy: CoachingPolicy, coached_on: Mapping[tuple[str, str], date]
) -> Material:
    """Counts and fatals of the period; `coached_on` is the day of the last coaching by (agent, item)."""
    corrected = corrected_items.corrected(connection, period.start, period.end)
    overturned = frozenset((c.evaluation_id, c.item) for c in corrected)
    cleared = {(c.evaluation_id, c.item) for c in corrected if c.after is not ItemState.UNMET}
    first, last = period.start, period.end
    return Material(
        counts=_counts(connection, period, policy, coached_on, corrected),
        fatals=coaching_shelf.fatals(connection, first, last, cleared=cleared, coached_on=coached_on),
        shelf=StoredShelf(connection, first, last, overturned, policy.group_by),
    )


def _counts(
    connection: Connection,
    period: Period,
    policy: CoachingPolicy,
    coached_on: Mapping[tuple[str, str], date],
    corrected: Sequence[Corrected],
) -> list[CountRow]:
    counts: dict[tuple[str, str, str, str], tuple[int, int, float]] = defaultdict(lambda: (0, 0, 0.0))
    teams: dict[str, str | None] = {}
    since = {key: day for key, day in coached_on.items() if day >= period.start}
    for row in _rows(connection, period, since, corrected):
        group = {"form": row.group, "team": row.team or "-", "queue": row.queue}[policy.group_by]
        key = (row.agent_id, group, f"{row.queue}/{row.channel}", row.item)
        unmet, n, lost = counts[key]
        counts[key] = (unmet + row.unmet, n + row.n, lost + row.lost_points)
        teams[row.agent_id] = row.team or teams.get(row.agent_id)
    return [
        CountRow(
            agent_id=agent_id,
            team=teams[agent_id],
            group=group,
            stratum=stratum,
            item=item,
            count=Count(unmet, n),
            lost_points=lost,
        )
        for (agent_id, group, stratum, item), (unmet, n, lost) in sorted(counts.items())
        if n > 0
    ]


def _rows(
    connection: Connection, period: Period, coached_on: Mapping[tuple[str, str], date], corrected: Sequence[Corrected]
) -> Iterator[ItemDay]:
    """Sums of the period; of who was coached in it, the days after that."""
    for row in item_days.sums(connection, period.start, period.end, known=corrected):
        if row.item != item_days.SCORE and (row.agent_id, row.item) not in coached_on:
            yield row
    items = {item for _, item in coached_on}
    for row in item_days.between(connection, period.start, period.end, items=items) if items else ():
        if row.business_date > coached_on.get((row.agent_id, row.item), date.max):
            yield row
