"""Writing a task: expected effect, due date, and ids that depend on owner, item, kind and period alone."""

from inspection.coaching.clips import JudgedShelf
from inspection.coaching.counted import FatalRow
from inspection.coaching.task import CoachingKind, CoachingStatus
from inspection.coaching.weaknesses import Count, Weakness
from inspection.coaching.writer import TaskWriter
from inspection.evaluation import ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from tests.inspection.result_cases import DAY, evaluation, item

EVALUATIONS = [
    evaluation(1, items=(item("closing", ItemState.UNMET, max_points=4.0),)),
    evaluation(2, items=(item("closing", ItemState.UNMET, max_points=6.0),)),
    evaluation(3, items=(item("closing", ItemState.MET),)),
]
SHELF = JudgedShelf(EVALUATIONS, lambda e: e.form_id)
WRITER = TaskWriter(Period.day(DAY), CoachingPolicy(), {}, "zh", SHELF)
WEAK = Weakness(
    agent_id="A1", item="closing", own=Count(2, 3), colleagues=Count(1, 6), expected_share=1 / 6, p_value=0.01
)
FATAL = FatalRow(agent_id="A1", group="g", item="rude", interactions=1, confirmed=0, lost_points=90.0)


def test_the_expected_effect_is_points_times_excess_times_volume() -> None:
    assert (
        WRITER.individual("ecommerce", WEAK, 10.0).task.expected_points == 7.5
    )  # 5 points x (2/3 - 1/6) x 3 interactions


def test_an_id_depends_on_owner_item_kind_and_period_alone() -> None:
    task = WRITER.individual("ecommerce", WEAK, 10.0).task
    assert task.task_id == WRITER.individual("other group", WEAK, 4.0).task.task_id
    later = TaskWriter(Period.week(DAY), CoachingPolicy(), {}, "zh", SHELF)
    assert later.individual("ecommerce", WEAK, 10.0).task.task_id != task.task_id


def test_a_fatal_without_an_item_result_still_makes_its_task() -> None:
    task = WRITER.fatal(FATAL).finished()
    assert (task.kind, task.status, task.evidence) == (CoachingKind.FATAL, CoachingStatus.WAITING_FOR_REVIEW, ())


def test_somebody_coached_before_is_told_so() -> None:
    again = TaskWriter(Period.day(DAY), CoachingPolicy(), {}, "en", SHELF, {("A1", "closing"): 1})
    task = again.individual("ecommerce", WEAK, 10.0).task
    assert (task.recurrence, task.agents) == (2, ("A1",))
    assert task.reason.endswith("; coached 1 times before")
