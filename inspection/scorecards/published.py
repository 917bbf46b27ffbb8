"""A scorecard of what was published (公布口径): the one an agent is shown, in which no machine speaks for itself.

Its figures rest on published scores and on the items that counted in them. What the machine alone says (its mean,
items whose rule is not trusted here, suspected fatals, what waits for a person) is in none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inspection.evaluation import Dimension, ItemKind, ItemState, Line
from inspection.intervals import Figure, rate_figure
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.cards import ALL_CHANNELS, Scorecard, ScorecardScope
from inspection.scorecards.figures import (
    OVERALL,
    SCORE_METRICS,
    Cell,
    column,
    dimension_figures,
    headline,
    item_figures,
)
from inspection.scorecards.tally import ScoreTally
from inspection.service_metrics import MetricDefinition

PUBLISHED_METRICS: Mapping[str, MetricDefinition] = {
    "published_score": SCORE_METRICS["published_score"],
    "published_pass_rate": MetricDefinition(
        "share", "合格率:公布分达合格线 / 已公布", "published score at the pass line or above, of those published"
    ),
    "confirmed_fatal_rate": MetricDefinition(
        "share", "致命率:经人工确认的致命项 / 已公布", "with a fatal that people confirmed, of those published"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedItem:
    """One item that counted in a published score: its state, and points earned of `max_points`."""

    id: str
    kind: ItemKind
    line: Line
    dimension: Dimension
    state: ItemState
    points: float
    max_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedUnit:
    """One evaluation as it was last published: `score` 0-100 (None: held again), and the items that counted."""

    day: date
    channel: str
    score: float | None
    fatal_confirmed: bool
    items: tuple[CountedItem, ...]


def published_card(card: Scorecard, units: Iterable[PublishedUnit], policy: ScorecardPolicy) -> Scorecard:
    """The scorecard `card` of the same subject, period, channel and line, by what was published of its subject.

    Service metrics (times, CSAT: facts of the contacts) stay; machine and human scores are left out.
    """
    chosen = [u for u in units if card.starts_on <= u.day <= card.ends_on and card.channel in (ALL_CHANNELS, u.channel)]
    tally = _tally(chosen, policy.pass_from_points)
    is_overall = card.line == OVERALL
    published = column(Cell(scores=tally), "published", policy)
    figure = published if is_overall else headline(card.line, tally, policy)
    return replace(
        card,
        n=figure.n,
        mean=figure.value,
        low=figure.low,
        high=figure.high,
        enough=figure.enough,
        machine=None,
        human=None,
        published=published.value if is_overall else None,
        without_score=0,
        is_published=True,
        items=tuple(item for item in item_figures(tally, card.line, policy.minimum_n) if item.applicable),
        dimensions=dimension_figures(tally, policy) if is_overall else (),
        metrics=_metrics(card, tally, published, policy) if is_overall else {},
    )


def published_cards(
    scope: ScorecardScope,
    name: str,
    days: tuple[date, date],
    units: Sequence[PublishedUnit],
    service: Mapping[str, Figure],
    policy: ScorecardPolicy,
) -> tuple[Scorecard, ...]:
    """Published scorecards of one subject over the days (both included): every line of all channels, then by channel.

    `service` are the service metrics of the same days.
    """
    channels = (ALL_CHANNELS, *sorted({unit.channel for unit in units}))
    keys = [(ALL_CHANNELS, line) for line in (OVERALL, *Line)] + [(channel, OVERALL) for channel in channels[1:]]
    return tuple(
        published_card(_blank(scope, name, days, channel, str(line), service), units, policy) for channel, line in keys
    )


def _blank(
    scope: ScorecardScope, name: str, days: tuple[date, date], channel: str, line: str, service: Mapping[str, Figure]
) -> Scorecard:
    names: dict[str, Any] = dict.fromkeys(("agent_id", "team", "site", "vendor", "queue"))
    own = {"agent_id" if scope is ScorecardScope.AGENT else scope.value: name}
    first, last = days
    return Scorecard(
        **(names | own),
        scope=scope,
        period=f"{first.isoformat()}/{last.isoformat()}",
        starts_on=first,
        ends_on=last,
        channel=channel,
        line=line,
        n=0,
        mean=None,
        low=None,
        high=None,
        enough=False,
        machine=None,
        human=None,
        published=None,
        without_score=0,
        items=(),
        dimensions=(),
        metrics=service,
    )


def _tally(units: Sequence[PublishedUnit], pass_from_points: float) -> ScoreTally:
    tally = ScoreTally()
    for unit in units:
        tally.evaluations += 1
        tally.published.count(unit.score, by_fatal=unit.fatal_confirmed)
        tally.published_passed += unit.score is not None and unit.score >= pass_from_points
        tally.confirmed += unit.fatal_confirmed
        tally.count_items(unit.items)
    return tally


def _metrics(card: Scorecard, tally: ScoreTally, published: Figure, policy: ScorecardPolicy) -> dict[str, Figure]:
    service = {name: figure for name, figure in card.metrics.items() if name not in SCORE_METRICS}
    minimum = policy.minimum_n
    return {
        "published_score": published,
        "published_pass_rate": rate_figure(tally.published_passed, tally.published.n, minimum),
        "confirmed_fatal_rate": rate_figure(tally.confirmed, tally.evaluations, minimum),
        **service,
    }
