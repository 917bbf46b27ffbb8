"""What a dashboard is about: a stretch of days, a team, a channel, as the address says."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from console.visit import Visit
from console.words import Words
from inspection.access.sight import Sight
from inspection.interaction import Channel
from inspection.period import Period
from records.database import Connection
from records.day_figures import FiguresFilter
from records.scorecards import item_map
from records.scorecards.item_map import AgentItems, QueueDays

MONTHS_BACK = 6
THIRTY, WEEK = "30d", "7d"
_FIRST_WEEK = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days, both included; `cards` is the period whose stored scorecards belong to them."""

    value: str
    label: str
    first: date
    last: date
    cards: str

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


def stretches(newest: date, oldest: date, w: Words) -> tuple[Stretch, ...]:
    """The last 30 days (what a page opens with), the last seven, the last day, and the months there are, six at most.

    Scorecards are stored by month: in its first week the last 30 days are shown with those of the month before.
    """
    months: list[Stretch] = []
    month = Period.month(newest)
    while month.end >= oldest and len(months) < MONTHS_BACK:
        months.append(Stretch(month.label, month.label, month.start, min(month.end, newest), month.label))
        month = Period.month(month.start - timedelta(days=1))
    week = Stretch(WEEK, w["board_week"], newest - timedelta(days=6), newest, months[0].cards)
    cards = months[1].cards if newest.day < _FIRST_WEEK and len(months) > 1 else months[0].cards
    thirty = Stretch(THIRTY, w["board_thirty"], newest - timedelta(days=29), newest, cards)
    day = Period.day(newest)
    return (thirty, week, Stretch(day.label, day.label, newest, newest, day.label), *months)


def stretch_of(visit: Visit, known: tuple[Stretch, ...]) -> Stretch:
    """The one asked for; any other day (YYYY-MM-DD) within what is known does as well."""
    asked = visit.asked("period")
    found = next((one for one in known if one.value == asked), None)
    if found is None and re.fullmatch(r"\d{4}-\d\d-\d\d", asked):
        day = visit.day("period")
        if day is not None:
            return Stretch(asked, asked, day, day, Period.day(day).label)
    return found or known[0]


def filter_of(visit: Visit) -> FiguresFilter:
    """The team, channel and queue asked for."""
    return FiguresFilter(
        team=visit.asked("team")[:200], channel=visit.asked("channel")[:20], queue=visit.asked("queue")[:200]
    )


def agents(
    connection: Connection, stretch: Stretch, wanted: FiguresFilter, *, sight: Sight, limit: int = 40
) -> list[AgentItems]:
    """The agents of the heat map: of the stored period, or of one queue of these very days."""
    if not wanted.queue:
        return item_map.agents_of(
            connection, stretch.cards, sight=sight, team=wanted.team, channel=wanted.channel, limit=limit
        )
    days = QueueDays(queue=wanted.queue, first=stretch.first, last=stretch.last, period=stretch.cards)
    return item_map.agents_of_queue(
        connection, days, sight=sight, team=wanted.team, channel=wanted.channel, limit=limit
    )


def channels(visit: Visit) -> tuple[Choice, ...]:
    """Every channel."""
    asked = visit.asked("channel")
    return tuple(Choice(c.value, visit.w.of("channel", c.value), c.value == asked) for c in Channel)
