"""Labels of turns in the database: each person's latest word, bound to the words it speaks of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.relearning.turn_label import GivenLabel
from records import facts, interactions, turn_labels
from records.database import reading, writing
from records.shard import save_shard
from records.turn_labels import Kept, give
from tests.records import judged_samples as sample

ACTS = ("closing", "rude")
ANGRY = GivenLabel(
    interaction_id="call-1", turn=1, head="情感", label="负面", who="王", at=sample.NOON, where="l.csv:2"
)


@pytest.fixture
def engine_with_a_call(engine: Engine) -> Engine:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1")])
    return engine


def kept(engine: Engine, *given: GivenLabel) -> Kept:
    with writing(engine) as connection:
        return give(connection, given, ACTS)


def every(engine: Engine) -> list[tuple[int, str, str, str]]:
    with reading(engine) as connection:
        return [(one.turn, one.head, one.label, one.who) for one in turn_labels.every(connection)]


def test_labels_are_kept_in_canonical_words_and_again_change_nothing(engine_with_a_call: Engine) -> None:
    rude = replace(ANGRY, turn=0, head="act:rude", label="否")
    assert kept(engine_with_a_call, ANGRY, rude) == Kept(2, 0, 0, ())
    assert kept(engine_with_a_call, ANGRY, rude) == Kept(0, 0, 2, ())
    assert every(engine_with_a_call) == [(0, "act:rude", "no", "王"), (1, "sentiment", "negative", "王")]


def test_the_later_word_of_a_person_stays_and_each_person_has_one(engine_with_a_call: Engine) -> None:
    later = replace(ANGRY, label="中性", at=sample.NOON + timedelta(hours=1))
    assert kept(engine_with_a_call, later, replace(ANGRY, who="李")).new == 2
    assert kept(engine_with_a_call, ANGRY) == Kept(0, 0, 1, ())  # the older word comes too late
    assert kept(engine_with_a_call, replace(later, label="正面", at=later.at + timedelta(hours=1))).changed == 1
    assert every(engine_with_a_call) == [(1, "sentiment", "negative", "李"), (1, "sentiment", "positive", "王")]


def test_of_two_words_in_one_file_the_later_counts_whatever_their_order(engine_with_a_call: Engine) -> None:
    later = replace(ANGRY, label="中性", at=sample.NOON + timedelta(hours=1))
    assert kept(engine_with_a_call, later, ANGRY) == Kept(1, 0, 1, ())
    assert every(engine_with_a_call) == [(1, "sentiment", "neutral", "王")]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (replace(ANGRY, interaction_id="call-9"), "there is no interaction call-9"),
        (replace(ANGRY, source="elsewhere"), "there is no interaction call-1 in elsewhere"),
        (replace(ANGRY, turn=7), "call-1 has turns 0 to 2, not 7"),
        (replace(ANGRY, turn=2), "turn 2 has no words"),
        (replace(ANGRY, head="act:rude", label="是"), "turn 1 is the customer's: acts are read in turns of agents"),
        (replace(ANGRY, turn=0, head="情绪", label="愤怒"), "turn 0 is the agent's: emotions are read"),
        (replace(ANGRY, head="mood"), "'mood' is no head"),
        (replace(ANGRY, label="sad"), "'sad' is no label of sentiment"),
        (replace(ANGRY, who=" "), "nobody is named who says so"),
    ],
)
def test_what_cannot_be_is_refused_by_its_row_and_the_others_are_kept(
    engine_with_a_call: Engine, bad: GivenLabel, why: str
) -> None:
    done = kept(engine_with_a_call, replace(bad, where="l.csv:9"), ANGRY)
    assert (done.new, len(done.refused)) == (1, 1)
    assert str(done.refused[0]).startswith("l.csv:9: ")
    assert why in str(done.refused[0])


def test_an_id_that_two_sources_have_wants_its_source(engine: Engine) -> None:
    other = replace(sample.call(), source="other")
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1")])
        twin = replace(sample.facts(), interaction=other)
        interactions.save(connection, [(twin, sample.NIGHT)])
        facts.save(connection, [twin])
    assert "exists in the sources drop, other: name one" in str(kept(engine, ANGRY).refused[0])
    assert kept(engine, replace(ANGRY, source="other")).new == 1


def test_a_label_names_the_words_it_speaks_of(engine_with_a_call: Engine) -> None:
    kept(engine_with_a_call, ANGRY)
    with writing(engine_with_a_call) as connection:
        before = _hash(connection)
        turns = (*sample.call().turns[:1], replace(sample.call().turns[1], text="退款到了"), sample.call().turns[2])
        corrected = replace(sample.facts(transcript_hash="t2"), interaction=replace(sample.call(), turns=turns))
        save_shard(connection, [replace(sample.judged("call-1"), facts=corrected)])
        assert _hash(connection) == before  # the label stays, of the former words
    again = replace(ANGRY, at=sample.NOON + timedelta(days=1))
    assert kept(engine_with_a_call, ANGRY).unchanged == 1
    assert kept(engine_with_a_call, again).changed == 1  # the same word, given on the new ones
    with reading(engine_with_a_call) as connection:
        assert _hash(connection) != before


def _hash(connection: Connection) -> str:
    (one,) = turn_labels.of(connection, [("drop", "call-1")])
    return one.words_hash
