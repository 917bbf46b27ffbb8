"""Scorecards (坐席成绩单): what a period says of an agent, a team or a vendor, with n, intervals and "not enough data".

The machine's, the human's and the published score stay three figures. Values are shown at any n; `enough` says
whether they may be spoken of: a display prints 数据不足 where it is False, and nothing ranks by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from inspection.evaluation import Evaluation, Line
from inspection.intervals import Figure
from inspection.period import Period
from inspection.results_policy import ScorecardPolicy
from inspection.scorecard_figures import (
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
from inspection.service_facts import ServiceFacts
from inspection.service_metrics import ServiceTally
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
    "scorecards",
]

ALL_CHANNELS = "all"
UNASSIGNED = "unassigned"

_Place = tuple[str | None, str | None]  # team and vendor at the time
_Served = tuple[str, str, str | None]  # source, interaction, agent


class ScorecardScope(StrEnum):
    """Whose scorecard it is."""

    AGENT = "agent"
    TEAM = "team"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One row: key (scope with agent, team or vendor; period; channel; line).

    Line `overall`: `mean` is the machine score with fatals as 0. Critical lines: percent of evaluations without
    an error of that line; `non_critical`: percent of judged items met. All 0-100. `machine`, `human`, `published`
    are the means of the three columns (their n and intervals in `metrics`); agent rows carry the agent's latest
    team and vendor. `without_score` counts evaluations in which too little could be judged; they are in no mean.
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
    items: tuple[ItemFigure, ...]
    dimensions: tuple[DimensionFigure, ...]
    metrics: Mapping[str, Figure]

    @property
    def scorecard_id(self) -> str:
        """A stable id of the key."""
        name = getattr(self, {"agent": "agent_id"}.get(self.scope, self.scope.value))
        return stable_id("card", self.scope, name, self.period, self.channel, self.line)


class _Leaf(NamedTuple):
    """The finest cell: everything coarser is a sum of these."""

    agent_id: str
    team: str | None
    vendor: str | None
    channel: str


class _Owner(NamedTuple):
    scope: ScorecardScope
    name: str


def scorecards(
    evaluations: Iterable[Evaluation],
    services: Iterable[ServiceFacts],
    period: Period,
    policy: ScorecardPolicy,
    sla: SlaPolicy,
) -> tuple[Scorecard, ...]:
    """All scorecards of a period: agents, teams, vendors; each channel and `all`; overall and per line.

    `evaluations` are the current rows (superseded ones among them are left out), `services` one per interaction.
    The order of both does not matter. An evaluation without an agent counts for `unassigned`.
    """
    judged = _current(e for e in evaluations if e.business_date in period)
    served = sorted((s for s in services if s.business_date in period), key=lambda s: (s.source, s.interaction_id))
    leaves = _leaves(judged, served, policy, sla)
    homes = {leaf.agent_id: (leaf.team, leaf.vendor) for leaf in _by_latest(judged)}
    cells = _rolled_up(leaves)
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


def _leaf_of(evaluation: Evaluation) -> _Leaf:
    agent = evaluation.agent_id or UNASSIGNED
    return _Leaf(agent, evaluation.team, evaluation.vendor, evaluation.channel)


def _by_latest(evaluations: Sequence[Evaluation]) -> list[_Leaf]:
    """Leaves in the order of time: the last one of an agent says where the agent works now."""
    return [_leaf_of(e) for e in sorted(evaluations, key=lambda e: (e.started_at, e.evaluation_id))]


def _leaves(
    evaluations: Sequence[Evaluation], services: Sequence[ServiceFacts], policy: ScorecardPolicy, sla: SlaPolicy
) -> dict[_Leaf, Cell]:
    leaves: dict[_Leaf, Cell] = {}
    places = {(e.source, e.interaction_id, e.agent_id): (e.team, e.vendor) for e in evaluations}
    for evaluation in evaluations:
        leaves.setdefault(_leaf_of(evaluation), Cell()).scores.count(evaluation, policy.pass_from_points)
    for facts in services:
        _count_service(leaves, facts, sla, places)
    return leaves


def _count_service(
    leaves: dict[_Leaf, Cell], facts: ServiceFacts, sla: SlaPolicy, places: Mapping[_Served, _Place]
) -> None:
    """To whom each belongs: ratings to the last agent, the first wait to the first, a round to whoever answered."""

    def service_of(agent_id: str | None) -> ServiceTally:
        place = places.get((facts.source, facts.interaction_id, agent_id), (facts.team, facts.vendor))
        leaf = _Leaf(agent_id or UNASSIGNED, *place, facts.channel.value)
        return leaves.setdefault(leaf, Cell()).service

    service_of(facts.agent_id).count_interaction(facts)
    service_of(facts.first_agent_id).count_first_response(facts, sla)
    for response in facts.responses:
        service_of(response.agent_id).count_response(response)


def _rolled_up(leaves: Mapping[_Leaf, Cell]) -> dict[tuple[_Owner, str], Cell]:
    cells: dict[tuple[_Owner, str], Cell] = {}
    for leaf, cell in sorted(leaves.items(), key=lambda pair: tuple(part or "" for part in pair[0])):
        for owner in _owners(leaf):
            for channel in (ALL_CHANNELS, leaf.channel):
                cells.setdefault((owner, channel), Cell()).add(cell)
    return cells


def _owners(leaf: _Leaf) -> list[_Owner]:
    named = (
        (ScorecardScope.AGENT, leaf.agent_id),
        (ScorecardScope.TEAM, leaf.team),
        (ScorecardScope.VENDOR, leaf.vendor),
    )
    return [_Owner(scope, name) for scope, name in named if name]


def _cards(
    owner: _Owner,
    channel: str,
    cell: Cell,
    period: Period,
    policy: ScorecardPolicy,
    homes: Mapping[str, _Place],
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


def _names(owner: _Owner, homes: Mapping[str, _Place]) -> dict[str, str | None]:
    if owner.scope is ScorecardScope.AGENT:
        team, vendor = homes.get(owner.name, (None, None))
        return {"agent_id": owner.name, "team": team, "vendor": vendor}
    is_team = owner.scope is ScorecardScope.TEAM
    return {"agent_id": None, "team": owner.name if is_team else None, "vendor": None if is_team else owner.name}
