"""A shard is stored whole, once, and survives everything in between."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.flags import FlagStatus
from records import evaluations, facts, flags, interactions, ledger
from records.database import reading, writing
from records.shard import Judged, save_shard
from records.tables import metadata
from tests.records import judged_samples as sample


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in a fixed order; the number of a searchable text is the database's own."""
    with reading(engine) as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(*columns))), key=repr)
            for table in metadata.sorted_tables
            for columns in [[column for column in table.columns if column.name != "doc"]]
        }


def store(engine: Engine, *shard: Judged) -> None:
    with writing(engine) as connection:
        save_shard(connection, shard)


def test_everything_comes_back_as_it_was_stored(engine: Engine) -> None:
    one = sample.judged("call-1")
    store(engine, one)
    with reading(engine) as connection:
        assert facts.find(connection, "drop", "call-1") == one.facts
        assert facts.find(connection, "drop", "call-1", "t1") == one.facts
        assert list(facts.between(connection, sample.NIGHT, sample.NIGHT)) == [one.facts]
        assert evaluations.current(connection, "drop", "call-1") == one.evaluations
        assert list(flags.between(connection, sample.NIGHT, sample.NIGHT)) == list(one.flags)
        assert ledger.find(connection, "drop", "call-1") == replace(one.entry, attempts=1)


def test_a_stored_interaction_is_the_one_given_without_word_times(engine: Engine) -> None:
    one = sample.judged("call-1")
    store(engine, one)
    with reading(engine) as connection:
        stored = interactions.find(connection, "drop", "call-1")
        assert [stored] == list(interactions.between(connection, sample.NIGHT, sample.NIGHT))
    assert stored is not None
    turns = tuple(replace(turn, words=()) for turn in one.facts.interaction.turns)
    assert stored.interaction == replace(one.facts.interaction, turns=turns)
    assert stored.readings == one.facts.readings
    assert (stored.duration_s, stored.trust, stored.model_ids) == (64.25, one.facts.trust, one.facts.model_ids)


def test_storing_a_shard_again_changes_nothing(engine: Engine) -> None:
    shard = [sample.judged(f"call-{n}") for n in range(3)]
    store(engine, *shard)
    before = everything(engine)
    store(engine, *shard)
    assert everything(engine) == before
    assert len(before["evaluations"]) == 3


def test_shards_in_any_cut_give_the_same_rows(engine: Engine) -> None:
    shard = [sample.judged(f"call-{n}") for n in range(3)]
    store(engine, *shard)
    whole = everything(engine)
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))
    store(engine, shard[2])
    store(engine, shard[0], shard[1])
    assert everything(engine) == whole


class Killed(Exception):
    """The process dies here."""


@pytest.mark.parametrize("statement_number", range(1, 21))
def test_killed_between_two_statements_nothing_is_stored(engine: Engine, statement_number: int) -> None:
    with writing(engine) as connection:
        ledger.expect(connection, [sample.entry("call-1")])
    before = everything(engine)
    seen = 0

    def die(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == statement_number:
            raise Killed

    with pytest.raises(Killed), writing(engine) as connection:  # noqa: PT012 - any of the statements may die
        sa.event.listen(connection, "before_execute", die)
        save_shard(connection, [sample.judged("call-1")])
        raise Killed  # all statements ran, but the transaction was never committed
    assert everything(engine) == before
    store(engine, sample.judged("call-1"))
    assert len(everything(engine)["evaluation_items"]) == 2


DIE_BEFORE_THE_COMMIT = """
import os, signal, sys
from records.database import open_database, writing
from records.shard import save_shard
from tests.records import judged_samples as sample
with writing(open_database(sys.argv[1])) as connection:
    save_shard(connection, [sample.judged("call-1")])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_before_the_commit_leaves_nothing_and_blocks_nobody(engine: Engine) -> None:
    before = everything(engine)
    url = engine.url.render_as_string(hide_password=False)
    house = Path(__file__).parents[2]
    dead = subprocess.run([sys.executable, "-c", DIE_BEFORE_THE_COMMIT, url], cwd=house, check=False)
    assert dead.returncode == -signal.SIGKILL
    assert everything(engine) == before
    store(engine, sample.judged("call-1"))
    assert len(everything(engine)["evaluations"]) == 1


def test_a_correction_supersedes_and_only_the_new_evaluation_is_current(engine: Engine) -> None:
    store(engine, sample.judged("call-1", sample.evaluation("first")))
    store(engine, sample.judged("call-1", sample.evaluation("second"), transcript_hash="t2"))
    with reading(engine) as connection:
        (now,) = evaluations.current(connection, "drop", "call-1")
        assert (now.evaluation_id, now.supersedes) == ("second", "first")
        history = list(evaluations.between(connection, sample.NIGHT, sample.NIGHT, history=True))
        assert [one.evaluation_id for one in history] == ["first", "second"]
        assert history[0] == sample.evaluation("first")
        stored = facts.find(connection, "drop", "call-1")
        assert stored is not None
        assert stored.transcript_hash == "t2"
        assert facts.find(connection, "drop", "call-1", "t1") is not None
        assert connection.execute(sa.text("SELECT count(*) FROM turns")).scalar_one() == 3


def test_segments_that_vanish_are_no_longer_current(engine: Engine) -> None:
    both = (sample.evaluation("s0", segment=0), sample.evaluation("s1", segment=1))
    store(engine, sample.judged("call-1", *both), sample.judged("call-2"))
    store(engine, sample.judged("call-1", both[0]))
    with reading(engine) as connection:
        now = list(evaluations.between(connection, sample.NIGHT, sample.NIGHT))
    assert [one.evaluation_id for one in now] == ["s0", "e-call-2"]
    assert now[0].supersedes is None


def test_an_interaction_excluded_later_has_no_current_evaluation(engine: Engine) -> None:
    one = sample.judged("call-1")
    store(engine, one)
    store(engine, replace(one, evaluations=(), flags=()))
    with reading(engine) as connection:
        assert evaluations.current(connection, "drop", "call-1") == ()
        assert evaluations.find(connection, "e-call-1") is not None
        assert list(flags.between(connection, sample.NIGHT, sample.NIGHT)) == []


def test_a_correction_taken_back_makes_the_former_evaluation_current_again(engine: Engine) -> None:
    first, second = (sample.judged("call-1", sample.evaluation(name)) for name in ("first", "second"))
    for one in (first, second, first):
        store(engine, one)
    with reading(engine) as connection:
        assert evaluations.current(connection, "drop", "call-1") == (sample.evaluation("first"),)


def test_a_flag_people_have_looked_at_stays_as_they_left_it(engine: Engine) -> None:
    one = sample.judged("call-1")
    store(engine, one)
    with writing(engine) as connection:
        reviewed = FlagStatus.REVIEWED
        flags.decide(connection, "flag-call-1", reviewed, who="主管", at=sample.NOON, reason="听过")
    store(engine, one)
    store(engine, replace(one, flags=()))
    with reading(engine) as connection:
        (left,) = flags.between(connection, sample.NIGHT, sample.NIGHT)
    assert left == replace(one.flags[0], status=FlagStatus.REVIEWED)


def test_what_no_database_can_hold_is_replaced_one_for_one(engine: Engine) -> None:
    one = sample.judged("call-1")
    turns = (replace(one.facts.interaction.turns[0], text="好\x00的\ud800吧"), *one.facts.interaction.turns[1:])
    interaction = replace(one.facts.interaction, turns=turns, metadata={"k\x00": "\udfffv"})
    store(engine, replace(one, facts=replace(one.facts, interaction=interaction)))
    with reading(engine) as connection:
        stored = interactions.find(connection, "drop", "call-1")
        kept = facts.find(connection, "drop", "call-1")
    assert stored is not None
    assert stored.interaction.turns[0].text == "好\ufffd的\ufffd吧"
    assert dict(stored.interaction.metadata) == {"k\ufffd": "\ufffdv"}
    assert kept is not None
    assert kept.interaction.turns[0].text.replace("\x00", "\ufffd") == "好\ufffd的\ufffd吧"


def _statements_of(connection: Connection) -> list[str]:
    seen: list[str] = []
    sa.event.listen(connection, "before_cursor_execute", lambda *event: seen.append(str(event[2])))
    return seen


def test_the_number_of_statements_does_not_grow_with_the_shard(engine: Engine) -> None:
    counts = []
    for size in (1, 40):
        with writing(engine) as connection:
            seen = _statements_of(connection)
            save_shard(connection, [sample.judged(f"call-{size}-{n}") for n in range(size)])
            counts.append(len(seen))
    assert counts[1] <= counts[0] + 5
