"""Scorecards: worked by hand; columns and channels apart; the order of evaluations does not matter."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.evaluation import Dimension, Evaluation, ItemKind, ItemState, Line
from inspection.period import Period
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.cards import Scorecard, ScorecardScope, scorecards
from inspection.scorecards.figures import SCORE_METRICS
from inspection.service_facts import service_facts
from inspection.service_metrics import METRICS
from tests.inspection.result_cases import DAY, chat, evaluation, item, sla_policy

POLICY, SLA, TODAY = ScorecardPolicy(), sla_policy(), Period.day(DAY)
MET, UNMET = ItemState.MET, ItemState.UNMET


def _cards(*evaluations: Evaluation) -> dict[tuple[str, str, str], Scorecard]:
    """(owner, channel, line) -> card."""
    cards = scorecards(evaluations, (), TODAY, POLICY, SLA)
    return {(c.subject or "", c.channel, c.line): c for c in cards}


def test_an_agents_row_by_hand() -> None:
    card = _cards(
        evaluation(1, score=80.0), evaluation(2, score=100.0), evaluation(3, fatal=("rude",)), evaluation(4, score=None)
    )[("A1", "all", "overall")]
    assert (card.n, card.mean, card.machine, card.without_score, card.enough) == (3, 60.0, 60.0, 1, False)
    assert (card.human, card.published) == (None, None)
    assert card.low is not None and card.high is not None
    assert 0 < card.low < 60 < card.high < 100
    figures = {name: (card.metrics[name].value, card.metrics[name].n) for name in SCORE_METRICS}
    assert figures == {
        "machine_score": (60.0, 3),
        "human_score": (None, 0),
        "published_score": (None, 0),
        "pass_rate": (pytest.approx(1 / 3), 3),
        "fatal_rate": (0.25, 4),
        "fatal_rate_customer": (0.0, 4),
        "fatal_rate_business": (0.0, 4),
        "fatal_rate_compliance": (0.25, 4),
        "scored_share": (0.75, 4),
    }
    assert list(card.metrics) == [*SCORE_METRICS, *METRICS]


def test_there_is_a_row_for_each_owner_channel_and_line() -> None:
    cards = _cards(evaluation(1), evaluation(2, channel="phone"))
    owners, channels = ("A1", "T1", "V1", "Q1"), ("all", "chat", "phone")
    lines = ("overall", "customer", "business", "compliance", "non_critical")
    assert set(cards) == {(o, c, line) for o in owners for c in channels for line in lines}
    assert cards[("T1", "phone", "overall")].n == 1
    assert len({c.scorecard_id for c in cards.values()}) == len(cards)


def test_the_three_columns_are_never_mixed() -> None:
    card = _cards(evaluation(1, score=80.0, human_score=60.0), evaluation(2, score=90.0, published_score=70.0))[
        ("A1", "all", "overall")
    ]
    assert (card.machine, card.human, card.published) == (85.0, 60.0, 70.0)
    human = card.metrics["human_score"]
    assert (human.n, human.low, human.enough) == (1, None, False)  # reviewed by risk: no estimate


def test_a_published_zero_needs_a_confirmed_fatal_to_count_as_one() -> None:
    held = evaluation(1, fatal=("rude",), score=80.0)
    assert _cards(held)[("A1", "all", "overall")].published is None
    confirmed = replace(held, fatal_confirmed=True, published_score=0.0)
    assert _cards(confirmed)[("A1", "all", "overall")].published == 0.0


def test_lines_count_units_for_critical_and_opportunities_for_the_rest() -> None:
    spoiled = evaluation(
        1,
        items=(
            item("leaks_private_info", UNMET, line=Line.COMPLIANCE),
            item("risk_disclosure", MET, line=Line.COMPLIANCE),
            item("greeting", MET),
            item("closing", UNMET),
        ),
    )
    clean = evaluation(2, items=(item("risk_disclosure", MET, line=Line.COMPLIANCE), item("greeting", MET)))
    unheard = evaluation(3, items=(item("risk_disclosure", ItemState.NEEDS_HUMAN, line=Line.COMPLIANCE),))
    cards = _cards(spoiled, clean, unheard)
    compliance, rest = cards[("A1", "all", "compliance")], cards[("A1", "all", "non_critical")]
    assert (compliance.n, compliance.mean) == (2, 50.0)
    assert (rest.n, rest.mean) == (2, 75.0)
    assert cards[("A1", "all", "customer")].mean is None
    assert [i.item for i in compliance.items] == ["leaks_private_info", "risk_disclosure"]


def test_items_and_dimensions_leave_out_what_did_not_apply() -> None:
    card = _cards(
        evaluation(1, items=(item("greeting", MET), item("rude", UNMET, dimension=Dimension.ATTITUDE))),
        evaluation(2, items=(item("greeting", UNMET), item("rude", MET, dimension=Dimension.ATTITUDE, max_points=0))),
        evaluation(3, items=(item("greeting", ItemState.NOT_APPLICABLE), item("rude", ItemState.NEEDS_HUMAN))),
        evaluation(4, items=(item("answer_accuracy", ItemState.NEEDS_HUMAN, kind=ItemKind.HUMAN),)),
    )[("A1", "all", "overall")]
    items = {i.item: (i.applicable, i.needs_human, i.met.value) for i in card.items}
    assert items == {"greeting": (2, 0, 0.5), "rude": (2, 1, 0.5), "answer_accuracy": (0, 0, None)}
    dimensions = {d.dimension: (d.score.value, d.score.n) for d in card.dimensions}
    assert dimensions == {"communication": (50.0, 2), "attitude": (0.0, 1)}


def test_thirty_are_enough_and_twenty_nine_are_not() -> None:
    many = [evaluation(n) for n in range(30)]
    assert _cards(*many)[("A1", "all", "overall")].enough
    assert not _cards(*many[1:])[("A1", "all", "overall")].enough


def test_other_days_and_superseded_rows_do_not_count() -> None:
    old = evaluation(1, score=50.0)
    corrected = evaluation(2, score=90.0, supersedes="E00001")
    yesterday = evaluation(3, score=10.0, business_date=date(2026, 11, 19))
    card = _cards(old, corrected, yesterday)[("A1", "all", "overall")]
    assert (card.n, card.mean) == (1, 90.0)


def test_an_evaluation_without_an_agent_is_unassigned_but_counts_for_its_team() -> None:
    cards = _cards(evaluation(1, agent_id=None))
    assert cards[("unassigned", "all", "overall")].scope is ScorecardScope.AGENT
    assert cards[("T1", "all", "overall")].n == 1


def test_service_metrics_go_to_those_who_served() -> None:
    served = [service_facts(chat(("c", "问", 0), ("a", "答", 12), interaction_id="C1", csat=5), DAY)]
    cards = scorecards([evaluation(1)], served, TODAY, POLICY, SLA)
    shown = {(c.scope.value, c.channel): c.metrics["first_response_mean_s"].value for c in cards if c.line == "overall"}
    assert shown == {
        (scope, channel): 12.0 for scope in ("agent", "team", "vendor", "queue") for channel in ("all", "chat")
    }


_EVALUATIONS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", None]), st.one_of(st.none(), st.floats(0, 100)), st.sampled_from(["chat", "phone"])
    ),
    max_size=12,
).map(lambda rows: [evaluation(n, agent, score, channel=channel) for n, (agent, score, channel) in enumerate(rows)])


@given(_EVALUATIONS, st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_does_not_matter_and_counts_add_up(rows: list[Evaluation], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    cards = scorecards(rows, (), TODAY, POLICY, SLA)
    assert scorecards(shuffled, (), TODAY, POLICY, SLA) == cards
    overall = [c for c in cards if c.line == "overall" and c.scope is ScorecardScope.AGENT]
    scored = sum(e.machine_score is not None for e in rows)
    assert sum(c.n for c in overall if c.channel == "all") == scored
    assert sum(c.n for c in overall if c.channel != "all") == scored
    assert sum(c.n + c.without_score for c in overall if c.channel == "all") == len(rows)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_perfect_interaction_never_lowers_the_score(scores: list[float]) -> None:
    rows = [evaluation(n, score=s) for n, s in enumerate(scores)]
    key = ("A1", "all", "overall")
    before, after = _cards(*rows)[key], _cards(*rows, evaluation(999, score=100.0))[key]
    assert before.mean is not None and after.mean is not None
    assert after.mean >= before.mean - 1e-9
    assert (after.metrics["pass_rate"].value or 0) >= (before.metrics["pass_rate"].value or 0)
