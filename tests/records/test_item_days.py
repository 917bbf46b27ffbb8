"""Counts per day: what the machine found, with a person's word in its place, and current evaluations only."""

from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from inspection.coaching.queue import queue_of
from inspection.coaching.weaknesses import Count
from inspection.evaluation import ItemState
from inspection.item_verdicts import Stage
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from records import evaluations, item_days, reviews
from records.coaching_material import material_of
from records.corrected_items import corrected
from records.database import reading, writing
from records.reviews import Review
from tests.inspection.result_cases import evaluation
from tests.records.coaching_site import MORNING, TODAY, calls, store

MONTH, POLICY = Period.month(TODAY), CoachingPolicy()


def say(engine: Engine, evaluation_id: str, state: ItemState, stage: Stage = Stage.REVIEW, number: int = 1) -> None:
    """A person judges the item of an evaluation."""
    given = Review(
        id=f"r{number}", evaluation_id=evaluation_id, who=f"hu{number}", at=MORNING, item="closing", state=state.value,
        points=None, reason_code=None, seconds_spent=None, decision="wrong", stage=stage.value,
    )  # fmt: skip
    with writing(engine) as connection:
        reviews.add(connection, given)


def counted(engine: Engine) -> tuple[int, int, float]:
    with reading(engine) as connection:
        rows = [r for r in item_days.between(connection, TODAY, TODAY) if r.item == "closing"]
    return sum(r.unmet for r in rows), sum(r.n for r in rows), sum(r.total for r in rows)


def test_a_day_is_counted_from_what_is_current(engine: Engine) -> None:
    day = calls("A1", TODAY, 3, 10, 0)
    store(engine, day)
    assert counted(engine) == (3, 10, 700.0)
    corrected = replace(day[0], evaluation_id="E-new", items=day[9].items)
    with writing(engine) as connection:
        evaluations.save(connection, {("drop", day[0].interaction_id): [corrected]})
        item_days.refresh(connection, [TODAY])
        item_days.refresh(connection, [TODAY])  # twice is once
    assert counted(engine) == (2, 10, 800.0)


def test_the_score_is_counted_with_its_squares(engine: Engine) -> None:
    store(engine, [evaluation(1, score=80.0), evaluation(2, score=90.0), evaluation(3, score=None)])
    with reading(engine) as connection:
        (row,) = item_days.between(connection, TODAY, TODAY, items=[item_days.SCORE])
    assert (row.n, row.total, row.squares, row.unmet) == (2, 170.0, 14_500.0, 0)


def test_a_persons_word_takes_the_place_of_the_machines(engine: Engine) -> None:
    store(engine, calls("A1", TODAY, 3, 10, 0))
    say(engine, "E00000", ItemState.MET)
    assert counted(engine) == (2, 10, 800.0)
    say(engine, "E00001", ItemState.NOT_APPLICABLE, number=2)
    assert counted(engine) == (1, 9, 800.0)
    say(engine, "E00009", ItemState.UNMET, number=3)
    assert counted(engine) == (2, 9, 700.0)
    say(engine, "E00002", ItemState.MET, Stage.IMPORTED, number=4)  # an older inspection decides nothing
    assert counted(engine) == (2, 9, 700.0)


def test_an_appeal_outweighs_a_review(engine: Engine) -> None:
    store(engine, calls("A1", TODAY, 3, 10, 0))
    say(engine, "E00000", ItemState.UNMET)
    say(engine, "E00000", ItemState.MET, Stage.APPEAL, number=2)
    assert counted(engine)[0] == 2


def test_of_several_reviewers_all_must_say_so(engine: Engine) -> None:
    """Two who disagree decide nothing: the item is judged no more; so does one with the machine."""
    store(engine, calls("A1", TODAY, 3, 10, 0))
    say(engine, "E00000", ItemState.UNMET)
    assert counted(engine) == (3, 10, 700.0)
    say(engine, "E00000", ItemState.MET, Stage.SECOND, number=2)
    assert counted(engine) == (2, 9, 700.0)
    say(engine, "E00000", ItemState.MET, Stage.ADJUDICATION, number=3)
    assert counted(engine) == (2, 10, 800.0)


def test_what_is_asked_of_one_item_holds_no_other(engine: Engine) -> None:
    store(engine, calls("A1", TODAY, 3, 10, 0))
    say(engine, "E00000", ItemState.MET)
    with reading(engine) as connection:
        assert [c.item for c in corrected(connection, TODAY, TODAY, items=["closing"])] == ["closing"]
        assert corrected(connection, TODAY, TODAY, items=["greeting"]) == []


def test_days_of_older_versions_are_found(engine: Engine) -> None:
    store(engine, calls("A1", TODAY, 3, 10, 0))
    with writing(engine) as connection:
        evaluations.save(connection, {("drop", "X"): [evaluation(99, business_date=date(2026, 11, 2))]})
        assert item_days.missing(connection, MONTH.start, MONTH.end) == [date(2026, 11, 2)]


def weak_site(engine: Engine) -> None:
    """A1 fails 20 of 40, four colleagues 4 of 40."""
    rows = calls("A1", TODAY, 20, 40, 0)
    for k in range(1, 5):
        rows += calls(f"A{k + 1}", TODAY, 4, 40, 100 * k)
    store(engine, rows)


def test_the_queue_from_counts_says_what_the_queue_from_evaluations_says(engine: Engine) -> None:
    weak_site(engine)
    with reading(engine) as connection:
        (task,) = queue_of(material_of(connection, MONTH, POLICY, {}), MONTH, POLICY)
    assert (task.agent_id, task.item) == ("A1", "closing")
    assert dict(task.effect)["group_unmet"] == 16
    assert [c.example.value for c in task.evidence] == ["worst"] * 3 + ["best"] * 2 + ["colleague"]
    assert [c.agent_id for c in task.evidence[:5]] == ["A1"] * 5
    assert task.evidence[5].agent_id != "A1"


def test_what_people_overturned_is_no_evidence(engine: Engine) -> None:
    weak_site(engine)
    for k in range(17):
        say(engine, f"E{k:05}", ItemState.MET, number=k)
    with reading(engine) as connection:
        material = material_of(connection, MONTH, POLICY, {})
        assert queue_of(material, MONTH, POLICY) == ()
        left = material.shelf.of("ecommerce", "closing", ["A1"], ItemState.UNMET)
    assert {e.evaluation_id for e, _ in left} == {"E00017", "E00018", "E00019"}


def test_what_was_before_the_last_coaching_does_not_speak_against_the_agent(engine: Engine) -> None:
    weak_site(engine)
    with reading(engine) as connection:
        material = material_of(connection, MONTH, POLICY, {("A1", "closing"): TODAY})
    assert {row.agent_id for row in material.counts} == {"A2", "A3", "A4", "A5"}
    assert all(row.count == Count(4, 40) for row in material.counts)


def test_a_fatal_people_found_to_be_none_makes_no_task(engine: Engine) -> None:
    store(engine, [evaluation(1, fatal=("closing",)), evaluation(2, agent_id="A2", fatal=("closing",))])
    say(engine, "E00001", ItemState.MET)
    with reading(engine) as connection:
        assert [row.agent_id for row in material_of(connection, MONTH, POLICY, {}).fatals] == ["A2"]
