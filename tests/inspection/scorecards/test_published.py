"""A scorecard of what was published: its figures rest on published scores and the items that counted, nothing else."""

from datetime import date, timedelta

from inspection.evaluation import Dimension, ItemKind, ItemState, Line
from inspection.intervals import Figure
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.cards import ALL_CHANNELS, OVERALL, ScorecardScope
from inspection.scorecards.published import (
    PUBLISHED_METRICS,
    CountedItem,
    PublishedUnit,
    published_card,
    published_cards,
)

DAY = date(2026, 9, 1)
DAYS = (DAY, DAY + timedelta(days=29))
WAIT = Figure(value=12.0, n=3, low=None, high=None, enough=False, unit="s")


def counted(item: str, state: ItemState = ItemState.MET, line: Line = Line.NON_CRITICAL) -> CountedItem:
    return CountedItem(
        id=item, kind=ItemKind.DUTY, line=line, dimension=Dimension.ATTITUDE, state=state,
        points=10.0 if state is ItemState.MET else 0.0, max_points=10.0,
    )  # fmt: skip


def unit(score: float | None, *items: CountedItem, channel: str = "phone", fatal: bool = False,
         day: date = DAY) -> PublishedUnit:  # fmt: skip
    return PublishedUnit(day=day, channel=channel, score=score, fatal_confirmed=fatal, items=items)


def test_means_and_rates_are_of_published_scores() -> None:
    units = [unit(100.0), unit(80.0), unit(0.0, fatal=True), unit(None)]
    whole = published_cards(ScorecardScope.AGENT, "a7", DAYS, units, {"response_mean_s": WAIT}, ScorecardPolicy())[0]
    assert (whole.n, whole.mean, whole.published, whole.machine, whole.human) == (3, 60.0, 60.0, None, None)
    assert list(whole.metrics) == [*PUBLISHED_METRICS, "response_mean_s"]
    assert (whole.metrics["published_pass_rate"].value, whole.metrics["confirmed_fatal_rate"].value) == (1 / 3, 0.25)
    assert whole.is_published
    assert whole.without_score == 0


def test_items_that_did_not_count_are_not_there() -> None:
    units = [
        unit(60.0, counted("greeting"), counted("closing", ItemState.UNMET)),
        unit(100.0, counted("greeting"), counted("verify", ItemState.NOT_APPLICABLE)),
    ]
    whole = published_cards(ScorecardScope.AGENT, "a7", DAYS, units, {}, ScorecardPolicy())[0]
    assert [(i.item, i.applicable, i.needs_human, i.met.value) for i in whole.items] == [
        ("closing", 1, 0, 0.0), ("greeting", 2, 0, 1.0),
    ]  # fmt: skip
    assert [(d.dimension, d.score.value) for d in whole.dimensions] == [("attitude", 75.0)]


def test_lines_channels_and_days_are_kept_apart() -> None:
    wrong = counted("verify", ItemState.UNMET, Line.CUSTOMER)
    right = counted("verify", line=Line.CUSTOMER)
    units = [unit(50.0, wrong), unit(100.0, right, channel="chat"), unit(0.0, day=DAY - timedelta(days=1))]
    cards = published_cards(ScorecardScope.AGENT, "a7", DAYS, units, {}, ScorecardPolicy())
    found = {(card.channel, card.line): (card.n, card.mean) for card in cards}
    assert found[ALL_CHANNELS, OVERALL] == (2, 75.0)
    assert found["phone", OVERALL] == (1, 50.0)
    assert found[ALL_CHANNELS, "customer"] == (2, 50.0)
    assert found[ALL_CHANNELS, "business"] == (0, None)


def test_nothing_published_is_no_figure_and_not_zero() -> None:
    (whole, *_) = published_cards(ScorecardScope.AGENT, "a7", DAYS, [], {}, ScorecardPolicy())
    assert (whole.n, whole.mean, whole.enough, whole.items) == (0, None, False, ())
    again = published_card(whole, [], ScorecardPolicy())
    assert again == whole
