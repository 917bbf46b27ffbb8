"""The dashboard: what was unusual, volume and scores by channel, service level, feeling, topics, agents and items."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from console.charts import IntervalBar, interval_bar
from console.charts_days import DayChart, Series, day_lines, stacked_days
from console.figures import ShownFigure, percent, shown
from console.frame import PageContext, frame_of
from console.pages.dashboards.chosen import Choice, Stretch, agents, channels, filter_of, stretch_of, stretches
from console.pages.dashboards.heat_map import HeatMap, heat_map
from console.pages.dashboards.unusual_lines import UnusualLine, unusual_lines
from console.table_file import file_urls
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.day_figures import MINIMUM_N, DayFigures, together
from inspection.interaction import Channel
from inspection.intervals import rate_figure
from inspection.sentiment_course import Change
from inspection.sla import SlaPolicy, sla_policy_of
from inspection.usual import weekdays_before
from records import day_figures
from records.database import reading
from records.workspace import Workspace

TOPICS_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """One channel over the stretch; `goal` is the share of first answers it should have in time."""

    kind: str
    name: str
    contacts: int
    mean: ShownFigure
    mean_bar: IntervalBar
    fatal: ShownFigure
    sla: ShownFigure
    sla_bar: IntervalBar
    goal: str
    misses_goal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePart:
    """How many customers' feeling went so: their share of those it could be told of, and where the bar piece lies."""

    kind: str
    name: str
    count: int
    share: str
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic: contacts, how many of them were complaints, and their share."""

    name: str
    contacts: int
    complaints: int
    share: ShownFigure
    bar: IntervalBar


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(PageContext):
    """One stretch of days. `day` is empty before the first night; then nothing else is filled.

    `compared` is the day held against the same weekday of the weeks before, of which `unusual` tells.
    """

    day: str
    label: str
    periods: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    queues: tuple[Choice, ...]
    channel_choices: tuple[Choice, ...]
    unusual: tuple[UnusualLine, ...]
    compared: str
    contacts: int
    mean: ShownFigure
    fatal: ShownFigure
    channels: tuple[ChannelRow, ...]
    volume: DayChart
    scores: DayChart
    courses: tuple[CoursePart, ...]
    courses_n: int
    topics: tuple[TopicRow, ...]
    heat: HeatMap
    heat_period: str
    files: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def build(workspace: Workspace, visit: Visit) -> Board:
    """Query: `period` (2026-09, 2026-09-01, 7d; default: the newest month), `team`, `queue`, `channel`."""
    sight, wanted, w = visit.sight(Action.READ_DASHBOARDS), filter_of(visit), visit.w
    with reading(workspace.engine) as connection:
        newest = day_figures.newest_day(connection, sight=sight)
        if newest is None:
            return _empty(visit)
        known = stretches(newest, day_figures.oldest_day(connection) or newest, w)
        chosen = stretch_of(visit, known)
        found = day_figures.between(connection, chosen.first, chosen.last, wanted, sight=sight)
        about = day_figures.subjects_between(connection, chosen.first, chosen.last, wanted, sight=sight)
        earlier = weekdays_before(chosen.last)
        before = day_figures.of_days(connection, earlier, wanted, sight=sight)
        teams = day_figures.teams(connection, chosen.first, chosen.last, sight=sight)
        queues = day_figures.queues(connection, chosen.first, chosen.last, sight=sight)
        shown_agents = agents(connection, chosen, wanted, sight=visit.sight(Action.READ_SCORECARDS))
    by_channel, whole = _by_channel(found), together(one for _, _, one in found)
    last_day = _by_channel(row for row in found if row[0] == chosen.last)
    weeks = [_by_channel(row for row in before if row[0] == day) for day in earlier]
    daily, names = {(channel, day): one for day, channel, one in found}, _in_order(by_channel)
    query = {"period": chosen.value, "team": wanted.team, "channel": wanted.channel, "queue": wanted.queue}
    return Board(
        frame=frame_of(visit, w["nav_dashboards"], "dashboards"),
        w=w,
        day=newest.isoformat(),
        label=f"{chosen.first} – {chosen.last}",
        periods=tuple(Choice(one.value, one.label, one.value == chosen.value) for one in known),
        teams=tuple(Choice(name, name, name == wanted.team) for name in teams),
        queues=tuple(Choice(name, name, name == wanted.queue) for name in _with(queues, wanted.queue)),
        channel_choices=channels(visit),
        unusual=unusual_lines(chosen.last, last_day, weeks, w),
        compared=chosen.last.isoformat(),
        contacts=whole.contacts,
        mean=shown(whole.mean, w),
        fatal=shown(whole.fatal_share, w),
        channels=tuple(_channel(name, by_channel[name], w) for name in names),
        volume=_volume(daily, chosen, names, w),
        scores=_scores(daily, chosen, names, w),
        courses=_courses(about, w),
        courses_n=about.courses.total(),
        topics=_topics(about, w),
        heat=heat_map(shown_agents, chosen.cards, w),
        heat_period=f"{wanted.queue} {chosen.first} – {chosen.last}" if wanted.queue else chosen.cards,
        files=tuple((w[name], file_urls("/dashboards/file", query | {"table": t})) for t, name in TABLES.items()),
    )


TABLES = {"days": "board_days", "topics": "board_topics", "items": "board_items"}


def _empty(visit: Visit) -> Board:
    nothing, w = DayFigures(), visit.w
    chart = stacked_days([], [])
    return Board(
        frame=frame_of(visit, w["nav_dashboards"], "dashboards"), w=w, day="", label="", periods=(), teams=(),
        queues=(), channel_choices=(), unusual=(), compared="", contacts=0, mean=shown(nothing.mean, w), topics=(),
        fatal=shown(nothing.fatal_share, w), channels=(), volume=chart, scores=chart, courses=(), courses_n=0,
        heat=HeatMap(items=(), rows=()), heat_period="", files=(),
    )  # fmt: skip


def _with(names: Sequence[str], asked: str) -> list[str]:
    """The names, and the one asked for where these days have none of it: a filter never vanishes from its list."""
    return [*names, asked] if asked and asked not in names else list(names)


def _by_channel(found: Iterable[tuple[date, str, DayFigures]]) -> dict[str, DayFigures]:
    sums: dict[str, DayFigures] = defaultdict(DayFigures)
    for _, channel, one in found:
        sums[channel].add(one)
    return dict(sums)


def _in_order(by_channel: Mapping[str, DayFigures]) -> list[str]:
    return [channel.value for channel in Channel if channel.value in by_channel]


@cache
def _targets() -> SlaPolicy:
    return sla_policy_of((resources.files("scoring_rules") / "sla.yaml").read_text(encoding="utf-8"))


def _channel(name: str, one: DayFigures, w: Words) -> ChannelRow:
    mean, sla, target = one.mean, one.sla, _targets().targets.get(Channel(name))
    goal = target.goal_share if target else None
    return ChannelRow(
        kind=name,
        name=w.of("channel", name),
        contacts=one.contacts,
        mean=shown(mean, w),
        mean_bar=interval_bar(mean.value, mean.low, mean.high, enough=mean.enough),
        fatal=shown(one.fatal_share, w),
        sla=shown(sla, w),
        sla_bar=interval_bar(sla.value, sla.low, sla.high, enough=sla.enough, full=1.0),
        goal=percent(goal) if goal is not None else "–",
        misses_goal=bool(goal is not None and sla.enough and sla.high is not None and sla.high < goal),
    )


def _volume(sums: Mapping[tuple[str, date], DayFigures], chosen: Stretch, names: Sequence[str], w: Words) -> DayChart:
    nothing = DayFigures()
    counts = [[sums.get((name, day), nothing).contacts for day in chosen.days] for name in names]
    layers = [Series(name, w.of("channel", name), row) for name, row in zip(names, counts, strict=True)]
    return stacked_days(chosen.days, layers)


def _scores(sums: Mapping[tuple[str, date], DayFigures], chosen: Stretch, names: Sequence[str], w: Words) -> DayChart:
    nothing = DayFigures()
    scores = [[sums.get((name, day), nothing).scores for day in chosen.days] for name in names]
    means = [[one.mean if one.n else None for one in row] for row in scores]
    lines = [Series(name, w.of("channel", name), row) for name, row in zip(names, means, strict=True)]
    return day_lines(chosen.days, lines, [[one.n for one in row] for row in scores], MINIMUM_N)


def _courses(whole: DayFigures, w: Words) -> tuple[CoursePart, ...]:
    total, x, parts = whole.courses.total(), 0.0, []
    for change in Change:
        count = whole.courses[change.value]
        if count:
            width = round(600 * count / total, 1)
            parts.append(CoursePart(kind=change.value, name=w.of("course_change", change.value), count=count,
                                    share=percent(count / total), x=round(x, 1), width=width))  # fmt: skip
            x += width
    return tuple(parts)


def _topics(whole: DayFigures, w: Words) -> tuple[TopicRow, ...]:
    ordered = sorted(whole.topics, key=lambda t: (-whole.complaints[t], -whole.topics[t], t))
    return tuple(_topic(topic, whole.topics[topic], whole.complaints[topic], w) for topic in ordered[:TOPICS_SHOWN])


def _topic(topic: str, contacts: int, complaints: int, w: Words) -> TopicRow:
    share = rate_figure(complaints, contacts, MINIMUM_N)
    return TopicRow(
        name=topic or w["board_no_topic"],
        contacts=contacts,
        complaints=complaints,
        share=shown(share, w),
        bar=interval_bar(share.value, share.low, share.high, enough=share.enough, full=1.0),
    )
