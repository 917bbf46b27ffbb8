"""Whatever value goes in comes out the same, in both databases."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from inspection.coaching.task import CoachingTask
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.facts import Facts
from inspection.flags import Flag
from inspection.ledger import LedgerEntry
from inspection.scorecards.cards import Scorecard
from records import coaching, evaluations, facts, flags, interactions, ledger
from records.database import reading, writing
from records.scorecards import cards as scorecards
from tests.records import judged_samples as sample
from tests.records.arbitrary_values import facts_values, values_of
from tests.records.conftest import empty

some = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@some
@given(given_facts=facts_values())
def test_facts_and_interactions(engine: Engine, given_facts: Facts) -> None:
    empty(engine)
    day = given_facts.interaction.started_at.date()
    with writing(engine) as connection:
        interactions.save(connection, [(given_facts, day)])
        facts.save(connection, [given_facts])
    with reading(engine) as connection:
        assert facts.find(connection, *given_facts.interaction.key) == given_facts
        stored = interactions.find(connection, *given_facts.interaction.key)
    assert stored is not None
    turns = tuple(replace(turn, words=()) for turn in given_facts.interaction.turns)
    assert stored.interaction == replace(given_facts.interaction, turns=turns)
    assert (stored.readings, stored.trust, stored.business_date) == (given_facts.readings, given_facts.trust, day)


@some
@given(given_evaluation=values_of(Evaluation))
def test_evaluations(engine: Engine, given_evaluation: Evaluation) -> None:
    empty(engine)
    key = (given_evaluation.source, given_evaluation.interaction_id)
    with writing(engine) as connection:
        evaluations.save(connection, {key: [given_evaluation]})
    with reading(engine) as connection:
        assert evaluations.current(connection, *key) == (replace(given_evaluation, supersedes=None),)


@some
@given(entry=values_of(LedgerEntry))
def test_ledger_entries(engine: Engine, entry: LedgerEntry) -> None:
    empty(engine)
    with writing(engine) as connection:
        ledger.expect(connection, [entry])
        assert ledger.of_run(connection, entry.run_id) == [entry]


@some
@given(flag=values_of(Flag))
def test_flags(engine: Engine, flag: Flag) -> None:
    empty(engine)
    with writing(engine) as connection:
        flags.save(connection, [flag])
        assert list(flags.between(connection, flag.business_date, flag.business_date)) == [flag]


@some
@given(card=values_of(Scorecard))
def test_scorecards(engine: Engine, card: Scorecard) -> None:
    card = replace(card, is_published=False)  # those an agent is told are counted when they are asked for, never stored
    empty(engine)
    with writing(engine) as connection:
        assert scorecards.replace_period(connection, card.period, [card])
        assert list(scorecards.of_period(connection, card.period)) == [card]


@some
@given(task=values_of(CoachingTask))
def test_coaching_tasks(engine: Engine, task: CoachingTask) -> None:
    empty(engine)
    with writing(engine) as connection:
        coaching.save(connection, [task])
        assert list(coaching.queue(connection, task.period)) == [task]


@some
@given(history=st.lists(st.lists(st.integers(0, 2), unique=True, max_size=3), min_size=1, max_size=5))
def test_exactly_the_segments_saved_last_are_current(engine: Engine, history: list[list[int]]) -> None:
    empty(engine)
    with writing(engine) as connection:
        for round_number, segments in enumerate(history):
            given_now = [sample.evaluation(f"e{round_number}-{s}", segment=s) for s in segments]
            evaluations.save(connection, {("drop", "call-1"): given_now})
        current = evaluations.current(connection, "drop", "call-1")
        everything = list(evaluations.between(connection, sample.NIGHT, sample.NIGHT, history=True))
    last = len(history) - 1
    assert [one.evaluation_id for one in current] == [f"e{last}-{s}" for s in sorted(history[last])]
    assert len(everything) == sum(map(len, history))
    assert all(one.status is EvaluationStatus.DRAFT for one in everything)
