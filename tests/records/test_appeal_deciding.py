"""Decisions: the corrected publication, the verdict and its rule, two who decide at once, and what must not happen."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.engine import Engine

from inspection.appeal_policy import RuleWas
from inspection.errors import AccessRefused, InputError, InspectionError, RecordsError
from inspection.evaluation import EvaluationStatus, ItemState
from inspection.item_verdicts import Stage
from inspection.people import Person
from records import appeals, audit, publications, reviews, rule_examples, verdicts
from records.appeal_deciding import Ruling, reject, uphold
from records.database import reading, writing
from records.review_submitting import submit
from records.review_taking import open_manual
from records.rule_examples import ExampleState
from tests.inspection.appeal_cases import AGENT, LEAD, SECOND_SUPERVISOR, SUPERVISOR, TRAINER
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET
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
from tests.records.review_site import EVERY_RULE, deliver, desk, open_site, says


def test_an_upheld_appeal_publishes_the_corrected_score_as_a_new_row(engine: Engine) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine), at=later(hours=2))
    assert (done.score_before, done.score_after, done.appeal.state, done.appeal.decision) == (
        60.0, 100.0, "upheld", "upheld",
    )  # fmt: skip
    assert (done.appeal.corrected_to, done.appeal.points) == ("met", 40.0)
    now = stored(engine)
    assert (now.published_score, now.machine_score, now.status) == (100.0, 60.0, EvaluationStatus.PUBLISHED)
    with reading(engine) as connection:
        first, second = publications.history(connection, "e-call-1")
    assert (first.published_score, first.who) == (60.0, "Ops")
    assert (second.published_score, second.who, second.reason) == (
        100.0, "chen", f"appeal:{done.appeal.id} upheld",
    )  # fmt: skip
    assert now.item("closing").state is UNMET  # what the machine judged stays what it judged


def test_after_the_time_to_appeal_the_corrected_score_is_final(engine: Engine) -> None:
    open_centre(engine)
    upheld(engine, commented(engine), at=later(days=10))
    assert stored(engine).status is EvaluationStatus.FINAL


def test_the_verdict_says_that_the_rule_was_wrong_and_an_example_waits(engine: Engine) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine))
    assert done.rule_was is RuleWas.WRONG
    with reading(engine) as connection:
        (review,) = reviews.of(connection, "e-call-1")
        (verdict,) = verdicts.between(connection)
        (example,) = rule_examples.in_state(connection)
        trail = [e.action for e in audit.of(connection, rule_examples.subject(example))]
    assert (review.item, review.state, review.stage, review.who, review.decision, review.selection) == (
        "closing", "met", Stage.APPEAL.value, "chen", "wrong", "appeal",
    )  # fmt: skip
    assert (verdict.machine_state, verdict.state) == (UNMET, MET)
    assert (example.item_id, example.rule_version, example.expect) == ("closing", "closing@1", "met")
    assert example.example["expect"] == "met"
    assert trail == ["rule_example"]


def test_a_fault_of_a_system_says_nothing_of_the_rule(engine: Engine) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine, ground="system_fault"))
    assert (done.rule_was, done.appeal.corrected_to, done.score_after) == (RuleWas.UNKNOWN, "not_applicable", 100.0)
    with reading(engine) as connection:
        assert rule_examples.in_state(connection, None) == []
        assert [v.item for v in verdicts.between(connection)] == []
        assert reviews.of(connection, "e-call-1")[0].decision == "undecided"


def test_the_decider_may_say_what_it_says_of_the_rule(engine: Engine) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine), rule_was=RuleWas.UNKNOWN)
    assert (done.rule_was, done.example) == (RuleWas.UNKNOWN, None)


def test_nobody_calls_a_rule_right_that_said_otherwise(engine: Engine) -> None:
    open_centre(engine)
    appeal = commented(engine)
    with pytest.raises(InputError, match="it was not right"):
        upheld(engine, appeal, rule_was=RuleWas.RIGHT)
    with reading(engine) as connection:
        assert appeals.find(connection, appeal.id).state == "commented"
        assert reviews.of(connection, "e-call-1") == []


def test_a_rejected_appeal_confirms_the_rule_and_moves_no_score(engine: Engine) -> None:
    open_centre(engine)
    done = rejected(engine, commented(engine))
    assert (done.score_before, done.score_after, done.rule_was) == (60.0, 60.0, RuleWas.RIGHT)
    now = stored(engine)
    assert (now.published_score, now.status) == (60.0, EvaluationStatus.APPEALED)  # the final instance is still open
    with reading(engine) as connection:
        (verdict,) = verdicts.between(connection)
        assert rule_examples.in_state(connection, None) == []
        assert publications.latest(connection, ["e-call-1"])["e-call-1"].published_score == 60.0
    assert verdict.state is UNMET


def test_a_rejection_without_a_reason_is_refused(engine: Engine) -> None:
    open_centre(engine)
    appeal = commented(engine)
    with pytest.raises(InputError, match="its reason"), writing(engine) as connection:
        reject(connection, hearing(SUPERVISOR), appeal.id, "  ")


def test_the_final_instance_has_the_last_word(engine: Engine) -> None:
    open_centre(engine)
    appeal = escalated(engine, rejected(engine, commented(engine)).appeal)
    with pytest.raises(AccessRefused) as same:
        upheld(engine, appeal)
    assert same.value.code == "same_hands"
    done = upheld(engine, appeal, SECOND_SUPERVISOR, at=later(hours=2))
    assert (done.appeal.state, stored(engine).published_score) == ("upheld", 100.0)
    with reading(engine) as connection:
        assert [r.stage for r in reviews.of(connection, "e-call-1")] == ["appeal", "final"]
        assert [v.state for v in verdicts.between(connection)] == [MET]
    with pytest.raises(RecordsError) as over:
        escalated(engine, done.appeal)
    assert over.value.code == "wrong_state"


def test_a_dismissed_appeal_is_over(engine: Engine) -> None:
    open_centre(engine)
    appeal = escalated(engine, rejected(engine, commented(engine)).appeal)
    done = rejected(engine, appeal, SECOND_SUPERVISOR, at=later(days=9))
    assert (done.appeal.state, stored(engine).status) == ("dismissed", EvaluationStatus.FINAL)
    for step in (lambda: escalated(engine, done.appeal), lambda: upheld(engine, done.appeal, SECOND_SUPERVISOR)):
        with pytest.raises(RecordsError):
            step()


def test_the_whole_interaction_leaves_the_agents_scores_and_no_rule_is_blamed(engine: Engine) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine, item=None, ground="crossed_line"))
    now = stored(engine)
    assert (done.score_after, now.published_score, now.machine_score) == (None, None, 60.0)
    assert (done.rule_was, done.appeal.corrected_to, done.example) == (RuleWas.UNKNOWN, None, None)
    with reading(engine) as connection:
        assert list(verdicts.between(connection)) == []
        assert publications.latest(connection, ["e-call-1"])["e-call-1"].published_score is None


def test_two_appeals_on_one_score_are_decided_apart(engine: Engine) -> None:
    open_centre(engine, call(greeting=UNMET))
    first, second = commented(engine), commented(engine, item="greeting")
    assert upheld(engine, first).score_after == 40.0
    assert stored(engine).status is EvaluationStatus.APPEALED
    assert upheld(engine, second).score_after == 100.0
    assert stored(engine).status is EvaluationStatus.PUBLISHED


@pytest.mark.parametrize(
    ("person", "code"), [(AGENT, "wrong_role"), (LEAD, "wrong_role"), (TRAINER, "wrong_role")], ids=lambda p: str(p)[:9]
)
def test_who_may_not_decide_decides_nothing(engine: Engine, person: Person, code: str) -> None:
    open_centre(engine)
    appeal = commented(engine)
    for decide in (lambda: upheld(engine, appeal, person), lambda: rejected(engine, appeal, person)):
        with pytest.raises(AccessRefused) as error:
            decide()
        assert error.value.code == code
    assert stored(engine).published_score == 60.0
    with reading(engine) as connection:
        assert reviews.of(connection, "e-call-1") == []


def test_the_reviewer_of_the_item_does_not_decide_the_appeal(engine: Engine) -> None:
    """Zhao reviewed the closing; another supervisor decides."""
    open_site(engine, (call(), ()))
    with writing(engine) as connection:
        taken = open_manual(connection, desk("Zhao"), "drop", "call-1")
        given = [says("greeting", MET), says("closing", UNMET), says("rude", MET)]
        submit(connection, desk("Zhao", minutes=5), taken.task.task_id, given, EVERY_RULE, seconds_spent=30)
    publish(engine, later(hours=1))
    appeal = commented(engine, at=later(hours=2))
    zhao = Person(who="Zhao", roles=SUPERVISOR.roles)
    with pytest.raises(AccessRefused) as same:
        upheld(engine, appeal, zhao, at=later(hours=3))
    assert same.value.code == "same_hands"
    done = upheld(engine, appeal, at=later(hours=3))
    assert (done.score_before, done.score_after) == (60.0, 100.0)
    assert stored(engine).human_score == 100.0


def test_an_upheld_appeal_against_a_reviewers_verdict_leaves_the_rule_right(engine: Engine) -> None:
    open_site(engine, (call(closing=MET), ()))
    with writing(engine) as connection:
        taken = open_manual(connection, desk("Zhao"), "drop", "call-1")
        given = [says("greeting", MET), says("closing", UNMET, "missed", turn=0), says("rude", MET)]
        submit(connection, desk("Zhao", minutes=5), taken.task.task_id, given, EVERY_RULE, seconds_spent=30)
    publish(engine, later(hours=1))
    assert stored(engine).published_score == 60.0
    done = upheld(engine, commented(engine, at=later(hours=2)), at=later(hours=3))
    assert (done.rule_was, done.example, done.score_after) == (RuleWas.RIGHT, None, 100.0)


def test_deciding_twice_changes_nothing(engine: Engine) -> None:
    open_centre(engine)
    appeal = commented(engine)
    upheld(engine, appeal)
    with pytest.raises(RecordsError, match="not possible while it is upheld"):
        upheld(engine, appeal, SECOND_SUPERVISOR)
    with pytest.raises(RecordsError):
        rejected(engine, appeal, SECOND_SUPERVISOR)
    with reading(engine) as connection:
        assert len(publications.history(connection, "e-call-1")) == 2
        assert len(reviews.of(connection, "e-call-1")) == 1
        assert [s.step for s in appeals.steps_of(connection, appeal.id)] == ["file", "comment", "uphold"]


def test_of_two_who_decide_at_the_same_moment_one_gets_through(engine: Engine) -> None:
    open_centre(engine)
    appeal = commented(engine)
    together = threading.Barrier(2)

    def decide(person: Person) -> str:
        together.wait()
        try:
            done = upheld(engine, appeal, person) if person is SUPERVISOR else rejected(engine, appeal, person)
            return str(done.appeal.decision)
        except InspectionError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(decide, (SUPERVISOR, SECOND_SUPERVISOR)))
    assert outcomes[0] in ("changed_meanwhile", "rejected", "upheld", "wrong_state")
    decisions = [o for o in outcomes if o in ("rejected", "upheld")]
    refusals = [o for o in outcomes if o in ("changed_meanwhile", "wrong_state", "records_busy")]
    assert (len(decisions), len(refusals)) == (1, 1)
    with reading(engine) as connection:
        assert appeals.find(connection, appeal.id).decision == decisions[0]
        assert len(reviews.of(connection, "e-call-1")) == 1
        assert [s.step for s in appeals.steps_of(connection, appeal.id)].count("file") == 1
        assert len(appeals.steps_of(connection, appeal.id)) == 3


def test_a_rule_that_came_to_count_since_is_not_brought_in_by_an_appeal(engine: Engine) -> None:
    """The closing's rule did not count when the score was published; the appeal is against the greeting."""
    deliver(engine, (call(greeting=UNMET), ()))
    publish(engine, trusted=frozenset({"greeting@1", "rude@1"}))
    assert stored(engine).published_score == 0.0
    assert upheld(engine, commented(engine, item="greeting")).score_after == 100.0


@pytest.mark.parametrize("state", [MET, ABSENT])
def test_the_decider_may_choose_the_state(engine: Engine, state: ItemState) -> None:
    open_centre(engine)
    done = upheld(engine, commented(engine), state=state)
    assert (done.appeal.corrected_to, done.score_after) == (state.value, 100.0)


def test_an_example_is_settled_once(engine: Engine) -> None:
    open_centre(engine)
    upheld(engine, commented(engine))
    with writing(engine) as connection:
        (one,) = rule_examples.in_state(connection, item_id="closing")
        rule_examples.settle(connection, one, ExampleState.ADDED, who="author", at=later(1), note="added")
        with pytest.raises(RecordsError, match="does not wait"):
            rule_examples.settle(connection, one, ExampleState.DROPPED, who="author", at=later(1), note="no")
    with reading(engine) as connection:
        assert rule_examples.in_state(connection) == []
        assert [e.state for e in rule_examples.of_appeal(connection, one.appeal_id)] == [ExampleState.ADDED]
        assert [e.action for e in audit.of(connection, rule_examples.subject(one))] == [
            "rule_example", "rule_example_added",
        ]  # fmt: skip


def test_what_needs_a_human_is_no_correction(engine: Engine) -> None:
    open_centre(engine)
    appeal = filed(engine)
    with pytest.raises(InspectionError), writing(engine) as connection:
        uphold(connection, hearing(SUPERVISOR), appeal.id, Ruling(comment="", state=HUMAN))  # type: ignore[arg-type]
