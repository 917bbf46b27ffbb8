"""Counts and fatals of evaluations: nothing without an agent, nothing that was not judged."""

from inspection.coaching.counted import count_of, count_rows, fatal_rows
from inspection.coaching.weaknesses import Count
from inspection.evaluation import ItemState
from inspection.results_policy import CoachingPolicy
from tests.inspection.result_cases import evaluation, item

POLICY = CoachingPolicy()
UNMET, MET = item("closing", ItemState.UNMET), item("closing", ItemState.MET)


def test_counts_are_per_agent_group_queue_and_item() -> None:
    given = [
        evaluation(1, items=(UNMET, item("greeting", ItemState.NOT_APPLICABLE))),
        evaluation(2, items=(MET,)),
        evaluation(3, items=(UNMET,), queue="Q2"),
        evaluation(4, agent_id=None, items=(UNMET,)),
    ]
    rows = [(r.agent_id, r.group, r.stratum, r.item, r.count, r.lost_points) for r in count_rows(given, POLICY)]
    assert rows == [
        ("A1", "ecommerce", "Q1/chat", "closing", Count(1, 2), 10.0),
        ("A1", "ecommerce", "Q2/chat", "closing", Count(1, 1), 10.0),
    ]
    assert count_of([(given[0], UNMET), (given[1], MET)]) == Count(1, 2)


def test_fatals_are_counted_per_agent_and_item_with_those_confirmed() -> None:
    (row,) = fatal_rows([evaluation(1, fatal=("rude",), fatal_confirmed=True), evaluation(2, fatal=("rude",))], POLICY)
    assert (row.agent_id, row.item, row.interactions, row.confirmed, row.lost_points) == ("A1", "rude", 2, 1, 180.0)
    assert fatal_rows([evaluation(3, agent_id=None, fatal=("rude",))], POLICY) == []
