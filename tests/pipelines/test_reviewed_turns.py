"""What a workspace has to teach: labels and verdicts beside the masked words they speak of."""

from dataclasses import replace

import pytest

from inspection.interaction import Role
from inspection.item_verdicts import Stage
from inspection.relearning.lessons import TurnOfHead
from inspection.relearning.turn_label import GivenLabel
from pipelines.reviewed_turns import ReviewedTurns, reviewed_turns
from records import reviews, turn_labels
from records.database import open_database, reading, writing
from records.reviews import Review
from records.schema import upgrade
from records.shard import save_shard
from tests.records import judged_samples as sample

ANGRY = GivenLabel(interaction_id="call-1", turn=1, head="sentiment", label="negative", who="王", at=sample.NOON)
VERDICT = Review(
    id="r1", evaluation_id="e-call-1", who="主管", at=sample.NOON, item="greeting", state="met", points=None,
    reason_code=None, seconds_spent=None, decision=None,
)  # fmt: skip
GREETED = TurnOfHead("drop", "call-1", 0, "act:greeting")


@pytest.fixture
def engine(tmp_path_factory: pytest.TempPathFactory) -> object:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('w') / 'w.sqlite3'}")
    upgrade(engine)
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1")])
    yield engine
    engine.dispose()


def found(engine: object, *given: Review, labels: tuple[GivenLabel, ...] = ()) -> ReviewedTurns:
    with writing(engine) as connection:  # type: ignore[arg-type]
        turn_labels.give(connection, labels, ("greeting",))
        reviews.add_all(connection, given)
    with reading(engine) as connection:  # type: ignore[arg-type]
        return reviewed_turns(connection)


def test_a_label_comes_with_its_words_the_words_before_and_the_agents(engine: object) -> None:
    one = found(engine, labels=(ANGRY,))
    assert one.lessons.right == {TurnOfHead("drop", "call-1", 1, "sentiment"): 0}
    text = one.texts["drop", "call-1", 1]
    assert (text.text, text.speaker) == ("=退款怎么还没到", Role.CUSTOMER)
    assert (text.previous, text.previous_speaker) == ("您好，很高兴为您服务", Role.AGENT)
    assert one.agents_of == {("drop", "call-1"): frozenset({"a7"})}
    assert (one.turn_labels, one.verdicts, one.outdated) == (1, 0, 0)


def test_a_confirmed_duty_teaches_its_act(engine: object) -> None:
    one = found(engine, VERDICT)
    assert one.lessons.right == {GREETED: 1}
    assert one.verdicts == 1


def test_an_overturned_one_teaches_that_it_was_not(engine: object) -> None:
    assert found(engine, replace(VERDICT, state="unmet")).lessons.right == {GREETED: 0}


def test_people_who_disagree_teach_nothing_until_somebody_settles_it(engine: object) -> None:
    against = replace(VERDICT, id="r2", who="李", state="unmet")
    assert found(engine, VERDICT, against).lessons.right == {}
    settled = replace(against, id="r3", who="组长", stage=Stage.ADJUDICATION.value)
    assert found(engine, settled).lessons.right == {GREETED: 0}


def test_an_imported_verdict_teaches_where_nobody_judged_here(engine: object) -> None:
    imported = replace(VERDICT, id="r0", state="unmet", stage=Stage.IMPORTED.value)
    assert found(engine, imported).lessons.right == {GREETED: 0}
    assert found(engine, VERDICT).lessons.right == {GREETED: 1}


def test_a_turn_label_goes_before_a_verdict(engine: object) -> None:
    label = replace(ANGRY, turn=0, head="greeting", label="no")
    assert found(engine, VERDICT, labels=(label,)).lessons.right == {GREETED: 0}


def test_labels_and_verdicts_on_corrected_words_are_left_out_and_counted(engine: object) -> None:
    found(engine, VERDICT, labels=(ANGRY,))
    turns = tuple(replace(t, text=t.text + "！") if t.text else t for t in sample.call().turns)
    corrected = replace(sample.facts(transcript_hash="t2"), interaction=replace(sample.call(), turns=turns))
    with writing(engine) as connection:  # type: ignore[arg-type]
        save_shard(connection, [replace(sample.judged("call-1"), facts=corrected)])
    one = found(engine)
    assert one.lessons.right == {}
    assert (one.turn_labels, one.verdicts, one.outdated) == (0, 0, 1)


def test_an_empty_workspace_teaches_nothing(engine: object) -> None:
    one = found(engine)
    assert (one.lessons.right, one.texts, one.turn_labels, one.verdicts) == ({}, {}, 0, 0)
