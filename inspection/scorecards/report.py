"""One member's scorecard of a period (成绩单), whole: the value every page, sheet and printout is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspection.evaluation import Dimension, Line
from inspection.intervals import Figure, Moments, rate_figure
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.case_mix import Adjusted, CaseMix
from inspection.scorecards.consistency import ChannelScore, Consistency, consistency
from inspection.scorecards.figures import (
    Cell,
    DimensionFigure,
    ItemFigure,
    chosen_by_risk,
    column,
    dimension_figures,
    headline,
    item_figures,
)
from inspection.scorecards.grouping import Grouping, Home, Totals
from inspection.scorecards.peers import BesidePeers, Peers
from inspection.scorecards.tally import CRITICAL_LINES, ScoreTally
from inspection.scorecards.trend import Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class FatalLine:
    """Fatals of one kind (None: any), as shares of the evaluations: the machine suspects, people confirm."""

    kind: Line | None
    suspected: Figure
    confirmed: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item: counted, and beside the group (None without enough peers)."""

    figure: ItemFigure
    line: Line
    beside: BesidePeers | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLine:
    """A dimension: counted, and beside the group."""

    figure: DimensionFigure
    beside: BesidePeers | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """One channel: evaluations, the three scores, service."""

    channel: str
    evaluations: int
    machine: Figure
    human: Figure
    published: Figure
    metrics: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class MixFactor:
    """The member's own mix on one factor: level, share of its interactions (0-1), effect of the level in points."""

    factor: str
    levels: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReport:
    """Everything a period says of one member of a grouping. `published` alone is pay, machine and human stand beside.

    `beside` is the machine score drawn to the group, `adjusted` the one with the average mix: both rank, neither pays.
    """

    grouping: Grouping
    name: str
    home: Home
    first: date
    last: date
    evaluations: int
    without_score: int
    machine: Figure
    human: Figure
    published: Figure
    pass_rate: Figure
    published_pass_rate: Figure
    beside: BesidePeers | None
    adjusted: Adjusted | None
    mix: tuple[MixFactor, ...]
    not_separable: Mapping[str, tuple[str, ...]]
    lines: Mapping[Line, Figure]
    fatals: tuple[FatalLine, ...]
    items: tuple[ItemLine, ...]
    dimensions: tuple[DimensionLine, ...]
    channels: tuple[ChannelLine, ...]
    consistency: Consistency | None
    trend: Trend
    metrics: Mapping[str, Figure]


def member_report(
    totals: Totals,
    name: str,
    days: tuple[date, date],
    policy: ScorecardPolicy,
    *,
    peers: Peers,
    mix: CaseMix,
    trend: Trend,
) -> MemberReport:
    """Put one member's report together; KeyError for a name the totals do not know."""
    member = totals.members[name]
    cell, tally, minimum = member.cell, member.cell.scores, policy.minimum_n
    return MemberReport(
        grouping=totals.grouping,
        name=name,
        home=member.home,
        first=days[0],
        last=days[1],
        evaluations=tally.evaluations,
        without_score=tally.without_score,
        machine=column(cell, "machine", policy),
        human=chosen_by_risk(column(cell, "human", policy)),
        published=column(cell, "published", policy),
        pass_rate=rate_figure(tally.passed, tally.machine.n, minimum),
        published_pass_rate=rate_figure(tally.published_passed, tally.published.n, minimum),
        beside=peers.score(name),
        adjusted=mix.members.get(name),
        mix=_own_mix(totals, name, mix),
        not_separable=mix.not_separable,
        lines={line: headline(line.value, tally, policy) for line in Line},
        fatals=fatal_lines(tally, minimum),
        items=_items(tally, name, peers, minimum),
        dimensions=tuple(
            DimensionLine(figure=figure, beside=peers.dimension(name, Dimension(figure.dimension)))
            for figure in dimension_figures(tally, policy)
        ),
        channels=tuple(_channel(channel, part, policy) for channel, part in sorted(member.channels.items())),
        consistency=channel_consistency(totals, name, minimum),
        trend=trend,
        metrics=cell.service.figures(minimum),
    )


def fatal_lines(tally: ScoreTally, minimum_n: int) -> tuple[FatalLine, ...]:
    """Fatals of any kind, then of each."""
    n = tally.evaluations
    anything = FatalLine(
        kind=None,
        suspected=rate_figure(tally.fatal, n, minimum_n),
        confirmed=rate_figure(tally.confirmed, n, minimum_n),
    )
    return (
        anything,
        *(
            FatalLine(
                kind=kind,
                suspected=rate_figure(tally.fatal_by_kind[kind], n, minimum_n),
                confirmed=rate_figure(tally.confirmed_by_kind[kind], n, minimum_n),
            )
            for kind in CRITICAL_LINES
        ),
    )


def channel_consistency(totals: Totals, name: str, minimum_n: int) -> Consistency | None:
    """How alike a member's channels are, each held against all other members on the channel."""
    scores = []
    for channel, cell in sorted(totals.members[name].channels.items()):
        own = cell.scores.machine.whole
        if own.n == 0:
            continue
        others = totals.channels[channel].without(own)
        known = others.n >= minimum_n
        scores.append(
            ChannelScore(
                channel=channel,
                n=own.n,
                mean=own.mean,
                variance=_variance_of_mean(own),
                others=others.mean if known else None,
                others_variance=_variance_of_mean(others) if known else 0.0,
            )
        )
    return consistency(scores, minimum_n)


def _variance_of_mean(sample: Moments) -> float:
    return sample.squared_deviations / (sample.n - 1) / sample.n if sample.n > 1 else 0.0


def _items(tally: ScoreTally, name: str, peers: Peers, minimum_n: int) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(figure=figure, line=tally.items[figure.item].line, beside=peers.item(name, figure.item))
        for figure in item_figures(tally, "overall", minimum_n)
    )


def _channel(channel: str, cell: Cell, policy: ScorecardPolicy) -> ChannelLine:
    return ChannelLine(
        channel=channel,
        evaluations=cell.scores.evaluations,
        machine=column(cell, "machine", policy),
        human=chosen_by_risk(column(cell, "human", policy)),
        published=column(cell, "published", policy),
        metrics=cell.service.figures(policy.minimum_n),
    )


def _own_mix(totals: Totals, name: str, mix: CaseMix) -> tuple[MixFactor, ...]:
    """The member's shares of every level that has an effect, most frequent first."""
    cells = [cell for cell in totals.mix if cell.member == name]
    n = sum(cell.n for cell in cells)
    found = []
    for factor, effects in mix.effects.items():
        counts: dict[str, int] = {}
        for cell in cells:
            level = getattr(cell.place, factor)
            known = level if level in effects else "other"
            counts[known] = counts.get(known, 0) + cell.n
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(MixFactor(factor=factor, levels=tuple((lv, c / n, effects.get(lv, 0.0)) for lv, c in ordered)))
    return tuple(factor for factor in found if len(mix.effects[factor.factor]) > 1)
