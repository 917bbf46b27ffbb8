"""Leaf sums: what the night keeps adds up to what was judged, and follows what people decide afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.evaluation import Evaluation, Line
from inspection.period import Period
from inspection.results_policy import CostPolicy, ScorecardPolicy
from inspection.scorecards.cards import Scorecard, cards_of, scorecards
from inspection.service_facts import service_facts
from records.database import reading, writing
from records.evaluations import Change, change
from records.scorecards import sums as scorecard_sums
from records.scorecards.tables import scorecard_days
from records.scorecards.tables import scorecard_sums as table
from records.shard import Judged, save_shard
from tests.inspection.result_cases import sla_policy
from tests.records.judged_samples import NIGHT, NOON, evaluation, judged

POLICY, SLA = ScorecardPolicy(), sla_policy()
LATER = NIGHT + timedelta(days=1)


def a_call(
    number: int,
    score: float | None = 80.0,
    *,
    agent: str = "a7",
    day: date = NIGHT,
    at: datetime = NOON,
    customer: str | None = None,
    topic: str = "退款",
) -> Judged:
    """A call with a score (None: a suspected fatal), at its moment, on its business day."""
    name = f"call-{number}"
    one = judged(name)
    fatal = score is None
    made = replace(
        evaluation(f"e-{number}", name), agent_id=agent, business_date=day, started_at=at, raw_score=score or 50.0,
        machine_score=score or 0.0, fatal_suspected=fatal, fatal_items=evaluation().fatal_items if fatal else (),
    )  # fmt: skip
    turns = tuple(replace(t, agent_id=agent if t.agent_id else None) for t in one.facts.interaction.turns)
    interaction = replace(
        one.facts.interaction, agent_id=agent, started_at=at, customer_id=customer, disposition=topic, turns=turns,
        ticket_id=None, order_id=None,
    )  # fmt: skip
    return replace(
        one, facts=replace(one.facts, interaction=interaction), evaluations=(made,), business_date=day, flags=()
    )


CALLS = [
    a_call(1, 80.0, customer="k1"),
    a_call(2, 90.0, customer="k1", at=NOON + timedelta(days=3), day=NIGHT + timedelta(days=3)),
    a_call(3, None, agent="a8", customer="k2"),
    a_call(4, 60.0, agent="a8", at=NOON + timedelta(hours=5), topic="物流"),
]
DAYS = [NIGHT, NIGHT + timedelta(days=3)]
MONTH = Period.month(NIGHT)


def _kept(engine: Engine, calls: Sequence[Judged] = tuple(CALLS)) -> None:
    with writing(engine) as connection:
        save_shard(connection, calls)
        scorecard_sums.keep_days(connection, {one.business_date for one in calls}, POLICY, SLA)


def _cards(connection: Connection, policy: ScorecardPolicy = POLICY) -> dict[tuple[str, str, str], Scorecard]:
    leaves = scorecard_sums.leaves_between(connection, MONTH.start, MONTH.end)
    return {(c.subject or "", c.channel, c.line): c for c in cards_of(leaves, MONTH, policy)}


def test_the_sums_say_what_counting_everything_says(engine: Engine) -> None:
    _kept(engine)
    with reading(engine) as connection:
        from_sums = _cards(connection)
    services = [service_facts(one.facts.interaction, one.business_date) for one in CALLS]
    directly = scorecards([e for one in CALLS for e in one.evaluations], services, MONTH, POLICY, SLA)
    assert set(from_sums) == {(c.subject, c.channel, c.line) for c in directly}
    for card in directly:
        kept = from_sums[(card.subject or "", card.channel, card.line)]
        metrics = {name: f for name, f in kept.metrics.items() if name != "fcr_rate"}
        assert replace(kept, metrics=metrics) == replace(
            card, metrics={name: f for name, f in card.metrics.items() if name != "fcr_rate"}
        )


def test_every_scope_has_its_row(engine: Engine) -> None:
    _kept(engine)
    with reading(engine) as connection:
        subjects = {(c.scope.value, c.subject) for c in _cards(connection).values()}
    assert subjects == {
        ("agent", "a7"), ("agent", "a8"), ("team", "一组"), ("site", "成都"), ("vendor", "示例外包"), ("queue", "售后"),
    }  # fmt: skip


def test_counting_twice_changes_nothing(engine: Engine) -> None:
    _kept(engine)
    with reading(engine) as connection:
        before = scorecard_sums.leaves_between(connection, MONTH.start, MONTH.end)
    _kept(engine)
    with reading(engine) as connection:
        assert scorecard_sums.leaves_between(connection, MONTH.start, MONTH.end) == before


def test_hours_and_topics_are_kept_by_the_centres_clock(engine: Engine) -> None:
    _kept(engine)
    with reading(engine) as connection:
        leaves = scorecard_sums.leaves_between(connection, NIGHT, NIGHT)
    mixes = {key.agent_id: leaf.mix for key, leaf in leaves.items() if leaf.mix}
    assert mixes == {"a7": {("12", "退款"): (1, 80.0)}, "a8": {("12", "退款"): (1, 0.0), ("17", "物流"): (1, 60.0)}}


def test_what_people_decide_afterwards_is_in_the_next_report(engine: Engine) -> None:
    _kept(engine)
    wanted = Change(human_score=0.0, published_score=0.0, fatal_confirmed=True)
    with writing(engine) as connection:
        change(connection, "e-3", wanted, who="Wang", at=NOON, reason="复核")
        change(connection, "e-4", Change(published_score=88.0), who="Wang", at=NOON, reason="复核")
    with writing(engine) as connection:
        assert scorecard_sums.keep_current(connection, POLICY, SLA) == ()
    with reading(engine) as connection:
        card = _cards(connection)[("a8", "all", "overall")]
        leaves = scorecard_sums.leaves_between(connection, NIGHT, NIGHT)
    assert (card.machine, card.human, card.published) == (30.0, 0.0, 44.0)
    tally = next(leaf.cell.scores for key, leaf in leaves.items() if key.agent_id == "a8" and key.form)
    assert (tally.confirmed, dict(tally.confirmed_by_kind), tally.published_passed) == (1, {Line.CUSTOMER: 1}, 1)
    assert (tally.published.zeroed, tally.published.clean.n) == (1, 1)


def test_a_report_without_new_decisions_writes_nothing(engine: Engine) -> None:
    _kept(engine)
    with writing(engine) as connection:
        scorecard_sums.keep_current(connection, POLICY, SLA)
        connection.execute(sa.update(table).values(published_total=-1.0))
        scorecard_sums.keep_current(connection, POLICY, SLA)
        assert set(connection.execute(sa.select(table.c.published_total)).scalars()) == {-1.0}


def test_days_of_an_older_version_are_counted_once(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, CALLS)
        assert scorecard_sums.keep_current(connection, POLICY, SLA) == tuple(DAYS)
        assert scorecard_sums.keep_current(connection, POLICY, SLA) == ()
        assert len(connection.execute(sa.select(scorecard_days)).all()) == 2


def test_customers_who_come_back_within_a_week_were_not_helped_at_first(engine: Engine) -> None:
    last = a_call(9, 70.0, agent="a9", customer="k9", at=NOON + timedelta(days=8), day=NIGHT + timedelta(days=8))
    _kept(engine, [*CALLS, last])
    with reading(engine) as connection:
        cards = _cards(connection)
    rates = {who: cards[(who, "all", "overall")].metrics["fcr_rate"] for who in ("a7", "a8", "a9")}
    # k1 called again (a7, repeated; the second call is pending), k2 did not, k9 may still
    assert {who: (f.value, f.n) for who, f in rates.items()} == {"a7": (0.0, 1), "a8": (1.0, 1), "a9": (None, 0)}


def test_a_later_night_settles_what_was_pending(engine: Engine) -> None:
    _kept(engine, [a_call(1, customer="k1")])
    _kept(engine, [a_call(2, customer="k5", agent="a8", at=NOON + timedelta(days=7), day=NIGHT + timedelta(days=7))])
    with reading(engine) as connection:
        assert _cards(connection)[("a7", "all", "overall")].metrics["fcr_rate"].value == 1.0


@pytest.mark.parametrize(
    ("costs", "value"),
    [
        (CostPolicy(), None),
        (CostPolicy(per_hour=60.0), 1.0),  # a minute of handling
        (CostPolicy(per_hour=60.0, per_contact={"示例外包": 4.2}), 4.2),
    ],
)
def test_costs_come_from_the_vendors_price_or_the_time_spent(
    engine: Engine, costs: CostPolicy, value: float | None
) -> None:
    _kept(engine, [a_call(1)])
    with reading(engine) as connection:
        cards = _cards(connection, POLICY.model_copy(update={"costs": costs}))
    figure = cards[("a7", "all", "overall")].metrics["cost_per_contact"]
    assert figure.value == (None if value is None else pytest.approx(value))


def test_an_evaluation_of_nobody_counts_for_its_team(engine: Engine) -> None:
    one = a_call(1)
    nobody: Evaluation = replace(one.evaluations[0], agent_id=None)
    _kept(engine, [replace(one, evaluations=(nobody,))])
    with reading(engine) as connection:
        cards = _cards(connection)
    assert cards[("unassigned", "all", "overall")].n == cards[("一组", "all", "overall")].n == 1
