"""Leaf sums: what is counted where, and parts that add up."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from inspection.scorecards.leaves import UNASSIGNED, Leaf, LeafCounter, key_of
from inspection.service_facts import service_facts
from tests.inspection.result_cases import DAY, chat, evaluation, sla_policy

ZONE = ZoneInfo("Asia/Shanghai")


def _counter() -> LeafCounter:
    return LeafCounter(85.0, sla_policy(), ZONE)


def test_the_hour_is_the_centres_and_the_topic_the_interactions() -> None:
    counter = _counter()
    one = evaluation(1, score=90.0)
    counter.serve(service_facts(chat(("c", "问", 0), interaction_id=one.interaction_id, disposition="退款"), DAY))
    counter.judge(one)
    leaf = counter.counted()[key_of(one)]
    hour = f"{one.started_at.astimezone(ZONE):%H}"
    assert leaf.mix == {(hour, "退款"): (1, 90.0)}


def test_what_has_no_score_is_in_no_mix_and_nobody_is_unassigned() -> None:
    counter = _counter()
    counter.judge(evaluation(1, None, None))
    ((key, leaf),) = counter.counted().items()
    assert (key.agent_id, leaf.mix, leaf.cell.scores.without_score) == (UNASSIGNED, {}, 1)


def test_service_of_an_interaction_nobody_evaluated_has_a_leaf_without_a_form() -> None:
    counter = _counter()
    counter.serve(service_facts(chat(("c", "问", 0), ("a", "答", 12)), DAY))
    ((key, leaf),) = counter.counted().items()
    assert (key.form, leaf.cell.service.interactions, leaf.cell.scores.evaluations) == ("", 1, 0)


def test_two_halves_add_up_to_the_whole() -> None:
    many = [evaluation(n, score=float(50 + n)) for n in range(10)]
    parts, whole = _counter(), _counter()
    sum_of_parts = Leaf()
    for half in (many[:5], many[5:]):
        counter = _counter()
        for one in half:
            counter.judge(one)
        for leaf in counter.counted().values():
            sum_of_parts.add(leaf)
    for one in many:
        whole.judge(one)
    ((_, expected),) = whole.counted().items()
    assert parts.counted() == {}
    assert sum_of_parts == expected


def test_the_last_evaluation_says_when() -> None:
    leaf = Leaf(latest_at=datetime(2026, 9, 1, tzinfo=UTC))
    leaf.add(Leaf(latest_at=datetime(2026, 8, 1, tzinfo=UTC)))
    assert leaf.latest_at == datetime(2026, 9, 1, tzinfo=UTC)
