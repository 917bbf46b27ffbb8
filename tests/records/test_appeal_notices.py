"""What the night does about appeals: one notice for who is late, scores final whose time is up, the rest untouched."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.evaluation import EvaluationStatus
from records import audit
from records.appeal_notices import Settled, overdue, settle
from records.appeal_tables import appeal_notices
from records.appealing import comment_on
from records.database import reading, writing
from tests.inspection.appeal_cases import LEAD, PROCEDURE
from tests.inspection.form_cases import UNMET
from tests.records.appeal_site import (
    call,
    commented,
    escalated,
    filed,
    hearing,
    later,
    open_centre,
    publish,
    rejected,
    stored,
    upheld,
)
from tests.records.review_site import deliver


def night(engine: Engine, at: datetime) -> Settled:
    with writing(engine) as connection:
        return settle(connection, PROCEDURE, at)


def notices(engine: Engine) -> list[tuple[str, str, bool]]:
    with reading(engine) as connection:
        rows = connection.execute(
            sa.select(appeal_notices).order_by(appeal_notices.c.noticed_at, appeal_notices.c.step)
        )
        return [(row.step, row.who[0], row.done_at is not None) for row in rows]


def test_nobody_is_late_at_first(engine: Engine) -> None:
    open_centre(engine)
    filed(engine)
    assert night(engine, later(days=2)) == Settled((), 0, 0)
    assert notices(engine) == []


def test_a_late_lead_gets_one_notice_and_then_the_supervisor(engine: Engine) -> None:
    open_centre(engine)
    appeal = filed(engine)
    done = night(engine, later(days=3))
    assert [(o.subject, o.step.value, o.team) for o in done.overdue] == [(appeal.id, "comment", "一组")]
    assert (done.new, notices(engine)) == (1, [("comment", "team_lead", False)])
    assert night(engine, later(days=3)).new == 0
    assert night(engine, later(days=9)).new == 0
    assert night(engine, later(days=10)).new == 1  # 5 working days after the 4th: the 11th is over
    assert notices(engine) == [("comment", "team_lead", False), ("uphold", "supervisor", False)]
    with reading(engine) as connection:
        late = [e for e in audit.of(connection, f"appeal:{appeal.id}") if e.action == "appeal_overdue"]
    assert [e.who for e in late] == ["night", "night"]


def test_a_notice_is_closed_when_the_step_was_taken(engine: Engine) -> None:
    open_centre(engine)
    appeal = filed(engine)
    night(engine, later(days=3))
    with writing(engine) as connection:
        comment_on(connection, hearing(LEAD, later(days=3)), appeal.id, "迟了")
    night(engine, later(days=4))
    assert notices(engine) == [("comment", "team_lead", True)]
    with reading(engine) as connection:
        assert overdue(connection, PROCEDURE, later(days=4)) == ()


def test_a_score_nobody_appealed_against_becomes_final_when_its_time_is_up(engine: Engine) -> None:
    open_centre(engine)
    assert night(engine, later(days=5)).made_final == 0
    assert stored(engine).status is EvaluationStatus.PUBLISHED
    assert night(engine, later(days=6)).made_final == 1
    assert stored(engine).status is EvaluationStatus.FINAL
    assert night(engine, later(days=6)).made_final == 0
    with reading(engine) as connection:
        (entry,) = audit.of(connection, "appeals")
    assert (entry.action, entry.who, entry.after["evaluations"]) == ("final", "night", 1)


def test_a_later_publication_gives_new_time_and_an_appeals_own_does_not(engine: Engine) -> None:
    open_centre(engine)
    upheld(engine, commented(engine), at=later(days=1))
    deliver(engine, (call("call-2"), ()))
    publish(engine, later(days=4))
    assert night(engine, later(days=6)).made_final == 1
    assert stored(engine).status is EvaluationStatus.FINAL
    assert stored(engine, "e-call-2").status is EvaluationStatus.PUBLISHED


def test_an_open_appeal_keeps_a_score_from_becoming_final(engine: Engine) -> None:
    open_centre(engine)
    filed(engine)
    assert night(engine, later(days=30)).made_final == 0
    assert stored(engine).status is EvaluationStatus.APPEALED


def test_a_rejected_appeal_ends_when_nobody_takes_it_further(engine: Engine) -> None:
    open_centre(engine)
    rejected(engine, commented(engine), at=later(days=1))
    assert night(engine, later(days=6)).made_final == 0
    assert night(engine, later(days=7)).made_final == 1
    assert stored(engine).status is EvaluationStatus.FINAL


def test_an_escalated_one_does_not(engine: Engine) -> None:
    open_centre(engine)
    escalated(engine, rejected(engine, commented(engine), at=later(days=1)).appeal, at=later(days=2))
    assert night(engine, later(days=7)).made_final == 0
    late = night(engine, later(days=13)).overdue
    assert [(o.step.value, o.who[0].value) for o in late] == [("uphold", "supervisor")]


def test_drafts_are_not_made_final(engine: Engine) -> None:
    deliver(engine, (call(greeting=UNMET), ()))
    assert night(engine, later(days=60)).made_final == 0
    assert stored(engine).status is EvaluationStatus.DRAFT
