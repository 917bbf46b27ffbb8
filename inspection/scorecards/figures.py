"""The figures on a scorecard: from sums of evaluations and service facts to means and shares with intervals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.evaluation import Line
from inspection.intervals import Figure, mean_figure, rate_figure, score_figure
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.tally import CRITICAL_LINES, ScoreTally
from inspection.service_metrics import MetricDefinition, ServiceTally

OVERALL = "overall"

SCORE_METRICS: Mapping[str, MetricDefinition] = {
    "machine_score": MetricDefinition("points", "机器均分,疑似致命计 0", "mean machine score, suspected fatals as 0"),
    "human_score": MetricDefinition(
        "points",
        "人工均分(仅已复核会话,非随机样本,不代表整体)",
        "mean human score of reviewed interactions (not a random sample, no estimate of the rest)",
    ),
    "published_score": MetricDefinition("points", "发布均分", "mean published score"),
    "pass_rate": MetricDefinition("share", "合格率:机器分达合格线 / 有分", "machine score at the pass line or above"),
    "fatal_rate": MetricDefinition("share", "疑似致命率:有致命项 / 已质检", "evaluations with a suspected fatal"),
    "fatal_rate_customer": MetricDefinition("share", "客户类致命率", "with a customer-critical fatal"),
    "fatal_rate_business": MetricDefinition("share", "业务类致命率", "with a business-critical fatal"),
    "fatal_rate_compliance": MetricDefinition("share", "合规类致命率", "with a compliance-critical fatal"),
    "scored_share": MetricDefinition("share", "有分占比:有分 / 已质检", "evaluations with a score, of all evaluations"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigure:
    """One item: interactions it applied to and was judged in, those left to a human, and the share met (0-1)."""

    item: str
    applicable: int
    needs_human: int
    met: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionFigure:
    """One dimension: points earned of points judged, 0-100, mean over interactions."""

    dimension: str
    score: Figure


@dataclass(slots=True)
class Cell:
    """What is counted for one agent, team or vendor on one channel; cells of parts add up."""

    scores: ScoreTally = field(default_factory=ScoreTally)
    service: ServiceTally = field(default_factory=ServiceTally)

    def add(self, other: "Cell") -> None:
        """Take in another part."""
        self.scores.add(other.scores)
        self.service.add(other.service)


def headline(line: str, tally: ScoreTally, policy: ScorecardPolicy) -> Figure:
    """The figure a row is about: mean score, accuracy of a critical line, or share of non-critical items met."""
    if line == OVERALL:
        return score_figure(
            tally.machine.clean, tally.machine.zeroed, policy.minimum_n, prior_sd=policy.prior_sd_points
        )
    if line == Line.NON_CRITICAL:
        return _percent_mean(tally, policy)
    critical = Line(line)
    return _in_points(rate_figure(tally.accurate[critical], tally.units[critical], policy.minimum_n))


def _percent_mean(tally: ScoreTally, policy: ScorecardPolicy) -> Figure:
    sample, sd = tally.non_critical, policy.prior_sd_points
    return mean_figure(sample, policy.minimum_n, unit="points", prior_sd=sd, limits=(0.0, 100.0))


def _in_points(share: Figure) -> Figure:
    value, low, high = (None if v is None else 100.0 * v for v in (share.value, share.low, share.high))
    return Figure(value=value, n=share.n, low=low, high=high, enough=share.enough, unit="points")


def column(cell: Cell, name: str, policy: ScorecardPolicy) -> Figure:
    """The mean of one column: `machine`, `human` or `published`; never of two."""
    sums = getattr(cell.scores, name)
    return score_figure(sums.clean, sums.zeroed, policy.minimum_n, prior_sd=policy.prior_sd_points)


def chosen_by_risk(figure: Figure) -> Figure:
    """Reviewed interactions are picked by risk: their mean is a fact about them and no estimate of the rest."""
    return Figure(value=figure.value, n=figure.n, low=None, high=None, enough=False, unit=figure.unit)


def item_figures(tally: ScoreTally, line: str, minimum_n: int) -> tuple[ItemFigure, ...]:
    """Every item of a line (all items for `overall`), by id."""
    wanted = ((item_id, c) for item_id, c in sorted(tally.items.items()) if line in (OVERALL, c.line))
    return tuple(
        ItemFigure(
            item=item_id,
            applicable=c.met + c.unmet,
            needs_human=c.needs_human,
            met=rate_figure(c.met, c.met + c.unmet, minimum_n),
        )
        for item_id, c in wanted
    )


def dimension_figures(tally: ScoreTally, policy: ScorecardPolicy) -> tuple[DimensionFigure, ...]:
    """Every dimension that was judged, by name."""
    limits, sd = (0.0, 100.0), policy.prior_sd_points
    return tuple(
        DimensionFigure(
            dimension=dimension.value,
            score=mean_figure(sample, policy.minimum_n, unit="points", prior_sd=sd, limits=limits),
        )
        for dimension, sample in sorted(tally.dimensions.items())
    )


def metrics_of(cell: Cell, policy: ScorecardPolicy) -> dict[str, Figure]:
    """Score metrics first, then service metrics; `SCORE_METRICS` and `METRICS` say what each means."""
    tally, minimum = cell.scores, policy.minimum_n
    return {
        "machine_score": column(cell, "machine", policy),
        "human_score": chosen_by_risk(column(cell, "human", policy)),
        "published_score": column(cell, "published", policy),
        "pass_rate": rate_figure(tally.passed, tally.machine.n, minimum),
        "fatal_rate": rate_figure(tally.fatal, tally.evaluations, minimum),
        **{
            f"fatal_rate_{line.value}": rate_figure(tally.fatal_by_kind[line], tally.evaluations, minimum)
            for line in CRITICAL_LINES
        },
        "scored_share": rate_figure(tally.machine.n, tally.evaluations, minimum),
        **cell.service.figures(minimum),
    }
