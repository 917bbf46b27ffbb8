"""What a team's briefing (班前会) is made of: counts of the last days, clips, fatals, certificates, live tasks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.coaching.briefing import (
    Briefing,
    BriefingRules,
    Problem,
    best_item,
    problems_of,
    tallies_of,
    watched,
)
from inspection.coaching.clips import EvidenceRef, best_clips, worst_clips
from inspection.coaching.policy import CoachingLifePolicy
from inspection.coaching.task import CoachingStatus
from inspection.coaching.weaknesses import Count
from inspection.errors import RecordsError
from inspection.evaluation import ItemState
from records import certificates, coaching, coaching_shelf, corrected_items, item_days
from records.coaching_shelf import StoredShelf
from records.item_days import ItemDay
from records.tables import current_evaluations, evaluations

_DEFAULT = BriefingRules()
_LIVE = tuple(status for status in CoachingStatus if status.is_live)


def briefing(
    connection: Connection, team: str, on: date, life: CoachingLifePolicy, rules: BriefingRules = _DEFAULT
) -> Briefing:
    """The page of a team for the morning of `on`: the business days before it, as many as the rules say.

    What reviewers and appeals overturned is no evidence here either. RecordsError for a team nothing was judged of.
    """
    first, last = on - timedelta(days=rules.days), on - timedelta(days=1)
    corrected = corrected_items.corrected(connection, first, last)
    rows = list(item_days.sums(connection, first, last, known=corrected))
    own = [row for row in rows if row.team == team]
    if not own:
        _demand_known(connection, team, first, last)
    tallies = tallies_of(
        (row.item, row.team == team, Count(row.unmet, row.n), row.lost_points)
        for row in rows
        if row.item != item_days.SCORE
    )
    agents = sorted({row.agent_id for row in own})
    shelf = StoredShelf(connection, first, last, {(c.evaluation_id, c.item) for c in corrected})
    cleared = {(c.evaluation_id, c.item) for c in corrected if c.after is not ItemState.UNMET}
    problems = problems_of(tallies, rules)
    good_item, good = _good(shelf, own, best_item(tallies, problems, rules))
    fatals = coaching_shelf.fatals(connection, first, last, cleared=cleared, agents=agents)
    worked_since = first if certificates.of_all(connection) else None
    due = certificates.due(connection, life, on, worked_since=worked_since)
    notices = [n for n in due if n.agent_id in agents]
    tasks = [t for t in coaching.wanted(connection, statuses=_LIVE) if set(t.agents) & set(agents)]
    own_tasks = [replace(t, agents=tuple(a for a in t.agents if a in agents)) for t in tasks]
    return Briefing(
        team=team,
        on=on,
        first=first,
        last=last,
        interactions=sum(row.n for row in own if row.item == item_days.SCORE),
        problems=tuple(replace(p, clip=_worst(shelf, own, p)) for p in problems),
        good=good,
        good_item=good_item,
        watch=watched(fatals, notices, own_tasks, rules),
        too_little=sum(t.team.applicable < rules.minimum_n for t in tallies),
    )


def teams(connection: Connection, first: date, last: date) -> list[str]:
    """The teams anything was judged of on these business days."""
    chosen = sa.select(evaluations.c.team).join(
        current_evaluations, current_evaluations.c.evaluation_id == evaluations.c.evaluation_id
    )
    chosen = chosen.where(evaluations.c.business_date.between(first, last), evaluations.c.team.is_not(None))
    return sorted(connection.execute(chosen.distinct()).scalars())


def _demand_known(connection: Connection, team: str, first: date, last: date) -> None:
    known = teams(connection, first, last)
    have = f"there is {', '.join(known)}" if known else "no team has anything judged"
    raise RecordsError(
        f"nothing of team '{team}' was judged from {first} to {last}", f"{have}; choose another --team or --date",
        where="briefing", code="unknown",
    )  # fmt: skip


def _groups(rows: Sequence[ItemDay], item: str) -> list[str]:
    return sorted({row.group for row in rows if row.item == item})


def _people(rows: Sequence[ItemDay], item: str, group: str) -> list[str]:
    return sorted({row.agent_id for row in rows if (row.item, row.group) == (item, group)})


def _worst(shelf: StoredShelf, rows: Sequence[ItemDay], problem: Problem) -> EvidenceRef | None:
    item = problem.tally.item
    judged = [
        one
        for group in _groups(rows, item)
        for one in shelf.of(group, item, _people(rows, item, group), ItemState.UNMET)
    ]
    return next(iter(worst_clips(judged, 1)), None)


def _good(shelf: StoredShelf, rows: Sequence[ItemDay], items: Sequence[str]) -> tuple[str | None, EvidenceRef | None]:
    """The best clip with words to play, of the first item that has one."""
    for item in items:
        judged = [
            one
            for group in _groups(rows, item)
            for one in shelf.of(group, item, _people(rows, item, group), ItemState.MET)
        ]
        clip = next((c for c in best_clips(judged, len(judged)) if c.spans), None)
        if clip is not None:
            return item, clip
    return None, None
