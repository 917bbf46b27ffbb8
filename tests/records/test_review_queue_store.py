"""The queue: filled from flags once, in order, shared out, and never holding what is no longer current."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, RecordsError
from inspection.flag_policy import Severity
from inspection.flags import Selection
from inspection.review_assignment import Load
from inspection.review_queue import Purpose
from inspection.review_steps import TaskState
from records import audit, review_queue
from records.database import reading, writing
from records.review_filling import Filled, fill, share_out
from records.review_queue import QueuedTask
from records.review_taking import take, withdraw
from tests.inspection.form_cases import UNMET
from tests.records import review_site as site

LOT, RISK = Selection.RANDOM, Selection.RISK


def waiting(engine: Engine, minutes: float = 0) -> list[QueuedTask]:
    with reading(engine) as connection:
        return review_queue.waiting(connection, site.MORNING + timedelta(minutes=minutes))


def ids(queued: list[QueuedTask]) -> list[str]:
    return [one.task.interaction_id for one in queued]


def four(engine: Engine) -> Filled:
    return site.open_site(
        engine,
        (site.judged("lot"), [site.flag("lot", LOT, probability=0.02)]),
        (site.judged("risk", closing=UNMET), [site.flag("risk", RISK)]),
        (site.judged("fatal", rude=UNMET), [site.fatal_flag("fatal")]),
        (site.judged("quiet"), []),
    )


def test_the_queue_goes_fatal_risk_random_and_holds_nothing_unflagged(engine: Engine) -> None:
    assert four(engine) == Filled(added=3, withdrawn=0)
    found = waiting(engine)
    assert ids(found) == ["fatal", "risk", "lot"]
    assert [q.task.purpose for q in found] == [Purpose.FATAL, Purpose.RISK, Purpose.RANDOM]
    assert (found[0].task.language, found[0].task.team, found[0].state) == ("zh", "一组", TaskState.OPEN)
    assert found[2].task.probability == 0.02


def test_filling_again_adds_nothing_and_a_changed_flag_renews_what_is_open(engine: Engine) -> None:
    four(engine)
    site.deliver(engine, (site.judged("risk", closing=UNMET), [site.flag("risk", RISK), site.flag("risk", LOT)]))
    with writing(engine) as connection:
        again = fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING + timedelta(hours=1))
    assert again == Filled(0, 0)
    drawn = next(q.task for q in waiting(engine) if q.task.interaction_id == "risk")
    assert (drawn.purpose, drawn.blind, drawn.created_at) == (Purpose.RANDOM, True, site.MORNING)


def test_what_somebody_holds_does_not_change_under_their_hands(engine: Engine) -> None:
    four(engine)
    with writing(engine) as connection:
        (held,) = take(connection, site.desk("Wang"))
    assert held.task.interaction_id == "fatal"
    both = [site.fatal_flag("fatal"), site.flag("fatal", LOT)]
    site.deliver(engine, (site.judged("fatal", rude=UNMET), both))
    with writing(engine) as connection:
        fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING + timedelta(minutes=1))
    assert waiting(engine)[0].task == held.task


def test_a_task_of_a_superseded_evaluation_is_withdrawn_and_asked_anew(engine: Engine) -> None:
    four(engine)
    renewed = site.judged("risk", closing=UNMET, evaluation_id="e-risk-2")
    site.deliver(engine, (renewed, [site.flag("risk", RISK)]))
    with writing(engine) as connection:
        again = fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING)
    assert again == Filled(added=1, withdrawn=1)
    assert [q.task.evaluation_id for q in waiting(engine) if q.task.interaction_id == "risk"] == ["e-risk-2"]


def test_what_is_no_longer_asked_is_forgotten_unless_somebody_has_it(engine: Engine) -> None:
    four(engine)
    with writing(engine) as connection:
        (held,) = take(connection, site.desk("Wang"))
    for interaction_id in ("fatal", "risk"):
        judged = site.judged(interaction_id, closing=UNMET, evaluation_id=f"e-{interaction_id}")
        site.deliver(engine, (judged, []))
    with writing(engine) as connection:
        again = fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING)
    assert again == Filled(added=0, withdrawn=0, dropped=1)
    assert ids(waiting(engine)) == [held.task.interaction_id, "lot"]


def test_a_suspected_fatal_is_overdue_after_a_day(engine: Engine) -> None:
    four(engine)
    with reading(engine) as connection:
        assert review_queue.overdue(connection, site.MORNING + timedelta(hours=23, minutes=59)) == []
        late = review_queue.overdue(connection, site.MORNING + timedelta(hours=24))
    assert ids(late) == ["fatal"]


@pytest.mark.parametrize("status", ["final", "frozen", "appealed"])
def test_what_reviews_cannot_move_any_more_is_not_asked(engine: Engine, status: str) -> None:
    four(engine)
    with writing(engine) as connection:
        connection.execute(sa.text(f"UPDATE evaluations SET status = '{status}' WHERE evaluation_id = 'e-risk'"))
        fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING)
    assert ids(waiting(engine)) == ["fatal", "lot"]


def test_findings_of_one_agent_on_one_item_stand_together_behind_the_gravest(engine: Engine) -> None:
    calls = [
        (site.judged("a1", closing=UNMET, agent_id="a1"), [site.flag("a1", RISK, probability=0.3)]),
        (site.judged("b1", closing=UNMET, agent_id="b1"), [site.flag("b1", RISK, probability=0.6)]),
        (site.judged("a2", closing=UNMET, agent_id="a1"), [site.flag("a2", RISK, probability=0.9)]),
    ]
    site.open_site(engine, *calls)
    assert ids(waiting(engine)) == ["a2", "a1", "b1"]


def test_the_queue_is_shared_out_by_load_and_nobody_gets_their_own_team(engine: Engine) -> None:
    calls = [(site.judged(f"c{n}", agent_id=f"a{n}"), [site.flag(f"c{n}", LOT)]) for n in range(4)]
    site.open_site(engine, *calls)
    with writing(engine) as connection:
        given = share_out(connection, site.POLICY, site.BY_NAME["Zhao"], now=site.MORNING, since=site.DAY_BEGAN)
        assert share_out(connection, site.POLICY, site.BY_NAME["Zhao"], now=site.MORNING, since=site.DAY_BEGAN) == 0
        loads = review_queue.loads(connection, site.DAY_BEGAN, site.MORNING)
        (trail,) = [e for e in audit.of(connection, "review_queue") if e.action == "assign"]
    assert given == 4
    assert loads == {"Li": Load(0, 2), "Wang": Load(0, 1), "Zhao": Load(0, 1)}
    assert trail.after == {"Li": 2, "Wang": 1, "Zhao": 1}


def test_a_reviewer_may_neither_fill_nor_share_out(engine: Engine) -> None:
    four(engine)
    wang = site.BY_NAME["Wang"]
    with writing(engine) as connection, pytest.raises(AccessRefused, match="fill"):
        fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING, person=wang)
    with writing(engine) as connection, pytest.raises(AccessRefused, match="assign"):
        share_out(connection, site.POLICY, wang, now=site.MORNING, since=site.DAY_BEGAN)


def test_a_withdrawn_task_is_handed_to_nobody_and_does_not_come_back(engine: Engine) -> None:
    four(engine)
    task_id = waiting(engine)[0].task.task_id
    with writing(engine) as connection:
        with pytest.raises(AccessRefused):
            withdraw(connection, site.desk("Wang"), task_id, reason="x")
        withdraw(connection, site.desk("Zhao"), task_id, reason="测试录音")
        fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.MORNING)
        assert review_queue.find(connection, task_id, site.MORNING).state is TaskState.WITHDRAWN
    assert ids(waiting(engine)) == ["risk", "lot"]


def test_a_task_nobody_knows_is_said_so(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(RecordsError, match="no such review"):
        review_queue.find(connection, "task_x", site.MORNING)


def test_customers_at_risk_have_their_own_list(engine: Engine) -> None:
    harm = site.flag("x", Selection.EVENT, "self_harm", severity=Severity.CRITICAL)
    assert site.open_site(engine, (site.judged("x"), [replace(harm, item=None)])).added == 0
