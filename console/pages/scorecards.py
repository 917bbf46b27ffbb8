"""The list of scorecards: agents, teams or vendors of a period, each with n, interval or 数据不足."""

from dataclasses import dataclass
from datetime import timedelta

from console.charts import IntervalBar, interval_bar
from console.figures import ShownFigure, headline, shown
from console.frame import PageContext, frame_of
from console.links import scorecard_url
from console.paging import ROWS_PER_PAGE, Page, page_with
from console.tabs import Tab, tabs_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.period import Period
from inspection.scorecards.cards import Scorecard, ScorecardScope
from records import runs
from records.database import reading
from records.scorecards import cards as scorecards
from records.scorecards import told_cards
from records.workspace import Workspace

MOST_COMPARED = 4
_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One scorecard over all channels; `pass_rate` and `fatal_rate` are None when it holds no such metric.

    Where it `is_published`, every figure is of published scores, and a fatal one that people confirmed.
    """

    scorecard_id: str
    url: str
    who: str
    mean: ShownFigure
    bar: IntervalBar
    pass_rate: ShownFigure | None
    fatal_rate: ShownFigure | None
    without_score: int
    is_published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecards(PageContext):
    """Scorecards of one scope and period, by name: nothing is ranked. `period` is empty before the first night.

    `publishes`: whoever looks may publish scores.
    """

    period: str
    periods: tuple[Tab, ...]
    scopes: tuple[Tab, ...]
    cards: Page[CardRow]
    most_compared: int
    publishes: bool


def build(workspace: Workspace, visit: Visit) -> Scorecards:
    """Query: `period` (default: the month of the last run), `scope` (agent, team, vendor ...), `page`."""
    w, sight = visit.w, visit.sight(Action.READ_SCORECARDS)
    with reading(workspace.engine) as connection:
        known = periods_of(runs.latest(connection))
        period = visit.asked("period") or next(iter(known), "")
        scope = _scope(visit.asked("scope"))
        total = scorecards.count(connection, period, scope, sight=sight)
        start = (min(visit.page("page"), max(1, -(-total // ROWS_PER_PAGE))) - 1) * ROWS_PER_PAGE
        listed = scorecards.listed(connection, period, scope, sight=sight, limit=ROWS_PER_PAGE, offset=start)
        cards = told_cards.as_told(connection, listed, visit.sight(Action.READ_DRAFTS), with_items=False)
    return Scorecards(
        frame=frame_of(visit, w["nav_scorecards"], "scorecards"),
        w=w,
        period=period,
        periods=tabs_of(visit, "period", [(label, label, None) for label in known], period),
        scopes=tabs_of(visit, "scope", [(s.value, w.of("scope", s.value), None) for s in ScorecardScope], scope.value),
        cards=page_with(cards, total, visit, lambda card: card_row(card, w)),
        most_compared=MOST_COMPARED,
        publishes=visit.sight(Action.PUBLISH_SCORES).is_everything,
    )


def periods_of(run: runs.Run | None) -> tuple[str, ...]:
    """Periods to choose from: the month and the day of the last run's business date, and the months before."""
    if run is None:
        return ()
    month = Period.month(run.business_date)
    return (month.label, Period.day(run.business_date).label, *months_before(month, _MONTHS - 1))


def months_before(month: Period, count: int) -> tuple[str, ...]:
    """The months before one, the latest first."""
    found = []
    for _ in range(count):
        month = Period.month(month.start - timedelta(days=1))
        found.append(month.label)
    return tuple(found)


def subject(card: Scorecard) -> str:
    """Who or what it is about."""
    return card.subject or "–"


def card_row(card: Scorecard, w: Words) -> CardRow:
    """The scorecard as a row."""
    metrics = {name: shown(figure, w) for name, figure in card.metrics.items()}
    return CardRow(
        scorecard_id=card.scorecard_id,
        url=scorecard_url(card.scorecard_id, card.period),
        who=w.of("agent", subject(card)) if card.scope is ScorecardScope.AGENT else subject(card),
        mean=headline(card, w),
        bar=interval_bar(card.mean, card.low, card.high, enough=card.enough),
        pass_rate=metrics.get("published_pass_rate" if card.is_published else "pass_rate"),
        fatal_rate=metrics.get("confirmed_fatal_rate" if card.is_published else "fatal_rate"),
        without_score=card.without_score,
        is_published=card.is_published,
    )


def _scope(asked: str) -> ScorecardScope:
    return next((scope for scope in ScorecardScope if scope.value == asked), ScorecardScope.AGENT)
