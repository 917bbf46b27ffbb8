"""Submitting: verdicts, what follows from them, and nothing of it without the reservation."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, InputError, RecordsError
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.flags import FlagStatus, Selection
from inspection.item_verdicts import MachineWas, Stage
from inspection.publication import HoldReason
from inspection.review_policy import ReviewPolicy
from inspection.review_queue import Purpose
from inspection.review_steps import TaskState
from inspection.submission import GivenVerdict
from inspection.work_sheet import WorkSheet
from records import audit, evaluations, flags, frozen_months, review_queue, reviews
from records.database import reading, writing
from records.review_comments import add_comment, comments_on
from records.review_follow_ups import ask_second
from records.review_queue import QueuedTask
from records.review_sheets import live_of, sheet_of
from records.review_submitting import Submitted, correct, submit
from records.review_tables import review_reservations
from records.review_taking import take, take_task
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET
from tests.inspection.publication_cases import verdict
from tests.records import review_site as site
from tests.records.review_site import says

LOT, RISK = Selection.RANDOM, Selection.RISK
ALL_MET = (says("greeting", MET), says("closing", MET), says("rude", MET))


@pytest.fixture
def risky(engine: Engine) -> Engine:
    """One call whose closing the machine found missing."""
    site.open_site(engine, (site.judged("c1", closing=UNMET), [site.flag("c1", RISK)]))
    return engine


@pytest.fixture
def suspect(engine: Engine) -> Engine:
    site.open_site(engine, (site.judged("c1", rude=UNMET), [site.fatal_flag("c1")]))
    return engine


@pytest.fixture
def drawn(engine: Engine) -> Engine:
    """One call drawn by lot, in which the machine suspects a fatal."""
    both = [site.fatal_flag("c1"), site.flag("c1", LOT, probability=0.02)]
    site.open_site(engine, (site.judged("c1", rude=UNMET), both))
    return engine


def hold(engine: Engine, who: str = "Wang", minutes: float = 0, policy: ReviewPolicy = site.NO_SECOND) -> str:
    with writing(engine) as connection:
        (queued,) = take(connection, site.desk(who, minutes=minutes, policy=policy))
    return queued.task.task_id


def hand_in(engine: Engine, task_id: str, *given: GivenVerdict, who: str = "Wang", minutes: float = 2,
            policy: ReviewPolicy = site.NO_SECOND) -> Submitted:  # fmt: skip
    with writing(engine) as connection:
        return submit(connection, site.desk(who, minutes=minutes, policy=policy), task_id, given, site.EVERY_RULE)


def stored(engine: Engine, evaluation_id: str = "e-c1") -> Evaluation:
    with reading(engine) as connection:
        found = evaluations.find(connection, evaluation_id)
    assert found is not None
    return found


def sheet(engine: Engine, task_id: str, who: str, minutes: float = 1) -> WorkSheet:
    with reading(engine) as connection:
        return sheet_of(connection, site.desk(who, minutes=minutes), task_id, site.EVERY_RULE)


def waiting(engine: Engine) -> list[QueuedTask]:
    with reading(engine) as connection:
        return review_queue.waiting(connection, site.MORNING)


def test_a_verdict_says_whether_the_machine_was_right_and_how_long_it_took(risky: Engine) -> None:
    done = hand_in(risky, hold(risky), says("closing", MET, "said_otherwise"))
    assert done.machine == {"closing": MachineWas.WRONG}
    with reading(risky) as connection:
        (row,) = reviews.of(connection, "e-c1")
    assert (row.who, row.item, row.state, row.reason_code, row.decision) == (
        "Wang", "closing", "met", "said_otherwise", "wrong",
    )  # fmt: skip
    assert row.seconds_spent == 120  # taken at nine, submitted two minutes later
    assert (row.stage, row.selection, row.probability, row.fatal) == ("review", "risk", 0.5, False)


def test_a_submitted_task_leaves_the_queue_and_its_flags_are_closed(risky: Engine) -> None:
    task_id = hold(risky)
    hand_in(risky, task_id, says("closing", UNMET))
    assert waiting(risky) == []
    with reading(risky) as connection:
        assert [f.status for f in flags.of(connection, "drop", "c1")] == [FlagStatus.REVIEWED]
        found = review_queue.find(connection, task_id, site.MORNING)
        actions = [entry.action for entry in audit.of(connection, f"review:{task_id}")]
    assert (found.state, found.submitted_by) == (TaskState.SUBMITTED, "Wang")
    assert actions == ["take", "submit"]


def test_a_suspected_fatal_is_confirmed_or_dismissed_by_a_person(suspect: Engine) -> None:
    hand_in(suspect, hold(suspect), says("rude", UNMET))
    found = stored(suspect)
    assert (found.fatal_confirmed, found.human_score, found.published_score) == (True, 0.0, None)
    with writing(suspect) as connection:
        correct(
            connection, site.desk("Wang", minutes=9), _task(suspect), [says("rude", MET, "quoted")], site.EVERY_RULE
        )
        assert [f.status for f in flags.of(connection, "drop", "c1")] == [FlagStatus.REVIEWED]  # it was reviewed
    found = stored(suspect)
    assert (found.fatal_confirmed, found.human_score) == (False, None)


def _task(engine: Engine) -> str:
    with reading(engine) as connection:
        return review_queue.of_evaluation(connection, "e-c1", site.MORNING)[0].task.task_id


def test_a_fatal_that_was_none_dismisses_its_flag(suspect: Engine) -> None:
    hand_in(suspect, hold(suspect), says("rude", MET, "quoted"))
    with reading(suspect) as connection:
        assert [f.status for f in flags.of(connection, "drop", "c1")] == [FlagStatus.DISMISSED]


def test_an_expired_reservation_submits_nothing_and_can_be_taken_again(risky: Engine) -> None:
    task_id = hold(risky)
    with pytest.raises(AccessRefused, match="the reservation is over") as refused:
        hand_in(risky, task_id, says("closing", UNMET), minutes=31)
    assert refused.value.code == "holds_it"
    with reading(risky) as connection:
        assert reviews.of(connection, "e-c1") == []
    with writing(risky) as connection:
        take_task(connection, site.desk("Wang", minutes=32), task_id)
    hand_in(risky, task_id, says("closing", UNMET), minutes=33)


def test_what_somebody_else_holds_cannot_be_submitted(risky: Engine) -> None:
    task_id = hold(risky)
    with pytest.raises(AccessRefused, match="you do not hold it"):
        hand_in(risky, task_id, says("closing", UNMET), who="Li")
    with pytest.raises(AccessRefused, match="you do not hold it"):
        hand_in(risky, task_id, says("closing", UNMET), who="Sun")


def test_submitting_twice_is_submitting_once(risky: Engine) -> None:
    task_id = hold(risky)
    first = hand_in(risky, task_id, says("closing", UNMET))
    again = hand_in(risky, task_id, says("closing", UNMET), minutes=3)
    assert again.machine == first.machine
    with reading(risky) as connection:
        assert len(reviews.of(connection, "e-c1")) == 1
    with pytest.raises(RecordsError, match="submitted already, with other verdicts"):
        hand_in(risky, task_id, says("closing", MET, "context"), minutes=4)
    with pytest.raises(RecordsError, match="the task is submitted"):
        hand_in(risky, task_id, says("closing", UNMET), who="Li")


def test_a_bad_verdict_stores_nothing_and_keeps_the_reservation(risky: Engine) -> None:
    task_id = hold(risky)
    with pytest.raises(InputError, match="without a reason"):
        hand_in(risky, task_id, says("closing", MET))
    with reading(risky) as connection:
        assert reviews.of(connection, "e-c1") == []
        assert review_queue.find(connection, task_id, site.MORNING).holder == "Wang"


def test_a_kill_in_the_middle_of_submitting_leaves_nothing_half_done(risky: Engine) -> None:
    task_id = hold(risky)

    def killed_before_the_commit() -> None:
        with writing(risky) as connection:
            submit(connection, site.desk("Wang", minutes=2), task_id, [says("closing", UNMET)], site.EVERY_RULE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed_before_the_commit()
    with reading(risky) as connection:
        assert reviews.of(connection, "e-c1") == []
        assert review_queue.find(connection, task_id, site.MORNING).state is TaskState.RESERVED
        assert [e.action for e in audit.of(connection, f"review:{task_id}")] == ["take"]
    hand_in(risky, task_id, says("closing", UNMET))


def test_a_blind_review_shows_its_holder_nothing_and_everybody_else_no_sheet(drawn: Engine) -> None:
    task_id = hold(drawn)
    seen = sheet(drawn, task_id, "Wang")
    assert seen.asked == ("greeting", "closing", "rude")
    assert [i.machine for i in seen.items] == [None, None, None]
    assert (seen.live.machine, seen.task.rank, seen.task.due_at, seen.task.reason) == (
        None,
        Purpose.RANDOM.rank,
        None,
        "",
    )
    for other in ("Zhao", "Li"):
        with pytest.raises(AccessRefused, match="a blind review of it is still to be done") as refused:
            sheet(drawn, task_id, other)
        assert refused.value.code == "blind"


def test_after_a_blind_review_everything_is_shown_and_it_counts_as_random(drawn: Engine) -> None:
    task_id = hold(drawn)
    done = hand_in(drawn, task_id, *ALL_MET)
    assert done.machine == {"greeting": MachineWas.RIGHT, "closing": MachineWas.RIGHT, "rude": MachineWas.WRONG}
    assert all(item.machine is not None for item in done.sheet.items)
    assert sheet(drawn, task_id, "Li").live.machine == 0.0
    with reading(drawn) as connection:
        assert {(r.selection, r.probability) for r in reviews.of(connection, "e-c1")} == {("random", 0.02)}
    found = stored(drawn)
    assert (found.human_score, found.machine_score, found.fatal_confirmed) == (100.0, 0.0, False)


def test_the_live_score_follows_what_is_typed_and_stores_nothing(suspect: Engine, engine: Engine) -> None:
    task_id = hold(engine)
    with reading(engine) as connection:
        at = site.desk("Wang", minutes=1)
        before = live_of(connection, at, task_id, [], site.EVERY_RULE)
        typed = live_of(connection, at, task_id, [verdict("rude", MET, who="Wang")], site.EVERY_RULE)
    assert (before.published, before.hold) == (None, HoldReason.SUSPECTED_FATAL)
    assert (typed.published, typed.hold) == (100.0, None)
    assert stored(engine).human_score is None


def test_the_live_score_of_a_blind_review_is_the_persons_own(drawn: Engine) -> None:
    task_id = hold(drawn)
    typed = [verdict("greeting", MET, who="Wang"), verdict("closing", UNMET, who="Wang")]
    with reading(drawn) as connection:
        now = live_of(connection, site.desk("Wang", minutes=1), task_id, typed, site.EVERY_RULE)
    assert (now.human, now.machine, now.published, now.hold) == (60.0, None, None, None)


def test_a_share_is_judged_again_blind_by_somebody_else(risky: Engine) -> None:
    hand_in(risky, hold(risky, policy=site.ALWAYS_SECOND), says("closing", UNMET), policy=site.ALWAYS_SECOND)
    (second,) = waiting(risky)
    assert (second.task.purpose, second.task.blind, second.task.items) == (Purpose.SECOND, True, ("closing",))
    with writing(risky) as connection:
        assert take(connection, site.desk("Wang", minutes=3)) == []  # not the first reviewer again
    task_id = hold(risky, "Li", 3)
    seen = sheet(risky, task_id, "Li", 4)
    assert [(i.machine, i.said) for i in seen.items if i.asked] == [(None, ())]
    hand_in(risky, task_id, says("closing", UNMET), who="Li", minutes=5)
    assert waiting(risky) == []  # they agree: nobody has to decide


def disputed(engine: Engine) -> str:
    """Wang and Li disagree on the closing; the adjudication's id."""
    hand_in(engine, hold(engine, policy=site.ALWAYS_SECOND), says("closing", UNMET), policy=site.ALWAYS_SECOND)
    hand_in(engine, hold(engine, "Li", 3), says("closing", MET), who="Li", minutes=5)
    (decides,) = waiting(engine)
    assert (decides.task.purpose, decides.task.items) == (Purpose.ADJUDICATION, ("closing",))
    return decides.task.task_id


def test_a_disagreement_goes_to_an_adjudicator_who_sees_both(risky: Engine) -> None:
    task_id = disputed(risky)
    for who, code in (("Wang", "wrong_role"), ("Li", "wrong_role"), ("Chen", "wrong_role")):
        with writing(risky) as connection, pytest.raises(AccessRefused) as refused:
            take_task(connection, site.desk(who, minutes=6), task_id)
        assert refused.value.code == code
    assert hold(risky, "Zhao", 6) == task_id
    said = {v.who: v.state for i in sheet(risky, task_id, "Zhao", 7).items for v in i.said}
    assert said == {"Wang": UNMET, "Li": MET}
    hand_in(risky, task_id, says("closing", MET, "said_otherwise"), who="Zhao", minutes=8)
    with reading(risky) as connection:
        (evaluation,) = evaluations.current(connection, "drop", "c1")
        verdicts = reviews.verdicts_on(connection, [evaluation])["e-c1"]
    assert [v.stage for v in verdicts] == [Stage.REVIEW, Stage.SECOND, Stage.ADJUDICATION]
    assert waiting(risky) == []


def test_a_disagreement_that_ends_by_itself_needs_no_adjudicator(risky: Engine) -> None:
    task_id = disputed(risky)
    first = _task(risky)
    with writing(risky) as connection:
        correct(
            connection, site.desk("Wang", minutes=9), first, [says("closing", MET, "said_otherwise")], site.EVERY_RULE
        )
        assert review_queue.find(connection, task_id, site.MORNING).state is TaskState.WITHDRAWN
    with writing(risky) as connection:  # and when it comes back, so does the adjudication
        correct(connection, site.desk("Wang", minutes=12), first, [says("closing", UNMET)], site.EVERY_RULE)
        assert review_queue.find(connection, task_id, site.MORNING).state is TaskState.OPEN


def test_a_second_look_can_be_asked_for_by_a_supervisor_only(risky: Engine) -> None:
    task_id = hold(risky)
    hand_in(risky, task_id, says("closing", UNMET))
    with writing(risky) as connection, pytest.raises(AccessRefused):
        ask_second(connection, site.desk("Wang", minutes=3), task_id)
    with writing(risky) as connection:
        second = ask_second(connection, site.desk("Zhao", minutes=3), task_id)
        assert ask_second(connection, site.desk("Zhao", minutes=4), task_id) == second
    assert [q.task.task_id for q in waiting(risky)] == [second]


def test_nobody_corrects_somebody_elses_verdict(risky: Engine) -> None:
    task_id = hold(risky)
    hand_in(risky, task_id, says("closing", UNMET))
    with writing(risky) as connection, pytest.raises(AccessRefused) as refused:
        correct(connection, site.desk("Zhao", minutes=5), task_id, [says("closing", MET, "context")], site.EVERY_RULE)
    assert refused.value.code == "own_verdict"


def test_a_correction_keeps_the_former_verdict_and_moves_the_human_score(drawn: Engine) -> None:
    task_id = hold(drawn)
    hand_in(drawn, task_id, *ALL_MET)
    with writing(drawn) as connection:
        correct(connection, site.desk("Wang", minutes=9), task_id, [says("closing", UNMET, "context")], site.EVERY_RULE)
        rows = [r for r in reviews.of(connection, "e-c1") if r.item == "closing"]
        trail = audit.of(connection, f"review:{task_id}")[-1]
    assert [r.state for r in rows] == ["met", "unmet"]
    assert (trail.action, trail.before, trail.after) == ("correct", {"closing": "met"}, {"closing": "unmet"})
    assert stored(drawn).human_score == 60.0


def test_a_correction_may_leave_too_little_for_a_human_score(drawn: Engine) -> None:
    task_id = hold(drawn)
    hand_in(drawn, task_id, *ALL_MET)
    with writing(drawn) as connection:
        correct(connection, site.desk("Wang", minutes=9), task_id, [says("greeting", HUMAN)], site.EVERY_RULE)
    assert stored(drawn).human_score is None  # 40 of 100 points are left


def test_on_a_frozen_evaluation_a_review_is_kept_and_nothing_moves(risky: Engine) -> None:
    task_id = hold(risky)
    with writing(risky) as connection:
        connection.execute(sa.text("UPDATE evaluations SET status = 'frozen'"))
    hand_in(risky, task_id, says("closing", MET, "context"))
    found = stored(risky)
    assert (found.status, found.human_score, found.published_score) == (EvaluationStatus.FROZEN, None, None)
    with writing(risky) as connection, pytest.raises(RecordsError, match="reviews no longer move it"):
        correct(connection, site.desk("Wang", minutes=9), task_id, [says("closing", UNMET)], site.EVERY_RULE)
    assert frozen_months.days_of("2026-09")[0] == date(2026, 9, 1)


def test_evidence_of_a_person_quotes_the_masked_words_of_the_turn(risky: Engine) -> None:
    task_id = hold(risky)
    given = says("rude", UNMET, "missed", turn=0)
    hand_in(risky, task_id, says("closing", UNMET), replace(given, evidence=(replace(given.evidence[0], end_char=2),)))
    with reading(risky) as connection:
        row = next(r for r in reviews.of(connection, "e-c1") if r.item == "rude")
    assert row.evidence is not None
    quoted = row.evidence[0]
    assert (quoted.text, quoted.start_char, quoted.end_char, quoted.start_s, quoted.operator) == (
        "您好", 0, 2, 0.5, "person",
    )  # fmt: skip
    assert stored(risky).fatal_confirmed  # rude is always fatal on this form


@pytest.mark.parametrize(("turn", "end"), [(99, None), (0, 500), (-1, None)])
def test_evidence_that_points_nowhere_is_refused(risky: Engine, turn: int, end: int | None) -> None:
    task_id = hold(risky)
    given = says("rude", UNMET, "missed", turn=turn)
    wrong = replace(given, evidence=(replace(given.evidence[0], end_char=end),))
    with pytest.raises(InputError, match="'rude'"):
        hand_in(risky, task_id, says("closing", UNMET), wrong)


def test_a_verdict_holds_for_a_rescore_of_the_same_words_and_not_for_others(risky: Engine) -> None:
    hand_in(risky, hold(risky), says("closing", MET, "context"))
    site.deliver(risky, (site.judged("c1", closing=UNMET, evaluation_id="e-2"), []))
    site.deliver(risky, (site.judged("c1", closing=UNMET, evaluation_id="e-3", transcript_hash="other"), []))
    with reading(risky) as connection:
        again, other = (evaluations.find(connection, i) for i in ("e-2", "e-3"))
        assert again is not None
        assert other is not None
        said = reviews.verdicts_on(connection, [again, other])
    assert [v.state for v in said["e-2"]] == [MET]
    assert said["e-3"] == ()


def test_what_did_not_apply_is_a_verdict_too(risky: Engine) -> None:
    done = hand_in(risky, hold(risky), says("closing", ABSENT, "not_owed"))
    assert done.machine == {"closing": MachineWas.WRONG}
    assert done.sheet.live.published == 100.0


def test_a_comment_on_a_moment_is_masked_before_it_is_kept(risky: Engine) -> None:
    at = site.desk("Wang", minutes=1)
    with writing(risky) as connection:
        add_comment(connection, at, "e-c1", "客户电话13900139000，语气可以更好", item="closing", turn=1)
        add_comment(connection, at, "e-c1", "整体不错")
        with pytest.raises(AccessRefused):
            add_comment(connection, site.desk("Sun"), "e-c1", "x")
        with pytest.raises(InputError, match="no turn 99"):
            add_comment(connection, at, "e-c1", "x", turn=99)
        with pytest.raises(InputError, match="empty"):
            add_comment(connection, at, "e-c1", "  ")
        first, second = sorted(comments_on(connection, "e-c1"), key=lambda c: c.turn is None)
    assert "13900139000" not in first.text
    assert (first.item, first.turn, first.start_s, first.end_s, first.who) == ("closing", 1, 3.0, 5.0, "Wang")
    assert (second.text, second.turn) == ("整体不错", None)


def test_reservations_end_with_what_they_were_for(risky: Engine) -> None:
    hand_in(risky, hold(risky), says("closing", UNMET))
    with reading(risky) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(review_reservations)).scalar_one() == 0
