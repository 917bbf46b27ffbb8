"""What was heard is kept by content, and can be forgotten."""

from datetime import timedelta

from sqlalchemy.engine import Engine

from inspection.hearing import Utterance
from inspection.interaction import Word
from records import transcripts
from records.database import reading, writing
from tests.records.judged_samples import NOON

HEARD = (
    (Utterance(start_s=0.5, end_s=2.0, text="您好", confidence=0.9, words=(Word("您好", 0.5, 1.0, 0.9),)),),
    (),
)


def test_what_was_heard_is_found_again_by_recording_model_and_options(engine: Engine) -> None:
    key = transcripts.key_of("ab", "base@1", {"language": "zh"})
    with writing(engine) as connection:
        transcripts.keep(connection, key, HEARD, NOON)
    with reading(engine) as connection:
        assert transcripts.find(connection, key) == HEARD
        assert transcripts.find(connection, transcripts.key_of("ab", "base@1", {"language": "en"})) is None


def test_every_part_of_the_key_counts_and_the_order_of_options_does_not() -> None:
    keys = {
        transcripts.key_of("ab", "m", {}),
        transcripts.key_of("ac", "m", {}),
        transcripts.key_of("ab", "n", {}),
        transcripts.key_of("a", "bm", {}),
        transcripts.key_of("ab", "m", {"a": "1"}),
    }
    assert len(keys) == 5
    assert transcripts.key_of("x", "m", {"a": "1", "b": "2"}) == transcripts.key_of("x", "m", {"b": "2", "a": "1"})


def test_the_first_memory_stays(engine: Engine) -> None:
    with writing(engine) as connection:
        transcripts.keep(connection, "k", HEARD, NOON)
        transcripts.keep(connection, "k", ((), ()), NOON)
        assert transcripts.find(connection, "k") == HEARD


def test_old_memories_can_be_forgotten(engine: Engine) -> None:
    with writing(engine) as connection:
        transcripts.keep(connection, "old", HEARD, NOON)
        transcripts.keep(connection, "new", HEARD, NOON + timedelta(hours=1))
        assert transcripts.forget_before(connection, NOON + timedelta(minutes=1)) == 1
        assert transcripts.find(connection, "old") is None
        assert transcripts.find(connection, "new") == HEARD


def test_a_broken_character_does_not_stop_the_night(engine: Engine) -> None:
    broken = ((Utterance(start_s=0.0, end_s=1.0, text="好\ud800", confidence=0.5),),)
    with writing(engine) as connection:
        transcripts.keep(connection, "k", broken, NOON)
        found = transcripts.find(connection, "k")
    assert found is not None
    assert found[0][0].text == "好\ufffd"
