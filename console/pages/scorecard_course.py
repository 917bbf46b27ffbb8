"""The course of a scorecard's mean (成绩走势): the months, or the days, up to its own, with changes beyond chance."""

from dataclasses import replace
from datetime import timedelta

from console.course_chart import CourseChart, course_chart
from console.pages.scorecards import months_before
from inspection.access.sight import Sight
from inspection.period import Period
from inspection.scorecards.cards import OVERALL, Scorecard
from inspection.scorecards.change_marks import Step
from records.database import Connection
from records.scorecards import cards as scorecards
from records.scorecards import told_cards

_MONTHS, _DAYS = 6, 14


def course_of(connection: Connection, card: Scorecard, *, sight: Sight, drafts: Sight) -> CourseChart | None:
    """Six months for a month's card, fourteen days for a day's; None while there is only one figure to show.

    Who reads no `drafts` of it is shown the course of what was published.
    """
    labels = _labels(card)
    ids = {replace(card, period=label).scorecard_id: label for label in labels}
    stored = scorecards.by_ids(connection, list(ids), sight=sight)
    told = told_cards.as_told(connection, stored, drafts, with_items=card.line != OVERALL)
    found = {ids[one.scorecard_id]: one for one in told}
    steps = [_step(found.get(label)) for label in labels]
    if sum(step.value is not None for step in steps) < 2:
        return None
    short = [label[5:] if len(label) > len("2026-09") else label for label in labels]
    return course_chart(short, steps)


def _labels(card: Scorecard) -> list[str]:
    if card.starts_on == card.ends_on:
        days = (card.ends_on - timedelta(days=back) for back in range(_DAYS))
        return [Period.day(day).label for day in days][::-1]
    month = Period.month(card.starts_on)
    return [month.label, *months_before(month, _MONTHS - 1)][::-1]


def _step(card: Scorecard | None) -> Step:
    if card is None:
        return Step(value=None, low=None, high=None)
    return Step(
        value=card.mean,
        low=card.low if card.enough else None,
        high=card.high if card.enough else None,
    )
