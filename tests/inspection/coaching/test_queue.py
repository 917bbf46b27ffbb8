"""The coaching queue: fatals first, one task for a common cause, evidence to play, nothing without enough data."""

import random as randomness
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from inspection.coaching.clips import Example, JudgedShelf
from inspection.coaching.counted import count_rows, group_of
from inspection.coaching.queue import Material, coaching_queue, queue_of
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.evaluation import Evaluation, ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from tests.inspection.result_cases import DAY, evaluation, item, words

POLICY, TODAY = CoachingPolicy(), Period.day(DAY)


def _agent(agent_id: str, unmet: int, n: int, start: int, item_id: str = "closing", **more: object) -> list[Evaluation]:
    """`n` evaluations, the first `unmet` of them failing the item."""
    return [
        evaluation(
            start + i,
            agent_id,
            90.0,
            items=(item(item_id, ItemState.UNMET if i < unmet else ItemState.MET, evidence=(words(f"第{i}通"),)),),
            **more,
        )
        for i in range(n)
    ]


def _team(unmet_of_first: int, item_id: str = "closing") -> list[Evaluation]:
    return [
        *_agent("A1", unmet_of_first, 40, 0, item_id),
        *_agent("A2", 4, 40, 100, item_id),
        *_agent("A3", 4, 40, 200, item_id),
    ]


def _queue(evaluations: Iterable[Evaluation], **more: object) -> tuple[CoachingTask, ...]:
    return coaching_queue(evaluations, TODAY, POLICY, **more)  # type: ignore[arg-type]


def test_a_weaker_agent_gets_one_task_that_says_why() -> None:
    (task,) = _queue(_team(20), item_names={"closing": "结束语"})
    assert (task.agent_id, task.item, task.kind, task.priority) == ("A1", "closing", CoachingKind.INDIVIDUAL, 1)
    assert (task.status, task.due_on, task.trainer) == (CoachingStatus.OPEN, DAY + timedelta(days=14), None)
    assert task.expected_points == 160.0  # 10 points x (20/40 - 8/80) x 40
    assert task.reason.startswith("结束语:未达标 20/40 (50%),同组其他人 8/80 (10%)")
    assert dict(task.effect) == {
        "baseline_unmet": 20, "baseline_applicable": 40, "group_unmet": 8, "group_applicable": 80
    }  # fmt: skip


def test_the_clips_show_the_worst_and_the_best_of_the_agent() -> None:
    (task,) = _queue(_team(20))
    assert [c.example for c in task.evidence] == [Example.WORST] * 3 + [Example.BEST] * 2 + [Example.COLLEAGUE]
    assert {c.agent_id for c in task.evidence[:5]} == {"A1"}
    assert task.evidence[5].agent_id in {"A2", "A3"}  # a good example from a colleague
    assert task.evidence[0].spans == (words("第0通"),)
    assert len({c.evaluation_id for c in task.evidence}) == 6


def test_an_average_agent_gets_none() -> None:
    assert _queue(_team(6)) == ()


def test_ten_interactions_are_the_least_to_speak_of() -> None:
    group = [*_agent("A2", 2, 40, 100), *_agent("A3", 2, 40, 200)]
    assert _queue([*_agent("A1", 9, 9, 0), *group]) == ()
    assert len(_queue([*_agent("A1", 10, 10, 0), *group])) == 1


def test_a_suspected_fatal_always_makes_a_task_and_waits_for_a_person() -> None:
    unmet = item("rude", ItemState.UNMET, evidence=(words(),))
    tasks = _queue([*_team(20), evaluation(900, agent_id="A9", fatal=("rude",), items=(unmet,))])
    assert [(t.agent_id, t.kind, t.priority) for t in tasks] == [
        ("A9", CoachingKind.FATAL, 1),
        ("A1", CoachingKind.INDIVIDUAL, 2),
    ]
    assert tasks[0].status is CoachingStatus.WAITING_FOR_REVIEW
    assert tasks[0].reason == "rude:致命项 1 通(机器疑似,待人工确认)"
    assert tasks[0].evidence[0].spans == (words(),)
    assert tasks[0].due_on == DAY + timedelta(days=3)


def test_a_confirmed_fatal_is_open() -> None:
    (task,) = _queue(
        [evaluation(1, fatal=("rude",), fatal_confirmed=True), evaluation(2, fatal=("rude",))], language="en"
    )
    assert task.status is CoachingStatus.OPEN
    assert task.reason == "rude: fatal in 2 interactions (1 confirmed)"


def test_a_fatal_takes_the_place_of_the_individual_task_of_the_same_item() -> None:
    rows = [*_team(20, "rude"), evaluation(900, agent_id="A1", fatal=("rude",), items=(item("rude", ItemState.UNMET),))]
    assert [(t.agent_id, t.kind) for t in _queue(rows)] == [("A1", CoachingKind.FATAL)]


def test_what_most_of_a_group_fails_is_one_task_for_its_owner_and_none_per_agent() -> None:
    rows = [r for a in range(4) for r in _agent(f"A{a}", 38 if a == 0 else 25, 40, a * 100)] + _agent("A4", 0, 40, 900)
    (task,) = _queue(rows)
    assert (task.agent_id, task.group, task.kind) == (None, "ecommerce", CoachingKind.COMMON_CAUSE)
    assert task.reason.startswith("closing:5 人中 4 人不达标(会话 113/200")
    assert len({c.agent_id for c in task.evidence}) == 3


def test_new_staff_are_not_measured_against_the_experienced() -> None:
    hired = {"A1": date(2026, 11, 1)}
    assert _queue(_team(20), hired_on=hired) == ()
    assert len(_queue(_team(20), hired_on={"A1": date(2026, 1, 1)})) == 1


def test_no_agent_gets_more_than_three_at_once_and_the_most_useful_ones() -> None:
    rows: list[Evaluation] = []
    for a in ("A1", "A2", "A3"):
        for n in range(40):
            failing = a == "A1" and n < 24
            items = tuple(
                item(f"i{k}", ItemState.UNMET if failing else ItemState.MET, max_points=float(k)) for k in range(1, 6)
            )
            rows.append(evaluation(len(rows), agent_id=a, items=items))
    tasks = _queue(rows)
    assert [t.item for t in tasks] == ["i5", "i4", "i3"]
    assert [t.priority for t in tasks] == [1, 2, 3]


def test_order_does_not_matter_and_ids_stay() -> None:
    rows = [*_team(20), evaluation(900, agent_id="A2", fatal=("rude",))]
    shuffled = list(rows)
    randomness.Random(5).shuffle(shuffled)
    assert _queue(shuffled) == _queue(rows)
    assert len({t.task_id for t in _queue(rows)}) == 2


def test_other_days_superseded_rows_and_nobodys_make_no_task() -> None:
    assert _queue(_agent("A1", 1, 1, 0, fatal=("rude",), business_date=date(2026, 11, 19))) == ()
    assert _queue([evaluation(1, fatal=("rude",)), evaluation(2, supersedes="E00001")]) == ()
    assert _queue([evaluation(1, agent_id=None, fatal=("rude",))]) == ()


def test_what_fails_in_one_team_alone_is_one_task_for_that_team() -> None:
    rows = [r for a in range(5) for r in _agent(f"A{a}", 14, 40, a * 100, team="T1")]
    rows += [r for b in range(10) for r in _agent(f"B{b}", 2, 40, 1000 + b * 100, team="T2")]
    (task,) = _queue(rows)
    assert (task.agent_id, task.group, task.kind) == (None, "T1", CoachingKind.COMMON_CAUSE)
    assert task.reason.startswith("closing:5 人中 5 人不达标(会话 70/200")


def test_who_is_coached_for_the_third_time_comes_first_and_asks_for_the_supervisor() -> None:
    rows = [*_team(20), *[replace(e, evaluation_id=f"G{e.evaluation_id}") for e in _team(30, "greeting")]]
    material = Material(
        counts=count_rows(rows, POLICY), fatals=(), shelf=JudgedShelf(rows, lambda e: group_of(e, POLICY))
    )
    assert [t.item for t in queue_of(material, TODAY, POLICY)] == ["greeting", "closing"]
    third, first = queue_of(material, TODAY, POLICY, former={("A1", "closing"): 2})
    assert (third.item, third.recurrence, third.is_escalated) == ("closing", 3, True)
    assert third.reason.endswith(";此前已辅导 2 次,请主管介入")
    assert not first.is_escalated
