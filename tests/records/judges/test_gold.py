"""Gold among the ordinary reviews: nobody can tell, nothing counts, and it says how right people are."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, RecordsError
from inspection.flags import FlagStatus, Selection
from inspection.review_queue import Purpose
from inspection.submission import GivenVerdict
from records import audit, evaluations, flags, people, review_queue, reviews, rule_trust
from records.database import reading, writing
from records.judges import gold, gold_queue
from records.judges.gold import GoldItem
from records.review_filling import fill
from records.review_queue import QueuedTask
from records.review_sheets import sheet_of
from records.review_submitting import correct, submit
from records.review_taking import open_manual, take, take_task
from tests.inspection.form_cases import MET, UNMET
from tests.inspection.judges.judging_cases import POLICY
from tests.records import review_site as site
from tests.records.judges import judging_site as judging
from tests.records.judges.judging_site import desk, full_form
from tests.records.review_site import says

LOT = Selection.RANDOM
ALWAYS = POLICY.model_copy(update={"gold": POLICY.gold.model_copy(update={"share": 0.5, "minimum_cases": 1})})


@pytest.fixture
def centre(engine: Engine) -> Engine:
    """A gold call whose reference Wang and Li agreed on, and two ordinary draws that wait; Ma has judged nothing."""
    lots = [(site.judged(f"lot{n}"), [site.flag(f"lot{n}", LOT, probability=0.03)]) for n in (1, 2)]
    site.open_site(engine, (site.judged("gold", closing=UNMET), []), *lots)
    judging.hire(engine, "Ma")
    session = judging.agreed_session(engine, "gold")
    with writing(engine) as connection:
        gold.add_session(connection, desk("Zhao", minutes=7), session.session_id)
    return engine


def mixed(engine: Engine, minutes: float = 10) -> QueuedTask:
    with writing(engine) as connection:
        assert gold_queue.mix(connection, ALWAYS, site.desk("Zhao", minutes=minutes).now) == 1
    with reading(engine) as connection:
        return next(q for q in queue(engine) if gold_queue.is_gold(connection, q.task.task_id))


def queue(engine: Engine, minutes: float = 11) -> list[QueuedTask]:
    with reading(engine) as connection:
        return review_queue.waiting(connection, site.desk("Zhao", minutes=minutes).now)


def judged(engine: Engine, who: str, task: QueuedTask, *given: GivenVerdict) -> None:
    with writing(engine) as connection:
        take_task(connection, site.desk(who, minutes=12), task.task.task_id)
        submit(connection, site.desk(who, minutes=14), task.task.task_id, given, site.EVERY_RULE)


def test_a_gold_task_differs_from_a_draw_in_nothing_but_its_interaction(centre: Engine) -> None:
    golden = mixed(centre).task
    draw = next(q.task for q in queue(centre) if q.task.interaction_id == "lot1")
    same = ("purpose", "rank", "items", "blind", "selection", "probability", "reason", "created_at", "due_at",
            "assignee", "of_task", "weight", "channel", "queue", "language")  # fmt: skip
    assert {name: getattr(golden, name) for name in same} == {name: getattr(draw, name) for name in same}
    assert golden.task_id.startswith("task_")
    assert len(golden.task_id) == len(draw.task_id)


def test_its_sheet_hides_what_a_draws_sheet_hides_before_and_after(centre: Engine) -> None:
    golden = mixed(centre)
    with writing(centre) as connection:
        take_task(connection, site.desk("Ma", minutes=12), golden.task.task_id)
        sheet = sheet_of(connection, site.desk("Ma", minutes=12), golden.task.task_id, site.EVERY_RULE)
        assert sheet.blind
        assert [(i.machine, i.said) for i in sheet.items] == [(None, ())] * 3
        done = submit(connection, site.desk("Ma", minutes=14), golden.task.task_id, full_form(), site.EVERY_RULE)
        again = sheet_of(connection, site.desk("Ma", minutes=15), golden.task.task_id, site.EVERY_RULE)
    assert {item: was.value for item, was in done.machine.items()} == {
        "greeting": "right", "closing": "wrong", "rude": "right",
    }  # fmt: skip
    for shown in (done.sheet, again):
        assert {v.who for i in shown.items for v in i.said} == {"Ma"}  # nothing of the session


def test_the_trail_of_a_gold_review_reads_like_any_other(centre: Engine) -> None:
    golden = mixed(centre)
    judged(centre, "Ma", golden, *full_form())
    with reading(centre) as connection:
        trail = audit.of(connection, f"review:{golden.task.task_id}")
        of_gold = [e.action for e in audit.of(connection, f"gold:{_only(centre).gold_id}")]
    assert [e.action for e in trail] == ["take", "submit"]
    assert not any("gold" in str(asdict(e)).replace("e-gold", "") for e in trail)
    assert of_gold == ["gold_add", "gold_mix"]


def _only(engine: Engine) -> GoldItem:
    with reading(engine) as connection:
        (one,) = gold.in_use(connection, desk("Zhao"))
    return one.item


def test_a_gold_review_moves_no_score_no_trust_no_flag_and_asks_for_no_second_look(centre: Engine) -> None:
    golden = mixed(centre)
    with writing(centre) as connection:
        take_task(connection, site.desk("Ma", minutes=12), golden.task.task_id)
        at = site.desk("Ma", minutes=14, policy=site.ALWAYS_SECOND)
        submit(connection, at, golden.task.task_id, full_form(closing=UNMET), site.EVERY_RULE)
    with reading(centre) as connection:
        assert reviews.of(connection, "e-gold") == []
        assert rule_trust.reviewed_hits(connection) == {}
        found = evaluations.find(connection, "e-gold")
        about = review_queue.of_evaluation(connection, "e-gold", site.MORNING)
        assert [one for one in about if one.task.of_task == golden.task.task_id] == []
        assert all(f.status is FlagStatus.OPEN for f in flags.between(connection, site.NIGHT, site.NIGHT))
    assert found is not None
    assert found.human_score is None


def test_results_set_first_words_beside_the_reference(centre: Engine) -> None:
    golden = mixed(centre)
    judged(centre, "Ma", golden, *full_form(closing=UNMET))
    with writing(centre) as connection:  # having asked around
        correct(connection, site.desk("Ma", minutes=20), golden.task.task_id, [says("closing", MET, "context")],
                site.EVERY_RULE)  # fmt: skip
        (found,) = gold.results(connection, desk("Zhao"), site.DAY_BEGAN, site.MORNING + timedelta(days=1))
    assert (found.who, found.cases, found.right.value) == ("Ma", 1, pytest.approx(2 / 3))
    assert found.blamed.value == pytest.approx(1 / 3)  # the reference says that closing was met
    assert found.worst_items == (("closing", 1, 1),)


def test_who_agreed_the_reference_is_never_given_it(centre: Engine) -> None:
    golden = mixed(centre)
    with writing(centre) as connection:
        for who in ("Wang", "Li", "Zhao"):
            with pytest.raises(AccessRefused) as refused:
                take_task(connection, site.desk(who, minutes=12), golden.task.task_id)
            assert refused.value.code == "not_judged_yet"
        taken = [q.task.interaction_id for _ in range(2) for q in take(connection, site.desk("Wang", minutes=12))]
    assert "gold" not in taken


def test_gold_that_nobody_could_take_is_not_mixed_in(centre: Engine) -> None:
    with writing(centre) as connection:
        people.save(connection, [replace(site.BY_NAME["Ma"], active=False)], who="x", at=site.MORNING, reason="left")
        assert gold_queue.mix(connection, ALWAYS, site.MORNING) == 0


def test_mixing_keeps_its_share_and_is_done_once(centre: Engine) -> None:
    mixed(centre)
    with writing(centre) as connection:
        assert gold_queue.mix(connection, ALWAYS, site.MORNING) == 0
    assert sum(q.task.purpose is Purpose.RANDOM for q in queue(centre)) == 3


def test_filling_the_queue_again_leaves_gold_where_it_is(centre: Engine) -> None:
    golden = mixed(centre)
    with writing(centre) as connection:
        done = fill(connection, site.NIGHT, site.NIGHT, site.POLICY, now=site.desk("Zhao", minutes=11).now)
    assert (done.dropped, done.withdrawn) == (0, 0)
    assert golden.task.task_id in {q.task.task_id for q in queue(centre)}


def test_where_no_draw_waits_there_is_nothing_to_hide_among(engine: Engine) -> None:
    site.open_site(engine, (site.judged("gold"), []))
    judging.hire(engine, "Ma")
    session = judging.agreed_session(engine, "gold")
    with writing(engine) as connection:
        gold.add_session(connection, desk("Zhao", minutes=7), session.session_id)
        assert gold_queue.mix(connection, ALWAYS, site.MORNING) == 0


def test_old_and_retired_gold_is_left_out(centre: Engine) -> None:
    later = site.MORNING + timedelta(days=POLICY.gold.days + 1)
    with writing(centre) as connection:
        assert gold_queue.mix(connection, ALWAYS, later) == 0
        gold.retire(connection, desk("Zhao"), _only(centre).gold_id, reason="the rule changed")
        assert gold_queue.mix(connection, ALWAYS, site.MORNING) == 0
        assert gold.in_use(connection, desk("Zhao")) == []
        assert len(gold.in_use(connection, desk("Zhao"), retired=True)) == 1


def test_a_session_without_agreement_makes_no_gold_and_twice_is_once(centre: Engine) -> None:
    session = judging.open_session(centre, "lot1")
    with writing(centre) as connection:
        with pytest.raises(RecordsError) as refused:
            gold.add_session(connection, desk("Zhao"), session.session_id)
        assert refused.value.code == "not_agreed"
        (again,) = gold.add_session(connection, desk("Zhao", minutes=50), _only(centre).session_id or "")
    assert again == _only(centre)


def test_reviewers_neither_see_nor_make_gold(centre: Engine) -> None:
    with writing(centre) as connection:
        for step in (
            lambda: gold.in_use(connection, desk("Wang")),
            lambda: gold.results(connection, desk("Wang"), site.DAY_BEGAN, site.MORNING),
            lambda: gold.add_decided(connection, desk("Wang"), "e-lot1"),
            lambda: gold.retire(connection, desk("Wang"), "gold_x", reason="x"),
        ):
            with pytest.raises(AccessRefused) as refused:
                step()
            assert refused.value.code == "wrong_role"


def test_what_two_people_decided_alike_can_be_gold_and_one_persons_word_cannot(centre: Engine) -> None:
    draw = next(q for q in queue(centre) if q.task.interaction_id == "lot1")
    judged(centre, "Wang", draw, *full_form())
    with writing(centre) as connection:
        with pytest.raises(RecordsError, match="3 items rest on one person's word") as refused:
            gold.add_decided(connection, desk("Zhao"), "e-lot1")
        assert refused.value.code == "not_decided"
        own = open_manual(connection, site.desk("Li", minutes=20), "drop", "lot1").task.task_id
        submit(connection, site.desk("Li", minutes=21), own, full_form(), site.EVERY_RULE)
        made = gold.add_decided(connection, desk("Zhao", minutes=22), "e-lot1")
        kept = gold.references(connection, [made.gold_id])[made.gold_id]
    assert {item: v.state for item, v in kept.items()} == {"greeting": MET, "closing": MET, "rude": MET}
