"""Scorecards (坐席成绩单) as they are stored: every scope, channel and line of a period, with n and intervals.

The machine's, the human's and the published score stay three figures. Values are shown at any n; `enough` says
whether they may be spoken of: a display prints 数据不足 where it is False, and nothing ranks by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from inspection.evaluation import Evaluation, Line
from inspection.intervals import Figure
from inspection.period import Period
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.figures import (
    OVERALL,
    Cell,
    DimensionFigure,
    ItemFigure,
    column,
    dimension_figures,
    headline,
    item_figures,
    metrics_of,
)
from inspection.scorecards.leaves import UNASSIGNED, Leaf, LeafCounter, LeafKey
from inspection.service_facts import ServiceFacts
from inspection.sla import SlaPolicy
from inspection.stable_ids import stable_id

__all__ = [
    "ALL_CHANNELS",
    "OVERALL",
    "UNASSIGNED",
    "DimensionFigure",
    "ItemFigure",
    "Period",
    "Scorecard",
    "ScorecardScope",
    "cards_of",
    "scorecards",
]

ALL_CHANNELS = "all"


class ScorecardScope(StrEnum):
    """Whose scorecard it is."""

    AGENT = "agent"
    TEAM = "team"
    SITE = "site"
    VENDOR = "vendor"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One row: key (scope with agent, team, site, vendor or queue; period; channel; line).

    Line `overall`: `mean` is the machine score with fatals as 0. Critical lines: percent of evaluations without
    an error of that line; `non_critical`: percent of judged items met. All 0-100. `machine`, `human`, `published`
    are the means of the three columns (their n and intervals in `metrics`); agent rows carry the agent's latest
    team, site and vendor. `without_score` counts evaluations in which too little could be judged; they are in no mean.
    `is_published` is True of a card that rests on published scores alone (an agent's); such a card is never stored.
    """

    scope: ScorecardScope
    agent_id: str | None
    team: str | None
    vendor: str | None
    period: str
    starts_on: date
    ends_on: date
    channel: str
    line: str
    n: int
    mean: float | None
    low: float | None
    high: float | None
    enough: bool
    machine: float | None
    human: float | None
    published: float | None
    without_score: int
    site: str | None = None
    queue: str | None = None
    is_published: bool = False
    items: tuple[ItemFigure, ...]
    dimensions: tuple[DimensionFigure, ...]
    metrics: Mapping[str, Figure]

    @property
    def subject(self) -> str | None:
        """Who or what it is about: the agent, team, site, vendor or queue of its scope."""
        name: str | None = getattr(self, {"agent": "agent_id"}.get(self.scope, self.scope.value))
        return name

    @property
    def headline(self) -> Figure:
        """What the row is about, as a figure."""
        return Figure(value=self.mean, n=self.n, low=self.low, high=self.high, enough=self.enough, unit="points")

    @property
    def scorecard_id(self) -> str:
        """A stable id of the key."""
        return stable_id("card", self.scope, self.subject, self.period, self.channel, self.line)


class _Owner(NamedTuple):
    scope: ScorecardScope
    name: str


class _Home(NamedTuple):
    """Where an agent worked last."""

    team: str | None = None
    site: str | None = None
    vendor: str | None = None


def scorecards(
    evaluations: Iterable[Evaluation],
    services: Iterable[ServiceFacts],
    period: Period,
    policy: ScorecardPolicy,
    sla: SlaPolicy,
) -> tuple[Scorecard, ...]:
    """All scorecards of a period from evaluations (superseded ones among them are left out) and service facts.

    The order of both does not matter. An evaluation without an agent counts for `unassigned`.
    """
    counter = LeafCounter(policy.pass_from_points, sla, policy.zone)
    for facts in services:
        if facts.business_date in period:
            counter.serve(facts)
    for evaluation in _current(e for e in evaluations if e.business_date in period):
        counter.judge(evaluation)
    return cards_of(counter.counted(), period, policy)


def cards_of(leaves: Mapping[LeafKey, Leaf], period: Period, policy: ScorecardPolicy) -> tuple[Scorecard, ...]:
    """All scorecards of a period from its leaf sums.

    Agents, teams, sites, vendors, queues; each channel and `all`; overall and per line.
    """
    homes = _homes(leaves)
    cells: dict[tuple[_Owner, str], Cell] = {}
    for key in sorted(leaves):
        leaves[key].cell.service.price(key.vendor, policy.costs)
        for owner in _owners(key):
            for channel in (ALL_CHANNELS, key.channel):
                cells.setdefault((owner, channel), Cell()).add(leaves[key].cell)
    return tuple(
        card
        for (owner, channel), cell in sorted(cells.items())
        if cell.scores.evaluations or owner.name != UNASSIGNED
        for card in _cards(owner, channel, cell, period, policy, homes)
    )


def _current(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    ordered = sorted(evaluations, key=lambda e: e.evaluation_id)
    superseded = {e.supersedes for e in ordered}
    return [e for e in ordered if e.evaluation_id not in superseded]


def _homes(leaves: Mapping[LeafKey, Leaf]) -> dict[str, _Home]:
    """The leaf with an agent's last evaluation says where the agent works now."""
    known = [(leaf.latest_at, key) for key, leaf in leaves.items() if leaf.latest_at is not None]
    return {key.agent_id: _Home(key.team or None, key.site or None, key.vendor or None) for _, key in sorted(known)}


def _owners(key: LeafKey) -> list[_Owner]:
    named = (
        (ScorecardScope.AGENT, key.agent_id),
        (ScorecardScope.TEAM, key.team),
        (ScorecardScope.SITE, key.site),
        (ScorecardScope.VENDOR, key.vendor),
        (ScorecardScope.QUEUE, key.queue),
    )
    return [_Owner(scope, name) for scope, name in named if name]


def _cards(
    owner: _Owner,
    channel: str,
    cell: Cell,
    period: Period,
    policy: ScorecardPolicy,
    homes: Mapping[str, _Home],
) -> Iterable[Scorecard]:
    lines = tuple(line.value for line in Line) if cell.scores.evaluations else ()
    for line in (OVERALL, *lines):
        figure = headline(line, cell.scores, policy)
        is_overall = line == OVERALL
        yield Scorecard(
            **_names(owner, homes),
            scope=owner.scope,
            period=period.label,
            starts_on=period.start,
            ends_on=period.end,
            channel=channel,
            line=line,
            n=figure.n,
            mean=figure.value,
            low=figure.low,
            high=figure.high,
            enough=figure.enough,
            machine=figure.value,
            human=column(cell, "human", policy).value if is_overall else None,
            published=column(cell, "published", policy).value if is_overall else None,
            without_score=cell.scores.without_score,
            items=item_figures(cell.scores, line, policy.minimum_n),
            dimensions=dimension_figures(cell.scores, policy) if is_overall else (),
            metrics=metrics_of(cell, policy) if is_overall else {},
        )


def _names(owner: _Owner, homes: Mapping[str, _Home]) -> dict[str, Any]:
    nobody: dict[str, Any] = dict.fromkeys(("agent_id", "team", "site", "vendor", "queue"))
    if owner.scope is ScorecardScope.AGENT:
        return {**nobody, **homes.get(owner.name, _Home())._asdict(), "agent_id": owner.name}
    return {**nobody, owner.scope.value: owner.name}
