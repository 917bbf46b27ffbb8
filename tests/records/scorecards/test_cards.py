"""Scorecards are renewed a period at a time; frozen months are not."""

from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from inspection.intervals import Figure
from inspection.scorecards.cards import DimensionFigure, ItemFigure, Scorecard, ScorecardScope
from records import frozen_months
from records.database import reading, writing
from records.scorecards import cards as scorecards
from tests.records.judged_samples import NOON

FIGURE = Figure(value=0.5, n=40, low=0.35, high=0.65, enough=True, unit="share")
CARD = Scorecard(
    scope=ScorecardScope.AGENT,
    agent_id="a7",
    team="一组",
    vendor=None,
    period="2026-09",
    starts_on=date(2026, 9, 1),
    ends_on=date(2026, 9, 30),
    channel="all",
    line="overall",
    n=40,
    mean=88.0,
    low=85.0,
    high=91.0,
    enough=True,
    machine=88.0,
    human=None,
    published=None,
    without_score=2,
    items=(ItemFigure(item="greeting", applicable=40, needs_human=1, met=FIGURE),),
    dimensions=(DimensionFigure(dimension="attitude", score=FIGURE),),
    metrics={"csat": FIGURE},
)
PHONE = replace(CARD, channel="phone", mean=None, low=None, high=None, enough=False)


def renew(engine: Engine, period: str, *cards: Scorecard) -> bool:
    with writing(engine) as connection:
        return scorecards.replace_period(connection, period, cards)


def of_period(engine: Engine, period: str) -> list[Scorecard]:
    with reading(engine) as connection:
        return list(scorecards.of_period(connection, period))


def test_a_scorecard_comes_back_as_it_was(engine: Engine) -> None:
    renew(engine, "2026-09", CARD, PHONE)
    assert of_period(engine, "2026-09") == [CARD, PHONE]


def test_a_card_no_longer_earned_is_gone_and_other_periods_stay(engine: Engine) -> None:
    day = replace(CARD, period="2026-09-01", ends_on=date(2026, 9, 1))
    renew(engine, "2026-09", CARD, PHONE)
    renew(engine, "2026-09-01", day)
    assert renew(engine, "2026-09", PHONE)
    assert of_period(engine, "2026-09") == [PHONE]
    assert of_period(engine, "2026-09-01") == [day]


def test_the_cards_of_a_frozen_month_do_not_move(engine: Engine) -> None:
    renew(engine, "2026-09", CARD)
    with writing(engine) as connection:
        frozen_months.freeze(connection, "2026-09", who="主管", at=NOON, reason="结算")
    assert not renew(engine, "2026-09", replace(CARD, mean=1.0))
    assert not renew(engine, "2026-09")
    assert of_period(engine, "2026-09") == [CARD]
    october = replace(CARD, period="2026-10", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))
    assert renew(engine, "2026-10", october)
