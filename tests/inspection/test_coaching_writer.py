"""Writing a task: expected effect, due date, and ids that depend on owner, item, kind and period alone."""

from dataclasses import replace

from inspection.coaching_task import CoachingKind, CoachingStatus
from inspection.coaching_writer import TaskWriter, count_of
from inspection.evaluation import ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from inspection.weaknesses import Count, Weakness
from tests.inspection.result_cases import DAY, evaluation, item

WRITER = TaskWriter(Period.day(DAY), CoachingPolicy(), {}, "zh")
JUDGED = [
    (evaluation(1), item("closing", ItemState.UNMET, max_points=4.0)),
    (evaluation(2), item("closing", ItemState.UNMET, max_points=6.0)),
    (evaluation(3), item("closing", ItemState.MET)),
]
WEAK = Weakness(agent_id="A1", item="closing", own=Count(2, 3), colleagues=Count(1, 6), p_value=0.01)


def test_unmet_and_judged_are_counted() -> None:
    assert count_of([(e, i) for e, i in JUDGED]) == Count(2, 3)


def test_the_expected_effect_is_points_times_excess_times_volume() -> None:
    assert WRITER.individual("g", WEAK, JUDGED).expected_points == 7.5  # 5 points x (2/3 - 1/6) x 3 interactions


def test_an_id_depends_on_owner_item_kind_and_period_alone() -> None:
    task = WRITER.individual("g", WEAK, JUDGED)
    assert task.task_id == WRITER.individual("other group", WEAK, JUDGED[:2]).task_id
    later = TaskWriter(Period.week(DAY), CoachingPolicy(), {}, "zh")
    assert later.individual("g", WEAK, JUDGED).task_id != task.task_id
    assert WRITER.fatal("A1", "g", "closing", [evaluation(1)]).task_id != task.task_id


def test_a_fatal_without_an_item_result_still_makes_its_task() -> None:
    bare = replace(evaluation(1, fatal=("rude",)), items=())
    task = WRITER.fatal("A1", "g", "rude", [bare])
    assert (task.kind, task.status, task.evidence) == (CoachingKind.FATAL, CoachingStatus.WAITING_FOR_REVIEW, ())
