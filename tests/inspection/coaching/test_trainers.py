"""Who trains: the least loaded who can, up to a limit; nobody coaches themselves."""

from dataclasses import replace

from inspection.coaching.policy import TrainerPolicy
from inspection.coaching.task import CoachingKind, CoachingTask
from inspection.coaching.trainers import Place, shared_out
from inspection.people import Person, PersonRole
from tests.inspection.coaching.test_writer import WEAK, WRITER

TASK = WRITER.individual("ecommerce", WEAK, 10.0).task
LIN = Person(who="lin", roles=(PersonRole.TRAINER,))
ZHAO = Person(who="zhao", roles=(PersonRole.TRAINER,), channels=("chat",))
CHEN = Person(who="chen", roles=(PersonRole.SUPERVISOR,))
POLICY = TrainerPolicy(most_open=3)


def tasks(n: int) -> list[CoachingTask]:
    return [replace(TASK, task_id=f"t{k}", priority=k) for k in range(n)]


def test_each_task_goes_to_the_one_with_the_fewest() -> None:
    given = shared_out(tasks(3), [LIN, ZHAO, CHEN], {"lin": 2}, POLICY, {})
    assert given == {"t0": "zhao", "t1": "lin", "t2": "zhao"} or given == {"t0": "zhao", "t1": "zhao", "t2": "lin"}
    assert given["t0"] == "zhao"


def test_what_is_over_everybodys_limit_stays_and_it_is_the_least_useful() -> None:
    assert set(shared_out(tasks(5), [LIN], {"lin": 1}, POLICY, {})) == {"t0", "t1"}


def test_a_trainer_must_know_the_channel() -> None:
    assert shared_out(tasks(1), [ZHAO], {}, POLICY, {"t0": Place("phone")}) == {}
    assert shared_out(tasks(1), [ZHAO], {}, POLICY, {"t0": Place("chat")}) == {"t0": "zhao"}


def test_common_causes_and_what_comes_back_go_to_a_supervisor() -> None:
    common = replace(TASK, task_id="c", kind=CoachingKind.COMMON_CAUSE, agents=(), agent_id=None)
    third = replace(TASK, task_id="r", recurrence=3)
    assert shared_out([common, third], [LIN, CHEN], {}, POLICY, {}) == {"c": "chen", "r": "chen"}


def test_nobody_coaches_themselves_and_no_one_who_left_is_asked() -> None:
    assert shared_out(tasks(1), [replace(LIN, agent_id="A1")], {}, POLICY, {}) == {}
    assert shared_out(tasks(1), [replace(LIN, active=False)], {}, POLICY, {}) == {}
