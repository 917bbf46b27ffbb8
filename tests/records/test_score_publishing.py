"""Publishing: dry first, append-only, idempotent, and moved afterwards by people's corrections alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, RecordsBusy, RecordsError
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.flags import Selection
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.publication import HoldReason
from inspection.rule_standing import StandingPolicy
from records import (
    audit,
    evaluations,
    publication_candidates,
    publications,
    reviews,
    rule_trust,
    score_bases,
    score_publishing,
)
from records.database import reading, writing
from records.publication_planning import Action, Planned, plan
from records.review_submitting import submit
from records.review_tables import score_bases as bases_table
from records.review_taking import open_manual, take
from records.score_publishing import publish_between, republish
from tests.inspection.form_cases import HUMAN, MET, UNMET
from tests.inspection.publication_cases import verdict
from tests.records import review_site as site
from tests.records.review_site import says

NIGHT = site.NIGHT


@pytest.fixture
def month(engine: Engine) -> Engine:
    site.open_site(
        engine,
        (site.judged("clean"), []),
        (site.judged("lost", closing=UNMET), []),
        (site.judged("fatal", rude=UNMET), [site.fatal_flag("fatal")]),
        (site.judged("open", greeting=HUMAN), []),
    )
    return engine


def planned(engine: Engine, trusted: frozenset[str] = site.EVERY_RULE) -> dict[str, Planned]:
    with reading(engine) as connection:
        return {p.evaluation.interaction_id: p for p in plan(connection, NIGHT, NIGHT, trusted)}


def publish(
    engine: Engine, trusted: frozenset[str] = site.EVERY_RULE, *, minutes: float = 0, who: str = "Zhao"
) -> Counter[str]:
    at = site.MORNING + timedelta(minutes=minutes)
    done = publish_between(engine, NIGHT, NIGHT, trusted, site.POLICY, site.BY_NAME[who], at=at, reason="日结")
    return Counter(one.action.value for one in done)


def stored(engine: Engine, interaction_id: str) -> Evaluation:
    with reading(engine) as connection:
        found = evaluations.find(connection, f"e-{interaction_id}")
    assert found is not None
    return found


def confirm_fatal(engine: Engine, state: str = "unmet") -> None:
    with writing(engine) as connection:
        (queued,) = take(connection, site.desk("Wang", minutes=1))
        given = says("rude", UNMET) if state == "unmet" else says("rude", MET, "quoted")
        submit(connection, site.desk("Wang", minutes=2), queued.task.task_id, [given], site.EVERY_RULE)


def test_a_dry_run_says_what_would_be_published_and_what_is_held_why(month: Engine) -> None:
    found = planned(month)
    assert {i: p.action for i, p in found.items()} == {
        "clean": Action.PUBLISH, "lost": Action.PUBLISH, "fatal": Action.HOLD, "open": Action.HOLD,
    }  # fmt: skip
    held = found["fatal"].hold
    assert held is not None
    assert (held.reason, held.items) == (HoldReason.SUSPECTED_FATAL, ("rude",))
    assert held.due_at(found["fatal"].evaluation.evaluated_at) == site.MORNING + timedelta(hours=24)
    assert found["open"].hold is not None
    assert found["open"].hold.reason is HoldReason.TOO_LITTLE
    assert stored(month, "clean").status is EvaluationStatus.DRAFT  # nothing was written


def test_at_a_new_site_no_machine_score_is_published(month: Engine) -> None:
    assert {p.action for p in planned(month, frozenset()).values()} == {Action.HOLD}
    assert publish(month, frozenset()) == {"hold": 4}


def test_publishing_writes_a_new_row_and_the_columns_and_leaves_the_machine_alone(month: Engine) -> None:
    assert publish(month) == {"publish": 2, "hold": 2}
    found = stored(month, "lost")
    assert (found.status, found.published_score, found.human_score) == (EvaluationStatus.PUBLISHED, 60.0, None)
    assert (found.machine_score, found.raw_score, found.items) == (60.0, 60.0, site.judged("lost", closing=UNMET).items)
    with reading(month) as connection:
        (row,) = publications.history(connection, "e-lost")
        trail = audit.of(connection, "evaluation:e-lost")
    assert (row.number, row.published_score, row.who, row.reason) == (1, 60.0, "Zhao", "日结")
    assert row.items == {"machine": ["greeting", "closing", "rude"]}
    assert [entry.after for entry in trail] == [{"status": "published", "published_score": 60.0}]
    held = stored(month, "fatal")
    assert (held.status, held.published_score, held.machine_score) == (EvaluationStatus.DRAFT, None, 0.0)


def test_publishing_again_publishes_nothing(month: Engine) -> None:
    publish(month)
    assert publish(month, minutes=60) == {"unchanged": 2, "hold": 2}
    with reading(month) as connection:
        assert len(publications.history(connection, "e-lost")) == 1


def test_a_confirmed_fatal_is_published_as_zero_and_a_rejected_one_frees_the_score(month: Engine) -> None:
    confirm_fatal(month)
    assert publish(month)["publish"] == 3
    found = stored(month, "fatal")
    assert (found.published_score, found.human_score, found.fatal_confirmed) == (0.0, 0.0, True)


def test_a_rejected_fatal_frees_the_score(month: Engine) -> None:
    confirm_fatal(month, "met")
    publish(month)
    found = stored(month, "fatal")
    assert (found.published_score, found.fatal_confirmed, found.machine_score) == (100.0, False, 0.0)


def test_a_published_score_moves_by_a_persons_verdict_as_a_new_row(month: Engine) -> None:
    publish(month)
    with writing(month) as connection:
        queued = open_manual(connection, site.desk("Wang", minutes=5), "drop", "lost")
        given = [says("greeting", MET), says("closing", MET, "said_otherwise"), says("rude", MET)]
        submit(connection, site.desk("Wang", minutes=7), queued.task.task_id, given, site.EVERY_RULE)
    assert stored(month, "lost").published_score == 60.0  # until it is published
    assert planned(month)["lost"].action is Action.CORRECT
    assert publish(month, minutes=90)["correct"] == 1
    with reading(month) as connection:
        rows = publications.history(connection, "e-lost")
    assert [(r.number, r.published_score) for r in rows] == [(1, 60.0), (2, 100.0)]
    assert [said["id"] for said in rows[1].items["human"]] == ["greeting", "closing", "rude"]
    assert stored(month, "lost").published_score == 100.0


def test_rules_that_lose_or_gain_trust_later_change_nothing_that_is_published(month: Engine) -> None:
    publish(month)
    assert publish(month, frozenset(), minutes=60)["unchanged"] == 2
    assert stored(month, "lost").published_score == 60.0


def test_a_disagreement_after_publication_keeps_what_is_published(month: Engine) -> None:
    publish(month)
    said = [verdict("closing", MET, who="Wang"), verdict("closing", UNMET, who="Li", stage=Stage.SECOND)]
    _keep(month, "e-lost", said)
    assert planned(month)["lost"].action is Action.HOLD
    assert publish(month, minutes=60) == {"unchanged": 1, "hold": 3}
    assert stored(month, "lost").published_score == 60.0


def _keep(engine: Engine, evaluation_id: str, said: list[ItemVerdict]) -> None:
    with writing(engine) as connection:
        rows = [
            reviews.to_review(v, id=f"r{n}", evaluation_id=evaluation_id, decision="right") for n, v in enumerate(said)
        ]
        reviews.add_all(connection, rows)


def test_without_the_form_it_was_scored_by_nothing_is_published(month: Engine) -> None:
    with writing(month) as connection:
        connection.execute(sa.delete(bases_table))
    found = planned(month)["clean"]
    assert found.now is None
    assert found.hold is not None
    assert found.hold.reason is HoldReason.NO_BASIS
    assert publish(month) == {"hold": 4}


@pytest.mark.parametrize("who", ["Wang", "Sun"])
def test_who_may_not_publish_publishes_nothing(month: Engine, who: str) -> None:
    with pytest.raises(AccessRefused, match="publish"):
        publish(month, who=who)
    assert stored(month, "clean").status is EvaluationStatus.DRAFT


@pytest.mark.parametrize("status", ["appealed", "final", "frozen"])
def test_what_has_gone_further_is_left_to_its_own_procedure(month: Engine, status: str) -> None:
    publish(month)
    with writing(month) as connection:
        connection.execute(sa.text(f"UPDATE evaluations SET status = '{status}' WHERE evaluation_id = 'e-lost'"))
    assert "lost" not in planned(month)
    assert stored(month, "lost").published_score == 60.0


def test_an_appeal_publishes_anew_by_its_own_verdict(month: Engine) -> None:
    publish(month)
    _keep(month, "e-lost", [verdict("closing", MET, who="Zhao", stage=Stage.APPEAL, minutes=1)])
    with writing(month) as connection:
        connection.execute(sa.text("UPDATE evaluations SET status = 'appealed' WHERE evaluation_id = 'e-lost'"))
        final = EvaluationStatus.FINAL
        now = republish(connection, "e-lost", status=final, who="Zhao", at=site.MORNING, reason="申诉成立")
        rows = publications.history(connection, "e-lost")
    assert now.published_score == 100.0
    assert [(r.published_score, r.status) for r in rows] == [(60.0, "published"), (100.0, "final")]
    with writing(month) as connection, pytest.raises(RecordsError, match="final cannot become published"):
        republish(connection, "e-lost", status=EvaluationStatus.PUBLISHED, who="x", at=site.MORNING, reason="")
    with writing(month) as connection, pytest.raises(RecordsError, match="never published"):
        republish(connection, "e-fatal", status=EvaluationStatus.FINAL, who="x", at=site.MORNING, reason="")


def test_a_killed_run_goes_on_where_it_stopped(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score_publishing, "AT_ONCE", 20)
    calls = [(site.judged(f"c{n:03d}"), []) for n in range(31)]
    site.open_site(engine, *calls)
    at, zhao = site.MORNING, site.BY_NAME["Zhao"]
    run = publish_between(engine, NIGHT, NIGHT, site.EVERY_RULE, site.POLICY, zhao, at=at, reason="x")
    assert next(run).action is Action.PUBLISH
    run.close()  # the first batch is committed, the second never began
    with reading(engine) as connection:
        done = [e for e in evaluations.between(connection, NIGHT, NIGHT) if e.status is EvaluationStatus.PUBLISHED]
    assert len(done) == 20
    assert publish(engine) == {"unchanged": 20, "publish": 11}


def test_trust_comes_from_standing_and_reviewed_hits_together(month: Engine) -> None:
    policy = StandingPolicy(reviewed_hits=1, precision_floor=0.1)
    _keep(month, "e-lost", [verdict("closing", UNMET)])
    with reading(month) as connection:
        assert rule_trust.trusted_now(connection, policy) == frozenset()
    site.count_rules(month, "closing@1", "greeting@1")
    with reading(month) as connection:
        assert rule_trust.trusted_now(connection, policy) == {"closing@1"}  # greeting has no reviewed hit
        assert rule_trust.trusted_now(connection, StandingPolicy()) == frozenset()


def test_a_kept_basis_is_found_by_what_it_gives(month: Engine) -> None:
    evaluation = stored(month, "clean")
    with reading(month) as connection:
        basis = score_bases.of(connection, evaluation)
        assert basis is not None
        assert basis.form.id == "site"
        assert score_bases.known_hashes(connection) == {"r"}
    with writing(month) as connection:
        score_bases.keep(connection, [basis])  # the same once more
        assert connection.execute(sa.select(sa.func.count()).select_from(bases_table)).scalar_one() == 1


def test_other_days_are_left_alone(month: Engine) -> None:
    with reading(month) as connection:
        assert list(plan(connection, date(2026, 9, 2), date(2026, 9, 30), site.EVERY_RULE)) == []


def test_a_random_review_publishes_even_where_no_rule_is_trusted(engine: Engine) -> None:
    site.open_site(engine, (site.judged("c1", closing=UNMET), [site.flag("c1", Selection.RANDOM)]))
    with writing(engine) as connection:
        (queued,) = take(connection, site.desk("Wang", minutes=1))
        given = [says("greeting", MET), says("closing", MET), says("rude", MET)]
        submit(connection, site.desk("Wang", minutes=2), queued.task.task_id, given, frozenset())
    assert publish(engine, frozenset()) == {"publish": 1}
    found = stored(engine, "c1")
    assert (found.machine_score, found.human_score, found.published_score) == (60.0, 100.0, 100.0)


def test_a_batch_of_which_one_was_moved_meanwhile_changes_nothing_at_all(month: Engine) -> None:
    seen = [stored(month, "clean"), stored(month, "lost")]
    publish(month)
    wanted = [(one, evaluations.Change(status=EvaluationStatus.PUBLISHED, human_score=50.0)) for one in seen]
    before = stored(month, "lost")
    with pytest.raises(RecordsBusy, match="at the same moment"), writing(month) as connection:
        evaluations.change_many(connection, wanted, who="Zhao", at=site.MORNING, reason="late")
    assert stored(month, "lost") == before
    with reading(month) as connection:
        assert "late" not in {entry.reason for entry in audit.of(connection, "evaluation:e-lost")}


def test_what_is_published_and_nobody_spoke_of_is_not_even_computed_again(month: Engine) -> None:
    publish(month)
    with reading(month) as connection:
        waiting = publication_candidates.waiting(connection, NIGHT, NIGHT).ids
    again = publish_between(
        month, NIGHT, NIGHT, site.EVERY_RULE, site.POLICY, site.BY_NAME["Zhao"], at=site.MORNING, reason="again"
    )
    unchanged = {one.evaluation.evaluation_id: one for one in again if one.action is Action.UNCHANGED}
    assert set(unchanged) == {"e-clean", "e-lost"}
    assert waiting == ("e-fatal", "e-open")
    assert (unchanged["e-clean"].now, unchanged["e-clean"].score_before) == (None, 100.0)


def test_an_evaluation_that_was_superseded_since_it_was_chosen_is_not_published(
    month: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def corrected_meanwhile(*_: object) -> Iterator[Planned]:
        with writing(month) as connection:
            evaluations.save(connection, {("drop", "lost"): [site.judged("lost", evaluation_id="e-lost-2")]})
        return iter(())

    monkeypatch.setattr(score_publishing, "left_alone", corrected_meanwhile)
    assert publish(month) == {"publish": 1, "hold": 2}
    assert stored(month, "lost").status is EvaluationStatus.DRAFT
