"""Every member of a grouping side by side (对比表). By name: whoever ranks must look at intervals first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from inspection.intervals import Figure, rate_figure
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.case_mix import Adjusted, CaseMix
from inspection.scorecards.consistency import Consistency
from inspection.scorecards.figures import chosen_by_risk, column
from inspection.scorecards.grouping import Home, Totals
from inspection.scorecards.peers import BesidePeers, peers_by_member
from inspection.scorecards.report import FatalLine, channel_consistency, fatal_lines
from inspection.scorecards.trend import FALSE_ALARM_SHARE, Change, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class LeagueRow:
    """One member.

    `change` is the most likely change of its course, `is_alarm` whether it stands when all courses of the list are
    looked at together (Benjamini-Hochberg: at most FALSE_ALARM_SHARE of the alarms are chance).
    """

    name: str
    home: Home
    evaluations: int
    without_score: int
    machine: Figure
    human: Figure
    published: Figure
    pass_rate: Figure
    published_pass_rate: Figure
    beside: BesidePeers | None
    adjusted: Adjusted | None
    fatals: tuple[FatalLine, ...]
    consistency: Consistency | None
    change: Change | None
    is_alarm: bool
    metrics: Mapping[str, Figure]


def league(
    totals: Totals, policy: ScorecardPolicy, *, mix: CaseMix, trends: Mapping[str, Trend]
) -> tuple[LeagueRow, ...]:
    """All members with evaluations, by name."""
    minimum = policy.minimum_n
    peers = peers_by_member(totals, minimum)
    alarms = alarms_among({name: trend.change for name, trend in trends.items()})
    rows = []
    for name, member in sorted(totals.members.items()):
        tally = member.cell.scores
        if not tally.evaluations:
            continue
        trend = trends.get(name)
        rows.append(
            LeagueRow(
                name=name,
                home=member.home,
                evaluations=tally.evaluations,
                without_score=tally.without_score,
                machine=column(member.cell, "machine", policy),
                human=chosen_by_risk(column(member.cell, "human", policy)),
                published=column(member.cell, "published", policy),
                pass_rate=rate_figure(tally.passed, tally.machine.n, minimum),
                published_pass_rate=rate_figure(tally.published_passed, tally.published.n, minimum),
                beside=peers[name].score(name),
                adjusted=mix.members.get(name),
                fatals=fatal_lines(tally, minimum),
                consistency=channel_consistency(totals, name, minimum),
                change=trend.change if trend else None,
                is_alarm=name in alarms,
                metrics=member.cell.service.figures(minimum),
            )
        )
    return tuple(rows)


def alarms_among(changes: Mapping[str, Change | None]) -> frozenset[str]:
    """Whose change stands when all are looked at together (Benjamini and Hochberg 1995)."""
    known = sorted((change.p, name) for name, change in changes.items() if change is not None)
    limits = FALSE_ALARM_SHARE * (np.arange(len(known)) + 1) / max(len(known), 1)
    passing = [at for at, ((p, _), limit) in enumerate(zip(known, limits, strict=True)) if p <= limit]
    return frozenset(_names(known[: passing[-1] + 1])) if passing else frozenset()


def _names(known: Iterable[tuple[float, str]]) -> Iterable[str]:
    return (name for _, name in known)
