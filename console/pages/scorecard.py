"""One scorecard: its figures with n and interval, by line, channel, dimension and item, and what each metric means."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from console.charts import IntervalBar, interval_bar
from console.course_chart import CourseChart
from console.figures import ShownFigure, headline, shown
from console.frame import PageContext, frame_of
from console.links import lost_url, scorecard_url
from console.pages.scorecard_course import course_of
from console.pages.scorecards import subject
from console.recognition_trust import RecognitionTrust, trust_of_scores
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.evaluation import Line
from inspection.interaction import Channel
from inspection.intervals import Figure
from inspection.scorecards.cards import ALL_CHANNELS, OVERALL, ItemFigure, Scorecard, ScorecardScope
from records import recognition_fits
from records.database import reading
from records.recognition_fits import StoredFit
from records.scorecards import cards as scorecards
from records.scorecards import told_cards
from records.workspace import Workspace

_PATH = "/scorecards/"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFigure:
    """A figure, what it is of, and its bar (0-100); `url` leads to its own scorecard when it has one."""

    name: str
    figure: ShownFigure
    bar: IntervalBar | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item, where it was lost (`url`), the share met, how many were judged, how many wait for a person."""

    name: str
    url: str
    met: ShownFigure
    bar: IntervalBar
    applicable: int
    needs_human: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricLine:
    """One metric with its definition."""

    name: str
    figure: ShownFigure
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardPage(PageContext):
    """One scorecard. `lines` and `channels` are its sisters (same subject and period), itself included.

    `items` stand worst first, `not_judged` are names of those that never applied.
    `course` are the months (or days) up to its own, None while there is only one; `coach_url` where a task is made.
    `columns` are the machine's, the human's and the published mean, never mixed; `metrics` the rest. Of a card that
    `is_published` there is the published one only, and no item waits for a person. `trust` is None where nothing was
    spoken.
    """

    who: str
    scope: str
    period: str
    days: str
    channel: str
    line: str
    mean: NamedFigure
    without_score: int
    columns: tuple[MetricLine, ...]
    lines: tuple[NamedFigure, ...]
    channels: tuple[NamedFigure, ...]
    dimensions: tuple[NamedFigure, ...]
    items: tuple[ItemLine, ...]
    not_judged: tuple[str, ...]
    metrics: tuple[MetricLine, ...]
    course: CourseChart | None
    coach_url: str
    is_published: bool
    trust: RecognitionTrust | None


_SPOKEN = (ALL_CHANNELS, Channel.PHONE.value)
_DRILLED = (ScorecardScope.AGENT, ScorecardScope.TEAM)
_COLUMNS = ("machine_score", "human_score", "published_score")


def build(workspace: Workspace, visit: Visit) -> ScorecardPage | None:
    """The scorecard the address names; None for an unknown or a foreign id."""
    scorecard_id, sight = unquote(visit.path.removeprefix(_PATH)), visit.sight(Action.READ_SCORECARDS)
    with reading(workspace.engine) as connection:
        card = scorecards.find(connection, scorecard_id, sight=sight)
        if card is None or visit.asked("period") not in ("", card.period):
            return None
        fit = recognition_fits.latest(connection)
        drafts = visit.sight(Action.READ_DRAFTS)
        course = course_of(connection, card, sight=sight, drafts=drafts)
        cards = told_cards.as_told(
            connection, scorecards.of_subject(connection, card.period, card, sight=sight), drafts
        )
    told = next(one for one in cards if one.scorecard_id == scorecard_id)
    return _page(told, cards, course, visit, fit)


def _page(
    card: Scorecard, cards: Sequence[Scorecard], course: CourseChart | None, visit: Visit, fit: StoredFit | None
) -> ScorecardPage:
    w = visit.w
    same = sorted(cards, key=_whole_first)
    who = w.of("agent", subject(card))
    judged = [item for item in card.items if item.applicable or item.needs_human]
    metrics = [_metric(name, figure, w) for name, figure in card.metrics.items() if name not in _COLUMNS]
    return ScorecardPage(
        frame=frame_of(visit, f"{who} · {card.period}", "scorecards"),
        w=w,
        who=who,
        scope=w.of("scope", card.scope.value),
        period=card.period,
        days=f"{card.starts_on.isoformat()} – {card.ends_on.isoformat()}",
        channel=w.of("channel", card.channel),
        line=w.of("line", card.line),
        mean=_sister(card, w.of("line", card.line), w),
        without_score=card.without_score,
        columns=tuple(_metric(name, card.metrics[name], w) for name in _COLUMNS if name in card.metrics),
        lines=tuple(_sister(c, w.of("line", c.line), w) for c in same if c.channel == card.channel),
        channels=tuple(_sister(c, w.of("channel", c.channel), w) for c in same if c.line == card.line),
        dimensions=tuple(_named(w.of("dimension", d.dimension), d.score, w, full=100.0) for d in card.dimensions),
        items=tuple(_item(card, item, w) for item in sorted(judged, key=_worst_first)),
        not_judged=tuple(w.of("item", item.item) for item in card.items if item not in judged),
        metrics=tuple(metrics),
        course=course,
        coach_url=with_query("/coaching/new", {"agent": subject(card)}) if _is_coachable(card, visit) else "",
        is_published=card.is_published,
        trust=trust_of_scores(fit, w) if card.channel in _SPOKEN else None,
    )


def _is_coachable(card: Scorecard, visit: Visit) -> bool:
    return card.scope is ScorecardScope.AGENT and visit.may(Action.ARRANGE_COACHING)


def _whole_first(card: Scorecard) -> tuple[bool, str, bool, int]:
    lines = [line.value for line in Line]
    is_overall = card.line == OVERALL
    return card.channel != ALL_CHANNELS, card.channel, not is_overall, -1 if is_overall else lines.index(card.line)


def _sister(card: Scorecard, name: str, w: Words) -> NamedFigure:
    bar = interval_bar(card.mean, card.low, card.high, enough=card.enough)
    return NamedFigure(name=name, figure=headline(card, w), bar=bar, url=scorecard_url(card.scorecard_id, card.period))


def _named(name: str, figure: Figure, w: Words, *, full: float) -> NamedFigure:
    bar = interval_bar(figure.value, figure.low, figure.high, enough=figure.enough, full=full)
    return NamedFigure(name=name, figure=shown(figure, w), bar=bar)


def _worst_first(item: ItemFigure) -> tuple[float, str]:
    return (2.0 if item.met.value is None else item.met.value, item.item)


def _item(card: Scorecard, item: ItemFigure, w: Words) -> ItemLine:
    met = item.met
    return ItemLine(
        name=w.of("item", item.item),
        url=lost_url(card.scorecard_id, item.item) if card.scope in _DRILLED else "",
        met=shown(met, w),
        bar=interval_bar(met.value, met.low, met.high, enough=met.enough, full=1.0),
        applicable=item.applicable,
        needs_human=item.needs_human,
    )


def _metric(name: str, figure: Figure, w: Words) -> MetricLine:
    return MetricLine(name=w.of("metric", name), figure=shown(figure, w), definition=w.of("definition", name))
