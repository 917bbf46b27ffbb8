"""The list of scorecards: agents, teams or vendors of a period, each with n, interval or 数据不足."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.charts import IntervalBar, interval_bar
from console.figures import ShownFigure, headline, shown
from console.frame import PageContext, frame_of
from console.links import scorecard_url
from console.paging import Page, page_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.period import Period
from inspection.scorecards.cards import ALL_CHANNELS, OVERALL, Scorecard, ScorecardScope
from records import runs
from records.database import reading
from records.scorecards import cards as scorecards
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One scorecard over all channels; `pass_rate` and `fatal_rate` are None when it holds no such metric."""

    url: str
    who: str
    mean: ShownFigure
    bar: IntervalBar
    pass_rate: ShownFigure | None
    fatal_rate: ShownFigure | None
    without_score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One choice of period or scope, as a link."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecards(PageContext):
    """Scorecards of one scope and period, by name: nothing is ranked. `period` is empty before the first night."""

    period: str
    periods: tuple[Tab, ...]
    scopes: tuple[Tab, ...]
    cards: Page[CardRow]


def build(workspace: Workspace, visit: Visit) -> Scorecards:
    """Query: `period` (default: the month of the last run), `scope` (agent, team, vendor), `page`."""
    w, sight = visit.w, visit.sight(Action.READ_SCORECARDS)
    with reading(workspace.engine) as connection:
        known = periods_of(runs.latest(connection))
        period = visit.asked("period") or next(iter(known), "")
        scope = _scope(visit.asked("scope"))
        cards = cards_of(scorecards.of_period(connection, period, sight=sight), scope) if period else []
    return Scorecards(
        frame=frame_of(visit, w["nav_scorecards"], "scorecards"),
        w=w,
        period=period,
        periods=tuple(_tab(visit, "period", label, label, period) for label in known),
        scopes=tuple(_tab(visit, "scope", s.value, w.of("scope", s.value), scope.value) for s in ScorecardScope),
        cards=page_of(cards, visit, lambda card: card_row(card, w)),
    )


def periods_of(run: runs.Run | None) -> tuple[str, ...]:
    """Periods a night works out: the month and the day of its business date."""
    return () if run is None else (Period.month(run.business_date).label, Period.day(run.business_date).label)


def cards_of(cards: Iterable[Scorecard], scope: ScorecardScope) -> Sequence[Scorecard]:
    """The overall scorecards of a scope over all channels, by name."""
    chosen = [c for c in cards if c.scope is scope and c.channel == ALL_CHANNELS and c.line == OVERALL]
    return sorted(chosen, key=subject)


def subject(card: Scorecard) -> str:
    """Who or what it is about."""
    return card.subject or "–"


def card_row(card: Scorecard, w: Words) -> CardRow:
    """The scorecard as a row."""
    metrics = {name: shown(figure, w) for name, figure in card.metrics.items()}
    return CardRow(
        url=scorecard_url(card.scorecard_id, card.period),
        who=w.of("agent", subject(card)) if card.scope is ScorecardScope.AGENT else subject(card),
        mean=headline(card, w),
        bar=interval_bar(card.mean, card.low, card.high, enough=card.enough),
        pass_rate=metrics.get("pass_rate"),
        fatal_rate=metrics.get("fatal_rate"),
        without_score=card.without_score,
    )


def _scope(asked: str) -> ScorecardScope:
    return next((scope for scope in ScorecardScope if scope.value == asked), ScorecardScope.AGENT)


def _tab(visit: Visit, name: str, value: str, label: str, chosen: str) -> Tab:
    return Tab(label=label, url=visit.here_with(**{name: value, "page": ""}), is_here=value == chosen)
